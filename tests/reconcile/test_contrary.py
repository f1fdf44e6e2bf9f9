"""Figures far apart speak against one event, but where place and day both say that it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fogline.core.claim import ClaimType, Measure, Precision, Status
from fogline.core.interval import Days
from fogline.link.events import compare, threshold, total
from fogline.link.traits import Number, Spot, Traits, figure_level

DAY = date(2024, 3, 8)
TOWN = Spot("kosti", "kst", None, "white nile", "SD", Precision.PLACE)
BATTLE = Days(DAY - timedelta(days=2), DAY)
LANDS = tuple(
    Spot(name, sound, None, "white nile", "SD", Precision.AREA) for name, sound in (("kosti", "kst"), ("rabak", "rbk"))
)
OTHER = Spot("rabak", "rbk", None, "white nile", "SD", Precision.PLACE)


def killed(n: int, high: int | None = None) -> Number:
    return Number(Measure.KILLED, n, high)


def account(spots: tuple[Spot, ...], days: Days, *numbers: Number) -> Traits:
    return Traits((ClaimType.SHELLING,), spots, days, numbers, (), DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ((killed(4, 4),), (killed(15),), "contrary"),
        ((killed(4, 4),), (killed(11, 11),), "none"),
        ((killed(1, 1),), (killed(4, 4),), "none"),  # too few to say
        ((killed(4, 4),), (killed(15), killed(4, 4)), "same_small"),
        (
            (killed(15), Number(Measure.WOUNDED, 9, 9)),
            (killed(4, 4), Number(Measure.WOUNDED, 8, 8)),
            "none",
        ),  # wounded agree
        ((killed(40),), (Number(Measure.WOUNDED, 4, 4),), "none"),  # nothing to compare
        ((), (killed(40),), "none"),
        ((killed(15), killed(2, 2)), (killed(8, 8),), "none"),  # the largest counts, the others may be parts
    ],
)
def test_figures_at_least_three_times_apart_are_contrary(a, b, level):
    assert figure_level(a, b) == figure_level(b, a) == level


@pytest.mark.parametrize(
    ("one", "two", "contrary"),
    [
        (account((TOWN,), Days.on(DAY), killed(4, 4)), account((TOWN,), Days.on(DAY), killed(40)), False),
        (account((TOWN,), Days.on(DAY), killed(4, 4)), account((OTHER, TOWN), Days.on(DAY), killed(40)), True),
        (account((TOWN,), Days.on(DAY), killed(4, 4)), account((TOWN,), Days(), killed(40)), True),
        (account((TOWN,), Days.on(DAY), killed(4, 4)), account((TOWN,), BATTLE, killed(40)), True),
        (account((TOWN,), Days.on(DAY), killed(4, 4)), account(LANDS, Days.on(DAY), killed(40)), True),
    ],
)
def test_there_and_then_accounts_may_differ_widely(one, two, contrary):
    found = compare(one, two)
    figure = next(level for level in found.levels if level.field == "figure")
    assert (figure.level == "contrary") is contrary
    assert found.total == total(one, two)
    assert (found.total < threshold()) is contrary


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ((ClaimType.CLASH, ClaimType.AIR_STRIKE), "stretch"),
        ((ClaimType.CLASH, ClaimType.CLASH), "within"),
        ((ClaimType.TOLL, ClaimType.AIR_STRIKE), "within"),  # a bare toll fits any kind
    ],
)
def test_battles_of_some_days_are_not_the_raid_on_one_of_them(kinds, level):
    battle, raid = (
        Traits((kind,), (TOWN,), days, (), (), DAY) for kind, days in zip(kinds, (BATTLE, Days.on(DAY)), strict=True)
    )
    assert next(x.level for x in compare(battle, raid).levels if x.field == "day") == level


STATE, BAND = frozenset({True}), frozenset({False})


@pytest.mark.parametrize(
    ("one", "two", "spots", "level"),
    [
        (STATE, BAND, (OTHER, TOWN), "rivals"),
        (STATE, STATE, (OTHER, TOWN), "none"),
        (STATE, BAND | STATE, (OTHER, TOWN), "none"),
        (STATE, frozenset(), (OTHER, TOWN), "none"),
        (STATE, BAND, (TOWN,), "none"),  # at one spot it may be who did it
    ],
)
def test_an_armys_strike_and_a_bands_elsewhere_are_two(one, two, spots, level):
    a = replace(account((TOWN,), Days.on(DAY)), doers=one)
    b = replace(account(spots, Days.on(DAY)), doers=two)
    found = next(x for x in compare(a, b).levels if x.field == "doers")
    assert found.level == level
    assert compare(a, b).total == total(a, b)


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [
        (Status.CIVILIAN, Status.COMBATANT, "none"),
        (Status.CIVILIAN, Status.CIVILIAN, "close_large"),
        (Status.CIVILIAN, None, "close_large"),
        (None, None, "close_large"),
    ],
)
def test_numbers_of_civilians_and_of_fighters_are_not_alike(one, two, level):
    a, b = (Number(Measure.KILLED, n, None, people) for n, people in ((370, one), (400, two)))
    assert figure_level((a,), (b,)) == level


WORDS = ("apartment", "building", "missile", "rubble", "rescuer")


@pytest.mark.parametrize(
    ("spots", "days", "words", "one_event"),
    [
        ((), Days(), WORDS[:3], False),  # neither where nor when: a number and a few words are no second witness
        ((), Days(), WORDS, True),
        ((), Days.on(DAY), WORDS[:3], True),
        ((TOWN,), Days(), WORDS[:3], True),
        ((TOWN,), Days(), (), True),
    ],
)
def test_an_account_without_place_and_day_must_share_more_than_a_number(spots, days, words, one_event):
    told = replace(account((TOWN,), Days.on(DAY), killed(13, 13)), words=WORDS)
    bare = replace(account(spots, days, killed(13, 13)), words=words)
    assert (compare(told, bare).total >= threshold()) is one_event
    assert compare(told, bare).total == total(told, bare)
