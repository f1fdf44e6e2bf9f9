"""Claims proposed for a document: a head word, a type, how probable, and the clause that says it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log

import numpy as np

from fogline.core.claim import ClaimType
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.models.clauses import clause_around, own_clause
from fogline.read.models.encoding import Encoding
from fogline.read.models.features import candidates
from fogline.read.models.network import FILES, FOLDER, NO_HINT, TYPES, Floats, Item
from fogline.read.models.windows import Pieces, Window, windows

SECOND = 0.25
# Log-odds below these are no chance at all.
_LOWEST = -700.0
# Room for rounding between a threshold and the log-odds that stand for it.
_ROOM = 0.01
# Below this many log-odds no word comes near SECOND: log(SECOND / (1 - SECOND)) and some room for rounding.
_ABOUT_SECOND = -1.11
_TYPE_AT = {t: n for n, t in enumerate(TYPES)}


@dataclass(frozen=True, slots=True)
class Hint:
    """What a rule found: token ``head`` may head a claim of ``type``."""

    head: int
    type: ClaimType


@dataclass(frozen=True, slots=True)
class Proposal:
    """Token ``head`` of ``document`` heads a claim of ``type`` with ``probability`` (0..1, calibrated)."""

    head: int
    type: ClaimType
    probability: float
    document: Document = field(repr=False, compare=False)

    @property
    def clause(self) -> Span:
        """What says it, verbatim."""
        return clause_around(self.document, self.document.doc[self.head])


def available() -> bool:
    """Whether the trained weights are installed."""
    return all((FOLDER / f).is_file() for f in FILES)


def propose(
    document: Document,
    threshold: float | None = None,
    hints: Sequence[Hint] = (),
    encoding: Encoding | None = None,
) -> tuple[Proposal, ...]:
    """Proposals of at least ``threshold``, ordered by head, then type; ``None`` takes what cross-validation found best.

    ``hints`` are what rules found in the same document: with them the probabilities are those of rules and learning
    together. At most two proposals of a type in a sentence, the second in another clause. ``encoding`` is the
    document's, where somebody else needs it too. Raises ``FileNotFoundError`` without weights.
    """
    known = encoding or Encoding(document)
    net = known.network
    least = net.calibration.threshold if threshold is None else threshold
    slope, shift = net.calibration.hinted if hints else net.calibration.alone
    lowest = (_score(least) - shift) / slope - _ROOM
    found = []
    for tokens, scores in scored(document, hints, known):
        for head, type_, score in best_heads(document, tokens, scores, lowest):
            probability = _odds(slope * score + shift)
            if probability >= least:
                found.append(Proposal(head, type_, probability, document))
    return tuple(sorted(found, key=lambda p: (p.head, _TYPE_AT[p.type])))


def items(document: Document, hints: Sequence[Hint], pieces: Pieces) -> list[Item]:
    """The document's windows with their candidates and hints, those without any candidate left out."""
    return [i for i in _items(document, hints, windows(document, pieces)) if i.candidates]


def _items(document: Document, hints: Sequence[Hint], read: Sequence[Window]) -> list[Item]:
    """An item a window."""
    known = candidates(document)
    hinted = {h.head: _TYPE_AT[h.type] for h in hints}
    made = []
    for window in read:
        inside = tuple(known[i] for i in window.first if i in known)
        made.append(Item(window, inside, tuple(hinted.get(c.token, NO_HINT) for c in inside)))
    return made


def scored(document: Document, hints: Sequence[Hint], encoding: Encoding) -> Iterator[tuple[list[int], Floats]]:
    """Each sentence's candidate tokens and their log-odds [candidates, types]."""
    every = _items(document, hints, encoding.windows)
    packed = [i for i in every if i.candidates]
    if not packed:
        return
    encoded = [x for i, x in zip(every, encoding.rows, strict=True) if i.candidates]
    for item, scores in zip(packed, encoding.network.score(packed, encoded), strict=True):
        tokens = [c.token for c in item.candidates]
        for sentence in item.window.sentences:
            rows = slice(bisect_left(tokens, sentence.start), bisect_left(tokens, sentence.end))
            if rows.start < rows.stop:
                yield tokens[rows], scores[rows]


def _odds(score: float) -> float:
    return 1 / (1 + exp(-max(score, _LOWEST)))


def _score(odds: float) -> float:
    return log(odds / (1 - odds)) if 0 < odds < 1 else _LOWEST


def best_heads(
    document: Document, tokens: list[int], scores: Floats, lowest: float = _LOWEST
) -> Iterator[tuple[int, ClaimType, float]]:
    """The best word for each type, scored by all of the sentence together, and a second in a clause of its own.

    Types that the sentence gives less than ``lowest`` are left out.
    """
    top = scores.max(0)
    together = (top + np.log(np.exp(scores - top).sum(0))).tolist()
    likely = (scores > _ABOUT_SECOND).sum(0).tolist()
    clause = cache(lambda n: own_clause(document, document.doc[tokens[n]]))
    for t, (type_, best) in enumerate(zip(TYPES, scores.argmax(0).tolist(), strict=True)):
        if together[t] < lowest:
            continue
        yield tokens[best], type_, together[t]
        if likely[t] > 1:
            column = scores[:, t].tolist()
            for n in sorted(range(len(tokens)), key=lambda n: (-column[n], n))[1:]:
                if _odds(column[n]) < SECOND:
                    break
                if not clause(n).meets(clause(best)):
                    yield tokens[n], type_, float(scores[n, t])
                    break
