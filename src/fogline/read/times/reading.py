"""What a time phrase is read into: slots, the scope it is read in, and the reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.times.lexicon import Lexicon, Rule, field

STATED, ANCHORED, CONTEXT = "stated", "anchor", "context"
NO_ANCHOR, NO_YEAR, NO_CONTEXT, EVENT, VAGUE, ERA = "no-anchor", "no-year", "no-context", "event", "vague", "era"
SEVERAL = -1


@quick
@dataclass(frozen=True, slots=True)
class Slots:
    """What the words of one match stand for. ``n`` is ``SEVERAL`` for a number the text leaves open."""

    day: int | None = None
    day2: int | None = None
    dayth: int | None = None
    mm: int | None = None
    month: int | None = None
    month2: int | None = None
    year: int | None = None
    year2: int | None = None
    weekday: int | None = None
    n: float | None = None
    unit: str | None = None
    part: str | None = None
    season: str | None = None
    shade: str | None = None
    shade2: str | None = None
    hold: str | None = None
    which: str | None = None
    window: str | None = None
    direction: str | None = None
    deictic: int | None = None
    ref: str | None = None
    every: str | None = None
    period: str | None = None
    ordinal: int | None = None
    hour: int | None = None
    minute: int | None = None
    half: str | None = None
    hhmm: str | None = None
    decade: int | None = None
    century: int | None = None
    era: str | None = None
    bc: int | None = None
    bctold: int | None = None
    tens: str | None = None
    about: str | None = None
    shift: str | None = None
    now: str | None = None
    day0: str | None = None
    link: str | None = None
    edge: str | None = None
    fiscal: str | None = None


_INT = frozenset({"day", "day2", "mm", "year", "year2", "hour", "minute", "decade", "century", "bc", "bctold"})
_FIELDS = frozenset(f.name for f in fields(Slots))


@quick
@dataclass(frozen=True, slots=True)
class Scope:
    """What is known where the phrase stands.

    ``focus`` is the last date told before it, with its ``grain``; ``fresh`` when in the same sentence. ``near`` is a
    day that fixes the year of a date without one, ``year`` a bare year named since, ``ahead`` whether the words before
    it look into the future, ``relation`` the word that holds it, ``last`` the last day named in any clause, ``named``
    the last date of any grain, ``bc`` the last year told before the calendar, ``dark`` whether a night was told last,
    ``lead`` the first day told.
    """

    lexicon: Lexicon
    anchor: date | None = None
    focus: Days = Days()  # noqa: RUF009 - frozen
    grain: str = ""
    near: date | None = None
    year: int | None = None
    fresh: bool = False
    ahead: bool = False
    relation: str = ""
    last: date | None = None
    named: tuple[Days, str] = (Days(), "")
    bc: int | None = None
    dark: bool = False
    lead: date | None = None

    @property
    def focus_day(self) -> date | None:
        return self.focus.start or self.focus.end


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """One resolved phrase. ``offset`` is how many days lie between it and the event it is reckoned from."""

    days: Days = Days()  # noqa: RUF009 - frozen
    grain: str = "day"
    value: str | None = None
    basis: str = STATED
    kind: str = "date"
    offset: int | None = None
    told: bool = True
    full: bool = False
    close: bool = False
    bc: int | None = None


Resolver = Callable[[Slots, Scope], Reading | None]
RESOLVERS: dict[str, Resolver] = {}


def resolver(name: str) -> Callable[[Resolver], Resolver]:
    """Register a resolver under the name the vocabulary calls it by."""

    def register(function: Resolver) -> Resolver:
        RESOLVERS[name] = function
        return function

    return register


def _number(text: str, lexicon: Lexicon) -> float | None:
    text = text.strip().lower().removesuffix("-plus").replace(",", "")
    if re.fullmatch(r"[0-9.]+", text):
        return float(text) if "." in text.strip(".") else int(text.strip("."))
    total = 0
    text = re.sub(r"^(?:an?\s+)(?=\S)", "", text) if lexicon.code("number", text) is None else text
    whole = lexicon.code("number", text)
    if whole is not None:
        return int(whole)
    for word in re.split(r"[\s-]+", text):
        code = lexicon.code("number", word)
        if code is None:
            return None
        if code == SEVERAL:
            return SEVERAL
        total = total * code if code == 100 and total else total + code
    return total


def _slot(name: str, text: str, lexicon: Lexicon) -> Any:
    if name in _INT:
        return int(text)
    if name == "n":
        return _number(text, lexicon)
    base = name.rstrip("2") if name in ("month2", "shade2") else name
    if base == "shift":
        return text.lower()
    if base == "ordinal" and text.isdigit():
        return int(text)
    code = lexicon.code(base, text.strip("."))
    return text.lower() if code is None else code


def slots_of(match: re.Match[str], rule: Rule, lexicon: Lexicon) -> Slots:
    """The slots a match fills; of slots filled twice the first counts."""
    found: dict[str, Any] = dict(rule.fixed)
    for group, text in match.groupdict().items():
        name = field(group)
        if text is not None and name in _FIELDS and name not in found:
            found[name] = _slot(name, text, lexicon)
    return Slots(**found)


@quick
@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One time expression of the text.

    ``span`` takes in the preposition that holds it ("on Saturday"), ``core`` does not ("Saturday"). ``days`` is
    inclusive and empty where the phrase cannot be resolved; ``basis`` then says why: "no-anchor" (reckoned from the
    report's day, which is unknown), "no-year", "no-context" (points at a date the text has not told), "event"
    (reckoned from an event), "vague", "era" (before the calendar). Otherwise it is "stated" (absolute), "anchor"
    (reckoned from the report's day) or "context" (from a date told before). ``precision`` is the grain: "part" (of a
    day), "day", "week", "month", "season", "year", "decade", "century", "span". ``kind`` is "date", "time-of-day",
    "duration" or "set"; ``rule`` names the vocabulary's rule; ``value`` is a TIMEX-like value ("2011-03", "P4D",
    "PRESENT_REF"). ``relation`` is how it is held ("since", "until", "by", "before", "after", "as_of" or ""), ``inner``
    the days without that ("since 2014": 2014), ``offset`` the days between it and the event it is reckoned from ("four
    days after the raid": 4), ``parts`` the two ends of a range.
    """

    span: Span
    days: Days
    precision: str
    basis: str
    kind: str
    rule: str
    value: str | None
    core: Span
    relation: str = ""
    offset: int | None = None
    inner: Days = Days()  # noqa: RUF009 - frozen
    parts: tuple[TimePhrase, ...] = ()
