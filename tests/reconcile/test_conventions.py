"""Counting conventions, one row a rule: (the rule, the claims, what the convention writes).

The rules are those of ACLED's codebook, UCDP GED's and Airwars' methodology; the events are made up.
"""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.claim import (
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Precision,
    Qualifier,
    Quantity,
    Quote,
    Status,
)
from fogline.core.incident import GradeName, Head, Incident, Statement
from fogline.core.interval import Count, Days
from fogline.core.span import Span
from fogline.link.events import Local, locals_of
from fogline.reconcile.conventions import acled, airwars, compare, count_under, ucdp
from fogline.reconcile.grades import grade
from fogline.reconcile.incidents import incident

D = date(2022, 5, 2)
TOWN = ClaimPlace("Kutum", "Kutum", Precision.PLACE, "Darfur", "SD")
LAND = ClaimPlace("Sudan", "Sudan", Precision.COUNTRY, None, "SD")


def n(
    low: int | None,
    high: int | None = None,
    *,
    status: str = "unknown",
    kind: str | None = None,
    party: str | None = None,
    measure: Measure = Measure.KILLED,
    words: str = "",
) -> Quantity:
    group = Group("people", (party,) if party else (), Status(status), kind)
    vague = Qualifier.VAGUE if words else None
    return Quantity(measure, words or str(low or high), Count(low, high), vague, group)


def same(x: int, **more: object) -> Quantity:
    return n(x, x, **more)  # type: ignore[arg-type]


def told(
    origin: str,
    *counts: Quantity,
    kind: ClaimType = ClaimType.AIR_STRIKE,
    days: Days | None = None,
    place: ClaimPlace | None = TOWN,
    by: str | None = None,
    text: str = "",
    named: bool = True,
) -> Statement:
    quote = text or f"{origin}: " + ", ".join(f"{q.text} {q.measure.value}" for q in counts)
    row = Claim(
        id="c",
        type=kind,
        evidence=Quote(Span(0, len(quote)), quote),
        agents=(Mention(by, (by,)),) if by else (),
        places=(place,) if place else (),
        time=ClaimTime(None, days if days is not None else Days.on(D)),
        quantities=counts,
    )
    return Statement(Head(f"{origin} {kind.value} {quote}", "Nile Gazette", D), row, origin, named)


def event(*rows: Statement) -> Incident:
    found: list[Local] = [x for s in rows for x in locals_of([s])]
    return incident(found, [])


def days(first: int, last: int) -> Days:
    return Days(date(2022, 5, first), date(2022, 5, last))


BAR, DOCTORS = "Darfur Bar", "Kutum Doctors"
DOZENS, SEVERAL = n(24, words="dozens"), n(3, words="several")

ACLED = [
    ("one number", [told(BAR, same(9))], [9]),
    ("sources differ: the lowest", [told(BAR, same(9)), told(DOCTORS, same(14))], [9]),
    ("a minimum is its number", [told(BAR, n(20))], [20]),
    ("dozens are 12", [told(BAR, DOZENS)], [12]),
    ("tens are 10", [told(BAR, n(20, words="tens"))], [10]),
    ("hundreds are 100", [told(BAR, n(200, words="hundreds"))], [100]),
    ("several in an attack of the scale of war are 10", [told(BAR, SEVERAL)], [10]),
    ("several elsewhere are 3", [told(BAR, SEVERAL, kind=ClaimType.ATTACK)], [3]),
    ("nobody gives a number: 0", [told(BAR, same(7, measure=Measure.WOUNDED))], [0]),
    ("the wounded are not counted", [told(BAR, same(4), same(30, measure=Measure.WOUNDED))], [4]),
    (
        "fighters and civilians are one number",
        [told(BAR, same(5, status="civilian"), same(3, status="combatant"))],
        [8],
    ),
    ("a total over days is divided evenly", [told(BAR, same(12), days=days(2, 4))], [4, 4, 4]),
    ("the remainder goes to the first days", [told(BAR, same(14), days=days(2, 4))], [5, 5, 4]),
    ("no place: not recorded", [told(BAR, same(9), place=None)], []),
    ("a country is no place", [told(BAR, same(9), place=LAND)], []),
    ("no day: not recorded", [told(BAR, same(9), days=Days())], []),
    ("more than a month is too vague", [told(BAR, same(9), days=Days(D, date(2022, 7, 2)))], []),
]


