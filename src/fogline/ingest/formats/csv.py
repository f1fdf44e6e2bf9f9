"""Comma-, semicolon- or tab-separated tables with a heading line; one report a row."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import ALIASES, Fields, build
from fogline.ingest.source import Source
from fogline.ingest.table import table


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """A report a row; rows are numbered as a spreadsheet shows them: the heading is row 1."""
    for number, row in table(source, options, lambda titles: _missing(titles, options)):
        if isinstance(row, Problem):
            yield row
        else:
            yield from build(Fields.of(row, options.columns), f"{source.where}:{number}", options)


def _missing(lower: frozenset[str], options: Options) -> str:
    """Why the table cannot be used; empty when it can."""
    shown = ", ".join(sorted(lower))[:200] or "none"
    for ours, theirs in options.columns.items():
        if theirs.strip().lower() not in lower:
            return f"has no column {theirs!r} for {ours}; its columns are: {shown}"
    if "text" in options.columns or lower & set(ALIASES["text"]):
        return ""
    return f"has no column for the text; name it with --column text=NAME; its columns are: {shown}"


FORMAT = Format("csv", read, (".csv", ".tsv"), "a table with a heading line: a report a row")
