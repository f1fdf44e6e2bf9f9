"""Do no harm: what is withheld stands in no byte of any format."""

import io
import re
import zipfile
from datetime import date

import pytest

from fogline.core.claim import ClaimPlace, Precision
from fogline.export import Profile, exporters, get, guarded
from fogline.export.coarse import area_of, centre, level
from fogline.export.mask import Mask, words
from fogline.export.profile import chosen
from fogline.export.write import all_parts

ALL = sorted(exporters())
TODAY = date(2021, 4, 1)
NAMES = ("Samira", "Haddad", "Omar", "Khatib", "Yusuf", "Qadri", "maria", "Nabil", "ليلى")
PLACES = ("Sarmin", "Saraqib", "Nour", "Kafr Batna", "Batna", "35.9033", "36.7258", "سرمين")
FINE = ("35.90", "36.72", "35.86", "36.80", "35.904", "36.725", "35.8645")
"""Coordinates of the villages: the gazetteer's, to the precision at which they say where."""


def everything(name, view):
    """All that a format puts out, as one text, with packed parts opened, file names too."""
    out = []
    for item in all_parts(get(name), view):
        if hasattr(item, "chunks"):
            out += [item.name, opened(b"".join(item.chunks))]
        else:
            out.append(str(item))
    return "\n".join(out)


def opened(data):
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as made:
            return "\n".join([*made.namelist(), *(made.read(n).decode() for n in made.namelist())])
    if data[:4] == b"PAR1":
        import pyarrow.parquet as pq

        table = pq.read_table(io.BytesIO(data))
        columns = [c for c in table.column_names if c != "geometry"]
        return str(table.schema.metadata) + str(table.select(columns).to_pylist())
    return data.decode()


def found(words, text):
    return [w for w in words if re.search(re.escape(w), text, re.IGNORECASE)]


@pytest.fixture(scope="module")
def redacted(edition):
    return guarded(edition, Profile(redact_names=True), TODAY)


@pytest.fixture(scope="module", params=["admin1", "country", "20km"])
def coarse(request, edition):
    return guarded(edition, Profile(coarsen=request.param), TODAY)


@pytest.fixture(scope="module")
def public(edition):
    return guarded(edition, Profile(delay=7, coarsen="admin1", redact_names=True), TODAY)


@pytest.mark.parametrize("name", ALL)
def test_the_record_itself_does_tell(name, edition):
    """The tests below would prove nothing if the formats told nothing."""
    assert found(("Sarmin", "35.90"), everything(name, edition))


@pytest.mark.parametrize("name", ALL)
def test_no_name_is_told(name, redacted):
    assert found(NAMES, everything(name, redacted)) == []


@pytest.mark.parametrize("name", ALL)
def test_no_place_is_told(name, coarse):
    assert found((*PLACES, *FINE), everything(name, coarse)) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_told_of_either(name, public):
    assert found((*NAMES, *PLACES, *FINE), everything(name, public)) == []


@pytest.mark.parametrize("name", ALL)
def test_the_profile_stands_in_the_export(name, public):
    assert "delay 7 days; places no finer than admin1" in everything(name, public)


def test_numbers_and_days_stay(public, edition):
    def told(view):
        return [[(a.measure, a.count, a.said) for a in i.accounts] for i in view.picture.incidents]

    assert told(public) == told(edition)
    assert {i.place.name for i in public.picture.incidents if i.place} == {"Idlib"}
    assert [len(i.origins) for i in public.picture.incidents] == [len(i.origins) for i in edition.picture.incidents]


def test_sources_stay_apart_and_public_ones_stay(redacted):
    origins = {s.origin for s in redacted.statements}
    assert {"Syrian Observatory for Human Rights", "Syrian army", "medics"} <= origins
    assert "source 1, name withheld" in origins


def test_quotations_keep_what_they_can(redacted, coarse):
    quotes = [s.claim.evidence.text for s in redacted.statements]
    assert any(
        q.startswith("Warplanes struck the market of Sarmin on Thursday and killed at least seven") for q in quotes
    )
    assert not any(t.report.text or t.report.url for t in redacted.reports)
    wide = [s.claim.evidence.text for s in coarse.statements]
    assert any("killed at least seven civilians" in q for q in wide)


def test_keys_hold_together(public):
    keys = {s.key for s in public.statements}
    assert {s.key for i in public.picture.incidents for s in i.statements} <= keys
    assert {a.statement for i in public.picture.incidents for a in i.accounts} <= keys
    assert {f.id.partition("#")[0] for f in public.ledger.figures} <= keys
    assert {s.head.id for s in public.statements} <= {t.report.id for t in public.reports}


def test_a_bundle_of_it_verifies(public, out):
    from fogline.export.verify import Checked, verify

    checked = Checked()
    assert list(verify(out("bundle", public), None, checked)) == []
    assert checked.withheld == 4


