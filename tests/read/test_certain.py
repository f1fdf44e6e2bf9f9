"""Parties beyond doubt and ruled out, and who words like these stand for. Texts are invented."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Modality
from fogline.core.report import Report
from fogline.read.reader import read

Side = list[tuple[str, ...]]


def claims(text: str, kind: str) -> list[Claim]:
    report = Report("r", text, "Daily Example", "2024-05-17")
    return [c for c in next(iter(read([report]))).claims if c.type is ClaimType(kind)]


def agents(text: str, kind: str) -> Side:
    return [m.actors for c in claims(text, kind) for m in c.agents]


def targets(text: str, kind: str) -> list[str]:
    return [m.text for c in claims(text, kind) for m in c.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes, probably Turkish, bombed a depot near Sinjar on Monday.", ["Turkish Air Force"]),
        ("Warplanes believed to be Israeli bombed a depot near Homs on Monday.", ["Israeli Air Force"]),
        ("Turkish warplanes, probably two, bombed a depot near Sinjar on Monday.", ["Turkish Air Force"]),
    ],
)
def test_warplanes_are_whose_they_are_said_to_be_with_a_doubt(text: str, expected: list[str]) -> None:
    assert agents(text, "air_strike") == [tuple(expected)]


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        ("Rebels hold the hill where the shell fell.", "shelling", False),
        ("The militia holds the part of the town where the strike hit.", "shelling", False),
        ("The militia shelled the hill where the soldiers slept.", "shelling", True),
    ],
)
def test_who_holds_a_place_did_not_shell_it(text: str, kind: str, doer: bool) -> None:
    assert bool([c for c in claims(text, kind) if c.agents]) is doer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "After the raid Norwegian Foreign Minister Ann Bly reiterated Norway's support for the Yemeni government.",
            [("Government of Norway",)],
        ),
        (
            "After the raid the coroner of Jenin, Ann Bly, said French troops were supporting the army there.",
            [("French Armed Forces",)],
        ),
    ],
)
def test_support_is_given_by_its_owner_not_by_who_speaks_of_it(text: str, expected: Side) -> None:
    assert agents(text, "support") == expected


def test_those_who_are_sent_deploy() -> None:
    text = "Hundreds of Rwandan soldiers were deployed to Mozambique after 2021."
    assert agents(text, "deployment") == [("Rwanda Defence Force",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan President Ann Bly called the attack of the clans a French-British plot.", ["French-British"]),
        ("Kenyan President Ann Bly described the rebel attack as an Ethiopian provocation.", ["Ethiopian"]),
        ("The army accused the rebels of shelling the market.", ["the rebels"]),
    ],
)
def test_whose_plot_it_is_called_is_accused(text: str, expected: list[str]) -> None:
    assert targets(text, "accusation") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali said that France had armed the rebels and accused Paris of spying on its army.", ["Paris"]),
        (
            "The junta denied that gunmen had entered Kidal and described the reports as false propaganda.",
            [],
        ),
    ],
)
def test_who_is_told_of_before_the_charge_is_not_charged(text: str, expected: list[str]) -> None:
    assert targets(text, "accusation") == expected


def test_a_statement_accuses_for_whoever_issued_it() -> None:
    text = "The Sudanese army statement accused the Rapid Support Forces of looting homes in Omdurman."
    assert agents(text, "accusation") == [("Sudanese Armed Forces",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Libyan army inflicted heavy losses upon the militia, shooting down at least nine drones.",
            ["the militia"],
        ),
        ("The Libyan army destroyed nine tanks of the militia near Sirte.", ["the militia"]),
    ],
)
def test_the_loss_is_theirs_who_had_the_things(text: str, expected: list[str]) -> None:
    assert targets(text, "materiel_loss") == expected


def test_whom_a_strike_supports_it_does_not_hit() -> None:
    text = "French jets carried out strikes near Gao in support of the Malian army on Monday."
    assert "the Malian army" not in targets(text, "air_strike")


def test_what_says_where_a_place_lies_is_no_second_place() -> None:
    text = (
        "A missile fired by army units struck a dormitory in Aleppo on Friday, killing three nurses, residents said. "
        "Troops entered Aleppo on Friday. French jets struck a rebel post in Marea, north of Aleppo. Nobody was hurt."
    )
    assert [[p.name for p in c.places] for c in claims(text, "air_strike")][-1] == ["Marea"]


@pytest.mark.parametrize(
    "text",
    [
        "Between 60,000 and 80,000 households have fled the camp since the raid on Sunday, the relief office said.",
        "Between 600 and 800 households fled the camp after the raid on Sunday, the relief office said.",
    ],
)
def test_a_range_may_be_who_does_it(text: str) -> None:
    found = claims(text, "displacement")
    assert [(q.count.low, q.count.high) for c in found for q in c.quantities] in ([(60000, 80000)], [(600, 800)])
    assert not claims(text, "withdrawal")


def test_a_shut_crossing_names_nobody() -> None:
    text = "Chadian troops shelled Adre on Tuesday. The border crossing at Tine was shut on Wednesday."
    assert agents(text, "deployment") == []


def test_the_forces_of_a_commander_are_those_he_commands() -> None:
    text = (
        "Rebels shelled Adre on Tuesday. Chadian border forces commander Ali Bly said the crossing would reopen, "
        "stressing the forces' readiness to repel any attack."
    )
    found = [m.actors for c in claims(text, "assessment") for m in c.agents]
    assert found == [("Chadian border forces",)]


@pytest.mark.parametrize(
    ("text", "intended"),
    [
        ("The offensive is meant to let displaced people return to their homes, the rebels said.", True),
        ("The truce let displaced families return to their homes.", False),
    ],
)
def test_what_is_meant_to_be_let_is_intended(text: str, intended: bool) -> None:
    moods = {c.modality for c in claims(text, "displacement")}
    assert moods == {Modality.INTENDED if intended else Modality.ACTUAL}


def test_what_a_charge_calls_something_is_no_event_beside_it() -> None:
    text = 'The Kremlin called the unrest in Mali "an attack on Malian sovereignty," and said it backs the army in the war.'
    assert claims(text, "accusation")
    assert not [c for c in claims(text, "clash") if "sovereignty" in c.evidence.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops regained Bara on Monday after gunmen had seized the town.", [["Troops"], ["gunmen"]]),
        ("Troops seized Bara on Monday after shelling the town.", [["Troops"]]),
    ],
)
def test_a_verb_with_its_own_doer_has_no_others(text: str, expected: list[list[str]]) -> None:
    assert [[m.text for m in c.agents] for c in claims(text, "capture")] == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Jets hit homes in western Marib overnight. Over 300 people have so far been killed as a result of the war.",
            set(),
        ),
        ("Over 300 people have so far been killed in western Marib in the war.", {"Marib"}),
    ],
)
def test_a_running_toll_is_not_that_of_the_quarter_hit_before(text: str, places: set[str]) -> None:
    assert {p.name for c in claims(text, "toll") for p in c.places} == places


def test_the_factions_are_all_of_whom_the_list_before_counts_some() -> None:
    text = (
        "The dead are 80 members of Hayat Tahrir al-Sham, 19 members of the Syrian National Army and 54 soldiers of the "
        "Syrian army. The factions have captured 39 villages so far. Fighting went on near Saraqib."
    )
    found = claims(text, "capture")
    assert [m.actors for m in found[0].agents] == [("Hay'at Tahrir al-Sham", "Syrian National Army")]
    assert found[0].places == ()  # many villages are no one town named later
