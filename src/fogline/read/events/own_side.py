"""Whoever is told of before does not strike his own: "The air force hit a depot. Nine soldiers died by a drone"."""

from __future__ import annotations

from collections.abc import Container, Iterable

from fogline.read.actors import Actors
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token
from fogline.vocab import load
from fogline.vocab.actors import registry

_OBJECTS = ("dobj", "nsubjpass")
_ARMED = ("army", "air_force")


def his_own(doc: Doc, actors: Actors, player: Player, event: Event) -> bool:
    """Of one named in another sentence: whether those whom the event harmed serve the same state or go by his name."""
    token, verb = doc[player.candidate.token], doc[event.head]
    if not player.names or verb.pos_ != "VERB" or token.sent[0] is verb.sent[0]:
        return False
    return any(_same(player.names, actors.phrase(c.i).names) for c in _harmed(verb))


def _harmed(verb: Token) -> Iterable[Token]:
    """Whom the verb was done to, and whose the place is that was fired at ("at Chad's capital")."""
    aimed = load("en/roles.yaml")["certain"]["aimed"]
    at = (o for p in verb.rights if p.lower_ in aimed for o in p.rights if o.dep_ == "pobj")
    return (*(c for c in verb.children if c.dep_ in _OBJECTS), *(c for o in at for c in o.lefts if c.dep_ == "poss"))


def _same(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not set(some).isdisjoint(others):
        return True
    return not _lands(others, _ARMED).isdisjoint(_lands(some, (*_ARMED, "state")))


def _lands(names: Iterable[str], kinds: Container[str]) -> set[str]:
    """The states that those of the names serve who are of one of the kinds."""
    known = (a for n in names if (a := registry().named(n)) is not None)
    return {a.country for a in known if a.kind in kinds and a.country is not None}
