"""A place: the precision codes of others, distances, what contains it."""

from __future__ import annotations

import pytest

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place, acled_precision, distance_km, ucdp_precision
from fogline.read.places.gazetteer import world


def test_precision_codes() -> None:
    assert [acled_precision(p) for p in Precision] == [1, 1, 1, 2, 3, None]
    assert [ucdp_precision(p) for p in Precision] == [1, 1, 1, 2, 4, 6]
    assert acled_precision(Precision.PLACE, near=True) == ucdp_precision(Precision.PLACE, near=True) == 2
    assert ucdp_precision(Precision.AREA, kind=Kind.ADMIN2) == 3
    assert ucdp_precision(Precision.AREA, international=True) == 7


def test_distance_is_the_great_circle() -> None:
    assert distance_km((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.195, abs=0.01)


def test_the_chain_is_smallest_first() -> None:
    place = Place("x", "Jobar", Kind.QUARTER, 33.5, 36.3, "Damascus", None, "SY", "Damascus")
    assert place.chain == ("Damascus", "Damascus", "SY")


def test_unknown_points_are_none() -> None:
    assert Place("x", "Nowhere", Kind.TOWN).point is None
    assert all(p.point != (0.0, 0.0) for p in world().exact("Idlib"))
