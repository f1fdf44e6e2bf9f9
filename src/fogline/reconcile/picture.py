"""The whole picture of a set of statements: copies, incidents, totals; kept up as reports come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fogline.core.claim import SPEECH_ACTS, ClaimType, Quantity
from fogline.core.incident import Incident, Picture, Statement
from fogline.core.origin import Tie
from fogline.core.report import Report
from fogline.link import Index, Local, duplicates, harmful, locals_of, partition, place_level, totals_of, traits
from fogline.reconcile.incidents import incident
from fogline.reconcile.statements import Read, statements
from fogline.reconcile.tolls import tolls

REACH = 300
"""Characters between an event and an accusation that names no place of its own."""
TALK = (ClaimType.ACCUSATION, ClaimType.DENIAL)
Pairs = frozenset[tuple[str, str]]


def copies_of(reports: Sequence[Report]) -> dict[str, str]:
    """Report id -> the earlier report it is a copy of."""
    return {e.a: e.b for e in duplicates(reports) if e.tie is Tie.COPY}


def by_report(found: Iterable[Statement]) -> Mapping[str, list[Statement]]:
    out: dict[str, list[Statement]] = {}
    for s in found:
        out.setdefault(s.head.id, []).append(s)
    return {key: out[key] for key in sorted(out)}


def attached(
    group: Sequence[Local], said: Mapping[str, list[Statement]], hosts: Mapping[str, list[Local]]
) -> list[Statement]:
    """Accusations and denials that these reports make about this event: each goes to the event told last before it."""
    mine = {local.key for local in group}
    reports = sorted({local.statements[0].head.id for local in group})
    talk = (s for r in reports for s in said.get(r, ()) if _talks(s) and not _of_else(s, said[r]))
    return [s for s in talk if (host := _host(s, hosts[s.head.id])) and host.key in mine]


def _talks(s: Statement) -> bool:
    return s.claim.type in TALK or s.claim.polarity.value == "denied"


def _of_else(s: Statement, said: Sequence[Statement]) -> bool:
    """The words of the talk tell what it is about, and that did no harm: "denied that the town had fallen"."""
    span = s.claim.evidence.span
    acts = [x.claim for x in said if x.claim.type not in SPEECH_ACTS and x.claim.evidence.span.meets(span)]
    return s.claim.type in TALK and bool(acts) and not any(harmful(c.type) for c in acts)


def _host(s: Statement, found: Sequence[Local]) -> Local | None:
    at = s.claim.evidence.span.start
    fits = [x for x in found if _close(x, s)]
    before = [x for x in fits if x.statements[0].claim.evidence.span.start <= at]
    return max(before, key=lambda x: x.statements[-1].claim.evidence.span.start, default=fits[0] if fits else None)


def _close(x: Local, s: Statement) -> bool:
    """Talk is about an event when it names its place, or follows it at once without naming another."""
    level = place_level(x.traits.spots, traits(s.claim).spots)
    if level in ("same", "inside"):
        return True
    gaps = [s.claim.evidence.span.start - m.claim.evidence.span.end for m in x.statements]
    return level != "apart" and any(-REACH <= g <= REACH for g in gaps)


def picture(
    found: Iterable[Statement],
    copies: Mapping[str, str] | None = None,
    together: Pairs = frozenset(),
    apart: Pairs = frozenset(),
) -> Picture:
    """Everything the statements add up to, in any order of arrival the same.

    ``copies`` maps a report to the report it copies; ``together`` and ``apart`` are judgements on pairs of statements.
    """
    said = by_report(found)
    echoes = echoes_of(said, copies or {})
    told = {report: [s for s in rows if s.key not in echoes] for report, rows in said.items()}
    hosts = {report: list(locals_of(rows, apart)) for report, rows in told.items()}
    groups = partition((x for rows in hosts.values() for x in rows), together, apart)
    again = frozenset(copies or ())
    repeats = _by_original(said, echoes)
    made = [incident(g, attached(g, told, hosts), again, _repeats(g, repeats)) for g in groups]
    kept = tuple(sorted(filter(worth, made), key=order))
    totals = tolls((s for rows in said.values() for s in totals_of(rows)), again)
    return Picture(kept, totals, tuple(sorted((copies or {}).items())))


def echoes_of(said: Mapping[str, Sequence[Statement]], copies: Mapping[str, str]) -> dict[str, str]:
    """Statement of a copy -> the same statement of the original: it joins that one's event and moves nothing."""
    out = {}
    for copy in sorted(copies):
        first = {_words(s): s.key for s in reversed(said.get(copies[copy], ()))}
        out.update({s.key: first[_words(s)] for s in said.get(copy, ()) if _words(s) in first})
    return out


def _words(s: Statement) -> tuple[str, str, str, tuple[Quantity, ...]]:
    return (s.claim.evidence.text, s.claim.type.value, s.origin if s.named else "", s.claim.quantities)


def _by_original(said: Mapping[str, Sequence[Statement]], echoes: Mapping[str, str]) -> dict[str, list[Statement]]:
    out: dict[str, list[Statement]] = {}
    for rows in said.values():
        for s in rows:
            if s.key in echoes:
                out.setdefault(echoes[s.key], []).append(s)
    return out


def _repeats(group: Sequence[Local], repeats: Mapping[str, list[Statement]]) -> list[Statement]:
    return [r for local in group for s in local.statements for r in repeats.get(s.key, ())]


def worth(i: Incident) -> bool:
    """An event of which somebody gives a figure, or which several reports describe (codebook section 4)."""
    reports = {s.head.id for s in i.statements}
    return bool(i.accounts) or (len(reports) > 1 and i.located and i.dated)


def order(i: Incident) -> tuple[str, str, str]:
    day = i.days.start or i.days.end
    return (day.isoformat() if day else "~", i.place.name if i.place else "~", i.id)


def picture_of(readings: Iterable[Read]) -> Picture:
    """From reports and their claims."""
    rows = list(readings)
    return picture(statements(rows), copies_of([r.report for r in rows]))


__all__ = ["Index", "copies_of", "picture", "picture_of", "worth"]
