"""Who is meant: one table per rule of resolution. Texts are invented."""

from __future__ import annotations

from functools import cache

import pytest

from fogline.core.report import Report
from fogline.read.actors import Actors
from fogline.read.actors.matcher import _folded
from fogline.read.document import Document, parse
from fogline.vocab.actors import fold


@cache
def read(text: str, outlet: str | None = None, published: str = "2019-05-04") -> tuple[Document, Actors]:
    document = next(iter(parse([Report("t", text, outlet, published)])))
    return document, Actors(document)


def head(document: Document, words: str) -> int:
    """The token of the last word of ``words``, where they stand last in the text."""
    at = document.plain.rindex(words)
    return document.token_at(at + len(words) - 1).i


def names(text: str, words: str) -> tuple[str, ...]:
    document, actors = read(text)
    return actors.phrase(head(document, words)).names


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kenyan police fired tear gas in Nairobi.", "Kenyan police", ("Kenya Police",)),
        ("Chadian troops crossed the river.", "Chadian troops", ("Chadian army",)),
        ("Ethiopian warplanes bombed the town.", "Ethiopian warplanes", ("Ethiopian Air Force",)),
        ("The South Korean government protested.", "South Korean government", ("Government of South Korea",)),
        ("Iraqi forces entered the district.", "Iraqi forces", ("Iraqi Security Forces",)),
        ("The Dutch army sent two ships.", "Dutch army", ("Dutch army",)),
        ("Peru closed the crossing.", "Peru", ("Government of Peru",)),
        ("Pyongyang fired two missiles.", "Pyongyang", ("Government of North Korea",)),
        ("The Kremlin denied the report.", "Kremlin", ("Government of Russia",)),
        ("Somali refugees reached the camp.", "Somali refugees", ()),
        ("Militants attacked the market.", "Militants", ()),
        ("US-backed militias took the hill.", "militias", ()),
        ("Houthi rebels shelled the port.", "Houthi rebels", ("Houthi movement",)),
        ("ISIS fighters retreated from Hawija.", "ISIS fighters", ("Islamic State",)),
        ("Syrian and Russian warplanes struck Idlib.", "warplanes", ("Syrian Air Force", "Russian Air Force")),
        ("Police and the militia Ansar Dine fought in Gao.", "militia", ("Ansar Dine",)),
        ("The insurgents, known as Boko Haram, took Gao.", "insurgents", ("Boko Haram",)),
        ("The Boko Haram (BH) group took Gao.", "group", ("Boko Haram",)),
        ("Ethnic Kenyan forces held Mandera.", "forces", ()),
        ("Poland, a NATO member, protested.", "member", ()),
        ("Drones struck Russian territory.", "Russian territory", ()),
        ("Drones struck Russian positions.", "Russian positions", ("Russian military",)),
        ("Russia's defence ministry said its troops took a hill.", "its troops", ("Russian military",)),
        ("Russia's defence ministry said its air force hit a hill.", "its air force", ("Russian Air Force",)),
        ("Norway's foreign ministry protested.", "ministry", ("Norwegian Ministry of Foreign Affairs",)),
        (
            "The Norwegian ministry of foreign affairs protested.",
            "ministry",
            ("Norwegian Ministry of Foreign Affairs",),
        ),
        ("Armenia's defense ministry protested.", "ministry", ("Armenian Ministry of Defence",)),
        ("The Ministry of Defence of Kenya protested.", "The Ministry", ("Kenyan Ministry of Defence",)),
    ],
)
def test_a_noun_with_its_owner(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Syria is at war. In Hama the army shelled two villages.", "the army", ("Syrian army",)),
        ("In Homs regime forces took a hill near Hama, in Syria.", "regime forces", ("Syrian army",)),
        ("The rebels left Daraa and Homs in Syria.", "rebels", ("Syrian rebels",)),
        ("Maiduguri and Borno are in Nigeria. The army killed six men.", "The army", ("Nigerian Army",)),
        ("Al-Shabaab claimed the blast. The group often strikes.", "The group", ("al-Shabaab",)),
        ("The Arakan Army took Mrauk U. It lost ten men.", "It", ("Arakan Army",)),
        ("The Arakan Army, a coalition of clans, took Mrauk U. The coalition rested.", "coalition", ("Arakan Army",)),
        ("The Arakan Army fled. The Myanmar military pursued it.", "it", ("Arakan Army",)),
        ("Al-Shabaab lost the port. The Somali army wants to retake it.", "take it", ()),
        ("Ukraine is at war. The air force bombed a bridge.", "air force", ("Ukrainian Air Force",)),
        ("Ukraine is at war. Warplanes bombed Kherson.", "Warplanes", ()),
        ("Ukraine is at war. Two died under artillery fire in Kherson.", "artillery fire", ()),
        ("Syria is at war. Helicopters dropped barrel bombs on Homs.", "Helicopters", ("Syrian Air Force",)),
        ("Israel struck Rafah. In Amman, police arrested nine people.", "police", ("Jordanian police",)),
        ("Israel struck Rafah. Police arrested nine people.", "Police", ("Israeli police",)),
    ],
)
def test_a_common_noun_points_back(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Green Valley Brigade seized the dam.", "Brigade", ("Green Valley Brigade",)),
        ("The Lake Front Movement denied it.", "Movement", ("Lake Front Movement",)),
        ("The 93rd Mechanized Brigade lost two tanks.", "Brigade", ("93rd Mechanized Brigade",)),
        ("Shells hit homes in El Fasher.", "Fasher", ()),
    ],
)
def test_an_unknown_group_is_minted(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert names(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Governor Musa Example spoke. Example said five died.", "Example", ("Musa Example", None)),
        (
            "Rami Abdel Rahman, director of the Syrian Observatory for Human Rights, said ten died.",
            "Rahman",
            ("Rami Abdel Rahman", "Syrian Observatory for Human Rights"),
        ),
        ("Turkish Defence Minister Kemal Ornek said so.", "Ornek", ("Kemal Ornek", "Government of Turkey")),
        ("A military source said so.", "source", ("a military source", None)),
        ("Activists said so.", "Activists", ("activists", None)),
        ("A source at the town hall spoke. The source said so.", "The source", ("a source at the town hall", None)),
        ("AFP reported it.", "AFP", ("AFP", None)),
        ("The Observatory reported it from Idlib.", "Observatory", ("Syrian Observatory for Human Rights", None)),
        ("SANA said so. It added that six died.", "It", ("SANA", None)),
        ("Moscow said so.", "Moscow", ("Government of Russia", None)),
        ("Omar Example head of press at Green Front said so.", "head", ("Omar Example", "Green Front")),
        ("Kremlin spokesperson Dmitry Peskov said so.", "Peskov", ("Dmitry Peskov", "Government of Russia")),
        ("The governor, Ana Example, said so.", "governor", ("Ana Example", None)),
        ("A student named Wong said so.", "student", ("Wong", None)),
        ("A Turkish spokesman said so.", "spokesman", ("a Turkish spokesman", "Government of Turkey")),
        ("Kemal Ornek, a former Turkish minister, said so.", "Ornek", ("Kemal Ornek", None)),
    ],
)
def test_a_source_has_its_fullest_name(text: str, words: str, expected: tuple[str, str | None]) -> None:
    document, actors = read(text)
    assert actors.source(head(document, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Shells fell in Idlib and Hama, Syria. The Observatory said four died.",
            "Observatory",
            "Syrian Observatory for Human Rights",
        ),
        ("Shells fell in Taiz, Yemen. The Taiz Observatory said four died.", "Taiz Observatory", "Taiz Observatory"),
        ("Shells fell in Taiz and Aden, Yemen. The Observatory said four died.", "Observatory", "Observatory"),
        (
            "Shells fell in Idlib and Hama, Syria. The Hama Observatory said four died.",
            "Hama Observatory",
            "Hama Observatory",
        ),
        (
            "The Syrian Observatory for Human Rights has an office in Yemen. In Taiz and Aden, Yemen, the Observatory said four died.",
            "Observatory said",
            "Syrian Observatory for Human Rights",
        ),
    ],
)
def test_a_noun_that_many_bodies_share(text: str, words: str, expected: str) -> None:
    document, actors = read(text)
    noun = document.token_at(document.plain.rindex(words) + words.index("Observatory")).i
    assert actors.source(noun)[0] == expected


