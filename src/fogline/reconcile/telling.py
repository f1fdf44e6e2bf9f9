"""One event or one total in sentences: its last words, its parts and what they leave over, its range, who is blamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from fogline.core.claim import Measure, Status
from fogline.core.incident import Account, Blame, Incident, LastWord, Range, Statement, Toll
from fogline.core.ledger import Figure, Ledger, Relation, Rest
from fogline.core.situation import Cite, Item, Sentence
from fogline.link import sound, voice
from fogline.reconcile import phrases
from fogline.reconcile.lastwords import TOTALS
from fogline.reconcile.naming import placed
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label, left_over

MOST = 3
"""Quotations beside one sentence of blame."""


def cite(s: Statement) -> Cite:
    return Cite(s.head.id, s.claim.evidence.span, s.claim.evidence.text)


def _account_cite(a: Account) -> Cite:
    return Cite(a.report, a.span, a.quote)


def _figure_cite(f: Figure) -> Cite:
    return Cite(f.report, f.span, f.quote)


class Teller:
    """Writes events and totals with their parts: ``book`` is the ledger of what is told."""

    def __init__(self, book: Ledger) -> None:
        self._figures: Mapping[str, Figure] = {f.id: f for f in book.figures}
        self._rests: Mapping[str, Rest] = {r.total: r for r in book.rests}
        self._inside: dict[str, list[Figure]] = {}
        for tie in book.ties:
            if tie.relation is Relation.COVERS:
                self._inside.setdefault(tie.a, []).append(self._figures[tie.b])

    def event(self, i: Incident) -> Item:
        """Everything the record says of an event."""
        words = (_word(w) for w in i.latest)
        spread = _ranges(i, i.latest, len(i.origins))
        return Item((_heading(i), *words, *_others(i), *_parts(i), *self._left(i), *spread, *_blame(i)))

    def brief(self, i: Incident) -> Item:
        """The event and its range."""
        return Item((_heading(i), *_ranges(i, i.latest, len(i.origins))))

    def toll(self, t: Toll) -> Item:
        """A running or period total, its parts, what they leave over, and what is not added to it."""
        cites = tuple(_account_cite(a) for w in t.latest for a in w.accounts)
        name = label(t)
        first = Sentence(say("report", "total", label=name[:1].upper() + name[1:]), cites)
        return Item((first, *(_word(w) for w in t.latest), *_parts(t), *self._left(t), *self._covered(t)))

    def _left(self, x: Incident | Toll) -> Iterator[Sentence]:
        for w in x.latest:
            for rest in (self._rests.get(a.figure) for a in w.accounts):
                if rest:
                    yield self._rest(rest)

    def _rest(self, rest: Rest) -> Sentence:
        total, parts = self._figures[rest.total], [self._figures[p] for p in rest.parts]
        stated, left = left_over(rest, parts)
        text = say("report", "rest", origin=total.origin, stated=stated, left=left)
        return Sentence(text, tuple(map(_figure_cite, (total, *parts))))

    def _covered(self, t: Toll) -> Iterator[Sentence]:
        for w in t.latest:
            held = [f for a in w.accounts for f in self._inside.get(a.figure, ())]
            inside = {f.id for f in held}
            held = [f for f in held if f.part_of not in inside]
            if held:
                once = dict.fromkeys((f.incident or f.id, phrases.count(f.count)) for f in held)
                counts = phrases.listed([count for _, count in once])
                text = say("report", "covered", origin=w.origin, counts=counts, measure=phrases.measure(w.measure))
                yield Sentence(text, tuple(map(_figure_cite, held)))


def _heading(i: Incident) -> Sentence:
    place = placed(i) or say("label", "unplaced")
    text = say("report", "event", type=say("type", i.type.value), place=place, days=phrases.days(i.days))
    return Sentence(text, (cite(_first(i)),))


def _first(i: Incident) -> Statement:
    """Who told first of the event itself, with its place if anybody does."""
    place = sound(i.place.name) if i.place else None

    def rank(s: Statement) -> tuple[bool, bool, date, str, int]:
        elsewhere = place not in {sound(p.name) for p in s.claim.places}
        return s.claim.type is not i.type, elsewhere, s.said or date.max, s.head.id, s.claim.evidence.span.start

    return min(i.statements, key=rank)


def _word(w: LastWord) -> Sentence:
    values = {"origin": w.origin, "count": phrases.count(w.count), "measure": phrases.measure(w.measure)}
    if w.group:
        text = say("report", "said_group", **values, group=phrases.people(w.group, w.count.high))
    else:
        text = say("report", "said", **values)
    return Sentence(text, tuple(_account_cite(a) for a in w.accounts))


def _ranges(x: Incident | Toll, latest: Sequence[LastWord], n: int) -> Iterable[Sentence]:
    for r in x.ranges:
        words = [w for w in latest if w.measure is r.measure]
        key = "range_one" if r.low == r.high else "range"
        if words and all(w.group for w in words) and r.low != r.high:
            key = "range_groups"
        yield _spread(r, key, words, n)
    for r in x.groups:
        key = "range_group_one" if r.low == r.high else "range_group"
        yield _spread(r, key, [w for w in latest if (w.measure, w.group) == (r.measure, r.group)], n)


def _spread(r: Range, key: str, words: Sequence[LastWord], n: int) -> Sentence:
    more = say("report", "open") if r.open else ""
    group = phrases.people(r.group).capitalize() if r.group else ""
    n = min(n, len({voice(w.origin) for w in words}))
    text = say("report", key, low=r.low, high=r.high, measure=phrases.measure(r.measure), open=more, n=n, group=group)
    return Sentence(text, tuple(_account_cite(a) for w in words for a in w.accounts))


def _blame(i: Incident) -> Iterable[Sentence]:
    for key, rows in (("blamed", i.blamed), ("denied", i.denied)):
        for b in rows:
            cites = [cite(s) for s in i.statements if set(b.by) & {s.origin, *(a.source for a in s.claim.attribution)}]
            if cites:
                yield Sentence(_blamed(key, b), tuple(cites[:MOST]))


def _blamed(key: str, b: Blame) -> str:
    own = f"own_{key}" if b.by == (b.actor,) else key
    return say("report", own, by=", ".join(b.by), actor=b.actor)


def _others(i: Incident) -> Iterable[Sentence]:
    """Totals that no last word holds: joint numbers, the missing, the seized."""
    held = {a for w in i.latest for a in w.accounts}
    for a in i.accounts:
        if a.measure not in TOTALS and not a.part and a not in held:
            text = say(
                "report", "said", origin=a.origin, count=phrases.count(a.count), measure=phrases.measure(a.measure)
            )
            yield Sentence(text, (_account_cite(a),))


def _parts(x: Incident | Toll) -> Iterable[Sentence]:
    """Groups within the totals, each once per origin and number; those of an origin's earlier total are called so, and
    of a running total left out where the last one has its own.
    """
    seen = set()
    last: dict[tuple[str, Measure], set[str]] = {}
    for w in x.latest:
        last.setdefault((voice(w.origin), w.measure), set()).update(a.report for a in w.accounts)
    whole = {of for a in x.accounts if a.part and a.report in last.get(of := (voice(a.origin), a.measure), ())}
    for a in x.accounts:
        mine = (voice(a.origin), a.measure)
        if isinstance(x, Toll) and mine in whole and a.report not in last[mine]:
            continue
        group = _group(a)
        key = (a.origin, a.measure, a.count, group)
        if a.part and group and key not in seen:
            seen.add(key)
            now = last.get((voice(a.origin), a.measure), {a.report})
            phrase = "part" if a.report in now else "part_earlier"
            values = {"count": phrases.count(a.count), "group": group, "origin": a.origin}
            text = say("report", phrase, measure=phrases.measure(a.measure), **values)
            yield Sentence(text, (_account_cite(a),))


def _group(a: Account) -> str | None:
    if a.kind:
        return a.kind
    if a.actors:
        names = phrases.listed(a.actors)
        return phrases.say_party(names) if a.status is Status.COMBATANT else names
    return None if a.status is Status.UNKNOWN else phrases.people(a.status.value)
