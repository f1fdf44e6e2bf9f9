"""Who got it from whom: the graph of reports and sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tie(StrEnum):
    """How report or source ``a`` depends on ``b``."""

    COPY = "copy"
    """``a`` is ``b`` again: the same text but for a few words."""
    EXCERPT = "excerpt"
    """Most of ``a`` stands in ``b``."""
    REWRITE = "rewrite"
    """``a`` and ``b`` share passages that do not come about by chance."""
    QUOTATION = "quotation"
    """Both print the same quoted words."""
    CITES = "cites"
    """``a`` names ``b`` as its source."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``a`` depends on ``b``; ``weight`` in 0..1 is the part of ``a`` that ``b`` explains, ``words`` what is shared."""

    a: str
    b: str
    tie: Tie
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """Edges sorted by (a, b, tie). Reports are named by id, sources by ``source:NAME``."""

    edges: tuple[Edge, ...]

    def copies(self) -> dict[str, str]:
        """Report id -> the report it copies (the earliest of its family)."""
        return {e.a: e.b for e in self.edges if e.tie is Tie.COPY}
