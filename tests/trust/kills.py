"""Kills the program at random instants and looks whether anything is lost.

    python -m tests.trust.kills --kills 200 --seed 1      # some minutes
    python -m tests.trust.kills --kills 200 --db postgresql

Each round starts one of the commands that write (ingest, rebuild, judge, export) as a process of its own, waits a random
part of the time it usually takes, and kills it (SIGKILL). Then the record must be whole by ``fogline doctor``'s own
checks, every report and judgement that was there before must be there with the same bytes, and a claim the command had
confirmed on its output must be there too. What is written outside the record (exports) is whole or absent.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from fogline.core.codec import dumps, judgement_to_json
from fogline.store import Store, open_store

# A writer that does what the commands do without loading the parser: hundreds of kills take minutes, not hours.
INGEST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from fogline.core.claim import Claim, ClaimType, Quote
from fogline.core.codec import claim_to_json, dumps
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.ingest import ingest
from fogline.store import open_store

what, address, *more = sys.argv[1:]
store = open_store(address)
print("open", flush=True)

def claims(text):
    words = text.split()[:8]
    for n, word in enumerate(words):
        at = text.index(word)
        yield Claim(f"c{n}", ClaimType.SHELLING, Quote(Span(at, at + len(word)), word))

def say(*words):
    print(*words, flush=True)

if what == "ingest":
    for item in ingest([more[0]]):
        if isinstance(item, Problem):
            store.note([item])
        elif store.add(item, claims(item.text), [Problem("read.odd", "odd", item.id)], more[1]):
            say("kept", item.content_hash)
elif what == "rebuild":
    for row in list(store.reports()):
        store.replace(row.key, claims(row.report.text), [], more[0])
        say("read", row.key)
elif what == "judge":
    for n in range(10_000):
        id = f"{more[0]}-{n}"
        j = Judgement(id, Verb.NOTE, "ada", datetime.now(UTC), "seen " * 50, Anchor("r", Span(0, 3), "the"))
        if store.judge(j):
            say("judged", id)
elif what == "export":
    from fogline.cli.extract import _written
    with _written(Path(more[0])) as out:
        rows = [dumps(claim_to_json(found.claim)) for found in store.claims()]
        for row in rows:
            out.write(row + "\\n")
            out.flush()
    say("written", len(rows))
store.close()
"""


@dataclass
class Tally:
    kills: Counter = field(default_factory=Counter)
    too_late: int = 0
    confirmed: int = 0
    reports: int = 0


@dataclass
class Round:
    """One command, killed."""

    folder: Path
    address: str
    rng: random.Random
    tally: Tally = field(default_factory=Tally)
    took: dict = field(default_factory=dict)
    n: int = 0

    @property
    def out(self) -> Path:
        return self.folder / "out.jsonl"

    def command(self, what: str) -> list[str]:
        self.n += 1
        start = [sys.executable, "-c", INGEST, what, self.address]
        if what == "ingest":
            fresh = self.folder / f"in{self.n}.jsonl"
            rows = ({"text": f"Report {self.n}.{n}: the shells fell again. " * 20, "outlet": "W"} for n in range(100))
            fresh.write_text("".join(json.dumps(row | {"published": "2023-03-07"}) + "\n" for row in rows))
            return [*start, str(fresh), f"v{self.n}"]
        if what == "export":
            return [*start, str(self.out)]
        return [*start, f"v{self.n}"]

    def kill(self, what: str) -> None:
        before = state(self.address)
        with subprocess.Popen(self.command(what), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"open\n"
            usual = min(self.took.get(what, 0.4), 0.4)
            started = time.monotonic()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(self.rng.random() * usual)
            late = process.poll() is not None
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().decode().splitlines()
        if late:
            self.tally.too_late += 1
            self.took[what] = max(0.1, (time.monotonic() - started) * 0.9)
        self.tally.kills[what] += not late
        if what == "export":
            self.look_at_export()
        # The last line may have been cut in the middle.
        self.look(before, said if late else said[:-1])

    def look_at_export(self) -> None:
        """The file is the one before, or the new one, but whole: as many claims as the record has, each a line."""
        if self.out.exists():
            text = self.out.read_text(encoding="utf-8")
            assert text == "" or text.endswith("}\n")
            assert all(json.loads(line)["id"] for line in text.splitlines())
            self.out.unlink()

    def look(self, before: dict, said: list[str]) -> None:
        problems, after = state_and_problems(self.address)
        assert problems == [], problems
        for kind in ("reports", "judgements"):
            lost = [key for key, value in before[kind].items() if after[kind].get(key) != value]
            assert lost == [], (kind, lost)
        hashes = {value[0] for value in after["reports"].values()}
        for line in said:
            verb, name = line.split()
            if verb == "written":
                continue
            self.tally.confirmed += 1
            kept = {"kept": hashes, "judged": after["judgements"], "read": after["reports"]}[verb]
            assert name in kept, line


def state(address: str) -> dict:
    """Every report and judgement, by key."""
    with contextlib.closing(open_store(address)) as store:
        return _state(store)


def state_and_problems(address: str) -> tuple[list, dict]:
    with contextlib.closing(open_store(address)) as store:
        return [str(p) for p in store.check()], _state(store)


def _state(store: Store) -> dict:
    return {
        "reports": {r.key: (r.report.content_hash, r.report.published, r.added) for r in store.reports()},
        "judgements": {j.id: dumps(judgement_to_json(j)) for j in store.judgements()},
    }


COMMANDS = ("ingest", "rebuild", "judge", "export")
A_RECORD = 40
"""Kills a record stands before the next is begun: looking through a large one takes longer than the kill."""


def killed(folder: Path, new: Callable[[], str], kills: int, seed: int) -> Tally:
    """``kills`` kills that hit a running command, on records of ``new`` addresses. Raises ``AssertionError`` when
    anything was lost.
    """
    rng, tally = random.Random(seed), Tally()
    while tally.kills.total() < kills:
        one, until = Round(folder, new(), rng, tally), min(kills, tally.kills.total() + A_RECORD)
        one.kill("ingest")
        while tally.kills.total() < until:
            one.kill(rng.choice(COMMANDS))
            assert tally.too_late < kills * 2 + 20, "too many commands ended before they were killed"
        tally.reports += len(state(one.address)["reports"])
    return tally


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        numbers = count()
        new: Callable[[], str] = lambda: str(Path(name) / f"{next(numbers)}.db")  # noqa: E731
        if chosen.db == "postgresql":
            from tests.postgres import postgres_server

            new = stack.enter_context(postgres_server()).database
        started = time.monotonic()
        tally = killed(Path(name), new, chosen.kills, chosen.seed)
    print(
        f"{tally.kills.total()} kills on {chosen.db} ({dict(sorted(tally.kills.items()))}), seed {chosen.seed}, in "
        f"{time.monotonic() - started:.0f} s: {tally.confirmed} confirmed writes all there, {tally.reports} reports, "
        "whole each time"
    )


if __name__ == "__main__":
    main()
