"""Things under numbers, packed for a record of a million claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

V = TypeVar("V")


class Shelf(Generic[V]):
    """Number -> what lies there, in order. Most numbers hold one thing, which lies there bare: a list each would weigh
    more than all they hold. ``V`` is no list.
    """

    __slots__ = ("_under",)

    def __init__(self) -> None:
        self._under: dict[int, V | list[V]] = {}

    def __getitem__(self, number: int) -> Sequence[V]:
        """What lies there, which may be nothing."""
        held = self._under.get(number)
        if held is None:
            return ()
        return held if isinstance(held, list) else (held,)

    def put(self, number: int, thing: V, at: int | None = None) -> None:
        """At the end, or before what is now at place ``at``."""
        held = self._under.get(number)
        if held is None:
            self._under[number] = thing
        elif isinstance(held, list):
            held.insert(len(held) if at is None else at, thing)
        else:
            self._under[number] = [thing, held] if at == 0 else [held, thing]

    def take(self, number: int, thing: V) -> None:
        """Raises ``KeyError`` or ``ValueError`` for what does not lie there."""
        held = self._under[number]
        if not isinstance(held, list):
            if held != thing:
                raise ValueError(thing)
            del self._under[number]
            return
        held.remove(thing)
        if len(held) == 1:
            self._under[number] = held[0]
