"""What the commands of a human's part share: claims by name as they stand, and decisions put down."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, TypeAlias

import typer
from rich.markup import escape

from fogline.api.sources import Taken
from fogline.cli import words
from fogline.cli.sources import names
from fogline.core.claim import Claim
from fogline.core.incident import Statement
from fogline.core.judgement import Anchor, Judgement, Verb, moment
from fogline.core.report import Report
from fogline.reconcile.sheet import Line, Sheet, sheet
from fogline.store import ClaimQuery, Store, StoredReport
from fogline.store.protocol import KEY_SHOWN

Author: TypeAlias = Annotated[str | None, typer.Option("--author", help="Who decides; the login name when left out.")]
Because: TypeAlias = Annotated[str, typer.Option("--because", help="Why.")]


def who(author: str | None) -> str:
    return author or getpass.getuser()


@dataclass(frozen=True, slots=True)
class Opened:
    """A report of the record with its claims as they stand."""

    row: StoredReport
    report: Report
    sheet: Sheet

    @property
    def key(self) -> str:
        return self.row.key[:KEY_SHOWN]

    def line(self, claim: str) -> Line:
        """Raises ``KeyError`` with a sentence."""
        if claim not in self.sheet.lines:
            raise KeyError(f"report {self.key} has no claim {claim!r}; it has {', '.join(self.sheet.lines) or 'none'}")
        return self.sheet.lines[claim]


def opened(store: Store, name: str) -> Opened:
    """Raises ``KeyError`` for a name that no report has, or several."""
    row = store.report(name)
    report = replace(row.report, id=_called(store, row))
    claims = tuple(c.claim for c in store.claims(ClaimQuery(report=row.key)))
    return Opened(row, report, sheet(Taken(report, claims, row.added, row.reader), store.judgements()))


def _called(store: Store, row: StoredReport) -> str:
    """The id that judgements know the report by: its own, unless another has the same."""
    try:
        store.report(row.report.id)
        return row.report.id
    except KeyError:
        return names(store)[row.key]


def named(store: Store, name: str) -> tuple[Opened, str]:
    """The report of REPORT/CLAIM, and the claim's name there. Raises ``KeyError``."""
    report, _, claim = name.rpartition("/")
    if not report:
        raise KeyError(f"{name!r} is no claim; claims are REPORT/CLAIM, as `fogline claims` lists them")
    found = opened(store, report)
    found.line(claim)
    return found, claim


def keys(store: Store) -> dict[str, str]:
    """Report id, as judgements and views know it -> key as shown."""
    return {name: key[:KEY_SHOWN] for key, name in names(store).items()}


def decision(
    verb: Verb,
    author: str,
    reason: str,
    anchor: Anchor,
    others: tuple[Anchor, ...] = (),
    field: str | None = None,
    value: str | None = None,
    was: str | None = None,
    adjudicates: bool = False,
    last: datetime | None = None,
    *,
    claim: Claim | None = None,
) -> Judgement:
    """A judgement made now, and not before the ``last`` one; its id is a digest of what it says."""
    at = moment(datetime.now(UTC).replace(microsecond=0), last)
    about = (anchor.report, str(anchor.span), *((str(anchor.nth),) if anchor.nth else ()))
    about += tuple(f"{o.report} {o.span} {o.nth}" for o in others)
    parts = (verb.value, author, at.isoformat(), *about, field or "", value or "", was or "", reason)
    name = sha256("\0".join(parts).encode()).hexdigest()[:16]
    return Judgement(name, verb, author, at, reason, anchor, others, field, value, was, claim, adjudicates)


def latest(store: Store) -> datetime | None:
    return max((j.at for j in store.judgements()), default=None)


# --- decisions in words ---


def told(j: Judgement) -> str:
    """What a decision does, in a few words, without who and when."""
    if j.verb is Verb.CORRECT:
        return f"{j.field}: {j.was or 'nothing'} -> {j.value or 'nothing'}"
    if j.verb is Verb.ADD and j.claim:
        c = j.claim
        rest = (c.origin or "", words.when(c.time), words.where(c.places), words.numbers(c.quantities))
        return ", ".join(part for part in (words.kind(c), *rest) if part)
    if j.verb is Verb.RENAME:
        return f"{j.was} -> {j.value}"
    if j.verb is Verb.UNDO:
        return f"takes back {j.value}"
    if j.verb in (Verb.MERGE, Verb.PIN, Verb.SPLIT, Verb.DUPLICATE) and j.others:
        return {
            Verb.MERGE: f"one event with {_others(j)}",
            Verb.PIN: f"stays with {_others(j)}",
            Verb.SPLIT: f"another event than {_others(j)}",
            Verb.DUPLICATE: f"{len(j.others)} copied from it",
        }[j.verb]
    return ""


def _others(j: Judgement) -> str:
    return f"{len(j.others)} other claim{'s' if len(j.others) > 1 else ''}"


def signed(j: Judgement) -> str:
    """Who, when and why."""
    reason = f": {j.reason}" if j.reason else ""
    return f"{j.author}, {j.at:%Y-%m-%d %H:%M}{reason}"


def decisions(rows: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    """Label and text for each, as ``show`` prints them."""
    for j in rows:
        what = " ".join(part for part in (j.verb.value, told(j)) if part)
        yield "decided", f"{what} ({signed(j)}) [{j.id}]"


def facts(line: Line) -> Iterator[tuple[str, str]]:
    """All there is to say of a claim as it stands, decisions last."""
    yield from words.facts(line.statement.claim, line.statement.head.outlet)
    if line.statement.claim.confidence is not None:
        yield "how sure", f"the reader gives it {round(line.statement.claim.confidence * 100)} in 100"
    if line.state != "open":
        yield "stands as", line.state
    yield from decisions(line.decisions)


def drawn(rows: Iterable[tuple[str, str]]) -> str:
    """Labels and values under each other, for ``console().print``."""
    rows = list(rows)
    wide = max((len(label) for label, _ in rows), default=0)
    return "\n".join(f"[dim]{label.ljust(wide)}[/]  {escape(value)}" for label, value in rows)


def key_of(s: Statement, shown: dict[str, str]) -> str:
    """REPORT/CLAIM as people type it."""
    return f"{shown.get(s.head.id, s.head.id)[:KEY_SHOWN]}/{s.claim.id}"
