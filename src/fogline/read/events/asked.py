"""Who is no party of a demand or a threat, whatever stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Doc
from fogline.vocab import load


class Asked:
    """Of one document; ``words`` is the vocabulary of what is certain."""

    def __init__(self, doc: Doc, words: Mapping[str, Any]) -> None:
        self.doc = doc
        self._words = words

    def avenged(self, player: Player, event: Event) -> bool:
        """As in "vowed to avenge the victims": the threat is for whoever made them victims."""
        token = self.doc[player.candidate.token]
        return token.dep_ == "dobj" and token.head.lemma_ in self._words["avenging"]

    def faces(self, player: Player, event: Event) -> bool:
        """As in "the general said Oslo would face punishment": Oslo threatens nobody."""
        token = self.doc[player.candidate.token]
        return event.rule in self._words["threatened"] and token.dep_ == "nsubj" and token.head.i == event.head

    def proposes(self, player: Player, _: Event) -> bool:
        """As in "accepted a proposal by the mediators": they are no party to it."""
        token = self.doc[player.candidate.token]
        by = token.dep_ == "pobj" and token.head.lower_ in self._words["by"]
        return by and token.head.head.lemma_ in self._words["proposals"]

    def another_says(self, player: Player, event: Event) -> bool:
        """As in "announced a halt, which Oslo called an act of war": Oslo alone says so."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        own = [c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")]
        which = any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in verb.lefts)
        if verb.dep_ != "relcl" or not own or not which:
            return False
        return not any(token is c or c.is_ancestor(token) for c in own)

    def of_the_tale(self, player: Player, event: Event) -> bool:
        """As in "accused guards of theft, a charge the army denied": the army is not accused."""
        over = takewhile(lambda t: t.i != event.head, self.doc[player.candidate.token].ancestors)
        return any(t.dep_ == "relcl" and t.head.lemma_ in load("en/moods.yaml")["tales"] for t in over)

    def so_did(self, player: Player, _: Event) -> bool:
        """As in "Oslo called for a truce, as did Riga": Riga asks too."""
        token = self.doc[player.candidate.token]
        return token.dep_ == "nsubj" and token.head.dep_ == "advcl" and token.head.lemma_ in self._words["so_did"]

    def ignores(self, player: Player, event: Event) -> bool:
        """As in "advanced, defying calls for a truce": they did not call for it, nor was it asked of what they hit."""
        noun = self.doc[event.head]
        defied = noun.dep_ == "dobj" and noun.head.lemma_ in self._words["defying"]
        return defied and not noun.is_ancestor(self.doc[player.candidate.token])

    def told_to(self, player: Player, event: Event) -> bool:
        """As in "The diocese demanded that the government protect them": the government demands nothing."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        clause = token.head
        told = clause.dep_ == "ccomp" and clause.head is verb and clause.i > verb.i
        return told and token.dep_ == "nsubj" and any(c.dep_ == "nsubj" for c in verb.lefts)

    def asked_besides(self, player: Player, event: Event) -> bool:
        """As in "urged the army to stop and called on Oslo to help": each verb asks those under it."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        over = token.head.head if token.dep_ == "pobj" else token.head
        if token.dep_ not in ("dobj", "pobj") or over.pos_ != "VERB" or not over.is_ancestor(verb) or over is verb:
            return False
        under = (c for c in verb.rights if c.dep_ == "dobj" or c.lower_ in self._words["asking"])
        way = (verb, *takewhile(lambda t: t is not over, verb.ancestors))
        joined = any(t.dep_ == "conj" for t in way)
        return joined and not verb.is_ancestor(token) and any(under)
