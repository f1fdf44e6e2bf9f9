"""Tables with a heading line, whatever separates their cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from fogline.core.problem import Problem
from fogline.ingest.decode import Decoded, decode
from fogline.ingest.options import Options
from fogline.ingest.source import Source
from fogline.ingest.whole import guessed

_DELIMITERS = ",;\t|"


def table(
    source: Source, options: Options, missing: Callable[[frozenset[str]], str]
) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Numbered rows by lower-case title, and what is wrong on the way. ``missing`` says why a table with these titles
    cannot be used, or nothing.
    """
    head = source.head()
    decoded = decode(_to_line_end(head), source.where)
    if isinstance(decoded, Problem):
        yield 1, decoded
        return
    if decoded.guessed:
        yield 1, guessed(decoded.guessed, source.where)
    with source.open() as raw, io.TextIOWrapper(raw, _encoding(head, decoded), errors="replace", newline="") as file:
        csv.field_size_limit(options.limits.file_bytes)
        rows = csv.DictReader((line.replace("\0", "") for line in file), delimiter=delimiter(decoded.text))
        reason = missing(frozenset(title.strip().lower() for title in rows.fieldnames or () if title))
        if reason:
            yield 1, Problem("ingest.no_column", reason, source.where, lost=True)
            return
        yield from _rows(rows, source)


def _to_line_end(head: bytes) -> bytes:
    """Up to the last line end, so that no character is cut in two."""
    return head[: head.rfind(b"\n") + 1] or head


def _encoding(head: bytes, decoded: Decoded) -> str:
    if decoded.guessed and decoded.guessed != "damaged utf-8":
        return decoded.guessed
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def delimiter(text: str) -> str:
    """The mark that stands most often in the heading line."""
    heading = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda mark: (heading.count(mark), -_DELIMITERS.index(mark)))


def _rows(rows: csv.DictReader[str], source: Source) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            where = f"{source.where}:{number}"
            yield number, Problem("ingest.bad_csv", f"this row cannot be read: {error}", where, lost=True)
            continue
        if row is None:
            return
        yield number, {key.strip().lower(): value or "" for key, value in row.items() if key is not None}
