"""Two coders side by side, and how sure a sample makes us."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from fogline.core.judgement import Judgement, Verb

T = TypeVar("T")

VERDICTS = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT)


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` is ``None`` where chance alone would agree on everything."""

    items: int
    observed: float
    expected: float
    kappa: float | None
    open: tuple[str, ...]
    """Anchors on which the coders differ and nobody has adjudicated."""


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float, float | None]:
    """(observed, expected, kappa) of two raters' labels (Cohen 1960)."""
    n = len(pairs)
    if not n:
        return 0.0, 0.0, None
    observed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[k] * right[k] for k in left) / (n * n)
    return observed, expected, None if expected == 1 else (observed - expected) / (1 - expected)


def verdicts(judgements: Iterable[Judgement], author: str) -> dict[str, str]:
    """One coder's last verdict per anchor: "accept", "reject" or "correct FIELD=VALUE"."""
    out = {}
    for j in sorted(judgements, key=lambda j: (j.at.isoformat(), j.id)):
        if j.author == author and j.verb in VERDICTS and not j.adjudicates:
            out[_anchor(j)] = j.verb.value if j.verb is not Verb.CORRECT else f"{j.verb.value} {j.field}={j.value}"
    return out


def _anchor(j: Judgement) -> str:
    return f"{j.anchor.report}:{j.anchor.span.start}-{j.anchor.span.end}:{j.anchor.type or ''}"


def agreement(judgements: Sequence[Judgement], first: str, second: str) -> Agreement:
    """How far two coders agree on what both have judged, and what still needs adjudication."""
    a, b = verdicts(judgements, first), verdicts(judgements, second)
    both = sorted(set(a) & set(b))
    observed, expected, k = kappa([(a[x], b[x]) for x in both])
    settled = {_anchor(j) for j in judgements if j.adjudicates}
    return Agreement(len(both), observed, expected, k, tuple(x for x in both if a[x] != b[x] and x not in settled))


def coders(judgements: Iterable[Judgement]) -> list[str]:
    return sorted({j.author for j in judgements if j.verb in VERDICTS})


# --- audit ---


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval: ``right`` of ``n``, between ``low`` and ``high`` at 95 %."""

    right: int
    n: int
    share: float
    low: float
    high: float


def wilson(right: int, n: int, z: float = 1.959964) -> Share:
    """A share with Wilson's score interval (Wilson 1927); of nothing, anything between 0 and 1."""
    if not n:
        return Share(0, 0, 0.0, 0.0, 1.0)
    p = right / n
    mid = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(right, n, p, round(max(0.0, mid - half), 12), round(min(1.0, mid + half), 12))


def sample(rows: Iterable[T], n: int, seed: int, key: Mapping[T, str] | None = None) -> list[T]:
    """``n`` of ``rows`` drawn without replacement; the same rows and seed draw the same sample, in any order given."""
    ordered = sorted(rows, key=lambda r: key[r] if key else str(r))
    return ordered if n >= len(ordered) else sorted(random.Random(seed).sample(ordered, n), key=ordered.index)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Audit:
    """Precision over sampled claims; ``missed``: the share of sampled sentences in which the reader missed a claim."""

    precision: Share
    missed: Share


def audit(claims: Mapping[str, bool], sentences: Mapping[str, bool]) -> Audit:
    """From verdicts: claim key -> right?, sentence key -> something missed?"""
    return Audit(wilson(sum(claims.values()), len(claims)), wilson(sum(sentences.values()), len(sentences)))
