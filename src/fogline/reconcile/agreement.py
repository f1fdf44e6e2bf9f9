"""Two coders side by side, and how sure a sample makes us."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from fogline.core.judgement import Anchor, Judgement, Verb

T = TypeVar("T")

VERDICTS = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT)


@dataclass(frozen=True, slots=True)
class Differing:
    """Words on which two coders differ, and what each decided."""

    anchor: Anchor
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` is ``None`` where chance alone would agree on everything."""

    items: int
    observed: float
    expected: float
    kappa: float | None
    open: tuple[Differing, ...]
    """What nobody has adjudicated."""


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float, float | None]:
    """(observed, expected, kappa) of two raters' labels (Cohen 1960)."""
    n = len(pairs)
    if not n:
        return 0.0, 0.0, None
    observed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(left[k] * right[k] for k in left) / (n * n)
    return observed, expected, None if expected == 1 else (observed - expected) / (1 - expected)


def verdicts(judgements: Iterable[Judgement], author: str) -> dict[Anchor, str]:
    """One coder's verdict per claim: "reject", "accept", or "correct FIELD=VALUE, ..." with all that was corrected.

    A rejection takes back what the same coder accepted or corrected before, and the other way round.
    """
    mine = (j for j in judgements if j.author == author and j.verb in VERDICTS and not j.adjudicates)
    told: dict[Anchor, dict[str, str] | None] = {}
    for j in sorted(mine, key=lambda j: (j.at.isoformat(), j.id)):
        if j.verb is Verb.REJECT:
            told[j.anchor] = None
            continue
        fields = dict(told.get(j.anchor) or {})
        if j.verb is Verb.CORRECT and j.field:
            fields[j.field] = j.value or "nothing"
        told[j.anchor] = fields
    return {anchor: _verdict(fields) for anchor, fields in told.items()}


def _verdict(fields: Mapping[str, str] | None) -> str:
    if fields is None:
        return Verb.REJECT.value
    set_to = ", ".join(f"{name}={value}" for name, value in sorted(fields.items()))
    return f"{Verb.CORRECT.value} {set_to}" if set_to else Verb.ACCEPT.value


def agreement(judgements: Sequence[Judgement], first: str, second: str) -> Agreement:
    """How far two coders agree on what both have judged, and what still needs adjudication.

    ``judgements`` are those in force: what was taken back is no verdict.
    """
    a, b = verdicts(judgements, first), verdicts(judgements, second)
    both = sorted(set(a) & set(b), key=lambda x: (x.report, x.span, x.type or "", x.nth))
    observed, expected, k = kappa([(a[x], b[x]) for x in both])
    settled = {j.anchor for j in judgements if j.adjudicates}
    differ = tuple(Differing(x, a[x], b[x]) for x in both if a[x] != b[x] and x not in settled)
    return Agreement(len(both), observed, expected, k, differ)


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


AUDITED = "audit"
"""The reason of an accepted (or, in older records, rejected) claim that was drawn for an audit."""
WRONG, MISSED, WHOLE = "audit: wrong", "audit: something missed", "audit: nothing missed"
"""What an audit notes on a claim, and on a sentence: it measures the record and changes nothing in it."""


def audited(judgements: Iterable[Judgement]) -> dict[Anchor, bool]:
    """The verdicts of audits, each the last on its words: of a claim whether it is right (its anchor has a type), of a
    sentence whether something was missed. ``judgements`` are those in force.
    """
    out = {}
    for j in sorted(judgements, key=lambda j: (j.at.isoformat(), j.id)):
        if j.verb in (Verb.ACCEPT, Verb.REJECT) and j.reason == AUDITED:
            out[j.anchor] = j.verb is Verb.ACCEPT
        elif j.verb is Verb.NOTE and j.reason in (WRONG, MISSED, WHOLE):
            out[j.anchor] = j.reason == MISSED
    return out


def audit(judgements: Iterable[Judgement]) -> Audit:
    """What the verdicts of audits come to."""
    found = audited(judgements)
    claims = [right for anchor, right in found.items() if anchor.type is not None]
    missed = [was for anchor, was in found.items() if anchor.type is None]
    return Audit(wilson(sum(claims), len(claims)), wilson(sum(missed), len(missed)))
