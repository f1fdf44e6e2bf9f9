"""The documentation says what the program does: commands, options, links and code in it are tried."""

import importlib.util
import re
import shlex
import warnings
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def script():
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "scripts" / "make_docs.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


make_docs = script()
COMMANDS = make_docs.commands()
MADE = make_docs.pages()


def blocks(page, language):
    return [body for found, body in FENCED.findall(page.read_text(encoding="utf-8")) if found == language]


def calls(page):
    """Every call of fogline in a page's console blocks, as its words."""
    for block in blocks(page, "console"):
        for line in block.split("\n"):
            for part in re.split(r"\s\|\s", line.removeprefix("$ ").split("    #")[0]) if line.startswith("$ ") else ():
                if part.startswith("fogline "):
                    yield shlex.split(re.sub(r"\s>\s*\S+", "", part))[1:]


# --- generated pages ---


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_reference_is_what_the_program_says(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == MADE[name], "run: python scripts/make_docs.py"


def test_every_command_is_documented():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES if page.parent.name != "reference")
    assert [name for name in COMMANDS if f"fogline {name}" not in text] == []


def test_every_command_shows_examples():
    assert [name for name, command in COMMANDS.items() if "fogline " + name not in (command.help or "")] == []


def test_every_claim_type_and_value_is_in_the_manual():
    from fogline.core import claim

    text = (ROOT / "docs" / "coding-manual.md").read_text(encoding="utf-8")
    kinds = (
        claim.ClaimType,
        claim.Stance,
        claim.Polarity,
        claim.Modality,
        claim.Precision,
        claim.Status,
        claim.Measure,
    )
    values = [value.value for kind in (*kinds, claim.Qualifier, claim.Scope) for value in kind]
    assert [value for value in values if f"`{value}`" not in text] == []


# --- commands ---


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_exist_with_these_options(page):
    wrong = []
    for name, *words in calls(page):
        if name.startswith("-"):
            continue
        if words and f"{name} {words[0]}" in COMMANDS:
            name = f"{name} {words.pop(0)}"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                COMMANDS[name].make_context(name, words).close()
        except (KeyError, click.exceptions.UsageError) as error:
            wrong.append(f"{name} {words}: {error}")
        except click.exceptions.Exit:
            pass
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_options_named_in_the_text_exist(page):
    known = {option for command in COMMANDS.values() for p in command.params for option in p.opts} | {"--help"}
    elsewhere = {
        "--gold",
        "--figures",
        "--require-hashes",
        "--no-deps",
        "--out",
        "--hints",
        "--examples",
        "--errors",
        "--kills",
    }
    prose = FENCED.sub("", page.read_text(encoding="utf-8"))
    used = re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", " ".join(re.findall(r"`([^`]*)`", prose)))
    assert [option for option in used if option not in known | elsewhere] == []


# --- links ---


def anchors(page):
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page):
    dead = []
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.name in ("architecture.md", "CONTRIBUTING.md", "README.md")], ids=str
)
def test_files_named_exist(page):
    inside = re.findall(
        r"`((?:src|docs|tests|examples|scripts|bench|vocab|core|read|store|reconcile|ingest)/[\w./*-]*)`",
        page.read_text(),
    )
    places = (ROOT, ROOT / "src" / "fogline")
    assert [n for n in inside if not any(list(p.glob(n.rstrip("/"))) for p in places)] == []


# --- code ---


def snippets():
    for page in PAGES:
        if page.parent.name != "reference":
            for n, body in enumerate(blocks(page, "python")):
                reads = re.search(r"fogline\.(?:run|read)\b", body)
                marks = [pytest.mark.slow] if reads else []
                yield pytest.param(body, id=f"{page.relative_to(ROOT)}:{n}", marks=marks)


@pytest.mark.parametrize("body", list(snippets()))
def test_code_runs(body, tmp_path, monkeypatch, capsys):
    from fogline.core.report import Report
    from fogline.store import open_store

    monkeypatch.chdir(tmp_path)
    text = "Shells killed two men in Harim on Monday, residents said."
    Path("story.txt").write_text(f"Outlet: Orontes Wire\nDate: 2023-03-07\n\n{text}\n")
    if "study.db" in body:
        store = open_store("study.db")
        store.add(Report(id="r1", text=text), (), (), "1")
        store.close()
    exec(compile(body, "snippet", "exec"), {"__name__": "snippet"})
    assert "Traceback" not in capsys.readouterr().err


# --- figures ---


def test_figures_take_plain_numbers_and_the_scorers_output():
    plain = {"claims found (same type)": 0.6, "polarity": 0.97}
    scored = {"figures": {"claims found (same type)": {"precision": 0.5, "f1": 0.55}, "polarity": {"accuracy": 0.9}}}
    made = make_docs.figures({"dev": scored, "two annotators": plain}, {"dev": {"polarity": 0.95}})
    assert "| claims found (same type) | 0.550 | 0.600 |  |" in made
    assert "| polarity | 0.900 | 0.970 | 0.950 |" in made


def test_the_accuracy_page_has_its_generated_sections():
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert re.search(r"<!-- figures -->\n.+?<!-- /figures -->", text, re.DOTALL)
    assert re.search(r"<!-- errors -->\n.+?<!-- /errors -->", text, re.DOTALL)


# --- manners ---


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_path_of_a_machine(page):
    text = page.read_text(encoding="utf-8")
    here = {"home", "tmp", "Users", "root", *ROOT.parts[1:2], *Path.home().parts[1:2]}
    assert re.findall(rf"/(?:{'|'.join(sorted(here))})/\S*|[A-Z]:\\\S*|\.\./shared/\S+", text) == []
