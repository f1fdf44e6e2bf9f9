"""Reads every annotated report with weights that have not seen it, and prints the figures of each reader.

    python scripts/cross_validate.py --gold FOLDER ... --score score.py --work FOLDER [--folds 5] [--learn ROOM ...]

All that is learned is learned anew for each fold from the reports of the others: the reader's head, the parties and
their network, the places, the days. (Folds by report, near-duplicates together, corpora spread evenly.) Where there
are several folders of gold, all are learned from, each is cut into folds by itself, and the figures of "all" are the
first one's; those by corpus are of all. Into the work
folder go a copy of the program for each fold with those weights in it, and ``rules.jsonl``, ``learned.jsonl`` and
``both.jsonl``: the claims of each reader. ``--learn`` learns the rooms named alone (none, to read again with today's
rules) and takes the other weights from where an earlier run left them. Two things are not held out: the rules
themselves, which were written with these reports in view, and a few limits and the curve of the probabilities, which
are those of all folds together.

Needs what the ``train_*.py`` beside it need. About half an hour of one core.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
import train_casting
import train_parties
import train_places
import train_reader
import train_times
from annotated import load
from reader_network import export_head

import fogline
from fogline.core.reader import Reader

SOURCE = Path(fogline.__file__).parent
READERS = ("rules", "learned", "both")
Gold = Sequence[Sequence[dict[str, Any]]]
"""Annotated reports, a list for each folder."""


def together(gold: Gold) -> list[dict[str, Any]]:
    """The annotated reports of all folders."""
    return [d for part in gold for d in part]


def tree(work: Path, fold: int) -> Path:
    """The folder that holds the fold's copy of the program."""
    return work / f"fold{fold}"


def weights(work: Path, fold: int, room: str) -> Path:
    return work / f"weights{fold}" / room


def learn_reader(gold: Gold, work: Path, folds: int, hints: Path | None) -> dict[str, int]:
    """A head for each fold; the fold of each report by its id."""
    start = train_reader.begun(None)
    kept = train_reader.kept_hints(hints)
    parts = [train_reader.prepared(part, kept) for part in gold]
    reports = [r for part in parts for r in part]
    train_reader.prepare(reports, SOURCE / "read" / "models" / "weights")
    fold = [f for part in parts for f in train_reader.folds_of(part, folds)]
    modes: dict[str, list[list[dict[str, Any]]]] = {"alone": [[] for _ in reports], "hinted": [[] for _ in reports]}
    for k in range(folds):
        learning = [e for r, f in zip(reports, fold, strict=True) if f != k for e in r.examples]
        head = train_reader.train(learning, start, 7, k)
        for n, r in enumerate(reports):
            if fold[n] == k:
                for mode, silent in (("alone", True), ("hinted", False)):
                    modes[mode][n] = train_reader.predictions(r, [head], silent)
                    train_reader.judge(r.claims, modes[mode][n])
        weights(work, k, "models").mkdir(parents=True, exist_ok=True)
        export_head([head], train_reader.sample(reports[0]), weights(work, k, "models") / "head.onnx")
    result = train_reader.summary(reports, modes)
    for k in range(folds):
        (weights(work, k, "models") / "calibration.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    train_reader.keep(work / "oof.jsonl", reports, modes)
    return {r.document.report.id: f for r, f in zip(reports, fold, strict=True)}


def learn_parties(gold: Gold, score: Path, work: Path, fold: dict[str, int]) -> None:
    judge = train_parties.Judge(score)
    cases = list(train_casting.cases_of(together(gold), judge))
    for k in sorted(set(fold.values())):
        kept = [c for c in cases if fold[c.row.fold] != k]
        room = weights(work, k, "events")
        room.mkdir(parents=True, exist_ok=True)
        train_casting.write(*train_casting.fit(kept), room / "casting.npz")
        # Training writes the signs of the chosen agents into the rows.
        train_parties.write(train_parties.train([replace(c.row) for c in kept], judge, 4), room / "parties.json")


def learn_places(gold: Gold, score: Path, work: Path, fold: dict[str, int]) -> None:
    judge = train_places.Judge(score)
    rows = list(train_places.read(together(gold), judge))
    shipped = json.loads(train_places.FILE.read_text(encoding="utf-8"))
    limits = {name: shipped[name] for name in ("first", "further", "keep")}
    for k in sorted(set(fold.values())):
        kept = [r for r in rows if fold[r.fold] != k]
        room = weights(work, k, "places")
        room.mkdir(parents=True, exist_ok=True)
        train_places.write(limits | train_places.fit(kept, train_places.known_traits(kept)), room / "places.json")


def learn_times(gold: Gold, score: Path, work: Path, fold: dict[str, int]) -> None:
    judge = train_times.Judge(score)
    reports = together(gold)
    rows = [*train_times.read(reports, judge, None), *train_times.read(reports, judge, Reader.RULES)]
    for k in sorted(set(fold.values())):
        room = weights(work, k, "times")
        room.mkdir(parents=True, exist_ok=True)
        train_times.write(train_times.fit([r for r in rows if fold[r.fold] != k]), room / "times.json")


ROOMS = {"parties": learn_parties, "places": learn_places, "times": learn_times}


def plant(work: Path, fold: int) -> None:
    """Copies the program and puts the fold's weights into it."""
    shutil.rmtree(tree(work, fold), ignore_errors=True)
    shutil.copytree(SOURCE, tree(work, fold) / "fogline", ignore=shutil.ignore_patterns("__pycache__", "static"))
    for room in ("models", "events", "places", "times"):
        for file in weights(work, fold, room).glob("*"):
            shutil.copyfile(file, tree(work, fold) / "fogline" / "read" / room / "weights" / file.name)


def read(work: Path, fold: int, reports: Sequence[dict[str, Any]], reader: str) -> str:
    """The claims of the fold's reports, as JSON lines."""
    folder = work / f"gold{fold}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for d in reports:
        (folder / f"{d['report']['id']}.json").write_text(json.dumps(d, ensure_ascii=False), encoding="utf-8")
    out = work / f"{reader}{fold}.jsonl"
    command = [sys.executable, "-m", "fogline", "extract", str(folder), "--reader", reader, "-o", str(out)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(tree(work, fold))}, capture_output=True)
    if not out.is_file():
        raise SystemExit(f"cross_validate: {done.stderr.decode()[-2000:]}")
    return out.read_text(encoding="utf-8")


