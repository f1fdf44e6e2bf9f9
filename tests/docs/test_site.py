"""The documentation site: built strictly, every page reachable, nothing fetched from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-f",
        str(ROOT / "mkdocs.yml"),
        "-d",
        str(out),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False
    )
    assert done.returncode == 0, f"a page without its line in mkdocs.yml, or a dead link?\n{done.stdout}{done.stderr}"
    return out


@pytest.mark.slow
def test_it_builds_strictly_and_has_every_page(built):
    pages = {
        p.relative_to(ROOT / "docs").with_suffix(".html")
        for p in (ROOT / "docs").rglob("*.md")
        if p.name != "README.md"
    }
    assert {str(p) for p in pages if not (built / p).is_file()} == set()
    for name in ("index", "python", "contributing", "changelog"):
        assert (built / f"{name}.html").is_file()


@pytest.mark.slow
def test_nothing_is_fetched_from_elsewhere(built):
    for page in built.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|srcset)="(?:https?:)?//[^"]*"', text) == []
        assert re.findall(r'<link[^>]+rel="(?:stylesheet|preconnect|preload)"[^>]+href="(?:https?:)?//', text) == []
    for style in built.rglob("*.css"):
        assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")) == []


def test_every_page_is_in_the_navigation():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [str(p.relative_to(ROOT / "docs")) for p in (ROOT / "docs").rglob("*.md") if p.name != "README.md"]
    assert [p for p in sorted(pages) if p not in text] == [], "add the page to nav in mkdocs.yml"
    assert yaml.safe_load(text)["theme"]["font"] is False
