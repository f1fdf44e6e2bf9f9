"""Places that reports on today's wars name: the gazetteers find them by the spellings of English news, in the right spot.

``known_places.csv`` holds names with their country and point (degrees, rounded; from maps and GeoNames).
"""

import csv
from pathlib import Path

import pytest

from fogline.core.place import Kind, distance_km
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import Places, resolve

TABLE = Path(__file__).with_name("known_places.csv")
KNOWN = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
NEAR_KM = 25.0


@pytest.mark.parametrize("row", KNOWN, ids=[f"{r['name']}, {r['country']}" for r in KNOWN])
def test_known_places_are_found_where_they_are(row: dict[str, str]) -> None:
    best = resolve(row["name"], country=row["country"])[0].place
    assert best.point is not None
    assert distance_km(best.point, (float(row["lat"]), float(row["lon"]))) <= NEAR_KM


@pytest.mark.parametrize(
    ("spelling", "country", "name"),
    [
        ("Siverskodonetsk", "UA", "Sievierodonetsk"),
        ("Severodonetsk", "UA", "Sievierodonetsk"),
        ("Khan Yunis", "PS", "Khan Younis"),
        ("Al Fallujah", "IQ", "Fallujah"),
        ("Darnah", "LY", "Derna"),
        ("Khankendi", "AZ", "Stepanakert"),
        ("Mek'ele", "ET", "Mekelle"),
        ("Hamah", "SY", "Hama"),
        ("Hama", "SY", "Hama"),
    ],
)
def test_the_usual_name_stands_for_all_spellings(spelling: str, country: str, name: str) -> None:
    assert resolve(spelling, country=country)[0].place.name == name


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [  # a division and its chief town share the name; the words beside it say which is meant
        ("In Syria, rebels entered Aleppo city; Aleppo province was quiet.", "Aleppo city", Kind.TOWN),
        ("In Syria, shells hit quarters of Aleppo; Hama was quiet.", "quarters of Aleppo", Kind.TOWN),
        ("In Ukraine, a drone hit Kharkiv city, the mayor of Kyiv said.", "Kharkiv city", Kind.TOWN),
        ("In Ukraine, drones hit Kharkiv region and Kyiv.", "Kharkiv region", Kind.ADMIN1),
        ("In Syria, rebels left Idlib province for Idlib city.", "Idlib province", Kind.ADMIN1),
    ],
)
def test_a_city_is_not_its_province(text: str, phrase: str, kind: Kind) -> None:
    document = next(iter(parse([Report("r", text)])))
    mention = next(m for m in Places(document).mentions if document.quote(m.phrase) == phrase)
    assert mention.kind is kind
