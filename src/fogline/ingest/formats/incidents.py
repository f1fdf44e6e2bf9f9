"""Tables of incidents in the shape of ACLED or of UCDP GED: what their rows quote, as reports of the sources they name.

A row of ACLED gives its notes; a row of UCDP GED the headline of each source it was coded from. Coded fields (actors,
places, counts) are not taken over: here everything comes from words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.dates import since_epoch
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.table import delimiter, table

Row = Mapping[str, str]

ACLED = frozenset({"event_id_cnty", "event_date", "notes", "source"})
UCDP = frozenset({"type_of_violence", "where_prec", "source_headline", "source_office"})


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """One report for each row of ACLED, one for each source of a row of UCDP GED."""
    for number, row in table(source, options, lambda titles: _missing(titles)):
        if isinstance(row, Problem):
            yield row
            continue
        where = f"{source.where}:{number}"
        for fields in _acled(row) if "notes" in row else _ucdp(row):
            yield from build(fields, where, options)


def _missing(titles: frozenset[str]) -> str:
    return "" if titles >= ACLED or titles >= UCDP else "has the columns neither of ACLED nor of UCDP GED"


def _acled(row: Row) -> Iterator[Fields]:
    """``timestamp`` is when ACLED last uploaded the row: the day from which it was known; notes name their days."""
    yield Fields(
        text=row["notes"],
        id=f"acled:{row['event_id_cnty']}",
        outlet=row["source"],
        published=since_epoch(row.get("timestamp", "")),
        title=" ".join(filter(None, (row.get("sub_event_type"), row.get("location"), row["event_date"]))),
    )


@dataclass(frozen=True, slots=True)
class _Cited:
    office: str
    day: str
    headline: str


def _ucdp(row: Row) -> Iterator[Fields]:
    for number, cited in enumerate(_sources(row), 1):
        yield Fields(
            text=cited.headline,
            id=f"ucdp:{row.get('id', '')}/{number}",
            outlet=cited.office,
            published=cited.day,
            title=row.get("conflict_name", ""),
        )


def _sources(row: Row) -> list[_Cited]:
    """The columns hold several values with semicolons between them, in the same order."""
    columns = [[part.strip() for part in row.get(name, "").split(";")] for name in _CITED]
    most = max(map(len, columns))
    filled = [column + [""] * (most - len(column)) for column in columns]
    return [_Cited(*values) for values in zip(*filled, strict=True) if values[2]]


_CITED = ("source_office", "source_date", "source_headline")


def _is_one(head: bytes) -> bool:
    heading = head.partition(b"\n")[0].decode("utf-8", "replace")
    try:
        titles = next(csv.reader(io.StringIO(heading), delimiter=delimiter(heading)), [])
    except csv.Error:  # binary data, or a line that is no heading
        return False
    return not _missing(frozenset(title.strip().lower() for title in titles))


FORMAT = Format("incidents", read, (), "tables shaped like ACLED or UCDP GED: their notes and headlines", sure=_is_one)
