"""Running totals within one report: what counts in a run says so once, and the sentences after it go on counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from fogline import vocab
from fogline.core.claim import HARMED, Claim, ClaimPlace, ClaimType, Measure, Precision, Scope
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.link.names import voice
from fogline.link.traits import CONTRARY, place_level, several_towns, short, span_of, spots

SHORT_RUN = 2
NEAR = 260
"""Characters between a running total and a sentence that goes on with it."""
NEXT = 2
"""Characters between the parts of one sentence."""
AT_ONCE = 60
"""Characters between a running total and what the same speaker adds in the same breath."""
BARE = (ClaimType.TOLL, ClaimType.CLASH, ClaimType.DISPLACEMENT)
STATED, RUN = "stated", "run"
"""Bases of a time: written beside the event; taken here from the run that a figure belongs to."""


cued = partial(vocab.cued, "en/reconcile_events.yaml")


def whole_fight(claim: Claim) -> bool:
    """The total of a fight from its beginning, though its time is one day: that to which it was counted."""
    return span_of(claim.time.days) == 1 and cued("whole_fight", claim.evidence.text)


def of_fight(claim: Claim) -> bool:
    """Is it counted from a fight's beginning, whether or not the day of that is told?"""
    return claim.time.basis == RUN or cued("whole_fight", claim.evidence.text)


def period(claim: Claim) -> bool:
    """Claims whose figures total a stretch of time or an open run: no single event holds them.

    The text must say so: a stretch of more than two days, an open beginning with a day, or words like "so far" and "in
    two days". "The toll has risen to 86" alone is one event's toll.
    """
    n, days = span_of(claim.time.days), claim.time.days
    if claim.time.basis == RUN:
        return True
    open_run = days.start is not None and days.end is None and bool(claim.quantities)
    if days.start is None and days.end is not None and _counts(claim) and cued("recent", claim.evidence.text):
        return True
    if not open_run and not any(q.scope is Scope.CUMULATIVE for q in claim.quantities):
        return False
    if n == 1:
        return whole_fight(claim)
    stretch = (n is not None and n > SHORT_RUN) or (n is None and days.start is not None)
    return stretch or cued("period", claim.evidence.text)


def counted_on(rows: Iterable[Statement]) -> list[Statement]:
    """The statements of one report in text order; those that go on counting a run told before are given its days.

    "The dead include 40 civilians" after a total of the week is a part of that total, and "another nine have been
    wounded, the clinic said" its other half: neither is an event of its own, nor the last strike's.
    """
    out: list[Statement] = []
    towns = None
    told = sorted(rows, key=lambda s: (s.claim.evidence.span, s.claim.type, s.claim.id))
    told = _day_totals(told)
    risen = [s.claim.evidence.span.start for s in told if _risen(s)]
    for s in told:
        if not _counts(s.claim):
            out.append(_undated(s) if risen and s.claim.evidence.span.start >= risen[0] else s)
            continue
        if _provisional(s, out):
            s = replace(s, claim=_of_one(s.claim))
        elif not period(s.claim):
            s = _fight(s) or (_summed(out, s) if any(_share_of(x, s) for x in told) else _added(out, s))
        if any(0 <= s.claim.evidence.span.start - at <= NEAR for at in risen):
            s = _undated(s)
        if period(s.claim) and not s.claim.places and cued("here", s.claim.evidence.text):
            towns = _towns(told) if towns is None else towns
            s = replace(s, claim=replace(s.claim, places=towns)) if len(towns) == 1 else s
        out.append(s)
    return out


def _provisional(s: Statement, before: Sequence[Statement]) -> bool:
    """As in "61 bodies so far": after a blow told of before it counts that blow's dead, as far as they are known."""
    days = s.claim.time.days
    if days.start or not period(s.claim) or _known(s) or not cued("only_so_far", s.claim.evidence.text):
        return False
    blows = [x.claim for x in before if short(x.claim.time.days) and x.claim.type not in BARE and _killed(x.claim)]
    near = any(_killed(s.claim) < CONTRARY * _killed(blow) for blow in blows)
    return near and not any(_runs(x.claim) for x in before)


def _of_one(claim: Claim) -> Claim:
    """With the figures of one event, whose day its own words do not tell."""
    numbers = tuple(replace(q, scope=Scope.INCIDENT) for q in claim.quantities)
    return replace(claim, quantities=numbers, time=replace(claim.time, days=Days(), basis=None))


