"""Which reports are read at all: the vocabulary's own examples, both ways."""

from __future__ import annotations

import pytest

from fogline.core.report import Report
from fogline.read import read
from fogline.read.triage import deserves_reading
from fogline.vocab import load

EXAMPLES = [(text, wanted) for kind, wanted in (("yes", True), ("no", False)) for text in load("en/triage.yaml")[kind]]


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES)
def test_examples(text: str, wanted: bool) -> None:
    assert deserves_reading(text) is wanted
    assert deserves_reading(text.upper()) is wanted


def test_a_report_passed_over_is_answered_without_claims() -> None:
    reports = [Report(id="a", text="The choir sang well."), Report(id="b", text="Shells killed two people in Taiz.")]
    found = list(read(reports))
    assert [r.report.id for r in found] == ["a", "b"]
    assert found[0].claims == ()
    assert found[1].claims != ()
