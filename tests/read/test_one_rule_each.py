"""Sentences that are read as they are by one rule each: without the rule the row fails. Texts are invented.

Lines are those of ``test_who_says``.
"""

from __future__ import annotations

import pytest
from tests.read.test_line_by_line import claims
from tests.read.test_who_says import said

from fogline.core.claim import ClaimType
from fogline.core.reader import Reader


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        # Who is accused, in a clause of "which".
        (
            "Rwanda, which is accused of shelling Beni, denied it.",
            "by",
            "shelling | src | by Government of Rwanda",
        ),
        # Who orders troops somewhere deploys them by his word.
        (
            "The president resigned after ordering troops to the border with Chad.",
            "by",
            "deployment | src president | by The president",
        ),
        # Who gives another number himself goes on counting.
        (
            "The army said 40 rebels died, putting the number of the dead at 60.",
            "n",
            "toll | src army | n killed 40, killed 60",
        ),
        # Whose leader it is that help is asked against.
        (
            "The president asked France for help against the rebels' leader.",
            "at",
            "demand | src president | at Government of France",
        ),
        # With whom somebody was killed.
        ("The general was killed with nine rebels in a raid on a camp in Gao.", "by", "attack | src | by"),
        # Whom somebody helps, behind a participle and in a clause of "who".
        ("Soldiers holding Gao with the support of Kenya left.", "at", "support | src | at Soldiers"),
        ("Rebels, who had taken Gao with the help of Kenya, left.", "at", "support | src | at Malian rebels"),
        # What a rocket that was launched from somewhere tore apart.
        ("A rocket launched from Gaza tore a house apart in Sderot.", "at", "shelling | src | at a house"),
        # What is asked with "whether" may be told.
        ("It was not clear whether rebels had taken Gao.", "by", "capture | src | by Malian rebels"),
        # A continent is no state.
        (
            "Leaders from South America condemned the killing of nine men in Gao.",
            "by",
            "accusation | src leaders from South America | by Leaders from South America",
        ),
        # A governor in a land is its own, and what an envoy is for is nobody.
        (
            "The governor in South Sudan, Ada Bly, condemned the killing of two nuns in Bor.",
            "by",
            "accusation | src Ada Bly | by Ada Bly, Government of South Sudan",
        ),
        (
            "The Envoy for Armed Conflict said police had shot nine men.",
            "by",
            "attack | src Envoy for Armed Conflict | by police",
        ),
        (
            "Gangs killed nine men in Gao, the Commissioner for Human Rights, Ada Bly, said.",
            "by",
            "attack | src Ada Bly | by Gangs",
        ),
        # What an envoy is for is no second doer; who gloats, says so.
        (
            "The UN Envoy for Humanitarian Affairs Ada Bly urged Chad to open its border.",
            "by",
            "demand | src Ada Bly | by Ada Bly, United Nations",
        ),
        ("Rebels gloated that they had taken Gao.", "by", "capture | src Malian rebels | by Malian rebels"),
        # Who is shot in a fight fights on neither side of it.
        (
            "Soldiers shot nine rebels in fighting in Gao.",
            "by at",
            "clash | src | by Soldiers | at Malian rebels",
        ),
        # Those who dealt a blow before the bodies came are their killers.
        (
            "Nurses received 94 bodies after soldiers shelled Gao.",
            "by n",
            "toll | src nurses | by soldiers | n killed 94",
        ),
        (
            "Nurses received 94 bodies before soldiers shelled Gao.",
            "by n",
            "toll | src nurses | by | n killed 94",
        ),
        # Those who fell in a fight may have been on either side of it.
        ("Nine nuns and a guard were killed in a clash in Gao.", "at", "clash | src | at"),
        # Who warns of what may befall his town threatens nobody.
        ("The mayor warned that his town would fall to rebels.", "", "capture | src mayor"),
        # Those whom a town lost were shelled there.
        ("Gao lost nine nuns after soldiers shelled the town.", "at", "shelling | src | at nine nuns"),
        # A rail strike is no air strike.
        ("Police killed nine workers in a rail strike in Gao.", "by", "attack | src | by Malian police"),
        # Who has something shelled says nothing.
        ("Nine men died in Gao, because the mayor had it shelled.", "", "shelling | src"),
        # The name of a body whose words say nothing of what it is.
        ("Hope for Gao (HG) keeps a list. Rebels killed nine men in Gao, HG said.", "", "attack | src Hope for Gao"),
        # Who told of it after a town fell to others; who sets off a mine lays none; the head of the fallen's side fights.
        (
            "Speaking after soldiers took Gao, the envoy said he had been attacked in Beni.",
            "by",
            "attack | src envoy | by",
        ),
        ("Soldiers triggered a mine in Gao.", "by at", "bombing | src | by | at Soldiers"),
        (
            "The leader of the rebels was hurt in clashes with Kenyan soldiers in Gao.",
            "by",
            "clash | src | by Malian rebels, Kenya Defence Forces",
        ),
        # Fighters who crossed are no refugees.
        ("Nine soldiers crossed into Chad on Monday.", "n", "deployment | src | n fighters 9"),
        # What an army did not report after a shelling leaves the shelling told.
        (
            "The army did not report any injuries after the shelling of Gao.",
            "at",
            "shelling | src Malian Armed Forces | at Gao",
        ),
        # Thousands who died in a war are not thousands of those who ended it.
        (
            "The two men signed a pact in 2015 to end a war in which tens of thousands died and 900,000 were driven from their "
            "homes.",
            "by n",
            "displacement | src | by The two men | n displaced 900000",
        ),
    ],
)
def test_one_rule_each(text: str, fields: str, wanted: str) -> None:
    assert wanted in said(text, fields)


def test_what_nobody_knows_is_not_told() -> None:
    assert said("It is unclear who captured Gao.", "by") == ["assessment | src | by"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fired rockets at Gao following a strike on Tyre.",
        "Hezbollah fired rockets in response to an Israeli strike.",
    ],
)
def test_a_blow_that_is_answered_is_told_by_whose_it_was_and_where(text: str) -> None:
    assert [c.type for c in claims(text)] == [ClaimType.SHELLING]


def test_scores_of_them_are_scores_of_those_attacked() -> None:
    (attack,) = claims("Troops attacked the rebels in Gao, killing scores of them.")
    assert [q.group and q.group.text for q in attack.quantities] == ["the rebels"]


def test_losses_not_confirmed_are_no_toll() -> None:
    told = said("Rebels shelled Gao. The army has not confirmed any deaths.", "by")
    assert told == ["shelling | src | by Malian rebels"]


def test_a_speaker_that_hit_something_deals_a_blow() -> None:
    """Without who "it" is, the rules see only the dead."""
    told = claims("The group said it hit a convoy near Kutum, killing nine.", Reader.RULES)
    assert [c.type for c in told] == [ClaimType.SHELLING]


def test_the_one_of_the_wounded_is_the_child() -> None:
    (told,) = claims("The shell left six hurt, one of them a child.")
    groups = [(q.count.low, q.group.text if q.group else None) for q in told.quantities]
    assert groups[1][0] == 1
    assert "child" in (groups[1][1] or "")
