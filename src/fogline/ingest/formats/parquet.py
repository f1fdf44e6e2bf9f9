"""Parquet tables: a report a row, columns as in CSV. Needs the extra ``tables``."""

from __future__ import annotations

import io
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import ALIASES, Fields, build
from fogline.ingest.source import Source

ROWS = 256


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """Rows are numbered from 1 and read a few at a time."""
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        message = "needs pyarrow: pip install 'fogline[tables]'"
        yield Problem("ingest.not_installed", message, source.where, lost=True)
        return
    where = str(source.path) if source.path else io.BytesIO(source.data)
    try:
        with parquet.ParquetFile(where) as file:
            yield from _rows(file, source, options)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file provokes in the parser is the same to us
        yield Problem("ingest.bad_parquet", f"cannot be read: {type(error).__name__}", source.where, lost=True)


def _rows(file: object, source: Source, options: Options) -> Iterator[Report | Problem]:
    titles = {name.lower() for name in file.schema_arrow.names}  # type: ignore[attr-defined]
    wanted = options.columns.get("text", "").lower()
    if not titles & ({wanted} if wanted else set(ALIASES["text"])):
        shown = ", ".join(sorted(titles))[:200] or "none"
        yield Problem(
            "ingest.no_column", f"has no column for the text; its columns are: {shown}", source.where, lost=True
        )
        return
    number = 0
    for batch in file.iter_batches(batch_size=ROWS):  # type: ignore[attr-defined]
        for row in batch.to_pylist():
            number += 1
            yield from build(Fields.of(row, options.columns), f"{source.where}:{number}", options)


FORMAT = Format(
    "parquet",
    read,
    (".parquet",),
    "Parquet tables: a report a row",
    sure=lambda head: head.startswith(b"PAR1"),
)
