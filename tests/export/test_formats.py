"""Each format read back by a reader that we did not write."""

import csv
import io
import json
import zipfile

import pytest

from fogline.core.problem import Problem
from fogline.export import exporters, get
from fogline.export.formats import acled, airwars, cameo, ucdp
from fogline.export.part import Part, cell
from fogline.export.tables import TABLES
from fogline.export.zipping import zip_bytes

ALL = sorted(exporters())
SINGLE = [n for n in ALL if get(n).single]


def bytes_of(name, view):
    return {p.name: b"".join(p.chunks) for p in get(name).parts(view) if isinstance(p, Part)}


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode())))


# --- all of them ---


@pytest.mark.parametrize("name", ALL)
def test_it_says_what_it_keeps_and_what_it_cannot(name):
    e = get(name)
    assert e.name == name
    assert all(x.startswith(".") for x in e.endings)
    assert len(e.keeps) > 30
    assert len(e.cannot_express) > 30


@pytest.mark.parametrize("name", ALL)
def test_the_same_record_gives_the_same_bytes(name, edition):
    assert bytes_of(name, edition) == bytes_of(name, edition)


@pytest.mark.parametrize("name", ALL)
def test_licence_version_accuracy_go_with_it(name, edition, out):
    path = out(name, edition)
    told = b"".join(
        p.read_bytes()
        for p in ([path, *path.parent.glob("*.about.json")] if path.is_file() else path.rglob("*"))
        if p.is_file()
    )
    if name in ("parquet", "geoparquet"):
        import pyarrow.parquet as pq

        first = path if path.is_file() else path / "claims.parquet"
        told = pq.read_schema(first).metadata[b"fogline"]
    for words in (b"CC BY 4.0", b"1 of 2 claims drawn at random", b"Fogline 0.1.0", b"0.1.0+test"):
        assert words in told


@pytest.mark.parametrize("name", ALL)
def test_an_empty_record_can_be_put_out(name):
    from fogline.export import make_edition

    assert bytes_of(name, make_edition([]))


# --- tables of others ---


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("acled", 31, "event_id_cnty", "timestamp"),
        ("ucdp", 49, "id", "gwnob"),
        ("cameo", 61, "GLOBALEVENTID", "SOURCEURL"),
    ],
)
def test_columns_in_order(name, count, first, last, edition, out):
    import pandas as pd

    found = list(pd.read_csv(out(name, edition)).columns)
    assert len(found) == count
    assert (found[0], found[-1]) == (first, last)


def test_ucdp_has_high_before_low():
    at = ucdp.COLUMNS.index
    assert ucdp.COLUMNS[at("best") : at("best") + 3] == ("best", "high", "low")


def test_acled_rows(edition):
    strike, clinic, capture = rows(bytes_of("acled", edition)[""])
    assert strike["event_date"] == "2021-03-04"
    assert (strike["event_type"], strike["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert strike["actor1"] == "Syrian Air Force"
    assert strike["inter1"] == "State forces"
    assert strike["fatalities"] == "5"  # the lowest of the origins' numbers
    assert strike["iso"] == "760"
    assert strike["region"] == "Middle East"
    assert strike["location"] == "Sarmin"
    assert strike["geo_precision"] == "1"
    assert strike["notes"].startswith("On 04 March 2021, ")
    assert (capture["sub_event_type"], capture["disorder_type"]) == (
        "Non-state actor overtakes territory",
        "Political violence",
    )
    assert capture["interaction"] == "State forces-Rebel group"
    assert clinic["location"] == "Saraqib - al-Nour clinic"
    assert clinic["fatalities"] == "0"


@pytest.mark.parametrize(
    ("types", "told"),
    [
        ([1], "State forces only"),
        ([2, 1], "State forces-Rebel group"),
        ([7, 8], "External/Other forces-Civilians"),
        ([1, 7], "State forces-Civilians"),
    ],
)
def test_acled_interaction(types, told):
    assert acled.interaction(types) == told


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syrian army", 1),
        ("Russian Air Force", 8),
        ("Hay'at Tahrir al-Sham", 2),
        ("National Defence Forces", 3),
        ("Nobody Knows Them", 3),
    ],
)
def test_acled_actor_types(name, code):
    from fogline.export.countries import country

    assert acled.inter(name, country("SY")) == code


