"""The vocabulary of reported speech, typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fogline.core.claim import Stance
from fogline.read.attribution.model import Kind
from fogline.vocab import load


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb reports: see the head of ``reporting_verbs.yaml`` for ``takes``."""

    group: str
    kind: Kind
    stance: Stance
    takes: frozenset[str]
    channel: str | None = None
    objects: frozenset[str] = frozenset()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that carries what is said. ``bare`` is the source when nobody is named with it."""

    kind: Kind
    stance: Stance
    channel: str | None
    bare: str | None


@dataclass(frozen=True, slots=True)
class Preposition:
    """Words before a source; unless ``anyone``, only before a noun that can speak ("per the mayor", not "per day")."""

    group: str
    words: tuple[str, ...]
    stance: Stance
    anyone: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``seldom`` are verbs that report in one construction alone; ``opening`` has the prepositions by their first word;
    ``recorded`` are things written or filmed, ``telling`` these, what else shows, and mouths, ``speaking`` these and
    offices.
    """

    verbs: dict[str, tuple[Verb, ...]]
    seldom: dict[str, tuple[Verb, ...]]
    opening: dict[str, tuple[Preposition, ...]]
    citing: frozenset[str]
    being: dict[str, tuple[str, Kind]]
    nouns: dict[str, Noun]
    vehicles: frozenset[str]
    channels: dict[tuple[str, ...], str]
    channel_prepositions: frozenset[str]
    staff: frozenset[str]
    correspondents: frozenset[str]
    definite: frozenset[str]
    audiences: frozenset[str]
    hedges: frozenset[tuple[str, ...]]
    passive_hedges: frozenset[str]
    pronouns: dict[str, frozenset[str]]
    nobody: frozenset[str]
    not_content: frozenset[str]
    page_end: tuple[str, ...]
    breaks: frozenset[str]
    plain_said: frozenset[str]
    mute: frozenset[str]
    silent: frozenset[str]
    manners: frozenset[str]
    mouths: frozenset[str]
    footage: frozenset[str]
    issuing: frozenset[str]
    showing: frozenset[str]
    light: frozenset[str]
    inverting: frozenset[str]
    naming: frozenset[str]
    offices: frozenset[str]
    vague: frozenset[str]
    somebody: frozenset[str]
    acting_outlets: frozenset[str]
    watching_outlets: frozenset[str]
    own_words: frozenset[str]
    noun_verbs: frozenset[str]
    drawing: frozenset[str]
    times: frozenset[str]
    enumerating: frozenset[str]
    parting: frozenset[str]
    small: dict[str, frozenset[str]]
    particles: dict[str, frozenset[str]]
    recorded: frozenset[str]
    telling: frozenset[str]
    speaking: frozenset[str]
    addressed: frozenset[str]
    askers: frozenset[str]

    def verb(self, lemma: str) -> tuple[Verb, ...]:
        """Every reading of a verb, the usual one first; empty when it does not report."""
        return self.verbs.get(lemma, ())


def _verbs() -> dict[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for group in load("en/reporting_verbs.yaml"):
        channels = group.get("channel", {})
        for lemma in group["lemmas"]:
            verb = Verb(
                group["group"],
                Kind(group["kind"]),
                Stance(group["stance"]),
                frozenset(group["takes"]),
                channels.get(lemma),
                frozenset(group.get("objects", ())),
                group.get("when"),
            )
            found.setdefault(lemma, []).append(verb)
    return {lemma: tuple(v) for lemma, v in found.items()}


def _nouns(raw: dict[str, dict[str, str | None]]) -> dict[str, Noun]:
    return {
        lemma: Noun(Kind(n["kind"] or "say"), Stance(n["stance"] or "asserted"), n["channel"], n.get("bare"))
        for lemma, n in raw.items()
    }


def _by_first(prepositions: Iterable[Preposition]) -> dict[str, tuple[Preposition, ...]]:
    found: dict[str, list[Preposition]] = {}
    for preposition in prepositions:
        found.setdefault(preposition.words[0], []).append(preposition)
    return {first: tuple(listed) for first, listed in found.items()}


@cache
def lexicon() -> Lexicon:
    """The packaged English vocabulary, read once."""
    raw, verbs = load("en/reporting.yaml"), _verbs()
    recorded = frozenset(raw["vehicles"]).union(raw["footage"])
    telling = recorded.union(raw["showing"], raw["mouths"])
    hedges = {tuple(w.split()) for g in raw["hedges"] for w in g.get("words", ())}
    return Lexicon(
        verbs={lemma: v for lemma, v in verbs.items() if v[0].when is None},
        seldom={lemma: v for lemma, v in verbs.items() if v[0].when is not None},
        opening=_by_first(
            Preposition(g["group"], tuple(w), Stance(g["stance"]), g["anyone"])
            for g in raw["prepositions"]
            for w in g["words"]
        ),
        citing=frozenset(w for g in raw["citing"] for w in g["words"]),
        being={w: (g["group"], Kind(g["kind"])) for g in raw["being"] for w in g["words"]},
        nouns=_nouns(raw["nouns"]),
        vehicles=frozenset(raw["vehicles"]),
        channels={tuple(w.split()): c["name"] for c in raw["channels"] for w in c["words"]},
        channel_prepositions=frozenset(raw["channel_prepositions"]),
        staff=frozenset(raw["staff"]),
        correspondents=frozenset(raw["correspondents"]),
        definite=frozenset(raw["definite"]),
        audiences=frozenset(raw["audiences"]),
        hedges=frozenset(hedges),
        passive_hedges=frozenset(v for g in raw["hedges"] for v in g.get("passive", ())),
        pronouns={k: frozenset(v) for k, v in raw["pronouns"].items()},
        nobody=frozenset(raw["nobody"]),
        not_content=frozenset(raw["not_content"]),
        page_end=tuple(raw["page_end"]),
        breaks=frozenset(raw["breaks"]),
        plain_said=frozenset(raw["plain_said"]),
        mute=frozenset(raw["mute"]),
        silent=frozenset(raw["silent"]),
        manners=frozenset(raw["manners"]),
        mouths=frozenset(raw["mouths"]),
        footage=frozenset(raw["footage"]),
        issuing=frozenset(raw["issuing"]),
        showing=frozenset(raw["showing"]),
        light=frozenset(raw["light"]),
        inverting=frozenset(raw["inverting"]),
        naming=frozenset(raw["naming"]),
        offices=frozenset(raw["offices"]),
        vague=frozenset(raw["vague"]),
        somebody=frozenset(raw["somebody"]),
        acting_outlets=frozenset(raw["acting_outlets"]),
        watching_outlets=frozenset(raw["watching_outlets"]),
        own_words=frozenset(raw["own_words"]),
        noun_verbs=frozenset(raw["noun_verbs"]),
        drawing=frozenset(raw["drawing"]),
        times=frozenset(raw["times"]),
        enumerating=frozenset(raw["enumerating"]),
        parting=frozenset(raw["parting"]),
        small={k: frozenset(v) for k, v in raw["small"].items()},
        particles={k: frozenset(v) for k, v in raw["particles"].items()},
        recorded=recorded,
        telling=telling,
        speaking=telling.union(raw["offices"]),
        addressed=frozenset(raw["addressed"]),
        askers=frozenset(raw["askers"]),
    )
