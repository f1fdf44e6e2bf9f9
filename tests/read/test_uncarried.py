"""Casualties counted in words that no pattern knows, and fighting told by how long it went on. Texts are invented."""

from __future__ import annotations

import pytest

from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.reader import read

_BEFORE = "The army shelled Goma on Monday."


def told(text: str) -> list[tuple[str, tuple[int | None, ...]]]:
    report = Report(id="r", text=text, outlet="Daily Example", published="2025-06-12")
    claims = next(iter(read([report], reader=Reader.RULES))).claims
    return [(c.type.value, tuple(q.count.low for q in c.quantities)) for c in claims]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The hospital counted fourteen dead by the evening.", ("toll", (14,))),
        ("Eleven dead lay in the yard.", ("toll", (11,))),
        # Those missing need no noun.
        ("Five are unaccounted for.", ("toll", (5,))),
    ],
)
def test_who_is_counted_among_the_lost_is_a_toll(text: str, wanted: tuple[str, tuple[int, ...]]) -> None:
    assert wanted in told(f"{_BEFORE} {text}")


@pytest.mark.parametrize(
    "text",
    [
        # A heading's figure is that of the report.
        "Raid on Goma: fourteen dead\n\nJets bombed Goma on Monday. The raid killed 14 people, a nurse said.",
        # A related story's headline, scraped into the text.
        f"{_BEFORE} Media Website Over 20 Dead The explosion hit the port.",
        f"{_BEFORE} The mayor asked that nine dead goats be buried.",
    ],
)
def test_no_second_toll(text: str) -> None:
    assert "toll" not in [kind for kind, _ in told(text)]


def test_fighting_that_went_on_for_days_is_told() -> None:
    assert "clash" in [kind for kind, _ in told("Rebels entered Goma after three weeks of clashes.")]
    assert "clash" not in [kind for kind, _ in told("Rebels entered Goma, a town of clashes.")]
