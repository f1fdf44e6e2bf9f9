"""A log in which every entry names the hash of the one before: a change anywhere shows in all that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from fogline.core.codec import dumps

Json = dict[str, Any]
START = "0" * 64
"""What the first entry names as the one before."""


def digest(value: Any) -> str:
    """Lower-case hex SHA-256 of a value's one line of JSON."""
    return sha256(dumps(value).encode()).hexdigest()


def chained(entries: Iterable[Json]) -> Iterator[Json]:
    """Each entry numbered from 1, with ``previous`` and its own ``hash`` (of everything else in it)."""
    previous = START
    for n, entry in enumerate(entries, 1):
        whole = {"n": n, **entry, "previous": previous}
        previous = digest(whole)
        yield whole | {"hash": previous}


def broken(log: Iterable[Json]) -> Iterator[tuple[int, str]]:
    """(entry, what does not fit), numbered by position; nothing when the chain holds."""
    previous = START
    for n, entry in enumerate(log, 1):
        body = {k: v for k, v in entry.items() if k != "hash"}
        if entry.get("n") != n:
            yield n, f"is numbered {entry.get('n')}"
        if entry.get("previous") != previous:
            yield n, "does not name the hash of the entry before it"
        if entry.get("hash") != digest(body):
            yield n, "does not have the hash it states"
        previous = str(entry.get("hash"))