def test_a_person_carries_the_office_of_the_day() -> None:
    document, actors = read("John Kerry met them.", published="2016-03-01")
    assert actors.phrase(head(document, "Kerry")).names == ("John Kerry", "US State Department")


def test_we_in_a_statement_is_its_publisher() -> None:
    document, actors = read("We condemn the attack.", outlet="US State Department")
    assert actors.phrase(head(document, "We")).names == ("Government of the United States",)


def test_lost_apostrophes_are_forgiven() -> None:
    assert names("Syrias army took Homs.", "army") == ("Syrian army",)


@pytest.mark.parametrize(
    ("text", "theatre"),
    [
        ("Shells fell on Kharkiv and Kherson.", "ukraine"),
        ("Shells fell on Kharkiv.", "ukraine"),
        ("The RSF shelled El Fasher in Darfur.", "sudan"),
        ("Raids on Rafah and Khan Younis in Gaza.", "levant"),
        ("JNIM struck a camp near Gao and Timbuktu.", "sahel"),
        ("The parliament of Norway met.", "general"),
    ],
)
def test_the_report_chooses_the_theatre(text: str, theatre: str) -> None:
    assert read(text)[1].theatre == theatre


def test_an_unknown_theatre_is_an_error() -> None:
    document, _ = read("Nothing happened.")
    with pytest.raises(KeyError):
        Actors(document, "atlantis")


def test_every_token_has_a_phrase() -> None:
    document, actors = read('He said: "We (the army) won\'t go," 5 of them, on - Monday.')
    assert all(actors.phrase(t.i).span.end <= len(document.text) for t in document.doc)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Rebels in A\u00efn  Draham", " rebels in ain draham"),
        ("  \u2018Ataq, Ma\u02bfrib", " ataq marib"),
        ("Sana\u2019a", " sanaa"),
        ("", " "),
    ],
)
def test_a_folded_text_tells_where_each_letter_stood(text: str, folded: str) -> None:
    found, source = _folded(text)
    assert found == folded
    letters = [(c, text[source(n)]) for n, c in enumerate(found) if n and c != " "]
    assert all(fold(was)[:1] == c for c, was in letters)
