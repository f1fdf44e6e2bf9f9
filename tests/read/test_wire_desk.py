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
            "clash | by Pakistan Army",
        ),
        # Nor is "it" the last state named.
        (
            "Drones struck an airport in Khartoum, two witnesses said. In North Kordofan, the army said it had "
            "recaptured the town of Bara.",
            "by",
            "capture | by Sudanese Armed Forces",
        ),
        (
            "Chad shelled Goz Beida. In North Kordofan, the army said its troops had recaptured the town of Bara.",
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
        (
            "RSF fighters killed nine civilians in Bara before they fled toward Tawila.",
            "by",
            "withdrawal | by Rapid Support Forces",
        ),
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A school was hit by a shell fired by rebels.", "shelling | by rebels"),
        ("Air defences shot down 118 of the drones and five of the missiles.", "materiel_loss | by Air defences"),
        ("The army downed or jammed 40 of 60 drones.", "materiel_loss | by The army"),
        ("The ministry reported nine rockets fired at Ashkelon.", "shelling | by"),
        ("Rebels confirmed the destruction of nine drones and five missiles.", "materiel_loss | by Rebels"),
    ],
)
def test_what_is_fired_or_shot_down_is_told_once(text: str, wanted: str) -> None:
    assert told(text, "by") == [wanted]


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


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Whose record it is, and who only tells of it.
        (
            "The Houthis have attacked 27 ships since November, the U.S. military said. It seized a car carrier in May.",
            "by",
            "materiel_loss | by Houthi movement",
        ),
        (
            "Hamas fired rockets, the Israeli military said. It struck three sites in Rafah.",
            "by",
            "shelling | by Israeli military",
        ),
        (
            "The Houthis have attacked 27 ships since November, the U.S. military said. On Monday it bombed a port.",
            "by",
            "shelling | by United States military",
        ),
        # With what it was done, and to whom.
        ("The rebels used tanks and heavy artillery in the assault on Kobani.", "at", "clash | at"),
        # Long after they were called so.
        (
            "Islamic State militants seized 21 villages. Nine people died in Homs. A bomb killed two men in Hama. Rain "
            "fell. The United States has carried out 160 air strikes against the militants in Iraq.",
            "at",
            "air_strike | at Islamic State",
        ),
        # Those who were called otherwise may be others.
        (
            "Islamic State fighters seized 21 villages. Nine people died in Homs. A bomb killed two men in Hama. Rain "
            "fell. The United States has carried out 160 air strikes against the militants in Iraq.",
            "at",
            "air_strike | at the militants",
        ),
        # Whose troops they are is not where they fought.
        (
            "Moscow's troops captured the village of Bila Hora, Russia said.",
            "in",
            "capture | in the village of Bila Hora",
        ),
        (
            "Five attackers armed with rifles burst into a hotel in Gao.",
            "by",
            "attack | by Five attackers",
        ),
        (
            "Gunmen on a motorcycle shot dead two policemen and a bomb hidden in a bicycle wounded 11 people.",
            "n",
            "attack | n killed 2",
        ),
        (
            "Gunmen on a motorcycle shot dead two policemen and a bomb hidden in a bicycle wounded 11 people.",
            "n",
            "bombing | n wounded 11",
        ),
    ],
)
def test_who_goes_on(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


def test_what_was_not_reported_did_not_happen() -> None:
    found = claims("No injuries or damage were reported.")
    assert {c.polarity.value for c in found} == {"denied"}


def test_a_village_that_was_lost_is_no_victim() -> None:
    found = claims("The monitor confirmed that Popiv Yar had been lost but said fighting went on in Bila Hora.")
    assert [q for c in found for q in c.quantities] == []


def test_an_aid_worker_brings_no_aid() -> None:
    found = claims("The group released a video showing the beheading of British aid worker Ada Bly.")
    assert "aid" not in [c.type.value for c in found]


def test_who_tells_of_the_last_clause_alone() -> None:
    text = "Russia's Defence Ministry said its men downed 71 drones over Rostov, where one man was hurt, according to Yuri Bly."
    found = {c.type.value: c.origin for c in claims(text)}
    assert found == {"materiel_loss": "Russian Ministry of Defence", "toll": "Yuri Bly"}


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Whose backing somebody has, and who made what was lost.
        ("U.S.-backed forces took three villages from Islamic State.", "by", "capture | by U.S.-backed forces"),
        ("A U.S.-led coalition air strike killed nine men.", "by", "air_strike | by International Coalition"),
        ("Troops destroyed two U.S.-made tanks.", "at", "materiel_loss | at two U.S.-made tanks"),
        # The army is that of the state in whose office somebody tells of it.
        (
            "Israeli jets hit Tyre. Israel's military said it struck a depot. Lebanon's Prime Minister Najib Mikati said "
            "the army was sent to the south.",
            "by",
            "deployment | by Lebanese army",
        ),
        ("Militants bombed two Shi'ite villages near Aleppo.", "in", "bombing | in two Shi'ite villages near Aleppo"),
        (
            "Jets hit a bridge over the Seim river, Kyiv's air force commander said.",
            "in",
            "air_strike | in a bridge over the Seim river",
        ),
        ("Air defences shot down all but one of the drones.", "n", "materiel_loss | n"),
    ],
)
def test_whose_they_are(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


def test_the_country_is_that_of_the_towns_told_of() -> None:
    found = claims(
        "A bomb killed nine people near Aleppo. A deal was brokered by Iran and Qatar. In the south of the country, jets "
        "bombed a camp."
    )
    assert [p.name for p in found[-1].places] == ["Syria"]
