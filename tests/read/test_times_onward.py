"""Days counted on from one told: days of a month, stretches, weekdays of a story, lengths of an event."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.test_times_carried import days_of

from fogline.read.times import find_times

FRIDAY = date(2022, 1, 7)


def _found(text: str, anchor: date | None = FRIDAY) -> list[tuple[str, str, str]]:
    return [(text[p.span.start : p.span.end], str(p.days.start), str(p.days.end)) for p in find_times(text, anchor)]


@pytest.mark.parametrize(
    ("text", "phrase", "start", "end"),
    [
        # Days of a month, by number or word: of the month told, else the latest.
        ("On the 4th they left.", "On the 4th", "2022-01-04", "2022-01-04"),
        ("On the 20th they left.", "On the 20th", "2021-12-20", "2021-12-20"),
        ("By the 27th it was over.", "By the 27th", "None", "2021-12-27"),
        ("Since the 3rd our men have held it.", "Since the 3rd", "2022-01-03", "None"),
        ("Between the 3rd and the 5th soldiers came.", "Between the 3rd and the 5th", "2022-01-03", "2022-01-05"),
        ("It fell on 9 May 2015. On the 12th they left.", "On the 12th", "2015-05-12", "2015-05-12"),
        ("On the thirteenth it rained.", "On the thirteenth", "2021-12-13", "2021-12-13"),
        ("He asked for a ransom by the 14th.", "by the 14th", "None", "2022-01-14"),
        ("It fell on the fourth of May.", "on the fourth of May", "2021-05-04", "2021-05-04"),
        ("One was hit on the 17th of last month.", "on the 17th of last month", "2021-12-17", "2021-12-17"),
        ("It ends on the 21st of this month.", "on the 21st of this month", "2022-01-21", "2022-01-21"),
        # Stretches on from a day that were over before the report; what lies ahead.
        ("It fell on 2 January. Within three days they fled.", "Within three days", "2022-01-02", "2022-01-05"),
        ("It fell on 6 January. Within three days they fled.", "Within three days", "None", "None"),
        ("They will leave within two weeks.", "within two weeks", "2022-01-07", "2022-01-21"),
        ("It fell on Monday. Over the next two days they fled.", "Over the next two days", "2022-01-04", "2022-01-05"),
        ("It fell on Thursday. It will rain in the next two days.", "in the next two days", "2022-01-07", "2022-01-09"),
        ("He took power in 1999 and fell the next year.", "the next year", "2000-01-01", "2000-12-31"),
        # A weekday of the story; months and years of it.
        ("It began on 5 May 2021. On the Saturday it fell.", "On the Saturday", "2021-05-08", "2021-05-08"),
        ("It began on 5 May 2021. The following Monday it fell.", "following Monday", "2021-05-10", "2021-05-10"),
        (
            "It fell on 5 May 2015, closed since the previous December.",
            "since the previous December",
            "2014-12-01",
            "None",
        ),
        # Ahead; so long ago.
        ("The vote was put off until Monday.", "until Monday", "None", "2022-01-10"),
        ("Fighting went on until Monday.", "until Monday", "None", "2022-01-03"),
        ("Talks were set for Saturday.", "for Saturday", "2022-01-08", "2022-01-08"),
        ("On 19 April, two years ago, it fell.", "On 19 April, two years ago", "2020-04-19", "2020-04-19"),
        # A count of days up to one.
        ("They shelled it for a third day on Wednesday.", "for a third day on Wednesday", "2022-01-03", "2022-01-05"),
        ("They shelled it for a third day.", "for a third day", "2022-01-05", "2022-01-07"),
        ("05:00. Jets drop bombs.", "05:00", "2022-01-07", "2022-01-07"),
    ],
)
def test_a_day_counted_on(text: str, phrase: str, start: str, end: str) -> None:
    assert (phrase, start, end) in _found(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # After an aside on an older day a report is back at its news, but not while that night goes on.
        ("A bomb went off on Thursday. It killed more than one on 28 December. Mortars fell at dawn.", "2022-01-06"),
        ("A bomb went off on Thursday. The truce of 28 December held. Mortars fell at dawn.", "2022-01-06"),
        ("A bomb went off on 28 December. It was the second. Mortars fell at dawn.", "2021-12-28"),
        ("A bomb went off on Thursday. They came on the night of 3 January. They left at dawn.", "2022-01-04"),
    ],
)
def test_a_part_of_a_day_is_of_the_news(text: str, days: str) -> None:
    assert _found(text)[-1][1] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # What belongs to an old thing leaves the story where it is.
        ("It began in June 2014. They recall the bomb of July 2007. On 23 August it fell.", "2014-08-23"),
        ("It began in June 2014. They came in July 2016. On 23 August it fell.", "2016-08-23"),
        ("On 12 June 1982 it fell. Settlers came in the 1840s. Over the following two days it burned.", "1982-06-13"),
    ],
)
def test_an_old_thing_in_a_story(text: str, days: str) -> None:
    assert _found(text, None)[-1][1] == days


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Troops took Beni on Tuesday after three days of clashes with rebels.", "clash", ("2025-06-08", "2025-06-10")),
        ("Two days of clashes killed 40 people.", "clash", ("2025-06-11", "2025-06-12")),
        ("The town fell on Monday after a ten-day siege by rebels.", "control", ("2025-05-31", "2025-06-09")),
        ("The deal ended a siege of two years in Beni.", "control", ("2023-06-12", "2025-06-12")),
        ("It was the fourth day of fighting in Beni.", "clash", ("2025-06-09", "2025-06-12")),
        (
            "Nine people were killed on Monday, the third day of air strikes on Beni.",
            "air_strike",
            ("2025-06-07", "2025-06-09"),
        ),
        # How long a truce is to hold, and how old somebody is, date no event.
        ("Rebels broke a three-day ceasefire on Monday.", "agreement", ("2025-06-09", "2025-06-09")),
        # What was worst since a day has its own; a title is no superlative.
        ("Soldiers have surrounded First Vice President Lual since 5 March.", "control", ("2025-03-05", "None")),
        ("In its first gun battle since 1995 the army lost nine men in Beni.", "clash", ("None", "None")),
        (
            "It was the deadliest raid since October 2009, when bombs killed 155 people in Beni.",
            "bombing",
            ("2009-10-01", "2009-10-31"),
        ),
        # "Are said to have been killed" is told of the past.
        ("On Monday rebels shelled Beni. Nine are said to have been killed.", "toll", ("2025-06-09", "2025-06-09")),
    ],
)
def test_the_days_of_an_event(text: str, kind: str, days: tuple[str, str]) -> None:
    assert days_of(text, kind) == days


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        # Counted days are those of what went on; the next sentence goes on with the last of them.
        ("shelling", ("2025-06-09", "2025-06-10")),
        ("capture", ("2025-06-10", "2025-06-10")),
    ],
)
def test_a_count_of_days_and_what_follows(kind: str, days: tuple[str, str]) -> None:
    text = "Rebels shelled Beni for a second day on Tuesday. Troops took Butembo in the north."
    assert days_of(text, kind) == days
