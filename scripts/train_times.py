"""Learns which days are an event's from annotated reports, and writes the weights of ``read/times/scorer.py``.

    python scripts/train_times.py --gold FOLDER --score score.py [--out FILE] [--folds 5] [--check FOLDER]

FOLDER holds claims JSON files (codebook.md). The events are those that the patterns and the learned reader find and the
claims scorer matches with a gold claim; an option is right when its days are that claim's. A conditional logit (L2) is
fitted over the options of each event. Figures are those of cross-validation by report on the events of the learned
reader, and with ``--check`` those of another folder. Needs scipy. Seeds play no part: the same files give the same
weights.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from annotated import load, report
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fogline.core.claim import Claim, Victim
from fogline.core.codec import claim_to_json
from fogline.core.interval import Days
from fogline.core.reader import Reader
from fogline.read.attribution import Voice
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Assembler, Rooms
from fogline.read.events.repeats import Told
from fogline.read.times.options import Option
from fogline.read.times.scorer import FILE, Scorer, pick

# Found best in cross-validation, exact and within a day together.
LEAST = 0.4
STRENGTH = 50.0
LEAST_SEEN = 8
LEAST_WEIGHT = 0.01


@dataclass
class Row:
    """One event with its options, the gold days and what the rules gave."""

    fold: str
    corpus: str
    gold: Days
    options: list[Option]
    picked: Days
    right: list[bool]


class Recorder(Assembler):
    """An assembler that remembers which event each claim was made of."""

    def __init__(self, rooms: Rooms, reader: Reader | None) -> None:
        super().__init__(rooms, reader)
        self.told: dict[tuple[Any, Any], tuple[Told, Voice]] = {}

    def _claim(self, told: Told, name: str, numbers: list[int], named: tuple[Victim, ...], voice: Voice) -> Claim:
        claim = super()._claim(told, name, numbers, named, voice)
        self.told[claim.evidence.span, claim.type] = told, voice
        return claim


class Judge:
    """The claims scorer's rules of which claims answer to each other."""

    def __init__(self, path: Path) -> None:
        self.module: ModuleType = _module(path)
        self.names = self.module.Names(path.with_name("aliases.json"))

    def pairs(self, gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[int, int]]:
        return list(self.module.match(self.names, gold, read))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def iso(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def rows_of(
    document: Document, gold: list[dict[str, Any]], corpus: str, judge: Judge, reader: Reader | None
) -> Iterator[Row]:
    """The events found that a gold claim answers to."""
    maker = Recorder(Rooms.of(document), reader)
    claims = maker.claims()
    for g, c in judge.pairs(gold, [claim_to_json(c) for c in claims]):
        claim = claims[c]
        told, voice = maker.told[claim.evidence.span, claim.type]
        said = voice.chain[0].said if voice.chain else None
        case = maker.rooms.times.case(told.event.head, told.clause, claim.type, claim.modality, said)
        time = gold[g].get("time") or {}
        days = Days(iso(time.get("start")), iso(time.get("end")))
        options = list(case.options.values())
        right = [o.days == days for o in options]
        yield Row(document.report.id, corpus, days, options, case.asked.picked.days, right)


@dataclass
class Table:
    """All options of all events as one matrix: whose each is, and whether it is right."""

    signs: Any
    owner: Any
    right: Any
    events: int


def table(rows: Sequence[Row], index: dict[str, int]) -> Table:
    ends, columns, owner, right = [0], [], [], []
    data: list[float] = []
    for n, r in enumerate(rows):
        for o, ok in zip(r.options, r.right, strict=True):
            counted = Counter(index[s] for s in o.signs if s in index)
            columns += list(counted)
            data += map(float, counted.values())
            ends.append(len(columns))
            owner.append(n)
            right.append(ok)
    signs = csr_matrix((data, columns, ends), shape=(len(owner), len(index)))
    return Table(signs, np.array(owner), np.array(right), len(rows))


def loss(w: Any, t: Table, back: Any) -> tuple[float, Any]:
    """How unlikely the right options are, and its slope."""
    scores = t.signs @ w
    top = np.full(t.events, -np.inf)
    np.maximum.at(top, t.owner, scores)
    raised = np.exp(scores - top[t.owner])
    whole = np.bincount(t.owner, raised, t.events)
    good = np.bincount(t.owner, raised * t.right, t.events)
    slope = back @ (raised / whole[t.owner] - raised * t.right / good[t.owner])
    return float(np.sum(np.log(whole) - np.log(good)) + STRENGTH * w @ w / 2), slope + STRENGTH * w


def fit(rows: Sequence[Row]) -> Scorer:
    """Weights by sign, the rare and the weightless left out; events whose days no option gives teach nothing."""
    rows = [r for r in rows if any(r.right)]
    seen = Counter(s for r in rows for o in r.options for s in set(o.signs))
    index = {s: n for n, s in enumerate(sorted(s for s, k in seen.items() if k >= LEAST_SEEN))}
    t = table(rows, index)
    found = minimize(
        loss, np.zeros(len(index)), (t, t.signs.T.tocsr()), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    )
    weights = {s: round(float(found.x[n]), 3) for s, n in index.items() if abs(found.x[n]) >= LEAST_WEIGHT}
    return Scorer(LEAST, weights)


def chosen(rows: Sequence[Row], scorer: Scorer) -> list[Days]:
    return [pick(r.options, scorer.chances(r.options), scorer.least)[0].days for r in rows]


def held_out(rows: Sequence[Row], extra: Sequence[Row], n: int) -> list[Days]:
    """Every report's choices by weights that did not see it."""
    fold = {name: k % n for k, name in enumerate(sorted({r.fold for r in (*rows, *extra)}))}
    found: dict[int, Days] = {}
    for k in range(n):
        scorer = fit([r for r in (*rows, *extra) if fold[r.fold] != k])
        part = [i for i, r in enumerate(rows) if fold[r.fold] == k]
        found |= zip(part, chosen([rows[i] for i in part], scorer), strict=True)
    return [found[i] for i in range(len(rows))]


def near(a: date | None, b: date | None) -> bool:
    return a is b if a is None or b is None else abs((a - b).days) <= 1


def figures(rows: Sequence[Row], picks: Sequence[Days], name: str) -> Iterator[str]:
    """Share of events with exact days, and with days right within one, where gold or reader gives any."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for r, days in zip(rows, picks, strict=True):
        if not (r.gold or days):
            continue
        within = near(r.gold.start, days.start) and near(r.gold.end, days.end)
        one = {"n": 1, "exact": int(r.gold == days), "within": int(within), "reach": int(any(r.right))}
        for part in ("all", r.corpus):
            counts[part].update(one)
    for part, c in sorted(counts.items()):
        shares = "  ".join(f"{k} {c[k] / c['n']:.3f}" for k in ("exact", "within", "reach"))
        yield f"{name:9} {part:10} {c['n']:5}  {shares}"


def write(scorer: Scorer, path: Path) -> None:
    data = {"least": scorer.least, "weights": dict(scorer.weights)}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(scorer.weights)} signs")


def read(gold: Sequence[dict[str, Any]], judge: Judge, reader: Reader | None) -> list[Row]:
    rows: list[Row] = []
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        corpus = data["report"].get("corpus") or document.report.id.partition("-")[0]
        rows += rows_of(document, data["claims"], corpus, judge, reader)
    return rows


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--check", type=Path)
    ap.add_argument("--out", type=Path, default=FILE)
    ap.add_argument("--folds", type=int, default=5)
    a = ap.parse_args()
    judge = Judge(a.score)
    gold = load(a.gold)
    rows, extra = read(gold, judge, None), read(gold, judge, Reader.RULES)
    print("\n".join(figures(rows, [r.picked for r in rows], "rules")))
    print("\n".join(figures(rows, held_out(rows, extra, a.folds), "learned")), flush=True)
    scorer = fit([*rows, *extra])
    if a.check:
        other = read(load([a.check]), judge, None)
        print("\n".join(figures(other, [r.picked for r in other], "rules/2")))
        print("\n".join(figures(other, chosen(other, scorer), "learned/2")))
    write(scorer, a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
