"""Who comes, goes, holds, takes, breaks and burns, in the words of every day: the types that a sentence tells.

The sentences are invented. Each stands behind one that makes a report of war of it.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims

_WAR = "Gunmen shot dead a mayor on Friday. "


def types(text: str) -> str:
    return ", ".join(c.type.value for c in claims(_WAR + text) if c.evidence.span.start >= len(_WAR))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A curfew is in force in Jos.", "deployment"),
        ("There is a curfew from six in the evening.", "deployment"),
        ("The city is under a night curfew.", "deployment"),
        ("Martial law was proclaimed over the island.", "deployment"),
        ("Soldiers in Gao have been on heightened alert since May.", "deployment"),
        ("A second division arrived from Gao on Monday.", "deployment"),
        ("Some 1,500 policemen set out from five camps on Friday night.", "deployment"),
        ("Police mounted roadblocks across the capital.", "deployment"),
        ("The governor banned the use of motorcycles after dark.", "deployment"),
        ("The army is building up its forces near the border.", "deployment"),
        ("The rebels brought in reinforcements.", "deployment"),
        ("Authorities cordoned off the market.", "deployment"),
        ("The Russians pulled out on 22 August.", "withdrawal"),
        ("The police have gone.", "withdrawal"),
        ("The soldiers drove away in lorries on 17 October.", "withdrawal"),
        ("Border guards deserted the crossing.", "withdrawal"),
        ("Spain is bringing its troops home.", "withdrawal"),
        ("The defenders surrendered the town to the army.", "withdrawal"),
        ("A Norwegian base had been evacuated in haste.", "withdrawal"),
        ("Some 5,000 people were bussed to the lines.", "displacement"),
        ("About 3,600 people have lost their homes.", "displacement"),
        ("The flood left 9,000 people homeless.", "displacement"),
        ("Oslo pulled its embassy staff out of Khartoum.", "displacement"),
        ("Thousands of people spent the night in the open.", "displacement"),
        ("She fled with her three children to Chad.", "displacement"),
        ("The number of displaced people has reached 400,000.", "displacement"),
    ],
)
def test_who_comes_and_goes(text: str, wanted: str) -> None:
    assert types(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army hoisted the national flag over the hospital.", "capture"),
        ("By Saturday the town was theirs.", "capture"),
        ("The town came under rebel control.", "capture"),
        ("The rebels took the customs gate.", "capture"),
        ("Only the airport remains in government hands.", "control"),
        ("The road to the south belongs to the gangs.", "control"),
        ("Rebels are besieging the town.", "control"),
        ("The militia has kept the town under blockade since February.", "control"),
        ("The group is still present in three villages.", "control"),
        ("Nine people were taken in for questioning.", "detention"),
        # A bare number taken is people; with what it counts it is what that is.
        ("Troops killed 35 rebels and captured nine.", "clash, detention"),
        ("Troops captured nine villages and two soldiers.", "capture, detention"),
        # Told of its year alone, a state's part in a war is news of its own.
        ("Russia intervened in the war in 2015.", "deployment"),
        ("Some 300 fighters gave themselves up.", "detention"),
        ("Fifty prisoners were taken.", "detention"),
        ("Two militants were caught near the border.", "detention"),
        ("He was taken from his house by soldiers at midnight.", "detention"),
        ("The film captures the mood of the city.", ""),
        ("The company withdrew its bid.", ""),
    ],
)
def test_who_holds_what_and_whom(text: str, wanted: str) -> None:
    assert types(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers raped dozens of women.", "attack"),
        ("Dozens of cases of rape were recorded.", "attack"),
        ("Two constables were sprayed with bullets.", "attack"),
        ("Five boys were found with their throats cut.", "attack"),
        ("The fighters turned on civilians.", "attack"),
        ("Bandits invaded the village on motorcycles.", "attack"),
        ("They stoned a couple and cut off the hands of thieves.", "attack"),
        ("A mayor escaped an assassination attempt.", "attack"),
        ("Police dispersed the crowd with live rounds.", "attack"),
        ("Insurgents were still firing from rooftops.", "clash"),
        ("Rebel columns are at the gates of the capital.", "clash"),
        ("Violence erupted again in Wau.", "clash"),
        ("Two drones fell on the hamlet.", "air_strike"),
        ("Rockets began to fall on the town.", "shelling"),
        ("Forces opened fire with artillery along the border.", "shelling"),
        ("A second device went off.", "bombing"),
        ("Three men blew themselves up.", "bombing"),
    ],
)
def test_who_strikes_and_by_what(text: str, wanted: str) -> None:
    assert types(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Homes and the local market were burned.", "property_damage"),
        ("Gunmen set three barns ablaze.", "property_damage"),
        ("The church was gutted by fire.", "property_damage"),
        ("By evening villages were on fire.", "property_damage"),
        ("The raiders carted away drugs from the clinic.", "property_damage"),
        ("Seven hospitals have been put out of action.", "property_damage"),
        ("An anchor severed three submarine cables.", "property_damage"),
        ("Electricity pylons were toppled.", "property_damage"),
        ("The raiders made away with 14 rifles.", "materiel_loss"),
        ("Two jets came down on Tuesday.", "materiel_loss"),
        ("An ammunition depot exploded.", "materiel_loss"),
    ],
)
def test_what_is_broken_and_burnt(text: str, wanted: str) -> None:
    assert types(text) == wanted
