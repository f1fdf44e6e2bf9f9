"""Places named no finer than a first-order division, a country, or a cell of a grid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import cos, floor, radians

from fogline.atlas import Spot, entry
from fogline.core.claim import ClaimPlace, Precision
from fogline.core.place import Place
from fogline.export.countries import country
from fogline.export.mask import words

KM_A_DEGREE = 111.195
"""Of latitude, on a sphere of the Earth's mean radius."""
_GRID = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*km")
WIDE = (Precision.ADMIN1, Precision.COUNTRY)


@dataclass(frozen=True, slots=True)
class Level:
    """``km`` is the side of a grid's cell; else ``country`` says whether divisions are too fine."""

    km: float | None = None
    country: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """What may be said of a place; ``spot`` only on a grid."""

    name: str
    precision: Precision
    admin1: str | None
    country: str | None
    spot: Spot | None = None


def level(text: str | None) -> Level | None:
    """Raises ``ValueError`` for what is neither admin1, country nor a number of km."""
    if text is None:
        return None
    if text in ("admin1", "country"):
        return Level(country=text == "country")
    found = _GRID.fullmatch(text.strip())
    if not found or not float(found[1]):
        raise ValueError(f"{text!r} is neither admin1, country nor a grid such as 10km")
    return Level(float(found[1]))


def area_of(p: ClaimPlace, at: Level) -> Area | None:
    """``None`` where nothing coarser is known than the name itself."""
    home = country(p.country)
    known = _known(p) if p.precision not in WIDE else None
    land = home or (country(known.country) if known else None)
    admin1 = p.name if p.precision is Precision.ADMIN1 else p.admin1 or (known.admin1 if known else None)
    if land is None:
        return None
    if at.country or not admin1 or p.precision is Precision.COUNTRY:
        wide = Area(land.name, Precision.COUNTRY, None, land.iso2)
    else:
        wide = Area(admin1, Precision.ADMIN1, admin1, land.iso2)
    if at.km and known and known.point:
        return _cell(wide, known.point, at.km)
    return wide


def _known(p: ClaimPlace) -> Place | None:
    """The gazetteer's entry of the place, or of the town it lies in."""
    found = entry(p.name, p.admin1, p.country, p.precision)
    return found or (entry(p.within, p.admin1, p.country, Precision.PLACE) if p.within else None)


def _cell(wide: Area, point: tuple[float, float], km: float) -> Area:
    lat, lon = centre(point, km)
    spot = Spot(round(lat, 4), round(lon, 4), round(km * 0.7071, 2))
    name = words()["cell"].format(area=wide.name, km=f"{km:g}", lat=f"{lat:.2f}", lon=f"{lon:.2f}")
    return Area(name, Precision.AREA, wide.admin1, wide.country, spot)


def centre(point: tuple[float, float], km: float) -> tuple[float, float]:
    """The middle of the cell of a grid of ``km`` that holds (lat, lon): rows of equal height, cells of equal width."""
    high = km / KM_A_DEGREE
    lat = (floor(point[0] / high) + 0.5) * high
    wide = high / max(cos(radians(lat)), 0.01)
    return lat, (floor(point[1] / wide) + 0.5) * wide
