"""The report's own day, and the time of an event in its sentence, its neighbours and its story."""

from datetime import date

import pytest

from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import parse
from fogline.read.times import Times, anchor_of
from fogline.read.times.anchor import printed_date
from fogline.read.times.lexicon import lexicon

SATURDAY = "2024-11-30"


def report(text, published=SATURDAY, **more):
    return Report(id="r1", text=text, published=published, **more)


def read(text, trigger, clause=None, published=SATURDAY, speech=False, state=False, said=None, title=""):
    (document,) = parse([report(text, published, title=title)])
    at = text.index(trigger)
    span = Span(text.index(clause), text.index(clause) + len(clause)) if clause else document.sentence_at(at).span
    return Times(document).of_event(document.token_at(at).i, span, speech, said, state)


ANCHORS = [
    ("Shells fell on Friday.", SATURDAY, date(2024, 11, 30), None),
    ("Fri Nov 29 2024 Shells fell.", SATURDAY, date(2024, 11, 30), None),
    ("Thu Aug 8 2019 Shells fell.", SATURDAY, date(2019, 8, 8), "times.date-contradicted"),
    ("HERAT, Afghanistan (July 6, 2012) - A patrol was hit.", None, date(2012, 7, 6), None),
    ("Monday, January 7, 2019\n\nShells fell.", None, date(2019, 1, 7), None),
    ("Shells fell on 4 May 2019.", None, None, "times.no-date"),
    ("Shells fell.", "last week", None, "times.date-unreadable"),
    ("5-11-2024 Shells fell.", "2024-11-25", date(2024, 11, 25), None),
]


@pytest.mark.parametrize(("text", "published", "day", "code"), ANCHORS)
def test_the_day_of_a_report(text, published, day, code):
    found, problem = anchor_of(report(text, published))
    assert found == day
    assert (problem.code if problem else None) == code


def test_a_work_of_reference_has_no_day():
    day, problem = anchor_of(report("The town fell on 4 May.", outlet="Wikipedia"))
    assert day is None
    assert problem.code == "times.reference"


HEADS = lexicon().heads


@pytest.mark.parametrize("text", [t for r in HEADS for t in r.yes])
def test_a_date_printed_at_the_head_is_the_reports(text):
    assert printed_date(text) is not None


@pytest.mark.parametrize("text", [t for r in HEADS for t in r.no])
def test_a_date_inside_a_sentence_is_not(text):
    assert printed_date(text) is None


def test_a_phrase_of_its_own_clause():
    time = read("Rockets killed nine people in the town on Friday.", "killed")
    assert (time.text, time.days, time.basis) == ("on Friday", Days.on(date(2024, 11, 29)), "stated")


def test_the_day_of_the_saying_is_not_the_days_of_the_event():
    time = read("The army said on Friday that rockets had killed nine people.", "killed", "rockets had killed nine people")
    assert not time.days


def test_the_day_of_the_saying_dates_a_speech_act():
    text = "The minister condemned the attack on the convoy and said on Friday it was a crime."
    said = Days.on(date(2024, 11, 29))
    assert read(text, "condemned", speech=True, said=said).days == said


def test_a_sentence_goes_on_with_the_day_told_last():
    time = read("Rockets hit the market on Friday. They killed nine people.", "killed")
    assert (time.text, time.days, time.basis) == (None, Days.on(date(2024, 11, 29)), "sentence")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rockets hit the market on Friday. The group has killed many people.", "killed"),
        ("Rockets hit the market on Friday. The army will retake it.", "retake"),
    ],
)
def test_the_perfect_and_the_future_do_not(text, trigger):
    assert not read(text, trigger).days


def test_since_a_war_began():
    time = read("More than 90,000 people have been killed since the war began in March 2015.", "killed")
    assert time.days == Days(date(2015, 3, 1), None)


def test_a_title_dates_a_history():
    time = read("On 9 April the rebels took the town.", "took", published=None, title="Battle of Ruma (2015)")
    assert time.days == Days.on(date(2015, 4, 9))


def test_the_day_of_a_saying():
    (document,) = parse([report("The ministry said on Friday that nine people had died. It denied the raid.")])
    times = Times(document)
    assert times.said_at(document.token_at(document.text.index("said")).i) == Days.on(date(2024, 11, 29))
    assert times.said_at(document.token_at(document.text.index("denied")).i) is None


def test_what_lies_years_back_is_background():
    (document,) = parse([report("Rebels took the town in 2012. Rockets hit it on Friday.")])
    times = Times(document)
    took, hit = (document.token_at(document.text.index(w)).i for w in ("took", "hit"))
    assert times.background(took, document.sentences[0].span)
    assert not times.background(hit, document.sentences[1].span)
