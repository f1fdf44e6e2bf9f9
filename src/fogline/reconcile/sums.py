"""Sums that show their arithmetic: per event, per total, per party, per day, per period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fogline.core.claim import Measure
from fogline.core.incident import Account, Incident, LastWord, Picture, Toll
from fogline.core.interval import Count, Days
from fogline.core.ledger import Figure, Ledger, Line, Relation, Rest, Sum
from fogline.link import sound, voice
from fogline.reconcile import phrases
from fogline.reconcile.figures import number
from fogline.reconcile.lastwords import groups, union
from fogline.reconcile.phrases import say

YEAR = timedelta(days=366)
"""How far back a total reaches that does not say when it began."""


def label(x: Incident | Toll) -> str:
    if isinstance(x, Toll):
        return say("label", "toll", area=x.area or say("label", "unplaced"), days=phrases.days(x.days))
    place = x.place.name if x.place else say("label", "unplaced")
    return say("label", "incident", type=say("type", x.type.value), place=place, days=phrases.days(x.days))


# --- one event or one total ---


def bounds(words: Sequence[LastWord]) -> tuple[int, int, int | None]:
    """(low, best, high) over the last words of all origins; best is what most origins say, then the latest.

    Origins that count different people are no rivals: where nobody counts all, the largest sort alone is low and best,
    all sorts together are high.
    """
    wide = [w for w in words if w.group is None]
    sorts = [[w for w in words if w.group == g] for g in sorted({w.group for w in words if w.group})]
    solved = [_compared(rows) for rows in sorts]
    if not wide:
        low, best = max(x[0] for x in solved), max(x[1] for x in solved)
        high = None if any(x[2] is None for x in solved) else union(groups(words))
        return low, best, high if high is None else max(high, best)
    low, best, top = _compared(wide)
    return low, best, top if top is None else max([top, *(x[0] for x in solved)])


def _compared(words: Sequence[LastWord]) -> tuple[int, int, int | None]:
    low = min(_low(w) for w in words)
    highs = [w.count.high for w in words]
    high = None if None in highs else max(h for h in highs if h is not None)
    best = _best(words)
    return low, max(low, best if high is None else min(best, high)), high


def _low(w: LastWord) -> int:
    return w.count.low if w.count.low is not None else 0


def _named(w: LastWord) -> int:
    value = w.count.low if w.count.low is not None else w.count.high
    assert value is not None
    return value


def _best(words: Sequence[LastWord]) -> int:
    tally = Counter(_named(w) for w in words if w.named) or Counter(_named(w) for w in words)
    last = {_named(w): w.said or date.min for w in sorted(words, key=lambda w: w.said or date.min)}
    return max(sorted(tally), key=lambda n: (tally[n], last[n]))


def sum_of(x: Incident | Toll, measure: Measure = Measure.KILLED) -> Sum | None:
    """The event's or the total's own sum; ``None`` where nobody counts this measure."""
    words = [w for w in x.latest if w.measure is measure]
    if not words:
        return None
    low, best, high = bounds(words)
    lines = [*(_last_line(w) for w in words), *_replaced(x, words)]
    rule = say("rule", "toll" if isinstance(x, Toll) else "incident")
    return Sum(label(x), measure, low, best, high, tuple(lines), rule)


def _line_values(a: Account) -> dict[str, str]:
    return {
        "origin": a.origin,
        "count": phrases.count(a.count),
        "measure": phrases.measure(a.measure),
        "said": phrases.day(a.said),
        "quote": a.quote,
        "report": phrases.report(a.report),
    }


def _ids(rows: Sequence[Account]) -> tuple[str, ...]:
    return tuple(a.figure for a in rows)


def _last_line(w: LastWord) -> Line:
    values = _line_values(w.accounts[0]) | {"count": phrases.count(w.count)}
    if w.group:
        values["group"] = phrases.people(w.group)
    return Line(say("line", "last_group" if w.group else "last", **values), w.count.low, w.count.high, _ids(w.accounts))


def _replaced(x: Incident | Toll, words: Sequence[LastWord]) -> list[Line]:
    out = []
    for w in words:
        for a in x.accounts:
            mine = a.measure is w.measure and not a.part and voice(a.origin) == voice(w.origin)
            if mine and a not in w.accounts and number(a) != _named(w):
                text = say("line", "replaced", **_line_values(a))
                out.append(Line(text, a.count.low, a.count.high, _ids([a]), sign=0))
    return out


# --- parts of a total ---


def breakdown(book: Ledger, rest: Rest) -> tuple[Line, ...]:
    """A total, its stated parts, their sum, and what is not broken down."""
    by_id = {f.id: f for f in book.figures}
    total, parts = by_id[rest.total], [by_id[p] for p in rest.parts]
    stated, left = left_over(rest, parts)
    return (
        _figure_line(total, "last"),
        *(_figure_line(p, "part") for p in parts),
        Line(stated, sum(f.count.low or 0 for f in parts), None, rest.parts, 0),
        Line(left, rest.low, rest.high, (rest.total,), 0),
        *_inside(book, total),
    )


def left_over(rest: Rest, parts: Sequence[Figure]) -> tuple[str, str]:
    """(the stated parts with their sum, what they leave of the total) in words."""
    lows = sum(f.count.low or 0 for f in parts)
    open_ = any(f.count.high is None for f in parts)
    stated = say("count", "at_least" if open_ else "exact", low=lows)
    key = "rest_none" if not rest.low else "rest" if rest.low != rest.at_bounds else "rest_known"
    terms = " + ".join(phrases.count(f.count) for f in parts)
    return say("line", "stated", sum=terms, total=stated), say("line", key, bounds=rest.at_bounds, low=rest.low)


def _figure_line(f: Figure, key: str) -> Line:
    values = {
        "origin": f.origin,
        "count": phrases.count(f.count),
        "measure": phrases.measure(f.measure),
        "said": phrases.day(f.said),
        "quote": f.quote,
        "report": phrases.report(f.report),
        "group": f.group or say("status", f.status.value),
    }
    return Line(say("line", key, **values), f.count.low, f.count.high, (f.id,), 1 if key == "last" else 0)


def _inside(book: Ledger, total: Figure) -> list[Line]:
    """The same origin's events that the total already holds."""
    by_id = {f.id: f for f in book.figures}
    out = []
    for tie in book.ties:
        if tie.relation is Relation.COVERS and tie.a == total.id:
            f = by_id[tie.b]
            text = say(
                "line",
                "covered",
                label=f'{f.origin}, "{f.quote}", {phrases.report(f.report)}',
                count=phrases.count(f.count),
                measure=phrases.measure(f.measure),
                total=f"{phrases.count(total.count)} ({phrases.report(total.report)})",
            )
            out.append(Line(text, f.count.low, f.count.high, (f.id,), 0))
    return out


