"""Who is said to have done it, who denies it, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fogline.core.claim import Claim, ClaimType, Mention, Modality, Polarity
from fogline.core.incident import Blame, Statement
from fogline.reconcile.figures import cued
from fogline.vocab import load

OPEN_FIGHT = frozenset({ClaimType.CLASH})
DEEDS = frozenset(
    {
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.CHEMICAL_ATTACK,
        ClaimType.ATTACK,
        ClaimType.DETENTION,
        ClaimType.PROPERTY_DAMAGE,
    }
)


def actors(mentions: Iterable[Mention]) -> list[str]:
    """The most specific canonical names of agents or targets, in text order; all of a joint mention's."""
    found = [a for m in mentions for a in (m.actors if _joint(m) else m.actors[:1])]
    return list(dict.fromkeys(found))


def _joint(mention: Mention) -> bool:
    """Of several actors ("Syrian and Russian jets", "the Houthi-Saleh alliance"), not of a person and a body behind."""
    joiners = load("en/reconcile_sources.yaml")["joiners"]
    words = mention.text.split()
    if any(w.lower() in joiners for w in words):
        return True
    named = bool(mention.actors) and mention.actors[0].split()[-1] in words
    return not named and any("-" in w and all(h[:1].isupper() for h in w.split("-")) for w in words)


def charged(claim: Claim) -> list[str]:
    """Whom this claim names as the doer: the agents of a deed, or the accused. Who withstands an attack did none."""
    if claim.polarity is Polarity.DENIED or claim.modality not in (
        Modality.ACTUAL,
        Modality.ONGOING,
        Modality.POSSIBLE,
    ):
        return []
    if claim.type is ClaimType.ACCUSATION:
        return actors(claim.targets)
    if claim.type not in DEEDS or cued("withstands", claim.evidence.text):
        return []
    return actors(claim.agents)


def cleared(claim: Claim, origin: str) -> list[str]:
    """Whom this claim says did not do it; a bare denial clears the one who speaks."""
    if claim.type is ClaimType.DENIAL:
        return actors(claim.agents) or [origin]
    if claim.polarity is Polarity.DENIED and claim.type in DEEDS:
        return actors(claim.agents)
    return []


def blames(told: Sequence[Statement], around: Sequence[Statement]) -> tuple[tuple[Blame, ...], tuple[Blame, ...]]:
    """(blamed, denied), each actor with everybody who says so, sorted by name.

    Who only counts the dead of a deed ("police put the toll of the bombing at 84") does not own up to it, and who was
    held did not hold himself, whatever else he is accused of beside it.
    """
    pairs, denials = set(), set()
    held = {a for s in told if s.claim.type is ClaimType.DETENTION for a in actors(s.claim.targets)}
    for s in (*told, *around):
        who = s.claim.attribution[0].source if s.claim.attribution else s.origin
        counts = cued("counting", s.claim.evidence.text)
        accused = [a for a in charged(s.claim) if s.claim.type is not ClaimType.ACCUSATION or a not in held]
        pairs |= {(actor, who) for actor in accused if not (counts and actor == who)}
        denials |= {(actor, who) for actor in cleared(s.claim, who)}
    return _gather(pairs), _gather(denials)


def _gather(pairs: Iterable[tuple[str, str]]) -> tuple[Blame, ...]:
    by_actor: dict[str, list[str]] = {}
    for actor, who in sorted(pairs):
        by_actor.setdefault(actor, []).append(who)
    return tuple(Blame(actor, tuple(by_actor[actor])) for actor in sorted(by_actor))
