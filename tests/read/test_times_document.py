"""The report's own day, and the time of an event in its sentence, its neighbours and its story."""

from datetime import date

import pytest

from fogline.core.claim import Attribution
from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import parse
from fogline.read.times import Spoken, Times, anchor_of
from fogline.read.times.anchor import printed_date
from fogline.read.times.lexicon import lexicon
from fogline.vocab import load

SATURDAY = "2024-11-30"


def report(text, published=SATURDAY, **more):
    return Report(id="r1", text=text, published=published, **more)


def read(text, trigger, clause=None, published=SATURDAY, speech=False, state=False, said=None, title=""):
    (document,) = parse([report(text, published, title=title)])
    at = text.index(trigger)
    span = Span(text.index(clause), text.index(clause) + len(clause)) if clause else document.sentence_at(at).span
    return Times(document).by_rules(document.token_at(at).i, span, speech, said, state)


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


@pytest.mark.parametrize("name", load("en/times.yaml")["reference_names"]["yes"])
def test_a_work_of_reference_by_its_name(name):
    assert anchor_of(report("The town fell on 4 May.", outlet=name.title()))[0] is None


@pytest.mark.parametrize("name", load("en/times.yaml")["reference_names"]["no"])
def test_no_work_of_reference_by_its_name(name):
    assert anchor_of(report("The town fell on 4 May.", outlet=name.title()))[0] == date(2024, 11, 30)


HISTORY = "The siege of Amadi began on 3 March 1968. On 9 April the airfield fell. By 20 April the town was lost."
HISTORIES = [
    (HISTORY, "The siege of Amadi", True),
    ("Dawn, 9 April: the airfield falls.", "Amadi, hour by hour, 3-9 April 1968", True),
    (HISTORY + " On Friday it was remembered.", "The siege of Amadi", False),
    (HISTORY + " A second siege began on 2 November 2024.", "The siege of Amadi", False),
    ("The party was banned in May 1968. A bomb killed nine.", "Bomb kills nine", False),
    ("Bombs fell since May 1968. On 3 November a truce held, on 9 November it broke.", "Truce breaks", False),
    ("On 3 November a truce held, on 9 November it broke, on 12 November it was mended.", "A truce of 1968", False),
]


@pytest.mark.parametrize(("text", "title", "history"), HISTORIES)
def test_a_history_has_no_day(text, title, history):
    (document,) = parse([report(text, title=title)])
    assert (Times(document).anchor is None) is history


def test_the_dates_of_a_history_stand_alone():
    (document,) = parse([report(HISTORY, title="The siege of Amadi")])
    assert [p.days for p in Times(document).phrases][1:] == [
        Days.on(date(1968, 4, 9)),
        Days(None, date(1968, 4, 20)),
    ]


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
    time = read(
        "The army said on Friday that rockets had killed nine people.", "killed", "rockets had killed nine people"
    )
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


def day(n, month=11):
    return Days.on(date(2024, month, n))


SAID = [
    ("The ministry said on Friday that nine had died.", "said", day(29)),
    ("On Friday the ministry said nine had died.", "said", day(29)),
    ("The ministry, which runs the port, on Friday denied the raid.", "denied", day(29)),
    ("Over the past two days the ministry denied the raids.", "denied", Days(date(2024, 11, 29), date(2024, 11, 30))),
    ("On Friday troops took the ridge and claimed the pass.", "claimed", day(29)),
    ("Norway moved on Friday to end the row, saying it would send aid.", "saying", day(29)),
    ("Meanwhile, the ministry said nine had died.", "said", None),
    ("On Friday, according to the mayor, nine people died.", "according", None),
    ('"On Friday nine people were killed" the mayor said.', "said", None),
    ("Also on Friday state radio said nine had died.", "said", day(29)),
    ("Nine died, the ministry said in a bulletin posted on its site on Friday.", "said", day(29)),
    ("The minister cited the treaty, speaking to reporters on Friday.", "cited", day(29)),
    ("The minister met envoys on Friday, praising the truce and calling the raid a crime.", "calling", day(29)),
    ("Shells hit Ruma on Friday a day after the mayor announced a truce.", "announced", day(28)),
    ("The mayor said, after troops had left Ruma on Friday, that nine had died.", "said", None),
]


@pytest.mark.parametrize(("text", "cue", "said"), SAID)
def test_which_date_is_that_of_the_saying(text, cue, said):
    (document,) = parse([report(text)])
    assert Times(document).said_at(document.token_at(text.index(cue)).i) == said


