"""A recorder's day at the command line: claims put right, added, grouped, taken back; and what the record says then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fogline.cli import app

REPORTS = [
    (
        "one",
        "Nile Gazette",
        "2023-06-17",
        "Shells killed 17 people, five children among them, in the Yarmouk district of Khartoum on Saturday, the Emergency "
        "Room of southern Khartoum said. Soldiers also detained dozens of young men, residents said.",
    ),
    (
        "two",
        "Port Wire",
        "2023-06-18",
        "At least 11 people were killed when shells hit the Yarmouk district of Khartoum on Saturday, the health ministry "
        "said. The RSF denied that it had shelled the district.",
    ),
    (
        "three",
        "Port Wire",
        "2023-06-20",
        "Shells killed 8 people in the camp of Ardamata near El Geneina on Monday, the Darfur Bar Association said.",
    ),
]


class Desk:
    """A record and its commands."""

    def __init__(self, db: str) -> None:
        self.db = db

    def run(self, *args: str, put: str | None = None) -> str:
        result = CliRunner().invoke(app, [*args, "--db", self.db], input=put)
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    def refused(self, *args: str) -> str:
        result = CliRunner().invoke(app, [*args, "--db", self.db])
        assert result.exit_code == 2
        return " ".join(result.output.replace("\u2502", " ").split())

    def rows(self, *args: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.run(*args, "--json").splitlines()]

    def claims(self, *args: str) -> list[dict[str, object]]:
        return self.rows("claims", *args)

    def judge(self, *args: str) -> str:
        """The decision's id."""
        before = {j["id"] for j in self.rows("judgements")}
        self.run("judge", *args, "--author", "ana")
        return str(next(j["id"] for j in self.rows("judgements") if j["id"] not in before))

    def events(self) -> dict[str, dict[str, object]]:
        whole = json.loads(self.run("incidents", "--json"))["incidents"]
        return {i["id"]: i for i in whole}

    def killed(self, report: str) -> str:
        """The name of the first claim of a report that counts dead."""
        found = (c for c in self.claims("--report", report) if any(q["measure"] == "killed" for q in c["quantities"]))
        return str(next(found)["claim"])


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judging")
    lines = (dict(zip(("id", "outlet", "published", "text"), row, strict=True)) for row in REPORTS)
    (folder / "reports.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    Desk(str(folder / "record.db")).run("ingest", str(folder / "reports.jsonl"))
    return folder / "record.db"


@pytest.fixture
def desk(record: Path, tmp_path: Path) -> Desk:
    copy = tmp_path / "record.db"
    copy.write_bytes(record.read_bytes())
    return Desk(str(copy))


def test_a_correction_is_seen_wherever_the_claim_is(desk: Desk) -> None:
    name = desk.killed("one")
    made = desk.judge("correct", name, "--set", "quantities.0=killed 19.. civilian", "--because", "the list has 19")
    desk.judge("correct", name, "--field", "agents", "--value", "SAF")
    claim = next(c for c in desk.claims("--actor", "sudanese armed forces") if c["claim"] == name)
    assert (claim["state"], claim["quantities"][0]["low"]) == ("corrected", 19)
    for text in (desk.run("show", name), desk.run("explain", name)):
        assert "19 or more killed" in text
        assert "the list has 19" in text
        assert made in text or "ana" in text
    assert "judged" in desk.run("explain", name)
    assert "corrected" in desk.run("show", "one")
    assert any(a["low"] == 19 for i in desk.events().values() for a in i["accounts"])


def test_a_place_goes_with_its_own_region(desk: Desk) -> None:
    name = desk.killed("three")
    desk.judge("correct", name, "--set", "place=Nyala")
    place = next(c for c in desk.claims("--report", "three") if c["claim"] == name)["places"][0]
    assert (place["name"], place["admin1"], place["country"]) == ("Nyala", "South Darfur", "SD")
    assert [c["claim"] for c in desk.claims("--place", "South Darfur")] == [name]
    assert name not in [c["claim"] for c in desk.claims("--place", "Ardamata")]


def test_a_rejected_claim_says_so_and_can_be_taken_back_in(desk: Desk) -> None:
    name = desk.killed("three")
    before = desk.events()
    made = desk.judge("reject", name, "--because", "of another day")
    assert [c["state"] for c in desk.claims("--report", "three") if c["claim"] == name] == ["rejected"]
    assert "rejected" in desk.run("show", name)
    assert desk.events() != before
    desk.judge("undo", made[:8])
    assert desk.events() == before
    assert [j["stands"] for j in desk.rows("judgements")] == ["taken back", "yes"]


def test_a_missed_claim_is_found_by_what_was_said_of_it(desk: Desk) -> None:
    words = "Soldiers also\n detained dozens"
    told = ("--words", words, "--type", "detention", "--source", "elders", "--set", "quantities.0=captured 24..")
    desk.judge("add", "one", *told)
    (claim,) = desk.claims("--source", "elders")
    assert (claim["state"], claim["quantities"][0]["low"]) == ("added", 24)
    assert "added" in desk.run("show", "one")
    assert "24 or more captured" in desk.run("show", str(claim["claim"]))
    assert "the record has it" in desk.refused("judge", "add", "one", *told)


def test_events_are_put_together_and_taken_apart_by_name(desk: Desk) -> None:
    before = desk.events()
    one = next(i for i, e in before.items() if any(a["report"] == "one" for a in e["accounts"]))
    far = next(i for i, e in before.items() if any(a["report"] == "three" for a in e["accounts"]))
    assert one != far
    desk.judge("merge", one, far)
    merged = next(e for e in desk.events().values() if any(a["report"] == "three" for a in e["accounts"]))
    assert {a["report"] for a in merged["accounts"]} >= {"one", "three"}
    desk.judge("split", desk.killed("three"))
    parted = [e for e in desk.events().values() if any(a["report"] == "three" for a in e["accounts"])]
    assert all("one" not in {a["report"] for a in e["accounts"]} for e in parted)


def test_an_incident_is_shown_with_every_account(desk: Desk) -> None:
    name, event = next((i, e) for i, e in desk.events().items() if any(a["report"] == "one" for a in e["accounts"]))
    text = desk.run("show", name)
    assert "grade" in text
    assert "last word" in text
    assert all(a["origin"] in text for a in event["accounts"])
    assert "another name" in desk.refused("show", "i-0000000000")


def test_a_report_is_found_by_what_a_view_cites(desk: Desk) -> None:
    lines = desk.run("ledger", "--by", "party")
    assert lines
    key = desk.claims()[0]["claim"]
    assert desk.run("show", str(key).split("/")[0]).startswith(("Nile", "Port", "untitled"))


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("merge", "CLAIM"), "two claims or more"),
        (("merge", "i-123", "i-456"), "no incident 'i-123'"),
        (("accept", "one"), "takes claims"),
        (("accept", "CLAIM", "--field", "type"), "for correct, not for accept"),
        (("reject", "CLAIM", "--words", "x"), "are for add, not for reject"),
        (("correct", "CLAIM"), "--field with --value"),
        (("correct", "CLAIM", "--set", "type"), "FIELD=VALUE"),
        (("correct", "CLAIM", "--field", "actor", "--value", "x"), "fields are type"),
        (("duplicate", "one"), "the original first"),
        (("duplicate", "one", "one"), "no copy of itself"),
        (("undo", "nothing"), "no decision"),
        (("split", "i-123"), "no incident"),
        (("add", "one", "--words", "people", "--type", "toll", "--day", "Monday"), "YYYY-MM-DD"),
        (("add", "one", "--words", "said", "--type", "toll"), "stand 2 times"),
        (("add", "one", "--words", "not there", "--type", "toll"), "nowhere"),
        (("reject", "one/c99"), "has no claim 'c99'"),
        ((), "name what to decide"),
    ],
)
def test_what_cannot_be_decided_is_told_in_words(desk: Desk, args: tuple[str, ...], told: str) -> None:
    name = desk.killed("one")
    assert told in desk.refused("judge", *(name if a == "CLAIM" else a for a in args))
    assert desk.rows("judgements") == []


