"""Who is told of beside a deed: the body of the fallen, who owns the ground, who sends word of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from fogline.core.claim import ClaimType
from fogline.read.document import Document
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.events.scene import is_passive
from fogline.read.tokens import Token
from fogline.vocab import load

_VERBS = ("VERB", "AUX")
# A verb on one of these edges below an accusing one tells something else.
_UNDER = ("pcomp", "conj", "advcl")
_GOING_ON = ("conj", "advcl")
_SUBJECTS = ("nsubj", "nsubjpass")


class Beside:
    """Of a candidate of an event, whether he stands beside it."""

    def __init__(self, document: Document, words: Mapping[str, Any]) -> None:
        self.doc = document.doc
        self._words = words

    def own_body(self, player: Player, event: Event) -> bool:
        """As in "X, the head of the Front, was killed in a raid": the Front did not raid."""
        token = self.doc[player.candidate.token]
        if token.dep_ != "pobj":
            return False
        if token.head.lower_ in self._words["along"]:  # "was killed along with nine guards"
            return any(c.dep_ == "nsubjpass" for c in token.head.head.lefts)
        if token.head.lower_ != "of":
            return False
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
        against = token.dep_ == "pobj" and token.head.lower_ in self._words["foes"]
        fights = against and verb.i in (event.head, *event.parts)
        return fights and any(c.dep_ == "nsubj" for c in verb.lefts)

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
        asked = event.type is ClaimType.DEMAND and token.dep_ == "pobj" and token.head.lower_ in self._words["foes"]
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

    def told_besides(self, player: Player, event: Event) -> bool:
        """Below another verb that the accusing one governs: "accused A of arming B", "condemned it and said B ..."."""
        head, token = self.doc[event.head], self.doc[player.candidate.token]
        if head.pos_ != "VERB" or not head.is_ancestor(token):
            return False
        between = list(takewhile(lambda t: t.i != head.i, token.ancestors))
        return any(t.pos_ in _VERBS and t.dep_ in _UNDER and t.i not in event.parts for t in between)

    def of_whom(self, player: Player, event: Event) -> bool:
        """As in "was among nine people hacked to death": those of whom it is told."""
        verb = self.doc[event.head]
        return self._told_of(verb) and verb.head.i == player.candidate.token

    def _told_of(self, verb: Token) -> bool:
        """As in "nine people killed by gunmen": a word for harm that says of somebody what was done to him."""
        return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in self._words["hurting"]

    def of_others(self, player: Player, event: Event) -> bool:
        """As in "held a man after a shooting left two dead", "A nun was among nine people killed": told of others."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        if self._told_of(verb):
            return token.dep_ == "nsubj" and token.head.pos_ in _VERBS and token.head.is_ancestor(verb)
        over = verb.head if verb.dep_ == "nsubj" else verb
        if over.dep_ != "advcl" or token.dep_ != "dobj" or token.head is not over.head:
            return False
        if over.head.i in event.parts:  # "left two dead after gunmen fired at a bar"
            return False
        own = any(c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON" for c in over.lefts)
        return own and any(c.dep_ == "mark" and c.lower_ in self._words["apart"] for c in over.lefts)

    def sent(self, player: Player, event: Event) -> bool:
        """As in "Hundreds of Kenyan police were deployed to Haiti": those who are sent are who deploys."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        if verb.pos_ != "VERB" or not is_passive(verb) or any(c.dep_ == "agent" for c in verb.rights):
            return False
        top = token
        while top.dep_ in ("pobj", "prep") and top.head.i < top.i and top.lower_ in ("of", token.lower_):
            top = top.head
        return top.dep_ == "nsubjpass" and top.head is verb and bool(player.names)

    def senders(self, event: Event) -> set[int]:
        """As in "Messages of sympathy came from Oslo and Riga": those they came from."""
        noun, words = self.doc[event.head], self._words["messages"]
        while noun.dep_ == "pobj" and noun.head.lower_ == "of":
            noun = noun.head.head
        if noun.dep_ != "nsubj" or noun.pos_ != "NOUN" or noun.head.lemma_ not in words["verbs"]:
            return set()
        sources = (o for p in noun.head.rights if p.lower_ in words["from"] for o in p.rights if o.dep_ == "pobj")
        return {t.i for o in sources for t in (o, *o.conjuncts)}

    def fell(self, player: Player, event: Event) -> bool:
        """As in "Nine nuns and a guard were killed in an ambush": those who were ambushed."""
        token, noun = self.doc[player.candidate.token], self.doc[event.head]
        while token.dep_ == "conj":
            token = token.head
        verb, over = token.head, noun.head.head
        hurt = token.dep_ == "nsubjpass" and verb.lemma_ in self._words["hurting"] and verb.i in event.parts
        return hurt and noun.lemma_ in self._words["one_sided"] and noun.dep_ == "pobj" and over is verb

    def drove_out(self, player: Player, event: Event) -> bool:
        """As in "Troops fought rebels, leaving nine dead and displacing thousands": the fighting did."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        while verb.dep_ in _GOING_ON and not any(c.dep_ in _SUBJECTS for c in verb.lefts):
            verb = verb.head
        verb = verb.head if verb.dep_ == "ccomp" and verb.tag_ == "JJ" else verb  # "leaving nine dead"
        over = verb.head if verb.dep_ == "advcl" and verb.tag_ == "VBG" else verb
        fought = over.i != event.head and over.lemma_ in self._words["fighting"]
        return fought and self.doc[event.head].tag_ == "VBG" and token.dep_ == "nsubj" and token.head is over
