"""One event, many claims: first within a report, then across reports, by declared keys and explained weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from fogline.core.claim import HARMED, Claim, ClaimType, Modality, Polarity, Precision
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.core.sharing import shared
from fogline.link.runs import counted_on, day_of_run, period
from fogline.link.traits import (
    WEEK,
    Number,
    Spot,
    Traits,
    day_level,
    figure_level,
    holds,
    largest,
    place_level,
    ranged,
    rivals,
    short,
    span_of,
    telling,
    told_level,
    traits,
    type_level,
    word_level,
)
from fogline.vocab import load

Apart = frozenset[tuple[str, str]]
"""Pairs of statement keys (both ways) that a person has said are not one event."""

HAPPENED = (Modality.ACTUAL, Modality.ONGOING, Modality.POSSIBLE)
JOIN = 2.5
STATED = "stated"


@dataclass(frozen=True, slots=True)
class Local:
    """A report's account of one event: its statements in text order and their traits together."""

    key: str
    statements: tuple[Statement, ...]
    traits: Traits


@dataclass(frozen=True, slots=True)
class Level:
    """One line of the comparison: which field, which level it reached, what that weighs."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    levels: tuple[Level, ...]

    @property
    def total(self) -> float:
        return sum(level.weight for level in self.levels)


@cache
def _types(section: str) -> frozenset[ClaimType]:
    return frozenset(ClaimType(t) for t in load("en/reconcile_events.yaml")[section])


@cache
def _weight(field_: str, level: str) -> float:
    return float(load("en/reconcile_events.yaml")["weights"][field_][level])


@cache
def threshold() -> float:
    return float(load("en/reconcile_events.yaml")["threshold"])


def harmful(kind: ClaimType) -> bool:
    """Do events of this kind do harm by themselves?"""
    return kind in _types("harm")


def harms(claim: Claim) -> bool:
    """Claims that speak of an event that can do harm, as something that happened (or may have)."""
    counted = any(q.measure in HARMED for q in claim.quantities)
    if claim.modality not in HAPPENED or (claim.modality is Modality.POSSIBLE and not counted):
        return False
    if claim.polarity is Polarity.DENIED:
        return False
    if claim.background and not counted and not short(claim.time.days):
        return False
    return harmful(claim.type) or (counted and claim.type is not ClaimType.DISPLACEMENT)


def compare(a: Traits, b: Traits) -> Comparison:
    """The comparison of two accounts, line by line."""
    place, day = place_level(a.spots, b.spots), told_level(a, b)
    found = (
        ("place", place),
        ("day", day),
        ("type", type_level(a.types, b.types)),
        ("figure", _figure(a, b, place, day)),
        ("words", word_level(a.words, b.words)),
        ("open", "both" if _adrift(place, day) else "none"),
        ("doers", "rivals" if rivals(a.doers, b.doers, place) else "none"),
    )
    return Comparison(tuple(Level(f, level, _weight(f, level)) for f, level in found))


def total(a: Traits, b: Traits) -> float:
    """``compare(a, b).total`` without the lines; ``-inf`` as soon as the days are apart, which nothing outweighs."""
    day = told_level(a, b)
    if day == "apart":
        return float("-inf")
    place = place_level(a.spots, b.spots)
    score = _weight("day", day) + _weight("place", place) + _weight("type", type_level(a.types, b.types))
    score += _weight("figure", _figure(a, b, place, day))
    score += _weight("open", "both") if _adrift(place, day) else 0.0
    score += _weight("doers", "rivals") if rivals(a.doers, b.doers, place) else 0.0
    return score + _weight("words", word_level(a.words, b.words))


def _adrift(place: str, day: str) -> bool:
    """Neither place nor day is told by both: a number and a few words in common are no second witness."""
    return place == "unknown" and day in ("unknown", "undated")


def _figure(a: Traits, b: Traits, place: str, day: str) -> str:
    """The level of the figures. Contrary ones speak against one event only where place and day do not both say that it
    is one: of what happened there and then, accounts often differ widely.
    """
    level = figure_level(a.numbers, b.numbers)
    return "none" if level == "contrary" and place == "same" and day in _DATED else level


_DATED = frozenset({"same", "near", "next"})


# --- within one report ---


@dataclass(slots=True)
class _Group:
    """A local event in the making."""

    statements: list[Statement]
    types: list[ClaimType]
    spots: tuple[Spot, ...]
    days: Days
    numbers: list[Number] = field(default_factory=list)
    doers: frozenset[bool] = frozenset()
    opens: bool = False
    """Does the report begin with it?"""

    def traits(self) -> Traits:
        return Traits(
            shared(tuple(dict.fromkeys(self.types))),
            shared(self.spots),
            self.days,
            shared(tuple(dict.fromkeys(self.numbers))),
            telling(" ".join(s.claim.evidence.text for s in self.statements)),
            self.statements[0].head.published,
            self.doers,
        )


def locals_of(statements: Iterable[Statement], apart: Apart = frozenset()) -> tuple[Local, ...]:
    """The events one report tells of. ``statements`` all come from that report; their order does not matter."""
    ordered = counted_on(statements)
    told = [s for s in ordered if harms(s.claim)]
    first = told[0] if told else None
    groups: list[_Group] = []
    for n, s in enumerate(told):
        if period(s.claim):
            continue
        share = day_of_run(s, told[:n])
        target = None if share else _host(groups, s, _stance(s), apart) or _told_of(groups, s, apart)
        if target is None:
            groups.append(_begin(s, opens=s is first))
        else:
            _join(target, s)
    _lend(groups, ordered)
    return tuple(Local(min(s.key for s in g.statements), tuple(g.statements), g.traits()) for g in groups)


def _begin(s: Statement, opens: bool) -> _Group:
    t = traits(s.claim)
    return _Group([s], list(t.types), t.spots, t.days, list(t.numbers), t.doers, opens)


def _stance(s: Statement) -> Traits:
    """A bare toll without a number ("most of the dead were ...") speaks of what was told before.

    Its places are not the event's, they are where people came from.
    """
    t = traits(s.claim)
    return replace(t, spots=()) if s.claim.type is ClaimType.TOLL and not s.claim.quantities else t


def _join(group: _Group, s: Statement) -> None:
    t = _stance(s)
    sharper = (span_of(t.days) or 10**6) < (span_of(group.days) or 10**6)
    if not group.days or (sharper and type_level(tuple(group.types), t.types) == "same"):
        group.days = t.days or group.days
    group.statements.append(s)
    group.types += t.types
    group.numbers += t.numbers
    group.doers |= t.doers
    group.spots = _sharper(group.spots, t.spots)


def _sharper(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Both lists as one, smallest kind of place first; among equals the one that the other holds, then the first named.

    A second town that has nothing to do with the first is left out: the statement only mentions it.
    """
    rank = ("exact", "part", "place", "area", "admin1", "country")
    if not a or not b:
        return a or b
    named = any(not s.wide and not s.loose for s in a)
    more = [b[0], *(s for s in b[1:] if not named or s.wide or place_level(a, (s,)) not in ("apart", "unsure"))]
    both = (*more, *a) if holds(b, a[0]) else (*a, *more)
    return tuple(sorted(dict.fromkeys(both), key=lambda s: rank.index(s.precision.value)))


