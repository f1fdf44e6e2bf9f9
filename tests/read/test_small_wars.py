"""Reports of wars that few tests tell of, as a reader takes them: what possessors, pronouns and mutual charges mean.

Texts are invented. Lines are those of ``test_everyday`` and ``test_who_says``.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told
from tests.read.test_who_says import said


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whose capital it is did not fire at it.
        (
            "Eritrea has sent troops, the front said. Six rockets were fired at Eritrea's capital Asmara on Saturday.",
            "shelling | by",
        ),
        ("Chad's army fired rockets at Sudan's army near Adre.", "shelling | by Chadian army"),
        # A group that no list knows is not the land it is in.
        ("A small armed group in Myanmar said it had captured the base at Lashio.", "capture | by it"),
        ("The army in Myanmar said it had captured Lashio.", "capture | by Myanmar military"),
        (
            "The Joint Lake Force, led by Chad, said its men had killed nine rebels near Kutum.",
            "clash | by Joint Lake Force",
        ),
        ("Mali's army said it had captured Kidal.", "capture | by Malian Armed Forces"),
        # Who falls in an ambush did not lay it.
        (
            "Thirty volunteers and 20 soldiers were killed in an ambush near Djibo.",
            "clash | by | at Thirty volunteers, 20 soldiers",
        ),
        ("Chad said nine of its soldiers were killed in an ambush.", "clash | by | at Chadian army"),
        ("Twelve people died in air strikes and shelling in Lashio.", "shelling | by"),
        ("Baku confirmed the loss of a helicopter.", "materiel_loss | by"),
        ("Rebels carried out the destruction of two tanks.", "materiel_loss | by Rebels"),
        (
            "Azerbaijan's president said on Monday that troops had captured Jabrayil.",
            "capture | by Azerbaijani Armed Forces",
        ),
        ("The Ukrainian defence ministry said troops had entered Robotyne.", "capture | by Ukrainian military"),
        ("Residents said troops had captured Jabrayil.", "capture | by troops"),
        ("The Ukrainian defence ministry said troops had shelled Robotyne.", "shelling | by troops"),
        (
            "The foreign minister of Chad, in phone calls with the rebels, urged a ceasefire in Darfur.",
            "talks | by Government of Chad, Sudanese rebels",
        ),
        ("The army shelled Goma, defying calls for a ceasefire.", "demand | by | at"),
        ("Oslo called for an end to the offensive in Goma, while Russia blocked a statement.", "demand | at"),
        ("The number of people killed in two weeks of fighting near Tripoli has risen to 205.", "clash | by"),
        (
            'The LNA denied it and accused "terrorist groups" of firing rockets at Tripoli.',
            "shelling | by terrorist groups",
        ),
        ("On Monday an LNA commander said his men had seized a base in Aziziyah.", "capture | by Libyan National Army"),
        ("The mayor blamed Chad, accusing it of an attack on a market in Goma.", "attack | by Government of Chad"),
        # Whose strikes they were, and not what they hit.
        ("Israel's air strikes were launched at Tyre on Monday.", "air_strike | by Government of Israel"),
        # The army is not that of a state that only tells of it.
        (
            "The army shelled Goma. The United States said the army was sent to Bukavu.",
            "deployment | by FARDC",
        ),
        ("A drone killed two farmers near Gedaref.", "air_strike | by | at two farmers | n killed 2"),
    ],
)
def test_who_did_it(text: str, wanted: str) -> None:
    fields = " ".join(part.split(" ")[0] for part in wanted.split(" | ")[1:])
    assert wanted in told(text, fields)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "India and Pakistan accused each other of shelling villages in Kashmir.",
            [
                "accusation | src Government of India | by Government of India | at Government of Pakistan",
                "accusation | src Government of Pakistan | by Government of Pakistan | at Government of India",
                "shelling | src Government of India | by Government of Pakistan | at",
                "shelling | src Government of Pakistan | by Government of India | at",
            ],
        ),
    ],
)
def test_each_other(text: str, wanted: list[str]) -> None:
    assert [line for line in said(text, "by at") if line in wanted] == wanted


WAR = "The army shelled Goma on Monday. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('The ministry called the statement "another fabrication".', ["denial"]),
        ("Tehran called the allegations baseless.", ["denial"]),
        ("The governor described the report as propaganda.", ["denial"]),
        ('The ministry called the accusation "an absolute lie".', ["denial"]),
        ("Moscow said the accusation was groundless.", ["denial"]),
        ("The accusation was repeated by Kinshasa.", ["accusation"]),
        ("The minister called the statement helpful.", []),
    ],
)
def test_what_is_called_untrue_is_denied(text: str, wanted: list[str]) -> None:
    assert [c.type.value for c in claims(WAR + text) if c.type.value in ("denial", "accusation")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine people were taken to hospital, a doctor said; one of them died.", "toll | n wounded 9, killed 1"),
        ("At least 27 villagers were brought to a clinic in Gao after the raid.", "toll | n wounded 27.."),
        ("The bodies of nine men were taken to hospital in Gao.", "toll | n killed 9"),
        ("Troops found ten bodies of militants, one of them said.", "toll | n killed 10"),
    ],
)
def test_who_is_counted(text: str, wanted: str) -> None:
    assert wanted in told(text, "n")


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Soldiers killed nine men in Axum on November 28, 2024, a rights group said on Friday.", [False]),
        ("Soldiers killed nine men in Axum on November 28, 2024.", [True]),
        (WAR + "Soldiers killed nine men in Axum on November 28, 2024, a rights group said.", [False, True]),
    ],
)
def test_what_is_told_first_is_the_news_however_old(text: str, past: list[bool]) -> None:
    assert [c.background for c in claims(text)] == past


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The relief union condemned the shelling of Goma. Its president, Ann Bly, said homes had been destroyed.",
            "property_damage | src Ann Bly",
        ),
        (
            "Forces shelled Stepanakert on Monday, the Karabakh foreign ministry said.",
            "shelling | src Karabakh foreign ministry",
        ),
        ("In Syria foreign fighters said they had shelled Afrin.", "shelling | src foreign fighters"),
        ("Nine people were taken to hospital, a doctor in Gao said; one of them died.", "toll | src a doctor in Gao"),
        (
            "A group called Justice Collective for Kaya said nine people had died.",
            "toll | src Justice Collective for Kaya",
        ),
        ("A group known as Lake Watch said nine people had died in Gao.", "toll | src Lake Watch"),
        ("An armed group active in Mali said nine people had died in Gao.", "toll | src an armed group"),
        ("Amnesty compiled the names of 90 of the dead in Axum.", "toll | src Amnesty International"),
    ],
)
def test_who_says_it(text: str, wanted: str) -> None:
    assert wanted in said(text)


def test_whose_president_she_is() -> None:
    text = "Chad's army fled Abéché. The Red Cross condemned the shelling. Its president, Ann Bly, said homes had been destroyed."
    assert [a.affiliation for c in claims(text) for a in c.attribution if a.source == "Ann Bly"] == [
        "International Committee of the Red Cross"
    ]


def test_each_side_accuses_the_other_alone() -> None:
    text = "Clashes broke out between Azerbaijan and Armenia, with each side blaming the other for the fighting."
    assert told(text, "by at")[1:] == [
        "accusation | by Government of Azerbaijan | at Government of Armenia",
        "accusation | by Government of Armenia | at Government of Azerbaijan",
    ]


def test_who_the_dead_were() -> None:
    text = "The army said it had recorded 42 deaths among its troops near Goma."
    assert [q.group.text for c in claims(text) for q in c.quantities if q.group] == ["troops"]


@pytest.mark.parametrize(
    "text", ["The rebels fought the army over control of a mine.", "They fought for control of Goma."]
)
def test_what_is_fought_over_is_held_by_nobody(text: str) -> None:
    assert "control" not in [c.type.value for c in claims(WAR + text)]


def test_the_year_of_a_deal_is_not_of_those_who_signed_it() -> None:
    text = "Among the dead were nine signatories of a 2016 deal, the governor of Cauca said."
    assert [c.time.days.start for c in claims(text) if c.type.value == "toll"] == [None]


def test_what_another_did_to_it_has_a_day_of_its_own() -> None:
    text = "The army said it had retaken the base at Bara, which the rebels captured on Friday."
    assert [str(c.time.days.start) for c in claims(text) if c.type.value == "capture"] == ["None", "2025-06-06"]


@pytest.mark.parametrize("filed", ["BEIRUT - ", "AMMAN, June 12 - ", "ANKARA (Reuters) - ", ""])
def test_where_a_report_was_filed_is_not_whose_rebels_they_are(filed: str) -> None:
    text = f"{filed}Warplanes struck the city of Aleppo on Saturday, residents said. The rebels hold half of the city."
    assert [m.actors for c in claims(text) if c.type.value == "control" for m in c.agents] == [("Syrian rebels",)]
