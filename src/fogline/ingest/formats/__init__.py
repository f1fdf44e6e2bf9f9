"""One file per source format, each with its ``FORMAT``. Other packages add theirs as entry points."""

from __future__ import annotations

from importlib.metadata import entry_points

from fogline.ingest.format import Format
from fogline.ingest.formats import (
    csv,
    feed,
    html,
    incidents,
    jsonl,
    markdown,
    parquet,
    pdf,
    telegram,
    text,
    wacz,
    warc,
)

GROUP = "fogline.formats"

# In the order in which they are asked whether a source is theirs.
OURS = (text, markdown, feed, html, pdf, warc, wacz, telegram, jsonl, incidents, csv, parquet)


def _all() -> dict[str, Format]:
    """Ours, and those of installed packages; none of theirs takes the name of one of ours."""
    found = {module.FORMAT.name: module.FORMAT for module in OURS}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        format = point.load()
        found.setdefault(format.name, format)
    return found


FORMATS: dict[str, Format] = _all()
