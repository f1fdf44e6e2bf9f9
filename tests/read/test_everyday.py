"""Ordinary sentences of war news, each with what a reader takes from it: one line a claim.

Every line names the type, then only the fields at stake: ``by`` and ``at`` the names of agents and targets (the words
where no name is known), ``in`` the places as written, without "near", ``n`` the numbers, ``day`` the first day.
"""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, Mention, Quantity
from fogline.core.report import Report
from fogline.link import beside
from fogline.read.reader import read


def claims(text: str) -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(n for m in mentions for n in (m.actors or (m.text,)))


def _number(q: Quantity) -> str:
    low, high = q.count.low, q.count.high
    return f"{q.measure.value} {low}" if low == high else f"{q.measure.value} {low}..{high or ''}"


def line(claim: Claim, fields: str) -> str:
    said = {
        "by": _names(claim.agents),
        "at": _names(claim.targets),
        "in": ", ".join(p.text.partition(" ")[2] if beside(p) else p.text for p in claim.places),
        "n": ", ".join(_number(q) for q in claim.quantities),
        "day": str(claim.time.days.start),
    }
    return " | ".join([claim.type.value, *(f"{f} {said[f]}".strip() for f in fields.split())])


def told(text: str, fields: str) -> list[str]:
    return [line(c, fields) for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russian drones hit Kharkiv, killing three people, and Ukrainian forces struck an oil depot in Belgorod, "
            "officials said.",
            [
                "air_strike | by Russian military | at",
                "air_strike | by Ukrainian military | at an oil depot",
            ],
        ),
        (
            "Kenyan troops shelled the port of Kismayo while al-Shabab attacked a base near Dhobley, residents said.",
            ["shelling | by Kenya Defence Forces | at the port of Kismayo", "clash | by al-Shabaab | at a base"],
        ),
    ],
)
def test_each_clause_has_its_own_parties(text: str, wanted: list[str]) -> None:
    assert told(text, "by at") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russian missiles hit Kyiv overnight, killing two people.", ["shelling | at | in Kyiv"]),
        ("Houthi missiles targeted Tel Aviv and Jerusalem on Sunday.", ["shelling | at | in Tel Aviv, Jerusalem"]),
        ("Israeli jets bombed Tehran on Friday, residents said.", ["air_strike | at | in Tehran"]),
        (
            "Ukraine accused Moscow of shelling a hospital in Kherson.",
            [
                "accusation | at Government of Russia | in a hospital in Kherson",
                "shelling | at a hospital | in a hospital in Kherson",
            ],
        ),
    ],
)
def test_a_capital_under_fire_is_a_town(text: str, wanted: list[str]) -> None:
    assert told(text, "at in") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hamas-led militants attacked a base near Sderot on Sunday.", "Hamas"),
        ("An HTS-led alliance captured Aleppo on Saturday.", "Hay'at Tahrir al-Sham"),
        ("A Russian-led operation cleared the town of Afgooye of its last fighters.", "Russian military"),
        ("Saudi-led warplanes bombed Sanaa on Monday, killing nine.", "Saudi-led coalition"),
    ],
)
def test_who_leads_speaks_for_the_rest(text: str, wanted: str) -> None:
    assert {_names(c.agents) for c in claims(text)} == {wanted}


