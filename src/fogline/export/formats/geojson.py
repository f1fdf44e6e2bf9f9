"""Incidents as GeoJSON (RFC 7946): a feature each; what has no honest point has a null geometry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fogline.core.codec import dumps
from fogline.core.incident import Incident
from fogline.core.problem import Problem
from fogline.export.edition import View
from fogline.export.part import Part
from fogline.reconcile.asjson import blame_json, day, range_json, word_json
from fogline.reconcile.grades import grade
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.sums import label

Json = dict[str, Any]


def feature(view: View, i: Incident) -> Json:
    spot, precision, graded = view.spot_of(i), precision_of(i), grade(i)
    place = i.place
    about: Json = {
        "type": i.type.value,
        "label": label(i),
        "start": day(i.days.start),
        "end": day(i.days.end),
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "precision": precision.value if precision else None,
        "km": spot.km if spot else None,
        "range": [range_json(r) for r in i.ranges],
        "latest": [word_json(w) for w in i.latest],
        "origins": list(i.origins),
        "blamed": [blame_json(b) for b in i.blamed],
        "denied": [blame_json(b) for b in i.denied],
        "grade": graded.name.value,
        "reason": graded.reason,
        "reports": sorted({s.head.id for s in i.statements}),
        "first_said": day(i.first_said),
    }
    point = {"type": "Point", "coordinates": [spot.lon, spot.lat]} if spot else None
    return {"type": "Feature", "id": i.id, "geometry": point, "properties": about}


def pieces(view: View) -> Iterator[bytes]:
    """The collection, a feature a line; what it says of itself is a foreign member (RFC 7946, section 6.1)."""
    yield f'{{"type": "FeatureCollection", "fogline": {dumps(view.about.to_json())}, "features": [\n'.encode()
    for n, i in enumerate(view.picture.incidents):
        yield ((",\n" if n else "") + dumps(feature(view, i))).encode()
    yield b"\n]}\n"


class GeoJson:
    name = "geojson"
    endings = (".geojson",)
    keeps = (
        "incidents with point, radius, each origin's last word, ranges, blame, grade; licence and version in the file"
    )
    cannot_express = "quotations with offsets, control, positions; an area is a point with a radius in km"
    single = True
    carries = True

    def parts(self, view: View) -> Iterator[Part | Problem]:
        yield Part("", pieces(view), "application/geo+json")


EXPORTER = GeoJson()
