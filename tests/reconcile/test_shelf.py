"""What lies under a number, whether it is one thing or several."""

import pytest

from fogline.link.shelf import Shelf


def test_things_come_and_go_in_order():
    shelf = Shelf[str]()
    assert list(shelf[7]) == []
    shelf.put(7, "b")
    assert list(shelf[7]) == ["b"]
    shelf.put(7, "a", at=0)
    shelf.put(7, "d")
    shelf.put(7, "c", at=2)
    assert list(shelf[7]) == ["a", "b", "c", "d"]
    for gone, left in (("b", "acd"), ("d", "ac"), ("a", "c"), ("c", "")):
        shelf.take(7, gone)
        assert "".join(shelf[7]) == left


@pytest.mark.parametrize("held", ["", "a", "ab"])
def test_what_does_not_lie_there_cannot_be_taken(held):
    shelf = Shelf[str]()
    for thing in held:
        shelf.put(1, thing)
    with pytest.raises((KeyError, ValueError)):
        shelf.take(1, "x")
