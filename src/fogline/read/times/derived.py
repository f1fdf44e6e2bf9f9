"""Days that no phrase names but that follow from what is told: reckoned from a day, lasting, spanning the story.

As in "found on Friday two days after the raid" (the raid), "two days of fighting" (up to the day told), "before the
army left in May" (until then), and a toll of the fighting told so far (from the first day of the story to the last).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.times import calendar as cal
from fogline.read.times.attach import Placed

_LENGTH = re.compile(r"P([0-9]+)([DW])")
_LONGEST = 31  # days that a lasting event or a story may take
_WEEK = 7


@quick
@dataclass(frozen=True, slots=True)
class Derived:
    """Days, the kind of rule they follow by and its variant, and the words of the sentence they rest on, if any."""

    days: Days
    zone: str
    name: str
    core: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class Bases:
    """Single days that others are reckoned from, by name; ``told`` are those of the story before the event."""

    own: Days
    last: Days
    lead: Days
    anchor: Days

    @classmethod
    def of(cls, own: Iterable[Placed], told: list[Placed], anchor: date | None) -> Bases:
        days = (p.phrase.days for p in own)
        return cls(
            next((d for d in days if d.start and d.start == d.end), Days()),
            told[-1].phrase.days if told else Days(),
            told[0].phrase.days if told else Days(),
            Days.on(anchor) if anchor else Days(),
        )

    def named(self) -> Iterator[tuple[str, Days]]:
        for name, days in (("own", self.own), ("last", self.last), ("lead", self.lead), ("anchor", self.anchor)):
            if days.start and days.end:
                yield name, days


def derived(own: list[Placed], told: list[Placed], anchor: date | None) -> Iterator[Derived]:
    """What follows for an event from the phrases of its sentence and the days of the story told before it."""
    bases = Bases.of(own, told, anchor)
    for placed in own:
        yield from _reckoned(placed, bases)
        yield from _lasting(placed, bases)
        yield from _until(placed)
    yield from _spanning(bases)


def _reckoned(placed: Placed, bases: Bases) -> Iterator[Derived]:
    phrase = placed.phrase
    if phrase.offset is None or phrase.days:
        return
    for name, base in bases.named():
        if base.end and base.start == base.end:
            yield Derived(Days.on(cal.plus(base.end, -phrase.offset)), "reckoned", name, phrase.core)


def _lasting(placed: Placed, bases: Bases) -> Iterator[Derived]:
    """A length up to a day, counted with it or without, or on from it."""
    phrase = placed.phrase
    found = _LENGTH.fullmatch(phrase.value or "") if phrase.kind == "duration" else None
    n = int(found[1]) * (_WEEK if found[2] == "W" else 1) if found else 0
    if not 1 < n <= _LONGEST:
        return
    for name, base in bases.named():
        day = base.end
        if day is not None:
            yield Derived(Days(cal.plus(day, 1 - n), day), "lasting", f"{name}-with", phrase.core)
            yield Derived(Days(cal.plus(day, -n), day), "lasting", f"{name}-before", phrase.core)
            yield Derived(Days(day, cal.plus(day, n - 1)), "lasting", f"{name}-on", phrase.core)


def _until(placed: Placed) -> Iterator[Derived]:
    phrase = placed.phrase
    if phrase.kind == "date" and not phrase.relation and phrase.days.start and phrase.days.end:
        yield Derived(Days(None, phrase.days.end), "until", phrase.precision, phrase.core)


def _spanning(bases: Bases) -> Iterator[Derived]:
    """From the first day of the story to the one told last, and to the report's own."""
    start = bases.lead.start
    for name, days in (("last", bases.last), ("anchor", bases.anchor)):
        if start and days.end and start < days.end <= cal.plus(start, _LONGEST):
            yield Derived(Days(start, days.end), "spanning", name)
