"""Parties that the grammar shows beyond doubt, and those it rules out, whatever the weights say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from fogline.core.claim import SPEECH_ACTS, ClaimType
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Voice
from fogline.read.document import Document
from fogline.read.events.accused import accused_of, explained
from fogline.read.events.aftermath import Aftermath
from fogline.read.events.aimed import Aimed
from fogline.read.events.asked import Asked
from fogline.read.events.barred import Barred, deed
from fogline.read.events.beside import Beside
from fogline.read.events.casting import Player
from fogline.read.events.links import Event
from fogline.read.events.mood import disowned
from fogline.read.events.own_side import his_own
from fogline.read.events.plots import plotters
from fogline.read.events.scene import is_passive
from fogline.read.events.stated import Stated, shown_targets, stated
from fogline.read.events.talkers import Talkers
from fogline.read.events.things import Things
from fogline.read.tokens import Token
from fogline.vocab import load

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")
_ASSAULTS = (ClaimType.ATTACK, ClaimType.CLASH)
_BLOWS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING)
_VERBS = ("VERB", "AUX")
_TOLD_BESIDE = ("acl", "relcl")

_Rule = Callable[[Player, Event], bool]


def _ruled(rules: Sequence[_Rule], players: Sequence[Player], event: Event) -> list[bool]:
    """Of each candidate, whether any rule holds."""
    return [any(rule(p, event) for rule in rules) for p in players]


class Certain:
    """What is beyond doubt about the candidates of one document's events."""

    def __init__(self, document: Document, actors: Actors, voices: Attributions) -> None:
        self.doc = document.doc
        self.things = Things(document.doc, self._words)
        self.actors = actors
        self.voices = voices
        self.aftermath = Aftermath(self.doc)
        self.barred = Barred(document, actors)
        self.talkers = Talkers(document, self._words)
        self.aimed = Aimed(document, self._words)
        self.asked = Asked(document.doc, self._words)
        self.beside = Beside(document, self._words)
        self._said_of = (
            self.barred.in_the_speaker,
            self.asked.so_did,
            self.beside.said_besides,
        )

    @cached_property
    def _words(self) -> dict[str, Any]:
        rules: dict[str, Any] = load("en/roles.yaml")["certain"]
        return rules

    @cached_property
    def _harm(self) -> frozenset[str]:
        return frozenset(load("en/roles.yaml")["harm"])

    # Who does it -------------------------------------------------------------

    def agents(self, players: Sequence[Player], event: Event) -> list[Player]:
        """Those who talk with whoever talks, those who are sent, and those who claim or deny a deed."""
        if (told := stated(self.doc, event)) is not None:
            return self._stating(players, told)
        if accused := accused_of(self.doc[event.head]):
            return [p for p in players if p.candidate.token in accused]
        his = self.barred.owned_up(event) or disowned(self.doc[event.head])
        if his is not None:
            return [p for p in players if self._subject(self.doc[p.candidate.token], his)]
        if (owned := self.barred.owned(players, event)) is not None:
            return owned
        if (staged := self.barred.stagers(players, event)) is not None:
            return staged
        if event.type in SPEECH_ACTS and (senders := self.beside.senders(event)):
            return [p for p in players if p.candidate.token in senders]
        if event.type is ClaimType.DEPLOYMENT:
            return [p for p in players if self.beside.sent(p, event)]
        if event.type is ClaimType.TOLL:
            return [
                p for p in players if self.striker(p, event) or self._killer(p, event) or self.aftermath.dealt(p, event)
            ]
        if event.type is ClaimType.CLASH:
            return [p for p in players if self._fought(p, event)]
        return [p for p in players if self.talkers.talks(p, event)] if self.talkers.may(event) else []

    def _stating(self, players: Sequence[Player], told: Stated) -> list[Player]:
        """Those whom the wording makes doers, or whose they are ("with the help of Chadian jets")."""
        found = [p for p in players if p.candidate.token in told.agents]
        beside = ((p, self.doc[p.candidate.token]) for p in players if p.names)
        whose = [p for p, t in beside if t.head.i in told.agents and t.dep_ in ("amod", "compound", "nmod", "poss")]
        return found if any(p.names for p in found) or not whose else whose

    def owners(self, players: Sequence[Player], event: Event) -> list[Player]:
        """As in "reiterated Norway's support for the talks": it is Norway's, whoever speaks of it."""
        if event.type not in self._words["owned"]:
            return []
        words = (event.head, *event.parts, *(event.words if event.type is ClaimType.CONTROL else ()))
        nouns = {i for i in words if self.doc[i].lemma_ in self._words["owned"][event.type.value]}
        before = ("poss", "amod", "compound") if event.type is ClaimType.CONTROL else ("poss",)
        owning = ((p, self.doc[p.candidate.token]) for p in players if p.names)
        return [p for p, t in owning if t.dep_ in before and t.head.i in nouns]

    def no_agents(self, players: Sequence[Player], event: Event, voice: Voice) -> list[bool]:
        """Of each, whether he watches and tells only, or acts elsewhere than where the event was."""
        return _ruled(self._asked(players, event, voice), players, event) if players else []

    def _asked(self, players: Sequence[Player], event: Event, voice: Voice) -> list[_Rule]:
        """What may rule a candidate out of such an event."""
        links, verb, kind = load("en/event_links.yaml"), self.doc[event.head], event.type
        clause, done = verb if verb.pos_ in _VERBS else verb.head, deed(self.doc, event)
        harm, barred, asked = kind in self._harm, self.barred, self.asked
        rules: tuple[tuple[_Rule, bool], ...] = (
            (barred.elsewhere, clause.dep_ == "relcl"),
            (self._does_other, done.dep_ == "advcl"),
            (barred.wrecked, event.rule in links["befalls"] or kind is ClaimType.TOLL),
            (self._blames, kind is not ClaimType.ACCUSATION),
            (barred.set_the_scene, harm and verb.pos_ == "VERB"),
            (self._of_another, self._has_own(verb, "nsubj")),
            (self.things.of_another_arm, kind in _BLOWS),
            (self.things.launched, kind is ClaimType.MATERIEL_LOSS and is_passive(verb)),
            (barred.discusses, harm and verb.pos_ == "NOUN"),
            (self._dies, harm or kind is ClaimType.DETENTION),
            (self.beside.gathers, harm),
            (self.aimed.there, kind in (*_BLOWS, ClaimType.ATTACK)),
            (self.beside.own_body, harm and kind is not ClaimType.CLASH),
            (self.beside.drove_out, kind is ClaimType.DISPLACEMENT),
            (self.beside.fought_against, kind is ClaimType.CLASH),
            (self.things.no_doer, True),
            (self.aimed.struck, kind in _BLOWS),
            (self._puts, event.rule in links["tolls_proper"]),
            (self._fired_on, self._under_fire(event)),
            (self._befallen, verb.dep_ == "conj" and kind in _ASSAULTS and is_passive(verb)),
            (barred.brokers, kind is not ClaimType.TALKS),
            (barred.regards, harm or kind is ClaimType.AGREEMENT),
            (barred.denies, kind is not ClaimType.DENIAL and done.dep_ == "ccomp"),
            (barred.suffers, verb.dep_ in ("acl", "pcomp")),
            (barred.no_possessor, barred.possessor(event) is not None),
            (asked.faces, kind is ClaimType.THREAT),
            (barred.cited, kind not in SPEECH_ACTS and barred.citing),
            (barred.long_war, verb.dep_ == "relcl"),
            (barred.beside_fall, kind is ClaimType.CAPTURE),
            (barred.done_besides, barred.condemned(event) is not None),
            (self._watches, harm),
            (lambda p, e: his_own(self.doc, self.actors, p, e), harm),
            (self._opens, harm and verb.dep_ == "ccomp"),
            (self.aftermath.other_doer, self.aftermath.opening(event) is not None),
            (self._did_before, True),
            (barred.tends, harm and barred.tended(event) is not None),
            (barred.keeps, harm),
            (barred.killed, kind in (ClaimType.CLASH, ClaimType.DISPLACEMENT)),
            (barred.brought, harm),
            (barred.answered, harm),
            (barred.led_to, harm),
            (barred.backs, harm),
            (barred.aside, True),
            (barred.rode, not harm),
            (asked.another_says, kind in SPEECH_ACTS and verb.dep_ == "relcl"),
            (asked.told_to, kind is ClaimType.DEMAND),
            (asked.ignores, kind is ClaimType.DEMAND),
            (barred.followed, verb.dep_ == "nsubj"),
            (barred.lost_it, kind is ClaimType.CAPTURE),
        )
        told: list[_Rule] = [lambda p, e: self._tells(p, e, voice)] if self._own_doers(event, voice) else []
        if (sides := stated(self.doc, event)) is not None:
            own = self._stating(players, sides)
            told.append(lambda p, _: p not in own)
        if accused := accused_of(verb):
            told.append(lambda p, _: p.candidate.token not in accused)
        if (teller := self._teller(voice)) is not None:
            if event.rule in links["whole_wars"]:
                told.append(lambda p, _: p.candidate.token == teller)
            if harm:
                told.append(lambda p, e: self.barred.owns(p, teller))
            elif kind in SPEECH_ACTS:
                told.append(lambda p, _: self.barred.spoke_before(p, teller))
        return [*[ask for ask, may in rules if may], *told]

    def _opens(self, player: Player, event: Event) -> bool:
        """As in "Speaking after Oslo fell to rebels, the envoy said troops had fled": told of beside the cue."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        return any(t.dep_ == "advcl" and t.head is verb.head and t.i < verb.head.i for t in token.ancestors)

    def _did_before(self, player: Player, event: Event) -> bool:
        """As in "Protests began after gunmen burned a church": the gunmen protest against nothing."""
        token = self.doc[player.candidate.token]
        told = token.head
        mark = next((c for c in told.lefts if c.dep_ == "mark"), None)
        ahead = load("en/event_links.yaml")["ahead"] if event.type in self._harm else self._words["earlier"]
        apart = mark is not None and mark.lower_ in ahead
        return (
            apart and told.dep_ == "advcl" and token.dep_ == "nsubj" and told.head is self._clause(self.doc[event.head])
        )

    def _fought(self, player: Player, event: Event) -> bool:
        token = self.doc[player.candidate.token]
        return self.barred.trades(player, event) or (self.aftermath.fought(player, event) and self._party(token))

    def _of_another(self, player: Player, event: Event) -> bool:
        """As in "Drones hit the port, and gunners shelled the town": a clause with a doer of its own has its own
        parties.
        """
        verb, other = self._clause(self.doc[event.head]), self._clause(self.doc[player.candidate.token])
        if other is verb or other.i in (event.head, *event.parts):
            return False
        told = verb.dep_ == other.dep_ == "ccomp" and verb.head is other.head
        paired = told or other in verb.conjuncts or self._meanwhile(verb, other) or self._meanwhile(other, verb)
        return paired and any(c.dep_ == "nsubj" for c in other.lefts)

    def _befallen(self, player: Player, event: Event) -> bool:
        """As in "Soldiers arrived at dawn and were ambushed": they ambushed nobody."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        own = any(c.dep_ in _SUBJECTS for c in verb.lefts)
        return verb.dep_ == "conj" and is_passive(verb) and not own and self._subject(token, verb.head)

    def _has_own(self, head: Token, dep: str) -> bool:
        """Has the clause of an event a known doer, and a party or thing at ``dep``?"""
        verb = self._clause(head)
        doer = any(c.dep_ == "nsubj" and self._party(c) for c in verb.lefts)
        return doer and any(c.dep_ == dep for c in verb.children)

    def _dies(self, player: Player, event: Event) -> bool:
        """As in "Nine soldiers died when a mine went off", "Nine soldiers lost their lives"."""
        token = self.doc[player.candidate.token]
        while token.dep_ == "conj":
            token = token.head
        if token.dep_ != "nsubj":
            return False
        lost = () if event.type is ClaimType.CLASH else self._words["losing"].get(token.head.lemma_, ())
        return token.head.lemma_ in self._words["dying"] or any(c.lemma_ in lost for c in token.head.rights)

    def _party(self, token: Token) -> bool:
        phrase = self.actors.phrase(token.i)
        return bool(phrase.names) or phrase.kind not in ("none", "source")

    @staticmethod
    def _clause(token: Token) -> Token:
        """The verb of the clause that a token stands in; what goes on in "-ing" is of the clause before it."""
        verb = next((t for t in (token, *token.ancestors) if t.pos_ in _VERBS), token)
        while verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ in _SUBJECTS for c in verb.lefts):
            verb = verb.head
        return verb

    def _meanwhile(self, verb: Token, other: Token) -> bool:
        """Is the other told beside the verb ("while ..."), or as long ago ("a day after ...")?"""
        if other.dep_ != "advcl" or other.head is not verb:
            return False
        mark = next((c for c in other.lefts if c.dep_ == "mark"), None)
        lapse = any(c.dep_ == "npadvmod" for c in other.lefts)
        return mark is not None and (lapse or mark.lower_ in self._words["meanwhile"])

    def _meantime(self, player: Player, event: Event) -> bool:
        """As in "Oslo asked for a truce, while Riga refused": of Riga nothing was asked."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        return token.dep_ == "nsubj" and self._meanwhile(verb, token.head)

    def _fired_on(self, player: Player, event: Event) -> bool:
        """Who came under fire, where somebody did."""
        return self._subject(self.doc[player.candidate.token], self.doc[event.head])

    def _under_fire(self, event: Event) -> bool:
        """As in "came under attack"."""
        rights = self.doc[event.head].rights if event.type in (ClaimType.ATTACK, ClaimType.CLASH) else ()
        return any(c.lower_ == "under" for c in rights if c.dep_ == "prep" and c.i in event.words)

    @staticmethod
    def _subject(token: Token, verb: Token) -> bool:
        return token.dep_ in _SUBJECTS and token.head is verb

    def _puts(self, player: Player, event: Event) -> bool:
        """Who puts a toll at a figure killed nobody."""
        token, proper = self.doc[player.candidate.token], load("en/event_links.yaml")["tolls_proper"]
        return event.rule in proper and token.dep_ in _SUBJECTS and token.head.i == event.head

    def _watches(self, player: Player, _: Event) -> bool:
        return self.actors.phrase(player.candidate.token).kind == "monitor"  # who does none of the violence

    def _tells(self, player: Player, event: Event, voice: Voice) -> bool:
        """As in "Militias support the army, the coroner said": with a doer of its own it is not its teller's."""
        teller, own = self._teller(voice), self._own_doers(event, voice)
        token = self.doc[player.candidate.token]
        himself = token.i == teller or any(t.i == teller for t in token.children if t.dep_ == "appos")
        himself = himself or self._tells_that(token, self.doc[event.head])
        return himself and bool(own) and token.i not in own and teller not in own

    def _tells_that(self, token: Token, verb: Token) -> bool:
        """As in "The office found that nine had been shot, its head said": who tells of the finding."""
        while token.dep_ in ("appos", "compound"):
            token = token.head
        cue = token.head
        return verb.dep_ == "ccomp" and token.dep_ == "nsubj" and cue.i in self._cues and cue.is_ancestor(verb)

    @cached_property
    def _cues(self) -> frozenset[int]:
        return frozenset(s.cue_token for s in self.voices.sayings)

    def _teller(self, voice: Voice) -> int | None:
        return None if voice.saying is None else self.voices.sayings[voice.saying].source_head

    def _own_doers(self, event: Event, voice: Voice) -> list[int]:
        """The subjects with which a verb that someone tells of says who does it; of a charge it says who is charged."""
        verb = self.doc[event.head]
        if event.type is ClaimType.ACCUSATION and verb.lemma_ not in self._words["accusing"]:
            return []
        if voice.saying is None or verb.pos_ != "VERB" or self.voices.sayings[voice.saying].cue_token == verb.i:
            return []
        return [c.i for c in verb.lefts if c.dep_ in _SUBJECTS and c.pos_ != "PRON"]

    def _does_other(self, player: Player, event: Event) -> bool:
        """As in "Troops regained the town after insurgents had seized it": a verb with its own doer has no other's, nor
        has one that tells what was before or after ("after a bomb killed nine").
        """
        verb, token = deed(self.doc, event), self.doc[player.candidate.token]
        if verb.dep_ != "advcl" or token.dep_ not in ("nsubj", "dobj"):
            return False
        own = [c for c in verb.lefts if c.dep_ in _SUBJECTS and c.pos_ in ("NOUN", "PROPN", "NUM")]
        if any(c.dep_ == "mark" and c.lower_ in self._words["apart"] for c in verb.lefts):
            return bool(own) and not verb.is_ancestor(token)
        if is_passive(verb) or token.head is not verb.head or token.dep_ == "dobj":
            return False
        return any(self.actors.phrase(c.i).kind not in ("none", "source") for c in own)

    def _blames(self, player: Player, event: Event) -> bool:
        """As in "a mine which Kinshasa blamed on rebels", "accused rebels of a raid": who blames, or is blamed so."""
        token, deed = self.doc[player.candidate.token], self.doc[event.head]
        if (accusing := explained(deed)) is not None:
            return token.dep_ == "nsubj" and token.head in (accusing, deed)
        verb, laid = token.head, token.dep_ == "pobj" and self._lays(token)
        if laid or token.dep_ != "nsubj" or verb.lemma_ not in self._words["accusing"]:
            return laid and verb.head.dep_ in _TOLD_BESIDE
        deed = deed.head if deed.dep_ == "relcl" else deed  # "for a bomb that killed nine"
        over = deed.head.head if deed.dep_ in ("pcomp", "pobj") else deed
        return verb.dep_ in _TOLD_BESIDE or any(c.dep_ == "dobj" and over in (verb, c) for c in verb.children)

    def otherwise(self, player: Player, event: Event) -> bool:
        """Who did it where nobody is likely to have: whose blows they were, or whoever the words make the doer."""
        acts = event.type is not ClaimType.BOMBING and self._does(player, event)
        return acts or self.striker(player, event) or self.things.operated(player, event)

    def _does(self, player: Player, event: Event) -> bool:
        """As in "Armed men opened fire on a car": the subject of a verb with an object, where it is somebody."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        lost = verb.lemma_ in self._words["losing"] or (self.things.fired(token) and not player.names)
        if token.dep_ != "nsubj" or token.head is not verb or lost:
            return False
        known = self.actors.phrase(token.i).kind not in ("none", "source", "media", "monitor")
        return known and verb.pos_ == "VERB" and any(c.dep_ == "dobj" for c in verb.rights)

    def striker(self, player: Player, event: Event) -> bool:
        """As in "Nine have died in Kenyan attacks", "by a missile fired from a Kenyan jet": whose they were."""
        token, blows = self.doc[player.candidate.token], (*self._words["blows"], *self._words["platforms"])
        noun = token.head
        while noun.dep_ == "compound" and noun.lemma_ in self._words["blow_kinds"]:
            noun = noun.head  # "army air strikes"
        means = noun.head
        whose = token.dep_ in ("amod", "compound", "nmod", "poss") and noun.lemma_ in blows
        tied = noun.dep_ == "pobj" and means.lower_ in ("in", "by", "from") and means.head.i in event.parts
        return whose and tied and bool(player.names)

    def _killer(self, player: Player, event: Event) -> bool:
        """As in "Two of them were killed by hunters"."""
        token = self.doc[player.candidate.token]
        killed = token.head.head
        if token.dep_ != "pobj" or token.head.dep_ != "agent" or killed.i not in (event.head, *event.parts):
            return False
        if killed.lemma_ not in self._words["hurting"]:
            return False
        living = self._party(token) or any(c.tag_ == "WP" for v in token.rights for c in v.lefts)
        return living and token.lemma_.lower() not in self._words["weapons"]

    # To whom -----------------------------------------------------------------

    def targets(self, players: Sequence[Player], event: Event) -> list[Player]:
        """Whoever is accused."""
        if (told := stated(self.doc, event)) is not None:
            return [p for p in players if p.candidate.token in told.targets]
        if shown := shown_targets(self.doc, event):
            return [p for p in players if p.candidate.token in shown and self._able(p, event)]
        if event.type in (ClaimType.MATERIEL_LOSS, ClaimType.BOMBING):
            return [p for p in players if self.barred.wrecked(p, event)]
        if event.type in _ASSAULTS:
            fired_on = self._fired_on if self._under_fire(event) else self._befallen
            return [p for p in players if fired_on(p, event) or self._told_of(p, event) or self.beside.fell(p, event)]
        if event.type is not ClaimType.ACCUSATION:
            return []
        return [p for p in players if self._charged(p, event) or self._schemes(p, event)]

    def _told_of(self, player: Player, event: Event) -> bool:
        return self.beside.of_whom(player, event) and self._party(self.doc[player.candidate.token])

    def _able(self, player: Player, event: Event) -> bool:
        """As in "Oslo must leave", where of what "must cease" nothing is asked."""
        token = self.doc[player.candidate.token]
        return event.type is not ClaimType.DEMAND or token.dep_ != "nsubj" or self._party(token)

    def _theirs(self, player: Player, event: Event) -> bool:
        """As in "destroyed nine tanks of the militia": the loss is the militia's."""
        token = self.doc[player.candidate.token]
        lost = event.type is ClaimType.MATERIEL_LOSS and token.dep_ in _OBJECTS and not player.names
        of = (o for p in token.rights if p.lower_ in self._words["of_how_many"] for o in p.rights) if lost else ()
        return any(self._party(o) and (o.pos_ == "PROPN" or any(c.dep_ == "det" for c in o.lefts)) for o in of)

    def no_targets(self, players: Sequence[Player], event: Event) -> list[bool]:
        """Of each, whether he is another's, sided with, a number of things, told of beside the charge, or the plot."""
        if players and (told := stated(self.doc, event)) is not None:
            return [p.candidate.token not in told.targets for p in players]
        return _ruled(self._spared(event), players, event) if players else []

    def _spared(self, event: Event) -> tuple[_Rule, ...]:
        """What may rule a candidate out of those to whom such an event is done."""
        asked: tuple[_Rule, ...] = ()
        if event.type is ClaimType.DENIAL:
            asked = (self.barred.of_the_denied, self._of_another)
        elif event.type is ClaimType.AGREEMENT:
            asked = (self.asked.proposes,)
        elif event.type in (ClaimType.DEMAND, ClaimType.THREAT):
            asked = (
                self.barred.asked_for,
                self.barred.ground,
                self.asked.avenged,
                self.asked.ignores,
                self._meantime,
                self.asked.asked_besides,
                self.beside.helped_against,
            )
        elif event.type in self._harm:
            asked = (self.barred.aired, self.things.laid, self.things.fired_at, self.barred.sided_with, self._blamed)
            asked = (*asked, self.things.thrown, self._theirs, self.things.mere, self.things.of_another)
            asked = (*asked, self.barred.town, self.barred.done_earlier, self.beside.of_others, self.things.own_number)
            asked = (*asked, self.barred.answered, self.things.wielded, self.beside.owns_ground)
        elif event.type is ClaimType.DETENTION:
            asked = (self.things.of_another, self._blamed)
        elif event.type is ClaimType.AID:
            asked = (self.barred.ward,)
        elif event.type is ClaimType.PROTEST:
            asked = (self.barred.scene,)
        elif event.type is ClaimType.ACCUSATION:
            asked = (self.beside.told_besides, self._called, self.barred.lies_there, self.barred.raided)
            asked = (*asked, self.barred.laid, self.barred.of_its_kind, self.asked.of_the_tale)
        asked = (
            *asked,
            self.barred.reason,
            self.barred.offshore,
            self.things.none,
            *(self._said_of if event.type in SPEECH_ACTS else (self.things.helps,)),
            *((self.barred.beside_fall,) if event.type is ClaimType.CAPTURE else ()),
        )
        if event.type not in self._words["owners_lose"] and self._has_own(self.doc[event.head], "dobj"):
            asked = (*asked, self._of_another)
        if event.type is not ClaimType.PROTEST and self.aftermath.opening(event) is not None:
            asked = (*asked, self.aftermath.other_victim)
        if self.barred.condemned(event) is not None:
            asked = (*asked, self.barred.done_besides)
        return asked

    def _blamed(self, player: Player, event: Event) -> bool:
        """As in "a raid that Baku blamed on saboteurs": they were not raided."""
        token = self.doc[player.candidate.token]
        return token.dep_ == "pobj" and self._lays(token)

    def _lays(self, token: Token) -> bool:
        """Under the "on" of an accusing verb, or of what it lays on somebody."""
        over = token.head.head
        over = over.head if over.dep_ == "dobj" else over
        return over.lemma_ in self._words["blamed_on"].get(token.head.lower_, ())

    def _charged(self, player: Player, event: Event) -> bool:
        """As in "accused the media of lies" and "blamed the fire on the guards": who it is about."""
        token, head = self.doc[player.candidate.token], self.doc[event.head]
        if head.lemma_ not in self._words["accusing"]:
            return False
        if token.dep_ == "pobj":
            return self._lays(token) and head in (token.head.head, token.head.head.head)
        laid = any(self._lays(t) for c in head.rights for p in (c, *c.rights) for t in p.rights)
        return token.dep_ in ("dobj", "nsubjpass") and token.head is head and not laid

    def _schemes(self, player: Player, event: Event) -> bool:
        who = plotters(self.doc, self.actors, event)
        return who is not None and player.candidate.token in who

    def _called(self, player: Player, event: Event) -> bool:
        """As in "called the revolt of the clans a French plot": the clans are not who is blamed."""
        who = plotters(self.doc, self.actors, event)
        return who is not None and player.candidate.token not in who