def test_ucdp_rows(edition):
    (row,) = rows(bytes_of("ucdp", edition)[""])
    assert row["date_start"] == "2021-03-04 00:00:00.000"
    assert int(row["low"]) <= int(row["best"]) <= int(row["high"])
    parts = [int(row[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(parts) == int(row["best"])
    assert row["country_id"] == "652"
    assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
    assert row["source_article"].count(";") == 2
    assert row["gwnoa"] == "652"


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90.0, -180.0, 1),
        (-90.0, -179.6, 1),
        (-89.6, -180.0, 1),
        (-89.5, -180.0, 721),
        (36.2, 37.16, 252 * 720 + 434 + 1),
        (89.9, 179.9, 259200),
    ],
)
def test_priogrid(lat, lon, cell):
    assert ucdp.priogrid(lat, lon) == cell


def test_airwars_tables(edition):
    files = bytes_of("airwars", edition)
    incident = rows(files["incidents.csv"])[0]
    assert list(incident)[: len(airwars.columns("incident_columns"))] == list(airwars.columns("incident_columns"))
    assert incident["civilian_non_combatants_killed_min"] == "7"
    assert incident["belligerents_killed_max"] == "5"
    assert incident["num_sources"] == "3"
    assert incident["num_victims_named"] == "2"
    assert incident["civilian_harm_status_slug"] in ("fair", "weak", "contested", "confirmed")
    assert {r["post_id"] for r in rows(files["sources.csv"])} >= {incident["post_id"]}
    assert [(v["name"], v["exact_age"]) for v in rows(files["victims.csv"])] == [
        ("Samira Haddad", "34"),
        ("Omar Khatib", ""),
    ]


def test_plover_records(edition):
    found = [json.loads(line) for line in bytes_of("plover", edition)[""].splitlines()]
    assert all({"id", "date", "actor", "event"} <= set(r) for r in found)
    by_event = {r["event"][0]: r for r in found}
    assert by_event["ASSAULT"]["quad_code"] == 4
    assert by_event["COERCE"]["mode"] == ["seize"]
    assert by_event["SUPPORT"]["actor"][0] == {"entity_text": "Government of Russia", "code": "RUS", "sector": "GOV"}
    assert any("negation" in r["mode"] for r in found)
    assert any(r.get("size", {}).get("dead") == 7 for r in found)
    texts = {
        n: t[3]
        for n, t in zip(
            (r.report.id for r in edition.reports), [(0, 0, 0, r.report.text) for r in edition.reports], strict=True
        )
    }
    for r in found:
        text = texts[r["cite_info"]["citation"]]
        assert text[r["text_info"]["start"] : r["text_info"]["end"]] == r["text"]


def test_cameo_rows(edition):
    found = rows(bytes_of("cameo", edition)[""])
    codes = {(r["EventCode"], r["Actor1Code"], r["Actor2Code"]) for r in found}
    assert ("051", "RUSGOV", "SYRGOV") in codes
    assert ("192", "REB", "SYRMIL") in codes
    assert {r["EventRootCode"] for r in found if r["EventCode"] == "195"} == {"19"}
    assert {r["QuadClass"] for r in found if r["EventCode"] == "195"} == {"4"}
    assert all(len(r["SQLDATE"]) == 8 for r in found)


@pytest.mark.parametrize(
    "rule", [r for r in cameo.codes()["rules"] if r.get("cameo")], ids=lambda r: f"{r['type']}-{r['cameo']}"
)
def test_every_code_has_its_class(rule):
    assert rule["cameo"][:2] in cameo.codes()["roots"]
    assert rule["event"] in cameo.codes()["quad"]
    mode = rule.get("mode")
    assert mode is None or f"{rule['event']}-{mode}" in cameo.codes()["scores"]


