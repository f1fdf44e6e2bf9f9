"""Sentences of a page are told from sentences of a report."""

from __future__ import annotations

import re

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import claims_of
from fogline.read.events.furniture import is_furniture
from fogline.vocab import load

_WORDS = load("en/furniture.yaml")


@pytest.mark.parametrize("text", _WORDS["yes"])
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("pattern", [*_WORDS["opening"], *_WORDS["inside"]])
def test_each_pattern_has_an_example(pattern: str) -> None:
    assert any(re.search(pattern, text) for text in _WORDS["yes"])


@pytest.mark.parametrize("text", _WORDS["no"])
def test_report(text: str) -> None:
    assert not is_furniture(text)


def test_a_link_list_makes_no_claims() -> None:
    text = "Rebels shelled the port of Aden on Monday.\n\n14 Related Rebels Shell Port Army Retakes Hill\n"
    (document,) = parse([Report(id="r", text=text)])
    assert {c.evidence.text for c in claims_of(document)} == {"Rebels shelled the port of Aden on Monday."}
