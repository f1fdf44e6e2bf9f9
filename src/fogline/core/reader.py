"""Who finds the propositions of a report."""

from __future__ import annotations

from enum import StrEnum


class Reader(StrEnum):
    """The patterns alone, the learned reader alone, or both: patterns weighed by the learned one, which adds its own.

    ``RULES`` gives the same bytes on every machine; the other two on every processor of the same kind.
    """

    RULES = "rules"
    LEARNED = "learned"
    BOTH = "both"
