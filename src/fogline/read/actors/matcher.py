"""Known names in a text: one automaton over all packs, with our own word boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ahocorasick_rs import AhoCorasick

from fogline.core.actor import Actor
from fogline.core.quick import quick
from fogline.read.actors.lexicon import lexicon
from fogline.read.tokens import Token
from fogline.vocab import load
from fogline.vocab.actors import State, fold, registry

_ACRONYM = 5
_BODIES = frozenset({"media", "monitor", "body", "party"})


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """What a matched spelling may mean. ``kind`` is actor, country, adjective, people or metonym.

    ``upper`` spellings are acronyms; ``short`` ones have as few letters and could be a surname; ``common`` is one word
    that many bodies share ("the Observatory").
    """

    kind: str
    actor: Actor | None = None
    state: State | None = None
    capital: bool = True
    upper: bool = False
    short: bool = False
    common: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Match:
    """A known name over tokens ``start..end`` (end-exclusive); the likeliest reading first."""

    start: int
    end: int
    names: tuple[Name, ...]
    actors: tuple[Actor, ...] = field(init=False, repr=False, compare=False)
    person: Actor | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        actors = tuple(n.actor for n in self.names if n.actor)
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "person", next((a for a in actors if a.kind == "person"), None))

    def of(self, kind: str) -> Name | None:
        return next((n for n in self.names if n.kind == kind), None)

    @property
    def common(self) -> bool:
        """True for a noun that many bodies share, of a body that reports."""
        return all(n.common and n.actor and n.actor.kind in ("media", "monitor") for n in self.names)

    @property
    def state(self) -> State | None:
        return next((n.state for n in self.names if n.state), None)


@dataclass(frozen=True)
class _Automaton:
    machine: AhoCorasick
    patterns: tuple[str, ...]
    names: dict[str, tuple[Name, ...]]


def _name(kind: str, text: str, actor: Actor | None = None, state: State | None = None) -> Name:
    letters = [c for c in text if c.isalpha()]
    upper = len(letters) <= _ACRONYM and all(c.isupper() for c in letters)
    capital = text[:1].isupper() or any(c.isupper() for c in text)
    return Name(kind, actor, state, capital, upper, len(letters) <= _ACRONYM, fold(text) in _common())


@cache
def _common() -> frozenset[str]:
    return lexicon().body_nouns | lexicon().classes["monitor"]


def _entries() -> list[tuple[str, Name]]:
    known = registry()
    rows: list[tuple[str, Name]] = []
    for state in known.states.values():
        rows += [(n, _name("country", n, state=state)) for n in (state.name, *state.also)]
        rows += [(n, _name("adjective", n, state=state)) for n in state.adjectives]
        rows += [(n, _name("people", n, state=state)) for n in state.people]
        rows += [(n, _name("metonym", n, state=state)) for n in state.metonyms]
    plain = {fold(text) for text, _ in rows}
    for actor in known.actors.values():
        rows += [
            (n, _name("actor", n, actor)) for n in actor.names() if not (actor.kind == "state" and fold(n) in plain)
        ]
    return rows


@cache
def _automaton() -> _Automaton:
    names: dict[str, list[Name]] = {}
    for text, name in _entries():
        key = fold(text)
        if len(key) > 1 and name not in names.setdefault(key, []):
            names[key].append(name)
    patterns = tuple(names)
    return _Automaton(AhoCorasick([f" {p}" for p in patterns]), patterns, {k: tuple(v) for k, v in names.items()})


_DROPPED = "'`\u2018\u2019\u02bf\u02be"


class _Plain(dict[int, str]):
    """One character for one: lower case without accent, a blank for any mark, NUL for what is dropped."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        plain = "\0" if c in _DROPPED else (fold(c) or " ")[0]
        self[code] = plain
        return plain


_PLAIN = _Plain()
# Marks that are dropped, blanks beside each other, and those that open a text: all else goes over as it stands.
_ODD = re.compile(r"\A[\0 ]+|[\0 ]{2,}|\0")


def _folded(text: str) -> tuple[str, Callable[[int], int]]:
    """The text folded as names are, one blank before each word, and what tells the source offset of a character."""
    plain = text.translate(_PLAIN)
    out, starts, sources, end = [" "], [0], [0], 1

    def keep(piece: str, source: int) -> int:
        out.append(piece)
        starts.append(end)
        sources.append(source)
        return end + len(piece)

    at = 0
    for m in _ODD.finditer(plain):
        if m.start() > at:
            end = keep(plain[at : m.start()], at)
        if m.start() and " " in m.group():
            end = keep(" ", m.start())
        at = m.end()
    keep(plain[at:], at)

    def source(n: int) -> int:
        piece = bisect_right(starts, n) - 1
        return sources[piece] + n - starts[piece]

    return "".join(out), source


def _cased(name: Name, text: str, extra: bool) -> bool:
    """Spelled like a name: capitals where the entry has them; ``extra`` when an "s" that is no part of it follows."""
    if name.upper:
        letters = [c for c in text if c.isalpha()]
        return all(c.isupper() for c in (letters[:-1] if extra else letters)) and not (extra and letters[-1].isupper())
    return not name.capital or any(c.isupper() for c in text)


