"""Who is no party of a deed by what the sentence says of him: who looks into it, suffers it, is told of in passing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile
from typing import Any

from fogline.core.claim import ClaimType
from fogline.read.actors import Actors
from fogline.read.document import Document
from fogline.read.events.casting import Player
from fogline.read.events.elapsed import earlier, earlier_deed
from fogline.read.events.links import Event
from fogline.read.events.warned import warned
from fogline.read.places.fold import fold
from fogline.read.places.words import countries
from fogline.read.shares import share_of
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")
_VERBS = ("VERB", "AUX")
_TOLD = ("VBD", "VBZ", "VBP", "MD")
_DENIED = ("xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl")


def deed(doc: Doc, event: Event) -> Token:
    """The event's word, or the verb it is the subject of ("a raid left nine dead")."""
    head = doc[event.head]
    return head.head if head.dep_ in _SUBJECTS and head.pos_ == "NOUN" and head.head.pos_ == "VERB" else head


class Barred:
    """Of a candidate of an event, whether some one thing speaks against him."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self.doc = document.doc
        self.actors = actors

    @cached_property
    def _words(self) -> dict[str, Any]:
        rules: dict[str, Any] = load("en/roles.yaml")["certain"]
        return rules

    def regards(self, player: Player, event: Event) -> bool:
        """As in "Oslo called for an inquiry into the killing": who condemns or looks into a deed did not do it."""
        token, noun = self.doc[player.candidate.token], self.doc[event.head]
        while token.dep_ == "conj":
            token = token.head
        over = token.head
        if over.dep_ == "agent" and token.dep_ == "pobj":
            over = over.head  # "the killing was condemned by Oslo"
        elif token.dep_ not in _SUBJECTS:
            return False
        if over.lemma_ not in self._words["regarding"] or over.i in event.parts:
            return False
        if not over.is_ancestor(noun) or any(c.tag_ == "PRP$" for c in noun.lefts):
            return False
        way = (noun, *takewhile(lambda t: t is not over, noun.ancestors))
        if way[-1].dep_ == "xcomp" and over.lemma_ in self._words["attempting"]:
            return False  # "tried to storm the town"
        return not any(t.dep_ == "conj" and t.pos_ in _VERBS for t in way)  # "arrested two and seized their arms"

    def killed(self, player: Player, event: Event) -> bool:
        """As in "Dozens were killed in clashes", "left nine dead", "killed in an ambush": they fought nobody."""
        token = self.doc[player.candidate.token]
        if token.dep_ == "pobj" and token.head.lower_ == "of":
            token = token.head.head  # "three of its soldiers were killed"
        while token.dep_ == "conj":
            token = token.head
        if any(c.dep_ == "acl" and c.lemma_ in self._words["hurting"] and c.tag_ == "VBN" for c in token.rights):
            return not player.names  # "of the people killed in the fighting"
        if token.dep_ == "dobj" and token.head.lemma_ in self._words["hurting"]:
            return True  # "killed nine in combat"
        fallen = token.dep_ == "nsubj" and token.head.lower_ in self._words["fallen"]
        if not fallen and (token.dep_ != "nsubjpass" or token.head.lemma_ not in self._words["hurting"]):
            return False
        some = (o for p in token.rights if p.lower_ == "of" for o in p.rights)
        kinds = {self.actors.phrase(t.i).kind for t in (self.doc[player.candidate.token], *some)}
        if self.doc[event.head].lemma_ in self._words["one_sided"]:
            return True
        return not player.names and kinds <= {"none", "civilians", "crowd"}

    def brought(self, player: Player, event: Event) -> bool:
        """As in "were sent home to Ghana": where somebody is brought did nothing."""
        token = self.doc[player.candidate.token]
        to = token.head.head if token.dep_ == "conj" else token.head
        brought = to.lower_ in self._words["leading_to"] and to.head.lemma_ in self._words["bringing"]
        return brought and to.head.i not in event.parts

    def led_to(self, player: Player, event: Event) -> bool:
        """As in "a line to Ghana": where it leads is not where a blow struck, nor who struck."""
        token = self.doc[player.candidate.token]
        to = token.head.head if token.dep_ == "conj" else token.head
        leading = to.lower_ in self._words["leading_to"] and to.i > 0
        return leading and self.doc[to.i - 1].lower_ in load("en/places.yaml")["lines"]

    def answered(self, player: Player, event: Event) -> bool:
        """As in "In response to Ukrainian attacks, Russia fired missiles": of the attacks alone."""
        word = earlier(self.doc, player.candidate.token)
        if word is None or self.doc[word].lower_ not in load("en/event_links.yaml")["elapsed"]["answers"]:
            return False
        return earlier(self.doc, event.head) != word

    def possessor(self, event: Event) -> Token | None:
        """As in "Baku halted its offensive": the subject whose deed it is."""
        noun = self._named_by(event)
        own = noun.pos_ == "NOUN" and event.type in self._words["own_deeds"]
        if not own or not any(c.tag_ == "PRP$" for c in noun.lefts):
            return None
        verbs = [t for t in noun.ancestors if t.pos_ in _VERBS]
        if noun.dep_ == "nsubj":  # "Baku halted fire as its shelling killed nine"
            verbs = verbs[1:] if verbs[0].dep_ == "advcl" else []
        return next((c for v in verbs[:1] for c in v.lefts if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)

    def stagers(self, players: Sequence[Player], event: Event) -> list[Player] | None:
        """Those told of in "the Front, which has carried out hundreds of raids"; ``None`` where nothing is told so."""
        noun = self.doc[event.head]
        if noun.dep_ == "pobj" and noun.head.lower_ in self._words["of_how_many"]:
            noun = noun.head.head
        verb = noun.head
        if noun.dep_ != "dobj" or verb.dep_ != "relcl" or verb.lemma_ not in self._words["staging"]:
            return None
        which = any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in verb.lefts)
        found = [p for p in players if p.candidate.token == verb.head.i and p.names]
        return found if which and found else None

    def _named_by(self, event: Event) -> Token:
        """The word of an event, or the noun before it: "as their fighting killed nine"."""
        head = self.doc[event.head]
        noun = (c for c in head.lefts if c.dep_ == "nsubj" and c.i in event.words)
        return next(noun, head) if head.dep_ == "advcl" else head

    def owned(self, players: Sequence[Player], event: Event) -> list[Player] | None:
        """The doers of a deed that is told as somebody's own; ``None`` where it is not."""
        owner = self.possessor(event)
        if owner is None:
            return None
        plural = any(c.lower_ in self._words["of_several"] for c in self._named_by(event).lefts)
        owners = {owner.i, *((t.i for t in owner.conjuncts) if plural else ())}
        return [p for p in players if p.candidate.token in owners]

    def no_possessor(self, player: Player, event: Event) -> bool:
        """Whoever else the sentence names did not do it."""
        owner, token = self.possessor(event), self.doc[player.candidate.token]
        return owner is not None and token is not owner and token not in owner.conjuncts

    def suffers(self, player: Player, event: Event) -> bool:
        """As in "Police freed nine men abducted in May", "held a man accused of killing two": police did not do it."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        if verb.dep_ == "pcomp" and verb.head.head.lemma_ in load("en/roles.yaml")["charging"]:
            verb = verb.head.head
        if verb.dep_ != "acl" or verb.tag_ != "VBN":
            return False
        return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.is_ancestor(verb)

    def trades(self, player: Player, event: Event) -> bool:
        """As in "traded fire with guards": they are in the fight too."""
        token = self.doc[player.candidate.token]
        if token.dep_ != "pobj" or token.head.lower_ not in self._words["partners"]["talks"]:
            return False
        over = token.head.head
        verb = over if over.pos_ in _VERBS else over.head
        traded = verb.lemma_ in self._words["trading"] and (verb.i == event.head or verb.i in event.parts)
        return traded and (bool(player.names) or token.lemma_ in load("en/classes.yaml")["force"])

    def denies(self, player: Player, event: Event) -> bool:
        """As in "Police denied that any arrests had been made": the denier did it not."""
        token, verb = self.doc[player.candidate.token], deed(self.doc, event)
        above = verb.head
        if verb.dep_ != "ccomp" or token.head is not above or token.dep_ != "nsubj":
            return False
        own = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
        return own is not None and own.pos_ == "NOUN" and above.lemma_ in load("en/moods.yaml")["denying"]

    def tends(self, player: Player, event: Event) -> bool:
        """As in "Villagers buried nine who were killed in a raid", "treated men hurt in a blast": others hurt them."""
        told, token = self.tended(event), self.doc[player.candidate.token]
        if told is None:
            return False
        return token.dep_ == "nsubj" and told.head is not token and told.head.head is token.head

    def tended(self, event: Event) -> Token | None:
        """The verb that says of somebody what befell him ("who were killed")."""
        above = (self.doc[event.head], *self.doc[event.head].ancestors)
        told = next((t for t in above if t.dep_ in ("relcl", "acl")), None)
        return told if told is not None and told.lemma_ in self._words["hurting"] else None

    def owned_up(self, event: Event) -> Token | None:
        """The verb of "claimed responsibility for a raid" among the words of an event."""
        verbs = (self.doc[i] for i in event.parts if self.doc[i].lemma_ in self._words["owning_up"])
        share = load("en/event_links.yaml")["claimed"]
        return next((v for v in verbs if any(c.dep_ == "dobj" and c.lemma_ in share for c in v.rights)), None)

    def owns(self, player: Player, teller: int) -> bool:
        """As in "Israel's ambulance service said nine were hurt in a barrage": it is theirs who only tells of it; and
        "a barrage the army says hurt nine", which is not the army's.
        """
        token = self.doc[player.candidate.token]
        cue = token.head
        told = token.i == teller and cue.dep_ == "relcl" and self.doc[min(cue.i + 1, len(self.doc) - 1)].tag_ in _TOLD
        return told or (token.dep_ == "poss" and cue.i == teller)

    def keeps(self, player: Player, event: Event) -> bool:
        """As in "Jets hit a depot used by the army": who uses what was hit did not hit it."""
        token = self.doc[player.candidate.token]
        by = token.head.head if token.dep_ in ("amod", "compound", "poss") else token.head
        verb = by.head
        held = verb.dep_ in ("acl", "relcl", "advcl") and verb.lemma_ in self._words["keeping"]
        told = by.dep_ in ("agent", "prep") and held
        return told and verb.i not in event.parts and verb.head.i not in event.parts

    def long_war(self, player: Player, event: Event) -> bool:
        """As in "The sides ended a war that had killed 90": the war has, not who ended it."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        war = verb.head.lemma_ in self._words["wars"] and any(c.tag_ in ("WDT", "WP") for c in verb.lefts)
        return war and not verb.is_ancestor(token)

    def reason(self, player: Player, event: Event) -> bool:
        """As in "held on suspicion of arson", "killed on ethnic grounds"."""
        token = self.doc[player.candidate.token]
        on = token.head
        return token.dep_ == "pobj" and on.lower_ in self._words["reasoned"] and token.lemma_ in self._words["reasons"]

    def of_the_denied(self, player: Player, event: Event) -> bool:
        """As in "denied targeting civilians": they are told of in what is denied."""
        head, token = self.doc[event.head], self.doc[player.candidate.token]
        if not head.is_ancestor(token):
            return False
        between = takewhile(lambda t: t.i != head.i, token.ancestors)
        return any(t.pos_ in _VERBS and t.dep_ in _DENIED for t in between)

    def asked_for(self, player: Player, event: Event) -> bool:
        """As in "called for an inquiry", "demanded a probe", "warned of a response": what it is about, not to whom."""
        token, words = self.doc[player.candidate.token], self._words["wanting"].get(event.type.value, ())
        own = (event.head, *event.parts)
        if token.dep_ == "poss" and token.head.lemma_ in self._words["given_back"] and event.type.value == "demand":
            return True  # "called for Mr Bly's release"
        freed = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        if event.type.value == "demand" and freed.lemma_ in self._words["given_back"] and freed.head.i in own:
            return True  # "demanded the release of the nuns"
        if token.dep_ == "dobj" and event.type.value == "demand":
            thing = token.head.lemma_ in self._words["wanting_things"] and token.head.i in own
            if thing and token.lemma_ in self._words["wanted_acts"]:
                return True
            return thing and not player.names and self.actors.phrase(player.candidate.token).kind in ("none", "body")
        wanted = token.dep_ == "pobj" and token.head.lower_ in words
        return wanted and not player.names and token.head.head.i in own

    def ground(self, player: Player, event: Event) -> bool:
        """As in "vowed to liberate the city", "if they cross the border": land that is taken or crossed, no party.

        Nor is a town that may be struck: "a response if they strike Paris" does not threaten Paris.
        """
        token = self.doc[player.candidate.token]
        verb = token.head
        name = self.actors.name_at(token.i)
        if token.dep_ == "dobj" and any(w.head is verb for w in warned(self.doc[event.head])):
            return name is None or name.kind in ("country", "state")
        if event.type is not ClaimType.THREAT or token.dep_ != "dobj" or verb.lemma_ not in self._words["grounded"]:
            return False
        classes = load("en/classes.yaml")
        place = token.text[0].isupper() and (name is None or name.kind != "person")
        return place or token.lemma_ in classes["settlement"] or token.lemma_ in classes["base"]

    def spoke_before(self, player: Player, teller: int) -> bool:
        """As in "The minister voiced alarm. The envoy blamed Oslo": who spoke in the sentence before blames nobody."""
        named = self.actors.phrase(teller).names
        other = bool(named) and set(named).isdisjoint(player.names)
        return other and bool(self.doc[player.candidate.token].sent[0].i < self.doc[teller].sent[0].i)

    def brokers(self, player: Player, event: Event) -> bool:
        """As in "shelled the port before a truce brokered by Oslo": who brokers that takes no part in the fight, and
        who proposes a truce has not agreed to it.
        """
        token = self.doc[player.candidate.token]
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
        by = token.head
        words = "proposing" if event.type is ClaimType.AGREEMENT else "brokering"
        return token.dep_ == "pobj" and by.dep_ == "agent" and by.head.lemma_ in self._words[words]

    def discusses(self, player: Player, event: Event) -> bool:
        """As in "The council met to discuss the fighting in Goma": it fights nobody."""
        noun = self.doc[event.head]
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.dep_ not in ("dobj", "pobj") or verb.lemma_ not in self._words["discussing"]:
            return False
        return not noun.is_ancestor(self.doc[player.candidate.token])

    def beside_fall(self, player: Player, event: Event) -> bool:
        """As in "The militia, an ally of the army, denied that the city had fallen": to whom, only its clause says."""
        verb = self.doc[event.head]
        fell = event.type is ClaimType.CAPTURE and verb.pos_ == "VERB" and verb.lemma_ in self._words["falling"]
        return fell and not verb.is_ancestor(self.doc[player.candidate.token])

    def sided_with(self, player: Player, event: Event) -> bool:
        """As in "struck the town in support of the army": the army was not struck."""
        token = self.doc[player.candidate.token]
        noun = token.head.head
        siding = token.dep_ == "pobj" and token.head.lower_ == "of" and noun.lemma_ in self._words["siding"]
        return siding and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "on")

    def ward(self, player: Player, event: Event) -> bool:
        """As in "flown to a hospital": where the wounded are brought is not who is helped."""
        token = self.doc[player.candidate.token]
        brought = token.dep_ == "pobj" and token.head.head.i in (event.head, *event.parts)
        return brought and not player.names and token.lemma_ in load("en/classes.yaml")["sickbed"]

    def lost_it(self, player: Player, event: Event) -> bool:
        """As in "towns that were retaken from rebels": they did not take them."""
        token = self.doc[player.candidate.token]
        while token.dep_ in ("conj", "amod", "compound", "poss"):
            token = token.head
        over = token.head
        return token.dep_ == "pobj" and over.lower_ in self._words["taken_from"] and over.head.i == event.head

    def wrecked(self, player: Player, event: Event) -> bool:
        """What crashed is what was lost, who drove over a mine laid none, who buries bodies killed nobody, and whose
        raid killed some of the dead did not kill them all.
        """
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        if token.dep_ in ("amod", "compound", "poss") and share_of(token.head) is not None:
            return token.head.i not in event.parts
        if token.i not in event.parts and share_of(token) is not None:
            return True
        while verb.dep_ in ("conj", "dobj", "xcomp", "pcomp") and not any(c.dep_ in _SUBJECTS for c in verb.lefts):
            verb = verb.head
        links = load("en/event_links.yaml")
        befell = event.rule in links["befalls"] or verb.lemma_ in links["gathering"]
        return befell and token.dep_ in _SUBJECTS and token.head is verb

    def laid(self, player: Player, event: Event) -> bool:
        """As in "blamed the raid on rebels": it is laid on them, and charged with nothing."""
        token, words = self.doc[player.candidate.token], self._words
        which = next((c for v in token.rights if v.i == event.head for c in v.lefts if c.dep_ == "dobj"), None)
        if which is not None and self.doc[event.head].dep_ == "relcl" and which.tag_ == "WDT":
            return (
                self.doc[event.head].lemma_ in words["accusing"]
            )  # "a blast on a line to Ghana, which Oslo blames on him"
        if token.dep_ != "dobj" or token.head.i != event.head or token.head.lemma_ not in words["accusing"]:
            return False
        laid = any(p.lower_ in words["blamed_on"] for p in token.rights)
        return laid and token.lemma_ in (*words["deeds"], *words["blows"])

    def lies_there(self, player: Player, event: Event) -> bool:
        """As in "condemned the coup in Gabon": where it was is not who is blamed."""
        token = self.doc[player.candidate.token]
        name = self.actors.name_at(player.candidate.token)
        land = name is not None and name.kind in ("country", "state")
        return land and token.dep_ == "pobj" and token.head.lower_ in self._words["scene"]

    def in_the_speaker(self, player: Player, event: Event) -> bool:
        """As in "The Ministry of Defence of Oman condemns": Oman is part of the speaker."""
        verb, token = self.doc[event.head], self.doc[player.candidate.token]
        return verb.pos_ == "VERB" and any(c.dep_ == "nsubj" and c.is_ancestor(token) for c in verb.lefts)

    @cached_property
    def citing(self) -> bool:
        """Does the report have any of the words that ``cited`` looks for?"""
        return any(self.doc.written(word) for word in self._words["citing"])

    def cited(self, player: Player, event: Event) -> bool:
        """As in "according to notes gathered by the union": the union tells, or has it told."""
        token = self.doc[player.candidate.token]
        phrase = takewhile(lambda t: t.pos_ not in _VERBS or t.dep_ in ("acl", "prep"), token.ancestors)
        return any(t.lower_ in self._words["citing"] for t in phrase)

    def raided(self, player: Player, event: Event) -> bool:
        """As in "condemned the attack on a convoy", "the killing of two": who was attacked is not condemned."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        while token.dep_ == "conj":
            token = token.head
        noun = token.head.head
        if token.dep_ != "pobj" or noun.dep_ not in _OBJECTS or noun.head is not verb:
            return False
        hit = token.head.lower_ in self._words["struck_at"] and noun.lemma_ in self._words["deeds"]
        return hit or (token.head.lower_ == "of" and noun.lemma_ in self._words["harms"])

    def scene(self, player: Player, event: Event) -> bool:
        """As in "marched in Oslo and Bergen": where people march is not whom they march against."""
        token = self.doc[player.candidate.token]
        while token.dep_ == "conj":
            token = token.head
        name, written = self.actors.name_at(player.candidate.token), self.doc[player.candidate.token].text
        seat = any(fold(w) in countries().seats for w in (written, player.text))
        # One marches in a country against its rulers.
        land = name is not None and name.kind == "country" and not seat
        return not land and token.dep_ == "pobj" and token.head.lower_ in self._words["scene"]

    def of_its_kind(self, player: Player, _: Event) -> bool:
        """As in "condemned the military aggression of Oslo": of which kind it was, and no army that is blamed."""
        token = self.doc[player.candidate.token]
        return token.dep_ == "amod" and token.tag_ == "JJ" and token.lemma_ in self._words["kinds_of_deeds"]

    def offshore(self, player: Player, _: Event) -> bool:
        """As in "seized a ship off Oman": where it lay."""
        token = self.doc[player.candidate.token]
        return token.dep_ == "pobj" and token.head.lower_ in self._words["offshore"] and bool(player.names)

    def town(self, player: Player, event: Event) -> bool:
        """As in "missiles hit Kyiv", "an attack on Tehran": struck is the town, not the government that sits there."""
        token = self.doc[player.candidate.token]
        while token.dep_ == "conj":
            token = token.head
        if not (token.dep_ in _OBJECTS or (token.dep_ == "pobj" and token.head.lower_ in self._words["struck_at"])):
            return False
        name = self.actors.name_at(player.candidate.token)
        written = (self.doc[player.candidate.token].text, player.text)
        seat = any(fold(w) in countries().seats for w in written)
        return seat and (name is None or name.kind in ("country", "state", "government", "none"))

    def condemned(self, event: Event) -> Token | None:
        """The verb in "condemned the raid": a deed told as what somebody speaks of or looks into."""
        noun = self.doc[event.head]
        regarding = noun.dep_ == "dobj" and noun.pos_ == "NOUN" and noun.head.lemma_ in self._words["regarding"]
        return noun.head if regarding else None

    def done_besides(self, player: Player, event: Event) -> bool:
        """As in "condemned the raid and vowed to shield the nuns": the nuns were not raided."""
        verb, token = self.condemned(event), self.doc[player.candidate.token]
        return any(t.dep_ == "conj" and t.pos_ in _VERBS and t.head is verb for t in token.ancestors)

    def done_earlier(self, player: Player, event: Event) -> bool:
        """As in "shelled Kutum after gunmen killed two": neither the two nor the gunmen were shelled in that."""
        token = self.doc[player.candidate.token]
        way = [token, *takewhile(lambda t: t.i != event.head, token.ancestors)]
        over = way[-1]
        told = ("dobj",) if event.type is ClaimType.CAPTURE else ("dobj", "nsubj")  # who left lost the town
        if len(way) < 2 or way[-2].dep_ not in told or over.head.i != event.head or over.i in event.parts:
            return False
        return earlier_deed(over)

    def set_the_scene(self, player: Player, event: Event) -> bool:
        """As in "As troops neared the compound, gunmen opened fire": the troops did not."""
        token, verb = self.doc[player.candidate.token], self.doc[event.head]
        told = token.head
        if token.dep_ != "nsubj" or told.dep_ != "advcl" or told.head is not verb or verb.pos_ != "VERB":
            return False
        mark = any(c.dep_ in ("mark", "advmod") and c.lower_ in self._words["when"] for c in told.lefts)
        return mark and any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in verb.lefts)

    def followed(self, player: Player, event: Event) -> bool:
        """As in "The killings followed clashes with rebels": with whom those before were tells not who killed."""
        verb, token = self.doc[event.head].head, self.doc[player.candidate.token]
        if self.doc[event.head].pos_ != "NOUN" or verb.lemma_ not in self._words["following"]:
            return False
        before = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        return before is not None and (token is before or before.is_ancestor(token))

    def aside(self, player: Player, event: Event) -> bool:
        """As in "fighters, some of them teenagers, entered": who some of them were, beside who did it."""
        token = self.doc[player.candidate.token]
        pronouns = (o for some in (token.head, *token.lefts) for c in some.rights if c.lower_ == "of" for o in c.rights)
        return token.dep_ == "appos" and not player.names and any(o.tag_ == "PRP" for o in pronouns)

    def backs(self, player: Player, event: Event) -> bool:
        """As in "The rebels, who are backed by Iran, fired a missile": who backs them did not fire it, but for "troops
        backed by militiamen".
        """
        token, own = self.doc[player.candidate.token], (event.head, *event.parts)
        ties = (t for t in token.ancestors if t.dep_ in ("relcl", "acl") and t.lemma_ in self._words["backing"])
        tie = next((t for t in ties if t.i not in own), None)
        if tie is None or tie.is_ancestor(self.doc[event.head]) or tie.head is token:
            return False
        return tie.dep_ == "relcl" or self.actors.phrase(token.i).kind == "state"

    def rode(self, player: Player, event: Event) -> bool:
        """As in "were evacuated by helicopter": that is how they went."""
        token = self.doc[player.candidate.token]
        by = token.dep_ == "pobj" and token.head.lower_ in self._words["by"] and token.tag_ == "NN"
        return by and not token.lefts and token.lemma_ in self._words["rides"]

    def aired(self, player: Player, event: Event) -> bool:
        """As in "claimed the raid on social media": where it was claimed was not raided."""
        token = self.doc[player.candidate.token]
        claimed = any(self.doc[p].lemma_ in self._words["claiming"] for p in event.parts)
        on = claimed and token.dep_ == "pobj" and token.head.lower_ in self._words["airing"]
        return on and not player.names and token.lemma_.lower() in self._words["aired"]

    def elsewhere(self, player: Player, event: Event) -> bool:
        """As in "The militia holds the hill where the shell fell": it held, and did not shell."""
        verb = self.doc[event.head]
        verb = verb if verb.pos_ in _VERBS else verb.head
        if verb.dep_ != "relcl" or not any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.lefts):
            return False
        if not any(c.dep_ == "nsubj" for c in verb.lefts):
            return False
        token = self.doc[player.candidate.token]
        return bool(token.sent[0] is verb.sent[0]) and not verb.is_ancestor(token)
