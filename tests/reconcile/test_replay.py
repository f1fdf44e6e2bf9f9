"""Decisions on events replayed: merged, split, pinned, called copies - in any order, over a better reading too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import permutations

import pytest
from tests.reconcile.test_parts import claim, place

from fogline.core.claim import Claim, ClaimType, Measure, Quantity, Quote
from fogline.core.interval import Count
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.reconcile.record import rebuild


@dataclass(frozen=True)
class Read:
    report: Report
    claims: tuple[Claim, ...]


def shells(report: str, town: str, n: int, at: int = 0) -> Read:
    quote = f"shells killed {n} people in {town}"
    row = claim(
        quote,
        evidence=Quote(Span(at, at + len(quote)), quote),
        places=(place(town),),
        quantities=(Quantity(Measure.KILLED, str(n), Count(n, n)),),
    )
    return Read(Report(report, " " * at + quote, f"Outlet {report}", "2022-05-03"), (row,))


TWO_TOWNS = [shells("a", "Kutum", 9), shells("b", "Nyala", 7)]
ONE_TOWN = [shells("a", "Kutum", 9), shells("b", "Kutum", 9), shells("c", "Kutum", 8)]


def on(read: Read) -> Anchor:
    evidence = read.claims[0].evidence
    return Anchor(read.report.id, evidence.span, evidence.text, read.claims[0].type.value)


def decide(verb: Verb, first: Read, *others: Read, n: int = 1, **more: object) -> Judgement:
    anchors = tuple(on(o) for o in others)
    return Judgement(f"j{n}", verb, "A", datetime(2022, 6, n), "", on(first), anchors, **more)  # type: ignore[arg-type]


def groups(rows: list[Read], decided: list[Judgement]) -> list[list[str]]:
    """Which reports' accounts are of one event."""
    found, _ = rebuild(rows, decided)
    return sorted(sorted({s.head.id for s in i.statements}) for i in found.incidents)


def test_without_a_decision() -> None:
    assert groups(TWO_TOWNS, []) == [["a"], ["b"]]
    assert groups(ONE_TOWN, []) == [["a", "b", "c"]]


@pytest.mark.parametrize("verb", [Verb.MERGE, Verb.PIN])
def test_merged_and_pinned_accounts_are_of_one_event(verb: Verb) -> None:
    assert groups(TWO_TOWNS, [decide(verb, *TWO_TOWNS)]) == [["a", "b"]]


def test_split_accounts_are_of_two() -> None:
    assert groups(ONE_TOWN[:2], [decide(Verb.SPLIT, *ONE_TOWN[:2])]) == [["a"], ["b"]]


def test_a_pin_holds_against_what_comes_later() -> None:
    pin = decide(Verb.PIN, ONE_TOWN[0], ONE_TOWN[1])
    split = decide(Verb.SPLIT, ONE_TOWN[0], ONE_TOWN[2], n=2)
    found = groups(ONE_TOWN, [pin, split])
    assert ["a", "b"] in found
    assert all(not {"a", "c"} <= set(g) for g in found)


def test_the_later_decision_stands_and_the_order_of_arrival_is_nothing() -> None:
    rows = [
        decide(Verb.MERGE, *TWO_TOWNS, n=1),
        decide(Verb.SPLIT, *TWO_TOWNS, n=2),
        decide(Verb.MERGE, *TWO_TOWNS, n=3),
    ]
    assert groups(TWO_TOWNS, rows[:2]) == [["a"], ["b"]]
    assert {str(groups(TWO_TOWNS, list(p))) for p in permutations(rows)} == {"[['a', 'b']]"}


def test_a_merge_taken_back_never_was() -> None:
    merge = decide(Verb.MERGE, *TWO_TOWNS)
    undo = decide(Verb.UNDO, TWO_TOWNS[0], n=2, value=merge.id)
    assert groups(TWO_TOWNS, [merge, undo]) == groups(TWO_TOWNS, [])


def test_decisions_outlive_a_reading_that_moved_and_renamed_the_claims() -> None:
    moved = [shells("a", "Kutum", 9, at=40), shells("b", "Nyala", 7, at=12)]
    again = [replace(r, claims=tuple(replace(c, id="other", confidence=0.9) for c in r.claims)) for r in moved]
    assert groups(again, [decide(Verb.MERGE, *TWO_TOWNS)]) == [["a", "b"]]


def test_a_split_whose_words_are_gone_parts_nobody() -> None:
    lost = replace(
        shells("a", "Kutum", 9), claims=(replace(shells("a", "Tawila", 5).claims[0], type=ClaimType.BOMBING),)
    )
    split = replace(decide(Verb.SPLIT, *ONE_TOWN), anchor=Anchor("a", Span(900, 940), "words that are gone"))
    found, judged = rebuild([lost, *ONE_TOWN[1:]], [split])
    assert ["b", "c"] in [sorted({s.head.id for s in i.statements}) for i in found.incidents]
    assert [c.code for c in judged.conflicts] == ["judgement.lost"]


def test_a_report_called_a_copy_adds_no_origin() -> None:
    copied = Judgement("j1", Verb.DUPLICATE, "A", datetime(2022, 6, 1), "", Anchor("a"), (Anchor("b"),))
    one, judged = rebuild(ONE_TOWN[:2], [copied])
    assert dict(one.copies) == {"b": "a"} == dict(judged.copies)
    assert one.incidents[0].origins == ("Outlet a",)
    assert rebuild(ONE_TOWN[:2], [])[0].incidents[0].origins == ("Outlet a / Outlet b",)


def known(day: int, rows: list[Read], *decided: Judgement) -> list[list[str]]:
    found, _ = rebuild(rows, decided, known_on=datetime(2022, 6, day).date())
    return sorted(sorted({s.head.id for s in i.statements}) for i in found.incidents)


def test_how_a_text_is_read_is_no_news() -> None:
    """A record of 2022 coded years later: what was put right then holds in every view of what was known."""
    merge = decide(Verb.MERGE, *TWO_TOWNS, n=20)
    reject = decide(Verb.REJECT, TWO_TOWNS[0], n=20)
    assert known(1, TWO_TOWNS, merge) == known(25, TWO_TOWNS, merge) == [["a", "b"]]
    assert known(1, TWO_TOWNS, reject) == known(25, TWO_TOWNS, reject) == [["b"]]


def test_a_withdrawal_is_news_and_so_is_taking_it_back() -> None:
    gone = Judgement("j1", Verb.RETRACT, "A", datetime(2022, 6, 10), "", Anchor("a"))
    back = Judgement("j2", Verb.UNDO, "A", datetime(2022, 6, 20), "", Anchor("a"), value="j1")
    seen = [known(day, TWO_TOWNS, gone, back) for day in (9, 10, 19, 20)]
    assert seen == [[["a"], ["b"]], [["b"]], [["b"]], [["a"], ["b"]]]
