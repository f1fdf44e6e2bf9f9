"""Which war a report is about, and whose government "the government" is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick

from fogline.core.actor import Actor
from fogline.read.actors.matcher import Match
from fogline.read.actors.scene import NOWHERE, Scene
from fogline.read.places.lookup import look_up
from fogline.vocab import load
from fogline.vocab.actors import GENERAL, State, Theatre, registry

_LONGEST = 40  # characters of a state's name
_LEAD = 40  # words
_OFTEN = 3  # times
_NOWHERE: Counter[str] = Counter()
_SHARE = 2  # a land named half as often as another, where a report was filed, is the one it speaks from


@dataclass(frozen=True, slots=True)
class Context:
    """``theatre`` may be the general one; ``home`` is the state whose army is "the army", if any."""

    theatre: Theatre
    home: State | None


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


def pick_theatre(text: str, matches: tuple[Match, ...], scene: Counter[str] = _NOWHERE) -> str:
    """The theatre whose places, countries and actors a report names most; "general" when none is named twice, nor its
    country as often as any other. ``scene`` is how many towns of each land it names.
    """
    lands = _land_counts(matches, text)
    machine, theatres = _words()
    hits = machine.find_matches_as_indexes(text, overlapping=True)
    named = Counter(theatres[i] for i, start, end in hits if _whole(text, start, end))
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
    if best != GENERAL and not named[best] and _foreign(weighed, registry().theatres[best], weight):
        return GENERAL
    if best != GENERAL and _set_elsewhere(lands + scene, best):
        return GENERAL
    alone = not lands or (own and own >= max(lands.values()))
    return best if scores[best] >= 2 or (scores[best] and alone) else GENERAL


def _foreign(lands: Counter[str], theatre: Theatre, score: int) -> bool:
    """Whether a land outside of the theatre is named often, and as often as all that speaks for the theatre."""
    most = max(lands, key=lambda c: lands[c], default=None)
    return most is not None and most not in _parties()[theatre.name] and lands[most] >= max(_OFTEN, score)


def _set_elsewhere(lands: Counter[str], theatre: str) -> bool:
    """Whether a land that has no part in a theatre's war is told of far more than all that have."""
    own = sum(lands[c] for c in registry().theatres[theatre].countries)
    most = max((n for c, n in lands.items() if c not in _parties()[theatre]), default=0)
    return most >= _OFTEN and most > _SHARE * own


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


def context(
    text: str,
    matches: tuple[Match, ...],
    theatre: str | None,
    outlet: Actor | None = None,
    dateline: str = "",
    scene: Scene = NOWHERE,
) -> Context:
    """The report's context; its home is the country of its ``outlet`` where that is one of the war's, or where the
    report was filed there ("MOSCOW, 9 August") and names it. ``scene`` is where it tells something to be.

    Raises ``KeyError`` for a theatre that has no pack.
    """
    known = registry()
    inside = tuple(m for m in matches if m.start >= len(dateline.split()))
    told = _land_counts(inside, text)  # where a report was filed is no land that it tells of
    matches = inside if told else matches
    lands = _land_counts(matches, text)
    seen = scene.counts(lands)
    pack = known.theatres[theatre or pick_theatre(text, matches, seen)]
    codes = pack.countries or tuple(lands + seen)
    if len(pack.countries) > 1 and not any(lands[c] for c in codes):
        lands = _towns(text, pack)
    lands += _leading(lands, text, matches)
    if pack.default("army") is None:
        lands += seen + seen  # where a report is set tells more than whom it names
    named = list(lands)  # as first named: of two lands named as often, the one told of first
    best = max(codes, key=lambda c: (lands[c], -(named.index(c) if c in lands else codes.index(c))), default=None)
    if best and lands and not (lands[best] or any(w in text for w in pack.words)):
        best = max(lands, key=lambda c: lands[c])  # a war that the report names no place of: the land it tells of
    own = outlet.country if outlet is not None else None
    if own and lands[own] and (own in codes or _filed_at_home(own, dateline, 2 * lands[own] >= lands[best or own])):
        best = own
    filed = next((p.country for p in look_up(dateline)[:1]), None) if dateline else None
    if filed and told[filed] and pack.countries and filed not in codes and lands[filed] > sum(lands[c] for c in codes):
        best = filed
    party = filed in codes or filed in _parties()[pack.name]
    if filed and party and _SHARE * told[filed] >= told[best or filed] > 0:
        best = filed
    return Context(pack, known.states.get(best) if best else None)
