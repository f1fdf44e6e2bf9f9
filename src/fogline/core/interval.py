"""Intervals: of days, and of counts. ``None`` on a side means that side is open or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fogline.core.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive range of days; an open side is ``None``."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"days run backwards: {self.start}..{self.end}")

    @classmethod
    def on(cls, day: date) -> Days:
        return cls(day, day)

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None

    def meets(self, other: Days) -> bool:
        """True unless the two are certainly apart."""
        return not (
            (self.end is not None and other.start is not None and self.end < other.start)
            or (other.end is not None and self.start is not None and other.end < self.start)
        )


@quick
@dataclass(frozen=True, slots=True)
class Count:
    """Inclusive range of whole numbers; an open side is ``None`` ("at least 20" is 20..None)."""

    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"count runs backwards: {self.low}..{self.high}")

    @classmethod
    def exactly(cls, n: int) -> Count:
        return cls(n, n)

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high
