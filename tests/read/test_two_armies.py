"""A war of two states: whose army tells, who is blamed, what is foreseen, when they agreed, which governor it was."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

# Makes a report of a war between two states of them.
WAR = " Cambodian troops hold the hill in Cambodia. Thai and Cambodian troops fought near Surin."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A Thai jet bombed two military targets in Cambodia, the army said.", "Royal Thai Army"),
        ("Thai jets struck nine hideouts in Cambodia, the army said.", "Royal Thai Army"),
        # Of a market hit no army boasts.
        ("Thai jets struck a market in Cambodia, the army said.", "Royal Cambodian Army"),
        # Who has just spoken has an army, too.
        (
            "Thailand's health minister, Somsak Chai, said nine people had died. Six of them were killed at a market hit "
            "by Cambodian rockets, the army said.",
            "Royal Thai Army",
        ),
    ],
)
def test_whose_army_tells(text: str, source: str) -> None:
    found = [c for c in claims(text + WAR) if c.evidence.span.start < len(text)]
    assert found[-1].origin == source


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oslo condemned the military aggression of Thailand.", "accusation | at Government of Thailand"),
        ("Oslo condemned Thailand's military aggression.", "accusation | at Government of Thailand"),
        ("Oslo condemned the military aggression.", "accusation | at"),
        ("Oslo called the raid a Thai plot.", "accusation | at Government of Thailand"),
    ],
)
def test_whose_aggression_is_condemned(text: str, wanted: str) -> None:
    assert wanted in told(text, "at")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The premier warned that the clashes could turn into a war.", [("assessment", "possible")]),
        ("The minister said the conflict might spill over the border.", [("assessment", "possible")]),
        ("Tehran warned that it would answer any attack.", [("threat", "intended")]),
        ("Fighting spread to Goma on Monday.", [("clash", "actual")]),
    ],
)
def test_what_may_come_of_the_fighting(text: str, kinds: list[tuple[str, str]]) -> None:
    assert [(c.type.value, c.modality.value) for c in claims(text)] == kinds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Thailand accused Cambodia of laying mines that wounded five soldiers.",
            "bombing | by Government of Cambodia | n wounded 5",
        ),
        (
            "Israel accused Hezbollah of firing rockets that killed two people in Metula.",
            "shelling | by Hezbollah | n killed 2",
        ),
    ],
)
def test_what_the_accused_laid_and_fired(text: str, wanted: str) -> None:
    found = told(text, "by n")
    assert found[0].startswith("accusation")
    assert found[1:] == [wanted]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thailand and Cambodia agreed on Monday to a truce, the Malaysian premier said.", "2025-06-09"),
        ("Thailand and Cambodia agreed in May to a truce, the Malaysian premier said on Monday.", "2025-05-01"),
        ("Thailand and Cambodia agreed to a truce, the Malaysian premier said on Monday.", None),
    ],
)
def test_when_they_agreed(text: str, day: str | None) -> None:
    (deal,) = [c for c in claims(text) if c.type.value == "agreement"]
    assert (str(deal.time.days.start) if deal.time.days else None) == day


@pytest.mark.parametrize(
    ("office", "source"), [("army spokesman", "governor"), ("governor", "Win Suvaree"), ("official", "governor")]
)
def test_another_office_is_another_man(office: str, source: str) -> None:
    text = (
        f"Rebels attacked the base, {office} Win Suvaree said. The army took Bor, Suvaree said. More than 2,000 people "
        "fled on Tuesday, the governor said."
    )
    assert claims(text)[-1].origin == source


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hours before the meeting, residents of Surin heard artillery fire.", ["shelling"]),
        ("Shells hit Surin hours before talks in Kuala Lumpur.", ["shelling", "talks"]),
    ],
)
def test_before_the_meeting_says_when(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == kinds


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (
            "President Trump said on his Truth Social platform that he had called the leaders of both countries and that "
            "they had met to work out a ceasefire.",
            False,
        ),
        ("President Trump called on the leaders of both countries to work out a ceasefire.", True),
    ],
)
def test_who_rings_asks_for_nothing(text: str, asks: bool) -> None:
    assert ("demand" in {c.type.value for c in claims(text)}) is asks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The navy said Cambodian forces had entered Thai territory at three points.", "deployment"),
        ("The navy said Cambodian forces had entered the town of Trat.", "capture"),
    ],
)
def test_who_enters_a_territory_takes_no_town(text: str, kind: str) -> None:
    assert [c.type.value for c in claims(text)] == [kind]


def test_jets_sent_into_an_airspace_support_nobody() -> None:
    text = (
        "Cambodia's defence ministry said Thailand had sent jets into its airspace and dropped smoke bombs; the Thai army "
        "rejected the accusation."
    )
    kinds = {c.type.value for c in claims(text)}
    assert "denial" in kinds
    assert "support" not in kinds


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The M23 said it had withdrawn from none of its positions.", "denied"),
        ("The M23 said it had withdrawn from nine of its positions.", "affirmed"),
    ],
)
def test_none_of_them(text: str, polarity: str) -> None:
    assert [(c.type.value, c.polarity.value) for c in claims(text)] == [("withdrawal", polarity)]


def test_a_name_with_two_small_words() -> None:
    (claim,) = claims("U.N. official Vivian van de Perre told reporters that 2,000 people had been killed.")
    assert claim.origin == "Vivian van de Perre"


def test_fighting_that_threatens_is_no_threat() -> None:
    text = "Rwanda's foreign ministry denied that its forces were in Congo and said fighting near the border threatened it."
    assert "threat" not in {c.type.value for c in claims(text)}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Rescue workers said they had taken away at least 100 bodies from the site of the blast.", "killed"),
        ("Fighters took away at least 100 men from the site of the blast.", "captured"),
    ],
)
def test_bodies_taken_away_are_dead(text: str, measure: str) -> None:
    assert {q.measure.value for c in claims(text) for q in c.quantities} == {measure}


def test_who_has_overrun_a_base_took_it() -> None:
    found = claims("Militants have overrun three army bases in Borno, officials and residents said.")
    assert {(c.type.value, q.count.low) for c in found for q in c.quantities} == {("capture", 3)}
