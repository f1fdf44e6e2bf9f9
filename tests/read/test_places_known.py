"""Places that reports on today's wars name: the gazetteers find them by the spellings of English news, in the right spot.

``known_places.csv`` holds names with their country and point (degrees, rounded; from maps and GeoNames).
"""

import csv
from pathlib import Path

import pytest

from fogline.core.place import distance_km
from fogline.read.places import resolve

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
    ],
)
def test_the_usual_name_stands_for_all_spellings(spelling: str, country: str, name: str) -> None:
    assert resolve(spelling, country=country)[0].place.name == name
