#!/usr/bin/env python3
"""How fast reading is on one core, against the bare parser on the same text.

    python bench/reading.py                         the demonstration's reports
    python bench/reading.py --texts ../shared/gold/train
    python bench/reading.py --json > reading.json

The bare parser is spaCy's pipeline as it is distributed, without entity recognition. Parser, rules and both readers
together see the same reports by turns (``--rounds``), so that what else the machine is doing touches all; shares are
taken within each round, and the median round counts. Targets on text with conflict content: at least 60 % of the
parser's speed by rules alone and 40 % by default; 1,000 reports a second or more passed over by triage; under 1 GB of
memory; vocabulary and gazetteer loaded in under a second.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import spacy

from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.ingest import ingest
from fogline.read import read
from fogline.read.document import plain
from fogline.read.pipeline import MODEL, parser
from fogline.read.places.lookup import look_up
from fogline.read.triage import deserves_reading

ROOT = Path(__file__).resolve().parents[1]
# Ordinary news without a word of war, for triage: written for this bench.
PEACE = (
    "The city council approved a new tram line on Tuesday. It will link the station with the northern districts and is "
    "to open in four years, the mayor said. Ticket prices stay as they are. Shop owners welcomed the plan.",
    "The harvest of olives began early this year because of a dry autumn. Growers expect less oil than last year, and "
    "a better one. The cooperative bought two presses and will sell its first bottles in December.",
    "The national team won its third match in a row. Its keeper saved a penalty late in the second half, and the coach "
    "praised the young players. The next match is on Saturday; tickets have been sold out for weeks.",
)


def seconds(work: Callable[[], object]) -> float:
    """Of one core's time: what other programs take is not counted."""
    started = time.process_time()
    work()
    return time.process_time() - started


def passed_over(count: int) -> list[Report]:
    return [
        Report(f"p{n}", f"{PEACE[n % len(PEACE)]} " * 6, outlet="Bench", published="2024-11-30") for n in range(count)
    ]


def by_turns(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """The times of each piece of work, round by round."""
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    return [list(column) for column in zip(*times, strict=True)]


def share(parsed: Sequence[float], took: Sequence[float]) -> float:
    """The parser's time over the reader's, in the median round."""
    return median(p / t for p, t in zip(parsed, took, strict=True))


def parsing(reports: Sequence[Report]) -> Callable[[], object]:
    """The bare parser over the reports."""
    bare, texts = spacy.load(MODEL, exclude=["ner"]), [plain(report.text) for report in reports]
    return lambda: [None for _ in bare.pipe(texts, batch_size=16)]


def reading(reports: Sequence[Report], reader: Reader | None) -> Callable[[], object]:
    return lambda: [None for _ in read(reports, None, reader)]


def measure(reports: Sequence[Report], rounds: int) -> dict[str, float]:
    words = sum(len(plain(report.text).split()) for report in reports)
    peace = passed_over(3000)
    megabyte = 1_000_000 if sys.platform == "darwin" else 1_000  # getrusage counts bytes there, kilobytes elsewhere

    def triage() -> None:
        for _ in read(peace):
            pass

    parser()
    loaded = seconds(lambda: look_up("Oslo"))
    started = seconds(lambda: list(read(reports[:2])))  # loads the rest of the vocabulary: once, not per report
    works = (parsing(reports), reading(reports, Reader.RULES), reading(reports, None), triage)
    parsed, ruled, took, over = by_turns(rounds, *works)
    return {
        "reports": len(reports),
        "words": words,
        "reports with conflict content": sum(deserves_reading(report.text) for report in reports),
        "reports a second": len(reports) / median(took),
        "words a second": words / median(took),
        "words a second, rules alone": words / median(ruled),
        "words a second, parser alone": words / median(parsed),
        "share of the parser's speed": share(parsed, took),
        "the same, rules alone": share(parsed, ruled),
        "seconds to load the gazetteer": loaded,
        "seconds for the first reports": started,
        "reports passed over a second": len(peace) / median(over),
        "passed over wrongly read": sum(deserves_reading(report.text) for report in peace),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / megabyte,
    }


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--texts", type=Path, default=ROOT / "examples" / "aleppo-2024" / "reports")
    ap.add_argument("--limit", type=int, default=60, help="at most so many reports")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    reports = [item for item in ingest([a.texts]) if isinstance(item, Report)][: a.limit]
    if not reports:
        print(f"no reports in {a.texts}", file=sys.stderr)
        return 2
    figures = measure(reports, a.rounds)
    if a.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:32} {value:>12,.2f}" if value < 10 else f"{name:32} {value:>12,.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
