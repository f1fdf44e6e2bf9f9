"""The exercise corpus and the notation it is written in."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "corpus").glob("*.txt"))
TEXT = "The army said on Monday that shells killed nine people in Bara. Rebels denied it."


@pytest.fixture(scope="module")
def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_corpus", ROOT / "scripts" / "compile_corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["compile_corpus"] = module
    spec.loader.exec_module(module)
    return module


def compiled(compiler: ModuleType, folder: Path, claims: str) -> tuple[list[dict], list[str]]:
    source = folder / "try.txt"
    source.write_text(f"=== Daily Example | 2024-05-14 | Shells | Khartoum\n{TEXT}\n---\n{claims}\n", encoding="utf-8")
    faults: list[str] = []
    return list(compiler.reports_of(source, faults)), faults


def test_there_are_sources() -> None:
    assert len(SOURCES) == 26


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
def test_every_source_compiles(compiler: ModuleType, source: Path) -> None:
    faults: list[str] = []
    docs = list(compiler.reports_of(source, faults))
    assert faults == []
    assert docs
    for doc in docs:
        text = doc["report"]["text"]
        for claim in doc["claims"]:
            for span in (claim["evidence"], *claim["also_at"]):
                assert text[span["start"] : span["end"]] == span["text"]


def test_a_claim_comes_out_whole(compiler: ModuleType, tmp_path: Path) -> None:
    (doc,), faults = compiled(
        compiler,
        tmp_path,
        "* shelling alleged\ne: shells killed ... in Bara\nby: Sudanese army (Sudan) = The army = said = X = 2024-05-13\n"
        "a: Rebels = Rapid Support Forces; Janjaweed\np: Bara = Bara = place = SD = North Kordofan\n"
        "d: on Monday = 2024-05-13\ni: shells\nn: killed = nine = 9 = people = civilian = scope: cumulative",
    )
    assert faults == []
    (claim,) = doc["claims"]
    assert claim["evidence"] == {"start": 29, "end": 62, "text": "shells killed nine people in Bara"}
    assert (claim["type"], claim["stance"], claim["polarity"], claim["modality"]) == (
        "shelling",
        "alleged",
        "affirmed",
        "actual",
    )
    assert claim["attribution"] == [
        {
            "source": "Sudanese army",
            "text": "The army",
            "cue": "said",
            "channel": "X",
            "said": ["2024-05-13", "2024-05-13"],
            "affiliation": "Sudan",
        }
    ]
    assert claim["agents"] == [{"text": "Rebels", "actors": ["Rapid Support Forces", "Janjaweed"]}]
    assert claim["places"][0] == {
        "text": "Bara",
        "name": "Bara",
        "admin1": "North Kordofan",
        "country": "SD",
        "precision": "place",
        "within": None,
    }
    assert claim["time"] == {"text": "on Monday", "start": "2024-05-13", "end": "2024-05-13"}
    assert claim["quantities"] == [
        {
            "measure": "killed",
            "text": "nine",
            "low": 9,
            "high": 9,
            "group": {"text": "people", "actors": [], "status": "civilian"},
            "scope": "cumulative",
            "part_of": None,
        }
    ]


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ("2024-05-13", "2024-05-13", "2024-05-13"),
        ("2024-05-11..2024-05-13", "2024-05-11", "2024-05-13"),
        ("2024-05-11..", "2024-05-11", None),
        ("..2024-05-13", None, "2024-05-13"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016..", "2016-01-01", None),
    ],
)
def test_days(compiler: ModuleType, given: str, start: str | None, end: str | None) -> None:
    assert compiler.days(given) == (start, end)


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ("* shelling\ne: shells killed ten", "try.txt:5: not in the report: 'shells killed ten'"),
        ("* shelling\ne: shells ... in Omdurman", "try.txt:5: not in the report after 'shells': 'in Omdurman'"),
        ("* shelling\ne: e", "stands there"),
        ("* barrage\ne: shells killed nine", "'barrage' is not a valid ClaimType"),
        ("* shelling maybe\ne: shells killed nine", "unknown: 'maybe'"),
        ("* shelling", "c1 (shelling) has no evidence"),
        ("* shelling\ne: shells killed nine\np: Bara = Bara = town = SD", "'town' is not a valid Precision"),
        ("* shelling\ne: shells killed nine\np: Bara = Bara = place", "a place has words"),
        ("* shelling\ne: shells killed nine\np: Bara = Bara = place = Sudan", "not a country's two letters"),
        ("* shelling\ne: shells killed nine\nd: 2024-05-13..2024-05-12", "ends before it begins"),
        ("* shelling\ne: shells killed nine\nn: killed = nine = 9..5", "ends before it begins"),
        ("* shelling\ne: shells killed nine\nn: killed = nine = 9 = people", "a group has a status"),
        ("* shelling\ne: shells killed nine\nn: killed = nine = 9 = of: 3", "part of a number that is not there"),
        ("* shelling\ne: shells killed nine\nn: killed = nine = 9 = side: A", "unknown: side"),
        ("e: shells killed nine", "not a line of a claim"),
        ("* shelling\ne: shells killed nine\nwhere: Bara", "not a line of a claim"),
    ],
)
def test_what_is_wrong_is_told(compiler: ModuleType, tmp_path: Path, claims: str, fault: str) -> None:
    _, faults = compiled(compiler, tmp_path, claims)
    assert any(fault in f for f in faults), faults


@pytest.mark.parametrize(
    ("given", "name", "body"),
    [
        ("Adil Hamdan (Sudanese army)", "Adil Hamdan", "Sudanese army"),
        ("district cadre (Communist Party of Nepal (Maoist))", "district cadre", "Communist Party of Nepal (Maoist)"),
        ("Sudanese army", "Sudanese army", None),
    ],
)
def test_whose_person_speaks(compiler: ModuleType, given: str, name: str, body: str | None) -> None:
    made = compiler.source(TEXT, f"{given} = The army = said")
    assert (made["source"], made.get("affiliation")) == (name, body)


def test_a_report_without_claims_of_its_own_line_is_told(compiler: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "try.txt"
    source.write_text(
        "=== Daily Example | 2024-05-14 | Shells\nA text.\n=== Another | someday | X\nB.\n---\n", encoding="utf-8"
    )
    faults: list[str] = []
    list(compiler.reports_of(source, faults))
    assert len(faults) == 2
    assert "try.txt:1" in faults[0]
    assert "try.txt:3" in faults[1]
