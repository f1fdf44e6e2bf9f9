"""Faults seen when reports written for the purpose, of seven wars, were read line by line; each on sentences of its own."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import told

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import Places


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Who is named at the head of the next sentence is not whose men were killed.
        (
            "Luckson Elan, the leader of Gran Grif, said police killed his men. Prime Minister Garry Conille left.",
            "at",
            ["attack | at Gran Grif"],
        ),
        # What is fired, and where from; a speaker behind the last object; how many blows there were.
        ("Shells fell on Goma. The army accused M23 of firing them from Sake.", "at", ["shelling | at"]),
        ("A missile fired from Lebanon hit Haifa.", "by", ["shelling | by"]),
        ("The Israeli military carried out dozens of air strikes across Gaza.", "at", ["air_strike | at"]),
        (
            "The gang set fire to at least 45 houses and 34 vehicles, Ali Karim, a spokesman for the office, told reporters.",
            "at",
            ["property_damage | at 45 houses, 34 vehicles"],
        ),
        ("Last week Kabul was rocked by explosions that the Taliban blamed on Pakistan.", "by", ["bombing | by"]),
        # One attack, however its drones came; a decoy is nobody.
        ("Russia attacked Ukraine with 98 drones launched from Kursk.", "n", ["air_strike | n drones 98"]),
        ("The air force said 31 decoys were lost.", "n", ["materiel_loss | n drones 31"]),
        # What is laid on somebody in passing is a charge, and not told as his deed.
        (
            "The attack, which the president attributed to rebels, killed nine.",
            "by at",
            ["attack | by | at", "accusation | by the president | at rebels"],
        ),
        # The shell killed one of them.
        (
            "Nine people were killed, including two who were hit by a drone.",
            "n",
            ["toll | n killed 9, killed 2", "air_strike | n"],
        ),
    ],
)
def test_as_told(text: str, fields: str, wanted: list[str]) -> None:
    found = told(text, fields)
    assert [line for line in wanted if line in found] == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Islamabad neither confirmed nor denied it.", "denial"),
        ("The military plans elections, which critics have dismissed as a sham.", "denial"),
        ("An estimated 260,000 people were in the city before the assault.", "displacement"),
        ("Around 100 people had gathered in the village for a vigil.", "displacement"),
        ("Russia attacked Ukraine with a ballistic missile launched from Crimea.", "air_strike"),
        ("The air base resumed flights on Friday.", "aid"),
        ("Nine wounded soldiers were flown to Goma.", "deployment"),
    ],
)
def test_no_such_thing_is_told(text: str, kind: str) -> None:
    assert all(not line.startswith(kind) for line in told(text, "by"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fighters killed at least six people, most of them by beheading, in an overnight raid on Gao on Monday.",
            ["attack | by Fighters | n killed 6.."],
        ),
        (
            "Confirmed losses of terrorists in the area totaled 304 militants killed and more than 170 wounded.",
            ["toll | by | n killed 304, wounded 171.."],
        ),
        ("Militants rammed an explosive-laden vehicle into the gate of a college.", ["bombing | by Militants | n"]),
    ],
)
def test_one_deed_is_one_claim(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Around 100 people had gathered in Bon To village for a vigil.", {"Bon To"}),
        ("Men died on the Maryam Beg bridge.", {"Maryam Beg bridge"}),
        ("A man died in shelling on the Palestinian Yarmouk camp.", {"Yarmouk Camp"}),
        ("Drones launched from Kursk hit Kyiv.", {"Kursk", "Kyiv"}),
        ("He joined the front of alias Calarcá.", set()),
    ],
)
def test_what_is_a_place(text: str, wanted: set[str]) -> None:
    document = next(iter(parse([Report("r", text)])))
    assert {m.name for m in Places(document).mentions if m.role == "event"} == wanted
