"""A store over any SQL database; what one database does in its own way is left to its file."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    ExceptionContext,
    Select,
    Table,
    and_,
    delete,
    event,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from fogline.core.claim import Claim
from fogline.core.codec import dumps, judgement_from_json, judgement_to_json
from fogline.core.interval import Days
from fogline.core.judgement import Judgement
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.store import chain, checks, rows, schema
from fogline.store.protocol import ClaimQuery, Counts, StoredClaim, StoredReport, StoreError, Version, report_key

_BATCH = 500


class SqlStore(ABC):
    """See ``protocol.Store`` for what each method promises."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine
        event.listen(engine, "handle_error", self._refused)

    def _connect(self) -> Connection:
        try:
            return self._engine.connect()
        except DBAPIError as error:
            raise StoreError(self._said(error)) from error

    def _refused(self, context: ExceptionContext) -> StoreError | None:
        """What the database refuses for reasons of its own (disk full, read-only, gone) is said, not traced back."""
        error = context.sqlalchemy_exception
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            return StoreError(self._said(error))
        return None

    # --- what a database does in its own way ---

    @abstractmethod
    def _said(self, error: DBAPIError) -> Problem:
        """An error of the database in words."""

    @abstractmethod
    def _write(self) -> Any:
        """A context manager: one transaction that no other writer can come into."""

    @abstractmethod
    def _index_words(self, on: Connection, words: list[tuple[int, str]]) -> None:
        """Make claims findable by their words: pairs of a claim's ``seq`` and its text."""

    @abstractmethod
    def _forget_words(self, on: Connection, claims: list[int]) -> None: ...

    @abstractmethod
    def _has_words(self, text: str) -> ColumnElement[bool]:
        """The condition that a claim's words hold all words of ``text``."""

    @abstractmethod
    def _check_file(self, on: Connection) -> Iterator[Problem]: ...

    # --- writing ---

    def add(self, report: Report, claims: Iterable[Claim], problems: Iterable[Problem], reader: str) -> bool:
        added = datetime.now(UTC).isoformat(timespec="seconds")
        with self._write() as on:
            if self._seq(on, report_key(report)) is not None:
                return False
            made = self._append(on, schema.reports, rows.report_row(report, added))
            self._keep_reading(on, made, report.outlet, tuple(claims), problems, reader)
        return True

    def replace(self, key: str, claims: Iterable[Claim], problems: Iterable[Problem], reader: str) -> None:
        with self._write() as on:
            seq = self._seq(on, key)
            if seq is None:
                raise KeyError(key)
            outlet = on.scalar(select(schema.reports.c.outlet).where(schema.reports.c.seq == seq))
            self._drop_reading(on, seq)
            self._keep_reading(on, seq, outlet, tuple(claims), problems, reader)
            _count_write(on)

    def note(self, problems: Iterable[Problem]) -> None:
        with self._write() as on:
            for problem in problems:
                row = rows.problem_row(problem, None)
                same = and_(
                    *(
                        schema.problems.c[name].is_(None) if value is None else schema.problems.c[name] == value
                        for name, value in row.items()
                    )
                )
                if on.execute(select(schema.problems.c.seq).where(same)).first() is None:
                    on.execute(insert(schema.problems), row)
                    _count_write(on)

    def judge(self, judgement: Judgement) -> bool:
        table = schema.judgements
        with self._write() as on:
            if on.execute(select(table.c.seq).where(table.c.id == judgement.id)).first():
                return False
            row = {
                "id": judgement.id,
                "verb": judgement.verb.value,
                "report": judgement.anchor.report,
                "body": dumps(judgement_to_json(judgement)),
            }
            self._append(on, table, row)
        return True

    @staticmethod
    def _append(on: Connection, table: Table, row: rows.Row) -> int:
        """A row at the end of what is only ever appended, linked to the one before; its number."""
        before = on.scalar(select(table.c.chain).order_by(table.c.seq.desc()).limit(1)) or ""
        _count_write(on)
        return _made(on.execute(insert(table), row | {"chain": chain.link(before, table.name, row)}))

    def _keep_reading(
        self,
        on: Connection,
        seq: int,
        outlet: str | None,
        claims: tuple[Claim, ...],
        problems: Iterable[Problem],
        reader: str,
    ) -> None:
        on.execute(insert(schema.readings), {"report": seq, "reader": reader, "claims": len(claims)})
        kept = [self._keep_claim(on, seq, n, claim, outlet) for n, claim in enumerate(claims)]
        self._index_words(on, [(at, rows.words(claim, outlet)) for at, claim in zip(kept, claims, strict=True)])
        if found := [rows.problem_row(problem, seq) for problem in problems]:
            on.execute(insert(schema.problems), found)

    def _keep_claim(self, on: Connection, report: int, n: int, claim: Claim, outlet: str | None) -> int:
        seq = _made(on.execute(insert(schema.claims), rows.claim_row(report, n, claim)))
        if named := [{"claim": seq, "role": role, "name": name} for role, name in rows.names(claim, outlet)]:
            on.execute(insert(schema.claim_names), named)
        return seq

    def _drop_reading(self, on: Connection, report: int) -> None:
        old = list(on.scalars(select(schema.claims.c.seq).where(schema.claims.c.report == report)))
        self._forget_words(on, old)
        on.execute(delete(schema.claim_names).where(schema.claim_names.c.claim.in_(old)))
        for table in (schema.claims, schema.problems, schema.readings):
            on.execute(delete(table).where(table.c.report == report))

    # --- asking ---

    def has(self, report: Report) -> bool:
        with self._connect() as on:
            return self._seq(on, report_key(report)) is not None

    def judgements(self) -> Iterator[Judgement]:
        for row in self._stream(select(schema.judgements.c.body).order_by(schema.judgements.c.seq)):
            yield judgement_from_json(json.loads(row["body"]))

    def reports(self) -> Iterator[StoredReport]:
        for row in self._stream(self._select_reports().order_by(*_REPORT_ORDER)):
            yield rows.stored_report(row)

    def versions(self) -> Iterator[Version]:
        table, read = schema.reports, schema.readings
        wanted = select(table.c.key, table.c.id, table.c.added, read.c.reader, read.c.claims)
        for row in self._stream(wanted.select_from(table.outerjoin(read)).order_by(*_REPORT_ORDER)):
            yield Version(row["key"], row["id"], row["added"], row["reader"], row["claims"] or 0)

    def report(self, name: str) -> StoredReport:
        table = schema.reports
        if not name:
            raise KeyError("no report is named")
        name = _asked(name)
        named = or_(table.c.key.startswith(name.lower(), autoescape=True), table.c.id == name)
        with self._connect() as on:
            found = on.execute(self._select_reports().where(named).limit(2)).mappings().all()
            if not found and len(name) >= _SHORTEST:  # views cite the beginning of an id
                begins = table.c.id.startswith(name, autoescape=True)
                found = on.execute(self._select_reports().where(begins).limit(2)).mappings().all()
        if len(found) != 1:
            raise KeyError(f"{'no report' if not found else 'more than one report'} is called {name!r}")
        return rows.stored_report(found[0])

    def claims(self, query: ClaimQuery | None = None) -> Iterator[StoredClaim]:
        query = query or ClaimQuery()
        chosen = self._select_claims().where(*self._conditions(query)).order_by(*_REPORT_ORDER, schema.claims.c.n)
        for row in self._stream(chosen.limit(query.limit) if query.limit is not None else chosen):
            yield rows.stored_claim(row)

    def claim(self, name: str) -> StoredClaim:
        report, _, claim = name.rpartition("/")
        key = self.report(report).key
        chosen = self._select_claims().where(schema.reports.c.key == key, schema.claims.c.id == _asked(claim))
        with self._connect() as on:
            row = on.execute(chosen).mappings().first()
        if row is None:
            raise KeyError(f"report {report} has no claim {claim!r}")
        return rows.stored_claim(row)

    def problems(self) -> Iterator[Problem]:
        table = schema.problems
        order = (table.c.subject, table.c.code, table.c.message)
        for row in self._stream(select(table).order_by(*order)):
            yield rows.problem_of(row)

    def counts(self) -> Counts:
        read = select(func.count()).select_from(schema.readings)
        tables = (schema.reports, schema.claims, schema.judgements, schema.problems)
        with self._connect() as on:
            reports, claims, judgements, problems = (
                on.scalar(select(func.count()).select_from(table)) or 0 for table in tables
            )
            return Counts(reports, claims, judgements, problems, reports - (on.scalar(read) or 0))

    def written(self) -> int:
        with self._connect() as on:
            return on.scalar(select(schema.writes.c.n)) or 0

    def check(self) -> Iterator[Problem]:
        with self._connect() as on:
            yield from self._check_file(on)
        for table in (schema.reports, schema.judgements):
            yield from chain.check(table.name, self._stream(select(table).order_by(table.c.seq)))
        for row in self._stream(self._select_reports()):
            yield from checks.report(row)
        wanted = select(schema.claims, schema.reports.c.key, schema.reports.c.outlet, schema.reports.c.text)
        found = wanted.join(schema.reports).order_by(schema.claims.c.seq)
        for row in self._stream(found):
            yield from checks.claim(row)
        yield from checks.named(self._stream(found), self._stream(select(_NAMES).order_by(_NAMES.c.claim)))
        yield from checks.counted(self._stream(_COUNTED))

    def close(self) -> None:
        self._engine.dispose()

    # --- parts of questions ---

    @contextmanager
    def _rows(self, chosen: Select[Any]) -> Iterator[Any]:
        with self._connect() as on, on.execution_options(yield_per=_BATCH).execute(chosen) as found:
            yield found.mappings()

    def _stream(self, chosen: Select[Any]) -> Iterator[Any]:
        with self._rows(chosen) as found:
            yield from found

    @staticmethod
    def _seq(on: Connection, key: str) -> int | None:
        return on.scalar(select(schema.reports.c.seq).where(schema.reports.c.key == key))

    @staticmethod
    def _select_reports() -> Select[Any]:
        joined = schema.reports.outerjoin(schema.readings)
        return select(schema.reports, schema.readings.c.reader, schema.readings.c.claims).select_from(joined)

    @staticmethod
    def _select_claims() -> Select[Any]:
        table = schema.reports
        wanted = select(schema.claims.c.body, table.c.key, table.c.outlet, table.c.published)
        return wanted.join_from(schema.claims, table)

    def _conditions(self, query: ClaimQuery) -> Iterator[ColumnElement[bool]]:
        equal = {"type": query.type, "polarity": query.polarity, "modality": query.modality}
        yield from (schema.claims.c[name] == value for name, value in equal.items() if value)
        named = {"source": query.source, "actor": query.actor, "place": query.place}
        yield from (_named(role, _asked(name)) for role, name in named.items() if name)
        if query.report:
            yield schema.reports.c.key == self.report(query.report).key
        if query.days:
            yield _meets(query.days)
        if query.text and query.text.strip():
            yield self._has_words(query.text)


