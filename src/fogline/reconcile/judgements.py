"""Human decisions replayed over whatever the reader gives now: bound to the quotation, conflicts listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Measure,
    Modality,
    Polarity,
    Precision,
    Quantity,
    Quote,
    Stance,
    Status,
)
from fogline.core.incident import Head, Statement
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Conflict, Judgement, Verb
from fogline.reconcile.actors import names_of, renamed
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
    """Judgements by time, then id; an adjudication is replayed last, so that it stands; what was taken back is gone."""
    known = sorted((j for j in judgements if known_on is None or j.at.date() <= known_on), key=_order)
    undone = _undone(known)
    standing = (j for j in known if j.verb is not Verb.UNDO and j.id not in undone)
    return sorted(standing, key=lambda j: (j.adjudicates, *_order(j)))


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
    """The statement that now stands on the anchor's words.

    The same quotation in the same report, wherever it moved; else the largest overlap of spans. The type decides
    between claims on the same words.
    """
    mine = [s for s in found if s.head.id == anchor.report]
    scored = [(_match(anchor, s), s) for s in mine]
    good = [(score, s) for score, s in scored if score >= OVERLAP]
    return max(good, key=lambda x: (x[0], x[1].key))[1] if good else None


def _match(anchor: Anchor, s: Statement) -> float:
    span, mine = s.claim.evidence.span, anchor.span
    shared = min(span.end, mine.end) - max(span.start, mine.start)
    near = shared / min(len(span), len(mine)) if shared > 0 and len(span) and len(mine) else 0.0
    same = 1.0 if anchor.quote and anchor.quote == s.claim.evidence.text else 0.0
    if not same and near < OVERLAP:
        return 0.0
    return max(near, same) + same + (0.6 if anchor.type in (None, s.claim.type.value) else 0.0)


class _Desk:
    """One replay: statements change, pairs and conflicts gather."""

    def __init__(self, found: Iterable[Statement], heads: Mapping[str, Head]) -> None:
        self.rows: dict[str, list[Statement]] = {}
        """By report, in the order in which they came."""
        for s in found:
            self.rows.setdefault(s.head.id, []).append(s)
        self.heads = {**{name: rows[0].head for name, rows in self.rows.items()}, **heads}
        self.together: set[tuple[str, str]] = set()
        self.apart: set[tuple[str, str]] = set()
        self.copies: dict[str, str] = {}
        self.retracted: set[str] = set()
        self.accepted: set[str] = set()
        self.notes: list[tuple[str, str]] = []
        self.conflicts: list[Conflict] = []

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

    def _miss(self, j: Judgement, anchor: Anchor) -> None:
        message = f'no claim stands on "{anchor.quote[:80]}" in {anchor.report} any more'
        self.conflicts.append(Conflict(j.id, "judgement.lost", message))

    def _find(self, j: Judgement, anchor: Anchor) -> Statement | None:
        s = find(anchor, self.rows.get(anchor.report, ()))
        if s is None:
            self._miss(j, anchor)
        return s

    def _on_claim(self, j: Judgement) -> None:
        s = self._find(j, j.anchor)
        if s is None:
            return
        if j.verb is Verb.REJECT:
            self.rows[s.head.id].remove(s)
        elif j.verb is Verb.ACCEPT:
            self.accepted.add(s.key)
        else:
            self._correct(j, s)

    def _correct(self, j: Judgement, s: Statement) -> None:
        assert j.field
        now = value_of(s.claim, j.field)
        if j.was is not None and now not in (j.was, j.value):
            message = f"{j.field} was {j.was} when corrected to {j.value}; the reading now says {now}"
            self.conflicts.append(Conflict(j.id, "judgement.changed", message))
        try:
            claim = corrected(s.claim, j.field, j.value)
        except (ValueError, KeyError, IndexError) as error:
            self.conflicts.append(Conflict(j.id, "judgement.impossible", f"{j.field} = {j.value}: {error}"))
            return
        mine = self.rows[s.head.id]
        mine[mine.index(s)] = statement(s.head, claim)

    def _add(self, j: Judgement) -> None:
        head = self.heads.get(j.anchor.report)
        if j.claim is None or head is None or head.id in self.retracted:
            message = f"{j.anchor.report} is not in the record, or was withdrawn"
            self.conflicts.append(Conflict(j.id, "judgement.no_report", message))
            return
        s = statement(head, j.claim)
        if find(
            Anchor(head.id, j.claim.evidence.span, j.claim.evidence.text, j.claim.type.value),
            self._typed(head.id, j.claim),
        ):
            self.conflicts.append(Conflict(j.id, "judgement.already", "the reader now finds this claim by itself"))
            return
        self.rows.setdefault(head.id, []).append(s)

    def _typed(self, report: str, claim: Claim) -> list[Statement]:
        return [s for s in self.rows.get(report, ()) if s.claim.type is claim.type]

    def _retract(self, j: Judgement) -> None:
        if j.anchor.quote:
            s = self._find(j, j.anchor)
            if s:
                self.rows[s.head.id].remove(s)
            return
        self.retracted.add(j.anchor.report)
        self.rows.pop(j.anchor.report, None)

    def _note(self, j: Judgement) -> None:
        s = self._find(j, j.anchor) if j.anchor.quote else None
        self.notes.append((s.key if s else j.anchor.report, j.reason))

    def _rename(self, j: Judgement) -> None:
        assert j.was
        assert j.value
        old, changed = names_of(j.was), 0
        for rows in self.rows.values():
            for n, s in enumerate(rows):
                claim = renamed(s.claim, old, j.value)
                if claim is not s.claim:
                    rows[n] = statement(s.head, claim)
                    changed += 1
        if not changed:
            self.conflicts.append(Conflict(j.id, "judgement.lost", f"no claim names {j.was} any more"))

    def _pair(self, j: Judgement) -> None:
        """MERGE and PIN keep all anchors in one event; SPLIT keeps the first anchor apart from the others."""
        found = [self._find(j, a) for a in (j.anchor, *j.others)]
        keys = [s.key for s in found if s]
        if j.verb is Verb.SPLIT and found[0] is None:
            return
        pairs = list(combinations(keys, 2)) if j.verb is not Verb.SPLIT else [(keys[0], k) for k in keys[1:]]
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
        tuple(s for rows in desk.rows.values() for s in rows),
        frozenset(desk.together),
        frozenset(desk.apart),
        desk.copies,
        frozenset(desk.retracted),
        frozenset(desk.accepted),
        tuple(desk.notes),
        tuple(desk.conflicts),
    )


# --- a claim that the reader missed ---


def marked(
    type: ClaimType,
    quote: Quote,
    source: str | None,
    place: str | None,
    days: Days,
    counted: tuple[Measure, Count] | None,
    id: str | None = None,
) -> Claim:
    """A claim from marked words of a report and what a person says they say; the id tells where the words stand."""
    span = quote.span
    return Claim(
        id=id or f"added-{span.start}-{span.end}-{type.value}",
        type=type,
        evidence=quote,
        attribution=(Attribution(source),) if source else (),
        places=(ClaimPlace(place, place, Precision.PLACE),) if place else (),
        time=ClaimTime(None, days, "judged") if days.start or days.end else ClaimTime(),
        quantities=(Quantity(counted[0], quote.text, counted[1]),) if counted else (),
    )


# --- correcting a field ---


def value_of(claim: Claim, field: str) -> str | None:
    """The claim's present value of a field, as text; fields as in the claims JSON ("time.start")."""
    head, *rest = field.split(".")
    if head == "time":
        value = getattr(claim.time.days, rest[0])
        return value.isoformat() if value else None
    if head == "quantities":
        return _quantity_value(claim.quantities[int(rest[0])], rest[1])
    if head == "origin":
        return claim.origin
    if head == "place":
        return claim.places[0].name if claim.places else None
    return str(getattr(claim, head))


