"""Claims that say no more than another claim of the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fogline.core.claim import SPEECH_ACTS, Claim, ClaimTime, ClaimType
from fogline.vocab import load

# Told by two words of one sentence: of those who fled, that they arrived somewhere and how they live there.
_TWICE = SPEECH_ACTS | {ClaimType.DISPLACEMENT}
# Of a blow on somebody the words may stand apart ("claimed the raid, saying it had killed nine").
_BLOWS = {ClaimType(kind) for kind in load("en/event_links.yaml")["violent"]}
_SAME = ("type", "polarity", "modality", "stance", "background")
_TOLD = ("agents", "targets", "places", "time", "instruments", "quantities", "victims")
_EMPTY = dict.fromkeys(_TOLD, ()) | {"time": ClaimTime()}


def without_twins(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in their order, numbered anew, without the poorer of two that quote the same words.

    Two words of one charge may each be taken for its head ("accused them of lies that terrorize people"). A claim is
    the poorer one when it has the type, the source and the mood of the other and no field that the other has not.
    """
    kept: list[Claim] = []
    for claim in claims:
        alike = [c for c in kept if _of_one_deed(claim, c)]
        if any(_says_no_more(claim, other) for other in alike):
            continue
        if poorer := [other.id for other in alike if _says_no_more(other, claim)]:
            kept = [c for c in kept if c.id not in poorer]
        kept.append(claim)
    return tuple([_numbered(claim, f"c{n}") for n, claim in enumerate(kept, 1)])


def _of_one_deed(claim: Claim, other: Claim) -> bool:
    told = claim.type in _TWICE or (claim.type in _BLOWS and _owned_up(claim) and _owned_up(other))
    return told and claim.evidence.span == other.evidence.span


def _owned_up(claim: Claim) -> bool:
    """Whoever did it says so."""
    doers = [name for m in claim.agents for name in m.actors]
    return bool(doers) and bool(claim.targets) and doers == [a.source for a in claim.attribution]


def _numbered(claim: Claim, name: str) -> Claim:
    return claim if claim.id == name else replace(claim, id=name)


def _says_no_more(claim: Claim, other: Claim) -> bool:
    if any(getattr(claim, name) != getattr(other, name) for name in _SAME):
        return False
    if [a.source for a in claim.attribution] != [a.source for a in other.attribution]:
        return False
    if claim.type is ClaimType.DISPLACEMENT and not any(m.actors for m in claim.agents):
        claim = replace(claim, agents=())  # "people sleep on the streets": those who have arrived
    if claim.type in _BLOWS:  # "the group" in one, "it" in the other
        claim = replace(claim, agents=other.agents)
    return all(getattr(claim, name) in (getattr(other, name), _EMPTY[name]) for name in _TOLD)
