"""The place vocabulary, compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from fogline import vocab
from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.fold import fold
from fogline.read.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Words:
    kinds: dict[str, Precision]
    divisions: frozenset[str]
    communities: frozenset[str]
    plural_places: frozenset[str]
    small_places: frozenset[str]
    features: frozenset[str]
    name_particles: frozenset[str]
    tied_particles: frozenset[str]
    named_sites: frozenset[str]
    before_name: frozenset[str]
    directions: frozenset[str]
    locative: frozenset[str]
    near: frozenset[str]
    lying: frozenset[str]
    organisations: frozenset[str]
    opens_names: frozenset[str]
    firms: frozenset[str]
    town_alike: frozenset[str]
    bodied: frozenset[str]
    ministries: frozenset[str]
    titles: frozenset[str]
    clock: frozenset[str]
    qualifiers: frozenset[str]
    first_names: frozenset[str]
    not_names: frozenset[str]
    anaphora: dict[str, str]
    saying_verbs: frozenset[str]
    party_words: frozenset[str]
    party_verbs: frozenset[str]
    party_nouns: frozenset[str]
    allies: frozenset[str]
    distances: frozenset[str]
    biography: frozenset[str]
    care_houses: frozenset[str]
    care_verbs: frozenset[str]
    treating: frozenset[str]
    launching: frozenset[str]
    projectiles: frozenset[str]
    travelling: frozenset[str]
    toward_which: frozenset[str]
    lines: frozenset[str]
    territories: frozenset[str]
    sending_off: frozenset[str]
    fleeing: frozenset[str]
    fleeing_to: frozenset[str]
    route: frozenset[str]
    tellers: frozenset[str]
    amid: frozenset[str]
    fights: frozenset[str]
    out: frozenset[str]
    out_of: frozenset[str]
    ways: frozenset[str]
    leading: frozenset[str]
    roads: frozenset[str]
    posts: frozenset[str]
    fronts: frozenset[str]
    also_weapons: frozenset[str]
    minerals: frozenset[str]
    set_off: frozenset[str]
    ways_to: frozenset[str]
    speech: frozenset[str]
    definite: frozenset[str]
    state_verbs: frozenset[str]
    name_prefixes: frozenset[str]
    assimilated: frozenset[str]
    known_sites: frozenset[str]
    placed: frozenset[str]
    border_links: frozenset[str]
    border_nouns: frozenset[str]
    border_bodies: frozenset[str]
    wars: frozenset[str]
    outbreaks: frozenset[str]
    outsets: frozenset[str]
    since: frozenset[str]
    incidents: frozenset[str]
    pointing: frozenset[str]
    responsibility: frozenset[str]
    claiming: frozenset[str]
    lands: frozenset[str]
    waged: frozenset[str]
    invasions: frozenset[str]
    bearing_words: frozenset[str]
    posted: frozenset[str]
    overviews: frozenset[str]
    conflict_nouns: frozenset[str]
    assimilating_countries: frozenset[str]
    frames: frozenset[str]
    named_frames: frozenset[str]
    offices: frozenset[str]
    peoples: frozenset[str]
    happenings: frozenset[str]
    place_verbs: frozenset[str]
    scenes: frozenset[str]
    there: frozenset[str]
    described: frozenset[str]
    at_words: frozenset[str]
    at_nouns: frozenset[str]
    at_verbs: frozenset[str]
    shares: frozenset[str]
    heads: frozenset[str]
    moving_to: frozenset[str]
    movers: frozenset[str]
    sending: frozenset[str]
    moving: frozenset[str]
    place_links: frozenset[str]
    spanning: frozenset[str]
    geography: dict[str, Kind | None]
    numbered: frozenset[str]
    dated: frozenset[str]
    vague_sites: frozenset[str]
    endured: frozenset[str]
    befalling: frozenset[str]
    townsfolk: frozenset[str]
    town_owned: frozenset[str]
    edges: frozenset[str]
    edge_links: frozenset[str]
    left_so: frozenset[str]
    aloft: frozenset[str]
    landing: frozenset[str]
    closing_in: frozenset[str]
    fought_for: frozenset[str]
    town_states: frozenset[str]
    handed: frozenset[str]
    falling: frozenset[str]
    leaving: frozenset[str]
    compass: frozenset[str]
    owning: frozenset[str]
    site_fates: frozenset[str]
    undertakings: frozenset[str]
    vessels: frozenset[str]
    no_name_ends: frozenset[str]
    ties: frozenset[str]
    tie_words: frozenset[str]
    home_words: frozenset[str]
    fired: frozenset[str]
    taking_in: frozenset[str]
    fetched: frozenset[str]
    persons: frozenset[str]
    one: frozenset[str]
    siding: frozenset[str]
    sided: frozenset[str]
    lesser: frozenset[str]
    missions: frozenset[str]
    feelings: frozenset[str]
    guarding: frozenset[str]
    between: frozenset[str]
    state_countries: frozenset[str]
    hearers: frozenset[str]
    crossing: frozenset[str]
    crossing_to: frozenset[str]
    sent_words: frozenset[str]
    word_comes: frozenset[str]
    road_letters: frozenset[str]
    telling: frozenset[str]
    usually: dict[str, str]


@dataclass(frozen=True, slots=True)
class Countries:
    """Demonyms and seats by fold, to ISO codes; names and capitals by code."""

    demonyms: dict[str, str]
    seats: dict[str, str]
    names: dict[str, str]
    capitals: dict[str, str]


def _set(table: dict[str, object], key: str) -> frozenset[str]:
    return frozenset(map(str, table[key]))  # type: ignore[call-overload]


def plural(noun: str) -> str:
    """The English plural of a place noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def words() -> Words:
    """The tables of ``en/places.yaml``."""
    t = vocab.load("en/places.yaml")
    kinds: dict[str, Precision] = {}
    for label, nouns in t["kinds"].items():
        for noun in nouns:
            kinds.setdefault(noun, Precision(label))
            kinds.setdefault(plural(noun), Precision(label))
    return Words(
        kinds=kinds,
        divisions=_set(t, "divisions"),
        communities=_set(t, "communities"),
        anaphora={noun: label for label, nouns in t["anaphora"].items() for noun in nouns},
        plural_places=_set(t, "plural_places"),
        small_places=_set(t, "small_places"),
        features=_set(t, "features"),
        name_particles=_set(t, "name_particles"),
        tied_particles=_set(t, "tied_particles"),
        named_sites=_set(t, "named_sites"),
        before_name=_set(t, "before_name"),
        directions=_set(t, "directions"),
        locative=_set(t, "locative"),
        near=_set(t, "near"),
        lying=_set(t, "lying"),
        organisations=_set(t, "organisations"),
        opens_names=_set(t, "opens_names"),
        firms=_set(t, "firms"),
        town_alike=_set(t, "town_alike"),
        bodied=_set(t, "bodied"),
        ministries=_set(t, "ministries"),
        titles=_set(t, "titles"),
        clock=_set(t, "clock"),
        qualifiers=_set(t, "qualifiers"),
        first_names=_set(t, "first_names"),
        not_names=_set(t, "not_names"),
        saying_verbs=_set(t, "saying_verbs"),
        party_words=_set(t, "party_words"),
        party_verbs=_set(t, "party_verbs"),
        party_nouns=_set(t, "party_nouns"),
        allies=_set(t, "allies"),
        distances=_set(t, "distances"),
        biography=_set(t, "biography"),
        care_houses=_set(t, "care_houses"),
        care_verbs=_set(t, "care_verbs"),
        treating=_set(t, "treating"),
        launching=_set(t, "launching"),
        projectiles=_set(t, "projectiles"),
        travelling=_set(t, "travelling"),
        toward_which=_set(t, "toward_which"),
        lines=_set(t, "lines"),
        territories=_set(t, "territories"),
        sending_off=_set(t, "sending_off"),
        fleeing=_set(t, "fleeing"),
        fleeing_to=_set(t, "fleeing_to"),
        route=_set(t, "route"),
        tellers=_set(t, "tellers"),
        amid=_set(t, "amid"),
        fights=_set(t, "fights"),
        out=_set(t, "out"),
        out_of=_set(t, "out_of"),
        ways=_set(t, "ways"),
        leading=_set(t, "leading"),
        roads=_set(t, "roads"),
        posts=_set(t, "posts"),
        fronts=_set(t, "fronts"),
        also_weapons=_set(t, "also_weapons"),
        minerals=_set(t, "minerals"),
        set_off=_set(t, "set_off"),
        ways_to=_set(t, "ways_to"),
        speech=_set(t, "speech"),
        definite=_set(t, "definite"),
        state_verbs=_set(t, "state_verbs"),
        name_prefixes=_set(t, "name_prefixes"),
        assimilated=_set(t, "assimilated"),
        known_sites=_set(t, "known_sites"),
        placed=_set(t, "placed"),
        border_links=_set(t, "border_links"),
        border_nouns=_set(t, "border_nouns"),
        border_bodies=_set(t, "border_bodies"),
        wars=_set(t, "wars"),
        outbreaks=_set(t, "outbreaks"),
        outsets=_set(t, "outsets"),
        since=_set(t, "since"),
        incidents=_set(t, "incidents") | {plural(n) for n in _set(t, "incidents")},
        pointing=_set(t, "pointing"),
        responsibility=_set(t, "responsibility"),
        claiming=_set(t, "claiming"),
        lands=_set(t, "lands"),
        waged=_set(t, "waged"),
        invasions=_set(t, "invasions"),
        bearing_words=_set(t, "bearing_words"),
        posted=_set(t, "posted"),
        overviews=_set(t, "overviews"),
        conflict_nouns=_set(t, "conflict_nouns"),
        assimilating_countries=_set(t, "assimilating_countries"),
        frames=_set(t, "frames"),
        named_frames=_set(t, "named_frames"),
        offices=_set(t, "offices"),
        peoples=_set(t, "peoples"),
        happenings=_set(t, "happenings"),
        place_verbs=_set(t, "place_verbs"),
        scenes=_set(t, "scenes"),
        there=_set(t, "there"),
        described=_set(t, "described") | {plural(n) for n in _set(t, "described")},
        at_words=_set(t, "at_words"),
        at_nouns=_set(t, "at_nouns"),
        at_verbs=_set(t, "at_verbs"),
        shares=_set(t, "shares"),
        heads=_set(t, "heads"),
        moving_to=_set(t, "moving_to"),
        movers=_set(t, "movers"),
        sending=_set(t, "sending"),
        moving=_set(t, "moving"),
        place_links=_set(t, "place_links"),
        spanning=_set(t, "spanning"),
        geography={n: None if kind == "other" else Kind(kind) for kind, nouns in t["geography"].items() for n in nouns},
        numbered=_set(t, "numbered"),
        dated=_set(t, "dated"),
        vague_sites=_set(t, "vague_sites"),
        endured=_set(t, "endured"),
        befalling=_set(t, "befalling"),
        townsfolk=_set(t, "townsfolk"),
        town_owned=_set(t, "town_owned"),
        edges=_set(t, "edges"),
        edge_links=_set(t, "edge_links"),
        left_so=_set(t, "left_so"),
        aloft=_set(t, "aloft"),
        landing=_set(t, "landing"),
        closing_in=_set(t, "closing_in"),
        fought_for=_set(t, "fought_for"),
        town_states=_set(t, "town_states"),
        handed=_set(t, "handed"),
        falling=_set(t, "falling"),
        leaving=_set(t, "leaving"),
        compass=_set(t, "compass"),
        owning=_set(t, "owning"),
        site_fates=_set(t, "site_fates"),
        undertakings=_set(t, "undertakings"),
        vessels=_set(t, "vessels"),
        no_name_ends=_set(t, "no_name_ends"),
        ties=_set(t, "ties"),
        tie_words=_set(t, "tie_words"),
        home_words=_set(t, "home_words"),
        fired=_set(t, "fired"),
        taking_in=_set(t, "taking_in"),
        fetched=_set(t, "fetched"),
        persons=_set(t, "persons"),
        one=_set(t, "one"),
        siding=_set(t, "siding"),
        sided=_set(t, "sided"),
        lesser=_set(t, "lesser"),
        missions=_set(t, "missions"),
        feelings=_set(t, "feelings"),
        guarding=_set(t, "guarding"),
        between=_set(t, "between"),
        state_countries=_set(t, "state_countries"),
        hearers=_set(t, "hearers"),
        crossing=_set(t, "crossing"),
        crossing_to=_set(t, "crossing_to"),
        sent_words=_set(t, "sent_words"),
        word_comes=_set(t, "word_comes"),
        road_letters=_set(t, "road_letters"),
        telling=_set(t, "telling"),
        usually={fold(name): code for name, code in t["usually"].items()},
    )


