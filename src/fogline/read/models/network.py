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
_BATCH = 8
_STRETCH = 1.2


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


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Ints:
    out = np.full((len(rows), max((len(r) for r in rows), default=1) or 1), fill, np.int64)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
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
        """One array [pieces, width] a window, computed in batches of similar length."""
        return encode(self.base, windows)

    def score(self, items: Sequence[Item], encoded: Sequence[Floats]) -> list[Floats]:
        """One array [candidates, types] of log-odds an item. The items are one report's, whose mean the head sees.

        ``encoded`` has the encodings of each item's window.
        """
        report = report_mean(items, encoded)
        scores: list[Floats] = [np.zeros((0, len(TYPES)), np.float32)] * len(items)
        for batch in _batches([len(i.window.pieces) for i in items]):
            found = self.head.run(None, head_inputs([items[n] for n in batch], [encoded[n] for n in batch], report))[0]
            at = 0
            for n in batch:
                scores[n] = found[at : at + len(items[n].candidates)]
                at += len(items[n].candidates)
        return scores


def _calibration(data: dict[str, Any]) -> Calibration:
    alone, hinted = data["alone"], data["hinted"]
    return Calibration((alone[0], alone[1]), (hinted[0], hinted[1]), data["threshold"])


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices in batches of up to ``_BATCH`` of similar length: padding costs time."""
    made: list[list[int]] = []
    for n in sorted(range(len(lengths)), key=lambda n: (lengths[n], n)):
        if not made or len(made[-1]) == _BATCH or lengths[n] > _STRETCH * lengths[made[-1][0]]:
            made.append([])
        made[-1].append(n)
    return made


def encode(base: ort.InferenceSession, windows: Sequence[Window]) -> list[Floats]:
    """One array [pieces, width] a window."""
    found: list[Floats] = [np.zeros((0, 0), np.float32)] * len(windows)
    for batch in _batches([len(w.pieces) for w in windows]):
        ids = _padded([windows[n].pieces for n in batch], 0)
        mask = _padded([[1] * len(windows[n].pieces) for n in batch], 0)
        for n, rows in zip(batch, base.run(None, {"ids": ids, "mask": mask})[0], strict=True):
            found[n] = rows[: len(windows[n].pieces)]
    return found


def report_mean(items: Sequence[Item], encoded: Sequence[Floats]) -> Floats:
    """Mean encoding of the report's candidates [width]: what the report is about."""
    rows = [
        x[[i.window.first[c.token] for c in i.candidates]] for i, x in zip(items, encoded, strict=True) if i.candidates
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


def head_inputs(items: Sequence[Item], encoded: Sequence[Floats], report: Floats) -> dict[str, Any]:
    """Arrays by name of the head's inputs: B windows of L pieces with up to C candidates each, N candidates in all.

    ``x`` [B, L, width], ``mask`` [B, L], ``at`` [B, C] candidates' pieces, ``row`` [N] their cells in B x C,
    ``governor`` [N] their governors' cells in B x L, ``dep``, ``pos``, ``hint`` [N], ``keys`` [N, K] padded with
    BUCKETS, ``around`` [N, types], ``report`` [width].
    """
    longest = max(len(i.window.pieces) for i in items)
    x = np.zeros((len(items), longest, 384), np.float32)
    for n, rows in enumerate(encoded):
        x[n, : len(rows)] = rows
    firsts = [[i.window.first[c.token] for c in i.candidates] for i in items]
    at = _padded(firsts, 0)
    every = [c for i in items for c in i.candidates]
    governors = [
        n * longest + i.window.first.get(c.governor, i.window.first[c.token])
        for n, i in enumerate(items)
        for c in i.candidates
    ]
    return {
        "x": x,
        "mask": _padded([[1] * len(i.window.pieces) for i in items], 0),
        "at": at,
        "row": np.array([n * at.shape[1] + k for n, f in enumerate(firsts) for k in range(len(f))], np.int64),
        "governor": np.array(governors, np.int64),
        "dep": np.array([c.dep for c in every], np.int64),
        "pos": np.array([c.pos for c in every], np.int64),
        "keys": _padded([c.keys for c in every], BUCKETS),
        "hint": np.array([h for i in items for h in i.hints], np.int64),
        "around": np.concatenate([_sentence_hints(i) for i in items]),
        "report": report,
    }


@lru_cache(maxsize=1)
def network() -> Network:
    """The shipped weights, loaded once."""
    return Network()
