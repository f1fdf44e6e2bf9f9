"""The counting vocabulary as typed tables: what is done to those counted, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from spacy.tokens import Token

from fogline import vocab
from fogline.core.claim import Measure, Status
from fogline.read.numbers.words import Phrases


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class CountingWords:
    """The tables of ``vocab/en/counted.yaml``, by lemma."""

    verbs: Mapping[str, Measure]
    intransitive: Mapping[str, Measure]
    states: Mapping[str, Measure]
    acts: Mapping[str, Measure]
    heads: Mapping[str, Measure]
    lost: frozenset[str]
    taken: frozenset[str]
    fired: frozenset[str]
    tolls: frozenset[str]
    between_them: frozenset[str]
    auxiliaries: frozenset[str]
    part_before: Phrases[None]
    part_after: Phrases[None]
    chain_links: Phrases[None]
    cumulative: Phrases[None]
    statuses: Mapping[str, Status]
    containers: frozenset[str]
    kinds: Mapping[str, str]
    things: Mapping[str, Measure]
    ammunition: frozenset[str]
    stock_verbs: frozenset[str]
    stock_marks: frozenset[str]
    uncounted: frozenset[str]
    leads: frozenset[str]
    others: frozenset[str]
    one_of: frozenset[str]
    one_thing: frozenset[str]
    many_in_one: frozenset[str]
    befall_persons: frozenset[str]
    unforced: frozenset[str]
    amid: frozenset[str]
    leaving: frozenset[str]
    moving: frozenset[str]
    handled_acts: frozenset[str]
    strength: frozenset[str]
    designations: tuple[tuple[re.Pattern[str], Measure], ...]
    fallen: frozenset[str]
    bodies_of: frozenset[str]
    pairs: frozenset[str]
    persons: frozenset[str]
    be: frozenset[str]
    times: frozenset[str]

    def thing(self, token: Token) -> Measure | None:
        known = look(self.things, token)
        return known or next((measure for pattern, measure in self.designations if pattern.fullmatch(token.text)), None)

    def status(self, token: Token) -> Status | None:
        return look(self.statuses, token)


def look(table: Mapping[str, V], token: Token) -> V | None:
    """The entry of a token by its word as written or its lemma, the first form known."""
    for form in forms(token):
        if form in table:
            return table[form]
    return None


def forms(token: Token) -> tuple[str, ...]:
    """The folded word, its lemma, and the plain singulars a small tagger misses on names and headlines."""
    word = token.lower_
    found = [word, token.lemma_.lower()]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("ed") and len(word) > 5:
        found += [word[:-1], word[:-2]]
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    return tuple(dict.fromkeys(found))


def among(token: Token, words: frozenset[str]) -> bool:
    return any(form in words for form in forms(token))


def _inverted(table: Mapping[str, Iterable[str]], kind: type[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, kind(name))
    return found


@cache
def counting_words() -> CountingWords:
    """The packaged English counting vocabulary, read once."""
    raw = vocab.load("en/counted.yaml")
    predicates = raw["predicates"]
    columns = {
        column: _inverted({measure: words.get(column, ()) for measure, words in predicates.items()}, Measure)
        for column in ("verbs", "intransitive", "states", "acts", "heads")
    }
    phrases = {name: Phrases((p, None) for p in raw[name]) for name in ("part_before", "part_after", "chain_links", "cumulative")}
    sets = {
        name: frozenset(raw[name])
        for name in ("tolls", "between_them", "auxiliaries", "containers", "ammunition", "stock_verbs", "stock_marks", "uncounted", "leads", "times", "others", "one_of", "one_thing", "many_in_one", "befall_persons", "unforced", "amid", "leaving", "moving", "handled_acts", "strength", "fallen", "bodies_of", "pairs", "persons", "be")
    }
    handled = {name: frozenset(words) for name, words in raw["handled"].items()}
    return CountingWords(
        **columns,
        **phrases,
        **sets,
        **handled,
        statuses=_inverted(raw["people"], Status),
        kinds=_inverted(raw["kinds"], str),
        designations=tuple((re.compile(pattern), Measure(name)) for name, pattern in raw["designations"].items()),
        things=_inverted(raw["things"], Measure),
    )
