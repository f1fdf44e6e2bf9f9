"""A publication date as headers, pages and tables write it, to ISO 8601; never a guess at an ambiguous one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import product

_FORMS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d.%m.%Y",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%d %B %Y %H:%M",
    "%B %d, %Y %H:%M",
)
_WEEKDAY = re.compile(r"^[A-Za-z]{3,9},?\s+(?=\d|[A-Z])")
_SEPARATED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def iso(value: str) -> str | None:
    """ISO date, or date-time where an hour is given; ``None`` when it is no date or could be two
    ("03/04/2016"; "25/04/2016" can only be one).
    """
    value = " ".join(value.split())
    for read in (_iso, _mail, _written, _separated):
        if (found := read(value)) is not None:
            return found
    return None


def day(value: str) -> date:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(value[:10])


def _iso(value: str) -> str | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", value):
            return date.fromisoformat(value).isoformat()
        datetime.fromisoformat(value)
        return value if re.match(r"\d{4}-\d{2}-\d{2}[T ]", value) else None
    except ValueError:
        return None


def _mail(value: str) -> str | None:
    if ":" not in value:
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _written(value: str) -> str | None:
    spelled = (value, _WEEKDAY.sub("", value))
    for form, text in product(_FORMS, spelled):
        try:
            when = datetime.strptime(text.replace("Sept ", "Sep "), form)  # noqa: DTZ007 - as written, without a zone
        except ValueError:
            continue
        return when.isoformat() if "%H" in form else when.date().isoformat()
    return None


def _separated(value: str) -> str | None:
    """Two numbers before the year: only when just one order makes a date."""
    if not (found := _SEPARATED.fullmatch(value)):
        return None
    first, second, year = (int(part) for part in found.groups())
    readings = {(first, second), (second, first)}
    dates = [d for month, dom in sorted(readings) if (d := _date(year, month, dom))]
    return dates[0].isoformat() if len(dates) == 1 else None


def _date(year: int, month: int, dom: int) -> date | None:
    try:
        return date(year, month, dom)
    except ValueError:
        return None


def since_epoch(seconds: str | int) -> str:
    """A Unix time as an ISO date-time in UTC; empty for what is none."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
