"""Which candidates are the parties of an event: weights learned from annotated reports, one a sign and role.

A candidate's score for a role is the sum of the weights of its signs; 1 / (1 + exp(-score)) is its probability. The
best candidate is taken from ``first`` on, each further one from ``further`` on. ``scripts/train_parties.py`` writes
the weights. Without them no candidate is ever chosen and the slots of ``roles.yaml`` decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path

from fogline.core.span import Span
from fogline.read.events.candidates import Candidate
from fogline.read.events.party_signs import Signs
from fogline.read.signs import MANY, Part

# The least probability for a role that such events hardly ever lack.
EAGER = 0.18
# What stands beside a party under one "and" is as good as chosen from this probability on.
BESIDE = 0.15
_NOTHING = 0j
_EMPTY: dict[str, complex] = {}
# How a candidate may stand to the agents chosen.
STANDS = ("self", "same", "inside", "other")
FILE = Path(__file__).parent / "weights" / "parties.json"


@dataclass(slots=True, eq=False)
class Player:
    """A candidate with its phrase and the names it stands for."""

    candidate: Candidate
    span: Span
    text: str
    names: tuple[str, ...]

    def nests(self, other: Player) -> bool:
        """True when one of the two is part of the other's words."""
        return (
            self.span.covers(other.span)
            or other.span.covers(self.span)
            or self.text in other.text
            or other.text in self.text
        )


@dataclass(frozen=True, slots=True)
class Role:
    """What is learned of one role; probabilities 0..1."""

    first: float
    further: float
    weights: Mapping[str, float]

    def probability(self, signs: Iterable[str]) -> float:
        return likely(sum(self.weights.get(s, 0.0) for s in dict.fromkeys(signs)))


Pair = tuple[float, float]


class _Weights(dict[Part, complex]):
    """What parts weigh within a type or pattern (``scope``), worked out when first asked for: see ``Scale``."""

    def __init__(self, weigh: Callable[[Part, str, bool], complex], scope: str, whole: bool) -> None:
        self._weigh, self._scope, self._whole = weigh, scope, whole

    def __missing__(self, part: Part) -> complex:
        if len(self) > MANY:
            self.clear()
        found = self[part] = self._weigh(part, self._scope, self._whole)
        return found


class _Weighing(dict[Part, list[complex]]):
    """What the signs of parts that weigh anything by themselves do: the same in every type and pattern."""

    def __init__(self, weights: Mapping[str, complex]) -> None:
        self._weights = weights

    def __missing__(self, part: Part) -> list[complex]:
        if len(self) > MANY:
            self.clear()
        found = self[part] = [self._weights[s] for s in part.signs if s in self._weights]
        return found


class Scale:
    """The weights of both roles side by side. What signs that come together weigh is summed once for each type.

    A complex number holds both, agents as its real part and targets as the other: it is a pair of numbers that are
    added at once.
    """

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self.agents, self.targets = roles["agents"].weights, roles["targets"].weights
        self._bare: dict[str, complex] = {}
        self._plain = _Weighing(self._bare)
        self._scoped: dict[str, dict[str, complex]] = {}
        self._parts: dict[tuple[str, bool], _Weights] = {}
        self._stands: dict[tuple[str, int, str], float] = {}
        for key in dict.fromkeys((*self.agents, *self.targets)):
            scope, _, sign = key.partition("*")
            both = self._bare[key] = complex(self.agents.get(key, 0.0), self.targets.get(key, 0.0))
            if sign:
                self._scoped.setdefault(scope, {})[sign] = both

    def scores(self, listed: Sequence[Signs]) -> list[Pair]:
        """The sums of the weights for agents and for targets of each candidate of one event."""
        if not listed:
            return []
        kind, rule = listed[0].kind, listed[0].rule
        base = sum([self._bare.get("bias", _NOTHING), self._bare.get(f"{kind}*", _NOTHING)], _NOTHING)
        whole, bare = self._known(kind, whole=True).__getitem__, self._known("")
        ruled = None if rule == kind else self._known(rule)
        found = []
        for seen in listed:
            score = sum(map(whole, seen.parts), base + bare[seen.last])
            if ruled is not None:
                score += ruled[seen.parts[0]]
            found.append((score.real, score.imag))
        return found

    def _known(self, scope: str, *, whole: bool = False) -> _Weights:
        found = self._parts.get((scope, whole))
        if found is None:
            found = self._parts[scope, whole] = _Weights(self._weigh, scope, whole)
        return found

    def _weigh(self, part: Part, scope: str, whole: bool) -> complex:
        """What the part's signs weigh within a type or pattern, and with ``whole`` by themselves too; without any
        scope by themselves alone.
        """
        plain = self._plain[part]
        if not scope:
            return sum(plain, _NOTHING)
        scoped = self._scoped.get(scope, _EMPTY)
        weight = sum([scoped[s] for s in part.signs if s in scoped], _NOTHING)
        return sum(plain, weight) if whole else weight

    def beside(self, stand: str, agents: int, kind: str) -> float:
        """What it weighs, for a target, how a candidate stands to so many chosen agents."""
        key = stand, agents, kind
        if key not in self._stands:
            self._stands[key] = sum(self.targets.get(sign, 0.0) for sign in _agent_signs(*key))
        return self._stands[key]


