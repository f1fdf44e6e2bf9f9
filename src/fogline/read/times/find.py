"""Find every time phrase of a text and resolve it, in the order in which the text tells them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fogline.core.interval import Days
from fogline.core.span import Span
from fogline.read.document import plain
from fogline.read.times import calendar as cal
from fogline.read.times import dates, hours, relative
from fogline.read.times.held import FINE, HELD, POINTS, related
from fogline.read.times.hits import Hit, breaks_of, hits_of, joins
from fogline.read.times.lexicon import lexicon
from fogline.read.times.reading import ANCHORED, CONTEXT, ERA, EVENT, RESOLVERS, Reading, Scope, TimePhrase

_LOOK_AHEAD_CUE = 70
_ASIDE = frozenset({"since", "by", "until", "before"})
_TIMED = frozenset({"clock", "part"})
_NAMED_DAY = frozenset({"date", "weekday", "deictic"})
_NEWSY = _NAMED_DAY | {"ago"}
_A_DAY = _NAMED_DAY | {"anaphor"}
_OF_DAY = re.compile(r"[,\s]*(?:(?:[A-Z]\w+ )?time,? )?(?:on|of)?\s*(?:the\s+)?")
_LASTING = frozenset({"within", "within_from", "duration"})
_RECKONED = frozenset({"offset_event", "window_to"})
_ONE_CLAUSE = re.compile(r"[^,;:()\"]{1,40}")
_JOIN_END = re.compile(r"[\s\-/]*(?:\b(?:to|and|until|till|through)\s*)?(?:the\s+)?$")
_DETERMINER = 8  # characters before a date that is looked at for one
_DATED = frozenset({"date", "month"})
_IN_YEAR = FINE | {"month"}
_WIDER = frozenset({"week", "month", "season", "year"})
_LONG_AGO = 330  # days before the report that make a date one of history
_OLD = 200  # days before the story that make a date that owns a thing one of another story
_NEXT = 2  # sentences within which a history goes on


@dataclass(slots=True)
class _Story:
    """What the text has told so far."""

    focus: Days
    grain: str
    near: date | None
    sentence: int
    year: int | None = None
    last: date | None = None
    end: int = 0
    named: tuple[Days, str] = (Days(), "")
    news: bool = False
    bc: int | None = None
    dark: bool = False
    lead: date | None = None


class _Finder:
    """Resolves hits one after another; the story it keeps is the context of the next."""

    def __init__(self, text: str, anchor: date | None, hints: Sequence[Days], breaks: list[int]) -> None:
        self.text, self.anchor, self.breaks, self.lex = text, anchor, breaks, lexicon()
        self.hints = tuple(h for h in hints if h)
        self.hint = next((m for m in map(cal.middle, self.hints) if m), None)
        self.story = _Story(Days(), "", None, -1)
        self.hits = hits_of(text, self.lex, breaks)

    def run(self) -> tuple[TimePhrase, ...]:
        found, i = [], 0
        while i < len(self.hits):
            hit, after = self.hits[i], self.hits[i + 1] if i + 1 < len(self.hits) else None
            if after is not None and self._doubles(hit, after):
                i += 1
                continue
            phrase = self._pair(hit, after, i) if after is not None else None
            i += 1 if phrase is None else 2
            phrase = phrase or self._single(hit, i - 1)
            if phrase is not None:
                found.append(phrase)
        return tuple(found)

    def _doubles(self, hit: Hit, after: Hit) -> bool:
        """As in "overnight from Sunday to Monday": the range says which night."""
        between = self.text[hit.end : after.lead].strip()
        return hit.rule.resolver == "overnight" and after.relation == "from" and not between

    def _pair(self, hit: Hit, after: Hit, i: int) -> TimePhrase | None:
        if hit.rule.resolver in _RECKONED and self.text[hit.end : after.start].strip().lower() in ("", "the"):
            return self._reckoned(hit, after, i)
        if _crosses(self.breaks, hit, after):
            return None
        gap = self.text[hit.end : after.start]
        if hit.rule.resolver in _TIMED and after.rule.resolver in _A_DAY and _OF_DAY.fullmatch(gap):
            return self._timed(hit, after, i)
        if hit.rule.resolver in _LASTING and after.lead - hit.end == 1:
            return self._within(hit, after, i)
        if hit.rule.resolver == "running" and after.rule.resolver in _A_DAY and gap in (" ", " on "):
            return self._running(hit, after, i)
        if hit.rule.resolver == "date" and after.rule.resolver == "ago" and gap in (" ", ", "):
            return self._years_ago(hit, after)
        if not joins(hit, after, self.text, self.lex):
            return None
        return self._range(hit, after, i)

    def _scope(self, hit: Hit, i: int, near: date | None = None) -> Scope:
        sentence = bisect_right(self.breaks, hit.start)
        start = max(self.breaks[max(0, sentence - 1)], hit.start - _LOOK_AHEAD_CUE)
        return Scope(
            self.lex,
            self.anchor,
            self.story.focus,
            self.story.grain,
            near or self._near(i, sentence),
            self.story.year if near is None and self.anchor is None else None,
            sentence == self.story.sentence,
            self._ahead(start, hit.start),
            hit.relation,
            self.story.last,
            self.story.named,
            self.story.bc,
            self.story.dark,
            self.story.lead,
        )

    def _ahead(self, start: int, end: int) -> bool:
        """Whether a word before a phrase looks ahead, and no saying or quotation ends in between."""
        cue = self.lex.ahead.search(self.text, start, end)
        return cue is not None and not self.lex.said_between.search(self.text, cue.end(), end)

    def _near(self, i: int, sentence: int) -> date | None:
        """What fixes a missing year: in a report its own day; in a story the last date told, its title, the next."""
        if self.anchor is not None:
            if (named := self._named_day(i)) is not None:
                return named
            near = self.story.near
            if near is None or (self.anchor - near).days <= _LONG_AGO:
                return None
            same = sentence == self.story.sentence and self.story.grain in FINE
            return near if same or self._goes_on(self.hits[i], sentence, near) else None
        later = self._later(i) if self.story.near is None and self.hint is None else None
        if later and self.hints and not any(h.meets(Days.on(later)) for h in self.hints):
            return None
        return self.story.near or self.hint or later

    def _named_day(self, i: int) -> date | None:
        """As in "the October 7 attack": its year is told elsewhere, or goes without saying."""
        slots, anchor = self.hits[i].slots, self.anchor
        if anchor is None or slots.year is not None or not self._names(self.hits[i]):
            return None
        return dates.of_named_day(slots, [h.slots for h in self.hits], anchor, self.lex)

    def _goes_on(self, hit: Hit, sentence: int, near: date) -> bool:
        """As in "It began on 23 May 2017. On 25 May ...": a history within a report, with dates that are no news."""
        month = hit.slots.month
        if self.anchor is None or month is None or hit.slots.year is not None or self.story.grain not in _IN_YEAR:
            return False
        near_only = self.story.news or hit.slots.day is None
        if sentence < self.story.sentence or (near_only and sentence - self.story.sentence > _NEXT):
            return False
        ahead = self._ahead(self.breaks[sentence - 1], hit.start)
        return dates.of_history(month, hit.slots.day, near, self.anchor, ahead=ahead)

    def _later(self, i: int) -> date | None:
        fallback = None
        for hit in self.hits[i + 1 :]:
            if hit.slots.year is None or hit.slots.year < 100:
                continue
            reading = RESOLVERS[hit.rule.resolver](hit.slots, Scope(self.lex))
            middle = cal.middle(reading.days) if reading else None
            if middle and hit.rule.resolver != "year":
                return middle
            fallback = fallback or (None if hit.relation in _ASIDE | {"after"} else middle)
        return fallback

    def _read(self, hit: Hit, i: int, near: date | None = None) -> Reading | None:
        return RESOLVERS[hit.rule.resolver](hit.slots, self._scope(hit, i, near))

    def _single(self, hit: Hit, i: int) -> TimePhrase | None:
        reading = self._night_before(hit, i) or self._read(hit, i)
        if reading is None:
            return None
        self._tell(reading, hit)
        self._remember(reading, hit)
        days = related(reading, hit.relation, hit.rule.resolver, hit.slots.shade == "CLOSE")
        return replace(_phrase(hit, reading, days, Span(hit.lead, hit.end)), parts=self._ends(hit, reading))

    def _remember(self, reading: Reading, hit: Hit) -> None:
        """The year before the calendar that the story is in, and whether it is night."""
        if reading.basis == ERA:
            self.story.bc = reading.bc or self.story.bc
        elif hit.slots.year is not None and reading.days:
            self.story.bc = None
        if reading.grain == "part" or reading.days:
            self.story.dark = hours.dark(reading.value)

    def _night_before(self, hit: Hit, i: int) -> Reading | None:
        """As in "an overnight raid on Monday": the night before the day that its clause goes on to name."""
        after = self.hits[i + 1] if i + 1 < len(self.hits) else None
        if hit.rule.resolver != "overnight" or hit.slots.weekday is not None or after is None:
            return None
        gap = self.text[hit.end : after.lead]
        if after.relation or after.rule.resolver not in _NAMED_DAY or not _ONE_CLAUSE.fullmatch(gap):
            return None
        night, day = self._read(hit, i), self._read(after, i + 1)
        end = day.days.start if day else None
        if night is None or end is None or _crosses(self.breaks, hit, after):
            return None
        return replace(night, days=Days(cal.plus(end, -1), end))

    def _ends(self, hit: Hit, reading: Reading) -> tuple[TimePhrase, ...]:
        """The two ends of a range written in one ("1980-88")."""
        if hit.second < 0 or reading.value is None or "/" not in reading.value:
            return ()
        values, days = reading.value.split("/"), reading.days
        cut = hit.start + len(_JOIN_END.sub("", self.text[hit.start : hit.second]))
        spans = (Span(hit.start, cut), Span(hit.second, hit.end))
        ends = (Days(days.start, days.start), Days(days.end, days.end))
        made = (replace(reading, value=v, days=d) for v, d in zip(values, ends, strict=True))
        return tuple(replace(_phrase(hit, r, r.days, s), core=s) for r, s in zip(made, spans, strict=True))

    def _tell(self, reading: Reading, hit: Hit) -> None:
        if not reading.told or not (reading.days.start and reading.days.end):
            return
        last = reading.days.start if reading.grain in ("day", "part") else self.story.last
        self.story.last, self.story.named = last, (reading.days, reading.grain)
        if self._aside(reading, hit) or self._looks_back(reading, hit) or self._says_it(hit):
            return
        sentence, self.story.end = bisect_right(self.breaks, hit.start), hit.end
        self.story.news |= self.anchor is not None and (self.anchor - reading.days.end).days <= _LONG_AGO
        if hit.relation not in ("since", "before", "after", "until"):
            self._leads(reading, hit)
            self.story.focus, self.story.grain, self.story.sentence = reading.days, reading.grain, sentence
        if hit.rule.resolver in _NEWSY and reading.basis == ANCHORED and reading.grain in FINE:
            self.story.near = None  # the report is back at its news
        if (hit.relation in _ASIDE and self.story.near) or hit.rule.resolver in ("offset", "ago"):
            return
        if hit.rule.resolver == "year" and self.anchor is None and self.story.near:
            opens = hit.lead - self.breaks[sentence - 1] <= 3
            if (hit.slots.year or 0) > 99 and (opens or (hit.slots.year or 0) >= self.story.near.year):
                self.story.year = hit.slots.year
        elif reading.full or self.anchor is None or reading.basis == CONTEXT:
            self.story.near, self.story.year = cal.middle(reading.days) or self.story.near, None

    def _leads(self, reading: Reading, hit: Hit) -> None:
        """The first day told is that of the news, but for the report's own as a date ("KABUL, 4 May") or "today"."""
        day = reading.days.start if reading.grain in FINE else None
        own = day == self.anchor and hit.rule.resolver in ("date", "deictic")
        if self.story.lead is None and self.anchor is not None and not own:
            self.story.lead = day

    def _timed(self, hit: Hit, after: Hit, i: int) -> TimePhrase | None:
        """A time of day and the day it is on ("at 9 a.m. on 3 May")."""
        day = self._read(after, i + 1)
        if day is None:
            return None
        self._tell(day, after)
        scope = replace(self._scope(hit, i), focus=day.days, grain=day.grain)
        time = RESOLVERS[hit.rule.resolver](hit.slots, scope) or day
        self.story.dark = hours.dark(time.value)
        apart = self.text[hit.end : after.start].strip(", ")
        inner = (_phrase(hit, time, time.days, hit.span), _phrase(after, day, day.days, after.span))
        outer = replace(hit, end=after.end)
        whole = replace(day, value=time.value, kind=time.kind, grain="part")
        return replace(_phrase(outer, whole, day.days, Span(hit.lead, after.end)), parts=inner if apart else ())

    def _within(self, hit: Hit, after: Hit, i: int) -> TimePhrase | None:
        """As in "fled in eight days last month": the days lie in that month, and do not end today."""
        lasting, period = self._read(hit, i), self._read(after, i + 1)
        if lasting is None or period is None or period.grain not in _WIDER or after.relation not in ("", "in"):
            return None
        self._tell(period, after)
        inner = (_phrase(hit, lasting, Days(), hit.span), _phrase(after, period, period.days, after.span))
        outer = replace(after, start=hit.start, lead=hit.lead)
        return replace(_phrase(outer, period, period.days, Span(hit.lead, after.end)), parts=inner, relation="")

    def _running(self, hit: Hit, after: Hit, i: int) -> TimePhrase | None:
        """As in "for a third day on Monday": the last of them."""
        last, n = self._read(after, i + 1), hit.slots.ordinal
        if hit.relation != "for" or hit.slots.unit not in ("day", "night") or not n or n < 1 or last is None:
            return None
        if last.days.start is None or last.days.start != last.days.end:
            return None
        self._tell(last, after)
        days = Days(cal.plus(last.days.start, 1 - n), last.days.start)
        inner = (_phrase(after, last, last.days, after.span),)
        whole = replace(last, days=days, grain="span", kind="duration", value=relative.length(n, "day"))
        outer = replace(hit, end=after.end)
        return replace(_phrase(outer, whole, days, Span(hit.lead, after.end)), parts=inner, relation="")

    def _years_ago(self, hit: Hit, after: Hit) -> TimePhrase | None:
        """As in "On 19 April, two years ago"."""
        n = after.slots.n
        if self.anchor is None or hit.slots.year is not None or after.slots.unit != "year" or not n or n < 1:
            return None
        dated = replace(hit, slots=replace(hit.slots, year=self.anchor.year - int(n)), end=after.end)
        return self._single(dated, self.hits.index(hit))

    def _aside(self, reading: Reading, hit: Hit) -> bool:
        """The report's own day at its head, a day still ahead, and what lies in a clause with "since" tell no story."""
        if self.anchor and reading.days.start and reading.days.start > self.anchor:
            return True
        if (self.anchor and reading.full and reading.days == Days.on(self.anchor)) or self._names(hit):
            return True
        if (hit.rule.resolver == "year" and self._of_thing(hit)) or self._of_old_thing(reading, hit):
            return True
        start = self.breaks[max(0, bisect_right(self.breaks, hit.start) - 1)]
        words = self.text[max(start, hit.lead - _LOOK_AHEAD_CUE) : hit.lead].lower().split()
        return any(self.lex.subordinators.get(w) == "since" for w in words)

    def _of_thing(self, hit: Hit) -> bool:
        """As in "On 3 May he left the pact of 1955": the story stays in May."""
        told = bisect_right(self.breaks, hit.start) == self.story.sentence and self.story.grain in FINE
        return told and not self.lex.owning.isdisjoint(self._word_before(hit))

    def _of_old_thing(self, reading: Reading, hit: Hit) -> bool:
        """As in "the bombing of July 2007" in a story of 2014, "the 1840s" in one of a certain day: it stays there."""
        if reading.grain in ("decade", "century"):
            return self.story.grain in FINE
        near, end = self.story.near or (self.anchor if reading.grain == "month" else None), reading.days.end
        if not reading.full or near is None or end is None or (near - end).days <= _OLD:
            return False
        return hit.rule.resolver in _DATED and not self.lex.owning.isdisjoint(self._word_before(hit))

    def _word_before(self, hit: Hit) -> list[str]:
        return self.text[max(0, hit.start - _DETERMINER) : hit.start].split()[-1:]

    def _looks_back(self, reading: Reading, hit: Hit) -> bool:
        """As in "troops moved in late May to retake the town, which it had lost on 3 March": the story stays in May."""
        near, sentence = self.story.near, bisect_right(self.breaks, hit.start)
        if near is None or sentence != self.story.sentence or not reading.days.end or reading.days.end >= near:
            return False
        return bool(self.lex.looks_back.search(self.text, self.story.end, hit.start))

    def _says_it(self, hit: Hit) -> bool:
        """As in "shot nine men on 27 August, the union said today": the story stays in August."""
        told = bisect_right(self.breaks, hit.start) == self.story.sentence and self.anchor is not None
        return told and bool(self.lex.says_it.search(self.text, self.story.end, hit.lead))

    def _names(self, hit: Hit) -> bool:
        """As in "the 27 November deal": a date that only says which one is meant."""
        if hit.rule.resolver not in _DATED or not self.lex.named.match(self.text, hit.end):
            return False
        words = (*self._word_before(hit), self.text[hit.start : hit.end].split()[0])
        return any(w.lower() in self.lex.determiners for w in words)

    def _range(self, a: Hit, b: Hit, i: int) -> TimePhrase | None:
        second = self._read(b, i + 1)
        near = dates.first_near(second.days.end) if second and second.full and second.days.end else None
        first = self._read(a, i, near if a.slots.year is None else None)
        if first is None or second is None:
            return None
        if first.full and b.slots.year is None and first.days.start:
            second = self._read(b, i + 1, dates.last_near(first.days.start)) or second
        if a.slots.year is None and b.slots.year is None:
            self._tell(first, a)
            second = self._read(b, i + 1) or second
        start, end = first.days.start, second.days.end
        if not (start and end and start <= end):
            start, end = None, None
        days = Days(start, end) if start and end else Days()
        value = f"{first.value}/{second.value}"
        whole = Reading(days, "span", value, second.basis, second.kind, full=second.full)
        self._tell(whole, a)
        left = _phrase(a, first, first.days, a.span)
        right = _phrase(b, second, second.days, b.span)
        outer = replace(a, end=b.end)
        return replace(_phrase(outer, whole, days, Span(a.lead, b.end)), parts=(left, right), relation="")

    def _reckoned(self, hit: Hit, after: Hit, i: int) -> TimePhrase | None:
        base, offset = self._read(after, i + 1), self._read(hit, i)
        if base is None or offset is None or after.rule.resolver not in POINTS:
            return None
        self._tell(base, after)
        inner = _phrase(after, base, base.days, after.span)
        days = self._reckoned_days(hit, offset, base)
        value = str(days.start) if days else None
        reading = replace(base, days=days, value=value, basis=base.basis if days else EVENT)
        outer = replace(hit, end=after.end)
        return replace(_phrase(outer, reading, days, Span(hit.lead, after.end)), parts=(inner,), relation="")

    def _reckoned_days(self, hit: Hit, offset: Reading, base: Reading) -> Days:
        """A day before or after another, or all between ("in the two weeks before 3 May", "the week to Friday")."""
        day = base.days.start
        if day is None or base.grain not in ("day", "part"):
            return Days()
        if hit.rule.resolver == "window_to":
            return relative.up_to(hit.slots, day)
        if offset.offset is None:
            return Days()
        other = cal.plus(day, offset.offset)
        lasting = hit.relation == "for" or (hit.slots.n is not None and (hit.slots.about or "").strip() == "the")
        return Days(other, cal.plus(day, -1)) if lasting and other < day else Days.on(other)


