"""Things that are told beside a blow and that nobody struck: what is fired, what blows up, what is only counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fogline.core.claim import ClaimType
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_OBJECTS = ("dobj", "nsubjpass")
_BLOWS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING)


def _of_those(verb: Token) -> bool:
    """As in "drones, of which 76 were downed", "90 drones, and 76 were downed": what is lost was told of before."""
    numbered = any(c.dep_ == "nsubjpass" and c.like_num for c in verb.lefts)
    return verb.dep_ == "relcl" or (verb.dep_ == "conj" and numbered)


class Things:
    """Of one document; ``words`` is the vocabulary of what is certain."""

    def __init__(self, doc: Doc, words: Mapping[str, Any]) -> None:
        self.doc = doc
        self._words = words

    def mere(self, player: Player, event: Event) -> bool:
        """As in "lost nine tanks": it befell those who had them."""
        befell = event.rule in load("en/event_links.yaml")["befalls"]
        things = befell and self.doc[player.candidate.token].dep_ == "dobj"
        return event.type is ClaimType.MATERIEL_LOSS and things and not player.names

    def own_number(self, player: Player, event: Event) -> bool:
        """As in "carried out dozens of air strikes": how many blows there were is nobody who was hit."""
        token, own = self.doc[player.candidate.token], (event.head, *event.parts)
        of = (o for p in token.rights if p.lower_ in self._words["of_how_many"] for o in p.rights)
        return not player.names and any(o.i in own and o.lemma_ in self._words["blows"] for o in of)

    def ranked(self, player: Player) -> bool:
        """As in "burned a church, the latest in a string of raids": that says which one it was."""
        token = self.doc[player.candidate.token]
        of_many = any(c.dep_ == "prep" and c.lower_ in self._words["ranked_among"] for c in token.rights)
        return of_many and not player.names and token.lower_ in self._words["ranks"]

    def counted(self, token: Token) -> int | None:
        """The number in "60 of the drones", "two of the captives": it tells how many of them are meant."""
        number = token.head.head
        of = token.dep_ == "pobj" and token.head.lower_ in self._words["of_how_many"]
        return number.i if of and number.like_num and number.i < token.i else None

    def whole(self, number: Token) -> Token | None:
        """The soldiers in "nine of its soldiers": of whom they are some."""
        of = (o for p in number.rights if p.lower_ in self._words["of_how_many"] for o in p.rights)
        return next((o for o in of if o.dep_ == "pobj" and o.pos_ == "NOUN"), None) if number.like_num else None

    def no_doer(self, player: Player, event: Event) -> bool:
        """What they came on, or what they fired."""
        blow = event.type in _BLOWS and (self.weapon(player, event) or self.where_from(player))
        return blow or self.ridden(player, event) or self.ranked(player)

    def where_from(self, player: Player) -> bool:
        """As in "a missile fired from Lebanon": a land, and nobody who fired."""
        token = self.doc[player.candidate.token]
        behind = token.dep_ == "pobj" and token.head.lower_ == "from"
        return behind and token.pos_ == "PROPN" and token.head.head.lemma_ in self._words["flown_by"]

    def ridden(self, player: Player, event: Event) -> bool:
        """As in "gunmen on motorcycles": what they came on."""
        token = self.doc[player.candidate.token]
        on = token.dep_ == "pobj" and token.head.lower_ in self._words["aboard"] and not player.names
        return on and token.lemma_ in self._words["mounts"]

    def of_another(self, player: Player, event: Event) -> bool:
        """As in "held two men and burned a truck": each verb of a pair with an object of its own has that one."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        other = token.head
        if token.dep_ not in _OBJECTS or other.pos_ != "VERB" or other.i in (event.head, *event.parts):
            return False
        paired = (other.dep_ == "conj" and other.head is verb) or (verb.dep_ == "conj" and verb.head is other)
        return paired and any(c.dep_ in _OBJECTS and not c.like_num for c in verb.children)

    def thrown(self, player: Player, event: Event) -> bool:
        """What is dropped or fired hits others: "jets dropped their bombs on the port", "firing them from Sake"."""
        token, verb, w = self.doc[player.candidate.token], self.doc[player.candidate.token].head, self._words
        if token.dep_ != "dobj" or event.type is ClaimType.MATERIEL_LOSS:  # "shot down a drone"
            return False
        missile = token.lemma_ in w["missiles"] and verb.lemma_ in w["throwing"]
        thrown = missile or (token.tag_ == "PRP" and verb.lemma_ in w["throwing_them"])
        return thrown and event.head in (token.i, verb.i)

    def laid(self, player: Player, event: Event) -> bool:
        """As in "hit a mine", "rammed a car packed with explosives": what blows up is not what is hit."""
        token = self.doc[player.candidate.token]
        packed = any(c.dep_ in ("acl", "amod") and c.lemma_ in self._words["packing"] for c in token.children)
        laid = token.dep_ in ("dobj", "pobj") and token.lemma_.lower() in self._words["laid"]
        return event.type is ClaimType.BOMBING and not player.names and (laid or packed)

    def fired_at(self, player: Player, event: Event) -> bool:
        """As in "attacked Kenya with drones, of which 60 were downed": those downed were not Kenya's."""
        token = self.doc[player.candidate.token]
        verb = token.head if token.dep_ == "dobj" else token.head.head
        aimed = token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ in self._words["struck_at"])
        if event.type is not ClaimType.MATERIEL_LOSS or not aimed or verb.i in (event.head, *event.parts):
            return False
        return verb.lemma_ in self._words["throwing"] or verb.lemma_ in self._words["blows"]

    def operated(self, player: Player, event: Event) -> bool:
        """As in "drones operated by the army struck": the army did."""
        token = self.doc[player.candidate.token]
        by, how = token.head, token.head.head
        flown = by.dep_ == "agent" and how.dep_ == "acl" and how.lemma_ in self._words["flown_by"]
        over = how.head.head
        return flown and self.fired(how.head) and how.head.dep_ == "nsubj" and over.i in (event.head, *event.parts)

    def helps(self, player: Player, event: Event) -> bool:
        """As in "guards supported by troops found a cache": it was not the troops'."""
        token = self.doc[player.candidate.token]
        how = token.head.head
        tied = token.dep_ == "pobj" and token.head.dep_ == "agent" and how.dep_ == "acl"
        return event.type is not ClaimType.SUPPORT and tied and how.lemma_ in self._words["backing"]

    def fired(self, token: Token) -> bool:
        """A weapon, or a blow."""
        return not {token.lemma_.lower(), token.lower_.removesuffix("s")}.isdisjoint(
            (*self._words["weapons"], *self._words["platforms"])
        )

    def none(self, player: Player, event: Event) -> bool:
        """As in "did damage but no harm to the crew": what there was none of, and what that would be of; and what says
        only which one of many it was.
        """
        if self.ranked(player):
            return True
        token = self.doc[player.candidate.token]
        nouns = (token, token.head.head) if token.dep_ == "pobj" and token.head.dep_ == "prep" else (token,)
        own = (event.head, *event.parts)
        beside = (t for t in nouns if t.i not in own and (t.dep_ == "conj" or t.head.i not in own))
        return any(c.dep_ == "det" and c.lower_ in self._words["nothing"] for t in beside for c in t.lefts)

    def of_another_arm(self, player: Player, event: Event) -> bool:
        """As in "guns and jets pounded the port": the guns shelled it, the jets struck it."""
        token, classes = self.doc[player.candidate.token], load("en/classes.yaml")
        arms = (classes["aircraft"], classes["artillery"])
        other, own = arms[:: -1 if event.type is ClaimType.AIR_STRIKE else 1]
        beside = {t.lemma_ for t in token.conjuncts}
        return event.type is not ClaimType.BOMBING and token.lemma_ in other and not beside.isdisjoint(own)

    def launched(self, player: Player, event: Event) -> bool:
        """As in "Kyiv sent 90 drones, of which 76 were shot down": who sent them did not down them."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        fires = token.dep_ == "nsubj" and token.head.lemma_ in self._words["throwing"]
        return (fires or _of_those(verb)) and not verb.is_ancestor(token)

    def weapon(self, player: Player, event: Event) -> bool:
        """As in "Two drones hit the depot": nobody is told to have sent them."""
        token = self.doc[player.candidate.token]
        bare = event.type in _BLOWS and token.dep_ != "dobj" and not player.names
        return bare and token.lemma_.lower() in self._words["weapons"]

    def wielded(self, player: Player, event: Event) -> bool:
        """As in "used tanks in the assault", "two U.S.-made tanks": with what it was done, who made what was lost."""
        token = self.doc[player.candidate.token]
        after = [t.lower_ for t in self.doc[token.i + 1 : token.i + 3]]
        if len(after) > 1 and after[0] == "-" and after[1] in self._words["made_by"]:
            return True
        while token.dep_ == "conj":
            token = token.head
        return token.dep_ == "dobj" and token.head.lemma_ in self._words["wielding"] and not player.names
