"""Plain text, with a small header or none."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import header
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import build
from fogline.ingest.source import Source
from fogline.ingest.whole import whole_text


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """One report: the file."""
    text = yield from whole_text(source, options)
    if text is not None:
        yield from build(header.split(text), source.where, options)


FORMAT = Format("text", read, (".txt", ".text"), "plain text, with or without a head of Key: value lines")
