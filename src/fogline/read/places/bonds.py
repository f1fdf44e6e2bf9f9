"""What the text says of its places together: which lies in which ("X, Ohio", "X in the province of Y", "Y's X"), and
which stand in one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place, distance_km
from fogline.read.document import Document
from fogline.read.places.find import Hit
from fogline.read.places.fold import fold
from fogline.read.places.words import words
from fogline.read.tokens import Doc, Token

WAY = 6  # tokens between a place and what holds it
QUARTER_KM = 30.0  # how far a quarter, or a place told as of a town, lies from the town's middle
SIGHT = 4  # names before one among which its state may be
LIST = 3  # names that make a list
INSIDE, ELSEWHERE = 0.3, -0.25  # what a reading that fits the text's bond gains, and what the others lose
ABROAD = -0.5  # what the readings lose of which none lies where the text puts the name: it is in no gazetteer
BESIDE = 0.12  # what a reading gains in a state that its sentence names
ALIKE = 0.2  # what a reading gains for being of the kind of the list
_BROAD = (Kind.COUNTRY, Kind.ADMIN1)


class Bonds(NamedTuple):
    """The places that the text says hold a hit, those it holds, and the others of its list; ``abroad`` where the text
    puts it in a country or a division that has none of its readings. ``states`` are first divisions named before it in
    its sentence ("In Vermont, a bus from X to Y").
    """

    holders: tuple[Hit, ...] = ()
    held: tuple[Hit, ...] = ()
    peers: tuple[Hit, ...] = ()
    abroad: bool = False
    states: tuple[Hit, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """The same for hits whose readings the bonds weigh alike."""
        hits = (self.holders, self.held, self.peers, self.states)
        return (self.abroad, *(tuple(h.surface for h in some) for some in hits))

    def weight(self, place: Place, options: Sequence[Place]) -> float:
        """What a reading of the hit gains or loses beside its other ``options``."""
        if self.abroad:
            return ABROAD
        if not (self.holders or self.held or self.peers or self.states):
            return 0.0
        gained = 0.0
        if not self.holders and any(lies_in(place, o) for h in self.states for o in h.options):
            gained += BESIDE
        for holder in self.holders:
            gained += _gain(place, [p for p in options if any(lies_in(p, o) for o in holder.options)])
        for inner in self.held[:1]:
            gained += _gain(place, [p for p in options if any(lies_in(o, p) for o in inner.options)])
        return gained + (ALIKE if self._alike(place) else 0.0)

    def state(self, place: Place) -> bool:
        """Does the text name a state by the name ("Albany, New York", or in a list of states)?"""
        if place.kind is not Kind.ADMIN1 or place.country not in words().state_countries:
            return False
        return self._alike(place) or any(lies_in(o, place) for h in self.held for o in h.options)

    def _alike(self, place: Place) -> bool:
        """Is it a country, or a state of one country, as most of its list must be?"""
        if place.kind not in _BROAD or not self.peers:
            return False
        like = sum(any(_peers(place, o) for o in h.options) and not _seated(h, place) for h in self.peers)
        return 2 * like > len(self.peers)


def _gain(place: Place, fitting: Sequence[Place]) -> float:
    """Nothing where no reading fits."""
    if not fitting:
        return 0.0
    return INSIDE if place in fitting else ELSEWHERE


def _seated(hit: Hit, place: Place) -> bool:
    """May a name be a town in a division of the same name?"""
    named = [p for p in hit.options if p.country == place.country and fold(p.name) == fold(hit.surface)]
    divisions = {p.admin1 for p in named if p.kind is Kind.ADMIN1}
    return place.kind is Kind.ADMIN1 and any(p.kind is Kind.TOWN and p.admin1 in divisions for p in named)


def _peers(a: Place, b: Place) -> bool:
    return a.kind is b.kind and (a.kind is Kind.COUNTRY or a.country == b.country)


def lies_in(inner: Place, outer: Place) -> bool:
    """Does a place lie in a country, a division or, as a quarter or near it, a town?"""
    if inner.country != outer.country or inner.id == outer.id or inner.kind is Kind.COUNTRY:
        return False
    if outer.kind is Kind.COUNTRY:
        return True
    if outer.kind is Kind.ADMIN1:
        return inner.kind is not Kind.ADMIN1 and inner.admin1 == outer.name
    if outer.kind is Kind.TOWN and outer.admin1 and fold(outer.admin1) == fold(outer.name) == fold(inner.admin1 or ""):
        return inner.kind is not Kind.ADMIN1  # told by the seat of its division
    if outer.kind is Kind.ADMIN2:
        return inner.admin2 == outer.name and inner.admin1 == outer.admin1
    near = inner.point and outer.point and distance_km(inner.point, outer.point) <= QUARTER_KM
    return bool(near) and outer.population > inner.population


def bonds(document: Document, hits: Sequence[Hit]) -> list[Bonds]:
    """The bonds of each hit, given in the order of the text. A name keeps its holders where it stands without any."""
    doc = document.doc
    lists = list(_lists(doc, hits))
    above = _above(doc, hits, lists)
    known: dict[str, tuple[Hit, ...]] = {}
    chains = [tuple(_chain(n, above, hits)) for n in range(len(hits))]
    for hit, chain in zip(hits, chains, strict=True):
        if chain:
            known.setdefault(fold(hit.surface), chain)
    made = []
    for n, hit in enumerate(hits):
        key = fold(hit.surface)
        known[key] = chains[n] or known.get(key, ())
        held = tuple(hits[i] for i, o in above.items() if o == n)
        abroad = not known[key] and _abroad(doc, hits, n, lists[n])
        peers = tuple(h for h in lists[n] if h is not hit)
        made.append(Bonds(known[key], held, peers, abroad, () if known[key] else _states(doc, hits, n)))
    return _one_sense(hits, made)


def _states(doc: Doc, hits: Sequence[Hit], n: int) -> tuple[Hit, ...]:
    """The state that the same sentence names last before a town, where no other holds that town."""
    last = next((h for h in reversed(hits[max(0, n - SIGHT) : n]) if _state(h)), None)
    apart = last is None or any(t.is_sent_start for t in doc[last.end : hits[n].start + 1])
    return () if last is None or apart else (last,)


def _state(hit: Hit) -> bool:
    """The first that the name may mean is a division of a country that towns are told by the state of."""
    first = hit.options[0] if hit.options else None
    return first is not None and first.kind is Kind.ADMIN1 and first.country in words().state_countries


def _one_sense(hits: Sequence[Hit], made: list[Bonds]) -> list[Bonds]:
    """A name that holds a place once is what it is there wherever it holds none."""
    known: dict[str, tuple[Hit, ...]] = {}
    for hit, b in zip(hits, made, strict=True):
        if b.held:
            known.setdefault(fold(hit.surface), b.held)
    elsewhere = (() if b.held else known.get(fold(h.surface), ()) for h, b in zip(hits, made, strict=True))
    return [b._replace(held=held) if held else b for b, held in zip(made, elsewhere, strict=True)]


def _chain(n: int, above: dict[int, int], hits: Sequence[Hit]) -> Iterator[Hit]:
    for _ in range(LIST):
        if n not in above:
            return
        n = above[n]
        yield hits[n]


def _above(doc: Doc, hits: Sequence[Hit], lists: Sequence[Sequence[Hit]]) -> dict[int, int]:
    """The hit that each hit lies in, as far as the text says so and the gazetteers know it to be possible."""
    found: dict[int, int] = {}
    for n, (hit, after) in enumerate(pairwise(hits)):
        way = way_between(doc, hit, after)
        beyond = _beyond(doc, hits, n + 1)
        if way == "in" and beyond is not None:
            if possible(hit, hits[beyond]):
                found[n] = beyond
            continue  # not merely somewhere in the country
        if way == "comma" and (not _broad(after) or (len(lists[n]) >= LIST and _one_kind(lists[n]))):
            continue
        if way and possible(hit, after):
            found[n] = n + 1
        elif _owned(doc, hit, after) and possible(after, hit):
            found[n + 1] = n
    for n in range(len(hits) - 2, -1, -1):
        shared = found.get(n + 1)
        if n in found or shared is None or shared <= n or hits[n + 1] not in lists[n]:
            continue
        if possible(hits[n], hits[shared]) and way_between(doc, hits[n + 1], hits[shared]) == "in":
            found[n] = shared
    return found


def _beyond(doc: Doc, hits: Sequence[Hit], n: int) -> int | None:
    """The division in "a village in Nigeria's Katsina state", whose land is ``hits[n]``."""
    if n + 1 >= len(hits) or not _owned(doc, hits[n], hits[n + 1]) or not _division(doc, hits[n + 1]):
        return None
    return n + 1 if any(p.kind is Kind.COUNTRY for p in hits[n].options) else None


def _division(doc: Doc, hit: Hit) -> bool:
    """Does the word behind a name say that it is a first division's ("Katsina state", "Benue State")?"""
    w, beside = words(), [t.lower_ for t in doc[hit.end - 1 : hit.end + 1]]
    told = any(word in w.divisions or w.kinds.get(word) is Precision.ADMIN1 for word in beside)
    return told and any(p.kind is Kind.ADMIN1 for p in hit.options)


