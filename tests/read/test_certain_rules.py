"""What the grammar rules in and out, asked without the weights. Texts are invented."""

from __future__ import annotations

import pytest

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import Rooms, words_of
from fogline.read.events.links import Event
from fogline.read.events.parties import Parties
from fogline.read.events.repeats import Told


def ruled(text: str, word: str, kind: str, who: str) -> tuple[bool, bool, bool]:
    """Whether a phrase is ruled out as doer, ruled out as target, and is a doer beyond doubt, of the event at a word."""
    rooms = Rooms.of(next(iter(parse([Report("t", text, None, "2019-05-04")]))))
    document = rooms.document
    head = document.token_at(document.plain.index(word)).i
    event, clause = Event(head, ClaimType(kind), kind, (head,)), document.sentence_of(head).span
    parties = Parties(words_of(rooms), rooms.actors, rooms.voices, rooms.counted)
    parties.expect([event])
    voice = rooms.voices.of(head, clause)
    players = parties.players(Told(event, clause), voice)
    player = next(p for p in players if p.text == who)
    certain = parties.certain
    sure = who in [p.text for p in certain.agents(players, event)]
    return certain.no_agents([player], event, voice)[0], certain.no_targets([player], event)[0], sure


@pytest.mark.parametrize(
    ("text", "word", "kind", "who", "expected"),
    [
        ("Troops regained Bara after gunmen had seized it.", "seized", "capture", "Troops", (True, False, False)),
        ("Troops regained Bara after gunmen had seized it.", "seized", "capture", "gunmen", (False, False, False)),
        ("French troops support the army, Ann Bly said.", "support", "support", "Ann Bly", (True, False, False)),
        ("Ann Bly said she will support the army.", "support", "support", "Ann Bly", (False, False, False)),
        ("Kenya opened a post after a mine killed six.", "killed", "bombing", "Kenya", (True, False, False)),
        ("Kenya opened a post after six were killed by a mine.", "killed", "bombing", "Kenya", (True, False, False)),
        ("The army bombed Bara after rebels killed six.", "bombed", "shelling", "rebels", (True, True, False)),
        ("Troops regained Bara after gunmen left it.", "regained", "capture", "gunmen", (True, False, False)),
        ("A checkpoint was among the targets hit in Bara.", "hit", "shelling", "A checkpoint", (False, False, False)),
        ("A blast in Italy killed six.", "blast", "bombing", "Italy", (True, False, False)),
        ("Oslo accepted a plan by mediators for a truce.", "truce", "agreement", "mediators", (False, True, False)),
        ("Kenyan artillery hit Gao.", "hit", "air_strike", "Kenyan artillery", (False, False, False)),
        ("Troops fought against gangs in Gao.", "fought", "clash", "gangs", (True, False, False)),
        ("Police held a man after he shot nine nuns.", "shot", "attack", "a man", (False, False, False)),
        ("Rebels seized nine nuns as gunmen opened fire.", "opened", "attack", "nine nuns", (False, False, False)),
        ("Kenya opened fire as six men crossed.", "opened", "attack", "Kenya", (False, False, False)),
        ("A mine that Kenya blamed on rebels hit a bus.", "hit", "bombing", "Kenya", (True, False, False)),
        ("A mine that Kenya blamed on rebels hit a bus.", "hit", "bombing", "rebels", (True, True, False)),
        ("The Emir, who was in Oslo for talks with Ann Bly, left.", "talks", "talks", "The Emir", (False, False, True)),
        ("The Emir spoke of the need for talks.", "talks", "talks", "The Emir", (False, False, False)),
        ("Jets dropped their bombs on Gao.", "dropped", "air_strike", "their bombs", (False, True, False)),
        ("Jets hit Gao in support of the army.", "hit", "air_strike", "the army", (False, True, False)),
        ("Jets hit a column of the army.", "hit", "air_strike", "the army", (False, False, False)),
        ("The army shot down nine drones.", "shot", "materiel_loss", "nine drones", (False, False, False)),
        (
            "Haiti deployed Rwandan troops to the port.",
            "deployed",
            "deployment",
            "Rwandan troops",
            (False, False, False),
        ),
    ],
)
def test_what_is_beyond_doubt(text: str, word: str, kind: str, who: str, expected: tuple[bool, bool, bool]) -> None:
    assert ruled(text, word, kind, who) == expected
