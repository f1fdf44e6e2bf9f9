"""A real PostgreSQL server for the tests, from the binaries of the machine (Debian's postgresql)."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest


def binary(name: str) -> str | None:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(places[0]) if places else shutil.which(name)


def user() -> str | None:
    """The server refuses to run as root: then the package's own user, or nobody. ``None`` for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass
class Postgres:
    """A running server; ``database()`` is the address of a new, empty one."""

    folder: Path
    process: subprocess.Popen
    _n: Iterator[int] = field(default_factory=count)
    _made: str = ""

    def address(self, database: str) -> str:
        return f"postgresql://fogline@/{database}?host={self.folder}"

    @staticmethod
    def name(address: str) -> str:
        return address.removeprefix("postgresql://fogline@/").split("?")[0]

    def run(self, statement: str, database: str = "postgres") -> list[tuple]:
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as on:
            found = on.execute(statement)
            return found.fetchall() if found.description else []

    def database(self, template: str = "template0") -> str:
        name = f"t{next(self._n)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def drop(self, address: str) -> None:
        self.run(f"DROP DATABASE {self.name(address)} WITH (FORCE)")

    def store_address(self) -> str:
        """A new database that has the tables already: making them anew for every test takes longer."""
        from fogline.store import open_store

        if not self._made:
            self._made = self.database()
            open_store(self._made).close()
        return self.database(self.name(self._made))


@contextlib.contextmanager
def postgres_server() -> Iterator[Postgres]:
    """Skips the test that asks where there is no server or driver to be had."""
    pytest.importorskip("psycopg", reason="no PostgreSQL driver here (pip install psycopg)")
    initdb, postgres, owner = binary("initdb"), binary("postgres"), user()
    if not initdb or not postgres:
        pytest.skip("no PostgreSQL server here (Debian: apt-get install postgresql)")
    memory = Path("/dev/shm")
    _sweep(memory)
    folder = Path(tempfile.mkdtemp(prefix="fogline-pg-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        with _running(folder, initdb, postgres, owner) as server:
            _wait(server)
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(folder: Path, initdb: str, postgres: str, owner: str | None) -> Iterator[Postgres]:
    if owner:
        shutil.chown(folder, owner)
    options = {"user": owner, "group": pwd.getpwnam(owner).pw_gid} if owner else {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    made = [initdb, "-D", str(folder / "data"), "-A", "trust", "-U", "fogline", "-N", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(made, check=True, **quiet, **options)
    started = [postgres, "-D", str(folder / "data"), "-k", str(folder), "-c", "listen_addresses="]
    process = subprocess.Popen([*started, "-c", "fsync=off", "-c", "max_wal_size=256MB"], **quiet, **options)
    try:
        yield Postgres(folder, process)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nothing of it is wanted any more
        process.wait(20)


def _sweep(memory: Path) -> None:
    """Folders of servers that have ended without their tests: a run that was killed cleans up nothing."""
    for file in memory.glob("fogline-pg-*/data/postmaster.pid"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if not Path(f"/proc/{int(file.read_text().split()[0])}").exists():
                shutil.rmtree(file.parent.parent, ignore_errors=True)


def _wait(server: Postgres) -> None:
    import psycopg

    for _ in range(300):
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            assert server.process.poll() is None, "the PostgreSQL server ended at once"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the PostgreSQL server did not answer within 30 seconds")
