"""Annotated reports as the training scripts take them: folders of claims JSON or of the exercise corpus's sources.

Every fifth report of an exercise source is *held out*: nothing is learned from it, and what is learned elsewhere is
measured on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from compile_corpus import reports_of

from fogline.core.report import Report

FIFTH = 5
KNOWN = ("id", "text", "outlet", "published", "title", "dateline")


def load(folders: Iterable[Path], held_out: bool = False) -> list[dict[str, Any]]:
    """``{"report", "claims"}`` of every ``*.json`` and of a ``*.txt``'s reports, those that are held out or the others.

    Raises:
        SystemExit: There are none, or a source does not compile.
    """
    folders, faults, found = list(folders), list[str](), list[dict[str, Any]]()
    for folder in folders:
        found += [json.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.json"))]
        for source in sorted(folder.glob("*.txt")):
            found += (d for n, d in enumerate(reports_of(source, faults), 1) if (n % FIFTH == 0) == held_out)
    if faults:
        raise SystemExit("\n".join(faults))
    if not found:
        raise SystemExit(f"no annotated reports under {', '.join(map(str, folders))}")
    return found


def report(data: dict[str, Any]) -> Report:
    """The report that an annotated file's ``report`` describes."""
    return Report(**{k: data[k] for k in KNOWN if data.get(k) is not None})
