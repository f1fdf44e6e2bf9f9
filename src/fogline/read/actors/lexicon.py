"""The words of ``en/actors.yaml``, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fogline.vocab import load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes; all words are lemmas in lower case, multi-word entries joined by a blank.

    Some are put together of others: ``no_person`` are no part of a name, ``backed`` follow an owner that is no actor
    ("US backed"), ``hyphened`` do so behind a hyphen, ``ties`` tie a band to its master, ``human`` are people in roles,
    ``telling`` may have a name beside them whatever their class.
    """

    classes: dict[str, frozenset[str]]
    class_of: dict[str, str]
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
    papers: frozenset[str]
    not_names: frozenset[str]
    saying: frozenset[str]
    own_forces: frozenset[str]
    ranks: frozenset[str]
    sets: dict[str, frozenset[str]]
    named_after: dict[str, frozenset[str]]
    home_offices: dict[str, str]
    state_agencies: dict[str, str]
    portfolios: dict[str, str]
    no_person: frozenset[str]
    departments: frozenset[str]
    backed: frozenset[str]
    hyphened: frozenset[str]
    ties: frozenset[str]
    human: frozenset[str]
    telling: frozenset[str]

    def is_a(self, cls: str, word: str) -> bool:
        return word in self.classes[cls]


# Where a word is of several classes, the first of these is meant.
ORDER = tuple(
    "air_force police army ministry government rebels opposition coalition monitor media source officials civilians "
    "group fighters body things".split()
)


def _first_class(classes: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ORDER:
        for word in classes[name]["words"]:
            found.setdefault(word, name)
    return found


@cache
def lexicon() -> Lexicon:
    """The English lexicon, read once."""
    data = load("en/actors.yaml")
    pronouns = data["pronouns"]
    classes = {name: frozenset(row["words"]) for name, row in data["classes"].items()}
    sets = {name: frozenset(words) for name, words in data["sets"].items()}
    human = classes["officials"] | classes["civilians"] | sets["human_sources"]
    not_actor, led = frozenset(data["not_actor_suffixes"]), frozenset(data["led_suffixes"])
    return Lexicon(
        classes=classes,
        class_of=_first_class(data["classes"]),
        air_acts=frozenset(data["acts"]["air_force"]),
        army_acts=frozenset(data["acts"]["army"]),
        titles=frozenset(data["titles"]),
        roles=frozenset(data["roles"]),
        group_nouns=frozenset(data["group_nouns"]),
        body_nouns=frozenset(data["body_nouns"]),
        place_nouns=frozenset(data["place_nouns"]),
        not_actor=not_actor,
        hyphen_only=frozenset(data["hyphen_only"]),
        led=led,
        regime=frozenset(data["regime_words"]),
        rebel=frozenset(data["rebel_words"]),
        coalition=frozenset(data["coalition_words"]),
        singular=frozenset(pronouns["singular"]),
        thing=frozenset(pronouns["thing"]),
        plural=frozenset(pronouns["plural"]),
        speaker=frozenset(pronouns["speaker"]),
        vague=frozenset(data["vague"]),
        mouthpieces=frozenset(data["mouthpieces"]),
        papers=frozenset(data["papers"]),
        not_names=frozenset(data["not_names"]),
        saying=frozenset(data["saying"]),
        own_forces=frozenset(data["own_force_modifiers"]),
        ranks=frozenset(data["ranks"]),
        named_after={name: frozenset(kinds) for name, kinds in data["named_after"].items()},
        home_offices=data["home_offices"],
        state_agencies=data["state_agencies"],
        portfolios=data["portfolios"],
        sets=sets,
        no_person=frozenset(data["group_nouns"]).union(data["body_nouns"], data["place_nouns"]),
        departments=frozenset(data["departments"]),
        backed=not_actor.difference(data["hyphen_only"]) | led,
        hyphened=not_actor | led,
        ties=sets["leading_verbs"] | sets["tying_words"],
        human=human,
        telling=human.union(led, sets["partners"], sets["offshoots"], sets["someone"]),
    )
