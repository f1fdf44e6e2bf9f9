"""Modality and polarity, one table per rule. Texts are invented."""

from __future__ import annotations

import pytest

from fogline.core.claim import ClaimType, Modality, Polarity
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.mood import modality, polarity


def mood(text: str, word: str, kind: ClaimType = ClaimType.CLASH) -> tuple[Modality, Polarity]:
    document = next(iter(parse([Report("t", text, None, "2019-05-04")])))
    head = document.doc[document.token_at(document.plain.index(word)).i]
    return modality(head, kind), polarity(head, kind)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army is shelling the port.", "shelling"),
        ("Rebels are still fighting in the hills.", "fighting"),
        ("Gunmen continue to attack the convoys.", "attack"),
        ("Fighting continues near the airport.", "Fighting"),
        ("Ongoing clashes closed the road.", "clashes"),
        ("The militia has been shelling the villages.", "shelling"),
        ("Families are being attacked on the road.", "attacked"),
        ("Residents fled the town, where rebels were attacking the police.", "attacking"),
        ("The army shelled the port while rebels were attacking the airport.", "attacking"),
    ],
)
def test_what_goes_on(text: str, word: str) -> None:
    assert mood(text, word)[0] == Modality.ONGOING


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army shelled the port.", "shelled"),
        ("The army continued its advance on Tuesday.", "continued"),
        ("The jets were bombing the village when the convoy passed.", "bombing"),
        ("The city remained under siege.", "remained"),
        ("Gunmen had been attacking convoys.", "attacking"),
    ],
)
def test_what_went_on_in_the_past_is_done(text: str, word: str) -> None:
    assert mood(text, word)[0] == Modality.ACTUAL


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The brigade will attack the port.", "attack"),
        ("The generals plan to seize the bridge.", "seize"),
        ("They announced a plan to seize the bridge.", "seize"),
        ("The rebels moved north to cut the road.", "cut"),
        ("The column focused on capturing the dam.", "capturing"),
        ("The union remains committed to the mission.", "remains"),
        ("The minister said that troops would enter the town.", "enter"),
        ("They want to take the hill and hold the road.", "hold"),
        ("The deal would see the rebels leave and the army take the port.", "leave"),
        ("The deal would see the rebels leave and the army take the port.", "take"),
        ("The assault is set to begin on Monday.", "assault"),
        ("Talks are due to open in May.", "Talks"),
    ],
)
def test_what_is_intended(text: str, word: str) -> None:
    assert mood(text, word)[0] == Modality.INTENDED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels may attack the port.", "attack"),
        ("The rebels may pursue further offensive operations.", "offensive"),
        ("The rebels may attempt to envelop the port.", "envelop"),
        ("The group probably attacked the convoy.", "attacked"),
        ("Hundreds are believed to have fled the town.", "believed"),
        ("The gunmen appear to have left.", "left"),
    ],
)
def test_what_is_possible(text: str, word: str) -> None:
    assert mood(text, word)[0] == Modality.POSSIBLE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("If the talks fail, the army will attack.", "attack"),
        ("The fleet would strike if the port is mined.", "strike"),
    ],
)
def test_what_hangs_on_a_condition(text: str, word: str) -> None:
    assert mood(text, word)[0] == Modality.CONDITIONAL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (ClaimType.DEMAND, Modality.REQUESTED),
        (ClaimType.THREAT, Modality.INTENDED),
        (ClaimType.ACCUSATION, Modality.ACTUAL),
        (ClaimType.DENIAL, Modality.ACTUAL),
    ],
)
def test_the_codebook_fixes_speech_acts(kind: ClaimType, expected: Modality) -> None:
    assert mood("The minister will say so today.", "say", kind)[0] == expected


