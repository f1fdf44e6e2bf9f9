"""fogline export as a person uses it."""

import json

import pytest
from typer.testing import CliRunner

from fogline.cli import app


def fogline(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_the_list_says_what_each_keeps_and_cannot_express():
    found = fogline("export", "--list")
    assert found.exit_code == 0
    rows = [json.loads(line) for line in fogline("export", "--list", "--json").stdout.splitlines()]
    assert {"acled", "bundle", "site", "ftm"} <= {r["format"] for r in rows}
    assert all(r["keeps"] and r["cannot express"] for r in rows)


def test_a_file_and_what_it_says_of_itself(demo_record, tmp_path):
    out = tmp_path / "events.csv"
    found = fogline("export", "acled", "--db", demo_record, "-o", out, "--licence", "CC BY 4.0")
    assert found.exit_code == 0, found.output
    assert out.read_text().startswith("event_id_cnty,")
    about = json.loads((tmp_path / "events.csv.about.json").read_text())
    assert about["licence"] == "CC BY 4.0"
    assert about["accuracy"].startswith("not audited")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_to_standard_output(demo_record):
    found = fogline("export", "geojson", "--db", demo_record, "-o", "-")
    assert json.loads(found.stdout)["type"] == "FeatureCollection"
    assert fogline("export", "parquet", "--db", demo_record, "-o", "-").exit_code == 2


def test_by_both_clocks(demo_record, tmp_path):
    def many(*more):
        out = tmp_path / "x.geojson"
        assert fogline("export", "geojson", "--db", demo_record, "-o", out, *more).exit_code == 0
        return json.loads(out.read_text())

    now, then = many(), many("--known-on", "2024-11-29")
    assert then["fogline"]["known_on"] == "2024-11-29"
    assert 0 < len(then["features"]) < len(now["features"])


def test_a_profile_with_a_setting_of_its_own(demo_record, tmp_path):
    out = tmp_path / "x.geojson"
    asked = ("--profile", "public", "--delay", "3", "--coarsen", "country", "--today", "2024-12-05")
    assert fogline("export", "geojson", "--db", demo_record, "-o", out, *asked).exit_code == 0
    made = json.loads(out.read_text())
    assert made["fogline"]["profile"].startswith("delay 3 days; places no finer than country")
    assert made["fogline"]["known_on"] == "2024-12-02"
    assert {f["properties"]["place"] for f in made["features"]} <= {"Syria", "Russia", None}
    assert all(f["geometry"] is None for f in made["features"])


def test_a_bundle_goes_the_whole_way(demo_record, tmp_path):
    out = tmp_path / "evidence.zip"
    assert fogline("export", "bundle", "--db", demo_record, "-o", out).exit_code == 0
    again = tmp_path / "again.zip"
    assert fogline("export", "bundle", "--db", demo_record, "-o", again).exit_code == 0
    assert out.read_bytes() == again.read_bytes()
    found = fogline("verify", out)
    assert found.exit_code == 0
    assert "30 reports" in found.stdout
    assert "made again from the bundle and are the same" in found.stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nonsense",), "acled"),
        ((), "--list"),
        (("acled", "--profile", "nobody"), "partners"),
        (("acled", "--coarsen", "village"), "village"),
        (("acled", "--today", "tomorrow"), "tomorrow"),
    ],
)
def test_what_cannot_be_done_is_said(demo_record, args, told):
    found = fogline("export", *args, "--db", demo_record)
    assert found.exit_code == 2
    assert told in found.output


def test_a_missing_library_is_named(demo_record, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = fogline("export", "parquet", "--db", demo_record, "-o", tmp_path / "x")
    assert found.exit_code == 2
    assert "fogline[tables]" in " ".join(found.output.split())
