"""Who does what he "is expected to" or "is said to" have done, and words that only open what is told. Texts are invented.

Lines are those of ``test_everyday``.
"""

from __future__ import annotations

import pytest
from tests.read.test_everyday import claims, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers are expected to leave Sake within a week.", ["withdrawal"]),
        ("Rebels were said to have left Goma.", ["withdrawal"]),
        ("The soldiers are due to leave Gao in May.", ["withdrawal"]),
        ("Civilians are likely to leave the town of Bor.", ["displacement"]),
        ("A bomb is thought to have killed the governor in Gao.", ["bombing"]),
        # What is only opened is told once.
        ("The two sides were expected to sign a ceasefire in Doha.", ["agreement"]),
        ("It is clear that the rebels captured Bor.", ["capture"]),
        ("It is unclear whether the rebels captured Bor.", ["assessment", "capture"]),
        ("It is not clear whether the rebels captured Bor.", ["assessment", "capture"]),
        # Shelling after a verb of saying is no deed of whoever says so.
        ("The mayor said shelling killed nine people in Bor.", ["shelling"]),
        ("The mayor saw troops shelling the town of Bor.", ["shelling"]),
    ],
)
def test_what_is_told(text: str, wanted: list[str]) -> None:
    assert [c.type.value for c in claims(text)] == wanted


def test_who_is_said_to_have_done_it() -> None:
    assert told("The rebels are reported to have left Goma.", "by") == ["withdrawal | by M23"]
