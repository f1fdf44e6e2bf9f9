"""Persons with their office: what the words around a name say of the body they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.people import person_of
from fogline.read.actors.phrase import left_edge, run
from fogline.vocab.actors import State, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver


class Offices:
    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.home = resolver.context.home
        self.lex = lexicon()

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
                found += [t.lemma_.lower(), self.pair(t)]
        return list(dict.fromkeys(found))

    def pair(self, t: Token) -> str:
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
            return self.r.owners.ministry(state.adjectives[0] if state.adjectives else state.name, ministry)
        if self.lex.ranks & set(words) or "military" in words or "army" in words:
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
            return self.r.owners.coalition(region[0].i).name
        return None

    def home_office(self, region: list[Token]) -> str | None:
        """A minister or president of no named country is the home state's."""
        words = {t.lemma_.lower() for t in region}
        return self.home.government if self.home is not None and words & {"president", "minister", "premier"} else None
