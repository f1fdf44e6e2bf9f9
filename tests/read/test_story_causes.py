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


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Gunmen killed 40 villagers in Kutum, in the bloodiest attack since the war broke out in 2015.", None),
        ("Gunmen have killed 40 villagers in Kutum since the war broke out in 2015.", date(2015, 1, 1)),
        ("Gunmen killed 40 villagers in Kutum on Friday, in the worst attack there since 2015.", date(2024, 5, 10)),
    ],
)
def test_since_when_nothing_was_as_bad_dates_nothing(text: str, start: date | None) -> None:
    (claim,) = (c for c in claims(text) if c.quantities)
    assert claim.time.days.start == start


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A shell hit Kutum on Friday. A medic said 20 of the wounded had been taken to the hospital in Nyala.",
            "Kutum",
        ),
        ("A shell hit Kutum on Friday. The governor said nine had died and 20 were being treated in Nyala.", "Kutum"),
        ("An air strike on a hospital in Nyala wounded 20 people on Friday.", "Nyala"),
    ],
)
def test_where_the_wounded_are_cared_for_is_not_where_they_were_hit(text: str, found: str) -> None:
    assert [c.places[0].name for c in claims(text) if c.quantities] == [found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Nine marines were killed in Marawi on Friday. Lt. Col. Jo Herrera said they came under fire. "
            "Herrera said that at least 138 militants have died.",
            {"Marawi"},
        ),
        (
            "Nine marines were killed in Marawi on Friday. The police in Herrera said four people had died there.",
            {"Marawi", "Herrera"},
        ),
        ("One dead in raid on Kutum, Monitor says.", {"Kutum"}),
    ],
)
def test_a_speaker_s_surname_is_no_place(text: str, places: set[str]) -> None:
    assert {p.name.removesuffix(" City") for c in claims(text) if c.quantities for p in c.places} == places


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ninety soldiers were killed in Kutum on Friday, according to military figures.", "military"),
        ("Ninety people were killed in Kutum on Friday, according to official figures.", "official figures"),
        ("Ninety people were killed in Kutum on Friday, according to preliminary data.", None),
        (
            '"According to preliminary data, nine people were killed in Kutum," the railway company said in a statement.',
            "railway company",
        ),
        ("A shell hit Kutum on Friday. The government's toll remains at 132 dead.", "government"),
        ("A shell hit Kutum on Friday. Kutum's toll stands at 40 dead.", None),
        (
            "Government spokesman Omar Diallo said on Sunday that the attackers were children. Eleven policemen were "
            "killed in an ambush near Kutum, the security minister said.",
            "security minister",
        ),
        (
            "Governor Omar Diallo said on Sunday that the attackers were children. Eleven policemen were killed in an "
            "ambush near Kutum, the governor said.",
            "Omar Diallo",
        ),
    ],
)
def test_whose_count_it_is(text: str, source: str | None) -> None:
    (claim,) = (c for c in claims(text) if c.quantities)
    assert [a.source for a in claim.attribution] == ([source] if source else [])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Nine people died in a Russian missile strike on Kharkiv on Friday.", "Russian military"),
        ("Nine people died in a Russian air strike on Kharkiv on Friday.", "Russian Air Force"),
    ],
)
def test_missiles_are_not_the_air_force_s(text: str, actor: str) -> None:
    assert {a for c in claims(text) for m in c.agents for a in m.actors} == {actor}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "The strike on Kutum left 132 people dead, according to the latest toll given by the government on Sunday evening.",
            None,
        ),
        ("The strike on Kutum left 132 people dead on Sunday evening, according to the government.", date(2024, 5, 12)),
    ],
)
def test_the_day_on_which_a_toll_is_given_is_not_the_event_s(text: str, start: date | None) -> None:
    (claim,) = (c for c in claims(text) if c.quantities)
    stated = claim.time.days.start if claim.time.basis == "stated" else None
    assert stated == start