def _of_a_continent(name: str, before: str) -> bool:
    """As in "South America"."""
    sets = lexicon().sets
    return name in sets["continents"] and before[before.rfind(" ") + 1 :] in sets["parts_of_continents"]


def find(tokens: Sequence[Token], text: str) -> tuple[tuple[Match, ...], str]:
    """All known names in the text, leftmost and longest, none overlapping; and the text folded as they are."""
    machine = _automaton()
    folded, source = _folded(text)
    starts = [t.idx for t in tokens]
    found = []
    for index, start, end in machine.machine.find_matches_as_indexes(folded, overlapping=True):
        stop = end
        if stop < len(folded) and folded[stop] == "s" and (stop + 1 == len(folded) or folded[stop + 1] == " "):
            stop += 1
        if (stop < len(folded) and folded[stop] != " ") or _of_a_continent(machine.patterns[index], folded[:start]):
            continue
        a, b = source(start + 1), source(stop - 1) + 1
        fitting = tuple(
            replace(n, short=False) if n.short and text[a:b].isupper() else n
            for n in machine.names[machine.patterns[index]]
            if _cased(n, text[a:b], stop > end)
        )
        if fitting:
            found.append((bisect_right(starts, a) - 1, max(bisect_left(starts, b), 1), stop > end, fitting))
    return _longest(found), folded


def settle(matches: tuple[Match, ...], theatre: str, folded: str, tokens: Sequence[Token]) -> tuple[Match, ...]:
    """Without readings of another war: its acronyms and common nouns count only if a fuller name is in the text.

    A noun that many bodies share names none of them where another name stands before it ("the Aden Observatory").
    """

    def fits(match: Match, name: Name) -> bool:
        loose = name.upper or not name.capital or name.common or _surname(name)
        if name.actor is not None and name.actor.kind == "armed_group" and _family_name(match):
            return False
        if name.actor is not None and _shared(match) and _named_otherwise(tokens[match.start]):
            return False
        if name.actor is None or not name.actor.sides or not loose:
            return True
        if name.common and _named_otherwise(tokens[match.start]):
            return False
        if any(s.theatre == theatre for s in name.actor.sides) or (name.upper and _of_fighters(match)):
            return True
        return any(f" {fold(n)} " in f"{folded} " for n in (name.actor.name, *_full(name)))

    known = {i for m in matches for i in range(m.start, m.end)}
    shared = lexicon().sets["shared_names"]

    def _shared(match: Match) -> bool:
        """As in "the U.S. National Security Council": no council of the UN's, for all that its name ends alike."""
        return " ".join(t.lower_ for t in tokens[match.start : match.end]) in shared

    def _family_name(match: Match) -> bool:
        """As in "Richard Wagner": one word of a group's name behind words of no known name is somebody's."""
        token = tokens[match.start]
        if match.end - match.start > 1 or token.text.isupper() or match.start - 1 in known:
            return False
        if _aged(tokens[match.end : match.end + 3]):
            return True
        return _named_otherwise(token) and "-" not in token.nbor(-1).text

    def _of_fighters(match: Match) -> bool:
        """As in "RSF fighters": what fights under these letters is the band of that name."""
        follows = tokens[match.end].lower_ if match.end < len(tokens) else ""
        return follows in load("en/actors.yaml")["two_forces"]["second"]

    kept = ((m, tuple(n for n in m.names if fits(m, n))) for m in matches)
    return tuple(m if len(names) == len(m.names) else Match(m.start, m.end, names) for m, names in kept if names)


def _aged(after: Sequence[Token]) -> bool:
    """As in "Amal, a 24-year-old student", "Amal, 24, a student": whose age is told is a person."""
    if len(after) < 3 or after[0].text != ",":
        return False
    number = (
        after[1] if after[1].tag_ == "CD" else after[2] if after[1].lower_ in lexicon().sets["indefinite"] else None
    )
    return number is not None and number.text[:2].isdigit() and (number is after[2] or after[2].is_punct)


def _surname(name: Name) -> bool:
    """A short spelling of a body that could be somebody's surname ("Sana")."""
    return name.short and name.actor is not None and name.actor.kind in _BODIES


def _full(name: Name) -> list[str]:
    """Of a common noun, the actor's other names: any of them in the text says which body is meant."""
    assert name.actor is not None
    return [n for n in name.actor.names() if fold(n) not in _common()] if name.common else []


def _named_otherwise(token: Token) -> bool:
    """As in "the Aden Observatory": a name right before the noun, and part of it."""
    if not token.i:
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" and before.text[:1].isupper() and before.dep_ in ("compound", "nmod")


def _longest(found: list[tuple[int, int, bool, tuple[Name, ...]]]) -> tuple[Match, ...]:
    """Exact spellings before those with a possessive "s"."""
    kept: list[Match] = []
    for start, end, extra, names in sorted(found, key=lambda f: (f[0], -f[1], f[2])):
        if not kept or start >= kept[-1].end:
            kept.append(Match(start, end, names))
        elif (start, end) == (kept[-1].start, kept[-1].end) and not extra:
            merged = (*kept[-1].names, *(n for n in names if n not in kept[-1].names))
            kept[-1] = Match(start, end, merged)
    return tuple(kept)
