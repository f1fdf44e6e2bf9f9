"""The application: REST under ``/api/v1``, described at ``/api/v1/openapi.json``, and the built front end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

import fogline
from fogline.serve.api import about, exports, incidents, ledger, live, reports, review, situation, sources, stands
from fogline.serve.atlas import towns
from fogline.serve.record import Record
from fogline.serve.security import Guard, problem
from fogline.serve.settings import BASEMAP, Settings
from fogline.serve.shapes import REFUSED
from fogline.store import open_store

ROUTERS = (about, exports, incidents, ledger, stands, sources, reports, review, situation, live)
NOT_BUILT = (
    "The pages are not built. From a checkout: npm ci && npm run build, in the folder web. "
    "The interface under /api/v1 works without them.\n"
)


def create_app(db: str | Path, settings: Settings | None = None) -> FastAPI:
    """Raises ``StoreError`` when there is no record at ``db``."""
    store = open_store(db, create=False)
    return app_of(Record(store), settings or Settings())


def app_of(record: Record, settings: Settings) -> FastAPI:
    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        record.prepare += [
            lambda _: towns(),
            lambda now: sources.lines(now.view()),
            lambda now: ledger.sum_of(now.view()),
        ]
        yield
        record.close()

    app = FastAPI(
        title="Fogline",
        version=fogline.__version__,
        description="Who says what in a war, and what stands. Reading is open on loopback; writing needs the token.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=life,
    )
    app.state.record, app.state.settings = record, settings
    api = APIRouter(prefix="/api/v1", responses=REFUSED)
    for group in ROUTERS:
        api.include_router(group.router)
    app.include_router(api)
    _errors(app)
    if settings.basemap:
        _basemap(app, settings.basemap)
    _pages(app, settings.static)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, settings=settings, version=lambda: record.now.version)
    return app


def _errors(app: FastAPI) -> None:
    """Every error is a code and a sentence."""

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        detail: object = error.detail
        if isinstance(detail, dict):
            return JSONResponse(detail, error.status_code)
        return problem(error.status_code, "serve.error", str(detail))

    @app.exception_handler(RequestValidationError)
    async def wrong(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(x) for x in first["loc"][1:])
        return problem(422, "serve.request", f"{where}: {first['msg']}")


def _basemap(app: FastAPI, file: Path) -> None:
    @app.get(BASEMAP, include_in_schema=False)
    def basemap() -> Response:
        """Read in pieces by range; compressing those would spoil them."""
        return FileResponse(file, media_type="application/octet-stream", headers={"content-encoding": "identity"})


def _pages(app: FastAPI, static: Path) -> None:
    root = static.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        """A file of the build; any other address is a page of the one-page application."""
        if path.startswith("api/"):
            return problem(404, "serve.address", "there is nothing at this address")
        index = root / "index.html"
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        found = (root / path).resolve() if path else index
        if not found.is_relative_to(root) or not found.is_file():
            found = index
        lasting = found.is_relative_to(root / "assets")
        keep = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return FileResponse(found, headers={"cache-control": keep})