def figures(score: Path, gold: Gold, work: Path, reader: str) -> dict[str, dict[str, Any]]:
    """By "all" (the first folder) and corpus, the scorer's figures."""
    module = train_parties.Judge(score)
    found = module.module.load(work / f"{reader}.jsonl")
    parts = {"all": list(gold[0])}
    for d in together(gold):
        parts.setdefault(d["report"]["id"].split("-")[0], []).append(d)
    made = {}
    for part, reports in sorted(parts.items()):
        wanted = {d["report"]["id"]: d for d in reports}
        scored = module.module.score(wanted, found, module.names)
        made[part] = {name: f.get("f1", f.get("accuracy")) for name, f in scored.items()}
    return made


def table(made: dict[str, dict[str, dict[str, Any]]], parts: Sequence[str]) -> Iterator[str]:
    """Rules / learned / both, a row a figure, a column a part."""
    yield f"| figure | {' | '.join(parts)} |"
    yield f"| --- |{' --- |' * len(parts)}"
    for name in made["rules"]["all"]:
        cells = (" / ".join(_shown(made[r][p].get(name)) for r in READERS) for p in parts)
        yield f"| {name} | {' | '.join(cells)} |"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--learn", nargs="*", choices=("reader", *ROOMS), default=["reader", *ROOMS])
    ap.add_argument("--hints", type=Path, help="as train_reader.py has it")
    ap.add_argument("--json", type=Path)
    ap.add_argument("--readers", nargs="+", default=list(READERS))
    a = ap.parse_args()
    torch.set_num_threads(1)
    a.work.mkdir(parents=True, exist_ok=True)
    gold = [load([folder]) for folder in a.gold]
    if "reader" in a.learn:
        folds = learn_reader(gold, a.work, a.folds, a.hints)
        (a.work / "folds.json").write_text(json.dumps(folds), encoding="utf-8")
    fold: dict[str, int] = json.loads((a.work / "folds.json").read_text(encoding="utf-8"))
    for room in (r for r in ROOMS if r in a.learn):
        ROOMS[room](gold, a.score, a.work, fold)
    members: dict[int, list[dict[str, Any]]] = {}
    for d in together(gold):
        members.setdefault(fold[d["report"]["id"]], []).append(d)
    for k in sorted(members):
        plant(a.work, k)
    for reader in a.readers:
        lines = "".join(read(a.work, k, members[k], reader) for k in sorted(members))
        (a.work / f"{reader}.jsonl").write_text(lines, encoding="utf-8")
    made = {r: figures(a.score, gold, a.work, r) for r in READERS}
    print("\n".join(table(made, ["all"])))
    print("\n".join(table(made, [p for p in made["rules"] if p != "all"])))
    if a.json:
        a.json.write_text(json.dumps(made, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
