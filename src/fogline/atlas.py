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
def entry(name: str, admin1: str | None, country: str | None, precision: Precision) -> Place | None:
    """The gazetteer's entry with a point for a resolved name; ``None`` where it has none."""
    from fogline.read.places.lookup import look_up  # opens the gazetteer

    options = [p for p in look_up(name) if p.point and (country is None or p.country == country)]
    return max(options, key=lambda p: (_fits(p, admin1, precision), p.population, p.id), default=None)


@lru_cache(maxsize=50_000)
def locate(name: str, admin1: str | None, country: str | None, precision: Precision) -> Spot | None:
    """The gazetteer's point for a resolved name; ``None`` where it has none, or only a country is known."""
    km = RADIUS_KM[precision]
    best = entry(name, admin1, country, precision) if km is not None else None
    if km is None or best is None or best.point is None or best.kind is Kind.COUNTRY:
        return None
    return Spot(round(best.point[0], 4), round(best.point[1], 4), km)


def _fits(place: Place, admin1: str | None, precision: Precision) -> tuple[bool, bool]:
    return (admin1 is not None and place.admin1 == admin1, place.precision is precision)


def written_out(name: str, country: str | None = None) -> str:
    """A place's bare name as "Name, in Town, region, CC, precision", as far as the gazetteer knows one so called (in
    ``country`` if that is given); what it does not know, and what says more than a name, as it is.
    """
    name = name.strip()
    found = entry(name, None, country, Precision.PLACE) if name and "," not in name else None
    if found is None:
        return name
    about = (f"in {found.within}" if found.within else None, found.admin1, found.country, found.precision.value)
    return ", ".join([name, *(part for part in about if part and "," not in part)])
