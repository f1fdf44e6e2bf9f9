"""Totals of different people: civilians and soldiers, one side's count and the other's, are no rival counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.reconcile.test_parts import D, claim, one, place, said

from fogline.core.claim import (
    Claim,
    ClaimTime,
    ClaimType,
    Count,
    Group,
    Measure,
    Qualifier,
    Quantity,
    Quote,
    Scope,
    Status,
)
from fogline.core.interval import Days
from fogline.core.span import Span
from fogline.reconcile.incidents import incident
from fogline.reconcile.periods import period
from fogline.reconcile.picture import picture

SINCE = ClaimTime(None, Days(date(2022, 4, 1), None))


def count(n: int, status: str, scope: Scope = Scope.CUMULATIVE) -> Quantity:
    return Quantity(Measure.KILLED, str(n), Count(n, n), group=Group("x", (), Status(status)), scope=scope)


def toll(words: str, at: int, n: int, status: str = "unknown", **more: object) -> Claim:
    quote = Quote(Span(at, at + len(words)), words)
    base = claim(words, n, type=ClaimType.TOLL, places=(), time=ClaimTime(), quantities=(count(n, status),))
    return replace(base, evidence=quote, id=f"c{at}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "low"),
    [
        ("combatant", "civilian", 222),  # soldiers by the army, civilians by the state: both
        ("combatant", "combatant", 22),  # rival counts
        ("combatant", "unknown", 22),
    ],
)
def test_totals_of_other_people_are_added(first: str, second: str, low: int) -> None:
    army = toll("The army has lost 200 men since April", 0, 200, first, time=SINCE)
    state = toll("since April 22 have been killed", 0, 22, second, time=SINCE)
    found = picture([said(army, "r1", "Sudanese army"), said(state, "r2", "Nile Council")])
    assert period(found, Days()).low == low


@pytest.mark.parametrize(("status", "low"), [("combatant", 200), ("unknown", 200), ("civilian", 209)])
def test_a_total_of_soldiers_holds_no_civilians(status: str, low: int) -> None:
    army = toll("The army has lost 200 men since April", 0, 200, "combatant", time=SINCE)
    raid = claim("shells killed 9 in Kutum", 9, quantities=(count(9, status, Scope.INCIDENT),))
    raid = replace(raid, evidence=Quote(Span(60, 84), "shells killed 9 in Kutum"))
    found = picture([said(army, "r1", "Sudanese army"), said(raid, "r1", "Sudanese army")])
    assert period(found, Days()).low == low


RUN = toll("The army has lost 200 men since April.", 0, 200, "combatant", time=SINCE)
RAID = claim("shells killed 1 in Kutum", 1, evidence=Quote(Span(300, 324), "shells killed 1 in Kutum"))


@pytest.mark.parametrize(
    ("words", "origin", "events"),
    [
        ("It said 21 more were killed that day.", "Sudanese army", 2),
        ("It said 21 were killed that day.", "Sudanese army", 1),
        ("It said 21 more were killed that day.", "Nile Council", 1),
    ],
)
def test_a_days_share_of_a_run_is_no_blow_s(words: str, origin: str, events: int) -> None:
    after = replace(RAID, evidence=Quote(Span(600, 624), "shells killed 1 in Kutum"))
    share = toll(words, 340, 21, time=ClaimTime(None, Days.on(D), "stated"))
    share = replace(share, quantities=(count(21, "unknown", Scope.INCIDENT),))
    run = replace(RUN, evidence=Quote(Span(325, 338), "The army has lost 200 men since April."))
    rows = one(said(RAID), said(run, origin="Sudanese army"), said(share, origin=origin), said(after))
    assert len(rows) == events


@pytest.mark.parametrize(
    ("words", "origin", "where", "tolls"),
    [
        ("The rebels say 22 civilians have been killed.", "Rebel Council", (), 2),
        ("The rebels say 22 civilians were killed.", "Rebel Council", (), 1),
        ("The rebels say 22 civilians have been killed.", "Rebel Council", (place("Kutum"),), 1),
    ],
)
def test_what_the_other_side_counts_of_the_same_time(
    words: str, origin: str, where: tuple[object, ...], tolls: int
) -> None:
    other = toll(words, 40, 22, "civilian", places=where)
    other = replace(other, quantities=(count(22, "civilian", Scope.INCIDENT),))
    if where:
        other = replace(other, evidence=Quote(other.evidence.span, f"{words} Kutum"))
    found = picture([said(RUN, origin="Sudanese army"), said(other, origin=origin)])
    assert len(found.tolls) == tolls


@pytest.mark.parametrize(
    ("at", "more", "tolls"),
    [
        (40, {}, 2),
        (9000, {}, 1),  # too far on
        (40, {"background": True}, 1),
        (40, {"time": ClaimTime(None, Days.on(D), "stated")}, 1),
    ],
)
def test_what_is_no_count_of_the_same_time(at: int, more: dict[str, object], tolls: int) -> None:
    counted = (count(22, "civilian", Scope.INCIDENT),)
    other = replace(toll("22 civilians have been killed.", at, 22, "civilian", **more), quantities=counted)
    found = picture([said(RUN, origin="Sudanese army"), said(other, origin="Rebel Council")])
    assert len(found.tolls) == tolls


@pytest.mark.parametrize(
    ("text", "low"),
    [
        (None, 9),
        ("several attackers died in the army's answer", 9),  # says less than any number
        ("dozens died", 9),
        ("4 died", 4),
    ],
)
def test_several_lowers_no_range(text: str | None, low: int) -> None:
    rows = [said(claim(), "r1")]
    if text is not None:
        n, high, how = (
            (4, 4, Qualifier.EXACT) if "4" in text else (24 if "dozens" in text else 3, None, Qualifier.VAGUE)
        )
        q = Quantity(Measure.KILLED, text.split()[0], Count(n, high), how)
        rows.append(said(claim(text, quantities=(q,)), "r2", "Nile Council"))
    (event,) = (incident(g, []) for g in [one(*rows)])
    assert [r.low for r in event.ranges if r.measure is Measure.KILLED] == [low]


@pytest.mark.parametrize(
    ("words", "days", "tolls"),
    [
        ("The army said 19 of its soldiers had died in recent days", Days(None, D), 1),
        ("The army said 19 of its soldiers had died", Days(None, D), 0),
        ("The army said fighting in the south had killed 19", Days.on(D), 1),
        ("The army said shelling in the south had killed 19", Days.on(D), 0),
    ],
)
def test_counts_of_a_stretch_are_no_blow_s(words: str, days: Days, tolls: int) -> None:
    c = toll(words, 0, 19, time=ClaimTime(None, days, "sentence"))
    c = replace(c, quantities=(count(19, "unknown", Scope.INCIDENT),))
    assert len(picture([said(c, origin="Sudanese army")]).tolls) == tolls


@pytest.mark.parametrize(
    ("origin", "at", "tolls"), [("Sudanese army", 44, 1), ("Nile Council", 44, 0), ("Sudanese army", 220, 0)]
)
def test_what_the_same_speaker_adds_at_once_goes_on(origin: str, at: int, tolls: int) -> None:
    """Whatever day the wounded took from what is told further down."""
    hurt = Quantity(Measure.WOUNDED, "91", Count(91, 91))
    words = "It said 91 people had been wounded."
    more = toll(words, at, 0, time=ClaimTime(None, Days.on(D), "sentence"), quantities=(hurt,))
    found = picture([said(RUN, origin="Sudanese army"), said(more, origin=origin)])
    assert sum(len([a for a in t.accounts if a.measure is Measure.WOUNDED]) for t in found.tolls) == tolls


@pytest.mark.parametrize(
    ("at", "n", "kind", "tolls", "low"),
    [
        (40, 12, ClaimType.AIR_STRIKE, 1, 30),  # "30 people were killed that day, 12 of them in an air strike"
        (50, 12, ClaimType.AIR_STRIKE, 0, 30),  # told in another sentence: a toll and a blow of one event
        (40, 30, ClaimType.AIR_STRIKE, 0, 30),
        (40, 12, ClaimType.CLASH, 0, 30),
    ],
)
def test_a_toll_of_which_a_blow_killed_some_is_a_total(at: int, n: int, kind: ClaimType, tolls: int, low: int) -> None:
    whole = toll("30 people were killed that day in Kutum", 0, 30, time=ClaimTime(None, Days.on(D)))
    whole = replace(whole, quantities=(count(30, "unknown", Scope.INCIDENT),))
    blow = claim("12 of them in an air strike on it", n, type=kind)
    blow = replace(blow, evidence=Quote(Span(at, at + 33), blow.evidence.text))
    found = picture([said(whole), said(blow)])
    assert len(found.tolls) == tolls
    assert period(found, Days()).low == low


def test_such_a_total_has_the_days_of_the_total_before_it() -> None:
    whole = toll("30 civilians were killed in the same time", 40, 30, time=ClaimTime())
    whole = replace(whole, quantities=(count(30, "civilian", Scope.INCIDENT),))
    blow = replace(claim("12 of them in a raid", 12), evidence=Quote(Span(83, 103), "12 of them in a raid"))
    found = picture([said(RUN, origin="Sudanese army"), said(whole), said(blow)])
    assert {t.days.start for t in found.tolls} == {SINCE.days.start}


def test_a_total_with_days_of_its_own_keeps_them() -> None:
    whole = toll("30 civilians were killed that day", 40, 30, time=ClaimTime(None, Days.on(D)))
    whole = replace(whole, quantities=(count(30, "civilian", Scope.INCIDENT),))
    blow = replace(claim("12 of them in a raid", 12), evidence=Quote(Span(75, 95), "12 of them in a raid"))
    found = picture([said(RUN, origin="Sudanese army"), said(whole), said(blow)])
    assert {t.days.start for t in found.tolls} == {SINCE.days.start, D}