def _crosses(breaks: list[int], a: Hit, b: Hit) -> bool:
    return bisect_right(breaks, a.start) != bisect_right(breaks, b.start)


def _phrase(hit: Hit, reading: Reading, days: Days, span: Span) -> TimePhrase:
    relation = hit.relation if hit.rule.resolver in HELD | {"duration"} else ""
    return TimePhrase(
        span,
        days,
        reading.grain,
        reading.basis,
        reading.kind,
        hit.rule.name,
        reading.value,
        hit.span,
        relation,
        reading.offset,
        reading.days,
    )


def find_times(
    text: str, anchor: date | None, sentence_starts: Sequence[int] = (), hints: Iterable[Days] = ()
) -> tuple[TimePhrase, ...]:
    """Every time expression of ``text``, in order, resolved against ``anchor`` (the report's day) and each other.

    Offsets are code points into ``text``. ``sentence_starts`` are the offsets at which sentences begin (guessed from
    punctuation and line breaks when absent): no phrase crosses one. ``hints`` are days the text is known to be about
    (from its title): they fix the year of dates that have none where there is no anchor. Without an anchor relative
    phrases stay unresolved. Never raises for any text.
    """
    flat = plain(text)
    return _Finder(flat, anchor, tuple(hints), breaks_of(flat, sentence_starts)).run()
