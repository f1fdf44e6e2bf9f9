"""Who bands, offices and papers belong to: one table per rule. Texts are invented."""

from __future__ import annotations

from functools import cache

import pytest

from fogline.core.report import Report
from fogline.read.actors import Actors
from fogline.read.document import Document, parse


@cache
def read(text: str) -> tuple[Document, Actors]:
    document = next(iter(parse([Report("t", text, None, "2023-06-10")])))
    return document, Actors(document)


def head(document: Document, words: str) -> int:
    return document.token_at(document.plain.rindex(words) + len(words) - 1).i


def names(text: str, words: str) -> tuple[str, ...]:
    document, actors = read(text)
    return actors.phrase(head(document, words)).names


def source(text: str, words: str) -> tuple[str, str | None]:
    document, actors = read(text)
    return actors.source(head(document, words))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Rebels led by the Arakan Army took Mrauk U in Myanmar.", "Rebels", ("Arakan Army",)),
        ("Rebels led by the Arakan Army took a town in Myanmar. The rebels hold it.", "The rebels", ("Arakan Army",)),
        ("Forces loyal to Bashar al-Assad left Homs.", "Forces", ("Syrian pro-government forces",)),
        ("Militants linked to Israel fled Homs.", "Militants", ()),
        ("Kurdish police left the gate in Kirkuk.", "police", ("Kurdish police",)),
        ("Militias such as Hezbollah fired rockets.", "Militias", ("Hezbollah",)),
        ("Armed groups affiliated with al-Shabaab took a well.", "groups", ("al-Shabaab",)),
    ],
)
def test_a_band_is_tied_to_a_name_beside_it(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Al-Shabaab raided Baidoa. The militants burned shops.", "The militants", ("al-Shabaab",)),
        ("The Arakan Army raided a post. Militants burned shops.", "Militants", ()),
        ("JNIM raided Gao. The terrorist groups fled.", "The terrorist groups", ()),
        ("Iraqi border forces closed the road. The forces dug in.", "The forces", ("Iraqi border forces",)),
        ("The Arakan Army praised its fighters.", "fighters", ("Arakan Army",)),
        ("Hamas thanked its allies.", "allies", ()),
        (
            "Fighting broke out between Hamas and the Israeli military. The two sides met.",
            "The two sides",
            ("Hamas", "Israeli military"),
        ),
    ],
)
def test_a_band_points_back(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The regime strikes on Idlib and Hama in Syria went on.", "regime", ("Government of Syria",)),
        ("The Syrian army statement was short. It spoke of Homs.", "Syrian army", ("Syrian army",)),
        ("They met on the French-Malian pact.", "French-Malian", ("Government of France", "Government of Mali")),
        ("The\nU.S.-led\ncoalition struck Raqqa.", "coalition", ("International Coalition",)),
        ("October was calm.", "October", ()),
        ("Tags : war", "Tags", ()),
    ],
)
def test_a_word_by_itself(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Omar Example a spokesman for the Green Front said so.", "spokesman", ("Omar Example", "Green Front")),
        ("Lieutenant General Oleg Example said so.", "General", ("Oleg Example", None)),
        (
            "Oleg Example Deputy Director of the World Food Programme said so.",
            "Example",
            ("Oleg Example", "World Food Programme"),
        ),
        ('Col. Ann "Annie" Example said so.', "Example", ("Ann Example", None)),
        ("The mayor of Kharkiv, Ihor Example, said so.", "Example", ("Ihor Example", "Kharkiv")),
        ("Kherson governor Oleh Example said so. He added that ten fell.", "He", ("Oleh Example", "Kherson")),
        (
            "Ana Example, head of the Lake League for Peace, said so.",
            "Example",
            ("Ana Example", "Lake League for Peace"),
        ),
        (
            "Ana Example, adviser to the Libyan Prime Minister, who warned that it would end.",
            "Minister",
            ("Ana Example", "Government of Libya"),
        ),
    ],
)
def test_a_person_has_the_office_around_the_name(text: str, words: str, expected: tuple[str, str | None]) -> None:
    assert source(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A statement by the Kenyan army said so.", "statement", ("Kenya Defence Forces", None)),
        ("Witness accounts said so.", "accounts", ("witnesses", None)),
        ("A Chadian soldier said so.", "soldier", ("a Chadian soldier", "Chadian army")),
        ("Kenyan authorities said so.", "authorities", ("Kenyan authorities", None)),
        ("The state news agency SANA said so.", "agency", ("Syrian Arab News Agency", None)),
        ("A video said so. Musa Example told a paper. He said so.", "He", ("Musa Example", None)),
        ("Activists said so. Musa Example added it. They said six fell.", "They", ("activists", None)),
        ("A witness named Musa said so.", "witness", ("Musa", None)),
    ],
)
def test_a_source_is_told_from_its_paper(text: str, words: str, expected: tuple[str, str | None]) -> None:
    assert source(text, words) == expected


def test_a_phrase_on_the_way_to_itself_ends() -> None:
    document, actors = read("Our partners said we and our friends believe that our partners will help us.")
    assert all(actors.phrase(t.i) is not None for t in document.doc)
