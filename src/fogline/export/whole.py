"""Files and folders that stand under their names whole or not at all, whenever the program is stopped.

What is written lies beside its place under a hidden name (``.NAME.xxxxxxxx.fogline-part``) until it is whole, and is
locked as long as its writer lives: left-overs of a writer that was killed are told by their lock and cleared away.
"""

from __future__ import annotations

import errno
import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

PART, OLD = ".fogline-part", ".fogline-old"
SUMS = "SHA256SUMS"
"""The list of a folder's files as ``sha256sum -c`` reads it: that they are whole, and that an export wrote them."""
_OF_THE_DESKTOP = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
Progress = Callable[[int], object]


def put(path: Path, chunks: Iterable[bytes], progress: Progress) -> str:
    """Writes a file to the disk; the SHA-256 of its bytes."""
    digest = sha256()
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            progress(len(chunk))
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
    return digest.hexdigest()


# --- a file ---


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A place to write ``path`` at until it is whole; gone after the context, unless it was put under its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(path.parent):
            clear(path)
            part = _file_beside(path)
            held.enter_context(_locked(part))
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


def _file_beside(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=PART)
    os.close(handle)
    return Path(name)


# --- a folder ---


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` to write into; it takes the place of ``out`` as one when the context ends without an
    error, and is taken away when it does not.

    Raises ``OSError`` before anything is written where ``out`` holds what no export wrote, or cannot be replaced.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(out.parent):
            clear(out)
            _replaceable(out)
            part = _folder_beside(out)
            held.enter_context(_locked(part))
        try:
            yield part
            with _locked(out.parent):
                _swap(part, out)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _folder_beside(out: Path) -> Path:
    made = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=PART))
    made.chmod(0o755)
    return made


def sums(digests: Iterable[tuple[str, str]]) -> bytes:
    """Of names and digests, the text of ``SUMS``."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests)).encode()


def _replaceable(out: Path) -> None:
    if not out.is_dir():
        return
    if Path.cwd().is_relative_to(out) or out.is_mount():
        message = "is the folder you are in, or a disk of its own, and is replaced as a whole: name a folder inside it"
        raise OSError(errno.EBUSY, message, str(out))
    if foreign := sorted(_inside(out) - _listed(out)):
        message = f"holds what no export wrote ({', '.join(foreign[:3])}) and would lose it: name a new folder"
        raise FileExistsError(errno.EEXIST, message, str(out))


def _inside(out: Path) -> set[str]:
    files = (p for p in out.rglob("*") if not p.is_dir() or p.is_symlink())
    return {p.relative_to(out).as_posix() for p in files if p.name not in _OF_THE_DESKTOP}


def _listed(out: Path) -> set[str]:
    try:
        lines = (out / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return {SUMS, *(line.partition("  ")[2] for line in lines)}


def _swap(part: Path, out: Path) -> None:
    """One rename where nothing or an empty folder stands; else the old one steps aside first. A program killed between
    these two leaves the old one beside its place, and the next run puts it back (``clear``).
    """
    old = part.with_name(part.name.removesuffix(PART) + OLD)
    try:
        part.rename(out)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        out.rename(old)
        part.rename(out)
        shutil.rmtree(old, ignore_errors=True)


# --- left-overs ---


def clear(out: Path) -> None:
    """Takes away what writers of ``out`` that live no more have left; puts the old folder back where it had stepped
    aside and nothing stands in its place.
    """
    for left in sorted(out.parent.glob(f".{glob.escape(out.name)}.????????.fogline-*")):
        with suppress(OSError), _locked(left, wait=False):
            if left.name.endswith(OLD) and not out.exists():
                left.rename(out)
            elif left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


@contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Raises ``BlockingIOError`` where somebody holds it and ``wait`` is false. A folder's lock orders those who clear
    away, begin and put in place beside each other in it; a part's lock says that its writer lives.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)
