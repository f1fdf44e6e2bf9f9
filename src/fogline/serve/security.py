"""What stands before every request: who may ask, what a page may load, and answers that need not be sent again."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fogline.serve.settings import Settings, loopback

COOKIE = "fogline"
API = "/api/"
ALWAYS_OPEN = ("/api/v1/session",)


def policy(settings: Settings) -> str:
    """Content-Security-Policy: nothing inline, nothing from elsewhere but the tiles a user chose."""
    tiles = ""
    if settings.tiles:
        parts = urlsplit(settings.tiles)
        tiles = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{tiles}",
            f"connect-src 'self'{tiles}",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())


def bearer(headers: Headers) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else ""


def may_write(request: Request, settings: Settings) -> bool:
    """Only the header counts: a cookie is sent along by any page that makes the browser ask."""
    return same(bearer(request.headers), settings.token)


class Guard:
    """Refuses strangers: a foreign ``Host`` on loopback (DNS rebinding), and readers without a token elsewhere."""

    def __init__(self, app: ASGIApp, settings: Settings, version: Callable[[], str]) -> None:
        self.app, self.settings, self.version = app, settings, version
        self._policy = policy(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused:
            await refused(scope, receive, self._finished(send, None))
            return
        tag = self._tag(request)
        if tag and request.headers.get("if-none-match") == tag:
            await Response(status_code=304)(scope, receive, self._finished(send, tag))
            return
        await self.app(scope, receive, self._finished(send, tag))

    def _tag(self, request: Request) -> str | None:
        """Everything under the API but the live stream depends on the record's state and the address alone."""
        path = request.url.path
        if request.method not in ("GET", "HEAD") or not path.startswith(API) or path.endswith("/events"):
            return None
        return f'W/"{self.version()}"'

    def _refused(self, request: Request) -> Response | None:
        if self.settings.open_reading:
            if not loopback(request.url.hostname or ""):
                return problem(421, "serve.host", "this server answers to this machine's own name only")
        elif request.url.path.startswith(API) and request.url.path not in ALWAYS_OPEN and not self._known(request):
            return problem(401, "serve.token", "a token is needed to read here")
        return None

    def _known(self, request: Request) -> bool:
        given = bearer(request.headers) or request.cookies.get(COOKIE, "")
        return same(given, self.settings.token)

    def _finished(self, send: Send, tag: str | None) -> Send:
        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = self._policy
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "no-referrer"
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                if tag and message["status"] in (200, 304):
                    headers["etag"] = tag
                    headers["cache-control"] = "private, no-cache"
            await send(message)

        return finish


def problem(status: int, code: str, message: str) -> JSONResponse:
    """Every refusal has a stable code and a sentence, as problems have everywhere else."""
    return JSONResponse({"code": code, "message": message}, status_code=status)
