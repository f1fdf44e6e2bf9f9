"""Makes the documentation site of what the repository has: mkdocs calls these (``hooks:`` in mkdocs.yml).

The pages at the top of the repository become pages of the site, the notebook a page with its outputs, and links between
all of them are written anew.
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    "docs/README.md": "index.md",
    "README.md": "overview.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "docs/notebook.ipynb": "python.md",
}
"""File of the repository -> page of the site."""
_LINK = re.compile(r"(!?\[[^\]]*\])\(([^)\s]+)\)")
_FENCE = re.compile(r"(^```.*?^```$|`[^`\n]*`)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: Any) -> Files:
    for source, page in TOP.items():
        path = ROOT / source
        if path.is_file():
            text = notebook(path) if path.suffix == ".ipynb" else path.read_text(encoding="utf-8")
            files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links from where the file lies in the repository to where the page lies in the site; code is left alone."""
    here = page.file.src_uri
    origin = next((source for source, made in TOP.items() if made == here), f"docs/{here}")
    parts = _FENCE.split(markdown)
    parts[::2] = [_LINK.sub(lambda m: f"{m[1]}({target(m[2], origin, here)})", part) for part in parts[::2]]
    return "".join(parts)


def target(link: str, origin: str, here: str) -> str:
    """A link of the file ``origin`` as the page ``here`` has to write it."""
    name, sign, anchor = link.partition("#")
    if "://" in link or link.startswith("mailto:") or not name:
        return link
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), name))
    goal = TOP.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
    if goal is None:
        return link
    return posixpath.relpath(goal, posixpath.dirname(here) or ".") + sign + anchor


# --- the notebook ---


def notebook(path: Path) -> str:
    """The notebook as a page: its text, its code, what it printed or drew."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join(part for cell in cells for part in _cell(cell)) + "\n"


def _cell(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return [source]
    return [f"```python\n{source}\n```", *(shown for out in cell.get("outputs", ()) if (shown := _output(out)))]


def _output(out: dict[str, Any]) -> str:
    if out["output_type"] == "stream":
        return f"```text\n{''.join(out['text']).rstrip()}\n```"
    data = out.get("data", {})
    if "text/html" in data:
        lines = [line.strip() for line in "".join(data["text/html"]).splitlines()]
        return f'<div class="output">{"".join(lines)}</div>'
    return f"```text\n{''.join(data['text/plain']).rstrip()}\n```" if "text/plain" in data else ""
