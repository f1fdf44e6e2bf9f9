"""Faults that put a story of several reports together wrongly, each on a sentence of its own."""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.claim import Claim, ClaimType, Measure, Scope
from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.read.reader import read

DAY = date(2024, 5, 12)
"""A Sunday."""


def claims(text: str) -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", DAY.isoformat())]))).claims


def figures(text: str) -> set[tuple[str, int | None, int | None]]:
    return {(q.measure.value, q.count.low, q.count.high) for c in claims(text) for q in c.quantities}


def test_a_toll_from_friday_s_attack_runs_from_no_day() -> None:
    (claim,) = (
        c
        for c in claims("The death toll from Friday's attack on the market in Kutum has risen to 52, medics said.")
        if c.quantities
    )
    assert claim.time.days == Days.on(date(2024, 5, 10))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The latest figures came up to more than 130 people killed in Kutum.", ("killed", 131, None)),
        (
            "At least 30 evacuees from the villages of Tina and Bir were killed when a mine blew up.",
            ("killed", 30, None),
        ),
        ("Two people wounded in the raid on Nyala have died in hospital.", ("killed", 2, 2)),
    ],
)
def test_what_befell_those_counted(text: str, found: tuple[str, int | None, int | None]) -> None:
    assert figures(text) == {found}


def test_a_dateline_and_a_bomber_are_no_victims() -> None:
    assert figures("GENEVA (Interfax) Over 30 people were killed in an attack near Kutum, the envoy said.") == {
        ("killed", 31, None)
    }
    text = '"A suicide bomber blew himself up in Kutum," said Ali Saleh, adding that 15 of the wounded were in critical condition.'
    assert figures(text) == {("wounded", 15, 15)}


def test_who_some_of_those_counted_before_were() -> None:
    text = "The strike on Nyala killed 59 people, the governor said. Seven of them were children."
    assert ("killed", 7, 7) in figures(text)


def test_what_a_war_has_killed_is_its_total() -> None:
    text = "The war between the army and the militia broke out last year. It has killed at least 900 people, a monitor says."
    (scope,) = (q.scope for c in claims(text) for q in c.quantities if q.measure is Measure.KILLED)
    assert scope is Scope.CUMULATIVE


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Twelve people died in Kutum, the doctors' union said.", "doctors' union"),
        ("Kutum police put the death toll at 16 earlier.", "Kutum police"),
        ("A bomb killed six people in Ahvaz, Iran's official television channel reported.", "Iranian state television"),
        ("A bomb killed six people in Sanaa, Yemen's state-run news agency reported.", "Saba News Agency"),
        ("Six people died, the Kutum Emergency Room said.", "Kutum Emergency Room"),
    ],
)
def test_a_source_keeps_its_whole_name(text: str, source: str) -> None:
    assert {a.source for c in claims(text) for a in c.attribution[:1]} == {source}


def test_a_prosecutor_general_is_no_general() -> None:
    (claim,) = claims("Sudan's prosecutor general, Ali Saleh, said 57 people had died in Kutum.")
    assert claim.attribution[0].affiliation == "Government of Sudan"


def test_hours_after_a_raid_each_event_keeps_its_own() -> None:
    found = claims(
        "Nineteen people were killed in Nyala on Tuesday hours after a gas attack left dozens dead in Kutum."
    )
    later, earlier = (next(c for c in found if c.type is kind) for kind in (ClaimType.TOLL, ClaimType.CHEMICAL_ATTACK))
    assert [p.name for p in later.places] == ["Nyala"]
    assert [p.name for p in earlier.places] == ["Kutum"]
    assert [q.count.low for q in later.quantities] == [19]
    assert [q.count.low for q in earlier.quantities] == [24]


def test_days_after_a_raid_the_raid_has_another_day() -> None:
    found = claims("Shells hit Kutum on Friday, two weeks after a drone strike on the market in Nyala.")
    assert {(c.type, p.name, c.time.days.start) for c in found for p in c.places} >= {
        (ClaimType.SHELLING, "Kutum", date(2024, 5, 10)),
        (ClaimType.AIR_STRIKE, "Nyala", date(2024, 4, 26)),
    }


def test_what_was_counted_in_the_past_day_is_not_of_the_last_town_told() -> None:
    text = (
        "Warplanes struck cars in the town of Kutum on Sunday, killing 16 people, medics said. "
        "The army said its jets had killed about 300 rebels {}."
    )

    def places(words: str) -> list[str]:
        found = (c for c in claims(text.format(words)) if any(q.count.low == 270 for q in c.quantities))
        return [p.name for c in found for p in c.places]

    assert places("in the past day") == []
    assert places("in Kutum in the past day") == ["Kutum"]
