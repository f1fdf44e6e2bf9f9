"""Resolvers of what is counted on from a day told: days of its month, weekdays of its week, stretches after it."""

from __future__ import annotations

from datetime import date

from fogline.core.interval import Days
from fogline.read.times import calendar as cal
from fogline.read.times.held import FINE
from fogline.read.times.reading import ANCHORED, CONTEXT, RESOLVERS, SEVERAL, Reading, Scope, Slots, resolver

_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1}
_BACK = 15  # days: an earlier day of the month than the one told last may still be one of it
_LONG_AGO = 62  # days before the report
_SOON = 14  # days after it
_COUNTED = frozenset({"hour", "day", "night", "week", "fortnight", "month"})
_IN_MONTH = FINE | {"month"}


@resolver("day_of_month")
def day_of_month(s: Slots, scope: Scope) -> Reading | None:
    """As in "On the 21st", "on the 7th and 8th", "the 17th of last month": of the month told last, or of the next
    where that day is over; else the latest such day up to the report's.
    """
    day = s.day or s.dayth
    found, basis = _nth(day, s.which, scope) if day else (None, CONTEXT)
    if found is None:
        return None
    last = cal.safe(found.year, found.month, s.day2) if s.day2 else found
    if last is None or last < found:
        return None
    if last > found:
        return Reading(Days(found, last), "span", f"{found}/{last}", basis)
    return Reading(Days.on(found), "day", str(found), basis)


def _nth(day: int, which: str | None, scope: Scope) -> tuple[date | None, str]:
    base = scope.focus_day
    if which in _STEPS or which == "this":
        base = scope.anchor or base
        return (_in_month(base, day, _STEPS.get(which or "", 0)) if base else None), ANCHORED
    if base is not None and scope.grain in _IN_MONTH and not _left(base, scope):
        return _after(base, day, scope), CONTEXT
    if scope.anchor is None or scope.near is not None:
        return None, CONTEXT
    here = _in_month(scope.anchor, day, 0)
    over = here is not None and here < scope.anchor
    if here is None or (here > scope.anchor and not _to_come(here, scope)):
        return _in_month(scope.anchor, day, -1), ANCHORED
    return (_in_month(scope.anchor, day, 1) if over and scope.ahead else here), ANCHORED


def _left(base: date, scope: Scope) -> bool:
    """Whether a month told before, in a report of later news, is no more the one that it is in."""
    told = scope.grain == "month" and scope.anchor is not None and scope.near is None and not scope.fresh
    return told and scope.anchor is not None and (scope.anchor - base).days > _LONG_AGO


def _to_come(day: date, scope: Scope) -> bool:
    """Whether a day after the report's lies ahead, as in "by the 27th" where that is soon."""
    soon = scope.anchor is not None and (day - scope.anchor).days <= _SOON
    return scope.ahead or (soon and scope.relation in ("by", "until"))


def _in_month(base: date, day: int, step: int) -> date | None:
    month = cal.shift(base.replace(day=1), "month", step)
    return cal.safe(month.year, month.month, day)


def _after(base: date, day: int, scope: Scope) -> date | None:
    """On from ``base``; in a report that looks back not after its own day."""
    here = _in_month(base, day, 0)
    near = here is not None and (here >= base or scope.grain == "month" or (base - here).days <= _BACK)
    found = here if near else _in_month(base, day, 1)
    if found is None or scope.anchor is None or found <= scope.anchor or _to_come(found, scope):
        return found
    return _in_month(found, day, -1)


def _begun(scope: Scope) -> date | None:
    """The day told last, of a night or two days the first."""
    start, end = scope.focus.start, scope.focus.end
    if scope.grain not in FINE or start is None or end is None:
        return None
    return start if (end - start).days <= 1 else end


@resolver("within_from")
def within_from(s: Slots, scope: Scope) -> Reading | None:
    """As in "Within three days they held the port": on from the day told last, where that was over before the report;
    of what lies ahead, from the report's day. Else any length.
    """
    unit, n = s.unit or "day", s.n
    told = _begun(scope)
    start, basis = (scope.anchor, ANCHORED) if scope.ahead and scope.anchor else (told, CONTEXT)
    if start is None or n is None or n == SEVERAL or unit not in _COUNTED:
        return RESOLVERS["duration"](s, scope)
    end = cal.plus(start, int(n) // cal.HOURS_A_DAY) if unit == "hour" else cal.shift(start, unit, int(n))
    if basis == CONTEXT and scope.anchor is not None and end > scope.anchor:
        return RESOLVERS["duration"](s, scope)
    any_length = RESOLVERS["duration"](s, scope)
    value = any_length.value if any_length else None
    return Reading(Days(start, end), "span", value, basis, "duration", told=False)


def weekday_after(weekday: int, scope: Scope, *, same: bool) -> date | None:
    """As in "on the Saturday", "the following Monday": the first after a day told, or that day, up to the report's."""
    focus = scope.focus.end if scope.grain in ("day", "part") else None
    if focus is None:
        return None
    first = cal.plus(focus, 0 if same else 1)
    day = cal.plus(first, (weekday - first.weekday()) % 7)
    return day if scope.anchor is None or day <= scope.anchor else None
