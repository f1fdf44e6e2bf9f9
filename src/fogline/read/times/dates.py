"""Resolvers of phrases that name a calendar date: days, months, seasons, years, eras, named periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fogline.core.interval import Days
from fogline.read.times import calendar as cal
from fogline.read.times.lexicon import Lexicon
from fogline.read.times.reading import (
    ANCHORED,
    CONTEXT,
    ERA,
    NO_ANCHOR,
    NO_YEAR,
    STATED,
    Reading,
    Scope,
    Slots,
    resolver,
)

_SLACK, _SOON = 31, 120
_ONWARD = 30  # days: a story rather moves on than back
_NEWS, _BACK, _AFTERWARDS = 62, 15, 200  # days before the report; days before and after the date told last
_ONCOMING = frozenset({"next", "following"})
_OF_STORY = frozenset({"same", "previous", "following"})
_HALVES = frozenset({"H1", "H2"})
_HALF_A_YEAR = 182  # days
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1}
_PARTS = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "MI": "T12:00", "DA": "TMO"}


def part_value(part: str | None) -> str:
    """The TIMEX suffix of a part of day."""
    return _PARTS.get(part or "", "")


def year_for(month: int, day: int | None, scope: Scope) -> tuple[int | None, str]:
    """The year of a date without one, and the basis of that choice."""
    if scope.near is not None and scope.fresh and scope.relation == "until":
        return _story_year(month, day or 15, cal.plus(scope.near, _HALF_A_YEAR), None), CONTEXT
    if scope.near is not None:
        return _story_year(month, day or 15, scope.near, scope.year), CONTEXT
    if scope.anchor is not None:
        return cal.told_year(month, day, scope.anchor, ahead=scope.ahead), ANCHORED
    return None, NO_YEAR


def _story_year(month: int, day: int, near: date, year: int | None) -> int:
    """Stories move on: soon after the last date told, else in the year named since, else the nearest."""
    nearest = cal.nearest_year(month, day, cal.plus(near, _ONWARD))
    told = cal.safe(nearest, month, min(day, 28)) or near
    moved = (told - near).days
    if year is None or year == nearest or (-_SLACK <= moved <= _SOON):
        return nearest
    return year


def of_history(month: int, day: int | None, near: date, anchor: date, *, ahead: bool) -> bool:
    """Whether a date without a year goes on with ``near``, told last, rather than being news of the report's day."""
    day = min(day or 15, 28)
    told = cal.safe(cal.told_year(month, day, anchor, ahead=ahead), month, day)
    then = cal.safe(cal.nearest_year(month, day, near), month, day)
    if told is None or then is None or not -_BACK <= (then - near).days <= _AFTERWARDS:
        return False
    return not (ahead and told > anchor) and not 0 <= (anchor - told).days <= _NEWS


@resolver("date")
def one_day(s: Slots, scope: Scope) -> Reading | None:
    month, day = s.month or s.mm, s.day or s.dayth
    if month is None or day is None:
        return None
    if s.year is not None and month > 12:
        month, day = day, month
    year, basis = (s.year, STATED) if s.year is not None else _day_year(s, month, day, scope)
    if year is None:
        return Reading(value=f"XXXX-{month:02}-{day:02}", basis=basis) if cal.safe(2000, month, day) else None
    found = cal.safe(year, month, day) or (cal.safe(year, day, month) if s.mm else None)
    if found is None:
        return None
    grain = "part" if s.part else "day"
    return Reading(Days.on(found), grain, found.isoformat() + part_value(s.part), basis, full=s.year is not None)


def _day_year(s: Slots, month: int, day: int, scope: Scope) -> tuple[int | None, str]:
    return _which_year(s.which, scope) if s.which else year_for(month, day, scope)


def first_near(last: date) -> date:
    """Where the year of the first end of a range is looked for: in the twelve months before the last."""
    return cal.plus(last, -_HALF_A_YEAR)


def last_near(first: date) -> date:
    """Where the year of the last end of a range is looked for: in the twelve months after the first."""
    return cal.plus(first, _HALF_A_YEAR - _ONWARD)


@resolver("span")
def day_span(s: Slots, scope: Scope) -> Reading | None:
    if s.month is None or s.day is None or s.day2 is None or s.day > s.day2:
        return None
    year, basis = (s.year, STATED) if s.year is not None else year_for(s.month, s.day, scope)
    if year is None:
        return Reading(value=f"XXXX-{s.month:02}", basis=basis, grain="span")
    first, last = cal.safe(year, s.month, s.day), cal.safe(year, s.month, s.day2)
    if first is None or last is None:
        return None
    value = f"{first}{part_value(s.part)}/{last}"
    return Reading(Days(first, last), "span", value, basis, full=s.year is not None)


