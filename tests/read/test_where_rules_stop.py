"""What a rule of actors, speakers, places and days leaves alone: the sentence next to the one that it was made for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.read.test_insurgency import line, told

from fogline.core.report import Report
from fogline.read.reader import read

# Makes a report of a war between two states of them.
WAR = " Cambodian troops hold the hill in Cambodia. Thai and Cambodian troops fought near Surin."

ROWS: Sequence[tuple[str, str, str]] = [
    # One army of two is not both of them.
    (
        "Thai and Cambodian soldiers exchanged fire. The rival army agreed to a ceasefire.",
        "by",
        "agreement | by The rival army",
    ),
    # Who left his own positions does not boast of it.
    (
        "Thai soldiers left two positions in Cambodia, the army said." + WAR,
        "says",
        "withdrawal | says Royal Cambodian Army",
    ),
    # Whose the troops are that stand beside people of a land, nobody says; whose the police beside its troops are, they do.
    ("Georgian villagers and troops fought in Gori.", "by", "clash | by Georgian villagers, troops"),
    # A war whose own party or own words are told is not a neighbour's.
    (
        "Hayat Tahrir al-Sham took Idlib. Kenya, the Kenyan premier, Kenyan media and the Kenyan army condemned it. "
        "The rebels shelled Hama.",
        "by",
        "shelling | by Syrian rebels",
    ),
    # The accused denies it, and the accuser does not.
    (
        "Sudan accuses Chad of sending arms to rebels in Darfur, which it denies.",
        "by says",
        "denial | by Government of Chad | says Government of Chad",
    ),
    # Parts of a figure are told by whoever told it.
    (
        "The army said 90 people died in Bor. Among those killed, nine were children.",
        "n says",
        "toll | n killed 9 | says army",
    ),
    # Who replies with tears in his eyes says something.
    (
        "With tears in his eyes, the mayor replied that rebels had killed nine people in Bor.",
        "says",
        "attack | says mayor",
    ),
    # A territory that is told apart is some other.
    (
        "Israel bombed the Gaza Strip. Jets hit Khan Yunis. Nine people died in the territory held by rebels.",
        "in",
        "toll | in Khan Younis",
    ),
    # The capital is not that of the land where a report of another land was filed; its country may be.
    (
        "NAIROBI - Rebels killed four in Baidoa, Somalia. Nine people were killed in the capital.",
        "in",
        "toll | in Baidoa",
    ),
    (
        "KENYA - Gunmen killed four people in Garissa. Nine people were killed in the north of the country.",
        "in",
        "toll | in Kenya",
    ),
    # A town is a city only where no large one was named just before it.
    ("Rebels took Aleppo. They shelled Binnish. Nine people died in the city.", "in", "toll | in Aleppo"),
    # The country in which it was said is no scene.
    ("Kenyan police said the country was at war. Nine people died.", "in", "toll | in"),
    # Who was sent somewhere may have been killed there.
    ("Rebels killed nine soldiers sent to Bor.", "in", "clash | in Bor"),
    # A village of a people lies in their region; their villagers, and fighters from a region, may be anywhere.
    ("Gunmen killed nine people in an Amhara village.", "in", "attack | in Amhara"),
    ("Gunmen killed nine Papua villagers.", "in", "attack | in Papua"),
    # Only a stretch of time lies in a month or a year told after it.
    ("Troops fought rebels on Monday in May.", "day", "clash | day 2025-06-09"),
    ("For nine days in 2009 troops fought rebels in Bor.", "day", "clash | day 2009-01-01"),
    ("The alliance, which bombed Bor in 2015, said so.", "day", "shelling | day 2015-01-01"),
    # What a whole war has cost, and what was done all along it, was not on the day told before.
    (
        "Nine died on Monday. The UN said 90 people were killed since the start of the war.",
        "n day",
        "toll | n killed 90 | day None",
    ),
    (
        "Rebels shelled Bor on Monday. They have taken nine towns since the war began.",
        "day",
        "capture | day None",
    ),
    # What comes after a toll that is raised has its own day.
    (
        "Nine bodies were found on Monday, raising the toll to 90 after rebels shelled Bor in May.",
        "day",
        "shelling | day 2025-05-01",
    ),
]


@pytest.mark.parametrize(("text", "fields", "wanted"), ROWS)
def test_a_rule_stops(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


@pytest.mark.parametrize(
    ("outlet", "text", "wanted"),
    [
        ("Nigerian Army", "Nine soldiers shelled Bama.", "shelling | by Nine soldiers"),
        ("Nigerian Army", "Some troops looted shops in Bama.", "property_damage | by Some troops"),
        ("Nigerian Army", "Soldier shelled Bama.", "shelling | by Soldier"),
        ("Ukrainian General Staff", "Enemy troops shelled Kherson.", "shelling | by Russian military"),
    ],
)
def test_whose_men_an_army_tells_of(outlet: str, text: str, wanted: str) -> None:
    read_claims = next(iter(read([Report("r", text, outlet, "2025-06-12")]))).claims
    assert [line(c, "by") for c in read_claims] == [wanted]
