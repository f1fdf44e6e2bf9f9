"""Airwars' civilian-harm figures: a minimum and a maximum per group, killed and injured, each group on its own.

Groups are independent ranges (children 2-3 may sit inside civilians 5-9). A belligerent's concession stands beside the
local claims and is never merged into them. Headline totals take incidents graded fair or confirmed only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fogline.core.claim import Measure, Status
from fogline.core.incident import Account, GradeName, Incident
from fogline.link import voice
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.figures import number
from fogline.reconcile.grades import grade
from fogline.reconcile.lastwords import last_words, ranges
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label
from fogline.vocab import load

WORDS = {Measure.KILLED: "killed", Measure.WOUNDED: "injured"}


def group_of(a: Account) -> str:
    """The export's group for an account: by kind first, then by status."""
    kinds = load("en/reconcile_conventions.yaml")["airwars"]["kinds"]
    if a.kind and a.kind in kinds:
        return str(kinds[a.kind])
    return {Status.CIVILIAN: "civilian_non_combatants", Status.COMBATANT: "belligerents"}.get(a.status, "undetermined")


def entries(i: Incident) -> tuple[Entry, ...]:
    """A row per group and measure. ``main`` are the killed who are not combatants: what the headline range counts."""
    conceding = {voice(b.actor) for b in i.blamed}
    local = [a for a in i.accounts if voice(a.origin) not in conceding and not a.superseded]
    notes = tuple(_concessions(i, conceding))
    out = []
    for measure, word in WORDS.items():
        for group in sorted({group_of(a) for a in local if a.measure is measure}):
            rows = [a for a in local if a.measure is measure and group_of(a) == group]
            low, high = spread(rows)
            main = measure is Measure.KILLED and group == _headline(local)
            fields = ((f"{group}_{word}_min", str(low)), (f"{group}_{word}_max", str(high)))
            out.append(Entry(i.id, label(i), i.days, f"{group}_{word}", low, low, high, main, fields, notes))
    return tuple(out)


def _headline(rows: Iterable[Account]) -> str | None:
    """Civilians where somebody counts them as such, else those of undetermined status."""
    found = {group_of(a) for a in rows if a.measure is Measure.KILLED}
    return next((g for g in ("civilian_non_combatants", "undetermined") if g in found), None)


def spread(rows: list[Account]) -> tuple[int, int]:
    """Lowest to highest over the origins' last words about this group."""
    found = ranges(last_words([replace(a, part=False) for a in rows]))
    if found:
        return found[0].low, found[0].high
    numbers = [number(a) for a in rows]
    return min(numbers), max(numbers)


def _concessions(i: Incident, conceding: set[str]) -> Iterable[str]:
    for a in i.accounts:
        if voice(a.origin) in conceding and a.measure is Measure.KILLED and a.status is not Status.COMBATANT:
            yield say("airwars", "concession", actor=a.origin, count=number(a))


def headline(incidents: Iterable[Incident]) -> tuple[int, int]:
    """The minimum and maximum of killed over incidents graded fair or confirmed."""
    low = high = 0
    for i in incidents:
        if grade(i).name in (GradeName.FAIR, GradeName.CONFIRMED):
            main = [e for e in entries(i) if e.main]
            low, high = low + sum(e.low for e in main), high + sum(e.high for e in main)
    return low, high
