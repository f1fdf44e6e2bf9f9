"""Deeds that somebody owns up to, soldiers of whoever speaks, a boat off a coast, days that lie in a month."""

from __future__ import annotations

import pytest
from tests.read.test_document import document
from tests.read.test_everyday import claims

from fogline.core.claim import Claim
from fogline.read.actors import Actors

WAR = " Rebels shelled the base. Troops hold the town."


def first(text: str) -> list[Claim]:
    return [c for c in claims(text + WAR) if c.evidence.span.start < len(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Islamic State claimed responsibility for beheading six nuns in Chiure.", ["attack"]),
        ("The group claimed responsibility for shooting down a drone near Goma.", ["materiel_loss"]),
        ("The Taliban claimed responsibility for abducting 20 pupils.", ["detention"]),
        ("Al-Shabab claimed responsibility for shelling the airport in Mogadishu.", ["shelling"]),
        ("The group claimed responsibility.", ["attack"]),
        ("The group claimed responsibility and shelled the airport in Mogadishu.", ["attack", "shelling"]),
    ],
)
def test_a_deed_claimed_is_told_once(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in first(text)] == kinds


@pytest.mark.parametrize(
    ("text", "noun", "names"),
    [
        (
            "Rwanda, which has sent 400 men to help Mozambique fight the rebels, said its soldiers had repelled an ambush.",
            "soldiers",
            ("Rwanda Defence Force",),
        ),
        (
            "Mozambique fights the rebels. Its soldiers repelled an ambush.",
            "soldiers",
            ("Mozambique Defence Armed Forces",),
        ),
        (
            "CNN said Ethiopian forces had fought al-Shabab and killed half of their fighters.",
            "fighters",
            ("al-Shabaab",),
        ),
        (
            "Ethiopian forces have fought al-Shabab and killed around half of their fighters.",
            "fighters",
            ("al-Shabaab",),
        ),
        (
            "Ethiopian forces have fought al-Shabab and lost around half of their tanks.",
            "tanks",
            ("Ethiopian army",),
        ),
    ],
)
def test_whose_they_are(text: str, noun: str, names: tuple[str, ...]) -> None:
    found = document(text)
    (token,) = (t for t in found.doc if t.text == noun)
    assert Actors(found).phrase(token.i).names == names


@pytest.mark.parametrize(
    ("text", "places", "targets"),
    [
        ("Houthi fighters seized a ship off Yemen on Monday.", ["Yemen"], []),
        ("Houthi fighters attacked Yemen on Monday.", [], ["Government of Yemen"]),
    ],
)
def test_a_ship_off_a_coast(text: str, places: list[str], targets: list[str]) -> None:
    (claim,) = first(text)
    assert [p.name for p in claim.places] == places
    assert [n for m in claim.targets for n in m.actors] == targets


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Some 4,000 people fled Goma in eight days last month.", "2025-05-01", "2025-05-31"),
        ("Rebels took nine villages in three days in May.", "2025-05-01", "2025-05-31"),
        ("Rebels took nine villages in three days.", "2025-06-10", "2025-06-12"),
        ("Rebels took nine villages in three days on Tuesday.", "2025-06-10", "2025-06-12"),
    ],
)
def test_days_that_lie_in_a_month(text: str, start: str, end: str) -> None:
    days = first(text)[0].time.days
    assert (str(days.start), str(days.end)) == (start, end)


@pytest.mark.parametrize(
    ("when", "background"),
    [
        ("last month", False),  # it ended less than a month ago
        ("in April", True),
        ("since April", True),
        ("on Tuesday", False),
    ],
)
def test_a_month_that_has_just_ended_is_news(when: str, background: bool) -> None:
    assert first(f"Some 4,000 people fled Goma {when}.")[0].background is background


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels burned a church in Goma. The army said it had killed nine men near Beni on Sunday.", None),
        ("Rebels killed six people in Goma. A truce took effect on Sunday.", None),
        ("Rebels killed six people in Goma. They killed three of them on Sunday.", "2025-06-08"),
    ],
)
def test_the_day_of_another_deed_is_not_taken(text: str, day: str | None) -> None:
    lead = "The war in the east goes on. Aid workers say roads are closed. "
    found = next(c for c in first(lead + text) if "Rebels" in c.evidence.text)
    assert (str(found.time.days.start) if found.time.days else None) == day


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rwanda has sent 400 soldiers to help Mozambique fight the rebels.", ["deployment"]),
        ("Rwanda has sent 400 soldiers and fought the rebels in Palma.", ["deployment", "clash"]),
    ],
)
def test_what_troops_are_sent_for(text: str, kinds: list[str]) -> None:
    assert [c.type.value for c in first(text)] == kinds


@pytest.mark.parametrize(
    ("text", "quoted", "precision"),
    [
        ("Rebels ambushed a convoy near the town of Mocimboa da Praia.", "near the town of Mocimboa da Praia", "area"),
        ("Rebels ambushed a convoy near Macomia.", "near Macomia", "area"),
        ("Rebels ambushed a convoy in Macomia.", "Macomia", "place"),
        ("Rebels took Macomia. Soldiers from the town attacked a convoy.", "the town", "place"),
    ],
)
def test_near_a_town_is_not_in_it(text: str, quoted: str, precision: str) -> None:
    (place,) = first(text)[-1].places
    assert (place.text, place.precision.value) == (quoted, precision)
