"""Faults found on reports of other wars and outlets, each on sentences of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Measure, Modality, Polarity
from fogline.core.report import Report
from fogline.read.reader import read


def claims(text: str, published: str | None = "2024-06-05", outlet: str = "Daily Example") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, outlet, published)]))).claims


def of_type(text: str, kind: ClaimType) -> list[Claim]:
    return [c for c in claims(text) if c.type == kind]


def sources(text: str) -> list[tuple[str, ...]]:
    return [tuple(a.source for a in c.attribution) for c in claims(text)]


# When --------------------------------------------------------------------------


def test_a_glance_back_leaves_the_story_in_its_year() -> None:
    text = (
        "The siege of Bani Walid was laid in late October 2012, when militias moved in on the town from Misrata, "
        "which had seen rockets in March 2012. On 24 November the militias captured the airport."
    )
    days = [c.time.days.start for c in claims(text, None, "Wikipedia") if c.type == ClaimType.CAPTURE]
    assert [str(d) for d in days] == ["2012-11-24"]


def test_later_days_are_reckoned_from_the_last_day_named() -> None:
    text = (
        "Over 4,000 people have fled since rebels overran a post in Pibor on 6 May. Two days later gunmen shot a nurse."
    )
    (shooting,) = of_type(text, ClaimType.ATTACK)
    assert str(shooting.time.days.start) == "2024-05-08"


# Who says it -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Gunmen killed six guards at the port on Monday, Kenyan and U.S. officials said.",
            "Kenyan and U.S. officials",
        ),
        (
            "Shells killed two men near Orikhiv, according to Ukraine's state gas company.",
            "state gas company of Ukraine",
        ),
        ("The clinic was damaged by shells on Monday, the Norwegian charity that runs it says.", "Norwegian charity"),
    ],
)
def test_a_speaker_is_the_whole_phrase(text: str, wanted: str) -> None:
    assert {s[:1] for s in sources(text)} == {(wanted,)}


def test_an_outlet_that_cites_comes_after_those_it_cites() -> None:
    text = "Rebels shelled the port of Hodeidah, according to sailors quoted by the Courier."
    assert ("sailors", "Courier") in sources(text)


def test_what_was_charged_before_a_killing_does_not_tell_the_killing() -> None:
    text = "The mayor of Nyala was abducted and killed on Tuesday, hours after he accused the militia of looting the market."
    assert [c.attribution for c in claims(text) if c.type in (ClaimType.DETENTION, ClaimType.ATTACK)] == [(), ()]


def test_he_is_the_last_who_spoke_though_nobody_names_him() -> None:
    text = (
        "Governor Adam Bakr accused the army of shelling the camp. "
        '"Nothing is left," a member of the relief committee told Radio Example. '
        "He said that snipers are firing on people in Zalingei."
    )
    firing = [c for c in claims(text) if "snipers" in c.evidence.text]
    assert [c.attribution[0].source for c in firing] == ["a member of the relief committee"]


def test_what_it_called_a_crime_is_no_second_charge() -> None:
    text = 'The ministry condemned what it called a "cowardly attack" by the militia.'
    assert len(of_type(text, ClaimType.ACCUSATION)) == 1


# What happened -----------------------------------------------------------------


def test_bombers_fly_unless_somebody_blows_himself_up() -> None:
    text = "Two suicide bombers hit the gate, killing nine people. One of the bombers struck a queue of recruits."
    assert {c.type for c in claims(text)} == {ClaimType.BOMBING}
    assert of_type("Russian bombers struck the town of Izium on Monday, killing two people.", ClaimType.AIR_STRIKE)


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("Two drones hit a base near Duhok on Monday without causing casualties.", ClaimType.TOLL, Polarity.DENIED),
        ("A policeman turned his rifle on his trainers in Herat, killing two.", ClaimType.ATTACK, Polarity.AFFIRMED),
        ("Rebels fled as the army cut the garrison's last supply road.", ClaimType.CONTROL, Polarity.AFFIRMED),
        (
            "Rebels shelled Malakal on Monday; since then 900 people have been flown out of the city.",
            ClaimType.DISPLACEMENT,
            Polarity.AFFIRMED,
        ),
        (
            "On 1 March Turkey launched Operation Spring Shield against Syrian troops in Idlib.",
            ClaimType.CLASH,
            Polarity.AFFIRMED,
        ),
    ],
)
def test_wordings_met_in_other_reports(text: str, kind: ClaimType, polarity: Polarity) -> None:
    assert [c.polarity for c in of_type(text, kind)] == [polarity]


def test_the_dead_of_a_crash_are_told_with_it() -> None:
    text = "A transport helicopter crashed north of Gao on Monday, killing four soldiers and a pilot."
    assert {c.type for c in claims(text)} == {ClaimType.MATERIEL_LOSS}
    (crash,) = claims(text)
    assert [q.count.low for q in crash.quantities if q.measure == Measure.KILLED] == [4, 1]
    assert not crash.agents


def test_a_toll_that_is_put_at_a_figure_is_no_part_of_the_charge_beside_it() -> None:
    text = "The health ministry put the toll at 38 and blamed an air strike by the coalition."
    assert [[q.count.low for q in c.quantities] for c in of_type(text, ClaimType.TOLL)] == [[38]]
    assert all(not c.quantities for c in of_type(text, ClaimType.AIR_STRIKE))


def test_attacks_that_a_running_figure_is_summed_over_are_no_event() -> None:
    text = "At least 61 villagers have been killed in Turkish attacks in the district since 2019."
    (toll,) = claims(text)
    assert toll.type == ClaimType.TOLL
    assert [m.actors for m in toll.agents] == [("Turkish military",)]


def test_one_among_those_killed_is_counted() -> None:
    text = "A shell hit a bus in Kherson. Among those killed was a nurse who was on her way to work."
    counted = [q.count.low for c in of_type(text, ClaimType.TOLL) for q in c.quantities]
    assert counted == [1]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Gunmen raided a pit near Kamituga. Dozens of miners are feared dead.", Modality.POSSIBLE),
        ("The rebels are unlikely to capture the city of Goma this month.", Modality.POSSIBLE),
    ],
)
def test_what_is_feared_or_doubted_is_possible(text: str, mood: Modality) -> None:
    assert mood in {c.modality for c in claims(text)}


# Where and against whom ---------------------------------------------------------


def test_a_town_where_people_march_is_not_whom_they_march_against() -> None:
    text = "Protests over the siege broke out overnight in Amman, Beirut and Tunis."
    (protest,) = of_type(text, ClaimType.PROTEST)
    assert not any(m.actors for m in protest.targets)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells fell on the al-Nasr and al-Wahda neighbourhoods in Daraa.", {"al-Nasr", "al-Wahda"}),
        ("Clashes were reported in the Dargan, Sorbi and Karan areas of Duhok.", {"Dargan", "Sorbi", "Karan"}),
        ("Rebels attacked convoys from Cote d'Ivoire near Sikasso.", {"Sikasso"}),
    ],
)
def test_a_plural_at_the_end_says_what_all_names_before_it_are(text: str, wanted: set[str]) -> None:
    assert wanted <= {p.name for c in claims(text) for p in c.places}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The governor of West Darfur, Adam Bakr, was shot dead in El Geneina on Monday.", "Adam Bakr"),
        ("First Vice-President Simon Lado was arrested in Juba by soldiers on Monday.", "Vice"),
        ("Troops burned Rohingya villages around Maungdaw on Monday.", "Rohingya"),
        ("The envoy told reporters in Oslo that jets bombed Nasir. Over 900 people have fled the area.", "Oslo"),
    ],
)
def test_what_is_no_place(text: str, wrong: str) -> None:
    assert claims(text)
    assert wrong not in {p.name for c in claims(text) for p in c.places}


def test_there_is_the_scene_told_last() -> None:
    text = "Jets bombed Sirwah and Raghwan on Sunday. Medics said that 53 fighters were killed there on Monday."
    (toll,) = of_type(text, ClaimType.TOLL)
    assert {"Sirwah", "Raghwan"} & {p.name for p in toll.places}


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        (
            "The mayor called on the United Nations and the United States to condemn the raid.",
            ClaimType.DEMAND,
            ["the United Nations", "the United States"],
        ),
        ("The patrol held two suspects and seized nine rifles near Herat.", ClaimType.MATERIEL_LOSS, ["nine rifles"]),
        (
            "Raiders killed nine men in Bria. A medical team came under fire in the town.",
            ClaimType.ATTACK,
            ["A medical team"],
        ),
    ],
)
def test_whom_it_strikes(text: str, kind: ClaimType, targets: list[str]) -> None:
    assert [[t.text for t in c.targets] for c in of_type(text, kind)] == [targets]


@pytest.mark.parametrize(
    "text",
    [
        "Two drones hit a fuel depot near Duhok on Monday.",
        "A Red Cross team of paramedics came under fire in Sarbine; four paramedics were injured.",
    ],
)
def test_nobody_is_told_to_have_done_it(text: str) -> None:
    assert all(not c.agents for c in claims(text))


def test_a_surname_is_no_armed_group() -> None:
    text = "The foreign minister, Marie Kanza Wagner, said soldiers had shelled Goma."
    assert {c.attribution[0].source for c in claims(text) if c.attribution} == {"Marie Kanza Wagner"}


def test_the_ministry_of_a_war_partys_own_agency_is_its_own() -> None:
    text = (
        "MOSCOW, August 9. /TASS/. Russian forces repelled Ukrainian groups near Sudzha, the Defense Ministry reported. "
        "Russian units shelled Oktyabrskoye."
    )
    first = claims(text, outlet="TASS")[0]
    assert first.attribution[0].source.startswith("Russian Ministry of Defen")


def test_an_army_that_acknowledges_its_dead_tells_a_toll() -> None:
    text = "The rebels claimed to have repelled the assault; the army acknowledged 27 dead."
    assert [[q.count.low for q in c.quantities] for c in of_type(text, ClaimType.TOLL)] == [[27]]
