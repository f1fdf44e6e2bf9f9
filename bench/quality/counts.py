"""How many of the gold's numbers the number reader finds: pooled over each report, as the project's scorer pools them.

    python bench/quality/counts.py --gold FOLDER [--corpus wikinews] [--errors 40]

Actors are left out, since they are read later: groups match by status or by shared words alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.report import Report
from fogline.read.document import Document, parse
from fogline.read.numbers import Counted, count

CASUALTIES = ("killed", "wounded", "killed_or_wounded")


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"numbers: no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_quantity(counted: Counted, document: Document) -> dict[str, Any]:
    group = counted.group
    return {
        "measure": counted.measure.value,
        "text": document.quote(counted.span),
        "low": counted.count.low,
        "high": counted.count.high,
        "rule": counted.rule,
        "at": counted.span.start,
        "scope": counted.scope.value,
        "part_of": counted.total,
        "group": {"text": document.quote(group.span), "actors": [], "status": group.status.value} if group else None,
    }


def distinct(quantities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Repeats of one count left out, as claims leave them out."""
    seen, kept = set(), []
    for q in quantities:
        key = (q["measure"], q["low"], q["high"], ((q["group"] or {}).get("text") or "").lower())
        if key not in seen:
            seen.add(key)
            kept.append(q)
    return kept


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--score", type=Path, help="the scorer; default: score/score.py beside the gold folder's parent")
    ap.add_argument("--corpus", default="")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--distinct", action="store_true", help="leave out repeats of one count within a report")
    a = ap.parse_args()
    score = scorer(a.score or a.gold.parent.parent / "score" / "score.py")
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.gold.glob(f"{a.corpus}*.json"))]
    reports = [Report(id=d["report"]["id"], text=d["report"]["text"]) for d in gold]
    report_figures(score, gold, list(parse(reports)), a.errors, a.distinct)
    return 0


def report_figures(
    score: ModuleType, gold: list[dict[str, Any]], documents: list[Document], errors: int, once: bool = False
) -> None:
    names = score.Names(None)
    rows: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    shown = 0
    for entry, document in zip(gold, documents, strict=True):
        wanted = [q for c in entry["claims"] for q in c.get("quantities") or []]
        wanted = [{**q, "group": q.get("group") and {**q["group"], "actors": []}} for q in wanted]
        read = [as_quantity(c, document) for c in count(document)]
        read = distinct(read) if once else read
        dead = [q for q in wanted if q["measure"] in CASUALTIES], [q for q in read if q["measure"] in CASUALTIES]
        for corpus in ("all", entry["report"]["id"].split("-")[0]):
            add(rows[corpus]["numbers"], score.quantity_hits(names, wanted, read, False), wanted, read)
            add(rows[corpus]["with group"], score.quantity_hits(names, wanted, read, True), wanted, read)
            add(rows[corpus]["casualties with group"], score.quantity_hits(names, *dead, True), *dead)
        if shown < errors:
            shown += show(score, names, entry, document, wanted, read)
    for corpus, figures in rows.items():
        print(f"{corpus:10}", "  ".join(f"{name} {line(*figure)}" for name, figure in figures.items()))


def add(row: list[int], hits: int, wanted: list[Any], read: list[Any]) -> None:
    row[0] += hits
    row[1] += len(wanted)
    row[2] += len(read)


def line(hits: int, wanted: int, read: int) -> str:
    precision, recall = hits / max(1, read), hits / max(1, wanted)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({wanted}/{read})"


def show(
    score: ModuleType,
    names: Any,
    entry: dict[str, Any],
    document: Document,
    wanted: list[dict[str, Any]],
    read: list[dict[str, Any]],
) -> int:
    left = list(read)
    missed = []
    for q in wanted:
        hit = next((r for r in left if score.quantity_same(names, q, r, True)), None)
        if hit:
            left.remove(hit)
        else:
            missed.append(q)
    for q in missed:
        print(
            "MISSED  ",
            entry["report"]["id"],
            q["measure"],
            repr(q["text"]),
            q.get("low"),
            q.get("high"),
            (q.get("group") or {}).get("text"),
            (q.get("group") or {}).get("status"),
        )
    for r in left:
        text = document.text[max(0, r["at"] - 70) : r["at"] + 110].replace("\n", " ")
        print(
            "INVENTED",
            entry["report"]["id"],
            r["measure"],
            repr(r["text"]),
            r["low"],
            r["high"],
            (r["group"] or {}).get("text"),
            (r["group"] or {}).get("status"),
            r["rule"],
            "|",
            text,
        )
    return len(missed) + len(left)


if __name__ == "__main__":
    sys.exit(main())
