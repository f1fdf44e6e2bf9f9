"""How often the learned reader's proposals are claims that an annotator coded.

    python bench/quality/learned.py --gold FOLDER [--alone] [--threshold P] [--scorer FOLDER]
    python bench/quality/learned.py --gold FOLDER --oof FILE [--alone]

FOLDER holds claims JSON files. Without ``--alone`` the proposals had the rules' triggers as hints. A proposal finds a
claim by the scorer's rule (spans meet); figures by corpus (the report id up to its first dash) and by type. Figures of
the shipped weights on the reports they were trained on say nothing: there give the held-out proposals that
``scripts/train_reader.py --folds 5 --oof FILE`` kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Rooms, words_of
from fogline.read.events.triggers import find_triggers
from fogline.read.models import Hint, available, propose

SHARED = Path(os.environ.get("FOGLINE_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def scorer(folder: Path) -> tuple[ModuleType, Any]:
    """The scorer's module and its table of equal names."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Names(folder / "aliases.json")


def claim(type_: str, start: int, end: int) -> dict[str, Any]:
    """A claim with nothing but a type and a span."""
    return {"type": type_, "evidence": {"start": start, "end": end}}


def proposed(document: Document, alone: bool, threshold: float | None) -> list[dict[str, Any]]:
    hints = [] if alone else [Hint(t.head, t.type) for t in find_triggers(words_of(Rooms.of(document)))]
    return [claim(p.type.value, p.clause.start, p.clause.end) for p in propose(document, threshold, hints)]


def held_out(path: Path, alone: bool, threshold: float) -> dict[str, list[dict[str, Any]]]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        x["id"]: [
            claim(p["type"], p["start"], p["end"]) for p in x["alone" if alone else "proposals"] if p["p"] >= threshold
        ]
        for x in lines
    }


def measure(
    gold: Iterable[dict[str, Any]], found: dict[str, list[dict[str, Any]]], module: ModuleType, names: Any
) -> dict[str, Counter[str]]:
    """Counts by "all", corpus and "type X": gold, proposed, matched (any type), same (same type)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for data in gold:
        wanted = [{k: c.get(k) for k in ("type", "evidence", "also_at")} for c in data["claims"]]
        got = found.get(data["report"]["id"], [])
        pairs = module.match(names, wanted, got)
        same = [wanted[i]["type"] for i, j in pairs if wanted[i]["type"] == got[j]["type"]]
        for key in ("all", data["report"]["id"].split("-")[0]):
            counts[key].update(gold=len(wanted), proposed=len(got), matched=len(pairs), same=len(same))
        for figure, types in (
            ("gold", [c["type"] for c in wanted]),
            ("proposed", [c["type"] for c in got]),
            ("same", same),
        ):
            for t in types:
                counts[f"type {t}"][figure] += 1
    return counts


def line(key: str, c: Counter[str]) -> str:
    both = max(1, c["gold"] + c["proposed"])
    any_type = f"any type F1 {2 * c['matched'] / both:.3f}  " if c["matched"] else ""
    precision, recall = c["same"] / max(1, c["proposed"]), c["same"] / max(1, c["gold"])
    same = f"same type P {precision:.3f} R {recall:.3f} F1 {2 * c['same'] / both:.3f}"
    return f"{key:22} {any_type}{same}  ({c['gold']} gold, {c['proposed']} proposed)"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, default=SHARED / "score")
    ap.add_argument("--alone", action="store_true")
    ap.add_argument("--threshold", type=float)
    ap.add_argument("--oof", type=Path)
    a = ap.parse_args()
    if not (a.scorer / "score.py").is_file() or not (a.oof or available()):
        print("skipped: no scorer, or no weights installed")
        return
    gold = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(a.gold.glob("*.json"))]
    if a.oof:
        found = held_out(a.oof, a.alone, 0.3 if a.threshold is None else a.threshold)
    else:
        reports = [
            Report(d["report"]["id"], d["report"]["text"], d["report"].get("outlet"), d["report"].get("published"))
            for d in gold
        ]
        found = {d.report.id: proposed(d, a.alone, a.threshold) for d in parse(reports)}
    for key, c in sorted(measure(gold, found, *scorer(a.scorer)).items(), key=lambda kv: (kv[0] != "all", kv[0])):
        print(line(key, c))


if __name__ == "__main__":
    main()
