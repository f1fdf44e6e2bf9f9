"""Whose forces, whose spokesman: common nouns with their owners."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from fogline.core.actor import Actor
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import Found, Owner
from fogline.read.actors.people import person_of
from fogline.read.actors.phrase import left_edge
from fogline.read.tokens import Token
from fogline.vocab.actors import State, registry

if TYPE_CHECKING:
    from fogline.read.actors.matcher import Match
    from fogline.read.actors.resolve import Resolver

_ARMED = frozenset({"army", "air_force", "police"})
_WEAK = frozenset({"things", "fighters", "group", "civilians"})
_WIDEST = "International Coalition"


@cache
def _governments() -> frozenset[str]:
    return frozenset(s.government for s in registry().states.values())


class Owners:
    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.home = resolver.context.home
        self.lex = lexicon()
        self.governments = _governments()
        self.doubts = self.lex.sets["guessed"] | self.lex.sets["guessing"]
        self._arms: dict[int, str | None] = {}
        self._arms_of_acts: dict[int, str | None] = {}

    # -- what kind of noun -----------------------------------------------------------------------------------------

    def arm(self, token: Token, acts: bool = False) -> str | None:
        """The class of a head noun, sharpened by the noun before it ("air force units"); ``None`` if unknown."""
        arms = self._arms_of_acts if acts else self._arms
        if token.i not in arms:
            arms[token.i] = self._arm(token, acts)
        return arms[token.i]

    def _arm(self, token: Token, acts: bool) -> str | None:
        lemma = token.lemma_.lower()
        lemma = lemma if lemma in self.lex.class_of else lemma.removesuffix("s")
        before = self.tokens[token.i - 1] if token.i else None
        pair = f"{before.lemma_.lower()} {lemma}" if before is not None else lemma
        if (before is not None and before.text == "-" and token.pos_ != "NOUN" and not before.whitespace_) or (
            lemma == "tank" and pair[0] == "-"
        ):
            return None
        if acts:
            for word in (pair, lemma):
                if word in self.lex.air_acts:
                    return "air_force"
                if word in self.lex.army_acts:
                    return "army"
            if lemma in self.lex.sets["schemes"]:
                return "government"
        found = self.lex.class_of.get(pair) or self.lex.class_of.get(lemma)
        if found == "government" and self._regional(token):
            return None
        if found == "air_force" and lemma in self.lex.sets["bombers"] and self._suicides:
            return "fighters"
        if found == "air_force" and any(t.lemma_.lower() in self.lex.sets["civil_air"] for t in token.lefts):
            return None
        if found in _WEAK:
            stronger = self.from_modifiers(token)
            return stronger or found
        return found

    @cached_property
    def _suicides(self) -> bool:
        """Whether the report tells of people who blow themselves up, so that its bombers are no planes."""
        return any(t.lower_ in self.lex.sets["suicides"] for t in self.tokens)

    def _regional(self, token: Token) -> bool:
        """As in "the Kharkiv regional administration": a region's own office is not the state."""
        before = self.tokens[left_edge(token) : token.i]
        return any(t.lower_ in self.lex.sets["regional"] for t in before)

    def from_modifiers(self, token: Token) -> str | None:
        for i in range(token.i - 1, left_edge(token) - 1, -1):
            if i in self.r.by_token:
                continue
            word = self.tokens[i].lemma_.lower()
            pair = f"{self.tokens[i - 1].lemma_.lower()} {word}" if i else word
            for cls in ("air_force", "police", "army"):
                if self.lex.is_a(cls, pair) or (self.lex.is_a(cls, word) and self.tokens[i].pos_ in {"NOUN", "PROPN"}):
                    return cls
        return None

    # -- owners ------------------------------------------------------------------------------------------------------

    def at(self, i: int) -> list[Owner]:
        """Who the word at token ``i`` stands for as a modifier."""
        match = self.r.by_token.get(i)
        if match is not None:
            if self._backed(match.end):
                return self._led(match.end, self._named(match))
            if self._prefix(i) in self.lex.sets["for_or_against"] or self.of_descent(match.start):
                return []
            return self._named(match)
        return self._side(i)

    def _named(self, match: Match) -> list[Owner]:
        actor = person_of(match) or self.r.actor_of(match)
        if actor is not None:
            return [self._owner(actor)]
        return [Owner(state=match.state)] if match.state else []

    def of_descent(self, start: int) -> bool:
        """Whether "ethnic" stands before the token: of that people, not of that state."""
        return start > 0 and self.tokens[start - 1].lower_ in self.lex.sets["of_descent"]

    def _owner(self, actor: Actor) -> Owner:
        """A government, and a person in its office, own as the state does."""
        if actor.kind == "person":
            office = actor.office(self.r.on)
            body = registry().named(office.body) if office else None
            return self._owner(body) if body is not None and body.kind == "state" else Owner(actor=actor)
        if actor.kind == "state" and actor.country:
            return Owner(state=registry().states[actor.country])
        return Owner(actor=actor)

    def _backed(self, end: int) -> bool:
        """True before "-backed", "-based" and their like."""
        if end + 1 >= len(self.tokens):
            return False
        if self.tokens[end].text == "-":
            return self.tokens[end + 1].lower_ in self.lex.hyphened
        return self.tokens[end].lower_ in self.lex.backed

    def _led(self, end: int, leaders: list[Owner]) -> list[Owner]:
        """Here "US-led" before a coalition is the coalition of the report's war, and "Hamas-led" before fighters Hamas:
        whoever leads speaks for the rest, where no known coalition goes by that leader.
        """
        word = self.tokens[end + 1].lower_ if self.tokens[end].text == "-" else self.tokens[end].lower_
        if word not in self.lex.led:
            return []
        rest = {t.lemma_.lower() for t in self.tokens[end : end + 5]}
        if not rest & (self.lex.classes["coalition"] | self.lex.air_acts | self.lex.army_acts):
            return []
        leader = next((o.state for o in leaders if o.state), None)
        known = self.default("coalition") or _WIDEST
        if leader is None:
            return leaders or [Owner(name=known)]
        own = any(known.startswith(f"{a}-led") for a in (*leader.adjectives, leader.name))
        if leader.code == "US":
            return [Owner(name=_WIDEST if known.endswith("-led coalition") and not known.startswith("US") else known)]
        return [Owner(name=known)] if own else leaders

    def _side(self, i: int) -> list[Owner]:
        """Common words for a side: regime, rebel, coalition."""
        word = self.tokens[i].lemma_.lower()
        word = word.removesuffix("s") if word.removesuffix("s") in self.lex.regime or word == "armys" else word
        prefix = self._prefix(i)
        if self._backed(i + 1):
            return []
        if word in self.lex.regime or (word in self.lex.sets["home_word"] and not prefix):
            if prefix in self.lex.sets["against"]:
                return self.rebels("rebels")
            if prefix in self.lex.sets["in_favour"]:
                return [Owner(name=self.default("pro_government") or "pro-government forces")]
            return [Owner(state=self.home, regime=True)] if self.home else []
        if word in self.lex.rebel:
            arm = self.arm(self.tokens[i].head)
            armed = word != "opposition" or arm == "fighters"
            if self.r.groups.introduced and (armed or arm in {"group", "army", "things"}):
                return [self.named(n) for n in self.r.groups.introduced]
            return self.rebels("rebels" if armed else "opposition")
        if word in self.lex.sets["home_land"] and not prefix and self._owning(i):
            return [Owner(state=self.home)] if self.home else []
        if word in self.lex.coalition:
            return [self.coalition(i)]
        if word in self.lex.sets["enemy"]:
            foe = self.foe(i)
            return [foe] if foe is not None else []
        if word in self.lex.sets["kurdish"]:
            head = self.tokens[i].head
            if self.arm(head) == "police" and head.i > i:
                return [Owner(name=f"{self.tokens[i].text} {head.lower_}")]
            return [Owner(name=self.default("kurds") or "Kurdish forces")]
        return []

    def _owning(self, i: int) -> bool:
        """As in "the country's army"."""
        token = self.tokens[i]
        return token.dep_ == "poss" and token.head.i > i and self.arm(token.head) in {"army", "air_force", "police"}

    def _prefix(self, i: int) -> str:
        """What is joined by a hyphen before a word: "anti" in "anti-government"."""
        return str(self.tokens[i - 2].lower_) if i > 1 and self.tokens[i - 1].text == "-" else ""

    def foe(self, i: int) -> Owner | None:
        """Whom "the enemy" means in the mouth of one of two sides: of who spoke last, or the outlet."""
        theatre = self.r.context.theatre
        told = self.r.last(i, self.r.pronouns.speaks, 2)
        names = [*(told.names if told is not None else ()), *([self.r.outlet.name] if self.r.outlet else [])]
        bodies = (registry().named(name) for name in names)
        sides = [s.side for b in bodies if b for s in b.sides if s.theatre == theatre.name and s.holds(self.r.on)]
        name = next((n for side in sides if (n := theatre.default(f"enemy of {side}"))), None)
        return Owner(name=name) if name else None

    def rebels(self, word: str) -> list[Owner]:
        name = self.default(word)
        seat = next(iter(self.r.context.theatre.countries), None)
        if self.home is not None and seat not in (None, self.home.code):
            first = registry().states[seat].adjectives[:1]
            name = None if name in [f"{a} {word}" for a in first] else name  # of two lands at war, the other's
        if name is None and self.home is not None and self.home.adjectives:
            name = f"{self.home.adjectives[0]} {word}"
        return [Owner(name=name)] if name else []

    def default(self, word: str) -> str | None:
        theatre = self.r.context.theatre
        return theatre.default(word) or registry().theatres["general"].default(word)

    def coalition(self, i: int) -> Owner:
        last = self.r.last(i, lambda m: any("coalition" in n.lower() for n in m.names), 30)
        name = next((n for n in last.names if "coalition" in n.lower()), None) if last else None
        return Owner(name=name or self.default("coalition"))

    def before(self, token: Token) -> list[Owner]:
        """Owners among the modifiers to the left, in order."""
        found: list[Owner] = []
        i = left_edge(token)
        while i < token.i:
            match = self.r.by_token.get(i)
            owners = self._possessor(i, token) if self.tokens[i].tag_ == "PRP$" else self.at(i)
            found += [o for o in owners if o not in found]
            i = match.end if match else i + 1
        return found

    def _possessor(self, i: int, token: Token) -> list[Owner]:
        """Whose "its fighters" and "his forces" are; "its allies" are not its own."""
        if token.lemma_.lower() in self.lex.sets["partners"]:
            return []
        m = self.r.mention(i)
        if m.kind != "person":
            return [self.named(n) for n in m.names]
        owner = self.named(m.affiliation) if m.affiliation else None
        fights = owner is not None and (
            owner.state is not None
            or (owner.actor is not None and owner.actor.kind in {"army", "armed_group", "party"})
        )
        return [owner] if owner is not None and fights else []

    def after(self, token: Token) -> list[Owner]:
        """Owners in an of-, from-, for- or in-phrase to the right."""
        found: list[Owner] = []
        for prep in token.rights:
            if prep.dep_ != "prep" or prep.lower_ not in self.lex.sets["owner_prepositions"]:
                continue
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    found += (
                        self._object_owners(obj, prep.lower_) or self._beyond(token, obj) or self._seated(token, obj)
                    )
            if found:
                break
        return found or self._guessed(token)

    def shared(self, token: Token) -> list[Owner]:
        """The owners of the noun before "and": "Georgian artillery and aircraft"."""
        first = token.head
        if token.dep_ != "conj" or token.n_lefts or first.i != token.i - 2 or self.arm(token) not in _ARMED:
            return []
        return self.before(first) if self.arm(first) in _ARMED else []

    def _beyond(self, token: Token, charge: Token) -> list[Owner]:
        """Whose a "Ministry of Defence of Kenya" is, said after what it is for."""
        return self.after(charge) if self.arm(token) == "ministry" else []

    def _seated(self, token: Token, town: Token) -> list[Owner]:
        """Whose "the defence ministry in Baku" is."""
        match = self.r.by_token.get(town.i)
        seat = match is not None and (match.of("metonym") or match.of("country"))
        state = match.state if match is not None and seat and self.arm(token) in {"ministry", "government"} else None
        return [Owner(state=state)] if state is not None else []

    def _guessed(self, token: Token) -> list[Owner]:
        """As in "jets, probably Turkish," and "jets believed to be Turkish": a doubt between noun and people."""
        doubt = False
        for t in self.tokens[token.i + 1 : token.i + 7]:
            match = self.r.by_token.get(t.i)
            if match is not None:
                return [Owner(state=match.state)] if doubt and match.of("adjective") and match.state else []
            doubt = doubt or t.lower_ in self.lex.sets["guessed"]
            if t.lower_ not in self.doubts and t.text != ",":
                return []
        return []

    def _object_owners(self, obj: Token, prep: str) -> list[Owner]:
        heads = [obj, *(c for c in obj.conjuncts if c.i > obj.i)]
        mentions = [self.r.mention(h.i) for h in heads]
        if prep in self.lex.sets["inside"]:
            mentions = [
                m for m in mentions if m.kind in {"armed_group", "body", "party", "police", "army", "monitor", "media"}
            ]
        names = dict.fromkeys(n for m in mentions if m.kind not in {"person"} for n in m.names)
        return [self.named(n) for n in names]

    def named(self, name: str) -> Owner:
        actor = registry().named(name)
        return self._owner(actor) if actor is not None else Owner(name=name)

    # -- putting the two together ------------------------------------------------------------------------------------

    def combine(self, owners: list[Owner], arm: str | None, head: Token, rule: str) -> Found:
        """The actors of an owned noun: each owner's arm of that class."""
        names: dict[str, str] = {}
        for owner in owners:
            name, kind = self._part(owner, arm, head)
            if name:
                names[name] = kind
        kinds = {"officials": "officials", "civilians": "civilians", "source": "source", "media": "media"}
        if not names:
            return Found(
                (),
                kinds.get(arm or "", "fighters" if arm in {"fighters", "group", "rebels"} else "none"),
                rule,
                None,
                True,
            )
        if arm in kinds:
            body = next(iter(names))
            shown = () if arm in {"civilians", "source", "media"} else tuple(names)
            return Found(shown, kinds[arm], rule, body, True)
        return Found(tuple(names), next(iter(names.values())), rule, None, True)

    def _part(self, owner: Owner, arm: str | None, head: Token) -> tuple[str | None, str]:
        if owner.state is not None and owner.regime and arm in {"fighters", "group"}:
            return owner.state.unit("army"), "army"
        if owner.state is not None:
            return self.state_part(owner.state, arm, head)
        if owner.actor is None:
            return owner.name, "armed_group"
        land = owner.actor.country
        if owner.actor.kind in {"coalition", "body"} and self._member(head):
            return None, "none"
        commands = self.lex.sets["commands"].intersection(owner.actor.name.lower().split())
        if arm in {"army", "air_force"} and land and owner.actor.kind in {"body", "army"} and commands:
            return registry().states[land].unit(arm), arm
        own = registry().states[land] if land else None
        rival = own is not None and owner.actor.sides and own.unit("army") != owner.actor.name
        if arm == "air_force" and land and owner.actor.kind == "army" and not rival:
            return registry().states[land].unit("air_force"), "air_force"
        return owner.actor.name, "army" if owner.actor.kind == "navy" else owner.actor.kind

    def _member(self, head: Token) -> bool:
        """One of an alliance: "Poland, a NATO member"."""
        one = any(c.dep_ == "det" and c.lower_ in self.lex.sets["indefinite"] for c in head.lefts)
        return head.lemma_.lower() in self.lex.sets["members"] and (one or head.dep_ == "nmod")

    def state_part(self, state: State, arm: str | None, head: Token) -> tuple[str | None, str]:
        adjective = state.adjectives[0] if state.adjectives else state.name
        if arm == "army":
            branch = self.branch(state, head)
            if branch:
                return branch, "army"
            if head.lemma_.lower() in self.lex.sets["navies"]:
                return state.unit("navy"), "army"
            return state.unit("forces" if head.lower_.startswith("force") else "army"), "army"
        if arm in {"air_force", "police"}:
            return state.unit(arm), arm
        if arm == "ministry":
            return self.ministry(adjective, head), "body"
        if arm in {"rebels", "opposition"}:
            return f"{adjective} {arm}", "armed_group" if arm == "rebels" else "party"
        if arm in {"officials", "source"} and any(t.lemma_.lower() in self.lex.sets["home_army"] for t in head.lefts):
            return state.unit("army"), "army"
        if arm in {"government", "officials", "source", "media", None}:
            return state.government, "state"
        if arm == "things":
            land = head.lemma_.lower() in self.lex.sets["lands"]  # "Russian territory" is no army
            return (None, "none") if land else (state.unit("army"), "army")
        return None, "none"

    def branch(self, state: State, head: Token) -> str | None:
        """What makes "border forces" other than the army at large."""
        if head.lemma_.lower() not in self.lex.sets["branch_heads"]:
            return None
        words = [
            t for t in self.tokens[left_edge(head) : head.i] if t.i not in self.r.by_token and t.dep_ == "compound"
        ]
        known = self.lex.own_forces | self.lex.coalition | self.lex.rebel | self.lex.regime
        own = any(t.lemma_.lower() in known or t.pos_ != "NOUN" for t in words)
        adjective = state.adjectives[0] if state.adjectives else state.name
        return None if own or not words else " ".join([adjective, *(t.lower_ for t in words), head.lower_])

    def ministry(self, adjective: str, head: Token) -> str:
        """Here "Ministry of Defense", "Defence Ministry" and "defense ministry" alike; a known one by its name."""
        topics = [c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"} and c.i not in self.r.by_token]
        known = [self.lex.portfolios[c.lower_] for c in topics if c.lower_ in self.lex.portfolios]
        words = known[-1] if known else " ".join(t.text.capitalize() for t in topics if t.dep_ == "compound")
        name = f"{adjective} Ministry of {words or self._charge(head)}"
        if name.endswith(" "):
            return f"{adjective} ministry"
        actor = registry().named(name, self.r.on)
        return actor.name if actor is not None else name

    def _charge(self, head: Token) -> str:
        """What a "Ministry of ..." is for."""
        objects = [o for p in head.rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        if not objects:
            return ""
        words = " ".join(self.doc.between(left_edge(objects[0]), objects[0].i + 1).split())
        return self.lex.portfolios.get(words.lower(), words.title() if words.islower() else words)
