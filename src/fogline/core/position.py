"""Where actors stand towards each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fogline.core.claim import ClaimType, Polarity
from fogline.core.interval import Days
from fogline.core.span import Span


@dataclass(frozen=True, slots=True)
class Position:
    """``actor`` does ``act`` towards ``target`` (``None``: nobody named), in ``quote``'s words, told by ``origin``."""

    actor: str
    act: ClaimType
    target: str | None
    polarity: Polarity
    days: Days
    said: date | None
    origin: str
    report: str
    span: Span
    quote: str
    statement: str
    background: bool
