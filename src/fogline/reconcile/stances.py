"""Positions in sentences: two actors once with all days and words, and who is aimed at nobody in quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fogline.core.claim import Polarity
from fogline.core.interval import Days
from fogline.core.position import Position
from fogline.core.situation import Cite, Item, Sentence
from fogline.reconcile import phrases
from fogline.reconcile.phrases import say


def stances(found: Iterable[Position]) -> tuple[Item, ...]:
    """In the order of the positions given: by their first day, then by names."""
    towards: dict[tuple[str, str, str, Polarity], list[Position]] = {}
    alone: dict[tuple[str, str], list[Position]] = {}
    order: list[list[Position]] = []
    for p in found:
        rows = (
            towards.setdefault((p.actor, p.act.value, p.target, p.polarity), [])
            if p.target
            else alone.setdefault((p.actor, p.act.value), [])
        )
        if not rows:
            order.append(rows)
        rows.append(p)
    return tuple(item for rows in order for item in _items(rows))


def _items(rows: Sequence[Position]) -> Iterator[Item]:
    if rows[0].target:
        yield Item((_aimed(rows),))
    else:
        yield from (Item((_said(p),)) for p in _once(rows))


def _aimed(rows: Sequence[Position]) -> Sentence:
    p = rows[0]
    key = "stance_denied" if p.polarity is Polarity.DENIED else "stance"
    text = say("report", key, actor=p.actor, act=say("towards", p.act.value), target=p.target, told=_told(rows))
    return Sentence(text, tuple(_cite(p) for p in rows))


def _said(p: Position) -> Sentence:
    quote = " ".join(p.quote.split())
    text = say("report", "stance_alone", actor=p.actor, act=say("noun", p.act.value), quote=quote, told=_told([p]))
    return Sentence(text, (_cite(p),))


def _told(rows: Sequence[Position]) -> str:
    """When, and on whose word where that is not the actor's own."""
    days = [d for p in rows for d in (p.days.start or p.said, p.days.end or p.said) if d]
    when = phrases.days(Days(min(days), max(days)) if days else Days())
    by = list(dict.fromkeys(p.origin for p in rows))
    own = by == [rows[0].actor]
    return when if own else say("report", "told_by", days=when, by=phrases.listed(by))


def _once(rows: Sequence[Position]) -> Iterator[Position]:
    """Without words that lie within longer ones of the same act."""
    for n, p in enumerate(rows):
        others = ((m, q) for m, q in enumerate(rows) if m != n and _within(p, q))
        if not any(q.span != p.span or m < n for m, q in others):
            yield p


def _within(p: Position, q: Position) -> bool:
    return p.report == q.report and q.span.start <= p.span.start and p.span.end <= q.span.end


def _cite(p: Position) -> Cite:
    return Cite(p.report, p.span, p.quote)
