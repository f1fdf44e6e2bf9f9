"""Counting conventions: policies over one and the same incident, and why they come to different numbers.

A policy is ``policy(incident) -> tuple[Entry, ...]``: the rows it would write, each with its number and the notes that
explain it. The rules are those of the public codebooks (see each module).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fogline.core.incident import Incident
from fogline.reconcile.conventions import acled, airwars, ucdp
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label

NONE = "-"
Policy = Callable[[Incident], tuple[Entry, ...]]

POLICIES: dict[str, Policy] = {"acled": acled.entries, "ucdp": ucdp.entries, "airwars": airwars.entries}


@dataclass(frozen=True, slots=True)
class Difference:
    """One incident under two conventions: each one's number as text, and why they differ."""

    incident: str
    label: str
    a: str
    b: str
    reasons: tuple[str, ...]


def count_under(name: str, incident: Incident) -> tuple[Entry, ...]:
    """The rows of one incident under a convention. Raises ``KeyError`` for an unknown name."""
    return POLICIES[name](incident)


def compare(a: str, b: str, incidents: Iterable[Incident]) -> list[Difference]:
    """Every incident under both conventions; the reasons are the notes of either side."""
    out = []
    for i in incidents:
        left, right = count_under(a, i), count_under(b, i)
        one, two = _total(left), _total(right)
        reasons = [f"{name}: {n}" for name, rows in ((a, left), (b, right)) for r in rows for n in r.notes]
        out.append(Difference(i.id, label(i), one, two, tuple(dict.fromkeys([_first(a, b, one, two), *reasons]))))
    return out


def _first(a: str, b: str, one: str, two: str) -> str:
    """The difference in one sentence."""
    if one == two:
        return say("compare", "same", a=one)
    for name, mine in ((a, one), (b, two)):
        if mine == NONE:
            return say("compare", "absent", name=name)
    return say("compare", "differs", a_name=a, a=one, b_name=b, b=two)


def _total(rows: tuple[Entry, ...]) -> str:
    """The convention's number for the whole incident: rows of one group added, "low/best/high" where it keeps three."""
    main = [r for r in rows if r.main]
    if not main:
        return NONE
    low, best, high = (sum(getattr(r, x) for r in main) for x in ("low", "best", "high"))
    return str(best) if low == best == high else f"{low}/{best}/{high}"


__all__ = ["POLICIES", "Difference", "Entry", "Policy", "compare", "count_under"]
