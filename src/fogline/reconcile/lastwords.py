"""Each origin's last word on an incident, and the range they span (codebook section 4, "Decided")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fogline.core.claim import Measure, Status
from fogline.core.incident import Account, LastWord, Range
from fogline.core.interval import Count
from fogline.core.sharing import shared
from fogline.link import nested, one_house, voice
from fogline.reconcile.figures import beside, number
from fogline.reconcile.kinds import CIVILIANS, COMBATANTS, MEN, people

TOTALS = (Measure.KILLED, Measure.WOUNDED)
People = Mapping[Account, str | None]
SUM = "sum of disjoint groups"
Bodies = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A candidate: one account, or the sum of one origin's disjoint groups in one report."""

    accounts: tuple[Account, ...]
    count: Count
    rule: str

    def group(self, people: People) -> str | None:
        """The one sort of people it counts; ``None`` for all."""
        return people[self.accounts[0]] if len(self.accounts) == 1 else None

    @property
    def rank(self) -> tuple[date, bool, bool, int, bool, str, int]:
        """Later wins; on one day the explicit update, then a number over a number word, the higher, the exact."""
        head = self.accounts[0]
        value = self.count.low if self.count.low is not None else self.count.high
        update = any(a.update for a in self.accounts)
        vague = any(a.vague for a in self.accounts)
        return (head.said or date.min, update, not vague, value or 0, self.count.exact, head.report, head.order)


def add(counts: Sequence[Count]) -> Count:
    """Disjoint counts together: bounds add up, an open side stays open."""
    lows = [c.low for c in counts]
    highs = [c.high for c in counts]
    low = sum(x or 0 for x in lows)
    return Count(low, sum(x for x in highs if x is not None) if None not in highs else None)


def _sorts(rows: Sequence[Account]) -> set[tuple[Status, str | None, tuple[str, ...]]]:
    return {(a.status, a.kind, a.actors) for a in rows}


def _disjoint(rows: Sequence[Account]) -> bool:
    """Groups of one report that cannot hold each other: each named, all different, by status or by party."""
    known = all(a.status in (Status.CIVILIAN, Status.COMBATANT) for a in rows)
    return len(rows) > 1 and known and len(_sorts(rows)) == len(rows)


def _words(rows: Sequence[Account]) -> list[_Word]:
    by_report: dict[str, list[Account]] = {}
    for a in rows:
        by_report.setdefault(a.report, []).append(a)
    out = []
    for report in sorted(by_report):
        mine = by_report[report]
        if _disjoint(mine):
            out.append(_Word(tuple(mine), add([a.count for a in mine]), SUM))
        else:
            out += [_word_of(group) for group in _lists(mine)]
    return out


def _lists(rows: Sequence[Account]) -> list[list[Account]]:
    """Each account by itself, those of one list together."""
    out: list[list[Account]] = []
    for a in rows:
        mine = next((group for group in out if beside(group[0], a)), None)
        if mine is None:
            out.append([a])
        else:
            mine.append(a)
    return out


def _word_of(rows: Sequence[Account]) -> _Word:
    return _Word(tuple(rows), add([a.count for a in rows]), "last said" if len(rows) == 1 else SUM)


def last_words(accounts: Sequence[Account], spoken_for: Bodies | None = None) -> tuple[LastWord, ...]:
    """One line per origin and measure, killed first, then by origin.

    Left out: parts, figures whose own words call them superseded, a number word in an outlet's own voice, and "several"
    in anybody's, where anybody gives a number, a number far below every other origin's, and who counts one group only
    where others count all.
    ``spoken_for`` maps voices of persons to the bodies they speak for, whose last word is theirs.
    """
    accounts = whole(accounts, spoken_for)
    out, same = [], _voices(accounts, spoken_for)
    for measure in _measured(accounts):
        rows = [a for a in accounts if a.measure is measure and not a.part and not a.superseded]
        numbered = any(not a.vague for a in rows)
        telling = [a for a in rows if not numbered or not a.vague or (a.named and not _few(a))]
        words = _by_origin(measure, telling, same)
        out += [w for w in words.values() if not _fragment(w, [x for x in words.values() if x is not w])]
    return tuple(out)


