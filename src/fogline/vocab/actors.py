"""The actors of all theatre packs and of the world's states, as records, and how to look them up."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from fogline.core.actor import Actor, Alias, Office, Side
from fogline.vocab import load, path

GENERAL = "general"
UNITS = ("army", "forces", "air_force", "navy", "police")
_UNIT_WORDS = {"army": "army", "air_force": "Air Force", "navy": "Navy", "police": "police"}


_DROPPED = re.compile(r"['\u2018\u2019\u02bf\u02be`]")
_MARKS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without accents and apostrophes, every other mark a blank: how two spellings are compared."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.replace("ı", "i")) if not unicodedata.combining(c))
    return _MARKS.sub(" ", _DROPPED.sub("", text.lower())).strip()


@dataclass(frozen=True, slots=True)
class State:
    """A state of the world. ``code`` is ISO 3166-1 alpha-2 (XK for Kosovo); ``name`` without article."""

    code: str
    name: str
    full: str
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()

    @property
    def government(self) -> str:
        return f"Government of {self.full}"

    def unit(self, kind: str) -> str:
        """The canonical name of its army, air_force, navy, police, or its forces at large ("forces")."""
        own = dict(self.units)
        if kind in own:
            return own[kind]
        if kind == "forces":
            return self.unit("army")
        adjective = self.adjectives[0] if self.adjectives else self.name
        return f"{adjective} {_UNIT_WORDS[kind]}"


@dataclass(frozen=True, slots=True)
class Theatre:
    """One war's pack: its countries, words that speak for it, and what common nouns stand for in it."""

    name: str
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()

    def default(self, word: str) -> str | None:
        return dict(self.defaults).get(word)


@dataclass(frozen=True)
class Registry:
    """Everything known before reading: actors by id, states by code, theatres by name."""

    actors: dict[str, Actor]
    states: dict[str, State]
    theatres: dict[str, Theatre]
    by_name: dict[str, tuple[Actor, ...]] = field(repr=False)

    def named(self, name: str, on: date | None = None) -> Actor | None:
        """The actor called ``name`` on a day: one that existed then and used the name then, if there is one."""
        found = self.by_name.get(fold(name), ())
        wanted = fold(name)
        fitting = [a for a in found if a.exists(on) and any(fold(n) == wanted for n in a.names(on))]
        return next(iter(fitting or found), None)


def slug(name: str) -> str:
    """A stable id from a name: "Hay'at Tahrir al-Sham" gives "hayat-tahrir-al-sham"."""
    return fold(name).replace(" ", "-")


