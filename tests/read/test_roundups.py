"""Round-ups of several fronts and states: whose ministry it is, who is among the dead, what an official did not do."""

from __future__ import annotations

import pytest
from tests.read.test_document import document
from tests.read.test_everyday import claims, told

# Makes a report of a war between two states of them.
WAR = " Ukraine said nine soldiers had died in Kharkiv. Ukrainian troops hold the town. Rebels shelled the base."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # Of its own success a state's own ministry tells.
        ("Russian air defences downed 65 Ukrainian drones, the Defence Ministry said.", "Russian Ministry of Defence"),
        ("Russian forces took Zvanivka, the defence ministry said.", "Russian Ministry of Defence"),
        ("Russian strikes killed nine people in Kyiv, the defence ministry said.", "Ukrainian Ministry of Defence"),
        # Who has just spoken has a ministry, too.
        (
            "NATO member Romania said drones had entered its airspace. A drone crashed in Vaslui county, the defence "
            "ministry said.",
            "Romanian Ministry of Defence",
        ),
    ],
)
def test_whose_ministry_it_is(text: str, source: str) -> None:
    found = [c for c in claims(text + WAR) if c.evidence.span.start < len(text)]
    assert source in {c.origin for c in found}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A raid killed 33 people in Kharkiv, officials said. Six children were among them.",
            ["attack | n killed 33", "toll | n killed 6"],
        ),
        ("A raid killed 33 people in Kharkiv, officials said. Six trucks were among them.", ["attack | n killed 33"]),
        ("The service said 22 people were unaccounted for in Kharkiv.", ["toll | n missing 22"]),
    ],
)
def test_who_is_counted(text: str, wanted: list[str]) -> None:
    found = [line for line, c in zip(told(text + WAR, "n"), claims(text + WAR), strict=True) if c.quantities]
    assert found[: len(wanted)] == wanted
    assert ("killed 6" in " ".join(found)) is ("killed 6" in " ".join(wanted))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kyiv Mayor Vitali Klitschko put the number of injured at 20.", "Kyiv"),
        ("The mayor of Kyiv said 20 people had been injured.", "Kyiv"),
        ("A medic said 20 people had been injured.", "Rostov"),  # the scene told last
    ],
)
def test_a_mayor_counts_in_his_town(text: str, place: str) -> None:
    before = (
        "Strikes on Kyiv killed seven people, the emergency service said. Drones killed three people in Rostov, "
        "acting governor Yuri Slyusar said. "
    )
    found = [c for c in claims(before + text) if c.type.value == "toll" and c.evidence.span.start >= len(before)]
    assert [p.name for c in found for p in c.places] == [place]


def test_an_official_set_nothing_on_fire() -> None:
    text = (
        "Ukraine's military said it hit a refinery in Ryazan, causing a fire. The regional governor, Pavel Malkov, said "
        "falling debris had caused a fire at an industrial site."
    )
    burned = [c for c in claims(text + WAR) if c.type.value == "property_damage"]
    assert burned
    assert all("Malkov" not in m.text for c in burned for m in c.agents)


def test_an_inquiry_charges_nobody() -> None:
    text = "The prosecutor's office said the strike on Kharkiv was a war crime."
    assert "accusation" in {c.type.value for c in claims(text + WAR) if c.evidence.span.start < len(text)}
    text = "The prosecutor's office opened a war crimes inquiry into the strike on Kharkiv."
    assert "accusation" not in {c.type.value for c in claims(text + WAR) if c.evidence.span.start < len(text)}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nine died hours after U.S. and Kenyan envoys met in Geneva.", 1),
        ("The talks were held in the U.S. They ended on Monday.", 2),
        ("Nine died. U.S. Vice President JD Vance voiced alarm.", 2),
    ],
)
def test_a_small_letter_begins_no_sentence(text: str, sentences: int) -> None:
    assert len(document(text).sentences) == sentences


def test_the_attack_that_began_a_war_is_none_of_this_week() -> None:
    text = (
        "Air strikes killed 104 people in Kharkiv on Tuesday. Gunmen killed some 1,200 people in the attack on the south "
        "that triggered the war."
    )
    before = [c for c in claims(text + WAR) if any(q.count.high == 1320 for q in c.quantities)]
    assert [(c.type.value, bool(c.time.days), c.background) for c in before] == [("attack", False, True)]
    again = (
        "Air strikes killed 104 people in Kharkiv on Tuesday. Nine more were wounded in the attack, which shook houses."
    )
    told_on = [c for c in claims(again + WAR) if any(q.count.high == 9 for q in c.quantities)]
    assert [(str(c.time.days.start), c.background) for c in told_on[:1]] == [("2025-06-10", False)]


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Oslo said the militia had handed over the body of a hostage found in Kharkiv.", "detention", "toll"),
        ("Rescuers pulled the body of a boy from the rubble in Kharkiv.", "toll", "detention"),
    ],
)
def test_bodies_given_back_are_no_toll(text: str, kind: str, other: str) -> None:
    kinds = [c.type.value for c in claims(text + WAR) if c.evidence.span.start < len(text)]
    assert kind in kinds
    assert other not in kinds


def test_whose_control_it_is() -> None:
    text = "Ukrainian troops fired missiles at an area under Russian control in Kharkiv."
    assert "control | by Russian military" in told(text + WAR, "by")
