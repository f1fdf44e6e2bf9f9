"""What is told to have come after a blow: who did that, and where, is not who struck, and where.

The same for parties named like towns, a blow told twice, and a total whose parts are fighters and civilians.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

from fogline.core.claim import Status

FOUGHT = "clash | by Sudanese Armed Forces, Rapid Support Forces"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("President Joseph Boakai met mayors in Monrovia after the killings.", "attack | by"),
        ("The army imposed a curfew in Maiduguri following a raid on a market.", "attack | by"),
        ("Hospitals in Goma were overwhelmed after shelling on Monday.", "shelling | by"),
        ("Rebels retreated from Goma after air strikes.", "air_strike | by"),
        ("Kenya sent troops to Garissa after a bombing killed nine people.", "bombing | by"),
        ("Norway expelled diplomats in response to an attack in Oslo.", "attack | by"),
        ("Following an attack on a convoy, Kenya sent troops to Garissa.", "attack | by"),
        ("The EU imposed sanctions on Russia over the bombing of Mariupol.", "bombing | by"),
        ("The World Food Programme halted deliveries to Gaza over the killing of three drivers.", "toll | by"),
        ("Pakistan summoned the Afghan envoy over a raid that killed 12 soldiers in Bannu.", "attack | by"),
        ("Egypt opened the Rafah crossing on Saturday during a lull in the fighting.", "clash | by"),
        ("Villagers buried 12 people on Sunday who were killed in an attack on Yelwata.", "clash | by"),
        # The striker named behind, and a blow within the deed.
        (
            "Nine civilians were killed over air strikes by the US-led coalition.",
            "air_strike | by International Coalition",
        ),
        (
            "The damage from strikes by the Sudanese military and Egyptian air force on the port has angered the union.",
            "air_strike | by Sudanese Armed Forces, Egyptian Air Force",
        ),
        ("Congolese soldiers killed six rebels during a raid in Bunia.", "attack | by FARDC"),
        ("Protests erupted in Jos after gunmen attacked a church in Barkin Ladi.", "protest | by"),
        # Whoever got away, blamed another, took the town or fought may have done it, or named who did.
        ("The gunmen fled after the attack on the camp.", "attack | by The gunmen"),
        ("Ukraine accused Russia after the attack on a school in Kharkiv.", "attack | by Government of Russia"),
        ("Rebels captured Goma after heavy shelling.", "shelling | by M23"),
        ("Rebels retreated from Goma after clashes.", "clash | by M23"),
        (
            "The army regained Wad Madani after days of fighting with the RSF.",
            "clash | by Sudanese Armed Forces, Rapid Support Forces",
        ),
        ("Sudan's army recaptured the palace in Khartoum after days of fighting with the RSF.", FOUGHT),
        ("Troops took control of Wau after clashes with rebels.", "clash | by Troops, rebels"),
    ],
)
def test_who_acts_after_a_blow_did_not_strike(text: str, wanted: str) -> None:
    assert wanted in told(text, "by")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Clashes erupted in Beni on Friday following a raid on Butembo.", ["clash | in Beni", "attack | in Butembo"]),
        ("Hundreds fled Kadugli after shelling in Dilling.", ["displacement | in Kadugli", "shelling | in Dilling"]),
        ("Thousands protested in Tel Aviv over the war in Gaza.", ["protest | in Tel Aviv"]),
    ],
)
def test_each_has_its_own_place(text: str, wanted: list[str]) -> None:
    assert told(text, "in") == wanted


def test_who_answers_a_blow_and_what_is_then_done_suffered_nothing_of_it() -> None:
    (answer, strike) = told("Hezbollah fired 50 rockets at Haifa following an Israeli strike on Beirut.", "at in")
    assert (answer, strike) == ("shelling | at | in Haifa", "air_strike | at | in Beirut")
    assert "shelling | at" in told("Chad closed its border on Friday after a missile attack.", "at")
    assert "air_strike | at" in told("The president visited soldiers in Goma following a drone strike.", "at")
    assert told("Five soldiers were wounded following an ambush in Ituri.", "at") == ["clash | at Five soldiers"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fighting between the army and M23 rebels resumed near Goma.", "clash | by FARDC, M23 | in Goma"),
        ("Clashes between Ethiopian troops and Fano militiamen erupted in Bahir Dar.", "clash | by Ethiopian army, Fano | in Bahir Dar"),
        ("Fano attacked a convoy near Bahir Dar on Friday.", "clash | by Fano | in Bahir Dar"),
        ("A blast in Fano, Italy, killed two people on Friday.", "bombing | by | in Fano, Italy"),
        ("The Red Cross suspended operations in Goma amid fighting between soldiers and rebels.", "clash | by soldiers, M23 | in Goma"),
        ("RSF fighters crossed into Chad on Monday and attacked a convoy.", "clash | by Rapid Support Forces | in Chad"),
    ],
)  # fmt: skip
def test_parties_are_no_places_and_two_are_two(text: str, wanted: str) -> None:
    assert wanted in told(text, "by in")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Israel's army said it had killed Hezbollah commander Ali Karaki in a strike on Tyre on Saturday.",
            ["air_strike | n killed 1"],
        ),
        (
            "Al-Shabaab claimed responsibility for a suicide car bombing that killed nine people in Mogadishu.",
            ["bombing | n killed 9"],
        ),
    ],
)
def test_a_blow_told_twice_is_one(text: str, wanted: list[str]) -> None:
    assert told(text, "n") == wanted


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ("155 fighters and 24 civilians", Status.MIXED),
        ("155 fighters and 24 soldiers", Status.UNKNOWN),
        ("15 women and 24 children", Status.UNKNOWN),
    ],
)
def test_a_total_of_fighters_and_civilians_is_mixed(parts: str, status: Status) -> None:
    (toll,) = claims(f"Over 300 people were killed, including {parts}, a monitor said.")
    assert toll.quantities[0].group is not None
    assert toll.quantities[0].group.status is status
