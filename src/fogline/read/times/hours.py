"""Resolvers of the parts of a day and its hours: of the day told last, else of the report's."""

from __future__ import annotations

from datetime import date

from fogline.core.interval import Days
from fogline.read.times import calendar as cal
from fogline.read.times.dates import part_value
from fogline.read.times.reading import ANCHORED, CONTEXT, NO_ANCHOR, NO_CONTEXT, Reading, Scope, Slots, resolver
from fogline.read.times.relative import told_weekday

_ASIDE = 2  # days
_BY_LIGHT = frozenset({"MO", "DA"})
_DARK = ("TNI", "TEV")
_HALVES = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}


def dark(value: str | None) -> bool:
    """Whether the value is that of an evening or a night: the morning told next is of the day after it."""
    return value is not None and value.partition("/")[0].endswith(_DARK)


def _told(scope: Scope) -> tuple[date | None, str]:
    """The day told last, of a night from one day to the next its morning."""
    start, end = scope.focus.start, scope.focus.end
    if scope.grain == "span" and scope.dark and start and end == cal.plus(start, 1):
        return end, CONTEXT
    if scope.grain not in ("day", "part"):
        return None, NO_CONTEXT
    return (scope.lead if _aside(scope) else scope.focus_day), CONTEXT


def _aside(scope: Scope) -> bool:
    """Whether the day told last, in another sentence, lay well before the news: after it a report is back at that."""
    day, lead = scope.focus_day, scope.lead
    return not (scope.fresh or scope.dark) and day is not None and lead is not None and (lead - day).days >= _ASIDE


@resolver("night")
def deictic_part(s: Slots, scope: Scope) -> Reading | None:
    part = s.part or "NI"
    if scope.anchor is None:
        return Reading(value="XXXX-XX-XX" + part_value(part), basis=NO_ANCHOR, grain="part", told=False)
    day = cal.plus(scope.anchor, -1 if s.shift else 0)
    return Reading(Days.on(day), "part", day.isoformat() + part_value(part), ANCHORED)


@resolver("overnight")
def overnight(s: Slots, scope: Scope) -> Reading | None:
    """The night before through the morning of the day told last, else of the report's day."""
    end, basis = _evening_before(s, scope)
    if end is None:
        return Reading(value="XXXX-XX-XXTNI", basis=NO_ANCHOR, grain="part", told=False)
    start = cal.plus(end, -1)
    return Reading(Days(start, end), "part", start.isoformat() + "TNI", basis)


def _evening_before(s: Slots, scope: Scope) -> tuple[date | None, str]:
    if s.weekday is not None and scope.anchor is not None:
        return told_weekday(s.weekday, None, scope.anchor, ahead=False), ANCHORED
    if scope.anchor is not None and not (scope.fresh and scope.grain == "day"):
        return scope.anchor, ANCHORED
    if scope.focus.end is not None and scope.grain in ("day", "part"):
        after = cal.plus(scope.focus.end, 1)
        return (min(after, scope.anchor) if scope.anchor is not None else after), CONTEXT
    return None, NO_ANCHOR


@resolver("part")
def part_of_day(s: Slots, scope: Scope) -> Reading | None:
    """As in "In the evening", "at dawn", "during the day": of the day told last, else of the report's."""
    base, basis = _told(scope)
    moved = False
    if base is not None and scope.dark and s.part in _BY_LIGHT:
        morning = scope.focus.end if base != scope.focus.end else cal.plus(base, 1)
        moved = morning is not None and not (scope.anchor and morning > scope.anchor)
        base = morning if moved else base
    if base is None and scope.anchor is not None:
        base, basis = scope.anchor, ANCHORED
    if base is None:
        return Reading(
            value="XXXX-XX-XX" + part_value(s.part), basis=NO_CONTEXT, kind="time-of-day", grain="part", told=False
        )
    value = ("XXXX-XX-XX" if s.n else base.isoformat()) + part_value(s.part)
    return Reading(Days.on(base), "part", value, basis, "time-of-day", told=moved)


@resolver("clock")
def clock(s: Slots, scope: Scope) -> Reading | None:
    """A time of day on the day told last, else on the report's day."""
    hour, minute = (int(s.hhmm[:2]), int(s.hhmm[2:])) if s.hhmm else (s.hour, s.minute or 0)
    if hour is None or hour > 24 or minute > 59:
        return None
    half = (s.half or _HALVES.get(s.part or "", "")).replace(".", "")
    hour = hour % 12 + (12 if half == "pm" else 0) if half and hour <= 12 else hour
    base, basis = _told(scope)
    if base is None and scope.anchor is not None:
        base, basis = scope.anchor, ANCHORED
    value = f"{base.isoformat() if base else 'XXXX-XX-XX'}T{hour:02}:{minute:02}"
    return Reading(Days.on(base) if base else Days(), "part", value, basis, "time-of-day", told=False)
