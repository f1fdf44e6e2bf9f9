"""Which places an event happened at: a forest of decision trees learned from annotated reports.

Every tree sends an option (its traits, ``traits.py``) to one leaf; the sum of the leaves, s, gives its probability
1 / (1 + exp(-s)). A place that the rules of ``events.py`` give stands from ``keep`` on, another from ``first`` on, or
from ``further`` on beside one that stands. ``scripts/train_places.py`` writes the trees. Without them the rules decide
alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fogline.core.claim import SPEECH_ACTS, ClaimType
from fogline.read.places.landscape import OWN, Happening, Landscape, Option
from fogline.read.places.traits import Block, Scene, View
from fogline.read.places.words import words
from fogline.read.tokens import Token

FILE = Path(__file__).parent / "weights" / "places.json"

TALK = frozenset({*SPEECH_ACTS, ClaimType.TALKS, ClaimType.AGREEMENT})
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees one after another in one line of nodes, each with two cells: 2n and 2n + 1 stand for node n.

    From node n an option goes on to ``after[2n]`` if its trait number ``trait`` is at most ``limit``, else to
    ``after[2n + 1]``, which are cells of nodes. A leaf leads to itself, and ``value`` is what it adds. ``roots`` are
    the trees' first cells.
    """

    trait: Ints
    limit: Floats
    after: Ints
    value: npt.NDArray[np.float64]
    roots: Ints
    depth: int

    @classmethod
    def of(cls, trees: Sequence[Sequence[Sequence[float]]]) -> Forest:
        """From trees as lists of nodes ``[trait, limit, left, right, value]``; the root is node 0."""
        width = max(map(len, trees))
        table = np.zeros((len(trees), width, 5))
        for n, nodes in enumerate(trees):
            table[n, : len(nodes)] = nodes
        roots = 2 * width * np.arange(len(trees))
        after = 2 * table[:, :, 2:4].astype(np.int64) + roots[:, None, None]
        trait, limit, value = (np.repeat(table[:, :, n].ravel(), 2) for n in (0, 1, 4))
        depth = max(_depth(nodes, 0) for nodes in trees)
        return cls(trait.astype(np.int64), limit.astype(np.float32), after.ravel(), value, roots, depth)

    def sums(self, rows: Floats) -> npt.NDArray[np.float64]:
        """The sum of each row's leaves; ``rows`` is [options, traits]."""
        values, line = rows.ravel(), (np.arange(len(rows)) * rows.shape[1])[:, None]
        high = rows.take(self.trait.take(self.roots), axis=1) > self.limit.take(self.roots)
        at = self.after.take(self.roots + high)
        for _ in range(1, self.depth):
            at = self.after.take(at + (values.take(line + self.trait.take(at)) > self.limit.take(at)))
        return np.asarray(self.value.take(at).sum(1), np.float64)


def _depth(nodes: Sequence[Sequence[float]], at: int) -> int:
    left, right = int(nodes[at][2]), int(nodes[at][3])
    return 0 if left == at else 1 + max(_depth(nodes, left), _depth(nodes, right))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Probabilities 0..1 from which a place stands, the traits by name, and the trees over them."""

    first: float
    further: float
    keep: float
    traits: Mapping[str, int]
    forest: Forest

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Scorer:
        """From the JSON that the training script writes."""
        traits = {name: n for n, name in enumerate(data["traits"])}
        return cls(data["first"], data["further"], data["keep"], traits, Forest.of(data["trees"]))

    def chances(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each option by its traits."""
        table = np.zeros((len(rows), len(self.traits)), np.float32)
        for line, traits in zip(table, rows, strict=True):
            for name, value in traits.items():
                if name in self.traits:
                    line[self.traits[name]] = value
        return self._likely(table)

    def _likely(self, table: Floats) -> list[float]:
        return list((1 / (1 + np.exp(-self.forest.sums(table)))).tolist())

    def _filled(self, block: Block) -> Floats:
        """The known traits of a block's things [things, traits]."""
        table = np.zeros((len(block.values), len(self.traits)), np.float32)
        known = [n for n, name in enumerate(block.names) if name in self.traits]
        table[:, [self.traits[block.names[n]] for n in known]] = block.values[:, known]
        number = self.traits
        marked = [(n, number[mark]) for n, marks in enumerate(block.marks) for mark in marks if mark in number]
        if marked:
            table[tuple(zip(*marked, strict=True))] = 1
        return table

    def choose(self, scene: Scene) -> list[list[Option]]:
        """The places of each event of the scene, most probable first."""
        if not scene.blocks:
            return [[] for _ in scene.events]
        table = sum(self._filled(block)[block.of] for block in scene.blocks)
        chances = iter(self._likely(np.asarray(table, np.float32)))
        chosen = (
            self.standing(
                v.options,
                together(v.options, scene.land.tops, [next(chances) for _ in v.options]),
                [v.picked(o) for o in v.options],
            )
            for v in scene.views
        )
        return [
            with_outer(scene.land, with_inner(scene.land, v.options, self._left(scene, v, found)))
            for v, found in zip(scene.views, chosen, strict=True)
        ]

    def _left(self, scene: Scene, view: View, found: Sequence[Option]) -> list[Option]:
        """Without what is another event's; the scenes before where the event points back to them."""
        return _unsaid(scene, view, _own(scene, view, found)) or _pointed(scene, view.event, view.options)

    def standing(self, options: Sequence[Option], chances: Sequence[float], picked: Sequence[bool]) -> list[Option]:
        """The options that stand by their chances; ``picked`` tells which ones the rules give."""
        found: list[Option] = []
        for n in sorted(range(len(options)), key=lambda n: (-chances[n], n)):
            least = self.keep if picked[n] else self.further if found else self.first
            if chances[n] >= least:
                found.append(options[n])
        return found


