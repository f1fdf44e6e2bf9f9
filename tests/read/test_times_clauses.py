"""Which clause a date belongs to, and whose days a speaker counts: whole sentences, read as reports are."""

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.reader import read
from fogline.read.times.options import tense

SATURDAY = "2024-11-30"


def days(text, kind, published=SATURDAY):
    """The first and last day of the claims of the type, in order."""
    claims = next(iter(read([Report("r", text, "Daily Example", published)]))).claims
    return [(str(c.time.days.start), str(c.time.days.end)) for c in claims if c.type.value == kind]


NONE = ("None", "None")

# what is told in the present, or would come, has no day of what is told in the past
CLAUSES = [
    ("The Lions Brigade was founded in 2015 and is backed by Norland.", "support", [NONE]),
    ("The militia captured wide areas last year and is involved in an offensive near the border.", "clash", [NONE]),
    ("On Monday the two powers rejected a resolution so that aid could reach the besieged town.", "aid", [NONE]),
    ("The mayor said heavy shelling had forced the army from the hill which was now a ruin.", "shelling", [NONE]),
]
# but circumstances and "since" do date it
CIRCUMSTANCES = [
    ("The town remains under siege after the army closed the road on Friday.", "control", [("2024-11-29",) * 2]),
    (
        "This is the largest loss of civilian life since the alliance began its air campaign in 2014.",
        "assessment",
        [("2014-01-01", "None")],
    ),
]
# "since" opens what has come of it, and not what was done on the day itself
SINCE = [
    (
        "The clans, including fighters of the Lions Brigade, have fought the militia since the start of the year "
        "in fighting that has reportedly killed more than 600 people.",
        "toll",
        [("2024-01-01", "None")],
    ),
    (
        "The army has been battling the rebels since June 9, when they launched an offensive in the north.",
        "clash",
        [("2024-06-09", "None"), ("2024-06-09", "2024-06-09")],
    ),
]
# what is done in or after "Friday's bombing" has its day, what is said or done about it has not
THINGS = [
    (
        "Police said on Friday they had held five men over last week's bombing of a bus.",
        "bombing",
        [("2024-11-18", "2024-11-24")],
    ),
    ("The council condemned the 3 November attack on the camp.", "accusation", [NONE]),
    ("The council condemned the 3 November attack on the camp.", "attack", [("2024-11-03",) * 2]),
    ("The minister blamed the rebels for Tuesday's attack on the camp.", "accusation", [NONE]),
    ("The clans have accused the police of killing 12 men during Tuesday's march.", "accusation", [NONE]),
    ("Police have arrested five men over last week's bombing of a bus.", "detention", [NONE]),
    ("Six people were killed in Friday's attack on the camp.", "attack", [("2024-11-29",) * 2]),
]
# an hour of the night is of the days that the sentence names
NIGHTS = [
    (
        "Four people were killed by shelling in the night from Sunday to Monday.",
        "shelling",
        [("2024-11-24", "2024-11-25")],
    ),
]
# days that are counted from the day of the speech
SPOKEN = [
    (
        "The governor said on Thursday that 40 people had been killed in the past two days.",
        "toll",
        [("2024-11-27", "2024-11-28")],
    ),
    ('"Shells killed nine people today," the mayor said on Thursday.', "shelling", [("2024-11-28",) * 2]),
    (
        "The raid came one day after the so-called Free Council reported that 300 people had been killed "
        "in the past month.",
        "toll",
        [("2024-10-30", "2024-11-29")],
    ),
]
# days that are told in passing and are none of the story
PASSING = [
    (
        "It was the deadliest attack in the city since a bombing on 3 November. Gunmen killed five guards at the gate.",
        "clash",
        [NONE],
    ),
    (
        "A bomber blew himself up at a wedding late on Saturday. The hall was washed on Sunday morning. "
        "About 40 people were wounded, a doctor said.",
        "toll",
        [("2024-11-30",) * 2],
    ),
]


# nobody knows how many days later, and it was not on the day told last
ADRIFT = [
    ("A ceasefire came into force on Monday. Days later, shells killed two people.", "shelling", [NONE]),
    (
        "A ceasefire came into force on Monday. Hours later, shells killed two people.",
        "shelling",
        [("2024-11-25",) * 2],
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "expected"), ADRIFT + CLAUSES + CIRCUMSTANCES + THINGS + NIGHTS + SINCE + SPOKEN + PASSING
)
def test_the_days_of_a_clause(text, kind, expected):
    assert days(text, kind) == expected


def test_what_goes_on_is_told_in_the_tense_of_going_on():
    (document,) = parse([Report("r", "Its forces continue to hold the hill. They want to hold the hill.")])
    assert [tense(t) for t in document.doc if t.text == "hold"] == ["present", "ahead"]