def _quantity_value(q: Quantity, name: str) -> str | None:
    if name == "status":
        return q.group.status.value if q.group else None
    value = getattr(q.count, name)
    return None if value is None else str(value)


def corrected(claim: Claim, field: str, value: str | None) -> Claim:
    """The claim with one field set from text. Raises ``KeyError`` (unknown field) or ``ValueError`` (bad value)."""
    head, *rest = field.split(".")
    if head in ("type", "stance", "polarity", "modality"):
        return _labelled(claim, head, value or "")
    if head == "time":
        return replace(claim, time=_time_with(claim.time, rest[0], value))
    if head == "quantities":
        return replace(claim, quantities=_quantities_with(claim.quantities, int(rest[0]), rest[1], value))
    if head == "place":
        first = replace(claim.places[0], name=value or "", text=value or "")
        return replace(claim, places=(first, *claim.places[1:]))
    if head == "origin":
        first_link = replace(claim.attribution[0], source=value or "", affiliation=None)
        return replace(claim, attribution=(first_link, *claim.attribution[1:]))
    raise KeyError(field)


def _labelled(claim: Claim, field: str, value: str) -> Claim:
    if field == "type":
        return replace(claim, type=ClaimType(value))
    if field == "stance":
        return replace(claim, stance=Stance(value))
    if field == "polarity":
        return replace(claim, polarity=Polarity(value))
    return replace(claim, modality=Modality(value))


def _time_with(time: ClaimTime, side: str, value: str | None) -> ClaimTime:
    day = date.fromisoformat(value) if value else None
    days = Days(day, time.days.end) if side == "start" else Days(time.days.start, day)
    return replace(time, days=days, basis="judged")


def _quantities_with(rows: Sequence[Quantity], n: int, name: str, value: str | None) -> tuple[Quantity, ...]:
    q = rows[n]
    if name == "status":
        if q.group is None:
            raise ValueError("nobody is counted apart here")
        new = replace(q, group=replace(q.group, status=Status(value or "")))
    else:
        number = int(value) if value else None
        low, high = (number, q.count.high) if name == "low" else (q.count.low, number)
        new = replace(q, count=Count(low, high))
    return (*rows[:n], new, *rows[n + 1 :])
