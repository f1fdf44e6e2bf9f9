"""The default: one SQLite file, written ahead (WAL), searched by words with FTS5."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Engine, column, create_engine, event, inspect, select, table, text
from sqlalchemy.exc import DBAPIError

from fogline.core.problem import Problem
from fogline.store import schema
from fogline.store.protocol import StoreError
from fogline.store.sql import SqlStore
from fogline.store.words import words as words_of

_UNINDEXED = (
    "SELECT (SELECT count(*) FROM claims WHERE seq NOT IN (SELECT rowid FROM claim_words))"
    " + (SELECT count(*) FROM claim_words WHERE rowid NOT IN (SELECT seq FROM claims))"
)
_WORDS = table("claim_words", column("rowid"), column("claim_words"))
_WAIT_MS = 30_000
_PAUSE = 0.02  # seconds


class SqliteStore(SqlStore):
    """Raises ``StoreError`` when the file is no store of ours, or one of a later version."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        super().__init__(_engine(self.path), str(path))
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _said(self, error: DBAPIError) -> Problem:
        reason = str(error.orig)
        for sign, code, message in _REFUSALS:
            if sign in reason:
                return Problem(code, message, self.where, lost=True)
        return Problem("store.unusable", reason, self.where, lost=True)

    def _bring_up_to_date(self) -> None:
        with self._connect() as on:
            found = _revision(on)
        if found == schema.REVISION:
            return
        if found is not None and found > schema.REVISION:
            message = f"was made by a later version of Fogline (tables {found}); use that version"
            raise StoreError(Problem("store.later", message, str(self.path), lost=True))
        from fogline.store.migrations import upgrade  # a slow import that an up-to-date store never needs

        self._write_ahead()
        with self._write() as on:
            if _revision(on) != schema.REVISION:  # another process may have been first
                upgrade(on)

    def _write_ahead(self) -> None:
        """Lasts for the life of the file, so it is set once, when the file is known to be ours.

        SQLite refuses this one at once, without its own waiting, while another process does the same.
        """
        until = time.monotonic() + _WAIT_MS / 1000
        raw = self._engine.raw_connection()
        try:
            while True:
                try:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                        raise
                time.sleep(_PAUSE)
        finally:
            raw.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._connect().execution_options(immediate=True) as on, on.begin():
            yield on

    def _index_words(self, on: Connection, words: list[tuple[int, str]]) -> None:
        if words:
            values = [{"seq": seq, "words": found} for seq, found in words]
            on.execute(text("INSERT INTO claim_words (rowid, words) VALUES (:seq, :words)"), values)

    def _forget_words(self, on: Connection, claims: list[int]) -> None:
        if claims:
            on.execute(text("DELETE FROM claim_words WHERE rowid = :seq"), [{"seq": seq} for seq in claims])

    def _has_words(self, text: str) -> ColumnElement[bool]:
        quoted = " ".join(f'"{word}"' for word in words_of(text)) or '""'
        return schema.claims.c.seq.in_(select(_WORDS.c.rowid).where(_WORDS.c.claim_words.op("MATCH")(quoted)))

    def _check_file(self, on: Connection) -> Iterator[Problem]:
        for (line,) in on.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                yield Problem("store.damaged", str(line), str(self.path), lost=True)
        for row in on.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Problem("store.dangling", f"a row of {row[0]} belongs to nothing", str(self.path), lost=True)
        if count := on.exec_driver_sql(_UNINDEXED).scalar():
            message = f"{count} claims are missing from the word index, or too many in it; run: fogline rebuild --all"
            yield Problem("store.index", message, str(self.path), lost=True)


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Transactions are begun by ``_begin`` alone; the driver would begin them late and leave some statements out."""
    connection.isolation_level = None
    for setting in ("synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {_WAIT_MS}"):
        connection.execute(f"PRAGMA {setting}")


def _begin(on: Connection) -> None:
    # A writer takes its lock at once: one that read first and wrote later could not wait its turn.
    on.exec_driver_sql("BEGIN IMMEDIATE" if on.get_execution_options().get("immediate") else "BEGIN")


def _revision(on: Connection) -> str | None:
    names = inspect(on).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise StoreError(
                Problem(
                    "store.foreign", "is a database, but not one of Fogline's", str(on.engine.url.database), lost=True
                )
            )
        return None
    return cast(str | None, on.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())


_REFUSALS = (
    ("unable to open", "store.unopenable", "cannot be opened; check the folder and its permissions"),
    ("not a database", "store.not_a_database", "is not a database file"),
    ("disk is full", "store.full", "the disk is full; nothing of the last report was kept, what was there is whole"),
    ("disk I/O error", "store.disk", "the disk failed or is full; nothing of the last report was kept"),
    ("readonly", "store.read_only", "may not be written to; check the permissions of the file and its folder"),
    ("locked", "store.locked", f"another program has kept it locked for {_WAIT_MS // 1000} seconds; try again later"),
    ("malformed", "store.damaged", "is damaged; run: fogline doctor"),
)
