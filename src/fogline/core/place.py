"""A place: an id, a point, what contains it, and how precisely it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from fogline.core.claim import Precision
from fogline.core.quick import quick

EARTH_KM = 6371.0088  # mean radius, IUGG


class Kind(StrEnum):
    """What sort of thing a place is, from the widest to the narrowest."""

    REGION = "region"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    AREA = "area"
    WATER = "water"
    MOUNTAIN = "mountain"
    TOWN = "town"
    CAMP = "camp"
    ROAD = "road"
    QUARTER = "quarter"
    SITE = "site"

    @property
    def precision(self) -> Precision:
        """The codebook precision of the bare thing."""
        return _PRECISION[self]


_PRECISION = {
    Kind.REGION: Precision.AREA,
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.ADMIN1: Precision.ADMIN1,
    Kind.ADMIN2: Precision.AREA,
    Kind.AREA: Precision.AREA,
    Kind.WATER: Precision.AREA,
    Kind.MOUNTAIN: Precision.AREA,
    Kind.TOWN: Precision.PLACE,
    Kind.CAMP: Precision.EXACT,
    Kind.ROAD: Precision.EXACT,
    Kind.QUARTER: Precision.PART,
    Kind.SITE: Precision.EXACT,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a gazetteer.

    ``lat`` and ``lon`` are WGS 84 degrees, both ``None`` when the point is unknown (never 0, 0).
    ``country`` is ISO 3166-1 alpha-2. ``admin1``/``admin2`` are usual English names without the word
    "Governorate" or its like. ``within`` is the town a quarter or site lies in. ``population`` is 0 when unknown.
    """

    id: str
    name: str
    kind: Kind
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    within: str | None = None
    population: int = 0

    def __hash__(self) -> int:
        """Of the id alone: few places share one, and the other fields take longer to hash than to compare."""
        return hash(self.id)

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon), or ``None``."""
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None

    @property
    def precision(self) -> Precision:
        return self.kind.precision

    @property
    def chain(self) -> tuple[str, ...]:
        """What contains it, smallest first: town, district, governorate, country code."""
        return tuple(x for x in (self.within, self.admin2, self.admin1, self.country) if x and x != self.name)


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with its score (0-1), distance in km from the reference point if any, and why."""

    place: Place
    score: float
    distance_km: float | None = None
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two (lat, lon) points in degrees (haversine)."""
    p, q = radians(a[0]), radians(b[0])
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def acled_precision(precision: Precision, *, near: bool = False) -> int | None:
    """ACLED ``geo_precision``: 1 a named town or less, 2 near a town or part of a region, 3 a larger region.

    ``None`` for a country: ACLED does not record such events (ACLED codebook, geo-precision).
    """
    match precision:
        case Precision.COUNTRY:
            return None
        case Precision.ADMIN1:
            return 3
        case Precision.AREA:
            return 2
    return 2 if near else 1


def ucdp_precision(
    precision: Precision, *, near: bool = False, kind: Kind | None = None, international: bool = False
) -> int:
    """UCDP GED ``where_prec``: 1 exact, 2 within about 25 km of a known point, 3 second-order division,
    4 first-order division, 5 a line or an informal region, 6 country, 7 international waters (UCDP GED codebook).
    """
    if international:
        return 7
    if kind is Kind.ADMIN2:
        return 3
    if kind in (Kind.REGION, Kind.WATER, Kind.ROAD, Kind.MOUNTAIN) and precision is Precision.AREA:
        return 5
    match precision:
        case Precision.COUNTRY:
            return 6
        case Precision.ADMIN1:
            return 4
        case Precision.AREA:
            return 2
    return 2 if near else 1
