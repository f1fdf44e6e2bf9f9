"""Kills the commands themselves at random instants, and asks ``fogline doctor`` whether the record is whole.

    python -m tests.trust.killed_commands --kills 200 --seed 3
    python -m tests.trust.killed_commands --kills 60 --db postgresql

Where ``kills`` uses a small writer so that hundreds of kills hit the store's writes, this runs ``fogline ingest``, ``rebuild``,
``review``, ``watch`` and ``export`` (a file, a folder, a bundle), each a process of its own that is forked with the modules
loaded, and kills it (SIGKILL) at an instant drawn evenly from the time it takes when it is left alone; every other export is
killed a moment after it began to write, which is a small part of that time. After each kill:

- ``fogline doctor`` ends with 0, and every report and judgement of before is there with the same bytes;
- ``ingest`` and ``watch``, started again, bring in the rest: every report there once;
- what is exported is, byte for byte, the export of before or the new one. Between the two renames of a folder it may be
  absent, the one of before standing aside; the next run puts it back.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from tests.trust.kills import state

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples" / "aleppo-2024" / "reports"
KINDS = {"acled": "events.csv", "site": "site", "bundle": "evidence.zip"}
COMMANDS = ("ingest", "rebuild", "review", "watch", *(f"export {kind}" for kind in KINDS))
LICENCES = ("CC BY 4.0", "for the court")
BATCH, ENTRIES = 15, 6
WHOLE = {"ingest": BATCH, "watch": ENTRIES}
A_MOMENT = 0.05
A_RECORD = 25
"""Kills that a record stands before the next is begun."""


# --- a command as a process ---


def _command(args: list[str], folder: str, answers: str) -> None:
    """In the new process: the ``fogline`` command. Hosts get less of a pause than the command gives them."""
    from tests.trust.warm import main

    from fogline.ingest.web import fetch

    os.chdir(folder)
    Path("stdin").write_text(answers)
    for handle, name, flags in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
        os.dup2(os.open(name, flags | os.O_CREAT | os.O_TRUNC * (handle > 0)), handle)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    fetch.PAUSE = 0.02
    sys.argv = ["fogline", *args]
    main()


@dataclass
class Commands:
    """Starts commands in ``folder``."""

    folder: Path

    def __post_init__(self) -> None:
        os.environ["PYTHONPATH"] = f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.trust.warm"])

    def start(self, *args: object, answers: str = "") -> multiprocessing.Process:
        process = self._context.Process(target=_command, args=([str(a) for a in args], str(self.folder), answers))
        process.start()
        return process

    def run(self, *args: object, answers: str = "") -> float:
        """To its end, which must be a good one; how many seconds it took."""
        began, process = time.monotonic(), self.start(*args, answers=answers)
        process.join(300)
        said = (self.folder / "stderr").read_text()
        assert process.exitcode == 0, (args, process.exitcode, said)
        return time.monotonic() - began

    def killed(self, after: float, *args: object, answers: str = "", writing: str = "") -> bool:
        """Killed after so many seconds, counted from when it began to write a file like ``writing`` if one is named;
        whether it was still running.
        """
        before, process = set(self.folder.glob(writing)) if writing else None, self.start(*args, answers=answers)
        while before is not None and process.exitcode is None and not set(self.folder.glob(writing)) - before:
            time.sleep(0.0005)
        process.join(after)
        process.kill()
        process.join()
        return process.exitcode == -signal.SIGKILL


# --- pages to watch ---


def story(name: str) -> str:
    return (
        f"Shells fell on the village of Harim on Friday and killed two people, the civil defence said in note {name}. "
        f"The army denied on Saturday that it had fired on the village, and named bulletin {name} as its source."
    )


class _Site(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name, host = self.path.strip("/"), self.headers["Host"]
        if name.endswith(".xml"):
            links = [f"http://{host}/{name[:-4]}-{n}" for n in range(ENTRIES)]
            rows = "".join(f"<item><title>t</title><link>{x}</link><guid>{x}</guid></item>" for x in links)
            body, kind = f"<rss version='2.0'><channel><title>W</title>{rows}</channel></rss>", "application/rss+xml"
        else:
            body, kind = f"<html><title>{name}</title><body><article><p>{story(name)}</p></article></body>", "text/html"
        self.send_response(404 if name == "robots.txt" else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body.encode())


@contextlib.contextmanager
def site() -> Iterator[str]:
    """A site with feeds of any name (``/NAME.xml``), each with pages of its own: its host and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# --- kills ---


