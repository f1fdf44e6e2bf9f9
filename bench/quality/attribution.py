"""Quality of attribution.

    python bench/quality/attribution.py --gold FOLDER            # figures by corpus
    python bench/quality/attribution.py --gold FOLDER --show wrong   # the cases behind one kind of error

Every gold claim's evidence is given to the reader with its syntactic root as the trigger; origin, length of the chain,
channel, stance and day of the saying are compared as the claims scorer does (``score/score.py`` beside the gold).
Errors of origin: ``art>src`` (the article's voice taken for a source), ``src>art`` (a source missed), ``wrong``
(another phrase), ``name`` (the right phrase under another name). The root of an evidence span is often not the word
an event reader would ask about, so these figures are a lower bound.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Voice
from fogline.read.document import Document, parse
from fogline.read.times import Times

KINDS = ("art>src", "src>art", "wrong", "name")


def scorer(path: Path) -> ModuleType:
    """The claims scorer as a module, for its rule of when two names are the same."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def root(document: Document, span: Span) -> int:
    """Token index of the head of a stretch of text: a verb rather than a noun, the widest subtree first."""
    inside = [t for t in document.tokens_in(span) if not t.is_space and not t.is_punct]
    if not inside:
        return document.token_at(span.start).i
    ids = {t.i for t in inside}
    heads = [t for t in inside if t.head.i not in ids or t.head == t]
    return max(heads, key=lambda t: (t.pos_ in ("VERB", "AUX"), sum(x.i in ids for x in t.subtree), -t.i)).i


def report(data: dict[str, Any]) -> Report:
    known = ("id", "text", "outlet", "published", "title", "dateline")
    return Report(**{k: data[k] for k in known if data.get(k) is not None})


class Tally:
    """Counts over claims, and the cases of the kinds of error asked for."""

    def __init__(self, score: ModuleType, aliases: Path, shown: set[str]) -> None:
        self.score = score
        self.names = score.Names(aliases)
        self.shown = shown
        self.by: dict[str, Counter[str]] = {}

    def same(self, a: str, b: str) -> bool:
        return (not a and not b) or (bool(a) and bool(b) and self.names.same(a, b))

    def kind(self, gold: list[dict[str, Any]], voice: Voice) -> str:
        """As in "ok" or the kind of error of the origin; a joint speaker's chain counts as well."""
        ours = voice.chain[0].source if voice.chain else ""
        theirs = gold[0]["source"] if gold else ""
        if self.same(theirs, ours) or (gold and any(self.same(theirs, c[0].source) for c in voice.also if c)):
            return "ok"
        if not gold:
            return "art>src"
        if not ours:
            return "src>art"
        a, b = gold[0].get("text") or "", voice.chain[0].text or ""
        return "name" if self.score.words(a) & self.score.words(b) else "wrong"

    def add(self, corpus: str, document: Document, claim: dict[str, Any], voice: Voice) -> None:
        gold = claim.get("attribution") or []
        kind = self.kind(gold, voice)
        counts: Counter[str] = Counter({"n": 1, kind: 1, "stance": int(claim["stance"] == voice.stance.value)})
        if gold:
            counts["attributed"] = 1
            counts["length"] = int(len(gold) == len(voice.chain))
            counts["channel"] = int(gold[0].get("channel") == (voice.chain[0].channel if voice.chain else None))
            if gold[0].get("said"):
                counts["dated"] = 1
                said = voice.chain[0].said if voice.chain else None
                counts["said"] = int(said is not None and [str(said.start), str(said.end)] == gold[0]["said"])
        for part in (corpus, "all"):
            self.by.setdefault(part, Counter()).update(counts)
        if kind in self.shown:
            ours = [(a.source, a.cue) for a in voice.chain]
            span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
            theirs = [(a["source"], a.get("cue")) for a in gold]
            words = document.quote(span)[:160]
            print(f"{kind} {document.report.id} | {words!r} | gold {theirs} | ours {ours} {voice.rule}")

    def lines(self) -> list[str]:
        return [line(part, self.by[part]) for part in sorted(self.by, key=lambda p: (p == "all", p))]


def line(part: str, c: Counter[str]) -> str:
    attributed = max(1, c["attributed"])
    errors = "  ".join(f"{kind} {c[kind]}" for kind in KINDS)
    origin, stance = c["ok"] / c["n"], c["stance"] / c["n"]
    length, channel, said = c["length"] / attributed, c["channel"] / attributed, c["said"] / max(1, c["dated"])
    return (
        f"{part:10} {c['n']:5} claims  origin {origin:.3f}  ({errors})  "
        f"chain {length:.3f}  channel {channel:.3f}  stance {stance:.3f}  said {said:.3f}"
    )


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True, help="folder of claims JSON")
    ap.add_argument("--score", type=Path, help="score.py; by default ../../score/score.py from the gold folder")
    ap.add_argument("--show", choices=KINDS, action="append", default=[], help="print the cases of this kind of error")
    a = ap.parse_args()
    path = a.score or a.gold.resolve().parent.parent / "score" / "score.py"
    if not path.exists() or not any(a.gold.glob("*.json")):
        print(f"attribution: no gold in {a.gold} or no scorer at {path}", file=sys.stderr)
        return 2
    tally = Tally(scorer(path), path.with_name("aliases.json"), set(a.show))
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.gold.glob("*.json"))]
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        found = Attributions(document, Actors(document), Times(document))
        for claim in data["claims"]:
            span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
            corpus = data["report"].get("corpus") or data["report"]["id"].split("-")[0]
            tally.add(corpus, document, claim, found.of(root(document, span), span))
    print("\n".join(tally.lines()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
