"""Of whom something is demanded, and whose loss it is, without the weights. Texts are invented."""

from __future__ import annotations

import pytest
from tests.read.test_certain_rules import ruled

from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.asked_of import asked_of


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The fund asked both governments for restraint.", "asked", ["governments"]),
        ("The fund asked a question.", "asked", []),
        ("The mayor ordered the looters to leave.", "ordered", ["looters"]),
        ("The exiles pleaded with Oslo and Riga for tents.", "pleaded", ["Oslo", "Riga"]),
        ("Nurses called on the gangs to leave.", "called", ["gangs"]),
        ("The clan wants Oslo to send fuel.", "wants", ["Oslo"]),
        ("The clan asked that the envoy leave the town.", "asked", ["envoy"]),
        ("The clan demanded that the nuns be released.", "demanded", []),
        ("The clan insisted that the governor opened the road.", "insisted", []),
        ("Herders were told to leave the valley.", "told", ["Herders"]),
        ("Eritrea should withdraw its troops.", "withdraw", ["Eritrea"]),
        ("Eritrea will withdraw its troops.", "withdraw", []),
    ],
)
def test_who_is_asked(text: str, word: str, expected: list[str]) -> None:
    document = next(iter(parse([Report("t", text, None, "2019-05-04")])))
    found = asked_of(document.token_at(document.plain.index(word)))
    assert [document.doc[i].text for i in sorted(found)] == expected


@pytest.mark.parametrize(
    ("text", "who", "barred"),
    [
        ("The Libyan army destroyed nine tanks of the militia.", "nine tanks of the militia", True),
        ("The Libyan army destroyed nine tanks near Sirte.", "nine tanks", False),
    ],
)
def test_whose_loss_it_is(text: str, who: str, barred: bool) -> None:
    assert ruled(text, "destroyed", "materiel_loss", who)[1] is barred
