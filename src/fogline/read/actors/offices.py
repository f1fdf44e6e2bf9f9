"""Persons with their office: what the words around a name say of the body they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.people import person_of
from fogline.read.actors.phrase import left_edge, run
from fogline.read.tokens import Token
from fogline.vocab.actors import State, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPOKEN_FOR = frozenset({"state", "body", "monitor", "media", "party", "armed_group", "coalition"})
_ARMS = frozenset({"army", "air_force", "police", "government"})


class Offices:
    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.home = resolver.context.home
        self.lex = lexicon()

    def region(self, token: Token) -> list[Token]:
        """The words that describe a person: before the name, and after it, with a comma or where one was lost."""
        start, end = self.r.people.runs.get(token.i, (token.i, token.i + 1))
        region = [
            *self.tokens[min(left_edge(token), self._told_from(start)) : start],
            *(self._told_after(end) or self._apposed(token)),
        ]
        if between := self._between_commas(start):
            return [*between, *region]
        if token.dep_ == "appos":
            top = token.head
            while top.dep_ == "pobj" and top.head.dep_ == "prep" and top.head.head.i < top.i:
                top = top.head.head
            region += list(self.tokens[top.left_edge.i : token.i])
        return region

    def _between_commas(self, start: int) -> list[Token]:
        """The office right before a name: "shells hit the camp, the relief coordinator in Chad, Ann Bly, said"."""
        if start < 2 or self.tokens[start - 1].text != ",":
            return []
        first = start - 1
        while first > 0 and start - first < 14 and self.tokens[first - 1].text not in {",", '"', ";"}:
            if self.tokens[first].is_sent_start or self.tokens[first - 1].tag_ in _FINITE:
                return []
            first -= 1
        words = self.tokens[first : start - 1]
        opens = words and words[0].lower_ in self.lex.sets["office_openers"]
        return list(words) if opens and any(self._office_word(t.lemma_.lower()) for t in words) else []

    def held(self, token: Token) -> bool:
        """A word for an office: "High Commissioner"."""
        return self._office_word(token.lemma_.lower())

    def _office_word(self, lemma: str) -> bool:
        return lemma in self.lex.roles or lemma in self.lex.titles

    def _apposed(self, token: Token) -> list[Token]:
        """The apposition behind a name as the parser sees it."""
        child = next((c for c in token.rights if c.dep_ == "appos"), None)
        return list(self.tokens[child.left_edge.i : min(child.right_edge.i + 1, child.i + 10)]) if child else []

    def _told_from(self, start: int) -> int:
        """Where the words before a name begin ("Pentagon spokesman Navy Capt.")."""
        i = start
        while i > 0 and not self.tokens[i].is_sent_start and self._describes(self.tokens[i - 1]):
            i -= 1
        return i

    def _describes(self, t: Token) -> bool:
        if t.i in self.r.people.runs:
            return False
        return (
            t.i in self.r.by_token or t.pos_ in {"NOUN", "PROPN", "ADJ"} or t.tag_ == "POS" or t.text in {"-", "."}
        ) and t.lower_ not in self.lex.not_names

    def _told_after(self, end: int) -> list[Token]:
        """An apposition, an of-phrase, or "who runs ..." after a name."""
        first = end + int(end < len(self.tokens) and self.tokens[end].text in {",", "(", "-"})
        if first >= len(self.tokens) or self.tokens[first].is_sent_start:
            return []
        head = self.tokens[first]
        leads = head.dep_ == "nsubj" and head.tag_ == "WP" and self._heads(head.head)
        lemma = head.lemma_.lower()
        described = (
            head.lower_ in self.lex.sets["office_openers"] or lemma in self.lex.roles or lemma in self.lex.titles
        )
        if not (leads or described):
            return []
        stop = min(first + 14, len(self.tokens))
        for j in range(first, stop):
            t = self.tokens[j]
            told = t.dep_ == "pcomp" or (t.tag_ in _FINITE and not leads)  # "accused Bly of sabotaging the talks"
            if j > first and (t.is_sent_start or t.text in {",", ";", ":", ")"} or told):
                return list(self.tokens[first:j])
        return list(self.tokens[first:stop])

    def _heads(self, verb: Token) -> bool:
        """Here "who runs the observatory" tells an office as "head of" does."""
        return verb.dep_ == "relcl" and verb.lemma_.lower() in self.lex.sets["heading_verbs"]

    def roles(self, region: list[Token]) -> list[str]:
        """Role nouns said of a person, each also with the word before it ("foreign secretary")."""
        found: list[str] = []
        for t in region:
            if t.lemma_.lower() in self.lex.roles:
                found += [t.lemma_.lower(), self.pair(t)]
        return list(dict.fromkeys(found))

    def pair(self, t: Token) -> str:
        return f"{self.tokens[t.i - 1].lemma_.lower()} {t.lemma_.lower()}" if t.i else t.lemma_.lower()

    def affiliation(self, token: Token, region: list[Token]) -> str | None:
        """The body a person speaks for, as the words around the name tell; ``None`` when they do not."""
        words = [t.lemma_.lower().strip(".") for t in region]
        if not self.lex.sets["former"].isdisjoint(words):
            return None
        if not any(w in self.lex.titles or w in self.lex.roles or w in self.lex.sets["office_words"] for w in words):
            return None
        return self._local(region) or self._of(token, region) or self._its(region) or self._among(token, region, words)

    def _its(self, region: list[Token]) -> str | None:
        """The union in "The union condemned it. Its president, Ann Bly, ..."."""
        owner = next((t for t in region if t.tag_ == "PRP$" and t.lower_ in self.lex.thing), None)
        told = self.r.pronouns.antecedent(owner) if owner is not None else None
        return told.names[0] if told is not None and told.names and told.kind in _SPOKEN_FOR else None

    def _local(self, region: list[Token]) -> str | None:
        """A mayor or governor speaks for the city or region, not for the state."""
        for t in region:
            if t.lemma_.lower() not in self.lex.sets["local_roles"]:
                continue
            after = self._phrase_after(t.i + 2) if self._next(t.i) in self.lex.sets["of"] else None
            start, end = after or (self._told_from(t.i), t.i)
            while start < end and (
                self.tokens[start].pos_ not in {"PROPN", "NOUN"} or self.tokens[start].lemma_.lower() in self.lex.titles
            ):
                start += 1
            match = self.r.by_token.get(start)
            if start < end and self.tokens[start].pos_ == "PROPN" and not (match and match.of("adjective")):
                return self.doc.between(start, end)
        return None

    def _next(self, i: int) -> str:
        return str(self.tokens[i + 1].lower_) if i + 1 < len(self.tokens) else ""

    def _of(self, token: Token, region: list[Token]) -> str | None:
        """The body in an of- or for-phrase of the description: "head of the Green League for Peace"."""
        for t in region:
            if t.lower_ not in self.lex.sets["office_prepositions"]:
                continue
            found = self._phrase_after(t.i + 1)
            if found and self.tokens[found[0]].lemma_.lower() in self.lex.roles:
                continue
            name = self._body_of(*found) if found else None
            if name and not found[0] <= token.i < found[1]:  # type: ignore[index]
                return name
        return None

    def _phrase_after(self, start: int) -> tuple[int, int] | None:
        """The noun phrase that begins at a token, with of-phrases inside a proper name ("League for the Poor")."""
        i = start
        while i < len(self.tokens) and self.tokens[i].tag_ in {"DT", "PRP$"}:
            i += 1
        end = i
        while end < len(self.tokens) and end - i < 12 and (end == i or not self.tokens[end].is_sent_start):
            t = self.tokens[end]
            inside = end > i and t.lower_ in self.lex.sets["name_links"] and self._capital_soon(end + 1)
            unknown = end == i and t.i in self.r.people.runs and not self._title_before(i)
            if unknown:
                return self.r.people.runs[t.i]
            if not inside and not (self._describes(t) or t.pos_ == "NUM"):
                break
            end += 1
        return (i, end) if end > i else None

    def _title_before(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].lower_.strip(".") in self.lex.titles

    def _capital_soon(self, i: int) -> bool:
        nxt = self.tokens[i] if i < len(self.tokens) else None
        if nxt is not None and nxt.lower_ == "the" and i + 1 < len(self.tokens):
            nxt = self.tokens[i + 1]
        return nxt is not None and nxt.text[:1].isupper() and nxt.i not in self.r.people.runs

    def _body_of(self, start: int, end: int) -> str | None:
        """The name of the body in a phrase: a known one, or the words where they look like one's name."""
        match = self.r.by_token.get(start)
        if match is not None and match.end >= end:
            return None
        bodies = self.lex.body_nouns | self.lex.group_nouns
        head = next((t for t in self.tokens[start:end] if t.lower_ in bodies), None)
        if head is None and self.tokens[end - 1].lower_ in self.lex.departments:
            return None  # "Commissioner for Human Rights"
        proper = [t for t in self.tokens[start:end] if t.pos_ == "PROPN" and t.text[:1].isupper()]
        ministry = any(self.lex.is_a("ministry", t.lemma_.lower()) for t in self.tokens[start:end])
        if len(proper) < 2 or ministry or any(t.i in self.r.by_token and t is not proper[0] for t in proper):
            return None
        if match is not None and (head is None or self.lex.class_of.get(head.lower_) in _ARMS):
            return None
        return " ".join(self.doc.between(start, end).split())

    def _among(self, token: Token, region: list[Token], words: list[str]) -> str | None:
        """The first known name in the description."""
        for t in region:
            match = self.r.by_token.get(t.i)
            if match is None or match.start != t.i or match.start <= token.i < match.end or person_of(match):
                continue
            if self._sent_to(match.start, words):
                continue
            if self._next(match.end) in self.lex.sets["based"]:  # "an offshoot of the Kenya-based Front"
                continue
            actor = self.r.actor_of(match)
            if actor is not None:
                land = registry().states.get(actor.country or "")
                minister = land and self.lex.sets["ministers"] & set(words) and actor.kind == "body"
                return land.government if land and minister else actor.name
            if match.state is not None:
                return self._state_office(match.state, region, words)
        return self._other_office(region, words)

    def _sent_to(self, start: int, words: list[str]) -> bool:
        """As in "the relief coordinator in Chad", "the envoy to Chad": where somebody else's man is."""
        before = self.tokens[start - 1].lower_ if start else ""
        return before in self.lex.sets["sent_to"] and not self.lex.sets["sent_abroad"].isdisjoint(words)

    def _state_office(self, state: State, region: list[Token], words: list[str]) -> str:
        ministry = next((t for t in region if self.lex.is_a("ministry", t.lemma_.lower())), None)
        if ministry is not None:
            return self.r.owners.ministry(state.adjectives[0] if state.adjectives else state.name, ministry)
        branch = next((b for t in region if (b := self.r.owners.branch(state, t))), None)
        if branch is not None:
            return branch
        if self._ranked(words) or "military" in words or "army" in words:
            return state.unit("army")
        return state.government

    def _ranked(self, words: list[str]) -> bool:
        """A rank of an army: "general", but no "attorney general"."""
        civil = self.lex.sets["civil_offices"]
        return any(w in self.lex.ranks and not (i and words[i - 1] in civil) for i, w in enumerate(words))

    def _other_office(self, region: list[Token], words: list[str]) -> str | None:
        for t in region:
            if t.pos_ == "PROPN" and (t.lower_ in self.lex.body_nouns or t.lower_ in self.lex.group_nouns):
                start, end = run(self.tokens, t.i)
                start = next((i for i in range(start, end) if self.tokens[i].text[:1].isupper()), start)
                if end - start > 1:
                    return self.doc.between(start, end)
        if self.home is not None and "army" in words:
            return self.home.unit("army")
        if (band := self._band_of(region, words)) is not None:
            return band
        if (office := self._common(region)) is not None:
            return office
        if "coalition" in words:
            return self.r.owners.coalition(region[0].i).name
        return None

    def _band_of(self, region: list[Token], words: list[str]) -> str | None:
        """The band a leader speaks for: "rebel commander Ann Bly", "their commander Ann Bly"."""
        if not self.lex.sets["band_leaders"] & set(words):
            return None
        if self.lex.rebel & set(words):
            found = self.r.owners.rebels("rebels")
            return found[0].name if found else None
        owner = next((t for t in region if t.tag_ == "PRP$"), None)
        last = self.r.pronouns.antecedent(owner) if owner is not None else None
        return last.names[0] if last is not None and last.names else None

    def _common(self, region: list[Token]) -> str | None:
        """The body a description names by common words alone: "a spokesman for the health ministry"."""
        for t in region:
            found = self._phrase_after(t.i + 1) if t.lower_ in self.lex.sets["office_prepositions"] else None
            if found is None or found[1] - found[0] < 2:
                continue
            last = self.tokens[found[1] - 1].lemma_.lower()
            if self.lex.is_a("ministry", last) or last in self.lex.sets["common_offices"]:
                return self.doc.between(*found)
        return None

    @property
    def _publisher(self) -> State | None:
        """The state whose own office the outlet is: "the minister" on its page is its own."""
        outlet = self.r.outlet
        public = outlet is not None and outlet.kind in {"state", "body"} and outlet.country
        return registry().states.get(outlet.country or "") if outlet is not None and public else None

    def home_office(self, region: list[Token]) -> str | None:
        """A minister or president of no named country is the home state's."""
        words = {t.lemma_.lower().strip(".") for t in region}
        if not words & self.lex.sets["state_heads"] or words & self.lex.sets["former"]:
            return None
        land = (self.r.back.fronted(region[0]) if region else None) or self._publisher or self.home
        return land.government if land is not None else None
