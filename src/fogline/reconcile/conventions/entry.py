"""What every convention yields."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.core.interval import Days


@dataclass(frozen=True, slots=True)
class Entry:
    """One row under a convention: ``low <= best <= high``, whole numbers (all equal where it keeps one number).

    ``main`` rows carry the incident's total; the others are groups inside it (independent ranges, never added).
    ``fields`` are the convention's own columns that follow from the figures, as (name, value).
    """

    incident: str
    label: str
    days: Days
    group: str
    low: int
    best: int
    high: int
    main: bool = True
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
