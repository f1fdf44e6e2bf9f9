"""Borders are named by their two countries, whichever of them the text names."""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims
from tests.read.test_places import located


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("Chad sealed its border with Sudan after a raid.", "Chad-Sudan border"),
        ("Poland’s border with Belarus was fortified after the raid.", "Poland-Belarus border"),
        ("Troops were sent to the border with Mali, a Nigerien officer said.", "Niger-Mali border"),
        (
            "Fighting went on in Aleppo and Idlib in Syria. Turkey closed its border with Iraq after a raid.",
            "Turkey-Iraq border",
        ),
        # No country but one that has a border there.
        ("Kenyan police were deployed to the border with Haiti after a raid.", "Haiti border"),
    ],
)
def test_a_border_has_two_sides(text: str, border: str) -> None:
    assert {p.name for c in claims(text) if c.type.value == "deployment" for p in c.places} == {border}


def test_a_border_is_named_by_the_land_of_the_report() -> None:
    assert "Syria-Turkey border" in located("In Syria, tanks gathered at the Turkish border.").values()


def test_border_guards_are_no_border() -> None:
    assert "Kenya border" not in located("Kenyan border police shot two men near Mandera.").values()
