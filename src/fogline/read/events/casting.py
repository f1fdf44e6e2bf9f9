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
from typing import NamedTuple

from fogline.core.span import Span
from fogline.read.events.candidates import Candidate
from fogline.read.events.party_signs import Signs
from fogline.read.signs import MANY, Part

# The least probability for a role that such events hardly ever lack.
EAGER = 0.18
_NOTHING = (0.0, 0.0)
_EMPTY: dict[str, tuple[float, float]] = {}
# How a candidate may stand to the agents chosen.
STANDS = ("self", "same", "inside", "other")
FILE = Path(__file__).parent / "weights" / "parties.json"


class Player(NamedTuple):
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
    """The weights of both roles side by side. What signs that come together weigh is summed once for each type."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self.agents, self.targets = roles["agents"].weights, roles["targets"].weights
        self._bare: dict[str, Pair] = {}
        self._scoped: dict[str, dict[str, Pair]] = {}
        self._parts: dict[tuple[str, bool], dict[Part, Pair]] = {}
        self._stands: dict[tuple[str, int, str], float] = {}
        for key in dict.fromkeys((*self.agents, *self.targets)):
            scope, _, sign = key.partition("*")
            pair = self._bare[key] = (self.agents.get(key, 0.0), self.targets.get(key, 0.0))
            if sign:
                self._scoped.setdefault(scope, {})[sign] = pair

    def scores(self, listed: Sequence[Signs]) -> list[Pair]:
        """The sums of the weights for agents and for targets of each candidate of one event."""
        if not listed:
            return []
        kind, rule = listed[0].kind, listed[0].rule
        bias, typed = self._bare.get("bias", _NOTHING), self._bare.get(f"{kind}*", _NOTHING)
        whole, bare = self._known(kind, whole=True), self._known("")
        ruled = None if rule == kind else self._known(rule)
        base = _total([bias, typed])
        found = []
        for seen in listed:
            agents, targets = base
            agent, target = bare.get(seen.last) or self._weigh(seen.last, "")
            agents, targets = agents + agent, targets + target
            for part in seen.parts:
                agent, target = whole.get(part) or self._weigh(part, kind, whole=True)
                agents, targets = agents + agent, targets + target
            if ruled is not None:
                agent, target = ruled.get(seen.parts[0]) or self._weigh(seen.parts[0], rule)
                agents, targets = agents + agent, targets + target
            found.append((agents, targets))
        return found

    def _known(self, scope: str, *, whole: bool = False) -> dict[Part, Pair]:
        found = self._parts.get((scope, whole))
        if found is None or len(found) > MANY:
            found = self._parts[scope, whole] = {}
        return found

    def _weigh(self, part: Part, scope: str, *, whole: bool = False) -> Pair:
        """What the part's signs weigh within a type or pattern, and with ``whole`` by themselves too; without any
        scope by themselves alone.
        """
        scoped = self._scoped.get(scope, _EMPTY) if scope else self._bare
        pair = _total([scoped.get(s, _NOTHING) for s in part.signs])
        if whole:
            pair = _total([pair, *(self._bare.get(s, _NOTHING) for s in part.signs)])
        self._known(scope, whole=whole)[part] = pair
        return pair

    def beside(self, stand: str, agents: int, kind: str) -> float:
        """What it weighs, for a target, how a candidate stands to so many chosen agents."""
        key = stand, agents, kind
        if key not in self._stands:
            self._stands[key] = sum(self.targets.get(sign, 0.0) for sign in _agent_signs(*key))
        return self._stands[key]


def _total(pairs: Sequence[Pair]) -> Pair:
    agents = targets = 0.0
    for agent, target in pairs:
        agents += agent
        targets += target
    return agents, targets


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
    return [_stand(p, agents, chosen, names) for p in players]


def _stand(player: Player, agents: Sequence[Player], chosen: set[int], names: set[str]) -> str:
    if player.candidate.token in chosen:
        return "self"
    if not names.isdisjoint(player.names):
        return "same"
    return "inside" if any(a.span.covers(player.span) for a in agents) else "other"


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
