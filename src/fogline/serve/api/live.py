"""Reports in by upload, and word of it as it happens."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from fogline.core.codec import dumps, problem_to_json
from fogline.core.problem import Problem
from fogline.ingest import Limits, Options
from fogline.serve import shapes
from fogline.serve.asking import Name, TheRecord, Writer, refused, settings
from fogline.serve.record import Event, Record, counted

router = APIRouter(tags=["live"])
HEARTBEAT = 15.0
_reading = threading.Lock()


@router.get(
    "/events",
    summary="Server-sent events: record, report, problem, done",
    responses={200: {"content": {"text/event-stream": {}}, "description": "The stream"}},
    response_class=Response,
)
async def events(record: TheRecord) -> Response:
    return StreamingResponse(
        stream(record), media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"}
    )


async def stream(record: Record) -> AsyncIterator[str]:
    """The present state first, then whatever happens; a comment now and then keeps the line open."""
    loop = asyncio.get_running_loop()
    news: asyncio.Queue[Event] = asyncio.Queue(maxsize=2000)

    def put(event: Event) -> None:
        if not news.full():
            news.put_nowait(event)

    end = record.listen(lambda event: loop.call_soon_threadsafe(put, event))
    try:
        yield sent({"event": "record", "version": record.now.version, **counted(record.now.counts)})
        while True:
            try:
                yield sent(await asyncio.wait_for(news.get(), HEARTBEAT))
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        end()


def sent(event: Event) -> str:
    return f"event: {event['event']}\ndata: {dumps(event)}\n\n"


@router.post(
    "/ingest",
    summary="Take a file of reports in; follow it under /events",
    responses=shapes.answer(shapes.Job, status=202),
    status_code=202,
    dependencies=[Writer],
)
async def ingest(
    request: Request,
    record: TheRecord,
    name: Annotated[str, Query(min_length=1, max_length=120, pattern=r"^[\w .()-]+$")],
    outlet: Name = None,
    published: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
) -> Response:
    body = await _arrived(request)
    job = uuid4().hex[:12]
    options = Options(outlet=outlet, published=published, limits=Limits(file_bytes=settings(request).upload_bytes))
    threading.Thread(target=_take, args=(record, job, name, body, options), daemon=True).start()
    return JSONResponse({"job": job, "bytes": len(body)}, status_code=202)


async def _arrived(request: Request) -> bytes:
    """The body, within the limits on size and time."""
    limits = settings(request)
    most = limits.upload_bytes
    told = request.headers.get("content-length", "0")
    if not told.isdigit() or int(told) > most:
        raise refused(413, "serve.upload_size", f"an upload holds {most:,} bytes at most")
    body = bytearray()
    try:
        async with asyncio.timeout(limits.upload_seconds):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise refused(413, "serve.upload_size", f"an upload holds {most:,} bytes at most")
    except TimeoutError:
        raise refused(408, "serve.upload_time", f"the upload took longer than {limits.upload_seconds:.0f} s") from None
    return bytes(body)


def _take(record: Record, job: str, name: str, body: bytes, options: Options) -> None:
    from fogline import run

    new = old = 0
    with _reading, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name.replace("/", "_").lstrip(".")
        path.write_bytes(body)
        for item in run.ingest_into(record.store, [path], options, 1):
            if isinstance(item, Problem):
                shown = problem_to_json(item) | {"where": item.where.replace(str(folder) + "/", "")}
                record.tell({"event": "problem", "job": job, **shown})
                continue
            new, old = new + item.new, old + (not item.new)
            head = {"title": item.report.title, "outlet": item.report.outlet, "published": item.report.published}
            record.tell({"event": "report", "job": job, "new": item.new, "claims": item.claims, **head})
    record.refresh()
    record.tell({"event": "done", "job": job, "new": new, "old": old})
