"""Which war a report is about, and whose government "the government" is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick

from fogline.core.actor import Actor
from fogline.core.place import Kind
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match
from fogline.read.places import PlaceMention
from fogline.read.places.lookup import look_up
from fogline.read.places.roles import EVENT
from fogline.vocab import load
from fogline.vocab.actors import GENERAL, State, Theatre, registry

_LONGEST = 40  # characters of a state's name
_LEAD = 40  # words
_OFTEN = 3  # times
_NOWHERE: Counter[str] = Counter()
_SHARE = 2  # a land named half as often as another, where a report was filed, is the one it speaks from


@dataclass(frozen=True, slots=True)
class Context:
    """``theatre`` may be the general one; ``home`` is the state whose army is "the army", if any; ``scene`` the one
    where things happen, which is another where an army fights abroad.
    """

    theatre: Theatre
    home: State | None
    scene: State | None = None


@dataclass(frozen=True)
class Ground:
    """Where the scenes of a report lie: how often places of each country are named, and the countries of each name.

    Seats of governments are left out, which the names of states count, and towns of a land that has one of every name.
    """

    lands: Counter[str] = field(default_factory=Counter)
    names: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, mentions: Iterable[PlaceMention], text: str) -> Ground:
        found, everywhere = cls(), lexicon().sets["namesake_lands"]
        for m in mentions:
            if not m.country or m.role != EVENT or m.kind is Kind.COUNTRY:
                continue
            found.names.setdefault(m.span.of(text), set()).add(m.country)
            state = registry().states.get(m.country)
            if state is not None and m.country.lower() not in everywhere and m.name not in state.metonyms:
                found.lands[m.country] += 1
        return found

    def firm(self, told: Counter[str]) -> Ground:
        """Without lands that nothing speaks for but one name of a place: many a place has namesakes."""
        names = Counter(code for codes in self.names.values() for code in codes)
        return Ground(Counter({c: n for c, n in self.lands.items() if names[c] > 1 or told[c]}), self.names)

    def abroad(self, name: str, lands: frozenset[str]) -> bool:
        """Whether what the report calls ``name`` lies in none of these lands."""
        return name in self.names and self.names[name].isdisjoint(lands)


def _land_counts(matches: tuple[Match, ...], text: str) -> Counter[str]:
    """How often each state is named, its adjectives and capital included, but for where somebody sits or is paid."""
    counts: Counter[str] = Counter()
    for match in matches:
        if match.state is not None:
            counts[match.state.code] += 1
        for actor in match.actors[:1]:
            if actor.country and actor.kind in {"state", "army", "air_force", "police"}:
                counts[actor.country] += 1
            elif actor.kind == "person" and actor.offices:
                body = registry().named(actor.offices[-1].body)
                counts.update([body.country] if body is not None and body.kind == "state" and body.country else [])
    return counts - _elsewhere(text)


@cache
def _bases() -> re.Pattern[str]:
    """As in "Norway-based" and "Norway-backed"."""
    return re.compile(rf"-(?:{'|'.join(load('en/actors.yaml')['based'])})(?!\w)")


@cache
def _codes() -> dict[str, str]:
    return {s.name: s.code for s in registry().states.values()}


def _elsewhere(text: str) -> Counter[str]:
    """How often a state is named as where somebody sits or is paid from: no scene of the report."""
    before = (text[max(0, m.start() - _LONGEST) : m.start()].split() for m in _bases().finditer(text))
    named = (next((code for k in range(len(b)) if (code := _codes().get(" ".join(b[k:])))), None) for b in before)
    return Counter(code for code in named if code)


@cache
def place_words() -> frozenset[str]:
    """The words of all theatres: names of places, not of persons."""
    return frozenset(w for t in registry().theatres.values() for w in t.words)


@cache
def _words() -> tuple[AhoCorasick, tuple[str, ...]]:
    """The words of all theatres and whose they are, but for names of states, which are counted by themselves."""
    lands = {w for s in registry().states.values() for w in (s.name, *s.also, *s.adjectives, *s.people)}
    rows = [(w, name) for name, t in registry().theatres.items() for w in dict.fromkeys(t.words) if w not in lands]
    return AhoCorasick([w for w, _ in rows]), tuple(name for _, name in rows)


def _whole(text: str, start: int, end: int) -> bool:
    """No piece of another word: there is no Jos in José."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _times(word: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def pick_theatre(text: str, matches: tuple[Match, ...], ground: Ground) -> str:
    """The theatre whose places, countries and actors a report names most; "general" when none is named twice, nor its
    country as often as any other.
    """
    told = _land_counts(matches, text)
    lands = told + ground.lands
    machine, theatres = _words()
    hits = machine.find_matches_as_indexes(text, overlapping=True)
    words = ((theatres[i], text[start:end]) for i, start, end in hits if _whole(text, start, end))
    named = Counter(name for name, word in words if not ground.abroad(word, _parties()[name]))
    sided = Counter(name for m in matches for name in {s.theatre for a in m.actors for s in a.sides})
    scores: Counter[str] = Counter()
    for name, theatre in registry().theatres.items():
        if name == GENERAL:
            continue
        scores[name] += sum([lands[c] for c in theatre.countries]) + 2 * named[name] + sided[name]
    best = max(scores, key=lambda n: (scores[n], n), default=GENERAL)
    own = max((lands[c] for c in registry().theatres[best].countries), default=0)
    weighed = lands + _leading(lands, text, matches)
    weight = scores[best] + sum([weighed[c] - lands[c] for c in registry().theatres[best].countries])
    most = max(lands.values(), default=0)
    nowhere = not own and most > 1
    if best != GENERAL and not named[best] and (nowhere or _foreign(weighed, registry().theatres[best], weight)):
        return GENERAL
    alone = not lands or (own and own >= most)
    return best if scores[best] >= 2 or (scores[best] and alone) else GENERAL