def _abroad(doc: Doc, hits: Sequence[Hit], n: int, listed: Sequence[Hit]) -> bool:
    """As in "the villages of Kaya and Maro in Kaduna State", where only other countries have a Kaya."""
    at = n + len(listed) - next(i for i, h in enumerate(listed) if h is hits[n])
    first, last, after = listed[0], listed[-1], hits[at] if at < len(hits) else None
    if after is None or not hits[n].options or any(p.kind not in (Kind.TOWN, Kind.ADMIN2) for p in hits[n].options):
        return False
    way, beyond = way_between(doc, last, after), _beyond(doc, hits, at)
    after = after if beyond is None else hits[beyond]
    broad = _division(doc, after) or all(p.kind in _BROAD for p in after.options)
    if not after.options or not broad or way != "in":
        return False
    leads = doc[first.start - 1].lower_ if first.start else ""
    return leads not in words().home_words and not possible(hits[n], after)


def possible(inner: Hit, outer: Hit) -> bool:
    return any(lies_in(a, b) for b in outer.options for a in inner.options)


def _broad(hit: Hit) -> bool:
    """May it be a country, a state, or something that is told with its kind ("Scott County")?"""
    return any(p.kind in _BROAD or (p.kind is Kind.ADMIN2 and p.name == hit.surface) for p in hit.options)


