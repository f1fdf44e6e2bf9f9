"""Statements, denials, demands and bulletins: who says each thing, and what is only told beside it. Texts are invented.

Lines are those of ``test_everyday``, with ``src`` the sources from the originating one on.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, line


def said(text: str, fields: str = "") -> list[str]:
    """One line a claim: its type, its sources, and the fields asked for."""
    return [
        " | ".join([c.type.value, f"src {', '.join(a.source for a in c.attribution)}".strip(), *rest])
        for c in claims(text)
        for rest in [line(c, fields).split(" | ")[1:]]
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # When something was said is told by the report itself.
        ("Shelling killed nine people in Bara, the envoy said after the council met rebel leaders.", "talks | src"),
        ('"The rebels shelled a school," the governor said hours after gunmen attacked his convoy.', "attack | src"),
        (
            "Shelling killed nine people in Bara after gunmen had attacked a convoy, the envoy said.",
            "shelling | src envoy",
        ),
        # So is what is added to the name of a speaker behind the verb.
        ("Shells hit a clinic in Bara, said Ada Bly, whose brother died in a raid on Gao.", "attack | src"),
        # "With A reporting" is A's word.
        (
            "Rebels attacked Bara on Monday, with the Observatory reporting that they captured two villages.",
            "capture | src Syrian Observatory for Human Rights",
        ),
        (
            "Rebels attacked Bara on Monday, with residents saying dozens of people had been killed.",
            "toll | src residents",
        ),
        ("Two people died in a blast in Bara, with the mayor saying that ten were hurt.", "toll | src mayor"),
        ("Rebels shelled Bara despite army claims that its troops had captured the town.", "capture | src army"),
        ("Rebels shelled Bara despite police reports that the town had been captured.", "capture | src police"),
    ],
)
def test_who_says_it(text: str, wanted: str) -> None:
    assert wanted in said(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who uses what was hit did not hit it.
        ("The RSF said that its forces had targeted a depot used by the army.", "by Rapid Support Forces"),
        ("Fighters shelled a bridge used by the Sudanese army.", "by Fighters"),
        ("A convoy was hit in a strike carried out by the Sudanese army.", "by Sudanese Armed Forces"),
        # A spokesman who claims a deed claims it for his own.
        (
            "Houthi spokesman Yahya Sarea claimed responsibility for a drone attack on Eilat.",
            "by Yahya Saree, Houthi movement",
        ),
    ],
)
def test_whose_deed_it_is(text: str, wanted: str) -> None:
    deeds = [c for c in said(text, "by") if c.split(" | ")[0] not in ("denial", "deployment")]
    assert [c.split(" | ")[2] for c in deeds] == [wanted]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The warplanes bombed the port, the station reported, without giving details on casualties.", ["air_strike"]),
        ("The army did not give any casualty figures.", []),
        ("The ministry gave casualty figures of nine dead and 12 hurt in the shelling of Bara.", ["shelling"]),
    ],
)
def test_a_want_of_figures_is_no_toll(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The UN coordinator in Sudan, Clementine Nkweta-Salami, condemned the attack.",
        "The U.S. envoy to Sudan, Zelena Dolyna, condemned the attack.",
    ],
)
def test_who_holds_an_office_in_a_land_is_no_place(text: str) -> None:
    assert {p.text for c in claims(text) for p in c.places} <= {"Sudan"}
