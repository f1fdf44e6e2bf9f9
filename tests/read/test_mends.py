"""What the parse is mended to: the vocabulary's own examples, both ways."""

from __future__ import annotations

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.vocab import load

EXAMPLES = [e for kind in ("yes", "no") for e in load("en/mends.yaml")[kind]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"])
def test_a_word_hangs_where_it_belongs(example: dict[str, str]) -> None:
    (document,) = parse([Report("r", example["text"])])
    (word,) = (t for t in document.doc if t.text == example["word"])
    assert word.head.text == example["under"]
    assert word.dep_ == example.get("as", word.dep_)
