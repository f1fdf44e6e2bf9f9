"""Error analysis of reading, by field and by cause, on reports annotated by the coding manual.

    python bench/quality/errors.py --gold FOLDER                 # Markdown for docs/accuracy.md
    python bench/quality/errors.py --gold FOLDER --reader both   # not on reports it was trained on

Claims are paired by the claims scorer (``score/score.py`` beside the gold). Of every pair of the same type each field
is all right or not; a claim with one wrong field is that field's loss, one with more is nobody's alone. The reader is
``rules`` unless asked otherwise: the learned reader's weights have seen the training reports.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.codec import claim_to_json, report_from_json
from fogline.core.reader import Reader
from fogline.read import read
from fogline.run import reader_version

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FOGLINE_SHARED", ROOT.parent / "shared"))


def scorer(path: Path) -> ModuleType:
    """The claims scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


# --- fields ---

Check = Callable[[Json, Json], bool]


def checks(score: ModuleType, names: Any) -> dict[str, Check]:
    """For each field that a complete claim must have right, when it is (as the scorer's ``complete`` has it)."""

    def whole(counts: tuple[int, int, int]) -> bool:
        hits, gold, found = counts
        return hits == gold == found

    def numbers(g: Json, p: Json) -> bool:
        a, b = g.get("quantities") or [], p.get("quantities") or []
        return bool(len(a) == len(b) == score.quantity_hits(names, a, b, True))

    def origin(g: Json, p: Json) -> bool:
        a, b = score.origin(g), score.origin(p)
        return bool(a == b or names.same(a, b))

    return {
        "origin": origin,
        "polarity": lambda g, p: bool(g.get("polarity") == p.get("polarity")),
        "modality": lambda g, p: bool(g.get("modality") == p.get("modality")),
        "agents": lambda g, p: whole(score.actor_hits(names, g.get("agents"), p.get("agents"))),
        "targets": lambda g, p: whole(score.actor_hits(names, g.get("targets"), p.get("targets"))),
        "places": lambda g, p: whole(score.place_hits(names, g.get("places"), p.get("places"))),
        "time": lambda g, p: bool(score.time_of(g) == score.time_of(p)),
        "numbers": numbers,
    }


def cause(name: str, score: ModuleType, g: Json, p: Json) -> str:
    """How a wrong field is wrong: left out, too much, or another value."""
    a, b = _values(name, score, g), _values(name, score, p)
    if not b:
        return "left out"
    if not a:
        return "nothing there"
    return "too many" if len(b) > len(a) else "too few" if len(b) < len(a) else "another value"


def _values(name: str, score: ModuleType, c: Json) -> list[Any]:
    if name == "origin":
        return [x for x in [score.origin(c)] if x]
    if name == "time":
        return [score.time_of(c)] if any(score.time_of(c)) else []
    if name == "numbers":
        return list(c.get("quantities") or [])
    value = c.get(name)
    return list(value or []) if isinstance(value, list) else [value]


# --- the tally ---


@dataclass
class Tally:
    """Counts over reports: claims by what became of them, and wrong fields by how."""

    by_type: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    by_corpus: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    causes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    wrong_fields: Counter[int] = field(default_factory=Counter)

    def claim(self, kind: str, corpus: str, what: str) -> None:
        self.by_type[kind][what] += 1
        self.by_corpus[corpus][what] += 1

    @property
    def pairs(self) -> int:
        return sum(self.wrong_fields.values())


def tally(documents: Iterable[Json], read_claims: Mapping[str, list[Json]], score: ModuleType, names: Any) -> Tally:
    """``read_claims`` holds what was read of each report, by the report's id."""
    out, fields = Tally(), checks(score, names)
    for doc in documents:
        corpus = doc["report"].get("corpus") or doc["report"]["id"].split("-")[0]
        gold, found = doc["claims"], read_claims[doc["report"]["id"]]
        pairs = score.match(names, gold, found)
        _unpaired(out, corpus, gold, found, pairs)
        for i, j in pairs:
            _pair(out, corpus, gold[i], found[j], fields, score)
    return out


