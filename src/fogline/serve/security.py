"""What stands before every request: who may ask, what a page may load, and answers that need not be sent again."""

from __future__ import annotations

import math
import secrets
import time
from collections import OrderedDict, deque
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
UPLOADS = ("/api/v1/ingest",)
BODY = 1_000_000
"""Bytes of a request that is no upload."""


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
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode("utf-8", "surrogatepass"))


def bearer(headers: Headers) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() == "bearer" else ""


def may_write(request: Request, settings: Settings) -> bool:
    """Only the header counts: a cookie is sent along by any page that makes the browser ask."""
    return same(bearer(request.headers), settings.token)


class Tries:
    """Wrong tokens by address: after ``MOST`` within ``SECONDS`` an address is not listened to until they are past."""

    MOST, SECONDS, ADDRESSES = 20, 60.0, 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def wrong(self, address: str) -> None:
        times = self._failed.setdefault(address, deque(maxlen=self.MOST))
        times.append(self._clock())
        self._failed.move_to_end(address)
        while len(self._failed) > self.ADDRESSES:
            self._failed.popitem(last=False)

    def wait(self, address: str) -> float:
        """Seconds until the address is listened to again; 0 for now."""
        times = self._failed.get(address)
        if not times or len(times) < self.MOST:
            return 0.0
        return max(0.0, times[0] + self.SECONDS - self._clock())


class Guard:
    """Refuses strangers: a foreign ``Host`` on loopback (DNS rebinding), and readers without a token elsewhere."""

    def __init__(self, app: ASGIApp, settings: Settings, version: Callable[[], str]) -> None:
        self.app, self.settings, self.version = app, settings, version
        self._policy = policy(settings)
        self._tries = Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        address = request.client.host if request.client else ""
        if presented := self._presented(request):
            send = self._counted(send, address)
        refused = self._too_many(address, presented) or self._too_large(request) or self._refused(request)
        if refused:
            await refused(scope, receive, self._finished(send, None))
            return
        tag = self._tag(request)
        if tag and request.headers.get("if-none-match") == tag:
            await Response(status_code=304)(scope, receive, self._finished(send, tag))
            return
        await self.app(scope, receive, self._finished(send, tag))

    def _presented(self, request: Request) -> bool:
        """Does the request try a token?"""
        path = request.url.path
        return path in ALWAYS_OPEN or bool(bearer(request.headers)) or COOKIE in request.cookies

    def _counted(self, send: Send, address: str) -> Send:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 401:
                self._tries.wrong(address)
            await send(message)

        return counted

    def _too_many(self, address: str, presented: bool) -> Response | None:
        wait = self._tries.wait(address) if presented else 0.0
        if not wait:
            return None
        answer = problem(429, "serve.tries", f"too many wrong tokens; wait {wait:.0f} seconds")
        answer.headers["retry-after"] = str(math.ceil(wait))
        return answer

    def _too_large(self, request: Request) -> Response | None:
        """A body that says its size, and no more than a decision needs; uploads have limits of their own."""
        if request.method not in ("POST", "PUT", "PATCH", "DELETE") or request.url.path in UPLOADS:
            return None
        told = request.headers.get("content-length", "")
        if "transfer-encoding" in request.headers or (told and not told.isdigit()):
            return problem(400, "serve.length", "the request must say how long it is")
        if int(told or 0) > BODY:
            return problem(413, "serve.body_size", f"a request holds {BODY:,} bytes at most")
        return None

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
