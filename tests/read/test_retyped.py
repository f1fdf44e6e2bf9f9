"""Of which type a pattern's find is where the learned reader takes its word for another."""

import pytest

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.events import choose
from fogline.read.events.lexicon import sure
from fogline.read.events.links import Event
from fogline.read.events.repeats import Told
from fogline.read.models import Proposal

CLASH, ATTACK = ClaimType.CLASH, ClaimType.ATTACK


@pytest.fixture(scope="module")
def document() -> Document:
    (made,) = parse([Report("r", "Gunmen raided a farm near Bara.", "Daily Example", "2024-05-14")])
    return made


def told(kind: ClaimType, odds: float, rule: str = "pattern") -> Told:
    return Told(Event(1, kind, rule, (1,), (1,)), Span(0, 30), confidence=odds)


@pytest.mark.parametrize(
    ("own", "other", "kind", "confidence"),
    [
        (0.1, 0.6, ATTACK, 0.6),
        (0.1, 0.39, CLASH, 0.1),  # the other is not sure enough
        (0.2, 0.6, CLASH, 0.2),  # its own is not doubted enough
    ],
)
def test_the_surer_type_stands(
    document: Document, own: float, other: float, kind: ClaimType, confidence: float
) -> None:
    proposals = [Proposal(1, CLASH, own, document), Proposal(1, ATTACK, other, document)]
    (found,) = choose._retyped([told(CLASH, own)], proposals)
    assert (found.event.type, found.confidence) == (kind, confidence)


def test_a_sure_pattern_keeps_its_type(document: Document) -> None:
    rule = min(sure())
    (found,) = choose._retyped([told(CLASH, 0.1, rule)], [Proposal(1, ATTACK, 0.6, document)])
    assert found.event.type is CLASH


def test_two_patterns_at_one_word_stay_two(document: Document) -> None:
    found = choose._retyped([told(CLASH, 0.1), told(ATTACK, 0.6)], [Proposal(1, ATTACK, 0.6, document)])
    assert [t.event.type for t in found] == [CLASH, ATTACK]


def test_another_words_type_changes_nothing(document: Document) -> None:
    (found,) = choose._retyped([told(CLASH, 0.1)], [Proposal(3, ATTACK, 0.6, document)])
    assert found.event.type is CLASH
