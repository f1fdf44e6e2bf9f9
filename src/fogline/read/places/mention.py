"""Every place a report mentions, resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from fogline import vocab
from fogline.core.actor import Actor
from fogline.core.claim import ClaimPlace, Precision
from fogline.core.place import Candidate, Kind, Place
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.bonds import bonds
from fogline.read.places.dateline import find_dateline
from fogline.read.places.find import Hit, Sure, known
from fogline.read.places.fold import fold
from fogline.read.places.phrases import Phrase, phrase_of, shared
from fogline.read.places.precision import precision_of
from fogline.read.places.resolve import TOLD, Context, context_of, decide, rank, settle
from fogline.read.places.roles import EVENT, NAME, role_of
from fogline.read.places.scenes import measured, on_a_scene, suffers
from fogline.read.places.series import lists, series, told
from fogline.read.places.unknown import VILLAGE, leads_list, unknown
from fogline.read.places.villages import beside
from fogline.read.places.villages import told as with_villages
from fogline.read.places.whole import whole
from fogline.read.places.words import countries, words
from fogline.read.places.written import capitals
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

_LAST_WORD = re.compile(r"\w+[ \t]+$")


@quick
@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a place.

    ``span`` covers the name, ``phrase`` the name with its kind words, directions and the place nouns it depends on.
    ``name`` is the usual English name of the named thing (the words as written when unresolved). ``country`` is ISO
    3166-1 alpha-2, ``point`` (lat, lon) in degrees. ``role`` is "event", "dateline", "metonym", "name" or "anaphor";
    only the first and last locate events. ``reason`` says why it is resolved so, or why it is not. ``series`` is the
    first token of the list it stands in, where a plural says of the list's names that they are places.
    """

    span: Span
    phrase: Span
    name: str
    precision: Precision
    admin1: str | None = None
    country: str | None = None
    within: str | None = None
    point: tuple[float, float] | None = None
    place_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    role: str = EVENT
    rule: str = ""
    reason: str = ""
    kind: Kind | None = None
    near: bool = False
    series: int | None = None

    def claim_place(self, text: str) -> ClaimPlace:
        """The codebook's place, quoting ``text``: "near Palmyra" whole, for what is near a town is not in it."""
        beside = self.near and self.precision is Precision.AREA
        lead = _LAST_WORD.search(text, 0, self.phrase.start) if beside else None
        quoted = Span(lead.start() if lead else self.phrase.start, self.phrase.end).of(text)
        return ClaimPlace(quoted, self.name, self.precision, self.admin1, self.country, self.within)


NEARBY = 0.5  # share of the report's geography that makes a country's loosely spelt names eligible


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """A name with its phrase; ``series`` as in ``PlaceMention``."""

    hit: Hit
    phrase: Phrase
    series: int | None = None


def theatre_countries(theatre: str | None) -> tuple[str, ...]:
    """Countries of a theatre, from ``theatres/<name>/places.yaml`` when it has one."""
    if not theatre or not vocab.path(f"theatres/{theatre}/places.yaml").is_file():
        return ()
    return tuple(vocab.load(f"theatres/{theatre}/places.yaml").get("countries", ()))


