"""Days that an event is not told with: told further down, of a month's report, of an attack that a day names."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims

from fogline.core.claim import ClaimType


def days_of(text: str, kind: str, number: int = 0) -> tuple[str, str]:
    found = [c for c in claims(text) if c.type is ClaimType(kind)][number].time.days
    return str(found.start), str(found.end)


NONE = ("None", "None")
LEAD = "Gunmen killed 17 worshippers at a mosque in Mantau, officials said. Several others were wounded. "


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (LEAD + "The attack on the mosque took place late on Tuesday.", "attack", ("2025-06-10", "2025-06-10")),
        (LEAD + "The attack on the mosque took place late on Tuesday.", "toll", ("2025-06-10", "2025-06-10")),
        (
            "An explosion ripped through a market in Peshawar. The blast occurred on Saturday.",
            "bombing",
            ("2025-06-07", "2025-06-07"),
        ),
        # Some attack, another thing, and a day that the story has told before.
        (LEAD + "An attack in Jos took place on Tuesday.", "attack", NONE),
        (LEAD + "The meeting took place on Tuesday.", "attack", NONE),
        # More than a day, what was only said, and what had gone before.
        (LEAD + "The attacks took place in May.", "attack", NONE),
        (LEAD + "Rebels denounced the raid. The attack took place on Tuesday.", "accusation", NONE),
        (
            "Nine people had been killed at a mosque in Jos. The attack took place on Tuesday.",
            "toll",
            NONE,
        ),
    ],
)
def test_a_day_that_is_told_further_down(text: str, kind: str, days: tuple[str, str]) -> None:
    assert days_of(text, kind) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Harm rose in May 2025. At least 214 civilians were killed.", ("2025-05-01", "2025-05-31")),
        ("Harm rose. At least 214 civilians were killed.", NONE),
        ("Harm rose in May 2025. At least 214 civilians had been killed.", NONE),
        ("Harm rose in May 2025, and fell in April 2025. At least 214 civilians were killed.", NONE),
        ("Harm has risen since May 2025. At least 214 civilians were killed.", NONE),
        ("Aid workers spoke. The rains came late. Harm rose in May 2025. At least 214 civilians were killed.", NONE),
    ],
)
def test_a_report_counts_for_its_month(text: str, days: tuple[str, str]) -> None:
    assert days_of(text, "toll", -1) == days


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("Israel has struck Gaza since the October 7 attack.", "attack", ("2023-10-07", "2023-10-07")),
        ("Rebels withdrew before the 10 June attack on Goma.", "clash", ("2025-06-10", "2025-06-10")),
        (
            "The May 3 massacre killed 40. Gunmen had stormed Bria on May 3, 2022.",
            "attack",
            ("2022-05-03", "2022-05-03"),
        ),
        ("Gunmen attacked a camp on October 7.", "attack", ("2024-10-07", "2024-10-07")),
    ],
)
def test_an_attack_that_a_day_names_was_on_it(text: str, kind: str, days: tuple[str, str]) -> None:
    assert days_of(text, kind) == days


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nine soldiers were killed in Gao on Friday. Similar attacks killed 40 people.", "attack"),
        ("Nine soldiers were killed in Gao on Friday. The group claimed previous bombings there.", "bombing"),
    ],
)
def test_previous_attacks_have_no_day_of_the_story(text: str, kind: str) -> None:
    assert days_of(text, kind) == NONE


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        # A month's report counts what it sums up, and no attack in it.
        ("Harm rose in May 2025. Gunmen attacked a mosque.", "attack", NONE),
        # Attacks of another time with a day of their own, one attack, and what is no attack.
        (
            "Nine soldiers were killed in Gao on Friday. Similar attacks on May 3 killed 40 people.",
            "attack",
            ("2025-05-03", "2025-05-03"),
        ),
        (
            "Nine soldiers were killed in Gao on Friday. An earlier attack killed 40 people.",
            "attack",
            ("2025-06-06", "2025-06-06"),
        ),
        (
            "Nine soldiers were killed in Gao on Friday. Similar drones killed 40 people.",
            "air_strike",
            ("2025-06-06", "2025-06-06"),
        ),
        # What a relative clause tells of whoever it is about dates them still.
        ("Rebels shot nine men who were seized on Friday.", "attack", ("2025-06-06", "2025-06-06")),
        # A bare month is no part of a history told long before; the next day is that after what was said.
        (
            "Soldiers shot nine men in Axum on November 28, 2022. A nurse spoke. Roads were shut. Few came. "
            "In December shells hit Adwa.",
            "shelling",
            ("2024-12-01", "2024-12-31"),
        ),
        (
            "Soldiers shot nine men in Axum on 27 August. The union said on Monday that others had fled. "
            "Rebels attacked Adwa the next day.",
            "clash",
            ("2025-06-10", "2025-06-10"),
        ),
    ],
)
def test_where_days_are_not_carried(text: str, kind: str, days: tuple[str, str]) -> None:
    assert days_of(text, kind, -1) == days
