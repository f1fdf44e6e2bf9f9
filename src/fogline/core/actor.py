"""An actor: a state, army, group, body, outlet or person, with what holds of it only for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


def _holds(start: date | None, end: date | None, on: date | None) -> bool:
    """True when ``on`` lies in the inclusive stretch, or when no day is asked for."""
    return on is None or ((start is None or start <= on) and (end is None or on <= end))


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, and the days it was in use (open sides are ``None``)."""

    text: str
    start: date | None = None
    end: date | None = None

    def holds(self, on: date | None) -> bool:
        return _holds(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Side:
    """On whose side an actor stands in one theatre, for a time."""

    theatre: str
    side: str
    start: date | None = None
    end: date | None = None

    def holds(self, on: date | None) -> bool:
        return _holds(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Office:
    """A post a person held: ``title`` as newspapers write it, ``body`` the canonical name of whom it speaks for."""

    title: str
    body: str
    start: date | None = None
    end: date | None = None

    def holds(self, on: date | None) -> bool:
        return _holds(self.start, self.end, on)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the record.

    ``kind`` is one of state, army, air_force, navy, armed_group, police, body, monitor, media, person, party,
    coalition.
    ``parent`` and ``former`` are ids: what it is a unit of, and what it was before ``start``.
    ``country`` is ISO 3166-1 alpha-2. ``provisional`` marks a name minted from a report that no pack knows.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    sides: tuple[Side, ...] = ()
    offices: tuple[Office, ...] = ()
    parent: str | None = None
    former: str | None = None
    country: str | None = None
    start: date | None = None
    end: date | None = None
    provisional: bool = False

    def exists(self, on: date | None) -> bool:
        return _holds(self.start, self.end, on)

    def names(self, on: date | None = None) -> tuple[str, ...]:
        """The canonical name and the aliases in use on a day (all of them when ``on`` is ``None``)."""
        return (self.name, *(a.text for a in self.aliases if a.holds(on)))

    def side(self, theatre: str, on: date | None = None) -> str | None:
        return next((s.side for s in self.sides if s.theatre == theatre and s.holds(on)), None)

    def office(self, on: date | None = None) -> Office | None:
        """The post held on a day; without a day the last one listed."""
        held = [o for o in self.offices if o.holds(on)]
        return held[-1] if held else None
