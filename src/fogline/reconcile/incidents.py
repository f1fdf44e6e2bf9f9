"""Groups of accounts made into incidents: where, when, what kind, whose figures, who is blamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby

from fogline.core.claim import HARMED, ClaimPlace, ClaimType, Measure, Precision
from fogline.core.incident import Account, Incident, Place, Statement
from fogline.core.interval import Days
from fogline.core.sharing import shared
from fogline.link import Local, bodies, cited_by, fold, independent, short, sound
from fogline.reconcile.blame import blames
from fogline.reconcile.figures import accounts, first_named, settle
from fogline.reconcile.lastwords import groups, last_words, ranges, whole

FIGHTS = (ClaimType.TOLL, ClaimType.CLASH)
GENERAL = (ClaimType.TOLL, ClaimType.ATTACK)
DEAD = (Measure.KILLED, Measure.WOUNDED)
SMALL = (Precision.EXACT, Precision.PART)


def name_of(prefix: str, keys: Iterable[str]) -> str:
    """A stable id: it depends on the first statement of the group alone, so that it survives new accounts."""
    return f"{prefix}{sha256(min(keys).encode()).hexdigest()[:10]}"


def incident(
    group: Sequence[Local],
    around: Sequence[Statement],
    copies: Container[str] = (),
    repeats: Sequence[Statement] = (),
) -> Incident:
    """``around`` are the accusations and denials that the reports attach to this event; ``copies`` report ids.

    ``repeats`` are statements of copies: they give accounts, and no vote on place, day or kind.
    """
    told = tuple(s for local in group for s in local.statements)
    rows = settle(a for s in first_named((*told, *repeats)) for a in accounts(s, s.head.id in copies))
    first_hand = [a for a in rows if not a.copy] or list(rows)
    people = bodies(told)
    latest = last_words(first_hand, people)
    blamed, denied = blames(told, around)
    return Incident(
        id=name_of("i-", (s.key for s in told)),
        type=kind_of(told),
        place=place_of(told, _only_parts(rows)),
        days=days_of(told),
        statements=(*told, *repeats),
        accounts=rows,
        latest=latest,
        ranges=ranges(latest),
        origins=independent(whole(first_hand, people), cited_by(told), people),
        blamed=blamed,
        denied=denied,
        groups=groups(latest),
    )


def _only_parts(rows: Sequence[Account]) -> frozenset[str]:
    """Statements all of whose figures are parts of a total."""
    return frozenset({a.statement for a in rows}) - {a.statement for a in rows if not a.part}


# --- kind ---


def kind_of(told: Sequence[Statement]) -> ClaimType:
    """The type most reports give it; a bare toll or "attack" yields to anything more definite.

    Where the dead are counted and nobody counts prisoners, no detention; nor where an attack is told beside it.
    """
    votes: Counter[ClaimType] = Counter()
    for kind, _ in sorted({(s.claim.type, s.head.id) for s in told if not s.claim.background or len(told) == 1}):
        votes[kind] += 1
    votes = votes or Counter(s.claim.type for s in told)
    dead = any(q.measure in DEAD for s in told for q in s.claim.quantities)
    taken = any(q.measure is Measure.CAPTURED for s in told for q in s.claim.quantities)
    if dead and len(votes) > 1 and (not taken or ClaimType.ATTACK in votes):
        votes.pop(ClaimType.DETENTION, None)
    definite = {k: n for k, n in votes.items() if k not in GENERAL}
    pool = definite or dict(votes)
    return max(sorted(pool), key=lambda k: (pool[k], k is not ClaimType.TOLL))


# --- place ---


def place_of(told: Sequence[Statement], parts: frozenset[str] = frozenset()) -> Place | None:
    """The place most reports put it at; every report has one vote, shared among the places it names.

    Statements with figures weigh more, those with nothing but parts of a total (keys in ``parts``) and "near X" for X
    less. Names that sound alike are one; the name shown is the commonest spelling.
    """
    votes: Counter[str] = Counter()
    for _, rows in groupby(sorted(told, key=lambda s: s.head.id), key=lambda s: s.head.id):
        mine: Counter[str] = Counter()
        for s in rows:
            mine.update(_votes(s, s.key in parts))
        for key, weight in mine.items():
            votes[key] += round(1000 * weight / max(mine.total(), FULL))
    if not votes:
        return None
    top = _finer(max(sorted(votes), key=lambda k: votes[k]), told)
    return _shown(top, [p for s in told for p in s.claim.places])


def _finer(top: str, told: Sequence[Statement]) -> str:
    """A quarter or building inside ``top`` that more than three reports in four name is the better answer.

    Where two reports in three say somewhere that it was only "near" or "outside" the town, any place within it that two
    reports name will do.
    """
    named = [(s.head.id, p) for s in told for p in s.claim.places]
    reports = {s.head.id for s in told}
    mentions = [(r, p) for r, p in named if sound(p.name) == top and p.precision is not Precision.PART]
    loose = 3 * len({r for r, p in mentions if _loose(p)}) >= 2 * len({r for r, _ in mentions}) > 0
    inside: dict[str, set[str]] = {}
    for r, p in named:
        if p.within and sound(p.within) == top != sound(p.name):
            inside.setdefault(sound(p.name), set()).add(r)
    found = [k for k in sorted(inside) if len(inside[k]) * 4 > len(reports) * 3 or (loose and len(inside[k]) > 1)]
    return max(found, key=lambda k: len(inside[k]), default=top)


_RANK = {
    Precision.EXACT: 60,
    Precision.PART: 80,
    Precision.PLACE: 100,
    Precision.AREA: 80,
    Precision.ADMIN1: 20,
    Precision.COUNTRY: 2,
}
FULL = 300
"""What a report must name to have its whole vote: one that says only the country has next to none."""
AROUND = 30
"""The weight of a town that is only said to be near, or of the land around it."""


def _votes(s: Statement, part: bool) -> dict[str, int]:
    """The statement's first place in full, the others for half; of a quarter, its town too."""
    share = 2 if not s.claim.quantities or part else 4
    out: dict[str, int] = {}
    for n, p in enumerate(s.claim.places):
        weight = share * _weight(p) // (1 if n == 0 else 2)
        for name, w in ((p.name, weight), (p.within, weight * 6 // 5 if p.precision in SMALL else 0)):
            if name and w:
                out[sound(name)] = max(out.get(sound(name), 0), w)
    return out


def _weight(p: ClaimPlace) -> int:
    if p.precision is Precision.AREA and not p.admin1 and not p.within:
        return _RANK[Precision.ADMIN1]
    return AROUND if _loose(p) else _RANK[p.precision]


def _loose(p: ClaimPlace) -> bool:
    """Near X, outside X, the countryside of X: all coded as the area of X."""
    if p.precision is not Precision.AREA or p.within is not None:
        return False
    return fold(p.text) != fold(p.name) or (p.admin1 is not None and sound(p.admin1) == sound(p.name))


def _shown(key: str, places: Sequence[ClaimPlace]) -> Place:
    same = [p for p in places if sound(p.name) == key] or [p for p in places if p.within and sound(p.within) == key]
    name = _commonest([p.name if sound(p.name) == key else p.within or p.name for p in same])
    admins = [p.admin1 for p in same if p.admin1]
    countries = [p.country for p in same if p.country] or [p.country for p in places if p.country]
    return shared(Place(name, _commonest(admins) if admins else None, _commonest(countries) if countries else None))


def precision_of(i: Incident) -> Precision | None:
    """The precision with which most claims name the incident's place."""
    if i.place is None:
        return None
    key = sound(i.place.name)
    votes = Counter(p.precision for s in i.statements for p in s.claim.places if sound(p.name) == key)
    return max(sorted(votes), key=lambda p: votes[p], default=Precision.PLACE)


def _commonest(names: Sequence[str]) -> str:
    tally = Counter(names)
    return max(sorted(tally), key=lambda n: tally[n])


# --- day ---


def days_of(told: Sequence[Statement]) -> Days:
    """The day most reports give, one vote each; else the shortest stretch given; none where nobody says.

    A stretch without a beginning ("lately", up to the report's day) is no date of an event.
    """
    votes: Counter[tuple[date, date]] = Counter()
    for d, _ in sorted({(_pair(s.claim.time.days), s.head.id) for s in told if short(s.claim.time.days)}):
        votes[d] += 2 if d[0] == d[1] else 1
    if votes:
        start, end = max(sorted(votes), key=lambda d: votes[d])
        return _fought(told, Days(start, end))
    stretches = [s.claim.time.days for s in told if s.claim.time.days.start and s.claim.time.days.end]
    if stretches:
        return min(stretches, key=lambda d: (_length(d), _pair(d)))
    return next((s.claim.time.days for s in told if s.claim.time.days.start), Days())


def _fought(told: Sequence[Statement], day: Days) -> Days:
    """The day, or the stretch of fighting around it if all figures are of that: its dead are not of one day."""
    counted = [s for s in told if any(q.measure in HARMED for q in s.claim.quantities)]
    fights = all(s.claim.type in FIGHTS for s in counted)
    wider = [s.claim.time.days for s in counted if _holds(s.claim.time.days, day) and s.claim.time.days != day]
    if not (counted and fights and len(wider) == len(counted)):
        return day
    return min(wider, key=lambda d: (_length(d), _pair(d)))


def _holds(outer: Days, inner: Days) -> bool:
    return short(outer) and _pair(outer)[0] <= _pair(inner)[0] and _pair(inner)[1] <= _pair(outer)[1]


def _pair(days: Days) -> tuple[date, date]:
    assert days.start
    assert days.end
    return days.start, days.end


def _length(days: Days) -> int:
    start, end = _pair(days)
    return (end - start).days
