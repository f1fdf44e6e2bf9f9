"""The packaged gazetteer: one memory-mapped file, probed by the hash of a folded name.

Layout of ``world.bin`` (little-endian): ``MAGIC`` (8 bytes), the length of the head (8 bytes), the head as JSON
(``sections``: name -> [array type code, offset, bytes], ``countries``: codes), then the sections from the next byte on.
Per place: ``lat``/``lon`` in 1e-5 degrees (-2**31 for unknown), ``population``, ``id`` (GeoNames), ``country``,
``kind``, ``admin1``/``admin2`` (row of the division, 0 for none), ``names`` (offsets into ``text``). Per key:
``exact_*`` for
strict folds and ``loose_*`` for skeletons, sorted by hash. Nothing is read until it is looked up, and forked workers
share the pages.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import as_file
from pathlib import Path

from fogline import vocab
from fogline.core.place import Kind, Place
from fogline.read.places.fold import digest, fold, skeleton
from fogline.read.places.own import located

MAGIC = b"FOGGAZ01"
KINDS = ("country", "admin1", "admin2", "town", "site")
_UNKNOWN = -(2**31)


class Gazetteer:
    """Read-only access to a file written by ``scripts/build_gazetteer.py``; ``space`` opens the ids of its places.

    Raises ``ValueError`` when the file is not of this format.
    """

    def __init__(self, path: Path, space: str = "gn") -> None:
        self._space = space
        with path.open("rb") as f:
            self._map = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        if bytes(view[:8]) != MAGIC:
            raise ValueError(f"{path} is not a gazetteer of this version")
        size = int.from_bytes(view[8:16], "little")
        head = json.loads(bytes(view[16 : 16 + size]))
        self._countries: list[str] = head["countries"]
        base = 16 + size
        part = {k: view[base + at : base + at + n].cast(code) for k, (code, at, n) in head["sections"].items()}
        self._lat, self._lon, self._population = part["lat"], part["lon"], part["population"]
        self._id, self._country, self._kind = part["id"], part["country"], part["kind"]
        self._admin1, self._admin2 = part["admin1"], part["admin2"]
        self._names, self._text = part["names"], part["text"]
        self._exact = (part["exact_hash"], part["exact_check"], part["exact_row"])
        self._loose = (part["loose_hash"], part["loose_check"], part["loose_row"])
        self.place = lru_cache(maxsize=20_000)(self._place)

    def __len__(self) -> int:
        return len(self._id)

    def exact(self, name: str) -> tuple[Place, ...]:
        """Places one of whose names folds like ``name``."""
        key = fold(name)
        return self._probe(self._exact, key) if key else ()

    def loose(self, name: str) -> tuple[Place, ...]:
        """Places whose usual name has the consonants of ``name``: proposals, to be confirmed."""
        key = skeleton(name)
        return self._probe(self._loose, key) if len(key) > 1 else ()

    def peopled(self, least: int) -> Iterator[Place]:
        """Every place of at least ``least`` people, in the order of the file."""
        return (self._place(row) for row, people in enumerate(self._population) if people >= least)

    def divisions(self) -> Iterator[Place]:
        """Every first-order division, in the order of the file."""
        code = KINDS.index("admin1")
        return (self._place(row) for row, kind in enumerate(self._kind) if kind == code)

    def _probe(self, table: tuple[memoryview, memoryview, memoryview], key: str) -> tuple[Place, ...]:
        hashes, checks, rows = table
        wanted, check = digest(key)
        at = bisect_left(hashes, wanted)
        found = []
        while at < len(hashes) and hashes[at] == wanted:
            if checks[at] == check:
                found.append(self.place(rows[at]))
            at += 1
        return tuple(found)

    def _name(self, row: int) -> str:
        return bytes(self._text[self._names[row] : self._names[row + 1]]).decode()

    def _place(self, row: int) -> Place:
        lat, lon = self._lat[row], self._lon[row]
        one, two = self._admin1[row], self._admin2[row]
        kind = Kind(KINDS[self._kind[row]])
        name = self._name(row)
        place = Place(
            id=f"{self._space}:{self._id[row]}",
            name=name,
            kind=kind,
            lat=None if lat == _UNKNOWN else lat / 1e5,
            lon=None if lon == _UNKNOWN else lon / 1e5,
            admin1=name if kind is Kind.ADMIN1 else self._name(one) if one else None,
            admin2=name if kind is Kind.ADMIN2 else self._name(two) if two else None,
            country=self._countries[self._country[row]],
            population=self._population[row],
        )
        return located(place)


@cache
def world() -> Gazetteer:
    """The packaged gazetteer (GeoNames, CC BY 4.0), mapped once per process."""
    with as_file(vocab.path("gazetteer/world.bin")) as path:
        return Gazetteer(path)


@cache
def villages() -> Gazetteer:
    """Small places that :func:`world` leaves out (GeoNames, CC BY 4.0), and airports (airportsdata, MIT): many, some of
    them named like people or things, so that only names known to be places are looked up there.
    """
    with as_file(vocab.path("gazetteer/villages.bin")) as path:
        return Gazetteer(path, "gp")
