"""What is told to have come after a blow: who did that, and where, is not who struck, and where.

The same for borders told of from one side, and for a total whose parts are fighters and civilians.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told

from fogline.core.claim import Status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("President Joseph Boakai met mayors in Monrovia after the killings.", "attack | by"),
        ("The army imposed a curfew in Maiduguri following a raid on a market.", "attack | by"),
        ("Hospitals in Goma were overwhelmed after shelling on Monday.", "shelling | by"),
        ("Rebels retreated from Goma after air strikes.", "air_strike | by"),
        ("Kenya sent troops to Garissa after a bombing and an ambush.", "clash | by"),
        ("Norway expelled diplomats in response to an attack in Oslo.", "attack | by"),
        ("Following an attack on a convoy, Kenya sent troops to Garissa.", "attack | by"),
        # Whoever got away, blamed another, took the town or fought may have done it, or named who did.
        ("The gunmen fled after the attack.", "attack | by The gunmen"),
        ("Ukraine accused Russia after the attack on a school in Kharkiv.", "attack | by Government of Russia"),
        ("Rebels captured Goma after heavy shelling.", "shelling | by M23"),
        ("Rebels retreated from Goma after clashes.", "clash | by M23"),
        ("Troops took control of Wau after clashes with rebels.", "clash | by Troops, rebels"),
    ],
)
def test_who_acts_after_a_blow_did_not_strike(text: str, wanted: str) -> None:
    assert wanted in told(text, "by")


def test_who_answers_a_blow_and_what_is_then_done_suffered_nothing_of_it() -> None:
    (answer, strike) = told("Hezbollah fired 50 rockets at Haifa following an Israeli strike on Beirut.", "at in")
    assert (answer, strike) == ("shelling | at | in Haifa", "air_strike | at | in Beirut")
    assert "shelling | at" in told("Chad closed its border on Friday after a missile attack.", "at")
    assert "air_strike | at" in told("The president visited soldiers in Goma following a drone strike.", "at")
    assert told("Five soldiers were wounded following an ambush in Ituri.", "at") == ["clash | at Five soldiers"]


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Chad sealed its border with Sudan after a raid.", "Chad-Sudan border"),
        ("Poland’s border with Belarus was fortified after the raid.", "Poland-Belarus border"),
        ("Troops were sent to the border with Mali, a Nigerien officer said.", "Niger-Mali border"),
        (
            "Fighting went on in Aleppo and Idlib in Syria. Turkey closed its border with Iraq after a raid.",
            "Turkey-Iraq border",
        ),
        # No country but one that has a border there.
        ("Kenyan police were deployed to the border with Haiti after a raid.", "Haiti border"),
    ],
)
def test_a_border_has_two_sides(text: str, border: str) -> None:
    assert {p.name for c in claims(text) if c.type.value == "deployment" for p in c.places} == {border}


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
