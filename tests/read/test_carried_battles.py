"""What stories of battles and air strikes carry from one sentence to the next: doers, means, days, speakers."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told


def sources(text: str) -> list[str]:
    """Type and first source of each claim, "-" where the report itself tells it."""
    return [f"{c.type.value} {c.attribution[0].source if c.attribution else '-'}" for c in claims(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # "The group" is who acted just before, and not a rights group quoted further above.
        (
            "Nine women died in El Obeid, a rights group said. The Rapid Support Forces gave no comment. "
            "The group has denied attacking civilians.",
            "denial Rapid Support Forces",
        ),
        (
            "A rights group said nine women died in El Obeid. It blamed the Rapid Support Forces. "
            "The group denounced the killings.",
            "accusation a rights group",
        ),
        # What prompts a demand or a charge is told by the report.
        ("The minister urged restraint after an attack that killed nine people in Bannu.", "attack -"),
        ("The minister urged restraint following a raid that killed nine people in Bannu.", "attack -"),
        ("The minister urged restraint in response to an attack that killed nine people in Bannu.", "attack -"),
        ("The president ordered an inquiry after a drone killed nine people in Bannu.", "air_strike -"),
        ("The president ordered new patrols on Monday in response to rebel attacks on shipping.", "attack -"),
        ("The president condemned the government after gunmen killed nine people in Bannu.", "attack -"),
        ("The president condemned the killing of nine people in Bannu.", "toll president"),
        ("The council demanded that rebels stop shelling the town.", "demand council"),
    ],
)
def test_who_says_it(text: str, wanted: str) -> None:
    assert wanted in sources(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The doer and the kind of a blow told again.
        (
            "Israeli strikes killed 18 people in a village in northern Lebanon on Monday, the health ministry said, far "
            "from the areas where Hezbollah has a strong presence. Four others were wounded in the attack on Aito.",
            "air_strike | by Israeli Air Force",
        ),
        (
            "A Russian missile strike killed two people in Sumy on Friday. The attack wounded nine more.",
            "shelling | by Russian military",
        ),
        ("Russian forces shelled Sumy on Friday. The second attack wounded nine people.", "shelling | by"),
        (
            "Russian forces shelled Sumy on Friday. The attack by rebels wounded nine people.",
            "shelling | by Donbas separatists",
        ),
        # Of a blow told before, what it broke is news, and its doer is known.
        (
            "A Russian missile strike killed two people in Sumy on Friday. The strike destroyed a school and damaged "
            "three houses.",
            "property_damage | by Russian military",
        ),
        ("Russian strikes destroyed a school in Sumy.", "air_strike | by Russian Air Force"),
        # Nobody strikes what he is struck in.
        (
            "US air strikes on Yemen killed 53 people, the health ministry said. Almost 100 others were wounded in the "
            "strikes, which hit the capital, Sanaa, and the northern province of Saada, spokesman Anis al-Asbahi said.",
            "air_strike | by United States Air Force",
        ),
    ],
)
def test_a_blow_told_again(text: str, wanted: str) -> None:
    assert told(text, "by")[-1] == wanted


def test_a_second_verb_tells_no_strike_of_another_kind() -> None:
    text = "Jets flew over Sumy. A missile strike killed five people there and wounded 14 others."
    assert told(text, "n")[-1] == "shelling | n killed 5, wounded 14"


def test_the_strike_is_of_the_kind_of_the_one_told_before() -> None:
    text = (
        "Jets flew over Sumy. A missile strike killed five people there on Friday. The strike also wounded two girls."
    )
    assert told(text, "n")[-1] == "shelling | n wounded 2"
    text = "Jets flew over Sumy. A missile strike killed five people there. The strike destroyed a school."
    assert told(text, "n")[-1] == "property_damage | n buildings 1"


def test_what_one_source_alleges_is_not_carried_to_another() -> None:
    text = "The mayor accused Russian forces of shelling Sumy on Friday. The attack wounded nine people, a medic said."
    assert told(text, "by n")[-1] == "shelling | by | n wounded 9"
    text = "Police shot a man dead in London. Police said they received a call about the attack at the hall at noon."
    assert told(text, "by")[-1] == "attack | by"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels shelled Goma, killing nine people, the army said on Monday.", "shelling | day None"),
        ("Nine soldiers were killed in an ambush near Goma, the army said on Monday.", "clash | day None"),
        ("Rebels shelled Goma on Monday, killing nine people, the army said.", "shelling | day 2025-06-09"),
        ("Kenya condemned the shelling of Goma, the ministry said on Monday.", "accusation | day 2025-06-09"),
    ],
)
def test_a_closing_said_on_monday_dates_the_saying(text: str, wanted: str) -> None:
    assert wanted in told(text, "day")


def test_neither_is_no_place() -> None:
    text = "Rebels fought troops near Tripoli on Monday. Neither side has made significant gains in recent days."
    assert all(p.name != "Neither" for c in claims(text) for p in c.places)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The doer of the blow told before, and the one that stands with the noun.
        (
            "Iranian missiles struck Haifa on Monday, killing eight people. Israel's ambulance service said more than 100 "
            "others were injured in the barrage.",
            "shelling | by Iranian Armed Forces",
        ),
        ("Israel says 24 civilians have died in Iranian attacks.", "attack | by Iranian Armed Forces"),
        ("Israel's navy said nine fighters were killed in its strikes on Tyre.", "air_strike | by Israeli Navy"),
        # An army and its own government are no two sides.
        (
            "The Rapid Support Forces shelled Omdurman on Monday. The army took back the capital, Khartoum, in March "
            "after two years of fighting. Talks between the two sides have failed.",
            "talks | by Sudanese Armed Forces, Rapid Support Forces",
        ),
    ],
)
def test_who_did_it_in_the_end(text: str, wanted: str) -> None:
    assert told(text, "by")[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Nobody has asked, a charge denied is no charge, and what a blow sets off is no second one.
        ("Iran said it would consider sending troops if Damascus asked for them.", ["deployment"]),
        ("Moscow denies deliberately targeting civilians.", ["denial", "attack"]),
        ("The army said rebels had deliberately shelled a clinic in Goma.", ["accusation", "shelling"]),
        (
            "Dozens of residents were hurt in Mosul after an air strike triggered a massive explosion last week, rescuers "
            "said.",
            ["air_strike"],
        ),
        ("A truck triggered a massive explosion in Mosul last week.", ["bombing"]),
    ],
)
def test_what_is_no_event_of_its_own(text: str, wanted: list[str]) -> None:
    assert [row.split(" | ")[0] for row in told(text, "by")] == wanted


def test_the_capital_is_that_of_the_country_spoken_of() -> None:
    text = (
        "Russia launched 598 drones at Ukraine overnight, killing 14 people in the capital, officials said. Three boys "
        "were among the dead, the head of the city's military administration said. Elsewhere, a drone hit the port of "
        "Odesa."
    )
    assert [[p.name for p in c.places] for c in claims(text)] == [["Kyiv", "Ukraine"], ["Kyiv"], ["Odesa"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three boys aged nine, 11 and 14 were killed in Gaza.", "toll | n killed 3"),
        ("Three boys, aged 8, 11 and 14, were killed in Gaza.", "toll | n killed 3"),
        ("A boy aged nine, 11 women and 14 men were killed in Gaza.", "toll | n killed 1, killed 11, killed 14"),
    ],
)
def test_of_a_list_of_ages_none_is_a_count(text: str, wanted: str) -> None:
    assert told(text, "n") == [wanted]
