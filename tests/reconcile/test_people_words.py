"""Sorts of people in words."""

import pytest

from fogline.reconcile import phrases


@pytest.mark.parametrize(
    ("group", "n", "words"),
    [
        ("civilian", 1, "civilian"),
        ("civilian", 2, "civilians"),
        ("civilian", None, "civilians"),
        ("mixed", 1, "civilians and combatants"),
    ],
)
def test_one_is_not_several(group, n, words):
    assert phrases.people(group, n) == words
