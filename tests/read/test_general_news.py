"""General news as a desk writes it: coups, protests, escapes, the wounded flown out, who recalls an envoy."""

from __future__ import annotations

import pytest
from tests.read.test_insurgency import claims, told


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Who was hurt beside those killed did it to nobody.
        (
            "Two soldiers were killed and three others hurt when a roadside bomb exploded in Gao, the army said.",
            "by at n",
            "bombing | by | at Two soldiers | n killed 2, wounded 3",
        ),
        ("A police officer was killed when rebels threw a grenade at a bus.", "by", "bombing | by rebels"),
        (
            "Nine soldiers were hurt in a raid. Two wounded guards were flown to a hospital.",
            "at",
            "aid | at Two wounded guards",
        ),
        ("A raid began. Supporters of the mayor took to the streets of Gao.", "in", "protest | in Gao"),
        ("Heavy gunfire was heard in Niamey on Sunday.", "in day", "clash | in Niamey | day 2025-06-08"),
        ("Rebels hold nine miners. Two of the captives escaped.", "by", "detention | by Two of the captives"),
        ("Gunmen exchanged fire with guards in Gao.", "by", "clash | by Gunmen, guards"),
        # Who denies an arrest, or recalls an envoy after a blast, did not do it.
        ("Police denied that any arrests had been made in Gao.", "by is", "detention | by | is denied"),
        (
            "Oslo recalled its ambassador on Wednesday after a landmine killed five soldiers.",
            "by says",
            "bombing | by | says",
        ),
        # What is wanted is not whom it is wanted from.
        ("Rebels took Goma. The African Union demanded the immediate release of the governor.", "at", "demand | at"),
        ("Rebels took Goma. Oslo condemned it and called for Mr Bly's release.", "at", "demand | at"),
        # Who stood for office amid protests marched in none.
        ("Mr Conde was elected in 2020 amid violent protests.", "by", "protest | by"),
        ("Kenya suspended the deployment of 90 officers to Haiti.", "is", "deployment | is denied"),
        (
            "Russia sent tanks and troops through the tunnel to support the rebels.",
            "by",
            "deployment | by Government of Russia",
        ),
        # Food that is held up does not come.
        ("Rebels hold Aden. Convoys carrying food remain blocked at checkpoints.", "is", "aid | is denied"),
        ("Rebels hold Aden. Trucks of food were turned back by the army.", "is", "aid | is denied"),
        # Neither end of the way; the scene is not where somebody sits.
        ("Two nurses were shot dead in Amran while travelling from Saada to Sanaa.", "in", "attack | in 'Amran"),
        (
            "Pakistan-based rebels killed five men in an Indian town, police said.",
            "says",
            "attack | says Indian police",
        ),
        # Whose branch speaks, whose mercenaries a group is, who shot down a jet that is not his.
        (
            "Al-Qaida's branch in Yemen claimed responsibility for a bombing in Sanaa.",
            "says",
            "bombing | says al-Qaeda",
        ),
        (
            "Rebels killed dozens of Wagner mercenaries near Kidal. The mercenary group has been operating in Mali since 2021.",
            "by",
            "deployment | by Wagner Group",
        ),
        (
            "The airliner had been shot down by pro-Russian separatists near Luhansk.",
            "by at",
            "materiel_loss | by Donbas separatists | at The airliner",
        ),
        ("The hospital received 90 patients from the raid, nine of whom were dead.", "n", "attack | n killed 9"),
        ("Nine soldiers died. The president fired two senior commanders.", "by", "assessment | by The president"),
        ("The raid began. A Boeing 777 carrying 90 people crashed near Luhansk.", "in", "materiel_loss | in Luhansk"),
        ("The president blamed the bombing on the group Boko Haram.", "at", "accusation | at Boko Haram"),
        # The relief society of a country.
        (
            "Thousands of refugees have crossed into Uganda since Sunday, the Ugandan Red Cross said.",
            "in says",
            "displacement | in Uganda | says Ugandan Red Cross",
        ),
        ("Nine people died, the Kenya Red Cross said.", "says", "toll | says Kenyan Red Cross"),
        ("Nine people died, the Red Cross said.", "says", "toll | says International Committee of the Red Cross"),
        # Where drones were launched from is not where they struck.
        ("Russian forces launched 90 drones from Kursk and Bryansk oblasts overnight.", "in", "air_strike | in"),
        ("Clashes broke out in Sulu in the Philippines.", "in", "clash | in Sulu, Philippines"),
        ("Clashes broke out in Lower Shabelle in Somalia.", "in", "clash | in Lower Shabelle, Somalia"),
    ],
)
def test_who_where_and_what(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine protesters were killed in Gao on Monday.", ["toll"]),
        ("A strike on a school sheltering displaced people in Gaza killed nine people.", ["shelling"]),
        ("A strike hit a tent housing displaced families in Gaza, killing nine people.", ["shelling"]),
        ("The group, which wants to topple the government, said it had killed nine soldiers.", ["clash"]),
        ("Rebels toppled the government on Monday.", ["clash"]),
        ("The attackers arrived in Bor on motorcycles and shot nine men dead.", ["attack"]),
        ("Gunmen arrived in Bor on motorcycles.", ["deployment"]),
        ("A car bomb destroyed a post in Bor in January, killing a guard.", ["bombing"]),
        ("Nine men died. The minister rejected the accusation.", ["toll", "denial"]),
        ("Oslo condemned the raid and said that Bergen should not blame others.", ["accusation", "attack"]),
        ("Azerbaijan does not disclose its military casualties.", []),
        ("A group calling itself the Deccan Army claimed responsibility for the attack.", ["attack"]),
        ("Gangs stormed the jail, allowing more than 3,600 inmates to escape.", ["attack", "detention"]),
    ],
)
def test_nothing_else_is_told(text: str, wanted: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == wanted
