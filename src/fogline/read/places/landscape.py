"""A report's places as their ties to events are weighed: where each is named, how often, how the mentions hang."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fogline.core.claim import ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import words
from fogline.read.tokens import Token

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

USABLE = frozenset({"event", "anaphor", "metonym"})
METONYM = "metonym"
BODY = "/body"  # rule of a place that only says whose an office is
BACK, AHEAD = 8, 2  # sentences before and after the event's own that are searched
OWN = ("clause", "fronted", "sentence")
ZONES = (*OWN, "back", "ahead")
IN_BACK, IN_AHEAD = ZONES.index("back"), ZONES.index("ahead")
CHAIN = 8  # characters between a place and the division behind it
LEAD = 1  # the sentences up to this one open the report
_WEAK = 1000  # characters or words that a name which stands for a government lies further away


class Happening(NamedTuple):
    """An event of the report: its trigger token, its evidence and its type."""

    head: int
    clause: Span
    kind: ClaimType


class Option(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class Sight:
    """The options of some events, one event a row, padded to the longest.

    ``number`` is the mention's index, ``zone`` an index into ``ZONES``, ``gap`` as in ``Option``; cells that are not
    ``valid`` hold no option. Options stand in the order in which the report first names them.
    """

    number: Ints
    zone: Ints
    gap: Ints
    valid: Flags


class Landscape:
    """All usable mentions of a document, by index: names, sentences, tokens, and the mentions of each name.

    The arrays have one entry a mention: ``group`` numbers the names as written in small letters, ``country``,
    ``admin1``, ``name`` and ``within`` stand for words (-1 for none), ``top`` is the token that carries the mention.
    """

    def __init__(self, document: Document, mentions: Iterable[PlaceMention]) -> None:
        self._document = document
        self.mentions = [m for m in mentions if m.role in USABLE and not m.rule.endswith(BODY)]
        self.tops = [_top(document, m) for m in self.mentions]
        self.names = [m.name.lower() for m in self.mentions]
        self.groups: dict[str, list[int]] = {}
        for n, name in enumerate(self.names):
            self.groups.setdefault(name, []).append(n)
        self.rank = {k: n for n, k in enumerate(sorted(self.groups, key=lambda k: -len(self.groups[k])))}
        self._describe(document)

    def _describe(self, document: Document) -> None:
        mentions, codes = self.mentions, _Words()
        self.start, self.end = _ints(m.span.start for m in mentions), _ints(m.span.end for m in mentions)
        self.token = _ints(document.token_at(m.span.start).i for m in mentions)
        self.sentence = _ints(document.sentence_at(m.span.start).index for m in mentions)
        self.top = _ints(t.i for t in self.tops)
        self.metonym = np.array([m.role == METONYM for m in mentions], bool)
        self.nation = np.array([nation(m) for m in mentions], bool)
        self.division = np.array([m.kind is Kind.ADMIN1 for m in mentions], bool)
        self.large = self.division | np.array([m.kind is Kind.COUNTRY for m in mentions], bool)
        self.precision = _ints(_SIZES[m.precision] for m in mentions)
        self.country = _ints(codes.number(m.country) for m in mentions)
        self.admin1 = _ints(codes.number(m.admin1) for m in mentions)
        self.name = _ints(codes.number(m.name) for m in mentions)
        self.within = _ints(codes.number(m.within) for m in mentions)
        at = {name: n for n, name in enumerate(self.groups)}
        self.group = _ints(at[name] for name in self.names)
        self.sorted = np.argsort(self.group, kind="stable")
        self.starts = np.searchsorted(self.group[self.sorted], np.arange(len(at)))
        standing = [self.rank[name] <= 1 or self.sentence[ns[0]] <= LEAD for name, ns in self.groups.items()]
        self.standing = np.array(standing, bool)

    def least(self, values: Ints) -> Ints:
        """The least of each name's mentions: from [events, mentions] to [events, names]."""
        return np.asarray(np.minimum.reduceat(values[:, self.sorted], self.starts, axis=1))

    def sight(self, events: Sequence[Happening], homes: Ints, given: Flags) -> Sight:
        """Every place within reach of each event once, by its nearest mention, and those ``given`` from anywhere.

        ``homes`` are the events' sentences, ``given`` is [events, names].
        """
        zone, gap, far = self._distances(events, homes)
        order = np.lexsort((far, gap, zone), axis=1)
        rank = np.empty_like(order)
        np.put_along_axis(rank, order, np.arange(order.shape[1])[None, :], axis=1)
        nearest = np.take_along_axis(order, self.least(rank), axis=1)
        zone, gap = (np.take_along_axis(x, nearest, axis=1) for x in (zone, gap))
        out = ((zone == IN_AHEAD) & (gap > AHEAD)) | ((zone == IN_BACK) & (gap > BACK) & ~self.standing)
        return _packed(nearest, zone, gap, given | ~out)

    def _distances(self, events: Sequence[Happening], homes: Ints) -> tuple[Ints, Ints, Ints]:
        """The zone of each mention for each event, the sentences between, and how far it is within its zone."""
        first, last = (_ints(x)[:, None] for x in ((e.clause.start for e in events), (e.clause.end for e in events)))
        head, home = _ints(e.head for e in events)[:, None], homes[:, None]
        inside = (self.start >= first) & (self.end <= last)
        away = self.sentence - home
        beside = np.where(self.start < first, 1, 2)
        zone = np.where(inside, 0, np.where(away == 0, beside, np.where(away < 0, IN_BACK, IN_AHEAD)))
        gap = np.where(zone < IN_BACK, 0, abs(away))
        weak = _WEAK * self.metonym
        far = np.where(zone < IN_BACK, abs(self.token - head) + weak, self.start)
        return zone, gap, np.where(zone == IN_BACK, weak - self.start, far)

    def chained(self, number: int) -> bool:
        """Does a mention lie in the division that is named right behind it ("X district, Y province")?"""
        behind = number + 1
        if behind >= len(self.mentions) or not self.division[behind]:
            return False
        gap = self.mentions[behind].phrase.start - self.mentions[number].phrase.end
        return 0 <= gap <= CHAIN and self.holds(behind, number)

    def around(self, number: int) -> int | None:
        """The mention of the country that is named right behind a place in it ("X, Iraq", "X in northern Iraq")."""
        behind = number + 1
        if behind >= len(self.mentions) or not self.nation[behind] or self.tops[behind].dep_ == "poss":
            return None
        first, last = self.mentions[number].phrase, self.mentions[behind].phrase
        between = self._document.tokens_in(Span(first.end, last.start)) if first.end < last.start else []
        told = all(t.text == "," or t.lower_ in words().lying for t in between)
        return behind if between and told and self.holds(behind, number) else None

    def holds(self, outer: int, inner: int) -> bool:
        """Does one mention, by index, lie in another?"""
        return bool(self.lying(_ints([inner]), _ints([outer]))[0])

    def lying(self, inner: Ints, outer: Ints) -> Flags:
        """Does each mention of ``inner``, by index, lie in that of ``outer``, as far as their divisions tell?"""
        same = (self.country[inner] == self.country[outer]) & (self.country[inner] >= 0)
        same &= self.name[inner] != self.name[outer]
        division = (self.admin1[inner] == self.admin1[outer]) & (self.admin1[inner] >= 0) & ~self.large[inner]
        within = self.within[inner] == self.name[outer]
        lower = np.where(self.division[outer], division, within)
        return np.asarray(same & np.where(self.nation[outer], ~self.nation[inner], lower))


class _Words(dict[str, int]):
    """Numbers for words, in the order in which they come."""

    def number(self, word: str | None) -> int:
        return -1 if word is None else self.setdefault(word, len(self))


_SIZES = {p: n for n, p in enumerate(Precision)}


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _packed(number: Ints, zone: Ints, gap: Ints, seen: Flags) -> Sight:
    """The seen cells of each row moved to the left."""
    width = int(seen.sum(1).max(initial=0))
    left = np.argsort(~seen, axis=1, kind="stable")[:, :width]
    number, zone, gap = (np.take_along_axis(x, left, axis=1) for x in (number, zone, gap))
    return Sight(number, zone, gap, np.take_along_axis(seen, left, axis=1))


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
