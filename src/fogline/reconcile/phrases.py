"""Sentences from the vocabulary, filled in. No other module of this package writes words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from fogline.core.claim import Measure
from fogline.core.interval import Count, Days
from fogline.vocab import load


@cache
def _phrases() -> Any:
    return load("en/reconcile_phrases.yaml")


def say(section: str, key: str, /, **values: object) -> str:
    """The phrase ``section.key``, its braces filled. Raises ``KeyError`` for an unknown phrase or a missing value."""
    return str(_phrases()[section][key]).format(**values)


def count(value: Count) -> str:
    if value.exact:
        return say("count", "exact", low=value.low)
    if value.high is None:
        return say("count", "at_least", low=value.low)
    return say("count", "at_most" if value.low is None else "between", low=value.low, high=value.high)


def measure(value: Measure) -> str:
    return str(_phrases()["measure"].get(value.value, value.value))


def people(group: str, n: int | None = None) -> str:
    """A sort of people: a status, or the combatants of a party; ``n`` is how many, where one is not several."""
    if n == 1 and group in _phrases()["one"]:
        return str(_phrases()["one"][group])
    return str(_phrases()["status"].get(group) or say_party(group))


def say_party(party: str) -> str:
    return str(_phrases()["party"]).format(party=party)


def day(value: date | None) -> str:
    return value.isoformat() if value else say("label", "undated")


def days(value: Days) -> str:
    """One day, or the first and the last, or the side that is known."""
    if not value:
        return say("label", "undated")
    if value.start == value.end:
        return day(value.start)
    key = "until" if value.start is None else "since" if value.end is None else "stretch"
    return say("label", key, start=value.start, end=value.end)


def stretch(asked: Days, found: Iterable[Days]) -> str:
    """What a view covers: the days asked for; where a side was left open, up to what it holds."""
    rows = [d for d in found if d]
    firsts = [d for x in rows for d in (x.start, x.end) if d]
    lasts = [d for x in rows for d in (x.end, x.start) if d]
    shown = Days(asked.start or min(firsts, default=None), asked.end or max(lasts, default=None))
    return days(shown) if asked else say("label", "record", days=days(shown)) if shown else say("label", "everything")


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return say("list", "last", first=", ".join(names[:-1]), last=names[-1])


def report(name: str) -> str:
    """A report's id; of a content hash, the beginning that people type."""
    return name[:12] if len(name) == 64 else name
