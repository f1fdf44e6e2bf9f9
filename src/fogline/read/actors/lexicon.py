"""The words of ``en/actors.yaml``, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fogline.vocab import load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes; all words are lemmas in lower case, multi-word entries joined by a blank."""

    classes: dict[str, frozenset[str]]
    air_acts: frozenset[str]
    army_acts: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    group_nouns: frozenset[str]
    body_nouns: frozenset[str]
    place_nouns: frozenset[str]
    not_actor: frozenset[str]
    hyphen_only: frozenset[str]
    led: frozenset[str]
    regime: frozenset[str]
    rebel: frozenset[str]
    coalition: frozenset[str]
    singular: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    speaker: frozenset[str]
    vague: frozenset[str]
    mouthpieces: frozenset[str]
    not_names: frozenset[str]
    saying: frozenset[str]
    own_forces: frozenset[str]

    def is_a(self, cls: str, word: str) -> bool:
        return word in self.classes[cls]


@cache
def lexicon() -> Lexicon:
    """The English lexicon, read once."""
    data = load("en/actors.yaml")
    pronouns = data["pronouns"]
    return Lexicon(
        classes={name: frozenset(row["words"]) for name, row in data["classes"].items()},
        air_acts=frozenset(data["acts"]["air_force"]),
        army_acts=frozenset(data["acts"]["army"]),
        titles=frozenset(data["titles"]),
        roles=frozenset(data["roles"]),
        group_nouns=frozenset(data["group_nouns"]),
        body_nouns=frozenset(data["body_nouns"]),
        place_nouns=frozenset(data["place_nouns"]),
        not_actor=frozenset(data["not_actor_suffixes"]),
        hyphen_only=frozenset(data["hyphen_only"]),
        led=frozenset(data["led_suffixes"]),
        regime=frozenset(data["regime_words"]),
        rebel=frozenset(data["rebel_words"]),
        coalition=frozenset(data["coalition_words"]),
        singular=frozenset(pronouns["singular"]),
        thing=frozenset(pronouns["thing"]),
        plural=frozenset(pronouns["plural"]),
        speaker=frozenset(pronouns["speaker"]),
        vague=frozenset(data["vague"]),
        mouthpieces=frozenset(data["mouthpieces"]),
        not_names=frozenset(data["not_names"]),
        saying=frozenset(data["saying"]),
        own_forces=frozenset(data["own_force_modifiers"]),
    )
