"""Exports over REST: the bytes of the command, streamed."""

import io
import json
import zipfile

import pytest
from typer.testing import CliRunner

from fogline.cli import app


def test_the_list(server):
    rows = {r["format"]: r for r in server.get("exports")["items"]}
    assert rows["bundle"]["single"]
    assert all(r["keeps"] and r["cannot_express"] for r in rows.values())


@pytest.mark.parametrize("name", ["acled", "geojson", "bundle", "claims"])
def test_one_file_is_the_commands(server, name, tmp_path):
    found = server.ask(f"/api/v1/exports/{name}?licence=CC0")
    assert found.status == 200
    assert "attachment" in found.headers["content-disposition"]
    out = tmp_path / "x"
    assert (
        CliRunner().invoke(app, ["export", name, "--db", str(server.db), "-o", str(out), "--licence", "CC0"]).exit_code
        == 0
    )
    assert found.body == out.read_bytes()


def test_several_files_come_as_a_zip(server):
    found = server.ask("/api/v1/exports/airwars")
    with zipfile.ZipFile(io.BytesIO(found.body)) as made:
        assert made.testzip() is None
        assert set(made.namelist()) == {"incidents.csv", "sources.csv", "victims.csv", "about.json"}
    with zipfile.ZipFile(io.BytesIO(server.ask("/api/v1/exports/acled?about=true").body)) as made:
        assert set(made.namelist()) == {"fogline-acled.csv", "fogline-acled.csv.about.json"}


def test_profiles_and_clocks(server):
    found = json.loads(server.ask("/api/v1/exports/geojson?known_on=2024-11-30&coarsen=country&redact_names=true").body)
    assert found["fogline"]["known_on"] == "2024-11-30"
    assert "names of victims" in found["fogline"]["profile"]
    assert all(f["geometry"] is None for f in found["features"])


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("nonsense", 404, "serve.format"),
        ("acled?coarsen=village", 422, "serve.profile"),
        ("acled?profile=nobody", 422, "serve.profile"),
        ("acled?delay=-1", 422, "serve.request"),
    ],
)
def test_what_cannot_be_done_is_said(server, path, status, code):
    found = server.ask(f"/api/v1/exports/{path}")
    assert (found.status, found.json["code"]) == (status, code)