def _summed(before: Sequence[Statement], s: Statement) -> Statement:
    """As a total of its days, else of those of the total told before it."""
    total = next((x.claim for x in reversed(before) if _runs(x.claim)), None)
    days = s.claim.time.days or (total.time.days if total is not None else Days(None, s.said))
    return replace(s, claim=replace(_cumulative(s.claim), time=replace(s.claim.time, days=days, basis=RUN)))


def _share_of(blow: Statement, total: Statement) -> bool:
    """As in "Thirty people were killed, 12 of them in an air strike": the strike is one of those that killed them."""
    whole, part = total.claim, blow.claim
    gap = part.evidence.span.start - whole.evidence.span.end
    if whole.type is not ClaimType.TOLL or part.type in BARE or gap > NEXT or part.evidence.span < whole.evidence.span:
        return False
    return 0 < _killed(part) < _killed(whole)


def _day_totals(told: list[Statement]) -> list[Statement]:
    """With the dead of several towns on one day as a total of that day, where one of these towns has its own number.

    Whatever else the same origin counts of that day without naming a place goes with it.
    """
    over = [s for s in told if short(s.claim.time.days) and several_towns(spots(s.claim.places)) and _killed(s.claim)]
    totals = [s for s in over if any(_part_of_day(x, s) for x in told)]
    if not totals:
        return told
    keys = {(voice(s.origin), s.claim.time.days) for s in totals}
    return [_day_total(s) if s in totals or _of_day(s, keys) else s for s in told]


def _part_of_day(x: Statement, total: Statement) -> bool:
    if total.claim.time.days != x.claim.time.days:
        return False
    here, most, less = spots(x.claim.places), _killed(total.claim), _killed(x.claim)
    towns = {spot.sound for spot in spots(total.claim.places)}
    inside = bool(here) and not several_towns(here) and {here[0].sound, here[0].within} & towns
    same = voice(x.origin) == voice(total.origin) and not cued("breakdown", x.claim.evidence.text)
    return bool(inside) and same and 0 < less < most


def _of_day(s: Statement, keys: set[tuple[str, Days]]) -> bool:
    bare = s.claim.type is ClaimType.TOLL and not _known(s) and _counts(s.claim)
    return bare and (voice(s.origin), s.claim.time.days) in keys


def _day_total(s: Statement) -> Statement:
    return replace(s, claim=replace(_cumulative(s.claim), time=replace(s.claim.time, basis=RUN)))


def _killed(claim: Claim) -> int:
    found = (q.count.low or 0 for q in claim.quantities if q.measure is Measure.KILLED and q.part_of is None)
    return max(found, default=0)


def _risen(s: Statement) -> bool:
    """A toll that has gone up: the event lay before, and unless its own words say when, nobody knows on which day."""
    return s.claim.time.basis != STATED and _counts(s.claim) and cued("risen", s.claim.evidence.text)


def _undated(s: Statement) -> Statement:
    """Without a day that was only taken from the report's."""
    guessed = s.claim.time.basis != STATED and s.claim.time.days == Days(s.head.published, s.head.published)
    told = s.claim.type is ClaimType.TOLL or not _counts(s.claim) or cued("risen", s.claim.evidence.text)
    if not (guessed and told and s.head.published):
        return s
    return replace(s, claim=replace(s.claim, time=replace(s.claim.time, days=Days(), basis=None)))


def totals_of(rows: Iterable[Statement]) -> Iterator[Statement]:
    """The statements of one report that give a run's or a period's total, or a part of it."""
    return (s for s in counted_on(rows) if period(s.claim))


def _counts(claim: Claim) -> bool:
    return any(q.measure in HARMED for q in claim.quantities)


def _runs(claim: Claim) -> bool:
    """Is a run told of: a total, or fighting since a day?"""
    days = claim.time.days
    since = days.start is not None and days.end is None and claim.type in BARE and not claim.background
    return since or (_counts(claim) and period(claim))


def _added(before: Sequence[Statement], s: Statement) -> Statement:
    """``s`` with the days, and where it names no known place the places, of the total it goes on from, if it does."""
    total = next((x for x in reversed(before) if _runs(x.claim)), None)
    if total is not None and _beside(total, s, before):
        own = replace(s.claim.time, days=Days(None, s.said), basis=RUN)
        return replace(s, claim=replace(_cumulative(s.claim), time=own))
    if total is None or not _goes_on(total, s, before):
        return s
    time = replace(total.claim.time, basis=RUN)
    places = s.claim.places if _known(s) else total.claim.places
    return replace(s, claim=replace(_cumulative(s.claim), time=time, places=places))


