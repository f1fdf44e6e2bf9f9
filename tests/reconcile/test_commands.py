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
