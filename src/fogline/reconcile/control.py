"""Control of places by claimant: histories, the state on a day, each side's own map, and where the sides differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from fogline.core.claim import Claim, ClaimPlace, ClaimType, Measure, Modality, Polarity, Precision
from fogline.core.control import Act, DayState, Disagreement, Holding, StateName
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.link import force, plain, sound, voice
from fogline.reconcile.blame import actors
from fogline.reconcile.phrases import say
from fogline.reconcile.word import Side, no_sides, support
from fogline.vocab import load
from fogline.vocab.actors import lookup

STALE = timedelta(days=365)
"""A claim nobody has repeated for this long no longer says who holds a place."""

TYPES = (ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL)
WIDE = (Precision.ADMIN1, Precision.COUNTRY)


# --- from claims ---


def holdings(found: Iterable[Statement]) -> tuple[Holding, ...]:
    """Every statement about who has a place, oldest act first."""
    out = [h for s in found if s.claim.type in TYPES and _real(s.claim) for h in _of(s)]
    out = _without_before(out)
    return tuple(sorted(out, key=lambda h: (when(h) or date.min, h.said or date.min, h.statement, h.place)))


def _without_before(rows: Sequence[Holding]) -> list[Holding]:
    """As in "captured X, the last city outside its control": what a capture ends is no loss of what was captured."""
    taken: dict[tuple[str, str, str | None], list[Holding]] = {}
    for h in rows:
        if h.act is Act.CAPTURED:
            taken.setdefault((h.report, h.place, h.holder), []).append(h)

    def ended(h: Holding) -> bool:
        same = (c for who in h.against for c in taken.get((h.report, h.place, who), ()))
        return h.act is Act.LOST and any(c.span.meets(h.span) for c in same)

    return [h for h in rows if not ended(h)]


def _real(claim: Claim) -> bool:
    return claim.modality in (Modality.ACTUAL, Modality.ONGOING)


def _of(s: Statement) -> Iterable[Holding]:
    doer = next(iter(_doers(s.claim) or _unknown(s.claim)), "")
    act = act_of(s.claim)
    other = tuple(actors(s.claim.targets))
    holder, against = _sides_of(act, doer, other)
    told = doer or act is Act.DENIES_CAPTURE  # "denied that the town had fallen", to whomever
    for place in s.claim.places:
        if told and place.precision is not Precision.COUNTRY and not _around(place, s.claim):
            yield Holding(
                statement=s.key,
                report=s.head.id,
                span=s.claim.evidence.span,
                quote=s.claim.evidence.text,
                origin=s.origin,
                sides=tuple(dict.fromkeys(a.source for a in s.claim.attribution)),
                act=act,
                holder=holder,
                against=against,
                place=place.name,
                within=place.within,
                whole=_whole(place) and not _partial(place, s.claim),
                days=s.claim.time.days,
                said=s.said,
                background=s.claim.background,
                part="" if _whole(place) else _bearings(place.text),
            )


def _doers(claim: Claim) -> list[str]:
    """Who may hold a place, of the agents: of each its force rather than its minister, and nobody who only reports."""
    found = actors(claim.agents)
    named = [a for m in claim.agents if (a := next((x for x in m.actors if force(x)), None)) and a not in found]
    rows = [x for x in (*found, *named) if not _reports(x)]
    return [x for x in rows if force(x)] + [x for x in rows if not force(x)]


@cache
def _reports(name: str) -> bool:
    known = lookup(name)
    return known is not None and known.kind in ("monitor", "media")


def _around(place: ClaimPlace, claim: Claim) -> bool:
    """What another place of the claim lies in ("the airport in X", "X in the province of Y") is not what is held."""
    others = [p for p in claim.places if p is not place and sound(p.name) != sound(place.name)]
    wide = place.precision in (Precision.AREA, *WIDE)
    holding = {sound(x) for p in others for x in (p.within, p.admin1 if wide else None) if x}
    return sound(place.name) in holding or (_aside(place, claim) and any(not _aside(p, claim) for p in others))


@cache
def _leading() -> re.Pattern[str]:
    return re.compile("|".join(load("en/reconcile_phrases.yaml")["beside_a_place"]["patterns"]))


def _aside(place: ClaimPlace, claim: Claim) -> bool:
    """Is it named to say where another place lies: "the airport and the school in X", "Y, east of X"?"""
    at = claim.evidence.text.find(place.text)
    return at > 0 and bool(_leading().search(claim.evidence.text[:at].lower()))


@cache
def _some() -> re.Pattern[str]:
    return re.compile("|".join(load("en/reconcile_phrases.yaml")["some_of_a_place"]["patterns"]))


def _partial(place: ClaimPlace, claim: Claim) -> bool:
    """As in "several villages near X", "some of the positions in X": not the town itself; "X and two villages" is."""
    words = claim.evidence.text
    at = words.find(place.text)
    some = (q for q in claim.quantities if q.measure in (Measure.SETTLEMENTS, Measure.POSITIONS))
    counted = any(at < 0 or words.find(q.text) < at for q in some)
    before = (words[:at] if at > 0 else words).lower()
    return place.precision is Precision.PLACE and (counted or bool(_some().search(before)))


def _bearings(text: str) -> str:
    words = re.findall(r"[a-z]+", text.lower())
    known = load("en/reconcile_phrases.yaml")["bearings"]["words"]
    return " ".join(sorted({known[w] for w in words if w in known}))


def _unknown(claim: Claim) -> list[str]:
    return [m.text for m in claim.agents if not m.actors and _could_hold(m.text, claim)]


def _could_hold(text: str, claim: Claim) -> bool:
    """A name no list knows may be a force; a doing ("the capture of X") and the place itself hold nothing."""
    words = set(text.lower().split())
    deeds = load("en/reconcile_phrases.yaml")["deeds"]["words"]
    return not words & set(deeds) and sound(text) not in {sound(p.name) for p in claim.places}


def _whole(place: ClaimPlace) -> bool:
    """Most of the western quarters of a town, or positions in it, coded under the town's own name, are not the town."""
    within = sound(place.within) if place.within else None
    if place.precision is Precision.EXACT:
        return within != sound(place.name)
    own = within is not None and within != sound(place.name)
    return place.precision is Precision.PLACE or (place.precision is Precision.PART and own)