SEVERAL = 3


def _few(a: Account) -> bool:
    """As "several": so little is said that no number is contradicted."""
    return a.count.high is None and (a.count.low or 0) <= SEVERAL


def _measured(rows: Iterable[Account | LastWord]) -> list[Measure]:
    """The measures that they are of, in the order of ``TOTALS``."""
    named = {x.measure for x in rows}
    return [m for m in TOTALS if m in named]


def _by_origin(measure: Measure, rows: Sequence[Account], same: Mapping[str, str]) -> dict[str, LastWord]:
    """Voice -> its last word, sorted by voice."""
    by_origin: dict[str, list[Account]] = {}
    for a in rows:
        by_origin.setdefault(same[voice(a.origin)], []).append(a)
    counted = people(rows)
    return {v: _last(measure, by_origin[v], counted) for v in sorted(by_origin)}


ROUND = 1.1
"""How far below an exact number a round one may lie that recalls it."""
FRAGMENT = 5
"""A number this many times below every other origin's tells of some of the victims, not of all."""


def _fragment(word: LastWord, others: Sequence[LastWord]) -> bool:
    """One of two patients who died abroad, one boy in a photograph: beside two totals no rival total.

    Number words are spared ("dozens" is no count); of the wounded only an outlet's own numbers are judged so, and
    those of one hospital; a number of one sort of people is measured against its like.
    """
    others = [w for w in others if word.group in (None, w.group)]
    spared = word.named and word.measure is Measure.WOUNDED and not one_house(word.origin)
    if len(others) < 2 or any(a.vague for a in word.accounts) or spared:
        return False
    return number(word.accounts[0]) * FRAGMENT <= min(number(w.accounts[0]) for w in others)


def _voices(accounts: Sequence[Account], spoken_for: Bodies | None) -> dict[str, str]:
    """Voice of each origin -> the voice it counts with: a longer form of its name, or the body it speaks for."""
    same = nested(a.origin for a in accounts)
    for person, body in sorted((spoken_for or {}).items()):
        if person in same:
            goes, to = same[person], same.get(body, body)
            same = {v: to if w == goes else w for v, w in same.items()}
    return same


def whole(accounts: Sequence[Account], spoken_for: Bodies | None = None) -> list[Account]:
    """Without the accounts of origins that tell of some of the victims only, where others count them all."""
    if len(accounts) < 2:
        return list(accounts)
    same = _voices(accounts, spoken_for)
    totals = [a for a in accounts if not a.part and not a.superseded]
    dead = [a for a in totals if a.measure is Measure.KILLED]
    some = _fragments(Measure.KILLED, dead, same)
    tellers = {same[voice(a.origin)] for a in dead}
    some |= _fragments(Measure.WOUNDED, [a for a in totals if a.measure is Measure.WOUNDED], same) - tellers
    some |= _of_one_kind(accounts, same, {same[voice(a.origin)] for a in dead if not _of_a_kind(a)})
    return [a for a in accounts if same[voice(a.origin)] not in some]


def _fragments(measure: Measure, rows: Sequence[Account], same: Mapping[str, str]) -> set[str]:
    words = _by_origin(measure, rows, same)
    return {v for v, w in words.items() if _fragment(w, [x for x in words.values() if x is not w])}


def _of_one_kind(accounts: Sequence[Account], same: Mapping[str, str], all_dead: set[str]) -> set[str]:
    """Origins that count children, women or the like and nobody else, beside one that counts all the dead."""
    kinds: dict[str, list[bool]] = {}
    for a in accounts:
        kinds.setdefault(same[voice(a.origin)], []).append(_of_a_kind(a))
    return {v for v, rows in kinds.items() if all(rows) and all_dead - {v}}


def _of_a_kind(a: Account) -> bool:
    """Told of one kind of victims; a list with the men in it tells of all."""
    return bool(a.kind) and not (a.listed and a.kind == MEN)