def likely(score: float) -> float:
    """The probability of a sum of weights."""
    return 1 / (1 + exp(-score))


@cache
def scale() -> Scale:
    """The installed weights. Raises ``KeyError`` without any."""
    return Scale(learned())


@cache
def learned(path: Path = FILE) -> Mapping[str, Role]:
    """The roles "agents" and "targets"; empty when no weights are installed."""
    if not path.is_file():
        return {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return {role: Role(d["first"], d["further"], d["weights"]) for role, d in data.items()}


def agent_signs(player: Player, agents: Sequence[Player], kind: str) -> tuple[str, ...]:
    """For the targets: how a candidate stands to the agents already chosen."""
    return _agent_signs(stands([player], agents)[0], len(agents), kind)


def stands(players: Sequence[Player], agents: Sequence[Player]) -> list[str]:
    """How each candidate stands to the agents chosen: one of them, of the same name, within one's words, or other."""
    if not agents:
        return ["other"] * len(players)
    chosen = {a.candidate.token for a in agents}
    names = {n for a in agents for n in a.names}
    spans = [a.span for a in agents]
    return [_stand(p, spans, chosen, names) for p in players]


def _stand(player: Player, spans: Sequence[Span], chosen: set[int], names: set[str]) -> str:
    if player.candidate.token in chosen:
        return "self"
    if not names.isdisjoint(player.names):
        return "same"
    return "inside" if True in [s.covers(player.span) for s in spans] else "other"


@lru_cache(maxsize=1024)
def _agent_signs(stand: str, agents: int, kind: str) -> tuple[str, ...]:
    bare, counted = f"ag:{stand}", f"ag:{stand}/{agents}"
    return bare, counted, f"{kind}*{bare}", f"{kind}*ag:{agents}", f"{kind}*{counted}"


def choose(role: Role, players: Sequence[Player], chances: Sequence[float], *, sure: bool = False) -> list[Player]:
    """The parties, most probable first; what names the same actors or overlaps in words is taken once.

    ``sure`` says that events of this type hardly ever lack the role: then the best is taken from ``EAGER`` on.
    """
    first = min(role.first, EAGER) if sure else role.first
    found: list[Player] = []
    seen: set[str] = set()
    least = min(first, role.further)
    likely = [n for n, chance in enumerate(chances) if chance >= least]
    for n in sorted(likely, key=lambda n: (-chances[n], players[n].candidate.token)):
        player = players[n]
        if chances[n] < (role.further if found else first):
            break
        if (player.names and set(player.names) <= seen) or any(player.nests(f) for f in found):
            continue
        seen.update(player.names)
        found.append(player)
    return found


def rather(players: Sequence[Player], one: Sequence[float], other: Sequence[float]) -> list[Player]:
    """Those more probable in one role than in the other."""
    return [p for p, a, b in zip(players, one, other, strict=True) if a > b]


def allowed(
    chances: Sequence[float],
    players: Sequence[Player],
    role: Role,
    barred: Callable[[Sequence[Player]], Sequence[bool]],
) -> list[float]:
    """The chances, none for those barred; who could not be taken anyway is not asked about."""
    least, found = min(role.first, role.further, EAGER, BESIDE), list(chances)
    asked = [n for n, chance in enumerate(chances) if chance >= least]
    for n, no in zip(asked, barred([players[n] for n in asked]), strict=True):
        found[n] = 0.0 if no else chances[n]
    return found
