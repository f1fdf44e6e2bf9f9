"""One report's claims as they stand: as read, and what people decided on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fogline.core.incident import Statement
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.link import head_of
from fogline.reconcile.fields import JUDGED
from fogline.reconcile.judgements import CLAIM_VERBS, anchor_of, find, in_force, replay
from fogline.reconcile.statements import Read, statements


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: as it stands (or stood, if it was rejected), and the decisions in force on it, oldest first."""

    statement: Statement
    state: str
    """"open", or what the last decision made of it: "accepted", "corrected", "rejected", "added", "retracted"."""
    decisions: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report's claims by id, in the order of reading; added ones last. ``on_report`` are decisions on all of it."""

    read: tuple[Statement, ...]
    lines: dict[str, Line]
    on_report: tuple[Judgement, ...] = field(default=())

    def anchor(self, claim: str) -> Anchor:
        """What a judgement on this claim is bound to. Raises ``KeyError``."""
        return anchor_of(next((s for s in self.read if s.claim.id == claim), self.lines[claim].statement), self.read)


def sheet(reading: Read, judgements: Iterable[Judgement]) -> Sheet:
    """A report with its claims as read, under the id that judgements know it by, and all judgements of the record."""
    decided = list(judgements)
    mine = [j for j in in_force(decided) if _about(j, reading.report.id)]
    read = tuple(statements([reading]))
    rows = {s.claim.id: s for s in read}
    head = head_of(reading.report)
    standing = {s.claim.id: s for s in replay(mine, read, None, [head]).statements}
    known = [*read, *(s for name, s in standing.items() if name not in rows)]
    rows |= {s.claim.id: s for s in known} | standing
    gone = any(j.verb is Verb.RETRACT and not j.anchor.quote for j in mine)
    on: dict[str, list[Judgement]] = {name: [] for name in rows}
    for j in mine:
        hit = {s.claim.id: s for a in (j.anchor, *j.others) if a.quote and (s := find(a, known))}
        for name in hit:
            on[name].append(j)
    lines = {n: Line(s, _state(s, n in standing, gone, on[n]), tuple(on[n])) for n, s in rows.items()}
    return Sheet(read, lines, tuple(j for j in mine if not j.anchor.quote and j.verb is not Verb.RENAME))


def _about(j: Judgement, report: str) -> bool:
    return j.verb is Verb.RENAME or any(a.report == report for a in (j.anchor, *j.others))


def _state(s: Statement, standing: bool, gone: bool, on: list[Judgement]) -> str:
    if gone:
        return "retracted"
    if not standing:
        return "rejected"
    verbs = [j.verb for j in on if j.verb in CLAIM_VERBS]
    if Verb.CORRECT in verbs:
        return "corrected"
    if any(step.field == "type" and step.rule == JUDGED for step in s.claim.trace):
        return "added"
    return "accepted" if verbs else "open"
