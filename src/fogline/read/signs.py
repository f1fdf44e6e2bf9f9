"""Signs that speak for or against a choice, in parts: those that follow from the same few facts come together.

Signs are plain strings that learned weights are keyed by. A part is written once for each combination of its facts and
kept, so that what its signs weigh together can be kept too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

# So many combinations of each sort of facts are kept.
MANY = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Signs that come together. Two with the same signs may be two: what is kept for one is kept by its identity."""

    signs: tuple[str, ...]


@lru_cache(maxsize=MANY)
def part(*signs: str) -> Part:
    """The part that has these signs."""
    return Part(signs)
