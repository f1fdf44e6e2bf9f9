"""What a claim, or a report's account of one event, says about place, day, type and numbers: the comparable part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from math import inf
from sys import intern
from typing import NamedTuple

from fogline.core.claim import Claim, ClaimPlace, ClaimType, Measure, Precision, Quantity, Status
from fogline.core.interval import Days
from fogline.link.forces import force
from fogline.link.names import place_key, sound
from fogline.vocab import load

SOME, MANY = 3, 5
_PLAIN_WORD = re.compile(r"(?<![A-Za-z\d])[a-z]{4,}(?![A-Za-z])")
SMALL = (Precision.EXACT, Precision.PART)
TOWN = (*SMALL, Precision.PLACE)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place made comparable. ``within`` and ``admin`` are keys too; ``None`` where the claim does not say."""

    key: str
    sound: str
    within: str | None
    admin: str | None
    country: str | None
    precision: Precision
    told: bool = False
    """Do its own words say what it is: "the village of X"?"""
    beside: bool = False
    """Is it the surroundings of a town: "near X"?"""

    @property
    def small(self) -> bool:
        return self.precision in SMALL

    @property
    def loose(self) -> bool:
        """A region that no district holds ("the north of the country"): it sets nothing apart."""
        return self.precision is Precision.AREA and self.admin is None and self.within is None

    @property
    def wide(self) -> bool:
        return self.precision in (Precision.ADMIN1, Precision.COUNTRY)

    @property
    def unsure(self) -> bool:
        """A name that no gazetteer placed in a province or town: it may be no place at all, unless its words say so."""
        return self.admin is None and self.within is None and not self.wide and not self.told


@cache
def _settled() -> re.Pattern[str]:
    """As in "the village of X"."""
    return re.compile(rf"\b(?:{'|'.join(load('en/reconcile_events.yaml')['settled'])}) of [A-Z]")


def beside(place: ClaimPlace) -> str | None:
    """The word of "near X": what a report puts near one town it does not put in another, nor in X."""
    word = place.text.partition(" ")[0].lower()
    return word if word in load("en/reconcile_events.yaml")["beside"] else None


@lru_cache(maxsize=65536)
def spot(place: ClaimPlace) -> Spot:
    admin = sound(place.admin1) if place.admin1 else None
    within = sound(place.within) if place.within and place.within != place.name else None
    told = place.admin1 is None and _settled().search(place.text or "") is not None
    near = beside(place) is not None
    return Spot(place_key(place.name), sound(place.name), within, admin, place.country, place.precision, told, near)


@lru_cache(maxsize=65536)
def spots(places: tuple[ClaimPlace, ...]) -> tuple[Spot, ...]:
    """Places made comparable: one list for all that name the same."""
    return tuple(spot(p) for p in places)


class Number(NamedTuple):
    """A total that an account gives; ``people`` says whether of civilians or of combatants alone, where it does."""

    measure: Measure
    low: int | None
    high: int | None
    people: Status | None = None

    def of_others(self, other: Number) -> bool:
        """Is one of civilians alone and the other of combatants alone? Then they count different people."""
        return None not in (self.people, other.people) and self.people is not other.people


@dataclass(frozen=True, slots=True)
class Traits:
    """``spots`` smallest first, as the claim lists them; ``numbers`` the totals given, without parts.

    ``words`` are the telling words of the account, sorted (no names, no words any report of war has), ``told`` the day
    it came out. ``doers`` of a strike: ``True`` for a state's forces, ``False`` for an armed group's.
    """

    types: tuple[ClaimType, ...]
    spots: tuple[Spot, ...]
    days: Days
    numbers: tuple[Number, ...]
    words: tuple[str, ...] = ()
    told: date | None = None
    doers: frozenset[bool] = frozenset()


def numbers(claim: Claim) -> tuple[Number, ...]:
    return tuple(
        Number(q.measure, q.count.low, q.count.high, _people(q)) for q in claim.quantities if q.part_of is None
    )


