"""What an exporter is, and what it yields."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from fogline.core.codec import dumps
from fogline.core.problem import Problem

if TYPE_CHECKING:
    from fogline.export.edition import View

FORMULA = ("=", "+", "-", "@", "\t", "\n")
"""What a spreadsheet takes for a formula at the beginning of a cell (OWASP, "CSV Injection")."""
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
Row: TypeAlias = Sequence[Any]
BATCH = 64


@dataclass(frozen=True, slots=True)
class Part:
    """One file: its path inside the export ("" where the export is a single file) and its bytes, to be taken once."""

    name: str
    chunks: Iterable[bytes]
    media: str = "application/octet-stream"


class Exporter(Protocol):
    """A format. ``parts`` reads the view and changes nothing; the same view gives the same bytes.

    ``endings`` are the file endings it writes, the first for its main file; ``keeps`` and ``cannot_express`` are
    sentences for people. ``single`` exporters write one file. ``carries`` is true where licence, version and accuracy
    stand in the files themselves; a file with them is laid beside the others. What is left out comes as a ``Problem``.
    """

    @property
    def name(self) -> str: ...
    @property
    def endings(self) -> tuple[str, ...]: ...
    @property
    def keeps(self) -> str: ...
    @property
    def cannot_express(self) -> str: ...
    @property
    def single(self) -> bool: ...
    @property
    def carries(self) -> bool: ...
    def parts(self, view: View) -> Iterator[Part | Problem]: ...


def cell(value: Any) -> Any:
    """A value as a CSV cell: lists joined by "; ", nothing for ``None``, no cell that a spreadsheet would run.

    Numbers stay numbers: a negative longitude is no formula. Carriage returns, which writers leave unquoted,
    become line ends.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        value = "; ".join(str(v) for v in value)
    if isinstance(value, str):
        value = value.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        return f"'{value}" if _runs(value) else value
    return value


def _runs(text: str) -> bool:
    """A spreadsheet would take it for a formula; a number with a sign is none."""
    return text.lstrip(" ")[:1] in FORMULA and bool(text.strip(" ")) and not _NUMBER.fullmatch(text)


def csv_bytes(rows: Iterable[Row], *heads: Row) -> Iterator[bytes]:
    """RFC 4180 with plain line ends, in pieces of some rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(heads)
    for n, row in enumerate(rows):
        writer.writerow([cell(value) for value in row])
        if n % BATCH == BATCH - 1:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")


def csv_part(name: str, columns: Sequence[str], rows: Iterable[Row], *heads: Row) -> Part:
    """``heads`` are rows after the column names (hashtags)."""
    return Part(name, csv_bytes(rows, columns, *heads), "text/csv; charset=utf-8")


def lines_part(name: str, rows: Iterable[Any], media: str = "application/x-ndjson; charset=utf-8") -> Part:
    """One JSON object a line."""
    return Part(name, ((dumps(row) + "\n").encode() for row in rows), media)


def text_part(name: str, text: str, media: str) -> Part:
    return Part(name, (text.encode("utf-8", "replace"),), media)
