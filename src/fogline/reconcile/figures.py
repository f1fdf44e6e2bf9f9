"""Claims to accounts: each casualty figure with its span, who stands behind it, and how its own words rank it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from sys import intern

from fogline import vocab
from fogline.core.claim import HARMED, Claim, ClaimType, Measure, Modality, Polarity, Qualifier, Quantity, Scope, Status
from fogline.core.incident import OF_CLAIM, Account, Statement
from fogline.core.span import Span
from fogline.link import fold, voice
from fogline.reconcile.fields import JUDGED
from fogline.vocab import load

BEFORE, AFTER = 140, 72
"""Characters around a number in which its cues are looked for, as long as no other number comes between."""

NEAR = 12
"""Characters between a number and what it counts ("ten of the children")."""

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")


cued = partial(vocab.cued, "en/reconcile_figures.yaml")


def vague(quantity: Quantity) -> bool:
    """A number word without a number in it ("dozens", "several")."""
    if quantity.qualifier is Qualifier.VAGUE:
        return True
    if _DIGIT.search(quantity.text):
        return False
    words = set(_WORD.findall(quantity.text.lower()))
    return bool(words & set(load("en/reconcile_figures.yaml")["vague"]["words"])) and quantity.count.high is None


def _judged(claim: Claim, n: int) -> bool:
    """True where a person set the number, whatever the word in the text."""
    return any(step.rule == JUDGED and step.field.split(".")[:2] == ["quantities", str(n)] for step in claim.trace)


def counts(claim: Claim, quantity: Quantity) -> bool:
    """Figures of harm to people, nobody's harm being none; people on the move only where they are a running total."""
    if (
        quantity.count.high == 0
        or claim.polarity is Polarity.DENIED
        or claim.modality
        in (
            Modality.INTENDED,
            Modality.CONDITIONAL,
            Modality.REQUESTED,
        )
    ):
        return False
    if quantity.measure is Measure.DISPLACED:
        return quantity.scope is Scope.CUMULATIVE
    if quantity.measure is Measure.CAPTURED:
        return claim.type is ClaimType.DETENTION
    return quantity.measure in HARMED


def located(claim: Claim) -> list[Span]:
    """Where each quantity's words stand, in the report's offsets; the whole evidence where they are not found.

    Every quantity has words of its own: a part never cites its total's, though both may be "two".
    """
    text, base = claim.evidence.text, claim.evidence.span.start
    spans: list[Span] = []
    for q in claim.quantities:
        taken = [s for s in spans if s != claim.evidence.span]
        at = max((s.end - base for s in taken), default=0)
        free = [s for s in _places(text, q.text, base) if not any(s.meets(t) for t in taken)]
        best = min(free, key=lambda s: (not _beside(text, s, q, base), s.start - base < at, s), default=None)
        spans.append(best or claim.evidence.span)
    return spans


def _places(text: str, words: str, base: int) -> list[Span]:
    """Every place where the words stand as words: no "5" in "15"."""
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else ()
    return [Span(base + m.start(), base + m.end()) for m in found]


def _beside(text: str, span: Span, q: Quantity, base: int) -> bool:
    """Does the counted group follow at once?"""
    group = q.group.text if q.group and q.group.text else ""
    end = span.end - base
    return bool(group) and text.find(group, span.start - base, end + NEAR + len(group)) >= 0


def accounts(statement: Statement, copy: bool = False) -> tuple[Account, ...]:
    """The accounts of one statement, in the order of its quantities.

    A smaller number beside a toll that goes up is what it went up by ("rose to 52 after two people died"). Whom "the
    dead include" is a part of a total told before.
    """
    rows = _in_lists(
        tuple(_accounts(statement, copy)), statement.claim.evidence.text, statement.claim.evidence.span.start
    )
    risen = {a.measure: number(a) for a in rows if a.update and not a.superseded}
    made_of = cued("made_of", statement.claim.evidence.text)
    told = (replace(a, part=True) if made_of or _step(a, risen) else a for a in rows)
    return tuple(a for a in told if not (a.part and a.vague and cued("some", a.quote)))


