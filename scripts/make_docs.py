"""Writes what of the documentation can be had from the program itself.

    python scripts/make_docs.py                          # docs/reference: commands, Python API, vocabulary
    python scripts/make_docs.py --check                  # ends with 1 where a page differs from what would be written
    python scripts/make_docs.py --examples [PAGE ...]    # runs the console blocks under <!-- run --> again
    python scripts/make_docs.py --figures FIGURES.json   # fills the figures of docs/accuracy.md
    python scripts/make_docs.py --errors ERRORS.md       # its errors: output of bench/quality/errors.py

FIGURES.json: columns in order, each the figures by name, plain numbers or what ``score.py --json`` prints:
``{"dev": {...}, "five-fold": {...}, "two annotators": {...}}``. An optional ``"by corpus": {"fakes": {...}}`` makes a
second table. Floors of ``tests/eval/floors.json`` become the last column.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "fogline"
NOTE = "<!-- written by scripts/make_docs.py: change the source, not this page -->\n"


def pages() -> dict[str, str]:
    """Every generated page by its path under ``docs/``."""
    return {
        "reference/cli.md": cli_page(),
        "reference/api.md": api_page(),
        "reference/vocabulary.md": vocabulary_page(),
    }


# --- the command line ---


def commands() -> dict[str, Any]:
    """Every command by name ("places add"), in the order of ``fogline --help``, as click knows it."""
    import typer

    from fogline.cli import app

    return dict(_flat(typer.main.get_command(app), ""))


def _flat(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _flat(command, f"{before}{name} ")
        else:
            yield before + name, command


def cli_page() -> str:
    from fogline.cli import __doc__ as manners

    parts = ["# Commands\n", NOTE, _exit_codes(manners or ""), _index(commands())]
    parts += [_command(name, command) for name, command in commands().items()]
    return "\n".join(parts)


def _exit_codes(text: str) -> str:
    found = " ".join(text[text.index("Exit codes") :].split())
    rest = "Data goes to standard output, everything else to standard error. `FOGLINE_DB` stands in for `--db`."
    return f"{found}\n\n{rest}\n"


def _index(found: Mapping[str, Any]) -> str:
    rows = [
        f"| [`{name}`](#fogline-{name.replace(' ', '-')}) | {_split(command)[0]} |" for name, command in found.items()
    ]
    return "\n".join(["| command | what for |", "| --- | --- |", *rows, ""])


def _split(command: Any) -> tuple[str, str, list[str]]:
    """First sentence, the rest, and the examples of a command's help."""
    text, _, shown = (command.help or "").partition("Examples:")
    first, _, rest = " ".join(text.split("\n\n")[0].split()), "", ""
    rest = "\n\n".join(" ".join(p.split()) for p in text.split("\n\n")[1:] if p.strip())
    return first, rest, [line.strip() for line in shown.split("\n") if line.strip()]


def _command(name: str, command: Any) -> str:
    first, rest, shown = _split(command)
    rows = [_param(p) for p in command.params if p.name != "help"]
    out = [f"## fogline {name}\n", f"{first}\n", *([f"{rest}\n"] if rest else [])]
    if rows:
        out += ["| argument, option | what it does | if left out |", "| --- | --- | --- |", *rows, ""]
    if shown:
        out += ["```console", *(f"$ {line}" for line in shown), "```\n"]
    return "\n".join(out)


def _param(p: Any) -> str:
    names = ", ".join(f"`{o}`" for o in p.opts) if p.param_type_name == "option" else f"`{p.name.upper()}`"
    text = re.sub(r"\[/?(?:bold|dim|italic)?\]", "", getattr(p, "help", None) or "")
    if p.param_type_name == "argument" and p.nargs == -1:
        names += " ..."
    return f"| {names} | {text.replace('|', chr(92) + '|')} | {_default(p)} |"


def _default(p: Any) -> str:
    if p.required:
        return "needed"
    value = p.default() if callable(p.default) else p.default
    if value in (None, (), []) or str(value).startswith("Sentinel") or getattr(p, "is_flag", False):
        return ""
    return f"`{value.value if hasattr(value, 'value') else value}`"


# --- the Python API: read from the source, nothing imported ---

