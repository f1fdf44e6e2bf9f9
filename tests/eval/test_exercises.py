"""Reading is measured on exercise reports that nothing was learned from, of wars and outlets that the gold has not."""

import json
import sys
from pathlib import Path

import pytest
from tests.eval.test_floors import FLOORS, below

from fogline import run
from fogline.core.codec import dumps, reading_to_json
from fogline.core.problem import Problem

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def held_out():
    """By id, the annotated exercises that are held out."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from annotated import load
    finally:
        sys.path.pop(0)
    return {doc["report"]["id"]: doc for doc in load([ROOT / "corpus"], held_out=True)}


@pytest.fixture(scope="module")
def readings(held_out, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    for name, doc in held_out.items():
        (folder / f"{name}.json").write_text(json.dumps(doc), encoding="utf-8")
    return [i for i in run.extract([folder], workers=1) if not isinstance(i, Problem)]


@pytest.fixture(scope="module")
def documents(readings):
    read = (json.loads(dumps(reading_to_json(i.report, i.claims))) for i in readings)
    return {doc["report"]["id"]: doc for doc in read}


def test_every_fifth_report_of_a_source_is_held_out(held_out):
    assert {int(name.rpartition("-")[2]) % 5 for name in held_out} == {0}
    assert {name.rpartition("-")[0] for name in held_out} == {p.stem for p in (ROOT / "corpus").glob("*.txt")}


def test_none_is_lost(held_out, readings):
    assert [(i.report.id, p.message) for i in readings for p in i.problems if p.lost] == []
    assert len(readings) == len(held_out)


def test_on_exercises_held_out(shared, held_out, documents):
    assert below(shared.score.score(held_out, documents, shared.names), FLOORS["exercises"]) == []


def test_the_output_on_exercises_follows_the_codebook(shared, documents):
    assert [problem for doc in documents.values() for problem in shared.check.problems(doc)] == []
