"""Ordinary sentences of fighting: attacks, ground taken and lost, what was shot down, and where it was."""

from __future__ import annotations

import pytest

from .test_everyday import claims, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israeli jets struck the town of Khiam and an Israeli drone hit a car in Marjayoun, killing one person.",
            [
                "air_strike | by Israeli Air Force | at | in Khiam | n",
                "air_strike | by Israeli military | at a car | in Marjayoun | n killed 1",
            ],
        ),
        (
            "Gunmen killed a mayor in Gao and soldiers shot two men in Kidal.",
            [
                "attack | by Gunmen | at a mayor | in Gao | n killed 1",
                "attack | by soldiers | at two men | in Kidal | n killed_or_wounded 2",
            ],
        ),
        (
            "Troops captured the village of Bamut and rebels withdrew to the hills.",
            [
                "capture | by Troops | at | in the village of Bamut | n",
                "withdrawal | by Chechen separatists | at | in the hills | n",
            ],
        ),
    ],
)
def test_the_second_clause_has_a_doer_of_its_own(text: str, wanted: list[str]) -> None:
    assert [row.replace("the town of ", "") for row in told(text, "by at in n")] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia launched 411 drones and 31 missiles at Ukraine overnight, the air force said, adding that 397 drones "
            "and 28 missiles were shot down.",
            [
                "air_strike | by Government of Russia | at | n drones 411, strikes 31",
                "materiel_loss | by | at 397 drones, 28 missiles | n drones 397, weapons 28",
            ],
        ),
        (
            "Iran fired 180 missiles at Israel; most of them were intercepted, the military said.",
            [
                "shelling | by Government of Iran | at | n strikes 180",
                "materiel_loss | by | at | n",
            ],
        ),
        (
            "Russia attacked Ukraine with 85 Shahed drones and four missiles; air defences shot down 60 of the drones.",
            [
                "air_strike | by Government of Russia | at Government of Ukraine | n drones 85, strikes 4",
                "materiel_loss | by air defences | at 60 of the drones | n drones 60",
            ],
        ),
        (
            "Of the 40 drones that reached Odesa, 31 were intercepted, officials said.",
            ["materiel_loss | by | at the 40 drones | n drones 31"],
        ),
    ],
)
def test_what_was_fired_and_what_of_it_was_shot_down(text: str, wanted: list[str]) -> None:
    assert told(text, "by at n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "A patrol of Malian soldiers hit an improvised explosive device near Bandiagara, killing three of them.",
            ["bombing | by | at Malian Armed Forces | n killed 3"],
        ),
        (
            "Two farmers were hurt when their cart ran over a mine in Hajin.",
            ["bombing | by | at their cart | n wounded 2"],
        ),
        (
            "A suicide bomber rammed a car packed with explosives into a checkpoint, killing five soldiers.",
            ["bombing | by A suicide bomber | at five soldiers | n killed 5"],
        ),
        ("A UN patrol came under fire near Kidal on Monday.", ["clash | by | at United Nations | n"]),
        (
            "A police patrol drove over a roadside bomb near Mandera, and two officers died.",
            ["bombing | by | at A police patrol, two officers | n killed 2"],
        ),
    ],
)
def test_what_a_patrol_meets_is_no_deployment(text: str, wanted: list[str]) -> None:
    assert told(text, "by at n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ukraine has lost 28 aircraft since the start of the offensive, the Russian defence ministry said.",
            ["materiel_loss | by | at Government of Ukraine | n aircraft 28"],
        ),
        (
            "The enemy lost 1,140 soldiers, nine tanks and 22 howitzers, the general staff said.",
            ["toll | by | at | n killed 1140", "materiel_loss | by | at The enemy | n vehicles 9, weapons 22"],
        ),
        (
            "The Tatmadaw lost 14 bases to the Arakan Army in one week, local media reported.",
            ["withdrawal | by Myanmar military | at Arakan Army | n positions 14"],
        ),
        (
            "The LTTE sank two navy craft off Mullaitivu and lost 11 of its own boats, the military said.",
            [
                "materiel_loss | by Liberation Tigers of Tamil Eelam | at two navy craft | n",
                "materiel_loss | by | at Liberation Tigers of Tamil Eelam | n vehicles 11",
            ],
        ),
    ],
)
def test_who_loses_is_hit(text: str, wanted: list[str]) -> None:
    assert told(text, "by at n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "RSF artillery pounded a camp for displaced people in El Fasher, killing 14.",
            ["shelling | by Rapid Support Forces"],
        ),
        (
            "Government forces broke the siege of Al-Dilling in South Kordofan on Monday, opening the road to Kadugli.",
            ["clash | by Sudanese Armed Forces"],
        ),
        (
            "Indian and Pakistani troops exchanged small-arms fire in the Kupwara sector, the Indian army said.",
            ["clash | by Indian Army, Pakistan Army"],
        ),
        (
            "Armenian forces opened fire on Azerbaijani positions on Monday, officials said.",
            ["clash | by Armenian Armed Forces"],
        ),
        (
            "Israeli artillery shelled Ramieh, while a drone strike in Bint Jbeil killed a Hezbollah member.",
            ["shelling | by Israeli military", "air_strike | by Israeli military"],
        ),
        ("Troops took full control of Lashio, residents said.", ["capture | by Troops"]),
        (
            "Yemen's Houthi rebels launched a drone attack on the port of Jazan, the Saudi-led coalition said.",
            ["air_strike | by Houthi movement"],
        ),
    ],
)
def test_one_claim_for_one_thing(text: str, wanted: list[str]) -> None:
    assert told(text, "by") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Since dawn the aggressor has attacked Ukrainian positions 96 times near Pokrovsk.",
            ["strikes 96"],
        ),
        ("Russian forces struck the Kupiansk district 18 times.", ["strikes 18"]),
        ("Clashes went on; 168 combat engagements took place near Lyman.", ["", "strikes 168"]),
        ("The minister visited the district 18 times during the war and met soldiers.", []),
    ],
)
def test_attacks_told_by_how_often(text: str, wanted: list[str]) -> None:
    assert [n for row in told(text, "n") if (n := row.split(" | n")[1].strip())] == [w for w in wanted if w]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Raiders torched cars and homes in the village of Jit.", "property_damage"),
        ("The attack injured two intelligence agents in Kabul, police said.", "attack"),
        ("The attack damaged nine houses and a gas pipeline in Sumy.", "property_damage"),
        ("Sudan's army airlifted reinforcements to Babanusa on Monday.", "deployment"),
        ("Guards foiled an ISIS attack on an oil facility near Kirkuk.", "clash"),
        ("RSF fighters attacked Nahud on Monday, residents said.", "clash"),
    ],
)
def test_what_kind_it_is(text: str, kind: str) -> None:
    found = list(told(text, ""))
    assert kind in found
    assert "chemical_attack" not in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RSF fighters attacked Nahud on Monday, residents said.", "Rapid Support Forces"),
        ("A bomb dropped by a junta jet killed 23 people in Sagaing township.", "Myanmar Air Force"),
        ("Russian air defence systems shot down 121 drones overnight.", "Russian military"),
        ("Paramilitaries of the RSF shelled a hospital in Omdurman.", "Rapid Support Forces"),
    ],
)
def test_who_does_it(text: str, wanted: str) -> None:
    assert {row.split(" | by ")[1] for row in told(text, "by")} == {wanted}


