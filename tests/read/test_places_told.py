"""Names and what stands around them: whose they are, what makes them a place, and where something is only told."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims

from fogline.core.claim import ClaimType
from fogline.core.place import distance_km
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import PlaceMention, Places

NEAR_KM = 60.0


def mentions(text: str, name: str) -> list[PlaceMention]:
    document = next(iter(parse([Report("r", text)])))
    return [m for m in Places(document).mentions if document.quote(m.span) == name]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # Whose word it is, and where it was said.
        ("Criticism came from France on Monday.", "France", "metonym"),
        ("He said at a news conference in Kabul that it was over.", "Kabul", "dateline"),
        ("She said in a briefing in Geneva it was over.", "Geneva", "dateline"),
        # Whose an office is.
        ("The Senator, of Ohio, kept silent.", "Ohio", "metonym"),
        ("Bradford MP Jo Bly left.", "Bradford", "metonym"),
        ("Bly, the MP of Bradford, left.", "Bradford", "metonym"),
        # A word with a capital only because it opens its sentence; a body all the same.
        ("Parts of Ohio were dry.", "Ohio", "event"),
        ("Police of Ohio came.", "Ohio", "name"),
        # Pieces of names.
        ("Ohio Patrol cars came.", "Ohio", "name"),
        ("Shares of Georgia Power fell.", "Georgia", "name"),
        ("Big Brothers of Dayton met.", "Dayton", "name"),
        ("He wrote in Toledo Gazette of it.", "Toledo", "name"),
        ("Detroit Mercy of Michigan won.", "Michigan", "name"),
        ("He met David Smith-Houston in Ohio.", "Houston", "name"),
        ("The Last Paris-Berlin train left.", "Berlin", "event"),
        # Names that no gazetteer has, and where somebody lives.
        ("Quillby, Iowa, was calm.", "Quillby", "event"),
        ("The judge tried Jo Bly of Zorbach on Monday.", "Zorbach", "event"),
        # A village that only stands behind a preposition, among the report's other places.
        ("Trains ran from Goldsboro to Kinston and Mount Olive, N.C. A bus came from Hookerton.", "Hookerton", "event"),
        ("He wrote to David Lagos - Houston was asleep.", "Houston", "event"),
        # Names with a link, and towns called like common words.
        ("A shop in Stow on the Wold burned.", "Stow on the Wold", "event"),
        ("Homes in Stratford upon Avon were flooded in England.", "Stratford upon Avon", "event"),
        ("Fires burned in Chatillon en Bazois.", "Chatillon en Bazois", "event"),
        ("A fire burned in the city of Van in Turkey.", "Van", "event"),
    ],
)
def test_what_a_name_is_there(text: str, name: str, role: str) -> None:
    assert [m.role for m in mentions(text, name)] == [role]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Quillby, Georgia, on Monday.", "Quillby"),
        ("Trinity College of Quillby won.", "Quillby"),
        ("Bly Hospital of Quillby closed.", "Quillby"),
        ("They collided near Highway 12.", "Highway"),
        ("A fair near Commerce Bank closed.", "Commerce"),
        ("The Solent ferry sank off England.", "Solent"),
        ("He left Burren in Ireland.", "Burren"),
        ("Quillby, Ohio Governor, left.", "Quillby"),
        ("He met the Silver Lions of Zorbach.", "Zorbach"),
        # A state in short behind a name: it says where that lies, and is no town of its own.
        ("She was born in Quillby, Ore., in 1960.", "Ore."),
        # A village's name, but none of the report's other places is near it.
        ("Voters in Iowa chose him over Clemons on Monday.", "Clemons"),
        # A rifle is no road, a people no town.
        ("Soldiers in Bor were hit when the M16 jammed.", "M16"),
        ("Soldiers in Bor were hit when the M-16 jammed.", "M-16"),
        ("The militia besieged the Yazidis.", "Yazidis"),
    ],
)
def test_no_place_is_named(text: str, name: str) -> None:
    assert name in text
    assert not mentions(text, name)


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        # A state of the sentence before says less than a city's size.
        ("Snow fell in Texas. A bus from Paris hit a tree.", "Paris", (48.86, 2.35)),
        # The towns around it say more.
        ("Buses from Woodstock, Stratford and Kitchener left London.", "London", (42.98, -81.25)),
        ("Two flights to Shannon Airport turned back.", "Shannon Airport", (52.7, -8.92)),
    ],
)
def test_where_it_lies(text: str, name: str, where: tuple[float, float]) -> None:
    (found,) = mentions(text, name)
    assert found.point is not None
    assert distance_km(found.point, where) <= NEAR_KM


def test_a_short_name_of_a_great_city_is_not_the_city() -> None:
    assert [m.point for m in mentions("A barn in Pari burned.", "Pari")] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Gunmen killed nine as families streamed into Adre.", ClaimType.TOLL, []),
        ("Gunmen crossed into Chad and killed nine people.", ClaimType.ATTACK, ["Chad"]),
    ],
)
def test_people_who_crossed_into_a_place_were_not_hurt_there(text: str, kind: ClaimType, places: list[str]) -> None:
    found = [[p.name for p in c.places] for c in claims(text) if c.type is kind]
    assert found == [places]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Where those who were hit are from, and where they were hit.
        ("Nine residents of Bor were killed in Juba.", {"Juba"}),
        ("Nine refugees from Bor were killed near Juba.", {"Juba"}),
        ("Nine residents of Bor were killed.", {"Bor"}),
        # On the way.
        ("Nine men were killed in a convoy attack as they were being moved from Bor on Friday.", set()),
        ("Nine men were killed in Bor as they were moved on Friday.", {"Bor"}),
        # Who takes in the dead.
        ("Medics said that Bor National Hospital received the bodies of nine victims.", set()),
        ("Shells struck Bor National Hospital, killing nine.", {"Bor National Hospital"}),
    ],
)
def test_where_people_were_hit(text: str, wanted: set[str]) -> None:
    assert {p.name for c in claims(text) for p in c.places} == wanted


def test_who_tells_that_a_hospital_took_in_the_dead_is_the_source() -> None:
    (told,) = claims("Medics said that Bor National Hospital received the bodies of nine victims.")
    assert [link.source for link in told.attribution] == ["medics"]
    (told,) = claims("Bor National Hospital received the bodies of nine victims.")
    assert [link.source for link in told.attribution] == ["Bor National Hospital"]