def _beside(total: Statement, s: Statement, before: Sequence[Statement]) -> bool:
    """As in "The army has lost 200 men since May. The rebels say 22 of their own have been killed": the other's count
    of the same time, where neither a place nor a day is told of it.
    """
    gap = s.claim.evidence.span.start - total.claim.evidence.span.end
    if gap > NEAR or s.claim.background or s.claim.type is not ClaimType.TOLL or _known(s) or s.claim.time.days:
        return False
    other = s.named and total.named and voice(s.origin) != voice(total.origin) and _counts(total.claim)
    return other and cued("still_counted", s.claim.evidence.text)


def day_of_run(s: Statement, before: Sequence[Statement]) -> bool:
    """As in "The army has lost 200 men since May. It said 21 more were killed on Sunday": that day's share."""
    total = next((x for x in reversed(before) if x.claim is not s.claim and _counts(x.claim)), None)
    if total is None or not period(total.claim) or s.claim.type is not ClaimType.TOLL or _known(s):
        return False
    gap = s.claim.evidence.span.start - total.claim.evidence.span.end
    return gap <= NEAR and voice(s.origin) == voice(total.origin) and cued("more_of_run", s.claim.evidence.text)


def _goes_on(total: Statement, s: Statement, before: Sequence[Statement]) -> bool:
    claim, days = s.claim, s.claim.time.days
    gap = claim.evidence.span.start - total.claim.evidence.span.end
    if gap > NEAR or claim.background or claim.type not in BARE:
        return False
    other_day = bool(days) and days != total.claim.time.days
    told_on = cued("breakdown", claim.evidence.text) or (gap < AT_ONCE and voice(s.origin) == voice(total.origin))
    if other_day and (claim.time.basis == STATED or not told_on or _of_blow(s, before)):
        return False
    mine = spots(_known(s))
    other = s.named and total.named and voice(s.origin) != voice(total.origin)
    if other or place_level(spots(total.claim.places), mine) in ("apart", "unsure"):
        return False
    if cued("breakdown", claim.evidence.text):
        return _fits(total.claim, claim)
    return cued("still_counted", claim.evidence.text) and not _between(total, s, before)


def _of_blow(s: Statement, before: Sequence[Statement]) -> bool:
    """May they be of the dead of a blow told before the total?"""
    return any(short(x.claim.time.days) and _killed(x.claim) >= _killed(s.claim) for x in before)


def _between(total: Statement, s: Statement, before: Sequence[Statement]) -> bool:
    """Does an event of a day stand between the two? Then the sentence tells of that."""
    after = total.claim.evidence.span.end
    later = (x for x in before if x.claim.evidence.span.start >= after and x.claim is not s.claim)
    return any(short(x.claim.time.days) or x.claim.type not in BARE for x in later)


def _known(s: Statement) -> tuple[ClaimPlace, ...]:
    """The places of its own words that a gazetteer knows; any other may be no place at all."""
    words = s.claim.evidence.text
    return tuple(p for p in s.claim.places if (p.admin1 or p.within or p.country) and (p.text or p.name) in words)


def _fits(total: Claim, part: Claim) -> bool:
    """A part is no larger than its whole."""
    whole = [q.count.low or q.count.high or 0 for q in total.quantities if q.measure in HARMED]
    parts = [q.count.low or q.count.high or 0 for q in part.quantities if q.measure in HARMED]
    return not whole or (bool(parts) and max(parts) <= max(whole))


def _cumulative(claim: Claim) -> Claim:
    return replace(claim, quantities=tuple(replace(q, scope=Scope.CUMULATIVE) for q in claim.quantities))


def _fight(s: Statement) -> Statement | None:
    """A whole fight's dead, whose words say so: "the siege has killed", "in five months of fighting", "in the battle,
    which began on". A day that was only carried over is then not theirs.
    """
    claim, text = s.claim, s.claim.evidence.text
    days = claim.time.days
    if claim.type not in (*BARE, ClaimType.ATTACK) or not cued("fight_total", text):
        return None
    if cued("began_then", text) and days.start:
        days = Days(days.start, None)
    elif short(days):
        if claim.time.basis == STATED:
            return None
        days = Days(None, s.said)
    elif not days:
        days = Days(None, s.said)
    return (
        replace(s, claim=replace(_cumulative(claim), time=replace(claim.time, days=days, basis=RUN))) if days else None
    )


def _towns(rows: Sequence[Statement]) -> tuple[ClaimPlace, ...]:
    """The towns that a report names as places of its events, each once."""
    found = {p.name: p for s in rows for p in s.claim.places if p.precision is Precision.PLACE and p.admin1}
    return tuple(found[name] for name in sorted(found))
