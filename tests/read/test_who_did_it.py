"""Who did it to whom, and who says so, where an office, a neighbour, a helper or a taker is told. Texts are invented.

Lines are those of ``test_everyday`` and ``test_who_says``.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import told
from tests.read.test_who_says import said

from fogline.core.report import Report
from fogline.read.reader import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # What an office is for is no part of the name behind it.
        ("UN Rapporteur for Human Rights Ada Bly said that police had shot nine men in Gao.", "attack | src Ada Bly"),
        ("Gangs killed nine men in Gao, the UN Rapporteur for Human Rights, Ada Bly, said.", "attack | src Ada Bly"),
        (
            "Militiamen killed nine people in Gao, said UN Envoy for Humanitarian Affairs Ada Bly.",
            "attack | src Ada Bly",
        ),
        (
            "UN Envoy for Children and Armed Conflict Ada Bly said shells had killed nine boys.",
            "shelling | src Ada Bly",
        ),
        ("The Committee for Human Rights said police had shot nine men.", "attack | src Committee for Human Rights"),
        # Whoever says so whose office stands before a town.
        ("The archbishop of Paris condemned the shooting of two men in Gao.", "accusation | src archbishop of Paris"),
        ("The ombudsman in Kampala said that police had shot nine men.", "attack | src ombudsman in Kampala"),
    ],
)
def test_whose_words(text: str, wanted: str) -> None:
    assert wanted in said(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "In neighbouring Chad, the army": Chad's.
        (
            "Sudan's army shelled Kutum on Monday. In neighbouring Chad, the army killed nine rebels near Adre.",
            ["shelling | by Sudanese Armed Forces", "clash | by Chadian army"],
        ),
        (
            "Gunmen killed nine people in Djibo, Burkina Faso. In Mali, the army killed four rebels near Gao.",
            ["attack | by Gunmen", "clash | by Malian Armed Forces"],
        ),
        (
            "The Israeli army shelled Khan Younis on Monday. In Lebanon, the army struck a depot of Hezbollah.",
            ["shelling | by Israeli military", "shelling | by Israeli military"],
        ),
        # Who is accused did it, whoever accuses.
        (
            "Rwanda, accused by the UN of shelling Beni, denied it.",
            [
                "accusation | by United Nations",
                "shelling | by Government of Rwanda",
                "denial | by Government of Rwanda",
            ],
        ),
        # Who dies takes nobody prisoner; ships fight.
        (
            "Nine soldiers died and four were taken prisoner near Gao, residents said.",
            ["toll | by", "detention | by"],
        ),
        ("A British destroyer shot down a drone over the Gulf of Aden.", ["materiel_loss | by British military"]),
        # Who tells what somebody found did not do it, nor did those told of before the cue.
        (
            "The United Nations found that nine prisoners were executed, its spokesman Ada Bly said.",
            ["attack | by"],
        ),
        (
            "Speaking a day after Goma fell to rebels, the envoy said the army had killed nine militants in Beni.",
            ["capture | by M23", "clash | by FARDC"],
        ),
        # "Condemned the massacre": by whom of several, the words do not tell.
        (
            "Police shot nine men in Gao. Gunmen killed four nuns in Mopti. The mayor condemned the massacre.",
            ["attack | by Malian police", "attack | by Gunmen", "accusation | by The mayor"],
        ),
        (
            "Gunmen killed four nuns in Mopti. The mayor condemned the massacre.",
            ["attack | by Gunmen", "accusation | by The mayor"],
        ),
    ],
)
def test_who_did_it(text: str, wanted: list[str]) -> None:
    assert told(text, "by") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who helps, and whom.
        (
            "With support from Russian mercenaries, the army retook the town of Kidal from rebels.",
            "support | by Russian mercenaries | at Malian Armed Forces",
        ),
        (
            "The army retook Kidal with the help of Russian helicopters.",
            "support | by Russian Air Force | at Malian Armed Forces",
        ),
        # Who surrenders to somebody is taken by him.
        ("Nine rebels surrendered to the army in Kidal.", "detention | by Malian Armed Forces | at Malian rebels"),
        (
            "Footage showed Malian soldiers surrendering to Tuareg fighters in Kidal.",
            "detention | by Tuareg rebels | at Malian Armed Forces",
        ),
        # What there was none of suffered nothing.
        (
            "Shells hit a ferry in Mopti. Rebels caused minor damage but no injuries to the crew.",
            "property_damage | by Malian rebels | at",
        ),
        ("Shells hit a ferry in Mopti but did no damage to the port.", "property_damage | by | at the port"),
    ],
)
def test_to_whom(text: str, wanted: str) -> None:
    assert wanted in told(text, "by at")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whose strikes they were that people were killed in.
        (
            "Sudan's army fights the RSF in Khartoum. At least 30 civilians have been killed in army air strikes on Kutum since "
            "Thursday, a group said.",
            "toll | by Sudanese Armed Forces",
        ),
        # Who is killed in combat fights on neither side of the sentence.
        ("Soldiers of the 98th Division eliminated 20 gunmen in close combat in Gao.", "clash | by 98th Division"),
        # Nobody strikes his own in the next sentence.
        (
            "The Israeli Air Force struck gunmen in Tyre. Two Israeli soldiers were killed by a drone launched from Iraq.",
            "air_strike | by",
        ),
        # One of the rounds: of whoever fired the last.
        (
            "Hezbollah fired 90 rockets into Israel. One of the rockets hit a home in Karmiel.",
            "shelling | by Hezbollah",
        ),
        # Somebody opens fire, whoever he is.
        (
            "Rebels shelled Bor. The nurses, who worked for a charity, were travelling to Bor when unidentified armed men opened "
            "fire on their car on Monday.",
            "attack | by unidentified armed men",
        ),
    ],
)
def test_who_dealt_the_last_blow(text: str, wanted: str) -> None:
    assert told(text, "by")[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # What stands after a denial is not the denier's.
        (
            "Hamas killed nine people in Sderot. Tehran has denied any role. The gang also kidnapped 26 men.",
            "detention | src | by Hamas",
        ),
        # Whoever was named last goes on by his age.
        (
            'Ada Bly saw gunmen shoot nine men in Gao. "They threw grenades into our house," the 50-year-old said.',
            "bombing | src Ada Bly | by They",
        ),
        # A people tells as its government of others, as its army of its own deeds.
        (
            "The Ukrainians said Russian troops had shelled a school in Izium.",
            "shelling | src Government of Ukraine | by Russian military",
        ),
        (
            "The Ukrainians said they had destroyed nine tanks in Izium.",
            "materiel_loss | src Ukrainian military | by Ukrainian military",
        ),
        # A coordinator in a state is not the state's.
        (
            "The relief coordinator in South Sudan, Ada Bly, condemned the killing of two nuns in Bor.",
            "accusation | src Ada Bly | by Ada Bly",
        ),
        (
            "The US envoy to South Sudan, Ada Bly, condemned the killing of two nuns in Bor.",
            "accusation | src Ada Bly | by Ada Bly, Government of the United States",
        ),
    ],
)
def test_whose_word_goes_on(text: str, wanted: str) -> None:
    assert wanted in said(text, "by")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who tried to storm a town did so, and was tried for nothing.
        (
            "Rebel forces, supported by Chadian artillery, tried to storm Bunia on Monday.",
            "clash | by M23 | at",
        ),
        # Each verb of a pair asks those under it.
        (
            "The envoy urges all parties in Sudan to protect civilians and calls on Chad to open its border.",
            "demand | by The envoy | at Government of Chad",
        ),
        # Whom somebody tells of does not speak with him.
        (
            "Zelensky, visiting Bucha, said Moscow was guilty of genocide and begged for more weapons.",
            "demand | by Volodymyr Zelenskyy, Government of Ukraine | at",
        ),
        # Who "have been detained".
        (
            "The council demanded the release of President Ada Bly and Bo Ray, who have been detained since the military seized "
            "power in Myanmar in 2021.",
            "detention | by | at Ada Bly, Government of Myanmar, Bo Ray",
        ),
        # Into what rounds slammed.
        ("A rocket launched from Gaza slammed into a house in Sderot.", "shelling | by | at a house"),
        ("A rocket launched from Gaza slammed into the town of Sderot.", "shelling | by | at"),
    ],
)
def test_the_sides_of_one_clause(text: str, wanted: str) -> None:
    assert told(text, "by at")[-1] == wanted


def test_the_minister_of_the_page() -> None:
    report = Report(
        "r", 'The minister Ada Bly said: "Rebels shelled Kutum."\n\nSudan is at war.', "Foreign Office", "2025-06-12"
    )
    (claim,) = next(iter(read([report]))).claims[:1]
    assert [a.affiliation for a in claim.attribution] == ["Government of the United Kingdom"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "In and around Goma, the chief told": she told.
        (
            "Nearly 90 people have been killed in attacks by the M23 with heavy weapons in and around Goma, UN Human Rights "
            "Chief Volker Türk told an emergency session of the Human Rights Council on Friday.",
            "attack | src Volker Türk | by M23",
        ),
        # Who found it out, who boasts of it.
        ("Troops executed nine men in South Kivu, the Office found.", "attack | src Office | by Troops"),
        (
            "Israeli troops killed nine gunmen in a clinic in Gaza, the IDF boasted.",
            "clash | src Israeli military | by Israeli military",
        ),
        # "Said" belongs to whoever stands before it, whatever clause is between them.
        (
            'Israeli tanks have surrounded a clinic in Gaza. Ada Bly, who had left the town, said the clinic "must be protected".',
            "demand | src Ada Bly | by Ada Bly",
        ),
        # When it was said.
        (
            "Troops exchanged fire in Kashmir, officials said on Friday, two days after gunmen killed nine men in Uri.",
            "attack | src | by gunmen",
        ),
        # A resolution is its parliament's.
        (
            "Pakistan's senate passed a resolution condemning the bombing of a bus by India.",
            "accusation | src senate of Pakistan | by Government of Pakistan",
        ),
        # "Which Pakistan called": nobody else did.
        (
            "M23 executed nine people in Goma. India's foreign secretary, Ada Bly, announced the suspension of a treaty, which "
            "Pakistan called an act of war.",
            "accusation | src Government of Pakistan, Ada Bly | by Government of Pakistan",
        ),
        # "Drones operated by the army".
        (
            "Drones operated by the Malian army struck gold diggers near Kidal.",
            "air_strike | src | by Malian Armed Forces",
        ),
        # "Killed 84 mercenaries and 47 soldiers in fighting": the soldiers killed nobody.
        (
            "Tuareg separatists killed 84 mercenaries and 47 Malian soldiers in fighting at Tinzaouaten.",
            "clash | src | by Tuareg rebels",
        ),
    ],
)
def test_whose_word_and_deed(text: str, wanted: str) -> None:
    assert wanted in said(text, "by")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # An offshoot boasts; "do" is part of a name; what is no mouth is cited for nothing.
        (
            "ISIS-K, the terror group's Afghan branch, boasted on Telegram that gunmen had shot nine men in Kabul.",
            "attack | src Islamic State – Khorasan Province | at nine men",
        ),
        (
            "Some 90 people have fled their homes in Libya, said Maria do Vale Bly, the relief coordinator.",
            "displacement | src Maria do Vale Bly | at",
        ),
        ("Chad has withdrawn its troops from Libya, citing security conditions.", "withdrawal | src | at"),
        (
            "Chad has withdrawn its troops from Libya, state TV said, citing a colonel.",
            "withdrawal | src a colonel, Chadian state television | at",
        ),
        # "The agency" is the body told of before.
        (
            "UNICEF said attacks killed nine children in Kyiv. The agency calls on all parties to respect the law.",
            "demand | src UNICEF | at all parties",
        ),
        # Who denies the charge is not charged, who asks too is not asked, who helps was not searched.
        (
            "Residents accused soldiers of beating traders in Mali after a raid, an allegation the army did not comment on.",
            "accusation | src residents | at soldiers",
        ),
        (
            "Militias fight in Tripoli, Libya. Egypt called for a political solution, as did Russia.",
            "demand | src Government of Egypt | at",
        ),
        (
            "In Helmand, Afghan special forces supported by coalition troops found a cache of mines.",
            "materiel_loss | src | at a cache of mines",
        ),
    ],
)
def test_who_is_beside_it(text: str, wanted: str) -> None:
    assert wanted in said(text, "at")


def test_a_rival_army_has_jets_of_its_own() -> None:
    text = "Warplanes of the Libyan National Army bombed Mitiga airport on Monday."
    assert told(text, "by") == ["air_strike | by Libyan National Army"]


@pytest.mark.parametrize(
    ("text", "kind", "agents", "targets"),
    [
        ("About 15,000 people lost their homes in the siege.", "displacement", ["15,000 people"], []),
        ("Own troops recovered 79 rifles and seven mortars.", "materiel_loss", ["Own troops"], []),
        ("Soldiers of the First Military Region found three pistols in the car.", "materiel_loss",
         ["Soldiers of the First Military Region"], ["three pistols"]),
        ("The operation against the terrorists went on.", "clash", [], ["the terrorists"]),
    ],
)  # fmt: skip
def test_nobody_is_on_both_sides(text: str, kind: str, agents: list[str], targets: list[str]) -> None:
    (reading,) = read([Report("r", text)])
    (claim,) = (c for c in reading.claims if c.type.value == kind)
    assert ([m.text for m in claim.agents], [m.text for m in claim.targets]) == (agents, targets)
