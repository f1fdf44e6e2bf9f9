"""Faults seen when situation reports were read line by line, each on a sentence of its own."""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.claim import Claim, ClaimType, Measure
from fogline.core.interval import Days
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events import choose
from fogline.read.models import Proposal
from fogline.read.reader import read

DAY = date(2025, 6, 12)
"""A Thursday."""


def claims(text: str, reader: Reader | None = None) -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", DAY.isoformat())], reader=reader))).claims


def places(text: str, kind: ClaimType) -> set[str]:
    return {p.name for c in claims(text) if c.type is kind for p in c.places}


def figures(text: str) -> dict[ClaimType, list[int | None]]:
    told = [c for c in claims(text) if c.quantities]
    return {c.type: [q.count.low for q in c.quantities if q.measure is Measure.KILLED] for c in told}


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        (
            "The presidents of Kenya and Ghana met in Kutum and called for an end to the war.",
            ClaimType.TALKS,
            {"Kutum"},
        ),
        ("The armies of Kenya and Ghana clashed near Kutum on Sunday.", ClaimType.CLASH, {"Kutum"}),
        (
            "Iranian advisers have helped the army in Sudan since the war began, according to Tehran.",
            ClaimType.SUPPORT,
            {"Sudan"},
        ),
        ("The army shelled Kenya and Ghana on Sunday.", ClaimType.SHELLING, {"Kenya", "Ghana"}),
    ],
)
def test_whose_ministers_and_armies_they_are(text: str, kind: ClaimType, named: set[str]) -> None:
    assert places(text, kind) == named


def test_those_who_met_and_asked_did_not_say_that_they_met() -> None:
    told = claims(
        "The foreign ministers of Russia, Iran and Turkey met in Doha and called for an end to the fighting and for talks."
    )
    by_type = {c.type: c for c in told}
    assert by_type[ClaimType.TALKS].attribution == ()
    assert by_type[ClaimType.DEMAND].attribution


def test_a_meeting_that_was_struck_is_no_talks() -> None:
    kinds = {c.type for c in claims("A drone struck a meeting of army leaders near Kutum on Monday, killing nine.")}
    assert kinds == {ClaimType.AIR_STRIKE}
    assert ClaimType.TALKS in {c.type for c in claims("Army leaders held a meeting with the rebels near Kutum.")}


def test_a_denial_that_calls_a_report_false_charges_nobody() -> None:
    told = claims("The government denied that rebels had seized Kutum and described the reports as false propaganda.")
    assert {c.type for c in told} == {ClaimType.DENIAL, ClaimType.CAPTURE}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army said it had sent more troops and rocket launchers to the north of Darfur.", ClaimType.DEPLOYMENT),
        ("The army said Qatar had sent rocket launchers to the rebels in Darfur.", ClaimType.SUPPORT),
    ],
)
def test_an_army_s_own_troops_are_no_support(text: str, kind: ClaimType) -> None:
    assert {c.type for c in claims(text, Reader.RULES)} == {kind}


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "At least 30 people were killed on Monday, 12 of them in an air strike on a market in Kutum.",
            {ClaimType.TOLL: [30], ClaimType.AIR_STRIKE: [12]},
        ),
        (
            "Fifty people were killed in Darfur last week, including at least 12 in an air strike on Kutum.",
            {ClaimType.TOLL: [50], ClaimType.AIR_STRIKE: [12]},
        ),
        (
            "Nine people were killed in Kutum, the mayor said, seven of them by shelling.",
            {ClaimType.TOLL: [9], ClaimType.SHELLING: [7]},
        ),
        (
            "At least 30 people were killed, 12 of them children, in an air strike on Kutum.",
            {ClaimType.AIR_STRIKE: [30, 12]},
        ),
        (
            "At least 30 people, including 12 children, were killed in an air strike on Kutum.",
            {ClaimType.AIR_STRIKE: [30, 12]},
        ),
    ],
)
def test_how_many_of_the_dead_a_blow_killed(text: str, killed: dict[ClaimType, list[int | None]]) -> None:
    assert figures(text) == killed


