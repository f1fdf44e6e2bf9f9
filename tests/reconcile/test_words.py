"""Every group of words in the reconciliation vocabulary, against its own yes and no examples."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fogline.core.claim import ClaimType
from fogline.link.names import unspecific, voice
from fogline.reconcile.conventions.acled import word_count
from fogline.reconcile.phrases import listed
from fogline.vocab import load

FIGURES: dict[str, Any] = load("en/reconcile_figures.yaml")
EVENTS: dict[str, Any] = load("en/reconcile_events.yaml")
SOURCES: dict[str, Any] = load("en/reconcile_sources.yaml")
PATTERNED = [name for name, group in FIGURES.items() if isinstance(group, dict) and "patterns" in group]


def hit(group: dict[str, Any], text: str) -> bool:
    return any(re.search(p, text.lower()) for p in group["patterns"])


@pytest.mark.parametrize("name", [name for name, group in EVENTS.items() if isinstance(group, dict) and "yes" in group])
def test_words_about_events(name: str) -> None:
    assert [x for x in EVENTS[name]["yes"] if not hit(EVENTS[name], x)] == []
    assert [x for x in EVENTS[name]["no"] if hit(EVENTS[name], x)] == []


@pytest.mark.parametrize("name", PATTERNED)
def test_patterns(name: str) -> None:
    group = FIGURES[name]
    assert [x for x in group["yes"] if not hit(group, x)] == []
    assert [x for x in group["no"] if hit(group, x)] == []


@pytest.mark.parametrize("name", ["period", "whole_fight"])
def test_period(name: str) -> None:
    group = load("en/reconcile_events.yaml")[name]
    assert [x for x in group["yes"] if not hit(group, x)] == []
    assert [x for x in group["no"] if hit(group, x)] == []


def test_unspecific() -> None:
    assert all(unspecific(x) for x in SOURCES["unspecific"]["yes"])
    assert not any(unspecific(x) for x in SOURCES["unspecific"]["no"])


def test_voice() -> None:
    assert all(voice(a) == voice(b) for a, b in SOURCES["voice"]["yes"])
    assert not any(voice(a) == voice(b) for a, b in SOURCES["voice"]["no"])
    assert all(voice(a) == voice(b) for a, b in SOURCES["little"]["yes"])
    assert not any(voice(a) == voice(b) for a, b in SOURCES["little"]["no"])


def test_administrations() -> None:
    assert [x for x in SOURCES["administrations"]["yes"] if not hit(SOURCES["administrations"], x)] == []
    assert [x for x in SOURCES["administrations"]["no"] if hit(SOURCES["administrations"], x)] == []


def test_vague() -> None:
    words = set(FIGURES["vague"]["words"])
    assert all(words & set(x.lower().split()) for x in FIGURES["vague"]["yes"])
    assert not any(words & set(x.lower().split()) for x in FIGURES["vague"]["no"])


def test_acled_words() -> None:
    group = load("en/reconcile_conventions.yaml")["acled"]
    assert all(word_count(x, ClaimType.ATTACK) for x in group["yes"])
    assert all(word_count(x, ClaimType.ATTACK) is None for x in group["no"])
    assert word_count("several villagers", ClaimType.ATTACK) == 3
    assert word_count("several villagers", ClaimType.SHELLING) == 10
    assert word_count("dozens of villagers", ClaimType.SHELLING) == 12


def test_siege() -> None:
    from fogline.reconcile.control import _siege

    group = load("en/reconcile_phrases.yaml")["siege"]
    assert all(_siege(x) for x in group["yes"])
    assert not any(_siege(x) for x in group["no"])


def test_forces() -> None:
    from fogline.link import force

    data = load("en/reconcile_conventions.yaml")["forces"]
    assert all((f := force(x)) and f.state for x in data["state"]["yes"])
    assert all((f := force(x)) and not f.state for x in data["group"]["yes"])
    assert all(force(x) is None for x in data["state"]["no"])
    assert all((f := force(x)) and f.state for x in data["group"]["no"])


def test_offices_speak_for_their_state() -> None:
    from fogline.link import force, mouth

    data = load("en/reconcile_conventions.yaml")["forces"]["office"]
    assert all(force(x) is None and (f := mouth(x)) and f.state for x in data["yes"])
    assert not any(mouth(x) for x in data["no"])


def test_plain_forces() -> None:
    from fogline.link import force, plain

    data = load("en/reconcile_conventions.yaml")["forces"]["plain"]
    assert all(plain(x) and force(x) for x in data["yes"])
    assert not any(plain(x) for x in data["no"])


def test_wires_and_platforms() -> None:
    from fogline.link.names import whose, wire

    assert wire("AFP")
    assert not wire("SANA")
    assert whose("a source", "AFP") == "unnamed AFP source"
    assert whose("a source", "X") == "a source"
    assert whose("Kassala police", "AFP") == "Kassala police"
    assert whose("a source", "state TV") == "a source"


def test_deeds() -> None:
    group = load("en/reconcile_phrases.yaml")["deeds"]
    assert all(set(x.lower().split()) & set(group["words"]) for x in group["yes"])
    assert not any(set(x.lower().split()) & set(group["words"]) for x in group["no"])


@pytest.mark.parametrize("name", ["some_of_a_place", "beside_a_place", "lost", "state_media"])
def test_words_about_control(name: str) -> None:
    group = load("en/reconcile_phrases.yaml")[name]
    assert [x for x in group["yes"] if not hit(group, x)] == []
    assert [x for x in group["no"] if hit(group, x)] == []


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists(names: list[str], text: str) -> None:
    assert listed(names) == text
