"""Events of one report that are told apart: near two towns, summed up before, on one day of several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.reconcile.test_parts import D, claim, one, place, said

from fogline.core.claim import ClaimPlace, ClaimTime, ClaimType, Quote, Scope
from fogline.core.interval import Days
from fogline.core.span import Span
from fogline.reconcile.incidents import incident
from fogline.reconcile.naming import placed
from fogline.reconcile.sums import label


@pytest.mark.parametrize(
    ("kind", "precision", "events"),
    [
        ("clash", "area", 2),  # twelve in a clash near one town, nine in an attack on another
        ("attack", "area", 1),
        ("toll", "area", 1),
        ("clash", "admin1", 1),
    ],
)
def test_counts_near_two_towns_of_a_province(kind: str, precision: str, events: int) -> None:
    name = "North" if precision == "admin1" else "Mellit"
    other = claim("12 men died there", 12, type=ClaimType(kind), places=(place(name, precision),))
    assert len(one(said(claim(type=ClaimType.ATTACK)), said(other))) == events


@pytest.mark.parametrize(("words", "events"), [("near Mellit", 2), ("around Mellit", 2), ("the Mellit area", 1)])
def test_near_one_town_is_not_in_another(words: str, events: int) -> None:
    near = replace(place("Mellit", "area"), text=words)
    assert len(one(said(claim()), said(claim("shells fell on it", 9, places=(near,))))) == events


@pytest.mark.parametrize(
    ("after_a_sum", "places", "events"), [(False, (), 1), (True, (), 2), (True, (place("Kutum"),), 1)]
)
def test_a_toll_further_down_sums_up_what_was_told_before(
    after_a_sum: bool, places: tuple[ClaimPlace, ...], events: int
) -> None:
    """At the head of a report it may be that of the event told after it, and so it may where it names the place."""
    week = ClaimTime(None, Days(date(2022, 4, 25), D))
    rows = [
        claim(
            "36 died this week", 36, type=ClaimType.TOLL, time=week, places=(), evidence=Quote(Span(0, 9), "36 died")
        ),
        claim("", 9, type=ClaimType.TOLL, time=ClaimTime(), places=places, evidence=Quote(Span(10, 20), "9 died")),
        claim("", 0, quantities=(), time=ClaimTime(), evidence=Quote(Span(30, 40), "they heard")),
    ]
    rows[0] = replace(rows[0], quantities=(replace(rows[0].quantities[0], scope=Scope.CUMULATIVE),))
    assert len(one(*map(said, rows if after_a_sum else rows[1:]))) == events


def test_three_days_of_fighting_are_not_all_at_one_place() -> None:
    days = ClaimTime(None, Days(date(2022, 4, 30), D))
    whole = claim("13 died in three days", 13, type=ClaimType.CLASH, time=days, places=())
    spread = claim("fighting reached Mellit", 0, type=ClaimType.CLASH, quantities=(), places=(place("Mellit"),))
    found = one(said(whole), said(spread))
    assert [[s.key for s in x.traits.spots] for x in found if len(x.statements) == 1] == [[], ["mellit"]]


@pytest.mark.parametrize(
    ("words", "shown"), [(("near Kutum",), "near Kutum"), (("Kutum",), "Kutum"), (("near Kutum", "Kutum"), "Kutum")]
)
def test_what_is_only_near_a_town_is_told_so(words: tuple[str, ...], shown: str) -> None:
    rows = [
        said(claim(places=(replace(place("Kutum", "area"), text=w),)), f"r{n}", f"Source {n}")
        for n, w in enumerate(words)
    ]
    found = incident(one(*rows), [])
    assert placed(found) == shown
    told = shown if shown.startswith("near") else f"at {shown}"
    assert label(found).startswith(f"Shelling {told}, ")
