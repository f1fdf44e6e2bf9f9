"""The two ONNX graphs: ``base`` encodes windows, ``head`` scores candidate words. One thread: sums in one order."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from fogline.core.claim import ClaimType
from fogline.read.models.features import BUCKETS, Candidate
from fogline.read.models.windows import Pieces, Window

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FOLDER = Path(__file__).parent / "weights"
FILES = ("base.onnx", "head.onnx", "tokenizer.json", "calibration.json")
TYPES = tuple(ClaimType)
NO_HINT = len(TYPES)


@dataclass(frozen=True, slots=True)
class Item:
    """One window with its candidates and, for each, the type a rule found there (``NO_HINT`` for none)."""

    window: Window
    candidates: tuple[Candidate, ...]
    hints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability of a raw score s: 1 / (1 + exp(-(slope * s + shift))), one pair with hints and one without."""

    alone: tuple[float, float]
    hinted: tuple[float, float]
    threshold: float


def padded(rows: Sequence[Sequence[int]], fill: int) -> Ints:
    sizes = np.array([len(r) for r in rows], np.int64)
    out = np.full((len(rows), sizes.max(initial=1)), fill, np.int64)
    out[np.arange(out.shape[1]) < sizes[:, None]] = [value for row in rows for value in row]
    return out


def session(path: Path) -> ort.InferenceSession:
    """One thread, so that sums are always taken in the same order."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Network:
    """Weights from a folder. Raises ``FileNotFoundError`` when a file is missing."""

    def __init__(self, folder: Path = FOLDER) -> None:
        missing = [f for f in FILES if not (folder / f).is_file()]
        if missing:
            raise FileNotFoundError(f"no reader weights: {', '.join(missing)} not in {folder}")
        self.base = session(folder / "base.onnx")
        self.head = session(folder / "head.onnx")
        self.pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
        self.calibration = _calibration(json.loads((folder / "calibration.json").read_text(encoding="utf-8")))

    def encode(self, windows: Sequence[Window]) -> list[Floats]:
        """One array [pieces, width] a window."""
        return encode(self.base, windows)

    def score(self, items: Sequence[Item], encoded: Sequence[Floats]) -> list[Floats]:
        """One array [candidates, types] of log-odds an item. The items are one report's, whose mean the head sees.

        ``encoded`` has the encodings of each item's window.
        """
        report = report_mean(items, encoded)
        return [self.head.run(None, head_inputs(*asked, report))[0] for asked in zip(items, encoded, strict=True)]


def _calibration(data: dict[str, Any]) -> Calibration:
    alone, hinted = data["alone"], data["hinted"]
    return Calibration((alone[0], alone[1]), (hinted[0], hinted[1]), data["threshold"])


def encode(base: ort.InferenceSession, windows: Sequence[Window]) -> list[Floats]:
    """One array [pieces, width] a window. One at a time: nothing to pad or mask, and each is scaled by its own."""
    return [base.run(None, {"ids": np.array([w.pieces], np.int64)})[0][0] for w in windows]


def report_mean(items: Sequence[Item], encoded: Sequence[Floats]) -> Floats:
    """Mean encoding of the report's candidates [width]: what the report is about."""
    rows = [
        x.take([i.window.first[c.token] for c in i.candidates], axis=0)
        for i, x in zip(items, encoded, strict=True)
        if i.candidates
    ]
    return np.asarray(np.concatenate(rows).mean(0), np.float32) if rows else np.zeros(384, np.float32)


def _sentence_hints(item: Item) -> Floats:
    """For each candidate, which types the rules found anywhere in its sentence [candidates, types]."""
    starts = [s.start for s in item.window.sentences]
    of = [bisect_right(starts, c.token) - 1 for c in item.candidates]
    found = np.zeros((len(item.window.sentences), len(TYPES)), np.float32)
    for n, hint in zip(of, item.hints, strict=True):
        if hint != NO_HINT:
            found[n, hint] = 1
    return np.asarray(found[of], np.float32)


def head_inputs(item: Item, encoded: Floats, report: Floats) -> dict[str, Any]:
    """Arrays by name of the head's inputs for a window of L pieces with N candidates.

    ``x`` [L, width], ``at`` and ``governor`` [N] the pieces of the candidates and of their governors, ``dep``, ``pos``,
    ``hint`` [N], ``keys`` [N, K] padded with BUCKETS, ``around`` [N, types], ``report`` [width].
    """
    first, every = item.window.first, item.candidates
    at = [first[c.token] for c in every]
    return {
        "x": encoded,
        "at": np.array(at, np.int64),
        "governor": np.array([first.get(c.governor, own) for c, own in zip(every, at, strict=True)], np.int64),
        "dep": np.array([c.dep for c in every], np.int64),
        "pos": np.array([c.pos for c in every], np.int64),
        "keys": padded([c.keys for c in every], BUCKETS),
        "hint": np.array(item.hints, np.int64),
        "around": _sentence_hints(item),
        "report": report,
    }


@lru_cache(maxsize=1)
def network() -> Network:
    """The shipped weights, loaded once."""
    return Network()
