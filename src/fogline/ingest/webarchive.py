"""Web archives (WARC, also compressed): the HTML pages among the responses, each a report as from a saved page.

The report keeps the page's address, when it was archived, and the record's id; a payload that does not have the digest
its record states is named and read all the same.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import IO, Any

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.options import Options
from fogline.ingest.page import page
from fogline.ingest.source import Source

GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_LARGEST_RECORD = 50  # times the limit of a page: beyond, decompressing on is not worth it


def archive(file: IO[bytes], source: Source, options: Options) -> Iterator[Report | Problem]:
    """The pages of an open archive; ``source`` says where it is from."""
    bounded = _Bounded(_plain(file), options.limits.file_bytes * _LARGEST_RECORD)
    other = 0
    try:
        for record in _records(bounded):
            bounded.used = 0
            if _is_page(record):
                yield from _page(record, source, options)
            elif record.rec_type in ("response", "resource"):
                other += 1
    except Exception as error:  # noqa: BLE001 - whatever a damaged archive provokes in the parser is the same to us
        reason = str(error) if isinstance(error, _TooLargeError) else type(error).__name__
        yield Problem("ingest.bad_warc", f"cannot be read on from here: {reason}", source.where, lost=True)
    if other:
        yield Problem("ingest.passed_over", f"{other} responses that are no HTML pages passed over", source.where)


def _records(file: _Bounded) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator  # only archives need it

    yield from ArchiveIterator(file, check_digests=True, arc2warc=True)


def _plain(file: IO[bytes]) -> IO[bytes]:
    """Decompressed where it is compressed, record by record or as a whole."""
    start = file.read(2)
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if start == GZIP else file  # type: ignore[return-value]


class _TooLargeError(ValueError):
    pass


class _Bounded:
    """A stream that stops after ``limit`` bytes since ``used`` was last set to 0."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file, self._limit, self.used = file, limit, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.used += len(data)
        if self.used > self._limit:
            raise _TooLargeError(f"a record of more than {self._limit / 1e6:g} MB")
        return data

    def close(self) -> None:
        """The file is closed by whoever opened it."""


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    if record.rec_type == "response" and (record.http_headers is None or record.http_headers.get_statuscode() != "200"):
        return False
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _page(record: Any, source: Source, options: Options) -> Iterator[Report | Problem]:
    head = record.rec_headers
    url, id = head.get_header("WARC-Target-URI") or "", head.get_header("WARC-Record-ID") or ""
    where = f"{source.where}:{url}"
    data = record.content_stream().read(options.limits.file_bytes + 1)
    if len(data) > options.limits.file_bytes:
        yield source.too_large(options.limits.file_bytes, where)
        return
    record.raw_stream.read()  # to the end, so that the digest is of the whole payload
    kept = Source(where, data=data, url=url, retrieved=head.get_header("WARC-Date"), archive=id.strip("<>") or None)
    yield from page(kept, options)
    if record.digest_checker is not None and record.digest_checker.passed is False:
        yield Problem("ingest.warc_digest", "the page does not have the digest that its archive states", where)
