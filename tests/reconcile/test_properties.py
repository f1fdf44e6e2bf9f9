"""What must hold whatever the reports say: order, idempotence, copies, bounds, adding one by one."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Precision,
    Quantity,
    Quote,
    Scope,
    Status,
)
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.origin import Tie
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.link import Copies, duplicates
from fogline.reconcile.asjson import picture_json
from fogline.reconcile.conventions import POLICIES, count_under
from fogline.reconcile.ledger import ledger
from fogline.reconcile.periods import Worked, period
from fogline.reconcile.picture import picture, picture_of, worth
from fogline.reconcile.record import Kept, Live, rebuild
from fogline.reconcile.review import doubts
from fogline.reconcile.statements import statements
from fogline.reconcile.sums import sum_of

duplicates_ = sys.modules["fogline.link.duplicates"]
START = date(2021, 3, 1)
TOWNS = ("Kutum", "Zalingei", "Nyala")
TYPES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CLASH, ClaimType.TOLL)


@dataclass(frozen=True)
class Given:
    report: Report
    claims: tuple[Claim, ...]


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low = draw(st.integers(0, 60))
    kind = draw(st.sampled_from(("exact", "least", "most", "between")))
    if kind == "least":
        return Count(low, None)
    if kind == "most":
        return Count(None, low)
    return Count(low, low if kind == "exact" else low + draw(st.integers(0, 20)))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    status = draw(st.sampled_from(list(Status)))
    return Quantity(
        draw(st.sampled_from((Measure.KILLED, Measure.WOUNDED))),
        draw(st.sampled_from(("12", "at least 12", "dozens"))),
        draw(counts()),
        group=Group("people", (), status, draw(st.sampled_from((None, "children")))),
        scope=draw(st.sampled_from(list(Scope))),
    )


@st.composite
def claims(draw: st.DrawFn, n: int) -> Claim:
    start = START + timedelta(days=draw(st.integers(0, 5)))
    length = draw(st.sampled_from((0, 0, 0, 1, 4)))
    days = draw(st.sampled_from((Days(), Days(start, start + timedelta(days=length)))))
    names = draw(st.lists(st.sampled_from(TOWNS), max_size=2, unique=True))
    quote = draw(st.sampled_from(("shells hit the market", "the bakery and the market burned", "a raid on the depot")))
    by = draw(st.sampled_from(((), (Attribution("Darfur Bar"),), (Attribution("an official"),))))
    return Claim(
        id=f"c{n}",
        type=draw(st.sampled_from(TYPES)),
        evidence=Quote(Span(n * 100, n * 100 + len(quote)), quote),
        attribution=by,
        places=tuple(ClaimPlace(x, x, Precision.PLACE, "Darfur", "SD") for x in names),
        time=ClaimTime(None, days, draw(st.sampled_from(("stated", "sentence")))),
        quantities=tuple(draw(st.lists(quantities(), max_size=2))),
    )


@st.composite
def records(draw: st.DrawFn) -> list[Given]:
    out = []
    for n in range(draw(st.integers(1, 6))):
        rows = tuple(draw(claims(k)) for k in range(draw(st.integers(1, 3))))
        text = f"Report number {n}. " + " ".join(f"word{n}{k}" for k in range(40))
        out.append(Given(Report(f"r{n}", text, f"Outlet {n % 3}", (START + timedelta(days=n)).isoformat()), rows))
    return out


LESS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LESS
@given(records(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(rows: list[Given], rng: object) -> None:
    turned = list(rows)
    rng.shuffle(turned)  # type: ignore[attr-defined]
    assert picture_json(picture_of(turned)) == picture_json(picture_of(rows))


@LESS
@given(records())
def test_one_by_one_is_all_at_once(rows: list[Given]) -> None:
    live = Live()
    for r in rows:
        live.add(r.report, r.claims)
    whole = picture(statements(rows))
    assert {i.id: i.accounts for i in live.incidents()} == {i.id: i.accounts for i in whole.incidents}


@LESS
@given(records(), st.integers(0, 5))
def test_taking_out_is_never_having_had(rows: list[Given], n: int) -> None:
    gone = rows[n % len(rows)]
    live = Live()
    for r in rows:
        live.add(r.report, r.claims)
    live.drop(gone.report.id)
    left = picture(statements([r for r in rows if r is not gone]))
    assert {i.id: i.accounts for i in live.incidents()} == {i.id: i.accounts for i in left.incidents}


@LESS
@given(records())
def test_the_same_report_again_changes_nothing(rows: list[Given]) -> None:
    live = Live()
    for r in (*rows, rows[0]):
        live.add(r.report, r.claims)
    assert {i.id for i in live.incidents()} == {i.id for i in picture(statements(rows)).incidents}


@LESS
@given(records(), st.integers(0, 5))
def test_a_copy_changes_no_total(rows: list[Given], n: int) -> None:
    first = rows[n % len(rows)]
    day = max(r.report.published or "" for r in rows)
    copied = Given(replace(first.report, id="zz", outlet=first.report.outlet, published=day), first.claims)
    one, two = picture_of(rows), picture_of([*rows, copied])
    assert dict(two.copies)["zz"]
    stretch = Days(START, START + timedelta(days=20))
    a, b = period(one, stretch), period(two, stretch)
    assert (a.low, a.high) == (b.low, b.high)
    assert [len(i.origins) for i in one.incidents if i.ranges] == [len(i.origins) for i in two.incidents if i.ranges]


@st.composite
def families(draw: st.DrawFn) -> list[Given]:
    """Reports of which some print another's text, whole, or with a sentence put before it."""
    out = draw(records())
    for n in range(draw(st.integers(1, 5))):
        first = draw(st.sampled_from(out))
        head = draw(
            st.sampled_from(("", "From our correspondent. ", "An entirely new beginning of many more words. " * 9))
        )
        day = (START + timedelta(days=draw(st.integers(0, 8)))).isoformat()
        some = first.claims[: draw(st.integers(0, len(first.claims)))]
        report = replace(first.report, id=f"k{n}", outlet=f"Echo {n}", published=day, text=head + first.report.text)
        out.append(Given(report, some or first.claims))
    return out


