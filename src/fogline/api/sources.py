"""All of a record as reconciliation and exports take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fogline.core.claim import Claim
from fogline.core.judgement import Judgement
from fogline.core.report import Report

if TYPE_CHECKING:
    from fogline.reconcile.agreement import Share
    from fogline.store import Store


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
    """The audit's figures as a sentence; ``None`` where nobody audited. Later verdicts on the same words stand."""
    from fogline.reconcile.agreement import audit
    from fogline.reconcile.judgements import in_force

    got = audit(in_force(judgements))
    told = (
        (got.precision, "claims drawn at random were right"),
        (got.missed, "sentences drawn at random held a claim that was missed"),
    )
    return "; ".join(_share(share, what) for share, what in told if share.n) or None


def _share(s: Share, what: str) -> str:
    return f"{s.right} of {s.n} {what}: {s.share:.1%}, {s.low:.1%} to {s.high:.1%} at 95 %"


def readers(rows: Sequence[Taken]) -> str:
    """The versions that read the reports."""
    from fogline import run

    found = sorted({t.reader for t in rows if t.reader})
    return ", ".join(found) if found else run.reader_version()