def _last(measure: Measure, rows: Sequence[Account], counted: People) -> LastWord:
    """Of all the people if the origin counts them; else of one sort, or of several sorts added."""
    words = _words(rows)
    wide = [w for w in words if w.group(counted) is None]
    best = max(_news(wide), key=lambda w: w.rank) if wide else _summed(words, counted)
    tally = Counter(a.origin for a in rows)
    name = min(tally, key=lambda o: (-tally[o], o))
    rule = best.rule
    if len(rows) > len(best.accounts):
        rule += "; explicit update" if any(a.update for a in best.accounts) else ""
    first = best.accounts[0]
    return LastWord(name, first.named, measure, best.count, first.said, best.accounts, rule, best.group(counted))


def _news(words: Sequence[_Word]) -> list[_Word]:
    """Without later words that only round down what was said exactly before: "more than 130" after 132."""
    return [w for w in words if not any(_rounds(w, x) for x in words)]


def _rounds(w: _Word, sharp: _Word) -> bool:
    low, exact = w.count.low, sharp.count.low
    if w.count.high is not None or low is None or exact is None or any(a.update for a in w.accounts):
        return False
    return sharp.rank[0] <= w.rank[0] and sharp.count.high is not None and low < exact < low * ROUND


def _summed(words: Sequence[_Word], counted: People) -> _Word:
    """One origin's last words on each sort of people, told in different reports."""
    last: dict[str | None, _Word] = {}
    for w in sorted(words, key=lambda w: w.rank):
        last[w.group(counted)] = w
    if set(last) - {COMBATANTS, CIVILIANS}:
        last.pop(COMBATANTS, None)  # fighters of no named party may be any of the parties'
    rows: list[_Word] = []
    for w in sorted(last.values(), key=lambda w: w.rank, reverse=True):
        if not any(_again(w, x) for x in rows):
            rows.append(w)
    return (
        rows[0]
        if len(rows) == 1
        else _Word(tuple(a for w in rows for a in w.accounts), add([w.count for w in rows]), SUM)
    )


def _again(w: _Word, other: _Word) -> bool:
    """One number, told in two reports under two names of the people ("13 marines", "13 soldiers"), counts them once."""
    a, b = w.accounts[0], other.accounts[0]
    return w.count == other.count and a.report != b.report and a.status is b.status


# --- ranges ---


def ranges(latest: Sequence[LastWord]) -> tuple[Range, ...]:
    """One per measure: the lowest to the highest number that any last word on all the people names.

    Where some count all, a larger number of one sort widens it upward. Where nobody counts all, it runs from the
    largest sort alone to all sorts together.
    """
    out = []
    for measure in _measured(latest):
        words = [w for w in latest if w.measure is measure]
        wide = _range(measure, None, [w for w in words if w.group is None])
        sorts = groups(words)
        if wide:
            out.append(replace(wide, high=max([wide.high, *(r.low for r in sorts)])) if sorts else wide)
        elif sorts:
            out.append(Range(measure, max(r.low for r in sorts), union(sorts), any(r.open for r in sorts)))
    return tuple(out)


def groups(latest: Sequence[LastWord]) -> tuple[Range, ...]:
    """The range of each sort of people that somebody counts alone, by measure, then name."""
    keys = sorted({(TOTALS.index(w.measure), w.group) for w in latest if w.group})
    rows = (_range(TOTALS[m], g, [w for w in latest if (w.measure, w.group) == (TOTALS[m], g)]) for m, g in keys)
    return tuple(r for r in rows if r)


def union(sorts: Sequence[Range]) -> int:
    """All sorts of people together at their highest; fighters of no named party may be any of the parties'."""
    high = {r.group: r.high for r in sorts}
    sides = sum(n for g, n in high.items() if g not in (COMBATANTS, CIVILIANS))
    return high.get(CIVILIANS, 0) + max(sides, high.get(COMBATANTS, 0))


def _range(measure: Measure, group: str | None, words: Sequence[LastWord]) -> Range | None:
    named = [x for w in words for x in (w.count.low, w.count.high) if x is not None]
    if not named:
        return None
    return shared(Range(measure, min(named), max(named), any(w.count.high is None for w in words), group))


__all__ = ["TOTALS", "add", "groups", "last_words", "number", "ranges", "union", "whole"]