@pytest.mark.parametrize(("days", "reports"), [(0, 4), (26, 4), (27, 2), (28, 1), (40, 0)])
def test_delay(edition, days, reports):
    view = guarded(edition, Profile(delay=days), date(2021, 4, 1))
    assert len(view.reports) == (reports if days else 4)
    if days:
        cutoff = date.fromordinal(TODAY.toordinal() - days).isoformat()
        assert all(t.report.published[:10] <= cutoff for t in view.reports)
        assert all(
            not s.claim.time.days.start or s.claim.time.days.start.isoformat() <= cutoff for s in view.statements
        )
        assert "35.9" not in everything("geojson", view) or reports


def test_without_a_profile_it_is_the_same(edition):
    assert chosen(None, None, None, None) is None
    assert chosen(None, None, None, False) is None


@pytest.mark.parametrize("name", sorted(words()["profiles"]))
def test_named_profiles(name, edition):
    assert chosen(name, None, None, None)
    assert guarded(edition, chosen(name, None, None, None), TODAY).about.profile != "none"


def test_a_setting_stands_before_the_profiles_own():
    assert chosen("public", 30, None, None).delay == 30
    with pytest.raises(ValueError, match="partners"):
        chosen("nobody", None, None, None)


@pytest.mark.parametrize("text", ["", "0km", "km", "10", "ten km", "admin2", "-5km"])
def test_what_is_no_grid(text):
    with pytest.raises(ValueError, match="neither"):
        level(text)


@pytest.mark.parametrize(
    ("place", "at", "name", "precision"),
    [
        (ClaimPlace("x", "Sarmin", Precision.PLACE, "Idlib", "SY"), "admin1", "Idlib", "admin1"),
        (ClaimPlace("x", "Sarmin", Precision.PLACE, None, "SY"), "admin1", "Idlib", "admin1"),
        (ClaimPlace("x", "Sarmin", Precision.PLACE, "Idlib", "SY"), "country", "Syria", "country"),
        (ClaimPlace("x", "Idlib", Precision.ADMIN1, "Idlib", "SY"), "admin1", "Idlib", "admin1"),
        (ClaimPlace("x", "Syria", Precision.COUNTRY, None, "SY"), "admin1", "Syria", "country"),
        (ClaimPlace("x", "Nowhere Known", Precision.PLACE, None, "SY"), "admin1", "Syria", "country"),
    ],
)
def test_areas(place, at, name, precision):
    got = area_of(place, level(at))
    assert (got.name, got.precision.value) == (name, precision)


def test_a_place_of_no_known_country_goes():
    assert area_of(ClaimPlace("x", "Nowhere Known", Precision.PLACE), level("admin1")) is None


@pytest.mark.parametrize("point", [(35.9, 36.72), (-33.9, 18.4), (0.01, -0.01), (59.9, 10.7), (-1.3, 179.99)])
@pytest.mark.parametrize("km", [1, 10, 50])
def test_a_cell_holds_its_point(point, km):
    from fogline.core.place import distance_km

    middle = centre(point, km)
    assert distance_km(point, middle) <= km * 0.72
    assert centre((point[0] + 1e-9, point[1] + 1e-9), km) == middle


MASK = Mask(
    {"Khan Shaykhun": "[place]", "Leila Aswad": "[withheld]", "Aswad": "[withheld]"},
    ["Syrian army", "White Helmets"],
    {"shells", "they"},
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Shells fell on Khan Shaykhun.", "Shells fell on [place]."),
        ("shells fell on khan shaykhun", "shells fell on [place]"),
        ("Khan Shaykhun's market", "[place] market"),
        ("Leila Aswad, 12, died", "[withheld], 12, died"),
        ("Mrs Aswad said", "[withheld] said"),
        ("the Syrian army and the White Helmets", "the Syrian army and the White Helmets"),
        ("He said it on Tuesday", "He said it on Tuesday"),
        ("said Ibrahim al-Najjar of Kafr Takharim", "said [withheld] of [withheld]"),
        ("They met Hadi", "They met [withheld]"),
        ("call +963 944 123 456 or ahmad@example.org", "call [withheld] or [withheld]"),
        ("see https://x.example/leila #LeilaAswad @leila", "see [withheld]"),
        ("قتل أحمد", "[withheld]"),
        ("16 civilians were killed", "16 civilians were killed"),
        ("", ""),
    ],
)  # fmt: skip
def test_masking(text, left):
    assert MASK(text) == left


def test_an_allowed_name_that_holds_a_secret_is_not_allowed():
    mask = Mask({"Douma": "[place]"}, ["Douma Media Centre"])
    assert "Douma" not in mask("the Douma Media Centre said")


def test_points_go_with_places():
    mask = Mask({}, [], points=True)
    assert mask("more than 3,500 were freed, 12.5 km away") == "more than 3,500 were freed, 12.5 km away"
    assert mask("35,9033") == "[withheld]"
    assert mask("at 35.9033, 36.7258 or 36SYD1234567890 or 35°54'N") == "at [withheld] or [withheld] or [withheld]"
