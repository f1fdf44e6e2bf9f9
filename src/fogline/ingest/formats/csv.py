"""Comma-, semicolon- or tab-separated tables with a heading line; one report a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.decode import Decoded, decode
from fogline.ingest.options import Options
from fogline.ingest.record import ALIASES, Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import guessed

_DELIMITERS = ",;\t|"


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """Rows are numbered as a spreadsheet shows them: the heading is row 1."""
    head = source.head()
    decoded = decode(_to_line_end(head), source.where)
    if isinstance(decoded, Problem):
        yield decoded
        return
    if decoded.guessed:
        yield guessed(decoded.guessed, source.where)
    with source.open() as raw, io.TextIOWrapper(raw, _encoding(head, decoded), errors="replace", newline="") as file:
        yield from _rows(file, _delimiter(decoded.text), source, options)


def _to_line_end(head: bytes) -> bytes:
    """Up to the last line end, so that no character is cut in two."""
    return head[: head.rfind(b"\n") + 1] or head


def _encoding(head: bytes, decoded: Decoded) -> str:
    if decoded.guessed and decoded.guessed != "damaged utf-8":
        return decoded.guessed
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The mark that stands most often in the heading line."""
    heading = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda mark: (heading.count(mark), -_DELIMITERS.index(mark)))


def _rows(file: io.TextIOWrapper, delimiter: str, source: Source, options: Options) -> Iterator[Report | Problem]:
    csv.field_size_limit(options.limits.file_bytes)
    rows = csv.DictReader((line.replace("\0", "") for line in file), delimiter=delimiter)
    missing = _missing(list(rows.fieldnames or ()), options)
    if missing:
        yield Problem("ingest.no_column", missing, source.where, lost=True)
        return
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem("ingest.bad_csv", f"this row cannot be read: {error}", f"{source.where}:{number}", lost=True)
            continue
        if row is None:
            return
        fields = Fields.of({key: value for key, value in row.items() if key is not None}, options.columns)
        yield from build(fields, f"{source.where}:{number}", options)


def _missing(titles: list[str], options: Options) -> str:
    """Why the table cannot be used; empty when it can."""
    lower = {title.strip().lower() for title in titles if title}
    shown = ", ".join(sorted(lower))[:200] or "none"
    for ours, theirs in options.columns.items():
        if theirs.strip().lower() not in lower:
            return f"has no column {theirs!r} for {ours}; its columns are: {shown}"
    if "text" in options.columns or lower & set(ALIASES["text"]):
        return ""
    return f"has no column for the text; name it with --column text=NAME; its columns are: {shown}"
