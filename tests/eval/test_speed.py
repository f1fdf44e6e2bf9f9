"""Reading keeps a share of the bare parser's speed, measured by turns in one process: no clock of any machine counts."""

import importlib.util
import json
from pathlib import Path

import pytest

from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.ingest import ingest
from fogline.read.events.choose import default_reader

ROOT = Path(__file__).resolve().parents[2]
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text())["speed"]
REPORTS = 10


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("reading_bench", ROOT / "bench" / "reading.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("reader", [Reader.RULES, Reader.BOTH])
def test_share_of_the_parsers_speed(bench, reader):
    if reader == Reader.BOTH and default_reader() != Reader.BOTH:
        pytest.skip("no learned weights are installed")
    found = (i for i in ingest([ROOT / "examples" / "aleppo-2024" / "reports"]) if isinstance(i, Report))
    reports = [report for report, _ in zip(found, range(REPORTS), strict=False)]
    read = bench.reading(reports, reader)
    read()  # loads vocabulary and weights
    parsed, took = bench.by_turns(3, bench.parsing(reports), read)
    assert bench.share(parsed, took) >= FLOORS[reader.value]
