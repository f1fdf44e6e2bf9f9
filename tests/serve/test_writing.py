"""Decisions, uploads and live events."""

import contextlib
import http.client
import json
import shutil
import threading
import time
from urllib.parse import urlsplit

import pytest

REPORT = b"""Outlet: Harbour Wire
Date: 2024-11-29
Title: Market hit

At least nine people were killed when shells fell on a market in Idlib on Friday, the White Helmets said.
"""


def queue(server, **asked):
    query = "&".join(f"{k}={v}" for k, v in {"limit": 300, **asked}.items())
    return server.get(f"review?{query}")


def test_accept_correct_reject_undo(server):
    claim = next(s for s in queue(server)["items"] if s["claim"]["time"] and s["claim"]["places"])
    about = {"claim": claim["key"], "author": "ada"}
    open_ = queue(server)["tally"]["open"]

    done = server.post("judgements", {"verb": "accept", "seen": [], **about})
    assert done.status == 201
    assert queue(server)["tally"]["open"] == open_ - 1

    fixed = server.post("judgements", {"verb": "correct", "field": "time.start", "value": "2024-11-01", **about})
    assert fixed.json["was"] == claim["claim"]["time"]["start"]
    told = server.get(f"reports/{claim['report']}")["claims"]
    assert next(s for s in told if s["key"] == claim["key"])["claim"]["time"]["start"] == "2024-11-01"

    gone = server.post("judgements", {"verb": "reject", **about}).json
    report = server.get(f"reports/{claim['report']}")
    assert claim["key"] not in {s["key"] for s in report["claims"]}
    assert claim["key"] in {s["key"] for s in report["rejected"]}

    server.post("judgements", {"verb": "undo", "author": "ada", "value": gone["id"]})
    report = server.get(f"reports/{claim['report']}")
    assert claim["key"] in {s["key"] for s in report["claims"]}
    assert [j["in_force"] for j in server.get("judgements")["items"] if j["id"] == gone["id"]] == [False]


def test_an_undo_can_be_undone(server):
    claim = queue(server)["items"][3]
    first = server.post("judgements", {"verb": "reject", "author": "ada", "claim": claim["key"]}).json
    second = server.post("judgements", {"verb": "undo", "author": "ada", "value": first["id"]}).json
    server.post("judgements", {"verb": "undo", "author": "ada", "value": second["id"]})
    assert claim["key"] in {s["key"] for s in server.get(f"reports/{claim['report']}")["rejected"]}


def test_who_decides_on_what_somebody_else_decided_is_told(server):
    claim = queue(server)["items"][5]
    body = {"verb": "accept", "claim": claim["key"], "seen": []}
    assert server.post("judgements", {"author": "ada", **body}).status == 201
    late = server.post("judgements", {"author": "ben", **body})
    assert (late.status, late.json["code"]) == (409, "serve.overtaken")
    assert "ada" in late.json["message"]