_SHORTEST = 8
"""Characters of an id that are enough to name a report by its beginning."""
_NAMES = schema.claim_names
_REPORT_ORDER = (func.coalesce(schema.reports.c.published, ""), schema.reports.c.key)
_COUNTED = (
    select(schema.reports.c.key, schema.readings.c.claims, func.count(schema.claims.c.seq).label("found"))
    .select_from(schema.reports)
    .join(schema.readings)
    .outerjoin(schema.claims, schema.claims.c.report == schema.reports.c.seq)
    .group_by(schema.reports.c.key, schema.readings.c.claims)
)


def _made(result: CursorResult[Any]) -> int:
    """The number the database gave to the one row just inserted."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _count_write(on: Connection) -> None:
    on.execute(update(schema.writes).values(n=schema.writes.c.n + 1))


def _asked(name: str) -> str:
    """A name that any database can be asked for: no stored one has a NUL or half a character."""
    return name.replace("\0", " ").encode("utf-8", "replace").decode()


def _named(role: str, name: str) -> ColumnElement[bool]:
    table = schema.claim_names
    named = select(table.c.claim).where(table.c.role == role, table.c.name == rows.asked_for(name))
    return schema.claims.c.seq.in_(named)


def _meets(days: Days) -> ColumnElement[bool]:
    """Claims with a time that is not certainly apart from ``days``."""
    start, end = schema.claims.c.start, schema.claims.c.end
    met = [or_(start.is_not(None), end.is_not(None))]
    if days.start:
        met.append(or_(end.is_(None), end >= days.start.isoformat()))
    if days.end:
        met.append(or_(start.is_(None), start <= days.end.isoformat()))
    return and_(*met)