def _told_of(groups: Sequence[_Group], s: Statement, apart: Apart) -> _Group | None:
    """Of what nobody dates but its neighbours ("he said 57 had died", "the airport attack killed 60") the day may be
    another: what was told of before may be it, where it is a bare toll or is put at the same place.
    """
    if s.claim.time.basis == STATED or not s.claim.time.days:
        return None
    undated = replace(_stance(s), days=Days())
    bare = s.claim.type is ClaimType.TOLL
    return _host([g for g in groups if bare or _alike(g, undated)], s, undated, apart)


def _alike(group: _Group, t: Traits) -> bool:
    return place_level(group.spots, t.spots) in ("same", "inside") and type_level(tuple(group.types), t.types) == "same"


def _host(groups: Sequence[_Group], s: Statement, t: Traits, apart: Apart) -> _Group | None:
    best, top = None, JOIN
    for n, group in enumerate(groups):
        if any((s.key, m.key) in apart for m in group.statements):
            continue
        score = _fit(group, t, s, last=n == len(groups) - 1)
        if score >= top:
            best, top = group, score
    return best


_FIT_PLACE = {"same": 3.0, "inside": 2.0, "wider": 1.0, "country": 0.5, "unknown": 0.5, "unsure": 0.0}
_FIT_DAY = {"same": 2.0, "near": 0.5, "within": 1.0, "long": 0.0, "unknown": 0.5}
_OTHER_TIME = -4.0
"""Who has said the day of an event does not go back to naming its month."""
_OTHER_FIGURE = -4.0
_FIT_TYPE = {"same": 2.0, "kin": 1.0, "foreign": -2.0}