def test_hxl_is_read_by_libhxl(edition, out):
    import hxl

    folder = out("hxl", edition)
    with hxl.data(str(folder / "incidents.csv"), hxl.InputOptions(allow_local=True)) as source:
        data = source.cache()
        assert "#affected+killed+min" in [c.display_tag for c in data.columns]
        assert [row.get("#country+code") for row in data][:1] == ["SYR"]
        assert hxl.validate(data)["is_valid"]
    with hxl.data(str(folder / "claims.csv"), hxl.InputOptions(allow_local=True)) as source:
        assert len(list(source)) == len(edition.statements)


# --- maps and tables ---


def test_geojson_is_read_by_geopandas(edition, out):
    import geopandas

    path = out("geojson", edition)
    frame = geopandas.read_file(path)
    assert len(frame) == len(edition.picture.incidents)
    assert frame.geometry.isna().sum() == sum(edition.spot_of(i) is None for i in edition.picture.incidents)
    point = frame.loc[frame["place"] == "Sarmin"].geometry.iloc[0]
    assert 35.5 < point.y < 36.5
    assert 36 < point.x < 37.5
    assert json.loads(path.read_text())["fogline"]["licence"] == "CC BY 4.0"


def test_geoparquet_is_read_by_geopandas(edition, out):
    import geopandas

    frame = geopandas.read_parquet(out("geoparquet", edition))
    assert frame.crs.to_epsg() == 4326 or "CRS84" in str(frame.crs)
    assert len(frame) == len(edition.picture.incidents)
    assert frame.loc[frame["place"] == "Sarmin"].geometry.iloc[0].y > 35


@pytest.mark.parametrize("table", sorted(TABLES))
def test_parquet_is_read_by_duckdb(table, edition, out):
    import duckdb

    path = out("parquet", edition) / f"{table}.parquet"
    found = duckdb.sql(f"select * from '{path}'")
    assert tuple(found.columns) == TABLES[table].names
    assert len(found.fetchall()) == len(list(TABLES[table].rows(edition)))


def test_duckdb_joins_claims_with_their_numbers(edition, out):
    import duckdb

    folder = out("parquet", edition)
    sums = duckdb.sql(
        f"select origin, max(low) from '{folder}/claims.parquet' c join '{folder}/quantities.parquet' q on q.claim = c.key "
        "where measure = 'killed' group by origin order by origin"
    ).fetchall()
    assert ("Syrian Observatory for Human Rights", 7) in sums


# --- graphs and annotations ---


def test_ftm_entities_are_valid(edition):
    from followthemoney import model

    found = [json.loads(line) for line in bytes_of("ftm", edition)[""].splitlines()]
    ids = {e["id"] for e in found}
    assert len(ids) == len(found)
    for e in found:
        proxy = model.get_proxy(e)
        proxy.schema.validate(e)
        for name, values in e["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None
            assert all(prop.type.validate(v) for v in values), (name, values)
            assert prop.range is None or set(values) <= ids
    schemata = {e["schema"] for e in found}
    assert {"Article", "Event", "Person", "UnknownLink", "Address", "PublicBody"} <= schemata


ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/", "dc": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector", "AnnotationPage": "as:OrderedCollectionPage",
    "Agent": "dcterms:Agent",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"}, "name": "foaf:name",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "value": "rdf:value", "format": "dc:format",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "classifying": "oa:classifying", "tagging": "oa:tagging", "describing": "oa:describing",
}  # fmt: skip
"""The facts of the annotation context that we use, written out here: the test asks no network."""