def test_two_at_once_one_wins(server):
    claim = queue(server)["items"][7]
    answers = []

    def decide(author):
        sent = {"verb": "reject", "claim": claim["key"], "seen": [], "author": author}
        answers.append(server.post("judgements", sent).status)

    threads = [threading.Thread(target=decide, args=(f"coder {n}",)) for n in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(answers) == [201, 409, 409, 409]


def test_merge_and_split(server):
    one, two = [i for i in server.get("incidents?limit=100")["items"] if i["claims"] > 1][:2]
    a = server.get(f"incidents/{one['id']}")["statements"]
    b = server.get(f"incidents/{two['id']}")["statements"]
    merged = server.post(
        "judgements", {"verb": "merge", "author": "ada", "claim": a[0]["key"], "others": [b[0]["key"]]}
    )
    assert merged.status == 201
    holds = [
        {s["key"] for s in server.get(f"incidents/{i['id']}")["statements"]}
        for i in server.get("incidents?limit=100")["items"]
    ]
    assert any({a[0]["key"], b[0]["key"]} <= keys for keys in holds)
    server.post("judgements", {"verb": "undo", "author": "ada", "value": merged.json["id"]})
    assert {i["id"] for i in server.get("incidents?limit=100")["items"]} >= {one["id"], two["id"]}


def test_merge_with_an_incident_and_split_from_it_by_name(server):
    several = [i["id"] for i in server.get("incidents?limit=100")["items"] if i["claims"] > 1]
    # what copies a claim goes with it
    one, two = [i for i in map(server.get, (f"incidents/{name}" for name in several)) if not i["copies"]][:2]
    a, b = ({s["key"] for s in i["statements"]} for i in (one, two))
    claim = min(a)

    def whole() -> set[str]:
        rows = [server.get(f"incidents/{i['id']}") for i in server.get("incidents?limit=100")["items"]]
        return next((keys for r in rows if claim in (keys := {s["key"] for s in r["statements"]})), set())

    sent = {"verb": "merge", "author": "ada", "claim": claim, "others": [two["id"]]}
    assert server.post("judgements", sent).status == 201
    assert whole() >= a | b
    gone = server.post("judgements", sent | {"others": ["i-0000000000"]})
    assert (gone.status, gone.json["code"]) == (404, "serve.incident")
    assert server.post("judgements", {"verb": "split", "author": "ada", "claim": claim}).status == 201
    assert not whole() & ((a | b) - {claim})
    for _ in range(9):  # it may be counted with others now, until it stands alone
        alone = server.post("judgements", {"verb": "split", "author": "ada", "claim": claim})
        if alone.status != 201:
            break
    assert (alone.status, alone.json["code"]) == (422, "serve.others")


def test_a_missed_claim_is_added_from_marked_words(server):
    row = server.get("reports?limit=1")["items"][0]
    text = server.get(f"reports/{row['key']}")["report"]["text"]
    marked = {
        "report": row["key"],
        "start": 0,
        "end": 20,
        "type": "attack",
        "place": "Aleppo",
        "measure": "killed",
        "low": 3,
    }
    done = server.post("judgements", {"verb": "add", "author": "ada", "marked": marked})
    assert done.status == 201
    added = [s for s in server.get(f"reports/{row['key']}")["claims"] if s["claim"]["id"] == done.json["id"]]
    assert added[0]["claim"]["evidence"]["text"] == text[:20]
    assert added[0]["claim"]["quantities"][0]["low"] == 3
    outside = server.post("judgements", {"verb": "add", "author": "a", "marked": marked | {"end": 10**6}})
    assert outside.status == 422


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"verb": "accept", "claim": "none/c1"}, 404),
        ({"verb": "correct", "field": "type", "value": "nonsense"}, 422),
        ({"verb": "correct", "field": "nothing", "value": "x"}, 422),
        ({"verb": "correct", "field": "quantities.99.low", "value": "3"}, 422),
        ({"verb": "undo", "value": "none"}, 404),
        ({"verb": "add"}, 422),
        ({"verb": "unheard of"}, 422),
        ({"verb": "accept", "author": ""}, 422),
    ],
)
def test_what_cannot_be_decided(server, body, status):
    first = queue(server)["items"][0]["key"]
    assert server.post("judgements", {"author": "ada", "claim": first} | body).status == status


# --- uploads and events ---


def listening(server, events, ready):
    where = urlsplit(server.base)
    with contextlib.closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as line:
        line.request("GET", "/api/v1/events")
        with line.getresponse() as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            ready.set()
            while not events or events[-1]["event"] != "done":
                text = answer.readline().decode()
                if text.startswith("data: "):
                    events.append(json.loads(text[6:]))


def test_what_is_most_doubtful_comes_first_and_says_why(server):
    items = queue(server, sort="doubt")["items"]
    assert items[0]["why"]
    assert "why" not in queue(server)["items"][0]
    told = [bool(s["why"]) for s in items]
    assert told == sorted(told, reverse=True)
    assert {s["key"] for s in items} == {s["key"] for s in queue(server)["items"]}


def test_a_corrected_claim_is_shown_as_it_stands_and_stays_in_view(server):
    claim = next(s for s in queue(server)["items"] if s["claim"]["places"])
    body = {"verb": "correct", "claim": claim["key"], "author": "ada"}
    made = server.post("judgements", {**body, "field": "places.0", "value": "Homs", "reason": "read it again"}).json
    assert made["value"].startswith("Homs, Homs, SY")
    server.post("judgements", {**body, "field": "agents", "value": "HTS"})
    server.post("judgements", {"verb": "note", "claim": claim["key"], "author": "ada", "reason": "ask the desk"})
    (shown,) = (s for s in queue(server, claim=claim["key"])["items"] if s["key"] == claim["key"])
    place = shown["claim"]["places"][0]
    assert (shown["state"], place["name"], place["admin1"]) == ("correct", "Homs", "Homs")
    assert [m["actors"] for m in shown["claim"]["agents"]] == [["Hay'at Tahrir al-Sham"]]
    assert [j["verb"] for j in shown["judgements"]] == ["correct", "correct", "note"]
    assert claim["key"] not in {s["key"] for s in queue(server)["items"]}