CORE = ("span", "interval", "report", "claim", "actor", "place", "problem", "judgement", "origin", "incident", "ledger")
CORE_LATER = ("control", "position", "situation", "reader", "codec")
STAGES = ("run", "ingest", "read", "link", "reconcile", "store")
API = ("api.record", "api.reading", "api.shown", "export.part", "export.edition", "export.profile", "export.verify")


def api_page() -> str:
    parts = [
        "# Python API\n",
        NOTE,
        "What stands here is public; everything else may change without notice. Records are frozen dataclasses. "
        "Where a text speaks of the codebook, the [coding manual](../coding-manual.md) is meant.\n",
    ]
    parts += [_module(f"core.{name}") for name in (*CORE, *CORE_LATER)]
    parts[3:3] = [_module(name) for name in API]
    parts += [_module(name) for name in STAGES]
    return "\n".join(parts)


def _module(dotted: str) -> str:
    tree = _tree(dotted)
    out = [f"## fogline.{dotted}\n", f"{ast.get_docstring(tree) or ''}\n"]
    return "\n".join([*out, *(_thing(node) for node in _public(dotted, tree))])


@cache
def _tree(dotted: str) -> ast.Module:
    path = SOURCE.joinpath(*dotted.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


Thing = ast.ClassDef | ast.FunctionDef


def _public(dotted: str, tree: ast.Module) -> list[Thing]:
    own = {n.name: n for n in tree.body if isinstance(n, Thing) and not n.name.startswith("_")}
    named = _exported(tree)
    if named is None:
        return list(own.values())
    homes = {
        a.asname or a.name: (n.module or "") for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }
    found = [own.get(name) or _from(homes.get(name, ""), name) for name in named]
    return [thing for thing in found if thing is not None and ast.get_docstring(thing)]


def _exported(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


def _from(module: str, name: str) -> Thing | None:
    if not module.startswith("fogline."):
        return None
    tree = _tree(module.removeprefix("fogline."))
    found = next((n for n in tree.body if isinstance(n, Thing) and n.name == name), None)
    if found is not None:
        return found
    homes = {a.name: n.module or "" for n in tree.body if isinstance(n, ast.ImportFrom) for a in n.names}
    return _from(homes[name], name) if name in homes else None


def _thing(node: Thing) -> str:
    if isinstance(node, ast.FunctionDef):
        return f"### `{_signature(node)}`\n\n{ast.get_docstring(node) or ''}\n"
    out = [f"### `{node.name}`\n", f"{ast.get_docstring(node) or ''}\n", *_fields(node)]
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
    told = [(m, ast.get_docstring(m)) for m in methods]
    out += [f"- `{_signature(m)}`: {' '.join(text.split())}" for m, text in told if text]
    return "\n".join(out).rstrip() + "\n"


def _signature(node: ast.FunctionDef) -> str:
    if any(isinstance(d, ast.Name) and d.id == "property" for d in node.decorator_list):
        return f"{node.name}: {ast.unparse(node.returns) if node.returns else 'Any'}"
    back = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){back}"


def _fields(node: ast.ClassDef) -> list[str]:
    fields = [s for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]
    if fields:
        return ["```python", *(_field(s) for s in fields), "```\n"]
    values = [s for s in node.body if isinstance(s, ast.Assign) and isinstance(s.value, ast.Constant)]
    return [", ".join(f"`{s.value.value}`" for s in values) + "\n"] if values else []  # type: ignore[attr-defined]


def _field(s: ast.AnnAssign) -> str:
    line = f"{ast.unparse(s.target)}: {ast.unparse(s.annotation)}"
    return line if s.value is None else f"{line} = {ast.unparse(s.value)}"


# --- the vocabulary ---


def vocabulary_page() -> str:
    return "\n".join(["# Vocabulary\n", NOTE, _types(), _theatres(), _periods()])


def _types() -> str:
    from fogline.core.claim import ClaimType
    from fogline.vocab import load, path

    patterns = {}
    for file in sorted(p.name for p in path("en/events").iterdir()):
        patterns |= load(f"en/events/{file}")
    rows = [_type(t.value, patterns.get(t.value, ())) for t in ClaimType]
    total = sum(len(found) for found in patterns.values())
    head = (
        "## Claim types\n\nEach is found by patterns (`src/fogline/vocab/en/events/`), with sentences that must match "
        f"and sentences that must not; {total} in all. The learned reader adds to them: see the "
        "[model card](../model-card.md).\n"
    )
    return "\n".join(
        [head, "| type | patterns | sentences | a sentence it finds |", "| --- | --- | --- | --- |", *rows, ""]
    )


def _type(name: str, rules: Any) -> str:
    sentences = sum(len(r.get("yes", ())) + len(r.get("no", ())) for r in rules)
    first = next((r["yes"][0] for r in rules if r.get("yes")), "")
    return f"| `{name}` | {len(rules)} | {sentences} | {first} |"


def _theatres() -> str:
    from fogline.vocab import path

    names = sorted(
        p.name for p in path("theatres").iterdir() if path(f"theatres/{p.name}").is_dir() and "_" not in p.name
    )
    head = (
        "## Theatres\n\nA theatre holds the actors of a war with their names, sides and dates, its outlets, and places "
        "the gazetteer lacks (`src/fogline/vocab/theatres/`). Each report chooses its own; `general` serves all.\n"
    )
    columns = "| theatre | countries | actors | other names for them | sources and outlets | places added |"
    return "\n".join([head, columns, "| --- | --- | --- | --- | --- | --- |", *(_theatre(n) for n in names), ""])


def _theatre(name: str) -> str:
    from fogline.vocab import load, path

    def entries(file: str) -> list[Any]:
        there = path(f"theatres/{name}/{file}.yaml").is_file()
        return [e for kind in load(f"theatres/{name}/{file}.yaml")["actors"].values() for e in kind] if there else []

    actors, sources = entries("actors"), entries("sources")
    own = load(f"theatres/{name}/actors.yaml")["theatre"]
    countries = ", ".join(own.get("countries", ())) or "all"
    aliases = sum(len(e.get("aliases", ())) for e in actors)
    if path(f"theatres/{name}/states.yaml").is_file():
        countries = f"{len(load(f'theatres/{name}/states.yaml')['states'])} states"
    return f"| {name} | {countries} | {len(actors)} | {aliases} | {len(sources)} | {_places(name)} |"


def _places(name: str) -> int:
    from fogline.vocab import path

    files = [p for p in path(f"theatres/{name}").iterdir() if p.name.endswith(".csv")]
    rows = (line for p in files for line in p.read_text(encoding="utf-8").splitlines()[1:])
    return sum(1 for line in rows if line.strip() and not line.startswith("#"))


def _periods() -> str:
    from fogline.vocab import load

    rows = [
        f"| {p['name'].replace('_', ' ')} | {', '.join(p['forms'])} | {_when(p)} |"
        for p in load("en/calendar.yaml")["periods"]
    ]
    head = "## Named periods\n\nPeriods a report may name instead of a date (`src/fogline/vocab/en/calendar.yaml`).\n"
    return "\n".join([head, "| period | written | days known |", "| --- | --- | --- |", *rows, ""])


def _when(period: Mapping[str, Any]) -> str:
    if "days" in period:
        years = [str(d)[:4] for d in period["days"]]
        return f"by table, {years[0]} to {years[-1]}"
    start, end = period["from"], period["to"]
    return f"{start} every year" if start == end else f"{start} to {end} every year"


# --- figures ---


def figures(measured: Mapping[str, Any], floors: Mapping[str, Any]) -> str:
    """Markdown tables of the measured columns, beside the floors of ``dev``."""
    columns = {name: _plain(found) for name, found in measured.items() if name != "by corpus"}
    columns["floor (dev)"] = _plain(floors.get("dev", {}))
    out = _figure_table("figure", columns)
    if "by corpus" in measured:
        by = {corpus: _plain(found) for corpus, found in measured["by corpus"].items()}
        told = dict.fromkeys(name for found in columns.values() for name in found)
        out += "\n" + _figure_table("dev, by corpus", {c: {n: f[n] for n in told if n in f} for c, f in by.items()})
    return out


def _plain(found: Mapping[str, Any]) -> dict[str, float]:
    found = found.get("figures", found)
    named = {name: _number(value) for name, value in found.items()}
    return {name: value for name, value in named.items() if value is not None}


def _number(value: Any) -> float | None:
    """F1, or accuracy, or the number itself."""
    if isinstance(value, Mapping):
        return value.get("f1", value.get("accuracy", next(iter(value.values()), None)))
    return float(value)


def _figure_table(title: str, columns: Mapping[str, Mapping[str, float]]) -> str:
    names = list(dict.fromkeys(name for found in columns.values() for name in found))
    rows = [f"| {n} | " + " | ".join(f"{f[n]:.3f}" if n in f else "" for f in columns.values()) + " |" for n in names]
    return "\n".join([f"| {title} | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns), *rows, ""])


def filled(section: str, text: str) -> None:
    """Put ``text`` between the marks of a section of the accuracy page."""
    page = DOCS / "accuracy.md"
    marks = re.compile(rf"(<!-- {section} -->\n).*?(<!-- /{section} -->)", re.DOTALL)
    page.write_text(marks.sub(lambda m: f"{m[1]}{text}{m[2]}", page.read_text(encoding="utf-8")), encoding="utf-8")


def fill_figures(file: Path) -> None:
    floors = json.loads((ROOT / "tests" / "eval" / "floors.json").read_text(encoding="utf-8"))
    filled("figures", figures(json.loads(file.read_text(encoding="utf-8")), floors))


# --- examples: what the commands print ---

STORY = """Outlet: Orontes Wire
Date: 2023-03-07

At least three civilians were killed when shells fell on the town of Harim on Monday, the White Helmets said.
"""
"""What the pages call ``story.txt``."""
_BLOCK = re.compile(r"(<!-- run(?: lines=(\d+))? -->\n```console\n)(.*?)(```)", re.DOTALL)
_AS_PIPED = ("show", "ingest", "demo", "extract", "rebuild", "judge", "audit")


def refresh(page: Path, record: Path) -> list[str]:
    """Run a page's blocks again in a folder of their own, ``record`` copied there; what failed."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / record.name).write_bytes(record.read_bytes())
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        (Path(folder) / "story.txt").write_text(STORY, encoding="utf-8")

        def again(found: re.Match[str]) -> str:
            return found[1] + _again(found[3], int(found[2] or 40), folder, failed) + found[4]

        page.write_text(_BLOCK.sub(again, page.read_text(encoding="utf-8")), encoding="utf-8")
    return failed


def _again(block: str, lines: int, folder: str, failed: list[str]) -> str:
    out = []
    for command in (line[2:] for line in block.split("\n") if line.startswith("$ ")):
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=_env(command), capture_output=True, text=True, check=False
        )
        if done.returncode:
            failed.append(f"{command}: {done.returncode} {done.stderr[-300:]}")
        shown = [line.rstrip() for line in (done.stdout + done.stderr).rstrip().split("\n")]
        out += [f"$ {command}", *shown[:lines], *(["..."] if len(shown) > lines else []), ""]
    return "\n".join(out).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _env(command: str) -> dict[str, str]:
    """A terminal of 140 columns without colours; where the command is piped, no terminal."""
    here = {"FOGLINE_DB": "fogline-demo.db", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    if "|" not in command and command.split()[1:2] and command.split()[1] not in _AS_PIPED:
        here |= {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": "140", "LINES": "60"}
    return {**os.environ, **here}


def examples(which: list[Path]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **_env("fogline demo")}
        subprocess.run(
            [sys.executable, "-m", "fogline", "demo"], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL
        )
        failed = [f"{p.name}: {f}" for p in which or written() for f in refresh(p, Path(folder) / "fogline-demo.db")]
    print("\n".join(failed) or "all examples ran")
    return 1 if failed else 0


def written() -> Iterator[Path]:
    """The pages that people write."""
    made = {DOCS / name for name in pages()}
    yield ROOT / "README.md"
    yield from (p for p in sorted(DOCS.rglob("*.md")) if p not in made)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--figures", type=Path, metavar="FILE")
    ap.add_argument("--errors", type=Path, metavar="FILE")
    ap.add_argument("--examples", nargs="*", type=Path, metavar="PAGE")
    a = ap.parse_args()
    if a.figures:
        fill_figures(a.figures)
    if a.errors:
        filled("errors", a.errors.read_text(encoding="utf-8"))
    if a.figures or a.errors:
        return 0
    if a.examples is not None:
        return examples(a.examples)
    stale = {name: text for name, text in pages().items() if not _same(DOCS / name, text)}
    for name, text in stale.items():
        if not a.check:
            (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / name).write_text(text, encoding="utf-8")
        print(f"{'differs' if a.check else 'written'}: docs/{name}")
    return 1 if a.check and stale else 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
