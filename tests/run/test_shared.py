"""A record in PostgreSQL by the commands people use, beside the same in a file."""

import json

import pytest
from tests.run.test_run import files
from typer.testing import CliRunner

from fogline.cli import app


def fogline(*args, code=0):
    done = CliRunner().invoke(app, [str(arg) for arg in args])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture(scope="module")
def records(postgres, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    addresses = [folder / "a.db", postgres.database()]
    for address in addresses:
        fogline("ingest", files(folder / "in", 8), "--db", address, "--workers", 1)
    return addresses


@pytest.mark.parametrize(
    "command",
    [
        "claims --json",
        "claims --place Harim",
        "claims --text shells",
        "incidents --json",
        "ledger",
        "positions",
        "doctor",
    ],
)
def test_commands_say_the_same_of_both(records, command):
    name, *more = command.split()
    one, two = (fogline(name, "--db", address, *more) for address in records)
    assert one == two
    assert one or name in ("doctor", "positions")


def test_a_decision_is_kept_and_a_rebuild_gives_the_same(records):
    told = []
    for address in records:
        claim = json.loads(fogline("claims", "--db", address, "--json").splitlines()[0])
        fogline("judge", "reject", claim["claim"], "--db", address, "--author", "ada", "--because", "misread")
        fogline("rebuild", "--all", "--db", address, "--workers", 1)
        fogline("doctor", "--db", address)
        told.append(fogline("claims", "--db", address, "--json") + fogline("incidents", "--db", address, "--json"))
    assert told[0] == told[1]


def test_it_is_served(records, start):
    with start(records[1]) as server:
        assert server.get("meta")["reports"] == 8
        before = server.get("meta")["version"]
        claim = server.get("claims?limit=1")["items"][0]
        done = server.post("judgements", {"verb": "accept", "author": "ben", "claim": claim["key"]})
        assert done.status == 201
        assert server.get("meta")["version"] != before
        for query in ("q=%00", "actor=%00&q=a", "report=%00", "report=%ff"):
            assert server.ask(f"/api/v1/claims?{query}").status in (200, 404, 422)
