"""Human decisions replayed over whatever the reader gives now: bound to the quotation, conflicts listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations

from fogline.core.claim import Claim, ClaimType, Quote, Step
from fogline.core.incident import Head, Statement
from fogline.core.judgement import Anchor, Conflict, Judgement, Verb
from fogline.link import sound, voice
from fogline.reconcile.actors import names_of, renamed
from fogline.reconcile.fields import JUDGED, agrees, corrected, value_of
from fogline.reconcile.statements import statement

CLAIM_VERBS = (Verb.ACCEPT, Verb.REJECT, Verb.CORRECT)
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Replayed:
    """What stands after every judgement: statements, pairs kept together or apart (statement keys, both ways), copies
    (report -> report), accepted and noted statement keys, and the conflicts.
    """

    statements: tuple[Statement, ...]
    together: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    copies: Mapping[str, str]
    retracted: frozenset[str]
    accepted: frozenset[str]
    notes: tuple[tuple[str, str], ...]
    conflicts: tuple[Conflict, ...]


def in_force(judgements: Iterable[Judgement], known_on: date | None = None) -> list[Judgement]:
    """Judgements by time, then id; an adjudication is replayed last, so that it stands; what was taken back is gone.

    ``known_on`` is about what had been said: a withdrawal later than that day is not known yet. How a text is to be
    read, and which accounts are of one event, is not news: decisions on that hold in every view.
    """
    rows = sorted(judgements, key=_order)
    if known_on is not None:
        news = _news(rows)
        rows = [j for j in rows if j.id not in news or j.at.date() <= known_on]
    undone = _undone(rows)
    standing = (j for j in rows if j.verb is not Verb.UNDO and j.id not in undone)
    return sorted(standing, key=lambda j: (j.adjudicates, *_order(j)))


def _news(rows: Iterable[Judgement]) -> set[str]:
    """Ids of withdrawals, and of what takes one back."""
    rows = list(rows)
    news = {j.id for j in rows if j.verb is Verb.RETRACT}
    before = -1
    while before != len(news):
        before = len(news)
        news |= {j.id for j in rows if j.verb is Verb.UNDO and j.value in news}
    return news


def _undone(known: Sequence[Judgement]) -> set[str]:
    """Ids taken back by an undo that was not itself taken back, whatever the clocks of those who decided said."""
    undoing: dict[str, list[str]] = {}
    for j in known:
        if j.verb is Verb.UNDO and j.value:
            undoing.setdefault(j.value, []).append(j.id)
    gone: dict[str, bool] = {}
    for start in undoing:
        path = [start]  # from what is taken back to the undos of its undos, then back again
        while path:
            name = path[-1]
            left = [u for u in undoing.get(name, ()) if u not in gone and u not in path]
            if left:
                path.append(left[0])
                continue
            gone.setdefault(name, any(not gone.get(u, False) for u in undoing.get(name, ())))
            path.pop()
    return {name for name, is_gone in gone.items() if is_gone}


def _order(j: Judgement) -> tuple[str, str]:
    return _time(j.at), j.id


def _time(at: datetime) -> str:
    return at.isoformat()


def find(anchor: Anchor, found: Sequence[Statement]) -> Statement | None:
    """The statement that now stands on the anchor's words, among a report's statements in the order of reading.

    The same quotation in the same report, wherever it moved; else the largest overlap of spans. The type decides
    between claims on the same words, and the anchor's ``nth`` between claims of one type on them.
    """
    at = _index(anchor, found)
    return None if at is None else found[at]


def _index(anchor: Anchor, found: Sequence[Statement]) -> int | None:
    scored = [((_match(anchor, s), s.key), n) for n, s in enumerate(found) if s.head.id == anchor.report]
    good = [x for x in scored if x[0][0] >= OVERLAP]
    if not good:
        return None
    best = max(score for score, _ in good)
    same = [n for score, n in good if score == best]
    return same[min(anchor.nth, len(same) - 1)]


def anchor_of(s: Statement, read: Iterable[Statement]) -> Anchor:
    """What a judgement on ``s`` is bound to; ``read`` are the statements of its report as they were read, in order."""
    same = [t.claim.id for t in read if t.key == s.key]
    nth = same.index(s.claim.id) if s.claim.id in same else 0
    return Anchor(s.head.id, s.claim.evidence.span, s.claim.evidence.text, s.claim.type.value, nth)


def _match(anchor: Anchor, s: Statement) -> float:
    span, mine = s.claim.evidence.span, anchor.span
    shared = min(span.end, mine.end) - max(span.start, mine.start)
    near = shared / min(len(span), len(mine)) if shared > 0 and len(span) and len(mine) else 0.0
    same = 1.0 if anchor.quote and anchor.quote == s.claim.evidence.text else 0.0
    if not same and near < OVERLAP:
        return 0.0
    return max(near, same) + same + (0.6 if anchor.type in (None, s.claim.type.value) else 0.0)


def already(told: Statement, read: Iterable[Statement]) -> Statement | None:
    """The statement that says what a person wants to add: of its type, on its words, with all that was told of it.

    Words may tell of two events ("5 in Kutum and 3 in Nyala"): another place, number or speaker is another claim.
    """
    return next((s for s in read if s.claim.type is told.claim.type and _says(s, told)), None)


def _says(s: Statement, told: Statement) -> bool:
    if _match(anchor_of(told, ()), s) < OVERLAP:
        return False
    spoken = not told.claim.attribution or voice(told.origin) == voice(s.origin)
    places = {sound(p.name) for p in told.claim.places} <= {sound(p.name) for p in s.claim.places}
    counted = {(q.measure, q.count) for q in told.claim.quantities} <= {
        (q.measure, q.count) for q in s.claim.quantities
    }
    return spoken and places and counted


Ref = tuple[str, int]
"""A statement of the replay: its report, and which of the report's statements it is."""