@dataclass
class Tally:
    kills: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    halfway: Counter[str] = field(default_factory=Counter)
    """Kills that left a part of the command's work done and another not."""
    reports: int = 0

    def __str__(self) -> str:
        told = ", ".join(f"{n} {what} ({self.halfway[what]} halfway)" for what, n in sorted(self.kills.items()) if n)
        return f"{self.kills.total()} kills: {told}; {self.too_late} came too late; {self.reports} reports"


@dataclass
class Rounds:
    """``kept`` is a record that only exports read; ``address`` the one that is written to."""

    run: Commands
    rng: random.Random
    host: str
    kept: Path
    address: str = ""
    tally: Tally = field(default_factory=Tally)
    took: dict[str, float] = field(default_factory=dict)
    exports: dict[tuple[str, str], dict[str, bytes]] = field(default_factory=dict)
    _n: Iterator[int] = field(default_factory=count)

    def begin(self, address: str, commands: Sequence[str]) -> None:
        """A new record, and how long each command takes that is not killed."""
        self.address = address
        for what in dict.fromkeys(("ingest", *commands)):
            if what == "ingest" or what not in self.took:
                command, answers = self.command(what)
                self.took[what] = self.run.run(*command, answers=answers)
        for kind, name in KINDS.items():
            wanted = f"export {kind}" in commands and (kind, LICENCES[-1]) not in self.exports
            for licence in LICENCES if wanted else ():
                self.run.run("export", kind, "--db", self.kept, "-o", name, "--licence", licence)
                self.exports[kind, licence] = self.exported(kind)

    def command(self, what: str) -> tuple[list[object], str]:
        n = next(self._n)
        if what == "ingest":
            rows = ({"text": story(f"{n}.{i}"), "outlet": "W", "published": "2023-03-07"} for i in range(BATCH))
            path = self.run.folder / f"in{n}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            return ["ingest", path, "--db", self.address, "--workers", "1"], ""
        if what == "rebuild":
            return ["rebuild", "--all", "--db", self.address, "--workers", "1"], ""
        if what == "review":
            return ["review", "--db", self.address, "--author", f"p{n}", "--limit", "20"], "a\nseen\n" * 40
        if what == "watch":
            feed = f"http://{self.host}/feed{n}.xml"
            return ["watch", feed, "--once", "--db", self.address, "--allow-host", self.host], ""
        kind = what.partition(" ")[2]
        licence = self.rng.choice(LICENCES)
        return ["export", kind, "--db", self.kept, "-o", KINDS[kind], "--licence", licence], ""

    def kill(self, what: str) -> None:
        command, answers = self.command(what)
        address = str(self.kept) if what.startswith("export") else self.address
        before, left = state(address), self.left()
        began, after, writing = time.monotonic(), self.rng.random() * self.took[what], ""
        if what.startswith("export") and next(self._n) % 2:
            after, writing = self.rng.random() * A_MOMENT, f".{command[5]}.*"
        hit = self.run.killed(after, *command, answers=answers, writing=writing)
        self.tally.kills[what] += hit
        self.tally.too_late += not hit
        if not hit and not writing:
            self.took[what] = max(0.1, (time.monotonic() - began) * 0.9)
        self.run.run("doctor", "--db", address)
        after = state(address)
        for kind in ("reports", "judgements"):
            lost = [key for key, value in before[kind].items() if after[kind].get(key) != value]
            assert lost == [], (what, kind, lost)
        if what.startswith("export"):
            self.look_at_export(what, left)
        elif what == "review":
            self.tally.halfway[what] += hit and len(after["judgements"]) > len(before["judgements"])
        elif what in WHOLE:
            self.finish(what, command, len(before["reports"]), len(after["reports"]))

    def finish(self, what: str, command: list[object], before: int, after: int) -> None:
        """Started again, it brings in the rest."""
        self.tally.halfway[what] += before < after < before + WHOLE[what]
        self.run.run(*command)
        assert len(state(self.address)["reports"]) == before + WHOLE[what]

    def left(self) -> set[str]:
        return {path.name for path in self.run.folder.glob(".*.fogline-*")}

    def look_at_export(self, what: str, before: set[str]) -> None:
        kind = what.partition(" ")[2]
        stands, left = self.exported(kind), self.left()
        self.tally.halfway[what] += bool(left - before)
        known = [self.exports[kind, licence] for licence in LICENCES]
        if kind == "acled" and list(stands) == [KINDS[kind]]:  # its companion is put beside it a moment later
            assert stands[KINDS[kind]] in [files[KINDS[kind]] for files in known]
        elif stands or kind != "site":
            assert stands in known
        else:
            assert any(name.endswith(".fogline-old") for name in left)

    def exported(self, kind: str) -> dict[str, bytes]:
        """What stands under the export's name: files and their bytes."""
        out = self.run.folder / KINDS[kind]
        found = out.rglob("*") if out.is_dir() else self.run.folder.glob(f"{KINDS[kind]}*")
        return {str(p.relative_to(self.run.folder)): p.read_bytes() for p in sorted(found) if p.is_file()}

    def clean(self) -> None:
        """An export that is not killed takes away what those that were had left."""
        for kind in {kind for kind, _ in self.exports}:
            name = KINDS[kind]
            self.run.run("export", kind, "--db", self.kept, "-o", name, "--licence", LICENCES[0])
            assert self.exported(kind) == self.exports[kind, LICENCES[0]]
            assert list(self.run.folder.glob(f".{name}.*")) == []


