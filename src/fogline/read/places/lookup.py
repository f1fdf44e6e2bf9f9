"""What a name may mean: the user's places, those of the theatres and those of the world together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from fogline.core.place import Kind, Place, distance_km
from fogline.read.places.fold import CLOSE, closeness, fold, skeleton
from fogline.read.places.gazetteer import villages, world
from fogline.read.places.own import own
from fogline.read.places.supplement import packaged

# Some of these have the article in their names.
BROAD = (Kind.REGION, Kind.COUNTRY, Kind.WATER, Kind.MOUNTAIN, Kind.AREA)
TWIN_KM = 8.0
EVENT_DATA = "places_ucdp"


@lru_cache(maxsize=50_000)
def look_up(name: str) -> tuple[Place, ...]:
    """Every place that has ``name`` as one of its names: the user's first, then theatre supplements.

    One town known twice comes once.
    """
    return _merge(own().exact(name) + packaged().exact(name), _usual(world().exact(name)))


def look_articled(name: str) -> tuple[Place, ...]:
    """What ``name`` means behind "the": rivers, mountains, regions; towns where nothing else has it."""
    found = look_up(name)
    return packaged().articled(name) or tuple(p for p in found if p.kind in BROAD) or found


def _usual(wide: tuple[Place, ...]) -> tuple[Place, ...]:
    """Under the names that the supplements give places of the wide gazetteer."""
    known = packaged().by_id
    return tuple(known.get(p.id, p) for p in wide)


def reopen() -> None:
    """Look at the user's file of places anew: it has changed, or another one is named."""
    own.cache_clear()
    look_up.cache_clear()
    look_near.cache_clear()
    near_in.cache_clear()


def _merge(own: tuple[Place, ...], wide: tuple[Place, ...]) -> tuple[Place, ...]:
    """A supplement's own entry replaces its twin in the wide gazetteer and takes its population over; facts of event
    data sets give way to the wide gazetteer's usual name.
    """
    kept: list[Place] = []
    replaced: set[str] = set()
    for place in own:
        twins = [w for w in wide if _twins(place, w)]
        if twins and EVENT_DATA in place.id:
            continue
        replaced.update(w.id for w in twins)
        people = max((w.population for w in twins), default=0)
        kept.append(replace(place, population=max(place.population, people)))
    return tuple(kept) + tuple(w for w in wide if w.id not in replaced)


def _twins(a: Place, b: Place) -> bool:
    if a.kind is not Kind.TOWN or b.kind is not Kind.TOWN or not a.point or not b.point:
        return (
            a.kind is b.kind
            and a.kind in (Kind.ADMIN1, Kind.ADMIN2)
            and a.country == b.country
            and fold(a.name) == fold(b.name)
        )
    return distance_km(a.point, b.point) <= TWIN_KM


_SPLIT = re.compile(r"[\s-]+")
SYLLABLE = 3  # letters of a word that has more


@lru_cache(maxsize=20_000)
def look_near(name: str) -> tuple[Place, ...]:
    """Places whose usual name sounds like ``name``, closest first."""
    if len(skeleton(name)) < 3:
        return ()
    options = [
        p
        for p in _merge(own().loose(name) + packaged().loose(name), _usual(world().loose(name)))
        if closeness(name, p.name) >= CLOSE and _ends_alike(name, p.name)
    ]
    return tuple(sorted(options, key=lambda p: -closeness(name, p.name)))


def _ends_alike(a: str, b: str) -> bool:
    """Of names of as many words, a last one of a syllable must be the same: "Chaung-U" is not Chaung Wa."""
    ours, theirs = ([w for w in map(fold, _SPLIT.split(name)) if w] for name in (a, b))
    if not len(ours) == len(theirs) > 1 or min(len(ours[-1]), len(theirs[-1])) >= SYLLABLE:
        return True
    return ours[-1] == theirs[-1]


@lru_cache(maxsize=20_000)
def look_small(name: str, countries: frozenset[str]) -> tuple[Place, ...]:
    """Small places of that very name in some countries, which ``look_up`` leaves out: for names known to be places."""
    return tuple(p for p in villages().exact(name) if p.country in countries and p.kind is Kind.TOWN)


def look_site(name: str) -> tuple[Place, ...]:
    """What a site's whole name may mean ("Shannon Airport")."""
    return look_up(name) or tuple(p for p in villages().exact(name) if p.kind is Kind.SITE)


@lru_cache(maxsize=20_000)
def near_in(name: str, countries: frozenset[str]) -> tuple[Place, ...]:
    """Of these, the ones in some countries."""
    return tuple(p for p in look_near(name) if p.country in countries)
