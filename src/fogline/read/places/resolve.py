"""Which place a name means: candidates scored by the report around it, and abstention when it does not decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from fogline.core.claim import Precision
from fogline.core.place import Candidate, Kind, Place, distance_km
from fogline.read.places.bonds import Bonds
from fogline.read.places.find import Hit
from fogline.read.places.fold import closeness, fold, sound
from fogline.read.places.lookup import EVENT_DATA, look_articled, look_near, look_up
from fogline.read.places.words import countries, words

ACCEPT = 0.45
MARGIN = 0.04
USUAL = 0.12  # for the country that a name with namesakes usually means in news of war
USUAL_LAND = 0.5  # the same for a land that a theatre knows, before its namesakes among towns and divisions
GREAT = 1_000_000
LONG = 5  # letters of another name of a great city that is told by it
APART_KM = 40.0
NEAR_KM = 150.0
SO_CALLED = 0.84  # how close a place's usual name is to how it is told here
LOCAL = (Kind.TOWN, Kind.QUARTER)  # kinds that more of a report's names speak for than its country
HOME = 0.15  # what a place gains among all the other places of the report, as in news of one county
FEW = 3
SOME = 2
AROUND_KM = 60.0
MAINLY = 0.08  # what a place gains in the division that most of the report's names lie in
METROPOLIS = 500_000  # people of a city that its name means, unless the report is at home where a far smaller one lies
OVERSHADOWED = 0.3
DWARFED = 20  # times the people
AT_HOME = 0.3  # share of the other places near a town, from which on it may be meant
LANDMARKS = (Kind.SITE, Kind.ROAD, Kind.AREA, Kind.WATER, Kind.CAMP, Kind.MOUNTAIN)
WIDE = ("gn:", "gp:")  # what opens the ids of the wide gazetteers
UNBOUND = Bonds()
TOLD = "as the text puts it"
SEAT_OF = 100_000
LARGER = 5  # times the people of a namesake that the report speaks for as much: then it is not meant
LEAST = 1000
LEADING = 0.5
STATE_SEAT = 4  # the same where news tells a country by its states
SEAT = 25  # a town with at least this fraction (1/SEAT) of a division's people takes a shared name
DIVISIONAL = (Precision.ADMIN1, Precision.AREA)  # what "province" and "countryside" say beside a name


@dataclass(slots=True)
class Context:
    """What the report tells about where it is: weights of countries, first-order divisions and points."""

    countries: Counter[str] = field(default_factory=Counter)
    admin1: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)
    named: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # divisions by the fold of the name put there

    def holds(self, place: Place, name: str) -> bool:
        """Does another name than ``name``, a fold, put the report into the place's first division?"""
        country, division = place.country or "", place.admin1 or ""
        return self.admin1[country, division] > self.named[name, country, division]

    def among(self, place: Place) -> bool:
        """Do some of the report's other places lie around a place?"""
        here = place.point
        return bool(here) and sum(here != p and distance_km(here, p) <= AROUND_KM for p in self.points) >= SOME

    def part(self, place: Place, name: str) -> float:
        """How many of the other names lie in the place's first division, 0-1 of those in the leading one."""
        country, division = place.country or "", place.admin1 or ""
        own = self.named[name, country, division]
        others = self.admin1[country, division] - own
        return others / max(self.admin1.values()) if others >= FEW else 0.0

    def share(self, country: str | None) -> float:
        """How much of the report's geography lies in ``country``, 0-1, relative to the leading country."""
        top = max(self.countries.values(), default=0)
        return self.countries[country] / top if country and top else 0.0

    def centred(self, place: Place) -> float:
        """How many of the report's other places lie near a place, 0-1; a few tell nothing."""
        here = place.point
        others = [p for p in self.points if p != here]
        if here is None or len(others) < FEW:
            return 0.0
        return sum(distance_km(here, p) <= NEAR_KM for p in others) / len(others)

    @property
    def leading(self) -> str | None:
        """The country most of the evidence points to (ties by code)."""
        return max(sorted(self.countries), key=lambda c: self.countries[c], default=None)


