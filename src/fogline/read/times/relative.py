"""Resolvers of phrases reckoned from the report's day or from a date told before."""

from __future__ import annotations

from datetime import date
from math import ceil

from fogline.core.interval import Days
from fogline.read.times import calendar as cal
from fogline.read.times.dates import in_era, part_value
from fogline.read.times.held import FINE
from fogline.read.times.onward import weekday_after
from fogline.read.times.reading import (
    ANCHORED,
    CONTEXT,
    EVENT,
    NO_ANCHOR,
    NO_CONTEXT,
    SEVERAL,
    STATED,
    VAGUE,
    Reading,
    Scope,
    Slots,
    resolver,
)

_CODE = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE", "season": "Y",
}  # fmt: skip
_CLOCK = frozenset({"second", "minute", "hour"})
_COARSE = frozenset({"month", "quarter", "year", "season", "decade", "century"})
_DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def length(n: float | None, unit: str) -> str:
    """A TIMEX duration: "P4D", "PT48H", "PXM"."""
    number = "X" if n is None or n == SEVERAL else f"{n * 2 if unit == 'fortnight' else n:g}"
    return f"P{'T' if unit in _CLOCK else ''}{number}{_CODE.get(unit, 'D')}"


def unit_value(day: date, unit: str) -> str:
    """The TIMEX value of the calendar unit that holds ``day``."""
    if unit in ("week", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "weekend":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}-WE"
    if unit == "month":
        return f"{day.year}-{day.month:02}"
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if unit == "year":
        return str(day.year)
    if unit == "decade":
        return str(day.year // 10)
    if unit == "century":
        return f"{day.year // 100:02}"
    return day.isoformat()


def _holding(day: date, unit: str, basis: str) -> Reading:
    """The whole calendar unit for months and longer, else the day itself."""
    if unit in _COARSE:
        return Reading(cal.span_of(day, unit), unit, unit_value(day, unit), basis)
    return Reading(Days.on(day), "day", day.isoformat(), basis)


@resolver("weekday")
def one_weekday(s: Slots, scope: Scope) -> Reading | None:
    if s.weekday is None:
        return None
    value = f"XXXX-WXX-{s.weekday + 1}"
    grain = "part" if s.part else "day"
    if (s.n or s.which == "following") and (later := weekday_after(s.weekday, scope, same=bool(s.n))) is not None:
        return Reading(Days.on(later), grain, later.isoformat() + part_value(s.part), CONTEXT)
    if scope.anchor is not None:
        day = told_weekday(s.weekday, s.which, scope.anchor, ahead=scope.ahead)
        return Reading(Days.on(day), grain, day.isoformat() + part_value(s.part), ANCHORED)
    focus = scope.focus_day
    if focus is None or scope.grain not in ("day", "part"):
        return Reading(value=value, basis=NO_ANCHOR, grain=grain)
    day = cal.plus(focus, (s.weekday - focus.weekday()) % 7)
    return Reading(Days.on(day), grain, day.isoformat() + part_value(s.part), CONTEXT)


def told_weekday(weekday: int, which: str | None, anchor: date, *, ahead: bool) -> date:
    """The latest such weekday up to the anchor (codebook: equal or before), the next one where told so."""
    back = (anchor.weekday() - weekday) % 7
    if which == "next" or (ahead and which is None and back):
        return cal.plus(anchor, 7 - back)
    if which in ("last", "previous") and back == 0:
        return cal.plus(anchor, -7)
    return cal.plus(anchor, -back)


@resolver("weekday_of")
def weekday_of_week(s: Slots, scope: Scope) -> Reading | None:
    if s.weekday is None:
        return None
    if scope.anchor is None:
        return Reading(value=f"XXXX-WXX-{s.weekday + 1}", basis=NO_ANCHOR)
    weeks = {"last": -1, "previous": -1, "next": 1}.get(s.which or "", 0)
    start = cal.plus(cal.week_days(scope.anchor).start or scope.anchor, 7 * weeks + s.weekday)
    return Reading(Days.on(start), "day", start.isoformat(), ANCHORED)


@resolver("deictic")
def named_day(s: Slots, scope: Scope) -> Reading | None:
    if s.deictic is None:
        return None
    grain = "part" if s.part else "day"
    if scope.anchor is None:
        return Reading(value="PRESENT_REF" if s.deictic == 0 else None, basis=NO_ANCHOR, grain=grain, told=False)
    day = cal.plus(scope.anchor, s.deictic)
    return Reading(Days.on(day), grain, day.isoformat() + part_value(s.part), ANCHORED)


@resolver("unit")
def deictic_unit(s: Slots, scope: Scope) -> Reading | None:
    """As in "Last week", "earlier this month", "the end of last year", "this weekend"."""
    unit = s.unit or "week"
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}.get(s.which or "", 0)
    if scope.focus_day and (
        (s.which in ("next", "previous") and scope.anchor is None) or _next_told(s, scope, unit, scope.focus_day)
    ):
        day = cal.shift(scope.focus_day, unit, step)
        return _shade_unit(s, cal.span_of(day, unit), unit, unit_value(day, unit), CONTEXT)
    if scope.anchor is None and scope.bc is not None and unit in ("year", "decade") and step:
        return in_era(scope.bc, unit, step)
    if scope.anchor is None:
        return Reading(basis=NO_ANCHOR, grain=unit, told=False)
    day = cal.shift(scope.anchor, unit, step)
    if unit == "weekend":
        return _weekend(s, scope, scope.anchor)
    days = cal.span_of(day, unit)
    reading = _shade_unit(s, days, unit, unit_value(day, unit), ANCHORED)
    return reading if step else _up_to(reading, s, scope.anchor, days, ahead=scope.ahead)


