"""All of a record as reconciliation and exports take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fogline.core.claim import Claim
from fogline.core.judgement import Judgement, Verb
from fogline.core.report import Report

if TYPE_CHECKING:
    from fogline.store import Store

AUDITED = "audit"
"""The reason that verdicts given during ``fogline audit`` carry."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and its claims. ``added`` is when it came into the record, ``reader`` the version that read it."""

    report: Report
    claims: tuple[Claim, ...]
    added: str | None = None
    reader: str | None = None


def stored(store: Store) -> Iterator[Taken]:
    """All of a record, each report under the id it goes by in judgements and views (``names``)."""
    from fogline.store import ClaimQuery

    claims: dict[str, list[Claim]] = {}
    for found in store.claims(ClaimQuery()):
        claims.setdefault(found.report_key, []).append(found.claim)
    called = names(store)
    for row in store.reports():
        mine = tuple(claims.get(row.key, ()))
        yield Taken(replace(row.report, id=called[row.key]), mine, row.added, row.reader)


def names(store: Store) -> dict[str, str]:
    """Key of a report -> the id judgements are bound to: its own, or the key where an earlier report has that id."""
    out: dict[str, str] = {}
    seen: set[str] = set()
    for row in store.reports():
        out[row.key] = row.key if row.report.id in seen else row.report.id
        seen.add(out[row.key])
    return out


def accuracy(judgements: Iterable[Judgement]) -> str | None:
    """The audit's figure as a sentence; ``None`` where nobody audited. Later verdicts on the same words stand."""
    from fogline.reconcile.agreement import wilson

    verdicts = {
        (j.anchor.report, j.anchor.span, j.anchor.type): j.verb is Verb.ACCEPT
        for j in judgements
        if j.reason == AUDITED and j.verb in (Verb.ACCEPT, Verb.REJECT)
    }
    if not verdicts:
        return None
    got = wilson(sum(verdicts.values()), len(verdicts))
    return (
        f"{got.right} of {got.n} claims drawn at random were right: {got.share:.1%}, "
        f"{got.low:.1%} to {got.high:.1%} at 95 %"
    )


def readers(rows: Sequence[Taken]) -> str:
    """The versions that read the reports."""
    from fogline import run

    found = sorted({t.reader for t in rows if t.reader})
    return ", ".join(found) if found else run.reader_version()
