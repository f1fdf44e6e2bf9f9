"""The record as plain tables: columns with their types, and rows. Parquet, GeoParquet and the Python API share them.

Types are "text", "int", "float", "day", "bool" and "texts" (a list of text).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fogline.core.claim import Measure
from fogline.core.incident import Account, Incident, Toll
from fogline.export.edition import View
from fogline.reconcile.grades import grade
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.sums import label

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are (name, type); ``rows`` makes the rows of a view, in the view's order."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]
    rows: Callable[[View], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)


def _columns(text: str) -> tuple[tuple[str, str], ...]:
    """From "name:type name ..."; text where no type is given."""
    pairs = (part.partition(":") for part in text.split())
    return tuple((name, kind or "text") for name, _, kind in pairs)


# --- what was said ---


def _reports(view: View) -> Iterator[Row]:
    for t in view.reports:
        r = t.report
        yield (
            r.id, r.outlet, r.published, r.title, r.dateline, r.url, r.retrieved, r.archive, t.added, t.reader,
            r.content_hash, len(t.claims), r.id in view.retracted, r.text,
        )  # fmt: skip


def _claims(view: View) -> Iterator[Row]:
    for s in view.statements:
        c, span = s.claim, s.claim.evidence.span
        place = c.places[0] if c.places else None
        spot = view.spot(place) if place else None
        yield (
            s.key, s.head.id, c.id, c.type.value, s.origin, s.named, s.head.outlet, s.head.published, s.said,
            c.stance.value, c.polarity.value, c.modality.value, c.background,
            [a for m in c.agents for a in (m.actors[:1] or (m.text,))],
            [a for m in c.targets for a in (m.actors[:1] or (m.text,))],
            place.name if place else None, place.within if place else None, place.admin1 if place else None,
            place.country if place else None, place.precision.value if place else None,
            spot.lat if spot else None, spot.lon if spot else None,
            c.time.days.start, c.time.days.end, list(c.instruments), c.confidence,
            span.start, span.end, c.evidence.text,
        )  # fmt: skip


def _quantities(view: View) -> Iterator[Row]:
    for s in view.statements:
        for n, q in enumerate(s.claim.quantities):
            g = q.group
            yield (
                s.key, n, q.measure.value, q.text, q.count.low, q.count.high, q.qualifier.value, q.scope.value,
                q.part_of, g.text if g else None, list(g.actors) if g else [], g.status.value if g else None,
                g.kind if g else None,
            )  # fmt: skip


def _victims(view: View) -> Iterator[Row]:
    for s in view.statements:
        for v in s.claim.victims:
            yield s.key, v.name, v.age, v.sex, v.role, v.text


def _judgements(view: View) -> Iterator[Row]:
    for j in view.judgements:
        a = j.anchor
        yield (
            j.id, j.verb.value, j.author, j.at.isoformat(), j.reason, a.report, a.span.start, a.span.end, a.quote,
            j.field, j.value, j.was, j.adjudicates,
        )  # fmt: skip


# --- what is derived ---


def _bounds(i: Incident | Toll, measure: Measure) -> tuple[int | None, int | None]:
    """(lowest, highest) over the origins' last words; no highest where one of them is open."""
    found = next((r for r in i.ranges if r.measure is measure), None)
    return (found.low, None if found.open else found.high) if found else (None, None)


def _incidents(view: View) -> Iterator[Row]:
    for i in view.picture.incidents:
        spot, precision, graded = view.spot_of(i), precision_of(i), grade(i)
        said = sorted(s.said for s in i.statements if s.said)
        yield (
            i.id, i.type.value, label(i), i.days.start, i.days.end,
            i.place.name if i.place else None, i.place.admin1 if i.place else None,
            i.place.country if i.place else None, precision.value if precision else None,
            spot.lat if spot else None, spot.lon if spot else None, float(spot.km) if spot else None,
            *_bounds(i, Measure.KILLED), *_bounds(i, Measure.WOUNDED),
            list(i.origins), graded.name.value, graded.reason,
            [b.actor for b in i.blamed], [b.actor for b in i.denied],
            len({s.head.id for s in i.statements}), len(i.statements),
            said[0] if said else None, said[-1] if said else None,
        )  # fmt: skip


def _tolls(view: View) -> Iterator[Row]:
    for t in view.picture.tolls:
        yield (
            t.id, t.area, t.days.start, t.days.end, *_bounds(t, Measure.KILLED), *_bounds(t, Measure.WOUNDED),
            sorted({a.origin for a in t.accounts}), len({a.report for a in t.accounts}),
        )  # fmt: skip


def _accounts(view: View) -> Iterator[Row]:
    owners: list[Incident | Toll] = [*view.picture.incidents, *view.picture.tolls]
    for owner in owners:
        for a in owner.accounts:
            yield _account(owner.id, a)