def way_between(doc: Doc, hit: Hit, after: Hit) -> str | None:
    """How the words between tell that the first lies in the second: "comma", "in", or not at all."""
    between = doc[hit.end : after.start]
    if not between or len(between) > WAY or any(t.is_sent_start for t in doc[hit.end : after.start + 1]):
        return None
    if len(between) == 1 and between[0].text == ",":
        return "comma"
    told = any(t.lower_ in ("in", "of") for t in between)
    return "in" if told and all(_passes(t) for t in between) else None


def _passes(token: Token) -> bool:
    lower, w = token.lower_, words()
    return lower in w.between or lower in w.directions or lower in w.kinds


def _owned(doc: Doc, hit: Hit, after: Hit) -> bool:
    """As in "Turkey's coastal province of Rize"."""
    between = doc[hit.end : after.start]
    mark = hit.how == "possessive" or (len(between) > 0 and between[0].lower_ in ("'s", "'"))
    rest = between[1:] if hit.how != "possessive" else between
    if not mark or len(between) > WAY or any(t.is_sent_start for t in doc[hit.end : after.start + 1]):
        return False
    return all(t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") or t.lower_ in ("of", "-") for t in rest)


def _lists(doc: Doc, hits: Sequence[Hit]) -> Iterator[Sequence[Hit]]:
    """For each hit, the names that stand in one list with it, itself too."""
    groups: list[list[Hit]] = []
    for n, hit in enumerate(hits):
        if n and _joined(doc, hits[n - 1], hit):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return (group for group in groups for _ in group)


def _joined(doc: Doc, before: Hit, hit: Hit) -> bool:
    between = doc[before.end : hit.start]
    joined = 0 < len(between) <= 2 and all(t.lower_ in (",", "and", "or", ";") for t in between)
    return joined and not doc[hit.start].is_sent_start


def _one_kind(group: Iterable[Hit]) -> bool:
    """May all be countries, or all states?"""
    return any(all(any(p.kind is kind for p in h.options) for h in group) for kind in _BROAD)
