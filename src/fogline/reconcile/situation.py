"""A period written out from the record, development by development: every sentence cited, nothing said without one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fogline.core.control import DayState, StateName
from fogline.core.incident import Incident, Picture, Statement, Toll
from fogline.core.interval import Days
from fogline.core.position import Position
from fogline.core.situation import Cite, Entry, Item, Section, Sentence, SituationReport
from fogline.link import sound
from fogline.reconcile import phrases
from fogline.reconcile.control import holdings, places, state
from fogline.reconcile.developments import developments
from fogline.reconcile.grades import Side
from fogline.reconcile.history import history
from fogline.reconcile.ledger import ledger
from fogline.reconcile.phrases import say
from fogline.reconcile.positions import positions
from fogline.reconcile.stances import stances
from fogline.reconcile.telling import Teller


def situation(
    picture: Picture,
    statements: Sequence[Statement],
    days: Days,
    place: str | None = None,
    side: Side = lambda _: None,
) -> SituationReport:
    """The report on a stretch (and a place), of the statements given: filter them by the two clocks first."""
    past = frozenset() if days else history((*picture.incidents, *picture.tolls))
    fitting = [i for i in picture.incidents if i.dated and days.meets(i.days) and at(i, place) and _short(i, days)]
    whole = [t for t in picture.tolls if _toll_fits(t, days, place)]
    rows, totals = ([e for e in fitting if e.id not in past], [t for t in whole if t.id not in past])
    undated = [i for i in picture.unplaced if place is None and _heard(i, days)]
    stands = [p for p in positions(statements) if not p.background and _during(p, days) and place is None]
    others = developments(statements, _held(fitting, whole, undated), days, place)
    tell = Teller(ledger(Picture((*fitting, *undated), tuple(whole))))
    sections = (
        Section(say("report", "events"), tuple(tell.event(i) for i in rows)),
        Section(say("report", "tolls"), tuple(tell.toll(t) for t in totals)),
        Section(say("report", "others"), tuple(item for _, item in others)),
        Section(say("report", "control"), tuple(_control(s) for s in _states(statements, days, place, side))),
        Section(say("report", "positions"), stances(stands)),
        Section(say("report", "contested"), tuple(tell.brief(i) for i in rows if _contested(i))),
        Section(say("report", "single"), tuple(tell.brief(i) for i in rows if i.accounts and len(i.origins) < 2)),
        Section(say("report", "unplaced"), tuple(tell.event(i) for i in undated)),
        Section(
            say("report", "history"),
            (
                *(tell.event(i) for i in fitting if i.id in past),
                *(tell.toll(t) for t in whole if t.id in past),
            ),
        ),
    )
    told = (*(i.days for i in rows), *_ends(totals), *(d for d, _ in others), *map(_day_of, stands))
    title = say(
        "report", "title", days=phrases.stretch(days, told), place=say("report", "at", place=place) if place else ""
    )
    return SituationReport(title, sections, _entries(sections, statements), say("report", "none"))


# --- what belongs in ---


def at(i: Incident, place: str | None) -> bool:
    """Is the incident told of this place, or of something in it?"""
    if place is None:
        return True
    names = {p.name for s in i.statements for p in s.claim.places} | {
        x for s in i.statements for p in s.claim.places for x in (p.within, p.admin1) if x
    }
    return sound(place) in {sound(n) for n in names}


def _short(i: Incident, days: Days) -> bool:
    return days.start is None or (i.days.start or date.min) >= days.start


def _heard(i: Incident, days: Days) -> bool:
    return not i.dated and i.first_said is not None and days.meets(Days.on(i.first_said))


def _toll_fits(t: Toll, days: Days, place: str | None) -> bool:
    here = place is None or (t.area is not None and sound(t.area) == sound(place))
    return here and bool(t.latest) and t.days.end is not None and days.meets(Days.on(t.days.end))


def _ends(totals: Iterable[Toll]) -> Iterator[Days]:
    """A total's beginning may lie years back: the report is of the day it stood at."""
    return (Days.on(t.days.end) for t in totals if t.days.end)


def _held(rows: Iterable[Incident], totals: Iterable[Toll], undated: Iterable[Incident]) -> frozenset[str]:
    """The statements that incidents and totals already tell."""
    found: tuple[Incident | Toll, ...] = (*rows, *totals, *undated)
    return frozenset(s.key for x in found for s in x.statements)


def _day_of(p: Position) -> Days:
    day = p.days.start or p.days.end or p.said
    return Days.on(day) if day else Days()


def _during(p: Position, days: Days) -> bool:
    day = _day_of(p)
    return bool(day) and days.meets(day)


def _contested(i: Incident) -> bool:
    return bool(i.denied) or any(r.low * 2 < r.high for r in i.ranges)


def _states(statements: Sequence[Statement], days: Days, place: str | None, side: Side) -> list[DayState]:
    found = holdings(s for s in statements if not s.claim.background)
    day = days.end or max((h.said for h in found if h.said), default=None)
    if day is None:
        return []
    names = [p for p in places(found) if place is None or sound(p) == sound(place)]
    states = (state(found, p, day, side=side) for p in names)
    return [s for s in states if s.state is not StateName.UNKNOWN]


def _control(s: DayState) -> Item:
    between = s.state is StateName.CONTESTED and len(s.holders) > 1
    key = "contested_between" if between else s.state.value
    text = say("holding", key, place=s.place, holders=phrases.listed(s.holders), reason=s.reason)
    return Item((Sentence(text, tuple(Cite(h.report, h.span, h.quote) for h in s.rests_on)),))


# --- sources ---


def _entries(sections: Iterable[Section], statements: Iterable[Statement]) -> tuple[Entry, ...]:
    heads = {s.head.id: s.head for s in statements}
    cites = [c for sec in sections for item in sec.items for sentence in item.sentences for c in sentence.cites]
    out = []
    for n, cite in enumerate(dict.fromkeys(cites), 1):
        head = heads.get(cite.report)
        outlet, published = (head.outlet or "", head.published) if head else ("", None)
        out.append(Entry(n, cite, outlet, phrases.day(published)))
    return tuple(out)
