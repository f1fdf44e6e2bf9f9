"""Teaches the learned reader's encoder what claims look like, by the exercise reports alone, and writes it.

    python scripts/teach_encoder.py --exercises corpus --base base.pt --out FOLDER [--hints FILE] [--epochs N]

``base.pt`` and the other folder's ``tokenizer.json`` are what ``distil_encoder.py`` wrote; of its layers the
``BASE_LAYERS`` lowest are kept. They learn together with a head, with which ``train_reader.py`` goes on, on more
reports: no annotation of those has been seen by the encoder, and folds over them are honest. Written are
``base.onnx`` (8 bits) and ``head.pt``. Needs what ``train_reader.py`` needs. Seeds are fixed and one thread is used:
the same processor gives the same weights.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from annotated import load
from reader_network import WIDTH, Base, Head, Layer, encoder, export_base
from tokenizers import Tokenizer
from torch import Tensor, nn
from train_reader import BATCH, RATE_ENCODER, RATE_HEAD, Annotated, Example, example, inputs, kept_hints, loss, prepared

from fogline.read.models.proposals import items
from fogline.read.models.windows import Pieces

EPOCHS, RATE, SILENT = 5, 1e-4, 0.3


@dataclass(slots=True)
class Text:
    """A report's examples, and of each the pieces that its candidates begin with."""

    examples: list[Example]
    firsts: list[Tensor]


def texts(reports: Sequence[Annotated], pieces: Pieces) -> Iterator[Text]:
    for each in reports:
        packed = items(each.document, each.hints, pieces)
        made = [example(each.document, each.claims, i) for i in packed]
        for e in made:
            e.encoded = np.zeros((len(e.item.window.pieces), WIDTH), np.float32)
            e.report = np.zeros(WIDTH, np.float32)
        if made:
            yield Text(made, [torch.tensor([i.window.first[c.token] for c in i.candidates]) for i in packed])


def batches(read: Sequence[Text], chance: np.random.Generator) -> Iterator[list[Text]]:
    """Whole reports, of about ``BATCH`` windows together."""
    batch: list[Text] = []
    for n in chance.permutation(len(read)):
        batch.append(read[n])
        if sum(len(t.examples) for t in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def scores(base: Base, head: Head, batch: Sequence[Text], silent: Sequence[bool]) -> Tensor:
    """The head's, from what ``base`` makes of the windows; the reports marked in ``silent`` are shown without hints."""
    examples = [e for t in batch for e in t.examples]
    longest = max(len(e.item.window.pieces) for e in examples)
    ids = torch.zeros(len(examples), longest, dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for n, e in enumerate(examples):
        size = len(e.item.window.pieces)
        ids[n, :size], mask[n, :size] = torch.tensor(e.item.window.pieces), 1
    with torch.autocast("cpu", torch.bfloat16):
        x = base(ids, mask)
    given = inputs(examples, [quiet for t, quiet in zip(batch, silent, strict=True) for _ in t.examples])
    given["x"] = x.float()
    means, at = [], 0
    for t in batch:
        rows = torch.cat([given["x"][at + n, firsts] for n, firsts in enumerate(t.firsts)])
        means.append(rows.mean(0, keepdim=True).expand(len(rows), -1))
        at += len(t.examples)
    given["report"] = torch.cat(means)
    return head(**given)


def teach(base: Base, head: Head, read: Sequence[Text], epochs: int) -> None:
    chance = np.random.default_rng(0)
    parts: list[tuple[list[nn.Parameter], float, float]] = [
        (list(head.layer.parameters()), RATE_ENCODER, 0.01),
        ([p for name, p in head.named_parameters() if not name.startswith("layer.")], RATE_HEAD, 0.05),
        (list(base.layers.parameters()), RATE, 0.01),
    ]
    optimizer = torch.optim.AdamW([{"params": p, "weight_decay": d} for p, _, d in parts], fused=True)
    steps = epochs * (len(list(batches(read, np.random.default_rng(0)))) + 8)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate for _, rate, _ in parts], total_steps=steps, pct_start=0.1, anneal_strategy="linear",
        cycle_momentum=False,
    )  # fmt: skip
    for epoch in range(epochs):
        base.train()
        head.train()
        started, total, count = time.time(), 0.0, 0
        for batch in batches(read, chance):
            silent = list(chance.random(len(batch)) < SILENT)
            value = loss(scores(base, head, batch, silent), [e for t in batch for e in t.examples])
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_([p for params, _, _ in parts for p in params], 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(value.detach()), count + 1
        print(f"epoch {epoch}: loss {total / count:.3f}, {time.time() - started:.0f} s", flush=True)
    base.eval()


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--exercises", type=Path, nargs="+", required=True)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--hints", type=Path, help="as train_reader.py has it")
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    _, weights = encoder()
    base, head = Base(weights), Head(weights)
    kept = torch.load(a.base)
    base.layers = nn.ModuleList(Layer().narrowed(kept, n) for n in range(len(base.layers)))
    pieces = Pieces(Tokenizer.from_file(str(a.out / "tokenizer.json")))
    teach(base, head, list(texts(prepared(load(a.exercises), kept_hints(a.hints)), pieces)), a.epochs)
    torch.save(head.state_dict(), a.out / "head.pt")
    export_base(base, a.out / "base.onnx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
