"""Files of a user's own and the program's state, damaged: read, or refused with the errors that callers expect."""

import json
from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.trust.test_fuzz import CALM, JSON, NASTY

from fogline.core.codec import dumps
from fogline.ingest.web import Archive, Subscriptions
from fogline.ingest.web.archive import Kept
from fogline.read.places.supplement import import_places, supplement

GEONAMES = "\t".join(
    ("7", "Qantara", "Qantara", "Al Qantara,Kantara", "35.1", "36.2", "P", "PPL", "SY", "", "04", "", "", "", "900")
)
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Qantara", "kind": "village", "country": "SY"},
            "geometry": {"type": "Point", "coordinates": [36.2, 35.1]},
        }
    ],
}
TABLE = "name,kind,lat,lon,country,aliases\nQantara,village,35.1,36.2,SY,Kantara|Al Qantara\nHisn,hill,35.2,36.3,SY,\n"
PLACES = {".txt": GEONAMES + "\n" + GEONAMES, ".geojson": json.dumps(GEOJSON), ".csv": TABLE}
STATE = json.dumps({"feeds": {"https://a.example/rss": {"etag": "x", "last_modified": "", "done": ["1", "2"]}}})


@st.composite
def spoilt(draw, good):
    """``good`` with a few pieces cut out, changed or put in."""
    data = bytearray(good.encode())
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 30))
        data[at : at + length] = draw(st.sampled_from(NASTY) | st.binary(max_size=4) | st.just(b"[" * 3000))
    return bytes(data)


def imported(path, data):
    """What is read can be looked up and said; the rest are problems."""
    path.write_bytes(data)
    found = import_places(path)
    made = supplement(found.places)
    for place, aliases in found.places:
        assert place in made.exact(place.name)
        assert place.lat is None or -90 <= place.lat <= 90
        assert all(isinstance(name, str) for name in aliases)
    for problem in found.problems:
        dumps([problem.code, problem.message, problem.where])
    assert found.places or found.problems


@pytest.mark.parametrize("ending", sorted(PLACES))
def test_damaged_places(ending, tmp_path):
    imported(tmp_path / f"good{ending}", PLACES[ending].encode())

    @CALM
    @given(spoilt(PLACES[ending]) | st.binary(max_size=400))
    def tried(data):
        imported(tmp_path / f"places{ending}", data)

    tried()


FEATURE = st.fixed_dictionaries(
    {},
    optional={
        "features": JSON | st.lists(JSON, max_size=3),
        "properties": JSON | st.fixed_dictionaries({"name": JSON, "kind": st.just("town"), "population": JSON}),
        "geometry": JSON | st.fixed_dictionaries({"type": st.just("Point"), "coordinates": JSON}),
    },
)


@CALM
@given(FEATURE | JSON | st.fixed_dictionaries({"features": st.lists(FEATURE, max_size=3)}))
@example({"features": [None, 1, "x", []]})
@example({"features": {"a": 1}})
@example({"features": [{"geometry": {"type": "Point"}, "properties": {"name": "a"}}]})
@example({"properties": {"name": "a", "population": float("inf")}})
@example({"properties": {"name": "a", "lat": float("nan"), "lon": 1}})
def test_any_geojson(tmp_path_factory, value):
    imported(tmp_path_factory.getbasetemp() / "any.geojson", json.dumps(value).encode())


@CALM
@given(spoilt(STATE) | st.binary(max_size=200) | JSON.map(lambda value: json.dumps({"feeds": value}).encode()))
@example(b"[" * 100_000)
@example(b'{"feeds": {"a": null}}')
def test_any_state_of_subscriptions(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "watch.json"
    path.write_bytes(data)
    try:
        kept = Subscriptions.load(path)
    except ValueError:
        return
    kept.save()
    assert Subscriptions.load(path).feeds == kept.feeds


@CALM
@given(st.text(max_size=80) | st.text("0123456789abcdef./", min_size=60, max_size=70))
@example("../../secret")
@example("sha256:" + "../" * 20)
@example("sha256:" + "a" * 5000)
@example("")
@example("\0")
def test_any_reference_to_an_archive(tmp_path_factory, reference):
    folder = tmp_path_factory.getbasetemp() / "kept"
    with pytest.raises((ValueError, OSError)):
        Archive(folder).read(reference)


@CALM
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_an_archive_gives_the_bytes_it_was_given_or_none(tmp_path_factory, data, other):
    archive = Archive(tmp_path_factory.getbasetemp() / "kept")
    reference = archive.keep(data, Kept("https://a.example/", "2024-01-01T00:00:00+00:00", 200, "text/html", "", ""))
    assert archive.read(reference) == data
    name = sha256(data).hexdigest()
    (archive.folder / name[:2] / f"{name}.bin").write_bytes(other)
    if other != data:
        with pytest.raises(ValueError, match="hash"):
            archive.read(reference)
    (archive.folder / name[:2] / f"{name}.bin").unlink()
