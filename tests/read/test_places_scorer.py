"""The learned weights of an event's places: what they see, what stands, and that the rules hold without them."""

from pathlib import Path

import pytest

from fogline.core.claim import ClaimPlace, ClaimType
from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.places import Places
from fogline.read.places import places as room
from fogline.read.places.events import places_of_event
from fogline.read.places.scorer import FILE, Scorer, learned
from fogline.read.places.signs import Case, Landscape, lies_in

TEXT = (
    "In Burkina Faso, rockets hit Djibo on Monday. Officials in Ouagadougou met. Nobody slept. "
    "Gunmen later attacked a convoy near Dori."
)


def read(text: str) -> Document:
    return next(iter(parse([Report(id="r", text=text)])))


def case_of(text: str, verb: str, kind: ClaimType) -> tuple[Places, Case]:
    document = read(text)
    places = Places(document)
    head = next(t for t in document.doc if t.text == verb).i
    clause = document.sentence_of(head).span
    chosen = places_of_event(document, places.mentions, head, clause, kind)
    names = frozenset(m.name.lower() for m in chosen)
    return places, Case(Landscape(document, places.mentions), head, clause, kind, names)


def of_event(text: str, verb: str, kind: ClaimType) -> tuple[ClaimPlace, ...]:
    places, case = case_of(text, verb, kind)
    return places.of_event(case.head.i, places.document.sentence_of(case.head.i).span, kind)


def test_every_place_within_reach_is_weighed_once() -> None:
    _, case = case_of(TEXT, "attacked", ClaimType.ATTACK)
    assert [(o.mention.name, o.zone, o.gap) for o in case.options] == [
        ("Burkina Faso", "back", 3),
        ("Djibo", "back", 3),
        ("Ouagadougou", "back", 2),
        ("Dori", "clause", 0),
    ]


@pytest.mark.parametrize(
    ("name", "present", "absent"),
    [
        ("Dori", "where=clause", "where=back3"),
        ("Dori", "prep=near@in", "prep=near@out"),
        ("Dori", "picked=True", "picked=False"),
        ("Djibo", "nearness=1", "nearness=0"),
        ("Ouagadougou", "nearness=0", "nearness=1"),
        ("Burkina Faso", "first=True@back", "first=False@back"),
        ("Burkina Faso", "size=country@back", "contained@back"),
    ],
)
def test_signs(name: str, present: str, absent: str) -> None:
    _, case = case_of(TEXT, "attacked", ClaimType.ATTACK)
    option = next(o for o in case.options if o.mention.name == name)
    signs = set(case.signs(option))
    assert present in signs
    assert absent not in signs


def test_signs_hold_no_name() -> None:
    _, case = case_of(TEXT, "attacked", ClaimType.ATTACK)
    signs = " ".join(s.lower() for o in case.options for s in case.signs(o))
    assert not any(name in signs for name in ("djibo", "dori", "burkina", "ouagadougou"))


@pytest.mark.parametrize(
    ("chances", "picked", "standing"),
    [
        ((0.4, 0.5, 0.2, 0.1), (True, False, False, False), [1, 0]),
        ((0.9, 0.5, 0.2, 0.1), (False, False, False, False), [0]),  # another needs more beside one that stands
        ((0.9, 0.6, 0.2, 0.1), (False, False, False, False), [0, 1]),
        ((0.2, 0.4, 0.4, 0.4), (True, False, False, False), []),
        ((0.2, 0.5, 0.5, 0.4), (False, False, False, False), [1]),  # of equals the first in the text
    ],
)
def test_what_stands(chances: tuple[float, ...], picked: tuple[bool, ...], standing: list[int]) -> None:
    _, case = case_of(TEXT, "attacked", ClaimType.ATTACK)
    found = Scorer(0.45, 0.55, 0.3, {}).standing(case.options, chances, picked)
    assert [case.options.index(o) for o in found] == standing


def test_a_probability_is_the_logistic_of_the_weights() -> None:
    scorer = Scorer(0.5, 0.5, 0.5, {"a": 1.0, "b": -1.0})
    assert scorer.probability(["a", "b", "unknown"]) == 0.5
    assert scorer.probability(["a"]) == pytest.approx(0.731, abs=0.001)


def test_where_places_lie() -> None:
    found = {m.name: m for m in Places(read(TEXT)).mentions}
    assert lies_in(found["Djibo"], found["Burkina Faso"])
    assert not lies_in(found["Burkina Faso"], found["Djibo"])


@pytest.mark.parametrize(
    ("text", "verb", "kind", "names"),
    [
        ("Shells struck Derna on Sunday.", "struck", ClaimType.SHELLING, ["Darnah"]),
        ("In Kharkiv, rockets hit a market.", "hit", ClaimType.SHELLING, ["Kharkiv"]),
        ("Rebels attacked Kidal on Friday. Two were wounded.", "wounded", ClaimType.TOLL, ["Kidal"]),
        ("Shells struck Derna. The minister accused the rebels.", "accused", ClaimType.ACCUSATION, []),
        (TEXT, "attacked", ClaimType.ATTACK, ["Dori"]),
    ],
)
def test_places_with_the_installed_weights(text: str, verb: str, kind: ClaimType, names: list[str]) -> None:
    assert [p.name for p in of_event(text, verb, kind)] == names


def test_without_weights_the_rules_decide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert learned(tmp_path / "none.json") is None
    nothing = Scorer(0.9, 0.9, 0.9, {})
    monkeypatch.setattr(room, "learned", lambda: nothing)
    assert of_event(TEXT, "attacked", ClaimType.ATTACK) == ()
    monkeypatch.setattr(room, "learned", lambda: None)
    assert [p.name for p in of_event(TEXT, "attacked", ClaimType.ATTACK)] == ["Dori"]


def test_the_installed_weights_are_small_and_sound() -> None:
    scorer = learned()
    assert scorer is not None
    assert FILE.stat().st_size < 300_000
    assert 0 < scorer.keep < scorer.first < scorer.further < 1
    assert scorer.weights["picked=True"] > scorer.weights["picked=False"]
