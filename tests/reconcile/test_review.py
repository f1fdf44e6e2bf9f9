"""What is put before a reviewer, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.reconcile.test_parts import claim, place, said

from fogline.core.claim import Claim, ClaimType, Measure, Mention, Polarity, Quantity, Stance
from fogline.core.incident import Statement
from fogline.core.interval import Count
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.reconcile.picture import picture
from fogline.reconcile.review import Doubt, doubts


def killed(n: int) -> tuple[Quantity, ...]:
    return (Quantity(Measure.KILLED, str(n), Count(n, n)),)


def raid(town: str, n: int, quote: str, **more: object) -> Claim:
    return claim(quote, n, places=(place(town),), quantities=killed(n), **more)


def where(found: list[Doubt]) -> list[str]:
    return [d.statement.head.id for d in found]


def rows() -> list[Statement]:
    """Two counts far apart, a big number, a hedge, a plain figure, and one without a place."""
    return [
        said(raid("Kutum", 4, "shells killed 4 in Kutum"), "far-1", "Darfur Bar"),
        said(raid("Kutum", 20, "shells in Kutum killed 20 people"), "far-2", "Rescue Service"),
        said(raid("Zalingei", 80, "a raid killed 80 at Zalingei"), "big", "Camp Council"),
        said(raid("Tawila", 2, "reportedly 2 died at Tawila", stance=Stance.ALLEGED), "hedged", "Camp Council"),
        said(raid("Geneina", 3, "3 died at Geneina"), "plain", "Camp Council"),
        said(
            claim("a bomb killed 5", 5, type=ClaimType.BOMBING, places=(), quantities=killed(5)),
            "nowhere",
            "Camp Council",
        ),
    ]


def test_the_order_is_by_weight_then_by_words() -> None:
    found = doubts(picture(rows()))
    assert where(found) == ["far-1", "far-2", "big", "nowhere", "hedged"]
    assert [d.weight for d in found] == [4, 4, 3, 2, 1]
    assert where(doubts(picture(rows()[::-1]))) == where(found)


def test_several_reasons_add_up() -> None:
    both = said(raid("Zalingei", 80, "allegedly 80 died at Zalingei", stance=Stance.ALLEGED), "both", "Camp Council")
    one = doubts(picture([both]))[0]
    assert (one.weight, one.reasons) == (4, ("hedged or alleged", "a big number (80)"))


def verdict(s: Statement, verb: Verb) -> Judgement:
    evidence = s.claim.evidence
    anchor = Anchor(s.head.id, evidence.span, evidence.text, s.claim.type.value)
    return Judgement("j1", verb, "A", datetime(2022, 5, 9), "", anchor)


def test_what_has_a_verdict_is_left_out_and_a_note_is_none() -> None:
    told = rows()
    assert "big" not in where(doubts(picture(told), [verdict(told[2], Verb.ACCEPT)]))
    assert "big" not in where(doubts(picture(told), [verdict(told[2], Verb.REJECT)]))
    assert "big" in where(doubts(picture(told), [verdict(told[2], Verb.NOTE)]))


def taken(
    report: str, origin: str, polarity: Polarity = Polarity.AFFIRMED, quote: str = "rebels took Nyala"
) -> Statement:
    by = (Mention("rebels", ("Darfur rebels",)),)
    row = claim(quote, type=ClaimType.CAPTURE, agents=by, quantities=(), polarity=polarity, places=(place("Nyala"),))
    return said(row, report, origin)


def test_contested_control_is_in_the_queue() -> None:
    told = [taken("r1", "Darfur rebels"), taken("r2", "Sudanese army", Polarity.DENIED)]
    found = doubts(picture(told), [], told)
    assert where(found) == ["r1", "r2"]
    assert all("sources differ on Nyala" in d.reasons[0] for d in found)
    assert where(doubts(picture(told), [verdict(told[1], Verb.REJECT)], told)) == ["r1"]
    assert doubts(picture(told[:1]), [], told[:1]) == []


def test_contested_control_weighs_as_contested_numbers_do() -> None:
    quarrel = [taken("c1", "Darfur rebels"), taken("c2", "Sudanese army", Polarity.DENIED)]
    told = [*rows(), *(replace(s, head=replace(s.head, archived=False)) for s in quarrel)]
    found = doubts(picture(told), [], told)
    assert where(found)[:4] == ["c1", "c2", "far-1", "far-2"]
