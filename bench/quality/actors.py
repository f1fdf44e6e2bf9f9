"""How often a phrase is resolved to the actor, and a source to the name, that an annotator gave it.

    python bench/quality/actors.py --gold FOLDER [--scorer FOLDER] [--errors N] [--source-errors N]

FOLDER holds claims JSON files. Every agent and target mention, and every attribution, is looked up near its claim's
evidence; its syntactic head is given to the resolver. Figures are by corpus (the report id up to its first dash):

    agents loose    names or words are the same as gold's by the scorer's rule (what the product is scored by)
    agents strict   a canonical name hits where gold has names (same by the scorer or the
                    packs), and no name is given where gold has none
    named           canonical name hits, of the mentions where gold has names
    unnamed         no name given, of the mentions where gold has none
    source          the source's name is the same by the scorer's rule
    affiliation     likewise, or another name of the same known actor, of the sources where gold gives one
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.actors import Actors, lookup
from fogline.read.document import Document, parse

SHARED = Path(os.environ.get("FOGLINE_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def scorer(folder: Path) -> tuple[ModuleType, Any]:
    """The scorer's module and its table of equal names."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"no scorer in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Names(folder / "aliases.json")


def read(folder: Path) -> list[tuple[Document, list[dict[str, Any]]]]:
    data = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    reports = [
        Report(
            d["report"]["id"],
            d["report"]["text"],
            d["report"].get("outlet"),
            d["report"].get("published"),
            d["report"].get("title") or "",
        )
        for d in data
    ]
    return list(zip(parse(reports), [d["claims"] for d in data], strict=True))


def locate(document: Document, words: str, evidence: Span) -> Span | None:
    """Where ``words`` stand: in the evidence, else nearest to it."""
    whole = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", document.text)]
    starts = whole or [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}", document.text)]
    if not starts:
        return None
    inside = [s for s in starts if evidence.start <= s < evidence.end]
    start = inside[0] if inside else min(starts, key=lambda s: abs(s - evidence.start))
    return Span(start, start + len(words))


def head_of(document: Document, span: Span) -> int:
    """The token of the span that the others hang from."""
    tokens = [t for t in document.tokens_in(span) if not t.is_space and not t.is_punct] or document.tokens_in(span)
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    nouns = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    roles = [t for t in nouns if t.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}]
    return (roles or nouns or tops or tokens)[0].i


def known_same(a: str, b: str) -> bool:
    """Two names of one actor of the packs ("Pentagon", "US Department of Defense")."""
    first, second = lookup(a), lookup(b)
    return first is not None and first is second


class Tally:
    def __init__(self) -> None:
        self.hits: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, corpus: str, figure: str, hit: bool) -> None:
        for c in (corpus, "all"):
            self.hits[c, figure]["hit"] += hit
            self.hits[c, figure]["n"] += 1

    def lines(self) -> Iterator[str]:
        for corpus in sorted({c for c, _ in self.hits}):
            cells = [f"{f} {h['hit'] / h['n']:.3f} ({h['n']})" for (c, f), h in self.hits.items() if c == corpus]
            yield f"{corpus:10} " + "  ".join(sorted(cells))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, default=SHARED / "score")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--source-errors", type=int, default=0)
    a = ap.parse_args()
    if not (a.scorer / "score.py").is_file():
        print(f"skipped: no scorer in {a.scorer}")
        return
    figures, wrong, wrong_sources = measure(read(a.gold), scorer(a.scorer)[1])
    print("\n".join(figures.lines()))
    for title, table, n in (("phrases", wrong, a.errors), ("sources", wrong_sources, a.source_errors)):
        if n:
            print(f"\n{title}: count, words, gold, ours, rule")
            print("\n".join(f"{c:3} {row}" for row, c in table.most_common(n)))


def measure(
    documents: list[tuple[Document, list[dict[str, Any]]]], names: Any
) -> tuple[Tally, Counter[Any], Counter[Any]]:
    """Figures, and the phrases and sources got wrong with their counts."""
    tally, wrong, wrong_sources = Tally(), Counter[Any](), Counter[Any]()
    for document, claims in documents:
        actors, corpus = Actors(document), document.report.id.split("-")[0]
        for claim in claims:
            evidence = Span(claim["evidence"]["start"], claim["evidence"]["end"])
            for gold in (claim.get("agents") or []) + (claim.get("targets") or []):
                phrase(document, actors, evidence, gold, names, corpus, tally, wrong)
            for gold in claim.get("attribution") or []:
                source(document, actors, evidence, gold, names, corpus, tally, wrong_sources)
    return tally, wrong, wrong_sources


def phrase(
    document: Document,
    actors: Actors,
    evidence: Span,
    gold: dict[str, Any],
    names: Any,
    corpus: str,
    tally: Tally,
    wrong: Counter[Any],
) -> None:
    span = locate(document, gold["text"], evidence)
    if span is None:
        return
    ours = actors.phrase(head_of(document, span))
    wanted = gold.get("actors") or []
    said = [*ours.names[:3], document.quote(ours.span)]
    loose = any(names.same(x, y) for x in [*wanted[:3], gold["text"]] for y in said)
    hit = any(names.same(x, y) or known_same(x, y) for x in wanted for y in ours.names) if wanted else not ours.names
    tally.add(corpus, "agents loose", loose)
    tally.add(corpus, "agents strict", hit)
    tally.add(corpus, "named" if wanted else "unnamed", hit)
    if not hit:
        wrong[(gold["text"], tuple(wanted), ours.names, ours.rule, document.report.id)] += 1


def source(
    document: Document,
    actors: Actors,
    evidence: Span,
    gold: dict[str, Any],
    names: Any,
    corpus: str,
    tally: Tally,
    wrong: Counter[Any],
) -> None:
    span = locate(document, gold["text"], evidence) if gold.get("text") else None
    if span is None:
        return
    head = head_of(document, span)
    name, body = actors.source(head)
    hit = names.same(gold["source"], name)
    tally.add(corpus, "source", hit)
    right = True
    if gold.get("affiliation"):
        right = body is not None and (names.same(gold["affiliation"], body) or known_same(gold["affiliation"], body))
        tally.add(corpus, "affiliation", right)
    if not hit or not right:
        wrong[
            (
                gold["text"],
                gold["source"],
                gold.get("affiliation"),
                name,
                body,
                actors.phrase(head).rule,
                document.report.id,
            )
        ] += 1


if __name__ == "__main__":
    main()
