"""Days, weeks, months, seasons and their parts: arithmetic on intervals, no words.

Weeks run Monday to Sunday. "Early", "mid" and "late" follow the codebook: days 1-10, 11-20 and 21-end of a month,
four months each of a year; of any other stretch, thirds.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from fogline.core.interval import Days

HOURS_A_DAY = 24
_TWO_YEARS = timedelta(days=2 * 366)
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120, "century": 1200}


def safe(year: int, month: int, day: int) -> date | None:
    """The date, or ``None`` where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus(day: date, days: int) -> date:
    """``day`` moved by ``days``, kept within the calendar's range."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min


def month_days(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_days(year: int, last: int | None = None) -> Days:
    return Days(date(year, 1, 1), date(last or year, 12, 31))


def week_days(day: date) -> Days:
    start = plus(day, -day.weekday())
    return Days(start, plus(start, 6))


def weekend_days(day: date) -> Days:
    """Saturday and Sunday of the week of ``day``."""
    start = plus(day, 5 - day.weekday())
    return Days(start, plus(start, 1))


def season_days(year: int, season: str) -> Days:
    """Three months; a winter begins in December of ``year``."""
    first = _SEASON_START[season]
    last = first + 2
    end = month_days(min(year + (last > 12), MAXYEAR), (last - 1) % 12 + 1).end
    return Days(date(year, first, 1), end)


def span_of(day: date, unit: str) -> Days:
    """The calendar unit that holds ``day``."""
    if unit in ("week", "fortnight"):
        return week_days(day)
    if unit == "weekend":
        return weekend_days(day)
    if unit == "month":
        return month_days(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return Days(date(day.year, first, 1), month_days(day.year, first + 2).end)
    if unit in ("year", "season"):
        return year_days(day.year)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = max(MINYEAR, day.year // size * size)
        return year_days(first, min(day.year // size * size + size - 1, MAXYEAR))
    return Days.on(day)


def shift(day: date, unit: str, n: int) -> date:
    """``day`` moved by ``n`` units; the day of the month is cut where the month is shorter."""
    if unit in _DAYS_IN:
        return plus(day, _DAYS_IN[unit] * n)
    if unit in _MONTHS_IN:
        months = day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * n
        year, month = months // 12, months % 12 + 1
        if not MINYEAR <= year <= MAXYEAR:
            return date.max if n > 0 else date.min
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day


def _months(days: Days, first: int, last: int) -> Days:
    assert days.start is not None
    start = shift(days.start, "month", first)
    return Days(start, plus(shift(days.start, "month", last), -1))


def shaded(days: Days, grain: str, shade: str) -> Days:
    """The part of ``days`` that ``shade`` (START, MID, END, CLOSE, H1, H2) names."""
    if not (days.start and days.end):
        return days
    shade = "END" if shade == "CLOSE" else shade
    if grain == "month":
        cuts = {"START": (1, 10), "MID": (11, 20), "END": (21, 31), "H1": (1, 15), "H2": (16, 31)}
        first, last = cuts[shade]
        return Days(days.start.replace(day=first), min(days.end, plus(days.start, last - 1)))
    if grain == "year":
        cuts = {"START": (0, 4), "MID": (4, 8), "END": (8, 12), "H1": (0, 6), "H2": (6, 12)}
        return _months(days, *cuts[shade])
    if grain == "decade":
        cuts = {"START": (0, 36), "MID": (36, 84), "END": (84, 120), "H1": (0, 60), "H2": (60, 120)}
        return _months(days, *cuts[shade])
    length = (days.end - days.start).days + 1
    low, high = {"START": (0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1), "H1": (0, 0.5), "H2": (0.5, 1)}[shade]
    first, last = round(length * low), max(round(length * low), round(length * high) - 1)
    return Days(plus(days.start, first), plus(days.start, last))


def nearest_year(month: int, day: int, near: date) -> int:
    """The year that puts month and day closest to ``near``."""
    best = near.year
    for year in (near.year - 1, near.year + 1):
        here, there = safe(best, month, min(day, 28)), safe(year, month, min(day, 28))
        if here and there and abs((there - near).days) < abs((here - near).days):
            best = year
    return best


def told_year(month: int, day: int | None, anchor: date, *, ahead: bool) -> int:
    """The year of the latest such month or day up to ``anchor``; of the next one where the text looks ahead.

    A day (not a month) up to 30 days ahead is taken to be ahead: in mid-March "on 5 April" is hardly last year's.
    """
    here = safe(anchor.year, month, min(day or 1, 28)) or anchor
    if here > (anchor if day is None else plus(anchor, 1)):
        soon = day is not None and (here - anchor).days <= 30
        return anchor.year if ahead or soon else anchor.year - 1
    after = safe(anchor.year + 1, month, min(day or 1, 28))
    if after is None:
        return anchor.year
    soon = day is not None and (after - anchor).days <= 30
    return anchor.year + 1 if soon or (ahead and (anchor - here).days > 60) else anchor.year


def middle(days: Days) -> date | None:
    """The day in the middle, or the one that is known; none of a stretch of more than two years."""
    if days.start and days.end:
        return days.start + (days.end - days.start) / 2 if days.end - days.start <= _TWO_YEARS else None
    return days.start or days.end
