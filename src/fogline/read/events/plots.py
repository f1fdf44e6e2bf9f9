"""Whose a plot or an aggression is that somebody speaks of: "called the revolt a French plot"."""

from __future__ import annotations

from fogline.read.actors import Actors
from fogline.read.actors.lexicon import lexicon
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_NAMED = ("oprd", "attr", "dobj", "pobj", "appos")
_BEFORE = ("amod", "poss", "compound", "nmod")


def plotters(doc: Doc, actors: Actors, event: Event) -> list[int] | None:
    """Those whose plot the words of an event name (tokens); ``None`` where they name none that is somebody's."""
    words = {event.head, *event.parts}
    verbs = [t for i in words for t in (doc[i], doc[i].head) if t.pos_ == "VERB"]
    named = (t for v in verbs for c in v.rights for t in c.subtree if t.dep_ in _NAMED)
    found = (_whose(actors, t) for t in named if t.lemma_ in lexicon().sets["schemes"])
    return next((who for who in found if who), None)


def _whose(actors: Actors, plot: Token) -> list[int]:
    words = load("en/roles.yaml")["certain"]
    kinds = words["kinds_of_deeds"]  # "military aggression" is nobody's in particular
    beside = [t for t in plot.subtree if t.i < plot.i and t.dep_ in _BEFORE and t.lemma_ not in kinds]
    if plot.lemma_ in words["theirs_of_whom"]:
        beside += [o for p in plot.rights if p.lower_ == "of" for o in p.rights if o.dep_ == "pobj"]
    return [t.i for t in beside if actors.phrase(t.i).names]
