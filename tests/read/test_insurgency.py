"""Reports of insurgencies, coups and their wars: what goes on from sentence to sentence, and who did it to whom."""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.claim import Claim, Mention
from fogline.core.report import Report
from fogline.read.reader import read
from fogline.read.times.find import find_times


def claims(text: str) -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(n for m in mentions for n in (m.actors or (m.text,)))


def line(claim: Claim, fields: str) -> str:
    counts = ((q.measure.value, q.count.low, q.count.high) for q in claim.quantities)
    said = {
        "by": _names(claim.agents),
        "at": _names(claim.targets),
        "in": ", ".join(p.name for p in claim.places),
        "says": ", ".join(a.source for a in claim.attribution),
        "n": ", ".join(f"{m} {low}" if low == high else f"{m} {low}..{high or ''}" for m, low, high in counts),
        "day": str(claim.time.days.start),
        "is": claim.polarity.value,
    }
    return " | ".join([claim.type.value, *(f"{f} {said[f]}".strip() for f in fields.split())])


def told(text: str, fields: str) -> list[str]:
    return [line(c, fields) for c in claims(text)]


HISTORIES = [
    ("Marawi was stormed on 23 May 2017. On 25 May martial law was declared.", "2025-05-20", "2017-05-25"),
    ("The siege began on 3 June 2019. It was lifted in July.", "2025-05-20", "2019-07-01"),
    (
        "The junta took over on 26 July 2023. Talks were held. In August it closed the border.",
        "2025-11-20",
        "2023-08-01",
    ),
    # News of the last weeks, a date still ahead, and what a history of whole years or far back says nothing about.
    ("Marawi was stormed on 23 May 2017. On 12 May rebels fired at Jolo.", "2025-05-20", "2025-05-12"),
    ("Marawi was stormed on 23 May 2017. A vote will be held on 30 May.", "2025-05-20", "2025-05-30"),
    ("The revolt began in 2017. In August rebels fired at Jolo.", "2025-05-20", "2024-08-01"),
    (
        "Jolo fell on 3 May 2017. He said so. They left. A year passed. In August rebels came.",
        "2025-05-20",
        "2024-08-01",
    ),
    ("Jolo fell on 3 December 2024. In August rebels came.", "2025-05-20", "2024-08-01"),
]


@pytest.mark.parametrize(("text", "published", "day"), HISTORIES)
def test_a_history_within_a_report_keeps_its_year(text: str, published: str, day: str) -> None:
    last = find_times(text, date.fromisoformat(published))[-1]
    assert str(last.days.start) == day


WHO = [
    (
        "Oslo accuses Kigali of arming M23, a charge Kigali denies.",
        "by at is",
        [
            "accusation | by Government of Norway | at Government of Rwanda | is affirmed",
            "support | by Government of Rwanda | at M23 | is affirmed",
            "denial | by Government of Rwanda | at | is affirmed",
        ],
    ),
    (
        "Gunmen stormed a hamlet near Gao, killing at least 23 people and burning homes.",
        "by at",
        ["attack | by Gunmen | at a hamlet", "property_damage | by Gunmen | at homes"],
    ),
    (
        "On 12 May rebels attacked Jolo.",
        "by in day",
        ["clash | by Philippine rebels | in Jolo | day 2025-05-12"],
    ),
    (
        "They took a priest and several of his deacons hostage.",
        "at n",
        ["detention | at a priest and several of his deacons | n captured 1, captured 3.."],
    ),
    (
        "Five attackers were shot dead and eleven suspects were taken into custody.",
        "at n",
        ["attack | at Five attackers | n killed 5", "detention | at eleven suspects | n captured 11"],
    ),
    (
        "Kenya sent troops across the border after a series of kidnappings it blamed on the group.",
        "by at",
        [
            "deployment | by Government of Kenya | at",
            "detention | by | at",
            "accusation | by Government of Kenya | at the group",
        ],
    ),
    (
        "The premier condemned the bombing and promised to protect Chinese citizens.",
        "at",
        ["accusation | at", "bombing | at"],
    ),
    (
        "Two of the attackers were killed by hunters who tried to defend the village.",
        "by n",
        ["toll | by hunters | n killed 2"],
    ),
    ("Nine people were killed by vigilantes in Gao.", "by", ["attack | by vigilantes"]),
    (
        "A nurse, who requested anonymity because she was not allowed to speak to the press, said nine people died.",
        "n",
        ["toll | n killed 9"],
    ),
    ("Troops rescued 90 hostages in Gao.", "n", ["detention | n released 90"]),
    (
        "A little-known group, the Resistance Front, claimed responsibility for the shooting on social media.",
        "says by at",
        ["attack | says Resistance Front | by Resistance Front | at"],
    ),
    (
        "When soldiers arrived at the village, gunmen ambushed them.",
        "by",
        ["deployment | by soldiers", "clash | by gunmen"],
    ),
    (
        "Gunmen burned a church near Mubi, elders said, the latest in a string of attacks on farming villages.",
        "by at",
        ["property_damage | by Gunmen | at a church"],
    ),
    ("Soldiers died in a raid on Gao. The army has not given a figure for the dead.", "in", ["attack | in Gao"]),
    (
        "Jets destroyed a camp of the rebels near Gao, the air force said, without giving casualties.",
        "says",
        ["air_strike | says Malian Air Force"],
    ),
    (
        "The gunmen opened fire on people returning from a market, said an elder.",
        "by at",
        ["attack | by The gunmen | at people"],
    ),
    (
        "Security forces have killed 27 attackers in Gao, state media reported early on Wednesday.",
        "says n",
        ["clash | says state media | n killed 27"],
    ),
    (
        "Gunmen shot dead nine monks in Gao on Sunday. In March, gunmen killed 145 people in Lagos in an attack claimed by "
        "Islamic State.",
        "by day",
        ["attack | by Gunmen | day 2025-06-08", "attack | by Islamic State | day 2025-03-01"],
    ),
    (
        "Troops found a cache of 40 mortar rounds near Gao and destroyed it.",
        "n",
        ["materiel_loss | n weapons 40"],
    ),
]


@pytest.mark.parametrize(("text", "fields", "wanted"), WHO)
def test_who_did_it_to_whom(text: str, fields: str, wanted: list[str]) -> None:
    assert told(text, fields) == wanted


def test_a_thing_that_is_demanded_is_nobody_to_whom_one_turns() -> None:
    found = claims("The embassy demanded a thorough investigation into the killing of nine monks in Gao.")
    assert [_names(c.targets) for c in found if c.type.value == "demand"] == [""]


def test_who_comes_back_from_abroad_is_no_passer_by() -> None:
    found = claims(
        "Rebels shelled Gao. The clashes ended and refugees returning from Niger said their homes were burned."
    )
    assert "displacement" in {c.type.value for c in found}
