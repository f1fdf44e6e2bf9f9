"""Faults found on digests, live pages, press releases and bulletins, each on a sentence of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType
from fogline.core.report import Report
from fogline.read.document import parse, plain
from fogline.read.places import Places
from fogline.read.reader import read
from fogline.read.times import Times


def claims(text: str, published: str = "2025-03-13") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", published)]))).claims


def sources(text: str) -> set[str]:
    return {c.attribution[0].source for c in claims(text) if c.attribution}


def placed(text: str) -> dict[str, str]:
    (document,) = parse([Report("r", text, "Daily Example", "2025-03-13")])
    return {document.quote(m.phrase): m.name for m in Places(document).mentions if m.role in ("event", "anaphor")}


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("\u25aa\ufe0f Shells hit Kosti.\n\u2022 Nine people died.", "Shells hit"),
        ("17:10 Shells hit Kosti.\n9.05am GMT - Nine people died.", "Shells hit"),
        ("At 17:10 shells hit Kosti.", "At 17:10 shells"),
        ("Losses: 17.10 and 9.05 tons.", "Losses: 17.10"),
    ],
)
def test_marks_that_open_an_entry_are_no_words(text: str, opening: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(text).strip().startswith(opening)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Shells hit Kosti on Tuesday and nine people died, the Gezira Rights Network reports.",
            "Gezira Rights Network",
        ),
        ("Shells hit Kosti on Tuesday. Nine people died, 15 wounded (Health Ministry).", "Health Ministry"),
        (
            'The chief of staff, General Adam Bly, admitted that "some posts were lost", notably among guards at the Kosti '
            "bridge, but said that nine raiders had been arrested.",
            "Adam Bly",
        ),
        ("A resident of Kosti, who asked not to be named, said that shelling had killed nine.", "a resident of Kosti"),
    ],
)
def test_who_says_it_at_the_end_in_brackets_or_after_a_quotation(text: str, source: str) -> None:
    found = sources(text)
    assert any(source in s for s in found), found
    assert not found & {"Kosti", "guards at the Kosti bridge"}


def test_two_who_condemn_by_one_verb_each_condemn() -> None:
    text = "The attack on Kosti was condemned by Chad and by the African Union."
    found = [c for c in claims(text) if c.type is ClaimType.ACCUSATION]
    assert {n for c in found for m in c.agents for n in m.actors} == {"African Union", "Government of Chad"}
    assert not any(c.targets for c in found)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Drones hit a depot overnight on March 4 to 5.", ("2025-03-04", "2025-03-05")),
        ("Drones hit a depot on the night of March 4 to 5.", ("2025-03-04", "2025-03-05")),
    ],
)
def test_a_night_has_two_days_where_both_are_named(text: str, days: tuple[str, str]) -> None:
    (document,) = parse([Report("r", text, "Daily Example", "2025-03-13")])
    (phrase,) = Times(document).phrases
    assert (str(phrase.days.start), str(phrase.days.end)) == days


def test_the_day_of_a_dateline_is_no_day_of_events() -> None:
    text = (
        "MUSCAT, Oman, March 12, 2025 - On March 10 the coalition conducted nine air strikes in Yemen, officials reported "
        "today.\n\nNear Taiz, one strike destroyed a depot. Near Ibb, three air strikes destroyed two vehicles."
    )
    strikes = [c for c in claims(text) if c.type is ClaimType.AIR_STRIKE]
    assert len(strikes) == 3
    assert {str(c.time.days.start) for c in strikes} == {"2025-03-10"}


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Clashes went on in Ain Zara, Khazna Furjan and Wadi Rabie in Libya.", "Khazna Furjan", "Khazna Furjan"),
        ("Their men may push on toward Brenivka and Lastovne in Donetsk Oblast.", "Brenivka", "Brenivka"),
        (
            "Most of them are at Kabul airport.\n\nA resident of Kandahar said soldiers had left for the airport.",
            "the airport",
            "Kandahar airport",
        ),
        (
            "Troops entered Mosul on Tuesday. They met resistance, a colonel told reporters in Baghdad. He said that "
            "fighters were still in the city.",
            "the city",
            "Mosul",
        ),
    ],
)
def test_a_place_is_the_whole_name_and_the_one_spoken_of(text: str, phrase: str, name: str) -> None:
    assert placed(text).get(phrase) == name


def test_a_day_of_the_forces_is_no_place() -> None:
    assert "Day" not in placed("On Armed Forces Day soldiers opened fire in Myanmar.")


def test_two_figures_of_one_verb_are_one_toll() -> None:
    text = "The health ministry put the toll at 43 dead and 61 injured."
    assert [[q.count.low for q in c.quantities] for c in claims(text)] == [[43, 61]]


def test_an_office_and_the_name_beside_it_are_one_party() -> None:
    text = "The relief coordinator, Tom Archer, spoke by telephone with Sudanese army chief Abdel Fattah al-Burhan on Monday."
    talks = [c for c in claims(text) if c.type is ClaimType.TALKS]
    assert {len(c.agents) for c in talks} == {2}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Nairobi accused Juba of arming the Nuer rebels.", {"Juba"}),
        ("The president condemned the killings in Bentiu and said the armed forces had been given support.", set()),
    ],
)
def test_whom_the_accused_helps_and_who_is_told_of_besides_are_not_accused(text: str, targets: set[str]) -> None:
    found = [c for c in claims(text) if c.type is ClaimType.ACCUSATION]
    assert found
    assert {m.text for c in found for m in c.targets} == targets


def test_who_carries_a_statement_did_not_write_it() -> None:
    text = (
        "The Saudi-led coalition called the raid on Saada legitimate. In a statement carried by the Saudi Press Agency, it "
        "said it had targeted a launcher in Saada. It accused the Houthis of using children as human shields."
    )
    assert "Saudi Press Agency" not in sources(text)


def test_insurgents_are_not_the_militia_beside_the_army() -> None:
    text = (
        "Suspected Boko Haram insurgents killed 43 farmers in Borno on Monday. The Civilian Joint Task Force joined the "
        "search. The insurgents killed 22 farmers near Maiduguri in October."
    )
    doers = {n for c in claims(text) if c.type is ClaimType.ATTACK for m in c.agents for n in m.actors}
    assert doers == {"Boko Haram"}
