"""Raids, abductions and reprisals as local papers tell them: who tells it, who did it, and what is told twice."""

from __future__ import annotations

import pytest
from tests.read.test_insurgency import told

ROWS = [
    # Who tells it, at the end of a lead with an aside; who came on motorbikes.
    (
        "Gunmen on motorbikes killed 12 farmers and abducted 30 others, mostly women, in Kuru on Sunday, a chief said.",
        "says by n",
        [
            "attack | says a chief | by Gunmen | n killed 12",
            "detention | says a chief | by Gunmen | n captured 30",
        ],
    ),
    # Of several who only tell of it none is counted.
    (
        "Gunmen released nine hostages on Friday, two relatives said.",
        "n",
        ["detention | n released 9"],
    ),
    # Two forces are accused of one deed, which no monitor did.
    (
        "Amnesty accused the rebels and allied militias of executing nine villagers.",
        "by at",
        [
            "accusation | by Amnesty International | at the rebels, allied militias",
            "attack | by the rebels and allied militias | at nine villagers",
        ],
    ),
    (
        "Amnesty accused the militia of killing 60 villagers.",
        "by at",
        ["accusation | by Amnesty International | at the militia", "attack | by the militia | at 60 villagers"],
    ),
    (
        "Pakistan accuses Afghanistan of sheltering the militants, a charge the Taliban government rejects.",
        "by",
        ["accusation | by Government of Pakistan", "denial | by Taliban"],
    ),
    # One deed, owned up to and told again.
    (
        "Rebels killed nine soldiers at a base in Djibo on Sunday. JNIM claimed responsibility for the assault in a "
        "statement, saying it had killed 200 soldiers.",
        "by n",
        [
            "clash | by Burkinabe rebels | n killed 9",
            "clash | by Jama'at Nusrat al-Islam wal-Muslimin | n killed 200",
        ],
    ),
    # A town that the gazetteer has as a district only; the one it is measured from is not "the town".
    (
        "Al-Shabaab seized the town of Adan Yabaal on Wednesday. The town lies 220 km north of Mogadishu. The army "
        "denied that the town had fallen.",
        "in is",
        [
            "capture | in Adan Yabal | is affirmed",
            "denial | in Adan Yabal | is affirmed",
            "capture | in Adan Yabal | is denied",
        ],
    ),
]


@pytest.mark.parametrize(("text", "fields", "expected"), ROWS)
def test_what_is_told(text: str, fields: str, expected: list[str]) -> None:
    assert told(text, fields) == expected


CAST = [
    # Who denies it is the accused; a "capital" or "country" not named is that of the dateline.
    (
        "Congo accuses Rwanda of backing the M23 rebels, which it denies.",
        "by",
        [
            "accusation | by Government of the Democratic Republic of the Congo",
            "support | by Government of Rwanda",
            "denial | by Government of Rwanda",
        ],
    ),
    (
        "JUBA, South Sudan - Rebels attacked a camp in Nasir on Friday. Soldiers killed nine people in the capital.",
        "in",
        ["clash | in Nasir", "attack | in Juba"],
    ),
    (
        "JUBA, South Sudan - Rebels attacked a camp in Nasir on Friday. Uganda's military sent troops. An estimated "
        "400,000 people died in the country's civil war.",
        "in",
        ["clash | in Nasir", "deployment | in Nasir", "toll | in South Sudan"],
    ),
    # An army is that of the land the report is filed in and names most, whatever neighbours the war has.
    (
        "SRINAGAR, India - Militants ambushed an Indian army truck in Kathua on Monday, Indian officials said. The "
        "Jaish-e-Mohammad is based in Pakistan. Security forces launched an "
        "operation. India accuses Pakistan of arming militants, which Islamabad denies.",
        "by",
        [
            "clash | by Militants",
            "clash | by Indian Army",
            "accusation | by Government of India",
            "support | by Government of Pakistan",
            "denial | by Government of Pakistan",
        ],
    ),
    (
        "On Wednesday, gunmen on a motorcycle shot dead a trader, Maria Ortiz, outside her home in Tame.",
        "by at in",
        ["attack | by gunmen | at Maria Ortiz | in Tame"],
    ),
    # Who is based in a land speaks for nobody there.
    (
        "The Kashmir Tigers, an offshoot of the Pakistan-based Jaish-e-Mohammad, claimed responsibility for the attack.",
        "by",
        ["attack | by Kashmir Tigers, Jaish-e-Mohammed"],
    ),
    ("Gunmen killed a pastor in Jos.", "by at n", ["attack | by Gunmen | at a pastor | n killed 1"]),
    ("Rebels killed nine people in an attack on Amhara villagers in Dera.", "in n", ["attack | in Dera | n killed 9"]),
    ("A commander died along with nine of his men in Gao.", "by n", ["toll | by | n killed 1, killed 9"]),
    ("A priest was abducted together with four parishioners near Owo.", "n", ["detention | n captured 1, captured 4"]),
    ("The militant group released a video of nine hostages.", "n", []),
    ("Hamas released a recording of nine hostages on Monday, police said.", "n", []),
]


