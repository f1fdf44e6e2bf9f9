"""Where on the map a named place is, and how wide an area its precision stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place

RADIUS_KM: dict[Precision, float | None] = {
    Precision.EXACT: 1,
    Precision.PART: 2,
    Precision.PLACE: 5,
    Precision.AREA: 25,  # UCDP GED where_prec 2: within about 25 km of a known point
    Precision.ADMIN1: 75,
    Precision.COUNTRY: None,
}
"""The area a place is drawn as; a country has none and goes to the tray of the unlocated."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in WGS 84 degrees with the radius (km) within which the event may have been."""

    lat: float
    lon: float
    km: float


@lru_cache(maxsize=50_000)
def locate(name: str, admin1: str | None, country: str | None, precision: Precision) -> Spot | None:
    """The gazetteer's point for a resolved name; ``None`` where it has none, or only a country is known."""
    km = RADIUS_KM[precision]
    if km is None:
        return None
    from fogline.read.places.find import look_up  # opens the gazetteer

    options = [p for p in look_up(name) if p.point and (country is None or p.country == country)]
    if not options:
        return None
    best = max(options, key=lambda p: (_fits(p, admin1, precision), p.population, p.id))
    assert best.point
    if best.kind is Kind.COUNTRY:
        return None
    return Spot(round(best.point[0], 4), round(best.point[1], 4), km)


def _fits(place: Place, admin1: str | None, precision: Precision) -> tuple[bool, bool]:
    return (admin1 is not None and place.admin1 == admin1, place.precision is precision)


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
