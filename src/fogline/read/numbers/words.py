"""The number vocabulary as typed tables, and matching of word sequences against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar

from fogline import vocab
from fogline.core.claim import Qualifier

T = TypeVar("T")

_WORD = re.compile(r"(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_)")


class Word(NamedTuple):
    """One word, numeral or mark of a text; ``lower`` is its folded form, offsets are code points."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def numeral(self) -> bool:
        return self.text[0].isdigit()


# A word of its four fields, without a function of Python's in between.
_word = partial(tuple.__new__, Word)


def words_of(text: str) -> tuple[Word, ...]:
    """``text`` cut into words, numerals (with their separators) and single marks; hyphens stand alone."""
    parts = _WORD.split(text)  # by turns what stands between two words, and a word
    words, edges = parts[1::2], list(accumulate(map(len, parts)))
    return tuple(map(_word, zip(words, map(str.lower, words), edges[0::2], edges[1::2], strict=False)))


def forms_of(text: str) -> list[str]:
    """The folded forms alone of the words, numerals and marks of ``text``."""
    return [word.lower() for word in _WORD.findall(text)]


class Phrases(Generic[T]):
    """Word sequences with a value each; the longest one that starts at a position wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]):
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], T]]] = {}
        self._spaced: list[str] = []
        for phrase, value in entries:
            parts = tuple(forms_of(phrase))
            self._by_first.setdefault(parts[0], []).append((len(parts), parts, value))
            self._spaced.append(f" {' '.join(parts)} ")
        for found in self._by_first.values():
            found.sort(key=lambda entry: -entry[0])

    @property
    def firsts(self) -> Iterable[str]:
        """The words a phrase of these may begin with."""
        return self._by_first.keys()

    def within(self, forms: Iterable[str]) -> bool:
        """Whether a phrase of these stands anywhere in a text of these ``forms``."""
        written = f" {' '.join(forms)} "
        return any(phrase in written for phrase in self._spaced)

    def at(self, words: Sequence[Word], i: int) -> tuple[int, T] | None:
        """``(end, value)`` of the longest phrase that starts at word ``i``, or ``None``."""
        if i >= len(words):
            return None
        found = self._by_first.get(words[i].lower)
        if found is None:
            return None
        second = words[i + 1].lower if i + 1 < len(words) else None
        for size, parts, value in found:
            if size == 1 or (parts[1] == second and tuple([w.lower for w in words[i : i + size]]) == parts):
                return i + size, value
        return None


@dataclass(frozen=True)
class NumberWords:
    """The tables of ``vocab/en/numbers.yaml``."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    plurals: Phrases[int]
    several_scales: Phrases[int]
    words: Phrases[int]
    vague: Phrases[int]
    none: Phrases[int]
    qualifiers: Phrases[Qualifier]
    plain: Phrases[None]
    suffixes: Phrases[Qualifier]
    between: frozenset[str]
    range_words: frozenset[str]
    range_or: frozenset[str]
    range_and: frozenset[str]
    not_ranges_after: frozenset[str]
    majorities: frozenset[str]
    fractions: Phrases[tuple[int, int]]
    fraction_of: Phrases[None]
    share_of: Phrases[None]
    joiners: frozenset[str]
    strong: frozenset[str]
    going: frozenset[str]
    handing: frozenset[str]
    months: frozenset[str]
    year_leads: frozenset[str]
    people_words: frozenset[str]
    units_after: Phrases[None]
    unit_fillers: frozenset[str]
    money_before: frozenset[str]
    named_always: frozenset[str]
    named_capital: frozenset[str]
    named_short: frozenset[str]
    of_an_age: frozenset[str]
    parents: frozenset[str]
    households: frozenset[str]
    kin: frozenset[str]
    after_an_age: frozenset[str]
    before_ages: frozenset[str]
    between_ages: frozenset[str]
    not_after: Mapping[str, frozenset[str]]
    not_before: Mapping[str, Phrases[None]]

    def beginnings(self, words: Sequence[Word]) -> list[int]:
        """Where a number or a qualifier may begin: nowhere in nearly all of a text."""
        openers = self._openers
        return [n for n, word in enumerate(words) if word.lower in openers or word.text[0].isdigit()]

    @cached_property
    def _openers(self) -> frozenset[str]:
        tables = (
            self.plurals,
            self.several_scales,
            self.words,
            self.vague,
            self.none,
            self.qualifiers,
            self.plain,
            self.fractions,
        )
        return (
            frozenset(self.units)
            | frozenset(self.tens)
            | self.between
            | {word for table in tables for word in table.firsts}
        )


def _plain(phrases: Iterable[str]) -> Phrases[None]:
    return Phrases((p, None) for p in phrases)


def _qualifying(table: Mapping[str, list[str]]) -> Phrases[Qualifier]:
    return Phrases((p, Qualifier(name)) for name, phrases in table.items() for p in phrases)


def _plurals(raw: Mapping[str, Any]) -> Phrases[int]:
    entries = dict(raw["plurals"])
    for many, low in raw["plural_of"].items():
        for scale, size in raw["plural_scales"].items():
            entries[f"{many} of {scale}"] = low * size
    return Phrases(entries.items())


@cache
def number_words() -> NumberWords:
    """The packaged English number vocabulary, read once."""
    raw = vocab.load("en/numbers.yaml")
    sets = {
        name: frozenset(raw[name])
        for name in (
            "between", "range_words", "range_or", "range_and", "not_ranges_after", "majorities", "joiners", "strong",
            "going", "handing", "months", "year_leads", "people_words", "unit_fillers", "money_before",
            "named_always", "named_capital", "named_short", "of_an_age", "parents", "households", "kin", "after_an_age",
            "before_ages", "between_ages",
        )
    }  # fmt: skip
    return NumberWords(
        units=raw["units"],
        tens=raw["tens"],
        scales=raw["scales"],
        plurals=_plurals(raw),
        several_scales=Phrases(raw["several_scales"].items()),
        words=Phrases(raw["words"].items()),
        vague=Phrases(raw["vague"].items()),
        none=Phrases((p, 0) for p in raw["none"]),
        qualifiers=_qualifying(raw["qualifiers"]),
        plain=_plain(raw["plain"]),
        suffixes=_qualifying(raw["suffixes"]),
        fractions=Phrases((p, (a, b)) for p, (a, b) in raw["fractions"].items()),
        fraction_of=_plain(raw["fraction_of"]),
        share_of=_plain(raw["share_of"]),
        units_after=_plain(raw["units_after"]),
        not_after={w: frozenset(before) for w, before in raw["not_after"].items()},
        not_before={w: _plain(after) for w, after in raw["not_before"].items()},
        **sets,
    )
