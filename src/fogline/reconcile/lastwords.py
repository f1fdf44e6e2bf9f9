"""Each origin's last word on an incident, and the range they span (codebook section 4, "Decided")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fogline.core.claim import Measure, Status
from fogline.core.incident import Account, LastWord, Range
from fogline.core.interval import Count
from fogline.link import nested, voice
from fogline.reconcile.figures import number

TOTALS = (Measure.KILLED, Measure.WOUNDED)


@dataclass(frozen=True, slots=True)
class _Word:
    """A candidate: one account, or the sum of one origin's disjoint groups in one report."""

    accounts: tuple[Account, ...]
    count: Count
    rule: str

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


def _groups(rows: Sequence[Account]) -> set[tuple[Status, str | None, tuple[str, ...]]]:
    return {(a.status, a.kind, a.actors) for a in rows}


def _disjoint(rows: Sequence[Account]) -> bool:
    """Groups of one report that cannot hold each other: each named, all different, by status or by party."""
    known = all(a.status in (Status.CIVILIAN, Status.COMBATANT) for a in rows)
    return len(rows) > 1 and known and len(_groups(rows)) == len(rows)


def _words(rows: Sequence[Account]) -> list[_Word]:
    by_report: dict[str, list[Account]] = {}
    for a in rows:
        by_report.setdefault(a.report, []).append(a)
    out = []
    for report in sorted(by_report):
        mine = by_report[report]
        if _disjoint(mine):
            out.append(_Word(tuple(mine), add([a.count for a in mine]), "sum of disjoint groups"))
        else:
            out += [_Word((a,), a.count, "last said") for a in mine]
    return out


def last_words(accounts: Sequence[Account]) -> tuple[LastWord, ...]:
    """One line per origin and measure, killed first, then by origin.

    Left out: parts, figures whose own words call them superseded, a number word in an outlet's own voice where anybody
    gives a number, a number far below every other origin's, and who counts one group only where others count all.
    """
    accounts = whole(accounts)
    out, same = [], nested(a.origin for a in accounts)
    for measure in TOTALS:
        rows = [a for a in accounts if a.measure is measure and not a.part and not a.superseded]
        numbered = any(not a.vague for a in rows)
        rows = [a for a in rows if a.named or not a.vague or not numbered]
        by_origin: dict[str, list[Account]] = {}
        for a in rows:
            by_origin.setdefault(same[voice(a.origin)], []).append(a)
        words = [_last(measure, by_origin[key]) for key in sorted(by_origin)]
        out += [w for w in words if not _fragment(w, [x for x in words if x is not w])]
    return tuple(out)


FRAGMENT = 5
"""A number this many times below every other origin's tells of some of the victims, not of all."""


def _fragment(word: LastWord, others: Sequence[LastWord]) -> bool:
    """One of two patients who died abroad, one boy in a photograph: beside two totals no rival total.

    Number words are spared ("dozens" is not a count), and of the wounded only an outlet's own numbers are judged so.
    """
    if len(others) < 2 or any(a.vague for a in word.accounts) or (word.named and word.measure is Measure.WOUNDED):
        return False
    return number(word.accounts[0]) * FRAGMENT <= min(number(w.accounts[0]) for w in others)


def whole(accounts: Sequence[Account]) -> list[Account]:
    """Without the accounts of origins that tell of some of the victims only, where others count them all."""
    same = nested(a.origin for a in accounts)
    dead = [a for a in accounts if a.measure is Measure.KILLED and not a.part and not a.superseded]
    by_origin: dict[str, list[Account]] = {}
    for a in dead:
        by_origin.setdefault(same[voice(a.origin)], []).append(a)
    words = {v: _last(Measure.KILLED, by_origin[v]) for v in sorted(by_origin)}
    some = {v for v, w in words.items() if _fragment(w, [x for x in words.values() if x is not w])}
    some |= _of_one_kind(accounts, same, {v for v, rows in by_origin.items() if any(not a.kind for a in rows)})
    return [a for a in accounts if same[voice(a.origin)] not in some]


def _of_one_kind(accounts: Sequence[Account], same: Mapping[str, str], all_dead: set[str]) -> set[str]:
    """Origins that count children, women or the like and nobody else, beside one that counts all the dead."""
    kinds: dict[str, list[bool]] = {}
    for a in accounts:
        kinds.setdefault(same[voice(a.origin)], []).append(bool(a.kind))
    return {v for v, rows in kinds.items() if all(rows) and all_dead - {v}}


def _last(measure: Measure, rows: Sequence[Account]) -> LastWord:
    best = max(_words(rows), key=lambda w: w.rank)
    name = min((a.origin for a in rows), key=lambda o: (-sum(a.origin == o for a in rows), o))
    rule = best.rule
    if len(rows) > len(best.accounts):
        rule += "; explicit update" if any(a.update for a in best.accounts) else ""
    return LastWord(name, best.accounts[0].named, measure, best.count, best.accounts[0].said, best.accounts, rule)


def ranges(latest: Sequence[LastWord]) -> tuple[Range, ...]:
    """The lowest to the highest number that any last word names; open where one has no upper bound."""
    out = []
    for measure in TOTALS:
        counts = [w.count for w in latest if w.measure is measure]
        named = [x for c in counts for x in (c.low, c.high) if x is not None]
        if named:
            out.append(Range(measure, min(named), max(named), any(c.high is None for c in counts)))
    return tuple(out)


__all__ = ["TOTALS", "add", "last_words", "number", "ranges", "whole"]
