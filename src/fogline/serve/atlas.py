"""Names of towns for the map; where a place is on it says ``fogline.atlas``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fogline.atlas import Spot, locate
from fogline.core.place import Kind

__all__ = ["Label", "Spot", "labels", "locate", "towns"]


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    lat: float
    lon: float
    population: int


@lru_cache(maxsize=1)
def towns() -> tuple[Label, ...]:
    """The gazetteer's towns of 5,000 people or more, largest first."""
    from fogline.read.places.gazetteer import world

    found = (p for p in world().peopled(5_000) if p.kind is Kind.TOWN)
    kept = [Label(p.name, p.point[0], p.point[1], p.population) for p in found if p.point]
    return tuple(sorted(kept, key=lambda t: (-t.population, t.name, t.lat)))


def labels(bbox: tuple[float, float, float, float], limit: int) -> list[Label]:
    """The largest towns inside (west, south, east, north), no two so close that their names would meet."""
    west, south, east, north = bbox
    wide, high = max((east - west) / 9, 1e-6), max((north - south) / 16, 1e-6)
    out: list[Label] = []
    for town in towns():
        inside = west <= town.lon <= east and south <= town.lat <= north
        if inside and not any(abs(t.lon - town.lon) < wide and abs(t.lat - town.lat) < high for t in out):
            out.append(town)
            if len(out) >= limit:
                break
    return out
