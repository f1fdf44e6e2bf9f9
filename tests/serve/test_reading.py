"""Views over HTTP say what the library and the command line say."""

import csv
import io
import json
from datetime import date

import pytest

from fogline.cli.sources import day, view
from fogline.core.interval import Days
from fogline.reconcile import layout, picture_json
from fogline.reconcile.conventions import compare
from fogline.reconcile.periods import period
from fogline.reconcile.positions import positions
from fogline.reconcile.sides import sides
from fogline.reconcile.situation import situation
from fogline.store import ClaimQuery, open_store

CLOCKS = ["", "known_on=2024-11-29", "as_of=2024-11-28", "as_of=2024-11-30&known_on=2024-12-01"]


def seen(server, clocks=""):
    asked = dict(part.split("=") for part in clocks.split("&") if part)
    return view(None, server.db, asked.get("as_of"), asked.get("known_on"))


@pytest.mark.parametrize("clocks", CLOCKS)
def test_incidents_are_those_of_the_command_line(server, clocks):
    picture, _ = seen(server, clocks)
    page = server.get(f"incidents?limit=1000&{clocks}")
    assert {i["id"] for i in page["items"]} == {i.id for i in picture.incidents}
    for one in page["items"][:5]:
        whole = server.get(f"incidents/{one['id']}?{clocks}")
        told = next(i for i in picture_json(picture)["incidents"] if i["id"] == one["id"])
        assert whole["codebook"] == told


def test_what_was_not_said_yet_is_not_there(server):
    early = server.get("incidents?limit=1000&known_on=2024-11-28")["items"]
    assert early
    assert all(i["first_said"] <= "2024-11-28" for i in early)
    assert len(early) < server.get("incidents")["total"]


def test_the_ledger_is_the_command_lines(server):
    picture, _ = seen(server)
    told = server.get("ledger?since=2024-11-27&until=2024-11-30")
    one = period(picture, Days(date(2024, 11, 27), date(2024, 11, 30)))
    assert (told["low"], told["best"], told["high"]) == (one.low, one.best, one.high)
    assert [x["text"] for x in told["lines"]] == [x.text for x in one.lines]


def test_conventions_explain_their_differences(server):
    picture, _ = seen(server)
    dated = [i for i in picture.incidents if i.dated]
    told = server.get("ledger/compare?a=acled&b=ucdp&limit=1000")["items"]
    assert [(d["incident"], d["a"], d["b"]) for d in told] == [
        (d.incident, d.a, d.b) for d in compare("acled", "ucdp", dated)
    ]
    assert all(d["reasons"] for d in told)


def test_positions_and_claims_match_the_library(server):
    _, judged = seen(server)
    assert server.get("positions?limit=1000")["total"] == len(positions(judged.statements))
    store = open_store(server.db)
    wanted = [c.key for c in store.claims(ClaimQuery(place="Aleppo", type="air_strike"))]
    store.close()
    assert [c["key"] for c in server.get("claims?place=Aleppo&type=air_strike&limit=1000")["items"]] == wanted


def test_the_situation_report_is_the_command_lines(server):
    picture, judged = seen(server)
    written = situation(picture, judged.statements, Days(day("2024-11-27", ""), day("2024-11-30", "")), None, sides())
    told = server.ask("/api/v1/situation?since=2024-11-27&until=2024-11-30&format=markdown").text
    assert told == layout.markdown(written)
    sections = server.get("situation?since=2024-11-27&until=2024-11-30")["sections"]
    assert all(sentence["cites"] for s in sections for item in s["items"] for sentence in item)


def test_map_marks_and_tray_hold_every_incident(server):
    told = server.get("map?zoom=5")
    single = [m for m in told["marks"] if m["n"] == 1]
    assert len(single) + told["unlocated"] == told["total"] == server.get("incidents")["total"]
    assert all(m["incident"]["place"]["lat"] is not None and m["incident"]["place"]["km"] > 0 for m in single)
    assert all((i["place"] or {}).get("lat") is None for i in told["tray"])


def test_many_marks_become_cells_with_the_same_total(server):
    told = server.get("map?zoom=3&most=10")
    assert sum(m["n"] for m in told["marks"]) + told["unlocated"] == told["total"]
    assert len(told["marks"]) <= 10


