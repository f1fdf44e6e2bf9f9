"""Rows of these tables that today's weights misread: they run, are told apart, and may fail (``lapses.txt``)."""

from __future__ import annotations

from pathlib import Path

import pytest

# The tests' ids below this folder, one a line.
LAPSES = Path(__file__).with_name("lapses.txt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = set(LAPSES.read_text(encoding="utf-8").splitlines())
    for item in items:
        if item.nodeid.rpartition("tests/read/")[2] in known:
            item.add_marker(pytest.mark.xfail(reason="misread since the parties were learned from many wars"))
