"""Who got it from whom, and how many independent voices stand behind the same statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from fogline.core.claim import Measure
from fogline.core.incident import Account, Head, Statement
from fogline.core.origin import Edge, OriginGraph, Tie
from fogline.core.report import Report
from fogline.link.duplicates import duplicates, words
from fogline.link.names import fold, nested, unspecific, voice

_QUOTED = re.compile('["\u201c\u201e\u00ab]([^"\u201c\u201d\u00bb\n]{25,600})["\u201d\u00bb]')
QUOTED_WORDS = 6
"""Quotations of fewer words than this are commonplaces."""


def source(name: str) -> str:
    return f"source:{voice(name)}"


def quotations(reports: Sequence[Report]) -> Iterable[Edge]:
    """Reports that print the same quoted words, each tied to the first that did."""
    first: dict[str, str] = {}
    for report in sorted(reports, key=lambda r: (r.published or "~", r.id)):
        for match in _QUOTED.finditer(report.text):
            said = words(match[1])
            if len(said) < QUOTED_WORDS:
                continue
            holder = first.setdefault(" ".join(said), report.id)
            if holder != report.id:
                yield Edge(report.id, holder, Tie.QUOTATION, 1.0, match[1])


def citations(statements: Iterable[Statement]) -> Iterable[Edge]:
    """Report -> nearest source -> ... -> origin, for every chain of attribution."""
    for s in statements:
        chain = [a.source for a in reversed(s.claim.attribution)]
        at = s.head.id
        for name in chain:
            yield Edge(at, source(name), Tie.CITES, 1.0)
            at = source(name)


def graph(reports: Sequence[Report], statements: Iterable[Statement]) -> OriginGraph:
    """The whole graph, each edge once, sorted."""
    edges = {*duplicates(reports), *quotations(reports), *citations(statements)}
    return OriginGraph(tuple(sorted(edges, key=lambda e: (e.a, e.b, e.tie, e.words))))


def cited_by(statements: Iterable[Statement]) -> frozenset[tuple[str, str]]:
    """(X, Y) where X, a source or an outlet, passes on what Y said; both as ``voice`` keys."""
    out = set()
    for s in statements:
        names = [voice(a.source) for a in s.claim.attribution]
        if s.named and s.head.outlet:
            names.append(voice(s.head.outlet))
        out |= {(later, names[0]) for later in names[1:] if later != names[0]}
    return frozenset(out)


def near(a: Account, b: Account) -> bool:
    """The same number, or one off by rounding: within one, or two in a hundred."""
    x = a.count.low if a.count.low is not None else a.count.high
    y = b.count.low if b.count.low is not None else b.count.high
    assert x is not None
    assert y is not None
    return a.measure is b.measure and abs(x - y) <= max(1, 0.02 * max(x, y))


def _totals(accounts: Sequence[Account]) -> list[Account]:
    """Totals of the dead and the wounded; where there are none, whatever else is counted whole."""
    whole = [a for a in accounts if not a.part]
    return [a for a in whole if a.measure in (Measure.KILLED, Measure.WOUNDED)] or whole


def independent(accounts: Sequence[Account], passed_on: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The independent origins behind a total, one name per group, sorted.

    Named origins count; one that passes on another's number (a citation, and the same number within rounding)
    counts with it; one that could be anybody, and an outlet without a source, add nothing beside a named one.
    """
    totals = _totals(accounts)
    named = [a for a in totals if a.named and not unspecific(a.origin)]
    if not named:
        names = sorted({a.origin for a in totals})
        return (" / ".join(names),) if names else ()
    group = nested(a.origin for a in named)
    for a in sorted(named, key=lambda a: voice(a.origin)):
        for b in named:
            va, vb = voice(a.origin), voice(b.origin)
            if va != vb and (va, vb) in passed_on and near(a, b):
                old, new = group[va], group[vb]
                group = {k: new if v == old else v for k, v in group.items()}
    first: dict[str, str] = {}
    for a in sorted(named, key=lambda a: (a.said.isoformat() if a.said else "~", fold(a.origin), a.report)):
        first.setdefault(group[voice(a.origin)], a.origin)
    return tuple(sorted(first.values()))


def head_of(report: Report) -> Head:
    """The part of a report that reconciliation works with. A date that is not ISO counts as unknown."""
    try:
        day = date.fromisoformat((report.published or "")[:10])
    except ValueError:
        day = None
    return Head(report.id, report.outlet, day, report.content_hash, report.title, bool(report.archive or report.url))