@resolver("edge")
def edge_of_month(s: Slots, scope: Scope) -> Reading | None:
    """As in "The first two days of February", "the last week of May"."""
    if s.month is None or s.unit is None:
        return None
    year, basis = (s.year, STATED) if s.year is not None else year_for(s.month, None, scope)
    length = int(s.n if s.n and s.n > 0 else 1) * (7 if s.unit == "week" else 1)
    first = 7 * (s.ordinal - 1) if s.ordinal and 1 <= s.ordinal <= 4 else 0
    if year is None or not 1 <= length <= 28:
        return Reading(value=f"XXXX-{s.month:02}", basis=NO_YEAR, grain="span")
    whole = cal.month_days(year, s.month)
    assert whole.start is not None
    assert whole.end is not None
    days = Days(cal.plus(whole.start, first), cal.plus(whole.start, first + length - 1))
    if s.window in ("past", "final"):
        days = Days(cal.plus(whole.end, 1 - length), whole.end)
    return Reading(days, "span", f"{year}-{s.month:02}", basis, full=s.year is not None)


@resolver("months")
def month_span(s: Slots, scope: Scope) -> Reading | None:
    if s.month is None or s.month2 is None:
        return None
    last, basis = (s.year, STATED) if s.year is not None else year_for(s.month2, None, scope)
    if last is None:
        return Reading(value=f"XXXX-{s.month:02}", basis=basis, grain="span")
    first = last if s.month <= s.month2 else last - 1
    start, end = _shaded_month(first, s.month, s.shade).start, _shaded_month(last, s.month2, s.shade2).end
    return Reading(
        Days(start, end), "span", f"{first}-{s.month:02}/{last}-{s.month2:02}", basis, full=s.year is not None
    )


def _shaded_month(year: int, month: int, shade: str | None) -> Days:
    days = cal.month_days(year, month)
    return cal.shaded(days, "month", shade) if shade else days


@resolver("month")
def one_month(s: Slots, scope: Scope) -> Reading | None:
    if s.month is None:
        return None
    year, basis = (s.year, STATED) if s.year is not None else _month_year(s, scope)
    if year is None:
        if scope.bc is not None:
            return in_era(scope.bc, "year", 0, f"{s.month:02}")
        return Reading(value=f"XXXX-{s.month:02}", basis=basis, grain="month")
    return Reading(
        _shaded_month(year, s.month, s.shade), "month", f"{year}-{s.month:02}", basis, full=s.year is not None
    )


def _month_year(s: Slots, scope: Scope) -> tuple[int | None, str]:
    if s.which is None:
        return year_for(s.month or 1, None, scope)
    base = (scope.focus_day if s.which in _OF_STORY else None) or scope.anchor
    base = base or (scope.focus_day if s.which == "next" else None)
    if base is None:
        return None, NO_ANCHOR
    month, basis = s.month or 1, CONTEXT if base is scope.focus_day else ANCHORED
    if s.which in ("last", "previous"):
        return base.year - (month >= base.month), basis
    if s.which in ("next", "following"):
        return base.year + (month <= base.month), basis
    return base.year, basis


def _which_year(which: str | None, scope: Scope) -> tuple[int | None, str]:
    """The year that "last", "this", "next", "the following" or "that" year is."""
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(which or "", 0)
    focus = (scope.focus.end if scope.grain == "span" else scope.focus_day) or scope.near
    if which in ("previous", "same", "following") or scope.anchor is None:
        return (focus.year + step, CONTEXT) if focus else (None, NO_ANCHOR)
    return scope.anchor.year + step, ANCHORED


@resolver("month_of")
def month_of_year(s: Slots, scope: Scope) -> Reading | None:
    year, basis = _which_year(s.which, scope)
    if s.month is None:
        return None
    if year is None or not 1 <= year <= 9998:
        return Reading(value=f"XXXX-{s.month:02}", basis=NO_ANCHOR, grain="month")
    return Reading(_shaded_month(year, s.month, s.shade), "month", f"{year}-{s.month:02}", basis)


def _full_year(year: int, scope: Scope) -> int:
    """Two digits in full, in the century of what was told before."""
    if year >= 100:
        return year
    near = scope.near or scope.anchor
    century = (near.year if near else 1950) // 100 * 100
    return century + year


@resolver("year")
def one_year(s: Slots, scope: Scope) -> Reading | None:
    if s.year is None:
        return None
    year = _full_year(s.year, scope)
    days = cal.year_days(year)
    value = f"FY{year}" if s.fiscal else f"{year}-{s.shade}" if s.shade in _HALVES else str(year)
    return Reading(cal.shaded(days, "year", s.shade) if s.shade else days, "year", value, full=True)


