"""Which format a source is in: by its content where that is unmistakable, else by its name, else plain text."""

from __future__ import annotations

from pathlib import PurePath

from fogline.ingest.format import Format
from fogline.ingest.formats import FORMATS

_BOM = b"\xef\xbb\xbf"


def known(name: str) -> bool:
    """True when a file's ending is one of ours: only such files are taken from a folder."""
    return _named(name) is not None


def detect(name: str, head: bytes) -> Format:
    """``head`` is the beginning of the content."""
    head = head.removeprefix(_BOM)
    for format in FORMATS.values():
        if format.sure and format.sure(head):
            return format
    named = _named(name)
    if named:
        return named
    return next((f for f in FORMATS.values() if f.likely and f.likely(head)), FORMATS["text"])


def _named(name: str) -> Format | None:
    lower = PurePath(name).name.lower()
    return next((f for f in FORMATS.values() if lower.endswith(f.suffixes)), None)
