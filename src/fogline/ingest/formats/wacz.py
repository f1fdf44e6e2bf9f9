"""WACZ: a zip with web archives (``archive/*.warc.gz``) in it. Nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.source import Source
from fogline.ingest.webarchive import archive

_ENDINGS = (".warc", ".warc.gz")
_MEMBERS = 10_000


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """The pages of each web archive in it, by name."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as packed:
            names = sorted(n for n in packed.namelist() if n.startswith("archive/") and n.lower().endswith(_ENDINGS))
            if not names or len(names) > _MEMBERS:
                message = "holds no web archive" if not names else f"holds {len(names)} web archives; too many"
                yield Problem("ingest.bad_wacz", message, source.where, lost=True)
                return
            for name in names:
                with packed.open(name) as member:
                    yield from archive(member, Source(f"{source.where}:{name}"), options)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error) as error:
        yield Problem("ingest.bad_wacz", f"is no zip that can be read: {error}", source.where, lost=True)


def _is_one(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and any(mark in head for mark in (b"datapackage.json", b"archive/", b".cdx"))


FORMAT = Format("wacz", read, (".wacz",), "zipped web archives: the HTML pages in them", sure=_is_one)
