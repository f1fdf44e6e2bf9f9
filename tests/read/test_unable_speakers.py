"""What the parse has for a speaker and nobody would quote, and who speaks in its place. Texts are invented."""

from __future__ import annotations

import pytest
from tests.read.test_carried_battles import sources

from fogline.core.report import Report
from fogline.read import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A way of saying is no speaker; whoever stands behind "by" with an article may be.
        ("A police officer confirmed by phone that his men had killed six gunmen near Gao.", "toll a police officer"),
        ("Staff were asked by telephone to leave the clinic in Gao before it was shelled.", "demand -"),
        # A time is none either.
        ("The United Nations Security Council has for the first time condemned the killings in Gao.",
         "accusation United Nations Security Council"),
        ("Amnesty International was at work in Gao and on the same morning had announced that six villagers died.",
         "toll Amnesty International"),
        # The dead call for nothing.
        ("The Red Cross said that six civilians died on 11 May, and called on both armies to spare the clinic at Gao.",
         "demand International Committee of the Red Cross"),
        # Nor does a thing that is listed before the speaker, or that he crossed, or on which he was reached.
        ("The rebels have six demands, among them a pullout from Gao and an amnesty, an aide, Ali Bello, told reporters.",
         "demand Ali Bello"),
        ("Over 400 rebels died at Gao, the heaviest loss of the group since it was founded, the Rights Monitor said.",
         "toll Rights Monitor"),
        ("Fighters and militants of the Front clashed in Gao, leaving at least 18 dead on Monday, a health worker who "
         "crossed the fence said.", "clash a health worker"),
        ("One commander of the Front reached on a bad line said the rebels had left Gao.",
         "withdrawal one commander of the Front"),
        ("The draft was blocked by Oslo, which disliked a line that criticised the rebels in Gao.",
         "accusation Government of Norway"),
        # A saying put in behind the subject.
        ("The attack, said their spokesman, Ali Bello, killed six soldiers in Gao.", "attack Ali Bello"),
        ("That, said a mine worker who was on the bus, was the third attack on Gao this year.", "attack a mine worker"),
        ("The ministry, in a statement, said the attack killed six soldiers in Gao.", "attack ministry"),
        # What was done to somebody is not said by them.
        ("Hospital sources in Gao spoke of over 200 soldiers admitted in five days.", "toll hospital sources in Gao"),
        ("A thousand people, threatened daily and in writing, chose to leave Gao.", "displacement -"),
        ("Two men, arrested in a raid and accused of killing six policemen in Gao, were shot.", "attack -"),
        # Who sends captives somewhere tells nothing of it; who sends troops says so.
        ("Soldiers went from house to house in Gao, witnesses said. They ordered unarmed men to the riverbed, where some "
         "were shot.", "attack -"),
        ("The president resigned after ordering troops to the border with Chad.", "deployment president"),
    ],
)  # fmt: skip
def test_who_can_speak(text: str, wanted: str) -> None:
    assert wanted in sources(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels hit the mission, MINUSMA, in Gao on Monday. The mission said six men were hurt.", "toll MINUSMA"),
        ("Six people were killed in Bangui, the UN mission MINUSCA said. The mission announced it had retaken the town.",
         "capture MINUSCA"),
        ("Fighters of the Ghuraba brigade shot him in Gao. The brigade says he died in a clash.", "clash Ghuraba brigade"),
        ("The army shelled Gao. The brigade said its men had left.", "withdrawal brigade"),
        ("Israel struck a bunker where Hezbollah was said to be. The party denied that its leaders had been hurt.",
         "denial Hezbollah"),
        # An office held by somebody whom the report names elsewhere.
        ("Lesotho's prime minister says rebels attacked Maseru. Prime Minister Tom Moru said the army had left.",
         "clash Tom Moru"),
        ("Norway's president said six soldiers died in Gao. Russian President Ivan Bely said so, too.",
         "toll president of Norway"),
        ("Norway's foreign minister said six soldiers died in Gao. Prime Minister Ada Bly said so, too.",
         "toll foreign minister of Norway"),
    ],
)  # fmt: skip
def test_whom_the_report_names(text: str, wanted: str) -> None:
    assert wanted in sources(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ambassador regretted that five peacekeepers had been wounded in Gao.", "toll ambassador"),
        ("Germany ruled out sending soldiers to Mali.", "deployment Government of Germany"),
        ("India condemned the raid on Gao and promised two helicopters.", "support Government of India"),
        ("The United States let it be known that it would veto a ceasefire resolution on Mali.",
         "agreement Government of the United States"),
        ("The group's mouthpiece boasted of 70 dead soldiers in Gao.", "toll mouthpiece of the group"),
        ("The brigades admitted to holding nine nuns in Gao.", "detention brigades"),
        ("Foreign journalists saw that soldiers had burned houses in Gao.", "property_damage foreign journalists"),
        ("The town saw soldiers burn houses in Gao.", "property_damage -"),
        ("Pakistan puts the civilians killed in Gao at 31.", "toll Government of Pakistan"),
    ],
)  # fmt: skip
def test_ways_of_saying(text: str, wanted: str) -> None:
    assert wanted in sources(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who acted last, named or not, is he, she or it.
        ("A nurse, Hanan, said six people died in Bara. An army spokesman called that a lie. Rebels, he said, had shelled "
         "Bara.", "shelling an army spokesman"),
        ("Sokoli, a rebel, said his men took Bara. A lieutenant of the government forces rang in the evening. He said "
         "nine insurgents were killed in Bara.", "toll a lieutenant of the government forces"),
        ("The mukhtar of Bara said soldiers had shelled it. A website close to the rebels put out another version. It said "
         "that guerrillas had burned a mosque in Kassala.", "property_damage a website"),
        ("The mayor said soldiers had shelled Bara. A bridge fell in the night. He said nine people died.", "toll mayor"),
        # Who is charged denies it.
        ("The police suspect the MILF; it denied that it had killed six traders in Cotabato.",
         "denial Moro Islamic Liberation Front"),
        ("The army blamed the MILF for the raid on Cotabato. It denied any part in the attack.",
         "denial Moro Islamic Liberation Front"),
        ("The army said it was attacked near Cotabato. It denied losing men.", "denial Armed Forces of the Philippines"),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(text: str, wanted: str) -> None:
    assert any(line.startswith(wanted) for line in sources(text))


@pytest.mark.parametrize(
    ("outlet", "wanted"), [("Hebron Watch", "demand Hebron Watch"), ("Bara Daily", "demand a spokesman for the army")]
)
def test_whose_we_a_page_is(outlet: str, wanted: str) -> None:
    text = (
        "A spokesman for the army said that nine rebels died in Bara. We ask the government to send a patrol to Bara."
    )
    (reading,) = read([Report("r", text, outlet, "2025-06-12")])
    found = [f"{c.type.value} {c.attribution[0].source}" for c in reading.claims if c.attribution]
    assert wanted in found


def test_the_name_of_a_village_is_no_person() -> None:
    text = "Sokoli, a rebel, came to the district of Basak Malutlut on Monday. He said soldiers had shelled Bara."
    assert "shelling Basak Malutlut" not in sources(text)


@pytest.mark.parametrize(
    ("text", "kind", "chain"),
    [
        ("The mayor of Juba said rebels had shelled Bor, a claim that the army denied.", "denial",
         ["South Sudan People's Defence Forces"]),
        ("Oslo said the shells came from positions of the rebels in Gao, a charge which a Malian spokeswoman, Yara Bello, "
         "called ridiculous.", "denial", ["Yara Bello"]),
        ("Oslo said that nine men had died in Gao, a claim on the dam was void and that rebels had shelled Bara.",
         "shelling", ["Government of Norway"]),
    ],
)  # fmt: skip
def test_what_others_call_what_was_said_is_theirs_alone(text: str, kind: str, chain: list[str]) -> None:
    (reading,) = read([Report("r", text, "Bara Daily", "2025-06-12")])
    assert chain in [[link.source for link in c.attribution] for c in reading.claims if c.type.value == kind]
