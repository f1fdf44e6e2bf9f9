"""Copies, excerpts and rewrites among generated reports: precision, recall and seconds.

    python bench/quality/same_origin.py [--reports 2000] [--seed 1]

Original reports are made of sentences from a small grammar; known copies change outlet, header and a few words,
excerpts keep two paragraphs in three, rewrites reword one word in eight and put sentences in another order. Originals
share places and phrases of the trade, as real reports do, and must not be taken for copies.
"""

from __future__ import annotations

import argparse
import random
import time

from fogline.core.report import Report
from fogline.link import duplicates

SUBJECTS = (
    "Shells",
    "An air strike",
    "Gunmen",
    "A car bomb",
    "A drone",
    "Rockets",
    "Militia fighters",
    "Mortar rounds",
)
VERBS = ("hit", "struck", "set fire to", "damaged", "surrounded", "passed over", "emptied", "flattened")
THINGS = (
    "the market",
    "a school",
    "the bridge",
    "a bakery",
    "the grain store",
    "a clinic",
    "two houses",
    "the bus station",
)
PLACES = (
    "Kutum",
    "Zalingei",
    "Nyala",
    "Marib",
    "Taiz",
    "Izium",
    "Lyman",
    "Djibo",
    "Menaka",
    "Seytenga",
    "Azaz",
    "Misrata",
)
SYLLABLES = tuple(x + y for x in "bdfghjklmnrstz" for y in "aeiou")
WHEN = ("on Monday", "at dawn", "late on Friday", "during the night", "for a second day", "shortly after noon")
TAILS = (
    "a resident named {n} said by telephone",
    "leaving {n} families without water",
    "and the road to {p} was closed",
    "as convoys from {p} were turned back",
    "according to a medic in {p}",
    "while {n} people sheltered in cellars",
    "after talks in {p} had failed",
    "the third such attack in {n} weeks",
)
SYNONYMS = ("heavily", "nearby", "reportedly", "again", "local", "several", "later", "then")


def name(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(2, 4))).title()


def sentence(rng: random.Random) -> str:
    """Places and people are as many as in life: half of the names stand in one report only."""
    where = rng.choice(PLACES) if rng.random() < 0.5 else name(rng)
    tail = rng.choice(TAILS).format(n=rng.randrange(2, 900), p=name(rng))
    head = (
        f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(THINGS)} of {name(rng)} in {where} {rng.choice(WHEN)}"
    )
    return f"{head}, {tail}."


def original(rng: random.Random) -> list[str]:
    return [sentence(rng) for _ in range(rng.randrange(8, 22))]


def copied(rng: random.Random, text: list[str]) -> list[str]:
    out = list(text)
    out[rng.randrange(len(out))] = sentence(rng) if rng.random() < 0.3 else out[0]
    return [f"Published by us. {rng.choice(SYNONYMS)}", *out]


def excerpt(rng: random.Random, text: list[str]) -> list[str]:
    keep = max(4, len(text) * 2 // 3)
    start = rng.randrange(len(text) - keep + 1)
    return text[start : start + keep]


def rewritten(rng: random.Random, text: list[str]) -> list[str]:
    out = []
    for s in text:
        words = s.split()
        out.append(" ".join(rng.choice(SYNONYMS) if rng.random() < 0.125 else w for w in words))
    rng.shuffle(out)
    return out


def corpus(count: int, seed: int) -> tuple[list[Report], set[frozenset[str]]]:
    """Reports, and the pairs of ids that are truly one text (families count pair by pair)."""
    rng = random.Random(seed)  # noqa: S311 - a generator for a bench
    reports: list[Report] = []
    true: set[frozenset[str]] = set()
    while len(reports) < count:
        text, family = original(rng), []
        for kind in (None, *rng.choices((copied, excerpt, rewritten), k=rng.choice((0, 0, 1, 1, 2)))):
            body = text if kind is None else kind(rng, text)
            name = f"r{len(reports)}"
            day = f"2023-05-{1 + rng.randrange(28):02}"
            reports.append(Report(name, " ".join(body), f"Outlet {rng.randrange(60)}", day))
            true |= {frozenset((name, other)) for other in family}
            family.append(name)
    return reports, true


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reports", type=int, default=2000)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    reports, true = corpus(a.reports, a.seed)
    start = time.perf_counter()
    edges = duplicates(reports)
    spent = time.perf_counter() - start
    found = {frozenset((e.a, e.b)) for e in edges}
    found = closed(found)
    right = len(found & true)
    print(f"{len(reports)} reports, {len(true)} true pairs, {len(found)} found in {spent:.1f} s")
    print(f"precision {right / max(1, len(found)):.3f}  recall {right / max(1, len(true)):.3f}")
    return 0


def closed(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
    """A copy points at the first of its family only: the family's other pairs follow from that."""
    home: dict[str, set[str]] = {}
    for pair in sorted(pairs, key=sorted):
        a, b = sorted(pair)
        joined = home.get(a, {a}) | home.get(b, {b})
        for member in joined:
            home[member] = joined
    return pairs | {frozenset((x, y)) for group in home.values() for x in group for y in group if x < y}


if __name__ == "__main__":
    raise SystemExit(main())
