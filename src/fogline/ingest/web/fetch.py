"""One page at a time: robots.txt is heeded, hosts are given time, failures are tried again, sizes are bounded."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.robotparser import RobotFileParser

import httpx

import fogline
from fogline.core.problem import Problem
from fogline.ingest.options import Limits
from fogline.ingest.source import Source
from fogline.ingest.web.archive import Archive, Kept
from fogline.ingest.web.deadline import Deadline
from fogline.ingest.web.guard import Guarded, RefusedError, Resolve, resolve

AGENT = f"Fogline/{fogline.__version__}"
REDIRECTS = 5
TRIES = 4
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
PAUSE = 1.0  # seconds between two requests to one host, unless its robots.txt asks for more
LONGEST_PAUSE = 30.0
LONGEST_WAIT = 120.0  # seconds that the answers for one page may take, all tries and redirects together
ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)


def is_address(path: object) -> bool:
    """True for what is an http(s) address rather than a file."""
    return str(path).lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its bytes, the address it came from in the end, and what makes asking again cheap."""

    url: str
    data: bytes
    status: int
    retrieved: str
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class _Robots:
    rules: RobotFileParser
    pause: float


class _StopError(Exception):
    """No page; ``code`` and message say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _BusyError(_StopError):
    """The host may answer later: after ``seconds``, if it says so."""

    def __init__(self, status: int, seconds: float) -> None:
        super().__init__("web.status", f"answers {status}, also when asked again")
        self.seconds = seconds


@dataclass
class Fetcher:
    """Fetches pages. ``allowed`` names hosts inside a network that may be fetched from all the same; ``archive`` keeps
    what comes. ``look_up``, ``sleep`` and ``clock`` are for tests.
    """

    archive: Archive | None = None
    allowed: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    look_up: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, _Robots] = field(default_factory=dict, init=False)
    _next: dict[str, float] = field(default_factory=dict, init=False)
    _left: float = field(default=LONGEST_WAIT, init=False)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=Guarded(self.allowed, self.look_up),
            headers={"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,application/xml,*/*;q=0.5"},
            timeout=_TIMEOUT,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def source(self, url: str) -> Source | Problem:
        """The page as something to read reports from; what it came as is in the archive."""
        page = self.page(url)
        return page if isinstance(page, Problem) else self.kept(page)

    def kept(self, page: Page) -> Source | Problem:
        """A page, archived."""
        about = Kept(page.url, page.retrieved, page.status, page.content_type, page.etag, page.last_modified)
        try:
            archive = self.archive.keep(page.data, about) if self.archive else None
        except OSError as error:
            message = f"cannot be kept in the archive: {error.strerror or error}"
            return Problem("web.archive", message, page.url, lost=True)
        return Source(page.url, data=page.data, url=page.url, retrieved=page.retrieved, archive=archive)

    def page(self, url: str, etag: str = "", last_modified: str = "") -> Page | Problem:
        """One page, redirects followed, failures tried again. With ``etag`` or ``last_modified`` of an earlier answer
        the status may be 304, with no bytes: nothing has changed.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        self._left = LONGEST_WAIT
        try:
            return self._followed(url, headers)
        except _StopError as stop:
            return Problem(stop.code, str(stop), url, lost=True)
        except RefusedError as error:
            return Problem("web.refused", str(error), url, lost=True)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            return Problem("web.unreachable", str(error) or type(error).__name__, url, lost=True)

    def _followed(self, url: str, headers: dict[str, str]) -> Page:
        at = httpx.URL(url)
        for _ in range(REDIRECTS + 1):
            self._heed(at)
            answer = self._patiently(at, headers)
            if isinstance(answer, Page):
                return answer
            at = at.join(answer)
        raise _StopError("web.redirects", f"leads on more than {REDIRECTS} times")

    def _patiently(self, at: httpx.URL, headers: dict[str, str]) -> Page | str:
        """A page or where it leads on; what may pass is tried again after a while."""
        for attempt in range(1, TRIES + 1):
            try:
                return self._once(at, headers)
            except (_BusyError, httpx.TransportError) as error:
                wait = max(getattr(error, "seconds", 0.0), 2.0**attempt)
                if attempt == TRIES or wait > LONGEST_WAIT:
                    raise
                self.sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, at: httpx.URL, headers: dict[str, str]) -> Page | str:
        self._in_turn(at)
        with self._exchange(at, headers) as answer:
            if answer.status_code in BUSY:
                raise _BusyError(answer.status_code, _seconds(answer.headers.get("Retry-After", "")))
            if answer.has_redirect_location:
                return str(answer.headers["Location"])
            if answer.status_code not in (200, 203, 304):
                raise _StopError("web.status", f"answers {answer.status_code} {answer.reason_phrase}".rstrip())
            return Page(
                str(at),
                self._body(answer, self.limits.file_bytes),
                answer.status_code,
                datetime.now(UTC).replace(microsecond=0).isoformat(),
                answer.headers.get("Content-Type", ""),
                answer.headers.get("ETag", ""),
                answer.headers.get("Last-Modified", ""),
            )

    @contextmanager
    def _exchange(self, at: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """One request and its answer, cut when what is left of the page's time is over."""
        started = self.clock()
        with Deadline(self._left) as limit:
            try:
                with self._client.stream("GET", at, headers=headers, extensions=limit.extensions) as answer:
                    yield answer
            except httpx.TransportError:
                if not limit.passed:
                    raise
            finally:
                self._left -= self.clock() - started
        if limit.passed:
            raise _slow()

    def _body(self, answer: httpx.Response, most: int) -> bytes:
        """Decompressed; stops at ``most`` bytes, and when the page's time is over."""
        data = b"".join(self._pieces(answer, most))
        if len(data) > most:
            raise _StopError("ingest.too_large", f"is larger than the limit of {most / 1e6:g} MB (--max-mb)")
        return data

    def _pieces(self, answer: httpx.Response, most: int) -> Iterator[bytes]:
        """As they come, so that a host that sends a byte now and then is noticed; no more once ``most`` are passed."""
        size, end = 0, self.clock() + self._left
        for part in answer.iter_bytes():
            yield part
            size += len(part)
            if size > most:
                return
            if self.clock() > end:
                raise _slow()

    def _in_turn(self, at: httpx.URL) -> None:
        """Waits until the host has had its pause."""
        host = at.netloc.decode()
        now, free = self.clock(), self._next.get(host, 0.0)
        if free > now:
            self.sleep(free - now)
        robots = self._robots.get(_origin(at))
        self._next[host] = max(now, free) + (robots.pause if robots else PAUSE)

    # -- robots.txt (RFC 9309) --

    def _heed(self, at: httpx.URL) -> None:
        robots = self._robots.get(_origin(at)) or self._robots.setdefault(_origin(at), self._read_robots(at))
        if not robots.rules.can_fetch(AGENT, str(at)):
            raise _StopError("web.robots", "its robots.txt asks not to be fetched")

    def _read_robots(self, at: httpx.URL) -> _Robots:
        """No robots.txt allows everything; one that cannot be reached allows nothing (RFC 9309, 2.3.1)."""
        status, text = self._robots_text(at.copy_with(path="/robots.txt", query=None, fragment=None))
        if status != 200:
            text = "" if 400 <= status < 500 else "User-agent: *\nDisallow: /"
        return _rules(text.splitlines())

    def _robots_text(self, at: httpx.URL) -> tuple[int, str]:
        for _ in range(REDIRECTS + 1):
            with self._exchange(at, {}) as answer:
                if answer.has_redirect_location:
                    at = at.join(answer.headers["Location"])
                    continue
                if answer.status_code != 200:
                    return answer.status_code, ""
                return 200, b"".join(self._pieces(answer, ROBOTS_BYTES))[:ROBOTS_BYTES].decode("utf-8", "replace")
        return 404, ""


def _rules(lines: list[str]) -> _Robots:
    """Lines that the parser fails on are as if they were not there (RFC 9309, 2.2.4)."""
    try:
        return _parsed(lines)
    except (ValueError, OverflowError):
        return _parsed([line for line in lines if _readable(line)])


def _readable(line: str) -> bool:
    try:
        _parsed(["User-agent: *", line])
    except (ValueError, OverflowError):
        return False
    return True


def _parsed(lines: list[str]) -> _Robots:
    rules = RobotFileParser()
    rules.parse(lines)
    asked = float(rules.crawl_delay(AGENT) or 0)
    return _Robots(rules, min(max(PAUSE, asked), LONGEST_PAUSE))


def _slow() -> _StopError:
    return _StopError("web.slow", f"took more than {LONGEST_WAIT:g} seconds")


def _origin(at: httpx.URL) -> str:
    return f"{at.scheme}://{at.netloc.decode()}"


def _seconds(after: str) -> float:
    """``Retry-After``: seconds, or a date."""
    try:
        asked = float(after)
        return asked if math.isfinite(asked) else 0.0
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
