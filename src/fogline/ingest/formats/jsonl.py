"""JSON lines (one object per line), or a JSON file holding one object or a list of them.

An object is a report's fields, or ``{"report": {...}}`` as in claims JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.decode import decode
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import guessed, whole_text


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """A line that cannot be read is named by its number and the next ones go on."""
    return _whole(source, options) if _is_one_document(source.head()) else _lines(source, options)


def _is_one_document(head: bytes) -> bool:
    """True for a list, a pretty-printed object, and anything in a two-byte encoding."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"[") or b"\x00" in head:
        return True
    first, _, rest = start.partition(b"\n")
    return (
        bool(rest.strip())
        and _parse(first.decode("utf-8", "replace")) is None
        and first.rstrip().endswith((b"{", b","))
    )


def _whole(source: Source, options: Options) -> Iterator[Report | Problem]:
    text = yield from whole_text(source, options)
    if text is None:
        return
    value = _parse(text)
    if value is None:
        yield Problem("ingest.bad_json", "is not valid JSON", source.where, lost=True)
        return
    objects = value if isinstance(value, list) else [value]
    for number, item in enumerate(objects, 1):
        yield from _object(item, f"{source.where}:{number}" if len(objects) > 1 else source.where, options)


def _lines(source: Source, options: Options) -> Iterator[Report | Problem]:
    seen = False
    for number, line in source.lines(options.limits.file_bytes):
        where = f"{source.where}:{number}"
        if isinstance(line, bytes) and not line.strip(b" \t\xef\xbb\xbf"):
            continue
        seen = True
        yield from [line] if isinstance(line, Problem) else _line(line, where, options)
    if not seen:
        yield Problem("ingest.empty", "there is nothing in it", source.where, lost=True)


def _line(line: bytes, where: str, options: Options) -> Iterator[Report | Problem]:
    decoded = decode(line, where)
    if isinstance(decoded, Problem):
        yield decoded
        return
    if decoded.guessed:
        yield guessed(decoded.guessed, where)
    value = _parse(decoded.text)
    if value is None:
        yield Problem("ingest.bad_json", "this line is not valid JSON", where, lost=True)
        return
    yield from _object(value, where, options)


def _parse(text: str) -> object | None:
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        return None


def _object(value: object, where: str, options: Options) -> Iterator[Report | Problem]:
    inner = value.get("report") if isinstance(value, dict) else None
    fields = inner if isinstance(inner, dict) else value
    if not isinstance(fields, dict):
        yield Problem("ingest.bad_json", "is not an object with a report's fields", where, lost=True)
        return
    yield from build(Fields.of(fields, options.columns), where, options)


_JSON = re.compile(rb"""\s*(?:\[\s*)?\{\s*["}]""")

FORMAT = Format(
    "jsonl",
    read,
    (".jsonl", ".ndjson", ".json"),
    "JSON lines or a JSON list of reports; claims JSON too",
    likely=lambda head: _JSON.match(head[:8192]) is not None,
)
