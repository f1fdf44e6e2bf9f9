"""Faults found on reports nobody had read before, each on a sentence of its own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim, ClaimType, Polarity
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import Rooms
from fogline.read.reader import read


def claims(text: str, published: str = "2025-03-13") -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", published)]))).claims


def counts(text: str) -> list[tuple[ClaimType, int | None]]:
    return [(c.type, q.count.low) for c in claims(text) for q in c.quantities]


def sources(text: str) -> set[str]:
    return {c.attribution[0].source for c in claims(text) if c.attribution}


@pytest.mark.parametrize(
    "text",
    [
        "Gao (AFP) - Gunmen attacked an army post near Ansongo on Tuesday, killing four soldiers.",
        "Juba, 4 March 2025 - Gunmen attacked an army post near Malakal on Tuesday, killing four soldiers.",
        "Nairobi, Kenya (AP) - Gunmen attacked an army post near Mandera on Tuesday, killing four soldiers.",
    ],
)
def test_a_dateline_in_small_letters_is_neither_party_nor_place_nor_source(text: str) -> None:
    city = text[: text.index(" -")].split(",")[0].split(" (")[0]
    for claim in claims(text):
        assert not any(city in m.text for m in claim.agents + claim.targets)
        assert city not in {p.name for p in claim.places}
        assert not claim.attribution


@pytest.mark.parametrize(
    "text",
    [
        "Three guards died when their truck hit an improvised explosive device near Wajir.",
        "At least nine shoppers died on Sunday when a van struck a roadside bomb near Jilib.",
    ],
)
def test_the_dead_of_a_blast_are_counted_with_the_blast(text: str) -> None:
    found = claims(text)
    assert [c.type for c in found] == [ClaimType.BOMBING]
    assert [q.measure.value for q in found[0].quantities] == ["killed"]


def test_a_spokesman_of_its_own_is_named_by_the_body() -> None:
    text = "The Rapid Support Forces denied the charge. Its spokesman said troops had clashed with the army near Kosti."
    assert "Rapid Support Forces spokesman" in sources(text)


def test_the_countrys_army_is_that_of_the_land_in_the_report() -> None:
    text = "Gunmen killed 20 soldiers in eastern Burkina Faso on Friday, the country's army said."
    assert sources(text) == {"Burkinabe Armed Forces"}


def test_what_is_denied_after_a_semicolon_is_not_the_claim_before() -> None:
    text = "Turkish artillery shelled the road, according to Anadolu Agency; a YPG spokesman denied this."
    shelling = [c for c in claims(text) if c.type == ClaimType.SHELLING]
    assert [c.polarity for c in shelling] == [Polarity.AFFIRMED]


def test_nobody_harmed_is_a_toll_of_none() -> None:
    text = "A drone strike hit a depot near Khost on Monday. No villagers were harmed."
    assert (ClaimType.TOLL, 0) in counts(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Security forces killed nine militants in Bannu on Wednesday, the Foreign Office said.", "Pakistan Army"),
        ("Security forces killed nine militants in Quetta on Wednesday, officials said.", "Pakistan Army"),
    ],
)
def test_security_forces_in_pakistan_are_pakistani(text: str, name: str) -> None:
    agents = {n for c in claims(text) for m in c.agents for n in m.actors}
    assert name in agents


def test_the_foreign_office_is_that_of_the_report() -> None:
    text = "Militants attacked a post in Bannu. The Foreign Office in Islamabad blamed handlers abroad."
    assert "Pakistani Ministry of Foreign Affairs" in sources(text)
    assert "UK Foreign Office" not in sources(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The bomb was placed on a cart in a market, stated Minister of Information Adel Harb, and was left outside a shop.",
            "Adel Harb",
        ),
        ("The British embassy in Muscat said that gunmen had attacked a tanker.", "British embassy in Muscat"),
        (
            "The Islamic State group claimed the bombing. The claim said 14 people had been killed.",
            "Islamic State",
        ),
        (
            "The Local Coordination Committee of Talbiseh said that shelling had killed nine people on Tuesday.",
            "Local Coordination Committee of Talbiseh",
        ),
    ],
)
def test_a_source_is_who_says_it_in_its_own_name(text: str, source: str) -> None:
    assert source in sources(text)


@pytest.mark.parametrize("capital", ["Muscat", "Sanaa"])
def test_an_embassy_is_not_the_government_it_is_sent_to(capital: str) -> None:
    text = f"The British embassy in {capital} said that gunmen had attacked a tanker."
    assert sources(text) == {f"British embassy in {capital}"}


def test_they_are_the_people_and_not_the_blow_that_killed_them() -> None:
    text = "A Russian air strike killed 38 civilians on Wednesday as they fled fighting in Izium, a monitor said."
    rooms = Rooms.of(next(iter(parse([Report("r", text, "Daily Example", "2025-03-13")]))))
    they = rooms.document.token_at(text.index("they")).i
    assert rooms.actors.phrase(they).kind == "civilians"


def test_a_capital_that_fell_is_no_government_that_took_it() -> None:
    text = "Yemen has been in civil war since the capital, Sanaa, fell under Houthi control in 2014."
    taken = [c for c in claims(text) if c.type in (ClaimType.CAPTURE, ClaimType.CONTROL)]
    agents = {n for c in taken for m in c.agents for n in m.actors}
    assert "Houthi movement" in agents
    assert "Government of Yemen" not in agents


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A bombing killed a reporter in the Red Sea port town of Mokha on Tuesday.", {"Mokha"}),
        ("Drones struck the Black Sea resort city of Sochi on Tuesday.", {"Sochi"}),
        ("Shells struck the Kharkiv region town of Izium on Tuesday.", {"Kharkiv", "Izium"}),
        ("An air strike killed nine people in the Ancient City of Aleppo on Sunday.", {"Aleppo"}),
        ("Four people were killed in the village of Hajin Amnesty International said.", {"Hajin"}),
    ],
)
def test_what_a_town_is_like_and_who_says_so_are_no_places(text: str, names: set[str]) -> None:
    assert {p.name for c in claims(text) for p in c.places} == names


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Russian drones hit the Kharkiv region on Tuesday, killing three people.", {"Kharkiv": "admin1"}),
        ("Clashes erupted in the Amhara region of Ethiopia on Tuesday.", {"Amhara": "admin1", "Ethiopia": "country"}),
        ("Clashes erupted in eastern Aleppo on Tuesday.", {"Aleppo": "part"}),
    ],
)
def test_a_region_that_is_a_first_division_is_one_and_its_country_is_not_a_part(
    text: str, sizes: dict[str, str]
) -> None:
    assert {p.name: p.precision.value for c in claims(text) for p in c.places} == sizes


def test_the_congolese_government_is_that_of_the_war() -> None:
    text = "The Congolese government denied that Goma had fallen and accused Rwanda of sending troops over the border."
    assert sources(text) == {"Government of the Democratic Republic of the Congo"}
    assert [c.polarity for c in claims(text) if c.type is ClaimType.ACCUSATION] == [Polarity.AFFIRMED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The White Helmets said shells hit Saraqib. Nine people died, the rescue service said.", {"White Helmets"}),
        (
            "The White Helmets said shells hit Saraqib. The Red Cross said air strikes had hit a clinic in Idlib. "
            "Nine people died, the rescue service said.",
            {"White Helmets", "International Committee of the Red Cross", "rescue service"},
        ),
        (
            "The White Helmets said shells hit Saraqib. Nine people died, the security service said.",
            {"White Helmets", "security service"},
        ),
    ],
)
def test_the_one_body_that_spoke_is_told_by_what_it_is(text: str, expected: set[str]) -> None:
    assert sources(text) == expected


def parties(text: str, kind: ClaimType) -> tuple[set[str], set[str]]:
    """Agents and targets of the claims of one type, by name or, without one, in their words."""
    rows = [c for c in claims(text) if c.type is kind]
    agents = {n for c in rows for m in c.agents for n in (m.actors or (m.text,))}
    return agents, {n for c in rows for m in c.targets for n in (m.actors or (m.text,))}


def test_with_whom_one_talks_talks() -> None:
    agents, _ = parties(
        "The Chadian foreign minister held talks on the war with his Sudanese counterpart on Friday.", ClaimType.TALKS
    )
    assert {"Government of Chad", "Government of Sudan"} <= agents


def test_whoever_is_accused_is_charged() -> None:
    text = "The Sudanese army took two posts, accusing the local media of spreading lies."
    assert parties(text, ClaimType.ACCUSATION)[1] == {"the local media"}


def test_the_one_supported_is_no_party_of_what_is_condemned() -> None:
    text = "The ministry condemned the raid and expressed support for the Sudanese government."
    assert parties(text, ClaimType.ACCUSATION)[1] == set()
    assert parties(text, ClaimType.SUPPORT)[1] == {"Government of Sudan"}


def test_who_gives_a_deed_a_name_did_not_do_it() -> None:
    text = "Sudanese soldiers left Wad Madani. The minister called the withdrawal from Wad Madani a ruse."
    assert "The minister" not in parties(text, ClaimType.WITHDRAWAL)[0]


def test_a_monitor_does_no_violence() -> None:
    text = "The Syrian Observatory for Human Rights counted 40 dead since the offensive in Hama, most of them fighters."
    assert "Syrian Observatory for Human Rights" not in parties(text, ClaimType.CLASH)[0]


def test_a_commander_speaks_for_his_band() -> None:
    text = "Syrian rebels took Rastan on Saturday, their commander Ali Bakri said. Rebels hold Homs in Syria."
    assert {a.affiliation for c in claims(text) for a in c.attribution} == {"Syrian rebels"}


def test_the_defence_ministry_is_the_home_states() -> None:
    assert sources("Syria is calm. The Ministry of Defence said rebels had left Homs.") == {
        "Syrian Ministry of Defence"
    }


def test_outlets_keep_what_says_whose_they_are() -> None:
    assert sources("Rebel-affiliated media said that the strike killed nine people in Homs.") == {
        "rebel-affiliated media"
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Warplanes struck a rebel post in Kosti. Many soldiers were killed in the fighting, rebels said.", set()),
        ("Rebels and the army clashed in Kosti. Many soldiers were killed in the fighting, rebels said.", {"Kosti"}),
    ],
)
def test_a_fight_at_large_is_not_where_the_raid_hit(text: str, places: set[str]) -> None:
    found = [c for c in claims(text) if c.type is ClaimType.TOLL]
    assert {p.name for c in found for p in c.places} == places
