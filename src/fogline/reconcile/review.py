"""What most needs a human: contradictions, low confidence, the unlocated, big numbers; and the sample for an audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fogline.core.claim import CASUALTIES, Modality, Stance
from fogline.core.incident import Incident, Picture, Statement
from fogline.core.judgement import Judgement
from fogline.reconcile.control import TYPES, holdings, quarrels
from fogline.reconcile.judgements import CLAIM_VERBS, find
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import label
from fogline.reconcile.word import Side, no_sides

BIG = 50
# Below this confidence the reader itself is in doubt.
UNSURE = 0.4
CONTESTED = 4


@dataclass(frozen=True, slots=True)
class Doubt:
    """One statement to look at. ``weight`` orders the list; the reasons say why it is on it."""

    statement: Statement
    weight: int
    reasons: tuple[str, ...]


Doubted = tuple[Incident, tuple[Doubt, ...]]
"""An incident, which is held so that its identity stays its own, and the doubts about it."""


def doubts(
    picture: Picture,
    judgements: Iterable[Judgement] = (),
    said: Iterable[Statement] = (),
    side: Side = no_sides,
    kept: dict[int, Doubted] | None = None,
) -> list[Doubt]:
    """Statements with figures, and those of ``said`` on which sources contradict each other about who has a place.

    The most doubtful first; what has a verdict already is left out. ``kept`` has what was made of incidents the last
    time, by their identity, and is brought up to date.
    """
    said = list(said)
    told = [s for i in picture.incidents for s in i.statements] + [s for t in picture.tolls for s in t.statements]
    told += [s for s in said if s.claim.type in TYPES]
    judged = {s.key for j in judgements if j.verb in CLAIM_VERBS and (s := find(j.anchor, told))}
    rows = _of_incidents(picture, {} if kept is None else kept)
    out = {d.statement.key: d for d in rows if d.statement.key not in judged}
    for d in _contested(said, side):
        if d.statement.key not in judged:
            before = out.get(d.statement.key, Doubt(d.statement, 0, ()))
            out[d.statement.key] = Doubt(d.statement, before.weight + d.weight, (*d.reasons, *before.reasons))
    found = [d for d in out.values() if d.reasons]
    return sorted(found, key=lambda d: (-d.weight, d.statement.key))


def _of_incidents(picture: Picture, kept: dict[int, Doubted]) -> Iterator[Doubt]:
    old = dict(kept)
    kept.clear()
    for i in picture.incidents:
        kept[id(i)] = mine = old.get(id(i)) or (i, tuple(_in(i)))
        yield from mine[1]


def _in(i: Incident) -> Iterator[Doubt]:
    shared = _about(i)
    return (_doubt(s, shared) for s in i.statements if s.claim.quantities)


def _contested(said: Iterable[Statement], side: Side) -> list[Doubt]:
    """One doubt for every statement that stands against another about a place."""
    by_key = {s.key: s for s in said}
    reasons: dict[str, list[str]] = {}
    for one in quarrels(holdings(by_key.values()), side):
        text = say("review", "control", place=one.place, day=one.day, versions=one.reason)
        for h in one.rests_on:
            reasons.setdefault(h.statement, []).append(text)
    return [Doubt(by_key[key], CONTESTED, tuple(dict.fromkeys(reasons[key]))) for key in sorted(reasons)]


def _about(i: Incident) -> list[tuple[int, str]]:
    out = []
    if any(r.low * 2 < r.high for r in i.ranges):
        out.append((4, say("review", "contradiction", label=label(i))))
    if i.denied:
        out.append((3, say("review", "denied", label=label(i))))
    if not i.located:
        out.append((2, say("review", "unplaced")))
    if not i.dated:
        out.append((2, say("review", "undated")))
    return out


def _doubt(s: Statement, shared: Sequence[tuple[int, str]]) -> Doubt:
    mine = list(shared)
    if s.claim.stance is not Stance.ASSERTED or s.claim.modality is Modality.POSSIBLE:
        mine.append((1, say("review", "hedged")))
    top = max((q.count.low or q.count.high or 0 for q in s.claim.quantities if q.measure in CASUALTIES), default=0)
    if top >= BIG:
        mine.append((3, say("review", "big", n=top)))
    if not s.named:
        mine.append((1, say("review", "unsourced")))
    if s.claim.confidence is not None and s.claim.confidence < UNSURE:
        mine.append((2, say("review", "unsure", n=round(s.claim.confidence * 100))))
    return Doubt(s, sum(w for w, _ in mine), tuple(text for _, text in mine))
