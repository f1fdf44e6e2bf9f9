"""Common nouns that point back: "the group", "the army", "the spokesman"; and names no pack knows."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import ActorMention, Found
from fogline.read.actors.phrase import capital, left_edge
from fogline.read.tokens import Token
from fogline.vocab.actors import GENERAL, State, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver


_BODIES = frozenset({"armed_group", "party", "coalition", "monitor", "body", "army"})

# Of bare "troops" and "fighters", the kind of body whose own they are where it tells of them.
_MEN = {"army": "army", "fighters": "armed_group"}
_SIDE = 5  # tokens from "police" to the adjective of whose they are
_OPENED = 3  # sentences that stand under "In Jordan, ..."


@lru_cache(maxsize=1 << 14)
def _called(name: str) -> tuple[frozenset[str], ...]:
    """The words of a name, and of others its bearer has: "the mission" after MINUSMA, "the party" after Hezbollah."""
    actor = registry().named(name) if " " not in name else None
    return tuple(frozenset(text.lower().split()) for text in (name, *(actor.names() if actor is not None else ())))


def _of_another(name: str, land: State | None) -> bool:
    known = registry().named(name)
    return known is not None and known.country is not None and land is not None and known.country != land.code


class Back:
    """What a common noun without owner stands for, by the report so far and the theatre."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.home = resolver.context.home
        self.lex = lexicon()
        self.owners = resolver.owners

    def find(self, token: Token) -> Found | None:
        """What a common noun without owner stands for, by the report so far and the theatre."""
        arm = self.owners.arm(token)
        if own_men := self._tellers(token, arm) or self._publishers(token, arm):
            return own_men
        if token.lemma_ in self.lex.sets["enemy"] and (foe := self.owners.foe(token.i)) is not None:
            return Found((foe.name,), "army", "back.enemy") if foe.name else None
        if self.sided(token) and (sides := self.r.groups.both(token)) is not None:
            return sides
        definite = any(c.dep_ == "det" and c.lower_ in self.lex.sets["definite"] for c in token.lefts)
        titled = arm == "officials" and token.is_title and left_edge(token) >= token.i - 1
        if definite or titled:
            found = (
                self._two_of(token)
                or self._so_called(token)
                or self._described(token)
                or self._by_word(token, arm)
                or self._definite(token, arm)
            )
            if found is not None or arm == "officials":
                return found
        return self._of_state(token, arm, definite) or self._of_arm(token, arm, definite)

    def _of_state(self, token: Token, arm: str | None, definite: bool) -> Found | None:
        """As in "the army", "troops", "the defence ministry": of the state that tells, is home or is the scene."""
        own = arm in {"army", "air_force", "government"} and self._bare(token, arm, definite)
        tells = self._of_war(token) if arm == "ministry" else own and arm == "army"
        land = self._telling(token) if definite and tells else None
        land = land or (self._set_in(token) if own else None)
        if arm is not None and land is not None:
            name, kind = self.owners.state_part(land, arm, token)
            return Found((name,), kind, f"back.telling.{arm}") if name else None
        if self.home is not None and (own or (arm == "ministry" and definite and self._of_war(token))):
            name, kind = self.owners.state_part(self.home, arm, token)
            name = self._others(self.home, arm) or name
            return Found((name,), kind, "home") if name else None
        return self._ministry(token) if arm == "ministry" and definite else None

    def _of_arm(self, token: Token, arm: str | None, definite: bool) -> Found | None:
        """As in "the rebels", "the coalition", "the monitor", "the group", "police"."""
        if arm in {"rebels", "opposition"}:
            return self._rebels(token, arm)
        if arm == "coalition":
            name = self.owners.coalition(token.i).name
            if token.lemma_.lower() in self.lex.sets["loose_coalitions"] and not self._of_pack(name):
                last = self.r.last(token.i, lambda m: m.kind == "coalition" and m.proper, 30)
                return Found(last.names, "coalition", "back.alliance") if last else None
            return Found((name,), "coalition", "theatre") if name else None
        if arm == "monitor" or (arm in {"group", "fighters", "body"} and self._based(token)):
            return self._any_monitor(token)
        if arm == "group" and definite:
            return self._group(token)
        return self._police(token) if arm == "police" else None

    def sided(self, token: Token) -> bool:
        """As in "each side", "both governments", "Each accused the other"."""
        words = self.lex.sets["each_and_both"]
        if token.lower_ in words:
            return token.dep_ == "nsubj" and token.n_rights == 0
        before = [c.lower_ for c in token.lefts]
        return token.lemma_.lower() in self.lex.sets["side_nouns"] and len(before) == 1 and before[0] in words

    def _tellers(self, token: Token, arm: str | None) -> Found | None:
        """As in "The army said troops held the hill", "The Front said fighters held it", "The president said troops had
        taken it": whose men these are.
        """
        told = token.dep_ == "nsubj" and token.tag_ == "NNS" and token.head.dep_ == "ccomp"
        if arm not in _MEN or not told or any(True for _ in token.lefts):
            return None
        verb = token.head.head
        if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.lefts):
            verb = verb.head
        teller = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if teller is None or token.head.head.lemma_ not in self.lex.saying:
            return None
        body = self.r.mention(teller.i)
        if body.kind == _MEN[arm] and body.names:
            return Found(body.names[:1], body.kind, "back.teller")
        land = self._land(body) if arm == "army" and token.head.lemma_ in self.lex.sets["own_gains"] else None
        return Found((land.unit("army"),), "army", "back.teller.state") if land is not None else None

    def _premier(self, token: Token) -> State | None:
        """As in "Lebanon's premier said the army was ready": the state in whose office somebody tells of its army."""
        said = token.head.head
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ != "ccomp" or said.lemma_ not in self.lex.saying:
            return None
        if said.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in said.lefts):
            said = said.head
        teller = next((c for c in said.lefts if c.dep_ == "nsubj"), None)
        who = self.r.mention(teller.i) if teller is not None else None
        return self._land(who) if who is not None and who.kind == "person" else None

    def _land(self, teller: ActorMention) -> State | None:
        """The state that a government, a ministry, or a person in their office speaks for."""
        bodies = (registry().named(n) for n in (*teller.names, teller.affiliation or ""))
        public = (b for b in bodies if b is not None and b.kind in {"state", "body"} and b.country)
        return next((registry().states[b.country] for b in public if b.country in registry().states), None)

    def _two_of(self, token: Token) -> Found | None:
        """As in "The two armies", "both armies"."""
        if token.tag_ != "NNS" or token.lemma_ not in self.lex.sets["armies"]:
            return None
        rest = {t.lemma_.lower() for t in token.lefts if t.dep_ not in {"det", "predet"}}
        return self.r.groups.both(token) if rest and rest <= self.lex.sets["both"] else None

    def _publishers(self, token: Token, arm: str | None) -> Found | None:
        """As in "Troops have cleared the town" on the page of an army: whose men these are."""
        outlet = self.r.outlet
        if arm != "army" or token.tag_ != "NNS" or outlet is None or outlet.kind != "army":
            return None
        if token.lemma_.lower() not in self.lex.sets["home_troops"] or any(c.dep_ != "amod" for c in token.lefts):
            return None
        land = registry().states.get(outlet.country or "")
        return Found((land.unit("army") if land else outlet.name,), "army", "back.publisher")

    def _others(self, home: State, arm: str | None) -> str | None:
        """Whose "the army" is where the land spoken of has none of its own in this war."""
        default = self.owners.default(arm) if arm else None
        own = registry().named(home.unit("army")) if default else None
        return None if default is None or (own is not None and own.sides) else default

    def _of_pack(self, name: str | None) -> bool:
        """A coalition of the report's own war, or one it names."""
        theatre = self.r.context.theatre
        own = theatre.name != GENERAL and theatre.default("coalition") == name
        return name is not None and (own or any(name in m.names for m in self.r.log))

    def _definite(self, token: Token, arm: str | None) -> Found | None:
        if arm == "officials":
            return self._role(token)
        if arm == "army":
            return self._forces(token)
        if token.lemma_.lower() in self.lex.sets["agencies"] and left_edge(token) == token.i - 1:
            last = self.r.last(token.i, lambda m: m.kind in {"body", "media"} and m.proper and bool(m.names), 8)
            return Found(last.names, last.kind, "back.agency") if last is not None else None
        return self.r.groups.before(token, arm) if arm in {"group", "fighters", "government"} else None

    def _rebels(self, token: Token, arm: str) -> Found | None:
        if arm == "rebels" and self.r.groups.introduced and not self._indefinite(token):
            return Found(self.r.groups.introduced, "armed_group", "back.introduced")
        found = self.owners.rebels(arm)
        if not found or not found[0].name:
            return None
        return Found((found[0].name,), "armed_group" if arm == "rebels" else "party", "theatre")

    def _forces(self, token: Token) -> Found | None:
        """Here "the forces" are those named just before, where they are not the home state's own at large."""
        if token.lemma_.lower() not in self.lex.sets["loose_forces"] or left_edge(token) != token.i - 1:
            return None
        if (own := self._commanded(token)) is not None:
            return Found((own,), "army", "back.commander")
        word = token.lower_
        led = self.r.last(token.i, lambda m: m.kind == "person" and word in (m.affiliation or "").lower().split(), 1)
        if led is not None and led.affiliation is not None:
            return Found((led.affiliation,), "army", "back.led")
        last = self.r.last(token.i, lambda m: m.kind == "army" and bool(m.names) and m.rule != "home", 3)
        return Found(last.names, "army", "back.forces") if last is not None else None

    def _commanded(self, token: Token) -> str | None:
        """The army of the statesman who says what "the troops" did, where it is one of this war's."""
        over = token.head.head if token.head.dep_ == "ccomp" else None
        speaker = next((c for c in over.lefts if c.dep_ == "nsubj"), None) if over is not None else None
        who = self.r.mention(speaker.i) if speaker is not None and speaker.i < token.i else None
        if who is None or who.kind != "person" or not who.affiliation:
            return None
        land = next((s for s in registry().states.values() if s.government == who.affiliation), None)
        army = land.unit("army") if land is not None else None
        named = land is self.home or any(army in m.names for m in self.r.log)
        return army if named else None

    def _police(self, token: Token) -> Found | None:
        """The police the report has named, else those of the land that the sentence is set in, or of the home state."""
        if token.lemma_.lower() not in self.lex.classes["police"] or self._indefinite(token):
            return None
        land = self._own_side(token) or self._land_around(token) or self.home
        last = self.r.last(token.i, lambda m: m.kind == "police" and m.proper and bool(m.names), 20)
        if last is not None and not _of_another(last.names[0], land):
            return Found(last.names[:1], "police", "back.police")
        plain = token.lemma_.lower() in self.lex.sets["plain_police"]
        return Found((land.unit("police"),), "police", "home") if land is not None and plain else None

    def _own_side(self, token: Token) -> State | None:
        """The state of "police on the Kenyan side", "police in Kenyan towns"."""
        near = ((m.state, self.tokens[m.end - 1]) for m in self.r.matches if m.state is not None)
        return next((s for s, t in near if token.i < t.i <= token.i + _SIDE and token.is_ancestor(t)), None)

    def _land_around(self, token: Token) -> State | None:
        """The state in one of whose places the sentence or the one before is set: "In Amman, police ..."."""
        here = self.r.sentence[token.i]
        for n in (here, here - 1):
            if (land := next((s for m, s in self._scenes if self.r.sentence[m] == n), None)) is not None:
                return land
        return self.fronted(token)

    @cached_property
    def _scenes(self) -> list[tuple[int, State]]:
        """Where the report names a state, or its capital, as where something is: token and state."""
        named = ((self.tokens[m.end - 1], m.state) for m in self.r.matches)
        inside = self.lex.sets["inside"]
        return [(t.i, s) for t, s in named if s is not None and t.dep_ == "pobj" and t.head.lower_ in inside]

    def fronted(self, token: Token) -> State | None:
        """The state with which the last sentences opened: "In Jordan, ... Police said"."""
        here = self.r.sentence[token.i]
        opened = ((m, s) for m, s in reversed(self._scenes) if 0 <= here - self.r.sentence[m] < _OPENED)
        return next((s for m, s in opened if self.tokens[m].head.is_sent_start and m < token.i), None)

    def _set_in(self, token: Token) -> State | None:
        """The state of "In neighbouring Chad, the army said": whose army it is, where the report has not named the
        home army by the state's name and may mean it still.
        """
        here = self.r.sentence[token.i]
        opened = ((m, s) for m, s in self._scenes if self.r.sentence[m] == here and self.tokens[m].head.is_sent_start)
        m, land = next(opened, (token.i, None))
        if land is None or m > token.i or land is self.home:
            return None
        if any(t.lower_ in self.lex.sets["next_door"] for t in self.tokens[m].lefts):
            return land
        own = self.home.unit("army") if self.home is not None else None
        named = self.r.last(m, lambda a: a.kind == "army" and own in a.names and a.rule != "home", 40)
        return land if named is None else None

    def _bare(self, token: Token, arm: str, definite: bool) -> bool:
        """Only words that mean the home state's own: "the army", "the air force", not "a soldier" or "helicopters",
        which others have, too.
        """
        lemma = token.lemma_.lower()
        if self._indefinite(token):
            return False
        if arm == "air_force":
            dropped = [c for c in token.head.rights if c.dep_ == "dobj"]
            return self._is(token, "home_air") or any(self._is(c, "home_bombs") for c in dropped)
        if arm == "government":
            return (definite or lemma in self.lex.sets["bare_regime"]) and lemma in self.lex.sets["home_rule"]
        if arm == "army":
            own = {
                t.lemma_.lower() for t in self.tokens[left_edge(token) : token.i] if t.dep_ != "det" and not t.like_num
            }
            if own - self.lex.own_forces:
                return False
            return lemma in self.lex.sets["home_army"] or (
                lemma in self.lex.sets["home_troops"] and (definite or bool(own))
            )
        return True

    def _is(self, token: Token, words: str) -> bool:
        """Whether the word, or it and the one before, is of a set."""
        return not self.lex.sets[words].isdisjoint((self.r.offices.pair(token), token.lemma_.lower()))

    def _of_war(self, token: Token) -> bool:
        """The defence ministry: unlike one of health or the interior, nobody but a state has one."""
        beside = [*token.lefts, *(o for p in token.rights if p.dep_ == "prep" for o in p.children)]
        return any(t.lemma_.lower() in self.lex.sets["war_ministries"] for t in beside)

    def _ministry(self, token: Token) -> Found | None:
        """As in "the interior ministry": that of the land where things happen, which has one of each."""
        state = self._set_in(token) or self.r.context.scene
        beside = [*token.lefts, *(o for p in token.rights if p.dep_ == "prep" for o in p.children)]
        if token.lemma_.lower() not in self.lex.sets["of_a_state"] or state is None:
            return None  # a directorate may be anybody's
        theirs = any(t.pos_ == "PROPN" and t.lower_ not in self.lex.portfolios for t in token.lefts)
        if theirs or self.lex.portfolios.keys().isdisjoint(t.lower_ for t in beside):
            return None  # "the Karabakh foreign ministry" is no state's
        name, kind = self.owners.state_part(state, "ministry", token)
        return Found((name,), kind, "home") if name else None

    def _telling(self, token: Token) -> State | None:
        """The state whose defence ministry or army tells: whose forces had the success told of, or who spoke just
        before.
        """
        if (land := self._premier(token)) is not None:
            return land
        said = token.head
        told = next((c for c in said.children if c.dep_ == "ccomp"), said.head if said.dep_ == "parataxis" else None)
        if told is not None and (told.lemma_ in self.lex.sets["successes"] or self._hits_troops(told)):
            subject = next((c for c in told.lefts if c.dep_ == "nsubj"), None)
            if subject is None or not self._own(subject):
                return self._land_of(subject) if subject is not None else None
        before = self.r.sentence[token.i] - 1
        spoke = self.r.last(token.i, lambda m: m.kind in {"state", "person"} and self.r.sentence[m.head] == before, 1)
        if spoke is None or self.doc[spoke.head].dep_ != "nsubj":
            return None
        return self._land_of(self.doc[spoke.head]) if self.doc[spoke.head].head.lemma_ in self.lex.saying else None

    @staticmethod
    def _own(subject: Token) -> bool:
        """As in "it had taken the hill", "its troops had": whoever tells did it, which says nothing of who that is."""
        return any(t.tag_ in ("PRP", "PRP$") for t in (subject, *subject.lefts))

    def _hits_troops(self, verb: Token) -> bool:
        """As in "jets bombed two positions": who did it says so."""
        hit = (c.lemma_ for c in verb.rights if c.dep_ == "dobj")
        return verb.lemma_ in self.lex.sets["harming"] and not self.lex.sets["of_troops"].isdisjoint(hit)

    def _land_of(self, token: Token) -> State | None:
        known = (registry().named(name) for name in self.r.mention(token.i).names)
        land = next((actor.country for actor in known if actor is not None and actor.country), None)
        return registry().states.get(land) if land else None

    def _indefinite(self, token: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in self.lex.sets["indefinite"] for c in token.lefts)

    def _by_word(self, token: Token, arm: str | None) -> Found | None:
        """Here "The Council" is the last named actor with that word in its name."""
        word = token.lower_
        if token.pos_ not in {"NOUN", "PROPN"} or len(word) < 4:
            return None
        if arm == "officials" and token.lemma_.lower() in self.lex.roles:
            return None
        if self.doc.between(left_edge(token), token.i).lower() not in self.lex.sets["definite"]:
            return None

        objects = (c for p in token.rights if p.lower_ in self.lex.sets["of"] for c in p.rights)
        of = {c.lower_ for c in objects if c.text[:1].islower()}  # no foreign ministry is "the ministry of defence"

        def named(m: ActorMention) -> bool:
            if not m.proper or m.kind in {"person", "state", "officials"} or (arm == "army" and self._only_theirs(m)):
                return False
            return any(word in words and of <= words for n in m.names for words in _called(n))

        last = self.r.last(token.i, lambda m: m.kind == arm and named(m), 12) or self.r.last(token.i, named, 12)
        theirs = arm == "army" and word not in self.lex.sets["named_bands"]
        if last is None or (theirs and last.kind == "armed_group" and self.home is not None):
            return None  # "the army" is the state's, not that of rebels who call themselves one
        names = tuple(n for n in last.names if any(word in words for words in _called(n)))
        one = token.tag_ in {"NN", "NNP"}
        return None if one and len(names) > 1 else Found(names, last.kind, "back.word")

    def _only_theirs(self, m: ActorMention) -> bool:
        """As in "Thai soldiers left the hill", where Thailand has a foe in its own war: no army is named; nor is "the
        army" that of a land which the report tells nothing of, as rebels may go by such a name.
        """
        known = registry().named(m.names[0]) if len(m.names) == 1 else None
        lands, home = self.r.context.theatre.countries, self.home.code if self.home is not None else None
        if known is None or known.country is None:
            return False
        if m.rule == "owned" and len(lands) > 1:
            return True
        told = {x.state.code for x in self.r.matches if x.state is not None}
        return home is not None and known.country not in {home, *lands, *told}

    @cached_property
    def _descriptions(self) -> dict[str, list[tuple[int, int]]]:
        """Where the report says what somebody is ("X, a coalition of clans", "the mission, X,", "the UN mission X"):
        positions of noun and name, by lemma.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for token in self.tokens:
            over = token.head
            if token.dep_ == "appos" and token.pos_ == "NOUN" and self._indefinite(token):
                found.setdefault(token.lemma_.lower(), []).append((token.i, over.i))
            elif token.dep_ == "appos" and token.pos_ == "PROPN" and over.tag_ == "NN" and over.i < token.i:
                found.setdefault(over.lemma_.lower(), []).append((over.i, token.i))
            elif token.dep_ == "compound" and token.tag_ == "NN" and over.pos_ == "PROPN" and over.i == token.i + 1:
                found.setdefault(token.lemma_.lower(), []).append((token.i, over.i))
        return found

    def _described(self, token: Token) -> Found | None:
        """Here "the coalition" is who was called a coalition above."""
        if left_edge(token) != token.i - 1 or token.tag_ != "NN":
            return None
        for noun, name in reversed(self._descriptions.get(token.lemma_.lower(), ())):
            who = self.r.mention(name) if noun < token.i else None
            if who is not None and who.proper and who.kind in _BODIES and who.names:
                return Found(who.names[:1], who.kind, "back.described")
        return None

    def _so_called(self, token: Token) -> Found | None:
        """Here "the mercenary group" is whose mercenaries were told of above."""
        if token.lemma_ not in self.lex.sets["so_called"] or token.tag_ not in {"NN", "NNP"}:
            return None
        words = {c.lemma_.lower() for c in token.lefts if c.dep_ in ("amod", "compound")}
        if not words:
            return None
        last = self.r.last(
            token.i, lambda m: m.kind in _BODIES and m.proper and self.doc[m.head].lemma_.lower() in words, 6
        )
        return Found(last.names[:1], last.kind, "back.so_called") if last is not None and last.names else None

    def _role(self, token: Token) -> Found | None:
        offices = self.r.people.offices
        name = offices.get(self.r.offices.pair(token)) or (
            offices.get(token.lemma_.lower()) if left_edge(token) == token.i - 1 else None
        )
        if name is None:
            return None
        body = self.r.people.affiliations.get(name)
        return Found((name, body) if body else (name,), "person", "back.role", body)

    def _based(self, token: Token) -> bool:
        """Here "Geneva-based", said of a group, is said of one that watches; so is "a group tracking the war"."""
        if token.lemma_.lower() not in self.lex.sets["watching_bodies"]:
            return False
        watches = any(c.dep_ in {"acl", "relcl"} and c.lemma_ in self.lex.sets["watching_verbs"] for c in token.rights)
        return watches or any(t.lower_ in self.lex.sets["based"] for t in self.tokens[left_edge(token) : token.i])

    def _any_monitor(self, token: Token) -> Found | None:
        """A monitor may be called so before it is named."""
        if token.tag_ in {"NNS", "NNPS"}:
            return None
        for match in self.r.matches:
            for actor in match.actors:
                if actor.kind == "monitor":
                    return Found((actor.name,), "monitor", "monitor")
        return None

    def _group(self, token: Token) -> Found | None:
        singular = token.tag_ in {"NN", "NNP"}
        if not singular and left_edge(token) != token.i - 1:
            return None
        if capital(token) and any(t.text[:1].isdigit() for t in self.tokens[left_edge(token) : token.i]):
            return None  # "the 36th Front" is one of that name
        armed = token.lemma_.lower() in self.lex.sets["fighting_bodies"]
        kinds = {"armed_group"} if armed else {"armed_group", "monitor", "party", "body"}

        def fits(m: ActorMention) -> bool:
            named = m.kind in kinds and bool(m.names) and (singular or m.kind == "armed_group")
            return named and self.lex.sets["no_groups"].isdisjoint(m.names[0].lower().split())

        spoke = self._goes_on(token) and self.r.last(token.i, lambda m: fits(m) and self.r.pronouns.speaks(m), 1)
        last = spoke or self.r.last(token.i, fits, 5)
        return Found(last.names[:1] if singular else last.names, last.kind, "back.group") if last else None

    def _goes_on(self, token: Token) -> bool:
        """As in "The network said ... The group accused": whoever spoke goes on, unless it answers what was said."""
        says = token.dep_ == "nsubj" and token.head.lemma_ in self.lex.saying
        return says and token.head.lemma_ not in self.lex.sets["answering"]
