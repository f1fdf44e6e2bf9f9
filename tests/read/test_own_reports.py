"""Faults seen when reports written for the purpose, of ten wars, were read line by line; each on sentences of its own."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.blows import same_blow
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
        ("The army accused M23 of firing them from Sake.", "at", ["accusation | at M23", "shelling | at"]),
        ("A missile fired from Lebanon hit Haifa.", "by", ["shelling | by"]),
        ("Rockets fired from the Gaza Strip hit Sderot.", "by", ["shelling | by"]),
        ("Shells fired from positions of M23 hit the camp at Goma.", "by", ["shelling | by M23"]),
        ("The Israeli military carried out dozens of air strikes across Gaza.", "at", ["air_strike | at"]),
        ("Militants rammed an explosive-laden vehicle into the gate of a college.", "at", ["bombing | at"]),
        (
            "The gang set fire to at least 45 houses and 34 vehicles, Ali Karim, a spokesman for the office, told reporters.",
            "at",
            ["property_damage | at 45 houses, 34 vehicles", "materiel_loss | at 45 houses"],
        ),
        # One attack, however its drones came and wherever from; a decoy is nobody.
        ("Russia attacked Ukraine with 98 drones launched from Kursk.", "n", ["air_strike | n drones 98"]),
        (
            "Russia attacked Ukraine overnight with 98 drones and an Iskander-M ballistic missile launched from Crimea, "
            "Ukraine's air force said on Friday.",
            "in n",
            ["air_strike | in | n drones 98, strikes 1"],
        ),
        ("The air force said 31 decoys were lost.", "n", ["materiel_loss | n drones 31"]),
        # What is laid on somebody in passing is a charge, and not told as his deed.
        (
            "The attack, which the president attributed to rebels, killed nine.",
            "by at",
            ["attack | by | at", "accusation | by the president | at rebels"],
        ),
        (
            "Last week Kabul was rocked by explosions that the Taliban blamed on Pakistan.",
            "by",
            ["bombing | by", "accusation | by Taliban"],
        ),
        # The shell killed one of them.
        (
            "Nine people were killed, including two who were hit by a drone.",
            "n",
            ["toll | n killed 9, killed 2", "air_strike | n"],
        ),
        (
            "Gunmen killed nine people, including a guard who was beheaded.",
            "n",
            ["attack | n killed 9, killed 1"],
        ),
        # A front with a number is one of that name; a number of fighters names nobody.
        (
            "The Gulf Clan fled Cali. The 36th Front had burned Bello.",
            "by",
            ["withdrawal | by Clan del Golfo", "property_damage | by 36th Front"],
        ),
        (
            "The Gulf Clan fled Cali. The 900-strong group had burned Bello.",
            "by",
            ["withdrawal | by Clan del Golfo", "property_damage | by Clan del Golfo"],
        ),
        # Nobody denies, flees, helps or is deployed here.
        ("Rebels shelled Kabul. Islamabad neither confirmed nor denied it.", "n", ["shelling | n"]),
        ("Rebels shelled Gao. Critics have dismissed the vote as a sham.", "n", ["shelling | n"]),
        ("Rebels shelled Gao. An estimated 9,000 people were in the city.", "n", ["shelling | n"]),
        ("Rebels shelled Gao. The air force base resumed flights on Friday.", "n", ["shelling | n", "assessment | n"]),
        ("Nine wounded soldiers were flown to Goma.", "n", ["toll | n wounded 9"]),
        # One deed is one claim, with the counts of both its words, in the longer quotation.
        (
            "Fighters killed at least six people, most of them by beheading, in an overnight raid on Gao on Monday.",
            "by n",
            ["attack | by Fighters | n killed 6.."],
        ),
        (
            "Rebels fired a number of shells from the west, with the shells landing in Gao market and claiming two lives.",
            "n",
            ["shelling | n strikes 3.., killed 2"],
        ),
    ],
)
def test_as_told(text: str, fields: str, wanted: list[str]) -> None:
    assert told(text, fields) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Around 100 people had gathered in Bon To village for a vigil.", {"Bon To"}),
        ("Men died on the Maryam Beg bridge.", {"Maryam Beg bridge"}),
        ("A man died in shelling on the Palestinian Yarmouk camp.", {"Yarmouk Camp"}),
        ("He joined the front of alias Calarcá.", set()),
    ],
)
def test_what_is_a_place(text: str, wanted: set[str]) -> None:
    document = next(iter(parse([Report("r", text)])))
    assert {m.name for m in Places(document).mentions if m.role == "event"} == wanted


@pytest.mark.parametrize(
    ("text", "word", "deed", "expected"),
    [
        ("Russia attacked Kyiv with drones launched from Kursk.", "launched", "attacked", True),
        ("Russia attacked Kyiv with nine missiles.", "missiles", "attacked", True),
        ("Four people were hurt in attacks with rocket shells on Gao.", "shells", "attacks", False),
        ("Rebels shelled Gao as rockets rained on Bara.", "rockets", "shelled", False),
    ],
)
def test_what_is_no_second_blow(text: str, word: str, deed: str, expected: bool) -> None:
    doc = next(iter(parse([Report("r", text)]))).doc
    (at,) = (t.i for t in doc if t.text == deed)
    (token,) = doc.written(word)
    assert same_blow(token, ClaimType.SHELLING, {at: ClaimType.ATTACK}) is expected


def test_a_verb_with_a_subject_names_its_speaker_though_the_tagger_takes_it_for_a_participle() -> None:
    text = "Rebels shelled Gao. The prime minister repeated on Tuesday his request for a foreign force."
    assert [a.source for c in claims(text) if c.type is ClaimType.DEMAND for a in c.attribution] == ["prime minister"]
