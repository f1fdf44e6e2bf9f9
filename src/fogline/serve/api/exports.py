"""The record put out in other programs' formats, streamed; the same bytes as ``fogline export``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response, StreamingResponse

from fogline.api.record import edition
from fogline.export import Exporter, Part, UnknownFormatError, View, exporters, get
from fogline.export.profile import chosen
from fogline.export.write import all_parts, default_name
from fogline.export.zipping import zip_bytes
from fogline.serve import shapes
from fogline.serve.asking import Day, Now, refused

router = APIRouter(tags=["exports"])
Json = dict[str, Any]
Text = Annotated[str | None, Query(max_length=300)]


@router.get(
    "/exports",
    summary="The formats, what each keeps and cannot express",
    responses=shapes.answer(shapes.Listed[shapes.ExportFormat]),
)
def formats() -> Response:
    rows = [
        {
            "format": e.name,
            "endings": list(e.endings),
            "single": e.single,
            "keeps": e.keeps,
            "cannot_express": e.cannot_express,
        }
        for e in exporters().values()
    ]
    return JSONResponse({"items": rows})


@router.get(
    "/exports/{name}",
    summary="The record in a format: one file, or a zip where a format has several",
    responses={200: {"content": {"*/*": {}}, "description": "The file, in the format's own medium"}},
    response_class=Response,
)
def export(
    now: Now,
    name: str,
    as_of: Day = None,
    known_on: Day = None,
    licence: Text = None,
    profile: Text = None,
    delay: Annotated[int | None, Query(ge=0, le=36_500)] = None,
    coarsen: Text = None,
    redact_names: bool | None = None,
    about: Annotated[bool, Query(description="With its companion file, zipped.")] = False,
) -> Response:
    try:
        exporter, held = get(name), chosen(profile, delay, coarsen, redact_names)
    except UnknownFormatError as error:
        raise refused(404, "serve.format", str(error.args[0])) from None
    except ValueError as error:
        raise refused(422, "serve.profile", str(error)) from None
    today = datetime.now(UTC).date()
    view = edition(now.rows, now.judgements, as_of, known_on, licence=licence, profile=held, today=today)
    try:
        return _streamed(exporter, view, zipped=about or not exporter.single)
    except ImportError as error:
        raise refused(501, "serve.missing", str(error)) from None


def _streamed(exporter: Exporter, view: View, *, zipped: bool) -> Response:
    file = default_name(exporter).name
    if zipped:
        return _download(zip_bytes(_files(exporter, view, file), packed=True), "application/zip", f"{file}.zip")
    part = next(p for p in exporter.parts(view) if isinstance(p, Part))
    return _download(part.chunks, part.media, file)


def _files(exporter: Exporter, view: View, file: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    for item in all_parts(exporter, view):
        if isinstance(item, Part):
            name = item.name if not exporter.single else f"{file}.{item.name}" if item.name else file
            yield name, item.chunks


def _download(chunks: Iterable[bytes], media: str, name: str) -> Response:
    head = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse((c for c in chunks if c), media_type=media, headers=head)
