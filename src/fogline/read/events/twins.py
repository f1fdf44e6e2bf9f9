"""Claims that say no more than another claim of the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fogline.core.claim import Claim, ClaimTime, ClaimType
from fogline.vocab import load

# Of a blow the doer may be told once by name and once not ("claimed the raid, saying it had killed nine").
_BLOWS = {ClaimType(kind) for kind in load("en/event_links.yaml")["violent"]}
_SAME = ("type", "polarity", "modality", "stance", "background")
_TOLD = ("agents", "targets", "places", "time", "instruments", "quantities", "victims")
_EMPTY = dict.fromkeys(_TOLD, ()) | {"time": ClaimTime()}


def without_twins(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in their order, numbered anew, without the poorer of two one of which quotes the other's words.

    Two words of one deed may each be taken for its head ("accused them of lies that terrorize people", "killed nine in
    a raid"). A claim is the poorer one when it has the type, the source and the mood of the other and no field that the
    other has not; where only its counts are its own, the other takes them.
    """
    kept: list[Claim] = []
    for claim in claims:
        alike = [c for c in kept if _of_one_deed(claim, c)]
        if any(_says_no_more(claim, other) for other in alike):
            continue
        if poorer := [other.id for other in alike if _says_no_more(other, claim)]:
            kept = [c for c in kept if c.id not in poorer]
        elif (at := next((n for n, c in enumerate(kept) if c in alike and _counts_more(claim, c)), None)) is not None:
            kept[at] = _with_counts(kept[at], claim)
            continue
        kept.append(claim)
    return tuple([_numbered(claim, f"c{n}") for n, claim in enumerate(kept, 1)])


def _with_counts(claim: Claim, other: Claim) -> Claim:
    """The claim with the counts of the other too, and the longer quotation, in which both stand."""
    longer = other.evidence if other.evidence.span.covers(claim.evidence.span) else claim.evidence
    return replace(claim, quantities=(*claim.quantities, *other.quantities), evidence=longer)


def _counts_more(claim: Claim, other: Claim) -> bool:
    """As in "fired nine shells, the shells landing in a market and claiming two lives": one deed, two counts."""
    counted = {q.measure for q in claim.quantities}
    apart = counted.isdisjoint(q.measure for q in other.quantities) and all(q.part_of is None for q in claim.quantities)
    return bool(counted) and apart and _says_no_more(replace(claim, quantities=()), other)


def _of_one_deed(claim: Claim, other: Claim) -> bool:
    a, b = claim.evidence.span, other.evidence.span
    return claim.type is other.type and (a.covers(b) or b.covers(a))


def _doers(claim: Claim) -> set[str]:
    return {name for mention in claim.agents for name in mention.actors}


def _numbered(claim: Claim, name: str) -> Claim:
    return claim if claim.id == name else replace(claim, id=name)


def _says_no_more(claim: Claim, other: Claim) -> bool:
    if any(getattr(claim, name) != getattr(other, name) for name in _SAME):
        return False
    if [a.source for a in claim.attribution] != [a.source for a in other.attribution]:
        return False
    if claim.type is ClaimType.DISPLACEMENT and not any(m.actors for m in claim.agents):
        claim = replace(claim, agents=())  # "people sleep on the streets": those who have arrived
    if claim.type in _BLOWS and _doers(claim) <= _doers(other):  # "the group" in one, "it" in the other
        claim = replace(claim, agents=other.agents)
    return all(getattr(claim, name) in (getattr(other, name), _EMPTY[name]) for name in _TOLD)
