"""Places in ordinary news: small towns told by their state, their county or the towns around them, rivers and ranges."""

from __future__ import annotations

import pytest

from fogline.core.place import Kind, distance_km
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import PlaceMention, Places
from fogline.read.places.gazetteer import villages
from fogline.read.places.lookup import look_articled, look_site, look_small, look_up

NEAR_KM = 60.0
FOUND = ("event", "metonym", "dateline")


def told(text: str, name: str) -> list[PlaceMention]:
    document = next(iter(parse([Report("r", text)])))
    return [m for m in Places(document).mentions if document.quote(m.span) == name and m.role in FOUND]


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        # A state behind the name, written in full or short, also of what only the villages have.
        ("A barn burned in Angle Inlet, Minn. The owner was away in Iowa.", "Angle Inlet", (49.35, -95.06)),
        ("A barn burned in Edenville, Michigan, and another in Midland.", "Edenville", (43.78, -84.38)),
        ("The plant in Dudley, N.C., shut. Goldsboro and Raleigh were told.", "Dudley", (35.29, -78.03)),
        # The towns around it.
        (
            "Crews came to Goldsboro, N.C., from Kinston, Wilson and Mount Olive. A school in Dudley was shut.",
            "Dudley",
            (35.29, -78.03),
        ),
        (
            "Floods cut off Marion, Ohio. Buses to Galion, Bucyrus and Delaware stood still. A barn near Waldo fell.",
            "Waldo",
            (40.46, -83.07),
        ),
        # The state that its sentence names.
        (
            "In Lowell, Massachusetts, snow fell. In Vermont, a bus from Barre hit a tree.",
            "Barre",
            (44.2, -72.5),
        ),
        # A world city, also abroad.
        ("The jet left Chicago for Paris. It had come from Dallas and Houston.", "Paris", (48.86, 2.35)),
        ("Fires in Paris, Texas, are out. Crews from Sherman and Bonham left Paris.", "Paris", (33.66, -95.56)),
        # Usual names where the gazetteer's own is another's.
        ("Two shops burned in Mullingar, and one in Athlone in Ireland.", "Mullingar", (53.53, -7.34)),
        ("The road to Barrow was shut; so was one in Kendal in England.", "Barrow", (54.11, -3.23)),
        ("Two flights to Shannon Airport turned back to Dublin.", "Shannon Airport", (52.7, -8.92)),
    ],
)
def test_a_town_lies_where_the_text_puts_it(text: str, name: str, where: tuple[float, float]) -> None:
    found = told(text, name)
    assert found
    assert all(m.point is not None and distance_km(m.point, where) <= NEAR_KM for m in found)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Homes along the Severn were flooded.", "Severn", Kind.WATER),
        ("Snow fell in the Andes in Colombia.", "Andes", Kind.MOUNTAIN),
        ("A yacht sank in the Solent.", "Solent", Kind.WATER),
        ("Mines closed in the Pilbara in Western Australia.", "Pilbara", Kind.AREA),
        ("A shop burned in Severn, Maryland.", "Severn", Kind.TOWN),
    ],
)
def test_the_article_tells_a_river_from_a_town(text: str, name: str, kind: Kind) -> None:
    assert [m.kind for m in told(text, name)] == [kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Where somebody lives.
        ("The judge tried Senthil Kumar of Dindigul on Monday.", "Dindigul"),
        ("Boeing, of Chicago, kept silent.", "Chicago"),
        ("Residents of Mykolaiv stayed in.", "Mykolaiv"),
        # The full stop of a short state hides the end of the sentence.
        ("He moved to Naples, Fla. His lawyer stayed in Ohio.", "Fla."),
        # Towns called like common words.
        ("Trucks collided near Commerce, Georgia, on Monday.", "Commerce"),
        # Villages only behind a preposition, among the report's other places.
        (
            "Trains ran from Goldsboro to Kinston and Mount Olive, N.C. A bus went through Dudley.",
            "Dudley",
        ),
    ],
)
def test_these_are_places(text: str, name: str) -> None:
    assert told(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The manager, Dallas Turner, left, and so did the cook.", "Dallas"),
        ("Jordan Lee of Yakima was hurt, and two men fled.", "Jordan"),
        ("Fans of the Toronto Blue Jays marched, and sang.", "Toronto"),
        ("Norfolk Southern shut its yard, and left.", "Norfolk"),
        ("The Bank of Chicago closed, and opened again.", "Chicago"),
        ("The Prince of Wales came, and went.", "Wales"),
        ("They collided on U.S. 441 on Monday.", "U.S."),
        ("They collided on Highway 12 on Monday.", "Highway"),
        # A surname that some village has too, far from the report's places.
        ("Rain fell in Ohio. The prize went to Turner on Monday, in Dayton.", "Turner"),
    ],
)
def test_these_are_none(text: str, name: str) -> None:
    assert not told(text, name)


def test_villages_are_only_looked_up_for_names_known_to_be_places() -> None:
    assert not look_up("Angle Inlet")
    assert [p.admin1 for p in look_small("Angle Inlet", frozenset({"US"}))] == ["Minnesota"]
    assert not look_small("Angle Inlet", frozenset({"GB"}))
    assert all(p.id.startswith("gp:") for p in villages().exact("Dudley"))


def test_airports_are_sites_by_several_names() -> None:
    assert {p.country for p in look_site("Heathrow Airport")} == {"GB"}
    assert [p.kind for p in look_site("Hamad International Airport")] == [Kind.SITE]
    assert not look_small("Heathrow Airport", frozenset({"GB"}))


def test_a_name_with_its_article_is_first_what_always_has_one() -> None:
    assert [p.name for p in look_articled("Severn")] == ["River Severn"]
    assert "River Severn" not in [p.name for p in look_up("Severn")]
    assert [p.kind for p in look_articled("Andes")] == [Kind.MOUNTAIN]
    assert look_articled("Gary") == look_up("Gary")
