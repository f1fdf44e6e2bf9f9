"""Releases of armies and ministries, and the news of a volunteer desk: what such reports say, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.read.test_insurgency import line, told

from fogline.core.report import Report
from fogline.read.reader import read

ROWS: Sequence[tuple[str, str, str]] = [
    # Like sentences of a list, each with its own town or number.
    (
        "Jets struck Syria. Near Baiji, two strikes destroyed a rebel unit. Near Mosul, two strikes destroyed a rebel unit.",
        "in",
        "air_strike | in Mosul",
    ),
    # What lies in a cache was not fired.
    (
        "A patrol found a weapons cache in Zabul consisting of 12 mortar rounds and three rifles.",
        "n",
        "materiel_loss | n weapons 12, weapons 3",
    ),
    # Soldiers who embrace martyrdom, or lose their lives, fell to somebody else.
    (
        "Three soldiers embraced martyrdom and two were hurt when a bomb went off in Bannu.",
        "by n",
        "bombing | by | n killed 3, wounded 2",
    ),
    ("Four soldiers paid the supreme price when a bomb went off in Bama.", "by n", "bombing | by | n killed 4"),
    ("Three soldiers lost their lives when a bomb exploded in Tank.", "by", "bombing | by"),
    ("Six guards embraced martyrdom while fighting gunmen in Bannu.", "by", "clash | by Six guards, gunmen"),
    # The adjective of the first noun is that of the second.
    ("Georgian artillery and aircraft bombarded Gori.", "by", "air_strike | by Georgian Air Force"),
    ("Georgian artillery and a drone hit Gori.", "by", "air_strike | by Georgian army"),
    # "The country" of the one people that the sentence names.
    ("A bomb killed nine people in the east of the country, Kenyan police said.", "in", "bombing | in Kenya"),
    ("A bomb killed nine in the east of the country, Sri Lankan police said.", "in", "bombing | in Sri Lanka"),
    ("French and Kenyan police said a bomb had killed nine in the east of the country.", "in", "bombing | in"),
    # The land of the lead is home, whatever is named more often later.
    (
        "Sri Lankan troops shot nine rebels, whose leader is said to have fled the hills in the north-east where he had "
        "long held out with a few hundred of his men and some of their families. The army took a town. Hundreds marched "
        "in London past the British parliament.",
        "by",
        "capture | by Sri Lanka Army",
    ),
    # A report of another land is not of a war that only lends it a word.
    (
        "The Egyptian army took over. The Egyptian president is held by the Republican Guard. Cairo called for calm. "
        "Egyptian state media said police had killed ten in Minya.",
        "by",
        "toll | by Egyptian police",
    ),
    (
        "Bombs killed nine people in Mumbai. Indian officials and the Indian army blamed rebels. The Indian cabinet met. "
        "Pakistan condemned it, and the Pakistani premier called for calm. Police held 40 men.",
        "by",
        "detention | by Indian police",
    ),
    # "Since then" is since the date told last, in whatever clause.
    (
        "Gunmen fired on a camp on Monday. He has refused to go since losing a vote in November. More than 90 people have "
        "been killed since then.",
        "day",
        "toll | day 2024-11-01",
    ),
    # What is named after an hour of the day is no hour of today.
    ("A bomb went off on a train during the evening rush hour on Tuesday.", "day", "bombing | day 2025-06-10"),
    # One strip of that name, though a gazetteer has it twice.
    ("Nine people were killed in the Gaza Strip on Monday.", "in", "toll | in Gaza Strip"),
    ("Rebels hold Gaza. Israel has called up 16,000 reservists.", "by", "deployment | by Government of Israel"),
    # Who is responsible for raids made them, and not who caught him; who deals in bombs is caught, and threw none.
    ("Soldiers captured a leader responsible for kidnappings in Gao.", "by", "detention | by a leader"),
    ("Two US aircraft were fired upon near Bor, wounding four men.", "by", "attack | by"),
    ("The helicopter was hit by a missile near Gori.", "at", "materiel_loss | at The helicopter"),
    ("A passenger jet of Malaysia was shot down. A Malaysian passenger jet was hit.", "at", "materiel_loss | at"),
    (
        "Thai and Cambodian soldiers exchanged fire. The two armies agreed to a ceasefire.",
        "by",
        "agreement | by Royal Thai Army, Royal Cambodian Army",
    ),
    (
        "Juba fell to rebels. The South Sudanese army left Bor. Bor fell to the rebels.",
        "by in",
        "capture | by South Sudanese rebels | in Bor",
    ),
    ("Part of the 11th-century temple fell in as a result of Thai shelling.", "day", "shelling | day None"),
    ("The council is to hold a meeting on the fighting in Gao.", "by", "clash | by"),
    ("Troops found a roadside bomb near Gao.", "by in", "materiel_loss | by Troops | in Gao"),
    ("About 40,000 civilians are sheltering at UN bases in Juba.", "n", "displacement | n displaced 36000..44000"),
    ("The patrol came under small-arms fire near Gao.", "in", "clash | in Gao"),
    # When it was said is not who said it; who is told with office and name is, however the parse hangs him.
    (
        "Angola, which has 200 soldiers there, said this week that it would withdraw them.",
        "says",
        "withdrawal | says Government of Angola",
    ),
    (
        "At least 33 guerrillas were killed in a raid on a camp in Arauquita, Arauca department, the Minister of Defense, "
        "Juan Pinzon, reported on Wednesday.",
        "says",
        "attack | says Juan Pinzon",
    ),
    (
        "Rebels took Bangui, the capital of the Central African Republic. The president of the Central African Republic "
        "fled to Congo. The rebels looted shops.",
        "by",
        "property_damage | by Central African rebels",
    ),
    # Who rules an office that the report does not spell out.
    (
        "Russian jets bombed Kyiv. Orban accused Ukraine of lies.",
        "by at",
        "accusation | by Viktor Orban, Government of Hungary | at Government of Ukraine",
    ),
]


@pytest.mark.parametrize(("text", "fields", "wanted"), ROWS)
def test_a_release_is_read(text: str, fields: str, wanted: str) -> None:
    assert wanted in told(text, fields)


ARMIES: Sequence[tuple[str, str, str, str]] = [
    ("Nigerian Army", "Troops have cleared Bama of terrorists.", "by", "capture | by Nigerian Army"),
    (
        "Ukrainian General Staff",
        "The enemy shelled our positions near Kherson.",
        "by",
        "shelling | by Russian military",
    ),
    (
        "Ukrainian General Staff",
        "In Kherson the enemy fired at the positions of our troops.",
        "by at",
        "attack | by Russian military | at Ukrainian military",
    ),
    (
        "Ukrainian General Staff",
        "Our defenders shot down two drones near Kherson.",
        "by",
        "materiel_loss | by General Staff of the Armed Forces of Ukraine",
    ),
    ("Daily Example", "Troops have cleared Bama of terrorists.", "by", "capture | by Troops"),
    ("Daily Example", "The enemy shelled Kherson.", "by", "shelling | by The enemy"),
    (
        "Daily Example",
        "Ukrainian troops left Bakhmut. The Ukrainian General Staff said the enemy had shelled Kherson.",
        "by",
        "shelling | by Russian military",
    ),
]


@pytest.mark.parametrize(("outlet", "text", "fields", "wanted"), ARMIES)
def test_an_army_tells_of_its_own_men_and_of_the_enemy(outlet: str, text: str, fields: str, wanted: str) -> None:
    read_claims = next(iter(read([Report("r", text, outlet, "2025-06-12")]))).claims
    assert wanted in [line(c, fields) for c in read_claims]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "A patrol found a weapons cache in Zabul consisting of 12 mortar rounds and three rifles.",
            ["materiel_loss"],
        ),
        ("Two suspected suicide bombers were arrested near Bannu.", ["detention"]),
        ("Troops detained four men tied to a car-bombing network in Gao.", ["detention"]),
        ("A cache holding guns, 15 mortar rounds and fuses was destroyed in Gao.", ["materiel_loss"]),
        ("Police defused a car bomb in Gao.", ["materiel_loss"]),
        (
            "Jets struck Raqqa. The strikes deny the rebels the ability to move, the army said.",
            ["air_strike", "assessment"],
        ),
    ],
)
def test_a_release_tells_no_more(text: str, kinds: list[str]) -> None:
    assert told(text, "") == kinds
