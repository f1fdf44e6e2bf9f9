"""A real browser: Debian's Chromium, driven by Playwright. Skipped where there is no browser or no built pages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api")

STATIC = Path(__file__).parents[2] / "src" / "fogline" / "serve" / "static"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if found is None:
        pytest.skip("no Chromium here; install one (Debian: apt-get install chromium)")
    if not (STATIC / "index.html").is_file():
        pytest.skip("the pages are not built: npm ci && npm run build, in web/")
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


class Window:
    """A page that notes what it asked for, and what went wrong in it."""

    def __init__(self, context: Any, base: str) -> None:
        self.context, self.base = context, base
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)

    def open(self, path: str) -> Any:
        self.page.goto(self.base + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_selector(".state[role=status]", state="detached")
        return self.page


@pytest.fixture
def window(browser: Any, server: Any) -> Iterator[Any]:
    """``window()`` gives a new window with nothing kept from before."""
    made: list[Window] = []

    def new(**how: Any) -> Window:
        how.setdefault("viewport", {"width": 1600, "height": 1000})
        made.append(Window(browser.new_context(**how), server.base))
        return made[-1]

    yield new
    for one in made:
        one.context.close()


@pytest.fixture
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
