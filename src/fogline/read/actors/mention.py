"""What a noun phrase says about who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from fogline.core.actor import Actor
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.vocab.actors import State

# The kind that a noun of a class has where nobody is named; the class itself for any other.
NAMELESS = {
    "rebels": "fighters",
    "fighters": "fighters",
    "group": "fighters",
    "army": "army",
    "air_force": "air_force",
    "things": "none",
    "ministry": "body",
    "government": "state",
    "opposition": "party",
}


class ActorMention(NamedTuple):
    """One noun phrase that names or means someone.

    ``head`` is the token index of its syntactic head; ``names`` the canonical actors as specific as the report
    supports, ``()`` when no one in particular is meant. ``kind`` is one of state, army, air_force, armed_group, police,
    body, monitor, media, person, party, coalition, civilians, fighters, officials, crowd, source, pronoun, none.
    ``affiliation`` is the body a person or spokesperson speaks for; ``proper`` tells whether a proper name stands in
    it; ``rule`` names the rule that decided, for the trace.
    """

    span: Span
    head: int
    names: tuple[str, ...]
    kind: str
    affiliation: str | None
    proper: bool
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class NameAt:
    """A name over tokens ``start..end`` (end-exclusive): of a person, an outlet, a body, a country or a people
    ("adjective").
    """

    start: int
    end: int
    kind: str


@quick
@dataclass(frozen=True, slots=True)
class Owner:
    """Whose the thing is: a state's, a known actor's, or a side's by its common name ("rebels")."""

    state: State | None = None
    actor: Actor | None = None
    name: str | None = None
    regime: bool = False


class Found(NamedTuple):
    """A decision before it becomes a mention."""

    names: tuple[str, ...]
    kind: str
    rule: str
    affiliation: str | None = None
    proper: bool = False


def kind_of(actor: Actor) -> str:
    """The kind of a known actor as mentions have it: a navy counts as army."""
    return "army" if actor.kind == "navy" else actor.kind
