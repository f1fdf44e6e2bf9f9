"""The user's own places: a file beside the record, looked up before every packaged gazetteer.

The file is SQLite with one row per place and one per folded name, so that a country's whole dump is looked up without
loading it, and workers share its pages. Every process finds it by itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache
from json import dumps, loads
from pathlib import Path

from fogline import vocab
from fogline.core.place import Kind, Place
from fogline.read.places.divisions import divisions
from fogline.read.places.fold import fold, skeleton

_BROAD = (Kind.REGION, Kind.COUNTRY, Kind.ADMIN1, Kind.WATER)
_TABLES = """
CREATE TABLE IF NOT EXISTS place (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
    loose INTEGER NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL REFERENCES place, PRIMARY KEY (loose, key, place)
) WITHOUT ROWID;
"""


class OwnPlaces:
    """Read access to a file of places; also a missing file, which then knows none."""

    def __init__(self, path: Path | None) -> None:
        self._db: sqlite3.Connection | None = None
        if path is not None and path.is_file():
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def exact(self, name: str) -> tuple[Place, ...]:
        """Places one of whose names folds like ``name``, by id."""
        return self._find(0, fold(name))

    def loose(self, name: str) -> tuple[Place, ...]:
        """Places one of whose names has the consonants of ``name``, by id."""
        key = skeleton(name)
        return self._find(1, key) if len(key) > 1 else ()

    def __iter__(self) -> Iterator[Place]:
        rows = self._db.execute("SELECT record FROM place ORDER BY id") if self._db else ()
        return (_place(record) for (record,) in rows)

    def _find(self, loose: int, key: str) -> tuple[Place, ...]:
        if self._db is None or not key:
            return ()
        query = "SELECT record FROM name JOIN place ON id = place WHERE loose = ? AND key = ? ORDER BY id"
        return tuple(_place(record) for (record,) in self._db.execute(query, (loose, key)))


def _place(record: str) -> Place:
    row = loads(record)
    return Place(**{**row, "kind": Kind(row["kind"])})


def located(place: Place) -> Place:
    """The place with the country and the governorate that its point lies in, where it does not say so itself."""
    if place.point is None or place.kind in _BROAD or (place.admin1 and place.country):
        return place
    found = divisions().at(*place.point)
    if found is None or place.country not in (None, found.country):
        return place
    return replace(place, country=found.country, admin1=place.admin1 or found.name)


def keep(path: Path, entries: Iterable[tuple[Place, tuple[str, ...]]]) -> int:
    """Add places to the file (made when missing), each in place of one of the same id; how many there are then."""
    db = sqlite3.connect(path)
    try:
        with db:
            db.executescript(_TABLES)
            for place, aliases in entries:
                _keep(db, located(place), aliases)
        return int(db.execute("SELECT count(*) FROM place").fetchone()[0])
    finally:
        db.close()


def _keep(db: sqlite3.Connection, place: Place, aliases: tuple[str, ...]) -> None:
    db.execute("DELETE FROM name WHERE place = ?", (place.id,))
    db.execute("INSERT OR REPLACE INTO place VALUES (?, ?)", (place.id, dumps(asdict(place), ensure_ascii=False)))
    for name in (place.name, *aliases):
        for loose, key in ((0, fold(name)), (1, skeleton(name))):
            if len(key) > loose:
                db.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (loose, key, place.id))


@cache
def own() -> OwnPlaces:
    """The user's places (``vocab.own_places``), opened once per process."""
    return OwnPlaces(vocab.own_places())
