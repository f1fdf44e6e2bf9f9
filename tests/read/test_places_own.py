"""A user's own places: imported, kept, found; and the governorate that every point lies in."""

from __future__ import annotations

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import (
    Division,
    OwnPlaces,
    Places,
    divisions,
    import_places,
    keep,
    reopen,
    resolve,
)
from fogline.read.places.gazetteer import world


def test_import_of_three_formats(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_text(
        "name,kind,lat,lon,country\nHill 40,site,31.5,34.4,PS\n,town,1,1,XX\nBad,town,900,1,XX\n"
    )
    (tmp_path / "b.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"properties": {"name": "Depot"}, "geometry": {"type": "Point", "coordinates": [44.1, 15.2]}}]}'
    )
    (tmp_path / "c.txt").write_text("1\tAl Test\tAl Test\tTest City\t15.1\t44.2\tP\tPPL\tYE\t\t01\t\t\t\t900\t\t\t\t\n")
    made = import_places(tmp_path / "a.csv")
    assert [p.name for p, _ in made.places] == ["Hill 40"]
    assert [p.code for p in made.problems] == ["places.row", "places.row"]
    assert import_places(tmp_path / "b.geojson").places[0][0].point == (15.2, 44.1)
    place, aliases = import_places(tmp_path / "c.txt").places[0]
    assert (place.id, place.country, place.population, aliases) == ("gn:1", "YE", 900, ("Test City",))


def test_imported_places_are_found(tmp_path, monkeypatch, request) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mine.csv").write_text(
        "name,kind,lat,lon,country,aliases\nQarn Zhubayl,town,15.1,44.3,YE,Karn Jubeil\n"
    )
    monkeypatch.setenv("FOGLINE_PLACES", str(tmp_path / "own.db"))
    assert keep(tmp_path / "own.db", import_places(tmp_path / "mine.csv").places) == 1
    assert keep(tmp_path / "own.db", import_places(tmp_path / "mine.csv").places) == 1
    reopen()
    request.addfinalizer(reopen)
    request.addfinalizer(lambda: monkeypatch.delenv("FOGLINE_PLACES"))
    assert [c.place.point for c in resolve("Karn Jubeil", country="YE")] == [(15.1, 44.3)]
    document = next(iter(parse([Report("t", "In Yemen, rockets hit Karn Jubeil.")])))
    assert "Qarn Zhubayl" in [m.name for m in Places(document).mentions if m.role == "event"]


DIVISIONS = [
    ((36.2, 37.16), "SY", "Aleppo"),
    ((47.1, 37.54), "UA", "Donetsk"),
    ((34.53, 69.17), "AF", "Kabul"),
    ((13.63, 25.35), "SD", "North Darfur"),
    ((44.6, 33.52), "UA", "Sevastopol"),
    ((35.52, 35.75), "SY", "Latakia"),  # on the coast, outside the simplified outline or not
]


@pytest.mark.parametrize(("point", "country", "name"), DIVISIONS)
def test_a_point_lies_in_its_governorate(point, country, name) -> None:  # type: ignore[no-untyped-def]
    found = divisions().at(*point)
    assert found is not None
    assert (found.country, found.name) == (country, name)


def test_the_open_sea_lies_in_none() -> None:
    assert divisions().at(34.0, 30.0) is None


def test_most_towns_lie_in_the_governorate_the_gazetteer_gives_them() -> None:
    towns = [p for p in world().peopled(30_000) if p.country in ("SY", "UA", "YE", "AF", "MM", "NG") and p.admin1]
    right = sum(divisions().at(*p.point) == Division(p.country, p.admin1) for p in towns if p.point)
    assert len(towns) > 300
    assert right / len(towns) > 0.95


def test_an_imported_point_gets_country_and_governorate(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bare.csv").write_text("name,lat,lon\nPost 12,36.4,37.2\nBuoy,34.0,30.0\n")
    keep(tmp_path / "own.db", import_places(tmp_path / "bare.csv").places)
    found = {p.name: (p.country, p.admin1) for p in OwnPlaces(tmp_path / "own.db")}
    assert found == {"Post 12": ("SY", "Aleppo"), "Buoy": (None, None)}


def test_import_of_nonsense_is_a_problem(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x.geojson").write_text("not json")
    assert import_places(tmp_path / "x.geojson").problems[0].code == "places.file"