def test_the_air_force_that_counts_what_was_fired_at_it() -> None:
    (first, *_) = claims("Russia launched 112 drones at Ukraine overnight, the air force said.")
    assert [a.source for a in first.attribution] == ["Ukrainian Air Force"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "M23 rebels entered the outskirts of Uvira on Wednesday.",
            ["clash | by M23 | at | in the outskirts of Uvira"],
        ),
        (
            "Rapid Support Forces fighters have encircled Al-Obeid, cutting off food to the city, residents said.",
            ["control | by Rapid Support Forces | at | in Al-Obeid"],
        ),
        (
            "Gunmen riding motorcycles attacked a military post at Banibangou, killing 34 soldiers.",
            ["clash | by Gunmen | at a military post | in a military post at Banibangou"],
        ),
        (
            "Twelve Chadian soldiers died when Boko Haram fighters attacked their base in Lake Chad.",
            ["clash | by Boko Haram | at Chadian army | in base in Lake Chad"],
        ),
        (
            "A sniper killed a soldier near the village of Zolote despite the truce.",
            ["clash | by A sniper | at a soldier | in the village of Zolote"],
        ),
        (
            "Ukraine shot down a Russian Su-34 bomber over the Kursk region, its air force said.",
            ["materiel_loss | by Government of Ukraine | at Russian Air Force | in the Kursk region"],
        ),
        (
            "Georgian artillery opened up on Tskhinvali shortly before midnight.",
            ["shelling | by Georgian army | at | in Tskhinvali"],
        ),
        (
            "The bombing of a mosque in Kunduz, claimed by Islamic State Khorasan Province, killed 46 worshippers.",
            ["bombing | by Islamic State \u2013 Khorasan Province | at | in a mosque in Kunduz"],
        ),
    ],
)
def test_who_whom_and_where(text: str, wanted: list[str]) -> None:
    assert told(text, "by at in") == wanted


