"""Incidents as GeoParquet 1.1: points in WKB, longitude first, no geometry where no honest point is known."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from fogline.core.codec import dumps
from fogline.core.problem import Problem
from fogline.export.arrow import parquet_bytes, schema
from fogline.export.edition import View
from fogline.export.part import Part
from fogline.export.tables import TABLES, Row

GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""Without a ``crs`` it is OGC:CRS84: WGS 84, longitude before latitude."""


def wkb(lat: float | None, lon: float | None) -> bytes | None:
    """A point, little-endian (OGC Simple Features, 8.2.8)."""
    return None if lat is None or lon is None else struct.pack("<BIdd", 1, 1, lon, lat)


class GeoParquet:
    name = "geoparquet"
    endings = (".parquet",)
    keeps = "incidents with point, radius of uncertainty, ranges, origins, grade; licence and version in the file"
    cannot_express = "the accounts behind a range, quotations, control, positions; unlocated incidents have no geometry"
    single = True
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        plain = TABLES["incidents"]
        names = plain.names
        lat, lon = names.index("lat"), names.index("lon")
        table = replace(plain, columns=(*plain.columns, ("geometry", "bytes")))
        made = schema(table, view.about, {b"geo": dumps(GEO).encode()})

        def rows() -> Iterator[Row]:
            return ((*row, wkb(row[lat], row[lon])) for row in plain.rows(view))

        yield Part("", parquet_bytes(made, rows()), "application/vnd.apache.parquet")


EXPORTER = GeoParquet()
