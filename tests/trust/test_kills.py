"""A few of the kills of ``kills.py``; it is run by itself for hundreds."""

from itertools import count

from tests.trust.kills import killed


def test_killed_at_random_instants_nothing_is_lost(tmp_path):
    numbers = count()
    tally = killed(tmp_path, lambda: str(tmp_path / f"{next(numbers)}.db"), kills=5, seed=7)
    assert tally.kills.total() == 5
    assert tally.confirmed > 0
