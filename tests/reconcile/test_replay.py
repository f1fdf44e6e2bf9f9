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
from fogline.reconcile.conventions import count_under
from fogline.reconcile.judgements import marked
from fogline.reconcile.record import rebuild
from fogline.reconcile.sheet import sheet


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


def one(verb: Verb, n: int, *, author: str = "A", nth: int = 0, **more: object) -> Judgement:
    """A decision on the first claim of the first of ``TWO_TOWNS``."""
    anchor = replace(on(TWO_TOWNS[0]), nth=nth)
    return Judgement(f"j{n}", verb, author, datetime(2022, 6, n), "", anchor, **more)  # type: ignore[arg-type]


def standing(rows: list[Read], *decided: Judgement) -> list[Claim]:
    return [s.claim for s in rebuild(rows, decided)[1].statements]


def test_who_accepts_what_another_rejected_takes_it_back_in() -> None:
    reject, accept = one(Verb.REJECT, 2, author="B"), one(Verb.ACCEPT, 1)
    assert groups(TWO_TOWNS, [accept, reject]) == [["b"]]
    assert groups(TWO_TOWNS, [reject, one(Verb.ACCEPT, 3)]) == [["a"], ["b"]]
    settled = one(Verb.ACCEPT, 1, author="C", adjudicates=True)
    assert groups(TWO_TOWNS, [settled, reject]) == [["a"], ["b"]]


def test_a_corrected_type_hides_no_claim_from_the_next_decision() -> None:
    """The words carry two claims; what is said of the one must not fall on the other once its type is another."""
    strike = TWO_TOWNS[0].claims[0]
    toll = replace(strike, id="c2", type=ClaimType.TOLL)
    rows = [replace(TWO_TOWNS[0], claims=(strike, toll)), TWO_TOWNS[1]]
    typed = one(Verb.CORRECT, 1, field="type", value="bombing", was="shelling")
    where = one(Verb.CORRECT, 2, field="place", value="Tawila", was="Kutum")
    got = {c.id: c for c in standing(rows, typed, where) if c.id == "c2" or c.places[0].name != "Nyala"}
    assert (got["c1"].type, got["c1"].places[0].name) == (ClaimType.BOMBING, "Tawila")
    assert got["c2"] == toll


def test_a_merge_outlives_a_correction_of_the_type() -> None:
    merge = decide(Verb.MERGE, *TWO_TOWNS, n=1)
    typed = one(Verb.CORRECT, 2, field="type", value="bombing", was="shelling")
    assert groups(TWO_TOWNS, [merge, typed]) == [["a", "b"]]


def test_claims_of_one_type_on_the_same_words_are_told_apart() -> None:
    both = [
        shells("a", "Kutum", 9).claims[0],
        replace(shells("a", "Kutum", 9).claims[0], id="c2", places=(place("Nyala"),)),
    ]
    rows = [replace(TWO_TOWNS[0], claims=tuple(both))]
    assert [c.id for c in standing(rows, one(Verb.REJECT, 1, nth=1))] == ["c1"]
    assert [c.id for c in standing(rows, one(Verb.REJECT, 1))] == ["c2"]
    assert [c.id for c in standing(rows, one(Verb.REJECT, 1), one(Verb.REJECT, 2, nth=1))] == []


def test_what_a_person_set_is_marked_in_the_trace() -> None:
    made = standing(TWO_TOWNS, one(Verb.CORRECT, 1, field="quantities.0", value="killed 12", was="killed 9"))[0]
    assert [(s.field, s.rule, s.note) for s in made.trace] == [("quantities.0", "judged", "j1")]
    assert made.confidence is None


def test_a_number_that_a_person_put_in_place_of_a_word_is_no_word() -> None:
    """ "Dozens" is 12 under ACLED; the 31 that the list in the report counts is 31."""
    vague = replace(
        shells("a", "Kutum", 24).claims[0],
        quantities=(Quantity(Measure.KILLED, "dozens", Count(24, None)),),
    )
    rows = [replace(TWO_TOWNS[0], claims=(vague,))]
    found, _ = rebuild(rows, [one(Verb.CORRECT, 1, field="quantities.0", value="killed 31..", was="killed 24..")])
    assert [a.vague for a in found.incidents[0].accounts] == [False]
    assert [e.low for e in count_under("acled", found.incidents[0])] == [31]


def test_a_sheet_says_where_every_claim_stands() -> None:
    def state(*decided: Judgement) -> list[str]:
        return [line.state for line in sheet(TWO_TOWNS[0], decided).lines.values()]

    reject = one(Verb.REJECT, 2)
    fixed = one(Verb.CORRECT, 1, field="time", value="2022-05-01", was=None)
    assert state() == state(one(Verb.NOTE, 1)) == ["open"]
    assert state(one(Verb.ACCEPT, 1)) == ["accepted"]
    assert state(fixed) == ["corrected"]
    assert state(fixed, reject) == ["rejected"]
    assert state(fixed, reject, one(Verb.UNDO, 3, value="j2")) == ["corrected"]
    assert state(Judgement("j9", Verb.RETRACT, "A", datetime(2022, 6, 9), "", Anchor("a"))) == ["retracted"]
    missed = marked(ClaimType.DENIAL, Quote(Span(0, 6), "shells"), [("origin", "Darfur Bar")])
    added = Judgement("j5", Verb.ADD, "A", datetime(2022, 6, 5), "", Anchor("a", Span(0, 6), "shells"), claim=missed)
    assert state(added) == ["open", "added"]


def test_two_events_in_one_sentence_can_both_be_added() -> None:
    quote = TWO_TOWNS[0].claims[0].evidence
    same = [("place", "Kutum"), ("quantities.0", "killed 9")]
    codes = []
    for told in (same, [("place", "Nyala")], [("quantities.0", "killed 3")], [("origin", "Camp Council")], []):
        made = marked(ClaimType.SHELLING, Quote(Span(0, 13), quote.text[:13]), told)
        add = Judgement(
            "j5", Verb.ADD, "A", datetime(2022, 6, 5), "", Anchor("a", Span(0, 13), "shells killed"), claim=made
        )
        codes.append([c.code for c in rebuild(TWO_TOWNS, [add])[1].conflicts])
    assert codes == [["judgement.already"], [], [], [], ["judgement.already"]]


def test_a_decision_on_two_claims_is_on_the_sheets_of_both() -> None:
    merge = decide(Verb.MERGE, *TWO_TOWNS)
    for read in TWO_TOWNS:
        (line,) = sheet(read, [merge]).lines.values()
        assert line.decisions == (merge,)