class _Desk:
    """One replay: statements change, pairs and conflicts gather.

    Anchors are looked for in what was read, never in what decisions made of it: a corrected type hides no claim from
    the next decision, and a rejected one can be taken back in.
    """

    def __init__(self, found: Iterable[Statement], heads: Mapping[str, Head]) -> None:
        self.read: dict[str, list[Statement]] = {}
        """By report, in the order in which they came; claims that people added stand behind the others."""
        for s in found:
            self.read.setdefault(s.head.id, []).append(s)
        self.changed: dict[Ref, Statement] = {}
        self.rejected: set[Ref] = set()
        self.heads = {**{name: rows[0].head for name, rows in self.read.items()}, **heads}
        self.together: set[tuple[Ref, Ref]] = set()
        self.apart: set[tuple[Ref, Ref]] = set()
        self.copies: dict[str, str] = {}
        self.retracted: set[str] = set()
        self.accepted: set[Ref] = set()
        self.notes: list[tuple[Ref | str, str]] = []
        self.conflicts: list[Conflict] = []

    # --- what stands ---

    def now(self, ref: Ref) -> Statement:
        return self.changed.get(ref) or self.read[ref[0]][ref[1]]

    def key(self, ref: Ref) -> str:
        return self.now(ref).key

    def standing(self) -> Iterator[Statement]:
        touched = {report for report, _ in (*self.changed, *self.rejected)}
        for report, rows in self.read.items():
            if report not in touched and report not in self.retracted:
                yield from rows
            elif report not in self.retracted:
                refs = ((report, n) for n in range(len(rows)))
                yield from (self.now(ref) for ref in refs if ref not in self.rejected)

    def pairs(self, of: Iterable[tuple[Ref, Ref]]) -> frozenset[tuple[str, str]]:
        return frozenset((self.key(a), self.key(b)) for a, b in of)

    # --- decisions, one by one ---

    def do(self, j: Judgement) -> None:
        if j.verb in CLAIM_VERBS:
            self._on_claim(j)
        elif j.verb is Verb.ADD:
            self._add(j)
        elif j.verb is Verb.RETRACT:
            self._retract(j)
        elif j.verb is Verb.DUPLICATE:
            self.copies.update({o.report: j.anchor.report for o in j.others})
        elif j.verb is Verb.NOTE:
            self._note(j)
        elif j.verb is Verb.RENAME:
            self._rename(j)
        else:
            self._pair(j)

    def _conflict(self, j: Judgement, code: str, message: str) -> None:
        self.conflicts.append(Conflict(j.id, f"judgement.{code}", message))

    def _find(self, j: Judgement, anchor: Anchor) -> Ref | None:
        gone = anchor.report in self.retracted
        at = None if gone else _index(anchor, self.read.get(anchor.report, ()))
        if at is None:
            self._conflict(j, "lost", f'no claim stands on "{anchor.quote[:80]}" in {anchor.report[:20]} any more')
            return None
        return anchor.report, at

    def _on_claim(self, j: Judgement) -> None:
        """The later decision stands: who accepts or corrects what another rejected takes it back in."""
        ref = self._find(j, j.anchor)
        if ref is None:
            return
        if j.verb is Verb.REJECT:
            self.rejected.add(ref)
            self.accepted.discard(ref)
            return
        self.rejected.discard(ref)
        if j.verb is Verb.ACCEPT:
            self.accepted.add(ref)
        else:
            self._correct(j, ref)

    def _correct(self, j: Judgement, ref: Ref) -> None:
        assert j.field
        s = self.now(ref)
        try:
            now = value_of(s.claim, j.field)
            claim = corrected(s.claim, j.field, j.value)
        except ValueError as error:
            self._conflict(j, "impossible", f"{j.field} = {j.value}: {error}")
            return
        if j.was is not None and now != j.was and not agrees(s.claim, j.field, j.value):
            message = f"{j.field} was {j.was} when corrected to {j.value}; the reading now says {now}"
            self._conflict(j, "changed", message)
        made = replace(claim, confidence=None, trace=(*claim.trace, Step(j.field, JUDGED, note=j.id)))
        self.changed[ref] = statement(s.head, made)

    def _add(self, j: Judgement) -> None:
        head = self.heads.get(j.anchor.report)
        if j.claim is None or head is None or head.id in self.retracted:
            self._conflict(j, "no_report", f"{j.anchor.report} is not in the record, or was withdrawn")
            return
        rows = self.read.setdefault(head.id, [])
        if already(statement(head, j.claim), rows):
            self._conflict(j, "already", "the reader now finds this claim by itself")
            return
        rows.append(statement(head, j.claim))

    def _retract(self, j: Judgement) -> None:
        if not j.anchor.quote:
            self.retracted.add(j.anchor.report)
        elif ref := self._find(j, j.anchor):
            self.rejected.add(ref)

    def _note(self, j: Judgement) -> None:
        ref = self._find(j, j.anchor) if j.anchor.quote else None
        self.notes.append((ref or j.anchor.report, j.reason))

    def _rename(self, j: Judgement) -> None:
        assert j.was
        assert j.value
        old, changed = names_of(j.was), 0
        for report, rows in self.read.items():
            for n in range(len(rows)):
                s = self.now((report, n))
                claim = renamed(s.claim, old, j.value)
                if claim is not s.claim:
                    self.changed[report, n] = statement(s.head, claim)
                    changed += 1
        if not changed:
            self._conflict(j, "lost", f"no claim names {j.was} any more")

    def _pair(self, j: Judgement) -> None:
        """MERGE and PIN keep all anchors in one event; SPLIT keeps the first anchor apart from the others."""
        first, *others = [self._find(j, a) for a in (j.anchor, *j.others)]
        if j.verb is Verb.SPLIT and first is None:
            return
        refs = [ref for ref in (first, *others) if ref]
        pairs = list(combinations(refs, 2)) if j.verb is not Verb.SPLIT else [(refs[0], r) for r in refs[1:]]
        mine, other = (self.apart, self.together) if j.verb is Verb.SPLIT else (self.together, self.apart)
        for a, b in pairs:
            mine |= {(a, b), (b, a)}
            other -= {(a, b), (b, a)}


