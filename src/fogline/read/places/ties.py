"""What a place and an event have together, for all of a report's pairs side by side: arrays [events, options]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from fogline.read.document import Document
from fogline.read.places.fold import fold
from fogline.read.places.landscape import IN_BACK, ZONES, Flags, Happening, Ints, Landscape, Sight
from fogline.read.places.words import countries
from fogline.read.tokens import Token

Floats = npt.NDArray[np.float32]
Columns = Iterator[tuple[str, npt.NDArray[np.generic]]]

NONE, FAR = -1.0, 99.0
UP = 9  # steps up to a branch that is not reached
LONG = 3  # a way through the parse longer than this tells nothing more
VERBAL = frozenset({"VERB", "AUX"})
_ASIDE = frozenset({"relcl", "acl", "advcl"})
# The zones of an event's own sentence come first.
_CLAUSE, _BEYOND = 0, IN_BACK


class Setting:
    """What all pairs of a report share: its events, its mentions, and counts along the text."""

    def __init__(self, document: Document, land: Landscape, events: Sequence[Happening], given: Flags) -> None:
        """``given`` [events, names] tells which places the rules give each event."""
        self.document, self.land, self.events, self.given = document, land, events, given
        self.heads = np.array([e.head for e in events], np.int64)
        self.homes = np.array([document.sentence_of(e.head).index for e in events], np.int64)
        self.kinds = np.unique([e.kind.value for e in events], return_inverse=True)[1]
        self.some = np.unique(self.heads)
        known = set(self.some.tolist())
        self.owners = np.array([_owner(t, known) for t in land.tops], np.int64)

    @cached_property
    def peoples(self) -> dict[int, str]:
        """Tokens that are demonyms, to their country."""
        table = countries().demonyms
        return {t.i: table[k] for t in self.document.doc if t.text[0].isupper() and (k := fold(t.text)) in table}

    @cached_property
    def commas(self) -> Ints:
        """How many stand before each token."""
        return _counted(t.text == "," for t in self.document.doc)

    @cached_property
    def verbs(self) -> Ints:
        """How many stand before each token."""
        return _counted(t.pos_ in VERBAL for t in self.document.doc)

    @cached_property
    def by_kind(self) -> Ints:
        """How many events of each kind the rules give each name [kinds, names]."""
        return self._given_by(self.kinds)

    @cached_property
    def by_sentence(self) -> Ints:
        """How many events of each sentence the rules give each name [sentences, names]."""
        return self._given_by(self.homes)

    def _given_by(self, of: Ints) -> Ints:
        found = np.zeros((int(of.max()) + 1, self.given.shape[1]), np.int64)
        np.add.at(found, of, self.given)
        return found

    def beside(self, step: int) -> Flags:
        """What the rules give the event so many further on; nothing beyond the ends."""
        found = np.zeros_like(self.given)
        if abs(step) < len(found):
            found[max(0, -step) : len(found) - max(0, step)] = self.given[max(0, step) : len(found) + min(0, step)]
        return found


def _owner(top: Token, heads: set[int]) -> int:
    """The first event that the place hangs on, -1 for none."""
    return next((t.i for t in (top, *top.ancestors) if t.i in heads), -1)


def _counted(which: Iterable[bool]) -> Ints:
    return np.concatenate(([0], np.cumsum(np.fromiter(which, np.int64))))


class Ties:
    """The pairs of some of the events: ``events`` are those of the setting that ``sight`` is about."""

    def __init__(self, setting: Setting, events: slice, sight: Sight) -> None:
        self.setting, self.land, self.events, self.sight = setting, setting.land, events, sight
        self.number, self.zone = sight.number, sight.zone
        self.group = self.land.group[self.number]
        self.head, self.home = setting.heads[events][:, None], setting.homes[events][:, None]
        self.at = self.land.token[self.number]
        self.away = abs(self.at - self.head)
        self.named = sight.valid & ~self.land.metonym[self.number]
        self.picked = self._of_name(setting.given[events])

    def _of_name(self, table: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """From [events, names] to [events, options]."""
        return np.take_along_axis(table, self.group, axis=1)

    def columns(self) -> Columns:
        """Every number of a pair by name."""
        yield "gap", self.sight.gap
        yield "picked", self.picked
        yield "token distance", np.log2(1 + self.away)
        yield "after", self.at > self.head
        yield from self._people()
        yield from self._since()
        yield "own", self._owner == self.head
        yield "owned by other", (self._owner >= 0) & (self._owner != self.head)
        yield from self._nesting()
        yield from self._rivals()
        yield from self._others()
        yield from self._between()

    def valid_columns(self) -> dict[str, npt.NDArray[np.generic]]:
        """The numbers of the pairs that there are, row by row."""
        at = np.flatnonzero(self.sight.valid)
        return {name: column.take(at) for name, column in self.columns()}

    @cached_property
    def _owner(self) -> Ints:
        return np.asarray(self.setting.owners[self.number])

    def _people(self) -> Columns:
        """Whether the event's clause or sentence names the people of the place's country."""
        document, peoples = self.setting.document, self.setting.peoples
        here, around = np.zeros((2, *self.number.shape), bool)
        for n, event in enumerate(self.setting.events[self.events] if peoples else ()):
            told = {t.i for t in document.tokens_in(event.clause)}
            clause = {land for i, land in peoples.items() if i in told}
            sentence = document.sentences[int(self.home[n, 0])]
            whole = {land for i, land in peoples.items() if sentence.start <= i < sentence.end}
            countries = [self.land.mentions[m].country for m in self.number[n].tolist()] if clause or whole else []
            here[n, : len(countries)] = [c in clause for c in countries]
            around[n, : len(countries)] = [c in whole for c in countries]
        yield "people here", here
        yield "people in sentence", around

    def _since(self) -> Columns:
        """Sentences since it was last named, other places named since, sentences until it is named next."""
        land, count = self.land, len(self.land.mentions)
        numbers = np.arange(count)
        before = land.token < self.head
        last_of = -land.least(np.where(before, -numbers, 1))
        small_of = -land.least(np.where(before & ~land.nation, -numbers, 1))
        next_of = self._of_name(land.least(np.where(land.token > self.head, numbers, count)))
        last = self._of_name(last_of)
        ahead = land.sentence.take(next_of, mode="clip") - self.home
        yield "next gap", np.where(next_of == count, FAR, ahead)
        for name, value in (
            ("last gap", self.home - land.sentence[last]),
            ("since", (last_of[:, None, :] > last[:, :, None]).sum(2)),
            ("small since", (small_of[:, None, :] > last[:, :, None]).sum(2)),
        ):
            yield name, np.where(last < 0, NONE, value)

    def _nesting(self) -> Columns:
        """Which other places hold it, and which it holds."""
        lying = self.land.lying(self.number[:, None, :], self.number[:, :, None])  # [events, outer, inner]
        zone, named = self.zone, self.named
        kinds = {"own": zone < _BEYOND, "clause": zone == _CLAUSE, "back": zone == IN_BACK, "picked": self.picked}
        for label, which in kinds.items():
            others = (named & which)[:, None, :]
            yield f"holds {label}", (lying & others).any(2)
            yield f"held {label}", (lying.swapaxes(1, 2) & others).any(2)

    def _rivals(self) -> Columns:
        """Which other places stand where it stands."""
        land, number = self.land, self.number
        rest = self.named[:, None, :] & ~np.eye(number.shape[1], dtype=bool)
        beside = rest & _same(self.zone)
        yield "nearer", (beside & (self.away[:, None, :] < self.away[:, :, None])).sum(2)
        yield "peers", (beside & _same(land.precision[number])).sum(2)
        yield "same top", (rest & _same(land.top[number])).sum(2)
        country = land.country[number]
        abroad = rest & ((self.zone == _CLAUSE) & (country >= 0))[:, None, :] & ~_same(country)
        yield "elsewhere", (country >= 0) & abroad.any(2)

    def _others(self) -> Columns:
        """What the rules give the events around."""
        setting, mine = self.setting, self.picked.astype(np.int64)
        yield "picked by", setting.given.sum(0)[self.group] / len(setting.events)
        for name, step in (("picked before", -1), ("picked two before", -2), ("picked after", 1)):
            yield name, self._of_name(setting.beside(step)[self.events])
        yield "picked by kind", self._of_name(setting.by_kind[setting.kinds[self.events]]) - mine
        yield "picked here", self._of_name(setting.by_sentence[setting.homes[self.events]]) - mine
        yield "only picked", self.picked & (setting.given[self.events].sum(1) == 1)[:, None]

    def _between(self) -> Columns:
        """What lies between in the text, for a place of the event's own sentence."""
        setting, own = self.setting, self.zone < _BEYOND
        start, end = np.minimum(self.head, self.at), np.maximum(self.head, self.at)
        for name, counted in (("commas", setting.commas), ("verbs between", setting.verbs)):
            yield name, own * np.maximum(0, counted[end] - counted[np.minimum(start + 1, end)])
        for name, tokens in (("heads between", setting.some), ("places between", self.land.token)):
            within = np.searchsorted(tokens, end) - np.searchsorted(tokens, start, side="right")
            yield name, own * np.maximum(0, within)

    def crowd(self) -> Columns:
        """Every number of an event by name: which places stand around it [events]."""
        nation, gap = self.land.nation[self.number], self.sight.gap
        for n, zone in enumerate(ZONES):
            here = self.named & (self.zone == n)
            yield f"n {zone}", here.sum(1)
            yield f"n small {zone}", (here & ~nation).sum(1)
        back = self.named & (self.zone == IN_BACK) & ~nation
        yield "nearest gap", np.where(back, gap, FAR).min(1, initial=FAR)
        yield "n picked", self.setting.given[self.events].sum(1)


def _same(values: Ints) -> Flags:
    """Which two options of an event have the same value [events, options, options]."""
    return np.asarray(values[:, None, :] == values[:, :, None])


def way(top: Token, above: Mapping[int, int]) -> tuple[tuple[int, int, int, int], list[str]]:
    """The way through the parse from a place up to the event's branch, and what marks it.

    ``above`` has the branch's tokens with their steps from the event. The way is told by the steps on it, the steps of
    the event's branch, and the verbs and the clauses aside that it passes.
    """
    token, deps, verbs = top, [], 0
    while token.i not in above and token.head is not token:
        deps.append(token.dep_)
        token = token.head
        verbs += token.i not in above and token.pos_ in VERBAL
    up = above.get(token.i, UP)
    marks = [f"last={deps[-1]}"] if deps else []
    if len(deps) <= LONG:
        marks.append(f"way={'<'.join(deps)}^{min(up, 2)}")
    return (len(deps), up, verbs, sum(d in _ASIDE for d in deps)), marks