def test_a_decision_on_several_claims_is_on_each(desk: Desk) -> None:
    names = [desk.killed("one"), desk.killed("two")]
    desk.run("judge", "accept", *names, "--author", "ana")
    assert [c["claim"] for c in desk.claims() if c["state"] == "accepted"] == names


def test_walking_through_what_is_doubtful(desk: Desk) -> None:
    found = desk.rows("review", "--list", "--author", "ana")
    assert found
    answers = "?\nc\norigin\nCamp Council\nits own list\ntime\nMonday\n\na\nright\nu\nq\n"
    told = desk.run("review", "--author", "ana", put=answers)
    name = str(found[0]["claim"])
    assert name in told
    assert "number" in told
    rows = desk.rows("judgements")
    assert [(j["verb"], j["stands"]) for j in rows] == [("correct", "yes"), ("accept", "taken back"), ("undo", "yes")]
    assert desk.claims("--source", "Camp Council")[0]["claim"] == name
    assert name not in [r["claim"] for r in desk.rows("review", "--list", "--author", "ana")]
    assert name in [r["claim"] for r in desk.rows("review", "--list", "--author", "ben")]


def test_two_coders_and_who_decides_between_them(desk: Desk) -> None:
    one, two, three = (desk.killed(r) for r in ("one", "two", "three"))
    desk.run("judge", "accept", one, two, three, "--author", "ana")
    desk.run("judge", "accept", one, "--author", "ben")
    desk.run("judge", "reject", two, "--author", "ben")
    desk.run("judge", "correct", three, "--set", "quantities.0=killed 9", "--author", "ben")
    (row,) = desk.rows("review", "--agreement")
    assert (row["items"], row["agree"]) == (3, 0.333)
    assert f"{two}: ana accept; ben reject" in str(row["open"])
    assert f"{three}: ana accept; ben correct quantities.0=killed 9" in str(row["open"])
    desk.run("judge", "accept", two, "--author", "cleo", "--adjudicate")
    assert two not in str(desk.rows("review", "--agreement")[0]["open"])
    assert [c["state"] for c in desk.claims() if c["claim"] == two] == ["accepted"]
    taken_back = next(j["id"] for j in desk.rows("judgements") if j["author"] == "ben" and j["verb"] == "correct")
    desk.run("judge", "undo", str(taken_back))
    assert three not in str(desk.rows("review", "--agreement")[0]["open"])


def test_an_audit_measures_and_changes_nothing(desk: Desk) -> None:
    before = desk.events()
    drawn = [r["kind"] for r in desk.rows("audit", "--draw", "-n", "3")]
    told = desk.run("audit", "-n", "3", "--author", "ana", put="n\nx\ny\ns\n" + "n\n" * 3)
    assert "who says it" in told
    right, missed = desk.rows("audit")
    assert (right["yes"], right["of"]) == (1, 2)
    assert (missed["yes"], missed["of"]) == (0, drawn.count("sentence"))
    assert desk.events() == before
    assert all(c["state"] in ("open", "accepted") for c in desk.claims())


def test_an_audit_broken_off_is_kept(desk: Desk) -> None:
    desk.run("audit", "-n", "3", "--author", "ana", put="y\n")
    assert [r["of"] for r in desk.rows("audit")] == [1, 0]
    assert desk.rows("audit")[1]["share"] is None
