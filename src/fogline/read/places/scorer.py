"""Which places an event happened at: weights learned from annotated reports, one a sign.

A place's score is the sum of the weights of its signs; 1 / (1 + exp(-score)) is its probability. A place that the rules
of ``events.py`` give stands from ``keep`` on, another from ``first`` on, or from ``further`` on beside one that stands.
``scripts/train_places.py`` writes the weights. Without them the rules decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from fogline.read.places.signs import Case, Option

FILE = Path(__file__).parent / "weights" / "places.json"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Probabilities 0..1 from which a place stands, and the weight of each sign."""

    first: float
    further: float
    keep: float
    weights: Mapping[str, float]

    def probability(self, signs: Iterable[str]) -> float:
        return 1 / (1 + exp(-self._sum(signs)))

    def choose(self, case: Case) -> list[Option]:
        """The places of the event, most probable first."""
        chances = [self._chance(case, o) for o in case.candidates]
        return self.standing(case.candidates, chances, [case.picked(o) for o in case.candidates])

    def _chance(self, case: Case, option: Option) -> float:
        """``probability`` of the option's signs; those that it has in every event are summed once."""
        known, key = case.land.weighed, (option.number, option.zone)
        fixed = known.get(key)
        if fixed is None:
            fixed = known[key] = self._sum(case.land.fixed(option))
        return 1 / (1 + exp(-fixed - self._sum(case.varying(option))))

    def _sum(self, signs: Iterable[str]) -> float:
        weight = self.weights.get
        return sum([weight(s, 0.0) for s in signs])

    def standing(self, options: Sequence[Option], chances: Sequence[float], picked: Sequence[bool]) -> list[Option]:
        """The options that stand by their chances; ``picked`` tells which ones the rules give."""
        found: list[Option] = []
        for n in sorted(range(len(options)), key=lambda n: (-chances[n], n)):
            least = self.keep if picked[n] else self.further if found else self.first
            if chances[n] >= least:
                found.append(options[n])
        return found


@cache
def learned(path: Path = FILE) -> Scorer | None:
    """The installed weights; ``None`` when there are none."""
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    return Scorer(data["first"], data["further"], data["keep"], data["weights"])