def replay(
    judgements: Iterable[Judgement],
    found: Iterable[Statement],
    known_on: date | None = None,
    heads: Iterable[Head] = (),
) -> Replayed:
    """Applies every judgement in force. The later one wins; nothing is guessed where the words are gone.

    ``heads`` are the reports at hand: a claim can be added to one in which the reader found none.
    """
    desk = _Desk(found, {h.id: h for h in heads})
    for j in in_force(judgements, known_on):
        desk.do(j)
    return Replayed(
        tuple(desk.standing()),
        desk.pairs(desk.together),
        desk.pairs(desk.apart),
        desk.copies,
        frozenset(desk.retracted),
        frozenset(desk.key(ref) for ref in desk.accepted),
        tuple((at if isinstance(at, str) else desk.key(at), text) for at, text in desk.notes),
        tuple(desk.conflicts),
    )


# --- a claim that the reader missed ---


def marked(type: ClaimType, quote: Quote, told: Iterable[tuple[str, str]], id: str | None = None) -> Claim:
    """A claim from marked words of a report and what a person says they say, as pairs of field and value.

    The id tells where the words stand. Raises ``ValueError`` for what no field takes.
    """
    span = quote.span
    told = [(field, value) for field, value in told if value]
    trace = tuple(Step(field, JUDGED) for field, _ in (("type", type.value), *told))
    claim = Claim(id or f"a{span.start}-{span.end}-{type.value}", type, quote, trace=trace)
    for field, value in told:
        claim = corrected(claim, field, value)
    return claim