def killed(
    folder: Path,
    new: Callable[[], str],
    kills: int,
    seed: int,
    commands: Sequence[str] = COMMANDS,
    say: Callable[[str], object] = len,
    kept: Path | None = None,
) -> Tally:
    """``kills`` kills that hit a running command. Raises ``AssertionError`` when anything was lost or mixed up.

    ``kept`` is a record to export; without it, that of the example reports.
    """
    run, turn = Commands(folder), count()
    with site() as host:
        rounds = Rounds(run, random.Random(seed), host, kept or folder / "kept.db")
        if kept is None:
            run.run("ingest", EXAMPLES, "--db", rounds.kept, "--workers", "1")
        while rounds.tally.kills.total() < kills:
            rounds.begin(new(), commands)
            until = min(kills, rounds.tally.kills.total() + A_RECORD)
            while rounds.tally.kills.total() < until:
                rounds.kill(commands[next(turn) % len(commands)])
                say(str(rounds.tally))
                assert rounds.tally.too_late < kills + 20, "too many commands ended before they were killed"
            rounds.tally.reports += len(state(rounds.address)["reports"])
        rounds.clean()
    return rounds.tally


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--only", default="", help="the commands that begin with this word")
    options.add_argument("--db", choices=("sqlite", "postgresql"), default="sqlite")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        numbers = count()
        new: Callable[[], str] = lambda: str(Path(name) / f"{next(numbers)}.db")  # noqa: E731
        if chosen.db == "postgresql":
            from tests.postgres import postgres_server

            new = stack.enter_context(postgres_server()).database
        began = time.monotonic()
        commands = [what for what in COMMANDS if what.startswith(chosen.only)]
        say = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: E731
        tally = killed(Path(name), new, chosen.kills, chosen.seed, commands, say)
    print(f"{chosen.db}, seed {chosen.seed}, {time.monotonic() - began:.0f} s: {tally}, nothing lost")


if __name__ == "__main__":
    main()
