"""Small places: where a name that larger places far away have too is one beside the others of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fogline.core.place import Kind, Place, distance_km
from fogline.read.document import Document
from fogline.read.places.bonds import lies_in, possible, way_between
from fogline.read.places.find import Hit
from fogline.read.places.fold import fold
from fogline.read.places.lookup import look_small

SMALL = 150_000  # people of a town at most that gives way to a village beside the report's other places
BESIDE_KM = 60.0
ALONE_KM = 150.0  # how far all larger namesakes are then
FEWEST = 3  # other places that a report tells of
FEW = 2  # of them that the village lies beside


def told(document: Document, hits: Sequence[Hit]) -> list[Hit]:
    """The hits with the small places that lie where the text puts their names, if nothing larger does ("X, Iowa")."""
    made = list(hits)
    for n, hit in enumerate(hits[:-1]):
        after = hits[n + 1]
        if hit.how != "exact" or _nation(hit) or way_between(document.doc, hit, after) is None or possible(hit, after):
            continue
        outer = [o for o in after.options if o.kind in (Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2)]
        small = look_small(hit.surface, _lands(outer))
        found = tuple(p for p in small if any(lies_in(p, o) for o in outer))
        if found:
            made[n] = replace(hit, options=hit.options + found)
    return made


def beside(hit: Hit, points: Sequence[tuple[float, float]], lands: frozenset[str]) -> Hit:
    """The hit with the small places of its name among the ``points`` of the report's other places, where no larger one
    is anywhere near.
    """
    if (
        hit.how != "exact"
        or len(points) < FEWEST
        or any((p.country in lands and _large(p, hit.surface)) or _near(p, points, ALONE_KM) for p in hit.options)
    ):
        return hit
    found = tuple(p for p in look_small(hit.surface, lands) if _near(p, points, BESIDE_KM) >= FEW)
    return replace(hit, options=hit.options + found) if found else hit


def _near(place: Place, points: Sequence[tuple[float, float]], km: float) -> int:
    here = place.point
    return sum(here != p and distance_km(here, p) <= km for p in points) if here else 0


def _large(place: Place, name: str) -> bool:
    """A division of that very name, or a town that does not give way."""
    if place.kind is Kind.TOWN:
        return place.population > SMALL
    return place.kind is not Kind.ADMIN2 or fold(place.name) == fold(name)


def _nation(hit: Hit) -> bool:
    return any(p.kind is Kind.COUNTRY for p in hit.options)


def _lands(places: Sequence[Place]) -> frozenset[str]:
    return frozenset(p.country for p in places if p.country)
