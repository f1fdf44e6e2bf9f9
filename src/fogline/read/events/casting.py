"""Which candidates are the parties of an event: weights learned from annotated reports, one a sign and role.

A candidate's score for a role is the sum of the weights of its signs; 1 / (1 + exp(-score)) is its probability. The
best candidate is taken from ``first`` on, each further one from ``further`` on. ``scripts/train_parties.py`` writes
the weights. Without them no candidate is ever chosen and the slots of ``roles.yaml`` decide alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp
from pathlib import Path

from fogline.core.span import Span
from fogline.read.events.candidates import Candidate
from fogline.read.events.party_signs import Signs

# The least probability for a role that such events hardly ever lack.
EAGER = 0.18
_NONE: dict[str, float] = {}
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


@dataclass(frozen=True)
class Role:
    """What is learned of one role; probabilities 0..1."""

    first: float
    further: float
    weights: Mapping[str, float]

    def probability(self, signs: Iterable[str]) -> float:
        return 1 / (1 + exp(-sum(self.weights.get(s, 0.0) for s in dict.fromkeys(signs))))

    def chance(self, seen: Signs, more: Iterable[str] = ()) -> float:
        """``probability`` of the signs ``seen`` and ``more``, summed in the same order without writing them out."""
        of = self._by_scope.get
        plain, typed, ruled = of("", _NONE), of(seen.kind, _NONE), of(seen.rule, _NONE)
        score = plain.get("bias", 0.0) + typed.get("", 0.0)
        for sign in seen.base:
            score += plain.get(sign, 0.0)
            score += typed.get(sign, 0.0)
        for sign in seen.own if ruled is not typed else ():
            score += ruled.get(sign, 0.0)
        for sign in (seen.last, *more):
            score += self.weights.get(sign, 0.0)
        return 1 / (1 + exp(-score))

    @cached_property
    def _by_scope(self) -> dict[str, dict[str, float]]:
        """Weights by type or pattern ("" for those of every type), then by sign."""
        found: dict[str, dict[str, float]] = {}
        for sign, weight in self.weights.items():
            scope, star, rest = sign.partition("*")
            found.setdefault("", {})[sign] = weight
            if star:
                found.setdefault(scope, {})[rest] = weight
        return found


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