@LESS
@given(families(), st.randoms(use_true_random=False))
def test_live_with_copies_is_a_rebuild(rows: list[Given], rng: object) -> None:
    live, kept, turned = Live(), {}, [*rows, *rows[:2]]
    rng.shuffle(turned)  # type: ignore[attr-defined]
    for r in turned:
        if r.report.id in kept and rng.random() < 0.5:  # type: ignore[attr-defined]
            live.drop(r.report.id)
            del kept[r.report.id]
        else:
            live.add(r.report, r.claims)
            kept[r.report.id] = r
    whole, _ = rebuild(kept.values())
    assert live.copies() == dict(whole.copies)
    assert {i.id: i for i in live.incidents()} == {i.id: i for i in whole.incidents}


@settings(LESS, max_examples=60)
@given(families(), st.integers(1, 4), st.integers(1, 2), st.integers(0, 6), st.randoms(use_true_random=False))
def test_copies_kept_up_are_copies_found(rows: list[Given], common: int, first: int, more: int, rng: object) -> None:
    """Runs of words that many reports share speak for fewer pairs or none, whenever the many came or went."""
    before = duplicates_.COMMON, duplicates_.FIRST, duplicates_.FAMOUS
    duplicates_.COMMON, duplicates_.FIRST, duplicates_.FAMOUS = common, min(first, common), common + more
    try:
        found, turned = Copies(), list(rows)
        rng.shuffle(turned)  # type: ignore[attr-defined]
        gone = rng.sample(turned, len(rows) // 3)  # type: ignore[attr-defined]
        for r in turned:
            found.add(r.report)
        for r in gone:
            found.drop(r.report.id)
        left = duplicates([r.report for r in rows if r not in gone])
        assert found.all() == {e.a: e.b for e in left if e.tie is Tie.COPY}
    finally:
        duplicates_.COMMON, duplicates_.FIRST, duplicates_.FAMOUS = before


@LESS
@given(records())
def test_low_best_high(rows: list[Given]) -> None:
    found = picture_of(rows)
    for x in (*found.incidents, *found.tolls):
        for measure in (Measure.KILLED, Measure.WOUNDED):
            s = sum_of(x, measure)
            assert s is None or (s.low <= s.best and (s.high is None or s.best <= s.high))
        assert all(r.low <= r.high for r in x.ranges)
    for name in POLICIES:
        for i in found.incidents:
            assert all(e.low <= e.best <= e.high for e in count_under(name, i))
    for stretch in (Days(START, START + timedelta(days=20)), Days(), Days(None, START)):
        whole = period(found, stretch)
        assert whole.low <= whole.best
        assert whole.high is None or whole.best <= whole.high
        added = [line for line in whole.lines if line.sign == 1]
        assert sum(line.low or 0 for line in added) == whole.low
        highs = [line.high for line in added]
        assert whole.high == (None if None in highs else sum(h for h in highs if h is not None))


@LESS
@given(records())
def test_ucdp_groups_add_up_to_best(rows: list[Given]) -> None:
    for i in picture_of(rows).incidents:
        for e in count_under("ucdp", i):
            fields = dict(e.fields)
            groups = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
            assert sum(int(fields[g]) for g in groups) == e.best


@LESS
@given(records())
def test_every_figure_rests_on_words_of_its_report(rows: list[Given]) -> None:
    book = ledger(picture_of(rows))
    ids = {f.id for f in book.figures}
    assert all(t.a in ids and t.b in ids for t in book.ties)
    assert all(f.quote for f in book.figures)


@LESS
@given(records())
def test_origins_are_never_more_than_those_who_speak(rows: list[Given]) -> None:
    for i in picture_of(rows).incidents:
        assert worth(i)
        assert len(i.origins) <= max(1, len({a.origin for a in i.accounts}))


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[list[Given], list[Judgement]]]:
    """A record as it grows: after each step, what it holds. Reports come, go and are read anew; people decide."""
    pool, held, decided = draw(records()), list[Given](), list[Judgement]()
    out = []
    for n in range(draw(st.integers(2, 7))):
        step = draw(st.sampled_from(("report", "report", "again", "gone", "judge", "judge")))
        some = held[draw(st.integers(0, len(held) - 1))] if held else None
        new = [g for g in pool if all(g.report.id != h.report.id for h in held)]
        if step == "report" and new:
            held = [*held, new[0]]
        elif step == "again" and some:
            held = [
                Given(g.report, draw(st.sampled_from((g.claims[1:], (*g.claims, draw(claims(9))))))) if g is some else g
                for g in held
            ]
        elif step == "gone" and some:
            held = [g for g in held if g is not some]
        elif step == "judge" and some and some.claims:
            decided = [*decided, draw(judged(n, some, held))]
        out.append((held, decided))
    return out