@pytest.mark.parametrize(("rule", "rows", "expected"), ACLED, ids=[r[0] for r in ACLED])
def test_acled(rule: str, rows: list[Statement], expected: list[int]) -> None:
    assert [e.best for e in count_under("acled", event(*rows))] == expected, rule


SUB = [
    ("battle and shelling are a battle", [ClaimType.SHELLING, ClaimType.SHELLING, ClaimType.CLASH], "", "Armed clash"),
    (
        "shelling and an air strike are an air strike",
        [ClaimType.SHELLING, ClaimType.AIR_STRIKE],
        "",
        "Air/drone strike",
    ),
    (
        "gas from aircraft is a chemical weapon",
        [ClaimType.AIR_STRIKE, ClaimType.CHEMICAL_ATTACK],
        "",
        "Chemical weapon",
    ),
    ("taken and then killed is an attack", [ClaimType.DETENTION, ClaimType.ATTACK], "", "Attack"),
    ("a suicide bomb", [ClaimType.BOMBING], "a suicide bomber killed 9", "Suicide bomb"),
    ("a grenade", [ClaimType.BOMBING], "a grenade killed 9", "Grenade"),
    ("a mine", [ClaimType.BOMBING], "a mine killed 9", "Remote explosive/landmine/IED"),
]


@pytest.mark.parametrize(("rule", "kinds", "text", "expected"), SUB, ids=[r[0] for r in SUB])
def test_acled_event(rule: str, kinds: list[ClaimType], text: str, expected: str) -> None:
    rows = [told(f"{BAR} {k}", same(9), kind=kind, text=text) for k, kind in enumerate(kinds)]
    assert dict(acled.event_type(event(*rows)))["sub_event_type"] == expected, rule


UCDP = [
    ("low, best and high", [told(BAR, same(9)), told(DOCTORS, same(14)), told("Elders", same(9))], (9, 9, 14)),
    ("no death: no event", [told(BAR, same(7, measure=Measure.WOUNDED))], None),
    ("nought dead is no event", [told(BAR, same(0))], None),
    ("no place: no event", [told(BAR, same(9), place=None)], None),
    ("a country is a place", [told(BAR, same(9), place=LAND)], (9, 9, 9)),
    ("no day: no event", [told(BAR, same(9), days=Days())], None),
    ("more than a year is too vague", [told(BAR, same(9), days=Days(D, date(2023, 9, 2)))], None),
    ("a total over days is kept whole", [told(BAR, same(12), days=days(2, 4))], (12, 12, 12)),
    ("dozens are as read", [told(BAR, DOZENS)], (24, 24, 24)),
    ("the wounded are not counted", [told(BAR, same(4), same(30, measure=Measure.WOUNDED))], (4, 4, 4)),
]


@pytest.mark.parametrize(("rule", "rows", "expected"), UCDP, ids=[r[0] for r in UCDP])
def test_ucdp(rule: str, rows: list[Statement], expected: tuple[int, int, int] | None) -> None:
    found = [(e.low, e.best, e.high) for e in count_under("ucdp", event(*rows))]
    assert found == ([expected] if expected else []), rule


