"""The counting vocabulary as typed tables: what is done to those counted, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from fogline import vocab
from fogline.core.claim import Measure, Status
from fogline.read.numbers.words import Phrases
from fogline.read.tokens import Token

V = TypeVar("V")

# Ending, what replaces it, and the longest word it leaves alone.
_STEMS = (("ies", "y", 0), ("es", "", 0), ("s", "", 0), ("ed", "e", 5), ("ed", "", 5), ("men", "man", 0))


@dataclass(frozen=True, slots=True)
class CountingWords:
    """The tables of ``vocab/en/counted.yaml``, by lemma; what each holds is said there."""

    verbs: Mapping[str, Measure]
    intransitive: Mapping[str, Measure]
    states: Mapping[str, Measure]
    acts: Mapping[str, Measure]
    heads: Mapping[str, Measure]
    phrasal: tuple[tuple[str, str, Measure], ...]
    own_loss: frozenset[tuple[str, str]]
    other_sense: frozenset[tuple[str, str]]
    ends: Mapping[tuple[str, str], Measure]
    lying: Mapping[str, Measure]
    statuses: Mapping[str, Status]
    kinds: Mapping[str, str]
    things: Mapping[str, Measure]
    designations: tuple[tuple[re.Pattern[str], Measure], ...]
    part_before: Phrases[None]
    part_shared: Phrases[None]
    part_after: Phrases[None]
    chain_links: Phrases[None]
    cumulative: Phrases[None]
    not_cumulative: Phrases[None]
    lost_by: frozenset[str]
    lost: frozenset[str]
    staged: frozenset[str]
    taken: frozenset[str]
    fired: frozenset[str]
    tolls: frozenset[str]
    losses: frozenset[str]
    out_from: frozenset[str]
    list_opens: frozenset[str]
    where: frozenset[str]
    tallies: frozenset[str]
    toll_ends: frozenset[str]
    between_them: frozenset[str]
    auxiliaries: frozenset[str]
    containers: frozenset[str]
    ammunition: frozenset[str]
    stock_verbs: frozenset[str]
    stock_marks: frozenset[str]
    downwards: frozenset[str]
    repeats: frozenset[str]
    repeated: frozenset[str]
    uncounted: frozenset[str]
    leads: frozenset[str]
    others: frozenset[str]
    more_people: frozenset[str]
    times: frozenset[str]
    one_of: frozenset[str]
    single_of: frozenset[str]
    unique: frozenset[str]
    civil: frozenset[str]
    chiefs: frozenset[str]
    one_thing: frozenset[str]
    many_in_one: frozenset[str]
    befall_persons: frozenset[str]
    persons: frozenset[str]
    unforced: frozenset[str]
    amid: frozenset[str]
    leaving: frozenset[str]
    saving: frozenset[str]
    moving: frozenset[str]
    handled_acts: frozenset[str]
    strength: frozenset[str]
    strength_kinds: frozenset[str]
    wars: frozenset[str]
    it: frozenset[str]
    fallen: frozenset[str]
    rising: frozenset[str]
    stops: frozenset[str]
    believing: frozenset[str]
    put_at: frozenset[str]
    putting: frozenset[str]
    out_of: frozenset[str]
    all_but: frozenset[tuple[str, str]]
    given_up: frozenset[str]
    them: frozenset[str]
    same_people: frozenset[str]
    up_from: frozenset[str]
    up_to: frozenset[str]
    bodies_of: frozenset[str]
    pairs: frozenset[str]
    be: frozenset[str]
    listing: frozenset[str]
    firsts: frozenset[str]
    beside: frozenset[str]
    after_along: frozenset[str]
    crewless: frozenset[str]
    airborne: frozenset[str]
    joint: frozenset[str]
    before_group: frozenset[str]
    passed: frozenset[str]
    near: frozenset[str]
    tails: frozenset[str]
    needs_more: frozenset[str]
    loose: frozenset[str]
    people_tails: frozenset[str]
    definite: frozenset[str]
    of_people: frozenset[str]
    held_in: frozenset[str]
    aged: frozenset[str]
    hauling: frozenset[str]
    letting: frozenset[str]
    into: frozenset[str]
    limbs: frozenset[str]
    shooting: frozenset[str]
    homes: frozenset[str]
    uncountable: frozenset[str]
    naming: frozenset[str]
    blown: frozenset[str]
    blowing: frozenset[str]
    twofold: frozenset[str]
    under: frozenset[str]
    attacked: frozenset[str]
    sides: frozenset[str]
    part_in: frozenset[str]
    deadly: frozenset[str]
    ranges: frozenset[str]
    landing: frozenset[str]

    def thing(self, token: Token) -> Measure | None:
        known = look(self.things, token)
        return known or next((measure for pattern, measure in self.designations if pattern.fullmatch(token.text)), None)

    def status(self, token: Token) -> Status | None:
        return look(self.statuses, token)

    def counted(self, token: Token) -> bool:
        """A word for people or things, or one that is itself a casualty."""
        return self.status(token) is not None or self.thing(token) is not None or look(self.heads, token) is not None


def look(table: Mapping[str, V], token: Token) -> V | None:
    """The entry of a token by its word as written or its lemma, the first form known."""
    for form in forms(token):
        if form in table:
            return table[form]
    return None


def forms(token: Token) -> tuple[str, ...]:
    """The folded word, its lemma, and the plain stems a small tagger misses on names and headlines."""
    return _forms(token.lower_, token.lemma_.lower())


@lru_cache(maxsize=1 << 16)
def _forms(word: str, lemma: str) -> tuple[str, ...]:
    found = [word, lemma]
    found += [word[: -len(end)] + stem for end, stem, least in _STEMS if word.endswith(end) and len(word) > least]
    return tuple(dict.fromkeys(found))


def among(token: Token, words: frozenset[str]) -> bool:
    return not words.isdisjoint(forms(token))


def _inverted(table: Mapping[str, Iterable[str]], kind: Callable[[str], V]) -> dict[str, V]:
    found: dict[str, V] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, kind(name))
    return found


_PHRASES = ("part_before", "part_after", "part_shared", "chain_links", "cumulative", "not_cumulative")
_COLUMNS = ("verbs", "intransitive", "states", "acts", "heads")


@cache
def counting_words() -> CountingWords:
    """The packaged English counting vocabulary, read once."""
    raw = vocab.load("en/counted.yaml")
    given: dict[str, Any] = {name: frozenset(words) for name, words in {**raw["sets"], **raw["handled"]}.items()}
    given |= {name: Phrases((p, None) for p in raw[name]) for name in _PHRASES}
    for column in _COLUMNS:
        given[column] = _inverted({measure: row.get(column, ()) for measure, row in raw["predicates"].items()}, Measure)
    return CountingWords(
        **given,
        phrasal=tuple((verb, particle, Measure(name)) for verb, particle, name in raw["phrasal"]),
        own_loss=frozenset((verb, noun) for verb, noun in raw["own_loss"]),
        all_but=frozenset((first, last) for first, last in raw["all_but"]),
        other_sense=frozenset((verb, particle) for verb, particle in raw["other_sense"]),
        ends={(first, last): Measure(name) for first, last, name in raw["ends"]},
        lying={place: Measure(name) for place, name in raw["lying"].items()},
        statuses=_inverted(raw["people"], Status),
        kinds=_inverted(raw["kinds"], str),
        things=_inverted(raw["things"], Measure),
        designations=tuple((re.compile(pattern), Measure(name)) for name, pattern in raw["designations"].items()),
    )
