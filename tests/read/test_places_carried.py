"""Places that an event is not told with: a whole war's country, the scene it points back to, a people's land."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims
from tests.read.test_places_scorer import event_of, read

from fogline.core.claim import ClaimType
from fogline.read.places import Places
from fogline.read.places.echoes import echoed


def _of(text: str, kind: str, number: int = -1) -> list[str]:
    return [p.name for p in [c for c in claims(text) if c.type is ClaimType(kind)][number].places]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        (
            "More than 14,000 people have been killed since the Sudanese conflict erupted in April 2023.",
            "toll",
            ["Sudan"],
        ),
        ("Yemen's civil war broke out in 2014 with protests against the president.", "protest", ["Yemen"]),
        ("The war in Darfur, which began in 2003, has killed 300,000 people.", "toll", ["Darfur"]),
        ("More than 40,000 people have died since the start of the uprising in Myanmar in 2021.", "toll", ["Myanmar"]),
        ("Russia's war in Ukraine has killed thousands of civilians since February 2022.", "toll", ["Ukraine"]),
        ("Ethiopia's war, which was sparked by raids on bases in Mekelle, has killed thousands.", "toll", ["Ethiopia"]),
        ("The Tigray war displaced more than two million people.", "displacement", ["Tigray"]),
        # The country of the report's towns.
        (
            "Rockets hit Marib and Taiz in Yemen on Monday. A total of 9,000 have been killed since the war began.",
            "toll",
            ["Yemen"],
        ),
        # One that was named before.
        (
            "Rebels shelled Kharkiv. Russia's invasion of Ukraine has killed thousands. The war has displaced millions.",
            "displacement",
            ["Ukraine"],
        ),
        (
            "Russia's invasion of Ukraine has killed thousands. The war has displaced millions.",
            "displacement",
            ["Ukraine"],
        ),
        ("Russia's invasion has displaced millions, Ukraine said.", "displacement", ["Ukraine"]),
        ("Millions have been displaced in the war that erupted in 2023, Sudan said.", "displacement", ["Sudan"]),
        ("Millions have been displaced by the war, which erupted in 2023, Sudan said.", "clash", ["Sudan"]),
        # Some war that nobody names.
        ("Nine people were killed in the war. France spoke for Yemen.", "toll", []),
        # A count with a place of its own.
        ("Since the war in Yemen began, 2,000 people have been killed in Taiz.", "toll", ["Taiz"]),
        ("In Mosul, 2,000 people have been killed since the war began.", "toll", ["Mosul"]),
    ],
)
def test_a_whole_war_is_its_country_s(text: str, kind: str, places: list[str]) -> None:
    assert _of(text, kind) == places


def test_a_war_of_two_lands_is_nowhere() -> None:
    text = (
        "Shells hit Kassala in Sudan and Asmara in Eritrea on Monday. Millions have been displaced since the war began."
    )
    assert _of(text, "displacement") == []


BLAST = "A bomb went off in Cali. Troops took Jamundi. "


@pytest.mark.parametrize(
    ("text", "word", "kind", "places"),
    [
        (BLAST + "The group claimed responsibility.", "claimed", ClaimType.BOMBING, ["Cali"]),
        (BLAST + "The blast hurt 12.", "hurt", ClaimType.BOMBING, ["Cali"]),
        (BLAST + "Such an attack had killed nine.", "killed", ClaimType.ATTACK, ["Cali"]),
        (BLAST + "Nine died in the fighting.", "died", ClaimType.TOLL, ["Jamundi"]),
        (BLAST + "A blast hurt 12.", "hurt", ClaimType.BOMBING, []),
        (BLAST + "The attack that began the war hurt 12.", "hurt", ClaimType.BOMBING, []),
        (BLAST + "The group denied the attack.", "denied", ClaimType.DENIAL, []),
    ],
)
def test_what_is_told_as_known_is_where_it_was_told_to_be(
    text: str, word: str, kind: ClaimType, places: list[str]
) -> None:
    document = read(text)
    mentions = {m.name: m for m in Places(document).mentions}
    blast, taking, later = (
        event_of(document, *event) for event in (("went", ClaimType.BOMBING), ("took", ClaimType.CAPTURE), (word, kind))
    )
    told = {blast: (mentions["Cali"],), taking: (mentions["Jamundi"],), later: ()}
    assert [m.name for m in echoed(document, told).get(later, ())] == places


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Attacks across 15 Iraqi cities left 83 killed on Monday.", "attack", ["Iraq"]),
        ("Drones struck several Russian regions overnight.", "air_strike", ["Russia"]),
        ("The army pushed into Lebanese territory on Sunday.", "clash", ["Lebanon"]),
        ("Two fishermen were killed in Yemeni waters on Monday.", "toll", ["Yemen"]),
        # Places with names of their own, and a land that only tells whose something is.
        ("Ukrainian drones hit several Russian regions, including Belgorod.", "air_strike", ["Belgorod"]),
        ("Shells hit the Iraqi cities of Mosul and Tikrit on Monday.", "shelling", ["Mosul", "Tikrit"]),
    ],
)
def test_a_people_s_towns_are_its_land(text: str, kind: str, places: list[str]) -> None:
    assert _of(text, kind) == places


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Troops surrounded Tabqa located some 25 miles west of Raqqa.", "control", ["Tabqa"]),
        ("Drones struck Kramatorsk, a city south of Sloviansk, on Monday.", "air_strike", ["Kramatorsk"]),
        ("Nine were killed in battles around Tabqa north of Raqqa since Wednesday.", "toll", ["Tabqa"]),
        ("Clashes erupted south of Goma on Monday.", "clash", ["Goma"]),
        ("Shells were fired by gunmen stationed in Marib at a market in Taiz.", "shelling", ["Taiz"]),
        ("A missile hit a base located in Odesa.", "shelling", ["Odesa"]),
        ("A drone struck the Saudi Hospital on Monday.", "air_strike", ["Saudi Hospital"]),
        ("Gunmen positioned in Marib shelled Taiz.", "shelling", ["Taiz"]),
        ("Gunmen positioned in Marib province shelled Taiz.", "shelling", ["Taiz"]),
        ("Shells were fired by gunmen stationed in Marib and Taiz at a market in Ibb.", "shelling", ["Ibb"]),
        # Who is on the move, and who did something there, is there.
        ("Gunmen deploying in Marib shelled Taiz.", "shelling", ["Marib", "Taiz"]),
        ("Gunmen trained in Marib attacked Taiz.", "attack", ["Marib", "Taiz"]),
        ("South of Goma, shells hit Bor.", "shelling", ["Bor", "Goma"]),
        ("Nine people were killed in Bara and 12 north of El Obeid.", "toll", ["Barah", "El Obeid"]),
        # How far from the capital, what a missile is called, and where they fled to.
        ("Two people were killed in Bor, 20 km from the capital, Juba.", "toll", ["Bor"]),
        ("Two Kharkiv missiles hit the port of Odesa.", "shelling", ["Odesa"]),
        ("A drone hit 12 men fleeing toward Goma from Bor.", "air_strike", ["Bor"]),
        ("Nine people were shot dead as they fled to Goma.", "attack", []),
    ],
)
def test_where_a_place_lies_and_where_the_doers_are_is_not_the_scene(text: str, kind: str, places: list[str]) -> None:
    assert _of(text, kind) == places


def test_more_have_died_in_a_named_war() -> None:
    text = "Rebels took Bara on Monday. More than 150,000 people have been killed in the Sudanese conflict."
    assert _of(text, "toll") == ["Sudan"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "France condemned the raid. Shells hit Marib and Taiz. Nine people were killed across the country.",
            ["Yemen"],
        ),
        ("Russia said rebels shelled Kutum. Nine people were killed in the country on Monday.", ["Sudan"]),
        # Towns of two countries tell of none.
        ("France condemned the raid. Shells hit Marib and Kutum. Nine people were killed in the country.", ["France"]),
    ],
)
def test_the_country_is_that_of_the_towns_told_of(text: str, places: list[str]) -> None:
    assert _of(text, "toll") == places


def test_whose_an_invasion_is_is_not_where_it_happens() -> None:
    text = "Talks were held by Russia and Ukraine. The Russian invasion has displaced millions."
    assert _of(text, "displacement") == ["Ukraine"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The fighting came a day after Angola said the two sides would hold talks in Luanda.", ["Uvira"]),
        ("The fighting in Bukavu came a day after envoys met in Luanda.", ["Bukavu"]),
        ("Clashes erupted after gunmen attacked a post in Bukavu.", ["Bukavu"]),
    ],
)
def test_what_only_dates_an_event_is_not_its_scene(text: str, places: list[str]) -> None:
    assert _of(f"Rebels fought troops in Uvira on Monday. {text}", "clash") == places
