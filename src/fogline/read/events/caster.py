"""A small network that weighs candidates for both roles by their signs and by what the encoder makes of their words.

It stands beside the sums of weights of ``casting.py`` wherever the encoder runs anyway. A candidate's log-odds are

    wide(signs) + out(act(inner(act(sum of signs' vectors + word of the candidate + word of the event))))

with ``act`` the Gaussian error unit in its tanh form (Hendrycks and Gimpel 2016), and the mean of these and of the
sums is what counts. ``scripts/train_casting.py`` writes the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fogline.read.events.casting import Role, Scale, learned
from fogline.read.events.party_signs import Signs
from fogline.read.models import Encoding
from fogline.read.signs import Part

Floats = npt.NDArray[np.float32]
# Type and pattern, or signs that come together.
Key = tuple[str, str] | Part

FILE = Path(__file__).parent / "weights" / "casting.npz"
# The least probability of the best candidate, and of each further one, by the mean of network and sums, found best on
# held-out folds of the training reports.
MIXED = {"agents": (0.3, 0.65), "targets": (0.2, 0.5)}
# So many sums of vectors are kept.
_MOST = 1 << 16
_CUBE, _TANH = 0.044715, 0.7978845608028654


def narrow(seen: Signs) -> tuple[str, ...]:
    """The signs that have vectors: none written out for a type or pattern, but the type and the pattern themselves."""
    keys: tuple[Key, ...] = ((seen.kind, seen.rule), *seen.parts, seen.last)
    return tuple(sign for key in keys for sign in _signs_of(key))


def _signs_of(key: Key) -> tuple[str, ...]:
    return key.signs if isinstance(key, Part) else ("bias", f"T:{key[0]}", f"R:{key[1]}")


def _act(x: Floats) -> Floats:
    bent = _CUBE * x
    bent *= x
    bent *= x
    bent += x
    bent *= _TANH
    np.tanh(bent, out=bent)
    bent += 1
    bent *= 0.5 * x
    return bent


@dataclass(frozen=True, slots=True)
class Layers:
    """Matrices by their names in the formula above, each beside its shift."""

    word: tuple[Floats, Floats]
    event: tuple[Floats, Floats]
    inner: tuple[Floats, Floats]
    out: tuple[Floats, Floats]


class _Rows(dict[Key, int]):
    """The row of each key, made when first asked for."""

    def __init__(self, make: Callable[[Key], int]) -> None:
        self._make = make

    def __missing__(self, key: Key) -> int:
        row = self[key] = self._make(key)
        return row


class Caster:
    """The network's weights, ready to weigh."""

    def __init__(self, data: Any) -> None:
        """``data`` holds the arrays of the file by name: vectors [signs, width], wide [signs, 2], the layers."""
        names = [str(data[key].tobytes(), "utf-8").split("\n") for key in ("signs", "wide_signs")]
        self.vectors = data["vectors"].astype(np.float32)
        self._at = {sign: n for n, sign in enumerate(names[0])}
        wide = data["wide"].astype(np.float64).T.tolist()
        roles = (dict(zip(names[1], column, strict=True)) for column in wide)
        self.wide = dict(zip(("agents", "targets"), (Role(0, 0, r) for r in roles), strict=True))
        self._scale = Scale(self.wide)
        layer = {n: (data[n].astype(np.float32), data[f"{n}_shift"].astype(np.float32)) for n in Layers.__slots__}
        self._layers = Layers(**layer)
        self._forget()

    def scores(self, seen: Sequence[Signs], tokens: list[int], head: int, encoding: Encoding) -> Floats:
        """Log-odds [candidates, 2] for agents and targets of an event with head token ``head``."""
        wide = np.array(self._scale.scores(seen), np.float32).reshape(-1, 2)
        return np.asarray(self.deep(seen, tokens, head, encoding) + wide, np.float32)

    def deep(self, seen: Sequence[Signs], tokens: list[int], head: int, encoding: Encoding) -> Floats:
        """What the layers alone give of the log-odds, without the weights of the signs themselves."""
        if not seen:
            return np.zeros((0, 2), np.float32)
        layers = self._layers
        words = encoding.of([*tokens, head])
        x = self._vectors(seen)
        x = x + words[:-1] @ layers.word[0] + layers.word[1] + words[-1] @ layers.event[0] + layers.event[1]
        x = _act(_act(x) @ layers.inner[0] + layers.inner[1])
        return np.asarray(x @ layers.out[0] + layers.out[1], np.float32)

    def _vectors(self, seen: Sequence[Signs]) -> Floats:
        """The sum of the vectors of the signs of each candidate of one event [candidates, width]; "bias" is one of
        everybody's.
        """
        if len(self._at_row) > _MOST:
            self._forget()
        event = seen[0].kind, seen[0].rule
        keys: list[tuple[Key, ...]] = [(event, *s.parts, s.last) for s in seen]
        at = list(map(self._at_row.__getitem__, chain.from_iterable(keys)))
        starts = [0, *accumulate(map(len, keys))][:-1]
        return np.asarray(np.add.reduceat(self._rows.take(at, axis=0), starts, axis=0), np.float32)

    def _forget(self) -> None:
        self._at_row = _Rows(self._row)
        self._rows = np.zeros((1 << 10, self.vectors.shape[1]), np.float32)

    def _row(self, key: Key) -> int:
        """A new row that keeps the sum of the vectors of a key's signs."""
        row = len(self._at_row)
        if row == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        at = [self._at[sign] for sign in _signs_of(key) if sign in self._at]
        self._rows[row] = self.vectors[at].sum(0)
        return row


@cache
def caster(path: Path = FILE) -> Caster | None:
    """The installed network; ``None`` where there is none."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as data:
        return Caster(dict(data))


@cache
def blended() -> Scale:
    """The learned sums and those of the installed network, each counted half. Raises ``ValueError`` without one."""
    net = caster()
    if net is None:
        raise ValueError("no network is installed")
    return Scale({name: _half(role.weights, net.wide[name].weights, role) for name, role in learned().items()})


def _half(one: Mapping[str, float], other: Mapping[str, float], role: Role) -> Role:
    mean = {sign: (one.get(sign, 0.0) + other.get(sign, 0.0)) / 2 for sign in dict.fromkeys((*one, *other))}
    return Role(role.first, role.further, mean)
