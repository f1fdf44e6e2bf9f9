"""Threats and other talk between states: on which condition, against whom, where; and a clause told once."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

# Reports with nothing of war are passed over.
WAR = " Rebels shelled the base and killed nine soldiers in an ambush last month."


def moods(text: str) -> list[str]:
    found = claims(text + WAR)
    return [f"{c.type.value} {c.modality.value}" for c in found if c.evidence.span.start < len(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("If they cross the river there will be a firm response, the minister said.", ["threat conditional"]),
        ("The minister said there would be a firm response.", ["threat intended"]),
        (
            "The general warned that there would be a crushing response if the column was stopped.",
            ["threat conditional"],
        ),
        ("The minister said that if the rebels attack again the army will respond with force.", ["threat conditional"]),
        ("Any incursion will be met with full force, the spokesman said.", ["threat intended"]),
        ("The bank will respond with a letter.", []),
        ("The army responded with force.", ["clash actual"]),
        ("Norway will respond forcefully, the defence minister said.", ["threat intended"]),
        ('"Every aggression will be met with a harsh response," the army said.', ["threat intended"]),
        ("The rebels will meet with the envoy on Monday.", ["talks intended"]),
        ("The premier threatened to bomb Rwanda.", ["threat intended"]),
        ("If the militia continues to shell the town, nobody will stay, the mayor said.", ["shelling conditional"]),
        ("The group threatened to seize foreign workers.", ["threat intended"]),
    ],
)
def test_what_is_threatened_and_on_which_condition(text: str, wanted: list[str]) -> None:
    assert moods(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The rebels vowed to liberate Homs.", "threat | at"),
        ("The rebels vowed to retake the town.", "threat | at"),
        ("The militia vowed to capture the president.", "threat | at the president"),
        ("The militia vowed to capture President Salva Kiir.", "threat | at Salva Kiir, Government of South Sudan"),
        ("The general threatened to attack Homs.", "threat | at Homs"),
        ('"If they cross the border, there will be a strong response," the general said.', "threat | at they"),
        (
            "Hezbollah said there would be a painful response if Israel struck Beirut.",
            "threat | at Government of Israel",
        ),
        (
            "The premier said the army would respond with force if Rwanda attacked Goma.",
            "threat | at Government of Rwanda",
        ),
        ("There will be a harsh response if militias shell the town again, the mayor said.", "threat | at militias"),
    ],
)
def test_land_to_be_taken_is_not_threatened(text: str, wanted: str) -> None:
    assert told(text + WAR, "at")[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dozens of other pro-government militias remain active in the province.", ["deployment ongoing"]),
        ("Foreign mercenaries remain in Idlib, the observatory said.", ["deployment ongoing"]),
        ("Foreign mercenaries remained in Idlib, the observatory said.", ["deployment actual"]),
        ("Hundreds of families remain in Idlib, the observatory said.", ["assessment actual"]),
    ],
)
def test_who_remains_somewhere_is_there_now(text: str, wanted: list[str]) -> None:
    assert moods(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The minister met his counterpart on Friday, accusing the rebels of raids in Hama.",
            ["talks | in", "accusation | in Hama"],
        ),
        (
            "Ministers held talks in Doha, condemning the raids in Hama.",
            ["talks | in Doha", "accusation | in Hama"],
        ),
        (
            "The president spoke with the king, urging him to halt the raids in Hama.",
            ["talks | in", "demand | in Hama"],
        ),
        # The deed's own place may stand with what follows from it.
        ("Police detained a man in Jos, killing another in Bukuru.", ["detention | in Jos, Bukuru"]),
    ],
)
def test_talk_is_not_held_where_its_words_point(text: str, wanted: list[str]) -> None:
    assert told(text + WAR, "in")[: len(wanted)] == wanted


def test_a_border_behind_that_is_in_its_clause() -> None:
    text = (
        "Commander Ali Hasan said that Iraq's borders with Syria were completely fortified, emphasizing the forces' "
        "preparedness."
    )
    assert [p.name for p in claims(text + WAR)[0].places] == ["Iraq-Syria border"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army recaptured some of the positions that it lost last week.", "capture | n"),
        ("The army recaptured several of the positions that it lost last week.", "capture | n positions 3.."),
        ("Some soldiers were killed in Homs.", "toll | n killed 3.."),
        ("The town was the target of some air strikes.", "air_strike | n strikes 3.."),
    ],
)
def test_some_things_are_no_number(text: str, wanted: str) -> None:
    assert told(text + WAR, "n")[0] == wanted


def test_a_charge_is_told_once() -> None:
    text = "Moscow condemned Kyiv, calling the raid a terrorist attack and a war crime."
    quoted = [c.evidence.text for c in claims(text + WAR) if c.type.value == "accusation"]
    assert quoted
    assert len(set(quoted)) == len(quoted)