def _in_lists(rows: Sequence[Account], text: str, base: int) -> tuple[Account, ...]:
    """The figures of one list, whose people are different ones, marked: "nine men, two women and a child"."""
    found = list(rows)
    start = 0
    for n in range(1, len(rows) + 1):
        if n < len(rows) and _goes_on(rows[n - 1], rows[n], text, base):
            continue
        if n - start > 1 and _whole_list(rows[start:n], text, base):
            found[start:n] = [replace(a, listed=start + 1) for a in rows[start:n]]
        start = n
    return tuple(found)


def _goes_on(a: Account, b: Account, text: str, base: int) -> bool:
    alike = a.measure is b.measure and not (a.part or b.part or a.superseded or b.superseded or a.update or b.update)
    between = text[a.span.end - base : b.span.start - base] if alike and a.span.end <= b.span.start else ""
    return cued("listed", between)


def _whole_list(rows: Sequence[Account], text: str, base: int) -> bool:
    """It ends in "and", and what it begins with is not the whole: "ten people, four men and three women"."""
    last = text[rows[-2].span.end - base : rows[-1].span.start - base]
    first, *rest = [number(a) for a in rows]
    whole = len(rest) > 1 and (first == sum(rest) or cued("whole", rows[0].quote))
    return cued("list_end", last) and not whole


def _step(a: Account, risen: Mapping[Measure, int]) -> bool:
    return not (a.update or a.superseded) and number(a) < risen.get(a.measure, 0)


def _accounts(statement: Statement, copy: bool) -> Iterator[Account]:
    claim, spans = statement.claim, located(statement.claim)
    text, base, old = claim.evidence.text, claim.evidence.span.start, False
    for n, (q, span) in enumerate(zip(claim.quantities, spans, strict=True)):
        whole = span == claim.evidence.span
        start, end = (0, len(text)) if whole else (span.start - base, span.end - base)
        last = max((s.end - base for s in spans if s.end <= span.start), default=0)
        before = text[max(last, start - BEFORE) : start]
        after = _after(text, end, spans, base)
        old = (
            cued("superseded", before)
            or (cued("came_from", before) and (cued("went_to", after) or cued("update", text[:start])))
            or (old and not cued("update", before) and q.measure is not claim.quantities[0].measure)
        )
        feared = claim.modality is Modality.POSSIBLE and q.count.low is not None and cued("feared", before)
        if counts(claim, q) and not feared:
            yield _account(statement, n, q, _wider(text, base, start, end, q), before, after, old, copy)


def _after(text: str, end: int, later: Sequence[Span], base: int) -> str:
    """What follows a number, up to the next one."""
    stops = [span.start - base for span in later if span.start - base > end]
    return text[end : min([end + AFTER, *stops])]


def _wider(text: str, base: int, start: int, end: int, q: Quantity) -> Span:
    """The number with the counted group, where the group follows it at once."""
    group = q.group.text if q.group and q.group.text else ""
    at = text.find(group, start, end + len(group) + 8) if group else -1
    return Span(base + (min(start, at) if at >= 0 else start), base + (max(end, at + len(group)) if at >= 0 else end))


def _account(s: Statement, n: int, q: Quantity, span: Span, before: str, after: str, old: bool, copy: bool) -> Account:
    group = q.group
    base = s.claim.evidence.span.start
    return Account(
        statement=s.key,
        report=s.head.id,
        span=span,
        quote=intern(s.claim.evidence.text[span.start - base : span.end - base]),
        origin=s.origin,
        named=s.named,
        measure=q.measure,
        count=q.count,
        status=group.status if group else Status.UNKNOWN,
        kind=group.kind if group else None,
        actors=group.actors if group else (),
        qualifier=q.qualifier,
        part=q.part_of is not None or cued("part_before", before[-24:]) or cued("part_after", after),
        superseded=old,
        update=cued("update", before) or cued("correction", before),
        vague=vague(q) and not _judged(s.claim, n),
        said=s.said,
        order=s.claim.evidence.span.start * OF_CLAIM + n,
        copy=copy,
        heading=_heads(s),
    )


