"""Events without a time of their own: when the time of a neighbouring sentence holds for them, and when none does.

The rules come from counting what careful annotators did: what is told in the past tense goes on with the day told last,
for a few sentences in a report and for one in a history; sayings, states, aims and what is told in the perfect do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

from fogline.core.interval import Days
from fogline.read.document import Document
from fogline.read.times.attach import Event, Placed, follows_saying, opens, record_since, says, verb_of
from fogline.read.times.before import since_begun
from fogline.read.times.lexicon import lexicon
from fogline.read.tokens import Token

_LONGEST = 3  # days a phrase may span and still be the day of the story
_LONGEST_IN_STORY = 31
_HELD_BY = frozenset({"", "as_of", "between"})
_FRESH = 31  # days back from the report's own day that news reaches
_REACH = 8  # sentences a day carries on in a report
_STORY_REACH = 5
_STATE_REACH = 3  # sentences for a state told in the past tense
_ASIDE_REACH = 2  # sentences after which a report is back at the day of its lead
_SAME_EVENT_REACH = 14  # when the clause points back at "the attack"
_ASIDE = 5  # days
_LEAD = 1  # sentences before the last that any day told after it may date
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_CARRIED = frozenset({"meanwhile", "then", "since", "ref"})
_RUNNING = "nth-day.running"
_WINDOWS = frozenset({"window", "window.one"})


def carries(document: Document, placed: Placed, anchor: date | None) -> bool:
    """Whether the phrase tells a day that the next sentences may go on with."""
    phrase = placed.phrase
    if phrase.rule in _NOT_CARRIED or phrase.relation not in _HELD_BY:
        return False
    if phrase.kind == "duration" and phrase.rule not in _WINDOWS:
        return False
    start, end = phrase.days.start, phrase.days.end
    if not (start and end) or (end - start).days > _longest(placed, anchor) or phrase.precision == "week":
        return False
    if anchor is not None and not 0 <= (anchor - start).days <= _FRESH:
        return False
    if since_begun(document, placed):
        return False
    return not tells_of_saying(document, placed) and record_since(document, placed) is None


def as_told(placed: Placed) -> Placed:
    """What the next sentences go on with of "for a third day on Monday": the last day."""
    phrase = placed.phrase
    return replace(placed, phrase=phrase.parts[0]) if phrase.rule == _RUNNING and phrase.parts else placed


def _longest(placed: Placed, anchor: date | None) -> int:
    if placed.phrase.rule in _WINDOWS:
        return _FRESH
    return _LONGEST if anchor is not None else _LONGEST_IN_STORY


def tells_of_saying(document: Document, placed: Placed) -> bool:
    """Whether the phrase dates a saying: it follows its verb, or stands before it with no event told before."""
    if follows_saying(document, placed):
        return True
    govern = document.doc[placed.govern]
    if not says(govern) or placed.last >= govern.i:
        return False
    start = document.sentences[placed.sentence].start
    return opens(document, placed) or not any(t.pos_ == "VERB" for t in document.doc[start : placed.first])


def story_days(placed: list[Placed]) -> list[Placed]:
    """Those of a report that go on with its story: a day well before the one told last is an aside."""
    kept: list[Placed] = []
    for one in placed:
        start = one.phrase.days.start
        if kept and start and kept[-1].phrase.days.start and (kept[-1].phrase.days.start - start).days > _ASIDE:
            continue
        kept.append(one)
    return kept


def goes_on(head: Token) -> bool:
    """Whether the trigger, or the verb a noun hangs on, is told in the simple past or as a participle, no aim."""
    verb = verb_of(head)
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "cop")}
    tags = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass", "cop")}
    if "MD" in tags or "TO" in tags or helpers & {"have", "has", "had"} or tags & {"VBZ", "VBP"}:
        return False
    return verb.tag_ in ("VBD", "VBN", "VBG") or "VBD" in tags


def neighbour(document: Document, event: Event, carried: list[Placed], anchor: date | None) -> Days:
    """The days taken over from a neighbouring sentence, empty when no rule gives any."""
    head = document.doc[event.head]
    if event.speech:
        return Days()
    immediate = lexicon().immediate
    if any(t.lemma_.lower() in immediate for t in document.tokens_in(event.clause)) or (
        within_incident(document, event) and not _ahead(head)
    ):
        return taken_over(document, event, carried, anchor)
    if anchor is not None and not _ahead(head) and not told_before(document, event, carried):
        return _next_day(document, event, carried) if not event.state else Days()
    if not goes_on(head) or (event.state and not _beside(document, event, carried, anchor)):
        return Days()
    return taken_over(document, event, carried, anchor)


def told_before(document: Document, event: Event, carried: list[Placed]) -> list[Placed]:
    """The days told before the trigger, in text order."""
    here = document.sentence_of(event.head).index
    return [p for p in carried if p.first < event.head and p.sentence <= here]


def fresh(document: Document, event: Event, carried: list[Placed]) -> Days:
    """A lead told in the perfect whose own date is that of the saying: the sentence after it tells the day."""
    helpers = {c.lower_ for c in document.doc[event.head].children if c.dep_ in ("aux", "auxpass")}
    lead = not event.speech and bool(helpers & {"have", "has"}) and not told_before(document, event, carried)
    return _next_day(document, event, carried) if lead else Days()


def substance(tokens: Iterable[Token]) -> frozenset[str]:
    """The words that say what is told, without those of saying."""
    return frozenset(t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB") and not says(t))


def of_another_deed(document: Document, event: Event, placed: Placed) -> bool:
    """As in "A truce took effect on Tuesday" after a killing that is told further down a report: it has its own day."""
    if _in_lead(document, event.head):
        return False
    there = document.sentences[placed.sentence]
    return substance(document.tokens_in(event.clause)).isdisjoint(substance(document.doc[there.start : there.end]))


def _in_lead(document: Document, head: int) -> bool:
    """In the first or second sentence that tells anything: a date and a headline above it are none."""
    above = document.sentences[: document.sentence_of(head).index]
    telling = (s for s in above if any(t.tag_ in _FINITE for t in document.doc[s.start : s.end]))
    return sum(1 for _ in islice(telling, _LEAD + 1)) <= _LEAD


def _next_day(document: Document, event: Event, carried: list[Placed]) -> Days:
    """A lead without a day, told in any tense ("has killed ten"), is dated by the sentence after it."""
    here = document.sentence_of(event.head).index
    after = [p for p in carried if p.sentence == here + 1 and not of_another_deed(document, event, p)]
    return after[0].phrase.days if after else Days()


def _beside(document: Document, event: Event, carried: list[Placed], anchor: date | None) -> bool:
    """Whether a state told in the past tense stands close enough to the day told last to hold on it."""
    before = told_before(document, event, carried)
    return anchor is None or bool(
        before and document.sentence_of(event.head).index - before[-1].sentence <= _STATE_REACH
    )


def _ahead(head: Token) -> bool:
    """An aim or what may come: "would leave", "to leave"."""
    head = verb_of(head)
    return head.tag_ == "VB" or any(c.tag_ in ("MD", "TO") for c in head.children if c.dep_ in ("aux", "auxpass"))


def taken_over(document: Document, event: Event, carried: list[Placed], anchor: date | None) -> Days:
    """The days of the story where the event is told: those told last, a report's lead after that, else those next."""
    here = document.sentence_of(event.head).index
    before = told_before(document, event, carried)
    if before and anchor is None:
        return _in_story(document, event, before[-1])
    if before:
        reach = _SAME_EVENT_REACH if same_event(document, event) else _REACH
        return _told(before, here).phrase.days if here - before[-1].sentence <= reach else Days()
    return _next_day(document, event, carried) if anchor is not None else Days()