def mentions_of(document: Document, theatre: str | None) -> tuple[tuple[PlaceMention, ...], str | None]:
    """All named mentions in the order of the text, and the country that leads the report's geography."""
    dateline = find_dateline(document.text)
    starts = capitals(document)
    sure: Sure = {}
    hits = known(document, starts, sure=sure)
    peoples, prior = _demonyms(document, starts) + _bands(document, starts), theatre_countries(theatre)
    context = context_of(hits, bonds(document, hits), peoples, prior)
    for land in () if context.countries else _front(document.plain):
        context.countries[land] += 1
    nearby = frozenset(c for c in context.countries if context.share(c) >= NEARBY)
    hits = whole(document, known(document, starts, nearby, sure), nearby)
    new = unknown(document, starts, hits, nearby)
    hits = [h for h in hits if not any(n.start <= h.start and h.end <= n.end for n in new)] + new
    named = lists(document, starts)
    hits = with_villages(document, series(document, named, sorted(hits, key=lambda h: h.start), nearby))
    listed = told(document, named)
    taken = {i: h for h in hits for i in range(h.start, h.end)}
    alone = [(h, phrase_of(document.doc, h, taken)) for h in hits]
    found = [Found(h, p, listed.get(h.start)) for h, p in zip(hits, shared(document.doc, alone), strict=True)]
    tied = bonds(document, hits)
    settle(((f.hit, f.phrase.kind, b) for f, b in zip(found, tied, strict=True)), context)
    ranked: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
    made = []
    for f, b in zip(found, tied, strict=True):
        key = (f.hit.surface, f.hit.how, f.phrase.kind, b.key)
        if key not in ranked:
            ranked[key] = rank(beside(f.hit, context.points, nearby), context, f.phrase.kind, b)
        made.append(_mention(document, f, taken, dateline[0] if dateline else None, ranked[key], context))
    return _without_persons(document, [m for m in made if m]), context.leading


ARMED = ("armed_group", "army")
BAND = 5  # words of a band's name
PERSON_RULES = ("longer name", "person", "title", "speaker")