def test_the_timeline_counts_by_both_clocks(server):
    told = server.get("timeline")
    total = server.get("incidents")["total"]
    for clock in ("happened", "said"):
        assert sum(b["incidents"] for b in told[clock]["bins"]) + told[clock]["undated"] + told["history"] == total


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("since=2024-11-30&until=2024-11-30", lambda i: i["start"] <= "2024-11-30" <= (i["end"] or "9")),
        ("type=air_strike", lambda i: i["type"] == "air_strike"),
        ("grade=weak", lambda i: i["grade"] == "weak"),
        ("minimum=10", lambda i: i["ranges"]["killed"][2] >= 10),
        ("located=false", lambda i: not i["place"] or i["place"]["lat"] is None),
        ("dated=false", lambda i: i["start"] is None and i["end"] is None),
        ("place=Aleppo", lambda i: True),
        ("q=aleppo shelling", lambda i: "Aleppo" in i["label"]),
        ("bbox=36,35,38,37", lambda i: 36 <= i["place"]["lon"] <= 38 and 35 <= i["place"]["lat"] <= 37),
    ],
)
def test_filters(server, query, holds):
    page = server.get("incidents?limit=1000&" + query.replace(" ", "%20"))
    assert 0 < page["total"] < server.get("incidents")["total"]
    assert all(holds(i) for i in page["items"])


def test_pages_join_to_the_whole(server):
    cursor, ids = 0, []
    while cursor is not None:
        page = server.get(f"incidents?limit=5&cursor={cursor}")
        ids += [i["id"] for i in page["items"]]
        cursor = page["next"]
    assert len(ids) == len(set(ids)) == page["total"]


def test_downloads(server):
    rows = list(csv.DictReader(io.StringIO(server.ask("/api/v1/incidents?format=csv").text)))
    assert len(rows) == server.get("incidents")["total"]
    geo = server.ask("/api/v1/incidents?format=geojson").json
    points = [f["geometry"] for f in geo["features"]]
    assert any(points)
    assert not any(p and p["coordinates"] == [0, 0] for p in points)
    lines = server.ask("/api/v1/claims?format=jsonl").text.splitlines()
    assert len([json.loads(line) for line in lines]) == server.get("meta")["claims"]
    for path in ("reports", "sources", "actors", "positions", "control", "ledger/series", "ledger/conventions/ucdp"):
        answer = server.ask(f"/api/v1/{path}?format=csv")
        assert answer.status == 200
        assert "attachment" in answer.headers["content-disposition"]


def test_a_claims_words_are_those_of_its_report(server):
    for row in server.get("reports?limit=10")["items"]:
        told = server.get(f"reports/{row['key']}")
        for s in told["claims"]:
            e = s["claim"]["evidence"]
            assert told["report"]["text"][e["start"] : e["end"]] == e["text"]


def test_control_has_a_strip_for_each_source(server):
    told = server.get("control/Aleppo")
    assert {s["source"] for s in told["strips"]} <= {h["origin"] for h in told["history"]}
    assert len(told["strips"]) > 1
    states = server.get("control")["items"]
    assert {s["state"] for s in states} > {"claimed"}


def test_sources_sum_up(server):
    rows = server.get("sources?limit=1000")["items"]
    assert sum(r["claims"] for r in rows) == server.get("meta")["claims"]
    assert all(r["met"] + r["unmet"] + r["alone"] == r["incidents"] for r in rows)
    assert "copy" in {e["tie"] for e in server.get("origins?limit=1000")["items"]}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("incidents/none", 404, "serve.incident"),
        ("reports/none", 404, "serve.report"),
        ("claims/none/c1", 404, "serve.claim"),
        ("control/Nowhere%20at%20all", 404, "serve.place"),
        ("incidents?since=yesterday", 422, "serve.request"),
        ("incidents?bbox=1,2", 422, "serve.bbox"),
        ("incidents?limit=100000", 422, "serve.request"),
        ("ledger?since=2024-12-01&until=2024-11-01", 422, "serve.days"),
        ("ledger/conventions/mine", 404, "serve.convention"),
        ("nothing", 404, "serve.address"),
    ],
)
def test_errors_are_a_code_and_a_sentence(server, path, status, code):
    answer = server.ask(f"/api/v1/{path}")
    assert (answer.status, answer.json["code"]) == (status, code)
    assert len(answer.json["message"]) > 10


def test_every_address_is_described(server):
    paths = server.get("openapi.json")["paths"]
    assert len(paths) > 20
    assert all(op.get("summary") for ops in paths.values() for op in ops.values())


def test_sorts_of_people_counted_apart_have_ranges_of_their_own(apart_server):
    """Dead civilians and dead fighters of one strike, by different origins."""
    rows = [i for i in apart_server.get("incidents?limit=1000")["items"] if i["apart"]]
    one = next(i for i in rows if "killed" in i["partly"])
    assert len({a["group"] for a in one["apart"] if a["measure"] == "killed"}) > 1
    whole = apart_server.get(f"incidents/{one['id']}")
    assert {w["people"] for w in whole["latest"] if w.get("group")} == {a["group"] for a in one["apart"]}
    groups = apart_server.get("ledger")["groups"]
    assert [a for g in groups if g["incident"] == one["id"] for a in g["apart"]] == [
        a for a in one["apart"] if a["measure"] == "killed"
    ]
    assert apart_server.get("ledger?since=2030-01-01")["groups"] == []
