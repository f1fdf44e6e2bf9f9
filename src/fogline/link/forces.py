"""What sort of actor fights: a state's forces (and which state's), or an armed group of no state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fogline.link.names import fold
from fogline.vocab import load, path


@cache
def theatres() -> tuple[str, ...]:
    return tuple(sorted(p.name for p in path("theatres").iterdir() if p.is_dir()))


@dataclass(frozen=True, slots=True)
class Force:
    """``state`` is false for an armed group; ``country`` the ISO code of whose forces they are, where that is known."""

    state: bool
    country: str | None = None


def _rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, row) of every actor of every theatre."""
    for theatre in theatres():
        file = f"theatres/{theatre}/actors.yaml"
        groups = (load(file).get("actors") or {}) if path(file).is_file() else {}
        yield from ((kind, row) for kind, rows in groups.items() for row in rows if isinstance(row, dict))


@cache
def _named() -> dict[str, Force]:
    """Folded canonical name -> force. A unit without a country has its parent's; who never fights is left out."""
    kinds: dict[str, list[str]] = load("en/reconcile_conventions.yaml")["forces"]["kinds"]
    rows = [(kind, row) for kind, row in _rows() if kind in (*kinds["state"], *kinds["group"])]
    country = {row["name"]: row.get("country") for _, row in rows}
    return {
        fold(row["name"]): Force(kind in kinds["state"], row.get("country") or country.get(row.get("parent", "")))
        for kind, row in rows
    }


@cache
def _adjectives() -> dict[str, str]:
    """Folded name or adjective of a state -> its ISO code."""
    states = load("theatres/general/states.yaml")["states"]
    return {fold(w): code for code, row in states.items() for w in (row["name"], *row.get("adjectives", ()))}


@cache
def _words(which: str) -> re.Pattern[str]:
    words = load("en/reconcile_conventions.yaml")["forces"][which]["words"]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")


@cache
def force(actor: str) -> Force | None:
    """The force a name stands for: from the theatres' lists, else from its words; ``None`` if neither says."""
    name = fold(actor)
    found = _named().get(name)
    if found and (found.country or not found.state):
        return found
    if found or (_words("state").search(name) and not _words("group").search(name)):
        return Force(True, _country(name))
    return Force(False) if _words("group").search(name) else None


@cache
def mouth(actor: str) -> Force | None:
    """Whose word it is: a force's own, or an office's that speaks for its state."""
    name = fold(actor)
    return force(actor) or (Force(True, _country(name)) if _words("office").search(name) else None)


def plain(actor: str) -> bool:
    """A common noun for fighters ("militants", "soldiers"), which names none of them."""
    return fold(actor) in load("en/reconcile_conventions.yaml")["forces"]["plain"]["words"]


def _country(name: str) -> str | None:
    return next((code for word, code in _adjectives().items() if re.search(rf"\b{word}\b", name)), None)


def forces(actors: Iterable[str]) -> list[tuple[str, Force]]:
    """The actors that fight, each once, in order."""
    return [(a, f) for a in dict.fromkeys(actors) if (f := force(a))]