@st.composite
def judged(draw: st.DrawFn, n: int, on: Given, held: list[Given]) -> Judgement:
    verb = draw(
        st.sampled_from((Verb.REJECT, Verb.CORRECT, Verb.RETRACT, Verb.MERGE, Verb.SPLIT, Verb.DUPLICATE, Verb.UNDO))
    )
    claim = on.claims[0]
    anchor = Anchor(
        on.report.id, claim.evidence.span, "" if verb is Verb.RETRACT else claim.evidence.text, claim.type.value
    )
    other = held[draw(st.integers(0, len(held) - 1))]
    far = [
        Anchor(other.report.id, c.evidence.span, c.evidence.text, c.type.value)
        for c in other.claims[:1]
        if other is not on
    ]
    field, value = (
        ("time.end", "2021-03-20") if verb is Verb.CORRECT else (None, f"j{n - 1}" if verb is Verb.UNDO else None)
    )
    at = datetime(2021, 4, 1, n % 24)
    return Judgement(f"j{n}", verb, "A", at, "", anchor, tuple(far), field, value)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_kept_up_is_rebuilt(history: list[tuple[list[Given], list[Judgement]]]) -> None:
    """Whatever is written in whatever order, the picture kept up is the one made anew, object for object."""
    kept = Kept(most=2.0)
    for held, decided in history:
        assert kept.picture(held, decided) == rebuild(held, decided)


