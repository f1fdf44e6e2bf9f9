"""Exports written to files: each whole or not at all, with what the export says of itself beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from fogline.core.codec import dumps
from fogline.core.problem import Problem
from fogline.export.edition import View
from fogline.export.part import Exporter, Part, text_part
from fogline.export.whole import SUMS, Progress, new_file, new_folder, put, sums

ABOUT = "about.json"


def default_name(exporter: Exporter) -> Path:
    """``fogline-NAME`` with the format's ending, or a folder of that name."""
    return Path(f"fogline-{exporter.name}{exporter.endings[0] if exporter.single else ''}")


def about_part(exporter: Exporter, view: View) -> Part:
    """Licence, version, accuracy, clocks; what the format keeps and leaves out."""
    told = {"format": exporter.name, **view.about.to_json()}
    told |= {"keeps": exporter.keeps, "cannot_express": exporter.cannot_express}
    return text_part(ABOUT, dumps(told) + "\n", "application/json")


def all_parts(exporter: Exporter, view: View) -> Iterator[Part | Problem]:
    """The exporter's parts, and what they say of themselves where they do not carry it."""
    yield from exporter.parts(view)
    if not exporter.carries:
        yield about_part(exporter, view)


def write(exporter: Exporter, view: View, out: Path, progress: Progress = lambda _: None) -> Iterator[Path | Problem]:
    """Writes to the file or folder ``out``; yields what was left out, and in the end each path.

    A folder is replaced as a whole and holds ``SHA256SUMS`` of its files; a file and its companion are put in place
    when both are whole. ``progress`` is told how many bytes each piece has. Raises ``OSError`` where ``out`` cannot be
    written, or is a folder that holds what no export wrote.
    """
    parts = all_parts(exporter, view)
    yield from (_file if exporter.single else _folder)(parts, out, progress)


def _folder(parts: Iterable[Part | Problem], out: Path, progress: Progress) -> Iterator[Path | Problem]:
    digests: dict[str, str] = {}
    with new_folder(out) as made:
        for part in parts:
            if isinstance(part, Problem):
                yield part
                continue
            path = made.joinpath(*part.name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            digests[part.name] = put(path, part.chunks, progress)
        put(made / SUMS, [sums(digests.items())], progress)
    yield from (out.joinpath(*name.split("/")) for name in (*digests, SUMS))


def _file(parts: Iterable[Part | Problem], out: Path, progress: Progress) -> Iterator[Path | Problem]:
    """A companion is laid beside the file: ``events.csv`` and ``events.csv.about.json``.

    The old companion goes before the new file comes, so that a file never stands beside another one's companion.
    """
    with ExitStack() as stack:
        whole: list[tuple[Path, Path]] = []
        for part in parts:
            if isinstance(part, Problem):
                yield part
                continue
            path = out.with_name(f"{out.name}.{part.name}") if part.name else out
            made = stack.enter_context(new_file(path))
            put(made, part.chunks, progress)
            whole.append((made, path))
        for _, companion in whole[1:]:
            companion.unlink(missing_ok=True)
        for made, path in whole:
            made.replace(path)
    yield from (path for _, path in whole)


def to_stream(exporter: Exporter, view: View, out: IO[bytes]) -> Iterator[Problem]:
    """A single-file format written to an open stream, without its companion. Raises ``ValueError`` for folders."""
    if not exporter.single:
        raise ValueError(f"{exporter.name} is several files; give a folder")
    for item in exporter.parts(view):
        if isinstance(item, Problem):
            yield item
        else:
            for chunk in item.chunks:
                out.write(chunk)