def weigh(place: Place, hit_name: str, context: Context, kind: Precision | None = None) -> Candidate:
    """A candidate with its score and the reasons for it."""
    reasons: list[str] = []
    score, folded, share = 0.25, fold(hit_name), context.share(place.country)
    local = kind not in DIVISIONAL and _told_locally(place, hit_name)
    if fold(place.name) == folded:
        score += 0.05
    spelt, why = _spelling(place, hit_name, share)
    score -= spelt
    reasons += why
    size = 0.03 * log10(place.population + 1)
    score += size
    if place.population:
        reasons.append(f"population {place.population}")
    gained, what = _by_kind(place)
    score += gained
    reasons += what
    if share:
        score += 0.15 + 0.25 * share
        reasons.append(f"country in report {share:.2f}")
    if place.admin1 and context.holds(place, folded):
        score += 0.06 + (MAINLY * context.part(place, folded) if local else 0.0)
        reasons.append("division in report")
    if not place.id.startswith(WIDE):
        score += (0.02 if EVENT_DATA in place.id else 0.1) if share else 0.0
        reasons.append("theatre")
    if words().usually.get(folded) == place.country:
        score += USUAL if place.id.startswith(WIDE) or place.kind is not Kind.AREA else USUAL_LAND
        reasons.append("what news usually means")
    score += _fits(place, kind)
    if _governs(place):
        score += 0.12
        reasons.append("seat of a government")
    near = _nearest(place, context.points)
    if near is not None and near <= NEAR_KM:
        score += 0.08 * (1 - near / NEAR_KM) + (HOME * context.centred(place) if local else 0.0)
        reasons.append(f"{near:.0f} km from another place of the report")
    return Candidate(place, round(max(0.0, score), 4), near, tuple(reasons))


def _told_locally(place: Place, name: str) -> bool:
    """May the other names of the report speak for it: a town, or a county, by its usual name?"""
    county = place.kind is Kind.ADMIN2 and place.country in words().state_countries
    if not (place.kind in LOCAL or county) or closeness(place.name, name) < SO_CALLED:
        return False
    return place.id.startswith(WIDE[1]) or place in look_up(name)


def _governs(place: Place) -> bool:
    seat = place.kind is Kind.TOWN and place.population >= SEAT_OF
    return seat and countries().seats.get(fold(place.name)) == place.country


def _by_kind(place: Place) -> tuple[float, list[str]]:
    """What the kind of a place adds, with the reason where it tells."""
    if place.kind is Kind.COUNTRY:
        return 0.3, ["country"]
    if place.kind in (Kind.REGION, Kind.WATER) or (place.kind is Kind.MOUNTAIN and EVENT_DATA not in place.id):
        return 0.35, [place.kind.value]
    if place.kind is Kind.ADMIN1:
        return (0.1 if place.population >= 500_000 else 0.0), []
    return (-0.04 if place.kind is Kind.ADMIN2 else 0.0), []


def _spelling(place: Place, name: str, share: float) -> tuple[float, list[str]]:
    """What a place loses for being spelt or called otherwise, with the reason; ``share`` is its country's."""
    like = closeness(name, place.name)
    if like < 1.0 and place not in look_up(name) and place not in look_articled(name):
        return (1 - like) * 0.6, [f"spelling {like:.2f} alike"]
    if not share and _otherwise_called(place, name):
        return 0.1, ["by another of its names, in a country the report does not speak of"]
    return 0.0, []


def _otherwise_called(place: Place, name: str) -> bool:
    """A town of no great size by one of its other names, as Basel in the spelling of another language."""
    known = place.population >= GREAT and len(fold(name)) >= LONG
    return place.id.startswith(WIDE) and not known and sound(place.name) != sound(name)


def _fits(place: Place, kind: Precision | None) -> float:
    """Agreement with the kind word beside the name ("X province")."""
    if kind is None:
        return 0.03 if place.kind is Kind.TOWN else 0.0
    if kind is Precision.PLACE:
        return 0.1 if place.kind is Kind.TOWN else -0.1
    if kind is Precision.ADMIN1:
        return 0.25 if place.kind is Kind.ADMIN1 else -0.1
    if kind is Precision.AREA:
        return 0.1 if place.kind in (Kind.AREA, Kind.ADMIN2, Kind.REGION) else 0.0
    if kind is Precision.PART:
        return 0.15 if place.kind is Kind.QUARTER else -0.05
    return 0.15 if place.precision is kind else 0.0


def _nearest(place: Place, points: list[tuple[float, float]]) -> float | None:
    if place.point is None:
        return None
    here = place.point
    return min([distance_km(here, p) for p in points if p != here], default=None)


