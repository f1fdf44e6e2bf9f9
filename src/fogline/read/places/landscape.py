"""A report's places as their ties to events are weighed: where each is named, how often, how the mentions hang."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fogline.core.claim import ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.mention import PlaceMention
from fogline.read.tokens import Token

USABLE = frozenset({"event", "anaphor", "metonym"})
METONYM = "metonym"
BACK, AHEAD = 8, 2  # sentences before and after the event's own that are searched
OWN = ("clause", "fronted", "sentence")
ZONES = (*OWN, "back", "ahead")
LEAD = 1  # the sentences up to this one open the report


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the report: its trigger token, its evidence and its type."""

    head: int
    clause: Span
    kind: ClaimType


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the report names, by its mention nearest to the event.

    ``zone`` is "clause", "fronted" or "sentence" (the event's own), "back" or "ahead"; ``gap`` the number of sentences
    between (0 in the event's own); ``number`` the mention's index in the landscape; ``named`` is false for a place
    that stands for a government.
    """

    mention: PlaceMention
    number: int
    zone: str
    gap: int
    named: bool


class Landscape:
    """All usable mentions of a document, by index: names, sentences, tokens, and the mentions of each name."""

    def __init__(self, document: Document, mentions: Iterable[PlaceMention]) -> None:
        self.document = document
        self.mentions = [m for m in mentions if m.role in USABLE]
        self.tops = [_top(document, m) for m in self.mentions]
        self.sentences = [document.sentence_at(m.span.start).index for m in self.mentions]
        self.tokens = [document.token_at(m.span.start).i for m in self.mentions]
        self.names = [m.name.lower() for m in self.mentions]
        self.groups: dict[str, list[int]] = {}
        for n, name in enumerate(self.names):
            self.groups.setdefault(name, []).append(n)
        self.rank = {k: n for n, k in enumerate(sorted(self.groups, key=lambda k: -len(self.groups[k])))}
        self._inside: dict[int, frozenset[int]] = {}
        self._around: dict[int, frozenset[int]] = {}

    def options(self, event: Happening, given: frozenset[str]) -> Iterator[Option]:
        """Every place within reach of the event once, and those of the names ``given`` from anywhere."""
        home = self.document.sentence_of(event.head).index
        for name, members in self.groups.items():
            (order, gap, _), n = min((self._distance(n, event, home), n) for n in members)
            standing = self.rank[name] <= 1 or self.sentences[members[0]] <= LEAD
            far = (order == 4 and gap > AHEAD) or (order == 3 and gap > BACK and not standing)
            if name in given or not far:
                yield Option(self.mentions[n], n, ZONES[order], gap, self.mentions[n].role != METONYM)

    def inside(self, number: int) -> frozenset[int]:
        """The mentions, by number, of places that lie in mention ``number``'s."""
        known = self._inside.get(number)
        if known is None:
            outer = self.mentions[number]
            lying = (n for n, m in enumerate(self.mentions) if m.country == outer.country and lies_in(m, outer))
            known = self._inside[number] = frozenset(lying)
        return known

    def around(self, number: int) -> frozenset[int]:
        """The mentions, by number, of places that mention ``number``'s lies in."""
        known = self._around.get(number)
        if known is None:
            inner = self.mentions[number]
            holding = (n for n, m in enumerate(self.mentions) if m.country == inner.country and lies_in(inner, m))
            known = self._around[number] = frozenset(holding)
        return known

    def _distance(self, n: int, event: Happening, home: int) -> tuple[int, int, int]:
        m, at = self.mentions[n], self.sentences[n]
        weak = 1000 * (m.role == METONYM)
        far = abs(self.tokens[n] - event.head) + weak
        if event.clause.covers(m.span):
            return 0, 0, far
        if at == home:
            return (1 if m.span.start < event.clause.start else 2), 0, far
        return (3, home - at, weak - m.span.start) if at < home else (4, at - home, m.span.start)


def _top(document: Document, mention: PlaceMention) -> Token:
    """The token of the mention's phrase, or of the list it stands in, that carries its role in the sentence."""
    first, last = document.token_at(mention.phrase.start), document.token_at(mention.phrase.end - 1)
    inside = range(first.i, last.i + 1)
    top = next((t for t in document.doc[first.i : last.i + 1] if t.head.i not in inside or t.head.i == t.i), last)
    while top.dep_ == "conj" and top.head.pos_ in ("PROPN", "NOUN") and top.head.i != top.i:
        top = top.head
    return top


def nation(mention: PlaceMention) -> bool:
    """A whole country."""
    return mention.kind is Kind.COUNTRY and mention.precision is Precision.COUNTRY


def lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Does ``inner`` lie in ``outer``, as far as their divisions tell?"""
    if inner.country is None or inner.country != outer.country or inner.name == outer.name:
        return False
    if nation(outer):
        return not nation(inner)
    if outer.kind is Kind.ADMIN1:
        same = inner.admin1 is not None and inner.admin1 == outer.admin1
        return same and inner.kind not in (Kind.ADMIN1, Kind.COUNTRY)
    return inner.within is not None and inner.within == outer.name
