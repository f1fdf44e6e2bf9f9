"""Learns which places are an event's from annotated reports, and writes the weights of ``read/places/scorer.py``.

    python scripts/train_places.py --gold FOLDER --score score.py [--out FILE] [--folds 5]

FOLDER holds claims JSON files (codebook.md). The events are those that the patterns alone find and the claims scorer
matches with a gold claim; a place is right when the scorer holds it for one of that claim's. One logistic regression
(L2) is fitted over (event, place) pairs. Figures are those of cross-validation by report. Needs scikit-learn. Seeds
play no part: the same files give the same weights.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from fogline.core.claim import Claim
from fogline.core.codec import claim_to_json
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.attribution import Voice
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Assembler, Rooms
from fogline.read.events.repeats import Told
from fogline.read.places.events import places_of_event
from fogline.read.places.scorer import FILE, Scorer
from fogline.read.places.signs import Case, Landscape, Option

# Found best in cross-validation, all-right rate and F1 together.
FIRST, FURTHER, KEEP = 0.45, 0.55, 0.25
STRENGTH = 0.1
LEAST_SEEN = 8
LEAST_WEIGHT = 0.005


@dataclass
class Row:
    """One event with its options; ``acting`` tells which are parties of the claim, which the product leaves out."""

    fold: str
    corpus: str
    gold: list[dict[str, Any]]
    options: tuple[Option, ...]
    signs: list[tuple[str, ...]]
    picked: list[bool]
    acting: list[bool]
    texts: list[dict[str, str]]
    right: list[bool]


class Recorder(Assembler):
    """An assembler that remembers which event each claim was made of."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__(rooms, Reader.RULES)
        self.told: dict[tuple[Any, Any], Told] = {}

    def _claim(self, told: Told, numbers: list[int], voice: Voice) -> Claim:
        claim = super()._claim(told, numbers, voice)
        self.told[claim.evidence.span, claim.type] = told
        return claim


class Judge:
    """The claims scorer's rules of what is the same."""

    def __init__(self, path: Path) -> None:
        self.module: ModuleType = _module(path)
        self.names = self.module.Names(path.with_name("aliases.json"))

    def pairs(self, gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[int, int]]:
        return list(self.module.match(self.names, gold, read))

    def right(self, gold: Sequence[dict[str, Any]], place: dict[str, str]) -> bool:
        return any(self.module.place_same(self.names, g, place) for g in gold)

    def hits(self, gold: list[dict[str, Any]], read: list[dict[str, str]]) -> tuple[int, int, int]:
        return tuple(self.module.place_hits(self.names, gold, read))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def rows_of(document: Document, gold: list[dict[str, Any]], corpus: str, judge: Judge) -> Iterator[Row]:
    """The events found that a gold claim answers to."""
    maker = Recorder(Rooms.of(document))
    claims = maker.claims()
    land = Landscape(document, maker.rooms.places.mentions)
    for g, c in judge.pairs(gold, [claim_to_json(c) for c in claims]):
        claim = claims[c]
        told = maker.told[claim.evidence.span, claim.type]
        parties = {m.text for m in (*claim.agents, *claim.targets) if m.actors}
        yield row(land, maker.rooms, told, parties, gold[g]["places"], corpus, judge)


def row(
    land: Landscape,
    rooms: Rooms,
    told: Told,
    parties: set[str],
    gold: list[dict[str, Any]],
    corpus: str,
    judge: Judge,
) -> Row:
    document, event = rooms.document, told.event
    chosen = places_of_event(document, rooms.places.mentions, event.head, told.clause, event.type)
    case = Case(land, event.head, told.clause, event.type, frozenset(m.name.lower() for m in chosen))
    texts = [{"name": o.mention.name, "text": document.quote(o.mention.phrase)} for o in case.candidates]
    return Row(
        fold=document.report.id,
        corpus=corpus,
        gold=gold,
        options=case.candidates,
        signs=[tuple(case.signs(o)) for o in case.candidates],
        picked=[case.picked(o) for o in case.candidates],
        acting=[t["text"] in parties for t in texts],
        texts=texts,
        right=[judge.right(gold, t) for t in texts],
    )


