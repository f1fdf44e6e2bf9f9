"""Which of its options are an event's days: weights learned from annotated reports, one a sign.

An option's score is the sum of the weights of its signs; the chances of all options of an event add up to 1
(conditional logit). The likeliest days stand where their chance is at least ``least`` times that of none.
``scripts/train_times.py`` writes the weights. Without them the rules decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import exp
from pathlib import Path

from fogline.read.signs import MANY, Part
from fogline.read.times.options import Case, Option

FILE = Path(__file__).parent / "weights" / "times.json"


_NOTHING: Mapping[str, float] = {}


class _Known(dict[Part, float]):
    """What parts weigh by the ``weights`` of a zone, worked out when first asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def __missing__(self, part: Part) -> float:
        if len(self) > MANY:
            self.clear()
        found = self[part] = sum([self._weights.get(s, 0.0) for s in part.signs])
        return found


@dataclass(frozen=True)
class Scorer:
    """``least``: how likely days must be against none (0..1); and the weight of each sign."""

    least: float
    weights: Mapping[str, float]
    _known: dict[str, _Known] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def _within(self) -> Mapping[str, Mapping[str, float]]:
        """The weights by zone and sign."""
        found: dict[str, dict[str, float]] = {}
        for key, weight in self.weights.items():
            zone, _, sign = key.partition(":")
            found.setdefault(zone, {})[sign] = weight
        return found

    def chances(self, options: Sequence[Option]) -> list[float]:
        weighed: dict[tuple[str, int], float] = {}  # what is true of the event is seen in each zone again
        scores = []
        for option in options:
            score = 0.0
            for zone, parts in option.seen:
                key = zone, id(parts)
                if key not in weighed:
                    weighed[key] = self._sum(zone, parts)
                score += weighed[key]
            scores.append(score)
        top = max(scores)
        raised = [exp(s - top) for s in scores]
        whole = sum(raised)
        return [r / whole for r in raised]

    def _sum(self, zone: str, parts: Iterable[Part]) -> float:
        known = self._known.get(zone)
        if known is None:
            known = self._known[zone] = _Known(self._within.get(zone, _NOTHING))
        return sum(map(known.__getitem__, parts))

    def choose(self, case: Case) -> tuple[Option, float]:
        """The option that stands, and its chance."""
        options = list(case.options.values())
        return pick(options, self.chances(options), self.least)


def pick(options: Sequence[Option], chances: Sequence[float], least: float) -> tuple[Option, float]:
    """The likeliest days, where their chance is at least ``least`` times that of none; else none.

    Below 1, because a time that is missed costs a whole claim and one too many only a share of it.
    """
    order = sorted(range(len(options)), key=lambda n: (-chances[n], n))
    nothing = next(n for n in order if not options[n].days)
    dated = next((n for n in order if options[n].days), None)
    best = dated if dated is not None and chances[dated] >= least * chances[nothing] else nothing
    return options[best], chances[best]


@cache
def learned(path: Path = FILE) -> Scorer | None:
    """The installed weights; ``None`` when there are none."""
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Scorer(data["least"], data["weights"])
