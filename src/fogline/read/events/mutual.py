"""Claims of several speakers against "each other": of each, the others are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fogline.core.claim import Claim, ClaimType, Mention
from fogline.read.events.parties import speaking
from fogline.vocab import load


def turned(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of one event, one of each speaker: in "A and B accused each other of shelling" B shells, says A.

    In "Each side accused the other" nobody else is accused, whoever the sides are.
    """
    said = [speaking(c.attribution) for c in claims]
    for n, claim in enumerate(claims):
        others = tuple(m for k, of in enumerate(said) if k != n for m in of)
        mutual = any(map(_each_other, (*claim.agents, *claim.targets)))
        if mutual and others:
            yield replace(claim, agents=_meant(claim.agents, others), targets=_meant(claim.targets, others))
        elif mutual and claim.type is ClaimType.ACCUSATION:
            yield replace(claim, targets=tuple(m for m in claim.targets if _each_other(m)))
        else:
            yield claim


def _each_other(mention: Mention) -> bool:
    return mention.text.lower() in load("en/roles.yaml")["each_other"]


def _meant(mentions: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    found = (x for m in mentions for x in (others if _each_other(m) else (m,)))
    return tuple(dict.fromkeys(found))