def test_a_drone_of_the_us_is_none_of_us() -> None:
    text = "The Houthis said they had shot down a US drone over Marib."
    assert told(text, "at n") == ["materiel_loss | at United States military | n drones 1"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Hamas said 11 people, among them three children, were killed in Rafah and 7 in Khan Younis.",
            ["toll | n killed 11, killed 3"],
        ),
        ("The mayor said nine workers, all of them Kenyans, had died in the blast.", ["bombing | n killed 9"]),
    ],
)
def test_a_subject_parted_from_its_verb(text: str, wanted: list[str]) -> None:
    assert told(text, "n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israeli forces killed at least 31 Palestinians in strikes across the Gaza Strip on Monday, medics said.",
            ["air_strike | by Israeli military | n killed 31.."],
        ),
        (
            "Islamic State claimed responsibility for the bombing, which killed 22 worshippers at a mosque in Peshawar.",
            ["bombing | by Islamic State | n killed 22"],
        ),
        ("Militants bombed a church in Jolo on Sunday.", ["bombing | by Militants | n"]),
    ],
)
def test_one_blow_is_one_claim(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


def test_what_somebody_said_is_no_part_of_what_it_is_told_with() -> None:
    text = "Troops shelled the market, with residents saying four traders had been killed in Zalingei."
    assert [(c.type.value, [a.source for a in c.attribution]) for c in claims(text)] == [
        ("shelling", []),
        ("toll", ["residents"]),
    ]


def test_a_haven_denied_is_no_denial() -> None:
    text = "Fighting went on. The raids are aimed at denying the militia a safe haven near Gao, the army said."
    assert "denial" not in {c.type.value for c in claims(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russian shelling wounded a man, 61, and a woman, 58, in Nikopol.", "wounded 1, wounded 1"),
        ("The blast killed a nurse, 30 patients and two guards in Kabul.", "killed 1, killed 30, killed 2"),
    ],
)
def test_an_age_is_no_count(text: str, wanted: str) -> None:
    assert [line(c, "n").split(" | n ")[1] for c in claims(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Nine people were killed in a strike on Rafah, officials said.", "PS"),
        ("Nine people were killed in a strike on Rafah in Egypt, officials said.", "EG"),
        ("Russian drones struck Odessa overnight, killing nine people.", "UA"),
        ("A gunman killed nine people in Odessa, Texas, on Friday, police said.", "US"),
    ],
)
def test_what_news_means_by_a_name_with_namesakes(text: str, country: str) -> None:
    assert {p.country for c in claims(text) for p in c.places if p.name.lower().startswith(("raf", "ode"))} == {country}


def test_a_strike_on_a_name_that_nothing_decides_is_there() -> None:
    found = claims("Nine people were killed in a strike on Borova, officials said.")
    assert [p.text for c in found for p in c.places] == ["Borova"]


def test_who_was_killed_did_not_do_it() -> None:
    assert told("Thirteen soldiers were killed in an ambush near Gao on Monday.", "by at") == [
        "clash | by | at Thirteen soldiers"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Kenya said its forces had struck nine sites in Somalia; al-Shabab said 26 civilians were killed.",
            [("shelling", ["Government of Kenya"]), ("toll", ["al-Shabaab"])],
        ),
        (
            "The army said it had shot down five jets, a claim Oslo has not confirmed.",
            [("materiel_loss", ["Norwegian Armed Forces"])],
        ),
        (
            "The army said it had shot down five jets, a claim Oslo has confirmed.",
            [("materiel_loss", ["Government of Norway", "Norwegian Armed Forces"])],
        ),
    ],
)
def test_each_says_his_own(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert [(c.type.value, [a.source for a in c.attribution]) for c in claims(text)] == wanted


def test_who_died_did_not_do_it() -> None:
    text = "Two soldiers and three traders died when a mine exploded in Abyei on Tuesday, the UN mission said."
    assert told(text, "by n") == ["bombing | by | n killed 2, killed 3"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("More than 100 soldiers and civilians were killed in Djibo, residents said.", ["mixed"]),
        ("Twelve soldiers and three civilians were killed in Djibo, residents said.", ["combatant", "civilian"]),
        ("Twelve women and children were killed in Djibo, residents said.", ["civilian"]),
    ],
)
def test_soldiers_and_civilians_under_one_number_are_mixed(text: str, status: list[str]) -> None:
    assert [q.group.status.value for c in claims(text) for q in c.quantities if q.group] == status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Russia launched 112 drones overnight, of which 76 were shot down, Ukraine's air force said.",
            ["air_strike | by Government of Russia | n drones 112", "materiel_loss | by | n drones 76"],
        ),
        (
            "Ukraine's air force said Russia had launched 112 drones and that 76 were shot down.",
            [
                "air_strike | by Government of Russia | n drones 112",
                "materiel_loss | by | n drones 76",
            ],
        ),
    ],
)
def test_what_is_lost_without_a_noun_is_of_the_things_told_before(text: str, wanted: list[str]) -> None:
    assert told(text, "by n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine people died in Rafah. Six of the dead were children, the ministry said.", ["unknown", "civilian"]),
        ("Nine people died in Rafah. Six of the dead were fighters, the ministry said.", ["unknown", "combatant"]),
    ],
)
def test_what_some_of_the_dead_were(text: str, wanted: list[str]) -> None:
    assert [q.group.status.value for c in claims(text) for q in c.quantities if q.group] == wanted


