"""Wars between states as the wires tell them: claim and answer in one sentence, and what is only said in passing.

Texts are invented. Lines are those of ``test_everyday`` and ``test_who_says``.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told
from tests.read.test_who_says import said

from fogline.read.times.document import all_along, outset
from fogline.vocab import load


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israel launched air strikes across southern Gaza on Sunday in response to what it said were attacks by Hamas "
            "fighters on its troops, in the biggest test yet of a ceasefire that came into force on October 10.",
            "air_strike | src",
        ),
        ("The army shelled what it said were rebel positions near Goma.", "shelling | src"),
        ("The army shelled what it described as a base near Goma.", "shelling | src"),
        # What is called so is still the speaker's word.
        (
            "Israel struck southern Gaza on Sunday in response to what it said was an attack by Hamas on its troops.",
            "clash | src Government of Israel",
        ),
        ("Residents said the army shelled what it called a base near Goma.", "shelling | src residents"),
    ],
)
def test_what_a_side_calls_it_is_said_in_passing(text: str, wanted: str) -> None:
    assert wanted in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan has not confirmed that it carried out the strikes on Kabul.",
        "Israel has not acknowledged that it hit the embassy in Damascus.",
    ],
)
def test_what_is_not_confirmed_is_not_told(text: str) -> None:
    assert said(text) == []


def test_who_insists_that_it_was_so_demands_nothing() -> None:
    kinds = [c.type.value for c in claims("The minister insisted that the army had not shelled Goma.")]
    assert kinds == ["denial", "shelling"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The armed wing of Hamas said it was unaware of any clashes in Rafah.", "denied"),
        ("The army said it was not aware of any clashes in Rafah.", "denied"),
        ("Residents said they were aware of the clashes in Rafah.", "affirmed"),
    ],
)
def test_of_what_nobody_knows_there_was_none(text: str, wanted: str) -> None:
    assert [c.polarity.value for c in claims(text) if c.type.value == "clash"] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The raid killed 1,200 people, according to Israeli figures.", "attack | src Government of Israel"),
        ("The raid killed 1,200 people, according to preliminary figures.", "attack | src"),
        # What an answer consists of is not said in it.
        (
            "India's Ministry of Defence said Indian forces had responded by targeting radars in Pakistan, and that a "
            "radar in Lahore had been destroyed.",
            "materiel_loss | src Indian Ministry of Defence",
        ),
        ("The minister responded by saying the army had shelled Goma.", "shelling | src minister"),
    ],
)
def test_who_tells_it(text: str, wanted: str) -> None:
    assert wanted in said(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Troops fought on the border in July, leaving at least 48 people dead and displacing 300,000.",
            "displacement | by",
        ),
        # Those killed in clashes are not who fought.
        ("Dozens of people have been killed in clashes along the border, officials say.", "clash | by"),
        (
            "Two men were hurt in a drone strike on a boat and were sent home to Ecuador and Colombia.",
            "air_strike | by",
        ),
        ("Shelling cut the road to Sudan on Monday.", "shelling | by"),
        (
            "Thailand and Cambodia traded artillery fire on Friday, as their worst fighting in a decade killed 16 people.",
            "clash | by Government of Thailand, Government of Cambodia",
        ),
        (
            "Pakistan accuses Kabul of sheltering the Pakistani Taliban, which has carried out hundreds of attacks since "
            "2021; Kabul denies this.",
            "attack | by Tehrik-i-Taliban Pakistan",
        ),
        # Who is accused did what the accuser goes on to tell.
        (
            "Hamas accused Israel of 47 violations of the truce, saying they had killed 38 people.",
            "attack | by Government of Israel",
        ),
        (
            "Kyiv accused Moscow of breaking the truce, saying it had killed nine people in Kherson.",
            "attack | by Government of Russia",
        ),
    ],
)
def test_who_did_it(text: str, wanted: str) -> None:
    assert wanted in told(text, "by")


def test_a_line_that_leads_to_a_country_is_not_who_is_blamed() -> None:
    text = "Two workers were charged in Poland over an explosion on a line to Ukraine, which Warsaw blames on Russia."
    assert "accusation | at Government of Russia" in told(text, "at")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Two men were hurt in a drone strike on a boat and were sent home to Ecuador and Colombia.",
            "air_strike | in",
        ),
        ("The strikes hit a bus in Idlib, and the wounded were flown to Turkey.", "air_strike | in Idlib"),
        ("Drones hit the railway line to Belarus on Monday.", "air_strike | in"),
        ("Drones hit the railway line in Belarus on Monday.", "air_strike | in Belarus"),
        ("Rebels killed nine people and returned to Goma.", "attack | in Goma"),
        # Nor in the town whose government it is.
        ("Ukraine says its strikes are aimed at reducing Moscow's revenue for the war.", "air_strike | in"),
    ],
)
def test_where_a_line_leads_nothing_was_hit(text: str, wanted: str) -> None:
    assert wanted in told(text, "in")


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # A day told behind what is answered is its own.
        (
            "Pakistan shelled posts near Spin Boldak on Monday in retaliation for strikes on Kabul a day earlier.",
            "in day",
            ["shelling | in posts near Spin Boldak | day 2025-06-09", "air_strike | in Kabul | day 2025-06-08"],
        ),
        # So are its place and those who did it.
        (
            "The Taliban said its forces had killed 58 Pakistani soldiers in retaliation for air strikes on Kabul.",
            "in",
            ["clash | in", "air_strike | in Kabul"],
        ),
        (
            "In response to Ukrainian drone attacks on Belgorod, Russia launched missiles at Kyiv, killing nine people.",
            "by",
            ["air_strike | by Ukrainian military", "shelling | by Government of Russia"],
        ),
    ],
)
def test_a_blow_and_what_it_answers(text: str, fields: str, wanted: list[str]) -> None:
    assert told(text, fields) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israel struck southern Gaza on Sunday. Militants fired on soldiers in Rafah. Israel said it would halt the "
            "supply of aid into the enclave.",
            "aid | in the enclave | Gaza PS",
        ),
        ("Israeli fire killed nine people in Gaza on Monday.", "attack | in Gaza | Gaza PS"),
        (
            "Drones hit the Russian city of Ryazan on Monday. Nobody was hurt. The army gave no details. Moscow said its "
            "troops had captured the town of Pokrovsk in Ukraine. Kyiv said its forces still held the northern part of the city.",
            "control | in the northern part of the city | Pokrovsk UA",
        ),
        ("In Mozambique, troops killed nine people in Gaza province.", "attack | in Gaza province | Gaza MZ"),
    ],
)
def test_which_land_is_meant(text: str, wanted: str) -> None:
    found = [f"{c.type.value} | in {p.text} | {p.name} {p.country}" for c in claims(text) for p in c.places]
    assert wanted in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israeli fire killed nine people in Khan Younis on Monday. More than 60,000 people have been killed since the "
            "war began, the ministry said.",
            "toll | in | day None",
        ),
        (
            "Israeli fire killed nine people in Khan Younis on Monday. Two more people died of their wounds, medics said.",
            "toll | in Khan Younis | day 2025-06-09",
        ),
        # What the speaker did before, and how many there were before, dates nothing of this.
        (
            "The coalition, which intervened in 2015 after the Houthis took Sanaa, said the strikes on the port were lawful.",
            "assessment | in the port | day None",
        ),
        (
            "Doctors Without Borders said one of its staff was killed in Deir el-Balah, the 14th since October 2023.",
            "toll | in Deir el-Balah | day None",
        ),
        (
            "Troops fought on the border for five days in July, leaving at least 48 people dead.",
            "clash | in | day 2024-07-01",
        ),
        (
            "Israeli fire killed nine people in Khan Younis on Monday. It began when militants stormed southern Israel, "
            "killing 1,200 people.",
            "clash | in southern Israel | day None",
        ),
    ],
)
def test_a_whole_war_has_not_the_day_told_before(text: str, wanted: str) -> None:
    assert wanted in told(text, "in day")


@pytest.mark.parametrize("key", ["all_along", "outset"])
def test_words_for_a_whole_war(key: str) -> None:
    pattern, words = {"all_along": all_along, "outset": outset}[key](), load("en/times.yaml")[key]
    assert [t for t in words["yes"] if not pattern.search(t)] == []
    assert [t for t in words["no"] if pattern.search(t)] == []


def test_each_number_with_its_own_verb() -> None:
    text = "The neighbours fought in July, leaving at least 48 people dead and displacing an estimated 300,000."
    assert told(text, "n") == ["clash | n killed 48..", "displacement | n displaced 270000..330000"]


def test_an_attack_counted_off_is_the_one_told() -> None:
    text = "Drones struck a refinery in Russia's Ryazan region overnight, the army said, in the ninth attack on the plant this year."
    assert [c.type.value for c in claims(text)] == ["air_strike"]