def _told(before: list[Placed], here: int) -> Placed:
    """The day told last; after an aside on another day the report is back at that of its lead."""
    last, lead = before[-1], before[0]
    aside = not last.phrase.days.meets(lead.phrase.days) and here - last.sentence > _ASIDE_REACH
    return lead if aside else last


def _in_story(document: Document, event: Event, told: Placed) -> Days:
    """In a text without a day of its own a day holds for its paragraph."""
    far = document.sentence_of(event.head).index - told.sentence > _STORY_REACH
    broken = "\n" in document.plain[told.phrase.span.end : event.clause.start]
    return Days() if far or broken else told.phrase.days


def within_incident(document: Document, event: Event) -> bool:
    """As in "during the attack", "after the blasts": on the day of the event the report is about."""
    lex = lexicon()
    return any(
        t.dep_ == "pobj"
        and t.lemma_.lower() in lex.incidents
        and t.head.lower_ in lex.in_incident
        and t.head.i > event.head
        and any(c.lower_ in ("the", "this", "that") for c in t.children)
        for t in document.tokens_in(event.clause)
    )


def same_event(document: Document, event: Event) -> bool:
    """Whether the clause speaks of "the attack": the event the report is about."""
    incidents = lexicon().incidents
    return any(
        t.lemma_.lower() in incidents and any(c.lower_ == "the" for c in t.children)
        for t in document.tokens_in(event.clause)
        if t.children
    )