@pytest.mark.parametrize(("text", "fields", "expected"), CAST)
def test_who_and_where(text: str, fields: str, expected: list[str]) -> None:
    assert told(text, fields) == expected


ASIDES = [
    # What is told of a subject between commas is not what it says, and who backs it did not do it.
    (
        "JNIM fighters killed nine soldiers in Gao on Monday. The group, which is allied with al-Qaida, claimed "
        "responsibility for the attack.",
        "says by",
        [
            "clash | says | by Jama'at Nusrat al-Islam wal-Muslimin",
            "attack | says Jama'at Nusrat al-Islam wal-Muslimin | by Jama'at Nusrat al-Islam wal-Muslimin",
        ],
    ),
    ("The group, based in Gao, claimed responsibility for the attack.", "says", ["attack | says group"]),
    (
        "The rebels, who hold the town, killed nine people, claimed the governor.",
        "says by",
        ["control | says governor | by The rebels", "attack | says governor | by The rebels"],
    ),
    ("The Fano militia, backed by Eritrea, shelled Gondar.", "by", ["shelling | by Fano"]),
    (
        "Hezbollah fighters backed by Syrian and Iranian forces have pushed rebels from the town.",
        "by",
        ["capture | by Hezbollah, Syrian army, Iranian Armed Forces"],
    ),
    (
        "More than 100 fighters, some of them teenagers, entered Macomia.",
        "by",
        ["capture | by More than 100 fighters"],
    ),
    # Under "In Ecuador" president and police are Ecuador's, also in a report of another land.
    (
        "MEXICO CITY - Mexican soldiers killed 19 people in Sinaloa, the Mexican army said. In Ecuador, President Daniel "
        "Noboa sent troops to a prison. Police blamed a gang for a car bomb that injured three people.",
        "by",
        [
            "attack | by Mexican Army",
            "deployment | by Daniel Noboa, Government of Ecuador",
            "accusation | by National Police of Ecuador",
            "bombing | by a gang",
        ],
    ),
    # Who is asked demands nothing; with whom others fought before a killing tells not who killed.
    (
        "Mexican troops killed nine people. The diocese demanded that the government protect church workers.",
        "by at",
        ["attack | by Mexican Army | at nine people", "demand | by The diocese | at Government of Mexico"],
    ),
    ("The killings in Merawi followed clashes with Fano.", "by", ["attack | by", "clash | by Fano"]),
    (
        "In Balochistan, the BLA said its fighters blocked a highway near Mastung and torched trucks carrying coal; "
        "officials did not comment.",
        "says by in",
        [
            "control | says Balochistan Liberation Army | by Balochistan Liberation Army | in Mastung, Balochistan",
            "materiel_loss | says Balochistan Liberation Army | by Balochistan Liberation Army | in Mastung, Balochistan",
        ],
    ),
]


@pytest.mark.parametrize(("text", "fields", "expected"), ASIDES)
def test_what_stands_between_commas(text: str, fields: str, expected: list[str]) -> None:
    assert told(text, fields) == expected
