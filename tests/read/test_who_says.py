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
        "The UN rapporteur in Sudan, Zelena Dolyna-Bly, condemned the attack.",
    ],
)
def test_who_holds_an_office_in_a_land_is_no_place(text: str) -> None:
    assert {p.text for c in claims(text) for p in c.places} <= {"Sudan"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # What is left open is not told.
        (
            "The army said it had pulled out of the base in Kidal, without saying how many troops had died.",
            ["withdrawal"],
        ),
        ("Rebels captured Bara on Friday. The army did not say whether its troops had been killed.", ["capture"]),
        ("The army said on Friday how many troops had died: nine were killed in Bara.", ["toll"]),
        # What those who are let through would do is part of what is asked.
        ("The UN called on all parties to allow aid convoys to reach Sittwe before fighting resumes.", ["demand"]),
        # What nobody is named for is no judgement of anybody's, nor does one deed make a report of a war.
        (
            "Rebels shelled Gao. Troops left Bara. Soldiers took Kutum. "
            "It was said that the rebels in Gao had lost heart.",
            ["shelling", "withdrawal", "capture"],
        ),
        ("Rebels shelled Gao. The mayor said that the militia in Gao had lost heart.", ["shelling"]),
        (
            'Rebels shelled Gao. Troops left Bara. Soldiers took Kutum. The mayor said: "Has the militia lost heart?"',
            ["shelling", "withdrawal", "capture"],
        ),
        (
            "Rebels shelled Gao. Troops left Bara. Soldiers took Kutum. Ann Bly studied law. She wrote nine books. "
            "She has a garden. She likes tea. The mayor said that the militia had lost heart.",
            ["shelling", "withdrawal", "capture"],
        ),
        # What is only called something is not condemned.
        ("The mayor called the attack a crime.", ["accusation"]),
        # A deal that was told is not told again by whoever welcomes it.
        (
            "Israel and Hezbollah signed a truce on Monday. The deal was welcomed by the UN mission in Lebanon.",
            ["agreement", "support"],
        ),
    ],
)
def test_what_is_no_claim_of_its_own(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == kinds


def test_no_sign_of_harm_denies_it() -> None:
    text = "Jets hit a depot in Bara on Friday. There was no indication that any civilians were harmed in the strike."
    assert [c.polarity.value for c in claims(text)] == ["affirmed", "denied"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # When something was done to those spoken of is not when they were spoken of.
        ("Protesters demanded the release of a monk who was arrested by guards on Monday.", ["None", "2025-06-09"]),
        ("Kenya accused the rebels of breaking a truce signed in May.", ["None"]),
        ("Kenya condemned the raid in a note sent to the council on Monday.", ["2025-06-09"]),
    ],
)
def test_the_day_of_a_demand_is_its_own(text: str, days: list[str]) -> None:
    spoken = [line(c, "day") for c in claims(text) if c.type.value in ("demand", "accusation", "detention")]
    assert [s.split(" | day ")[1] for s in spoken] == days


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia's mercenary group Wagner says it is leaving Mali after three years. In a post on Telegram, the group "
            'said it had killed "thousands of militants and their commanders".',
            ["thousands of militants and their commanders"],
        ),
        ("Hamas gunmen killed a Hamas commander in Gaza.", ["Hamas"]),
    ],
)
def test_those_a_group_kills_are_others(text: str, wanted: list[str]) -> None:
    assert [n for c in claims(text) for m in c.targets for n in (m.actors or (m.text,))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who is told on by another comes first, whoever stands nearer.
        (
            "The mayor said that nine soldiers had surrendered in Bor, Reuters reported.",
            "detention | src mayor, Reuters",
        ),
        (
            "The colonel added that nine fighters were captured in the raid, the Gao Herald reported.",
            "detention | src colonel, Gao Herald",
        ),
        ("A medic quoted by AFP said nine people were killed in Bor.", "toll | src a medic, AFP"),
        # A body and whoever speaks for it are one voice.
        (
            "The UN found that nine people were executed in Bor, said its spokesman, Farhan Haq.",
            "attack | src Farhan Haq",
        ),
        # A clause of its own beside what is asked.
        (
            "Villagers approached the soldiers asking them to stop firing, the soldiers struck a truce with the elders.",
            "agreement | src",
        ),
        ("Villagers asking soldiers to stop firing said rebels shelled Bor.", "shelling | src villagers"),
        # Those who only think so pass nothing on.
        ("Some think that rebels shelled Bor, Reuters reported.", "shelling | src Reuters, some"),
        ("Bamako rejected the charge as baseless and deployed troops to Kidal.", "deployment | src"),
        ("Cameroon, which the rebels accused of arson, sent 200 soldiers to Kumba.", "deployment | src"),
        # What is asked for answers what another tells.
        (
            "Ada Bly asked parliament to approve sanctions over a raid that the army says killed 40 villagers in Beni.",
            "toll | src FARDC",
        ),
        (
            "The vote came after Ada Bly asked for sanctions over a raid the mayor says killed nine people in Bor.",
            "attack | src mayor",
        ),
        # Reports that are the subject of a sentence.
        ("Reports of air strikes on Bor are a matter of concern, the envoy said.", "air_strike | src reports, envoy"),
        # Who is sure of it.
        ("Residents are convinced that the army shelled Bor.", "shelling | src residents"),
        ("The rebels, who are confident that they can take Bor, attacked a convoy.", "clash | src"),
        # Who filmed it.
        ("Video filmed by residents of Bor showed gunmen burning houses.", "property_damage | src residents of Bor"),
        ("A video of the town showed gunmen burning houses in Bor.", "property_damage | src a video of the town"),
        # "They" are those who spoke in the main clause.
        (
            "The RSF confirmed the deaths claimed by residents. They said the blast hit a depot in Kutum.",
            "bombing | src Rapid Support Forces",
        ),
        # A place before an adjective belongs to the name.
        (
            "The Kherson regional military administration said a shell killed two people in Antonivka.",
            "shelling | src Kherson regional military administration",
        ),
        # Whose station it is does not speak.
        (
            "According to Hezbollah's television station al-Manar, two people were killed in Tyre.",
            "toll | src Al-Manar",
        ),
        # The outlet of that country, named only later.
        (
            "A blast hit a market in Sanaa, local media said. According to the Saba news agency, four people were killed.",
            "bombing | src Saba News Agency",
        ),
        (
            "A blast hit a market in Sanaa, local media said. According to Reuters, four people were killed.",
            "bombing | src local media",
        ),
        # What "also" adds, and what goes on being counted.
        ("Residents said shells hit Bor on Monday. Clashes also broke out in Gao.", "clash | src residents"),
        ("Residents said shells hit Bor on Monday. Clashes broke out in Gao.", "clash | src"),
        ("Residents said rebels shelled Bor. They also burned homes in Gao.", "property_damage | src residents"),
        (
            "A nurse said a shell killed nine in Bor. Two more died in Gao. Another died in Kutum.",
            "toll | src a nurse | in Kutum",
        ),
    ],
)
def test_who_tells_what_others_tell(text: str, wanted: str) -> None:
    assert wanted in said(text, "in" if " | in " in wanted else "")


def test_who_tells_of_a_raid_did_not_raid() -> None:
    found = claims("The men planned a raid the army says left 20 people dead in Diffa.")
    assert [[m.text for m in c.agents] for c in found if c.quantities] == [["The men"]]
