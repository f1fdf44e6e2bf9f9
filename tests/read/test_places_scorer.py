"""The learned trees of an event's places: what they see, what stands, and that the rules hold without them."""

from pathlib import Path

import numpy as np
import pytest

from fogline.core.claim import ClaimPlace, ClaimType
from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.places import Happening, Places
from fogline.read.places import places as room
from fogline.read.places.landscape import Landscape
from fogline.read.places.scorer import FILE, Forest, Scorer, learned, together
from fogline.read.places.traits import Scene, View

TEXT = (
    "In Burkina Faso, rockets hit Djibo on Monday. Officials in Ouagadougou met. Nobody slept. "
    "Gunmen later attacked a convoy near Dori."
)
STUMP = [[0, 0.5, 1, 2, 0], [0, 0, 1, 1, -1.0], [0, 0, 2, 2, 1.0]]  # over half: 1, else: -1


def read(text: str) -> Document:
    return next(iter(parse([Report(id="r", text=text)])))


def event_of(document: Document, verb: str, kind: ClaimType) -> Happening:
    head = next(t for t in document.doc if t.text == verb).i
    return Happening(head, document.sentence_of(head).span, kind)


def view_of(text: str, verb: str, kind: ClaimType) -> View:
    document = read(text)
    return Scene(document, Places(document).mentions, [event_of(document, verb, kind)]).views[0]


def of_event(text: str, verb: str, kind: ClaimType) -> tuple[ClaimPlace, ...]:
    document = read(text)
    event = event_of(document, verb, kind)
    return Places(document).of_event(event.head, event.clause, event.kind)


def scorer(*trees: list[list[float]], limits: tuple[float, float, float] = (0.45, 0.55, 0.3)) -> Scorer:
    first, further, keep = limits
    data = {"first": first, "further": further, "keep": keep, "traits": ["picked", "gap"], "trees": trees or [STUMP]}
    return Scorer.of(data)


def test_every_place_within_reach_is_weighed_once() -> None:
    view = view_of(TEXT, "attacked", ClaimType.ATTACK)
    assert [(o.mention.name, o.zone, o.gap) for o in view.options] == [
        ("Burkina Faso", "back", 3),
        ("Djibo", "back", 3),
        ("Ouagadougou", "back", 2),
        ("Dori", "clause", 0),
    ]


@pytest.mark.parametrize(
    ("name", "trait", "value"),
    [
        ("Dori", "zone=clause", 1),
        ("Dori", "prep=near", 1),
        ("Dori", "picked", 1),
        ("Dori", "own", 1),
        ("Djibo", "own", 0),
        ("Djibo", "last gap", 3),
        ("Djibo", "small since", 1),
        ("Ouagadougou", "small since", 0),
        ("Burkina Faso", "is first", 1),
        ("Burkina Faso", "holds clause", 1),
        ("Dori", "held back", 1),
    ],
)
def test_traits(name: str, trait: str, value: float) -> None:
    view = view_of(TEXT, "attacked", ClaimType.ATTACK)
    option = next(o for o in view.options if o.mention.name == name)
    assert view.traits(option)[trait] == value


def test_traits_hold_no_name() -> None:
    view = view_of(TEXT, "attacked", ClaimType.ATTACK)
    names = " ".join(k.lower() for o in view.options for k in view.traits(o))
    assert not any(name in names for name in ("djibo", "dori", "burkina", "ouagadougou"))


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
    view = view_of(TEXT, "attacked", ClaimType.ATTACK)
    found = scorer().standing(view.options, chances, picked)
    assert [view.options.index(o) for o in found] == standing


LIST = "Rockets hit Djibo and Dori on Monday. Gunmen later attacked a convoy. Soldiers raided Aribinda and Titao."


