"""Who a figure counts: figures of different people are never one range.

The dead civilians one source counts and the dead fighters another counts are not two versions of one number. As long as
an incident has one sort of dead only, or nobody says which, all its totals are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fogline.core.claim import Status
from fogline.core.incident import Account

MEN = "men"  # the kind that a list of kinds needs to be one of all the dead
CIVILIANS, COMBATANTS = Status.CIVILIAN.value, Status.COMBATANT.value
SURE = (Status.CIVILIAN, Status.COMBATANT)


def people(rows: Sequence[Account]) -> dict[Account, str | None]:
    """Account -> the group it counts: ``None`` for all, else a status, or the party of combatants of several parties.

    Only totals are looked at. Where no two of them count different people for certain, every group is ``None``.
    """
    sides = parties(rows)
    groups = {a: _group(a, sides) for a in rows}
    return groups if len({g for g in groups.values() if g}) > 1 else dict.fromkeys(rows)


def _group(a: Account, sides: Sequence[frozenset[str]]) -> str | None:
    if a.status not in SURE:
        return None
    if a.status is Status.COMBATANT and len(sides) > 1:
        mine = next((s for s in sides if s & set(a.actors)), None)
        return min(mine) if mine else a.status.value
    return a.status.value


def parties(rows: Iterable[Account]) -> list[frozenset[str]]:
    """Whose combatants are counted: names that stand together in one figure are one party."""
    out: list[frozenset[str]] = []
    for a in rows:
        if a.status is Status.COMBATANT and a.actors:
            mine = [s for s in out if s & set(a.actors)]
            out = [s for s in out if s not in mine] + [frozenset(a.actors).union(*mine)]
    return sorted(out, key=min)
