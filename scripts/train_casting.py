"""Learns the network that weighs who does what to whom, and writes the weights that ``read/events/caster.py`` uses.

    python scripts/train_casting.py --gold FOLDER --score score.py [--out FILE] [--folds 5]

Rows, candidates and what is right are those of ``train_parties.py``, which must have run before; here the encoder's
words are added. With ``--folds`` the figures of the network alone are printed, by folds over reports. Needs torch and
scikit-learn. Seeds are fixed and one thread is used: the same processor gives the same weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from annotated import load, report
from torch import Tensor, nn
from torch.nn import functional as fn
from train_parties import ROLES, Judge, Row, figures, rows_of

from fogline.read.document import parse
from fogline.read.events.assemble import Rooms
from fogline.read.events.caster import FILE, MIXED, narrow
from fogline.read.events.casting import Role, choose
from fogline.read.models import Encoding

WIDTH, WORD = 64, 384
EPOCHS, BATCH, RATE, DECAY, DECAY_WIDE = 6, 40, 2e-3, 0.01, 0.1
DROP, DROP_WORD = 0.3, 0.3
LEAST_VECTOR, LEAST_WIDE, LEAST_WEIGHT = 12, 12, 0.01


@dataclass
class Case:
    """One claim with its candidates' encodings [candidates, WORD] and its event's [WORD]."""

    row: Row
    words: np.ndarray
    event: np.ndarray


class Net(nn.Module):
    """See the formula in ``read/events/caster.py``."""

    def __init__(self, vectors: int, wide: int) -> None:
        super().__init__()
        self.vectors = nn.EmbeddingBag(vectors, WIDTH, mode="sum")
        self.wide = nn.EmbeddingBag(wide, 2, mode="sum")
        self.word, self.event = nn.Linear(WORD, WIDTH), nn.Linear(WORD, WIDTH)
        self.inner, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2)
        self.drop, self.drop_word = nn.Dropout(DROP), nn.Dropout(DROP_WORD)
        nn.init.normal_(self.vectors.weight, 0, 0.05)
        nn.init.zeros_(self.wide.weight)

    def forward(
        self, narrow_: tuple[Tensor, Tensor], wide: tuple[Tensor, Tensor], words: Tensor, events: Tensor
    ) -> Tensor:
        x = self.vectors(*narrow_) + self.word(self.drop_word(words)) + self.event(self.drop_word(events))
        x = self.drop(fn.gelu(x, approximate="tanh"))
        x = self.drop(fn.gelu(self.inner(x), approximate="tanh"))
        return self.out(x) + self.wide(*wide)


class Packer:
    """Signs as indices; those seen too seldom in the rows it is made of are left out."""

    def __init__(self, cases: Sequence[Case]) -> None:
        players = [p for c in cases for p in c.row.players]
        self.narrow = _index((s for p in players for s in narrow(p.candidate.seen)), LEAST_VECTOR)
        self.wide = _index((s for p in players for s in dict.fromkeys(p.candidate.seen)), LEAST_WIDE)

    def batch(self, cases: Sequence[Case]) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor], Tensor, Tensor]:
        players = [p for c in cases for p in c.row.players]
        words = np.concatenate([c.words for c in cases])
        events = np.concatenate([np.repeat(c.event[None], len(c.row.players), 0) for c in cases])
        return (
            _bags([[self.narrow[s] for s in narrow(p.candidate.seen) if s in self.narrow] for p in players]),
            _bags([[self.wide[s] for s in dict.fromkeys(p.candidate.seen) if s in self.wide] for p in players]),
            torch.from_numpy(words),
            torch.from_numpy(events),
        )


def _index(signs: Iterator[str], least: int) -> dict[str, int]:
    kept = sorted(s for s, n in Counter(signs).items() if n >= least)
    return {s: n for n, s in enumerate(kept)}


def _bags(lists: list[list[int]]) -> tuple[Tensor, Tensor]:
    ends = np.cumsum([0, *(len(x) for x in lists)])[:-1]
    return torch.tensor([v for x in lists for v in x]), torch.tensor(ends)


def fit(cases: Sequence[Case]) -> tuple[Packer, Net]:
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    packer = Packer(cases)
    net = Net(len(packer.narrow), len(packer.wide))
    deep = [p for n, p in net.named_parameters() if not n.startswith("wide")]
    groups = [
        {"params": deep, "weight_decay": DECAY, "base": RATE},
        {"params": net.wide.parameters(), "weight_decay": DECAY_WIDE, "base": 2 * RATE},
    ]
    steps, total = 0, EPOCHS * -(-len(cases) // BATCH)
    optimizer = torch.optim.AdamW(groups)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(cases))
        for start in range(0, len(cases), BATCH):
            batch = [cases[k] for k in shuffled[start : start + BATCH] if cases[k].row.players]
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * (1 - steps / total)
            steps += 1
            right = torch.tensor([list(v) for c in batch for v in zip(*(c.row.right[r] for r in ROLES), strict=True)])
            scores, known = net(*packer.batch(batch)), right >= 0
            loss = fn.binary_cross_entropy_with_logits(scores[known], right[known].float())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return packer, net.eval()


@torch.no_grad()
def picks(packer: Packer, net: Net, case: Case) -> dict[str, list]:
    players = case.row.players
    chances = torch.sigmoid(net(*packer.batch([case]))).T.tolist() if players else [[], []]
    return {r: choose(Role(*MIXED[r], {}), players, c) for r, c in zip(ROLES, chances, strict=True)}


def validate(cases: Sequence[Case], judge: Judge, folds: int) -> None:
    """Prints the figures on held-out reports of the network alone."""
    reports = sorted({c.row.fold for c in cases})
    of = {name: n % folds for n, name in enumerate(reports)}
    found: dict[str, list[list]] = {r: [[] for _ in cases] for r in ROLES}
    for fold in range(folds):
        packer, net = fit([c for c in cases if of[c.row.fold] != fold])
        for n, case in enumerate(cases):
            if of[case.row.fold] == fold:
                for role, chosen in picks(packer, net, case).items():
                    found[role][n] = chosen
    for role in ROLES:
        print("\n".join(figures([c.row for c in cases], found[role], role, judge)), flush=True)


def write(packer: Packer, net: Net, path: Path) -> None:
    state = {n: v.numpy().astype(np.float16) for n, v in net.state_dict().items()}
    kept = np.abs(state["wide.weight"]).max(1) >= LEAST_WEIGHT
    layers = {n: state[f"{n}.weight"].T for n in ("word", "event", "inner", "out")}
    shifts = {f"{n}_shift": state[f"{n}.bias"] for n in layers}
    wide_signs = [s for s, k in zip(packer.wide, kept, strict=True) if k]
    np.savez_compressed(
        path,
        signs=_text(list(packer.narrow)),
        vectors=state["vectors.weight"],
        wide_signs=_text(wide_signs),
        wide=state["wide.weight"][kept],
        **layers,
        **shifts,
    )
    print(f"{path.name}: {len(packer.narrow)} vectors, {len(wide_signs)} weights, {path.stat().st_size} bytes")


def _text(signs: list[str]) -> np.ndarray:
    return np.frombuffer("\n".join(signs).encode(), np.uint8)


def cases_of(gold: Sequence[dict[str, Any]], judge: Judge) -> Iterator[Case]:
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        encoding = Encoding(document)
        for row in rows_of(Rooms.of(document), data["claims"], judge):
            words = encoding.of([*(p.candidate.token for p in row.players), row.head])
            yield Case(row, words[:-1], words[-1])


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--score", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=FILE)
    ap.add_argument("--folds", type=int, default=0)
    a = ap.parse_args()
    torch.set_num_threads(1)
    judge = Judge(a.score)
    cases = list(cases_of(load(a.gold), judge))
    if a.folds:
        validate(cases, judge, a.folds)
    write(*fit(cases), a.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
