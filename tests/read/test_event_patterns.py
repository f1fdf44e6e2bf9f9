"""Every event pattern meets its own examples and misses its counter-examples."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import Rooms, words_of
from fogline.read.events.lexicon import Pattern, classes, patterns
from fogline.read.events.scene import Scene, Words
from fogline.read.events.triggers import matches
from fogline.vocab import load


def _examples() -> Iterator[tuple[Pattern, str, bool]]:
    for pattern in patterns():
        for text in pattern.yes:
            yield pattern, text, True
        for text in pattern.no:
            yield pattern, text, False


@pytest.fixture(scope="module")
def scenes() -> dict[str, Words]:
    texts = sorted({text for _, text, _ in _examples()})
    return {d.text: words_of(Rooms.of(d)) for d in parse(Report(id=str(n), text=t) for n, t in enumerate(texts))}


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [pytest.param(*e, id=f"{e[0].id}-{'yes' if e[2] else 'no'}-{n}") for n, e in enumerate(_examples())],
)
def test_example(scenes: dict[str, Words], pattern: Pattern, text: str, wanted: bool) -> None:
    found = {t.rule for t in matches(scenes[text])}
    assert (pattern.id in found) is wanted


def test_each_pattern_has_examples_both_ways() -> None:
    assert [p.id for p in patterns() if not p.yes or not p.no] == []


def test_pattern_ids_are_unique() -> None:
    ids = [p.id for p in patterns()]
    assert len(ids) == len(set(ids))


def test_conditions_name_known_classes() -> None:
    known = set(load("en/classes.yaml")) | {"any", "none", "actor", "person", "place_name", "thing", "amount"}
    open_slots = ("subj", "obj", "obj_or_subj", "clause", "sent", "report")
    unknown = {
        (p.id, c.slot, word)
        for p in patterns()
        for c in p.conditions
        if c.slot in open_slots or c.slot.startswith("prep:")
        for word in c.classes
        if word not in known
    }
    assert unknown == set()


def test_every_condition_slot_is_known(scenes: dict[str, Words]) -> None:
    words = next(iter(scenes.values()))
    scene = Scene(words, words.document.doc[0])
    for pattern in patterns():
        for condition in pattern.conditions:
            scene.meets(condition)


def test_class_words_are_lower_case() -> None:
    single, several = classes()
    assert [w for w in (*single, *several) if w != w.lower()] == []