def test_who_decides_between_two_stands_whatever_comes_later(server):
    claim = queue(server)["items"][7]
    key, report = claim["key"], claim["report"]
    server.post("judgements", {"verb": "accept", "claim": key, "author": "lead", "adjudicates": True})
    server.post("judgements", {"verb": "reject", "claim": key, "author": "ben"})
    assert key in {s["key"] for s in server.get(f"reports/{report}")["claims"]}


def test_decisions_leave_what_a_fresh_start_makes(demo_record, tmp_path):
    """Also where somebody else writes in between."""
    from fogline.cli.desk import decision
    from fogline.core.judgement import Verb
    from fogline.core.report import Report
    from fogline.reconcile.asjson import picture_json
    from fogline.serve.desk import desk
    from fogline.serve.record import Record
    from fogline.store import open_store

    db = shutil.copy(demo_record, tmp_path / "demo.db")
    record, other = Record(open_store(db)), open_store(db)
    for n in range(6):
        work = desk(record.now)
        s = work.read[n * 20]
        more = {"field": "time", "value": "2024-11-28"} if n % 2 else {}
        if n == 3:
            other.add(Report("late", "Nothing.", outlet="Late Wire"), [], [], "v1")
        record.judge(decision(Verb.CORRECT if more else Verb.REJECT, "ada", "", work.anchor(s), **more))
    fresh = Record(open_store(db))
    assert "late" in record.now.keys
    assert picture_json(record.now.view().picture) == picture_json(fresh.now.view().picture)
    assert (record.now.rows, record.now.judgements) == (fresh.now.rows, fresh.now.judgements)
    assert (record.now.keys, record.now.counts) == (fresh.now.keys, fresh.now.counts)
    record.close()
    fresh.close()
    other.close()


def test_an_upload_is_read_and_told_of(server):
    events, ready = [], threading.Event()
    listener = threading.Thread(target=listening, args=(server, events, ready), daemon=True)
    listener.start()
    assert ready.wait(20)
    before = server.get("meta")["reports"]
    sent = {"authorization": f"Bearer {server.token}"}
    assert server.ask("/api/v1/ingest?name=market.txt", "POST", REPORT, **sent).status == 202
    listener.join(90)
    kinds = [e["event"] for e in events]
    assert kinds[0] == "record"
    assert {"report", "done"} <= set(kinds)
    assert events[-1]["new"] == 1
    assert server.get("meta")["reports"] == before + 1
    assert server.get("claims?q=market%20shells")["total"] >= 1


def test_uploads_have_limits(server):
    sent = {"authorization": f"Bearer {server.token}"}
    where = urlsplit(server.base)
    with contextlib.closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as line:
        line.putrequest("POST", "/api/v1/ingest?name=a.txt")
        for name, value in (*sent.items(), ("content-length", "20000001")):
            line.putheader(name, value)
        line.endheaders()
        big = line.getresponse()
        assert (big.status, json.load(big)["code"]) == (413, "serve.upload_size")
    for name in ("../a.txt", "a/b.txt", "", "a%00.txt", "x" * 200):
        assert server.ask(f"/api/v1/ingest?name={name}", "POST", b"x", **sent).status == 422


def test_many_readers_while_one_ingest_runs(server):
    sent = {"authorization": f"Bearer {server.token}"}
    more = b"\n".join(
        json.dumps(
            {"text": f"Shelling killed {n} people in Idlib on Friday, residents said.", "outlet": f"Paper {n}"}
        ).encode()
        for n in range(2, 32)
    )
    assert server.ask("/api/v1/ingest?name=more.jsonl", "POST", more, **sent).status == 202
    took, wrong = [], []

    def read(n):
        for path in ("incidents", "map?zoom=5", "timeline", f"claims?q=idlib&limit={n + 1}"):
            started = time.monotonic()
            answer = server.ask(f"/api/v1/{path}")
            took.append(time.monotonic() - started)
            if answer.status != 200:
                wrong.append((path, answer.status))

    threads = [threading.Thread(target=read, args=(n,)) for n in range(50)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert wrong == []
    assert len(took) == 200