@resolver("years")
def year_span(s: Slots, scope: Scope) -> Reading | None:
    if s.year is None or s.year2 is None:
        return None
    last = s.year2 if s.year2 >= 100 else s.year // 100 * 100 + s.year2
    if not s.year < last <= s.year + 150:
        return None
    return Reading(cal.year_days(s.year, last), "span", f"{s.year}/{last}", full=True)


@resolver("era")
def before_christ(s: Slots, scope: Scope) -> Reading | None:
    year = s.bc or (s.bctold if scope.bc is not None else None)
    if year is None:
        return None
    value = f"BC{year // 10:03}" if s.tens else f"BC{year:04}"
    value += f"-{s.month:02}" if s.month else f"-{s.season}" if s.season else ""
    value += f"-{s.day:02}" if s.month and s.day else ""
    return Reading(grain="year", value=value, basis=ERA, told=False, bc=year)


def in_era(bc: int, unit: str, step: float, of: str = "") -> Reading:
    """What lies ``step`` years or decades on from a year before the calendar; ``of`` is a month or a season in it."""
    year = bc - int(step * (10 if unit == "decade" else 1))
    value = f"BC{year // 10:03}" if unit == "decade" else f"BC{year:04}{of and '-'}{of}"
    return Reading(grain=unit, value=value if year > 0 else None, basis=ERA, told=False, bc=year if year > 0 else None)


