"""The notebook of the documentation runs from top to bottom, and is the one its script writes."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("make_notebook", ROOT / "scripts" / "make_notebook.py")
make_notebook = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_notebook)


@pytest.fixture(scope="module")
def kept():
    return json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))


def test_it_is_what_the_script_writes(kept):
    assert make_notebook.sources(kept) == list(make_notebook.CELLS), "run: python scripts/make_notebook.py --run"


def test_it_is_valid(kept):
    import nbformat

    nbformat.validate(nbformat.from_dict(kept))


def test_its_outputs_are_there_and_say_nothing_of_a_machine(kept):
    text = json.dumps(kept)
    assert "last word" in text
    assert "/tmp/" not in text
    assert "/home/" not in text


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_runs(tmp_path):
    done = make_notebook.executed(make_notebook.made(), tmp_path)
    outputs = [o for c in done["cells"] for o in c.get("outputs", ())]
    assert not [o for o in outputs if o["output_type"] == "error"]
    shown = [o["data"] for o in outputs if o["output_type"] == "execute_result"]
    assert sum("text/html" in d for d in shown) >= 5
    assert (tmp_path / "evidence.zip").is_file()
