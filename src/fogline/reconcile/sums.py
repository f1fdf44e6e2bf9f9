"""Sums that show their arithmetic: per event, per total, per party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from fogline.core.claim import Measure
from fogline.core.incident import Account, Incident, LastWord, Toll
from fogline.core.ledger import Figure, Ledger, Line, Relation, Rest, Sum
from fogline.link import voice
from fogline.reconcile import phrases
from fogline.reconcile.figures import number
from fogline.reconcile.lastwords import groups, union
from fogline.reconcile.naming import named, placed
from fogline.reconcile.phrases import say


def label(x: Incident | Toll) -> str:
    if isinstance(x, Toll):
        return say("label", "toll", area=named(x) or say("label", "unplaced"), days=phrases.days(x.days))
    place = placed(x)
    how = "incident" if place == named(x) else "incident_near"
    named_place = place or say("label", "unplaced")
    return say("label", how, type=say("type", x.type.value), place=named_place, days=phrases.days(x.days))


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


def ids(rows: Sequence[Account]) -> tuple[str, ...]:
    return tuple(a.figure for a in rows)


def _last_line(w: LastWord) -> Line:
    values = _line_values(w.accounts[0]) | {"count": phrases.count(w.count)}
    if w.group:
        values["group"] = phrases.people(w.group)
    return Line(say("line", "last_group" if w.group else "last", **values), w.count.low, w.count.high, ids(w.accounts))


def _replaced(x: Incident | Toll, words: Sequence[LastWord]) -> list[Line]:
    out = []
    for w in words:
        for a in x.accounts:
            mine = a.measure is w.measure and not a.part and voice(a.origin) == voice(w.origin)
            if mine and a not in w.accounts and number(a) != _named(w):
                text = say("line", "replaced", **_line_values(a))
                out.append(Line(text, a.count.low, a.count.high, ids([a]), sign=0))
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
        ids(words),
    )
