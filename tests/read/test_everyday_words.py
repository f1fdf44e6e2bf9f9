"""Ordinary sentences of war news again: the dead and the held, the denied and the warned of, and who says so."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The militia is accused of killing dozens of people on ethnic grounds and looting hospitals.",
            [
                "accusation | by | at The militia",
                "attack | by The militia | at dozens of people",
                "property_damage | by The militia | at hospitals",
            ],
        ),
        (
            "Police freed nine students abducted last month in Zamfara.",
            ["detention | by Nigeria Police Force | at nine students", "detention | by | at nine students"],
        ),
        (
            "Troops arrested three men suspected of killing a priest.",
            ["detention | by Troops | at three men", "toll | by | at"],
        ),
        (
            "Hamas called for an international investigation into the killing of 15 paramedics near Rafah.",
            ["demand | by Hamas | at", "attack | by | at 15 paramedics"],
        ),
        (
            "The junta in Myanmar has denied targeting civilians.",
            ["denial | by Government of Myanmar | at", "attack | by Government of Myanmar | at civilians"],
        ),
        (
            "South Africa condemned the coup in Gabon and called for the immediate release of the president.",
            ["accusation | by Government of South Africa | at", "demand | by Government of South Africa | at"],
        ),
        (
            "Police have arrested a man after a shooting in Auckland left two people dead on Tuesday.",
            ["detention | by Police | at a man", "attack | by | at"],
        ),
        (
            "The army fired shells. Iran warned of a crushing response to any attack.",
            ["shelling | by Iranian Armed Forces | at", "threat | by Government of Iran | at"],
        ),
    ],
)
def test_who_did_what_to_whom(text: str, wanted: list[str]) -> None:
    assert told(text, "by at") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nobody was hurt in the blast, the governor said.", ["toll | n wounded 0", "bombing | n"]),
        ("No one was killed in Kupiansk, the mayor said.", ["toll | n killed 0"]),
        (
            "A drone hit a warehouse in Odesa, causing no casualties.",
            ["air_strike | n", "toll | n killed_or_wounded 0"],
        ),
    ],
)
def test_no_harm_is_told_apart_from_the_blow(text: str, wanted: list[str]) -> None:
    found = claims(text)
    assert told(text, "n") == wanted
    assert [c.polarity.value for c in found if c.type.value == "toll"] == ["denied"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hezbollah denied any involvement in the rocket fire.", [("Hezbollah", "denied")]),
        ("Kigali denied responsibility for the shelling of the camp.", [("Government of Rwanda", "denied")]),
    ],
)
def test_what_one_denies_to_have_done(text: str, wanted: list[tuple[str, str]]) -> None:
    deeds = [c for c in claims(text) if c.type.value == "shelling"]
    assert [(a, c.polarity.value) for c in deeds for m in c.agents for a in m.actors] == wanted


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Police freed nine students abducted last month in Zamfara.", ["None", "2025-05-01"]),
        ("The guerrillas freed three soldiers whom they had kidnapped in Arauca in May.", ["None", "2025-05-01"]),
        ("Police freed nine students on Monday.", ["2025-06-09"]),
    ],
)
def test_each_deed_has_its_own_day(text: str, days: list[str]) -> None:
    assert [str(c.time.days.start) for c in claims(text)] == days


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Envoys from both sides discussed a 30-day truce in Jeddah on Wednesday.", ["talks"]),
        ("Fighting went on. The ministry gave no figures for casualties.", ["clash"]),
        ("Fighting went on. The mayor gave no toll.", ["clash"]),
        ("Fighting went on. There was no immediate word on casualties.", ["clash"]),
        ("Fighting went on. There were no casualties.", ["clash", "toll"]),
    ],
)
def test_what_is_only_talked_of(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == kinds


def test_an_agency_in_capitals_passes_on_what_it_quotes() -> None:
    text = "State news agency SANA, quoting a security official, said four suspects had been arrested in Latakia."
    assert [[a.source for a in c.attribution] for c in claims(text)] == [["a security official", "SANA"]]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Gunmen killed a village chief and a police chief in Katsina.", ["civilian", "combatant"]),
        ("Shelling killed six medical personnel and nine military personnel.", ["civilian", "combatant"]),
        ("Shelling killed two aid personnel in Gao.", ["civilian"]),
        ("Gunmen killed three local fighters in Katsina.", ["combatant"]),
    ],
)
def test_whom_a_chief_leads(text: str, status: list[str]) -> None:
    assert [q.group.status.value for c in claims(text) for q in c.quantities if q.group] == status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels took 12 aid workers hostage near Gao on Friday.", ["detention | by Malian rebels | n captured 12"]),
        (
            "Kyiv said 314 prisoners of war were returned home in a swap mediated by Turkey.",
            ["detention | by | n released 314"],
        ),
        (
            "Hamas handed over the remains of four hostages in exchange for 90 Palestinian detainees.",
            ["detention | by Hamas | n released 4, released 90"],
        ),
        (
            "Police have arrested a man after a shooting in Auckland left two people dead on Tuesday.",
            ["detention | by Police | n captured 1", "attack | by | n killed 2"],
        ),
        (
            "The war erupted in April 2023 and has killed 9,000 people.",
            ["clash | by | n", "toll | by | n killed 9000"],
        ),
        (
            "Iran had sent drones to the Sudanese army, two diplomats said.",
            ["support | by Government of Iran | n"],
        ),
        (
            "The inspectors verified 12 attacks on clinics in Sudan in May.",
            ["attack | by | n strikes 12"],
        ),
        (
            "Two reporters were wounded when an Israeli drone fired at a press tent in Khan Younis.",
            ["air_strike | by Israeli military | n wounded 2"],
        ),
    ],
)
def test_the_held_the_freed_and_the_dead(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The defence ministry in Baku said one soldier was killed by Armenian sniper fire, a charge Yerevan denied.",
            ["Azerbaijani Ministry of Defence", "Government of Armenia"],
        ),
        ("According to an internal UN report seen by Reuters, 27 villagers were killed.", ["United Nations"]),
        (
            "At least 22 people were killed and more than 100 wounded, most of them women and children, in Israeli strikes "
            "across Gaza on Sunday, health officials said.",
            ["health officials"],
        ),
    ],
)
def test_who_says_so(text: str, wanted: list[str]) -> None:
    assert [a.source for c in claims(text) for a in c.attribution] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Fighting went on. No group has claimed responsibility for the attack on the hotel.",
        "Fighting went on. The army has not commented on the allegations.",
    ],
)
def test_nothing_is_told(text: str) -> None:
    assert [c.evidence.text for c in claims(text)] == ["Fighting went on."]


def test_a_denial_is_asserted() -> None:
    text = "The army on Tuesday accused the RSF of shelling a mosque in el-Fasher, killing 13 worshippers; the RSF denied it."
    assert {c.type.value: c.stance.value for c in claims(text)} == {
        "accusation": "asserted",
        "shelling": "alleged",
        "denial": "asserted",
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Saudi Arabia expressed its condemnation and denunciation of the bombing in Damascus, which killed 25 people.",
            ["accusation | by Government of Saudi Arabia | at | n", "bombing | by | at | n killed 25"],
        ),
        (
            "The Ministry of Foreign Affairs of the Republic of Indonesia strongly condemns the attack on the UN peacekeepers.",
            [
                "accusation | by Indonesian Ministry of Foreign Affairs | at | n",
                "attack | by | at the UN peacekeepers | n",
            ],
        ),
        (
            "Burkinabe security forces forcibly disappeared at least six judges in August 2024, the lawyers said.",
            ["detention | by Burkinabe Armed Forces | at at least six judges | n missing 6.."],
        ),
        (
            "A mother of four was among seven people hacked to death by gunmen in Beni.",
            ["attack | by gunmen | at seven people | n killed 7"],
        ),
        (
            "The two sides signed a peace deal in Pretoria, ending a two-year war that had killed 600,000 people.",
            ["agreement | by The two sides | at | n", "toll | by | at | n killed 600000"],
        ),
    ],
)
def test_the_speaker_the_parent_and_the_war(text: str, wanted: list[str]) -> None:
    assert told(text, "by at n") == wanted


def test_the_wounded_who_are_flown_out_do_not_retreat() -> None:
    text = "Two soldiers were wounded by a mine in Jenin this morning and were evacuated to hospital."
    assert "withdrawal" not in {c.type.value for c in claims(text)}


def test_an_outlet_of_two_words_is_the_channel() -> None:
    text = "Soldiers looted the market, traders told Radio Tamazuj."
    assert [a.channel for c in claims(text) for a in c.attribution] == ["Radio Tamazuj"]


def test_one_day_is_no_running_toll() -> None:
    text = "Fighters killed nine soldiers near Bria over the past day."
    assert [q.scope.value for c in claims(text) for q in c.quantities] == ["incident"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The army released 11 detainees accused of helping the militia.",
            ["detention | by The army | at 11 detainees", "accusation | by | at 11 detainees"],
        ),
        (
            "More than 50 women were raped in Zamzam in April, according to notes collected by MSF.",
            ["attack | by | at More than 50 women"],
        ),
        (
            "António Guterres condemned the attack on a UNICEF convoy that left five aid workers dead.",
            ["accusation | by António Guterres, United Nations | at", "attack | by | at UNICEF"],
        ),
    ],
)
def test_who_is_no_party(text: str, wanted: list[str]) -> None:
    assert told(text, "by at") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The strike killed a couple and their three children as they slept.", ["killed 2", "killed 3"]),
        ('Turkish forces "neutralized" four terrorists in northern Iraq, the ministry said.', ["killed_or_wounded 4"]),
    ],
)
def test_who_is_counted_among_the_dead(text: str, wanted: list[str]) -> None:
    assert [n for c in told(text, "n") for n in c.split(" | n ")[1].split(", ")] == wanted


def test_a_birth_dates_no_death() -> None:
    text = "The party announced the martyrdom of the fighter Ali Hassan Fneish, born in 1990."
    assert [str(c.time.days.start) for c in claims(text)] == ["None"]


def test_who_accused_them_is_not_told() -> None:
    text = "The army released 11 detainees accused of helping the militia."
    assert [c.attribution for c in claims(text)] == [(), ()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Police in Peshawar arrested three suspects in connection with last month's bombing that killed 14 people.",
            ["detention | by Pakistani police | n captured 3", "bombing | by | n killed 14"],
        ),
        (
            "IDF troops arrested five wanted suspects in Tubas and confiscated weapons.",
            ["detention | by Israeli military | n captured 5", "materiel_loss | by Israeli military | n"],
        ),
        (
            "GOMA, Congo (AP) — Gunmen killed at least 41 people in a village in eastern Congo over the weekend, local "
            "authorities said Monday.",
            ["attack | by Gunmen | n killed 41.."],
        ),
        (
            "Sri Lanka says its troops have killed 44 Tamil Tiger rebels.",
            ["clash | by Sri Lanka Army | n killed 44"],
        ),
        (
            "(Beirut) – Syrian government forces killed at least 86 civilians in Sweida in July 2024, the charity said.",
            ["attack | by Syrian army | n killed 86.."],
        ),
    ],
)
def test_who_killed_how_many(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


def test_of_two_lands_named_as_often_the_first_is_at_home() -> None:
    text = (
        "Niger's junta said 34 soldiers had been killed near Banibangou on the border with Mali. Fourteen others were "
        "wounded, the defence ministry said."
    )
    assert [a.source for c in claims(text) for a in c.attribution][-1] == "Nigerien Ministry of Defence"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "An Israeli settler shot and killed a Palestinian man near Hebron.",
            ["attack | by An Israeli settler | at a Palestinian man | n killed 1"],
        ),
        (
            "ELN rebels ambushed a convoy in Arauca, killing five soldiers; two others are missing.",
            [
                "clash | by National Liberation Army of Colombia | at a convoy | n killed 5, missing 2",
            ],
        ),
        (
            "Germany summoned the Iranian ambassador over the execution of nine protesters.",
            [
                "assessment | by Government of Germany | at Government of Iran | n",
                "attack | by | at nine protesters | n killed 9",
            ],
        ),
        (
            "The refugees fled to Burundi, and at least 14 drowned in the Rusizi river last week.",
            ["displacement | by The refugees | at | n", "toll | by | at | n killed 14.."],
        ),
        (
            "Hamas said it had accepted a proposal by the mediators for a 60-day truce.",
            ["agreement | by Hamas | at | n"],
        ),
        (
            "The premier said Kenya would face severe punishment for the raids.",
            ["threat | by premier | at Government of Kenya | n"],
        ),
        (
            "The army has lost at least 90 soldiers since the offensive began, the mayor said.",
            ["toll | by | at | n killed 90.."],
        ),
    ],
)
def test_who_shot_accused_accepted_and_threatened(text: str, wanted: list[str]) -> None:
    assert told(text, "by at n") == wanted


def test_a_coalition_told_of_later_is_not_whom_one_speaks_for() -> None:
    text = "Families accused Prime Minister Netanyahu of sabotaging the deal to save his coalition."
    assert {n for c in claims(text) for m in c.targets for n in m.actors} == {
        "Benjamin Netanyahu",
        "Government of Israel",
    }
