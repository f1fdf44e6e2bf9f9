"""Learns which places are an event's from annotated reports, and writes the trees of ``read/places/scorer.py``.

    python scripts/train_places.py --gold FOLDER --score score.py [--out FILE] [--folds 5]

FOLDER holds claims JSON files (codebook.md). The events are those that the patterns find, those that all readers find,
and the annotated ones themselves; a place is right when the claims scorer holds it for one of the matching claim's. The
trees are boosted over (event, place) pairs. Figures are those of cross-validation by report on the events of all
readers. Needs lightgbm (not in the lock files: nothing else does). The same files give the same trees.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import lightgbm
import numpy as np
from annotated import load, report

from fogline.core.claim import Claim, ClaimType, Victim
from fogline.core.codec import claim_to_json
from fogline.core.reader import Reader
from fogline.core.span import Span
from fogline.read.attribution import Voice
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Assembler, Rooms
from fogline.read.events.repeats import Told
from fogline.read.places import Happening
from fogline.read.places.landscape import Option
from fogline.read.places.scorer import FILE, Scorer
from fogline.read.places.traits import Scene, View
from fogline.read.places.words import words
from fogline.read.tokens import Token

ROUNDS = 200
LEAST_SEEN = 25
FOUND, ANNOTATED = 0.7, 1.0  # weights of events that a reader found and of annotated ones
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 20,
    "max_depth": 8,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "feature_fraction": 0.3,
    "feature_fraction_seed": 1,
    "max_bin": 63,
    "seed": 0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass
class Row:
    """One event with its options; ``acting`` tells which are parties of the claim, which the product leaves out."""

    fold: str
    corpus: str
    reading: str
    gold: list[dict[str, Any]]
    options: tuple[Option, ...]
    traits: list[dict[str, float]]
    picked: list[bool]
    acting: list[bool]
    texts: list[dict[str, str]]
    right: list[bool]


class Recorder(Assembler):
    """An assembler that remembers which event each claim was made of."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__(rooms, Reader.RULES)
        self.told: dict[tuple[Any, Any], Told] = {}

    def _claim(self, told: Told, name: str, numbers: list[int], named: tuple[Victim, ...], voice: Voice) -> Claim:
        claim = super()._claim(told, name, numbers, named, voice)
        self.told[claim.evidence.span, claim.type] = told
        return claim


class Judge:
    """The claims scorer's rules of what is the same."""

    def __init__(self, path: Path) -> None:
        self.module: ModuleType = _module(path)
        self.names = self.module.Names(path.with_name("aliases.json"))
        self.known: dict[tuple[Any, ...], tuple[int, ...]] = {}

    def pairs(self, gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[int, int]]:
        return list(self.module.match(self.names, gold, read))

    def right(self, gold: Sequence[dict[str, Any]], place: dict[str, str]) -> bool:
        return any(self.module.place_same(self.names, g, place) for g in gold)

    def hits(self, gold: list[dict[str, Any]], read: list[dict[str, str]]) -> tuple[int, int, int]:
        key = (id(gold), tuple(t["name"] + "/" + t["text"] for t in read))
        if key not in self.known:
            self.known[key] = tuple(self.module.place_hits(self.names, gold, read))
        return self.known[key]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


Found = tuple[Happening, list[dict[str, Any]] | None, set[str]]


def found_by(rooms: Rooms, reader: Reader, gold: list[dict[str, Any]], judge: Judge) -> list[Found]:
    """The events of a reader, each with the places of the gold claim it answers to and the words of its parties."""
    maker = Recorder(rooms)
    maker.reader = reader
    claims = maker.claims()
    wanted = {c: gold[g]["places"] for g, c in judge.pairs(gold, [claim_to_json(c) for c in claims])}
    made: dict[Happening, Found] = {}
    for n, claim in enumerate(claims):
        told = maker.told[claim.evidence.span, claim.type]
        happening = Happening(told.event.head, told.clause, told.event.type)
        if happening not in made or made[happening][1] is None:
            parties = {m.text for m in (*claim.agents, *claim.targets) if m.actors}
            made[happening] = (happening, wanted.get(n), parties)
    return list(made.values())