def _foreign(lands: Counter[str], theatre: Theatre, score: int) -> bool:
    """Whether a land outside of the theatre is named often, and as often as all that speaks for the theatre."""
    most = max(lands, key=lambda c: lands[c], default=None)
    return most is not None and most not in _parties()[theatre.name] and lands[most] >= max(_OFTEN, score)


@cache
def _parties() -> dict[str, frozenset[str]]:
    """The lands of each theatre, and those whose armies and governments take a side in it."""
    found = {name: set(t.countries) for name, t in registry().theatres.items()}
    for actor in registry().actors.values():
        for side in actor.sides if actor.country else ():
            found[side.theatre].add(actor.country or "")
    return {name: frozenset(lands) for name, lands in found.items()}


def _towns(text: str, pack: Theatre) -> Counter[str]:
    """How often towns of each country of a theatre are named, of those that the theatre knows by."""
    counts: Counter[str] = Counter()
    for word, times in ((w, _times(w, text)) for w in pack.words if w in text):
        known = next((p for p in look_up(word) if p.country in pack.countries), None)
        if known is not None and known.country:
            counts[known.country] += times
    return counts


def _leading(lands: Counter[str], text: str, matches: tuple[Match, ...]) -> Counter[str]:
    """The lands of the headline (the first line of ``text``) and of the lead: named first, they weigh double."""
    title = text.partition("\n")[0]
    lead = _land_counts(tuple(m for m in matches if m.start < _LEAD), "")
    for code in lands:
        state = registry().states[code]
        lead[code] += any(word in title for word in (state.name, *state.adjectives))
    return Counter({code: lead[code] for code in lands})


def day_of(published: str | None) -> date | None:
    """The day of a report; ``None`` where it has none that a calendar knows."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _filed_at_home(country: str, dateline: str, party: bool) -> bool:
    """Whether an outlet writes from its own country, a ``party`` to the war."""
    return party and any(p.country == country for p in look_up(dateline)[:1])


def _scene(ground: Ground, lands: Counter[str], codes: tuple[str, ...], best: str | None) -> str | None:
    """The land outside of the theatre where most scenes lie, as those of a raid across its border do."""
    most = max((c for c in ground.lands if c not in codes), key=lambda c: ground.lands[c], default=None)
    if most is None or ground.lands[most] < _OFTEN or ground.lands[most] <= sum(ground.lands[c] for c in codes):
        return best
    told = lands[most] if lands[most] > ground.lands[most] else lands[most] + ground.lands[most]
    return most if best is None or told > lands[best] else best


def context(
    text: str,
    matches: tuple[Match, ...],
    theatre: str | None,
    outlet: Actor | None = None,
    dateline: str = "",
    ground: Ground | None = None,
) -> Context:
    """The report's context; its home is the country of its ``outlet`` where that is one of the war's, or where the
    report was filed there ("MOSCOW, 9 August") and names it.

    Raises ``KeyError`` for a theatre that has no pack.
    """
    known = registry()
    inside = tuple(m for m in matches if m.start >= len(dateline.split()))
    told = _land_counts(inside, text)  # where a report was filed is no land that it tells of
    matches = inside if told else matches
    ground = ground.firm(told) if ground is not None else Ground()
    pack = known.theatres[theatre or pick_theatre(text, matches, ground)]
    lands = _land_counts(matches, text)
    if pack.default("army") is None:
        lands += ground.lands
    codes = pack.countries or tuple(lands)
    if len(pack.countries) > 1 and not any(lands[c] for c in codes):
        lands = _towns(text, pack)
    lands += _leading(lands, text, matches)
    named = list(lands)  # as first named: of two lands named as often, the one told of first
    best = max(codes, key=lambda c: (lands[c], -(named.index(c) if c in lands else codes.index(c))), default=None)
    if best and lands and not (lands[best] or any(w in text for w in pack.words)):
        best = max(lands, key=lambda c: lands[c])  # a war that the report names no place of: the land it tells of
    best = _scene(ground, lands, codes, best)
    own = outlet.country if outlet is not None else None
    if own and lands[own] and (own in codes or _filed_at_home(own, dateline, 2 * lands[own] >= lands[best or own])):
        best = own
    filed = next((p.country for p in look_up(dateline)[:1]), None) if dateline else None
    if filed and told[filed] and pack.countries and filed not in codes and lands[filed] > sum(lands[c] for c in codes):
        best = filed
    party = filed in codes or filed in _parties()[pack.name]
    if filed and party and _SHARE * told[filed] >= told[best or filed] > 0:
        best = filed
    home = known.states.get(best) if best else None
    where = max(ground.lands, key=lambda c: ground.lands[c], default=None) if pack.default("army") else None
    return Context(pack, home, known.states[where] if where is not None else home)
