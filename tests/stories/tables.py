"""A story as a casualty recorder would write it down: incidents, last words, ledger, sums and control as tables.

Every view of a story is written out whole, so that whatever changes shows. The tables stand in ``tables/NAME.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fogline.core.claim import Measure
from fogline.core.control import Holding
from fogline.core.incident import Blame, Incident, Picture, Range, Statement, Toll
from fogline.core.interval import Days
from fogline.core.ledger import Figure, Ledger
from fogline.reconcile import phrases
from fogline.reconcile.control import holdings, state, when
from fogline.reconcile.ledger import ledger
from fogline.reconcile.periods import period
from fogline.reconcile.sums import breakdown, label, sum_of

Row = tuple[str, ...]
NOTHING = "-"


@dataclass(frozen=True)
class Seen:
    """One view: what the story adds up to by its two clocks."""

    title: str
    picture: Picture
    statements: tuple[Statement, ...]
    ask: dict[str, Any]


def written(about: str, views: Iterable[Seen]) -> str:
    """The whole file."""
    parts = [about]
    for view in views:
        parts += [f"# {view.title}", *_sections(view)]
    return "\n\n".join(parts) + "\n"


def _sections(view: Seen) -> Iterator[str]:
    """Those that hold something; the others in one line."""
    empty = []
    for title, text in _all(view):
        if text:
            yield f"## {title}\n\n{text}"
        else:
            empty.append(title.lower())
    if empty:
        yield f"Nothing under {', '.join(empty)}."


def _all(view: Seen) -> Iterator[tuple[str, str]]:
    p, book = view.picture, ledger(view.picture)
    head: Row = ("incident", "killed", "wounded", "origins", "blamed", "denied")
    yield "Incidents", table(head, map(_incident, p.incidents))
    yield "Totals over a period", table(("total", "killed", "wounded"), map(_toll, p.tolls))
    yield "Last words", table(("of", "origin", "figure", "said", "words"), _words([*p.incidents, *p.tolls]))
    head = ("n", "of", "origin", "figure", "of whom", "words", "stands to the others")
    yield "Ledger", table(head, _figures(p, book))
    yield "Totals and their parts", lines(x.text for rest in book.rests for x in breakdown(book, rest))
    yield "Sums", table(("of", "low", "best", "high"), _sums(view))
    if "period" in view.ask:
        yield "The period, line by line", lines(x.text for x in period(p, Days(*view.ask["period"])).lines)
    yield "Control", table(("place", "day", "according to", "state", "why", "since"), _control(view))


def lines(texts: Iterable[str]) -> str:
    return "\n".join(f"- {x}" for x in texts)


def table(head: Row, rows: Iterable[Row]) -> str:
    """Columns as wide as their widest cell, so that the file reads as it stands."""
    body = [tuple(c.replace("|", "/") for c in row) for row in rows]
    if not body:
        return ""
    wide = [max(len(row[n]) for row in (head, *body)) for n in range(len(head))]
    drawn = (
        " | ".join(c.ljust(w) for c, w in zip(row, wide, strict=True)) for row in (head, ["-" * w for w in wide], *body)
    )
    return "\n".join(f"| {x} |" for x in drawn)


# --- incidents ---


def _incident(i: Incident) -> Row:
    origins = f"{len(i.origins)}: {', '.join(i.origins)}" if i.origins else "none"
    return label(i), _range(i, Measure.KILLED), _range(i, Measure.WOUNDED), origins, _blame(i.blamed), _blame(i.denied)


def _toll(t: Toll) -> Row:
    return label(t), _range(t, Measure.KILLED), _range(t, Measure.WOUNDED)


def _range(x: Incident | Toll, measure: Measure) -> str:
    found = [r for r in x.ranges if r.measure is measure]
    sorts = [f"{phrases.people(r.group)} {_spread(r)}" for r in x.groups if r.measure is measure and r.group]
    return "; ".join([*map(_spread, found), *sorts]) or NOTHING


def _spread(r: Range) -> str:
    text = str(r.low) if r.low == r.high else f"{r.low} to {r.high}"
    return text + (" or more" if r.open else "")


def _blame(rows: Sequence[Blame]) -> str:
    return "; ".join(f"{b.actor} (by {', '.join(b.by)})" for b in rows) or NOTHING


def _words(found: Iterable[Incident | Toll]) -> Iterator[Row]:
    for x in found:
        for w in x.latest:
            group = f" {phrases.people(w.group)}" if w.group else ""
            figure = f"{phrases.count(w.count)}{group} {phrases.measure(w.measure)}"
            quotes = " + ".join(f'"{a.quote}" {a.report}' for a in w.accounts)
            yield label(x), w.origin, figure, phrases.day(w.said), quotes


# --- ledger ---


def _figures(p: Picture, book: Ledger) -> Iterator[Row]:
    number = {f.id: str(n) for n, f in enumerate(book.figures, 1)}
    of = {i.id: label(i) for i in p.incidents}
    for f in book.figures:
        ties = [f"{t.relation.value} {number[t.b]}" for t in book.ties if t.a == f.id]
        figure = f"{phrases.count(f.count)} {phrases.measure(f.measure)}"
        where = of[f.incident] if f.incident else f"total, {f.area or 'no area'}, {phrases.days(f.days)}"
        yield number[f.id], where, f.origin, figure, _whom(f), f'"{f.quote}" {f.report}', ", ".join(ties) or NOTHING


def _whom(f: Figure) -> str:
    return ", ".join([f.status.value, *([f.kind] if f.kind else []), *f.party])


def _sums(view: Seen) -> Iterator[Row]:
    for x in (*view.picture.incidents, *view.picture.tolls):
        one = sum_of(x)
        if one:
            yield label(x), *_bounds(one.low, one.best, one.high)
    if "period" in view.ask:
        one = period(view.picture, Days(*view.ask["period"]))
        yield one.label, *_bounds(one.low, one.best, one.high)


def _bounds(low: int, best: int, high: int | None) -> Row:
    return str(low), str(best), "open" if high is None else str(high)


# --- control ---


def _control(view: Seen) -> Iterator[Row]:
    """Each place on each day that something is told for, and what else the story asks."""
    sides = {name: side for side, names in view.ask.get("sides", {}).items() for name in names}
    found = holdings(view.statements)
    for place, day, whose in _asked(found, view.ask):
        got = state(found, place, day, according_to=whose, known_on=view.ask.get("known_on"), side=sides.get)
        held = " ".join([got.state.value, ", ".join(got.holders)]).strip()
        yield place, day.isoformat(), whose or "all", held, got.reason, phrases.day(got.since) if got.since else NOTHING


def _asked(found: Sequence[Holding], ask: dict[str, Any]) -> list[tuple[str, date, str | None]]:
    """Before ``as_of``, if that is asked."""
    told = [(h.place, day, None) for h in found if (day := when(h)) and not h.background]
    more = [(c["place"], c["day"], c.get("according_to")) for c in ask.get("control", [])]
    last = ask.get("as_of") or date.max
    rows = {row for row in (*told, *more) if row[1] <= last}
    return sorted(rows, key=lambda r: (r[0], r[1], r[2] or ""))
