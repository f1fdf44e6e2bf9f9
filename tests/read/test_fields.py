"""One field that was wrong in an otherwise right claim, by cause; sentences, names and numbers are our own."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.reader import read


def claims(text: str) -> tuple[Claim, ...]:
    return next(iter(read([Report("r", text, "Daily Example", "2025-06-12")]))).claims


def sides(text: str, kind: str) -> tuple[list[str], list[str]]:
    """Both sides of the first claim of a type, as written."""
    claim = next(c for c in claims(text) if c.type.value == kind)
    return [m.text for m in claim.agents], [m.text for m in claim.targets]


def origin(text: str, kind: str) -> str:
    claim = next(c for c in claims(text) if c.type.value == kind)
    return claim.attribution[0].source if claim.attribution else ""


def test_a_flag_is_one_word() -> None:
    (document,) = parse([Report("r", "Held by 🇺🇦 since May, taken by 🇷🇺.", None, "2025-06-12")])
    assert [t.text for t in document.doc if len(t.text) == 2 and not t.text.isascii()] == ["🇺🇦", "🇷🇺"]


def test_a_number_alone_in_its_cell_counts_nothing() -> None:
    row = "| Borova | 5,174 | Izium | 🇺🇦 | 2022-10-3 | Captured by 🇷🇺 14 April 2022. |"
    assert [c.quantities for c in claims(row) if c.quantities] == []


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The Guardian reported that civilians were told to leave Kadugli.", []),
        ("Residents of Kadugli were urged to leave, the army said.", ["the army"]),
        ("Residents of Kadugli were urged by the army to leave, the BBC reported.", ["the army"]),
    ],
)
def test_a_paper_that_passes_on_a_call_calls_upon_nobody(text: str, agents: list[str]) -> None:
    assert sides(text, "demand")[0] == agents


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The raid on Kutum was condemned by Egypt.", "attack"),
        ("The air strike on a hospital in Kutum was condemned by Norway and Chad.", "air_strike"),
        ("The truce was welcomed by Egypt.", "agreement"),
    ],
)
def test_who_condemns_or_welcomes_a_deed_did_not_do_it(text: str, kind: str) -> None:
    assert sides(text, kind)[0] == []


def test_what_an_operation_is_called_is_nobodys_tale() -> None:
    text = "The militia launched an operation called Desert Storm to seize control of Kutum."
    assert origin(text, "capture") == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The army shelled Kutum after militiamen killed nine soldiers near Kabkabiya.",
            [("shelling", "Kutum", []), ("clash", "near Kabkabiya", [9])],
        ),
        (
            "Israel struck Beirut after a rocket killed 12 children in Majdal Shams.",
            [("shelling", "Beirut", []), ("shelling", "Majdal Shams", [12])],
        ),
        ("The army shelled Kutum, killing nine people.", [("shelling", "Kutum", [9])]),
        ("Nine people died after shells hit Kutum.", [("shelling", "Kutum", [9])]),
    ],
)
def test_what_was_done_before_is_an_event_of_its_own(text: str, wanted: list[tuple[str, str, list[int]]]) -> None:
    found = [(c.type.value, c.places[0].text, [q.count.low for q in c.quantities]) for c in claims(text)]
    assert found == wanted


def test_who_was_killed_before_was_not_hit_now() -> None:
    text = "The army bombed Kutum after rebels killed nine soldiers in Tawila."
    assert sides(text, "shelling") == (["The army"], [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("One strike hit a home in Beit Lahiya, according to Al-Awda Hospital.", {"a home in Beit Lahiya"}),
        ("A strike hit Al-Shifa Hospital in Gaza City, the hospital said.", {"Al-Shifa Hospital", "Gaza City"}),
    ],
)
def test_the_hospital_that_tells_of_a_strike_was_not_hit(text: str, names: set[str]) -> None:
    assert {p.text for p in claims(text)[0].places} == names


def test_whose_shelling_it_was() -> None:
    text = "Ten people were killed by Pakistani shelling in Poonch."
    (claim,) = claims(text)
    assert [m.actors for m in claim.agents] == [("Pakistan Army",)]


@pytest.mark.parametrize(
    "text",
    [
        "The governor condemned the killing of nine men in Kutum.",
        "The murder of two aid workers in Kutum was denounced by Egypt.",
    ],
)
def test_who_was_killed_is_not_condemned(text: str) -> None:
    assert sides(text, "accusation")[1] == []
