"""Days that are told near an event and are not its own: an outbreak's, another event's, that of what came after it."""

from __future__ import annotations

import re

import pytest
from tests.read.test_everyday import claims

from fogline.core.claim import ClaimType
from fogline.vocab import load

NONE = ("None", "None")
TUESDAY, MONDAY, SUNDAY = ("2025-06-10",) * 2, ("2025-06-09",) * 2, ("2025-06-08",) * 2
WEDNESDAY = ("2025-06-11",) * 2


def _days(text: str, kind: str, number: int = 0) -> tuple[str, str]:
    found = [c for c in claims(text) if c.type is ClaimType(kind)][number].time.days
    return str(found.start), str(found.end)


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Sixty have died in Bunia since clashes began on Tuesday. Rebels shelled the market.", "shelling", NONE),
        ("Clashes began in Bunia on Tuesday. Rebels shelled the market.", "shelling", TUESDAY),
        ("Sixty have died in Bunia since soldiers left on Tuesday. Rebels shelled the market.", "shelling", TUESDAY),
    ],
)
def test_the_day_of_an_outbreak_is_not_carried_on(text: str, kind: str, days: tuple[str, str]) -> None:
    assert _days(text, kind) == days


LEAD = "Gunmen killed nine villagers in Kasanga on Monday. "
FRESH = "Gunmen killed nine villagers in Kasanga on Wednesday. "


@pytest.mark.parametrize(
    ("text", "kind", "number", "days"),
    [
        (LEAD + "Separately, at least 20 people died when a bomb exploded in Beni.", "bombing", 0, NONE),
        (LEAD + "Separately, a bomb exploded in Beni. Rebels shelled the market.", "shelling", 0, NONE),
        (LEAD + "Separately, a bomb exploded in Beni on Tuesday.", "bombing", 0, TUESDAY),
        (LEAD + "At least 20 people died when a bomb exploded in Beni.", "bombing", 0, MONDAY),
        (LEAD + "Elsewhere, militia fighters shelled the town of Beni.", "shelling", 0, NONE),
        (LEAD + "In Goma, clashes killed five.", "clash", 0, NONE),
        # A round-up tells the news of its day, place by place.
        (FRESH + "Elsewhere, militia fighters shelled the town of Beni.", "shelling", 0, WEDNESDAY),
        (FRESH + "In Goma, clashes killed five.", "clash", 0, WEDNESDAY),
        (FRESH + "Separately, a bomb exploded in Beni.", "bombing", 0, NONE),
    ],
)
def test_another_event_has_a_day_of_its_own(text: str, kind: str, number: int, days: tuple[str, str]) -> None:
    assert _days(text, kind, number) == days


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Troops entered Kasanga on Tuesday after rebels had killed 12 people there.", "attack", NONE),
        ("Soldiers took Beni on Wednesday from rebels who had killed 30 people.", "attack", NONE),
        ("The ministry said on Sunday that a drone strike had killed nine people in Beni.", "air_strike", NONE),
        (
            "The ministry said on Monday that the army had killed nine people. Troops left Goma on Tuesday.",
            "attack",
            NONE,
        ),
        ("By Tuesday, rebels had killed 12 people in Beni.", "attack", ("None", "2025-06-10")),
        ("Troops entered Kasanga on Tuesday after rebels killed 12 people there.", "attack", TUESDAY),
        ("It emerged on Tuesday that rebels had killed nine people.", "attack", NONE),
        # Nor on any other day that is told.
        (
            "A bomb exploded in Bunia on Monday. "
            "Troops entered Kasanga on Tuesday after rebels had killed 12 people there.",
            "attack",
            NONE,
        ),
        ("Rebels had killed nine people in Beni. Troops left Goma on Tuesday.", "attack", NONE),
        # What is only said to have been done may be of the story's day.
        (
            "Rebels killed two people in Beni on Monday. "
            "The ministry said on Tuesday that a drone strike had killed nine people in Beni.",
            "air_strike",
            MONDAY,
        ),
        # A day told first, or with a word that holds it, may be its own.
        ("On Tuesday, the army said that rebels had killed nine people.", "attack", TUESDAY),
        (
            "Troops had entered Kasanga by Tuesday after rebels had killed 12 people there.",
            "attack",
            ("None", "2025-06-10"),
        ),
    ],
)
def test_what_had_been_done_lay_before_the_day(text: str, kind: str, days: tuple[str, str]) -> None:
    assert _days(text, kind) == days


@pytest.mark.parametrize("name", ["separate", "elsewhere"])
def test_how_a_report_goes_over_to_another_event(name: str) -> None:
    words = load("en/times.yaml")["apart"][name]
    assert all(re.match(words["pattern"], text) for text in words["yes"])
    assert not any(re.match(words["pattern"], text) for text in words["no"])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Gunmen killed nine in Kasanga on Tuesday. Rebels had previously shelled the town of Beni.", NONE),
        ("Gunmen killed nine in Kasanga on Tuesday. Rebels then shelled the town of Beni.", TUESDAY),
        ("Gunmen killed nine in Kasanga on Tuesday. Rebels had previously shelled Beni on Monday.", MONDAY),
    ],
)
def test_what_was_done_previously_has_no_day_of_the_story(text: str, days: tuple[str, str]) -> None:
    assert _days(text, "shelling") == days