def _unpaired(out: Tally, corpus: str, gold: list[Json], found: list[Json], pairs: list[tuple[int, int]]) -> None:
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, g in enumerate(gold):
        if i not in met:
            out.claim(g["type"], corpus, "missed")
    for j, p in enumerate(found):
        if j not in used:
            out.claim(p["type"], corpus, "invented")


def _pair(out: Tally, corpus: str, g: Json, p: Json, fields: Mapping[str, Check], score: ModuleType) -> None:
    if g["type"] != p["type"]:
        out.claim(g["type"], corpus, "mistyped")
        out.confused[g["type"], p["type"]] += 1
        return
    out.claim(g["type"], corpus, "found")
    wrong = [name for name, check in fields.items() if not check(g, p)]
    out.right.update(name for name in fields if name not in wrong)
    out.wrong_fields[len(wrong)] += 1
    for name in wrong:
        out.causes[name][cause(name, score, g, p)] += 1
    if len(wrong) == 1:
        out.alone[wrong[0]] += 1


# --- the report ---


def markdown(t: Tally) -> Iterator[str]:
    pairs = max(t.pairs, 1)
    whole = t.wrong_fields[0]
    yield f"{t.pairs} pairs of the same type; {whole} ({whole / pairs:.0%}) have every field right.\n"
    yield "| field | all right | wrong alone | left out | nothing there | too few | too many | another value |"
    yield "| --- |" + " --- |" * 7
    kinds = ("left out", "nothing there", "too few", "too many", "another value")
    for name in sorted(checks_names(t), key=lambda n: t.right[n]):
        shares = " | ".join(f"{t.causes[name][k] / pairs:.1%}" for k in kinds)
        yield f"| {name} | {t.right[name] / pairs:.1%} | {t.alone[name]} ({t.alone[name] / pairs:.1%}) | {shares} |"
    yield ""
    yield "| wrong fields of a pair | " + " | ".join(str(n) for n in range(6)) + " | 6 and more |"
    yield "| --- |" + " --- |" * 7
    few = [t.wrong_fields[n] for n in range(6)]
    yield "| pairs | " + " | ".join(f"{n / pairs:.0%}" for n in [*few, t.pairs - sum(few)]) + " |"
    yield ""
    yield from _claims("type", t.by_type)
    yield ""
    yield from _claims("corpus", t.by_corpus)
    yield ""
    yield "Taken for another type most often: " + ", ".join(
        f"`{a}` for `{b}` {n}" for (a, b), n in sorted(t.confused.items(), key=lambda x: (-x[1], x[0]))[:10]
    )


def checks_names(t: Tally) -> list[str]:
    return sorted({*t.right, *t.causes})


def _claims(title: str, rows: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield f"| {title} | claims | found | mistyped | missed | invented, to 100 read |"
    yield "| --- |" + " --- |" * 5
    for name, c in sorted(rows.items(), key=lambda x: (-_gold(x[1]), x[0])):
        n = max(_gold(c), 1)
        shares = " | ".join(f"{c[what] / n:.0%}" for what in ("found", "mistyped", "missed"))
        read_of_it = max(c["found"] + c["mistyped"] + c["invented"], 1)
        yield f"| {name} | {_gold(c)} | {shares} | {c['invented'] / read_of_it * 100:.0f} |"


def _gold(c: Counter[str]) -> int:
    return c["found"] + c["mistyped"] + c["missed"]


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, default=SHARED / "gold" / "train")
    ap.add_argument("--score", type=Path, help="the claims scorer; score/score.py beside the gold when left out")
    ap.add_argument("--reader", type=Reader, default=Reader.RULES, choices=list(Reader))
    a = ap.parse_args()
    path = a.score or a.gold.resolve().parents[1] / "score" / "score.py"
    if not a.gold.is_dir() or not path.is_file():
        print(f"errors: no annotated reports at {a.gold}, or no scorer at {path}", file=sys.stderr)
        return 2
    score = scorer(path)
    documents = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.gold.glob("*.json"))]
    readings = read((report_from_json(d["report"]) for d in documents), reader=a.reader)
    found = {r.report.id: [claim_to_json(c) for c in r.claims] for r in readings}
    print(f"Reader {reader_version()}, `{a.reader}`, {len(documents)} reports:")
    print("\n".join(markdown(tally(documents, found, score, score.Names(path.with_name("aliases.json"))))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
