"""A city falls: who lost it, who tells of it, who fled, and what its fall is not."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

# Reports with nothing of war are passed over.
WAR = " Rebels shelled the base and killed nine soldiers in an ambush last month."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Of what made them leave, those who left are not the doers.
        (
            "Burhan said his troops had left the city of Wau because of what he called the destruction of the clinic.",
            "property_damage | by",
        ),
        ("Kenyan troops left Wau because of shelling.", "shelling | by"),
        # To whom a place fell, its clause says or nobody does.
        (
            "The Popular Resistance, a militia allied with the army, denied that El Fasher had fallen and said fighters "
            "held the airport.",
            "capture | by",
        ),
        ("Residents said the town of Wau had fallen to Kenyan troops.", "capture | by Kenya Defence Forces"),
        # Whose men they are.
        ("Hezbollah denied it and said fighters had ambushed a patrol.", "clash | by Hezbollah"),
        ("The Kenyan army said troops had captured Wau.", "capture | by Kenya Defence Forces"),
        ("The Kenyan army said fighters had attacked a clinic in Wau.", "attack | by fighters"),
        # Every deed of a charge is that of the accused.
        (
            "The clinic accused the Kenyan army of killing dozens of people on ethnic grounds and of looting medical "
            "facilities in Wau.",
            "property_damage | by Kenya Defence Forces",
        ),
        # A charge by its contents is the charge of whoever speaks, whoever spoke before.
        (
            "Kenyan Foreign Minister Musalia Mudavadi called the situation grave. Norway's foreign minister said the "
            "Rapid Support Forces were committing atrocities.",
            "accusation | by Government of Norway",
        ),
        (
            "German Foreign Minister Johann Wadephul called the situation apocalyptic. Britain's foreign secretary said the "
            "RSF was committing atrocities.",
            "accusation | by Government of the United Kingdom",
        ),
        (
            "The African Union's chairperson, Mahmoud Ali Youssouf, condemned war crimes.",
            "accusation | by Mahmoud Ali Youssouf, African Union",
        ),
    ],
)
def test_who_did_it(text: str, wanted: str) -> None:
    assert wanted in told(text + WAR, "by")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The general vowed to avenge the dead soldiers.", "threat | at"),
        ("The general vowed to crush the rebels in Homs.", "threat | at Syrian rebels"),
        (
            "The Popular Resistance, a militia allied with the army, denied that El Fasher had fallen and said fighters "
            "held the airport.",
            "capture | at",
        ),
    ],
)
def test_to_whom(text: str, wanted: str) -> None:
    assert wanted in told(text + WAR, "at")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Only 5,000 people have arrived in Tawila since Sunday, the charity said.", "displacement | n displaced 5000"),
        ("About 200 soldiers arrived in Tawila on Sunday, the charity said.", "deployment | n fighters 180..220"),
    ],
)
def test_who_arrives_in_numbers_has_fled(text: str, wanted: str) -> None:
    assert told(text + WAR, "n")[0] == wanted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The clinic said on Friday that dozens of people might have been killed in Wau.", "None"),
        ("The clinic said that dozens of people might have been killed in Wau on Friday.", "2025-06-06"),
    ],
)
def test_a_saying_does_not_date_what_may_have_happened(text: str, day: str) -> None:
    assert told(text + WAR, "day")[0] == f"toll | day {day}"


def test_the_city_is_not_where_somebody_spoke() -> None:
    text = (
        "The town of Wau was shelled on Friday. The minister, speaking in Manama on Saturday, said he was worried. Only "
        "5,000 people have arrived in Raga since the fall of the city, a clinic said."
    )
    fell = [[p.name for p in c.places] for c in claims(text + WAR) if c.type.value == "capture"]
    assert fell == [["Wau"]]


def test_where_people_sleep_is_their_flight_told_once() -> None:
    text = "In the north, where some 800 people have arrived, people sleep on the streets and in their cars."
    fled = [c for c in claims(text + WAR) if c.type.value == "displacement"]
    assert [c.quantities[0].count.low for c in fled] == [720]
