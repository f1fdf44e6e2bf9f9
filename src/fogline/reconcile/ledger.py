"""The casualty ledger: every figure, and how it stands to the others."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from itertools import combinations, islice

from fogline.core.claim import Measure, Precision, Scope, Status
from fogline.core.incident import Account, Picture, Statement, Toll, figure_id
from fogline.core.interval import Count, Days
from fogline.core.ledger import Figure, Ledger, Relation, Rest, Tie
from fogline.link import voice
from fogline.reconcile.phrases import say
from fogline.reconcile.tolls import until_told


def figures(picture: Picture) -> tuple[Figure, ...]:
    """Every account of every incident and total as a figure; ids are ``statement#n``."""
    out: list[Figure] = []
    for i in picture.incidents:
        area = i.place.name if i.place else None
        within = tuple(x for x in ((i.place.admin1, i.place.country) if i.place else ()) if x)
        out += _of(i.statements, i.accounts, i.days, area, within, i.id)
    for t in picture.tolls:
        out += _of(t.statements, t.accounts, t.days, t.area, (), None)
    return tuple(sorted(out, key=lambda f: f.id))


def _of(
    told: Sequence[Statement],
    rows: Sequence[Account],
    days: Days,
    area: str | None,
    within: tuple[str, ...],
    event: str | None,
) -> Iterator[Figure]:
    by_key = {s.key: s for s in told}
    totals: dict[str, str] = {}
    for a in rows:
        s = by_key[a.statement]
        q = s.claim.quantities[a.index]
        totals.setdefault(a.figure, "")
        part_of = figure_id(a.statement, q.part_of) if q.part_of is not None else None
        yield Figure(
            id=a.figure,
            report=a.report,
            span=a.span,
            quote=a.quote,
            origin=a.origin,
            named=a.named,
            measure=a.measure,
            count=a.count,
            qualifier=a.qualifier,
            scope=q.scope if event is None else Scope.INCIDENT,
            text=q.text,
            status=a.status,
            kind=a.kind,
            party=a.actors,
            group=q.group.text if q.group else None,
            days=until_told(s) if event is None and s.claim.time.days else days,
            area=area,
            within=within,
            said=a.said,
            incident=event,
            part_of=part_of if part_of in totals else None,
            superseded=a.superseded,
            listed=a.listed,
        )


def ledger(picture: Picture) -> Ledger:
    """Figures, the ties between them (sorted), and what each total leaves over."""
    rows = figures(picture)
    ties = {*_parts(rows), *_same_event(picture, rows), *_running(picture, rows), *_covers(picture, rows)}
    return Ledger(rows, tuple(sorted(ties, key=lambda t: (t.a, t.b, t.relation))), tuple(rests(rows)))


def _tie(a: Figure, b: Figure, relation: Relation) -> Tie:
    return Tie(a.id, b.id, relation, say("tie", relation.value))


def _parts(rows: Sequence[Figure]) -> Iterator[Tie]:
    by_id = {f.id: f for f in rows}
    for f in rows:
        if f.part_of and f.part_of in by_id:
            yield _tie(f, by_id[f.part_of], Relation.PART)


Sort = tuple[str, Count, Status, str | None, tuple[str, ...], date | None, bool, bool]
"""Whose figure, how many, of whom, when said, whether superseded and whether a part: what a tie depends on."""


def _same_event(picture: Picture, rows: Sequence[Figure]) -> Iterator[Tie]:
    """Figures of one event and measure: those that say the same on one day are tied to the first of them, and the first
    alone to the others. (Two thousand reports of one number make two thousand ties, not two million.)
    """
    by_event: dict[tuple[str, Measure], list[Figure]] = {}
    for f in rows:
        if f.incident:
            by_event.setdefault((f.incident, f.measure), []).append(f)
    part = {(a.statement, a.index) for i in picture.incidents for a in i.accounts if a.part}
    for event in sorted(by_event):
        sorts = _sorts(by_event[event], part)
        for mine in sorts.values():
            yield from (t for f in mine[1:] for t in _between([mine[0]], [f], part))
        for a, b in combinations(sorts.values(), 2):
            yield from _between(a, b, part)


def _sorts(rows: Sequence[Figure], part: Container[tuple[str, int]]) -> dict[Sort, list[Figure]]:
    out: dict[Sort, list[Figure]] = {}
    for f in rows:
        sort = (voice(f.origin), f.count, f.status, f.kind, f.party, f.said, f.superseded, _key(f) in part)
        out.setdefault(sort, []).append(f)
    return out


def _between(left: Sequence[Figure], right: Sequence[Figure], part: Container[tuple[str, int]]) -> Iterator[Tie]:
    """The tie between the first two of which neither is a stated part of the other."""
    pairs = ((a, b) for a in left for b in right if a.part_of != b.id and b.part_of != a.id)
    for a, b in islice(pairs, 1):
        one, two = (a, b) if a.id < b.id else (b, a)
        yield from _pair(one, two, _key(one) in part, _key(two) in part)


def _key(f: Figure) -> tuple[str, int]:
    statement, _, n = f.id.rpartition("#")
    return statement, int(n)


