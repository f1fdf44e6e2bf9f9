"""An agency's daily story of a war: who "the army" is there, what a dateline tells, what is fired and what is shot down."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # The army that tells what its soldiers did is not that of whoever struck in the sentence before.
        (
            "PESHAWAR, Pakistan - Two men died in Peshawar when a missile fired from a U.S. drone hit their car, two "
            "officials said. The army said its soldiers killed nine militants in the past day.",
            "by",
            "clash | by Pakistani military",
        ),
        # Nor is "it" the last state named.
        (
            "Drones struck an airport in Khartoum, two witnesses said. In North Kordofan, the army said it had "
            "recaptured the town of Bara.",
            "by",
            "capture | by Sudanese Armed Forces",
        ),
        # Whoever spoke goes on.
        (
            "The Sudan Doctors Network said RSF fighters killed nine people in Bara. The group accused the "
            "paramilitaries of looting clinics.",
            "by",
            "accusation | by Sudan Doctors Network",
        ),
        (
            "The Sudan Doctors Network said RSF fighters killed nine people in Bara. The group denied the charge.",
            "by",
            "denial | by Rapid Support Forces",
        ),
        # Of those killed as they fled, they fled.
        (
            "RSF fighters killed 38 civilians in Bara, including nine women, as they tried to flee toward Tawila on Sunday.",
            "in",
            "displacement | in Tawila",
        ),
        ("RSF fighters killed nine civilians in Bara as they fled toward Tawila.", "in", "attack | in Bara"),
        # How far a town lies from another.
        (
            "Police closed a road in Baghdad. In Baquba, 65 km (40 miles) north of Baghdad, a bomb killed two men.",
            "in",
            "bombing | in Baquba",
        ),
        # A site named after a people.
        ("Nine patients were killed at the Saudi Maternity Hospital.", "in", "toll | in the Saudi Maternity Hospital"),
        # Numbers of their own.
        (
            "Shelling killed five people and wounded 27 in four villages.",
            "n",
            "shelling | n killed 5, wounded 27, settlements 4",
        ),
        (
            "Air defences shot down 118 of the drones and five of the missiles.",
            "n",
            "materiel_loss | n drones 118, weapons 5",
        ),
        (
            "Two men were killed when their car was hit by a missile fired from a U.S. drone.",
            "by",
            "air_strike | by United States military",
        ),
        # Who is blamed beside a deed that nobody claimed.
        (
            "No group claimed the attack in Lagos, but the mayor, Ada Bly, blamed Boko Haram.",
            "by",
            "accusation | by Ada Bly",
        ),
        (
            "The Front claimed responsibility for the blast and warned of more attacks.",
            "by",
            "threat | by The Front",
        ),
    ],
)
def test_who_where_and_how_many(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Drones struck a depot in Russia's Saratov region, Governor Roman Busargin said. A substation was hit in the "
            "Belgorod region, the local governor said.",
            ["Roman Busargin", "local governor"],
        ),
        (
            "Drones struck a depot in Russia's Saratov region, Governor Roman Busargin said. A house was hit in the "
            "town, the governor said.",
            ["Roman Busargin", "Roman Busargin"],
        ),
        (
            "The Islamic State of Iraq, a militant group linked to al Qaeda, claimed responsibility for a blast in Kut.",
            ["Islamic State of Iraq"],
        ),
    ],
)
def test_who_says_so(text: str, wanted: list[str]) -> None:
    found = claims(text)
    assert [c.origin for c in found if c.type.value in ("air_strike", "shelling", "bombing", "attack")] == wanted


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Talks in Doha failed to produce a ceasefire.", True),
        ("Talks in Doha produced a ceasefire.", False),
    ],
)
def test_a_deal_that_was_not_reached_is_none(text: str, denied: bool) -> None:
    deals = [c.polarity.value for c in claims(text) if c.type.value == "agreement"]
    assert set(deals) == {"denied" if denied else "affirmed"}


def test_what_is_fired_is_one_blow() -> None:
    assert told("A school was hit by a shell fired by rebels.", "by") == ["shelling | by rebels"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # However short the name of where the report was filed.
        (
            "KYIV, June 12 - A man died in the village of Bilozerka, the governor said. Explosions shook the capital.",
            ["Kyiv"],
        ),
        ("GAZA, Sept 5 - A blast killed two men in Rafah. Explosions shook the enclave.", ["Gaza"]),
    ],
)
def test_where_the_report_was_filed(text: str, wanted: list[str]) -> None:
    assert [p.name for p in claims(text)[-1].places] == wanted