def test_talks_that_end_without_a_truce_give_none() -> None:
    found = [(c.type.value, c.polarity.value) for c in claims("Peace talks in Istanbul ended without a ceasefire.")]
    assert ("agreement", "denied") in found
    assert ("agreement", "affirmed") not in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fighting went on. The Security Council is to meet on Tuesday to discuss the fighting in Goma.",
            "United Nations Security Council",
        ),
        ("Fighting went on. Sudan's army chief vowed to keep fighting until the RSF was defeated.", "Rapid"),
    ],
)
def test_who_talks_of_fighting_fights_nobody(text: str, wanted: str) -> None:
    fights = [c for c in claims(text) if c.type.value in ("clash", "attack")]
    assert not [n for c in fights for n in (_names(c.agents), _names(c.targets)) if wanted in n]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Fighting went on. A convoy of 14 trucks carrying food reached Zamzam camp on Monday, residents said.",
            {"aid"},
        ),
        ("Fighting went on. Israel has blocked all aid from entering Gaza since March, the charity said.", {"aid"}),
        ("The EU imposed sanctions on five commanders of the militia on Monday.", {"assessment"}),
    ],
)
def test_no_fight_is_made_of_it(text: str, kinds: set[str]) -> None:
    assert {c.type.value for c in claims(text) if c.evidence.text != "Fighting went on."} == kinds


def test_where_people_fled_from() -> None:
    assert told("About 3,000 families fled Tawila for Golo last week, residents said.", "in") == [
        "displacement | in Tawila"
    ]


def test_what_an_attack_answers_is_another() -> None:
    text = (
        "Hezbollah said it fired rockets at Kiryat Shmona in response to an Israeli strike on Nabatieh that killed two "
        "medics."
    )
    assert told(text, "by in n") == [
        "shelling | by Hezbollah | in Kiryat Shmona | n",
        "air_strike | by Israeli Air Force | in Nabatieh | n killed 2",
    ]


def test_what_is_told_in_passing_has_a_teller_of_its_own() -> None:
    text = "M23 fighters, who are backed by Rwanda according to UN experts, seized Bukavu's airport on Friday."
    sources = {c.type.value: [a.source for a in c.attribution] for c in claims(text)}
    assert sources == {"support": ["UN experts"], "capture": []}


def test_missiles_launched_are_one_blow() -> None:
    text = "Fighting went on. Iran launched about 180 ballistic missiles at Israel on 1 October."
    assert [c.type.value for c in claims(text) if c.agents] == ["shelling"]


def test_a_tale_that_is_denied_is_the_deniers_word() -> None:
    text = "There is no truth to the reports that rebels have entered Bria, a military source said on Thursday."
    assert {a.source for c in claims(text) for a in c.attribution} == {"a military source"}


def test_the_city_is_a_city() -> None:
    text = (
        "Fighters captured the army's headquarters in El Fasher in Sudan on Sunday. Nine people were killed in the "
        "Daraja Oula neighbourhood. Soldiers are still fighting in the city, residents said."
    )
    (last,) = (c for c in claims(text) if "still fighting" in c.evidence.text)
    assert [p.name for p in last.places] == ["El Fasher"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The insurgency began in 2009 and has killed 35,000 people.", ("2009-01-01", "None")),
        ("The war erupted in April 2023 and has displaced about 12 million people.", ("2023-04-01", "None")),
        ("Fighting went on. The raid began on 3 May 2025 and ended a day later; it killed 90.", None),
    ],
)
def test_what_has_come_of_a_war_since(text: str, days: tuple[str, str] | None) -> None:
    found = [c.time.days for c in claims(text) if c.quantities]
    if days is None:
        assert all(d.end for d in found if d.start)
    else:
        assert [(str(d.start), str(d.end)) for d in found] == [days]