def sorts(claim: Claim) -> frozenset[Status]:
    """Whether a claim's dead, told as such, are civilians or combatants; empty where it does not say of all of them."""
    dead = {n.people for n in numbers(claim) if n.measure is Measure.KILLED}
    return frozenset() if None in dead else frozenset(s for s in dead if s)


def unlike(a: frozenset[Status], b: frozenset[Status]) -> bool:
    """Are the people counted certainly others?"""
    return bool(a and b) and not a & b


def _people(q: Quantity) -> Status | None:
    status = q.group.status if q.group else Status.UNKNOWN
    return status if status in (Status.CIVILIAN, Status.COMBATANT) else None


def traits(claim: Claim) -> Traits:
    return Traits((claim.type,), spots(claim.places), claim.time.days, numbers(claim), doers=doers(claim))


STRIKES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING)


def doers(claim: Claim) -> frozenset[bool]:
    """What sort of forces struck, where the claim says."""
    if claim.type not in STRIKES or not claim.agents:
        return frozenset()
    return frozenset(f.state for m in claim.agents for name in m.actors if (f := force(name)))


def rivals(a: frozenset[bool], b: frozenset[bool], place: str) -> bool:
    """A state's strike and an armed group's are two, but where both are put at one spot: there it may be who did it."""
    return place != "same" and bool(a and b) and not a & b


@cache
def _common() -> frozenset[str]:
    return frozenset(load("en/reconcile_events.yaml")["common_words"])


def telling(text: str) -> tuple[str, ...]:
    """Words that tell one event from another, without a plural's s: no names, nothing that any war report says."""
    found = (w.rstrip("s") for w in _PLAIN_WORD.findall(text) if w not in _common())
    return tuple(sorted({intern(w) for w in found if w not in _common()}))


def common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """How many words two accounts share."""
    return len(set(a).intersection(b)) if a and b else 0


