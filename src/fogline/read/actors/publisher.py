"""The outlet as somebody who acts: a ministry, a command, a mission that speaks on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fogline.core.actor import Actor
from fogline.vocab.actors import State, fold, registry

_ACTING = frozenset({"state", "army", "air_force", "armed_group", "body", "party", "coalition", "police"})


@dataclass(frozen=True, slots=True)
class Publisher:
    """``acts`` if the outlet is known as one that does; ``own`` are its names, ``names`` these and its government's,
    ``words`` those of its own names.
    """

    acts: bool
    own: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]


def publisher_of(actor: Actor | None, outlet: str) -> Publisher:
    """Of an outlet, known or not: "Omani Foreign Ministry" is Oman's."""
    words = f"{outlet} {actor.name if actor else ''}"
    own = frozenset(n for n in (outlet, actor.name if actor else "") if n)
    names = set(own)
    land = registry().states.get(actor.country or "") if actor is not None else None
    land = land or _land(fold(outlet))
    if land is not None:
        names.add(land.government)
    return Publisher(actor is not None and actor.kind in _ACTING, own, frozenset(names), frozenset(fold(words).split()))


@lru_cache(maxsize=1024)
def _land(folded: str) -> State | None:
    """The state whose name or adjective an outlet's name holds."""
    told = f" {folded} "
    for state in registry().states.values():
        if any(f" {fold(word)} " in told for word in (state.name, *state.adjectives)):
            return state
    return None
