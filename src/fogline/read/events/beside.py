"""Who is told of beside a deed: the body of the fallen, the sentence around a participle, what it was done with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fogline.core.claim import ClaimType
from fogline.read.document import Document
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.vocab import load

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")


class Beside:
    """Of a candidate of an event, whether he stands beside it."""

    def __init__(self, document: Document, words: Mapping[str, Any]) -> None:
        self.doc = document.doc
        self._words = words

    def own_body(self, player: Player, event: Event) -> bool:
        """As in "X, the head of the Front, was killed in a raid": the Front did not raid."""
        token = self.doc[player.candidate.token]
        if token.dep_ != "pobj" or token.head.lower_ not in ("of", "with"):
            return False
        if token.head.lower_ == "with":  # "was killed along with nine guards"
            passive = any(c.dep_ == "nsubjpass" for c in token.head.head.lefts)
            return passive and token.head.nbor(-1).lower_ in self._words["along"]
        noun = token.head.head
        while noun.dep_ in ("appos", "conj", "pobj", "prep") and noun.head is not noun:
            noun = noun.head
        return noun.dep_ == "nsubjpass" and noun.head.lemma_ in self._words["hurting"]

    def fought_against(self, player: Player, event: Event) -> bool:
        """As in "The army is fighting against the militia": the militia is whom it fights."""
        token = self.doc[player.candidate.token]
        while token.dep_ == "conj":
            token = token.head
        verb = token.head.head
        against = token.dep_ == "pobj" and token.head.lower_ == "against" and verb.i in (event.head, *event.parts)
        return against and any(c.dep_ == "nsubj" for c in verb.lefts)

    def owns_ground(self, player: Player, event: Event) -> bool:
        """As in "destroyed tanks outside Bria, the rebels' stronghold": whose ground it is was not told to be hit."""
        token = self.doc[player.candidate.token]
        ground = token.dep_ == "poss" and token.head.dep_ == "appos" and token.head.head.dep_ == "pobj"
        return ground and token.head.lemma_ in self._words["grounds"]

    def helped_against(self, player: Player, event: Event) -> bool:
        """As in "asked for help against the rebels": the rebels are asked for nothing."""
        token = self.doc[player.candidate.token]
        while token.dep_ in ("compound", "amod", "poss", "conj"):
            token = token.head
        asked = event.type is ClaimType.DEMAND and token.dep_ == "pobj" and token.head.lower_ == "against"
        return asked and token.head.head.pos_ == "NOUN"

    def gathers(self, player: Player, event: Event) -> bool:
        """As in "Nurses counted 90 bodies after the raid": they killed nobody."""
        token = self.doc[player.candidate.token]
        verb = token.head
        if token.dep_ not in ("nsubj", "dobj") or verb.i not in event.parts:
            return False
        dead = any(c.dep_ == "dobj" and c.lemma_ in load("en/classes.yaml")["corpse"] for c in verb.rights)
        return dead and verb.lemma_ in load("en/event_links.yaml")["gathering"]

    def said_besides(self, player: Player, event: Event) -> bool:
        """As in "vowed revenge and said arms would go to the people": nobody threatens the people."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        joined = next((t for t in token.ancestors if t.dep_ == "conj" and t.head is verb), None)
        return joined is not None and joined.pos_ == "VERB" and joined.i not in event.parts and joined.i < token.i

    def brings_word(self, player: Player, event: Event) -> bool:
        """As in "Messages of sympathy came from leaders": to nobody told of."""
        token = self.doc[player.candidate.token]
        verb = token.head.head
        return token.dep_ == "pobj" and token.head.lower_ == "from" and verb.lemma_ == "come"

    def hit_besides(self, player: Player, event: Event) -> bool:
        """As in "held two men and burned a truck": each verb of a pair with an object of its own has that one."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        other = token.head
        if token.dep_ not in _OBJECTS or other.pos_ != "VERB" or other.i in (event.head, *event.parts):
            return False
        paired = (other.dep_ == "conj" and other.head is verb) or (verb.dep_ == "conj" and verb.head is other)
        return paired and any(c.dep_ in _OBJECTS and not c.like_num for c in verb.children)

    def senders(self, event: Event) -> set[int]:
        """As in "Messages of sympathy came from Oslo and Riga": those they came from."""
        noun = self.doc[event.head]
        while noun.dep_ == "pobj" and noun.head.lower_ == "of":
            noun = noun.head.head
        if noun.dep_ != "nsubj" or noun.pos_ != "NOUN" or noun.head.lemma_ != "come":
            return set()
        sources = (o for p in noun.head.rights if p.lower_ == "from" for o in p.rights if o.dep_ == "pobj")
        return {t.i for o in sources for t in (o, *o.conjuncts)}

    def participle(self, player: Player, event: Event) -> bool:
        """As in "In Bor, retaken by the army, residents spoke of looting by soldiers": of the army alone."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        if verb.dep_ != "advcl" or verb.tag_ != "VBN" or not any(c.dep_ == "agent" for c in verb.rights):
            return False
        fronted = verb.i < verb.head.i and any(verb.i < c.i and c.dep_ in _SUBJECTS for c in verb.head.lefts)
        return fronted and token.i > verb.i and not verb.is_ancestor(token)

    def wielded(self, player: Player, event: Event) -> bool:
        """As in "used tanks in the assault", "two U.S.-made tanks": with what it was done, who made what was lost."""
        token = self.doc[player.candidate.token]
        after = [t.lower_ for t in self.doc[token.i + 1 : token.i + 3]]
        if len(after) > 1 and after[0] == "-" and after[1] in self._words["made_by"]:
            return True
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ == "dobj" and token.head.lemma_ in self._words["wielding"] and not player.names
