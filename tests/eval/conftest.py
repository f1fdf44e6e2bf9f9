"""The measured texts and their scorer live outside this repository; without them these tests are skipped."""

import importlib.util
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FOGLINE_SHARED", ROOT.parent / "shared"))


def module(name):
    spec = importlib.util.spec_from_file_location(f"shared_{name}", SHARED / "score" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="session")
def shared():
    """``gold`` (the dev folder), ``score`` and ``check`` (modules), ``names`` (the scorer's aliases)."""
    gold = SHARED / "gold" / "dev"
    if not gold.is_dir():
        pytest.skip(f"no annotated reports at {SHARED}; name their folder in FOGLINE_SHARED")
    score = module("score")
    names = score.Names(SHARED / "score" / "aliases.json")
    return SimpleNamespace(gold=gold, score=score, check=module("check"), names=names, root=SHARED)
