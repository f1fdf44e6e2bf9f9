"""Web archives (WARC), plain or compressed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.source import Source
from fogline.ingest.webarchive import GZIP, archive


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """Everything but HTML responses is passed over and counted."""
    with source.open() as file:
        yield from archive(file, source, options)


def _is_one(head: bytes) -> bool:
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


FORMAT = Format("warc", read, (".warc", ".warc.gz"), "web archives: the HTML pages in them", sure=_is_one)