ARMY, REBELS = "Sudanese Armed Forces", "Rapid Support Forces"
BOTH = (same(5, status="civilian"), same(3, status="combatant", party=ARMY), same(2, status="combatant", party=REBELS))
FIELDS = [
    (
        "groups add up to best",
        [told(BAR, *BOTH, by=ARMY)],
        {"deaths_a": "3", "deaths_b": "2", "deaths_civilians": "5", "deaths_unknown": "0"},
    ),
    (
        "what nobody breaks down is unknown",
        [told(BAR, same(9), by=ARMY)],
        {"deaths_a": "0", "deaths_civilians": "0", "deaths_unknown": "9"},
    ),
    ("one day is clear", [told(BAR, same(9))], {"event_clarity": "1", "date_prec": "1"}),
    ("several days are not", [told(BAR, same(9), days=days(2, 4))], {"event_clarity": "2", "date_prec": "2"}),
    ("a week", [told(BAR, same(9), days=days(2, 8))], {"date_prec": "3"}),
    ("a month", [told(BAR, same(9), days=days(1, 31))], {"date_prec": "4"}),
    ("a year", [told(BAR, same(9), days=Days(D, date(2022, 10, 2)))], {"date_prec": "5"}),
    (
        "civilians attacked",
        [told(BAR, same(9, status="civilian"), kind=ClaimType.ATTACK, by=ARMY)],
        {"type_of_violence": "3"},
    ),
    ("a state on a side", [told(BAR, same(9), by=ARMY)], {"type_of_violence": "1", "code_status": "Clear"}),
]


@pytest.mark.parametrize(("rule", "rows", "expected"), FIELDS, ids=[r[0] for r in FIELDS])
def test_ucdp_fields(rule: str, rows: list[Statement], expected: dict[str, str]) -> None:
    fields = dict(ucdp.entries(event(*rows))[0].fields)
    assert {k: fields[k] for k in expected} == expected, rule


CIVIL, CHILD = {"status": "civilian"}, {"status": "civilian", "kind": "children"}
AIRWARS = [
    ("lowest to highest over local claims", [told(BAR, same(5, **CIVIL)), told(DOCTORS, same(9, **CIVIL))], {"civilian_non_combatants_killed": (5, 9)}),
    ("groups are ranges of their own", [told(BAR, same(9, **CIVIL), same(3, **CHILD))], {"civilian_non_combatants_killed": (9, 9), "children_killed": (3, 3)}),
    ("the injured are counted", [told(BAR, same(6, measure=Measure.WOUNDED, **CIVIL))], {"civilian_non_combatants_injured": (6, 6)}),
    ("fighters are belligerents", [told(BAR, same(4, status="combatant"))], {"belligerents_killed": (4, 4)}),
    ("who it was is not said", [told(BAR, same(4))], {"undetermined_killed": (4, 4)}),
    ("a belligerent's own figure is not merged", [told(BAR, same(9, **CIVIL), by=ARMY), told(ARMY, same(2, **CIVIL), by=ARMY)], {"civilian_non_combatants_killed": (9, 9)}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "rows", "expected"), AIRWARS, ids=[r[0] for r in AIRWARS])
def test_airwars(rule: str, rows: list[Statement], expected: dict[str, tuple[int, int]]) -> None:
    found = {e.group: (e.low, e.high) for e in count_under("airwars", event(*rows))}
    assert found == expected, rule


def test_airwars_concession_stands_beside() -> None:
    conceded = event(told(BAR, same(9, **CIVIL), by=ARMY), told(ARMY, same(2, **CIVIL), by=ARMY))
    assert [e.notes for e in airwars.entries(conceded)] == [(f"conceded by {ARMY}: 2",)]
    assert grade(conceded).name is GradeName.CONFIRMED


def test_airwars_headline_takes_fair_and_confirmed_only() -> None:
    weak, fair = event(told(BAR, same(7, **CIVIL))), event(told(BAR, same(5, **CIVIL)), told(DOCTORS, same(9, **CIVIL)))
    fighters = event(told(BAR, same(4, status="combatant")), told(DOCTORS, same(4, status="combatant")))
    assert [grade(x).name for x in (weak, fair, fighters)] == [GradeName.WEAK, GradeName.FAIR, GradeName.DISCOUNTED]
    assert airwars.headline([weak, fair, fighters]) == (5, 9)


def test_every_difference_is_explained() -> None:
    got = compare("acled", "ucdp", [event(told(BAR, same(9)), told(DOCTORS, same(14)))])[0]
    assert (got.a, got.b.split("/")[0], got.b.split("/")[-1]) == ("9", "9", "14")
    assert got.reasons[0].startswith("acled 9, ucdp")
    assert any("lowest taken" in r for r in got.reasons)
