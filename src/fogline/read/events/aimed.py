"""What blows were aimed at: whoever or whatever they hit did not deal them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fogline.read.document import Document
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Token

_OBJECTS = ("dobj", "nsubjpass")
_VERBS = ("VERB", "AUX")


class Aimed:
    """Of one document; ``words`` is the vocabulary of what is certain."""

    def __init__(self, document: Document, words: Mapping[str, Any]) -> None:
        self.doc = document.doc
        self._words = words

    def struck(self, player: Player, event: Event) -> bool:
        """As in "strikes that hit the capital, Sanaa", "fired at Chad's capital": what they hit did not strike."""
        token = self.doc[player.candidate.token]
        if token.dep_ == "poss" and self._hit_there(token.head, event):
            return True
        while token.dep_ in ("appos", "conj"):
            token = token.head
        hit = token.dep_ == "dobj" and token.head.i in (event.head, *event.parts) and token.head.tag_ != "VBG"
        return hit and bool(player.names)

    def there(self, player: Player, event: Event) -> bool:
        """As in "A blast in Fano": where a blow is told to have been did not deal it, whoever is named so too."""
        token = self.doc[player.candidate.token]
        within = token.dep_ == "pobj" and token.head.lower_ in self._words["within"]
        return within and token.head.head.pos_ == "NOUN" and token.head.head.i in (event.head, *event.parts)

    def _hit_there(self, thing: Token, event: Event) -> bool:
        """Is the thing what a blow's verb was aimed at ("at Chad's capital"), and not who dealt it or its weapon?"""
        verb = self.doc[event.head]
        if verb.pos_ not in _VERBS or thing.i in event.parts:
            return False
        at = thing.head if thing.dep_ == "pobj" and thing.head.dep_ == "prep" else None
        if at is not None:
            return at.head is verb and at.lower_ in self._words["aimed"]
        return thing.dep_ in _OBJECTS and thing.head is verb
