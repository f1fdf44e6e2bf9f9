"""The demonstration: everything is read, nothing is doubtful, and the record is whole."""

import json
import re

from typer.testing import CliRunner

from fogline.cli import app


def fogline(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_the_demo_reads_everything_and_leaves_a_whole_record(tmp_path):
    db = tmp_path / "demo.db"
    found = fogline("demo", "--db", db, "--workers", 1)
    assert found.exit_code == 0
    assert "30 reports" in found.stdout
    assert "[ingest." not in found.stderr
    denied = found.stdout.partition("Denied, or")[2]
    assert denied.count("denied on Saturday that rebels had entered Homs") == 1, "the denial and what it denies"
    assert re.search(r"c47f3e0f5d5b/c\d+, c\d+", denied), "both in one row"
    assert "suspended services" not in denied, "aid that does not come"
    assert fogline("doctor", "--db", db).exit_code == 0
    reports = [json.loads(line) for line in fogline("reports", "--db", db, "--json").stdout.splitlines()]
    assert len({report["outlet"] for report in reports}) == 7
    assert [r["report"] for r in reports if not r["claims"]] == []
    again = fogline("demo", "--db", db, "--workers", 1)
    assert again.stdout == found.stdout