def _heads(s: Statement) -> bool:
    """Are its words the report's title, which many texts print again as their first line?"""
    return bool(s.head.title) and fold(s.claim.evidence.text) in fold(s.head.title)


def first_named(told: Iterable[Statement]) -> list[Statement]:
    """Of those who say one thing together, the first named, and whoever has a proper name.

    "The agency and local medics said" is the agency's figure; "the agency and the Red Crescent said" is both's.
    """
    rows = list(told)
    heads: dict[tuple[str, tuple[Quantity, ...]], Statement] = {}
    for s in rows:
        first = heads.setdefault((s.key, s.claim.quantities), s)
        if (len(s.claim.id), s.claim.id) < (len(first.claim.id), first.claim.id):
            heads[s.key, s.claim.quantities] = s
    return [s for s in rows if heads[s.key, s.claim.quantities] is s or s.origin != s.origin.lower()]


def number(account: Account) -> int:
    """The number the words name: the lower bound, or the upper where only that is given."""
    value = account.count.low if account.count.low is not None else account.count.high
    assert value is not None
    return value


def beside(a: Account, b: Account) -> bool:
    """Do two figures stand in one list, so that neither is a part of the other?"""
    return a.listed > 0 and (a.statement, a.listed) == (b.statement, b.listed)


def specific(account: Account) -> bool:
    return bool(account.kind or account.actors) or account.status in (Status.CIVILIAN, Status.COMBATANT)


def settle(found: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts of one incident: repeats left out, subsets marked, in report and text order."""
    rows = sorted(found, key=lambda a: (a.report, a.order, a.span, a.origin))
    out: list[Account] = []
    for _, mine in groupby(rows, key=lambda a: a.report):
        rows_of = list(mine)
        told = [replace(a, part=False) if a.part and not _within(a, rows_of) else a for a in rows_of]
        kept = [a for a in told if not _repeated(a, told)]
        out += (replace(a, part=True) if not a.part and _subset(a, kept) else a for a in kept)
    return tuple(out)


def _within(a: Account, rows: Sequence[Account]) -> bool:
    """Does the report give a number that this one can be a part of? "Hit rebels and killed 300 of them" does not."""
    return any(b is not a and b.measure is a.measure and number(b) >= number(a) for b in rows)


def _repeated(a: Account, rows: Sequence[Account]) -> bool:
    """A headline or recap of a figure the same report gives more fully; an outlet's echo of a source it names."""
    if a.heading and any(not b.heading and b.measure is a.measure and not b.part for b in rows):
        return True
    for b in rows:
        if b is a or b.measure is not a.measure or number(a) != number(b) or a.part != b.part or beside(a, b):
            continue
        if voice(a.origin) == voice(b.origin) and (a.kind or b.kind) in (a.kind, b.kind) and _fuller(b, a):
            return True
        if not a.named and b.named and not a.vague:
            return True
    return False


def _fuller(b: Account, a: Account) -> bool:
    """Is ``b`` the mention to keep? The more specific, then the later (the lead and the headline come first)."""
    return (specific(b), b.order, b.span) > (specific(a), a.order, a.span)


def _subset(a: Account, rows: Sequence[Account]) -> bool:
    """A named group of people whose whole the same source gives in the same report."""
    if not specific(a) and not a.kind:
        return False
    return any(
        b is not a
        and b.measure is a.measure
        and voice(b.origin) == voice(a.origin)
        and not (b.part or beside(a, b))
        and _wholer(b, a)
        for b in rows
    )


def _wholer(b: Account, a: Account) -> bool:
    less = bool(a.kind) > bool(b.kind) or (specific(a) and not specific(b))
    return less and number(b) >= number(a)
