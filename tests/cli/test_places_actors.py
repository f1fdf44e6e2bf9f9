"""One's own places, and the actors of packs and record, as commands."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from fogline.cli import app
from fogline.read.places import reopen

STORY = """Outlet: Orontes Wire
Date: 2023-03-07
Title: Shells fall on Tell Qadib

The Suqur al-Sahl Brigade shelled the village of Tell Qadib on Monday, killing two civilians, the Syrian \
Observatory for Human Rights said.

The Plain Falcons Brigade denied that it had shelled Tell Qadib.
"""


def fogline(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FOGLINE_PLACES", raising=False)
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "mine.csv").write_text("name,lat,lon,aliases\nTell Qadib,36.41,37.02,Tal Qadeeb\n")
    reopen()
    yield tmp_path
    monkeypatch.undo()
    reopen()


def places_read(folder):
    """Read by a process of its own, as a user would after adding places."""
    done = subprocess.run(
        [sys.executable, "-m", "fogline", "extract", "story.txt"], cwd=folder, capture_output=True, check=True
    )
    claims = json.loads(done.stdout)["claims"]
    return {p["name"]: (p.get("country"), p.get("lat")) for c in claims for p in c["places"]}


def test_added_places_are_read_with(folder):
    assert places_read(folder).get("Tell Qadib", (None, None))[1] is None
    assert fogline("places", "add", "mine.csv").exit_code == 0
    assert fogline("places", "list", "--csv").stdout.splitlines()[1].startswith("Tell Qadib,town,")
    found = json.loads(fogline("places", "resolve", "Tal Qadeeb", "--json").stdout.splitlines()[0])
    assert (found["place"], found["within"], found["lat"]) == ("Tell Qadib", "Aleppo, SY", 36.41)


def test_adding_nothing_readable_ends_with_2(folder):
    (folder / "bad.csv").write_text("name,lat,lon\nNowhere,912,3\n")
    found = fogline("places", "add", "bad.csv")
    assert found.exit_code == 2
    assert not (folder / "fogline-places.db").exists()
    assert fogline("places", "add", "missing.csv").exit_code == 2


def test_own_places_make_another_reader(folder):
    def reader():
        done = subprocess.run(
            [sys.executable, "-m", "fogline", "version", "--json"], cwd=folder, capture_output=True, check=True
        )
        return json.loads(done.stdout)["reader"]

    before = reader()
    fogline("places", "add", "mine.csv")
    assert reader() != before


def test_an_unknown_name_ends_with_1():
    assert fogline("places", "resolve", "Xqzzt").exit_code == 1


def test_actors_of_a_pack():
    rows = fogline("actors", "list", "--theatre", "syria", "--kind", "armed_group", "--csv").stdout
    assert "\nHay'at Tahrir al-Sham," in rows
    assert fogline("actors", "list", "--theatre", "atlantis").exit_code == 2


def test_a_name_is_explained_for_a_day():
    found = json.loads(fogline("actors", "show", "Nusra Front", "--json").stdout)
    assert (found["actor"], found["provisional"]) == ("Jabhat al-Nusra", False)
    assert found["later"] == "Jabhat Fatah al-Sham"
    assert fogline("actors", "show", "Nobody Whoever").exit_code == 1


def names(folder, *more):
    rows = fogline("actors", "list", "--record", "--json", *more).stdout.splitlines()
    return {(row["actor"], row["provisional"]) for row in map(json.loads, rows)}


def test_unknown_groups_are_provisional_until_merged(folder):
    assert fogline("ingest", "story.txt", "--workers", 1).exit_code == 0
    assert ("Suqur al-Sahl Brigade", True) in names(folder, "--provisional")
    assert ("Syrian Observatory for Human Rights", False) in names(folder)
    merged = fogline("actors", "merge", "Suqur al-Sahl Brigade", "Plain Falcons Brigade", "--author", "maria")
    assert merged.exit_code == 0
    assert {n for n, new in names(folder) if new} == {"Plain Falcons Brigade"}
    assert fogline("rebuild", "--all").exit_code == 0
    assert {n for n, new in names(folder) if new} == {"Plain Falcons Brigade"}


def test_renaming_whom_nobody_names_is_refused(folder):
    fogline("ingest", "story.txt", "--workers", 1)
    assert fogline("actors", "rename", "Army of Nowhere", "Nowhere Army").exit_code == 2
