"""What the learned reader takes for events and is none."""

import pytest

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.unproposed import tells_none

AIR, LOSS = ClaimType.AIR_STRIKE, ClaimType.MATERIEL_LOSS


@pytest.mark.parametrize(
    ("text", "word", "kind", "merged", "none"),
    [
        ("The militia, backed by Eritrea, shelled Gondar.", "backed", ClaimType.SUPPORT, {}, True),
        ("Eritrea backed the militia.", "backed", ClaimType.SUPPORT, {}, False),
        ("The group released a video of nine hostages.", "hostages", ClaimType.DETENTION, {}, True),
        ("The group released nine hostages.", "hostages", ClaimType.DETENTION, {}, False),
        ("A drone struck a meeting of commanders.", "meeting", ClaimType.TALKS, {"struck": AIR}, True),
        ("The commanders held a meeting.", "meeting", ClaimType.TALKS, {}, False),
        ("The ministry gave casualty figures.", "casualty", ClaimType.TOLL, {}, True),
        ("The army denied any casualty.", "casualty", ClaimType.TOLL, {}, False),
        ("The envoys are holding talks on a truce.", "truce", ClaimType.AGREEMENT, {}, True),
        ("The envoys agreed on a truce.", "truce", ClaimType.AGREEMENT, {}, False),
        ("If the militia shells the town, all will leave.", "shells", ClaimType.THREAT, {}, True),
        ("The militia will shell the town.", "shell", ClaimType.THREAT, {}, False),
        ("Hundreds of families remain in Idlib.", "remain", ClaimType.DISPLACEMENT, {}, True),
        ("Hundreds of families remain in Idlib.", "families", ClaimType.DISPLACEMENT, {}, True),
        ("Hundreds of families left Idlib.", "left", ClaimType.DISPLACEMENT, {}, False),
        ("Troops found a cache of mortar rounds.", "mortar", ClaimType.SHELLING, {"found": LOSS}, True),
        ("Troops fired mortar rounds.", "mortar", ClaimType.SHELLING, {}, False),
    ],
)
def test_a_word_that_tells_none(
    text: str, word: str, kind: ClaimType, merged: dict[str, ClaimType], none: bool
) -> None:
    (document,) = parse([Report("r", text, "Daily Example", "2024-05-14")])
    at = {t.text: t.i for t in document.doc}
    found = tells_none(document.doc[at[word]], kind, {at[w]: k for w, k in merged.items()})
    assert found is none
