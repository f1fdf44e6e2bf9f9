#!/usr/bin/env python3
"""How fast the server answers, on a large record and under load.

    python bench/serve.py                            100,000 incidents and 1,000,000 claims
    python bench/serve.py --incidents 5000 --claims 50000
    python bench/serve.py --db fogline-demo.db       only the load: 50 readers while reports come in

The large record is made up: what linking and reconciling would have derived is put in place directly (how long those
take is measured elsewhere), and the claims are written to a store for search. Then a client in another process asks
over HTTP, each question with parameters that were not asked before. Targets: first view under 2 s, every interaction
under 200 ms.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.request import urlopen

import uvicorn

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Measure,
    Precision,
    Qualifier,
    Quantity,
    Quote,
)
from fogline.core.incident import Account, Blame, Head, Incident, LastWord, Picture, Place, Range, Statement
from fogline.core.interval import Count, Days
from fogline.core.span import Span
from fogline.reconcile.judgements import Replayed
from fogline.serve.app import app_of
from fogline.serve.atlas import towns
from fogline.serve.record import Record, Snapshot
from fogline.serve.settings import Settings
from fogline.serve.view import View
from fogline.store import Counts, open_store
from fogline.store.rows import claim_row, names, words

FIRST = date(2019, 1, 1)
SPAN_DAYS = 1800
PORT = 8699
TYPES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.CLASH, ClaimType.BOMBING, ClaimType.ATTACK)
SOURCES = tuple(f"Source number {n}" for n in range(80))
ACTORS = tuple(f"Armed group {n}" for n in range(40))
WORDS = "market school hospital road bridge village crossing mosque bakery camp station square depot farm".split()
Rows = Iterator[tuple[Incident, list[Statement]]]


# --- a large record, made up ---


def made(incidents: int, per: int, seed: int = 7) -> Rows:
    """Incidents with their statements; towns are real, nothing else is."""
    draw = random.Random(seed)  # noqa: S311 - the same record each time, no secrets
    places = [t for t in towns() if 20 < t.lon < 60 and 10 < t.lat < 52][:3000]
    for n in range(incidents):
        town = draw.choice(places)
        day = Days.on(FIRST + timedelta(days=draw.randrange(SPAN_DAYS)))
        place = ClaimPlace(town.name, town.name, Precision.PLACE)
        dead = draw.randrange(40)
        told = [_statement(draw, n, k, place, day, dead) for k in range(per)]
        yield _incident(n, told, place, day, draw.choice(ACTORS)), told


def _statement(draw: random.Random, n: int, k: int, place: ClaimPlace, day: Days, dead: int) -> Statement:
    source = draw.choice(SOURCES)
    text = f"At least {dead + k} people were killed near the {draw.choice(WORDS)} in {place.name}, {source} said"
    quantity = Quantity(Measure.KILLED, str(dead + k), Count(dead + k, None), Qualifier.AT_LEAST)
    claim = Claim(
        id=f"c{k}",
        type=TYPES[n % len(TYPES)],
        evidence=Quote(Span(0, len(text)), text),
        attribution=(Attribution(source),),
        places=(place,),
        time=ClaimTime("on the day", day, "stated"),
        quantities=(quantity,),
    )
    return Statement(Head(f"r{n}-{k}", f"Outlet {k}", day.start), claim, source, named=True)


def _incident(n: int, told: list[Statement], place: ClaimPlace, day: Days, blamed: str) -> Incident:
    rows = tuple(_account(s) for s in told[:3])
    last = tuple(LastWord(a.origin, True, a.measure, a.count, a.said, (a,), "last") for a in rows)
    lows = [a.count.low or 0 for a in rows]
    return Incident(
        id=f"i-{n:010x}",
        type=told[0].claim.type,
        place=Place(place.name),
        days=day,
        statements=tuple(told),
        accounts=rows,
        latest=last,
        ranges=(Range(Measure.KILLED, min(lows), max(lows), True),),
        origins=tuple(sorted({a.origin for a in rows})),
        blamed=(Blame(blamed, (rows[0].origin,)),),
    )


def _account(s: Statement) -> Account:
    q = s.claim.quantities[0]
    span, text = s.claim.evidence.span, s.claim.evidence.text
    return Account(s.key, s.head.id, span, text, s.origin, True, q.measure, q.count, said=s.head.published)


def written(db: Path, told: list[list[Statement]]) -> None:
    """The claims in a store, a report for each group, in one transaction."""
    open_store(db).close()
    with sqlite3.connect(db) as on:
        on.execute("PRAGMA synchronous = OFF")
        on.executemany(
            "INSERT INTO reports (seq, key, id, hash, outlet, published, title, text, added)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (n, f"{n:064x}", f"r{n}", f"{n:064x}", "Outlet", s[0].head.published.isoformat(), "", "-", "2024-01-01")
                for n, s in enumerate(told, 1)
            ),
        )
        on.executemany(
            "INSERT INTO readings VALUES (?, 'bench', ?)", ((n, len(rows)) for n, rows in enumerate(told, 1))
        )
        on.executemany(
            'INSERT INTO claims (report, n, id, type, polarity, modality, start, "end", body, seq)'
            " VALUES (:report, :n, :id, :type, :polarity, :modality, :start, :end, :body, :seq)",
            ({**claim_row(r, k, s.claim), "seq": q} for q, r, k, s in numbered(told)),
        )
        on.executemany(
            "INSERT INTO claim_names VALUES (?, ?, ?)",
            ((q, role, name) for q, _, _, s in numbered(told) for role, name in names(s.claim, "Outlet")),
        )
        on.executemany(
            "INSERT INTO claim_words (rowid, words) VALUES (?, ?)",
            ((q, words(s.claim, "Outlet")) for q, _, _, s in numbered(told)),
        )
    on.close()


def numbered(told: list[list[Statement]]) -> Iterator[tuple[int, int, int, Statement]]:
    """(claim's seq, report's seq, place in the report, statement)."""
    at = 0
    for n, rows in enumerate(told, 1):
        for k, s in enumerate(rows):
            at += 1
            yield at, n, k, s


class Seeded(Record):
    """A record whose state is given."""

    def __init__(self, db: Path, snapshot: Snapshot) -> None:
        self._given = snapshot
        super().__init__(open_store(db))

    def _made(self) -> Snapshot:
        self._seen = self.store.written()
        return self._given


def large(incidents: int, claims: int, folder: Path) -> dict[str, object]:
    """Make, serve, ask."""
    began = time.monotonic()
    gc.disable()  # millions of objects that stay
    both = list(made(incidents, max(3, claims // incidents)))
    picture = Picture(tuple(i for i, _ in both))
    told = [rows for _, rows in both]
    statements = tuple(s for rows in told for s in rows)
    db = folder / "large.db"
    written(db, told)
    say(f"made and written in {time.monotonic() - began:.0f} s")
    gc.freeze()
    gc.enable()
    nothing: frozenset[str] = frozenset()
    judged = Replayed(statements, frozenset(), frozenset(), {}, nothing, nothing, (), ())
    view = View(picture, judged)
    began = time.monotonic()
    view.warm()
    warm = time.monotonic() - began
    say(f"view of {len(view.table):,} incidents made in {warm:.1f} s")
    snapshot = Snapshot("bench", (), (), Counts(len(told), len(statements), 0, 0, 0), {})
    snapshot.put(view)
    with served(Seeded(db, snapshot)):
        began = time.monotonic()
        while ("ledger", Days(), None, Measure.KILLED) not in view._made:
            time.sleep(0.2)
        prepared = time.monotonic() - began
        say(f"what looks at the whole record prepared in {prepared:.1f} s")
        asked = subprocess.run(
            [sys.executable, __file__, "--client", f"http://127.0.0.1:{PORT}"],
            capture_output=True,
            text=True,
            check=True,
        )
    return {
        "incidents": len(view.table),
        "claims": len(statements),
        "view_made_s": round(warm, 1),
        "prepared_s": round(prepared, 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "answers": json.loads(asked.stdout),
    }


class served:  # noqa: N801 - reads as a verb
    """``with served(record):`` answers at ``PORT``."""

    def __init__(self, record: Record) -> None:
        app = app_of(record, Settings(port=PORT, token="only for the bench"))  # noqa: S106
        self.server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)


# --- asking ---


def questions(n: int) -> dict[str, str]:
    """The same questions with other parameters for each ``n``."""
    since = FIRST + timedelta(days=40 * n)
    until = since + timedelta(days=20 + n)
    days = f"since={since}&until={until}"
    lon = 32 + n % 6
    return {
        "map, all": f"map?zoom={3 + n % 4}&most=250",
        "map, zoomed": f"map?zoom=8&most=250&bbox={lon},33,{lon + 3},37",
        "map, days": f"map?zoom=6&most=250&{days}",
        "timeline": f"timeline?type={TYPES[n % 5].value}",
        "incidents, days": f"incidents?limit=60&{days}",
        "incidents, sorted": f"incidents?limit=60&sort=-killed&source=Source%20number%20{n}",
        "incidents, words": f"incidents?limit=60&q={WORDS[n % len(WORDS)]}%20strike",
        "one incident": f"incidents/i-{n * 37:010x}",
        "ledger, days": f"ledger?{days}",
        "series, days": f"ledger/series?by=source&{days}",
        "conventions, days": f"ledger/compare?a=acled&b=ucdp&limit=100&{days}",
        "claims, words": f"claims?q={WORDS[n % len(WORDS)]}%20{n + 3}&limit=50",
        "claims, source": f"claims?source=Source%20number%20{n}&limit=50",
        "sources": f"sources?limit=100&cursor={n}",
        "labels": f"labels?bbox={lon},33,{lon + 3},37&limit=40",
    }


def timed(address: str) -> float:
    """Milliseconds until the answer is there whole."""
    began = time.perf_counter()
    with urlopen(address) as answer:  # noqa: S310
        answer.read()
    return (time.perf_counter() - began) * 1000


def client(base: str, rounds: int = 10) -> dict[str, object]:
    """The first page as a browser asks for it, then each question ``rounds`` times with other parameters."""
    opening = ("meta", "map?zoom=5&most=250&", "timeline?", "ledger?lines=0", "incidents?limit=60&")
    first = {path: round(timed(f"{base}/api/v1/{path}"), 1) for path in opening}
    took: dict[str, list[float]] = {}
    for n in range(1, rounds + 1):
        for name, path in questions(n).items():
            took.setdefault(name, []).append(timed(f"{base}/api/v1/{path}"))
    return {
        "first view, in turn": first,
        "first view, sum ms": round(sum(first.values())),
        "interactions, ms (first, median, worst)": {
            name: [round(t[0]), round(statistics.median(t)), round(max(t))] for name, t in took.items()
        },
    }


# --- load ---


def load(db: Path, folder: Path, readers: int = 50, seconds: float = 20) -> dict[str, object]:
    """``readers`` ask without pause while another process takes reports in."""
    copy = Path(shutil.copy(db, folder / "load.db"))
    more = folder / "more.jsonl"
    lines = (
        {"text": f"Shelling killed {n} people in Idlib on Friday, residents said.", "outlet": f"Paper {n}"}
        for n in range(2, 400)
    )
    more.write_text("\n".join(json.dumps(line) for line in lines))
    took: list[float] = []
    wrong: list[str] = []
    stop = time.monotonic() + seconds
    paths = ("incidents", "map?zoom=5", "timeline", "ledger", "claims?q=aleppo", "sources", "control")

    def read(n: int) -> None:
        while time.monotonic() < stop:
            n += 1
            try:
                took.append(timed(f"http://127.0.0.1:{PORT}/api/v1/{paths[n % len(paths)]}"))
            except OSError as error:
                wrong.append(str(error))

    with served(Record(open_store(copy))):
        ingest = subprocess.Popen(
            [sys.executable, "-m", "fogline", "ingest", str(more), "--db", str(copy), "--workers", "1"],
            stderr=subprocess.DEVNULL,
        )
        threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        still = ingest.poll() is None
        ingest.terminate()
        ingest.wait()
    took.sort()
    at = [round(took[int(len(took) * q)]) for q in (0.5, 0.95, 0.99)]
    return {
        "readers": readers,
        "answers": len(took),
        "errors": len(wrong),
        "ingest ran throughout": still,
        "ms (p50, p95, p99)": at,
    }


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--incidents", type=int, default=100_000)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--db", type=Path)
    asked.add_argument("--client", help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.client:
        print(json.dumps(client(chosen.client)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = load(chosen.db, folder) if chosen.db else large(chosen.incidents, chosen.claims, folder)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
