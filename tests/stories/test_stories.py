"""Golden stories: reports with their claims in, incidents, ledger and control out.

Each file under ``files/`` is one story: ``reports`` (outlet, day, text and the claims a right reading gives) and
``expect``. A claim's ``quote`` must stand in the text; counts are written as the codebook reads them: ``16`` exactly,
``16+`` at least, ``-40`` at most, ``10-15`` between.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Quantity,
    Quote,
    Scope,
    Status,
)
from fogline.core.incident import Incident
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.reconcile.asjson import picture_json
from fogline.reconcile.control import holdings, state
from fogline.reconcile.conventions import compare, count_under
from fogline.reconcile.ledger import ledger
from fogline.reconcile.periods import period
from fogline.reconcile.record import rebuild
from fogline.reconcile.sums import breakdown, sum_of

sys.path.insert(0, str(Path(__file__).parent))
from tables import Seen, written

FILES = sorted((Path(__file__).parent / "files").glob("*.yaml"))


@dataclass(frozen=True)
class Given:
    report: Report
    claims: tuple[Claim, ...]


def count(text: object) -> Count:
    word = str(text)
    if word.endswith("+"):
        return Count(int(word[:-1]), None)
    if word.startswith("-"):
        return Count(None, int(word[1:]))
    low, _, high = word.partition("-")
    return Count(int(low), int(high or low))


def days(value: object) -> Days:
    if value is None:
        return Days()
    if isinstance(value, date):
        return Days.on(value)
    start, end = value  # type: ignore[misc]
    return Days(start, end)


def quantity(row: dict[str, Any]) -> Quantity:
    measure = next(m for m in Measure if m.value in row)
    group = None
    if set(row) & {"of", "status", "kind", "party"}:
        party = row.get("party")
        group = Group(row.get("of"), (party,) if party else (), Status(row.get("status", "unknown")), row.get("kind"))
    return Quantity(
        measure,
        str(row["words"]),
        count(row[measure.value]),
        group=group,
        scope=Scope(row.get("scope", "incident")),
        part_of=row.get("part_of"),
    )


def place(row: Any) -> ClaimPlace:
    row = {"name": row} if isinstance(row, str) else row
    precision = Precision(row.get("precision", "place"))
    return ClaimPlace(
        row.get("text", row["name"]), row["name"], precision, row.get("admin1"), row.get("country"), row.get("within")
    )


def mention(row: Any) -> Mention:
    """A name that a list knows, or ``{text: ...}`` for words that no list resolves."""
    return Mention(row, (row,)) if isinstance(row, str) else Mention(row["text"])


def claim(n: int, text: str, row: dict[str, Any]) -> Claim:
    start = text.index(row["quote"])
    return Claim(
        id=f"c{n}",
        type=ClaimType(row["type"]),
        evidence=Quote(Span(start, start + len(row["quote"])), row["quote"]),
        attribution=tuple(Attribution(s) for s in row.get("by", [])) or _said_by(row),
        polarity=Polarity(row.get("polarity", "affirmed")),
        modality=Modality(row.get("modality", "actual")),
        background=row.get("background", False),
        agents=tuple(mention(a) for a in row.get("agents", [])),
        targets=tuple(Mention(a, (a,)) for a in row.get("targets", [])),
        places=tuple(place(p) for p in row.get("places", [])),
        time=ClaimTime(row.get("when"), days(row.get("day")), row.get("basis", "stated")),
        quantities=tuple(quantity(q) for q in row.get("counts", [])),
        retaken=row.get("retaken", False),
    )


def _said_by(row: dict[str, Any]) -> tuple[Attribution, ...]:
    """Sources with more than a name."""
    links = row.get("said_by", [])
    keys = ("text", "channel", "affiliation")
    return tuple(Attribution(x["source"], **{k: x[k] for k in keys if k in x}) for x in links)


def readings(story: dict[str, Any]) -> list[Given]:
    out = []
    for r in story["reports"]:
        report = Report(r["id"], r["text"], r.get("outlet"), str(r["published"]), title=r.get("title", ""))
        out.append(Given(report, tuple(claim(n, r["text"], c) for n, c in enumerate(r["claims"], 1))))
    return out


def judgements(story: dict[str, Any]) -> list[Judgement]:
    return [
        Judgement(
            f"j{n}",
            Verb(j["verb"]),
            j.get("author", "A"),
            datetime.combine(j["date"], datetime.min.time()),
            j.get("reason", ""),
            Anchor(j["report"], Span(0, 0), j.get("quote", "")),
            tuple(Anchor(o["report"], Span(0, 0), o["quote"]) for o in j.get("others", [])),
            j.get("field"),
            j.get("value"),
        )
        for n, j in enumerate(story.get("judgements", []))
    ]


def solve(story: dict[str, Any]) -> dict[str, Any]:
    """Everything a story may expect, in the shape it is written in."""
    clocks = {k: story.get(k) for k in ("as_of", "known_on")}
    picture, judged = rebuild(readings(story), judgements(story), **clocks)
    book = ledger(picture)
    json = picture_json(picture)
    out: dict[str, Any] = {
        "incidents": [
            {
                "type": i["type"],
                "place": i["place"]["name"] if i["place"] else None,
                "day": i["time"]["start"],
                "killed": _range(i, "killed"),
                "wounded": _range(i, "wounded"),
                "origins": i["origins"],
                "latest": sorted(f"{w['origin']}: {_count(w)} {w['measure']}" for w in i["latest"]),
                "accounts": len(i["accounts"]),
                "parts": sum(a["part"] for a in i["accounts"]),
                "blamed": [b["actor"] for b in i["blamed"]],
                "denied": [b["actor"] for b in i["denied"]],
            }
            for i in json["incidents"]
        ],
        "tolls": [
            {"area": t["area"], "since": t["since"], "until": t["until"], "killed": _range(t, "killed")}
            for t in json["tolls"]
        ],
        "copies": json["copies"],
        "ties": sorted({t.relation.value for t in book.ties}),
        "rests": [[r.low, r.at_bounds, r.high] for r in book.rests],
        "arithmetic": [line.text for rest in book.rests for line in breakdown(book, rest)],
        "sums": [[s.low, s.best, s.high] for i in picture.incidents if (s := sum_of(i))],
        "conflicts": [c.code for c in judged.conflicts],
    }
    if "period" in story:
        one = period(picture, days(story["period"]))
        out["period"] = [one.low, one.best, one.high]
        out["lines"] = [line.text for line in one.lines]
    for name in ("acled", "ucdp", "airwars"):
        out[name] = [[e.group, e.low, e.best, e.high] for i in picture.incidents for e in count_under(name, i)]
    out["acled_events"] = [_field("acled", "sub_event_type", i) for i in picture.incidents]
    out["ucdp_violence"] = [_field("ucdp", "type_of_violence", i) for i in picture.incidents]
    out["acled_ucdp"] = [d.reasons[0] for d in compare("acled", "ucdp", picture.incidents)]
    out["control"] = [_control(story, judged.statements, c) for c in story.get("control", [])]
    return out


def _field(convention: str, name: str, i: Incident) -> str:
    found = {v for e in count_under(convention, i) for k, v in e.fields if k == name}
    return f"{i.place.name if i.place else None}: {', '.join(sorted(found))}"


def _range(x: dict[str, Any], measure: str) -> str | None:
    r = next((r for r in x["range"] if r["measure"] == measure), None)
    return f"{r['low']}-{r['high']}{'+' if r['open'] else ''}" if r else None


def _count(w: dict[str, Any]) -> str:
    if w["high"] is None:
        return f"{w['low']}+"
    return str(w["low"]) if w["low"] == w["high"] else f"{w['low'] or ''}-{w['high']}"


def _control(story: dict[str, Any], statements: Any, ask: dict[str, Any]) -> str:
    sides = {name: side for side, names in story.get("sides", {}).items() for name in names}
    found = holdings(statements)
    got = state(
        found,
        ask["place"],
        ask["day"],
        according_to=ask.get("according_to"),
        known_on=ask.get("known_on"),
        side=sides.get,
    )
    via = f" via {got.inherited}" if got.inherited else ""
    return f"{got.state.value} {', '.join(got.holders)}".strip() + via


def fits(want: Any, got: Any, at: str = "") -> Iterator[str]:
    """Differences between what is expected and what came out; expectations may leave keys out."""
    if isinstance(want, dict):
        for key in want:
            yield from fits(want[key], got.get(key), f"{at}.{key}")
    elif isinstance(want, list) and want and isinstance(want[0], dict):
        if len(want) != len(got):
            yield f"{at}: {len(want)} expected, {len(got)} came: {got}"
            return
        for n, (w, g) in enumerate(zip(want, got, strict=True)):
            yield from fits(w, g, f"{at}[{n}]")
    elif isinstance(want, date):
        if want.isoformat() != got:
            yield f"{at}: {want} expected, {got} came"
    elif want != got:
        yield f"{at}: {want} expected, {got} came"


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text())
    return data


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_story(path: Path) -> None:
    story = load(path)
    assert list(fits(story["expect"], solve(story))) == []


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_order_of_reports_is_nothing(path: Path) -> None:
    story = load(path)
    turned = copy.deepcopy(story)
    turned["reports"] = turned["reports"][::-1]
    assert solve(turned) == solve(story)


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_a_changed_number_shows(path: Path) -> None:
    """A golden that any output would pass tests nothing."""
    story = load(path)
    changed = copy.deepcopy(story)
    for r in changed["reports"]:
        for c in r["claims"]:
            if c["type"] in ("capture", "control", "withdrawal") and c.get("agents"):
                c["agents"] = ["Somebody Else"]
            for q in c.get("counts", []):
                for measure in Measure:
                    if measure.value in q:
                        q[measure.value] = str(q[measure.value]).translate(str.maketrans("1234567890", "2345678901"))
    assert list(fits(story["expect"], solve(changed))) != []


def seen(story: dict[str, Any]) -> Iterator[Seen]:
    """Every view of a story: all that is known, then each that the story asks for."""
    rows, decided = readings(story), judgements(story)
    own = {k: story[k] for k in ("as_of", "known_on") if k in story}
    for clocks in (own, *story.get("views", [])):
        picture, judged = rebuild(rows, decided, **clocks)
        names = [f"{k.replace('_', ' ')} {day}" for k, day in sorted(clocks.items())]
        yield Seen(", ".join(names) or "with everything known", picture, judged.statements, {**story, **clocks})


def tables(story: dict[str, Any]) -> str:
    return written(story["about"], seen(story))


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_tables(path: Path) -> None:
    """Incidents, ledger and control of every view, whole."""
    golden = path.parent.parent / "tables" / f"{path.stem}.md"
    got = tables(load(path))
    if os.environ.get("FOGLINE_WRITE_STORIES"):
        golden.write_text(got)
    assert got.splitlines() == golden.read_text().splitlines()


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_tables_of_reports_in_any_order(path: Path) -> None:
    story = load(path)
    turned = copy.deepcopy(story)
    turned["reports"] = turned["reports"][::-1]
    assert tables(turned) == tables(story)


def test_there_are_enough_stories() -> None:
    """With incidents, a ledger and control all told in tables."""
    assert len(FILES) >= 12
    assert {p.stem for p in FILES} == {p.stem for p in (FILES[0].parent.parent / "tables").glob("*.md")}
