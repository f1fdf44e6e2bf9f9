"""Counts in plain text: the vocabulary's own examples, both ways, and the bounds of the codebook."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline import vocab
from fogline.core.claim import Qualifier
from fogline.core.interval import Count
from fogline.read.numbers import find_numbers
from fogline.read.numbers.amounts import bounds

WORDS = vocab.load("en/numbers.yaml")


@pytest.mark.parametrize("example", WORDS["yes"], ids=lambda e: e["number"])
def test_every_example_of_a_number_is_read_whole(example: dict[str, Any]) -> None:
    found = find_numbers(example["text"])
    assert [(n.span.of(example["text"]), n.count, n.qualifier) for n in found] == [
        (example["number"], Count(example["low"], example["high"]), Qualifier(example["qualifier"]))
    ]


@pytest.mark.parametrize("text", WORDS["no"])
def test_every_counterexample_gives_nothing(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Rebels shelled the base. Six nurses were held.", ["Six"]),  # the stop ends the sentence
        ("They fled the battalion. 12 men died.", ["12"]),
        ("Rebels shelled base 6.", []),
        ("Resolution No. 2254 was passed.", []),
    ],
)
def test_a_stop_parts_a_number_from_a_name(text: str, numbers: list[str]) -> None:
    assert [n.span.of(text) for n in find_numbers(text)] == numbers


def test_every_qualifier_has_an_example() -> None:
    shown = {example["qualifier"] for example in WORDS["yes"]}
    assert shown >= {q.value for q in Qualifier}


@pytest.mark.parametrize(("name", "phrase"), [(q, p) for q, phrases in WORDS["qualifiers"].items() for p in phrases])
def test_every_qualifying_phrase_qualifies(name: str, phrase: str) -> None:
    found = find_numbers(f"They found {phrase} 50 graves.")
    assert [(n.count, n.qualifier) for n in found] == [(bounds(50, Qualifier(name)), Qualifier(name))]


@pytest.mark.parametrize(("name", "phrase"), [(q, p) for q, phrases in WORDS["suffixes"].items() for p in phrases])
def test_every_suffix_qualifies(name: str, phrase: str) -> None:
    found = find_numbers(f"They found 50 {phrase} graves.")
    assert [(n.count, n.qualifier) for n in found] == [(bounds(50, Qualifier(name)), Qualifier(name))]


@pytest.mark.parametrize(("phrase", "low"), [*WORDS["vague"].items(), *WORDS["plurals"].items()])
def test_every_vague_word_is_open_above(phrase: str, low: int) -> None:
    found = find_numbers(f"They found {phrase} graves.")
    assert [n.count for n in found] == [Count(low, None)]


@pytest.mark.parametrize("unit", WORDS["units_after"])
def test_no_measure_is_a_count(unit: str) -> None:
    assert find_numbers(f"It was 25 {unit} from there.") == ()


@pytest.mark.parametrize(
    ("n", "qualifier", "low", "high"),
    [
        (24, Qualifier.EXACT, 24, 24),
        (20, Qualifier.AT_LEAST, 20, None),
        (300, Qualifier.MORE_THAN, 301, None),
        (40, Qualifier.AT_MOST, None, 40),
        (40, Qualifier.FEWER_THAN, None, 39),
        (65, Qualifier.NEARLY, 59, 64),
        (1, Qualifier.NEARLY, 0, 0),
        (0, Qualifier.NEARLY, 0, 0),
        (0, Qualifier.FEWER_THAN, None, 0),
        (100, Qualifier.ABOUT, 90, 110),
        (45, Qualifier.ABOUT, 41, 49),
        (47, Qualifier.ABOUT, 42, 52),
        (1, Qualifier.ABOUT, 1, 1),
    ],
)
def test_bounds_follow_the_codebook(n: int, qualifier: Qualifier, low: int | None, high: int | None) -> None:
    assert bounds(n, qualifier) == Count(low, high)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Two to three million people", [(2_000_000, 3_000_000)]),
        ("2-3 million people", [(2_000_000, 3_000_000)]),
        ("rose from 30 to 45 people", [(30, 30), (45, 45)]),
        ("On 12 March 2 boats sank", [(2, 2)]),
        ("On 9 and 11 October 40 boats sank", [(40, 40)]),
        ("In March 2015 at least 16 boats sank", [(16, None)]),
        ("2,000 pilgrims and 2015 graves", [(2000, 2000), (2015, 2015)]),
        ("half of 40 boats", [(18, 22)]),
        ("one hundred and five boats", [(105, 105)]),
        ("No fewer than 12 boats", [(12, None)]),
        ("no longer, one another", []),
        ("no one at all", [(0, 0)]),
        ("Dozens", [(24, None)]),
        ("\u201cAbout 40\u201d boats", [(36, 44)]),
        ("", []),
    ],
)
def test_numbers_in_company(text: str, counts: list[tuple[int | None, int | None]]) -> None:
    assert [(n.count.low, n.count.high) for n in find_numbers(text)] == counts


PIECES = [*WORDS["units"], *WORDS["tens"], *WORDS["scales"], *WORDS["plurals"], *WORDS["vague"], *WORDS["fractions"], "and", "to", "-", "or", "of",
          "between", "at least", "nearly", "2019", "3.5", "1,200", "99999999999999999999", "May", "%", "killed", "people", ",", "."]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_any_text_gives_sound_numbers(text: str) -> None:
    last = 0
    for number in find_numbers(text):
        assert last <= number.span.start < number.span.end <= len(text)
        assert number.count.low is None or number.count.high is None or number.count.low <= number.count.high
        last = number.span.end