def _without_persons(document: Document, found: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """A name that is a person's once is a person's wherever nothing says that it is a place."""
    persons = {
        document.quote(m.span)
        for m in found
        if m.role == NAME and m.rule.endswith(PERSON_RULES) and m.kind is not Kind.COUNTRY
    }
    placed = {document.quote(m.span) for m in found if m.role == EVENT and _placed(document, m)}
    return tuple(
        replace(m, role=NAME, rule="person elsewhere")
        if m.role == EVENT and document.quote(m.span) in persons - placed
        else m
        for m in found
    )


def _placed(document: Document, mention: PlaceMention) -> bool:
    """Does its setting show that it is a place: a kind word, "in", or the state after it?"""
    first = document.token_at(mention.span.start)
    before = first.nbor(-1).lower_ if first.i else ""
    return mention.rule.endswith("kind word") or before in words().scenes or mention.reason.endswith(TOLD)


def _demonyms(document: Document, starts: list[int]) -> list[str]:
    table = countries().demonyms
    return [table[key] for i in starts if (key := fold(document.doc[i].text)) in table]


def _bands(document: Document, starts: list[int]) -> list[str]:
    """The countries of the armed groups and armies that the report names, once each: M23 fights in one land alone."""
    doc, lands, openings = document.doc, dict[str, str](), _openings()
    for i in starts:
        end = i
        while end < min(len(doc), i + BAND) and fold_name(doc.between(i, end + 1)) in openings:
            end += 1
        for last in range(end, i, -1):
            name = fold_name(doc.between(i, last))
            found = registry().by_name.get(name, ()) if doc[i].text.isupper() or last - i > 1 else ()
            where = {c for a in found if a.kind in ARMED for c in _lands(a)}
            if len(where) == 1:
                lands[found[0].name] = where.pop()
                break
    return list(lands.values())


@cache
def _openings() -> frozenset[str]:
    """The folded names of armed groups and armies, and all that they begin with."""
    names = [name for name, actors in registry().by_name.items() if any(a.kind in ARMED for a in actors)]
    return frozenset(name[:end] for name in names for end in range(len(name) + 1))


def _front(text: str) -> list[str]:
    """The one country of the one war whose towns and names the report has."""
    fronts = [t for t in registry().theatres.values() if any(_written(w, text) for w in t.words)]
    lands = {c for t in fronts for c in t.countries}
    return list(lands) if len(lands) == 1 else []


def _written(word: str, text: str) -> bool:
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def _lands(actor: Actor) -> tuple[str, ...]:
    if actor.country:
        return (actor.country,)
    theatres = (registry().theatres[s.theatre] for s in actor.sides)
    return tuple(c for t in theatres for c in t.countries)


def _mention(
    document: Document,
    found: Found,
    taken: dict[int, Hit],
    dateline: Span | None,
    ranked: tuple[Candidate, ...],
    context: Context,
) -> PlaceMention | None:
    hit, phrase = found.hit, found.phrase
    doc = document.doc
    place, reason = decide(ranked, hit, context)
    if hit.how == VILLAGE and not (place and context.among(place)):
        return None
    role, rule = role_of(document, hit, phrase, taken, dateline)
    if found.series is not None and role == NAME:
        role, rule = EVENT, "told list"
    if place is None and hit.how in ("exact", "possessive") and not _supported(document, found, taken):
        return None
    span = document.span_of(doc[hit.start : hit.end])
    whole = document.span_of(doc[phrase.start : phrase.end])
    precision = precision_of(hit, phrase, place.kind if place else None)
    name, within = _name(hit, place, precision, ranked)
    return PlaceMention(
        span=span,
        phrase=whole,
        name=name,
        precision=precision,
        admin1=place.admin1 if place else None,
        country=place.country if place else None,
        within=within,
        point=place.point if place else None,
        place_id=place.id if place and hit.how != "site" else None,
        candidates=ranked[:8],
        role=role,
        rule=f"{hit.how}/{rule}",
        reason=reason,
        kind=place.kind if place else None,
        near=phrase.near,
        series=found.series,
    )


def _supported(document: Document, found: Found, taken: dict[int, Hit]) -> bool:
    """A name the evidence does not place is still a place mention when its setting says so."""
    hit, phrase = found.hit, found.phrase
    if found.series is not None or phrase.kind in (Precision.PLACE, Precision.PART, Precision.ADMIN1, Precision.AREA):
        return True
    doc = document.doc
    if hit.start and (
        doc[hit.start - 1].lower_ in words().scenes or on_a_scene(doc, hit.start) or measured(doc, hit.start)
    ):
        return True
    if phrase.direction and phrase.start and doc[phrase.start - 1].lower_ in words().scenes:
        return True
    last = doc[hit.end - 1]
    listed = any(c.i in taken and taken[c.i] is not hit for c in last.conjuncts)
    return hit.how == "exact" and (suffers(last) or leads_list(doc, hit.end, taken) or listed)


def _name(hit: Hit, place: Place | None, precision: Precision, ranked: tuple[Candidate, ...]) -> tuple[str, str | None]:
    if hit.how == "site":
        exact = place is not None and fold(place.name) == fold(hit.surface)
        inside = place.name if place and place.kind is Kind.TOWN and not exact else place.within if place else None
        return (place.name if exact and place else hit.surface), inside
    if place is None:
        return hit.surface, None
    return usual(place), place.within


def usual(place: Place) -> str:
    """The name that English news prints: "Rastan", not "Ar Rastan"; "Diyarbakir"; "Ituri", not "Mkoa wa Ituri"."""
    name = place.name.translate(_letters())
    if place.kind in (Kind.ADMIN1, Kind.ADMIN2):
        name = _division().sub("", name) or name
    first, _, rest = name.partition(" ")
    bare = first in words().assimilated and place.country in words().assimilating_countries and rest
    return rest if bare else name


@cache
def _division() -> re.Pattern[str]:
    """What a division is, in the language of its land, before its name or behind it."""
    t = vocab.load("en/places_fold.yaml")
    before, behind = ("|".join(map(re.escape, t[key])) for key in ("division_before", "division_behind"))
    return re.compile(
        rf"^(?:{before})\s+(?:(?:de|du|da|do|of|wa|la)\s+|d[e']\s?)?(?=[A-Z])|\s+(?:{behind})$|^de\s+(?=[A-Z])"
    )


@cache
def _letters() -> dict[int, str]:
    """Letters that English news prints plain ("Diyarbakir")."""
    plain: dict[str, str] = vocab.load("en/places_fold.yaml")["plain_letters"]
    return str.maketrans(plain)
