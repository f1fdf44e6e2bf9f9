"""The ties of one event stand for those of every pair, and grow with the number of reports, not with its square."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from tests.reconcile.test_properties import START, Given, records

from fogline.core.claim import Attribution, Claim, ClaimPlace, ClaimTime, ClaimType, Measure, Precision, Quantity, Quote
from fogline.core.interval import Count, Days
from fogline.core.ledger import Relation
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.reconcile import ledger as room
from fogline.reconcile.ledger import figures, ledger
from fogline.reconcile.picture import picture, picture_of
from fogline.reconcile.statements import statements


def pairwise(told, rows):
    """Every pair of figures of one event and measure."""
    part = {(a.statement, a.order % 100) for i in told.incidents for a in i.accounts if a.part}
    for a, b in combinations(rows, 2):
        if (
            a.incident
            and a.incident == b.incident
            and a.measure is b.measure
            and b.id != a.part_of != a.id != b.part_of
        ):
            yield from room._pair(a, b, room._key(a) in part, room._key(b) in part)


@settings(max_examples=100, deadline=None)
@given(records())
def test_ties_stand_for_those_of_every_pair(rows: list[Given]) -> None:
    again = [Given(replace(r.report, id=f"x{r.report.id}", text=r.report.text + " Again."), r.claims) for r in rows]
    told = picture(statements([*rows, *again]))
    all_ = figures(told)
    part = {(a.statement, a.order % 100) for i in told.incidents for a in i.accounts if a.part}
    sort = {f.id: (f.incident, f.measure, *key) for f in all_ for key in room._sorts([f], part)}
    found, every = set(room._same_event(told, all_)), set(pairwise(told, all_))
    assert found <= every
    assert {(frozenset((sort[t.a], sort[t.b])), t.relation) for t in found} == {
        (frozenset((sort[t.a], sort[t.b])), t.relation) for t in every
    }


CLAIM = Claim(
    "c0",
    ClaimType.SHELLING,
    Quote(Span(0, 21), "shells hit the market"),
    attribution=(Attribution("Darfur Bar"),),
    places=(ClaimPlace("Kutum", "Kutum", Precision.PLACE, "Darfur", "SD"),),
    time=ClaimTime(None, Days.on(START)),
    quantities=(Quantity(Measure.KILLED, "12", Count.exactly(12)),),
)


def many(count: int) -> list[Given]:
    """One number as ``count`` outlets give it on five days."""
    rows = []
    for n in range(count):
        text = f"Report {n}. " + " ".join(f"word{n}x{k}" for k in range(40))
        day = (date(2021, 3, 2) + timedelta(days=n % 5)).isoformat()
        rows.append(Given(Report(f"r{n:04}", text, f"Outlet {n}", day), (CLAIM,)))
    return rows


def test_a_thousand_reports_of_one_number_make_a_thousand_ties() -> None:
    ties = ledger(picture_of(many(1000))).ties
    assert len(ties) < 1020
    assert {t.relation for t in ties} == {Relation.REPEAT}
