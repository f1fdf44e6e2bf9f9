"""Which candidates are the parties of an event: weights learned from annotated reports, one a sign and role.

A candidate's score for a role is the sum of the weights of its signs; 1 / (1 + exp(-score)) is its probability. The
best candidate is taken from ``first`` on, each further one from ``further`` on. ``scripts/train_parties.py`` writes
the weights. Without them no candidate is ever chosen and the slots of ``roles.yaml`` decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path

from fogline.core.span import Span
from fogline.read.events.candidates import Candidate
from fogline.read.events.party_signs import Signs

# The least probability for a role that such events hardly ever lack.
EAGER = 0.18
_NOTHING = (0.0, 0.0)
_EMPTY: dict[str, tuple[float, float]] = {}
FILE = Path(__file__).parent / "weights" / "parties.json"


@dataclass(frozen=True, slots=True)
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


class Scale:
    """The weights of both roles side by side, summed without writing every sign out for its type and pattern."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self.agents, self.targets = roles["agents"].weights, roles["targets"].weights
        self._bare: dict[str, Pair] = {}
        self._scoped: dict[str, dict[str, Pair]] = {}
        self._whole: dict[str, dict[str, Pair]] = {}
        for key in dict.fromkeys((*self.agents, *self.targets)):
            scope, _, sign = key.partition("*")
            pair = self._bare[key] = (self.agents.get(key, 0.0), self.targets.get(key, 0.0))
            if sign:
                self._scoped.setdefault(scope, {})[sign] = pair

    def _within(self, kind: str) -> dict[str, Pair]:
        """What signs with a weight of their own within the type weigh there in all."""
        found = self._whole.get(kind)
        if found is None:
            scoped = self._scoped.get(kind, {})
            found = self._whole[kind] = {s: _sum(p, self._bare.get(s, _NOTHING)) for s, p in scoped.items()}
        return found

    def scores(self, seen: Signs) -> Pair:
        """The sums of the weights for agents and for targets."""
        bare, within = self._bare.get, self._within(seen.kind).get
        agents, targets = bare("bias", _NOTHING)
        one, other = _sum(bare(f"{seen.kind}*", _NOTHING), bare(seen.last, _NOTHING))
        agents += one
        targets += other
        for sign in seen.base:
            one, other = within(sign) or bare(sign, _NOTHING)
            agents += one
            targets += other
        if seen.rule != seen.kind:
            within = self._scoped.get(seen.rule, _EMPTY).get
            for sign in seen.own:
                one, other = within(sign, _NOTHING)
                agents += one
                targets += other
        return agents, targets


def _sum(a: Pair, b: Pair) -> Pair:
    return a[0] + b[0], a[1] + b[1]


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
    names = {n for a in agents for n in a.names}
    own = any(a.candidate.token == player.candidate.token for a in agents)
    inside = any(a.span.covers(player.span) for a in agents)
    stand = "self" if own else "same" if names & set(player.names) else "inside" if inside else "other"
    return _agent_signs(stand, len(agents), kind)


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
    for n in sorted(range(len(players)), key=lambda n: (-chances[n], players[n].candidate.token)):
        player = players[n]
        if chances[n] < (role.further if found else first):
            break
        if (player.names and set(player.names) <= seen) or any(player.nests(f) for f in found):
            continue
        seen.update(player.names)
        found.append(player)
    return found
