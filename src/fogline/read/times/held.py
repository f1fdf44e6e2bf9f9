"""What the word that holds a phrase makes of its days: "since May", "until Friday", "after 2011"."""

from __future__ import annotations

from fogline.core.interval import Days
from fogline.read.times import calendar as cal
from fogline.read.times.reading import Reading

POINTS = frozenset({"date", "month", "year", "weekday", "season", "deictic", "unit", "part", "clock", "month_of",
                     "decade", "anaphor", "season_of", "weekday_of", "period", "period_part",
                     "night", "era", "unit_the", "day_of_month"})  # fmt: skip
HELD = POINTS | {"span", "months", "years", "century", "then", "overnight", "nth", "offset"}
SPANS = {"years": "year2", "months": "month2", "span": "day2"}
FINE = frozenset({"day", "part", "span"})


def related(reading: Reading, relation: str, resolver: str, close: bool = False) -> Days:
    """The days a phrase holds for, given the word that holds it.

    "Since X" runs from X's first day and stays open (codebook), "until X" and "by X" end with X's last day, "before X"
    ends the day before it; "after X" begins the day after a day or a year, but within a month or a season (something
    later in it).
    """
    days = reading.days
    if resolver not in HELD or not days or not relation:
        return days
    if relation == "from" and resolver in SPANS:
        return days
    if relation in ("since", "from"):
        return Days(days.end if close else days.start, None)
    if relation == "until" or (relation == "by" and resolver != "anaphor"):
        return Days(None, days.end)
    if relation == "before":
        return Days(None, cal.plus(days.start, -1)) if days.start else days
    if relation == "after":
        fine = reading.grain in FINE or resolver == "year"
        return Days(cal.plus(days.end, 1), None) if fine and days.end else Days(days.start, None)
    return days
