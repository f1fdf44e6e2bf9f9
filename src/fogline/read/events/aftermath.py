"""What is done after a blow is another's doing: "Oslo shut the port after an attack" says not who attacked.

Of a noun behind such a word only what stands there with it tells the parties. Fighting is the exception: who does
something after clashes was in them as a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fogline.core.claim import ClaimType
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

# Told as what others came after, though they do no harm.
_BESIDES = (ClaimType.DETENTION, ClaimType.PROTEST)


def _words() -> dict[str, Any]:
    rules: dict[str, Any] = load("en/event_links.yaml")["aftermath"]
    return rules


@dataclass(slots=True)
class Aftermath:
    """Of one document: which events are told as what others came after."""

    doc: Doc
    _types: dict[int, ClaimType] = field(default_factory=dict)
    """Of each word that tells an event."""

    def expect(self, events: Iterable[Event]) -> None:
        self._types = {word: e.type for e in events for word in (e.head, *e.parts)}

    def opening(self, event: Event) -> Token | None:
        """The word ("after") that parts the event from the rest of its sentence."""
        if event.type not in load("en/roles.yaml")["harm"] and event.type not in _BESIDES:
            return None
        noun = self.doc[event.head]
        if noun.dep_ == "pcomp" and noun.lower_ in load("en/roles.yaml")["certain"]["blows"]:
            # As in "after shelling in Goma".
            bare = self._parts(noun.head) and not any(c.dep_ == "dobj" for c in noun.rights)
            return noun.head if bare else None
        while noun.dep_ == "conj" or self._lasting(noun):
            noun = noun.head if noun.dep_ == "conj" else noun.head.head
        if noun.dep_ == "oprd" and noun.head.dep_ == "pcomp" and noun.head.lemma_ in _words()["calls"]:
            called = noun.head.head  # "because of what he called the destruction of the town"
            return called if self._parts(called) else None
        return noun.head if noun.dep_ == "pobj" and self._parts(noun.head) else None

    @staticmethod
    def _lasting(noun: Token) -> bool:
        """As in "days of fighting", "a series of abductions"."""
        if noun.dep_ not in ("pobj", "pcomp") or noun.head.lower_ != "of":
            return False
        return noun.head.head.lower_ in (*load("en/event_links.yaml")["elapsed"]["units"], *_words()["many"])

    def _parts(self, word: Token) -> bool:
        if word.lower_ in _words()["words"]:
            return True
        if word.i == 0:
            return False
        answers = load("en/event_links.yaml")["elapsed"]["answers"]
        before = (*_words()["behind"].get(word.lower_, ()), *answers.get(word.lower_, ()))
        return self.doc[word.i - 1].lower_ in before

    def dealt(self, player: Player, event: Event) -> bool:
        """As in "Nurses received 90 bodies after soldiers shelled Gao": who shelled it killed them."""
        token, words = self.doc[player.candidate.token], (event.head, *event.parts)
        blow, verb = token.head, token.head.head
        if (
            token.dep_ != "nsubj"
            or blow.dep_ != "advcl"
            or not (verb.i in words or any(c.i in words for c in verb.rights))
        ):
            return False
        after = any(c.dep_ == "mark" and c.lower_ in _words()["words"] for c in blow.lefts)
        gathers = verb.lemma_ in load("en/event_links.yaml")["gathering"]
        return after and gathers and self._types.get(blow.i) in load("en/roles.yaml")["harm"]

    def other_doer(self, player: Player, event: Event) -> bool:
        """Is this one told to have done something else, after the blow?"""
        word, token = self.opening(event), self.doc[player.candidate.token]
        if word is None or not self._outside(token, word):
            return False
        verb = self._verb(word)
        if self._mutual(event):
            return self._types.get(verb.i) not in {ClaimType(kind) for kind in _words()["fighters"]}
        deed = self._types.get(verb.i)
        own = deed is ClaimType.CAPTURE  # who shells a town takes it
        if word.lower_ in _words()["beside"]:
            own = deed is not None and deed.value in load("en/roles.yaml")["harm"]
        return not own and verb.lemma_ not in _words()["leaves"] and verb.lemma_ not in _words()["blames"]

    def _mutual(self, event: Event) -> bool:
        return self.doc[event.head].lemma_ in _words()["mutual"]

    def fought(self, player: Player, event: Event) -> bool:
        """As in "Troops took Wau after clashes with rebels": the other side of a fight told with one side only."""
        word, token = self.opening(event), self.doc[player.candidate.token]
        one_sided = any(c.dep_ == "prep" and c.lower_ in _words()["foes"] for c in self.doc[event.head].rights)
        return word is not None and one_sided and token.dep_ == "nsubj" and token.head is self._verb(word)

    def other_victim(self, player: Player, event: Event) -> bool:
        """Is it what something else was done to, after the blow?"""
        word, token = self.opening(event), self.doc[player.candidate.token]
        if word is None or not self._outside(token, word):
            return False
        verb = self._verb(word)
        deed = self._types.get(verb.i)
        if deed is None or deed.value not in load("en/roles.yaml")["harm"]:
            return token.dep_ in ("dobj", "pobj")
        return deed is not ClaimType.TOLL and token.dep_ == "nsubj"  # whoever answers a blow with another

    @staticmethod
    def _verb(word: Token) -> Token:
        return next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), word.head)

    @staticmethod
    def _outside(token: Token, word: Token) -> bool:
        first = token
        while first.dep_ == "conj":
            first = first.head
        by = first.head.lower_ == "by"  # of a noun, however it hangs in the parse
        return not by and bool(token.sent[0] is word.sent[0]) and not word.is_ancestor(token)
