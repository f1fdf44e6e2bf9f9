"""Whose forces, whose spokesman, which group: common nouns with their owners, and definite nouns that point back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from fogline.core.actor import Actor
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import ActorMention, Found, Owner
from fogline.read.actors.people import person_of
from fogline.read.actors.phrase import left_edge, run
from fogline.vocab.actors import State, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver

_WEAK = frozenset({"things", "fighters", "group", "civilians"})
_RANKS = frozenset(
    {
        "general",
        "gen",
        "lt",
        "colonel",
        "col",
        "major",
        "maj",
        "commander",
        "captain",
        "capt",
        "brigadier",
        "brig",
        "sergeant",
        "sgt",
        "admiral",
        "adm",
        "marshal",
        "lieutenant",
        "soldier",
    }
)


class Owners:
    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.home = resolver.context.home
        self.lex = lexicon()
        self.governments = frozenset(s.government for s in registry().states.values())
        self._arms: dict[tuple[int, bool], str | None] = {}

    # -- what kind of noun -----------------------------------------------------------------------------------------

    def arm(self, token: Token, acts: bool = False) -> str | None:
        """The class of a head noun, sharpened by the noun before it ("air force units"); ``None`` if unknown."""
        key = (token.i, acts)
        if key not in self._arms:
            self._arms[key] = self._arm(token, acts)
        return self._arms[key]

    def _arm(self, token: Token, acts: bool) -> str | None:
        lemma = token.lemma_.lower()
        lemma = lemma if lemma in self.lex.class_of else lemma.removesuffix("s")
        pair = f"{self.doc[token.i - 1].lemma_.lower()} {lemma}" if token.i else lemma
        if (
            token.i
            and self.doc[token.i - 1].text == "-"
            and not self.doc[token.i - 1].whitespace_
            and token.pos_ != "NOUN"
        ) or (lemma == "tank" and pair[0] == "-"):
            return None
        if acts:
            for word in (pair, lemma):
                if word in self.lex.air_acts:
                    return "air_force"
                if word in self.lex.army_acts:
                    return "army"
        found = self.lex.class_of.get(pair) or self.lex.class_of.get(lemma)
        if found in _WEAK:
            stronger = self._from_modifiers(token)
            return stronger or found
        return found

    def _from_modifiers(self, token: Token) -> str | None:
        for i in range(token.i - 1, left_edge(token) - 1, -1):
            if i in self.r.by_token:
                continue
            word = self.doc[i].lemma_.lower()
            pair = f"{self.doc[i - 1].lemma_.lower()} {word}" if i else word
            for cls in ("air_force", "police", "army"):
                if self.lex.is_a(cls, pair) or (self.lex.is_a(cls, word) and self.doc[i].pos_ in {"NOUN", "PROPN"}):
                    return cls
        return None

    # -- owners ------------------------------------------------------------------------------------------------------

    def at(self, i: int) -> list[Owner]:
        """Who the word at token ``i`` stands for as a modifier."""
        match = self.r.by_token.get(i)
        if match is not None:
            if self._backed(match.end):
                return self._led(match.end)
            if i > 1 and self.doc[i - 1].text == "-" and self.doc[i - 2].lower_ in {"anti", "pro"}:
                return []
            actor = person_of(match) or self.r.actor_of(match)
            if actor is not None:
                return [self._owner(actor)]
            return [Owner(state=match.state)] if match.state else []
        return self._side(i)

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
        if end + 1 >= len(self.doc):
            return False
        if self.doc[end].text == "-":
            return self.doc[end + 1].lower_ in self.lex.not_actor | self.lex.led
        return self.doc[end].lower_ in (self.lex.not_actor - self.lex.hyphen_only) | self.lex.led

    def _led(self, end: int) -> list[Owner]:
        """Here "US-led" before a coalition is the coalition."""
        word = self.doc[end + 1].lower_ if self.doc[end].text == "-" else self.doc[end].lower_
        if word not in self.lex.led:
            return []
        rest = {t.lemma_.lower() for t in self.doc[end : end + 5]}
        fits = rest & (self.lex.classes["coalition"] | self.lex.air_acts | self.lex.army_acts)
        return [Owner(name=self._default("coalition") or "International Coalition")] if fits else []

    def _side(self, i: int) -> list[Owner]:
        """Common words for a side: regime, rebel, coalition."""
        word = self.doc[i].lemma_.lower()
        word = word.removesuffix("s") if word.removesuffix("s") in self.lex.regime or word == "armys" else word
        prefix = self.doc[i - 2].lower_ if i > 1 and self.doc[i - 1].text == "-" else ""
        if self._backed(i + 1):
            return []
        if word in self.lex.regime or (word in {"army"} and not prefix):
            if prefix == "anti":
                return self._rebels("rebels")
            if prefix == "pro":
                return [Owner(name=self._default("pro_government") or "pro-government forces")]
            return [Owner(state=self.home, regime=True)] if self.home else []
        if word in self.lex.rebel:
            armed = word != "opposition" or self.arm(self.doc[i].head) in {"army", "fighters"}
            return self._rebels("rebels" if armed else "opposition")
        if word in self.lex.coalition:
            return [self._coalition(i)]
        if word == "kurdish":
            return [Owner(name=self._default("kurds") or "Kurdish forces")]
        return []

    def _rebels(self, word: str) -> list[Owner]:
        name = self._default(word)
        if name is None and self.home is not None and self.home.adjectives:
            name = f"{self.home.adjectives[0]} {word}"
        return [Owner(name=name)] if name else []

    def _default(self, word: str) -> str | None:
        theatre = self.r.context.theatre
        return theatre.default(word) or registry().theatres["general"].default(word)

    def _coalition(self, i: int) -> Owner:
        last = self.r.last(i, lambda m: any("coalition" in n.lower() for n in m.names), 30)
        name = next((n for n in last.names if "coalition" in n.lower()), None) if last else None
        return Owner(name=name or self._default("coalition"))

    def before(self, token: Token) -> list[Owner]:
        """Owners among the modifiers to the left, in order."""
        found: list[Owner] = []
        i = left_edge(token)
        while i < token.i:
            match = self.r.by_token.get(i)
            found += [o for o in self.at(i) if o not in found]
            i = match.end if match else i + 1
        return found

    def after(self, token: Token) -> list[Owner]:
        """Owners in an of-, from-, for- or in-phrase to the right."""
        found: list[Owner] = []
        for prep in token.rights:
            if prep.dep_ != "prep" or prep.lower_ not in {"of", "from", "for", "in", "at", "with", "inside"}:
                continue
            for obj in prep.children:
                if obj.dep_ == "pobj":
                    found += self._object_owners(obj, prep.lower_)
            if found:
                break
        return found

    def _object_owners(self, obj: Token, prep: str) -> list[Owner]:
        heads = [obj, *(c for c in obj.conjuncts if c.i > obj.i)]
        mentions = [self.r.mention(h.i) for h in heads]
        if prep in {"in", "at"}:
            mentions = [
                m for m in mentions if m.kind in {"armed_group", "body", "party", "police", "army", "monitor", "media"}
            ]
        names = dict.fromkeys(n for m in mentions if m.kind not in {"person"} for n in m.names)
        return [self._named(n) for n in names]

    def _named(self, name: str) -> Owner:
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
            return self._state_part(owner.state, arm, head)
        if owner.actor is None:
            return owner.name, "armed_group"
        land = owner.actor.country
        if arm == "air_force" and land and owner.actor.kind == "army":
            return registry().states[land].unit("air_force"), "air_force"
        return owner.actor.name, "army" if owner.actor.kind == "navy" else owner.actor.kind

    def _state_part(self, state: State, arm: str | None, head: Token) -> tuple[str | None, str]:
        adjective = state.adjectives[0] if state.adjectives else state.name
        if arm == "army":
            return state.unit("forces" if head.lower_.startswith("force") else "army"), "army"
        if arm in {"air_force", "police"}:
            return state.unit(arm), arm
        if arm == "ministry":
            return self._ministry(adjective, head), "body"
        if arm in {"rebels", "opposition"}:
            return f"{adjective} {arm}", "armed_group" if arm == "rebels" else "party"
        if arm in {"government", "officials", "source", "media", None}:
            return state.government, "state"
        if arm == "things":
            return state.unit("army"), "army"
        return None, "none"

    def _ministry(self, adjective: str, head: Token) -> str:
        """Here "Ministry of Defense" and "Defense Ministry" alike."""
        topic = [c for c in head.children if c.dep_ == "compound" and c.i not in self.r.by_token]
        words = " ".join(t.text.capitalize() for t in topic)
        if not words:
            objects = [o for p in head.rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
            words = " ".join(self.doc[left_edge(objects[0]) : objects[0].i + 1].text.split()) if objects else ""
        return f"{adjective} Ministry of {words}" if words else f"{adjective} ministry"

    # -- pointing back -------------------------------------------------------------------------------------------------

    def back(self, token: Token, log: list[ActorMention]) -> Found | None:
        """What a common noun without owner stands for, by the report so far and the theatre."""
        arm = self.arm(token)
        definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in token.lefts)
        if definite:
            named = self._by_word(token)
            if named is not None:
                return named
        if arm == "officials" and definite:
            return self._role(token)
        if arm in {"army", "air_force", "government"} and self.home is not None and self._bare(token, arm, definite):
            name, kind = self._state_part(self.home, arm, token)
            return Found((name,), kind, "home") if name else None
        if arm in {"rebels", "opposition"}:
            found = self._rebels(arm)
            return (
                Found((found[0].name,), "armed_group" if arm == "rebels" else "party", "theatre")
                if found and found[0].name
                else None
            )
        if arm == "coalition":
            name = self._coalition(token.i).name
            return Found((name,), "coalition", "theatre") if name else None
        if arm == "monitor" or (arm in {"group", "fighters"} and self._based(token)):
            return self._any_monitor(token)
        if arm == "group" and definite:
            return self._group(token)
        if (
            arm == "police"
            and self.home is not None
            and token.lemma_.lower() == "police"
            and not self._indefinite(token)
        ):
            return Found((self.home.unit("police"),), "police", "home")
        return None

    def _bare(self, token: Token, arm: str, definite: bool) -> bool:
        """Only words that mean the home state's own: "the army", "helicopters", not "a soldier" or "an authority"."""
        lemma = token.lemma_.lower()
        if self._indefinite(token):
            return False
        if arm == "government":
            return (definite or lemma == "regime") and lemma in {
                "government",
                "regime",
                "authority",
                "administration",
                "junta",
                "state",
            }
        if arm == "army":
            own = {t.lemma_.lower() for t in self.doc[left_edge(token) : token.i] if t.dep_ != "det" and not t.like_num}
            if own - self.lex.own_forces:
                return False
            if self.lex.is_a("things", lemma) and self._from_modifiers(token) == "army":
                return True
            return lemma in {"army", "military", "artillery"} or (
                lemma in {"troop", "force", "soldier"} and (definite or bool(own))
            )
        return True

    def _indefinite(self, token: Token) -> bool:
        return any(c.dep_ == "det" and c.lower_ in {"a", "an", "another", "any", "no", "some"} for c in token.lefts)

    def _by_word(self, token: Token) -> Found | None:
        """Here "The Council" is the last named actor with that word in its name."""
        word = token.lower_
        if token.pos_ not in {"NOUN", "PROPN"} or len(word) < 4:
            return None
        if self.doc[left_edge(token) : token.i].text.lower() not in {"the", "this", "that", "these"}:
            return None
        last = self.r.last(
            token.i,
            lambda m: (
                m.kind not in {"person", "state"} and m.proper and any(word in n.lower().split() for n in m.names)
            ),
            12,
        )
        if last is None:
            return None
        names = tuple(n for n in last.names if word in n.lower().split())
        return Found(names, last.kind, "back.word")

    def _role(self, token: Token) -> Found | None:
        offices = self.r.people.offices
        name = offices.get(self._pair(token)) or (
            offices.get(token.lemma_.lower()) if left_edge(token) == token.i - 1 else None
        )
        if name is None:
            return None
        body = self.r.people.affiliations.get(name)
        return Found((name, body) if body else (name,), "person", "back.role", body)

    def _based(self, token: Token) -> bool:
        """Here "Geneva-based", said of a group, is said of one that watches."""
        return token.lemma_.lower() in {"group", "organization", "organisation"} and any(
            t.lower_ == "based" for t in self.doc[left_edge(token) : token.i]
        )

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
        last = self.r.last(
            token.i,
            lambda m: (
                m.kind in {"armed_group", "monitor", "party", "body"}
                and bool(m.names)
                and (singular or m.kind == "armed_group")
            ),
            5,
        )
        return Found(last.names[:1] if singular else last.names, last.kind, "back.group") if last else None

    # -- unknown names -----------------------------------------------------------------------------------

    def minted(self, token: Token) -> Found | None:
        """A provisional actor: the name as written."""
        start, end = run(self.doc, token.i)
        start -= int(start > 0 and self.doc[start - 1].text[0].isdigit() and self.doc[start - 1].text[-1].isalpha())
        words = self.doc[start:end]
        if end - start < 2 or not token.text[:1].isupper() or (words[0].is_sent_start and words[0].pos_ == "DET"):
            return None
        lowered = {t.lower_ for t in words}
        if lowered & self.lex.place_nouns and not lowered & (self.lex.group_nouns | self.lex.body_nouns):
            return None
        if lowered & self.lex.body_nouns:
            return Found((words.text,), "body", "minted.body", None, True)
        if lowered & self.lex.group_nouns:
            return Found((words.text,), "armed_group", "minted.group", None, True)
        return None

    # -- persons -----------------------------------------------------------------------------------------

    def region(self, token: Token) -> list[Token]:
        """The words that describe a person: before the name, and in apposition after it."""
        region = list(self.doc[left_edge(token) : token.i])
        for child in token.children:
            if (
                (child.dep_ == "appos" and child.i > token.i)
                or (child.i > token.i and self._heads(child))
                or (child.dep_ == "prep" and child.lower_ in {"of", "from", "for"})
            ):
                region += list(self.doc[child.left_edge.i : min(child.right_edge.i + 1, child.i + 10)])
                break
        if token.dep_ == "appos":
            region += list(self.doc[token.head.left_edge.i : token.i])
        return region

    def _heads(self, child: Token) -> bool:
        """Here "who runs the observatory" tells an office as "head of" does."""
        return child.dep_ == "relcl" and child.lemma_.lower() in {"run", "head", "lead", "direct", "chair", "command"}

    def roles(self, region: list[Token]) -> list[str]:
        """Role nouns said of a person, each also with the word before it ("foreign secretary")."""
        found: list[str] = []
        for t in region:
            if t.lemma_.lower() in self.lex.roles:
                found += [t.lemma_.lower(), self._pair(t)]
        return list(dict.fromkeys(found))

    def _pair(self, t: Token) -> str:
        return f"{self.doc[t.i - 1].lemma_.lower()} {t.lemma_.lower()}" if t.i else t.lemma_.lower()

    def affiliation(self, token: Token, region: list[Token]) -> str | None:
        """The body a person speaks for, as the words around the name tell; ``None`` when they do not."""
        words = [t.lemma_.lower().strip(".") for t in region]
        if not any(
            w in self.lex.titles or w in self.lex.roles or w in {"of", "for", "run", "head", "lead"} for w in words
        ):
            return None
        for t in region:
            match = self.r.by_token.get(t.i)
            if match is None or match.start != t.i or match.start <= token.i < match.end or person_of(match):
                continue
            actor = self.r.actor_of(match)
            if actor is not None:
                land = registry().states.get(actor.country or "")
                return (
                    land.government
                    if land and {"minister", "premier"} & set(words) and actor.kind == "body"
                    else actor.name
                )
            if match.state is not None:
                return self._state_office(match.state, region, words)
        return self._other_office(region, words)

    def _state_office(self, state: State, region: list[Token], words: list[str]) -> str:
        ministry = next((t for t in region if self.lex.is_a("ministry", t.lemma_.lower())), None)
        if ministry is not None:
            return self._ministry(state.adjectives[0] if state.adjectives else state.name, ministry)
        if _RANKS & set(words) or "military" in words or "army" in words:
            return state.unit("army")
        return state.government

    def _other_office(self, region: list[Token], words: list[str]) -> str | None:
        for t in region:
            if t.pos_ == "PROPN" and (t.lower_ in self.lex.body_nouns or t.lower_ in self.lex.group_nouns):
                start, end = run(self.doc, t.i)
                if end - start > 1:
                    return self.doc[start:end].text
        if self.home is not None and "army" in words:
            return self.home.unit("army")
        if "coalition" in words:
            return self._coalition(region[0].i).name
        return None

    def home_office(self, region: list[Token]) -> str | None:
        """A minister or president of no named country is the home state's."""
        words = {t.lemma_.lower() for t in region}
        return self.home.government if self.home is not None and words & {"president", "minister", "premier"} else None
