"""What is counted and what is said of it: the vocabulary's own examples, both ways, and tables of whole sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline import vocab
from fogline.core.claim import Measure, Scope, Status
from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.numbers import Counted, count

WORDS = vocab.load("en/counted.yaml")


def read(text: str) -> tuple[Document, tuple[Counted, ...]]:
    document = next(iter(parse([Report(id="t", text=text)])))
    return document, count(document)


def shown(text: str) -> list[list[Any]]:
    document, found = read(text)
    return [
        [c.measure.value, c.count.low, c.count.high, document.quote(c.group.span) if c.group else None] for c in found
    ]


@pytest.mark.parametrize("example", WORDS["yes"], ids=lambda e: e["text"])
def test_every_example_is_counted(example: dict[str, Any]) -> None:
    assert shown(example["text"]) == example["found"]


@pytest.mark.parametrize("text", WORDS["no"])
def test_every_counterexample_gives_nothing(text: str) -> None:
    assert shown(text) == []


def test_every_measure_has_an_example() -> None:
    assert {row[0] for example in WORDS["yes"] for row in example["found"]} == {m.value for m in Measure}


@pytest.mark.parametrize("table", ["people", "things", "kinds"])
def test_no_word_is_listed_twice(table: str) -> None:
    seen = Counter(word for words in WORDS[table].values() for word in words)
    assert [word for word, n in seen.items() if n > 1] == []


def test_no_word_is_both_people_and_thing() -> None:
    people = {word for words in WORDS["people"].values() for word in words}
    things = {word for words in WORDS["things"].values() for word in words}
    assert sorted(people & things) == []


def test_nothing_uncounted_is_counted() -> None:
    counted = {word for table in ("people", "things") for words in WORDS[table].values() for word in words}
    assert sorted(counted & set(WORDS["sets"]["uncounted"])) == []


@pytest.mark.parametrize(
    ("measure", "verb"), [(m, v) for m, row in WORDS["predicates"].items() for v in row.get("states", ())]
)
def test_every_state_gives_its_measure(measure: str, verb: str) -> None:
    assert [row[0] for row in shown(f"The raid left 30 traders {verb} in Darfur.")] == [measure]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A blast killed 12 guards and left 30 others wounded.", [["killed", 12, 12, "guards"], ["wounded", 30, 30, "others"]]),
        ("24 killed, 30 wounded in Kunduz.", [["killed", 24, 24, "killed"], ["wounded", 30, 30, "wounded"]]),
        ("10 traders killed 15 injured in Kunduz market blast.", [["killed", 10, 10, "traders"], ["wounded", 15, 15, "traders"]]),
        ("Four gunmen killed two clerks.", [["fighters", 4, 4, "gunmen"], ["killed", 2, 2, "clerks"]]),
        ("The strike destroyed a truck two tanks and three cannons.",
         [["vehicles", 1, 1, "truck"], ["vehicles", 2, 2, "tanks"], ["weapons", 3, 3, "cannons"]]),
        ("At least 11 farmers, among them three children, were killed on Monday in Gao.",
         [["killed", 11, None, "farmers"], ["killed", 3, 3, "children"]]),
        ("At least 30 children were among 39 people killed in Sinjar.", [["killed", 30, None, "children"], ["killed", 39, 39, "people"]]),
        ("12 members of the Red Crescent were abducted.", [["captured", 12, 12, "members of the Red Crescent"]]),
        ("Between 20 and 25 soldiers died, and up to 60 were injured.", [["killed", 20, 25, "soldiers"], ["wounded", None, 60, "soldiers"]]),
        ("The patrol killed three guerrillas without loss.", [["killed", 3, 3, "guerrillas"]]),
        ("Six injured miners died on Sunday.", [["killed", 6, 6, "injured miners"]]),
        ("They released Omar Haddad on Friday.", [["released", 1, 1, "Omar Haddad"]]),
        ("The garrison had about 1,000 men at its disposal.", [["fighters", 900, 1100, "men"]]),
        ("It killed 50 seals 20 km off Norway in 2019.", [["killed", 50, 50, "seals"]]),
        ("The attack brings to 45 the number of people killed.", [["killed", 45, 45, "killed"]]),
        ("Troops shot dead five protesters in Omdurman.", [["killed", 5, 5, "protesters"]]),
        ("He was shot dead in Quetta.", [["killed", 1, 1, "He"]]),
        ("Hamas released 13 hostages in return for 39 prisoners.", [["released", 13, 13, "hostages"], ["released", 39, 39, "prisoners"]]),
        ("Kyiv downed 21 of 28 drones.", [["drones", 21, 21, "drones"], ["drones", 28, 28, "drones"]]),
        ("There were no reports of casualties.", [["killed_or_wounded", 0, 0, "casualties"]]),
        ("Shells wrecked an oil depot, and a tank and two trucks were lost.",
         [["buildings", 1, 1, "oil depot"], ["vehicles", 1, 1, "tank"], ["vehicles", 2, 2, "trucks"]]),
        ("One in three were children.", []),
        ("She, 42, paid $300 for 5 kg of rice.", []),
    ],
)  # fmt: skip
def test_sentences(text: str, rows: list[list[Any]]) -> None:
    assert shown(text) == rows


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("Six people - three doctors, a nurse and two pupils - were abducted.", [None, 0, 0, 0]),
        ("They abducted six people: four doctors and two nurses.", [None, 0, 0]),
        (
            "At least 26 people were killed, including five in a raid on a camp in Wau, four in Gaza City and five in a car.",
            [None, 0, 0, 0],
        ),
        ("Nine people were killed in Wau, three in Bor and two in Juba.", [None]),
        ("11 people, among them three children, were killed in Wau and seven in Bor.", [None, 0]),
        ("They abducted six people: four doctors and three nurses.", [None, None, None]),
        ("They abducted six people; four doctors and three nurses fled.", [None, None, None]),
        ("They abducted six people - and killed four doctors and three nurses.", [None, None, None]),
    ],
)
def test_a_list_that_adds_up_gives_the_parts(text: str, totals: list[int | None]) -> None:
    assert [c.total for c in read(text)[1]] == totals


def test_a_part_names_its_total() -> None:
    _, found = read("Over 300 people were killed, including 155 fighters and 24 children.")
    assert [c.total for c in found] == [None, 0, 0]
    assert [c.group.status for c in found if c.group] == [Status.UNKNOWN, Status.COMBATANT, Status.CIVILIAN]
    assert [c.group.kind for c in found if c.group] == [None, None, "children"]


def test_the_predicate_is_the_word_that_governs() -> None:
    document, found = read("Shells killed nine clerks, and rebels captured two villages.")
    assert [document.doc[c.predicate].text for c in found if c.predicate is not None] == ["killed", "captured"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Five clerks were killed on Monday.", Scope.INCIDENT),
        ("Five clerks were killed since dawn.", Scope.INCIDENT),
        ("Five clerks have been killed since March.", Scope.CUMULATIVE),
        ("So far 70 homes have burned.", Scope.CUMULATIVE),
        ("The war has killed 40,000 people.", Scope.CUMULATIVE),
    ],
)
def test_scope(text: str, scope: Scope) -> None:
    assert [c.scope for c in read(text)[1]] == [scope]


PIECES = ["12", "killed", "and", "wounded", "people", "including", "three", "of them", "women", "dozens", "(", ")", ",", ".", "a tank", "no", "others",
          "destroyed", "Omar", "was", "left", "dead", "some", "-", "'", '"', "\n", "at least", "%", "AK-47", "the", "toll"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)))
def test_any_text_gives_sound_counts(text: str) -> None:
    document, found = read(text)
    for c in found:
        assert 0 <= c.span.start < c.span.end <= len(text)
        assert c.count.low is None or c.count.high is None or c.count.low <= c.count.high
        assert c.total is None or 0 <= c.total < len(found)
        assert c.predicate is None or 0 <= c.predicate < len(document.doc)
        assert c.group is None or (c.group.span.end <= len(text) and 0 <= c.group.head < len(document.doc))
