"""Reports of relief agencies, rights groups and casualty recorders: faults found, each on sentences of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Measure, Polarity
from fogline.core.report import Report
from fogline.read.reader import read


def claims(text: str, published: str = "2024-06-05", outlet: str = "Daily Example") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, outlet, published)]))).claims


def of_type(text: str, kind: ClaimType) -> list[Claim]:
    return [c for c in claims(text) if c.type == kind]


def figures(found: list[Claim]) -> list[tuple[str, int | None, str | None]]:
    return [(q.measure.value, q.count.low, q.group.text if q.group else None) for c in found for q in c.quantities]


# How many ----------------------------------------------------------------------


def test_who_tells_of_the_wounded_is_none_of_them() -> None:
    text = "Raiders attacked a mill near Bria, killing nine men and injuring 14 others, two porters said."
    assert figures(list(claims(text))) == [("killed", 9, "men"), ("wounded", 14, "others")]


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Monitors verified 31 abductions in Beni in May.", ClaimType.DETENTION, ("captured", 31, "abductions")),
        ("Gunmen stormed the hamlet near Bria and took away 26 herders.", ClaimType.DETENTION, ("captured", 26, "herders")),
        ("Militiamen took away nine refugees near Bria.", ClaimType.DETENTION, ("captured", 9, "refugees")),
        (
            "Shells fell on the old town. About 4,000 residents are crammed into a stadium after fleeing shelling.",
            ClaimType.DISPLACEMENT,
            ("displaced", 3600, "residents"),
        ),
    ],
)  # fmt: skip
def test_what_a_number_counts(text: str, kind: ClaimType, wanted: tuple[str, int, str]) -> None:
    assert figures(of_type(text, kind)) == [wanted]


def test_the_rest_of_those_who_fled() -> None:
    text = "Raiders burned Bria and 900 people fled. About 200 of them were sheltering in schools near Ippy."
    assert [f[:2] for f in figures(of_type(text, ClaimType.DISPLACEMENT))] == [("displaced", 900), ("displaced", 180)]


def test_who_is_killed_of_those_held_is_no_detainee() -> None:
    text = "Soldiers rounded up five men near Bria on 4 March and executed one of them."
    assert figures(of_type(text, ClaimType.DETENTION)) == [("captured", 5, "men")]
    assert [f[:2] for f in figures(of_type(text, ClaimType.ATTACK))] == [("killed", 1)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Rebels shelled Bria. More than 70 people sheltering in cellars were reported to have died, medics said.",
            [("killed", 71, "people")],
        ),
        ("The bureau counted 213 arbitrary arrests, including those of nine boys.", [("captured", 213), ("captured", 9)]),
    ],
)  # fmt: skip
def test_the_gravest_word_counts(text: str, wanted: list[tuple[str, int, str]]) -> None:
    found = figures(list(claims(text)))
    assert [f[: len(w)] for f, w in zip(found, wanted, strict=True)] == wanted


def test_the_dead_of_the_other_side_of_while() -> None:
    text = (
        "Rebels killed two herders in Bria, while the militia was responsible for the deaths of 11, among them a nurse."
    )
    (attack,) = of_type(text, ClaimType.ATTACK)
    assert figures([attack]) == [("killed", 2, "herders")]
    assert [f[1] for f in figures(of_type(text, ClaimType.TOLL))] == [11, 1]


# When --------------------------------------------------------------------------


def test_a_toll_that_is_raised_has_a_day_of_its_own() -> None:
    text = "Shelling killed nine people in Nyala on Monday, bringing the death toll in the city to 90 since May 3, medics said."
    found = [(c.type.value, str(c.time.days.start), figures([c])[0][1]) for c in claims(text)]
    assert found == [("shelling", "2024-06-03", 9), ("toll", "2024-05-03", 90)]


def test_the_days_of_a_strike_are_those_before_the_toll_that_it_raises() -> None:
    text = (
        "Medics said that the bodies of 64 people killed in Israeli strikes were brought to hospitals over the past 24 hours, "
        "raising the death toll in the strip to 28,340 since the war began on Oct. 7."
    )
    assert [str(c.time.days.start) for c in claims(text)] == ["2024-06-04", "2023-10-07"]


def test_parts_of_a_figure_have_its_days() -> None:
    text = "Medics said 226 people were killed in Nyala between 10 May and 2 June. Of the dead, 61 were boys."
    assert {(str(c.time.days.start), str(c.time.days.end)) for c in claims(text)} == {("2024-05-10", "2024-06-02")}


# Who says it -------------------------------------------------------------------


def test_parts_of_a_toll_have_its_source() -> None:
    text = "Medics said 226 people were killed in Nyala on Monday. Of the dead, 61 were boys."
    found = list(claims(text))
    assert {a.source for c in found for a in c.attribution} == {"medics"}
    assert figures(found)[-1] == ("killed", 61, "boys")


def test_the_report_is_that_of_whoever_issued_it() -> None:
    text = (
        "Soldiers killed 14 farmers near Yei, Aid Watch said in a report on Monday. A priest said that soldiers shot a nurse. "
        "Rebels also killed nine traders on the road to Bor, the report said."
    )
    assert [a.source for c in claims(text) if "traders" in c.evidence.text for a in c.attribution] == ["Aid Watch"]


# What happened -----------------------------------------------------------------


def test_verbs_in_a_row_befall_the_same_people() -> None:
    text = "Soldiers and militiamen killed, raped and detained herders near Bria."
    (killing,) = of_type(text, ClaimType.ATTACK)
    assert [t.text for t in killing.targets] == ["herders"]
    # So a capture of people is told apart from one of places.
    assert not of_type("Militants captured and beheaded nine fishermen in Gao.", ClaimType.CAPTURE)
    assert len(of_type("Militants captured and beheaded nine fishermen in Gao.", ClaimType.DETENTION)) == 1
    assert len(of_type("Raiders looted and torched homes in Bria.", ClaimType.PROPERTY_DAMAGE)) == 1
    assert len(of_type("Raiders looted shops and torched homes in Bria.", ClaimType.PROPERTY_DAMAGE)) == 2


def test_who_was_shot_after_fleeing_fled() -> None:
    text = "Nine boys were shot after fleeing a camp near Bria."
    assert {c.type for c in claims(text)} == {ClaimType.ATTACK, ClaimType.DISPLACEMENT}


def test_convoys_of_aid_that_are_stuck() -> None:
    text = "Fighting goes on in Bria. Aid convoys carrying flour for 9,000 people have been stuck at Ippy since May."
    assert [c.polarity for c in of_type(text, ClaimType.AID)] == [Polarity.DENIED]


def test_fighters_bound_to_a_group_are_its_own() -> None:
    text = "Gunmen linked to Boko Haram abducted nine girls in Chibok."
    assert [a.actors for c in of_type(text, ClaimType.DETENTION) for a in c.agents] == [("Boko Haram",)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Survivors who reached Adre told nurses that raiders went from hut to hut, executing men.", ClaimType.DEMAND),
        ("Oslo accused rescue workers of staging the attack in Bria.", ClaimType.AID),
        ("A mass grave in Izium held at least 57 bodies after the battle.", ClaimType.DETENTION),
    ],
)
def test_nothing_of_the_kind_is_told(text: str, kind: ClaimType) -> None:
    assert claims(text)
    assert not of_type(text, kind)


def test_a_shell_that_was_fired_and_hit_is_one_shelling() -> None:
    text = "A shell fired by rebels hit a school in Bria, killing a teacher and injuring six pupils."
    (shelling,) = of_type(text, ClaimType.SHELLING)
    assert [a.text for a in shelling.agents] == ["rebels"]


def test_aid_agencies_that_are_barred() -> None:
    text = "Fighting goes on in Bria, and the junta has barred aid agencies from the province."
    assert [c.polarity for c in of_type(text, ClaimType.AID)] == [Polarity.DENIED]


def test_whoever_lost_the_towns_did_not_take_them() -> None:
    text = "Nine bodies were recovered from towns around Kyiv that were retaken from Russian forces last week."
    assert [c.agents for c in of_type(text, ClaimType.CAPTURE)] == [()]


def test_who_buries_the_dead_killed_nobody() -> None:
    assert [c.agents for c in of_type("The rebels buried the bodies of nine herders in Bria.", ClaimType.TOLL)] == [()]


def test_what_lies_in_range_is_not_shelled() -> None:
    text = "Nine men died in Izium. The well is within range of Russian shelling."
    assert [c.type for c in claims(text)] == [ClaimType.TOLL]


def test_what_stands_beside_the_name_of_a_group_is_the_group() -> None:
    text = "Jaysh al-Islam, the rebel group that held Douma, released nine hostages on Sunday."
    assert [a.actors for c in of_type(text, ClaimType.CONTROL) for a in c.agents] == [("Jaysh al-Islam",)]


def test_some_of_the_raids_that_were_counted() -> None:
    text = "The bureau recorded 12 attacks on clinics, eight of which were carried out by government forces in Idlib."
    assert [(q.measure, q.count.low) for c in claims(text) for q in c.quantities] == [
        (Measure.STRIKES, 12),
        (Measure.STRIKES, 8),
    ]


def test_a_raid_still_to_come_wounded_nobody() -> None:
    text = (
        "Jets bombed a clinic in Kunduz on Monday. "
        "Before the strike, the clinic had treated 90 people wounded in the battle for the city."
    )
    assert [c.quantities for c in of_type(text, ClaimType.AIR_STRIKE)] == [()]


def test_families_kept_from_returning() -> None:
    text = "Fighting goes on in Bria. Mines are preventing displaced families from returning to their homes."
    assert {c.polarity for c in of_type(text, ClaimType.DISPLACEMENT)} == {Polarity.DENIED}


def test_mines_that_are_cleared() -> None:
    assert of_type("Sappers have cleared 900 mines near Izium since the war began.", ClaimType.MATERIEL_LOSS)


def test_one_body_with_a_long_name_speaks_once() -> None:
    text = "The war has killed more than 90,000 people, according to the Armed Conflict Location & Event Data Project."
    assert len(claims(text)) == 1
