"""The commands over a small record: they run, print what they promise, and refuse what they cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fogline.cli import app

TEXT = (
    "Shells hit the market of Saraqib on Sunday, killing 12 people and wounding at least 30, the Idlib Rescue Service said. "
    "The Syrian army said on Monday that its troops had captured the town of Kafr Nabl."
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "one.jsonl"
    row = {"id": "one", "outlet": "Orontes Wire", "published": "2020-02-03", "text": TEXT}
    path.write_text(json.dumps(row) + "\n")
    return path


@pytest.fixture(scope="module")
def db(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.db"
    assert run("ingest", str(reports), "--db", str(path))[0] == 0
    return path


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(args))
    return result.exit_code, result.stdout


def test_incidents_as_json(reports: Path) -> None:
    code, out = run("incidents", "--reports", str(reports), "--json")
    assert code == 0
    assert set(json.loads(out)) == {"incidents", "tolls", "copies"}


@pytest.mark.parametrize(
    "args",
    [
        ("incidents",),
        ("ledger", "--since", "2020-02-01", "--until", "2020-02-10"),
        ("ledger", "--by", "party"),
        ("ledger", "--by", "day", "--since", "2020-02-01", "--until", "2020-02-03"),
        ("ledger", "--convention", "airwars"),
        ("ledger", "--convention", "acled", "--compare", "ucdp"),
        ("gaps",),
        ("control", "--as-of", "2020-02-04"),
        ("control", "--history"),
        ("control", "--disagreements"),
        ("positions",),
        ("report", "--from", "2020-02-01", "--to", "2020-02-04"),
        ("report", "--html"),
        ("review", "--list"),
        ("review", "--agreement"),
        ("audit", "--draw", "-n", "2"),
        ("audit", "--json"),
    ],
)
def test_every_view_runs(db: Path, args: tuple[str, ...]) -> None:
    assert run(*args, "--db", str(db))[0] == 0


@pytest.mark.parametrize(
    "args",
    [
        ("ledger", "--convention", "guesswork"),
        ("ledger", "--by", "day"),
        ("incidents", "--as-of", "yesterday"),
        ("judge", "reject", "nothing/c1"),
        ("judge", "merge", "one"),
    ],
)
def test_what_cannot_be_done_is_refused(db: Path, args: tuple[str, ...]) -> None:
    assert run(*args, "--db", str(db))[0] == 2


def test_a_decision_is_kept_once_and_changes_the_view(db: Path) -> None:
    name = json.loads(run("claims", "--db", str(db), "--json")[1].splitlines()[0])["claim"]
    before = run("review", "--list", "--json", "--author", "b", "--db", str(db))[1]
    assert run("judge", "reject", name, "--author", "b", "--because", "a test", "--db", str(db))[0] == 0
    assert len(run("review", "--list", "--json", "--author", "b", "--db", str(db))[1]) <= len(before)


TWICE = "Shells hit the market of Saraqib"


def test_a_missed_claim_is_added_from_its_words(reports: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "record.db")
    run("ingest", str(reports), "--db", db)
    words = ("--words", "captured the town of Kafr Nabl", "--type", "threat", "--source", "Idlib Council")
    about = ("--place", "Kafr Nabl", "--day", "2020-02-03", "--author", "a", "--db", db)
    assert run("judge", "add", "one", *words, *about)[0] == 0
    found = json.loads(run("incidents", "--json", "--db", db)[1])["incidents"]
    assert not [i for i in found if i["type"] == "threat"]
    raid = ("--words", TWICE, "--type", "air_strike", "--killed", "3")
    assert run("judge", "add", "one", *raid, *about)[0] == 0
    lines = [json.loads(x) for x in run("ledger", "--json", "--db", db)[1].splitlines()]
    assert any("Kafr Nabl" in x["text"] and x["low"] == 3 for x in lines)


@pytest.mark.parametrize(
    "args",
    [
        ("--type", "shelling"),
        ("--words", "words that no report has", "--type", "shelling"),
        ("--words", "the", "--type", "shelling"),
        ("--words", TWICE),
        ("--words", TWICE, "--type", "shelling", "--day", "Monday"),
    ],
)
def test_words_that_cannot_be_added(db: Path, args: tuple[str, ...]) -> None:
    assert run("judge", "add", "one", *args, "--db", str(db))[0] == 2


def test_two_claims_on_the_same_words_are_audited_apart(reports: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "record.db")
    run("ingest", str(reports), "--db", db)
    result = CliRunner().invoke(app, ["audit", "-n", "50", "--author", "a", "--db", db], input="y\n" * 50)
    assert result.exit_code == 0
    rows = [json.loads(x) for x in run("audit", "-n", "50", "--json", "--db", db)[1].splitlines()]
    drawn = [json.loads(x)["kind"] for x in run("audit", "-n", "50", "--draw", "--json", "--db", db)[1].splitlines()]
    assert [r["of"] for r in rows] == [drawn.count("claim"), drawn.count("sentence")]


RUN = [
    ("2020-02-03", "Shells hit the market of Saraqib on Sunday, killing 12 people, the Idlib Rescue Service said."),
    (
        "2020-02-05",
        "A car bomb killed 5 people in Azaz on Tuesday. The Syrian army captured the town of Kafr Nabl on Wednesday.",
    ),
    (
        "2020-02-09",
        "The Syrian Network for Human Rights said 15 people had died when shells hit the market of Saraqib on Sunday last week.",
    ),
]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("days") / "days.jsonl"
    rows = ({"id": f"d{n}", "outlet": f"Wire {n}", "published": d, "text": t} for n, (d, t) in enumerate(RUN))
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return str(path)


@pytest.mark.parametrize(
    ("clock", "seen", "unseen"),
    [
        ((), ["Saraqib", "Azaz", "Kafr Nabl"], []),
        (("--known-on", "2020-02-04"), ["Saraqib"], ["Azaz", "Kafr Nabl"]),
        (("--as-of", "2020-02-02"), ["Saraqib"], ["Azaz", "Kafr Nabl"]),
        (("--as-of", "2020-02-04"), ["Saraqib", "Azaz"], ["Kafr Nabl"]),
        (("--known-on", "2020-02-01"), [], ["Saraqib", "Azaz", "Kafr Nabl"]),
    ],
)
def test_a_report_by_the_two_clocks(days: str, clock: tuple[str, ...], seen: list[str], unseen: list[str]) -> None:
    code, out = run("report", "--reports", days, *clock)
    assert code == 0
    assert [x for x in seen if x not in out] == []
    assert [x for x in unseen if x in out] == []


@pytest.mark.parametrize(
    ("clock", "origins", "towns"),
    [
        ((), 1, {"Azaz", "Saraqib"}),
        (("--known-on", "2020-02-04"), 1, {"Saraqib"}),
        (("--as-of", "2020-02-02"), 1, {"Saraqib"}),
        (("--as-of", "2020-02-01"), 0, set()),
    ],
)
def test_gaps_by_the_two_clocks(days: str, clock: tuple[str, ...], origins: int, towns: set[str]) -> None:
    code, out = run("gaps", "--reports", days, "--json", *clock)
    rows = [json.loads(x) for x in out.splitlines()]
    assert code == 0
    assert {r["what"].split(" at ")[1].split(",")[0] for r in rows} == towns
    assert bool([r for r in rows if r["code"] == "gap.victims"]) == bool(origins)
