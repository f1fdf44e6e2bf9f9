"""Event patterns and word classes, read from the vocabulary and compiled once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fogline.core.claim import ClaimType
from fogline.vocab import load, path

_WORDS = ("verb", "noun", "adj")
# Slots for which more is looked at than the words that hang on the head.
_WIDE = {"subj", "obj", "obj_or_subj", "subj_core", "obj_core", "told_subj", "clause", "sent", "report"}
_PLAIN_KEYS = {"id", "yes", "no", "rank", "sure", "phrase", "prep", "not_prep", *_WORDS}


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on a scene: slot ``slot`` shows (or, ``negated``, does not show) one of ``classes``."""

    slot: str
    classes: frozenset[str]
    negated: bool = False

    @property
    def always(self) -> bool:
        """Whether every scene satisfies it: the class "any" is shown, but of a preposition, which must be there."""
        return "any" in self.classes and not self.slot.startswith("prep:")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way a claim type is worded.

    ``phrase`` holds lemma sequences; a pattern has either words (``pos`` and lemmas, indexed outside) or phrases.
    ``asked`` are the conditions that may fail, those first that the nearest words answer.
    A higher ``rank`` beats a lower one at the same head. A ``sure`` one stands whatever the learned reader says.
    """

    id: str
    type: ClaimType
    pos: str
    lemmas: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    conditions: tuple[Condition, ...]
    asked: tuple[Condition, ...]
    rank: int
    yes: tuple[str, ...]
    no: tuple[str, ...]
    sure: bool = False


def _conditions(entry: Mapping[str, Any]) -> tuple[Condition, ...]:
    found = []
    for key, value in entry.items():
        if key in _PLAIN_KEYS:
            continue
        values = (
            frozenset(str(v).lower() for v in value) if isinstance(value, list) else frozenset({str(value).lower()})
        )
        found.append(Condition(key.removeprefix("not_"), values, key.startswith("not_")))
    for key in ("prep", "not_prep"):
        for prep, classes in (entry.get(key) or {}).items():
            found.append(Condition(f"prep:{prep}", frozenset(classes), key.startswith("not_")))
    return tuple(found)


def _pattern(kind: str, entry: Mapping[str, Any]) -> Pattern:
    pos = next((p for p in _WORDS if p in entry), "phrase")
    conditions = _conditions(entry)
    return Pattern(
        id=entry["id"],
        type=ClaimType(kind),
        pos=pos,
        lemmas=frozenset(entry.get(pos, ())) if pos != "phrase" else frozenset(),
        phrases=tuple(tuple(p.split()) for p in entry.get("phrase", ())),
        conditions=conditions,
        asked=tuple(sorted((c for c in conditions if not c.always), key=lambda c: c.slot in _WIDE)),
        rank=entry.get("rank", 0) * 10 + len(conditions),
        yes=tuple(entry.get("yes", ())),
        no=tuple(entry.get("no", ())),
        sure=entry.get("sure", False),
    )


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern of every file under ``vocab/en/events``, in file and entry order."""
    files = sorted(f.name for f in path("en/events").iterdir() if f.name.endswith(".yaml"))
    return tuple(
        _pattern(kind, entry)
        for name in files
        for kind, entries in load(f"en/events/{name}").items()
        for entry in entries
    )


@cache
def sure() -> frozenset[str]:
    """Ids of the patterns that need no second opinion."""
    return frozenset(p.id for p in patterns() if p.sure)


@cache
def by_word() -> Mapping[tuple[str, str], tuple[Pattern, ...]]:
    """Patterns by (part of speech, lemma)."""
    index: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for pattern in patterns():
        for lemma in sorted(pattern.lemmas):
            index[(pattern.pos, lemma)].append(pattern)
    return {key: tuple(found) for key, found in index.items()}


@cache
def by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], Pattern], ...]]:
    """Phrases by their first lemma, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Pattern]]] = defaultdict(list)
    for pattern in patterns():
        for phrase in pattern.phrases:
            index[phrase[0]].append((phrase, pattern))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in index.items()}


@cache
def classes() -> tuple[Mapping[str, frozenset[str]], Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Word classes: of single lemmas, and of lemma sequences by their first lemma."""
    single: dict[str, set[str]] = defaultdict(set)
    several: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, words in load("en/classes.yaml").items():
        for word in words:
            parts = tuple(str(word).split())
            if len(parts) == 1:
                single[parts[0]].add(name)
            else:
                several[parts[0]].append((parts, name))
    return {w: frozenset(c) for w, c in single.items()}, {w: tuple(c) for w, c in several.items()}