# --- a period ---


@dataclass(frozen=True, slots=True)
class Unit:
    """An event or a total with its bounds, as one item of a period's sum."""

    event: Incident | Toll
    low: int
    best: int
    high: int | None

    @property
    def days(self) -> Days:
        return self.event.days

    @property
    def area(self) -> str | None:
        if isinstance(self.event, Toll):
            return self.event.area
        return self.event.place.name if self.event.place else None


def units(picture: Picture, measure: Measure) -> list[Unit]:
    out = []
    found: list[Incident | Toll] = [*picture.incidents, *picture.tolls]
    for x in found:
        words = [w for w in x.latest if w.measure is measure]
        if words:
            out.append(Unit(x, *bounds(words)))
    return out


def period(picture: Picture, days: Days, measure: Measure = Measure.KILLED, place: str | None = None) -> Sum:
    """All events and totals of a stretch (and place): ``low <= best <= high`` with every step as a line.

    An event is taken when its days lie in the stretch, a total when its whole stretch does. A total takes the place of
    the events it covers: what they add up to is compared with it, never added. Totals that overlap without one holding
    the other are not added to the lower bound and the best.
    """
    here = sorted((u for u in units(picture, measure) if _in_place(u, place)), key=_order)
    rows = [u for u in here if _within(u.days, days) and not _unended(u)]
    partly = [u for u in here if u.days and u not in rows and u.days.meets(days)]
    whole = _Tree(rows, measure).together(None)
    left = [(u, "unended" if _unended(u) else "partly") for u in partly]
    left += [(u, "undated") for u in here if not u.days]
    lines = (*whole.lines, *(_unit_line(u, measure, key, "") for u, key in left))
    title = phrases.stretch(days, (u.days for u in rows))
    return Sum(title, measure, whole.low, whole.best, whole.high, lines, say("rule", "period"))


def _unended(u: Unit) -> bool:
    """An event told with one day only of a longer time may be told of by a total as well."""
    return isinstance(u.event, Incident) and bool(u.days) and not (u.days.start and u.days.end)


def _order(u: Unit) -> tuple[date, date, str]:
    return u.days.start or date.min, u.days.end or date.max, u.event.id


def _within(inner: Days, outer: Days) -> bool:
    """Is all of ``inner`` in ``outer``? What is open at a side lies only in what is open there too."""
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return bool(inner) and starts and ends


