"""Rights groups' reports, bulletins, histories of battles and short news: faults found, each on sentences of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Modality, Polarity
from fogline.core.report import Report
from fogline.read.reader import read


def claims(text: str, published: str = "2024-06-05", outlet: str = "Daily Example") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, outlet, published)]))).claims


def of_type(text: str, kind: ClaimType) -> list[Claim]:
    return [c for c in claims(text) if c.type is kind]


def figures(found: list[Claim]) -> list[tuple[str, int | None]]:
    return [(q.measure.value, q.count.low) for c in found for q in c.quantities]


def sources(claim: Claim) -> list[str]:
    return [a.source for a in claim.attribution]


# How many ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Soldiers raped at least 30 women in Bria.", ClaimType.ATTACK, [("people", 30)]),
        ("Militiamen shot dozens of farmers in Bria.", ClaimType.ATTACK, [("killed", 24)]),
        ("Militiamen took 40 men from Bria and shot them.", ClaimType.ATTACK, [("killed", 40)]),
        ("A sniper shot and killed nine men in Bria.", ClaimType.ATTACK, [("killed", 9)]),
        ("Nine men were shot and killed in Bria.", ClaimType.ATTACK, [("killed", 9)]),
        ("Police shot dead nine men in Bria.", ClaimType.ATTACK, [("killed", 9)]),
        ("About 90 nurses were taken from the clinic and executed.", ClaimType.ATTACK, [("killed", 81)]),
        ("In the raid 18 guards were taken to hospital.", ClaimType.TOLL, [("wounded", 18)]),
        ("The militia put its losses at 23.", ClaimType.TOLL, [("killed_or_wounded", 23)]),
        ("The militia put its dead at 23.", ClaimType.TOLL, [("killed", 23)]),
        ("Raiders burned 14 villages near Bria.", ClaimType.PROPERTY_DAMAGE, [("settlements", 14)]),
        ("At least 900 inhabitants were expelled from the valley.", ClaimType.DISPLACEMENT, [("displaced", 900)]),
    ],
)
def test_what_a_number_counts(text: str, kind: ClaimType, wanted: list[tuple[str, int]]) -> None:
    assert figures(of_type(text, kind)) == wanted


def test_people_on_a_bus_were_not_counted_by_the_raid() -> None:
    assert figures(of_type("Gunmen attacked a bus carrying 40 passengers near Bria.", ClaimType.ATTACK)) == []


def test_a_man_who_was_shot_is_no_count() -> None:
    assert figures(of_type("Soldiers shot a priest in Bria.", ClaimType.ATTACK)) == []


# Who says it -------------------------------------------------------------------


def test_what_they_also_did_is_told_by_whoever_told_of_them() -> None:
    text = "The Red Cross said rebels killed nine men in Bria on Monday. They also burned huts. They fled in May."
    told = [(c.type, sources(c)) for c in claims(text)]
    assert (ClaimType.PROPERTY_DAMAGE, ["International Committee of the Red Cross"]) in told
    assert sources(claims(text)[-1]) == []


def test_it_is_no_pictures() -> None:
    text = "The Red Cross said that satellite images showed nine huts had been burned in Bria. It called on Oslo to end the war."
    (demand,) = of_type(text, ClaimType.DEMAND)
    assert sources(demand) == ["International Committee of the Red Cross"]


def test_whoever_asked_for_a_truce_does_not_tell_of_its_end() -> None:
    (truce,) = of_type("A truce, requested by the Red Cross, was broken on Monday.", ClaimType.AGREEMENT)
    assert (sources(truce), truce.agents, truce.breached) == ([], (), True)
    (deal,) = of_type("The rebels agreed to a truce proposed by Norway.", ClaimType.AGREEMENT)
    assert [a.text for a in deal.agents] == ["The rebels"]
    assert not deal.breached


def test_the_second_of_three_names_speaks_too() -> None:
    text = "The United States, the European Union and NATO have called for a ceasefire."
    assert [sources(c) for c in of_type(text, ClaimType.DEMAND)] == [
        ["Government of the United States"],
        ["European Union"],
        ["NATO"],
    ]


# When and whether --------------------------------------------------------------


def test_the_day_of_a_saying_is_none_of_the_story() -> None:
    text = (
        "Soldiers killed nine men in Bria on 27 May, Aid Watch said today. "
        "Farmers said soldiers entered the hamlet at 10 a.m. and burned huts."
    )
    assert {str(c.time.days.start) for c in claims(text)} == {"2024-05-27"}


def test_since_the_army_began_it_is_no_raid_of_its_own() -> None:
    assert not of_type("Some 900 people have fled since the army began its operations.", ClaimType.CLASH)
    assert of_type("Some 900 people have fled since the army began its operations on 3 May.", ClaimType.CLASH)


def test_a_planned_attack_that_was() -> None:
    assert [c.modality for c in of_type('"It was a planned attack," the mayor said.', ClaimType.ATTACK)] == [
        Modality.ACTUAL
    ]


def test_rescuers_who_cannot_reach_the_hurt() -> None:
    text = "Shells fell on Bria. Ambulances were unable to reach the wounded for hours."
    assert [c.polarity for c in of_type(text, ClaimType.AID)] == [Polarity.DENIED]


def test_how_somebody_went_is_nobody() -> None:
    text = "Shells fell on Bria. The team were evacuated by helicopter to the port."
    assert [[a.text for a in c.agents] for c in of_type(text, ClaimType.WITHDRAWAL)] == [["The team"]]


def test_a_killing_that_is_called_a_massacre() -> None:
    text = "The premier called the killing a massacre and declared three days of mourning."
    assert len(of_type(text, ClaimType.ACCUSATION)) == 1


# Who and where ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        (
            "Norway's government rejects calls for an inquiry into the killings.",
            ClaimType.DEMAND,
            ["Government of Norway"],
        ),
        (
            "Soldiers killed nine men in Bria on June 3, Physicians for Justice said in a report.",
            ClaimType.ATTACK,
            ["Physicians for Justice"],
        ),
        (
            "The Central Union of Doctors put the dead in Bria at nine.",
            ClaimType.TOLL,
            ["Central Union of Doctors"],
        ),
        (
            '"Soldiers shot at anyone who ran," said Amal, a 24-year-old student.',
            ClaimType.ATTACK,
            ["Amal"],
        ),
        ('"Soldiers shot at anyone who ran," said Amal, 24, a student.', ClaimType.ATTACK, ["Amal"]),
        ("According to Amal, 24 fighters died in Tyre.", ClaimType.TOLL, ["Amal Movement"]),
        (
            "The United Nations said nine men died in Bria. The rebels were also accused of using human shields.",
            ClaimType.ACCUSATION,
            [],
        ),
    ],
)
def test_who_says_it(text: str, kind: ClaimType, wanted: list[str]) -> None:
    assert [sources(c) for c in of_type(text, kind)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("French troops have fought rebels in Diabaly, 400 km north of the capital, Bamako.", ["Diabaly"]),
        ("French troops have fought rebels in the capital, Bamako.", ["Bamako"]),
        ("Warships fired Tomahawk missiles at nine targets in Libya.", ["Libya"]),
    ],
)
def test_where_it_was(text: str, wanted: list[str]) -> None:
    assert [p.name for p in claims(text)[0].places] == wanted


def test_the_number_of_a_resolution_is_no_year() -> None:
    text = "Under resolution 1973, rebels must leave Bria. Rebels shelled Bria."
    assert {c.time.days.start for c in claims(text)} == {None}


def test_a_history_keeps_its_year_where_no_news_is_told() -> None:
    old = "Russian forces took Grozny on 19 January 1995. Shops shut. Many fled. Homes burned. On 6 March, the last rebels left Grozny."
    assert str(of_type(old, ClaimType.WITHDRAWAL)[0].time.days.start) == "1995-03-06"
    new = "Rebels shelled Bria on Monday. They had taken it in March 1995. Shops shut. Homes burned. On 6 March, the last rebels left Gao."
    assert str(of_type(new, ClaimType.WITHDRAWAL)[0].time.days.start) == "2024-03-06"
