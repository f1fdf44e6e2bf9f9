"""What wire stories carry from one sentence to the next, and what they say was not told."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told


def sources(text: str) -> list[str]:
    return [f"{c.type.value} | {c.origin or ''}".strip() for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # No group is a council of the United Nations.
        (
            "M23 rebels shelled Goma. The U.N. Security Council urged restraint on Monday. The group now controls Sake.",
            "control | by M23",
        ),
        # An adverb taken for the subject.
        (
            "The M23 briefly captured Goma in 2012. The group now controls large parts of North Kivu.",
            "control | by M23",
        ),
        # Whose offensive it is.
        (
            "Azerbaijan halted its offensive in Karabakh after ethnic Armenian forces agreed to lay down their arms.",
            "clash | by Government of Azerbaijan",
        ),
        (
            "The rebels in the hills resumed their shelling of the port in response to a move.",
            "shelling | by The rebels",
        ),
        ("Rebels in the north stepped up attacks on villagers, where the army has a base.", "attack | by Rebels"),
    ],
)
def test_who_did_it(text: str, wanted: str) -> None:
    assert wanted in told(text, "by")


def test_an_offensive_that_was_halted_was_one() -> None:
    found = claims("Troops shelled the town. Azerbaijan halted its offensive in Karabakh on Wednesday.")
    assert [c.polarity.value for c in found if c.type.value == "clash"] == ["affirmed"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Azerbaijani President Ilham Aliyev said his country had shelled Shusha. Protesters demanded the resignation "
            "of Prime Minister Nikol Pashinyan. He denied that Armenia had shelled Yevlakh.",
            "denial | Nikol Pashinyan",
        ),
        # Two are named: the last who spoke goes on.
        (
            "Azerbaijani President Ilham Aliyev said troops had shelled Shusha. Officials met Nikol Pashinyan and "
            "Vladimir Putin. He denied that Azerbaijan had shelled Stepanakert.",
            "denial | Ilham Aliyev",
        ),
    ],
)
def test_who_he_is(text: str, wanted: str) -> None:
    assert wanted in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say who had opened fire.",
        "Police did not say what caused the blast.",
        "The army gave no casualty figures.",
        "Officials gave no figures for the dead.",
        "Officials are hiding casualty figures.",
        "The army claimed the hill without details on casualties.",
        "Tehran has not confirmed the death toll.",
        "The army did not say how many soldiers were killed.",
    ],
)
def test_what_was_not_said_is_no_claim(text: str) -> None:
    assert [c for c in claims(f"Gunmen shot at a car near Bria. {text}") if c.evidence.span.start > 30] == []


@pytest.mark.parametrize(
    "text",
    ["The army did not say that soldiers were killed.", "The army gave a death toll of 12."],
)
def test_what_was_said_is_one(text: str) -> None:
    assert [c for c in claims(f"Gunmen shot at a car near Bria. {text}") if c.evidence.span.start > 30]


def test_nobody_there_is_denied() -> None:
    (claim,) = (c for c in claims("There were no foreign troops in Kidal, the army said.") if c.agents)
    assert claim.polarity.value == "denied"


def test_a_tally_far_from_its_number() -> None:
    text = (
        "South Africa said four more of its soldiers had died, bringing the number of South African troops killed in the "
        "past week to 13."
    )
    assert told(text, "n")[0] == "toll | n killed 4, killed 13"


def test_if_is_no_name() -> None:
    found = told('"If Khamenei continues to fire missiles at the front, Tehran will burn," Israel Katz said.', "by")
    assert not [line for line in found if "If " in line]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shells hit the embassies of Rwanda and France in Kinshasa.", "in Kinshasa"),
        ("The minister urged the council to impose sanctions on Kigali over the raid.", "in"),
        ("Wagner told the council that it was a war, and urged the council to impose new sanctions on Kigali.", "in"),
        ("Marco Rubio spoke with Paul Kagame, saying Washington was deeply troubled by the raid.", "in"),
        ("Marco Rubio spoke with Paul Kagame, saying Washington was ready for talks about the raid.", "in"),
        ("Secretary Marco Rubio spoke with Paul Kagame in Washington about the raid.", "in Washington"),
    ],
)
def test_a_government_is_no_place(text: str, wanted: str) -> None:
    assert told(f"{text} Rebels shelled the base.", "in")[0].split(" | ")[1] == wanted


@pytest.mark.parametrize(
    ("capital", "town"),
    [("the regional capital", "Gao"), ("the capital", "Bamako")],
)
def test_whose_capital_it_is(capital: str, town: str) -> None:
    text = f"Rebels shelled Gao and Bamako on Sunday. Thirteen people were wounded in a blast in {capital}."
    assert [p.name for c in claims(text) if c.type.value == "bombing" for p in c.places] == [town]


def test_whoever_holds_an_office_is_no_town_beside_the_one_he_rules() -> None:
    text = (
        "Russian forces fought near Malaya Loknya and Kyiv. The acting governor of Kursk, Alexei Smirnov, said 13 people were "
        "wounded when a downed missile fell on a block of flats in the regional capital."
    )
    assert [p.name for c in claims(text) if c.quantities for p in c.places] == ["Kursk"]


def test_the_length_of_a_war_is_not_its_day() -> None:
    text = "Azerbaijan captured large areas around the enclave in a six-week war in 2020."
    assert told(text, "day") == ["capture | day 2020-01-01", "clash | day 2020-01-01"]


def test_one_army_has_one_name() -> None:
    found = claims("The army said its troops held the airport in Goma, and accused Rwanda of sending troops to Bukavu.")
    assert {tuple(a.source for a in c.attribution) for c in found} == {("FARDC",)}
