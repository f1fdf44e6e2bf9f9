"""Which of two claims of the same words says no more than the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fogline.core.claim import Claim, ClaimType, Measure, Mention, Quantity, Quote
from fogline.core.interval import Count
from fogline.core.span import Span
from fogline.read.events.twins import without_twins

TEXT = "Jets and guns of the army hit Gao."


def claim(name: str, start: int, end: int, *doers: Mention) -> Claim:
    return Claim(name, ClaimType.ATTACK, Quote(Span(start, end), TEXT[start:end]), agents=doers)


ARMY, MILITIA, IT = Mention("the army", ("Army",)), Mention("the militia", ("Militia",)), Mention("it", ())


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (claim("c1", 0, 34, ARMY), claim("c2", 0, 34), 1),
        (claim("c1", 0, 34, ARMY), claim("c2", 9, 30, IT), 1),  # the inner quotation, before or after the outer
        (claim("c1", 9, 30, IT), claim("c2", 0, 34, ARMY), 1),
        (claim("c1", 0, 34, ARMY), claim("c2", 0, 34, MILITIA), 2),
        (claim("c1", 0, 20, ARMY), claim("c2", 10, 34, ARMY), 2),
    ],
)
def test_two_that_quote_the_same_words(one: Claim, other: Claim, left: int) -> None:
    assert len(without_twins([one, other])) == left


def test_counts_of_one_deed_stand_together_in_the_longer_quotation() -> None:
    shells, dead = (Quantity(m, "nine", Count(9, 9)) for m in (Measure.STRIKES, Measure.KILLED))
    inner, outer = claim("c1", 9, 30, ARMY), claim("c2", 0, 34, ARMY)
    for first, second in ((inner, outer), (outer, inner)):
        (one,) = without_twins([replace(first, quantities=(dead,)), replace(second, quantities=(shells,))])
        assert {q.measure for q in one.quantities} == {Measure.STRIKES, Measure.KILLED}
        assert one.evidence == outer.evidence
