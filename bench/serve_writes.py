#!/usr/bin/env python3
"""What a write costs while the record is served: a decision, a report taken in, and the reads that come next.

    python bench/serve_writes.py [--claims 100000] [--writes 15]

A generated record (that of ``bench/reconcile.py``, and running totals in it) is put into a file and served by ``fogline
serve`` in a process of its own. Over HTTP a client then posts decisions on claims and single reports, one after the
other; after each write it asks for what a page needs (incidents, the ledger's sum, the queue of review, the map). A
decision counts until its answer is there, which is when the new state is served; a report until the count of reports
has grown.

Prints milliseconds (median, 95 in 100) of the clock and of the server's processor, what share the processor's time is
of the one that made the first state, and the server's memory. The share is what to compare between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from fogline.core.claim import Claim, ClaimType, Scope
from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.store import open_store
from fogline.store.protocol import report_key
from fogline.store.rows import claim_row, names, words
from reconcile import War, reports

PORT = 8698
TOKEN = "only for the bench"  # noqa: S105
READS = ("incidents?limit=60", "ledger?lines=0", "review?sort=doubt&limit=50", "map?zoom=5&most=250")
TICK = os.sysconf("SC_CLK_TCK")


def with_totals(rows: Iterator[tuple[Report, tuple[Claim, ...]]]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """The first claim of one report in fifteen (two in a hundred) is a running total of the thirty days before."""
    for n, (report, (first, *rest)) in enumerate(rows):
        if n % 15 == 0:
            day = date.fromisoformat(report.published or "")
            quantities = tuple(replace(q, scope=Scope.CUMULATIVE) for q in first.quantities)
            time = replace(first.time, days=Days(day - timedelta(days=30), day))
            first = replace(first, type=ClaimType.TOLL, quantities=quantities, time=time)
        yield report, (first, *rest)


def written(db: Path, rows: list[tuple[Report, tuple[Claim, ...]]]) -> None:
    """The record, in one transaction."""
    open_store(db).close()
    with sqlite3.connect(db) as on:
        on.execute("PRAGMA synchronous = OFF")
        on.executemany(
            "INSERT INTO reports (seq, key, id, hash, outlet, published, title, text, added)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (n, report_key(r), r.id, r.content_hash, r.outlet, r.published, "", r.text, "2024-01-01")
                for n, (r, _) in enumerate(rows, 1)
            ),
        )
        on.executemany("INSERT INTO readings VALUES (?, 'bench', ?)", ((n, len(c)) for n, (_, c) in enumerate(rows, 1)))
        on.executemany(
            'INSERT INTO claims (report, n, id, type, polarity, modality, start, "end", body, seq)'
            " VALUES (:report, :n, :id, :type, :polarity, :modality, :start, :end, :body, :seq)",
            ({**claim_row(n, k, c), "seq": q} for q, n, k, _, c in numbered(rows)),
        )
        on.executemany(
            "INSERT INTO claim_names VALUES (?, ?, ?)",
            ((q, role, name) for q, _, _, r, c in numbered(rows) for role, name in names(c, r.outlet)),
        )
        on.executemany(
            "INSERT INTO claim_words (rowid, words) VALUES (?, ?)",
            ((q, words(c, r.outlet)) for q, _, _, r, c in numbered(rows)),
        )
    on.close()


def numbered(rows: list[tuple[Report, tuple[Claim, ...]]]) -> Iterator[tuple[int, int, int, Report, Claim]]:
    """(claim's seq, report's seq, place in the report, report, claim)."""
    at = 0
    for n, (report, claims) in enumerate(rows, 1):
        for k, c in enumerate(claims):
            at += 1
            yield at, n, k, report, c


class Server:
    """``fogline serve`` in a process of its own."""

    def __init__(self, db: Path) -> None:
        args = [sys.executable, "-m", "fogline", "serve", "--db", str(db), "--port", str(PORT), "--token", TOKEN]
        self.process = subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{PORT}/api/v1/"
        while True:
            try:
                self.ask("meta")
                return
            except OSError:
                if self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def ask(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Any:
        head = {"authorization": f"Bearer {TOKEN}", "content-type": kind}
        with urlopen(Request(self.base + path, body, head)) as answer:  # noqa: S310
            return json.loads(answer.read())

    def spent(self) -> float:
        """Seconds of processor time, all threads."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / TICK

    def memory(self) -> int:
        """Resident, at its highest, in MB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(x.split()[1]) // 1024 for x in lines if x.startswith("VmHWM"))

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


class Watch:
    """How long a piece of work took, by the clock and by the server's processor."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.clock: list[float] = []
        self.processor: list[float] = []

    def of(self, work: Callable[[], object]) -> None:
        began, spent = time.perf_counter(), self.server.spent()
        work()
        self.clock.append((time.perf_counter() - began) * 1000)
        self.processor.append((self.server.spent() - spent) * 1000)

    def told(self, first: float) -> dict[str, object]:
        at = sorted(self.clock)
        return {
            "ms (median, 95 in 100)": [round(statistics.median(at)), round(at[min(len(at) - 1, int(len(at) * 0.95))])],
            "processor ms, median": round(statistics.median(self.processor)),
            "share of the first state": round(statistics.median(self.processor) / 1000 / first, 4),
        }


def measured(claims: int, writes: int, folder: Path) -> dict[str, object]:
    rows = list(with_totals(reports(claims, 1, War.of(claims))))
    db = folder / "writes.db"
    written(db, rows)
    server = Server(db)
    try:
        first = server.spent()
        for path in READS:
            server.ask(path)
        time.sleep(3)
        return {"claims": claims, "first state, s": round(first, 1), **_asked(server, rows, writes, first)}
    finally:
        server.close()


def _asked(
    server: Server, rows: list[tuple[Report, tuple[Claim, ...]]], writes: int, first: float
) -> dict[str, object]:
    draw = random.Random(3)  # noqa: S311
    kinds = ("a decision", "a report", "after a decision", "after a report")
    watches = {name: Watch(server) for name in (*kinds, *READS)}
    for n in range(writes):
        report, told = draw.choice(rows)
        name = f"{report_key(report)[:12]}/{told[0].id}"
        verb = (
            {"verb": "correct", "field": "quantities.0", "value": f"killed {n + 50}"} if n % 2 else {"verb": "reject"}
        )
        body = json.dumps({"author": "bench", "claim": name, **verb}).encode()
        watches["a decision"].of(lambda body=body: server.ask("judgements", body))
        _read(server, watches, "after a decision")
        watches["a report"].of(lambda n=n: _taken(server, n))
        _read(server, watches, "after a report")
    found: dict[str, object] = {name: watch.told(first) for name, watch in watches.items() if watch.clock}
    return found | {"memory, MB": server.memory()}


def _taken(server: Server, n: int) -> None:
    """A report in, and served."""
    before = server.ask("meta")["reports"]
    text = f"Shells killed {n + 3} people in Nyala on Monday, the Darfur Bar Association said."
    line = json.dumps({"id": f"new{n}", "outlet": "Bench", "published": "2023-06-13", "text": text}).encode()
    server.ask("ingest?name=new.jsonl", line, "application/x-ndjson")
    while server.ask("meta")["reports"] == before:
        time.sleep(0.01)


def _read(server: Server, watches: dict[str, Watch], kind: str) -> None:
    def all_of_them() -> None:
        for path in READS:
            watches[path].of(lambda path=path: server.ask(path))

    watches[kind].of(all_of_them)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--claims", type=int, default=100_000)
    asked.add_argument("--writes", type=int, default=15)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(chosen.claims, chosen.writes, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
