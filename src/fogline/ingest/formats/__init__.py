"""One file per source format, each with ``read(source, options) -> Iterator[Report | Problem]``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.formats import csv, feed, html, jsonl, markdown, text
from fogline.ingest.options import Options
from fogline.ingest.source import Source

Reader = Callable[[Source, Options], Iterator[Report | Problem]]

FORMATS: dict[str, Reader] = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "jsonl": jsonl.read,
    "csv": csv.read,
    "feed": feed.read,
}
