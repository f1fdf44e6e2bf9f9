"""Short reports in the manner of agencies, ministries and monitors: every claim, who says it, and its numbers."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.reader import read


def shown(claim: Claim) -> str:
    """Type, chain of sources, numbers: "toll < a medic; killed 10-10"."""
    said = " < ".join([claim.type.value, *(link.source for link in claim.attribution)])
    counts = [f"{q.measure.value} {q.count.low}-{q.count.high}" for q in claim.quantities]
    return "; ".join([said, *counts])


def claims(text: str, outlet: str = "Daily Example") -> list[str]:
    report = Report(id="r", text=text, outlet=outlet, published="2024-11-30")
    return [shown(c) for reading in read([report], reader=Reader.RULES) for c in reading.claims]


# (text, claims)
TOLD = [
    # machines say nothing, and "it" is none of them
    (
        "Iran's defence ministry confirmed that two aircraft were destroyed. It condemned Israel.",
        ["materiel_loss < Iranian Ministry of Defence; aircraft 2-2", "accusation < Iranian Ministry of Defence"],
    ),
    ("Some 9,000 civilians remain trapped in the besieged old quarter.", ["assessment; people 8100-9900"]),
    ("Teams recovered 40 bodies from the rubble.", ["toll; killed 40-40"]),
    # whoever speaks between the news and what is added to it said the news
    (
        "Two sailors were killed in a rocket attack on a tanker off Tartus, the navy said, the first such deaths this year.",
        ["shelling < Syrian Navy; killed 2-2"],
    ),
    (
        "Russian air strikes killed nine people in Sumy, the mayor said, after shells hit a bridge.",
        ["air_strike < mayor; killed 9-9", "shelling < mayor"],
    ),
    # where a place is known for fighting, nobody died in it
    ("Nine farmers drowned near the bridge where rebels and soldiers are fighting.", ["toll; killed 9-9", "clash"]),
    # those killed "in the fighting" are the news
    (
        "The council said 20 men were killed in the fighting including an ambush near Izra.",
        ["toll < council; killed 20-20", "clash < council"],
    ),
    # demolition is no bombing, two acts on two houses are two claims
    (
        "Soldiers blew up four houses in the hamlet and bulldozed the cemetery.",
        ["property_damage; buildings 4-4", "property_damage"],
    ),
    (
        "The missile cut a power line. The governor said 9,000 residents were left without heating.",
        ["property_damage", "property_damage < governor; people 9000-9000"],
    ),
    ("Rescuers pulled five people from under the rubble.", ["aid; people 5-5"]),
    ("A drone fired a missile at a car on the coast road, killing two men.", ["air_strike; strikes 1-1; killed 2-2"]),
    ("The army warned residents of the camp to leave.", ["demand < army"]),
    ("The premier ordered an investigation into the raid.", ["demand < premier"]),
    # whoever tells of the dead is not one of them
    (
        "A drone strike hit Mekelle, killing 10 people, a hospital official said.",
        ["air_strike < a hospital official; killed 10-10"],
    ),
    # one person by name and by office is one person
    ("Rania Deeb, a village nurse, died from her injuries on Monday.", ["toll; killed 1-1"]),
    # some of the dead
    ("The dead include 65 members of the militia.", ["toll; killed 65-65"]),
    ("Among the dead were 20 children.", ["toll; killed 20-20"]),
    (
        "Sixty people were killed, the mayor said. Among them were 20 children.",
        ["toll < mayor; killed 60-60; killed 20-20"],
    ),
    # uncrewed aircraft are drones
    (
        "Air defences shot down 24 unmanned aerial vehicles near the town.",
        ["materiel_loss; drones 24-24"],
    ),
    # a running toll is no single event
    (
        "The army's strikes have killed 90 civilians in Nyala since May, a monitor said.",
        ["toll < a monitor; killed 90-90"],
    ),
    (
        "A strike killed nine people in Nyala in the deadliest attack there since May.",
        ["shelling; killed 9-9"],
    ),
    # "it" is a place, not a prisoner
    ("Militants stormed the base. They held it for two hours.", ["clash", "control"]),
    # a city that falls
    ("A spokesman denied that the town had fallen to the rebels.", ["denial < a spokesman", "capture < a spokesman"]),
    # one denial in two verbs
    ("The militia rejected the claim that its fighters were there, calling it false.", ["denial < militia"]),
    # who is accused did it, a claim of responsibility is one
    ("The rebels claimed the attack on the market.", ["attack < rebels"]),
    # access is refused, nothing is denied
    ("Nine humanitarian convoys were denied access to the camp.", ["aid; vehicles 9-9"]),
    # a rocket is fired at a town by gunners, not by a gunman
    ("Fighters fired rockets at the city of Safed.", ["shelling"]),
    # a warning about others is no threat
    ("The union warned that the shelling made peace impossible.", ["accusation < union", "shelling < union"]),
    # a second speaker in a clause of his own
    (
        "Ten people were killed in Goma, the ministry said, days after the rebels said they had entered the city.",
        ["toll < ministry; killed 10-10", "capture < M23"],
    ),
    (
        "The ministry said strikes killed nine people, as the militia confirmed the capture of the port.",
        ["shelling < ministry; killed 9-9", "capture < militia"],
    ),
    # an estimate has an author
    (
        "Forty people were killed, according to a rough estimate by the Red Cross.",
        ["toll < International Committee of the Red Cross; killed 40-40"],
    ),
    # some of those who spoke before
    (
        "The officers spoke on Friday. Two of them said soldiers had shot a priest.",
        ["attack < officers"],
    ),
    ("A 43-year-old woman said soldiers had shot her husband.", ["attack < a 43-year-old woman"]),
    # what they never speak of is no word on the sentence before
    (
        "The coalition said it had killed 140 insurgents. The rebels rarely comment on losses.",
        ["clash < International Coalition; killed 140-140"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=lambda v: str(v)[:60])
def test_what_is_told(text: str, expected: list[str]) -> None:
    assert claims(text) == expected


def test_a_surname_is_no_agency() -> None:
    said = claims(
        "In Ouagadougou, security minister Mahamadou Sana said the army had attacked militants in Burkina Faso."
    )
    assert [c.split(" < ")[1] for c in said] == ["Mahamadou Sana"] * len(said) != []


def test_a_page_keeps_its_voice() -> None:
    text = (
        "We condemn the attack on the market. The army denied responsibility. We call on both sides to stop fighting."
    )
    told = claims(text, "Relief League")
    assert told[0] == "accusation < Relief League"
    assert told[-2:] == ["denial < army", "demand < Relief League"]


def test_who_is_accused_is_the_doer() -> None:
    report = Report(id="r", text="Congo accused Rwanda of sending troops across the border.", published="2024-11-30")
    told = [c for reading in read([report], reader=Reader.RULES) for c in reading.claims]
    sent = next(c for c in told if c.type.value == "deployment")
    assert [name for party in sent.agents for name in party.actors] == ["Government of Rwanda"]


def test_a_quotation_ends_with_its_clause() -> None:
    report = Report(id="r", text="Ten soldiers were killed, and two trucks were destroyed.", published="2024-11-30")
    told = [c.evidence.text for reading in read([report], reader=Reader.RULES) for c in reading.claims]
    assert told[0] == "Ten soldiers were killed"


def test_a_claim_of_responsibility_has_the_day_of_the_attack() -> None:
    text = "A car bomb killed six people in Basra on Monday, police said. The group has claimed responsibility."
    report = Report(id="r", text=text, outlet="Daily Example", published="2024-11-28")
    found = [c for reading in read([report], reader=Reader.RULES) for c in reading.claims if c.type.value == "bombing"]
    assert [str(c.time.days.start) for c in found] == ["2024-11-25", "2024-11-25"]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Guards blocked aid for the besieged town.", True),
        ("Access to the besieged camp remains limited.", True),
        ("Trucks delivered food to the besieged town.", False),
    ],
)
def test_aid_that_is_barred_does_not_come(text: str, denied: bool) -> None:
    report = Report(id="r", text=text, outlet="Daily Example", published="2024-11-28")
    found = [c for reading in read([report], reader=Reader.RULES) for c in reading.claims if c.type.value == "aid"]
    assert [c.polarity.value == "denied" for c in found] == [denied]


def test_nobody_accuses_himself() -> None:
    text = (
        "The Somali army said its troops were attacked by al-Shabaab, and accused the group of hiding among civilians."
    )
    told = [c for reading in read([Report(id="r", text=text)], reader=Reader.RULES) for c in reading.claims]
    blamed = [c for c in told if c.type.value == "accusation"]
    assert blamed
    assert all(set(t.actors).isdisjoint(n for a in c.agents for n in a.actors) for c in blamed for t in c.targets)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        # who is taken is detained, what is taken is captured
        ("Scouts captured a sentry of the brigade. He was captured near the bridge.", ["detention", "detention"]),
        ("The army captured the village.", ["capture"]),
        # control that ends is left, control that comes back is taken
        ("The army said the valley has fallen out of government control.", ["withdrawal"]),
        ("Most of Homs returned to government control after the battle for it.", ["capture", "clash"]),
        # what is told in a series happens
        ("A series of meetings took place between the army and the rebels.", ["talks"]),
        # what was spoken of may be told to begin
        ("The mayor condemned protests. The protests began outside the port.", ["accusation", "protest"]),
        # a rating of an attack is no second attack
        ("It was the deadliest raid of the war.", ["assessment"]),
        ("The coalition opened an inquiry into civilian deaths.", ["assessment"]),
    ],
)
def test_types_told_apart(text: str, types: list[str]) -> None:
    report = Report(id="r", text=text, outlet="Daily Example", published="2024-11-28")
    found = [c.type.value for reading in read([report], reader=Reader.RULES) for c in reading.claims]
    assert found == types


def test_each_claim_of_responsibility_stands_for_its_own_attack() -> None:
    text = (
        "On May 3, gunmen killed nine people in Jos. Boko Haram claimed responsibility. "
        "On June 9, gunmen killed four soldiers in Gwoza. Boko Haram claimed responsibility."
    )
    report = Report(id="r", text=text, outlet="Daily Example", published="2024-11-28")
    found = [c for reading in read([report], reader=Reader.RULES) for c in reading.claims]
    assert sum(c.evidence.text == "Boko Haram claimed responsibility." for c in found) == 2
