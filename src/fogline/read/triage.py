"""Which reports deserve the parser: a word test, thousands of reports a second."""

from __future__ import annotations

import re
from functools import cache

from fogline.vocab import load


@cache
def _pattern() -> re.Pattern[str]:
    stems = sorted(load("en/triage.yaml")["stems"])
    return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")")


def deserves_reading(text: str) -> bool:
    """True when a word of ``text`` begins like one of the words of war."""
    return _pattern().search(text.lower()) is not None