def test_annotations_expand_as_json_ld(edition):
    from pyld import jsonld

    def load(url, options):
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}

    document = json.loads(bytes_of("annotations", edition)[""])
    (page,) = jsonld.expand(document, {"documentLoader": load, "processingMode": "json-ld-1.1"})
    items = page[
        "https://www.w3.org/ns/activitystreams#items" if False else "http://www.w3.org/ns/activitystreams#items"
    ][0]["@list"]
    assert len(items) == len(edition.statements)
    oa = "http://www.w3.org/ns/oa#"
    texts = {t.report.url: t.report.text for t in edition.reports}
    for item in items:
        assert item["@type"] == [oa + "Annotation"]
        (target,) = item[oa + "hasTarget"]
        quote, position = target[oa + "hasSelector"]
        text = texts[target[oa + "hasSource"][0]["@id"]]
        start, end = (position[oa + k][0]["@value"] for k in ("start", "end"))
        exact = quote[oa + "exact"][0]["@value"]
        assert text[start:end] == exact
        assert text.startswith(
            quote[oa + "prefix"][0]["@value"] + exact, start - len(quote[oa + "prefix"][0]["@value"])
        )
    leftover = json.dumps(page)
    assert '"provenance"' not in leftover  # every term had a meaning


def test_claims_can_be_read_again(edition):
    from fogline.core.codec import claim_to_json, reading_from_json

    found = [reading_from_json(json.loads(line)) for line in bytes_of("claims", edition)[""].splitlines()]
    assert [r.text for r, _ in found] == [t.report.text for t in edition.reports]
    again = [claim_to_json(c) for _, claims in found for c in claims]
    assert again == [claim_to_json(s.claim) for s in edition.statements]


def test_decisions_are_applied(judged, edition):
    assert len(judged.statements) == len(edition.statements) - 1
    assert "Gunmen killed" not in bytes_of("hxl", judged)["claims.csv"].decode()


# --- hostile contents ---


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\nx"), (" =1", "' =1"),
        ("-12.5", "-12.5"), (-12.5, -12.5), ("plain", "plain"), (None, ""), (["a", "b"], "a; b"), (["=a", "b"], "'=a; b"), (True, "true"), ("x\x00y", "xy"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(value, written):
    assert cell(value) == written


@pytest.mark.parametrize("name", [n for n in ALL if ".csv" in get(n).endings])
def test_no_csv_has_a_formula(name, edition):
    for data in bytes_of(name, edition).values():
        for row in csv.reader(io.StringIO(data.decode())):
            assert [c for c in row if c[:1] in ("=", "+", "@", "\t", "\r")] == []


def test_broken_characters_go_through(edition):
    from dataclasses import replace

    from fogline.export import Told, make_edition

    broken = [Told(replace(t.report, outlet="a\ud800b", title="\udfff"), t.claims, t.added) for t in edition.reports]
    view = make_edition(broken)
    for name in ALL:
        assert bytes_of(name, view)


def test_zips_are_read_by_zipfile():
    data = b"".join(zip_bytes([("a.txt", [b"x", b"y"]), ("b/c.txt", [b""])]))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.testzip() is None
        assert made.read("a.txt") == b"xy"
        assert [i.date_time[0] for i in made.infolist()] == [1980, 1980]


@pytest.mark.parametrize("name", ALL)
def test_what_is_left_out_is_said(name, edition):
    notes = []
    for item in get(name).parts(edition):
        if isinstance(item, Problem):
            notes.append(item)
        else:
            for _ in item.chunks:
                pass
    assert all(p.code == "export.left_out" and not p.lost for p in notes)
    assert bool(notes) == (
        name in ("acled", "ucdp", "plover", "cameo")
        or (name == "airwars" and any(not i.accounts for i in edition.picture.incidents))
    )


def test_a_package_can_add_a_format(monkeypatch):
    from importlib.metadata import EntryPoint

    from fogline.export import registry

    point = EntryPoint("mine", "fogline.export.formats.claims:EXPORTER", registry.GROUP)

    class Mine:
        name, endings, keeps, cannot_express, single, carries = "mine", (".txt",), "x", "y", True, False

    monkeypatch.setattr(registry, "entry_points", lambda group: [point])
    monkeypatch.setattr(EntryPoint, "load", lambda self: Mine())
    registry.exporters.cache_clear()
    try:
        assert list(registry.exporters())[-1] == "mine"
    finally:
        monkeypatch.undo()
        registry.exporters.cache_clear()


def test_an_unknown_format_is_named():
    with pytest.raises(KeyError, match="acled"):
        get("nonsense")
