"""Who does and who suffers an incident, and what kind of actor each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from fogline.core.actor import Actor
from fogline.core.claim import Claim, Polarity, Status
from fogline.core.incident import Incident, Statement
from fogline.vocab.actors import lookup, registry

STATE_KINDS = frozenset({"state", "army", "air_force", "navy", "police"})
ARMED_KINDS = frozenset({"armed_group", "coalition"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Canonical names, the one most reports name first; ``civilians`` where civilians are said to be among the hurt."""

    doers: tuple[str, ...]
    sufferers: tuple[str, ...]
    civilians: bool
    fighters: bool


@lru_cache(maxsize=20_000)
def known(name: str, on: date | None = None) -> Actor | None:
    """The pack's actor of this name, on a day if given."""
    return lookup(name, on)


def cast(i: Incident) -> Cast:
    """From the claims that say it happened; the blamed stand in where no claim names who did it."""
    told = [s for s in i.statements if s.claim.polarity is Polarity.AFFIRMED]
    doers = _ranked((s, _doers(s.claim)) for s in told) or tuple(b.actor for b in i.blamed)
    hurt = _ranked((s, _hurt(s.claim)) for s in told)
    status = {a.status for a in i.accounts}
    return Cast(
        doers,
        tuple(n for n in hurt if n not in doers[:1]),
        Status.CIVILIAN in status or Status.MIXED in status,
        Status.COMBATANT in status or Status.MIXED in status,
    )


def _doers(claim: Claim) -> list[str]:
    return [m.actors[0] for m in claim.agents if m.actors]


def _hurt(claim: Claim) -> list[str]:
    counted = [q.group.actors[0] for q in claim.quantities if q.group and q.group.actors]
    return [*(m.actors[0] for m in claim.targets if m.actors), *counted]


def _ranked(rows: Iterable[tuple[Statement, list[str]]]) -> tuple[str, ...]:
    votes = Counter(name for name, _ in {(n, s.head.id) for s, names in rows for n in names})
    return tuple(sorted(votes, key=lambda n: (-votes[n], n)))


def opponent(who: Cast) -> str | None:
    """Who stands against the first doer: somebody hit, else another doer known to be on a different side.

    Two doers on one side, or on sides nobody knows, are allies: jets of two air forces do not fight each other.
    """
    first = who.doers[0] if who.doers else None
    hit = next((n for n in who.sufferers if n != first), None)
    return hit or next((n for n in who.doers[1:] if first and _opposed(first, n)), None)


def _opposed(a: str, b: str) -> bool:
    """In some war both have a side, and in none the same."""
    one, two = ({(s.theatre, s.side) for s in x.sides} if (x := known(n)) else set() for n in (a, b))
    shared = {t for t, _ in one} & {t for t, _ in two}
    return bool(shared) and not one & two


def is_state(name: str) -> bool:
    actor = known(name)
    return actor is not None and actor.kind in STATE_KINDS


def land(name: str) -> str | None:
    """The country an actor belongs to: its own, or that of what it is a unit of."""
    actor = known(name)
    seen = 0
    while actor is not None and actor.country is None and actor.parent and seen < 5:
        actor, seen = registry().actors.get(actor.parent), seen + 1
    return actor.country if actor else None


def number(text: str, digits: int = 9) -> int:
    """A stable positive number of at most so many digits for a name: ids of other people's tables are numbers."""
    return int(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16], 16) % int(10**digits)
