"""What a sum leaves out is said beside it, on both pages that show it, in a browser."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("path", ["/", "/ledger"])
def test_events_without_a_day_are_told_beside_the_sum(window, server, path):
    left = server.get("ledger")["undated"]
    assert left > 0
    page = window().open(path)
    told = f"Not in it: {left} event{'' if left == 1 else 's'} without a day."
    page.get_by_text(told).first.wait_for()