def rank(hit: Hit, context: Context, kind: Precision | None = None, bonds: Bonds = UNBOUND) -> tuple[Candidate, ...]:
    """All candidates of a hit, best first (ties by id)."""
    name = hit.surface[:-1] if hit.how == "possessive" else hit.surface
    options = tuple(dict.fromkeys(hit.options))
    made = [_bound(weigh(p, name, context, kind), bonds.weight(p, options)) for p in options]
    made = _world_city(made, fold(name), context, bonds)
    if kind not in DIVISIONAL:
        made = [_behind_its_seat(c, made, name, bonds.state(c.place)) for c in made]
    if " " in name.strip() and not any(_apart(made[0].place, c.place) for c in made[1:]):
        made = [_alone_of_its_name(c) if len(made) == 1 or _landmark(c.place) else c for c in made]
    return tuple(sorted(made, key=lambda c: (-c.score, c.place.id)))


def _world_city(made: list[Candidate], name: str, context: Context, bonds: Bonds) -> list[Candidate]:
    """Paris is the one in France, also in news of Texas, unless the text says otherwise or is told from nearby."""
    most = max((c.place.population for c in made if _great(c.place) and fold(c.place.name) == name), default=0)
    nation = any(c.place.kind is Kind.COUNTRY for c in made)
    if most < METROPOLIS or bonds.holders or bonds.held:
        return made
    return [
        _weighed(c, round(max(0.0, c.score - OVERSHADOWED), 4), "a far larger city has the name")
        if c.place.kind in (Kind.TOWN, Kind.ADMIN2)
        and DWARFED * c.place.population < most
        and (nation or context.centred(c.place) < AT_HOME)
        else c
        for c in made
    ]


def _great(place: Place) -> bool:
    """May a far smaller namesake stand back behind it: a city, a country, a state where news tells a land by them?"""
    state = place.kind is Kind.ADMIN1 and place.country in words().state_countries
    return state or place.kind in (Kind.TOWN, Kind.COUNTRY)


def _weighed(candidate: Candidate, score: float, reason: str) -> Candidate:
    """With another score, and why."""
    return Candidate(candidate.place, score, candidate.distance_km, (*candidate.reasons, reason))


def _bound(candidate: Candidate, gained: float) -> Candidate:
    """With what the places that the text ties to it add."""
    if not gained:
        return candidate
    reason = TOLD if gained > 0 else "not where the text puts it"
    score = round(max(0.0, candidate.score + gained), 4)
    return _weighed(candidate, score, reason)


def _alone_of_its_name(candidate: Candidate) -> Candidate:
    """A place by a name of several words that nothing elsewhere has; above all a landmark of a theatre ("Kerch Bridge",
    "Gaza Strip").
    """
    score = round(min(1.0, candidate.score + (0.2 if _landmark(candidate.place) else 0.05)), 4)
    return _weighed(candidate, score, "the only one of its name")


def _landmark(place: Place) -> bool:
    own = not place.id.startswith(WIDE) and EVENT_DATA not in place.id
    return (own and place.kind in LANDMARKS) or (place.kind is Kind.SITE and place.id.startswith(WIDE))


def _behind_its_seat(candidate: Candidate, among: Sequence[Candidate], name: str, state: bool) -> Candidate:
    """A name shared by a division and its chief town means the town, bare or as "X city" and "quarters of X", unless
    the text names a ``state`` by it ("Albany, New York").
    """
    place = candidate.place
    if place.kind not in (Kind.ADMIN1, Kind.ADMIN2):
        return candidate
    seats = [c.score for c in among if _seat(c.place, place, name)]
    if not seats or (state and place.kind is Kind.ADMIN1):
        return candidate
    score = round(max(0.0, min(candidate.score - 0.15, max(seats) - 0.05)), 4)
    return _weighed(candidate, score, "its seat has the same name")


def _seat(town: Place, division: Place, name: str) -> bool:
    """Is the town, which may have the same name, the chief one of the division? Where news tells a country by its
    states, only one that has much of the state's people and is usually called so.
    """
    if town.kind is not Kind.TOWN or town.country != division.country:
        return False
    states = town.country in words().state_countries
    if town.population and town.population * (STATE_SEAT if states else SEAT) < division.population:
        return False
    beside = town.point and division.point and distance_km(town.point, division.point) <= NEAR_KM
    if not beside and town.admin1 != division.admin1:
        return False
    if fold(division.name) == fold(name) and sound(town.name) != sound(name):
        return False  # "Sulu" of Jolo, which a gazetteer calls so too
    return not states or fold(town.name) in (fold(name), fold(f"{name} City"))


