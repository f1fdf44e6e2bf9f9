"""Which format a source is in: by its content where that is unmistakable, else by its name, else plain text."""

from __future__ import annotations

import re
from pathlib import PurePath

_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".rdf": "feed",
}
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.S | re.I)
_JSON = re.compile(rb"""\s*(?:\[\s*)?\{\s*["}]""")


def known(name: str) -> bool:
    """True when a file's ending is one of ours: only such files are taken from a folder."""
    return PurePath(name).suffix.lower() in _BY_SUFFIX


def detect(name: str, head: bytes) -> str:
    """The format's name. ``head`` is the beginning of the content."""
    head = head.removeprefix(b"\xef\xbb\xbf")[:8192]
    by_name = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    if by_name is None and _JSON.match(head):
        return "jsonl"
    return by_name or "text"
