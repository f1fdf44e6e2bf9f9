"""Exports written to files: each whole or not at all, with what the export says of itself beside it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from fogline.core.codec import dumps
from fogline.core.problem import Problem
from fogline.export.edition import View
from fogline.export.part import Exporter, Part, text_part

ABOUT = "about.json"
Progress = Callable[[int], object]


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
    """Writes to the file or folder ``out``; yields each path when it is whole, and what was left out.

    ``progress`` is told how many bytes each piece has.
    """
    for item in all_parts(exporter, view):
        if isinstance(item, Problem):
            yield item
            continue
        path = _place(exporter, item, out)
        path.parent.mkdir(parents=True, exist_ok=True)
        _whole(path, item.chunks, progress)
        yield path


def _place(exporter: Exporter, part: Part, out: Path) -> Path:
    """A single file's companion is laid beside it: ``events.csv`` and ``events.csv.about.json``."""
    if not exporter.single:
        return out.joinpath(*part.name.split("/"))
    return out if not part.name else out.with_name(f"{out.name}.{part.name}")


def _whole(path: Path, chunks: Iterable[bytes], progress: Progress) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                progress(len(chunk))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


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