def test_a_verb_of_saying_taken_for_the_head_lends_its_content() -> None:
    assert mood("The general said that the army will attack.", "said")[0] == Modality.INTENDED


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The rebels failed to take the bridge.", "take", Polarity.DENIED),
        ("The army did not enter the town.", "enter", Polarity.DENIED),
        ("No civilians were killed in the raid.", "killed", Polarity.DENIED),
        ("Shells hit the town without causing casualties.", "casualties", Polarity.DENIED),
        ("The army denied that an airstrike caused the collapse.", "airstrike", Polarity.DENIED),
        ("State radio said that reports of the airstrike were fabricated.", "airstrike", Polarity.DENIED),
        ("State radio said that reports of the airstrike were true.", "airstrike", Polarity.AFFIRMED),
        ("The army denied that the airstrike caused the collapse.", "airstrike", Polarity.AFFIRMED),
        ("The rebels took the bridge.", "took", Polarity.AFFIRMED),
        ("The army entered the town without a fight.", "entered", Polarity.AFFIRMED),
    ],
)
def test_polarity(text: str, word: str, expected: Polarity) -> None:
    assert mood(text, word)[1] == expected


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Clashes are underway in the old town.", "Clashes", ClaimType.CLASH),
        ("The village is now the scene of heavy clashes.", "clashes", ClaimType.CLASH),
        ("The fort has been besieged since May.", "besieged", ClaimType.CONTROL),
        ("The port has been shelled for more than a week.", "shelled", ClaimType.SHELLING),
        ("They fled from a battle raging near the dam.", "raging", ClaimType.CLASH),
        ("Residents face ongoing shelling and raids.", "raids", ClaimType.AIR_STRIKE),
    ],
)
def test_what_lasts_until_now(text: str, word: str, kind: ClaimType) -> None:
    assert mood(text, word, kind)[0] == Modality.ONGOING


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The village was the scene of heavy clashes.", "clashes", ClaimType.CLASH),
        ("The fort has been captured since May.", "captured", ClaimType.CAPTURE),
        ("The port has been shelled.", "shelled", ClaimType.SHELLING),
        ("The port was shelled for more than a week.", "shelled", ClaimType.SHELLING),
        ("The town is free under a deal signed in May.", "deal", ClaimType.AGREEMENT),
        ("The build-up is considered a grave danger to the port.", "grave", ClaimType.ASSESSMENT),
    ],
)
def test_what_is_over_or_no_state(text: str, word: str, kind: ClaimType) -> None:
    assert mood(text, word, kind)[0] == Modality.ACTUAL


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They met before the forthcoming operations.", "operations", Modality.INTENDED),
        ("The campaign is aimed at liberation of the port.", "liberation", Modality.INTENDED),
        ("The plan of capturing the port failed.", "capturing", Modality.INTENDED),
        ("Rebels advanced on Friday after capturing the port.", "capturing", Modality.ACTUAL),
        ("The column arrived in preparation for an assault on the port.", "assault", Modality.INTENDED),
        ("The mayor welcomed the talks that will be held in Oslo.", "talks", Modality.INTENDED),
        ("The mayor said that talks would take place in Oslo.", "talks", Modality.INTENDED),
        ("The mayor said that the talks would please Oslo.", "talks", Modality.ACTUAL),
        ("A strike may have killed the guards.", "strike", Modality.POSSIBLE),
        ("The toll is likely to rise.", "rise", Modality.POSSIBLE),
        ("The assault on the port failed.", "assault", Modality.ACTUAL),
    ],
)
def test_nouns_take_the_mood_of_what_governs_them(text: str, word: str, expected: Modality) -> None:
    assert mood(text, word)[0] == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The militia denied that its men had seized the dam.", "seized"),
        ("The command denied reports that its troops had left Goma.", "left"),
        ("The minister dismissed claims that jets had bombed the clinic.", "bombed"),
        ("The army denied shelling the market.", "shelling"),
        ("There is no truth to the claims that rebels hold the dam.", "hold"),
        ("The governor denied any attack on the convoy.", "attack"),
    ],
)
def test_what_is_denied_is_not_asserted(text: str, word: str) -> None:
    assert mood(text, word)[1] == Polarity.DENIED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The militia denied that its men had seized the dam.", "denied"),
        ("The militia denied the charge and attacked the dam.", "attacked"),
        ("There is some truth to the claims that rebels hold the dam.", "hold"),
        ("The brigade confirmed reports that its troops had left Goma.", "left"),
        ("The rebels who shelled the market denied any role.", "shelled"),
    ],
)
def test_what_stands_beside_a_denial_is_asserted(text: str, word: str) -> None:
    assert mood(text, word)[1] == Polarity.AFFIRMED


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("fallen", ClaimType.CAPTURE, Polarity.DENIED),
        ("burned", ClaimType.PROPERTY_DAMAGE, Polarity.DENIED),
        ("accused", ClaimType.ACCUSATION, Polarity.AFFIRMED),
    ],
)
def test_who_denies_and_accuses_does_not_deny_to_accuse(word: str, kind: ClaimType, expected: Polarity) -> None:
    text = "Juba denied that Malakal had fallen and burned, and accused Khartoum of sending arms."
    assert mood(text, word, kind)[1] is expected


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("The port is out of the control of the army.", "control", ClaimType.CONTROL, Polarity.DENIED),
        ("The hills lie outside government control.", "control", ClaimType.CONTROL, Polarity.DENIED),
        ("The port is under the control of the army.", "control", ClaimType.CONTROL, Polarity.AFFIRMED),
        ("A truce has stopped the fighting in the north.", "fighting", ClaimType.CLASH, Polarity.AFFIRMED),
        ("The guards stopped an attack on the depot.", "attack", ClaimType.ATTACK, Polarity.DENIED),
    ],
)
def test_what_is_lost_and_what_is_ended(text: str, word: str, kind: ClaimType, expected: Polarity) -> None:
    assert mood(text, word, kind)[1] == expected


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("The film suggested that the rebels had captured a tank.", "captured", ClaimType.MATERIEL_LOSS, "possible"),
        ("Doctors said it was likely that chlorine was used.", "used", ClaimType.CHEMICAL_ATTACK, "possible"),
        ("The envoy was believed to have arranged shipments of arms.", "shipments", ClaimType.DEPLOYMENT, "possible"),
        ("The raid was probably carried out by the army.", "raid", ClaimType.AIR_STRIKE, "possible"),
        ("Families left for fear of an attack.", "attack", ClaimType.ATTACK, "possible"),
        ("They prepared for an attack expected on Monday.", "attack", ClaimType.CLASH, "possible"),
        ("The blast may be an attack.", "attack", ClaimType.ATTACK, "possible"),
        ("They blamed a raid believed to be carried out by the army.", "raid", ClaimType.AIR_STRIKE, "actual"),
        ("The officer said that the rebels had captured a tank.", "captured", ClaimType.MATERIEL_LOSS, "actual"),
        ("The rebels tried to advance on the port.", "advance", ClaimType.CLASH, "actual"),
        ("The alliance is working to defeat the militia.", "defeat", ClaimType.CLASH, "ongoing"),
        ("The rebels plan to attack the port.", "attack", ClaimType.CLASH, "intended"),
        ("The rebels tried to seize the port.", "seize", ClaimType.CAPTURE, "intended"),
        ("They announced the operation to isolate the port.", "isolate", ClaimType.CONTROL, "intended"),
        ("The militia began its advance to isolate the port.", "isolate", ClaimType.CONTROL, "intended"),
        ("Patrols were sent to prevent rebels taking the port.", "taking", ClaimType.CAPTURE, "intended"),
        ("The unit was tasked with killing the governor.", "killing", ClaimType.ATTACK, "intended"),
        ("The minister said that Oslo would increase its aid.", "aid", ClaimType.AID, "intended"),
        ("A series of meetings will take place in June.", "meetings", ClaimType.TALKS, "intended"),
        ("The group claimed the port would be the site of its victory.", "site", ClaimType.ASSESSMENT, "intended"),
        ("I want to convey my condolences to the families.", "convey", ClaimType.SUPPORT, "actual"),
        ("We would welcome any step towards peace.", "welcome", ClaimType.SUPPORT, "actual"),
        ("We would support a new force.", "support", ClaimType.SUPPORT, "intended"),
        ("Residents reported constant shelling.", "shelling", ClaimType.SHELLING, "ongoing"),
        ("The guard has fighters operating in the hills.", "operating", ClaimType.DEPLOYMENT, "ongoing"),
        ("Troops were reported operating in the hills.", "operating", ClaimType.DEPLOYMENT, "ongoing"),
        ("In recent months the port has been the target of strikes.", "strikes", ClaimType.AIR_STRIKE, "ongoing"),
        ("Last year the port was the target of strikes.", "strikes", ClaimType.AIR_STRIKE, "actual"),
    ],
)
def test_signs_further_off(text: str, word: str, kind: ClaimType, expected: str) -> None:
    assert mood(text, word, kind)[0] == expected
