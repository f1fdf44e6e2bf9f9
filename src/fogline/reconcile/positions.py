"""Who supports, accuses, threatens, asks, meets and agrees with whom, when and in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from fogline.core.claim import Claim, ClaimType, Mention
from fogline.core.incident import Statement
from fogline.core.position import Position
from fogline.link import sound, voice
from fogline.reconcile.blame import actors
from fogline.vocab import load
from fogline.vocab.actors import lookup

MUTUAL = (ClaimType.TALKS, ClaimType.AGREEMENT)
ACTS = (ClaimType.SUPPORT, ClaimType.ACCUSATION, ClaimType.THREAT, ClaimType.DEMAND, ClaimType.DENIAL, *MUTUAL)


def positions(found: Iterable[Statement]) -> tuple[Position, ...]:
    """One line per actor and target, by day, then names. Talks and agreements stand between every two parties."""
    out = [p for s in found if s.claim.type in ACTS for p in _of(s)]
    return tuple(sorted(out, key=lambda p: (_day(p), p.actor, p.act, p.target or "", p.statement)))


def _day(p: Position) -> str:
    day = p.days.start or p.days.end or p.said
    return day.isoformat() if day else "~"


def _of(s: Statement) -> Iterator[Position]:
    unknown = [m.text for m in s.claim.agents if not m.actors]
    named = _talkers(s, actors(_agents(s.claim))) or [text for text in unknown if text.lower() not in _pronouns()]
    doers = named or [a.source for a in s.claim.attribution[:1] if not unknown]
    for actor, target in pairs(s.claim.type, doers, _talkers(s, actors(s.claim.targets))):
        yield Position(
            actor=actor,
            act=s.claim.type,
            target=target,
            polarity=s.claim.polarity,
            days=s.claim.time.days,
            said=s.said,
            origin=s.origin,
            report=s.head.id,
            span=s.claim.evidence.span,
            quote=s.claim.evidence.text,
            statement=s.key,
            background=s.claim.background,
        )


def _agents(claim: Claim) -> list[Mention]:
    """Whose position it is: the body where a person speaks for it by name, and nobody whom the words leave out."""
    here = [m for m in claim.agents if m.text in claim.evidence.text] or list(claim.agents)
    bodies = {m.actors[0] for m in here if len(m.actors) == 1}
    return [m for m in here if claim.type in MUTUAL or not bodies & set(m.actors[1:])]


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(w for words in load("en/actors.yaml")["pronouns"].values() for w in words)


def _talkers(s: Statement, names: list[str]) -> list[str]:
    """Without the town in which it was said, where no list knows it as an actor."""
    places = {sound(p.name) for p in s.claim.places}
    return [n for n in names if sound(n) not in places or lookup(n) is not None]


def pairs(act: ClaimType, doers: list[str], targets: list[str]) -> list[tuple[str, str | None]]:
    if act in MUTUAL:
        everyone = sorted({*doers, *targets})
        met: list[tuple[str, str | None]] = [(a, b) for n, a in enumerate(everyone) for b in everyone[n + 1 :]]
        return met or [(a, None) for a in everyone]
    aimed: list[str | None] = [*targets] or [None]
    return [(a, t) for a in doers for t in aimed]


def between(
    found: Iterable[Position],
    actor: str | None = None,
    target: str | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
) -> list[Position]:
    """Positions of one actor, towards another, by the two clocks."""
    out = []
    for p in found:
        day = p.days.start or p.days.end or p.said
        if actor and voice(actor) not in (voice(p.actor), voice(p.target or "") if p.act in MUTUAL else voice(p.actor)):
            continue
        if target and voice(target) not in (voice(p.target or ""), voice(p.actor) if p.act in MUTUAL else ""):
            continue
        if (as_of and day and day > as_of) or (known_on and p.said and p.said > known_on):
            continue
        out.append(p)
    return out
