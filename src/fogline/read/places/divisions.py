"""Which first-order division (governorate, oblast, state) a point lies in: Natural Earth's outlines, simplified.

Layout of ``divisions.bin``: ``MAGIC`` (8 bytes), the lengths of three parts (4 bytes each, little-endian), then the
parts, each compressed with zlib: the head as JSON (per division: country, name, number of rings), the number of points
per ring (uint32), and the points (int32, all longitudes then all latitudes, in 1/SCALE degree; the first of a ring
absolute, the others as the step from the one before).
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from fogline import vocab

MAGIC = b"FOGDIV01"
SCALE = 1000
OFF_SHORE = 0.12  # degrees: a port lies in the division whose simplified coast is this near

Points = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division: ISO 3166-1 alpha-2 code of its country, and its name as the gazetteer writes it."""

    country: str
    name: str


class Divisions:
    """Point-in-polygon over all divisions of a file. Raises ``ValueError`` when it is not of this format."""

    def __init__(self, file: Traversable) -> None:
        data = file.read_bytes()
        if data[:8] != MAGIC:
            raise ValueError(f"{file} holds no divisions of this version")
        sizes = [int.from_bytes(data[at : at + 4], "little") for at in (8, 12, 16)]
        parts = [zlib.decompress(data[a:b]) for a, b in pairwise(accumulate(sizes, initial=20))]
        head = json.loads(parts[0])
        self._divisions = [Division(country, name) for country, name, _ in head]
        rings = np.frombuffer(parts[1], "<u4")
        steps = np.frombuffer(parts[2], "<i4").reshape(2, -1)
        ends = np.cumsum(rings)
        self._rings = [np.cumsum(steps[:, end - size : end], axis=1) for size, end in zip(rings, ends, strict=True)]
        counts = [count for _, _, count in head]
        self._owner = np.repeat(np.arange(len(head)), counts)
        self._low = np.array([ring.min(axis=1) for ring in self._rings])
        self._high = np.array([ring.max(axis=1) for ring in self._rings])

    def __len__(self) -> int:
        return len(self._divisions)

    def at(self, lat: float, lon: float) -> Division | None:
        """The division that holds the point (WGS 84 degrees), or whose coast is nearest within ``OFF_SHORE``; ``None``
        at sea.
        """
        x, y = lon * SCALE, lat * SCALE
        inside: dict[int, int] = {}
        for ring in self._around(x, y, 0.0):
            owner = int(self._owner[ring])
            inside[owner] = inside.get(owner, 0) ^ _crossed(self._rings[ring], x, y)
        found = [owner for owner, odd in inside.items() if odd]
        if found:
            return self._divisions[found[0]]
        return self._nearest(x, y)

    def _around(self, x: float, y: float, margin: float) -> list[int]:
        point = np.array((x, y))
        near = ((self._low - margin <= point) & (point <= self._high + margin)).all(axis=1)
        return [int(ring) for ring in np.flatnonzero(near)]

    def _nearest(self, x: float, y: float) -> Division | None:
        reach = OFF_SHORE * SCALE
        away = [(_distance(self._rings[ring], x, y), int(self._owner[ring])) for ring in self._around(x, y, reach)]
        best = min(away, default=(reach, -1))
        return self._divisions[best[1]] if best[0] < reach else None


def _crossed(ring: Points, x: float, y: float) -> int:
    """1 when a ray to the east crosses the ring an odd number of times."""
    (xs, ys), (xt, yt) = ring[:, :-1], ring[:, 1:]
    level = (ys > y) != (yt > y)
    xs, ys, xt, yt = xs[level], ys[level], xt[level], yt[level]
    return int(np.count_nonzero(x < (xt - xs) * (y - ys) / (yt - ys) + xs)) & 1


def _distance(ring: Points, x: float, y: float) -> float:
    """From the point to the nearest edge, in 1/SCALE degree of latitude (longitudes narrowed by latitude)."""
    narrow = np.cos(np.radians(y / SCALE))
    px, py = (ring[0] - x) * narrow, (ring[1] - y).astype(float)
    dx, dy = np.diff(px), np.diff(py)
    along = np.clip(-(px[:-1] * dx + py[:-1] * dy) / np.maximum(dx * dx + dy * dy, 1e-9), 0, 1)
    return float(np.hypot(px[:-1] + along * dx, py[:-1] + along * dy).min())


@cache
def divisions() -> Divisions:
    """The packaged outlines (Natural Earth, public domain), read once per process, when first asked for."""
    return Divisions(vocab.path("gazetteer/divisions.bin"))