def _account(owner: str, a: Account) -> Row:
    return (
        owner, a.statement, a.report, a.origin, a.named, a.measure.value, a.count.low, a.count.high, a.qualifier.value,
        a.status.value, a.kind, list(a.actors), a.part, a.superseded, a.vague, a.copy, a.said,
        a.span.start, a.span.end, a.quote,
    )  # fmt: skip


def _statements(view: View) -> Iterator[Row]:
    for i in view.picture.incidents:
        for s in i.statements:
            yield i.id, s.key


def _figures(view: View) -> Iterator[Row]:
    for f in view.ledger.figures:
        yield (
            f.id, f.report, f.origin, f.named, f.measure.value, f.count.low, f.count.high, f.scope.value,
            f.status.value, f.kind, list(f.party), f.days.start, f.days.end, f.area, f.incident, f.part_of, f.said,
            f.quote,
        )  # fmt: skip


def _ties(view: View) -> Iterator[Row]:
    return ((t.a, t.relation.value, t.b, t.rule) for t in view.ledger.ties)


def _holdings(view: View) -> Iterator[Row]:
    for h in view.holdings:
        yield (
            h.place, h.within, h.whole, h.act.value, h.holder, list(h.against), h.origin, h.days.start, h.days.end,
            h.said, h.statement, h.report, h.span.start, h.span.end, h.quote,
        )  # fmt: skip


def _states(view: View) -> Iterator[Row]:
    for s in view.states:
        rests = list(dict.fromkeys(h.statement for h in s.rests_on))
        yield s.place, s.day, s.state.value, list(s.holders), s.since, s.reason, s.inherited, rests


def _positions(view: View) -> Iterator[Row]:
    for p in view.positions:
        yield (
            p.actor, p.act.value, p.target, p.polarity.value, p.days.start, p.days.end, p.said, p.origin, p.background,
            p.statement, p.report, p.span.start, p.span.end, p.quote,
        )  # fmt: skip


TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        Table(
            "reports",
            "what was read",
            _columns(
                "id outlet published title dateline url retrieved archive added reader hash claims:int "
                "retracted:bool text"
            ),
            _reports,
        ),
        Table(
            "claims",
            "who says what: one row a claim as it stands after the decisions",
            _columns(
                "key report id type origin named:bool outlet published:day said:day stance polarity modality "
                "background:bool agents:texts targets:texts place within admin1 country precision lat:float lon:float "
                "start:day end:day instruments:texts confidence:float span_start:int span_end:int quote"
            ),
            _claims,
        ),
        Table(
            "quantities",
            "every count of a claim",
            _columns(
                "claim n:int measure text low:int high:int qualifier scope part_of:int group actors:texts status kind"
            ),
            _quantities,
        ),
        Table("victims", "victims named by a claim, as written", _columns("claim name age sex role text"), _victims),
        Table(
            "judgements",
            "decisions of people, in order",
            _columns(
                "id verb author at reason report span_start:int span_end:int quote field value was adjudicates:bool"
            ),
            _judgements,
        ),
        Table(
            "incidents",
            "one event with the range over its origins",
            _columns(
                "id type label start:day end:day place admin1 country precision lat:float lon:float km:float "
                "killed_low:int killed_high:int wounded_low:int wounded_high:int origins:texts grade reason "
                "blamed:texts denied:texts reports:int claims:int first_said:day last_said:day"
            ),
            _incidents,
        ),
        Table("incident_claims", "which claims tell of which incident", _columns("incident claim"), _statements),
        Table(
            "tolls",
            "running and period totals that no incident holds",
            _columns(
                "id area since:day until:day killed_low:int killed_high:int wounded_low:int wounded_high:int "
                "origins:texts reports:int"
            ),
            _tolls,
        ),
        Table(
            "accounts",
            "one figure as one report gives it, of an incident or a toll",
            _columns(
                "of claim report origin named:bool measure low:int high:int qualifier status kind actors:texts "
                "part:bool superseded:bool vague:bool copy:bool said:day span_start:int span_end:int quote"
            ),
            _accounts,
        ),
        Table(
            "figures",
            "the ledger's figures",
            _columns(
                "id report origin named:bool measure low:int high:int scope status kind party:texts start:day end:day "
                "area incident part_of said:day quote"
            ),
            _figures,
        ),
        Table("ties", "how two figures stand to each other", _columns("a relation b rule"), _ties),
        Table(
            "holdings",
            "every claim about who has a place",
            _columns(
                "place within whole:bool act holder against:texts origin start:day end:day said:day claim report "
                "span_start:int span_end:int quote"
            ),
            _holdings,
        ),
        Table(
            "control",
            "who holds each place on the last day spoken of, or the day asked for",
            _columns("place day:day state holders:texts since:day reason inherited claims:texts"),
            _states,
        ),
        Table(
            "positions",
            "who supports, accuses, threatens, asks, meets and agrees with whom",
            _columns(
                "actor act target polarity start:day end:day said:day origin background:bool claim report "
                "span_start:int span_end:int quote"
            ),
            _positions,
        ),
    )
}
