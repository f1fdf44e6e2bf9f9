"""The commands as a person or a script uses them: what is printed where, and how they end."""

import csv
import io
import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from fogline.cli import GROUPS, app
from fogline.cli.output import _harmless

STORY = """Outlet: Orontes Wire
Date: 2023-03-07
Title: Shells fall on Harim

At least three civilians were killed when shells fell on the town of Harim on Monday, the Syrian Observatory for Human \
Rights said.

The Syrian army denied the report.
"""


def fogline(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    path = tmp_path_factory.mktemp("in") / "story.txt"
    path.write_text(STORY)
    return path


@pytest.fixture(scope="module")
def db(story):
    path = story.with_name("a.db")
    assert fogline("ingest", story, "--db", path, "--workers", 1).exit_code == 0
    return path


COMMANDS = [command.__name__.rstrip("_") for group in GROUPS for command in group.COMMANDS]
COMMANDS += [
    f"{family} {command.name or command.callback.__name__}"
    for group in GROUPS
    for family, sub in getattr(group, "APPS", {}).items()
    for command in sub.registered_commands
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples(name):
    found = fogline(*name.split(), "--help")
    assert found.exit_code == 0
    assert "Examples:" in found.stdout
    assert f"fogline {name}" in found.stdout


def test_extract_prints_an_object_a_report(story):
    found = fogline("extract", story)
    (line,) = found.stdout.splitlines()
    document = json.loads(line)
    assert document["report"]["outlet"] == "Orontes Wire"
    toll = document["claims"][0]
    start, end = toll["evidence"]["start"], toll["evidence"]["end"]
    assert document["report"]["text"][start:end] == toll["evidence"]["text"]
    assert found.exit_code == 0


def test_extract_prints_an_object_a_claim(story):
    lines = [json.loads(line) for line in fogline("extract", story, "--format", "jsonl").stdout.splitlines()]
    assert len(lines) > 1
    assert {line["outlet"] for line in lines} == {"Orontes Wire"}
    assert all(line["evidence"]["text"] for line in lines)


def test_extract_draws_a_table(story):
    found = fogline("extract", story, "--format", "table").stdout
    assert "3 or more killed" in found
    assert "Syrian Observatory for Human Rights > Orontes Wire" in found


def test_extract_writes_a_file_only_when_it_is_whole(story, tmp_path):
    out = tmp_path / "out.jsonl"
    assert fogline("extract", story, "-o", out).exit_code == 0
    assert out.read_text() == fogline("extract", story).stdout
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]
    assert fogline("extract", story, "-o", tmp_path / "no" / "out.jsonl").exit_code == 2


def test_extract_reads_standard_input(story):
    command = [sys.executable, "-m", "fogline", "extract", "-", "--format", "jsonl"]
    found = subprocess.run(command, input=STORY.encode(), capture_output=True, check=True)
    assert found.stdout.decode() == fogline("extract", story, "--format", "jsonl").stdout


def test_something_left_out_ends_with_1_and_a_note_with_0(story, tmp_path):
    empty, undated = tmp_path / "empty.txt", tmp_path / "undated.txt"
    empty.write_text("")
    undated.write_text("Shells fell on Harim.")
    found = fogline("extract", story, empty)
    assert (found.exit_code, len(found.stdout.splitlines())) == (1, 1)
    assert "[ingest.empty]" in found.stderr
    found = fogline("extract", undated)
    assert found.exit_code == 0
    assert "[ingest.no_date]" in found.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["extract"],
        ["extract", "x.txt", "--input", "docx"],
        ["extract", "x.csv", "--column", "text"],
        ["extract", "x.txt", "--format", "xml"],
        ["claims", "--since", "yesterday"],
        ["claims", "--type", "siege"],
        ["nonsense"],
    ],
)
def test_wrong_usage_ends_with_2(args):
    assert fogline(*args).exit_code == 2


def test_no_record_ends_with_2_and_makes_none(tmp_path):
    command = [sys.executable, "-m", "fogline", "claims", "--db", str(tmp_path / "a.db")]
    found = subprocess.run(command, capture_output=True, check=False)
    assert found.returncode == 2
    assert b"[store.missing]" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_claims_as_json_csv_and_table(db):
    rows = [json.loads(line) for line in fogline("claims", "--db", db, "--json").stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(fogline("claims", "--db", db, "--csv").stdout)))
    assert [row["claim"] for row in rows] == [row["claim"] for row in table]
    assert rows[0]["claim"] in fogline("claims", "--db", db).stdout


def test_claims_by_condition(db):
    def count(*args):
        return len(fogline("claims", "--db", db, "--json", *args).stdout.splitlines())

    assert count() >= 2
    assert count("--place", "Harim") >= 1
    assert (
        count("--source", "Syrian Observatory for Human Rights", "--since", "2023-03-06", "--until", "2023-03-06") >= 1
    )
    assert count("--type", "denial") == 1
    assert count("--text", "shells harim") >= 1
    assert count("--place", "Aleppo") == 0
    assert count("--limit", 1) == 1


def first(db):
    return json.loads(fogline("claims", "--db", db, "--json").stdout.splitlines()[0])["claim"]


def test_show_gives_the_report_and_the_chain(db):
    found = fogline("show", first(db), "--db", db).stdout
    assert "Shells fall on Harim" in found
    assert "Syrian Observatory for Human Rights > Orontes Wire" in found
    assert ">>>At least three" in found
    whole = json.loads(fogline("show", first(db), "--db", db, "--json").stdout)
    assert whole["claim"]["evidence"]["text"] in whole["report"]["text"]


def test_explain_names_rules_and_characters(db):
    rows = [json.loads(line) for line in fogline("explain", first(db), "--db", db, "--json").stdout.splitlines()]
    assert {"field", "rule", "from", "words", "note"} == set(rows[0])
    assert any(row["words"] for row in rows)
    text = json.loads(fogline("show", first(db), "--db", db, "--json").stdout)["report"]["text"]
    for row in rows:
        if row["words"] and not row["words"].endswith("\u2026"):
            assert row["words"] in " ".join(text.split())


@pytest.mark.parametrize("command", ["show", "explain"])
def test_an_unknown_claim_ends_with_2(db, command):
    assert fogline(command, "nothing/c1", "--db", db).exit_code == 2


def test_reports_problems_and_doctor(db):
    (report,) = [json.loads(line) for line in fogline("reports", "--db", db, "--json").stdout.splitlines()]
    assert report["text"].startswith("At least three")
    assert fogline("reports", "--db", db, "--csv").stdout.count("\n") == 2
    assert fogline("problems", "--db", db, "--json").exit_code == 0
    found = fogline("doctor", "--db", db)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "no problems" in found.stderr


def test_rebuild_changes_nothing(db):
    before = fogline("claims", "--db", db, "--json").stdout
    assert fogline("rebuild", "--db", db, "--all", "--workers", 1).exit_code == 0
    assert fogline("claims", "--db", db, "--json").stdout == before


def test_version_names_the_reader():
    found = json.loads(fogline("version", "--json").stdout)
    assert found["reader"].startswith(found["fogline"] + "+")


def test_a_closed_pipe_is_no_error(db):
    command = f"{sys.executable} -m fogline claims --json --db {db} | head -c 10"
    found = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)
    assert found.stderr == b""


@pytest.mark.parametrize(
    ("value", "written"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "-5"), (3, 3), ("Aleppo", "Aleppo")]
)
def test_a_cell_is_never_a_formula(value, written):
    assert _harmless(value) == written