def _fit(group: _Group, t: Traits, s: Statement, last: bool) -> float:
    place, day = place_level(group.spots, t.spots), day_level(group.days, t.days)
    if rivals(group.doers, t.doers, place):
        return -1.0
    if "apart" in (place, day) or day == "next" or (s.claim.background and day not in ("same", "within")):
        return -1.0
    kind = type_level(tuple(group.types), t.types)
    if (_only_counts(group) and ClaimType.TOLL not in t.types) or _one_day_of(group, t):
        return -1.0
    if place == "wider" and (_beside(group.spots, t.spots) or (kind != "same" and _counted_apart(group, t))):
        return -1.0
    if kind == "kin" and not _general(group.types) and not _general(t.types) and place not in ("same", "inside"):
        kind = "foreign"
    when = _OTHER_TIME if _month_beside_day(group.days, t.days) else _FIT_DAY[day]
    more = _OTHER_FIGURE if place != "same" and _many_more(group, t, place) else 0.0
    return _FIT_PLACE[place] + when + _FIT_TYPE[kind] + more + (1.0 if last else 0.0)


def _only_counts(group: _Group) -> bool:
    """A bare toll that is put nowhere, further down a report: it sums up what was told, and nothing told after it."""
    return not (group.opens or group.spots) and set(group.types) == {ClaimType.TOLL}


def _one_day_of(group: _Group, t: Traits) -> bool:
    """What a place saw of "three days of fighting", which is put nowhere, is not where all of it was."""
    return _nowhere(group) and bool(t.spots) and not ranged(t.days)


def _nowhere(group: _Group) -> bool:
    """As of "three days of fighting", without a place."""
    return ranged(group.statements[0].claim.time.days) and not group.spots


def _beside(a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    """As "near Sennar" and "in Singa": two places, if neither is said to hold the other."""
    return any(s.beside for s in (a[0], b[0])) and all(s.precision is Precision.PLACE or s.beside for s in (a[0], b[0]))


def _counted_apart(group: _Group, t: Traits) -> bool:
    """Twelve dead in a clash near one town and six in an attack on another of its province are not of one event."""
    bare = any(set(types) == {ClaimType.TOLL} for types in (group.types, t.types))
    towns = all(not s.wide and not s.loose for s in (*group.spots[:1], *t.spots[:1]))
    counted = bool(group.numbers and t.numbers)
    return towns and counted and not bare and figure_level(tuple(group.numbers), t.numbers) in ("none", "contrary")


def _many_more(group: _Group, t: Traits, place: str) -> bool:
    """A blow that killed several times as many as the one told of before is another blow, unlike a toll that rose.

    Nor has a town several times the dead of its whole land: where no day ties them, that is another's count.
    """
    land = all(s.precision is Precision.COUNTRY for s in group.spots) and not short(group.days)
    town = place == "country" and land
    if (_general(t.types) and not town) or figure_level(tuple(group.numbers), t.numbers) != "contrary":
        return False
    return largest(t.numbers) > largest(tuple(group.numbers))


def _month_beside_day(a: Days, b: Days) -> bool:
    return any(short(x) and (span_of(y) or 0) > WEEK for x, y in ((a, b), (b, a)))


def _general(types: Sequence[ClaimType]) -> bool:
    """Nothing but words that fit any event: the toll, the attack."""
    return all(t in (ClaimType.TOLL, ClaimType.ATTACK) for t in types)


def _lend(groups: list[_Group], ordered: Sequence[Statement]) -> None:
    """A group without a place takes the report's only named town, if there is only one (rule ``only-place``).

    One that names no more than a province takes the only town of that province that the report names.
    """
    found = (spot_ for s in ordered for spot_ in traits(s.claim).spots)
    towns = {x.sound: x for x in found if x.precision is Precision.PLACE and not x.unsure}
    for group in groups:
        if _nowhere(group):
            continue
        admins = {s.sound for s in group.spots if s.precision is Precision.ADMIN1}
        near = [t for t in towns.values() if not group.spots or t.admin in admins]
        if len(near) == 1 and all(s.wide or s.unsure for s in group.spots):
            group.spots = (near[0], *group.spots)
