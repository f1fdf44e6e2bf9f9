"""How reconciliation grows: rebuild of many synthetic claims, one report added, memory.

    python bench/reconcile.py [--sizes 10000,30000,100000] [--adds 50] [--seed 1]

Synthetic reports hold three claims each, one in twenty is printed twice: towns in regions, each region with a long
tail, days over ten years, several origins. Events per town and day do not depend on the size. Prints seconds of
processor time, the exponent of growth (1 is linear), the time to add one report to the largest set, and the resident
memory.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
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
from fogline.core.span import Span
from fogline.link import head_of
from fogline.reconcile.record import Live
from fogline.reconcile.statements import statement

TYPES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CLASH, ClaimType.ATTACK)
ORIGINS = tuple(f"Monitor {n}" for n in range(8))
OUTLETS = tuple(f"Outlet {n}" for n in range(40))
WORDS = (
    "market",
    "school",
    "bridge",
    "convoy",
    "bakery",
    "hospital",
    "checkpoint",
    "mosque",
    "depot",
    "farm",
    "station",
)
CONSONANTS = "bdfgklmnprst"
FIRST = date(2012, 1, 1)
PER_REPORT = 3


def town(rng: random.Random, towns: int) -> str:
    """Regions of 26 towns, each with a long tail: events per town and day do not depend on how many there are.

    Names differ in their consonants, since names that differ in vowels alone may be one place.
    """
    rank = rng.randrange(towns // 26) * 26 + int(26 * rng.random() ** 2.5)
    digits = (rank // len(CONSONANTS) ** n % len(CONSONANTS) for n in range(4))
    return "Ta" + "".join(f"{CONSONANTS[d]}a" for d in digits)


def claim(rng: random.Random, n: int, towns: int) -> Claim:
    name, kind, killed = town(rng, towns), rng.choice(TYPES), 1 + int(40 * rng.random() ** 3)
    day = FIRST + timedelta(days=rng.randrange(3650))
    quote = f"{killed} people were killed near the {rng.choice(WORDS)} and the {rng.choice(WORDS)} of {name}"
    group = Group("people", (), Status.UNKNOWN)
    return Claim(
        id=f"c{n}",
        type=kind,
        evidence=Quote(Span(n * 200, n * 200 + len(quote)), quote),
        attribution=(Attribution(rng.choice(ORIGINS)),),
        places=(ClaimPlace(name, name, Precision.PLACE, None, "XX"),),
        time=ClaimTime(None, Days.on(day)),
        quantities=(Quantity(Measure.KILLED, str(killed), Count(killed, killed), group=group),),
    )


def text(rng: random.Random, n: int, claims: tuple[Claim, ...]) -> str:
    """The quotations among enough other words to be told from every other report."""
    told = " ".join(f"{c.evidence.text}." for c in claims)
    return f"{told} {' '.join(f'{rng.choice(WORDS)}{rng.randrange(10**6)}' for _ in range(60))}"


def reports(count: int, seed: int) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """``count`` claims in reports of three. The density of events per town and day does not depend on ``count``."""
    rng = random.Random(seed)  # noqa: S311 - a generator for a bench
    towns = 26 * max(1, count // 10_000)
    for n in range(count // PER_REPORT):
        claims = tuple(claim(rng, k, towns) for k in range(PER_REPORT))
        last = max(c.time.days.start for c in claims if c.time.days.start)
        day, words = (last + timedelta(days=1)).isoformat(), text(rng, n, claims)
        yield Report(f"r{n:07}", words, rng.choice(OUTLETS), day), claims


def statements(count: int, seed: int) -> tuple[list[Statement], list[Report]]:
    """Every statement, and the reports that hold them; one report in twenty is printed again by another outlet."""
    out, told = [], []
    for n, (report, claims) in enumerate(reports(count, seed)):
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
    ap.add_argument("--adds", type=int, default=50)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    sizes, seconds = [int(s) for s in a.sizes.split(",")], []
    live = Live()
    for size in sizes:
        found, told = statements(size, a.seed)
        live, spent, n = rebuild(found, told)
        seconds.append(spent)
        held = f"{n:,} incidents, {len(live.copies()):,} copies, {memory():,.0f} MB"
        print(f"{len(found):>9,} claims  {spent:7.1f} s  {len(found) / spent:9,.0f} claims/s  {held}", flush=True)
    if len(sizes) > 1:
        print(f"grows with exponent {exponent(sizes, seconds):.2f}")
    spent_each = []
    for n, (report, claims) in enumerate(reports(a.adds * PER_REPORT, a.seed + 1)):
        new = replace(report, id=f"new{n}")
        start = time.process_time()
        live.add(new, claims)
        spent_each.append(time.process_time() - start)
    spent_each.sort()
    middle, worst = spent_each[len(spent_each) // 2] * 1000, spent_each[-1] * 1000
    print(f"one report added to {sizes[-1]:,} claims: median {middle:.1f} ms, worst {worst:.1f} ms of {a.adds}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
