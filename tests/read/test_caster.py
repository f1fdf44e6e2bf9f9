"""The network beside the learned sums: what it needs, what it gives. Texts are invented."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.events.assemble import claims_of
from fogline.read.events.caster import MIXED, caster, narrow
from fogline.read.events.party_signs import Signs
from fogline.read.models import Encoding, available
from fogline.read.signs import part

pytestmark = pytest.mark.skipif(not available() or caster() is None, reason="no learned weights installed")

TEXT = "Rebels attacked an army post near the dam on Monday. The army said that two soldiers were killed."
SEEN = Signs("attack", "attack.verb", (part("way:|nsubj"), part("kind:armed_group")), part("verb:attack*|nsubj"))


def read(text: str) -> Document:
    return next(iter(parse([Report("t", text, "Example Post", "2019-05-04")])))


def test_words_have_one_row_each_and_those_cut_off_are_zeros() -> None:
    encoding = Encoding(read(TEXT))
    rows = encoding.of([0, 1, 10_000])
    assert rows.shape == (3, 384)
    assert np.abs(rows[0]).sum() > 0
    assert not rows[2].any()


def test_scores_are_two_a_candidate_and_the_same_each_time() -> None:
    net = caster()
    assert net is not None
    first, again = (net.scores([SEEN, SEEN], [0, 4], 1, Encoding(read(TEXT))) for _ in range(2))
    assert first.shape == (2, 2)
    assert np.isfinite(first).all()
    assert first.tolist() == again.tolist()
    assert net.scores([], [], 1, Encoding(read(TEXT))).shape == (0, 2)


def test_a_subject_is_likelier_to_do_than_to_suffer() -> None:
    net = caster()
    assert net is not None
    doer, sufferer = net.scores([SEEN], [0], 1, Encoding(read(TEXT)))[0].tolist()
    assert doer > sufferer


def test_signs_with_vectors_name_type_and_pattern_once() -> None:
    named = narrow(SEEN)
    assert {"T:attack", "R:attack.verb", "bias", *SEEN.base, *SEEN.last.signs} == set(named)


def test_without_a_file_there_is_no_network(tmp_path: Path) -> None:
    assert caster(tmp_path / "none.npz") is None


def test_thresholds_are_probabilities() -> None:
    assert all(0 < first < further < 1 for first, further in MIXED.values())


@pytest.mark.parametrize("reader", [Reader.RULES, Reader.BOTH])
def test_who_attacks_whom_with_either_weigher(reader: Reader) -> None:
    attack = next(c for c in claims_of(read(TEXT), None, reader) if "attacked" in c.evidence.text)
    assert [m.text for m in attack.agents] == ["Rebels"]
