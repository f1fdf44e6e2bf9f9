"""The situation report: totals with their parts and what is left over, developments without a toll, positions once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Quantity,
    Quote,
    Scope,
    Status,
)
from fogline.core.incident import GradeName, Head, Statement
from fogline.core.interval import Count, Days
from fogline.core.ledger import Relation
from fogline.core.situation import SituationReport
from fogline.core.span import Span
from fogline.reconcile.grades import grade
from fogline.reconcile.layout import markdown
from fogline.reconcile.ledger import ledger
from fogline.reconcile.picture import picture
from fogline.reconcile.positions import positions
from fogline.reconcile.situation import situation

D = date(2023, 6, 9)
TEXT = (
    "Over 90 people have been killed in El Obeid since Monday, including at least 40 paramilitaries, 25 soldiers and 8 "
    "civilians, the Lawyers' Network said. Shells killed at least 6 paramilitaries there on Friday. The army took the "
    "village of Bara. Chad backs the government. Chad again backed the government. The army vowed to hold El Obeid and "
    "then to take the west."
)
NETWORK = (Attribution("Lawyers' Network"),)


def quote(words: str) -> Quote:
    at = TEXT.index(words)
    return Quote(Span(at, at + len(words)), words)


def claim(kind: str, words: str, **more: object) -> Claim:
    return replace(Claim(id=words, type=ClaimType(kind), evidence=quote(words)), **more)  # type: ignore[arg-type]


def town(name: str) -> ClaimPlace:
    return ClaimPlace(name, name, Precision.PLACE, "North Kordofan", "SD")


def killed(text: str, low: int, high: int | None, status: str, party: str = "", of: int | None = 0) -> Quantity:
    group = Group(text, (party,) if party else (), Status(status))
    return Quantity(Measure.KILLED, text, Count(low, high), group=group, scope=Scope.CUMULATIVE, part_of=of)


def told(*claims: Claim) -> list[Statement]:
    head = Head("r1", "Nile Gazette", D)
    return [
        Statement(head, c, c.attribution[0].source if c.attribution else "Nile Gazette", bool(c.attribution))
        for c in claims
    ]


def total() -> Claim:
    counts = (
        killed("Over 90 people", 91, None, "unknown", of=None),
        killed("at least 40 paramilitaries", 40, None, "combatant", "Rapid Support Forces"),
        killed("25 soldiers", 25, 25, "combatant", "Sudanese army"),
        killed("8 civilians", 8, 8, "civilian"),
    )
    return claim(
        "toll",
        "Over 90 people have been killed in El Obeid since Monday, including at least 40 paramilitaries, 25 soldiers and 8 civilians",
        attribution=NETWORK,
        places=(town("El Obeid"),),
        time=ClaimTime("since Monday", Days(date(2023, 6, 5), D)),
        quantities=counts,
    )


def shells() -> Claim:
    q = replace(
        killed("at least 6 paramilitaries", 6, None, "combatant", "Rapid Support Forces", None), scope=Scope.INCIDENT
    )
    return claim(
        "shelling",
        "Shells killed at least 6 paramilitaries there on Friday",
        attribution=NETWORK,
        places=(town("El Obeid"),),
        time=ClaimTime("on Friday", Days.on(D)),
        quantities=(q,),
    )


def capture() -> Claim:
    army = (Mention("The army", ("Sudanese army",)),)
    return claim(
        "capture",
        "The army took the village of Bara",
        agents=army,
        places=(town("Bara"),),
        time=ClaimTime(None, Days.on(D)),
    )


def written(*claims: Claim, place: str | None = None) -> SituationReport:
    rows = told(*claims)
    return situation(picture(rows), rows, Days(date(2023, 6, 1), D), place)


def sentences(report: SituationReport, title: str) -> list[str]:
    return [s.text for x in report.sections if x.title == title for i in x.items for s in i.sentences]


def test_a_total_shows_its_parts_and_what_they_leave_over_each_cited() -> None:
    report = written(total(), shells())
    assert sentences(report, "Totals over a period") == [
        "Total for El Obeid, 2023-06-05 to 2023-06-09.",
        "Lawyers' Network: 91 or more killed.",
        "Of the killed, combatants of Rapid Support Forces: 40 or more (Lawyers' Network).",
        "Of the killed, combatants of Sudanese army: 25 (Lawyers' Network).",
        "Of the killed, civilians: 8 (Lawyers' Network).",
        "Lawyers' Network: stated parts: 40 or more + 25 + 8 = 73 or more; not broken down: 18 at the stated bounds, possibly none.",
        "Within this total and not added to it, by Lawyers' Network: 6 or more killed.",
    ]
    item = next(s for s in report.sections if s.title == "Totals over a period").items[0]
    assert [c.quote for c in item.sentences[5].cites] == [
        "Over 90 people", "at least 40 paramilitaries", "25 soldiers", "8 civilians",
    ]  # fmt: skip
    assert [c.quote for c in item.sentences[6].cites] == ["at least 6 paramilitaries"]


def test_what_has_no_toll_is_told_too_and_only_once() -> None:
    second = replace(capture(), attribution=(Attribution("Resistance Committees"),))
    report = written(shells(), capture(), second)
    by = "Nile Gazette and Resistance Committees"
    assert sentences(report, "Further developments") == [
        f"Capture, Bara, 2023-06-09, by Sudanese army (according to {by})."
    ]
    assert "Bara" not in "".join(sentences(report, "What happened"))


def test_plans_denials_and_other_days_and_places_are_no_developments() -> None:
    plan = replace(capture(), modality=Modality.INTENDED)
    denied = replace(capture(), polarity=Polarity.DENIED)
    early = replace(capture(), time=ClaimTime(None, Days.on(date(2023, 5, 2))))
    past = replace(capture(), background=True)
    assert sentences(written(plan, denied, early, past), "Further developments") == []
    assert sentences(written(capture(), place="El Obeid"), "Further developments") == []
    assert len(sentences(written(capture(), place="North Kordofan"), "Further developments")) == 1


def test_a_position_is_listed_once_with_all_its_words() -> None:
    chad, state = (Mention("Chad", ("Government of Chad",)),), (Mention("the government", ("Government of Sudan",)),)
    one = claim("support", "Chad backs the government", agents=chad, targets=state)
    two = claim("support", "Chad again backed the government", agents=chad, targets=state)
    report = written(one, two)
    assert sentences(report, "Positions") == [
        "Government of Chad: support for Government of Sudan (2023-06-09, according to Nile Gazette)."
    ]
    assert len(next(s for s in report.sections if s.title == "Positions").items[0].sentences[0].cites) == 2


def test_words_within_longer_words_are_not_quoted_twice() -> None:
    army = {"agents": (Mention("The army", ("Sudanese army",)),), "attribution": (Attribution("Sudanese army"),)}
    short = claim("threat", "The army vowed to hold El Obeid", **army)
    full = claim("threat", "The army vowed to hold El Obeid and then to take the west", **army)
    found = sentences(written(short, full), "Positions")
    assert found == ['Sudanese army, threat (2023-06-09): "The army vowed to hold El Obeid and then to take the west"']


def test_one_saying_read_twice_is_quoted_once() -> None:
    army = {"agents": (Mention("The army", ("Sudanese army",)),), "attribution": (Attribution("Sudanese army"),)}
    twice = [claim("threat", "The army vowed to hold El Obeid", **army) for _ in range(2)]
    assert len(sentences(written(*twice), "Positions")) == 1


def test_a_body_named_beside_its_minister_is_the_one_who_stands() -> None:
    minister = Mention("Chad", ("Mahamat Saleh", "Government of Chad"))
    body = Mention("the government", ("Government of Chad",))
    stray = Mention("somebody elsewhere", ("Somebody",))
    c = claim(
        "support", "Chad backs the government", agents=(minister, body, stray), targets=(Mention("x", ("Khartoum",)),)
    )
    assert [p.actor for p in positions(told(c))] == ["Government of Chad"]
    alone = replace(c, agents=(minister, stray))
    assert [p.actor for p in positions(told(alone))] == ["Mahamat Saleh"]


@pytest.mark.parametrize(
    ("words", "known", "stand"),
    [
        ("Secretary-General Martin Vale", ("Martin Vale", "United Nations"), ["Martin Vale"]),
        ("Prime Minister Anne Fils-Marie", ("Anne Fils-Marie", "Government of Chad"), ["Anne Fils-Marie"]),
        ("Chad-Sudan border troops", ("Chadian army", "Sudanese army"), ["Chadian army", "Sudanese army"]),
        ("Bakr and the army", ("Bakr", "Sudanese army"), ["Bakr", "Sudanese army"]),
        ("They", (), []),
        ("the elders", (), ["the elders"]),
    ],
)
def test_whose_position_it_is(words: str, known: tuple[str, ...], stand: list[str]) -> None:
    c = claim("support", "Chad backs the government", agents=(Mention(words, known),), attribution=NETWORK)
    assert [p.actor for p in positions(told(c))] == stand


@pytest.mark.parametrize(
    ("year", "days", "happened", "history"),
    [
        (2014, Days(), 1, 1),
        (2014, Days(date(2014, 1, 1), date(2014, 12, 31)), 1, 0),  # asked for
        (D.year, Days(), 1, 0),  # of the day of the news: one event
    ],
)
def test_history_stands_apart_in_the_whole_record(year: int, days: Days, happened: int, history: int) -> None:
    old = replace(shells(), background=True, time=ClaimTime(None, Days.on(D.replace(year=year))))
    rows = [*told(shells()), *(replace(s, head=replace(s.head, id="r2")) for s in told(old))]
    found = situation(picture(rows), rows, days)
    items = {s.title: len(s.items) for s in found.sections}
    assert (items["What happened"], items["Told as history"]) == (happened, history)
    assert ("2014" in found.title) is bool(days)


def test_the_title_covers_all_that_is_told() -> None:
    late = replace(capture(), time=ClaimTime(None, Days.on(date(2023, 6, 11))))
    rows = told(shells(), late)
    assert (
        situation(picture(rows), rows, Days()).title == "Situation report, the whole record, 2023-06-09 to 2023-06-11"
    )
    assert markdown(situation(picture(rows), rows, Days())).startswith("# Situation report")


def test_figures_of_different_people_by_different_origins_are_no_versions_of_one_number() -> None:
    mine = replace(shells(), places=(town("El Obeid"),))
    dead = replace(killed("8 civilians", 8, 8, "civilian", of=None), scope=Scope.INCIDENT)
    theirs = replace(mine, attribution=(Attribution("Doctors' Union"),), quantities=(dead,))
    rows = told(mine, theirs)
    rows[1] = replace(rows[1], head=Head("r2", "Kassala Post", D))
    assert {t.relation for t in ledger(picture(rows)).ties} == {Relation.OTHERS}
    same = replace(theirs, quantities=mine.quantities)
    rows[1] = replace(rows[1], claim=same)
    assert {t.relation for t in ledger(picture(rows)).ties} == {Relation.BESIDE}


def test_hurt_fighters_alone_are_discounted_too() -> None:
    q = replace(shells().quantities[0], measure=Measure.KILLED_OR_WOUNDED)
    (event,) = picture(told(replace(shells(), quantities=(q,)))).incidents
    assert grade(event).name is GradeName.DISCOUNTED
    assert "nobody counts the dead" in grade(event).reason
    people = replace(q, group=Group("people", (), Status.UNKNOWN))
    (event,) = picture(told(replace(shells(), quantities=(people,)))).incidents
    assert grade(event).name is not GradeName.DISCOUNTED


def denial(words: str) -> Claim:
    army = (Mention("The army", ("Sudanese army",)),)
    return claim("denial", words, agents=army, attribution=(Attribution("Sudanese army"),), places=(town("El Obeid"),))


def test_what_denies_the_fall_of_a_town_denies_no_strike_on_it():
    words = "The army took the village of Bara"
    fall = claim("capture", words, polarity=Polarity.DENIED, places=(town("El Obeid"),))
    about_the_fall = picture(told(shells(), denial(words), fall)).incidents
    about_nothing_else = picture(told(shells(), denial(words))).incidents
    assert [i.denied for i in about_the_fall] == [()]
    assert [[b.actor for b in i.denied] for i in about_nothing_else] == [["Sudanese army"]]
