"""Who got it from whom, and how many independent voices stand behind the same statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from fogline.core.claim import Attribution, Claim, Measure
from fogline.core.incident import Account, Head, Statement
from fogline.core.origin import Edge, OriginGraph, Tie
from fogline.core.report import Report
from fogline.core.sharing import shared
from fogline.link.duplicates import duplicates, words
from fogline.link.names import fold, nested, one_house, sound, unspecific, voice, wire
from fogline.vocab import load

_QUOTED = re.compile('["\u201c\u201e\u00ab]([^"\u201c\u201d\u00bb\n]{25,600})["\u201d\u00bb]')
QUOTED_WORDS = 6
_STATE = "Government of "
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


def spoken_for(link: Attribution, claim: Claim) -> str | None:
    """The body a person speaks for. A mayor or governor, whose "body" is a place, is a voice of their own.

    So are officials whom nobody names: they say what they say, and no government with them.
    """
    if link.affiliation is None or _nameless(link) or _administers(link.affiliation):
        return None
    local = set(load("en/reconcile_sources.yaml")["local_offices"]["words"])
    if local & set(fold(link.text or "").split()):
        return None
    around = {sound(n) for p in claim.places for n in (p.name, p.within, p.admin1) if n}
    return None if sound(link.affiliation) in around else link.affiliation


def _nameless(link: Attribution) -> bool:
    """As in "Ukrainian officials": of a state, and more than that nobody tells."""
    return bool(link.affiliation and link.affiliation.startswith(_STATE)) and unspecific(fold(link.source).split()[-1])


def _administers(body: str) -> bool:
    """A region's or a town's administration, which is its head."""
    return any(re.search(p, fold(body)) for p in load("en/reconcile_sources.yaml")["administrations"]["patterns"])


def bodies(statements: Iterable[Statement]) -> dict[str, str]:
    """Voice of a person -> voice of the body that some report says the person speaks for; and of an office that one
    report leaves without a name ("the regional governor") -> voice of the only one who holds such an office in another.
    """
    links = [a for s in statements for a in s.claim.attribution]
    out = {
        voice(a.source): voice(a.affiliation)
        for a in links
        if a.affiliation and not unspecific(a.source) and not _administers(a.affiliation)
    }
    holders: dict[str, set[str]] = {}
    for a in links:
        for office in _offices(a.text or "") - _offices(a.source):
            holders.setdefault(office, set()).add(voice(a.source))
    for a in links:
        mine = _offices(a.source) if a.source == a.source.lower() else frozenset()
        found = {v for office in mine for v in holders.get(office, ())}
        if len(found) == 1:
            out.setdefault(voice(a.source), found.pop())
    return {**_the_house(a.source for a in links), **out}


def _the_house(sources: Iterable[str]) -> dict[str, str]:
    """As in "the hospital": it, and a spokesman of it, is the only one that is named beside it."""
    voices = {voice(s) for s in sources if one_house(s)}
    bare = {v for v in voices if len(v.split()) == 1}
    named = voices - bare
    return {v: next(iter(named)) for v in bare} if len(named) == 1 else {}


def _offices(words: str) -> frozenset[str]:
    return frozenset(fold(words).split()) & frozenset(load("en/reconcile_sources.yaml")["local_offices"]["words"])


def _totals(accounts: Sequence[Account]) -> list[Account]:
    """Totals of the dead and the wounded; where there are none, whatever else is counted whole."""
    whole = [a for a in accounts if not a.part]
    return [a for a in whole if a.measure in (Measure.KILLED, Measure.WOUNDED)] or whole


def independent(
    accounts: Sequence[Account], passed_on: frozenset[tuple[str, str]], spoken_for: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """The independent origins behind a total, one name per group, sorted.

    Named origins count; one that passes on another's number (a citation, and the same number within rounding)
    counts with it, and a person with the body spoken for (``spoken_for``, see ``bodies``); one that could be anybody,
    and an outlet or news agency without a source, add nothing beside a named one.
    """
    totals = _totals(accounts)
    named = [a for a in totals if a.named and not unspecific(a.origin) and not wire(a.origin)]
    if not named:
        names = sorted({a.origin for a in totals})
        return (" / ".join(names),) if names else ()
    group = nested([*(a.origin for a in named), *(v for pair in sorted(passed_on) for v in pair)])
    for person, body in sorted((spoken_for or {}).items()):
        group = _merged(group, person, body)
    numbers = list({(voice(a.origin), a.measure, a.count): a for a in named}.values()) if passed_on else []
    for a in sorted(numbers, key=lambda a: voice(a.origin)):
        for b in numbers:
            if group[voice(a.origin)] != group[voice(b.origin)] and _passes(a, b, passed_on, group) and near(a, b):
                group = _merged(group, voice(a.origin), voice(b.origin))
    first: dict[str, str] = {}
    for a in sorted(named, key=lambda a: (a.said.isoformat() if a.said else "~", fold(a.origin), a.report)):
        first.setdefault(group[voice(a.origin)], a.origin)
    return shared(tuple(sorted(first.values())))


def _passes(a: Account, b: Account, passed_on: frozenset[tuple[str, str]], group: Mapping[str, str]) -> bool:
    one, two = group[voice(a.origin)], group[voice(b.origin)]
    return any(group[x] == one and group[y] == two for x, y in passed_on)


def _merged(group: Mapping[str, str], one: str, other: str) -> dict[str, str]:
    """``group`` with the two voices counted as one; a voice it does not hold changes nothing."""
    old, new = group.get(one), group.get(other)
    return {k: new if new and v == old else v for k, v in group.items()}


def head_of(report: Report) -> Head:
    """The part of a report that reconciliation works with. A date that is not ISO counts as unknown."""
    try:
        day = date.fromisoformat((report.published or "")[:10])
    except ValueError:
        day = None
    return Head(report.id, report.outlet, day, report.content_hash, report.title, bool(report.archive or report.url))
