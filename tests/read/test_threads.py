"""Numpy multiplies on one thread while a report is read, and on as many as before afterwards."""

from __future__ import annotations

import pytest

from fogline.read.threads import _switch, one_thread


def test_one_thread_within_and_as_many_as_before_afterwards() -> None:
    switch = _switch()
    if switch is None:
        pytest.skip("this numpy brings no OpenBLAS of its own")
    count, set_count = switch
    set_count(2)
    with one_thread():
        within = count()
    assert (within, count()) == (1, 2)


def test_within_one_thread_already_nothing_changes() -> None:
    with one_thread(), one_thread():
        switch = _switch()
        assert switch is None or switch[0]() == 1
