"""Every table of the record as a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.export.arrow import parquet_bytes, schema
from fogline.export.edition import View
from fogline.export.part import Part
from fogline.export.tables import TABLES

MEDIA = "application/vnd.apache.parquet"


class Parquet:
    name = "parquet"
    endings = (".parquet",)
    keeps = "every table with types: " + ", ".join(TABLES)
    cannot_express = "why a claim reads as it does (fogline explain), the sums' arithmetic"
    single = False
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        for table in TABLES.values():
            made = schema(table, view.about)
            yield Part(f"{table.name}.parquet", parquet_bytes(made, table.rows(view)), MEDIA)


EXPORTER = Parquet()
