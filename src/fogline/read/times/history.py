"""Whether a text of a given day is a history: it tells of days long past and of nothing that is news on that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fogline.core.interval import Days
from fogline.read.times.reading import ANCHORED, STATED, TimePhrase

_LONG_AGO = 330  # days before the report that make a date one of history
_OPENING = 300  # characters within which a history says of when it is
_TOLD = 3  # dates that a history tells at least
_SHORT = 62  # days
_DATES = ("date", "span", "month")
_FINE = frozenset({"part", "day", "span", "month"})
_OF_TODAY = ("weekday", "deictic", "night.deictic", "ago", "weekend", "unit.the", "month.which")
_THIS = ("unit.which", "window.one", "window")


def tells_history(phrases: Sequence[TimePhrase], title: Sequence[Days], day: date) -> bool:
    """Whether the ``phrases`` of a text of ``day``, read as news of it, are rather those of a history.

    It says of when it is at its opening, in full, or in its title; no day in it is reckoned from the report's own
    ("yesterday", "on Friday", "last month") and none is told in full that is news.
    """
    if any(_of_today(p) for p in phrases):
        return False
    dated = [p for p in phrases if p.precision in _FINE and p.rule.startswith(_DATES) and p.relation != "since"]
    if not dated or any(p.basis == STATED and not _long_past(p.days, day) for p in dated):
        return False
    if len(dated) >= _TOLD and dated[0].basis == STATED and dated[0].span.start <= _OPENING:
        return True
    return any(title) and all(_of_some_days(d) and _long_past(d, day) for d in title if d)


def _of_today(phrase: TimePhrase) -> bool:
    """Whether the phrase is reckoned from the report's own day."""
    return phrase.basis == ANCHORED and phrase.kind == "date" and phrase.rule.startswith((*_OF_TODAY, *_THIS))


def _of_some_days(days: Days) -> bool:
    """Whether a title names days or a month or two, and not whole years."""
    return days.start is not None and days.end is not None and (days.end - days.start).days <= _SHORT


def _long_past(days: Days, day: date) -> bool:
    last = days.end or days.start
    return last is not None and (day - last).days > _LONG_AGO