def _next_told(s: Slots, scope: Scope, unit: str, focus: date) -> bool:
    """As in "took power in 1999 and was driven from it the next year": over before the report."""
    if s.which != "next" or unit != "year" or not scope.fresh or scope.ahead or scope.anchor is None:
        return False
    end = cal.span_of(cal.shift(focus, unit, 1), unit).end
    return end is not None and end < scope.anchor


def _weekend(s: Slots, scope: Scope, anchor: date) -> Reading:
    weeks = 0 if anchor.weekday() >= 5 else -1
    if s.which in ("next", "coming", "upcoming") or (scope.ahead and s.which == "this") or scope.relation == "until":
        weeks += 1
    elif s.which in ("last", "past", "previous") and anchor.weekday() >= 5:
        weeks -= 1
    day = cal.plus(anchor, 7 * weeks)
    return Reading(cal.weekend_days(day), "week", unit_value(day, "weekend"), ANCHORED)


def _shade_unit(s: Slots, days: Days, unit: str, value: str, basis: str) -> Reading:
    shade = s.shade or {"early": "START", "mid": "MID", "late": "END"}.get(s.hold or "")
    return Reading(cal.shaded(days, unit, shade) if shade else days, unit, value, basis)


def _up_to(reading: Reading, s: Slots, anchor: date, whole: Days, *, ahead: bool) -> Reading:
    """The current unit runs up to the report's day; "later" in it from the day after; its end is its end."""
    assert whole.start is not None
    assert whole.end is not None
    if s.hold == "later" or (ahead and s.hold is None and s.shade is None):
        return _with(reading, Days(min(cal.plus(anchor, 1), whole.end), whole.end))
    if s.shade or s.hold in ("early", "late", "mid"):
        return reading
    return _with(reading, Days(whole.start, anchor))


def _with(r: Reading, days: Days) -> Reading:
    return Reading(days, r.grain, r.value, r.basis, r.kind, r.offset, r.told, r.full)


