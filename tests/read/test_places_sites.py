"""Sites and small places: what has no name but is known ("the market"), and names that are longer than any gazetteer's."""

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import PlaceMention, Places
from fogline.read.reader import read


def mentions(text: str) -> dict[str, PlaceMention]:
    document = next(iter(parse([Report("r", text)])))
    return {document.quote(m.phrase): m for m in Places(document).mentions}


@pytest.mark.parametrize(
    ("text", "phrase", "town"),
    [
        ("Shells fell on Lviv. A second volley hit the jetty at dusk.", "the jetty", "Lviv"),
        ("Gunmen came to Lviv. They ransacked the convent and left.", "the convent", "Lviv"),
        ("Shells fell on Lviv. The orphanage burned all night.", "The orphanage", "Lviv"),
        ("Rebels hold Lviv. The courthouse fell on Sunday.", "The courthouse", "Lviv"),
        ("Troops left Lviv. Two people died at a farmhouse at Donetsk.", "a farmhouse at Donetsk", "Donetsk"),
        ("Rebels took Lviv. On Friday they cut the road to Donetsk.", "the road to Donetsk", "Donetsk road"),
        ("Troops entered Ostrivka village. Jets bombed the bazaar on Sunday.", "the bazaar", "Ostrivka"),
    ],
)
def test_a_site_is_the_towns_it_stands_in(text: str, phrase: str, town: str) -> None:
    assert mentions(text)[phrase].name == town


def test_a_site_in_a_town_that_is_told_goes_by_no_other() -> None:
    found = mentions("Shells fell on Lutsk. Nine men died at a kiosk, nine at an outpost in Ukraine's city of Lviv.")
    assert "an outpost" not in found


def test_a_building_that_nothing_happens_at_is_no_scene() -> None:
    assert "The orphanage" not in mentions("Shells fell on Lviv. The orphanage employed nine people.")


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [  # "the airport" of the town that the report speaks of, not of the one it named last
        ("Shells hit Lviv. In Lviv, as in Lutsk, people hid. Troops took the airport.", "the airport", "Lviv airport"),
        ("Troops entered Ostrivka village on Monday. They took the airport.", "the airport", "Ostrivka airport"),
        # the last site that is called so
        ("Shells hit the Botkin seminary in Lviv. On Sunday the seminary burned.", "the seminary", "Botkin seminary"),
    ],
)
def test_a_known_site_goes_by_its_town_or_its_name(text: str, phrase: str, name: str) -> None:
    assert mentions(text)[phrase].name == name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("In Croatia, a shell fell in Borovo Vrelo, near Vukovar, on Tuesday.", "Borovo Vrelo", "Borovo Vrelo"),
        ("In Croatia, a shell fell on Borovo-Vrelo, near Vukovar, on Tuesday.", "Borovo-Vrelo", "Borovo-Vrelo"),
        ("In Haiti, gunmen shot two at Petit-sur-Lac, near the sea.", "Petit-sur-Lac", "Petit-sur-Lac"),
        ("In Liberia, rebels crossed Stockton Creek, a narrow water, on Sunday.", "Stockton Creek", "Stockton Creek"),
        (
            "In Liberia, shells hit the Bensonville docks, burning two ships.",
            "the Bensonville docks",
            "Bensonville docks",
        ),
    ],
)
def test_a_name_is_taken_whole(text: str, phrase: str, name: str) -> None:
    assert mentions(text)[phrase].name == name


@pytest.mark.parametrize(
    "text",
    [
        "In Sudan, a letter was sent to Burhan on Monday.",
        "In Sudan, rebels sent a letter to Tavila, an aide said.",
        "In Sudan, a message to Tavila was read out.",
        "In Sudan, protesters walked to Tower.",
    ],
)
def test_what_is_written_to_somebody_goes_to_no_place(text: str) -> None:
    assert list(mentions(text)) == ["Sudan"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells hit Lviv on Sunday. A doctor at the Botkin hospital said he saw nine bodies.", ["Lviv"]),
        ("Shells hit Lviv on Sunday, killing ten. Two of the wounded died in hospital.", ["Lviv"]),
        ("Shells hit Lviv on Sunday. Nine people were killed at the Botkin hospital.", ["Botkin hospital"]),
    ],
)
def test_who_died_in_hospital_was_hit_elsewhere(text: str, places: list[str]) -> None:
    claims = next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims
    assert [p.name for p in claims[-1].places] == places


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Ukraine, drones hit Lviv, and Lviv-Lutsk trains stopped.", "Lviv"),
        ("In Congo, shells fell on Goma, and in Goma M23 fighters killed two.", "Goma"),
        ("In Ukraine, a Kyiv-NATO council met, and shells fell near Lviv.", "a Kyiv"),
    ],
)
def test_a_name_ends_where_another_begins(text: str, phrase: str) -> None:
    assert mentions(text)[phrase].role == "event"
