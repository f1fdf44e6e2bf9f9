"""What is told as history alone stands last in the list and out of the bars."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reconcile.test_parts import claim, one, said

from fogline.core.claim import ClaimTime
from fogline.core.interval import Days
from fogline.reconcile.incidents import incident
from fogline.serve.table import Table
from fogline.serve.view import summary


@pytest.mark.parametrize(("background", "past", "order"), [(True, [False, True], [0, 1]), (False, [False] * 2, [1, 0])])
def test_history_comes_last(background: bool, past: list[bool], order: list[int]) -> None:
    old = claim(time=ClaimTime(None, Days.on(date(2011, 5, 3))), background=background)
    events = [incident(one(said(c, r)), []) for c, r in ((claim(), "r1"), (old, "r2"))]
    table = Table([summary(i) for i in events], events)
    assert table.history.tolist() == past
    assert sorted(range(2), key=lambda n: table.order[n]) == order