def word_level(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """How many telling words two accounts share: many (5 or more), some (3 or 4) or few."""
    n = common(a, b)
    return "many" if n >= MANY else "some" if n >= SOME else "few"


def span_of(days: Days) -> int | None:
    """Days covered, both ends counted; ``None`` when a side is open."""
    return (days.end - days.start).days + 1 if days.start and days.end else None


@cache
def _settings() -> tuple[int, int, int]:
    data = load("en/reconcile_events.yaml")
    return int(data["short"]), int(data["long"]), int(data["large"])


def short(days: Days) -> bool:
    """A day, or an overnight: short enough to tell one event from the next."""
    n = span_of(days)
    return n is not None and n <= _settings()[0]


def ranged(days: Days) -> bool:
    """Longer than a day or an overnight, and short enough to say something of when."""
    n = span_of(days)
    return n is not None and not short(days) and n <= _settings()[1]


def day_level(a: Days, b: Days) -> str:
    """same, near (a night and the day beside it), next (two days in a row), within, long, unknown or apart."""
    if not a or not b:
        return "unknown"
    if a == b and short(a):
        return "same"
    if short(a) and short(b):
        return _short_level(a, b)
    if not a.meets(b):
        return "apart"
    longest = max(span_of(a) or 10**6, span_of(b) or 10**6)
    return "within" if longest <= _settings()[1] else "long"


WEEK = 7
"""An undated account is taken to tell of the week before it came out, and no more."""


def told_level(a: Traits, b: Traits) -> str:
    """``day_level``, and for undated accounts what the day they came out says.

    Beside a day: ``unknown`` when it came out in the week after, ``far`` when later, ``apart`` when before it or later
    than ``late`` days. Two undated accounts: ``undated`` when they came out within a week of each other, else ``far``,
    or ``apart`` when more than ``late`` days lie between. ``stretch`` where accounts of two kinds of violence share no
    more than a stretch of days: battles of three days are not the air raid on one of them.
    """
    level = day_level(a.days, b.days)
    if level == "within" and not _one_kind(a.types, b.types):
        return "stretch"
    if level != "unknown":
        return level
    if not a.days and not b.days:
        return _both_told(a.told, b.told)
    dated, undated = (a, b) if a.days else (b, a)
    day = dated.days.end or dated.days.start
    if day is None or undated.told is None:
        return "unknown"
    if undated.told < (dated.days.start or day):
        return "apart"
    return _after((undated.told - day).days, "unknown")


def _one_kind(a: tuple[ClaimType, ...], b: tuple[ClaimType, ...]) -> bool:
    """They share a type, or one side is told as a toll alone, which fits any."""
    bare = any(set(types) <= {ClaimType.TOLL} for types in (a, b))
    return bare or type_level(a, b) == "same"


def _both_told(a: date | None, b: date | None) -> str:
    return _after(abs((a - b).days), "undated") if a and b else "undated"


def _after(days: int, soon: str) -> str:
    return soon if days <= WEEK else "far" if days <= _late() else "apart"


@cache
def _late() -> int:
    return int(load("en/reconcile_events.yaml")["late"])


def reach(t: Traits) -> tuple[float, float]:
    """The stretch of time, in ordinals, within which an account's companions lie.

    Two accounts whose stretches do not meet are apart by ``told_level``; a day reaches to the next.
    """
    if t.days:
        start, end = t.days.start, t.days.end
        return start.toordinal() if start else -inf, end.toordinal() + 1 if end else inf
    return (t.told.toordinal() - _late(), t.told.toordinal()) if t.told else (-inf, inf)


def _short_level(a: Days, b: Days) -> str:
    if a.meets(b):
        return "same"
    assert a.start
    assert a.end
    assert b.start
    assert b.end
    if max(b.start - a.end, a.start - b.end) > timedelta(days=1):
        return "apart"
    overnight = (span_of(a) or 1) + (span_of(b) or 1) > 2
    return "near" if overnight else "next"


@lru_cache(maxsize=65536)
def _named(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    return tuple(s for s in spots if not s.wide and not s.loose)


@lru_cache(maxsize=65536)
def _around(spots: tuple[Spot, ...]) -> frozenset[str]:
    """Everything said to hold the place: what it lies in, and the larger places listed after it."""
    out = {s.within for s in spots if s.within}
    return frozenset(out | {s.sound for s in spots[1:] if not s.small})


def _other_province(a: Spot, b: Spot) -> bool:
    return bool(a.admin and b.admin and a.admin != b.admin)


def holds(inner: tuple[Spot, ...], outer: Spot) -> bool:
    """Is ``outer`` said to hold the first place of ``inner``?"""
    return outer.sound in _around(inner) and outer.sound != inner[0].sound and not _other_province(outer, inner[0])


def place_level(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> str:
    """same, inside, wider, country, unknown, unsure or apart, for two lists of places."""
    if not a or not b:
        return "unknown"
    na, nb = _named(a), _named(b)
    if na and nb:
        return _named_level(na, nb)
    return _wide_level(a, b)


def _named_level(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> str:
    lead_a, lead_b = a[0], b[0]
    if lead_a.sound == lead_b.sound and not _elsewhere(lead_a, lead_b):
        return "wider" if _spread(a) is not _spread(b) else "same"
    if _quarters(lead_a, lead_b):
        return "apart"
    if lead_a.sound in _around(b) or lead_b.sound in _around(a):
        return "inside"
    if {s.sound for s in a} & {s.sound for s in b} or _around(a) & _around(b):
        return "inside"
    if Precision.AREA in (lead_a.precision, lead_b.precision) and lead_a.admin and lead_a.admin == lead_b.admin:
        return "wider"
    return "unsure" if all(s.unsure for s in a) is not all(s.unsure for s in b) else "apart"


def _spread(spots: tuple[Spot, ...]) -> bool:
    """Over the lands about several towns, and in none of them: "the countryside of X and Y"."""
    return len({s.sound for s in spots}) > 1 and all(s.precision is Precision.AREA for s in spots)


def several_towns(spots: tuple[Spot, ...]) -> bool:
    """Over more than one town at once: "strikes on the cities of X and Y"."""
    towns = {s.sound for s in spots if s.precision is Precision.PLACE and s.admin}
    return len(towns) > 1 and not any(s.small for s in spots)


def _elsewhere(a: Spot, b: Spot) -> bool:
    return bool(a.country and b.country and a.country != b.country)


def _quarters(a: Spot, b: Spot) -> bool:
    """Two different quarters, each named and each of a known town, are two places even in one town."""
    return (
        a.precision is b.precision is Precision.PART
        and a.sound != b.sound
        and a.within not in (None, a.sound)
        and b.within not in (None, b.sound)
    )


def _wide_level(a: tuple[Spot, ...], b: tuple[Spot, ...]) -> str:
    """At least one side names nothing smaller than a province, or only a loose region."""
    if {s.sound for s in a if s.loose} & {s.sound for s in b if s.loose}:
        return "inside"
    admins_a, admins_b = _admins(a), _admins(b)
    if admins_a & admins_b:
        return "wider"
    countries_a, countries_b = {s.country for s in a if s.country}, {s.country for s in b if s.country}
    if (admins_a and admins_b) or (countries_a and countries_b and not countries_a & countries_b):
        return "apart"
    return "country" if countries_a & countries_b else "unknown"


def _admins(spots: tuple[Spot, ...]) -> frozenset[str]:
    named = {s.admin for s in spots if s.admin}
    return frozenset(named | {s.sound for s in spots if s.precision is Precision.ADMIN1})


@cache
def _kin() -> frozenset[tuple[str, str]]:
    pairs = load("en/reconcile_events.yaml")["kin"]
    return frozenset(p for a, b in pairs for p in ((a, b), (b, a)))


def type_level(a: tuple[ClaimType, ...], b: tuple[ClaimType, ...]) -> str:
    """Same when the two share a type other than the bare toll; kin when some pair is kin; else foreign."""
    if any(x is y and x is not ClaimType.TOLL for x in a for y in b):
        return "same"
    if any(x is y or (x.value, y.value) in _kin() for x in a for y in b):
        return "kin"
    return "foreign"


def figure_level(a: tuple[Number, ...], b: tuple[Number, ...]) -> str:
    """same_large, close_large (the same but for a tenth or for "at least"), same_small, contrary (at least ``CONTRARY``
    times apart, in every measure) or none.
    """
    if not a or not b:
        return "none"
    pairs = [(x, y) for x in a for y in b if not x.of_others(y)]
    shared = [x for x, y in pairs if x[:3] == y[:3]]
    top = max((n for x in shared for n in (x.low, x.high) if n is not None), default=0)
    if top >= _settings()[2]:
        return "same_large"
    if any(_close(x, y) for x, y in pairs):
        return "close_large"
    if shared:
        return "same_small"
    one, two = _largest(a), _largest(b)
    alike = one.keys() & two.keys()
    return "contrary" if alike and all(_contrary(one[m], two[m]) for m in alike) else "none"


CLOSE = 0.1
CONTRARY = 3
"""Numbers so many times apart hardly count the same victims."""


def largest(numbers: tuple[Number, ...]) -> int:
    """The largest number named, of any measure; 0 without one."""
    return max((_named_number(n) for n in numbers), default=0)


def _largest(numbers: tuple[Number, ...]) -> dict[Measure, int]:
    """The largest number of each measure: smaller ones may count a part of the victims."""
    found: dict[Measure, int] = {}
    for n in numbers:
        found[n[0]] = max(found.get(n[0], 0), _named_number(n))
    return found


def _contrary(one: int, two: int) -> bool:
    return max(one, two) >= _settings()[2] and max(one, two) >= CONTRARY * min(one, two)


def _close(a: Number, b: Number) -> bool:
    one, two = _named_number(a), _named_number(b)
    large = 2 * _settings()[2]
    return a[0] is b[0] and min(one, two) >= large and abs(one - two) <= CLOSE * max(one, two)


def _named_number(n: Number) -> int:
    return next((x for x in (n.low, n.high) if x is not None), 0)
