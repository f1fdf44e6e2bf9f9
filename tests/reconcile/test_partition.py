"""Counting kinds of accounts comes to the groups that pair by pair comes to, and takes time in line with their number."""

import gc
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile import pairwise as plainly

from fogline.core.claim import Claim, ClaimType, Measure, Precision, Quote
from fogline.core.incident import Head, Statement
from fogline.core.interval import Days
from fogline.core.span import Span
from fogline.link.events import Local
from fogline.link.partition import Index, partition
from fogline.link.traits import Number, Spot, Traits

START = date(2021, 3, 1)
TOWNS = [Spot(name, name, None, "north", "SD", Precision.PLACE) for name in ("kutum", "nyala")]
WIDE = Spot("north", "north", None, None, "SD", Precision.ADMIN1)
DOUBTFUL = [Spot(name, name, None, None, "SD", Precision.PLACE) for name in ("umm", "tina")]
REGION = Spot("desert", "desert", None, None, "SD", Precision.AREA)
WORDS = ("market", "bakery", "shells", "depot", "convoy", "school")


def local(n: int, traits: Traits) -> Local:
    claim = Claim("c1", ClaimType.SHELLING, Quote(Span(0, 6), "shells"))
    statement = Statement(Head(f"r{n:04d}", "W", None, f"{n:064x}", None, True), claim, "W", True)
    return Local(statement.key, (statement,), traits)


@st.composite
def kinds(draw: st.DrawFn) -> Traits:
    start = START + timedelta(days=draw(st.integers(0, 2)))
    length = draw(st.sampled_from((None, 0, 0, 1, 9)))
    days = Days() if length is None else Days(start, start + timedelta(days=length))
    low = draw(st.sampled_from((3, 12, 13)))
    return Traits(
        (draw(st.sampled_from((ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.CLASH, ClaimType.TOLL))),),
        tuple(draw(st.lists(st.sampled_from((*TOWNS, WIDE, *DOUBTFUL, REGION)), max_size=2, unique=True))),
        days,
        draw(st.sampled_from(((), (Number(Measure.KILLED, low, low),)))),
        tuple(sorted(set(draw(st.lists(st.sampled_from(WORDS), max_size=6))))),
        draw(st.sampled_from((None, start, start + timedelta(days=5)))),
    )


@st.composite
def records(draw: st.DrawFn):
    """Accounts of a few kinds in any order, and pairs that people put together or apart, both ways round."""
    few = draw(st.lists(kinds(), min_size=1, max_size=9))
    found = [local(n, kind) for n, kind in enumerate(draw(st.lists(st.sampled_from(few), max_size=18)))]
    keys = [x.key for x in found]
    pairs = st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=2) if keys else st.just([])
    both = [frozenset(q for a, b in draw(pairs) if a != b for q in ((a, b), (b, a))) for _ in range(2)]
    return found, both[0] - both[1], both[1]


def names(groups):
    return [[x.key for x in group] for group in groups]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(records())
def test_the_groups_are_those_of_comparing_every_pair(record):
    found, together, apart = record
    assert names(partition(found, together, apart)) == names(plainly.partition(found, together, apart))


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(records(), st.randoms(use_true_random=False))
def test_coming_and_going_in_any_order_is_the_same(record, rng):
    found, together, apart = record
    index, order = Index(together, apart), list(found)
    rng.shuffle(order)
    for x in order:
        index.add(x)
    gone = order[: len(order) // 3]
    for x in gone:
        index.drop(x.key)
    kept = [x for x in found if x not in gone]
    assert names(index.groups()) == names(partition(kept, together, apart))
    for x in gone:
        index.add(x)
    assert names(index.groups()) == names(plainly.partition(found, together, apart))


ALIKE = Traits(
    (ClaimType.SHELLING,), (TOWNS[0],), Days.on(START), (Number(Measure.KILLED, 14, 14),), tuple(sorted(WORDS)), START
)


def seconds(n: int) -> float:
    """Of this thread, for a record of one event told by ``n`` reports, half of them in other words or later."""
    told = [replace(ALIKE, told=START + timedelta(days=k), words=tuple(sorted(WORDS[k:]))) for k in range(4)]
    found = [local(k, told[k % 4] if k % 2 else ALIKE) for k in range(n)]
    gc.collect()
    gc.disable()  # how long a collection takes depends on all that other tests left
    try:
        began = time.thread_time()
        assert len(partition(found)) == 1
        return time.thread_time() - began
    finally:
        gc.enable()


def test_thousands_of_reports_alike_take_time_in_line_with_their_number():
    """Pair by pair, four times as many would take sixteen times as long."""
    taken = [min(seconds(n) for _ in range(5)) for n in (2000, 8000)]
    (ratio,) = (b / a for a, b in pairwise(taken))
    assert ratio < 8, taken


def chained(towns: int, days: int) -> list[Local]:
    """Each town has an event every fifth day; accounts that name only the province and ten days fit them all."""
    names_ = [f"t{a}{b}k" for a in "bdfgklmn" for b in "rsvz"][:towns]
    out = [
        Traits(
            (ClaimType.SHELLING,),
            (Spot(town, town, None, "north", "SD", Precision.PLACE),),
            Days.on(START + timedelta(days=day)),
            (Number(Measure.KILLED, 3, 3),),
        )
        for n, town in enumerate(names_)
        for day in range(n % 5, days, 5)
    ]
    for day in range(0, days, 7):
        stretch = Days(START + timedelta(days=day), START + timedelta(days=day + 9))
        out.append(Traits((ClaimType.SHELLING,), (WIDE,), stretch, (Number(Measure.KILLED, 3, 3),)))
    return [local(n, t) for n, t in enumerate(out)]


def test_who_knows_only_the_province_ties_no_towns_together():
    """Everything hangs together by links, and yet what is solved with a new report does not grow with the record."""
    told = []
    for towns, days in ((8, 60), (32, 240)):
        found = chained(towns, days)
        index = Index()
        index.load(found)
        groups = index.add(replace(found[0], key="new"))
        told.append(sum(len(g) for g in groups))
        assert names(index.groups()) == names(partition([*found, replace(found[0], key="new")]))
    assert max(told) < 8, told


def test_who_leaves_its_day_open_follows_the_town_and_day_that_pull_most():
    """Five reports of Monday's shelling outweigh one of Friday's that gives the very same number."""
    monday = [replace(ALIKE, numbers=(Number(Measure.KILLED, n, n),), words=()) for n in (5, 7, 9, 21, 40)]
    friday = replace(ALIKE, days=Days.on(START + timedelta(days=4)), words=())
    week = replace(ALIKE, days=Days(START - timedelta(days=1), START + timedelta(days=5)), words=())
    found = [local(n, t) for n, t in enumerate((*monday, friday, week))]
    together = next(g for g in partition(found) if found[-1] in g)
    assert set(together) == {*found[:5], found[-1]}
