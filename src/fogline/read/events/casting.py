"""Which candidates are the parties of an event: weights learned from annotated reports, one a sign and role.

A candidate's score for a role is the sum of the weights of its signs; 1 / (1 + exp(-score)) is its probability. The
best candidate is taken from ``first`` on, each further one from ``further`` on. ``scripts/train_parties.py`` writes
the weights. Without them no candidate is ever chosen and the slots of ``roles.yaml`` decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from fogline.core.span import Span
from fogline.read.events.candidates import Candidate
from fogline.read.events.party_signs import Signs

# The least probability for a role that such events hardly ever lack.
EAGER = 0.18
_NOTHING = (0.0, 0.0)
# Signs with a lemma or a way in them have no end: those that weigh nothing are not kept.
_ENDLESS = ("up:", "verb:", "way:")
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


class Scale:
    """The weights of both roles side by side, summed without writing every sign out for its type and pattern."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self.agents, self.targets = roles["agents"].weights, roles["targets"].weights
        self._tables: dict[str, _Table] = {}

    def _table(self, scope: str, bare: bool) -> _Table:
        found = self._tables.get(scope)
        if found is None:
            found = self._tables[scope] = _Table(self.agents, self.targets, scope, bare)
        return found

    def scores(self, seen: Signs) -> tuple[float, float]:
        """The sums of the weights for agents and for targets."""
        table = self._table(seen.kind, True)
        agents, targets = table["bias"]
        start = f"{seen.kind}*"
        agents += self.agents.get(start, 0.0) + self.agents.get(seen.last, 0.0)
        targets += self.targets.get(start, 0.0) + self.targets.get(seen.last, 0.0)
        for sign in seen.base:
            one, other = table[sign]
            agents += one
            targets += other
        if seen.rule != seen.kind:
            table = self._table(seen.rule, False)
            for sign in seen.own:
                one, other = table[sign]
                agents += one
                targets += other
        return agents, targets


class _Table(dict[str, tuple[float, float]]):
    """Weights (agents, targets) of a sign within one type or pattern; ``bare`` adds what it weighs in every one."""

    def __init__(self, agents: Mapping[str, float], targets: Mapping[str, float], scope: str, bare: bool) -> None:
        self._sides = (agents, targets)
        self._scope = scope
        self._bare = bare

    def __missing__(self, sign: str) -> tuple[float, float]:
        scoped = f"{self._scope}*{sign}" if sign != "bias" else ""
        one, other = (side.get(scoped, 0.0) + (side.get(sign, 0.0) if self._bare else 0.0) for side in self._sides)
        if not (one or other) and sign.startswith(_ENDLESS):
            return _NOTHING
        self[sign] = one, other
        return one, other


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


def agent_signs(player: Player, agents: Sequence[Player], kind: str) -> Iterator[str]:
    """For the targets: how a candidate stands to the agents already chosen."""
    names = {n for a in agents for n in a.names}
    own = any(a.candidate.token == player.candidate.token for a in agents)
    inside = any(a.span.covers(player.span) for a in agents)
    stand = "self" if own else "same" if names & set(player.names) else "inside" if inside else "other"
    yield from (f"ag:{stand}", f"ag:{stand}/{len(agents)}")
    yield from (f"{kind}*ag:{stand}", f"{kind}*ag:{len(agents)}", f"{kind}*ag:{stand}/{len(agents)}")


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