def _in_place(u: Unit, place: str | None) -> bool:
    if place is None:
        return True
    names = [u.area]
    if isinstance(u.event, Incident) and u.event.place:
        names += [u.event.place.admin1, u.event.place.country]
    return any(n and sound(n) == sound(place) for n in names)


def unit_covers(total: Unit, u: Unit) -> bool:
    """A total holds an event, or a smaller total, when stretch and area do.

    Where its beginning is not told ("so far"), it is taken to hold what happened in the year before its end: to leave
    that out of the sum counts nobody twice.
    """
    if not isinstance(total.event, Toll) or total is u or not total.days or not _within(u.days, total.days):
        return False
    if total.days.start is None and not _lately(u.days, total.days):
        return False
    if isinstance(u.event, Toll) and u.days == total.days and u.area == total.area:
        return total.event.id < u.event.id
    if total.area is None:
        return bool(_tellers(total) & _tellers(u))
    return u.area is not None and _holds(total, u)


def _lately(inner: Days, outer: Days) -> bool:
    first = inner.start or inner.end
    return first is not None and outer.end is not None and outer.end - first <= YEAR


def _tellers(u: Unit) -> set[str]:
    """Reports and origins behind a unit: a total without an area is about what its own teller tells."""
    return {a.report for a in u.event.accounts} | {voice(a.origin) for a in u.event.accounts}


def _holds(total: Unit, u: Unit) -> bool:
    assert total.area
    if u.area and sound(u.area) == sound(total.area):
        return True
    if isinstance(u.event, Toll):
        told = [p for s in u.event.statements for p in s.claim.places]
        names = [x for p in told for x in (p.within, p.admin1, p.name) if x]
    else:
        told = [p for s in u.event.statements for p in s.claim.places]
        names = [x for p in told for x in (p.within, p.admin1) if x] + [p.name for p in told if p.country]
    return sound(total.area) in {sound(n) for n in names} or _country_total(total, u)


def _country_total(total: Unit, u: Unit) -> bool:
    """A country's total holds what happened in the country."""
    mine = {p.country for s in total.event.statements for p in s.claim.places if p.precision.value == "country"}
    theirs = {p.country for s in u.event.statements for p in s.claim.places if p.country}
    return bool(mine & theirs)


def _overlap(a: Unit, b: Unit) -> bool:
    both = isinstance(a.event, Toll) and isinstance(b.event, Toll)
    same = a.area is None or b.area is None or sound(a.area) == sound(b.area) or _holds(a, b) or _holds(b, a)
    return both and a.days.meets(b.days) and same


class _Tree:
    """Events under the smallest total that holds them, totals under larger totals; sums run from the leaves up."""

    def __init__(self, rows: Sequence[Unit], measure: Measure) -> None:
        self._measure = measure
        self._totals = [u for u in rows if isinstance(u.event, Toll)]
        self._held: dict[str, list[Unit]] = {}
        self._free: list[Unit] = []
        for u in rows:
            parent = self._parent(u)
            (self._held.setdefault(parent.event.id, []) if parent else self._free).append(u)

    def _parent(self, u: Unit) -> Unit | None:
        over = [t for t in self._totals if unit_covers(t, u)]
        return min(over, key=lambda t: (_length(t.days), t.area is None, t.event.id), default=None)

    def together(self, total: Unit | None) -> Sum:
        """What is held by ``total`` (or by nothing): overlapping totals compared, the rest added."""
        mine = self._held.get(total.event.id, []) if total else self._free
        low = best = 0
        high: int | None = 0
        lines: list[Line] = []
        for group in _overlapping(mine):
            one = self._group(group, total)
            low, best = low + one.low, best + one.best
            high = None if high is None or one.high is None else high + one.high
            lines += one.lines
        return Sum("", self._measure, low, best, high, tuple(lines), "")

    def _group(self, group: Sequence[Unit], total: Unit | None) -> Sum:
        solved = sorted(((u, self._solve(u)) for u in group), key=lambda x: (-x[1].best, x[0].event.id))
        highs = [s.high for _, s in solved]
        high = None if None in highs else sum(h for h in highs if h is not None)
        low, best = max(s.low for _, s in solved), solved[0][1].best
        one = Sum("", self._measure, low, best, high, (), "")
        alone = len(solved) == 1
        lines = [] if alone else [_overlap_line([u for u, _ in solved], one, counted=total is None)]
        key = "covered" if total else "unit" if alone else "overlap"
        for u, s in solved:
            lines += [_unit_line(u, self._measure, key, label(total.event) if total else "", s), *s.lines]
        return replace(one, lines=tuple(lines))

    def _solve(self, u: Unit) -> Sum:
        """A total against what it holds: never less than that, never added to it."""
        inner = self.together(u) if isinstance(u.event, Toll) else None
        if inner is None or not inner.lines:
            return Sum("", self._measure, u.low, u.best, u.high, (), "")
        low, best = max(u.low, inner.low), max(u.best, inner.best)
        high = None if u.high is None or inner.high is None else max(u.high, inner.high, best)
        return Sum("", self._measure, low, best, high, inner.lines, "")


