"""How reconciliation grows: rebuild of many synthetic claims, one report added, memory.

    python bench/reconcile.py [--sizes 10000,30000,100000] [--piece-of 1000000] [--adds 50] [--seed 1]

Synthetic reports hold three claims of different events, one report in twenty is printed twice by another outlet. Real
records grow in breadth: ten times the claims tell of more wars, more towns and more years, not of more events in a town
on a day. So here the square root of the growth goes into towns and the other into days: a million claims are 2,600
towns of 100 provinces over ten years, a hundred thousand 832 towns over three. Events per town and day are the same at
every size; events per day grow (27 at ten thousand, 274 at a million), which is what accounts without a place pay for.

With ``--piece-of 1000000`` each record is some weeks of one of a million claims: as many towns, as much on each day.

What claims leave open is about what the reader leaves open in real reports: one in five says no place that a gazetteer
knows, one in five no day. All are of events that do harm (of real claims one in six is), so a real record of a million
claims is less work than this.

Equal places, days and sources are one object, as in what the store reads back.

Prints seconds of processor time, the exponent of growth (1 is linear), the time to add one report to the largest set,
and the memory that the process holds, input included.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
    Status,
)
from fogline.core.incident import Statement
from fogline.core.interval import Count, Days
from fogline.core.report import Report
from fogline.core.sharing import shared
from fogline.core.span import Span
from fogline.link import head_of
from fogline.reconcile.record import Live
from fogline.reconcile.statements import statement

TYPES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CLASH, ClaimType.ATTACK)
ORIGINS = tuple(f"Monitor {n}" for n in range(8))
OUTLETS = tuple(f"Outlet {n}" for n in range(40))
CONSONANTS = "bdfgklmnprst"
SYLLABLES = tuple(c + v for c in CONSONANTS for v in "aeiou")
VOCABULARY = 3000
FIRST = date(2012, 1, 1)
PER_REPORT = 3
TOWNS_PER_PROVINCE = 26
PROVINCES_PER_COUNTRY = 10


@dataclass(frozen=True, slots=True)
class War:
    """What a record of some size spans: a million claims are 100 provinces of 26 towns over 3,650 days."""

    provinces: int
    days: int

    @classmethod
    def of(cls, claims: int, whole: int | None = None) -> War:
        """What ``claims`` span; of a record of ``whole`` claims, as long a piece as holds that many of them."""
        scale = math.sqrt((whole or claims) / 1_000_000)
        part = claims / (whole or claims)
        return cls(max(1, round(100 * scale)), max(30, round(3650 * scale * part)))


def name(initial: str, number: int) -> str:
    """Names differ in their consonants, since names that differ in vowels or doubled letters alone may be one place."""
    out, last = initial, initial.lower()
    for _ in range(4):
        free = CONSONANTS.replace(last, "")
        number, digit = divmod(number, len(free))
        last = free[digit]
        out += f"a{last}"
    return f"{out}a"


def word(rng: random.Random) -> str:
    """A telling word; as in real reports, few are frequent and most are rare."""
    n = int(VOCABULARY * rng.random() ** 2.5)
    return "".join(SYLLABLES[n // len(SYLLABLES) ** k % len(SYLLABLES)] for k in range(2)) + "ran"


def where(rng: random.Random, war: War) -> tuple[ClaimPlace, ...]:
    """A town; each province has a long tail of them.

    For one claim in ten no more than the province, for one in twenty a town that no gazetteer knows, for one in twenty
    nothing.
    """
    province, rank, sort = rng.randrange(war.provinces), int(TOWNS_PER_PROVINCE * rng.random() ** 2.5), rng.random()
    country, admin = f"X{province // PROVINCES_PER_COUNTRY}", name("P", province)
    town = name("T", province * TOWNS_PER_PROVINCE + rank)
    if sort < 0.05:
        return ()
    if sort < 0.15:
        return (ClaimPlace(admin, admin, Precision.ADMIN1, None, country),)
    return (ClaimPlace(town, town, Precision.PLACE, None if sort < 0.2 else admin, country),)


def when(rng: random.Random, war: War) -> tuple[date, Days]:
    """The day it happened, and what the claim says: that day, nothing (one in five) or ten days (one in ten)."""
    day, sort = FIRST + timedelta(days=rng.randrange(war.days)), rng.random()
    if sort < 0.2:
        return day, Days()
    return day, Days.on(day) if sort < 0.9 else Days(day, day + timedelta(days=9))


def claim(rng: random.Random, n: int, war: War) -> tuple[date, Claim]:
    places, kind, killed = where(rng, war), rng.choice(TYPES), 1 + int(40 * rng.random() ** 3)
    day, days = when(rng, war)
    town = places[0].name if places else "the town"
    told = [word(rng) for _ in range(rng.randrange(3, 9))]
    quote = f"{killed} people were killed near the {' '.join(told)} of {town}"
    group = Group("people", (), Status.UNKNOWN)
    return day, Claim(
        id=f"c{n}",
        type=kind,
        evidence=Quote(Span(n * 200, n * 200 + len(quote)), quote),
        attribution=shared((Attribution(rng.choice(ORIGINS)),)),
        places=shared(places),
        time=shared(ClaimTime(None, days)),
        quantities=(Quantity(Measure.KILLED, str(killed), shared(Count(killed, killed)), group=shared(group)),),
    )


def text(rng: random.Random, claims: Sequence[Claim]) -> str:
    """The quotations among enough other words to be told from every other report."""
    told = " ".join(f"{c.evidence.text}." for c in claims)
    return f"{told} {' '.join(f'{word(rng)}{rng.randrange(10**6)}' for _ in range(60))}"


def reports(count: int, seed: int, war: War) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """``count`` claims in reports of three, each out on the day after the last of its events."""
    rng = random.Random(seed)  # noqa: S311 - a generator for a bench
    for n in range(count // PER_REPORT):
        told = [claim(rng, k, war) for k in range(PER_REPORT)]
        claims = tuple(c for _, c in told)
        out = max(day for day, _ in told) + timedelta(days=1)
        yield Report(f"r{n:07}", text(rng, claims), rng.choice(OUTLETS), out.isoformat()), claims


def statements(count: int, seed: int, war: War) -> tuple[list[Statement], list[Report]]:
    """Every statement, and the reports that hold them; one report in twenty is printed again by another outlet."""
    out, told = [], []
    for n, (report, claims) in enumerate(reports(count, seed, war)):
        for again in (False, True) if n % 20 == 0 else (False,):
            kept = replace(report, id=f"{report.id}c", outlet="Reprint") if again else report
            head = head_of(kept)
            out += [statement(head, c) for c in claims]
            told.append(kept)
    return out, told


def memory() -> float:
    """Resident memory at its highest, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def rebuild(found: list[Statement], told: list[Report]) -> tuple[Live, float, int]:
    gc.collect()
    gc.disable()
    start = time.process_time()
    live = Live()
    live.load(found, told)
    n = len(live.incidents())
    spent = time.process_time() - start
    gc.enable()
    return live, spent, n


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Slope of log seconds over log size, by least squares."""
    xs, ys = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    mx, my = statistics.fmean(xs), statistics.fmean(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sizes", default="10000,30000,100000")
    ap.add_argument("--piece-of", type=int, help="as dense as a record of so many claims, and as much shorter")
    ap.add_argument("--adds", type=int, default=50)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    sizes, seconds = [int(s) for s in a.sizes.split(",")], []
    live = Live()
    for size in sizes:
        found, told = statements(size, a.seed, War.of(size, a.piece_of))
        live, spent, n = rebuild(found, told)
        seconds.append(spent)
        held = f"{n:,} incidents, {len(live.copies()):,} copies, {memory():,.0f} MB"
        print(f"{len(found):>9,} claims  {spent:7.1f} s  {len(found) / spent:9,.0f} claims/s  {held}", flush=True)
    if len(sizes) > 1:
        print(f"grows with exponent {exponent(sizes, seconds):.2f}")
    gc.collect()
    gc.freeze()  # as the server does: the collector need not go through what stands again and again
    spent_each = []
    for n, (report, claims) in enumerate(reports(a.adds * PER_REPORT, a.seed + 1, War.of(sizes[-1], a.piece_of))):
        new = replace(report, id=f"new{n}")
        start = time.process_time()
        live.add(new, claims)
        spent_each.append(time.process_time() - start)
    spent_each.sort()
    middle, most, nearly, worst = (1000 * spent_each[int((a.adds - 1) * part)] for part in (0.5, 0.95, 0.99, 1.0))
    print(f"one report added to {sizes[-1]:,} claims, {a.adds} times: ", end="")
    print(
        f"median {middle:.1f} ms, 95 in 100 under {most:.1f} ms, 99 in 100 under {nearly:.1f} ms, worst {worst:.1f} ms"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
