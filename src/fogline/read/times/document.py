"""The times of one document: its own day, its phrases, and the time of an event in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from fogline.core.claim import SPEECH_ACTS, ClaimTime, ClaimType, Modality
from fogline.core.interval import Days
from fogline.core.problem import Problem
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.raising import raises
from fogline.read.shares import share_of
from fogline.read.times import saying
from fogline.read.times.anchor import anchor_of, heads_at
from fogline.read.times.attach import (
    NEVER,
    Event,
    Placed,
    adrift,
    come_since,
    dates_saying,
    days_for,
    place,
    rank,
    reckoned,
    says,
)
from fogline.read.times.find import find_times
from fogline.read.times.history import tells_history
from fogline.read.times.inherit import (
    as_told,
    carries,
    fresh,
    neighbour,
    story_days,
    taken_over,
    tells_of_saying,
    told_before,
)
from fogline.read.times.lasting import lasted
from fogline.read.times.later import occurred, of_other_times, of_period, told_later
from fogline.read.times.options import Asked, Case, Ground
from fogline.read.times.reading import TimePhrase
from fogline.read.times.scorer import learned
from fogline.read.tokens import Token
from fogline.vocab import load

STATES = frozenset({ClaimType.ASSESSMENT, ClaimType.CONTROL})
_FAR = 31  # days before the report from which an event is background, and that a stretch may last to end as news
_SUMMED = (ClaimType.TOLL, ClaimType.DISPLACEMENT)


def _opens_span(token: Token) -> bool:
    return token.lower_ in load("en/event_links.yaml")["since_when"]["since"]


@cache
def _parting() -> frozenset[str]:
    return frozenset(load("en/reporting.yaml")["parting"])


@cache
def _outbreak() -> re.Pattern[str]:
    return re.compile(load("en/times.yaml")["outbreak"]["pattern"])


@cache
def outset() -> re.Pattern[str]:
    """How a sentence opens that tells how a war began."""
    return re.compile(load("en/times.yaml")["outset"]["pattern"])


@cache
def all_along() -> re.Pattern[str]:
    """What a sentence has that counts for a whole war: "since the war began"."""
    return re.compile(load("en/times.yaml")["all_along"]["pattern"])


class Times:
    """Built once per document. ``anchor`` is the report's day (``problem`` says what is wrong with it)."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchor, self.problem = anchor_of(document.report, document.text)
        self._bests: dict[Event, Placed | None] = {}
        starts = [s.span.start for s in document.sentences]
        hints = self._hints()
        self.phrases: tuple[TimePhrase, ...] = find_times(document.plain, self.anchor, starts, hints)
        if self.anchor is not None and tells_history(self.phrases, hints, self.anchor):
            told = "A history has no day of its own; its dates stand alone."
            self.anchor, self.problem = None, Problem("times.reference", told, document.report.id)
            self.phrases = find_times(document.plain, None, starts, hints)

    def _hints(self) -> list[Days]:
        """The days that the title names."""
        title = self.document.report.title
        return [p.days for p in find_times(title, None) if p.days] if title else []

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every phrase with its place in the parse."""
        return tuple(p for p in (place(self.document, f) for f in self.phrases) if p is not None)

    def said_at(self, cue: int) -> Days | None:
        """The day of the saying for the reporting word at token ``cue``; ``None`` when it has no date of its own."""
        here = self._in_sentence(self.document.sentence_of(cue).index)
        found = [p.phrase.days for p in here if saying.may_date(p) and saying.dates(self.document, p, cue)]
        return min(found, key=saying.length, default=None) or self._reckoned_saying(here, cue)

    def _reckoned_saying(self, here: Iterable[Placed], cue: int) -> Days | None:
        """As in "a day after the mayor announced it": reckoned from the day of the sentence."""
        for p in here:
            if p.phrase.offset is not None and not p.phrase.days and saying.leads(self.document, p, cue):
                clause = Span(self.document.doc[cue].idx, self.document.doc[cue].idx + 1)
                return reckoned(p.phrase, self._main_day(Event(cue, clause, False, False))) or None
        return None

    def speakers(self, spoken: Iterable[saying.Spoken]) -> saying.Speakers:
        """Who goes on with the day of a saying: see ``Speakers``."""
        return saying.Speakers(self.document, spoken, dated=self.anchor is not None)

    def _in_sentence(self, index: int) -> Sequence[Placed]:
        return self._rows.get(index, ())

    @cached_property
    def _rows(self) -> dict[int, list[Placed]]:
        """The phrases of each sentence that may date an event."""
        found: dict[int, list[Placed]] = {}
        for p in self._free:
            found.setdefault(p.sentence, []).append(p)
        return found

    @cached_property
    def _heads(self) -> frozenset[int]:
        """Where the text prints its own day: it dates the report, not an event."""
        return frozenset(
            p.core.start
            for p in self.phrases[:2]
            if p.rule.startswith("date") and (heads_at(self.document.plain, p.core) or self._datelined(p))
        )

    def _datelined(self, phrase: TimePhrase) -> bool:
        dateline = self.document.dateline
        return dateline is not None and dateline.covers(phrase.core)

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self.document, self.anchor, self._free, self._carried, bool(self._heads))

    @cached_property
    def _free(self) -> tuple[Placed, ...]:
        return tuple(p for p in self.placed if p.phrase.core.start not in self._heads)

    def case(
        self,
        head: int,
        clause: Span,
        kind: ClaimType,
        mood: Modality,
        said: Days | None,
    ) -> Case:
        """Every option of an event's days, for the scorer."""
        speech, state = kind in SPEECH_ACTS, mood is Modality.ONGOING or kind in STATES
        picked = self.by_rules(head, clause, speech, said, state)
        said = said or (self.said_at(head) if speech else None)
        return Case(self._ground, Asked(Event(head, clause, speech, state), kind, mood, said, picked))

    def of_event(
        self, head: int, clause: Span, kind: ClaimType, mood: Modality, said: Days | None
    ) -> tuple[ClaimTime, str]:
        """The time of the event whose trigger is token ``head`` and whose evidence is ``clause``, and by which rule.

        The learned weights choose among what the sentence, its neighbours, the speaker and the report offer. Where they
        choose none, a speech act and a state told in the present have the day of their saying (codebook, "Time of a
        saying"). Without weights the rules (``by_rules``) decide alone.
        """
        if (own := self._agreed(head, kind)) is not None:
            phrase = own.phrase
            return ClaimTime(self.document.quote(phrase.span), phrase.days, "stated"), f"stated/{phrase.rule}"
        done = mood is Modality.ACTUAL and kind is not ClaimType.AGREEMENT
        if done and (went := self._lasted(head, clause)) is not None:
            return went, "stated/lasting"
        case = self.case(head, clause, kind, mood, said)
        scorer = learned()
        if scorer is None:
            return case.asked.picked, case.asked.picked.basis or ""
        option, _ = scorer.choose(case)
        if kind is ClaimType.TOLL and option.text is not None and self._of_some(head, option.text):
            del case.options[option.days]
            option, _ = scorer.choose(case)
        if option.text is None and (self._began_war(clause) or self._all_along(head, kind)):
            return ClaimTime(), "outbreak"
        if (raised := self._beside_raising(head, option.text)) is not None:
            return raised, "stated/raising"
        if option.text is None and of_other_times(self.document.doc[head]):
            return ClaimTime(), "other times"
        if not option.days:
            option = case.said_day() or option
        if not option.days and (found := self._otherwise(head, kind, mood)) is not None:
            days, rule = found
            return ClaimTime(None, days, "sentence"), f"sentence/{rule}"
        days = Days(option.days.start, None) if self._come_since(head, option.text) else option.days
        days = self._day_of_name(head) or days
        return ClaimTime(option.text, days, option.basis), f"{option.basis}/{option.rule}"

    def _lasted(self, head: int, clause: Span) -> ClaimTime | None:
        """The days of "two days of clashes"."""
        here = self.document.sentence_of(head).index
        if here not in self._lengths:
            return None
        main = self._main_day(Event(head, clause, False, False)) if self.anchor is not None else Days()
        found = lasted(self.document, head, self._lengths[here], main)
        return ClaimTime(self.document.quote(found.placed.phrase.core), found.days, "stated") if found else None

    @cached_property
    def _lengths(self) -> dict[int, Sequence[Placed]]:
        """The phrases of each sentence that tells of a length or a day counted."""
        counted = {p.sentence for p in self._free if p.phrase.kind == "duration" or p.phrase.rule.startswith("nth")}
        return {i: self._in_sentence(i) for i in counted}

    def _otherwise(self, head: int, kind: ClaimType, mood: Modality) -> tuple[Days, str] | None:
        """The days of an event that no option has any for, and by which rule."""
        if shared := self._parted(head):
            return shared, "parts"
        if later := self._later(head, kind, mood):
            return later, "later"
        month = of_period(self.document, head, kind, self._free) if self.anchor is not None else Days()
        return (month, "period") if month else None

    def _agreed(self, head: int, kind: ClaimType) -> Placed | None:
        """As in "agreed on Monday to a truce, a mediator said": the verb tells a deed here, and no saying."""
        if kind is not ClaimType.AGREEMENT or not says(self.document.doc[head]):
            return None
        here = self._in_sentence(self.document.sentence_of(head).index)
        return next((p for p in here if p.govern == head), None)

    @cached_property
    def _raisings(self) -> dict[int, int]:
        """The verbs that raise a toll, by the index of their sentence."""
        found = (t.i for t in self.document.doc if t.tag_ == "VBG" and raises(t))
        return {self.document.sentence_of(i).index: i for i in found}

    def _beside_raising(self, head: int, text: str | None) -> ClaimTime | None:
        """As in "nine were found on Monday, raising the toll to 90 since May": each side has its own day."""
        verb = self._raisings.get(self.document.sentence_of(head).index) if self._raisings else None
        if verb is None or head > verb:
            return None
        if head == verb:
            return self._raised_since(head)
        here = self._in_sentence(self.document.sentence_of(head).index)
        after = [p for p in here if p.first > verb and self.document.quote(p.phrase.span) == text]
        before = [p for p in here if p.last < verb and not tells_of_saying(self.document, p)]
        if not after or len(before) != 1:
            return None
        return ClaimTime(self.document.quote(before[0].phrase.span), before[0].phrase.days, "stated")

    def _of_some(self, head: int, text: str) -> bool:
        """As in "Thirty were killed, 12 of them in a raid on Friday": the day of the twelve."""
        here = self._in_sentence(self.document.sentence_of(head).index)
        first = next((p.first for p in here if self.document.quote(p.phrase.span) == text), head)
        return any(share_of(b) is not None for b in self.document.doc[head + 1 : first])

    def _raised_since(self, head: int) -> ClaimTime | None:
        here = self._in_sentence(self.document.sentence_of(head).index)
        since = next(
            (t.i for t in self.document.doc[head : self.document.sentence_of(head).end] if _opens_span(t)), None
        )
        found = next((p for p in here if since is not None and p.last >= since and p.phrase.days.start), None)
        if found is None:
            return None
        return ClaimTime(self.document.quote(found.phrase.span), Days(found.phrase.days.start, None), "stated")

    def _parted(self, head: int) -> Days:
        """As in "Of the dead, nine were boys": the days of the figure that the sentence before gave."""
        here = self.document.sentence_of(head)
        opening = [t.lower_ for t in self.document.doc[here.start : here.start + 3]]
        if _parting().isdisjoint((" ".join(opening[:2]), " ".join(opening))):
            return Days()
        told = (p for p in self._in_sentence(here.index - 1) if not tells_of_saying(self.document, p))
        found = {p.phrase.days for p in told if p.phrase.days}
        return found.pop() if len(found) == 1 else Days()

    def _later(self, head: int, kind: ClaimType, mood: Modality) -> Days:
        """The day that the report tells further down, where none of its story is told before the event."""
        first = self._carried[0].sentence if self._carried else None
        if not self._occurred or (first is not None and first <= self.document.sentence_of(head).index):
            return Days()
        return told_later(self.document, head, kind, mood, self._occurred)

    @cached_property
    def _occurred(self) -> list[Placed]:
        return occurred(self.document, self._free) if self.anchor is not None else []

    def _day_of_name(self, head: int) -> Days:
        """As in "since the October 7 attack": the attack itself was on that day."""
        noun = self.document.doc[head]
        here = self._in_sentence(self.document.sentence_of(head).index) if noun.pos_ == "NOUN" else ()
        named = (p for p in here if p.phrase.relation and p.phrase.inner and p.last < head)
        return next((p.phrase.inner for p in named if noun.is_ancestor(self.document.doc[p.last])), Days())

    def _come_since(self, head: int, text: str | None) -> bool:
        """Do the words date the beginning of what the event has come of?"""
        placed = self._in_sentence(self.document.sentence_of(head).index) if text else ()
        return any(self.document.quote(p.phrase.span) == text and come_since(self.document, p, head) for p in placed)

    def by_rules(self, head: int, clause: Span, speech_act: bool, said: Days | None, state: bool) -> ClaimTime:
        """The time of an event as the rules alone give it.

        A phrase of the sentence that hangs on the trigger, stands in its evidence or opens its sentence gives the time
        ("stated"); one that dates the saying gives it to speech acts and to states told in the present alone.
        Otherwise the time of a neighbouring sentence is taken over by rule ("sentence"), or there is none.
        """
        event = Event(head, clause, speech_act, state)
        best = self._best(event)
        if best is not None and best.phrase.offset is not None and not best.phrase.days:
            days = reckoned(best.phrase, self._main_day(event))
            return ClaimTime(self.document.quote(best.phrase.span), days, "stated") if days else ClaimTime()
        if best is not None:
            return ClaimTime(self.document.quote(best.phrase.span), days_for(self.document, best, event), "stated")
        said = said or (self.said_at(head) if speech_act else None)
        if (speech_act or state) and said:
            return ClaimTime(None, said, "sentence")
        return self._inherited(event)

    def _main_day(self, event: Event) -> Days:
        """The day distances are reckoned from: that of the story so far, else the report's."""
        carried = self._carried_to(event)
        if not told_before(self.document, event, carried) and self.anchor is not None:
            return Days.on(self.anchor)
        return taken_over(self.document, event, carried, self.anchor)

    def _carried_to(self, event: Event) -> list[Placed]:
        """The days that the story goes on with where the event is told."""
        home, ground = self._index(event), self._ground
        return [p for p in self._carried if not ground.parted(p, home)] if ground.partings else self._carried

    def _best(self, event: Event) -> Placed | None:
        if event not in self._bests:
            self._bests[event] = self._nearest(event)
        return self._bests[event]

    def _nearest(self, event: Event) -> Placed | None:
        index = self._index(event)
        ranked = [(rank(self.document, p, event), n, p) for n, p in enumerate(self._in_sentence(index))]
        ranked = [r for r in ranked if r[0] < NEVER]
        return min(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _index(self, event: Event) -> int:
        return self.document.sentence_of(event.head).index

    def _inherited(self, event: Event) -> ClaimTime:
        if any(adrift(self.document, p) for p in self._in_sentence(self._index(event))):
            return ClaimTime()
        if any(dates_saying(self.document, p, event.head) for p in self._in_sentence(self._index(event))):
            days = fresh(self.document, event, self._carried) if self.anchor is not None else Days()
            return ClaimTime(None, days, "sentence") if days else ClaimTime()
        if self.anchor is not None and self._reckons(event):
            return ClaimTime(None, self._main_day(event), "sentence")
        days = neighbour(self.document, event, self._carried_to(event), self.anchor)
        return ClaimTime(None, days, "sentence") if days else ClaimTime()

    def _reckons(self, event: Event) -> bool:
        """Whether the event is what a distance is reckoned from: "Rebels entered four days after the raid"."""
        doc = self.document.doc
        return not event.state and any(
            p.phrase.offset is not None
            and not p.phrase.days
            and p.first > event.head
            and event.head in (p.govern, doc[p.govern].head.i)
            for p in self._in_sentence(self._index(event))
        )

    @cached_property
    def _carried(self) -> list[Placed]:
        placed = (as_told(p) for p in self._free)
        found = [p for p in placed if carries(self.document, p, self.anchor)]
        return story_days(found) if self.anchor is not None else found

    def _began_war(self, clause: Span) -> bool:
        """As in "the attack on the south that triggered the war"."""
        return any(clause.covers(told) for told in self._outbreaks)

    @cached_property
    def _outbreaks(self) -> tuple[Span, ...]:
        return tuple(Span(*m.span()) for m in _outbreak().finditer(self.document.plain))

    def _all_along(self, head: int, kind: ClaimType) -> bool:
        """As in "90 have been killed since the war began", "It began when gunmen stormed the south"."""
        here = self.document.sentence_of(head).span.of(self.document.plain)
        if outset().search(here):
            return True
        so_far = kind in _SUMMED or any(c.lemma_ == "have" for c in self.document.doc[head].lefts)
        return so_far and all_along().search(here) is not None

    def background(self, head: int, clause: Span) -> bool:
        """Whether the dating puts the event well before the report's day."""
        if self._began_war(clause):
            return True
        found = self._best(Event(head, clause, False, False))
        if found is None or self.anchor is None or not (start := found.phrase.days.start):
            return False
        end = found.phrase.days.end
        last = end if end is not None and (end - start).days <= _FAR else start
        return (self.anchor - last).days > _FAR
