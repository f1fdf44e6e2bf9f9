"""Lists as pages, and whole as CSV, JSON lines or GeoJSON, written out a line at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from starlette.responses import JSONResponse, Response, StreamingResponse

from fogline.core.codec import dumps
from fogline.export.part import cell

Json = dict[str, Any]


class As(StrEnum):
    JSON = "json"
    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"


MEDIA = {
    As.CSV: "text/csv; charset=utf-8",
    As.JSONL: "application/x-ndjson; charset=utf-8",
    As.GEOJSON: "application/geo+json; charset=utf-8",
}


def paged(rows: Sequence[Any], limit: int, cursor: int, make: Any = None) -> Json:
    """``next`` is the cursor of the following page, ``None`` at the end."""
    part = rows[cursor : cursor + limit]
    following = cursor + limit if cursor + limit < len(rows) else None
    return {"items": [make(r) for r in part] if make else list(part), "total": len(rows), "next": following}


def whole(rows: Iterable[Json], how: As, name: str, columns: Sequence[str]) -> Response:
    """A download. ``columns`` are those of the CSV, dotted for what lies deeper."""
    if how is As.JSON:
        return JSONResponse(list(rows))
    lines = {As.CSV: csv_lines, As.JSONL: json_lines, As.GEOJSON: geo_lines}[how](rows, columns)
    head = {"content-disposition": f'attachment; filename="{name}.{how.value}"'}
    return StreamingResponse(lines, media_type=MEDIA[how], headers=head)


def json_lines(rows: Iterable[Json], _: Sequence[str]) -> Iterator[str]:
    return (dumps(row) + "\n" for row in rows)


def csv_lines(rows: Iterable[Json], columns: Sequence[str]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(_deep(row, c)) for c in columns])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _deep(row: Any, column: str) -> Any:
    for part in column.split("."):
        row = row.get(part) if isinstance(row, dict) else row[int(part)] if isinstance(row, list) and row else None
    return row


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet would take for a formula is kept as text; as in exports."""
    return cell(value)


def geo_lines(rows: Iterable[Json], _: Sequence[str]) -> Iterator[str]:
    """A feature per row; what has no honest point has no geometry (RFC 7946, section 3.2)."""
    yield '{"type": "FeatureCollection", "features": [\n'
    for n, row in enumerate(rows):
        place = row.get("place") or {}
        geometry = None
        if place.get("lat") is not None:
            geometry = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
        feature = {"type": "Feature", "id": row.get("id"), "geometry": geometry, "properties": row}
        yield (",\n" if n else "") + dumps(feature)
    yield "\n]}\n"