@resolver("decade")
def one_decade(s: Slots, scope: Scope) -> Reading | None:
    if s.decade is None:
        return None
    days = cal.year_days(s.decade, s.decade + 9)
    days = cal.shaded(days, "decade", s.shade) if s.shade else days
    return Reading(days, "decade", str(s.decade // 10), full=True)


@resolver("century")
def one_century(s: Slots, scope: Scope) -> Reading | None:
    n = s.century or s.ordinal
    if n is None or not 1 <= n <= 99:
        return None
    if s.era:
        return Reading(grain="century", value=f"BC{n - 1:02}", basis=ERA, told=False)
    first = max(1, (n - 1) * 100)
    days = cal.year_days(first, (n - 1) * 100 + 99)
    return Reading(cal.shaded(days, "century", s.shade) if s.shade else days, "century", f"{n - 1:02}", told=False)


def _season(year: int, season: str, shade: str | None, basis: str, *, full: bool = False) -> Reading:
    days = cal.season_days(year, season)
    return Reading(cal.shaded(days, "season", shade) if shade else days, "season", f"{year}-{season}", basis, full=full)


@resolver("season")
def one_season(s: Slots, scope: Scope) -> Reading | None:
    if s.season is None:
        return None
    if s.year is not None:
        return _season(s.year, s.season, s.shade, STATED, full=True)
    year, basis = _season_year(s, scope)
    if year is None and scope.bc is not None:
        return in_era(scope.bc, "year", s.which in _ONCOMING, s.season)
    if year is None or not 1 <= year <= 9998:
        return Reading(grain="season", value=f"XXXX-{s.season}", basis=NO_ANCHOR)
    return _season(year, s.season, s.shade, basis)


def _season_year(s: Slots, scope: Scope) -> tuple[int | None, str]:
    told = scope.anchor is None or (scope.near and s.which in (None, "same", "previous"))
    base = scope.near if told else scope.anchor
    if base is None:
        return None, NO_ANCHOR
    basis = CONTEXT if base is scope.near else ANCHORED
    start = cal.season_days(base.year, s.season or "SP").start or base
    if basis == CONTEXT:
        if s.which in _ONCOMING:
            return base.year + (start <= base), basis
        return base.year - (s.season == "WI" and base.month <= 2), basis
    if s.which == "next" or (scope.ahead and s.which != "last"):
        return base.year + (start <= base), basis
    if s.which == "last":
        end = cal.season_days(base.year, s.season or "SP").end or base
        return base.year - (end >= base), basis
    return base.year - (start > base), basis


@resolver("season_of")
def season_of_year(s: Slots, scope: Scope) -> Reading | None:
    year, basis = _which_year(s.which, scope)
    if s.season is None:
        return None
    if year is None or not 1 <= year <= 9998:
        return Reading(grain="season", value=f"XXXX-{s.season}", basis=NO_ANCHOR)
    return _season(year, s.season, s.shade, basis)


def _occurrences(name: str, scope: Scope, years: tuple[int, ...]) -> list[Days]:
    period = scope.lexicon.periods[name]
    if period.days:
        spans = [d.partition("/") for d in period.days]
        pairs = [(date.fromisoformat(a), date.fromisoformat(b or a)) for a, _, b in spans]
        return [Days(a, b) for a, b in pairs if a.year in years or b.year in years]
    first, last = ((int(x[:2]), int(x[3:])) for x in (period.first, period.last))
    return [Days(date(y, *first), date(y, *last)) for y in years]


def of_named_day(slots: Slots, all_slots: Iterable[Slots], anchor: date, lexicon: Lexicon) -> date | None:
    """The day that names an attack ("the October 7 attack"): its year stands elsewhere, or goes without saying."""
    if slots.month is None or slots.day is None:
        return None
    day = (slots.month, slots.day)
    told = next((s.year for s in all_slots if (s.month, s.day) == day and (s.year or 0) > 99), None)
    latest = cal.safe(anchor.year, *day)
    fresh = latest is not None and 0 <= (anchor - latest).days <= _NEWS
    year = told or (None if fresh else lexicon.known_days.get(f"{day[0]:02}-{day[1]:02}"))
    found = cal.safe(year, *day) if year else None
    return None if found is None or found > anchor else found


@resolver("period")
def named_period(s: Slots, scope: Scope) -> Reading | None:
    if s.period is None:
        return None
    base = date(s.year, 7, 1) if s.year else scope.near or scope.anchor
    if base is None or not 2 <= base.year <= 9997:
        return Reading(grain="span", basis=NO_ANCHOR, told=False)
    years = (s.year,) if s.year else (base.year - 1, base.year, base.year + 1)
    found = _occurrences(s.period, scope, years)
    if not s.year:
        soon = cal.plus(
            base,
            _HALF_A_YEAR if base is scope.near or scope.ahead or scope.relation in ("before", "by", "until") else 7,
        )
        found = [d for d in found if d.start and d.start <= soon] or found
    if not found:
        return Reading(grain="span", basis=NO_YEAR, told=False)
    best = min(found, key=lambda d: abs(((d.start or base) - base).days))
    basis = STATED if s.year else CONTEXT if base is scope.near else ANCHORED
    if s.shade and best.start != best.end:
        best = cal.shaded(best, "period", s.shade)
    one = best.start == best.end or not scope.lexicon.periods[s.period].days
    value = str(best.start) if one else f"{best.start}/{best.end}"
    return Reading(best, "day" if best.start == best.end else "span", value, basis, full=bool(s.year))


@resolver("period_part")
def part_of_period(s: Slots, scope: Scope) -> Reading | None:
    """As in "The eve of Eid al-Fitr", "the first day of Ramadan", "the last ten days of Ramadan"."""
    whole = named_period(s, scope)
    if whole is None or not (whole.days.start and whole.days.end):
        return whole
    days = _within_period(s, whole.days.start, whole.days.end)
    if days is None or days.start is None:
        return None
    one = days.start == days.end
    value = str(days.start) if one else f"{days.start}/{days.end}"
    return Reading(days, "day" if one else "span", value, whole.basis, full=whole.full)


def _within_period(s: Slots, start: date, end: date) -> Days | None:
    if s.edge:
        return Days.on(cal.plus(start, -1))
    length = int(s.n or 1) * (7 if (s.unit or "").startswith("week") else 1)
    if length < 1:
        return None
    if s.ordinal == -1 or s.window in ("past", "final"):
        return Days(max(start, cal.plus(end, 1 - length)), end)
    first = cal.plus(start, length * ((s.ordinal or 1) - 1))
    return Days(first, min(end, cal.plus(first, length - 1))) if first <= end else None


@resolver("quarter")
def one_quarter(s: Slots, scope: Scope) -> Reading | None:
    """As in "The third quarter", "Q3 2003": without a year the latest that has begun, the next where looked ahead."""
    if s.ordinal is None or not 1 <= s.ordinal <= 4:
        return None
    month = 3 * s.ordinal - 2
    year, basis = (s.year, STATED) if s.year is not None else _quarter_year(s, month, scope)
    if year is None:
        return Reading(grain="quarter", value=f"XXXX-Q{s.ordinal}", basis=NO_ANCHOR, told=False)
    first = cal.safe(year, month, 1)
    if first is None:
        return None
    value, full = f"{year}-Q{s.ordinal}", s.year is not None
    return Reading(cal.span_of(first, "quarter"), "quarter", value, basis, full=full)


def _quarter_year(s: Slots, month: int, scope: Scope) -> tuple[int | None, str]:
    base = scope.anchor or scope.focus_day
    if base is None:
        return None, NO_ANCHOR
    if s.which:
        return base.year + _STEPS.get(s.which, 0), ANCHORED if scope.anchor else CONTEXT
    return (base.year + _turn(month, base, scope), ANCHORED) if scope.anchor else (base.year, CONTEXT)


def _turn(month: int, base: date, scope: Scope) -> int:
    if scope.ahead:
        return int(month + 2 < base.month)
    return -int(month > base.month)
