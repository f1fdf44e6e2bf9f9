"""The list of what is misread is kept short and true."""

from __future__ import annotations

from pathlib import Path

LAPSES = Path(__file__).with_name("lapses.txt")
MOST = 36


def lapses() -> list[str]:
    return LAPSES.read_text(encoding="utf-8").splitlines()


def test_the_list_is_in_order_and_does_not_grow() -> None:
    listed = lapses()
    assert listed == sorted(set(listed))
    assert len(listed) <= MOST


def test_every_line_names_a_test_that_is_there() -> None:
    here = Path(__file__).parent
    for line in lapses():
        file, _, test = line.partition("::")
        assert f"def {test.partition('[')[0]}(" in (here / file).read_text(encoding="utf-8"), line
