"""A period written out from the record, development by development: every sentence cited, nothing said without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fogline.core.control import DayState, StateName
from fogline.core.incident import Account, Incident, LastWord, Picture, Range, Statement, Toll
from fogline.core.interval import Days
from fogline.core.position import Position
from fogline.core.situation import Cite, Entry, Item, Section, Sentence, SituationReport
from fogline.link import sound
from fogline.reconcile import phrases
from fogline.reconcile.control import holdings, places, state
from fogline.reconcile.grades import Side
from fogline.reconcile.lastwords import TOTALS
from fogline.reconcile.phrases import say
from fogline.reconcile.positions import positions
from fogline.reconcile.sums import label


def situation(
    picture: Picture,
    statements: Sequence[Statement],
    days: Days,
    place: str | None = None,
    side: Side = lambda _: None,
) -> SituationReport:
    """The report on a stretch (and a place), of the statements given: filter them by the two clocks first."""
    rows = [i for i in picture.incidents if i.dated and days.meets(i.days) and at(i, place) and _short(i, days)]
    held = _states(statements, days, place, side)
    stands = [p for p in positions(statements) if not p.background and _during(p, days) and place is None]
    sections = (
        Section(say("report", "events"), tuple(_event(i) for i in rows)),
        Section(say("report", "tolls"), tuple(_toll(t) for t in picture.tolls if _toll_fits(t, days, place))),
        Section(say("report", "control"), tuple(_control(s) for s in held if s.state is not StateName.UNKNOWN)),
        Section(say("report", "positions"), tuple(_position(p) for p in stands)),
        Section(say("report", "contested"), tuple(_brief(i) for i in rows if _contested(i))),
        Section(say("report", "single"), tuple(_brief(i) for i in rows if i.accounts and len(i.origins) < 2)),
        Section(
            say("report", "unplaced"), tuple(_event(i) for i in picture.unplaced if place is None and _heard(i, days))
        ),
    )
    stretch = phrases.stretch(days, (i.days for i in rows))
    title = say("report", "title", days=stretch, place=say("report", "at", place=place) if place else "")
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


def _during(p: Position, days: Days) -> bool:
    day = p.days.start or p.days.end or p.said
    return day is not None and days.meets(Days.on(day))


def _contested(i: Incident) -> bool:
    return bool(i.denied) or any(r.low * 2 < r.high for r in i.ranges)


def _states(statements: Sequence[Statement], days: Days, place: str | None, side: Side) -> list[DayState]:
    found = holdings(s for s in statements if not s.claim.background)
    day = days.end or max((h.said for h in found if h.said), default=None)
    if day is None:
        return []
    names = [p for p in places(found) if place is None or sound(p) == sound(place)]
    return [state(found, p, day, side=side) for p in names]


# --- sentences ---


def _cite(s: Statement) -> Cite:
    return Cite(s.head.id, s.claim.evidence.span, s.claim.evidence.text)


def _account_cite(a: Account) -> Cite:
    return Cite(a.report, a.span, a.quote)


def _heading(i: Incident) -> Sentence:
    place = i.place.name if i.place else say("label", "unplaced")
    text = say("report", "event", type=say("type", i.type.value), place=place, days=phrases.days(i.days))
    return Sentence(text, (_cite(min(i.statements, key=lambda s: (s.said or date.max, s.key))),))


def _word(w: LastWord) -> Sentence:
    values = {"origin": w.origin, "count": phrases.count(w.count), "measure": phrases.measure(w.measure)}
    if w.group:
        text = say("report", "said_group", **values, group=phrases.people(w.group))
    else:
        text = say("report", "said", **values)
    return Sentence(text, tuple(_account_cite(a) for a in w.accounts))


def _event(i: Incident) -> Item:
    out = [
        _heading(i),
        *(_word(w) for w in i.latest),
        *_others(i),
        *_parts(i),
        *_ranges(i, i.latest, len(i.origins)),
        *_blame(i),
    ]
    return Item(tuple(out))


def _brief(i: Incident) -> Item:
    return Item((_heading(i), *_ranges(i, i.latest, len(i.origins))))


def _ranges(x: Incident | Toll, latest: Sequence[LastWord], n: int) -> Iterable[Sentence]:
    for r in x.ranges:
        words = [w for w in latest if w.measure is r.measure]
        key = "range_one" if r.low == r.high else "range"
        if words and all(w.group for w in words) and r.low != r.high:
            key = "range_groups"
        yield _spread(r, key, words, n)
    for r in x.groups:
        key = "range_group_one" if r.low == r.high else "range_group"
        yield _spread(r, key, [w for w in latest if (w.measure, w.group) == (r.measure, r.group)], n)


def _spread(r: Range, key: str, words: Sequence[LastWord], n: int) -> Sentence:
    more = say("report", "open") if r.open else ""
    group = phrases.people(r.group).capitalize() if r.group else ""
    text = say("report", key, low=r.low, high=r.high, measure=phrases.measure(r.measure), open=more, n=n, group=group)
    return Sentence(text, tuple(_account_cite(a) for w in words for a in w.accounts))


def _blame(i: Incident) -> Iterable[Sentence]:
    for key, rows in (("blamed", i.blamed), ("denied", i.denied)):
        for b in rows:
            cites = [_cite(s) for s in i.statements if set(b.by) & {s.origin, *(a.source for a in s.claim.attribution)}]
            if cites:
                own = key == "blamed" and b.by == (b.actor,)
                yield Sentence(
                    say("report", "own_deed" if own else key, by=", ".join(b.by), actor=b.actor), tuple(cites[:3])
                )


def _toll(t: Toll) -> Item:
    cites = tuple(_account_cite(a) for w in t.latest for a in w.accounts)
    return Item((Sentence(f"{label(t)}.", cites), *(_word(w) for w in t.latest), *_parts(t)))


def _others(i: Incident) -> Iterable[Sentence]:
    """Totals that no last word holds: joint numbers, the missing, the seized."""
    held = {a for w in i.latest for a in w.accounts}
    for a in i.accounts:
        if a.measure not in TOTALS and not a.part and a not in held:
            text = say(
                "report", "said", origin=a.origin, count=phrases.count(a.count), measure=phrases.measure(a.measure)
            )
            yield Sentence(text, (_account_cite(a),))


def _parts(x: Incident | Toll) -> Iterable[Sentence]:
    """Groups within the totals, each once per origin and number."""
    seen = set()
    for a in x.accounts:
        group = a.kind or (a.actors[0] if a.actors else "")
        key = (a.origin, a.measure, a.count, group)
        if a.part and group and key not in seen:
            seen.add(key)
            text = say("report", "part", count=phrases.count(a.count), group=group, origin=a.origin)
            yield Sentence(text, (_account_cite(a),))


def _control(s: DayState) -> Item:
    between = s.state is StateName.CONTESTED and len(s.holders) > 1
    key = "contested_between" if between else s.state.value
    text = say("holding", key, place=s.place, holders=phrases.listed(s.holders), reason=s.reason)
    return Item((Sentence(text, tuple(Cite(h.report, h.span, h.quote) for h in s.rests_on)),))


def _position(p: Position) -> Item:
    key, act = ("position", "act") if p.target else ("position_alone", "noun")
    quote = " ".join(p.quote.split())
    text = say("report", key, actor=p.actor, act=say(act, p.act.value), target=p.target or "", quote=quote)
    return Item((Sentence(text, (Cite(p.report, p.span, p.quote),)),))


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