@resolver("unit_the")
def the_unit(s: Slots, scope: Scope) -> Reading | None:
    """As in "The end of the year", "the start of the week": of the report's, or of the one told last."""
    base = scope.anchor or scope.focus_day
    unit = s.unit or "year"
    if base is None:
        return Reading(basis=NO_ANCHOR, grain=unit, told=False)
    basis = ANCHORED if scope.anchor else CONTEXT
    whole = cal.span_of(base, unit)
    shade = s.shade or {"early": "START", "mid": "MID", "late": "END", "later": "END"}.get(s.hold or "")
    days = cal.shaded(whole, unit, shade) if shade else whole
    if (
        scope.anchor
        and not scope.ahead
        and scope.relation not in ("by", "until")
        and days.start
        and days.start <= scope.anchor < (days.end or date.max)
    ):
        days = Days(days.start, scope.anchor)
    if scope.anchor and unit == "week" and shade == "START" and days.start:
        days = Days(days.start, max(days.start, min(cal.plus(days.start, 1), scope.anchor)))
    return Reading(days, unit, unit_value(base, unit), basis)


@resolver("ago")
def ago(s: Slots, scope: Scope) -> Reading | None:
    unit = s.unit or "day"
    if scope.anchor is None:
        return _ago_in_story(s, scope, unit)
    if s.n is None or s.n == SEVERAL:
        return Reading(grain=unit, basis=VAGUE, value="PAST_REF", told=False)
    if unit in _CLOCK:
        hours = s.n if unit == "hour" else 0
        return _holding(cal.plus(scope.anchor, -int(hours // cal.HOURS_A_DAY)), "day", ANCHORED)
    return _holding(cal.shift(scope.anchor, unit, -int(s.n)), unit, ANCHORED)


def _ago_in_story(s: Slots, scope: Scope, unit: str) -> Reading:
    """Without a report's day only the value is told, never the days."""
    value = None
    if scope.focus_day and s.n and s.n != SEVERAL and unit in _COARSE:
        value = unit_value(cal.shift(scope.focus_day, unit, -int(s.n)), unit)
    return Reading(grain=unit, basis=NO_ANCHOR, value=value, told=False)


def _back(anchor: date, n: float, unit: str, *, inclusive: bool) -> date:
    """The first day of the last ``n`` units up to ``anchor`` (days are counted with the anchor's own)."""
    if unit in _CLOCK:
        return cal.plus(anchor, -max(1, ceil(n / cal.HOURS_A_DAY) - 1) if unit == "hour" else 0)
    if inclusive:
        return cal.plus(cal.shift(anchor, unit, -max(1, int(n))), 1)
    return cal.shift(anchor, unit, -max(1, int(n)))


@resolver("window")
def window(s: Slots, scope: Scope) -> Reading | None:
    """As in "The past 48 hours", "the next few months", "recent days"."""
    unit, n = s.unit or "day", s.n
    value = length(n, unit)
    if s.window in ("first", "final", "following") or scope.anchor is None or _in_past(s, scope, n, unit):
        return _story_window(s, scope, value, n, unit)
    if s.window == "next":
        if unit in _CLOCK:  # "within the coming hours": today; "in the next 24 hours": today or tomorrow
            last = scope.anchor if n is None or n == SEVERAL else cal.plus(scope.anchor, 1)
            return Reading(Days(scope.anchor, last), "span", value, ANCHORED, "duration", told=False)
        end = None if n is None or n == SEVERAL else cal.shift(scope.anchor, unit, int(n))
        return Reading(Days(scope.anchor, end), "span", value, ANCHORED, "duration", told=False)
    if n is None or n == SEVERAL:
        return Reading(Days(None, scope.anchor), "span", value, ANCHORED, "duration", told=False)
    start = _back(scope.anchor, n, unit, inclusive=True)
    return Reading(Days(start, scope.anchor), "span", value, ANCHORED, "duration")


def _in_past(s: Slots, scope: Scope, n: float | None, unit: str) -> bool:
    """As in "Over the next two days they took the port": over before the report."""
    end, day = scope.focus.end, scope.anchor
    if s.window != "next" or scope.ahead or end is None or day is None or scope.grain not in FINE:
        return False
    return bool(n and n != SEVERAL and unit not in _CLOCK and cal.shift(end, unit, int(n)) <= day)


def _story_window(s: Slots, scope: Scope, value: str, n: float | None, unit: str) -> Reading:
    if s.window in ("following", "next") and scope.focus.end and n and n != SEVERAL and unit not in _CLOCK:
        start = cal.plus(scope.focus.end, 1)
        days, told = Days(start, cal.plus(cal.shift(start, unit, int(n)), -1)), s.window == "following"
        return Reading(days, "span", value, CONTEXT, "duration", told=told)
    if s.window == "past" and scope.focus.end and n and n != SEVERAL and unit not in _CLOCK and not scope.anchor:
        start = _back(scope.focus.end, n, unit, inclusive=True)
        return Reading(Days(start, scope.focus.end), "span", value, CONTEXT, "duration", told=False)
    return Reading(grain="span", value=value, basis=EVENT if scope.anchor else NO_ANCHOR, kind="duration", told=False)


@resolver("within")
def within(s: Slots, scope: Scope) -> Reading | None:
    if s.n is None or s.n == 1 or s.unit in ("second", "minute"):
        return Reading(grain="span", value=length(s.n, s.unit or "day"), basis=VAGUE, kind="duration", told=False)
    return window(s, scope)


@resolver("duration")
def duration(s: Slots, scope: Scope) -> Reading | None:
    """A length; held by "for" it is counted back from the report's day, in a story on from the date told last."""
    unit = s.unit or "day"
    n: float | None = s.n
    if s.half:
        n = (n or 0) + 0.5
    value = length(n, unit)
    held = scope.relation == "for"
    if not held:
        return Reading(grain="span", value=value, basis=EVENT, kind="duration", told=False)
    if scope.anchor is not None:
        start = (
            None
            if n is None or n == SEVERAL or n < 1
            else _back(scope.anchor, n, unit, inclusive=unit in ("day", "night", "week", "fortnight"))
        )
        if unit in _CLOCK and held:
            return Reading(grain="span", value=value, basis=EVENT, kind="duration", told=False)
        return Reading(Days(start, scope.anchor), "span", value, ANCHORED, "duration", told=False)
    return _story_duration(scope, n, unit, value)


@resolver("length")
def age(s: Slots, scope: Scope) -> Reading | None:
    """As in "a 12-year-old": a length that dates nothing."""
    return Reading(grain="span", value=length(s.n, s.unit or "year"), basis=VAGUE, kind="duration", told=False)


def _story_duration(scope: Scope, n: float | None, unit: str, value: str) -> Reading:
    day = scope.focus_day
    if day is None or scope.grain not in ("day", "part") or n is None or n < 1 or unit not in ("day", "night", "week"):
        return Reading(grain="span", value=value, basis=NO_CONTEXT, kind="duration", told=False)
    length_days = int(n) * (7 if unit == "week" else 1) - 1
    return Reading(Days(day, cal.plus(day, length_days)), "span", value, CONTEXT, "duration", told=False)


@resolver("offset")
def offset(s: Slots, scope: Scope) -> Reading | None:
    """As in "Two days later", "a year earlier": from the date told last."""
    unit, sign = s.unit or "day", 1 if s.direction == "later" else -1
    if s.direction == "ago":
        return ago(s, scope)
    if scope.focus_day is None and scope.bc is not None and unit in ("year", "decade") and s.n and s.n > 0:
        return in_era(scope.bc, unit, sign * s.n)
    base, basis = _reckoned_from(scope, sign)
    if base is None:
        return Reading(grain=unit, basis=NO_CONTEXT, told=False)
    if unit in _CLOCK:
        same = Days.on(base) if scope.grain in ("day", "part") or basis == ANCHORED else Days()
        return Reading(same, "part", base.isoformat() if same else None, basis if same else NO_CONTEXT, told=False)
    if s.n is None or s.n == SEVERAL:
        return Reading(grain=unit, value="FUTURE_REF" if sign > 0 else "PAST_REF", basis=VAGUE, told=False)
    if scope.grain in _COARSE and unit not in _COARSE:
        return Reading(grain=unit, basis=VAGUE, told=False)
    start = cal.shift(base, unit, sign * int(s.n))
    if sign > 0 and scope.last and scope.anchor and start > scope.anchor:
        start = cal.shift(scope.last, unit, int(s.n))
    if sign < 0 and unit in _COARSE:
        reading = _holding(start, "quarter" if (unit, scope.grain) == ("year", "quarter") else unit, basis)
        return Reading(reading.days, reading.grain, reading.value, basis, told=False)
    if s.about and sign < 0 and unit not in _COARSE and "more" in s.about:
        return Reading(Days(None, cal.plus(start, -1)), "day", start.isoformat(), basis, told=False)
    return _holding(start, unit, basis)


def _reckoned_from(scope: Scope, sign: int) -> tuple[date | None, str]:
    if scope.focus_day is not None:
        last = scope.focus.end if sign > 0 and scope.grain == "span" else None
        return last or scope.focus_day, CONTEXT
    return (scope.last, CONTEXT) if sign > 0 else (scope.anchor, ANCHORED)


@resolver("offset_event")
def offset_event(s: Slots, scope: Scope) -> Reading | None:
    """As in "Four days after the raid": the distance alone; where a date follows the finder reckons from it."""
    unit = s.unit or "day"
    sign = 1 if s.direction in ("later", "after", "following", "since") else -1
    n = s.n if s.n is not None else 1
    known = n != SEVERAL and unit in ("day", "night", "week", "fortnight")
    days = None if not known else sign * int(n) * {"week": 7, "fortnight": 14}.get(unit, 1)
    if unit in _CLOCK and n < cal.HOURS_A_DAY:
        days = 0
    value = length(s.n, unit) if s.n is not None else "XXXX-XX-XX" if unit == "day" else None
    return Reading(grain=unit, value=value, basis=EVENT, offset=days, told=False)


@resolver("window_to")
def window_to(s: Slots, scope: Scope) -> Reading | None:
    """As in "The 24 hours to Friday morning": nothing without the day that follows; the finder reckons from it."""
    known = s.n is None or s.n >= 1
    return Reading(grain="span", value=length(s.n or 1, s.unit or "day"), basis=EVENT, told=False) if known else None


def up_to(s: Slots, day: date) -> Days:
    """The days of a ``window_to`` that ends on ``day``."""
    return Days(_back(day, s.n or 1, s.unit or "day", inclusive=True), day)


@resolver("year_part")
def part_of_year(s: Slots, scope: Scope) -> Reading | None:
    """As in "The first quarter of 2023", "the last two months of the year"."""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(s.which or "", 0)
    base = scope.anchor or scope.focus_day
    year = s.year or (base.year + step if base else None)
    count = 3 if s.ordinal else int(s.n or 0)
    if year is None or not 1 <= count <= 12 or not 1 <= (s.ordinal or 1) <= 4:
        return None
    last = 12 if s.window in ("past", "final") else (s.ordinal or 1) * 3 if s.ordinal else count
    days = Days(cal.month_days(year, last - count + 1).start, cal.month_days(year, last).end)
    basis = STATED if s.year else ANCHORED if scope.anchor else CONTEXT
    return Reading(days, "span", f"P{count}M", basis, full=s.year is not None)


@resolver("anaphor")
def anaphor(s: Slots, scope: Scope) -> Reading | None:
    """As in "The next day", "that evening", "the previous year": from the date told last."""
    unit, part = s.unit or "day", None
    if unit in _DAY_PARTS:
        unit, part = "day", _DAY_PARTS[unit]
    step = {"next": 1, "previous": -1, "later": 1, "earlier": -1}.get(s.which or s.direction or "", 0)
    step = step or {"before": -1, "after": 1, "following": 1}.get(s.which or "", 0)
    base = scope.focus_day
    if base is None and scope.bc is not None and unit in ("year", "decade", *_SEASONS):
        return in_era(scope.bc, unit, step, _SEASONS.get(unit, ""))
    if unit in _SEASONS:
        return _next_season(scope, _SEASONS[unit], step)
    if unit == "day" and scope.grain not in ("day", "part", "span") and scope.anchor and step == 0:
        base = scope.last
    if base is None:
        return Reading(
            value="XXXX-XX-XX" + part_value(part) if unit == "day" else None, basis=NO_CONTEXT, grain=unit, told=False
        )
    if unit == "day" and scope.grain not in ("day", "part", "span") and base is not scope.last:
        return Reading(value="XXXX-XX-XX" + part_value(part), basis=NO_CONTEXT, grain="day", told=False)
    if unit == "day" and step > 0 and scope.focus.end:
        base = scope.focus.end
    day = cal.shift(base, "day" if unit == "night" else unit, step)
    if unit == "day":
        return Reading(Days.on(day), "part" if part else "day", day.isoformat() + part_value(part), CONTEXT)
    days = cal.span_of(day, unit)
    return Reading(cal.shaded(days, unit, s.shade) if s.shade else days, unit, unit_value(day, unit), CONTEXT)


def _next_season(scope: Scope, season: str, step: int) -> Reading:
    base = scope.focus_day or scope.near
    if base is None:
        return Reading(grain="season", basis=NO_CONTEXT, told=False)
    year = base.year + (step > 0 and (cal.season_days(base.year, season).start or base) <= base) - (step < 0)
    return Reading(cal.season_days(max(1, min(year, 9998)), season), "season", f"{year}-{season}", CONTEXT)


@resolver("then")
def then(s: Slots, scope: Scope) -> Reading | None:
    """As in "Since then", "at the same time", "meanwhile": the date told last, "since then" in whatever clause."""
    days, grain = scope.named if scope.relation == "since" and scope.named[0] else (scope.focus, scope.grain)
    if not days:
        return Reading(basis=NO_CONTEXT, grain="day", told=False)
    return Reading(days, grain or "day", str(days.start or days.end), CONTEXT, told=False)


@resolver("ref")
def reference(s: Slots, scope: Scope) -> Reading | None:
    """As in "Now", "recently", "in the past": the report's day bounds the first two; the rest stay open."""
    bounded = scope.anchor is not None and s.ref in ("PRESENT_REF", "RECENT_REF")
    return Reading(
        Days(None, scope.anchor) if bounded else Days(),
        "day",
        "PAST_REF" if s.ref == "RECENT_REF" else s.ref,
        ANCHORED if bounded else NO_ANCHOR if scope.anchor is None else VAGUE,
        told=False,
    )


@resolver("every")
def every(s: Slots, scope: Scope) -> Reading | None:
    value = s.every or length(s.n or 1, s.unit or "day")
    if s.weekday is not None:
        value = f"XXXX-WXX-{s.weekday + 1}{part_value(s.part)}"
    return Reading(grain="day", value=value, basis=VAGUE, kind="set", told=False)


@resolver("nth")
def nth_day(s: Slots, scope: Scope) -> Reading | None:
    """As in "The third day": counted from an event the text tells."""
    unit = s.unit or "day"
    return Reading(grain=unit, value="XXXX-XX-XX" if unit == "day" else None, basis=EVENT, told=False)


@resolver("running")
def running(s: Slots, scope: Scope) -> Reading | None:
    """As in "For the second consecutive day": counted back from the report's day."""
    unit = s.unit or "day"
    if (
        scope.relation != "for"
        or scope.anchor is None
        or not s.ordinal
        or s.ordinal < 1
        or unit not in ("day", "night")
    ):
        return nth_day(s, scope)
    days = Days(cal.plus(scope.anchor, 1 - s.ordinal), scope.anchor)
    return Reading(days, "span", length(s.ordinal, unit), ANCHORED, told=False)


@resolver("year_before")
def a_year_before(s: Slots, scope: Scope) -> Reading | None:
    """As in "The year-ago quarter": that told last, a year before."""
    base = scope.focus_day or scope.anchor
    if base is None:
        return Reading(grain="quarter", basis=NO_ANCHOR, told=False)
    grain = "month" if s.unit == "month" else "quarter" if s.unit == "quarter" or scope.grain == "quarter" else "year"
    day = cal.shift(base, "year", -1)
    return Reading(cal.span_of(day, grain), grain, unit_value(day, grain), CONTEXT, told=False)