def together(options: Sequence[Option], tops: Sequence[Token], chances: Sequence[float]) -> list[float]:
    """The chances, where a list in another sentence is taken over whole or not at all: each has its list's least.

    ``tops`` has the token that carries each mention's list, by the option's ``number``. "Clashes in Homs and Hama", two
    sentences on, is no event in Hama alone.
    """
    least: dict[int, float] = {}
    for option, chance in zip(options, chances, strict=True):
        top = tops[option.number].i
        least[top] = min(chance, least.get(top, chance))
    return [
        chance if option.zone in OWN else least[tops[option.number].i]
        for option, chance in zip(options, chances, strict=True)
    ]


def _pointed(scene: Scene, event: Happening, options: Sequence[Option]) -> list[Option]:
    """As in "nine were killed there": the scenes of the last sentence before that names any."""
    doc = scene.document.doc
    if not any(c.lower_ in words().there and c.dep_ == "advmod" for c in doc[event.head].children):
        return []
    back = [o for o in options if o.zone == "back" and o.named]
    near = min((o.gap for o in back), default=0)
    return [o for o in back if o.gap == near]


def _own(scene: Scene, view: View, found: Sequence[Option]) -> list[Option]:
    """Without what another event's verb beside the event's own has ("took X and shelled Y" is no taking of Y), unless
    what it has holds the event's own place ("took X and shelled Y in Z province").
    """
    listed = with_series(view.options, found)
    verb = _verb(scene.document.doc[view.event.head])
    beside = {t.i for t in verb.conjuncts} & {_verb(scene.document.doc[e.head]).i for e in scene.events}
    if not beside:
        return listed
    at = {o.number: _verb(scene.land.tops[o.number]).i for o in listed if o.zone in OWN}
    own = [n for n, i in at.items() if i == verb.i < scene.land.token[n]]
    if not own:
        return listed
    away = {n for n, i in at.items() if i in beside and not any(scene.land.holds(n, o) for o in own)}
    return [o for o in listed if o.number not in away]


def _unsaid(scene: Scene, view: View, found: Sequence[Option]) -> list[Option]:
    """For talk, without what only the words of another speech act have ("met X, accusing Y of raids in Z")."""
    doc = scene.document.doc
    told = {e.head for e in scene.events if e.kind in SPEECH_ACTS}
    if view.event.kind not in TALK or not told - {view.event.head}:
        return list(found)
    above = {view.event.head, *(a.i for a in view.head.ancestors)}
    return [o for o in found if o.zone not in OWN or not _aside(doc[scene.land.token[o.number]], above, told)]


def _aside(token: Token, above: set[int], told: set[int]) -> bool:
    """Does a speech act lie on the way up from a place to the event, in a clause that is joined on?"""
    way = list(takewhile(lambda t: t.i not in above, token.ancestors))
    return bool(way) and way[-1].dep_ in ("advcl", "conj") and way[-1].pos_ == "VERB" and any(t.i in told for t in way)


def _verb(token: Token) -> Token:
    """The verb that a token hangs on; itself if it is one."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def with_series(options: Sequence[Option], found: Sequence[Option]) -> list[Option]:
    """Where one name of a list stands that a plural tells as places ("the villages of X, Y and Z"), all of them do."""
    listed = {o.mention.series for o in found if o.zone in OWN} - {None}
    return [*found, *(o for o in options if o.mention.series in listed and o not in found and o.zone in OWN)]


def with_inner(land: Landscape, options: Sequence[Option], found: Sequence[Option]) -> list[Option]:
    """Where a division of another sentence stands, what that sentence told as lying in it ("Panjwai district, Kandahar
    province") stands too: what goes on goes on in the smaller one.
    """
    kept = list(found)
    numbers = {o.number: o for o in options}
    for option in found:
        inner = numbers.get(option.number - 1)
        if option.zone in OWN or inner is None or inner in kept or not land.chained(inner.number):
            continue
        kept.append(inner)
    return kept


def with_outer(land: Landscape, found: Sequence[Option]) -> list[Option]:
    """With the country that the text names as holding a place of the event's own sentence (codebook 2.8, nested)."""
    kept, told = list(found), {o.mention.name for o in found}
    for option in found:
        outer = land.around(option.number) if option.zone in OWN and option.mention.role == "event" else None
        if outer is not None and land.mentions[outer].name not in told:
            told.add(land.mentions[outer].name)
            kept.append(Option(land.mentions[outer], outer, option.zone, 0, True))
    return kept


@cache
def learned(path: Path = FILE) -> Scorer | None:
    """The installed trees; ``None`` when there are none."""
    return Scorer.of(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