@cache
def countries() -> Countries:
    """The tables of ``en/places_countries.yaml``."""
    demonyms, seats, names = {}, {}, {}
    capitals: dict[str, str] = {}
    table = vocab.load("en/places_countries.yaml")["countries"]
    own = {fold(n) for row in table.values() for n in (row["name"], *row.get("aliases", []))}
    for code, row in table.items():
        names[code] = row["name"]
        for d in row.get("demonyms", []):
            demonyms[fold(d)] = code
            if fold(d + "s") not in own:
                demonyms[fold(d + "s")] = code
        for s in row.get("seats", []):
            seats[fold(s)] = code
            capitals.setdefault(code, s)
    return Countries(demonyms, seats, names, capitals)


@dataclass(frozen=True, slots=True)
class Shortened:
    """(country, usual name) of states by their short forms without full stops; those that stand alone, too."""

    states: dict[str, tuple[tuple[str, str], ...]]
    anywhere: frozenset[str]


@cache
def shortened() -> Shortened:
    """The tables of ``en/places_states.yaml``."""
    t = vocab.load("en/places_states.yaml")
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for country, states in t["short"].items():
        for name, forms in states.items():
            for form in forms:
                found[form] = (*found.get(form, ()), (country, name))
    return Shortened(found, _set(t, "anywhere"))


def nouns(document: Document, wanted: Iterable[str]) -> Iterator[Token]:
    """The tokens that are one of the ``wanted`` words."""
    return iter(_found(document.doc, frozenset(wanted)))


@lru_cache(maxsize=16)
def _found(doc: Doc, wanted: frozenset[str]) -> tuple[Token, ...]:
    """Once for each text: every event of a report asks for the same words."""
    return tuple(sorted(doc.one_of(wanted)))