def act_of(claim: Claim) -> Act:
    denied = claim.polarity is Polarity.DENIED
    if claim.type is ClaimType.CAPTURE:
        return Act.DENIES_CAPTURE if denied else Act.CAPTURED
    if claim.type is ClaimType.WITHDRAWAL:
        return Act.DENIES_LOSS if denied else Act.WITHDREW
    if denied or _lost().search(claim.evidence.text.lower()):
        return Act.LOST
    return Act.BESIEGES if _siege(claim.evidence.text) else Act.HOLDS


@cache
def _lost() -> re.Pattern[str]:
    return re.compile("|".join(load("en/reconcile_phrases.yaml")["lost"]["patterns"]))


@cache
def _siege_words() -> frozenset[str]:
    return frozenset(load("en/reconcile_phrases.yaml")["siege"]["words"])


def _siege(text: str) -> bool:
    return any(word.strip(".,;:'\"-") in _siege_words() for word in text.lower().replace("-", " ").split())


def _sides_of(act: Act, doer: str, other: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """(who has it after the act, who has not)."""
    if act in (Act.CAPTURED, Act.HOLDS):
        return doer, other
    if act is Act.DENIES_LOSS:
        return doer, ()
    if act is Act.BESIEGES:
        return (other[0] if other else None), (doer,)
    return None, (doer,) if doer else ()


def when(h: Holding) -> date | None:
    """The day the act is told for: its own last day, else the day it was said."""
    return h.days.end or h.days.start or h.said


# --- two clocks and whose word ---


def heard(
    found: Iterable[Holding],
    as_of: date | None = None,
    known_on: date | None = None,
    according_to: str | None = None,
    side: Side = no_sides,
) -> list[Holding]:
    """What had happened by ``as_of``, had been said by ``known_on``, and by whom."""
    out = []
    for h in found:
        day = when(h)
        if as_of and (day is None or day > as_of):
            continue
        if known_on and (h.said is None or h.said > known_on):
            continue
        if according_to and not _speaks(h.origin, according_to, side):
            continue
        out.append(h)
    return out


def _speaks(origin: str, name: str, side: Side) -> bool:
    if voice(origin) == voice(name):
        return True
    mine, theirs = side(origin), side(name)
    return mine is not None and mine == theirs


# --- the state on a day ---


def history(found: Sequence[Holding], place: str) -> list[Holding]:
    """All that is said about a place itself, and nothing about its parts or what it lies in."""
    key = sound(place)
    return [h for h in found if sound(h.place) == key]


def state(
    found: Sequence[Holding],
    place: str,
    day: date,
    *,
    known_on: date | None = None,
    according_to: str | None = None,
    side: Side = no_sides,
) -> DayState:
    """Who holds ``place`` on ``day``, on whose word, and why that is called held, claimed, contested or unknown.

    A quarter without claims of its own takes its town's state and says so; a town does not take its quarters'.
    """
    known = heard(found, day, known_on, according_to, side)
    own = history(known, place)
    whole = [h for h in own if h.whole]
    if whole:
        got = _judge(place, day, whole, side)
        return _after_leaving(got, own) if got.state is StateName.UNKNOWN and not got.holders else got
    if own:
        return _partly(place, day, own, side)
    town = next((h.within for h in found if sound(h.place) == sound(place) and h.within), None) or _town(found, place)
    above = [h for h in history(known, town) if h.whole] if town else []
    if town and above:
        got = _judge(place, day, above, side)
        reason = f"{got.reason}; {say('control', 'inherited_down', place=town)}"
        return DayState(place, day, got.state, got.holders, got.since, reason, got.rests_on, inherited=town)
    return DayState(place, day, StateName.UNKNOWN, (), None, say("control", "nothing"), ())


def _town(found: Sequence[Holding], place: str) -> str | None:
    return next((h.within for h in found if h.within and sound(h.place) == sound(place)), None)


def live(found: Sequence[Holding]) -> list[Holding]:
    """Each origin's last word on the whole and on each part of it, as long as no later act overturns it.

    Who says that one side took a place and the other left it says one thing: the leaving does not replace the taking. A
    claim to hold is overturned by somebody's later change of hands that contradicts it, unless its origin speaks again;
    a denial stands against every act up to the day it was said. A taking of unnamed parts overturns nothing.
    """
    last: dict[tuple[str, str | None], Holding] = {}
    for h in sorted(found, key=lambda h: (when(h) or date.min, h.said or date.min, h.statement)):
        key = voice(h.origin), None if h.whole else h.part
        before = last.get(key)
        if before is not None and _only_adds(h, before):
            continue
        if h.whole:
            last = {k: v for k, v in last.items() if k[0] != key[0]}
        last[key] = h
    turns = [h for h in found if h.act in (Act.CAPTURED, Act.WITHDREW, Act.LOST)]
    words = sorted(last.values(), key=lambda h: (when(h) or date.min, voice(h.origin)))
    return [h for h in words if not any(_overturns(t, h) for t in turns)]


BATTLE = timedelta(days=3)
"""Within these days of a capture, unnamed "soldiers" who leave are those who lost the place."""


def _only_adds(new: Holding, before: Holding) -> bool:
    """Says ``new`` no more than that somebody has not what ``before`` gives to another?"""
    if new.holder is not None or before.holder is None or before.holder in new.against:
        return False
    if before.act is Act.CAPTURED and (when(new) or date.min) - (when(before) or date.min) <= BATTLE:
        return True
    return all(name[:1].isupper() for name in new.against)


def _overturns(turn: Holding, h: Holding) -> bool:
    if not turn.whole or (when(turn) or date.min) <= _reaches(h):
        return False
    if turn.holder is None:
        return h.holder is not None and not _only_adds(turn, h)
    return turn.holder in h.against or (turn.holder != h.holder and h.act is not Act.BESIEGES)


def _reaches(h: Holding) -> date:
    day = when(h) or date.min
    if h.background:
        return day
    return max(day, h.said or day) if h.act in (Act.DENIES_CAPTURE, Act.DENIES_LOSS, Act.HOLDS) else day


def _judge(place: str, day: date, found: Sequence[Holding], side: Side) -> DayState:
    words = live(found)
    rests = tuple(words)
    since = min((w for h in words if (w := when(h))), default=None)
    newest = max((w for h in words if (w := when(h))), default=None)
    if newest and day - newest > STALE:
        return DayState(place, day, StateName.UNKNOWN, (), newest, say("control", "stale", day=newest), rests)
    holders = _shown(dict.fromkeys(h.holder for h in words if h.holder))
    if not holders:
        return _nobody(place, day, words, since)
    against = [h for h in words if h.act is Act.DENIES_CAPTURE or (h.holder is None and set(h.against) & set(holders))]
    if len(_rivals(holders, side)) > 1 or against:
        return DayState(place, day, StateName.CONTESTED, tuple(holders), since, versions(words), rests)
    held, reason = support(holders[0], words, side)
    return DayState(place, day, StateName.HELD if held else StateName.CLAIMED, tuple(holders), since, reason, rests)


def _rivals(holders: Sequence[str], side: Side) -> set[str]:
    """One name for each side among the holders; "fighters" and the like are whichever armed group is named."""
    groups = {h: f for h in holders if (f := force(h))}
    named = [h for h in holders if not (plain(h) and h in groups)]
    told = {side(h) or h for h in named}
    for h in holders:
        if h not in named and not any(f.state is groups[h].state for n, f in groups.items() if n in named):
            told.add(h)
    return told


def _shown(holders: Iterable[str]) -> list[str]:
    """Without "fighters" and the like where somebody names an armed force of that sort."""
    rows = list(holders)
    named = [f.state for h in rows if (f := force(h)) and not plain(h)]
    return [h for h in rows if not (plain(h) and (f := force(h)) and f.state in named)] or rows


def _nobody(place: str, day: date, words: Sequence[Holding], since: date | None) -> DayState:
    who = next((h.against[0] for h in words if h.against), "")
    reason = say("control", "left", actor=who) if who else say("control", "nothing")
    return DayState(place, day, StateName.UNKNOWN, (), since, reason, tuple(words))


def _after_leaving(got: DayState, own: Sequence[Holding]) -> DayState:
    """Somebody left and nobody claims the whole: who claims parts of it is the next best answer, and named so."""
    words = [h for h in live(own) if h.holder and not h.whole]
    if not words or not got.rests_on:
        return got
    holders = tuple(dict.fromkeys(h.holder for h in words if h.holder))
    reason = f"{got.reason}; {say('control', 'parts', versions=versions(words))}"
    return DayState(got.place, got.day, StateName.CLAIMED, holders, got.since, reason, (*got.rests_on, *words))


def _partly(place: str, day: date, own: Sequence[Holding], side: Side) -> DayState:
    """Parts are claimed, the whole is not: contested only where rivals claim parts."""
    words = live(own)
    holders = tuple(dict.fromkeys(h.holder for h in words if h.holder))
    since = min((w for h in words if (w := when(h))), default=None)
    reason = say("control", "parts", versions=versions(words))
    return DayState(place, day, _by_rivals(holders, side), holders, since, reason, tuple(words))


def _by_rivals(holders: Sequence[str], side: Side) -> StateName:
    if not holders:
        return StateName.UNKNOWN
    return StateName.CONTESTED if len(_rivals(holders, side)) > 1 else StateName.CLAIMED


def versions(words: Sequence[Holding]) -> str:
    said: dict[str, list[str]] = {}
    for h in words:
        key = h.holder or f"~{h.against[0] if h.against else ''}"
        said.setdefault(key, []).append(h.origin)
    lines = []
    for key in sorted(said, key=lambda k: (k.startswith("~"), k)):
        origins = ", ".join(sorted(set(said[key])))
        own = "version_own" if origins == key else "version"
        known = "version_none" if key.lstrip("~") in said else "version_denied"
        phrase = known if key.startswith("~") else own
        lines.append(say("control", phrase, holder=key.lstrip("~"), origins=origins))
    return "; ".join(lines)


# --- over time, over places ---


def timeline(
    found: Sequence[Holding], place: str, days: Days, *, known_on: date | None = None, side: Side = no_sides
) -> list[DayState]:
    """One state per stretch: the days on which the state or its holders change."""
    assert days.start
    assert days.end
    out: list[DayState] = []
    for n in range((days.end - days.start).days + 1):
        one = state(found, place, days.start + timedelta(days=n), known_on=known_on, side=side)
        if not out or (one.state, one.holders) != (out[-1].state, out[-1].holders):
            out.append(one)
    return out


def places(found: Iterable[Holding]) -> list[str]:
    """Every place somebody is said to hold, one spelling each (the commonest), sorted."""
    spelt: dict[str, dict[str, int]] = {}
    for h in found:
        tally = spelt.setdefault(sound(h.place), {})
        tally[h.place] = tally.get(h.place, 0) + 1
    return sorted(max(sorted(t), key=lambda n: t[n]) for t in spelt.values())


def _version(h: Holding) -> str:
    if h.holder is None:
        return say("control", "not", actors=", ".join(h.against))
    return h.holder if h.whole else say("control", "some", holder=h.holder)


def _told(words: Sequence[Holding]) -> Mapping[str, str]:
    """Each origin's version: of several parts, one after the other."""
    rows: dict[str, list[str]] = {}
    sure = {(h.origin, h.holder) for h in words if h.whole}
    for h in words:
        if h.whole or (h.origin, h.holder) not in sure:
            rows.setdefault(h.origin, []).append(_version(h))
    return {origin: ", ".join(dict.fromkeys(rows[origin])) for origin in rows}


def disagreements(found: Sequence[Holding], day: date, known_on: date | None = None) -> list[Disagreement]:
    """Places on which origins differ on that day, with each version and who says it."""
    known = heard(found, day, known_on)
    out = []
    for place in places(known):
        words = live(history(known, place))
        told = _told(words)
        if len(set(told.values())) > 1:
            out.append(Disagreement(place, day, tuple(sorted(told.items())), tuple(words)))
    return out


def quarrels(found: Iterable[Holding], side: Side = no_sides) -> list[DayState]:
    """Every place that was contested when somebody denied its fall or loss, or is on the last day spoken of.

    One state a place and such day, by place, then day; ``rests_on`` are the statements that stand against each other.
    """
    rows: dict[str, list[Holding]] = {}
    for h in found:
        rows.setdefault(sound(h.place), []).append(h)
    out = []
    for key in sorted(rows):
        said = [h.said for h in rows[key] if h.said]
        denied = {h.said for h in rows[key] if h.said and h.act in (Act.DENIES_CAPTURE, Act.DENIES_LOSS)}
        name = places(rows[key])[0]
        states = (state(rows[key], name, day, side=side) for day in sorted({*denied, *said[-1:]}))
        out += [s for s in states if s.state is StateName.CONTESTED]
    return out