def _pair(a: Figure, b: Figure, part_a: bool, part_b: bool) -> Iterator[Tie]:
    """One event, one measure: how two figures stand."""
    if voice(a.origin) != voice(b.origin):
        if not part_a and not part_b:
            yield _tie(a, b, Relation.OTHERS if disjoint(a, b) else Relation.BESIDE)
    elif part_a != part_b:
        small, whole = (a, b) if part_a else (b, a)
        yield _tie(small, whole, Relation.SUBSET)
    elif a.count == b.count and (a.kind, a.status) == (b.kind, b.status) and not _of_list(a, b):
        yield _tie(*_later(a, b), Relation.REPEAT)
    elif disjoint(a, b):
        yield _tie(a, b, Relation.DISJOINT)
    elif not part_a:
        yield _tie(*_later(a, b), Relation.UPDATE)


def _later(a: Figure, b: Figure) -> tuple[Figure, Figure]:
    rank = [
        (f.said.isoformat() if f.said else "", not f.superseded, f.count.low or f.count.high or 0, f.id) for f in (a, b)
    ]
    return (a, b) if rank[0] > rank[1] else (b, a)


def _of_list(a: Figure, b: Figure) -> bool:
    return a.listed > 0 and a.listed == b.listed and _key(a)[0] == _key(b)[0]


def disjoint(a: Figure, b: Figure) -> bool:
    """Different people for certain: those of one list, a civilian and a combatant, soldiers of two sides."""
    if _of_list(a, b):
        return True
    sure = (Status.CIVILIAN, Status.COMBATANT)
    if a.status in sure and b.status in sure and a.status is not b.status:
        return True
    return bool(a.party and b.party and not set(a.party) & set(b.party) and a.status is b.status is Status.COMBATANT)


def _running(picture: Picture, rows: Sequence[Figure]) -> Iterator[Tie]:
    """States of one origin's running total, told in different reports: the same run, area and group, a later end."""
    part = {(a.statement, a.index) for t in picture.tolls for a in t.accounts if a.part}
    run = _runs(picture)
    totals = [f for f in rows if f.incident is None and not f.part_of and _key(f) not in part]
    for a, b in combinations(totals, 2):
        if a.measure is not b.measure or voice(a.origin) != voice(b.origin) or a.area != b.area:
            continue
        if a.report == b.report and a.count != b.count:
            continue
        one = a.days.start == b.days.start or run[_key(a)] == run[_key(b)]
        if not one or (a.party, a.status) != (b.party, b.status):
            continue
        new, old = _later(a, b)
        yield _tie(new, old, Relation.REPEAT if a.count == b.count else Relation.SUCCESSOR)


def _covers(picture: Picture, rows: Sequence[Figure]) -> Iterator[Tie]:
    run = _runs(picture)
    land = {t.id: _land(t) for t in picture.tolls}
    totals = [f for f in rows if f.incident is None and not f.part_of]
    for f in rows:
        for t in totals:
            same = t.measure is f.measure and voice(t.origin) == voice(f.origin)
            smaller = f.incident or (_smaller(f, t) and run[_key(f)] != run[_key(t)])
            if same and smaller and covers(t, f, land[run[_key(t)]]) and _whose(t, f):
                yield _tie(t, f, Relation.COVERS)


def _runs(picture: Picture) -> dict[tuple[str, int], str]:
    """Figure -> the total it is a state or a part of."""
    return {(a.statement, a.index): t.id for t in picture.tolls for a in t.accounts}


def _land(total: Toll) -> str | None:
    """The country that a total is about all of."""
    named = (p for s in total.statements for p in s.claim.places)
    return next((p.country for p in named if p.name == total.area and p.precision is Precision.COUNTRY), None)


def _smaller(f: Figure, total: Figure) -> bool:
    """A total that is no part and no other state of the larger one: it begins later, or is of a place within."""
    return not f.part_of and f is not total and (f.days.start != total.days.start or f.area != total.area)


def covers(total: Figure, f: Figure, land: str | None = None) -> bool:
    """The total's stretch holds the event's days, and its area (if it names one) the event's place; ``land`` is the
    code of the country that is its area.

    A total whose beginning is not told ("so far") holds all that its teller tells of up to its end.
    """
    d, e = total.days, f.days
    if not e.start or not e.end or d.end is None:
        return False
    inside = (d.start is None or d.start <= e.start) and e.end <= d.end
    return inside and (
        total.area in (None, f.area, *f.within) or f.area is None or (land is not None and land in f.within)
    )


def _whose(total: Figure, f: Figure) -> bool:
    """A total of people, or of both, holds everybody; a party's total holds that party."""
    if total.status in (Status.MIXED, Status.UNKNOWN) and not total.party:
        return True
    if total.party and f.party:
        return bool(set(total.party) & set(f.party))
    return total.status is f.status and not total.party


def rests(rows: Sequence[Figure]) -> Iterator[Rest]:
    """What each total with stated parts leaves over."""
    parts_of: dict[str, list[Figure]] = {}
    for f in rows:
        if f.part_of:
            parts_of.setdefault(f.part_of, []).append(f)
    for total in rows:
        parts = [f for f in parts_of.get(total.id, ()) if f.measure is total.measure]
        whole = [
            f for f in parts if not f.kind or not any(g is not f and g.status is f.status and not g.kind for g in parts)
        ]
        if whole and total.count.low is not None:
            yield _rest(total, whole)


def _rest(total: Figure, parts: Sequence[Figure]) -> Rest:
    assert total.count.low is not None
    lows = sum(p.count.low or 0 for p in parts)
    highs = [p.count.high for p in parts]
    most = sum(h for h in highs if h is not None)
    low = 0 if None in highs else max(0, total.count.low - most)
    high = None if total.count.high is None else max(0, total.count.high - lows)
    return Rest(total.id, tuple(p.id for p in parts), low, max(0, total.count.low - lows), high)