def _day(value: Any, last: bool = False) -> date | None:
    """A date as written in a pack: a day, a month or a year; of the latter two the first day, or the ``last``."""
    if value is None or isinstance(value, date):
        return value
    year, month, day = (*(int(p) for p in str(value).split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    if last:
        return date(year, month, monthrange(year, month)[1]) if month else date(year, 12, 31)
    return date(year, month or 1, 1)


def _last(value: Any) -> date | None:
    return _day(value, last=True)


def _alias(row: Any) -> Alias:
    if isinstance(row, dict):
        return Alias(str(row["name"]), _day(row.get("from")), _last(row.get("to")))
    return Alias(str(row))


def _sides(row: Any, theatre: str) -> tuple[Side, ...]:
    if row is None:
        return ()
    rows = row if isinstance(row, list) else [{"side": row}]
    return tuple(Side(theatre, r["side"], _day(r.get("from")), _last(r.get("to"))) for r in rows)


def _office(row: dict[str, Any]) -> Office:
    return Office(row["title"], row["body"], _day(row.get("from")), _last(row.get("to")))


def _actor(row: dict[str, Any], theatre: str) -> Actor:
    parent = row.get("parent")
    return Actor(
        id=row.get("id") or slug(row["name"]),
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(_alias(a) for a in row.get("aliases", ())),
        sides=_sides(row.get("side"), theatre),
        offices=tuple(_office(o) for o in row.get("offices", ())),
        parent=slug(parent) if parent else None,
        former=slug(row["former"]) if row.get("former") else None,
        country=row.get("country"),
        start=_day(row.get("from")),
        end=_last(row.get("to")),
    )


def _pack_rows(theatre: str) -> Iterator[dict[str, Any]]:
    """Rows of one pack; a file may group rows under a kind, or list them with a ``kind`` each."""
    for part in ("actors", "sources"):
        name = f"theatres/{theatre}/{part}.yaml"
        if not path(name).is_file():
            continue
        for kind, rows in (load(name).get("actors") or {}).items():
            for row in rows:
                yield {"kind": kind, **row}


def theatre_names() -> tuple[str, ...]:
    """Packs in the package, the general one first."""
    found = sorted(p.name for p in path("theatres").iterdir() if p.is_dir() and p.joinpath("actors.yaml").is_file())
    return (GENERAL, *(n for n in found if n != GENERAL))


def _theatre(name: str) -> Theatre:
    head = load(f"theatres/{name}/actors.yaml").get("theatre") or {}
    return Theatre(
        name,
        tuple(head.get("countries", ())),
        tuple(head.get("words", ())),
        tuple((k, v) for k, v in (head.get("defaults") or {}).items()),
    )


def _states() -> dict[str, State]:
    data = load("theatres/general/states.yaml")
    return {
        code: State(
            code,
            row["name"],
            f"the {row['name']}" if row.get("the") else row["name"],
            tuple(row.get("also", ())),
            tuple(row.get("adjectives", ())),
            tuple(row.get("people", ())),
            tuple(row.get("metonyms", ())),
            tuple((data["units"].get(code) or {}).items()),
        )
        for code, row in data["states"].items()
    }


def _state_actors(state: State) -> Iterator[Actor]:
    """A state's government, army, air force, navy and police."""
    parts = (state.name, *state.also)
    adjectives = state.adjectives or (state.name,)
    titles = [*parts, *state.metonyms]
    titles += [
        f"{a} {w}" for a in dict.fromkeys((*adjectives, *parts)) for w in ("government", "regime", "authorities")
    ]
    government = slug(state.government)
    yield Actor(government, state.government, "state", tuple(Alias(t) for t in titles), country=state.code)
    words = {
        "army": ("army", "military", "armed forces", "forces", "troops"),
        "forces": ("security forces", "forces", "troops"),
        "air_force": ("air force", "warplanes", "jets"),
        "navy": ("navy",),
        "police": ("police",),
    }
    for unit in UNITS:
        if unit == "forces" and "forces" not in dict(state.units):
            continue
        name = state.unit(unit)
        spoken = [f"{a} {w}" for a in adjectives for w in words[unit]]
        if unit == "army":
            spoken.append(f"Armed Forces of {state.full}")
            if "forces" in dict(state.units):
                spoken = [s for s in spoken if not s.endswith((" forces", " troops"))]
            else:
                spoken += [f"{a} {w}" for a in adjectives for w in ("security forces", "special forces")]
        kind = "army" if unit in {"navy", "forces"} else unit
        aliases = tuple(Alias(t) for t in spoken if t != name)
        yield Actor(slug(name), name, kind, aliases, parent=government, country=state.code)


def _relief(state: State, societies: Sequence[str]) -> Iterator[Actor]:
    """A state's own Red Cross or Red Crescent."""
    adjective = state.adjectives[0] if state.adjectives else state.name
    for society in societies:
        name = f"{adjective} {society}"
        others = [f"{a} {society}" for a in (*state.adjectives[1:], state.name)]
        others += [f"{n} Society" for n in (name, *others)]
        yield Actor(slug(name), name, "body", tuple(Alias(n) for n in others if n != name), country=state.code)


@cache
def registry() -> Registry:
    """All packs, read once per process."""
    states = _states()
    actors: dict[str, Actor] = {}
    for theatre in theatre_names():
        for row in _pack_rows(theatre):
            actor = _actor(row, theatre)
            actors[actor.id] = _joined(actors.get(actor.id), actor)
    for state in states.values():
        for actor in _state_actors(state):
            actors[actor.id] = _joined(actors.get(actor.id), actor)
    by_name: dict[str, list[Actor]] = {}
    for actor in actors.values():
        for key in dict.fromkeys(fold(n) for n in actor.names()):
            by_name.setdefault(key, []).append(actor)
    societies = load("theatres/general/states.yaml")["relief"]
    for actor in (a for state in states.values() for a in _relief(state, societies)):
        if not any(fold(n) in by_name for n in actor.names()):
            actors[actor.id] = actor
            for key in dict.fromkeys(fold(n) for n in actor.names()):
                by_name[key] = [actor]
    theatres = {n: _theatre(n) for n in theatre_names()}
    return Registry(actors, states, theatres, {k: tuple(v) for k, v in by_name.items()})


def _joined(old: Actor | None, new: Actor) -> Actor:
    """One record where two packs speak of the same actor: the first keeps its facts, sides and aliases add up."""
    if old is None:
        return new
    return Actor(
        old.id,
        old.name,
        old.kind,
        tuple(dict.fromkeys((*old.aliases, *new.aliases))),
        tuple(dict.fromkeys((*old.sides, *new.sides))),
        tuple(dict.fromkeys((*old.offices, *new.offices))),
        old.parent or new.parent,
        old.former or new.former,
        old.country or new.country,
        old.start or new.start,
        old.end or new.end,
    )


def lookup(name: str, on: date | None = None) -> Actor | None:
    """The actor a name stands for, on a day if given: "Nusra Front", "HTS", "Tehran"; ``None`` when unknown."""
    return registry().named(name, on)


def all_actors(theatre: str | None = None) -> tuple[Actor, ...]:
    """Every known actor by name; with a theatre, those with a side in it or of its countries."""
    known = registry()
    found = known.actors.values()
    if theatre is not None:
        if theatre not in known.theatres:
            raise KeyError(f"no theatre pack named {theatre!r}")
        lands = known.theatres[theatre].countries
        found = [a for a in found if a.country in lands or any(s.theatre == theatre for s in a.sides)]  # type: ignore[assignment]
    return tuple(sorted(found, key=lambda a: (a.name, a.id)))