def test_who_answers_a_blow_did_not_strike_it() -> None:
    text = "The Pakistani army destroyed 11 posts in retaliation for shelling that killed four civilians in Nakyal."
    assert [row for row in told(text, "by n") if "killed 4" in row] == ["shelling | by | n killed 4"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fighters of Al-Shabaab fired mortars at Halane, a guarded base in Mogadishu, a UN source said.",
            ["shelling | by al-Shabaab | at Halane"],
        ),
        ("ISIS cells attacked a bus carrying workers near Palmyra.", ["attack | by Islamic State | at a bus, workers"]),
        ("The Indian Air Force struck nine sites in Pakistan.", ["air_strike | by Indian Air Force | at nine sites"]),
        (
            "Russia launched its biggest attack on Kyiv on Thursday, firing 31 missiles and 302 drones at the city.",
            ["air_strike | by Government of Russia | at"],
        ),
        (
            "Soldiers arrived the next morning and were ambushed on their way back.",
            ["deployment | by Soldiers | at", "clash | by | at Soldiers"],
        ),
    ],
)
def test_one_blow_and_whose_it_was(text: str, wanted: list[str]) -> None:
    assert told(text, "by at") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Kenya deployed tanks to Mandera after an attack on a police camp.",
            ["deployment | by Government of Kenya | n", "clash | by | n"],
        ),
        (
            "In Kharkiv, a drone crashed into a residential building, injuring four.",
            ["air_strike | by | n wounded 4"],
        ),
        ("A drone crashed in the desert near Marib on Monday.", ["materiel_loss | by | n"]),
        (
            "The Islamic State branch lost control of the Togjaceel valley to Puntland forces.",
            ["withdrawal | by Islamic State | n"],
        ),
        (
            "Israeli navy boats opened fire on Palestinian fishermen off Deir al-Balah.",
            ["attack | by Israeli Navy | n"],
        ),
    ],
)
def test_what_came_of_it(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army surrounded the camp of Nur Shams, east of Tulkarm.", "Israeli military"),
        ("The army surrounded the camp of Burj, east of Tyre in Lebanon.", "Lebanese army"),
    ],
)
def test_the_army_of_a_land_without_one(text: str, wanted: str) -> None:
    assert told(text, "by") == [f"control | by {wanted}"]


def test_a_vehicle_is_not_who_died() -> None:
    (claim,) = claims("A vehicle carrying election workers struck a landmine near Kidal, killing three.")
    assert [q.group for q in claim.quantities] == [None]


def test_who_holds_an_office_is_no_place() -> None:
    (claim,) = claims("Armed men abducted the mayor of Melitopol, Ivan Fedorov.")
    assert [p.text for p in claim.places] == ["Melitopol"]


def test_nine_out_of_twelve() -> None:
    text = "Nine out of 12 rockets fired at Ashkelon were intercepted, the army said."
    assert told(text, "n") == ["shelling | n strikes 12", "materiel_loss | n weapons 9"]


def test_whose_the_dead_are_of_whom_a_loss_is_told() -> None:
    found = claims("Gunmen stormed Djibo in Burkina Faso on Sunday. The Malian army lost nine soldiers.")
    assert [q.group.actors for c in found for q in c.quantities if q.group] == [("Malian Armed Forces",)]
