"""Readings into a file: JSON lines or Parquet; the same readings give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from fogline.core.claim import Claim
from fogline.core.codec import claim_to_json, dumps, reading_to_json
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.store import StoreError

if TYPE_CHECKING:
    from fogline.read import Reading

Write: TypeAlias = "Callable[[Reading], object]"
GROUP = 5_000


class Form(StrEnum):
    """An object a report, an object a claim, or a table with a row a claim."""

    CLAIMS_JSON = "claims-json"
    JSONL = "jsonl"
    PARQUET = "parquet"

    @property
    def suffix(self) -> str:
        return {"claims-json": "claims.jsonl", "jsonl": "flat.jsonl", "parquet": "claims.parquet"}[self.value]


@contextmanager
def writer(form: Form, path: Path) -> Iterator[Write]:
    """Raises ``StoreError`` where Parquet is asked for and pyarrow is missing."""
    if form is Form.PARQUET:
        with _parquet(path) as write:
            yield write
        return
    objects = _whole if form is Form.CLAIMS_JSON else flat
    with path.open("w", encoding="utf-8", newline="\n") as out:
        yield lambda reading: out.writelines(dumps(row) + "\n" for row in objects(reading))


def _whole(reading: Reading) -> Iterator[dict[str, Any]]:
    yield reading_to_json(reading.report, reading.claims)


def flat(reading: Reading) -> Iterator[dict[str, Any]]:
    """A claim's JSON with its report's id, outlet, date and address before it."""
    report = reading.report
    about = {"report": report.id, "outlet": report.outlet, "published": report.published, "url": report.url}
    return (about | claim_to_json(claim) for claim in reading.claims)


@contextmanager
def _parquet(path: Path) -> Iterator[Write]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        message = "Parquet needs pyarrow: pip install 'fogline[tables]'"
        raise StoreError(Problem("machines.parquet", message, str(path), lost=True)) from None
    schema = pa.schema([pa.field(name, getattr(pa, kind)()) for name, kind in COLUMNS.items()])
    rows: list[dict[str, Any]] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:

        def flush(least: int) -> None:
            if len(rows) >= least:
                out.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows.clear()

        def write(reading: Reading) -> None:
            rows.extend(_row(reading.report, claim) for claim in reading.claims)
            flush(GROUP)

        yield write
        flush(1)


COLUMNS = {
    "report": "string",
    "outlet": "string",
    "published": "string",
    "url": "string",
    "id": "string",
    "type": "string",
    "stance": "string",
    "polarity": "string",
    "modality": "string",
    "background": "bool_",
    "source": "string",
    "start": "string",
    "end": "string",
    "place": "string",
    "admin1": "string",
    "country": "string",
    "evidence_start": "int64",
    "evidence_end": "int64",
    "evidence": "string",
    "claim": "string",
}
"""What the table shows of a claim; ``claim`` is its whole JSON. ``place`` is the first, ``source`` the originator."""


def _row(report: Report, claim: Claim) -> dict[str, Any]:
    place, days = next(iter(claim.places), None), claim.time.days
    return {
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "id": claim.id,
        "type": claim.type.value,
        "stance": claim.stance.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "background": claim.background,
        "source": claim.origin or report.outlet,
        "start": days.start and days.start.isoformat(),
        "end": days.end and days.end.isoformat(),
        "place": place and place.name,
        "admin1": place and place.admin1,
        "country": place and place.country,
        "evidence_start": claim.evidence.span.start,
        "evidence_end": claim.evidence.span.end,
        "evidence": claim.evidence.text,
        "claim": dumps(claim_to_json(claim)),
    }
