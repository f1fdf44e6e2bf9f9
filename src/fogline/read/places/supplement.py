"""Places beside the packaged gazetteer: theatre supplements and what a user adds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from fogline import vocab
from fogline.core.place import Kind, Place
from fogline.core.problem import Problem
from fogline.read.places.fold import fold, skeleton
from fogline.read.places.own import located

COLUMNS = ("name", "kind", "lat", "lon", "country", "admin1", "admin2", "within", "aliases", "source")


@dataclass(slots=True)
class Supplement:
    """An index of places by folded name, filled once and then only read."""

    places: list[Place] = field(default_factory=list)
    by_id: dict[str, Place] = field(default_factory=dict)
    _exact: dict[str, list[Place]] = field(default_factory=dict)
    _loose: dict[str, list[Place]] = field(default_factory=dict)
    _articled: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, place: Place, aliases: Iterable[str] = (), articled: Iterable[str] | None = None) -> None:
        """``articled`` are names that mean it only behind "the", as "the Severn"; so does its own with a "The". Where
        there may be such it is not found by a close spelling.
        """
        self.places.append(place)
        self.by_id[place.id] = place
        for key in dict.fromkeys(map(fold, articled or ())):
            self._articled.setdefault(key, []).append(place)
        names = [*([] if place.name.startswith("The ") else [place.name]), *aliases]
        for key in dict.fromkeys(map(fold, names)):
            if key:
                self._exact.setdefault(key, []).append(place)
        for key in dict.fromkeys(map(skeleton, names)) if articled is None else ():
            if len(key) > 1:
                self._loose.setdefault(key, []).append(place)

    def exact(self, name: str) -> tuple[Place, ...]:
        return tuple(self._exact.get(fold(name), ()))

    def articled(self, name: str) -> tuple[Place, ...]:
        """Places that "the" and ``name`` mean."""
        return tuple(self._articled.get(fold(name), ()))

    def loose(self, name: str) -> tuple[Place, ...]:
        return tuple(self._loose.get(skeleton(name), ()))


@dataclass(frozen=True, slots=True)
class Import:
    """What reading a file of places gave: places with their other names, and the rows that could not be read."""

    places: tuple[tuple[Place, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]


def supplement(entries: Iterable[tuple[Place, tuple[str, ...]]]) -> Supplement:
    """An index over imported places."""
    made = Supplement()
    for place, aliases in entries:
        made.add(place, aliases)
    return made


def import_places(path: str | Path, *, source: str = "user") -> Import:
    """Places from a GeoNames country dump (``.txt``, 19 tab-separated columns), a GeoJSON file of points, or a CSV
    with a header (``name`` and ``lat``/``lon``; any of ``kind, country, admin1, admin2, within, aliases`` as well,
    aliases separated by ``|``).

    Rows that cannot be read become problems. Raises ``OSError`` when the file cannot be opened.
    """
    path = Path(path)
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    kind = path.suffix.lower()
    if kind in (".json", ".geojson"):
        rows = _geojson(text)
    elif kind == ".txt" or "\t" in text.partition("\n")[0]:
        rows = _geonames(text)
    else:
        rows = _table(text)
    places, problems = [], []
    try:
        for number, row in enumerate(rows, 1):
            try:
                places.append(_entry(row, source, number))
            except (ValueError, TypeError, AttributeError, OverflowError) as error:
                problems.append(Problem("places.row", f"row {number} is left out: {error}", str(path)))
    except (ValueError, csv.Error, RecursionError) as error:
        problems.append(Problem("places.file", f"the file cannot be read: {error}", str(path)))
    if not places and not problems:
        problems.append(Problem("places.empty", "the file holds no places", str(path)))
    return Import(tuple(places), tuple(problems))


def _table(text: str) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(io.StringIO(text)):
        yield {str(k).strip().lower(): v for k, v in row.items() if k}


def _geojson(text: str) -> Iterator[dict[str, Any]]:
    tree = json.loads(text)
    if not isinstance(tree, dict):
        raise ValueError("no GeoJSON object")
    features = tree.get("features") or [tree]
    if not isinstance(features, list):
        raise ValueError("its features are no list")
    for f in features:
        feature = _object(f)
        properties = {str(k).lower(): v for k, v in _object(feature.get("properties")).items()}
        geometry = _object(feature.get("geometry"))
        at = geometry.get("coordinates")
        if geometry.get("type") == "Point" and isinstance(at, list) and len(at) > 1:
            properties["lon"], properties["lat"] = at[:2]
        yield properties


def _object(value: Any) -> dict[str, Any]:
    """``value``, or what has no name where it is none."""
    return value if isinstance(value, dict) else {}


_GEONAMES = {"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "PPLX": "quarter", "RGN": "area"}
_CLASSES = {"A": "area", "H": "water", "L": "area", "P": "town", "R": "road", "S": "site", "T": "mountain", "V": "area"}


def _geonames(text: str) -> Iterator[dict[str, Any]]:
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) < 15:
            yield {"name": ""}
            continue
        kind = _GEONAMES.get(cells[7]) or _CLASSES.get(cells[6], "town")
        yield {
            "id": f"gn:{cells[0]}",
            "name": cells[1],
            "aliases": cells[3].replace(",", "|"),
            "lat": cells[4],
            "lon": cells[5],
            "kind": kind,
            "country": cells[8],
            "population": cells[14],
        }


def _entry(row: dict[str, Any], source: str, number: int) -> tuple[Place, tuple[str, ...]]:
    name = str(row.get("name") or "").strip()
    if not fold(name):
        raise ValueError("it has no name")
    lat, lon = _degrees(row.get("lat"), 90), _degrees(row.get("lon"), 180)
    place = Place(
        id=str(row.get("id") or f"{source}:{fold(name)}-{number}"),
        name=name,
        kind=Kind(str(row.get("kind") or "town").strip().lower()),
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
        country=_text(row, "country"),
        admin1=name if row.get("kind") == "admin1" else _text(row, "admin1"),
        admin2=_text(row, "admin2"),
        within=_text(row, "within"),
        population=int(row.get("population") or 0),
    )
    return place, tuple(a.strip() for a in str(row.get("aliases") or "").split("|") if a.strip())


def _articled(row: dict[str, Any]) -> list[str] | None:
    return [a for a in str(row["article"]).split("|") if a] if row.get("article") is not None else None


def _text(row: dict[str, Any], key: str) -> str | None:
    return str(row.get(key) or "").strip() or None


def _degrees(value: Any, limit: int) -> float | None:
    if value in (None, ""):
        return None
    number = float(value)
    if not -limit <= number <= limit:
        raise ValueError(f"{number} is not a coordinate")
    return number


@cache
def packaged() -> Supplement:
    """All theatre supplements that ship with the package, each place with the governorate it lies in."""
    made = Supplement()
    folder = vocab.path("theatres")
    if not folder.is_dir():
        return made
    for theatre in sorted(folder.iterdir(), key=lambda p: p.name):
        for file in _tables(theatre):
            for number, row in enumerate(_table(file.read_text(encoding="utf-8")), 1):
                place, aliases = _entry(row, f"{theatre.name}.{file.name.removesuffix('.csv')}", number)
                natural = _articled(row)
                lies = natural is None or place.country
                made.add(located(place) if lies else place, aliases, natural)
    return made


def _tables(theatre: Traversable) -> list[Traversable]:
    if not theatre.is_dir():
        return []
    return sorted(
        (f for f in theatre.iterdir() if f.name.startswith("places") and f.name.endswith(".csv")), key=lambda f: f.name
    )