def fit(rows: Sequence[Row]) -> Scorer:
    """Weights by sign, the rare and the weightless left out."""
    index: dict[str, int] = {}
    ends, columns = [0], []
    for r in rows:
        for signs in r.signs:
            columns += sorted({index.setdefault(s, len(index)) for s in signs})
            ends.append(len(columns))
    x = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(index)))
    y = np.array([v for r in rows for v in r.right])
    kept = np.flatnonzero(np.asarray(x.sum(0)).ravel() >= LEAST_SEEN)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False, tol=1e-4, max_iter=500)
    model.fit(x[:, kept], y)
    names = list(index)
    found = {names[k]: round(float(w), 3) for k, w in zip(kept, model.coef_[0], strict=True) if abs(w) >= LEAST_WEIGHT}
    return Scorer(FIRST, FURTHER, KEEP, dict(sorted(found.items())))


def read_by(scorer: Scorer, r: Row) -> list[dict[str, str]]:
    """The places of a row by the weights, without those that are parties."""
    standing = scorer.standing(r.options, [scorer.probability(s) for s in r.signs], r.picked)
    return [t for o, t, a in zip(r.options, r.texts, r.acting, strict=True) if o in standing and not a]


def held_out(rows: Sequence[Row], folds: int) -> list[list[dict[str, str]]]:
    """The places of each row by weights learned on other reports."""
    of = {report: n % folds for n, report in enumerate(sorted({r.fold for r in rows}))}
    made = [fit([r for r in rows if of[r.fold] != fold]) for fold in range(folds)]
    return [read_by(made[of[r.fold]], r) for r in rows]


def by_rules(rows: Sequence[Row]) -> list[list[dict[str, str]]]:
    return [[t for t, p, a in zip(r.texts, r.picked, r.acting, strict=True) if p and not a] for r in rows]


def figures(rows: Sequence[Row], picks: Sequence[list[dict[str, str]]], judge: Judge, name: str) -> Iterator[str]:
    """Precision, recall and F1 of places and the share of events with all right, whole and by corpus."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for r, places in zip(rows, picks, strict=True):
        hit, gold, read = judge.hits(r.gold, places)
        for part in ("all", r.corpus):
            counts[part].update({"n": 1, "hit": hit, "gold": gold, "read": read, "right": int(hit == gold == read)})
    for part, c in sorted(counts.items()):
        p, q = c["hit"] / max(1, c["read"]), c["hit"] / max(1, c["gold"])
        f1 = 2 * c["hit"] / max(1, c["gold"] + c["read"])
        yield f"{name:9} {part:10} {c['n']:5} P {p:.3f} R {q:.3f} F1 {f1:.3f} right {c['right'] / c['n']:.3f}"


def write(scorer: Scorer, path: Path) -> None:
    data = {"first": scorer.first, "further": scorer.further, "keep": scorer.keep, "weights": dict(scorer.weights)}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(scorer.weights)} signs")


def report(data: dict[str, Any]) -> Report:
    known = ("id", "text", "outlet", "published", "title", "dateline")
    return Report(**{k: data[k] for k in known if data.get(k) is not None})


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=FILE)
    ap.add_argument("--folds", type=int, default=5)
    a = ap.parse_args()
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.gold.glob("*.json"))]
    if not gold:
        print(f"train_places: no gold under {a.gold}", file=sys.stderr)
        return 2
    judge, rows = Judge(a.score), []
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        rows += rows_of(document, data["claims"], data["report"].get("corpus", ""), judge)
    print("\n".join(figures(rows, by_rules(rows), judge, "rules")))
    print("\n".join(figures(rows, held_out(rows, a.folds), judge, "learned")), flush=True)
    write(fit(rows), a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
