"""In which lands a report is set: those that it says something is in, or whose towns it is in, at or near."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fogline.core.place import Kind
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match
from fogline.read.places.lookup import look_up
from fogline.read.tokens import Token
from fogline.vocab import load

_KINDS = frozenset({Kind.TOWN, Kind.ADMIN1, Kind.ADMIN2})
_LARGER = 10  # times the people of the next town of that name


@dataclass(frozen=True, slots=True)
class Scene:
    """Where something is told to be: ``towns`` are names, as often as they stand there, ``lands`` codes of states."""

    towns: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()

    def counts(self, told: Counter[str]) -> Counter[str]:
        """How often each land is the scene: of several where a town may lie, the one that the report tells of most
        (``told``). A land that it never names, where it names another, is known by two towns.
        """
        lying: dict[str, dict[str, int]] = {}
        for name, times in Counter(self.towns).items():
            land = _land(name, told)
            if land is not None:
                lying.setdefault(land, {})[name] = times
        sure = {code for code, found in lying.items() if told[code] or not told or len(found) > 1}
        return Counter({code: sum(lying[code].values()) for code in sure}) + Counter(self.lands)


NOWHERE = Scene()


def scene_of(tokens: Sequence[Token], matches: Sequence[Match]) -> Scene:
    """What stands where a place does; names of actors are none."""
    by_token = {m.end - 1: m for m in matches}
    known = {i for m in matches for i in range(m.start, m.end)}
    sets, dates = lexicon().sets, frozenset(load("en/numbers.yaml")["months"])
    towns, lands = [], []
    for token in tokens:
        if token.dep_ != "pobj" or token.pos_ != "PROPN" or token.head.lower_ not in sets["scene_prepositions"]:
            continue
        if token.i in by_token and token.head.lower_ in sets["inside"]:
            state = by_token[token.i].state
            lands += [state.code] if state is not None else []
        elif token.i not in known and not (token.lower_ in dates or token.text.endswith("day")):
            towns.append(_name(tokens, token, known))
    return Scene(tuple(towns), tuple(lands))


def _name(tokens: Sequence[Token], token: Token, known: set[int]) -> str:
    first = token.i
    while first > token.head.i + 1 and tokens[first - 1].pos_ == "PROPN" and first - 1 not in known:
        first -= 1
    return " ".join(t.text for t in tokens[first : token.i + 1])


def _land(name: str, told: Counter[str]) -> str | None:
    people: dict[str, int] = {}
    for place in look_up(name):
        if place.country and place.kind in _KINDS:
            people[place.country] = max(people.get(place.country, 0), place.population)
    named = [c for c in people if told[c]]
    if named:
        return max(named, key=lambda c: (told[c], people[c]))
    ranked = sorted(people, key=lambda c: -people[c])
    if len(ranked) > 1 and people[ranked[0]] < _LARGER * people[ranked[1]]:
        return None
    return ranked[0] if ranked else None