@pytest.mark.parametrize(
    ("verb", "names", "chances", "whole"),
    [  # what another sentence lists is taken over whole or not at all
        ("attacked", ["Djibo", "Dori", "Aribinda", "Titao"], [0.9, 0.2, 0.1, 0.6], [0.2, 0.2, 0.1, 0.1]),
        ("raided", ["Djibo", "Dori", "Aribinda", "Titao"], [0.9, 0.2, 0.1, 0.6], [0.2, 0.2, 0.1, 0.6]),
        ("hit", ["Djibo", "Dori", "Aribinda", "Titao"], [0.9, 0.2, 0.1, 0.6], [0.9, 0.2, 0.1, 0.1]),
    ],
)
def test_a_list_in_another_sentence_is_whole(
    verb: str, names: list[str], chances: list[float], whole: list[float]
) -> None:
    view = view_of(LIST, verb, ClaimType.ATTACK)
    assert [o.mention.name for o in view.options] == names
    assert together(view.options, view.land.tops, chances) == whole


def test_a_probability_is_the_logistic_of_the_leaves() -> None:
    rows = [{"picked": 1.0}, {"picked": 0.0}, {"unknown": 9.0}]
    assert scorer().chances(rows) == pytest.approx([0.731, 0.269, 0.269], abs=0.001)
    assert scorer(STUMP, STUMP).chances(rows[:1]) == pytest.approx([0.881], abs=0.001)


def test_trees_of_different_depth_stand_side_by_side() -> None:
    deep = [[0, 0.5, 1, 2, 0], [0, 0, 1, 1, 5], [1, 2.5, 3, 4, 0], [0, 0, 3, 3, 7], [0, 0, 4, 4, 9]]
    forest = Forest.of([deep, STUMP])
    assert forest.depth == 2
    table = np.array([[0, 9], [1, 2], [1, 3]], np.float32)
    assert list(forest.sums(table)) == [4, 8, 10]


def test_where_places_lie() -> None:
    document = read(TEXT)
    land = Landscape(document, Places(document).mentions)
    djibo, country = (np.array([land.names.index(name)]) for name in ("djibo", "burkina faso"))
    assert land.lying(djibo, country).tolist() == [True]
    assert land.lying(country, djibo).tolist() == [False]


@pytest.mark.parametrize(
    ("text", "verb", "kind", "names"),
    [
        ("Shells struck Derna on Sunday.", "struck", ClaimType.SHELLING, ["Derna"]),
        ("In Kharkiv, rockets hit a market.", "hit", ClaimType.SHELLING, ["Kharkiv"]),
        ("Rebels attacked Kidal on Friday. Two were wounded.", "wounded", ClaimType.TOLL, ["Kidal"]),
        ("Shells struck Derna. The minister accused the rebels.", "accused", ClaimType.ACCUSATION, []),
        (TEXT, "attacked", ClaimType.ATTACK, ["Dori"]),
    ],
)
def test_places_with_the_installed_trees(text: str, verb: str, kind: ClaimType, names: list[str]) -> None:
    assert [p.name for p in of_event(text, verb, kind)] == names


def test_events_expected_together_answer_as_weighed_together() -> None:
    document = read(TEXT)
    events = [event_of(document, "hit", ClaimType.SHELLING), event_of(document, "attacked", ClaimType.ATTACK)]
    places = Places(document)
    places.expect(events)
    assert [[p.name for p in places.of_event(e.head, e.clause, e.kind)] for e in events] == [
        ["Djibo", "Burkina Faso"],
        ["Dori"],
    ]


def test_without_trees_the_rules_decide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert learned(tmp_path / "none.json") is None
    nothing = scorer(limits=(0.9, 0.9, 0.9))
    monkeypatch.setattr(room, "learned", lambda: nothing)
    assert of_event(TEXT, "attacked", ClaimType.ATTACK) == ()
    monkeypatch.setattr(room, "learned", lambda: None)
    assert [p.name for p in of_event(TEXT, "attacked", ClaimType.ATTACK)] == ["Dori"]


def test_the_installed_trees_are_small_and_sound() -> None:
    installed = learned()
    assert installed is not None
    assert FILE.stat().st_size < 300_000
    assert 0 < installed.keep <= installed.first <= installed.further < 1
    assert installed.forest.depth <= 8