def _length(days: Days) -> int:
    return (days.end - days.start).days if days.start and days.end else 10**6


def _overlapping(rows: Sequence[Unit]) -> list[list[Unit]]:
    """Totals that overlap in stretch and area, joined; every other unit on its own."""
    groups: list[list[Unit]] = [[u] for u in rows if isinstance(u.event, Toll)]
    merged: list[list[Unit]] = []
    for group in groups:
        mine = [m for m in merged if any(_overlap(x, y) for x in m for y in group)]
        merged = [m for m in merged if m not in mine] + [[*(x for m in mine for x in m), *group]]
    alone = [[u] for u in rows if not isinstance(u.event, Toll)]
    return sorted([*merged, *alone], key=lambda g: (g[0].days.start or date.min, g[0].event.id))


def _unit_line(u: Unit, measure: Measure, key: str, total: str, solved: Sum | None = None) -> Line:
    """A unit with its own bounds; where what it covers comes to more, with that too. A ``+`` line has what it adds."""
    values = {"label": label(u.event), "measure": phrases.measure(measure), "total": total}
    text = say("line", key, **values, **_bounds(u))
    raised = solved is not None and (solved.low, solved.best, solved.high) != (u.low, u.best, u.high)
    if solved is not None and raised:
        text = say("line", "raised", text=text, **_bounds(solved))
    rows = [a for w in u.event.latest if w.measure is measure for a in w.accounts]
    low, high = (solved.low, solved.high) if solved is not None else (u.low, u.high)
    return Line(text, low, high, _ids(rows), 1 if key == "unit" else 0)


def _overlap_line(group: Sequence[Unit], one: Sum, *, counted: bool) -> Line:
    """Totals of which none holds the other: the most that any of them makes certain, never their sum."""
    text = say("line", "together", n=len(group), measure=phrases.measure(one.measure), **_bounds(one))
    rows = [a for u in group for w in u.event.latest if w.measure is one.measure for a in w.accounts]
    return Line(text, one.low, one.high, _ids(rows), 1 if counted else 0)


def _bounds(x: Unit | Sum) -> dict[str, object]:
    high = say("line", "open") if x.high is None else x.high
    return {"low": x.low, "best": x.best, "high": high, "count": phrases.count(Count(x.low, x.high))}


def by_day(
    picture: Picture, days: Days, measure: Measure = Measure.KILLED, place: str | None = None
) -> list[tuple[date, Sum]]:
    """One sum per day with an event; totals over several days are not divided and so not here."""
    assert days.start
    assert days.end
    single = Picture(picture.incidents, (), picture.copies)
    out = []
    for n in range((days.end - days.start).days + 1):
        day = days.start + timedelta(days=n)
        one = period(single, Days.on(day), measure, place)
        if one.lines:
            out.append((day, one))
    return out


def parties(
    x: Incident | Toll, measure: Measure = Measure.KILLED
) -> list[tuple[str, int, int | None, tuple[str, ...]]]:
    """(group, low, high, figures) for each group any origin counts apart, lowest to highest over origins."""
    rows: dict[str, list[Account]] = {}
    for a in x.accounts:
        name = a.kind or (a.actors[0] if a.actors else a.status.value)
        if (
            a.measure is measure
            and not a.superseded
            and (a.kind or a.actors or a.status.value in ("civilian", "combatant"))
        ):
            rows.setdefault(name, []).append(a)
    return [_party(name, rows[name]) for name in sorted(rows)]


def _party(name: str, rows: Sequence[Account]) -> tuple[str, int, int | None, tuple[str, ...]]:
    last = {voice(a.origin): a for a in sorted(rows, key=lambda a: (a.said or date.min, number(a), a.report, a.order))}
    words = [last[k] for k in sorted(last)]
    highs = [a.count.high for a in words]
    return (
        name,
        min(a.count.low or 0 for a in words),
        None if None in highs else max(h for h in highs if h is not None),
        _ids(words),
    )
