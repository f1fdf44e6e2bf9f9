"""Quality of the parties and the mode of claims, apart from how well events are found.

    python bench/quality/parties.py --gold FOLDER                  # figures by corpus
    python bench/quality/parties.py --gold FOLDER --show agents    # the claims whose agents are wrong
    python bench/quality/parties.py --gold FOLDER --show modality --type clash

Every gold claim is given with its type: as the reader's own event where one of that type lies in the evidence, else as
an event at the evidence's syntactic root without a pattern. Agents, targets, modality and polarity are compared as the
claims scorer does (``score/score.py`` beside the gold). "right" is the share of claims where the whole field is right.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from fogline.core.claim import ClaimType, Mention
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.events.assemble import Rooms, find_events, words_of
from fogline.read.events.links import Event
from fogline.read.events.mood import modality, polarity
from fogline.read.events.parties import Parties
from fogline.read.events.repeats import Told

FIELDS = ("agents", "targets", "modality", "polarity")


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


def event_of(document: Document, told: Iterable[Told], kind: ClaimType, span: Span) -> Event:
    """The reader's event of that type inside the span, the largest overlap first; else one at the span's root."""
    inside = [t for t in told if t.event.type == kind and span.covers(_word(document, t.event.head))]
    if inside:
        return max(inside, key=lambda t: (_shared(t.clause, span), -t.event.head)).event
    head = root(document, span)
    return Event(head, kind, kind.value, (head,))


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _word(document: Document, i: int) -> Span:
    token = document.doc[i]
    return Span(token.idx, token.idx + len(token))


@dataclass(frozen=True)
class Result:
    """What was read of one gold claim, in the interchange format's own words."""

    rule: str
    agents: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    modality: str
    polarity: str

    @property
    def fields(self) -> dict[str, Any]:
        return {f: getattr(self, f) for f in FIELDS}


def read(rooms: Rooms, claims: list[dict[str, Any]]) -> Iterator[Result]:
    """One result a gold claim, in the order of the gold."""
    document, words = rooms.document, words_of(rooms)
    told = find_events(rooms, words)
    parties = Parties(words, rooms.actors, rooms.voices, rooms.counted)
    for claim in claims:
        span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        event = event_of(document, told, ClaimType(claim["type"]), span)
        numbers = [n for n, c in enumerate(rooms.counted) if span.covers(c.span)] if claim.get("quantities") else []
        sides = parties.of(Told(event, span), rooms.voices.of(event.head, span), numbers)
        head = document.doc[event.head]
        yield Result(
            event.rule,
            written(sides.agents),
            written(sides.targets),
            modality(head, event.type).value,
            polarity(head).value,
        )


def written(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    return [{"text": m.text, "actors": list(m.actors)} for m in mentions]


class Tally:
    """Counts over claims, by corpus."""

    def __init__(self, score: ModuleType, aliases: Path) -> None:
        self.score = score
        self.names = score.Names(aliases)
        self.by: dict[str, Counter[str]] = {}

    def add(self, parts: Iterable[str], claim: dict[str, Any], ours: Result) -> dict[str, bool]:
        """Counts one claim under each of ``parts``; says which fields are right."""
        counts, right = Counter({"n": 1}), {}
        for field in ("agents", "targets"):
            hit, gold, read_ = self.score.actor_hits(self.names, claim[field], ours.fields[field])
            counts.update({f"{field}.hit": hit, f"{field}.gold": gold, f"{field}.read": read_})
            right[field] = hit == gold == read_
        for field in ("modality", "polarity"):
            right[field] = claim[field] == ours.fields[field]
        counts.update({f"{f}.right": int(ok) for f, ok in right.items()})
        counts["all"] = int(all(right.values()))
        for part in parts:
            self.by.setdefault(part, Counter()).update(counts)
        return right

    def line(self, part: str) -> str:
        c = self.by[part]
        found = [f"{part:16} {c['n']:5}"]
        for field in ("agents", "targets"):
            hit, gold, ours = (c[f"{field}.{k}"] for k in ("hit", "gold", "read"))
            p, r, f1 = hit / max(1, ours), hit / max(1, gold), 2 * hit / max(1, gold + ours)
            found.append(f"{field} P {p:.3f} R {r:.3f} F1 {f1:.3f} right {c[field + '.right'] / c['n']:.3f}")
        found += [f"{f} {c[f + '.right'] / c['n']:.3f}" for f in ("modality", "polarity")]
        return "  ".join([*found, f"all {c['all'] / c['n']:.3f}"])


def show(document: Document, claim: dict[str, Any], ours: Result, field: str) -> None:
    span = Span(claim["evidence"]["start"], claim["evidence"]["end"])
    theirs, read_ = claim[field], ours.fields[field]
    if isinstance(theirs, list):
        theirs, read_ = ([(m["text"], m["actors"]) for m in side] for side in (theirs, read_))
    print(f"{document.report.id} {ours.rule} | {document.quote(span)[:220]} | GOLD {theirs} | OURS {read_}")


def report(data: dict[str, Any]) -> Report:
    known = ("id", "text", "outlet", "published", "title", "dateline")
    return Report(**{k: data[k] for k in known if data.get(k) is not None})


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--score", type=Path, help="score.py (default: score/ beside the gold's folder)")
    ap.add_argument("--show", choices=FIELDS)
    ap.add_argument("--type", help="only claims of this type")
    a = ap.parse_args()
    path = a.score or a.gold.resolve().parents[1] / "score" / "score.py"
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(a.gold.glob("*.json"))]
    if not gold or not path.exists():
        print(f"parties: no gold under {a.gold} or no scorer at {path}", file=sys.stderr)
        return 2
    tally = Tally(scorer(path), path.with_name("aliases.json"))
    for data, document in zip(gold, parse(report(d["report"]) for d in gold), strict=True):
        measure(tally, Rooms.of(document), data["claims"], a.show, a.type)
    for part in sorted(tally.by, key=lambda p: (p == "all", ":" in p, p)):
        print(tally.line(part))
    return 0


def measure(tally: Tally, rooms: Rooms, claims: list[dict[str, Any]], shown: str | None, only: str | None) -> None:
    """Counts the claims of one report; prints those whose field ``shown`` is wrong."""
    corpus = rooms.document.report.id.split("-")[0]
    for claim, ours in zip(claims, read(rooms, claims), strict=True):
        if only and claim["type"] != only:
            continue
        right = tally.add((corpus, f":{claim['type']}", "all"), claim, ours)
        if shown and not right[shown]:
            show(rooms.document, claim, ours, shown)


if __name__ == "__main__":
    raise SystemExit(main())
