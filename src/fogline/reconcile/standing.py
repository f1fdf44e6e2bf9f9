"""How a source's figures fare beside the others': met, not met, denied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fogline.core.claim import Measure
from fogline.core.incident import Incident, LastWord
from fogline.link import voice

MEASURES = (Measure.KILLED, Measure.WOUNDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """``incidents`` in which the source gives a total of its own; of these ``met`` (another independent origin's number
    overlaps with its number), ``unmet`` (others give numbers, and none overlaps), ``alone`` (nobody else counts).
    ``denied`` are incidents whose blame somebody rejects.
    """

    source: str
    incidents: int
    met: int
    unmet: int
    alone: int
    denied: int


def standings(found: Iterable[Incident]) -> list[Standing]:
    """One line a source, by number of incidents, then name. Overlap is no proof: two may share a mistake."""
    tally: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for i in found:
        words = [w for w in i.latest if w.measure in MEASURES]
        for origin in sorted({w.origin for w in words}):
            key = voice(origin)
            names.setdefault(key, origin)
            row = tally.setdefault(key, Counter())
            row["incidents"] += 1
            row[_fares(origin, words)] += 1
            row["denied"] += bool(i.denied)
    out = [Standing(names[k], n["incidents"], n["met"], n["unmet"], n["alone"], n["denied"]) for k, n in tally.items()]
    return sorted(out, key=lambda s: (-s.incidents, s.source))


def _fares(origin: str, words: Iterable[LastWord]) -> str:
    rows = list(words)
    mine = [w for w in rows if voice(w.origin) == voice(origin)]
    pairs = [(a, b) for a in mine for b in rows if a.measure is b.measure and voice(b.origin) != voice(origin)]
    if not pairs:
        return "alone"
    return "met" if any(_overlap(a, b) for a, b in pairs) else "unmet"


def _overlap(a: LastWord, b: LastWord) -> bool:
    def below(x: LastWord, y: LastWord) -> bool:
        return x.count.high is not None and y.count.low is not None and x.count.high < y.count.low

    return not below(a, b) and not below(b, a)