def test_what_no_change_touches_is_the_same_object() -> None:
    """A report about one town leaves the incidents of another as they are."""
    rows = [_of_town(n, town) for n, town in enumerate(("Kutum", "Zalingei"))]
    kept = Kept(most=2.0)
    before, _ = kept.picture(rows)
    after, _ = kept.picture([*rows, _of_town(2, "Zalingei")])
    assert [i.place.name for i in before.incidents if any(i is j for j in after.incidents) and i.place] == ["Kutum"]
    assert len(after.incidents[1].accounts) > len(before.incidents[1].accounts)


@pytest.mark.parametrize("verb", [Verb.MERGE, Verb.SPLIT, Verb.PIN])
def test_a_decision_leaves_the_incidents_of_other_towns_the_same_objects(verb: Verb) -> None:
    rows = [_of_town(n, town) for n, town in enumerate(("Kutum", "Zalingei", "Zalingei", "Nyala"))]
    kept = Kept(most=2.0)
    before, _ = kept.picture(rows)
    one, two = (rows[n] for n in ((1, 2) if verb is Verb.SPLIT else (1, 3)))
    anchors = [
        Anchor(g.report.id, c.evidence.span, c.evidence.text, c.type.value) for g in (one, two) for c in g.claims[:1]
    ]
    judgement = Judgement("j1", verb, "A", datetime(2021, 4, 1), "", anchors[0], (anchors[1],))
    for decided in ([judgement], []):
        after, judged = kept.picture(rows, decided)
        assert (after, judged) == rebuild(rows, decided)
        same = [i.place.name for i in before.incidents if any(i is j for j in after.incidents) and i.place]
        assert same == (["Kutum", "Nyala"] if verb is Verb.SPLIT else ["Kutum"]) or not decided
    assert [i.id for i in after.incidents] == [i.id for i in before.incidents]


def _of_town(n: int, town: str) -> Given:
    quote = f"shells killed 1{n} people in the market of {town}"
    quantity = Quantity(Measure.KILLED, f"1{n}", Count(10 + n, 10 + n))
    claim = Claim(
        id="c1",
        type=ClaimType.SHELLING,
        evidence=Quote(Span(0, len(quote)), quote),
        attribution=(Attribution(f"Council {n}"),),
        places=(ClaimPlace(town, town, Precision.PLACE, "Darfur", "SD"),),
        time=ClaimTime(None, Days.on(START)),
        quantities=(quantity,),
    )
    return Given(Report(f"r{n}", quote + f" on day {n}.", f"Outlet {n}", START.isoformat()), (claim,))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_sums_kept_are_sums_made_anew(history: list[tuple[list[Given], list[Judgement]]]) -> None:
    """What was made of the events of an earlier state serves the next one where the events are the same."""
    kept, sums, doubted = Kept(most=2.0), Worked(), {}
    for held, decided in history:
        seen, judged = kept.picture(held, decided)
        sums.forget((*seen.incidents, *seen.tolls))
        assert period(seen, Days(), kept=sums) == period(seen, Days())
        assert doubts(seen, (), judged.statements, kept=doubted) == doubts(seen, (), judged.statements)
