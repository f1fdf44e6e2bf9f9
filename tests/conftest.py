"""The demonstration record, read once, and real servers over copies of it."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from tests.postgres import Postgres, postgres_server

EXAMPLES = Path(__file__).parent.parent / "examples" / "aleppo-2024" / "reports"
TOKEN = "a-token-for-tests"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A running ``fogline serve``."""

    base: str
    db: Path
    token: str = TOKEN

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        request = Request(self.base + path, method=method, data=body, headers=sent)
        try:
            with urlopen(request, timeout=60) as answer:
                return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except HTTPError as error:
            return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    def get(self, path: str) -> Any:
        found = self.ask(f"/api/v1/{path}")
        assert found.status == 200, found.text
        return found.json

    def post(self, path: str, value: Any, token: str | None = TOKEN) -> Answer:
        more = {"authorization": f"Bearer {token}"} if token else {}
        return self.ask(f"/api/v1/{path}", "POST", json.dumps(value).encode(), content_type="application/json", **more)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of the tests' own; what asks for it is skipped where there is none."""
    with postgres_server() as running:
        yield running


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports in a record of their own. Copy it before writing."""
    from fogline import run
    from fogline.store import open_store

    path = tmp_path_factory.mktemp("record") / "demo.db"
    store = open_store(path)
    for _ in run.ingest_into(store, [EXAMPLES], workers=1):
        pass
    store.close()
    return path


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextlib.contextmanager
def serving(db: Path, *options: str, host: str = "127.0.0.1") -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "fogline", "serve", "--db", str(db), "--host", host, "--port", str(port)]
    process = subprocess.Popen([*command, "--token", TOKEN, *options], stdout=subprocess.DEVNULL)
    server = Server(f"http://127.0.0.1:{port}", db)
    try:
        for _ in range(600):
            with contextlib.suppress(URLError, ConnectionError):
                server.ask("/api/v1/meta")
                break
            assert process.poll() is None, "the server ended at once"
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def server(demo_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy that the module may write to."""
    db = Path(shutil.copy(demo_record, tmp_path_factory.mktemp("served") / "demo.db"))
    with serving(db) as running:
        yield running


TWO_COUNTS = {
    "id": "two-counts",
    "outlet": "Orontes Wire",
    "published": "2024-11-29",
    "title": "Two counts of one strike",
    "text": "An air strike hit the market of Sarmin on Thursday, killing nine civilians, the White Helmets said. "
    "The army said the strike on Sarmin on Thursday had killed five fighters.",
}


@pytest.fixture(scope="module")
def apart_server(demo_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the demonstration's record and one report more, whose origins count different people."""
    from fogline import run
    from fogline.store import open_store

    folder = tmp_path_factory.mktemp("apart")
    db = Path(shutil.copy(demo_record, folder / "demo.db"))
    (folder / "two.jsonl").write_text(json.dumps(TWO_COUNTS), encoding="utf-8")
    store = open_store(db)
    for _ in run.ingest_into(store, [folder / "two.jsonl"], workers=1):
        pass
    store.close()
    with serving(db) as running:
        yield running


@pytest.fixture
def start() -> Any:
    """``with start(db, "--option") as server``: a server of a test's own."""
    return serving
