"""A PostgreSQL database, for several people and machines at once (``pip install fogline[postgres]``)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    column,
    create_engine,
    delete,
    insert,
    inspect,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError

from fogline.core.problem import Problem
from fogline.store import schema
from fogline.store.protocol import StoreError
from fogline.store.sql import SqlStore
from fogline.store.words import words as words_of

_UNINDEXED = (
    "SELECT (SELECT count(*) FROM claims WHERE seq NOT IN (SELECT claim FROM claim_words))"
    " + (SELECT count(*) FROM claim_words WHERE claim NOT IN (SELECT seq FROM claims))"
)
_WORDS = table("claim_words", column("claim"), column("words", ARRAY(schema.TEXT)))
# Any number will do, as long as every Fogline asks for the same one.
_MIGRATING = 0x464F47


class PostgresStore(SqlStore):
    """``address`` as psycopg takes it (``postgresql://USER@HOST:PORT/DATABASE?sslmode=require``).

    Raises ``StoreError`` when the server cannot be reached, the database is not one of ours or of a later version, or
    it is empty and ``create`` is false.
    """

    def __init__(self, address: str, *, create: bool = True) -> None:
        url = _url(address)
        engine = create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=40)
        super().__init__(engine, url.set(drivername="postgresql").render_as_string(hide_password=True))
        try:
            self._bring_up_to_date(create)
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self, create: bool) -> None:
        with self._connect() as on:
            found = self._revision(on)
        if found == schema.REVISION:
            return
        if found is None and not create:
            message = "no record here; make one with: fogline ingest FILES"
            raise StoreError(Problem("store.missing", message, self.where, lost=True))
        if found is not None and found > schema.REVISION:
            message = f"was made by a later version of Fogline (tables {found}); use that version"
            raise StoreError(Problem("store.later", message, self.where, lost=True))
        from fogline.store.migrations import upgrade  # a slow import that an up-to-date store never needs

        with self._connect() as on, on.begin():
            on.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATING})
            if self._revision(on) != schema.REVISION:  # another process may have been first
                upgrade(on)

    def _revision(self, on: Connection) -> str | None:
        names = inspect(on).get_table_names()
        if "alembic_version" in names:
            return cast(str | None, on.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
        if names:
            message = "is a database with other tables, none of Fogline's; give it one of its own"
            raise StoreError(Problem("store.foreign", message, self.where, lost=True))
        return None

    def _said(self, error: DBAPIError) -> Problem:
        reason = " ".join(str(error.orig).split())
        state = getattr(error.orig, "sqlstate", None) or ""
        for sign, words, code, message in _REFUSALS:
            if state.startswith(sign) if state else words and words in reason:
                return Problem(code, f"{message} ({reason})", self.where, lost=True)
        if not state:
            return Problem("store.unreachable", f"the server does not answer ({reason})", self.where, lost=True)
        return Problem("store.unusable", reason, self.where, lost=True)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._connect() as on, on.begin():
            # The one row of ``writes`` is every writer's turn: who holds it writes, the others wait.
            on.execute(select(schema.writes.c.n).with_for_update())
            yield on

    def _index_words(self, on: Connection, words: list[tuple[int, str]]) -> None:
        if words:
            on.execute(insert(_WORDS), [{"claim": seq, "words": words_of(found)} for seq, found in words])

    def _forget_words(self, on: Connection, claims: list[int]) -> None:
        on.execute(delete(_WORDS).where(_WORDS.c.claim.in_(claims)))

    def _has_words(self, text: str) -> ColumnElement[bool]:
        wanted = words_of(text)
        if not wanted:
            return schema.claims.c.seq.is_(None)
        return schema.claims.c.seq.in_(select(_WORDS.c.claim).where(_WORDS.c.words.op("@>")(wanted)))

    def _check_file(self, on: Connection) -> Iterator[Problem]:
        if count := on.exec_driver_sql(_UNINDEXED).scalar():
            message = f"{count} claims are missing from the word index, or too many in it; run: fogline rebuild --all"
            yield Problem("store.index", message, self.where, lost=True)


# By the server's state, or, before there is a connection, by its words.
_REFUSALS = (
    ("3D", "does not exist", "store.missing", "the server has no such database or user; make them first"),
    ("28", "authentication failed", "store.denied", "the server does not let this user in"),
    ("42501", "", "store.denied", "this user may not do that"),
    ("53100", "", "store.full", "the server's disk is full; nothing of the last report was kept"),
    ("53300", "too many", "store.busy", "the server has too many connections; try again later"),
    ("25006", "", "store.read_only", "the server may not be written to"),
    ("57", "shutting down", "store.unreachable", "the server was stopped"),
    ("08", "", "store.unreachable", "the connection was lost"),
)


def _url(address: str) -> URL:
    try:
        import psycopg  # noqa: F401 - an extra; said here, in words, when it is missing
    except ImportError:
        message = "needs the PostgreSQL driver: pip install 'fogline[postgres]'"
        raise StoreError(Problem("store.driver", message, "postgresql://", lost=True)) from None
    try:
        return make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        message = "is no address; write postgresql://USER@HOST:PORT/DATABASE"
        raise StoreError(Problem("store.address", message, "postgresql://", lost=True)) from None


__all__ = ["PostgresStore"]
