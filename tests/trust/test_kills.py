"""A few of the kills of ``kills.py`` and ``killed_commands.py``, which are run by themselves for hundreds."""

from itertools import count

from tests.trust import killed_commands
from tests.trust.kills import killed


def test_killed_at_random_instants_nothing_is_lost(tmp_path):
    numbers = count()
    tally = killed(tmp_path, lambda: str(tmp_path / f"{next(numbers)}.db"), kills=5, seed=7)
    assert tally.kills.total() == 5
    assert tally.confirmed > 0


def test_commands_killed_at_random_instants_leave_old_or_new(tmp_path, demo_record):
    numbers, commands = count(), ("export site", "watch")
    new = lambda: str(tmp_path / f"{next(numbers)}.db")  # noqa: E731
    tally = killed_commands.killed(tmp_path, new, kills=3, seed=7, commands=commands, kept=demo_record)
    assert tally.kills.total() == 3
    assert set(tally.kills) == set(commands)
