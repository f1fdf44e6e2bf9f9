"""Sentences that are read as they are by one rule each: without the rule the row fails. Texts are invented.

Lines are those of ``test_who_says``.
"""

from __future__ import annotations

import pytest
from tests.read.test_who_says import said


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
