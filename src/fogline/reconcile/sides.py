"""Which side an actor, or a source that speaks for it, stands on: from the theatres' actor lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from fogline.link import fold, theatres
from fogline.vocab import load, path


def _entries(theatre: str) -> Iterator[tuple[str, str]]:
    """(folded name, side) of every actor of a theatre that has one."""
    file = f"theatres/{theatre}/actors.yaml"
    if not path(file).is_file():
        return
    groups: dict[str, Any] = load(file).get("actors") or {}
    for rows in groups.values():
        for row in rows:
            if isinstance(row, dict) and row.get("side"):
                for name in (row["name"], *(row.get("aliases") or ())):
                    if isinstance(name, str):
                        yield fold(name), str(row["side"])


@cache
def _table(theatre: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for name, side in _entries(theatre):
        table.setdefault(name, f"{theatre}:{side}")
    return table


def sides(theatre: str | None = None) -> Callable[[str], str | None]:
    """Name -> "theatre:side", asked of one theatre or of all in order; ``None`` for who is on no side."""
    tables = [_table(t) for t in ((theatre,) if theatre else theatres())]

    def side(name: str) -> str | None:
        key = fold(name)
        return next((t[key] for t in tables if key in t), None)

    return side
