"""Names that no gazetteer has, and the ordinary words around them that show them to be places, or not."""

from __future__ import annotations

import pytest

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.places import Places
from fogline.read.places.lookup import look_near


def named(text: str) -> list[str]:
    document = next(iter(parse([Report("r", f"{text} The army did not comment.")])))
    return [document.quote(m.phrase) for m in Places(document).mentions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Who lives there, what a town has, where people are from.
        ("Residents of Teloma buried nine people.", "Teloma"),
        ("The mayor of Sidakan said shells fell overnight.", "Sidakan"),
        ("Sidakan's mayor says 70 families have moved down.", "Sidakan"),
        ("Teloma's main hospital received twelve wounded.", "Teloma"),
        ("A teacher from Teloma said the army did it.", "Teloma"),
        # Beside it, over it, off it, on the way to it.
        ("Troops were seen at the entrance to Teloma.", "Teloma"),
        ("South of Teloma, gunmen shot a teacher.", "South of Teloma"),
        ("He asked to let aid in by way of Kerawa.", "Kerawa"),
        ("Helicopters flew over Teloma at noon.", "Teloma"),
        ("A ferry was found adrift off Samalanga on Tuesday.", "Samalanga"),
        ("Soldiers marched on Teloma at dawn.", "Teloma"),
        ("A mortar round landed on Teloma.", "Teloma"),
        ("Shells fell from Gao to Teloma.", "Teloma"),
        ("The battle for Teloma lasted three days.", "Teloma"),
        # What is done to it, and what becomes of it.
        ("Two shells hit Bukara, killing three people.", "Bukara"),
        ("The rebels hold Teloma and the bridge.", "Teloma"),
        ("Troops surrounded Teloma.", "Teloma"),
        ("Teloma fell on Friday.", "Teloma"),
        ("Teloma fell after a siege of two weeks.", "Teloma"),
        ("Teloma was quiet on Friday.", "Teloma"),
        ("Teloma changed hands twice.", "Teloma"),
        # Sites by common words, posts by their names, numbers and stretches between two towns.
        ("Two bodies were found in a drainage ditch.", "a drainage ditch"),
        ("Bombs fell on a brick kiln at Gao.", "a brick kiln at Gao"),
        ("The rebels took the heights above Goma.", "the heights"),
        ("Nine were killed at the mine near Gao.", "the mine near Gao"),
        ("The gold mine near Gao was attacked.", "The gold mine near Gao"),
        ("Rockets struck Forward Operating Base Blessing.", "Forward Operating Base Blessing"),
        ("Fighters overran base 17 in Raqqa on Monday.", "base 17"),
        ("Fighting went on along the Svatove-Kreminna line.", "the Svatove-Kreminna line"),
        ("Gunmen held up a bus on the road to Gao.", "the road to Gao"),
    ],
)
def test_its_setting_makes_it_a_place(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Somebody, and how he was held, hit or killed.
        ("The guards held Teloma captive.", "Teloma"),
        ("The mayor held Teloma to account.", "Teloma"),
        ("Two men held Teloma down.", "Teloma"),
        ("Mariam Teloma, 40, was struck by a bullet.", "Mariam Teloma"),
        ("They attacked Telomans on Friday.", "Telomans"),
        ("Suspicion fell on Teloma.", "Teloma"),
        ("Fighters from Teloma fired on the post.", "Teloma"),
        # A mine that goes off, or that somebody drives over, is no site; nor does a number make one of a base.
        ("A mine exploded near Gao.", "A mine"),
        ("Their truck drove over a mine near Gao.", "a mine near Gao"),
        ("Experts destroyed 60 antipersonnel mines near Gao.", "60 antipersonnel mines near Gao"),
        ("Troops reached the base 17 days later.", "base 17"),
        ("Rebels left base 17 days later.", "base 17"),
        ("He was on his way to Gao when gunmen stopped the bus.", "his way to Gao"),
    ],
)
def test_its_setting_makes_it_no_place(text: str, name: str) -> None:
    assert name in text
    assert name not in named(text)


def test_a_post_s_name_is_no_second_place() -> None:
    assert named("Rockets struck Forward Operating Base Blessing.") == ["Forward Operating Base Blessing"]


def test_a_stretch_between_two_towns_is_an_area() -> None:
    document = next(iter(parse([Report("r", "A convoy was ambushed on the Gao-Ansongo road.")])))
    assert [m.precision.value for m in Places(document).mentions] == ["area"]


def test_a_name_is_not_taken_for_one_with_another_last_syllable() -> None:
    assert "Chaung Wa" not in {p.name for p in look_near("Chaung-U")}
