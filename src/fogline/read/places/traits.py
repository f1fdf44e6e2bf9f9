"""What speaks for or against a named place as the place of an event: numbers by name.

A trait that says what something is (``prep=in``) is 1 where it holds and absent, 0, where not. Function words stand in
the names as written; names of places or actors never do. Traits come in three blocks: those that a mention has for
every event, those that an event has for every place, and those of the two together.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from fogline.core.claim import HURTING, ClaimType
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.events import located, overview, usable
from fogline.read.places.fold import fold
from fogline.read.places.landscape import OWN, ZONES, Happening, Ints, Landscape, Option, Sight, nation
from fogline.read.places.mention import PlaceMention
from fogline.read.places.ties import NONE, Setting, Ties, way
from fogline.read.places.words import words
from fogline.read.tokens import Token

Traits = Iterator[tuple[str, float]]
Floats = npt.NDArray[np.float32]

_STEPS = ("steps", "up", "verbs", "relative")
_TOGETHER = 64  # events seen at a time: what they need grows with events times mentions
_FUNCTION = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "PART", "DET"})
_FAMILIES = {
    "speech": (ClaimType.ACCUSATION, ClaimType.DEMAND, ClaimType.DENIAL, ClaimType.SUPPORT, ClaimType.THREAT),
    "politics": (ClaimType.TALKS, ClaimType.AGREEMENT, ClaimType.ASSESSMENT),
    "blow": (
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.ATTACK,
        ClaimType.CHEMICAL_ATTACK,
    ),
    "ground": (ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL),
    "move": (ClaimType.DEPLOYMENT, ClaimType.DISPLACEMENT, ClaimType.AID),
    "result": (ClaimType.TOLL, ClaimType.PROPERTY_DAMAGE, ClaimType.MATERIEL_LOSS, ClaimType.DETENTION),
}
_FAMILY = {kind: name for name, kinds in _FAMILIES.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Block:
    """Traits of several things: ``values`` [things, names], and the ``marks`` of each, which are 1.

    ``of`` has the thing that each option has them from.
    """

    names: tuple[str, ...]
    values: Floats
    marks: Sequence[Sequence[str]]
    of: Ints

    @classmethod
    def written(cls, listed: Sequence[Sequence[tuple[str, float]]], of: Ints) -> Block:
        """From what each thing has, all of them the same numbers; marks have a "=" in them."""
        names = tuple(name for name, _ in listed[0] if "=" not in name)
        values = np.array([[value for name, value in traits if "=" not in name] for traits in listed], np.float32)
        return cls(names, values, [[name for name, _ in traits if "=" in name] for traits in listed], of)

    def beside(self, columns: Mapping[str, npt.NDArray[np.generic]]) -> Block:
        """With further numbers of the same things."""
        known = self.values.shape[1]
        values = np.empty((len(self.values), known + len(columns)), np.float32)
        values[:, :known] = self.values
        for n, column in enumerate(columns.values(), known):
            values[:, n] = column
        return Block((*self.names, *columns), values, self.marks, self.of)

    def traits(self, option: int) -> dict[str, float]:
        """What an option has from this block."""
        thing = int(self.of[option])
        return dict(zip(self.names, self.values[thing].tolist(), strict=True)) | dict.fromkeys(self.marks[thing], 1.0)


class Scene:
    """One report: its places, all its events in the order given, and the places that the rules give each."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention], events: Sequence[Happening]) -> None:
        self.document, self.events = document, tuple(events)
        self.land = Landscape(document, mentions)
        free = {harm: usable(document, mentions, harm=harm) for harm in (False, True)}
        found = (located(document, free[e.kind in HURTING], e.head, e.clause, e.kind) for e in self.events)
        self.by_rules = [frozenset(m.name.lower() for m in ms) for ms in found]
        given = np.zeros((len(self.events), len(self.land.groups)), bool)
        for n, name in enumerate(self.land.groups):
            given[:, n] = [name in names for names in self.by_rules]
        self.setting = Setting(document, self.land, self.events, given)
        self.title = fold(document.report.title or "")
        self._overviews: dict[int, bool] = {}

    @cached_property
    def heads(self) -> dict[int, list[int]]:
        """The events' tokens by sentence, in order of the text."""
        found: dict[int, list[int]] = {}
        for home, head in zip(self.setting.homes.tolist(), self.setting.heads.tolist(), strict=True):
            insort(found.setdefault(home, []), head)
        return found

    def overview(self, clause: Span) -> bool:
        """Is the sentence of an event about the whole war?"""
        sentence = self.document.sentence_at(clause.start).index
        if sentence not in self._overviews:
            self._overviews[sentence] = overview(self.document, clause)
        return self._overviews[sentence]

    @cached_property
    def views(self) -> list[View]:
        """The scene as each of its events sees it."""
        options = [o for ties in self._ties for o in _options(self.land, ties.sight)] or [()] * len(self.events)
        starts = [0, *accumulate(map(len, options))]
        return [View(self, n, *found) for n, found in enumerate(zip(options, starts, strict=False))]

    @cached_property
    def _ties(self) -> list[Ties]:
        if not self.land.mentions:
            return []
        setting, stretches = self.setting, [slice(n, n + _TOGETHER) for n in range(0, len(self.events), _TOGETHER)]
        sights = (self.land.sight(self.events[s], setting.homes[s], setting.given[s]) for s in stretches)
        return [Ties(setting, *found) for found in zip(stretches, sights, strict=True)]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What the mentions have, what the events have, and what both have together; none without any option."""
        counts = [len(v.options) for v in self.views]
        if not sum(counts):
            return ()
        used, of = np.unique([o.number for v in self.views for o in v.options], return_inverse=True)
        mentions = Block.written([list(self._lasting(n)) for n in used.tolist()], of)
        events = Block.written([list(v.shared()) for v in self.views], np.repeat(np.arange(len(counts)), counts))
        crowds = _joined([dict(t.crowd()) for t in self._ties])
        return mentions, events.beside(crowds), self._pairs()

    def _pairs(self) -> Block:
        """What each option has."""
        alone = [v.alone(o) for v in self.views for o in v.options]
        steps = np.array([steps for steps, _ in alone], np.float32)
        ways = Block(_STEPS, steps, [marks for _, marks in alone], np.arange(len(alone)))
        return ways.beside(_joined([t.valid_columns() for t in self._ties]))

    def release(self) -> None:
        """Unties it from its views, after which nobody may ask."""
        vars(self).clear()

    # -- mentions --------------------------------------------------------------------------------------------------

    @cached_property
    def divisions(self) -> dict[str | None, float]:
        """The share of the mentions within countries that lie in each first-order division."""
        placed = [m.admin1 for m in self.land.mentions if m.country and not nation(m)]
        return {name: n / len(placed) for name, n in Counter(placed).items()}

    @cached_property
    def leading(self) -> str | None:
        """The country that most mentions lie in, ties by code."""
        uses = Counter(m.country for m in self.land.mentions if m.country)
        return max(sorted(uses), key=lambda c: uses[c], default=None)

    def _lasting(self, number: int) -> Traits:
        """The traits that a mention has for every event."""
        yield from self._thing(number)
        yield from self._part(number)
        yield from self._hanging(number)

    def _thing(self, number: int) -> Traits:
        m = self.land.mentions[number]
        how, _, rule = m.rule.partition("/")
        yield f"size={m.precision.value}", 1
        yield f"placekind={m.kind.value if m.kind else 'none'}", 1
        yield f"role={m.role}", 1
        yield f"how={how}", 1
        yield f"rule={rule}", 1
        yield "nation", nation(m)
        yield "near", m.near
        yield "placed", m.point is not None
        yield "in clauses", sum([e.clause.covers(m.span) for e in self.events])

    def _part(self, number: int) -> Traits:
        """How much the report speaks of it."""
        land, m, name = self.land, self.land.mentions[number], self.land.names[number]
        members = land.groups[name]
        yield "uses", len(members)
        yield "uses share", len(members) / len(land.mentions)
        yield "rank", land.rank[name]
        yield "first sentence", float(land.sentence[members[0]])
        yield "is first", members[0] == 0
        yield "title", bool(self.title) and fold(m.name) in self.title
        yield "admin share", self.divisions.get(m.admin1, 0.0) if m.admin1 else NONE
        yield "leading", m.country == self.leading
        yield "told beside", number in self._beside

    @cached_property
    def _beside(self) -> frozenset[int]:
        """The mentions that tell where the one before lies ("X, Country")."""
        text, mentions = self.document.plain, self.land.mentions
        pairs = zip(mentions, enumerate(mentions[1:], 1), strict=False)
        return frozenset(n for a, (n, b) in pairs if text[a.span.end : b.span.start] == ", " and a.country == b.country)

    def _hanging(self, number: int) -> Traits:
        """How it hangs in its sentence."""
        land = self.land
        doc, top, phrase = self.document.doc, land.tops[number], land.mentions[number].phrase
        first, last = self.document.token_at(phrase.start).i, self.document.token_at(phrase.end - 1).i
        yield f"dep={top.dep_}", 1
        if top.dep_ in ("pobj", "pcomp"):
            yield f"prep={top.head.lower_}", 1
            yield f"prepof={top.head.head.pos_}", 1
        else:
            yield f"under={top.head.pos_}", 1
        if first:
            yield f"before={_plain(doc[first - 1])}", 1
        if last + 1 < len(doc):
            yield f"next={_plain(doc[last + 1])}", 1


class View:
    """A scene as one of its events sees it. Its options are those of the scene from number ``first`` on."""

    def __init__(self, scene: Scene, number: int, options: tuple[Option, ...], first: int) -> None:
        self.scene, self.number, self.options, self._first = scene, number, options, first
        self.document, self.land, self.event = scene.document, scene.land, scene.events[number]
        self.head = self.document.doc[self.event.head]
        self.home = int(scene.setting.homes[number])
        self.family = _FAMILY.get(self.event.kind, "other")

    def picked(self, option: Option) -> bool:
        """Do the rules give the event this place?"""
        return self.land.names[option.number] in self.scene.by_rules[self.number]

    def traits(self, option: Option) -> dict[str, float]:
        """Every trait of one option."""
        row = self._first + self.options.index(option)
        return {name: value for block in self.scene.blocks for name, value in block.traits(row).items()}

    def shared(self) -> Traits:
        """The traits that the event has for every place."""
        yield from self._event()
        yield from self._wording()

    @cached_property
    def _above(self) -> dict[int, int]:
        return {t.i: n for n, t in enumerate((self.head, *self.head.ancestors))}

    def alone(self, option: Option) -> tuple[tuple[int, int, int, int], list[str]]:
        """What the option is to the event: the numbers ``_STEPS`` of the way there, for a place of the event's own
        sentence, and the marks.
        """
        own = option.zone in OWN
        steps, marks = way(self.land.tops[option.number], self._above) if own else ((0, 0, 0, 0), [])
        return steps, [f"zone={option.zone}", f"familysize={self.family}+{option.mention.precision}", *marks]

    def _event(self) -> Traits:
        event, scene = self.event, self.scene
        yield f"kind={event.kind.value}", 1
        yield f"family={self.family}", 1
        yield "home", self.home
        yield "home share", self.home / max(1, len(self.document.sentences))
        yield "clause length", event.clause.end - event.clause.start
        yield "overview", scene.overview(event.clause)
        yield "quoted", any(q.start <= self.head.idx < q.end for q in self.document.quotations)
        yield "events", len(scene.events)
        yield "position", self.number
        yield "before me here", bisect_left(scene.heads[self.home], self.head.i)
        yield "n places", len(self.land.groups)

    def _wording(self) -> Traits:
        head = self.head
        yield f"pos={head.pos_}", 1
        yield f"headdep={head.dep_}", 1
        yield f"opening={_plain(self.document.doc[self.document.sentences[self.home].start])}", 1
        yield "definite", _definite(head)
        left = list(head.lefts)
        yield "subject", any(t.dep_ in ("nsubj", "nsubjpass") for t in left)
        yield "passive", any(t.dep_ in ("nsubjpass", "auxpass") for t in left)
        yield "past perfect", any(t.dep_ == "aux" and t.lower_ == "had" for t in left)
        yield "modal", any(t.dep_ == "aux" and t.tag_ == "MD" for t in left)


def _options(land: Landscape, sight: Sight) -> Iterator[tuple[Option, ...]]:
    metonym = land.metonym.tolist()
    lists = (sight.number.tolist(), sight.zone.tolist(), sight.gap.tolist(), sight.valid.sum(1).tolist())
    for numbers, zones, gaps, count in zip(*lists, strict=True):
        cells = list(zip(numbers, zones, gaps, strict=True))[:count]
        yield tuple([Option(land.mentions[n], n, ZONES[zone], gap, not metonym[n]) for n, zone, gap in cells])


def _joined(parts: Sequence[Mapping[str, npt.NDArray[np.generic]]]) -> dict[str, npt.NDArray[np.generic]]:
    """The columns of all parts, one below the other."""
    return dict(parts[0]) if len(parts) == 1 else {n: np.concatenate([part[n] for part in parts]) for n in parts[0]}


def _plain(token: Token) -> str:
    return token.lower_ if token.pos_ in _FUNCTION else token.pos_


def _definite(head: Token) -> bool:
    """As in "the blast", or a subject that "the" or "that" opens: something told before."""
    definite = words().definite
    subjects = [x for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass") for x in t.lefts]
    return any(t.lower_ in definite for t in (*(t for t in head.lefts if t.dep_ == "det"), *subjects))
