"""Who does it and to whom, one table per construction. Texts are invented."""

from __future__ import annotations

from functools import cache

import pytest

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.events.assemble import Rooms, words_of
from fogline.read.events.casting import Player, Role, choose
from fogline.read.events.links import Event
from fogline.read.events.parties import Parties
from fogline.read.events.repeats import Told


@cache
def rooms(text: str) -> Rooms:
    return Rooms.of(next(iter(parse([Report("t", text, None, "2019-05-04")]))))


def sides(text: str, word: str, kind: ClaimType) -> tuple[list[str], list[str]]:
    """The words of agents and targets of an event headed by ``word``."""
    found = rooms(text)
    document, words = found.document, words_of(found)
    head = document.token_at(document.plain.index(word)).i
    event = Event(head, kind, kind.value, (head,))
    clause = document.sentence_of(head).span
    parties = Parties(words, found.actors, found.voices, found.counted)
    parties.expect([event])
    read = parties.of(Told(event, clause), found.voices.of(head, clause), [])
    return [m.text for m in read.agents], [m.text for m in read.targets]


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("Chadian troops captured the town of Bol on Monday.", "captured", ClaimType.CAPTURE, ["Chadian troops"]),
        ("The town of Bol was captured by Chadian troops.", "captured", ClaimType.CAPTURE, ["Chadian troops"]),
        ("Ethiopian warplanes bombed the market.", "bombed", ClaimType.AIR_STRIKE, ["Ethiopian warplanes"]),
        ("Ukrainian forces withdrew from the village.", "withdrew", ClaimType.WITHDRAWAL, ["Ukrainian forces"]),
        ("Houthi rebels fired rockets at the port.", "fired", ClaimType.SHELLING, ["Houthi rebels"]),
        ("France sent more troops to the border.", "sent", ClaimType.DEPLOYMENT, ["France"]),
    ],
)
def test_the_doer(text: str, word: str, kind: ClaimType, expected: list[str]) -> None:
    assert sides(text, word, kind)[0] == expected


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("Gunmen abducted three aid workers near the camp.", "abducted", ClaimType.DETENTION, ["three aid workers"]),
        ("Sudan accused the rebels of looting the clinic.", "accused", ClaimType.ACCUSATION, ["the rebels"]),
        ("Police arrested two suspects in the capital.", "arrested", ClaimType.DETENTION, ["two suspects"]),
    ],
)
def test_the_one_it_is_done_to(text: str, word: str, kind: ClaimType, expected: list[str]) -> None:
    assert sides(text, word, kind)[1] == expected


def test_who_only_tells_of_it_is_no_doer() -> None:
    agents, _ = sides("A hospital official said Malian soldiers shelled the village.", "shelled", ClaimType.SHELLING)
    assert agents == ["Malian soldiers"]


def test_both_sides_of_a_fight_are_agents() -> None:
    text = "Clashes broke out between Libyan troops and Islamist militants near the airport."
    agents, targets = sides(text, "Clashes", ClaimType.CLASH)
    assert agents == ["Libyan troops", "Islamist militants"]
    assert targets == []


def test_we_in_speech_are_the_speakers() -> None:
    text = 'General Ann Example of the Kenyan army said: "We captured the base."'
    found = rooms(text)
    head = found.document.token_at(found.document.plain.index("captured")).i
    event = Event(head, ClaimType.CAPTURE, "capture", (head,))
    clause = found.document.sentence_of(head).span
    parties = Parties(words_of(found), found.actors, found.voices, found.counted)
    read = parties.of(Told(event, clause), found.voices.of(head, clause), [])
    assert [m.text for m in read.agents] == ["We"]


def players(text: str, words: list[tuple[str, tuple[str, ...]]]) -> list[Player]:
    from fogline.core.span import Span
    from fogline.read.events.candidates import Candidate

    spans = [Span(text.index(w), text.index(w) + len(w)) for w, _ in words]
    return [Player(Candidate(n, ()), s, w, names) for n, ((w, names), s) in enumerate(zip(words, spans, strict=True))]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([0.9, 0.2, 0.1], [0]),
        ([0.2, 0.1, 0.1], []),
        ([0.9, 0.8, 0.1], [0, 1]),
        ([0.9, 0.5, 0.1], [0]),
        ([0.5, 0.1, 0.9], [2]),
    ],
)
def test_the_first_is_taken_early_further_ones_late(chances: list[float], expected: list[int]) -> None:
    text = "the navy, the guard and the Peruvian navy"
    listed = players(text, [("the navy", ("Navy",)), ("the guard", ("Guard",)), ("the Peruvian navy", ("Navy",))])
    found = choose(Role(0.3, 0.6, {}), listed, chances)
    assert [p.candidate.token for p in found] == expected


def test_one_actor_is_taken_once() -> None:
    listed = players("the navy and the Peruvian fleet", [("the navy", ("Navy",)), ("the Peruvian fleet", ("Navy",))])
    assert len(choose(Role(0.3, 0.6, {}), listed, [0.9, 0.9])) == 1


def test_a_probability_is_the_logistic_of_the_sum() -> None:
    role = Role(0.3, 0.6, {"a": 2.0, "b": -2.0})
    assert role.probability(["a", "b", "unknown"]) == 0.5
    assert role.probability(["a", "a"]) == role.probability(["a"]) > 0.8


def test_joint_speakers_speak_for_themselves() -> None:
    from fogline.read.events.assemble import claims_of

    text = "Kenya and Uganda condemned the attack on the clinic in Juba."
    document = next(iter(parse([Report("t", text, None, "2019-05-04")])))
    agents = [m.text for c in claims_of(document) if c.type == ClaimType.ACCUSATION for m in c.agents]
    assert sorted(agents) == ["Kenya", "Uganda"]


@pytest.mark.parametrize(
    ("word", "kind", "sign"),
    [
        ("condemned", ClaimType.ACCUSATION, "owner:support"),
        ("support", ClaimType.SUPPORT, "owner:own/"),
    ],
)
def test_a_candidate_tells_on_which_events_word_it_hangs(word: str, kind: ClaimType, sign: str) -> None:
    text = "Oslo condemned the raid on Kismayo, expressing support for the garrison."
    found = rooms(text)
    document, words = found.document, words_of(found)
    heads = {w: document.token_at(document.plain.index(w)).i for w in ("condemned", "support")}
    events = {
        "condemned": Event(heads["condemned"], ClaimType.ACCUSATION, "accusation", (heads["condemned"],)),
        "support": Event(heads["support"], ClaimType.SUPPORT, "support", (heads["support"],)),
    }
    parties = Parties(words, found.actors, found.voices, found.counted)
    parties.expect(events.values())
    told = Told(events[word], document.sentence_of(heads[word]).span)
    assert told.event.type is kind
    garrison = document.token_at(document.plain.index("garrison")).i
    players = parties.players(told, found.voices.of(heads[word], told.clause))
    seen = next(p.candidate.signs for p in players if p.candidate.token == garrison)
    assert sign in seen