def test_whose_strikes_killed_some_did_not_kill_all_nor_on_that_day() -> None:
    told = claims(
        "The army has fought the rebels around Kutum for a week. Twenty civilians were also killed, the mayor said, 19 "
        "of them in Russian air strikes on Thursday."
    )
    toll, strike = (next(c for c in told if c.type is kind) for kind in (ClaimType.TOLL, ClaimType.AIR_STRIKE))
    assert toll.agents == ()
    assert [m.actors for m in strike.agents] == [("Russian Air Force",)]
    assert toll.time.days != Days.on(DAY) == strike.time.days


def test_what_stands_before_a_parenthesis_is_said_too() -> None:
    told = claims("Twenty civilians were killed on Thursday, the mayor of Kutum said, 19 of them in air strikes.")
    assert {c.type: [a.source for a in c.attribution] for c in told} == {
        ClaimType.TOLL: ["mayor of Kutum"],
        ClaimType.AIR_STRIKE: ["mayor of Kutum"],
    }


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Kenya accused Uganda of arming rebels who killed nine people in Kutum on Monday.", "rebels"),
        ("Kenya accused Uganda of laying mines that killed nine people in Kutum on Monday.", "Uganda"),
    ],
)
def test_who_did_what_the_accused_only_helped(text: str, doer: str) -> None:
    told = next(c for c in claims(text) if c.quantities)
    assert [m.text.split()[-1] for m in told.agents] == [doer]


def test_a_speaker_is_no_number() -> None:
    told = claims(
        "At least 31 civilians have been killed and 57 injured in the raids and in firing across the border since "
        "Wednesday, the Kutum Relief Board said on Thursday."
    )
    assert {a.source for c in told for a in c.attribution} == {"Kutum Relief Board"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army has not confirmed any losses.", False),
        ("The army did not acknowledge any casualties.", False),
        ("The army reported no casualties.", True),
        ("The army confirmed the loss of nine soldiers.", True),
    ],
)
def test_losses_that_are_not_confirmed_are_not_told(text: str, told: bool) -> None:
    found = claims(f"The rebels shelled Kutum on Monday. {text}")
    assert any(c.type is ClaimType.TOLL for c in found) is told


@pytest.mark.parametrize(
    ("dateline", "source"),
    [("SRINAGAR", "Government of India"), ("ISLAMABAD", "Government of Pakistan"), ("", "Government of India")],
)
def test_whose_government_it_is_where_a_war_of_two_states_is_reported_from(dateline: str, source: str) -> None:
    text = (
        f"{dateline} - Pakistani troops shelled Poonch on Monday, killing nine people, police said. Pakistan denied it. "
        "Indian troops fired back, officials in India said. The government said six soldiers had been killed near Uri."
    ).removeprefix(" - ")
    (told,) = (c for c in claims(text) if "six soldiers" in c.evidence.text)
    assert [a.source for a in told.attribution] == [source]


def test_the_speaker_who_says_that_it_struck() -> None:
    told = claims(
        "Rebels shelled Kutum on Monday. Kenya said it struck nine positions near Kutum on Tuesday.", Reader.RULES
    )
    assert [m.actors for c in told if "struck" in c.evidence.text for m in c.agents] == [("Government of Kenya",)]


@pytest.mark.parametrize(
    ("text", "head", "second"),
    [
        ("Kenya fired missiles at targets in nine cities.", "targets", False),
        ("The army shot down drones and missiles that Kenya fired.", "missiles", False),
        ("The army shot down drones and missiles that Kenya fired.", "drones", False),
        ("Kenya fired missiles in answer to strikes on Kutum.", "strikes", True),
    ],
)
def test_what_is_fired_and_fired_at_is_no_second_blow(text: str, head: str, second: bool) -> None:
    (document,) = parse([Report("r", text)])
    at = {t.text: t.i for t in document.doc}
    proposed = Proposal(at[head], ClaimType.AIR_STRIKE, 0.9, document)
    assert choose._fired(document, proposed, {at["fired"]: ClaimType.SHELLING}) is not second


def test_a_deed_that_is_called_something_is_not_asked_for() -> None:
    told = claims('Kenya shelled Kutum on Monday. It called its action "focused, measured and non-escalatory".')
    assert ClaimType.DEMAND not in {c.type for c in told}
    asked = claims("The army struck nine sites near Kutum. It called on the rebels to lay down their arms.")
    assert ClaimType.DEMAND in {c.type for c in asked}


