"""The packs as data: names valid in time, sides, and the words of the lexicon tested both ways."""

from __future__ import annotations

from datetime import date

import pytest

from fogline.core.report import Report
from fogline.read.actors import Actors, all_actors, lookup
from fogline.read.actors.lexicon import ORDER
from fogline.read.document import parse
from fogline.vocab import load
from fogline.vocab.actors import registry

CLASSES = load("en/actors.yaml")["classes"]


def arm(phrase: str) -> str | None:
    """The class of the phrase's head noun."""
    document = next(iter(parse([Report("t", phrase)])))
    actors = Actors(document)
    root = next(t for t in document.doc if t.head.i == t.i)
    return actors._resolver.owners.arm(root)


@pytest.mark.parametrize(("cls", "phrase"), [(c, p) for c in ORDER for p in CLASSES[c]["yes"]])
def test_examples_belong_to_their_class(cls: str, phrase: str) -> None:
    assert arm(phrase) == cls or cls in {"group", "things"}


@pytest.mark.parametrize(("cls", "phrase"), [(c, p) for c in ORDER for p in CLASSES[c]["no"]])
def test_counter_examples_do_not(cls: str, phrase: str) -> None:
    assert arm(phrase) != cls


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("HTS", None, "Hay'at Tahrir al-Sham"),
        ("FARC dissidents", date(2025, 1, 20), "FARC dissidents"),
        ("Central General Staff", date(2025, 1, 20), "Estado Mayor Central"),
        ("Nusra Front", date(2014, 1, 1), "Jabhat al-Nusra"),
        ("Tehran", None, "Government of Iran"),
        ("Daesh", None, "Islamic State"),
        ("IDF", None, "Israeli military"),
        ("Armed Forces of Ukraine", None, "Ukrainian military"),
        ("Rapid Support Forces", date(2024, 1, 1), "Rapid Support Forces"),
        ("Military Operations Command", date(2024, 12, 1), "Military Operations Command"),
        ("Southern Operations Room", date(2024, 12, 8), "Southern Operations Room"),
        ("Syrian transitional government", date(2025, 6, 1), "Government of Syria"),
        ("Ansarallah", None, "Houthi movement"),
        ("Russia's Africa Corps", date(2024, 5, 1), "Africa Corps"),
        ("nobody in particular", None, None),
    ],
)
def test_lookup(name: str, on: date | None, expected: str | None) -> None:
    found = lookup(name, on)
    assert (found.name if found else None) == expected


def test_a_group_was_another_before() -> None:
    group = lookup("Hay'at Tahrir al-Sham")
    assert group is not None
    assert group.former is not None
    former = registry().actors[group.former]
    assert former.name == "Jabhat Fatah al-Sham"
    assert not former.exists(date(2018, 1, 1))


def test_sides_change_with_the_time() -> None:
    taliban = lookup("Taliban")
    assert taliban is not None
    assert [taliban.side("afghanistan", date(y, 1, 1)) for y in (2015, 2022)] == ["insurgent", "government"]


def test_offices_change_with_the_time() -> None:
    person = lookup("Ahmed al-Sharaa")
    assert person is not None
    offices = [person.office(date(y, 6, 1)) for y in (2014, 2019, 2025)]
    assert [o.body if o else None for o in offices] == [
        "Jabhat al-Nusra",
        "Hay'at Tahrir al-Sham",
        "Government of Syria",
    ]


def test_every_theatre_lists_its_actors() -> None:
    assert all(all_actors(t) for t in registry().theatres if t != "general")
    with pytest.raises(KeyError):
        all_actors("atlantis")


def test_parents_and_formers_are_known() -> None:
    known = registry().actors
    loose = sorted({x for a in known.values() for x in (a.parent, a.former) if x and x not in known})
    assert loose == []


def test_ids_are_unique_and_names_are_found() -> None:
    known = registry()
    assert all(i == a.id for i, a in known.actors.items())
    assert all(known.named(a.name) is not None for a in known.actors.values())
