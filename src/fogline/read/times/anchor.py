"""The report's own day: from its header, or as the text prints it at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import plain
from fogline.read.times.lexicon import Rule, lexicon, small
from fogline.read.times.reading import RESOLVERS, Scope, slots_of

_HEAD = 260
_DATELINE = re.compile(r"[A-Z]{3,}[^\n]{0,60}\($")
_YEAR = re.compile(r"[12][0-9]{3}")
_ONE_DAY = 1


def printed_date(text: str) -> tuple[date, str] | None:
    """The full date a text prints as its own within its first 260 characters, and the words of it.

    It stands at the start of a line, in the brackets of a dateline ("KABUL, Afghanistan (July 26, 2011)") or after a
    cue ("Published"); a date inside a sentence is not the report's.
    """
    flat, lex = plain(text)[:_HEAD], lexicon()
    found: list[tuple[int, int, date, str]] = []
    for rule, m in _full_dates(flat):
        reading = RESOLVERS["date"](slots_of(m, rule, lex), Scope(lex))
        if reading and reading.days.start and _own(flat, m.start()):
            found.append((m.start(), -m.end(), reading.days.start, m.group()))
    return min(found)[2:] if found else None


def _full_dates(head: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """What the rules for a text's own date find in its ``head``; every one of them wants a year."""
    if _YEAR.search(head):
        low = small(head)
        for rule in lexicon().heads:
            for m in rule.found(head, low, 0, len(head)):
                yield rule, m


def heads_at(flat: str, span: Span) -> bool:
    """Whether the full date at ``span`` is one the text prints as its own."""
    if span.start >= _HEAD:
        return False
    return any(
        m.start() <= span.start + 12 and span.start <= m.end() and _own(flat, m.start())
        for _, m in _full_dates(flat[:_HEAD])
    )


def _own(flat: str, start: int) -> bool:
    before = flat[:start]
    line = before.rpartition("\n")[2].strip()
    return not line or bool(_DATELINE.search(before)) or bool(lexicon().head_cue.search(before))


def _header(report: Report) -> tuple[date | None, Problem | None]:
    if not report.published or not report.published.strip():
        return None, None
    try:
        return date.fromisoformat(report.published.strip()[:10]), None
    except ValueError:
        message = f"The date of publication {report.published!r} is not an ISO date."
        return None, Problem("times.date-unreadable", message, report.id)


def _cut(printed: str, header: date) -> bool:
    """Whether the printed date is the header's own, its first digit lost in copying ("5-04-2016" for the 25th)."""
    digits = re.split(r"\D+", printed)
    return f"{header.day:02}".endswith(digits[0]) and len(digits[0]) == 1 and header.day > 9


def _of_reference(outlet: str) -> bool:
    lex = lexicon()
    return outlet in lex.reference_outlets or lex.reference_names.search(outlet) is not None


def anchor_of(report: Report, text: str | None = None) -> tuple[date | None, Problem | None]:
    """The day relative dates of the report are reckoned from, and what is wrong with it, if anything.

    The printed date stands in for a missing header and wins over one it contradicts by more than a day (codebook,
    "Wrong metadata"; the problem is ``times.date-contradicted``). A work of reference has no such day: its date is
    that of the copy (``times.reference``). Without any date: ``None`` and ``times.no-date``, or
    ``times.date-unreadable``.
    """
    if _of_reference((report.outlet or "").strip().lower()):
        return None, Problem(
            "times.reference", "A work of reference has no day of its own; its dates stand alone.", report.id
        )
    header, problem = _header(report)
    printed = printed_date(report.text if text is None else text)
    if printed is None:
        return header, problem or (None if header else Problem("times.no-date", "The report has no date.", report.id))
    day, words = printed
    if header is None:
        return day, problem
    if abs((day - header).days) <= _ONE_DAY or (
        _cut(words, header) and day.year == header.year and day.month == header.month
    ):
        return header, None
    message = f"The text prints {day}, the header says {header}; the printed date is used."
    return day, Problem("times.date-contradicted", message, report.id)