def test_a_speaker_goes_on_with_the_day_of_the_saying():
    text = "The mayor said on Friday that nine had died. He added that two were missing. The police said the road was shut."
    (document,) = parse([report(text)])
    times = Times(document)
    cues = [document.token_at(text.index(w)).i for w in ("said on", "added", "said the")]
    sources = ("mayor", "mayor", "police")
    speakers = times.speakers(Spoken(c, s, s, times.said_at(c)) for c, s in zip(cues, sources, strict=True))
    assert [speakers.said(s, c) for s, c in zip(sources, cues, strict=True)] == [day(29), day(29), None]
    first, outlet = speakers.dated((Attribution("mayor"), Attribution("Radio Ruma")), cues[1])
    assert (first.said, outlet.said) == (day(29), None)
    assert speakers.dated((), cues[1]) == ()


def test_who_is_passed_on_spoke_when_he_was_quoted():
    (document,) = parse([report("State radio quoted a colonel on Friday as saying the port had fallen.")])
    chain = (Attribution("a colonel"), Attribution("State radio", said=day(29)))
    assert Times(document).speakers(()).dated(chain, 0)[0].said == day(29)


def test_a_speaker_is_known_by_part_of_the_name():
    text = "Radio Ruma reported on Friday that nine had died. Ruma said two were missing. Sahm said the road was shut."
    (document,) = parse([report(text)])
    cue = document.token_at(text.index("reported")).i
    speakers = Times(document).speakers([Spoken(cue, "Radio Ruma", "Radio Ruma", day(29))])
    assert speakers.said("RR", len(document.doc) - 1, "the Ruma") == day(29)
    assert speakers.said("Sahm", len(document.doc) - 1, "Sahm") is None


def test_a_speaker_does_not_go_on_for_ever():
    text = "The mayor said on Friday that nine had died. " + "Roads were shut. " * 12 + "The mayor said it was over."
    (document,) = parse([report(text)])
    times = Times(document)
    cues = [document.token_at(i).i for i in (text.index("said"), text.rindex("said"))]
    speakers = times.speakers(Spoken(c, "mayor", "The mayor", times.said_at(c)) for c in cues)
    assert speakers.said("mayor", cues[1]) is None


INHERITED = [
    # After an aside on another day the report is back at the day of its lead.
    (
        "Rockets hit the port on Friday. A convoy was hit on Wednesday. It burned. It sank. Crews fought the blaze.",
        "fought",
        day(29),
    ),
    ("Rockets hit the port on Friday. A convoy was hit on Wednesday. It burned.", "burned", day(27)),
    # A lead without a day is dated by the sentence after it, in any tense.
    ("Rockets have killed nine people in Ruma. They hit the market on Friday.", "killed", day(29)),
    ("Rockets have killed nine people, a doctor said on Saturday. They hit the market on Friday.", "killed", day(29)),
    ("Rockets may kill many people in Ruma. They hit the market on Friday.", "kill", Days()),
    # The day of the event that is named.
    ("A raid hit the port on Friday. Two ships have been sunk during the raid.", "sunk", day(29)),
    ("A raid hit the port on Friday. Two ships have been sunk.", "sunk", Days()),
    # Distances: the event told from is on the report's day, the other lies before it.
    ("Rebels entered Ruma four days after the army left the port.", "entered", day(30)),
    ("Rebels entered Ruma four days after the army left the port.", "left", day(26)),
    # Hours ahead are today's; what a noun hangs on tells its tense.
    ("Buses arrive within the coming hours.", "arrive", Days.on(date(2024, 11, 30))),
    ("Rebels left Ruma on Friday. A raid on the port followed.", "raid", day(29)),
    ("Rebels left Ruma on Friday. A raid on the port may follow.", "raid", Days()),
    ("They are now in Ruma.", "are", Days(None, date(2024, 11, 30))),
    # A year is over before what comes after it.
    ("Troops were sent to Ruma after 2011.", "sent", Days(date(2012, 1, 1), None)),
]


@pytest.mark.parametrize(("text", "trigger", "days"), INHERITED)
def test_days_taken_over(text, trigger, days):
    assert read(text, trigger).days == days


STATES = [
    ("The war that broke out in March 2015 has killed thousands.", "killed", False, Days(date(2015, 3, 1), None)),
    ("The war broke out in March 2015.", "broke", True, Days(date(2015, 3, 1), None)),
    ("The war broke out in March 2015.", "broke", False, Days(date(2015, 3, 1), date(2015, 3, 31))),
    ("Rockets hit Ruma on Friday. Rebels held the port.", "held", True, day(29)),
    ("Rockets hit Ruma on Friday. Rebels hold the port.", "hold", True, Days()),
    ("On Friday it was clear that rebels held the port.", "held", True, day(29)),
]


@pytest.mark.parametrize(("text", "trigger", "state", "days"), STATES)
def test_states_and_beginnings(text, trigger, state, days):
    assert read(text, trigger, state=state).days == days


def test_a_speech_act_is_dated_by_its_own_verb():
    text = "The mayor, who fled in May, on Friday condemned the raid."
    assert read(text, "condemned", "condemned the raid", speech=True).days == day(29)
