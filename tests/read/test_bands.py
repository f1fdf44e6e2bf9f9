"""Names of armed bands with "of" inside: the vocabulary's examples, and who they are to the actors and the places."""

from __future__ import annotations

from typing import Any

import pytest

from fogline import vocab
from fogline.core.report import Report
from fogline.read.actors import Actors
from fogline.read.bands import bands
from fogline.read.document import Document, parse
from fogline.read.places import Places

WORDS = vocab.load("en/bands.yaml")


def read(text: str) -> Document:
    return next(iter(parse([Report("t", text)])))


def names(text: str) -> list[str]:
    document = read(text)
    return [document.doc.between(*band) for band in bands(document.doc)]


@pytest.mark.parametrize("row", WORDS["yes"])
def test_examples_are_names(row: dict[str, Any]) -> None:
    assert names(row["text"]) == row["names"]


@pytest.mark.parametrize("text", WORDS["no"])
def test_counter_examples_are_none(text: str) -> None:
    assert names(text) == []


def test_every_part_of_the_name_is_the_one_band() -> None:
    document = read("The Lions of the Plain Brigade shelled Homs.")
    actors = Actors(document)
    for word in ("Lions", "Brigade"):
        head = document.token_at(document.plain.index(word)).i
        assert actors.phrase(head).names == ("Lions of the Plain Brigade",)


def test_a_place_inside_the_name_locates_nothing() -> None:
    document = read("Fighters of the Martyrs of Douma Brigade shelled Homs.")
    assert {m.name for m in Places(document).mentions if m.role == "event"} == {"Homs"}