def decide(ranked: tuple[Candidate, ...], hit: Hit, context: Context) -> tuple[Place | None, str]:
    """The place meant, or ``None``, with the reason. Population decides last, between places of the countries that the
    report speaks of most.
    """
    if not ranked:
        return None, "no gazetteer has it"
    best = ranked[0]
    if best.score < ACCEPT:
        return None, f"best score {best.score:.2f} is under {ACCEPT}"
    for other in ranked[1:]:
        if best.score - other.score >= MARGIN:
            break
        if _apart(best.place, other.place) and not _outgrows(best.place, other.place, hit, context):
            if _outgrows(other.place, best.place, hit, context):
                return other.place, "; ".join(other.reasons)
            return (
                None,
                f"{best.place.name} ({best.place.admin1}) or {other.place.name} ({other.place.admin1}): undecided",
            )
    return best.place, "; ".join(best.reasons)


def _outgrows(place: Place, other: Place, hit: Hit, context: Context) -> bool:
    usual = hit.how == "exact" and fold(place.name) == fold(hit.surface)
    larger = place.population >= LARGER * max(LEAST, other.population)
    return usual and larger and context.share(place.country) >= LEADING


def _apart(a: Place, b: Place) -> bool:
    if a.country != b.country:
        return True
    if Kind.ADMIN1 in (a.kind, b.kind) and a.admin1 == b.admin1:
        return False
    return bool(a.point and b.point and distance_km(a.point, b.point) > APART_KM)


def context_of(hits: Sequence[Hit], tied: Sequence[Bonds], demonyms: Iterable[str], prior: Iterable[str]) -> Context:
    """Countries from the theatre, country names, demonyms and well-known places whose country is not in doubt."""
    context = Context()
    for code in prior:
        context.countries[code] += 2
    for code in demonyms:
        context.countries[code] += 1
    for hit, bonds in zip(hits, tied, strict=True):
        weights = [bonds.weight(p, hit.options) for p in hit.options]
        best = max(weights, default=0.0)
        fitting = [p for p, weight in zip(hit.options, weights, strict=True) if weight == best]
        nations = [p for p in fitting if p.kind is Kind.COUNTRY]
        if nations:
            context.countries[nations[0].country or ""] += 2
            continue
        where = {p.country for p in fitting} if best > 0 else set()
        sure = fitting[0] if len(where) == 1 else _sure(hit)
        if sure:
            context.countries[sure.country or ""] += 1
    return context


def _sure(hit: Hit) -> Place | None:
    """The one place a name almost always means: far more people than any namesake in another country."""
    ranked = sorted(hit.options, key=lambda p: (-p.population, p.id))
    best = ranked[0] if ranked else None
    if best is None or best.population < 50_000 or _otherwise_called(best, hit.surface):
        return None
    others = [p.population for p in ranked if p.country != best.country]
    return best if not others or best.population > 10 * max(others) else None


def settle(hits: Iterable[tuple[Hit, Precision | None, Bonds]], context: Context) -> None:
    """Second pass: the points and divisions of what is decided become evidence for the rest."""
    seen = set()
    for hit, kind, tied in hits:
        if (hit.surface, kind, tied.key) in seen:
            continue
        seen.add((hit.surface, kind, tied.key))
        ranked = rank(hit, context, kind, tied)
        place, _ = decide(ranked, hit, context)
        if place is None or place.kind is Kind.COUNTRY:
            continue
        if place.admin1:
            context.admin1[(place.country or "", place.admin1)] += 1
            context.named[fold(hit.surface), place.country or "", place.admin1] += 1
        if place.point and place.kind is not Kind.ADMIN1 and len(context.points) < 40:
            context.points.append(place.point)


def resolve(name: str, near: str | None = None, country: str | None = None) -> tuple[Candidate, ...]:
    """Candidates for a bare name, best first, with the distance in km from ``near`` (itself resolved by size).

    ``country`` is an ISO 3166-1 alpha-2 code that the place should lie in. Nothing is dropped for lying elsewhere;
    the score and the reasons say so.
    """
    context = Context()
    if country:
        context.countries[country.upper()] = 1
    around = resolve(near, None, country) if near else ()
    if around:
        anchor = around[0].place
        if anchor.point:
            context.points.append(anchor.point)
        if anchor.country:
            context.countries[anchor.country] += 1
        if anchor.admin1:
            context.admin1[(anchor.country or "", anchor.admin1)] += 1
    options = look_up(name) or look_near(name)
    if near or country:
        options = tuple(dict.fromkeys(options + look_near(name)))
    return rank(Hit(0, 0, name, options, "exact"), context)
