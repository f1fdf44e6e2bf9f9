"""Places that a report tells of without any name a gazetteer has: sites, sides, waters, roads, villages by their frame."""

import pytest
from tests.read.test_everyday import claims

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import PlaceMention, Places


def mentions(text: str) -> dict[str, PlaceMention]:
    document = next(iter(parse([Report("r", text)])))
    return {document.quote(m.phrase): m for m in Places(document).mentions}


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [  # a site that no town spoken of names goes by what it is called
        (
            "The rebels came at night. They burned the treasury building and left.",
            "the treasury building",
            "treasury building",
        ),
        ("Shells hit a bus. The police station was gutted.", "The police station", "police station"),
        ("The guards fled. Nine prisoners walked out of the central jail.", "the central jail", "central jail"),
        ("The army withdrew. The airport stayed closed.", "The airport", "airport"),
        ("Gunmen came at dawn. They shot two at the minister's office.", "the minister's office", "office"),
    ],
)
def test_a_site_goes_by_what_it_is_called(text: str, phrase: str, name: str) -> None:
    assert mentions(text)[phrase].name == name


@pytest.mark.parametrize(
    ("text", "phrase"),
    [  # whose it is and what it stands at belong to it
        ("In Lviv, rebels took the base of the 52nd Brigade.", "the base of the 52nd Brigade"),
        ("Rebels stormed the checkpoint at Lutsk.", "the checkpoint at Lutsk"),
        ("Sappers blew up a railway bridge near Lutsk.", "a railway bridge near Lutsk"),
        ("In Lviv, rebels held the bridge over the canal.", "the bridge over the canal"),
        ("In Lviv, a shell hit the gates of the power plant.", "the gates of the power plant"),
        ("Two men died on the road from Lviv to Lutsk.", "the road from Lviv to Lutsk"),
    ],
)
def test_a_site_is_told_with_whose_it_is(text: str, phrase: str) -> None:
    assert phrase in mentions(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The embassy said nine people died.", "The embassy"),
        ("They hit the barracks on Sunday.", "the barracks on Sunday"),
        ("They shelled the school in the morning.", "the school in the morning"),
        ("Nine people died at a location.", "a location"),
    ],
)
def test_what_is_no_site_or_no_part_of_it(text: str, phrase: str) -> None:
    assert phrase not in mentions(text)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("In Mali, rebels hold the north.", "the north", "northern Mali"),
        ("In Mali, the army lost the north-east on Sunday.", "the north-east", "northeastern Mali"),
        ("In Mali, soldiers from Niger closed the border.", "the border", "Mali-Niger border"),
        (
            "In Mali, rebels crossed the Mali-Algeria border. Troops held the frontier.",
            "the frontier",
            "Mali-Algeria border",
        ),
        ("In Ukraine, troops crossed the Dnipro river. Boats sank in the river.", "the river", "Dnipro"),
        ("In Ukraine, rebels left. Boats sank in the lagoon.", "the lagoon", "lagoon"),
        ("In Sri Lanka, troops cut Highway 47 on Sunday.", "Highway 47", "Highway 47"),
        ("In Syria, troops cut the M5 highway and held Position 27.", "Position 27", "Position 27"),
        ("In Syria, troops reached the M5 near Homs.", "M5", "M5"),
        ("In Lviv, shells fell on the Old City on Sunday.", "the Old City", "Lviv"),
    ],
)
def test_sides_borders_waters_and_numbers(text: str, phrase: str, name: str) -> None:
    assert mentions(text)[phrase].name == name


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Congo, M23 fights on. The M23 rebels took the town of Sake.", "The M23"),
        ("In Mali, troops went to the north of Gao.", "the north"),
        ("In Mali, the North Atlantic alliance met.", "the North"),
        ("In Mali, the border guards fled.", "the border"),
    ],
)
def test_no_sides_borders_or_numbers(text: str, phrase: str) -> None:
    assert phrase not in mentions(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [  # a setting that only places have
        ("In Mali, the battle of Kovanna took place in 2013.", "Kovanna"),
        ("In Mali, gunmen came from a village called Zerewa.", "Zerewa"),
        ("In Syria the army advanced. Tarmezia was shelled on Sunday.", "Tarmezia"),
        ("In Syria the army advanced. Tarmezia fell to the rebels on Sunday.", "Tarmezia"),
        ("In Haiti, 900 people left for Fondelle on Monday.", "Fondelle"),
        ("In Mali, they passed through Mautoa on Monday.", "Mautoa"),
        # twice behind a preposition of place
        ("In Mali, raids on Yigalo killed nine. Men from Yigalo fled over Yigalo hill.", "Yigalo"),
        # what is called so is no person and no body
        ("In Nigeria, a bomb hit the National Hospital on Sunday.", "the National Hospital"),
        ("In Kenya, nine died at the Osmea elementary school.", "the Osmea elementary school"),
        ("In Haiti, bodies lay on the Avenue Lamoreau.", "the Avenue Lamoreau"),
    ],
)
def test_a_setting_shows_a_place(text: str, phrase: str) -> None:
    assert phrase in mentions(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Mali, a letter from Yigalo said so. Nine wrote to Yigalo. Yigalo said no.", "Yigalo"),
        ("In Syria the army advanced. Tarmezia fell to the ground.", "Tarmezia"),
        ("In Haiti, she voted for Fondelle on Monday.", "Fondelle"),
    ],
)
def test_a_setting_shows_none(text: str, phrase: str) -> None:
    assert phrase not in mentions(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Congo, rebels attacked villages in Ituri province.", "Ituri"),
        ("In Turkey, bombs went off in Diyarbakir on Sunday.", "Diyarbakir"),
        ("In Syria, the wounded were taken to hospitals in Homs.", "Homs"),
    ],
)
def test_places_by_their_usual_names(text: str, name: str) -> None:
    assert name in {m.name for m in mentions(text).values()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels attacked a convoy on the road from Gao to Kidal on Monday.", ["Gao-Kidal road"]),
        ("The army cut the road between Hama and Homs on Monday.", ["Hama-Homs road"]),
        ("Rebels attacked a convoy in Gao and in Kidal on Monday.", ["Gao", "Kidal"]),
    ],
)
def test_a_way_stands_for_its_two_ends(text: str, wanted: list[str]) -> None:
    (claim,) = claims(text)
    assert sorted(p.name for p in claim.places) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rubaxo, a coltan town some 50 km west of Goma, was in the hands of M23 on Monday.", ["Rubaxo"]),
        ("Ann Rubaxo, a town clerk west of Goma, was in the hands of M23 on Monday.", ["Goma"]),
    ],
)
def test_a_name_that_is_said_to_be_a_town_is_one(text: str, wanted: list[str]) -> None:
    found = claims(f"{text} The army denied that the town had fallen.")
    assert [p.name for c in found if c.type is ClaimType.CAPTURE for p in c.places] == wanted
