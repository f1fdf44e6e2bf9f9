"""Reading is measured on annotated reports of other wars, and may not fall below ``floors.json``.

A floor is a figure's F1 or accuracy, or names the part of it that is meant (``{"recall": 1.0}``).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fogline import run
from fogline.core.codec import dumps, reading_to_json
from fogline.core.problem import Problem

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text())


@pytest.fixture(scope="session")
def lines(shared):
    """What ``fogline extract`` prints for the reports of ``dev``."""
    found = [i for i in run.extract([shared.gold], workers=1) if not isinstance(i, Problem)]
    return [dumps(reading_to_json(i.report, i.claims)) for i in found]


@pytest.fixture(scope="session")
def documents(lines):
    return {doc["report"]["id"]: doc for doc in map(json.loads, lines)}


@pytest.fixture(scope="session")
def gold(shared):
    return shared.score.load(shared.gold)


def figure(figures, name, floor):
    found = figures[name]
    part = next(iter(floor)) if isinstance(floor, dict) else "f1" if "f1" in found else "accuracy"
    return found[part] or 0.0


def below(figures, floors):
    """Figures under their floors, in words; a hundredth of a point is forgiven to rounding."""
    out = []
    for name, floor in floors.items():
        wanted = next(iter(floor.values())) if isinstance(floor, dict) else floor
        got = figure(figures, name, floor)
        if got < wanted - 0.0001:
            out.append(f"{name}: {got:.4f}, floor {wanted}")
    return out


def test_on_all_of_dev(shared, gold, documents):
    assert below(shared.score.score(gold, documents, shared.names), FLOORS["dev"]) == []


@pytest.mark.parametrize("corpus", FLOORS["by corpus"])
def test_on_each_corpus(shared, gold, documents, corpus):
    part = {id: doc for id, doc in gold.items() if id.split("-")[0] == corpus}
    assert part
    assert below(shared.score.score(part, documents, shared.names), FLOORS["by corpus"][corpus]) == []


def test_on_the_wire_story(shared, gold, documents):
    part = {"seed-aleppo": gold["seed-aleppo"]}
    assert below(shared.score.score(part, documents, shared.names), FLOORS["seed-aleppo"]) == []


def test_the_output_follows_the_codebook(shared, documents):
    assert [problem for doc in documents.values() for problem in shared.check.problems(doc)] == []


def test_every_report_is_answered_once_and_in_order(shared, lines):
    ids = [json.loads(line)["report"]["id"] for line in lines]
    assert ids == [path.stem for path in sorted(shared.gold.glob("*.json"))]


def test_a_dateline_is_no_place_of_an_event(documents):
    places = [place["name"] for claim in documents["seed-aleppo"]["claims"] for place in claim["places"]]
    assert [name for name in places if name in ("Erbil", "Hewler", "Arbil")] == []


def test_another_run_with_other_workers_gives_the_same_bytes(shared, lines, tmp_path):
    out = tmp_path / "again.jsonl"
    command = [sys.executable, "-m", "fogline", "extract", str(shared.gold), "--workers", "2", "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert out.read_text(encoding="utf-8") == "".join(f"{line}\n" for line in lines)