def test_police_on_the_other_side() -> None:
    text = (
        "ISLAMABAD - Pakistani troops shelled Poonch on Monday. Pakistan's military denied it. Seven civilians were "
        "killed in Poonch, police on the Indian side said. Nine people were hurt in Kotli, police said."
    )
    told = {c.quantities[0].count.low: c.attribution[0].source for c in claims(text) if c.quantities}
    assert told == {7: "Indian police", 9: "Pakistani police"}


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Pakistani Kashmir", "Azad Kashmir", "PK"),
        ("Pakistan-administered Kashmir", "Azad Kashmir", "PK"),
        ("Indian Kashmir", "Indian Kashmir", "IN"),
    ],
)
def test_the_two_parts_of_kashmir(words: str, name: str, country: str) -> None:
    told = claims(f"At least 13 civilians were killed in shelling in {words} on Monday, officials said.")
    assert {(p.name, p.country) for c in told for p in c.places} == {(name, country)}


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The governor of Kursk said rebels had shelled Sudzha.", "governor of Kursk"),
        ("The president said rebels had shelled Sudzha.", "Volodymyr Zelenskyy"),
    ],
)
def test_the_governor_of_elsewhere_is_not_the_president_just_quoted(said: str, source: str) -> None:
    told = claims(f"Zelenskiy said on Monday that Ukraine was at war. {said}")
    assert [c.attribution[0].source for c in told if "shelled" in c.evidence.text] == [source]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The ministry of defence said rebels had shelled Kutum.", False),
        ("The ministry said rebels had shelled Kutum.", True),
    ],
)
def test_the_ministry_of_defence_is_not_the_foreign_ministry(said: str, source: bool) -> None:
    told = claims(f"Two people were killed near Nyala, the foreign ministry in Moscow said. {said}")
    (shelled,) = (c for c in told if "shelled" in c.evidence.text)
    assert (shelled.attribution[0].source == "Russian Foreign Ministry") is source


@pytest.mark.parametrize(
    ("words", "counted"),
    [("one of the largest attacks of the war", []), ("three attacks on the city", [3])],
)
def test_one_of_the_largest_is_no_count(words: str, counted: list[int]) -> None:
    told = claims(f"Rebels fought the army near Kutum on Monday, officials said, in {words}.")
    assert [q.count.low for c in told for q in c.quantities] == counted


def test_a_capital_that_evacuates_is_no_scene() -> None:
    told = places("Rebels hold Sudzha, a general said, as Moscow evacuated civilians.", ClaimType.DISPLACEMENT)
    assert "Moscow" not in told
    assert places("Civilians were evacuated from Moscow, a general said.", ClaimType.DISPLACEMENT) == {"Moscow"}


def test_what_follows_an_aside_is_of_the_deed_before_it() -> None:
    text = (
        "Kenya said it struck nine rebel positions in Nyala on Wednesday, two weeks after gunmen killed 26 people, most of "
        "them tourists, near Kutum."
    )
    assert places(text, ClaimType.ATTACK) == {"Kutum"}
    assert "Kutum" not in {p.name for c in claims(text) if c.type is not ClaimType.ATTACK for p in c.places}


@pytest.mark.parametrize(
    ("said", "army"),
    [
        ("Zelenskiy said the troops now hold 92 settlements in the Kursk region.", "Ukrainian military"),
        ("Trump said the troops now hold 92 settlements in the Sumy region.", "Russian military"),
    ],
)
def test_whose_troops_a_statesman_speaks_of(said: str, army: str) -> None:
    told = claims(f"Russian forces pressed on towards Pokrovsk in Ukraine on Monday, Kyiv said. {said}")
    assert [m.actors[0] for c in told if "92" in c.evidence.text for m in c.agents] == [army]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Security forces stormed a camp in Khartoum on Monday, killing at least 35 people, a doctors' committee close to "
            "the demonstrators said.",
            "doctors' committee",
        ),
        ("Nine people died in Kutum, a monitoring group close to the army said.", "monitoring group"),
        ("Rebels killed nine people in Kutum, an army officer said.", "army officer"),
    ],
)
def test_who_speaks_is_neither_the_dead_nor_whom_he_is_close_to(text: str, source: str) -> None:
    assert {c.attribution[0].source.removeprefix("a ").removeprefix("an ") for c in claims(text)} == {source}
