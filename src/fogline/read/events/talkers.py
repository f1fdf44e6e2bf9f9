"""Who talks with whom, where the grammar shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fogline.read.document import Document
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token

_VERBS = ("VERB", "AUX")


class Talkers:
    """Of one document; ``words`` is the vocabulary of what is certain."""

    def __init__(self, document: Document, words: Mapping[str, Any]) -> None:
        self.doc = document.doc
        self._words = words

    def may(self, event: Event) -> bool:
        return event.type.value in self._words["partners"]

    def talks(self, player: Player, event: Event) -> bool:
        return self._partner(player, event) or self._come(player, event)

    def _partner(self, player: Player, event: Event) -> bool:
        """As in "held a call with his Sudanese counterpart": with whom one talks talks too."""
        token = self.doc[player.candidate.token]
        head = self.doc[event.head]
        beside = [c.i for c in head.rights if c.dep_ == "dobj"] + ([head.head.i] if head.dep_ == "dobj" else [])
        near = {event.head, *event.parts, *beside}
        if token.dep_ != "pobj" or token.head.lower_ not in self._words["partners"][event.type.value]:
            return False
        over = token.head.head
        while over.dep_ in ("prep", "pobj") and over.i not in near:  # "talks on the war with the Emir"
            over = over.head
        return over.i in near

    def _come(self, player: Player, event: Event) -> bool:
        """As in "the Emir, who was in Oslo for talks with the premier": whoever came to talk talks."""
        noun = self.doc[event.head]
        if noun.dep_ == "pobj" and noun.head.lower_ in self._words["amid_talks"]:
            return self._amid(self.doc[player.candidate.token], noun)
        if noun.dep_ != "pobj" or noun.head.lower_ not in self._words["purpose"]:
            return False
        verb = next((t for t in noun.ancestors if t.pos_ in _VERBS), noun)
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if verb.lemma_ not in self._words["coming"] or subject is None:
            return False
        who = verb.head if subject.tag_ == "WP" and verb.dep_ == "relcl" else subject
        return player.candidate.token == who.i

    def _amid(self, token: Token, talks: Token) -> bool:
        """As in "the Emir, in a call with the premier, urged calm": whoever says it then talks."""
        over = talks.head.head
        together = any(c.lower_ in self._words["partners"]["talks"] for c in talks.rights)
        return together and token.dep_ == "nsubj" and (over is token or (over is token.head and over.pos_ == "VERB"))


def one_voice(doc: Doc, doers: list[Player], players: Sequence[Player], chances: Sequence[float]) -> list[Player]:
    """As in "Bly said Oslo was guilty and begged for help": whom the likeliest speaker tells of does not speak too."""
    if len(doers) < 2:
        return doers
    best = max(doers, key=lambda p: chances[players.index(p)])
    speaker = doc[best.candidate.token]
    return [p for p in doers if p is best or not _told_of(doc[p.candidate.token], speaker)]


def _told_of(token: Token, speaker: Token) -> bool:
    clause = token.head
    told = token.dep_ == "nsubj" and clause.dep_ == "ccomp"
    return told and speaker.dep_ == "nsubj" and speaker.head is clause.head