def annotated(document: Document, gold: list[dict[str, Any]]) -> Iterator[Found]:
    """The gold claims as events: the word that carries the evidence, past a verb of saying, is the trigger."""
    for claim in sorted(gold, key=lambda c: (c["evidence"]["start"], c["evidence"]["end"])):
        span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        tokens = document.tokens_in(span)
        if tokens:
            yield Happening(_carrier(tokens).i, span, ClaimType(claim["type"])), claim["places"], set()


def _carrier(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    while top.lemma_.lower() in words().speech:
        told = next((t for t in top.rights if t.dep_ == "ccomp" and t.i in inside), None)
        if told is None:
            break
        top = told
    return top


def rows_of(
    document: Document, rooms: Rooms, found: Sequence[Found], corpus: str, reading: str, judge: Judge
) -> Iterator[Row]:
    """A row for each event that a gold claim answers to, seen among all the events."""
    scene = Scene(document, rooms.places.mentions, [f[0] for f in found])
    for n, (_, gold, parties) in enumerate(found):
        if gold is not None:
            yield row(scene.views[n], gold, parties, corpus, reading, judge)


def row(view: View, gold: list[dict[str, Any]], parties: set[str], corpus: str, reading: str, judge: Judge) -> Row:
    document = view.document
    texts = [{"name": o.mention.name, "text": document.quote(o.mention.phrase)} for o in view.options]
    return Row(
        fold=document.report.id,
        corpus=corpus,
        reading=reading,
        gold=gold,
        options=view.options,
        traits=[view.traits(o) for o in view.options],
        picked=[view.picked(o) for o in view.options],
        acting=[t["text"] in parties for t in texts],
        texts=texts,
        right=[judge.right(gold, t) for t in texts],
    )


def fit(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    """Trees over the traits ``names``, as the scorer reads them, without the limits from which a place stands."""
    index = {name: n for n, name in enumerate(names)}
    x = np.zeros((sum(len(r.traits) for r in rows), len(names)), np.float32)
    for n, traits in enumerate(t for r in rows for t in r.traits):
        for name, value in traits.items():
            if name in index:
                x[n, index[name]] = value
    y = np.array([v for r in rows for v in r.right])
    weight = [ANNOTATED if r.reading == "gold" else FOUND for r in rows for _ in r.traits]
    model = lightgbm.train(SETTINGS, lightgbm.Dataset(x, y, weight=weight), ROUNDS)
    trees = [list(_nodes(t["tree_structure"])) for t in model.dump_model()["tree_info"]]
    return _compact(names, trees)


def _nodes(root: dict[str, Any]) -> Iterator[list[float]]:
    """The nodes of one tree, the root first: trait, limit, left, right, value."""
    queue, count = [root], 1
    for at, node in enumerate(queue):
        if "leaf_value" in node:
            yield [0, 0, at, at, round(node["leaf_value"], 5)]
            continue
        if node["decision_type"] != "<=":
            raise ValueError(f"a split by {node['decision_type']}")
        yield [node["split_feature"], round(node["threshold"], 4), count, count + 1, 0]
        queue += [node["left_child"], node["right_child"]]
        count += 2


def _compact(names: Sequence[str], trees: Sequence[list[list[float]]]) -> dict[str, Any]:
    """Without the traits that no tree asks for."""
    used = sorted({int(n[0]) for t in trees for n in t if n[2] != n[3]})
    number = {old: new for new, old in enumerate(used)}
    for node in (n for t in trees for n in t):
        node[0] = number[int(node[0])] if node[2] != node[3] else 0
    return {"traits": [names[n] for n in used], "trees": list(trees)}


def known_traits(rows: Sequence[Row]) -> list[str]:
    """All that are not rare, in alphabetical order."""
    seen = Counter(name for r in rows for t in r.traits for name in t)
    return sorted(name for name, n in seen.items() if n >= LEAST_SEEN)


def held_out(rows: Sequence[Row], folds: int) -> list[list[float]]:
    """The chances of each row's options by trees learned on other reports."""
    of = {report: n % folds for n, report in enumerate(sorted({r.fold for r in rows}))}
    names = known_traits(rows)
    limits = {"first": 0.5, "further": 0.5, "keep": 0.5}
    made = [Scorer.of(limits | fit([r for r in rows if of[r.fold] != n], names)) for n in range(folds)]
    return [made[of[r.fold]].chances(r.traits) if r.traits else [] for r in rows]


def limits_of(rows: Sequence[Row], chances: Sequence[list[float]], judge: Judge) -> dict[str, float]:
    """The limits found best in cross-validation, all-right rate and F1 together; lower ones add on these reports about
    as much right as wrong, and on others less.
    """
    best, found = -1.0, {}
    grid = product((0.4, 0.45, 0.5), (0.45, 0.5, 0.55, 0.6), (0.4, 0.45))
    for first, further, keep in (g for g in grid if g[2] <= g[0] <= g[1]):
        limits = {"first": first, "further": further, "keep": keep}
        c = counted(rows, read_by(limits, rows, chances), judge)["all"]
        value = 2 * c["hit"] / max(1, c["gold"] + c["read"]) + c["right"] / max(1, c["n"])
        if value > best:
            best, found = value, limits
    return found


def read_by(
    limits: dict[str, float], rows: Sequence[Row], chances: Sequence[list[float]]
) -> list[list[dict[str, str]]]:
    """The places of each row, without those that are parties."""
    scorer = Scorer.of(limits | {"traits": [], "trees": [[[0, 0, 0, 0, 0]]]})
    standing = [scorer.standing(r.options, c, r.picked) for r, c in zip(rows, chances, strict=True)]
    return [
        [t for o, t, a in zip(r.options, r.texts, r.acting, strict=True) if o in s and not a]
        for r, s in zip(rows, standing, strict=True)
    ]


def by_rules(rows: Sequence[Row]) -> list[list[dict[str, str]]]:
    return [[t for t, p, a in zip(r.texts, r.picked, r.acting, strict=True) if p and not a] for r in rows]


def counted(rows: Sequence[Row], picks: Sequence[list[dict[str, str]]], judge: Judge) -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for r, places in zip(rows, picks, strict=True):
        hit, gold, read = judge.hits(r.gold, places)
        for part in ("all", r.corpus):
            counts[part].update({"n": 1, "hit": hit, "gold": gold, "read": read, "right": int(hit == gold == read)})
    return counts


def figures(rows: Sequence[Row], picks: Sequence[list[dict[str, str]]], judge: Judge, name: str) -> Iterator[str]:
    """Precision, recall and F1 of places and the share of events with all right, whole and by corpus."""
    for part, c in sorted(counted(rows, picks, judge).items()):
        p, q = c["hit"] / max(1, c["read"]), c["hit"] / max(1, c["gold"])
        f1 = 2 * c["hit"] / max(1, c["gold"] + c["read"])
        yield f"{name:9} {part:10} {c['n']:5} P {p:.3f} R {q:.3f} F1 {f1:.3f} right {c['right'] / c['n']:.3f}"


def write(data: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(data['trees'])} trees over {len(data['traits'])} traits")


def read(gold: Iterable[dict[str, Any]], judge: Judge) -> Iterator[Row]:
    """The rows of all reports by all readings."""
    gold = list(gold)
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        claims, corpus = data["claims"], data["report"]["id"].split("-")[0]
        rooms = Rooms.of(document)
        for reader in (Reader.RULES, Reader.BOTH):
            found = found_by(rooms, reader, claims, judge)
            yield from rows_of(document, rooms, found, corpus, reader.value, judge)
        yield from rows_of(document, rooms, list(annotated(document, claims)), corpus, "gold", judge)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=FILE)
    ap.add_argument("--folds", type=int, default=5)
    a = ap.parse_args()
    gold = load(a.gold)
    judge = Judge(a.score)
    rows = list(read(gold, judge))
    chances = held_out(rows, a.folds)
    shown = [n for n, r in enumerate(rows) if r.reading == Reader.BOTH.value]
    events, odds = [rows[n] for n in shown], [chances[n] for n in shown]
    limits = limits_of(events, odds, judge)
    print("\n".join(figures(events, by_rules(events), judge, "rules")))
    print("\n".join(figures(events, read_by(limits, events, odds), judge, "learned")), limits, flush=True)
    write(limits | fit(rows, known_traits(rows)), a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
