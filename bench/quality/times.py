"""Quality of times.

    python bench/quality/times.py --wikiwars FOLDER   # inline TIMEX2 (*.key.xml) or TimeML TIMEX3 (*.tml)
    python bench/quality/times.py --gold FOLDER       # claims JSON: the time of each gold claim, on its gold evidence

The first prints span F1, relaxed (any overlap) and strict (the same extent, prepositions aside), and the share of
found gold expressions whose value is the same. The second gives every gold claim's evidence to the reader and scores
"time exact", "time within a day" and "day it was said" as the claims scorer does.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fogline.core.claim import SPEECH_ACTS, ClaimType, Modality
from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.times import Spoken, TimePhrase, Times, find_times
from fogline.read.times.lexicon import lexicon

TAG = re.compile(r"<(/?)TIMEX[23]\b([^>]*)>|<[^>]*>|[^<]+")
ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
SAYING = lexicon().saying
CONNECTIVES = ("meanwhile",)  # words that tie to a time told before: the reader needs them, the guidelines mark none
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


@dataclass
class Gold:
    start: int
    end: int
    value: str


def inline(raw: str) -> tuple[str, list[Gold], date | None]:
    """Text, expressions and the document's own day (TimeML's creation time)."""
    text, stack, found, anchor = "", [], [], None
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.S)
    dct = re.search(
        r"functionInDocument=\"CREATION_TIME\"[^>]*value=\"(\d{4}-\d\d-\d\d)|value=\"(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME",
        raw,
    )
    if dct:
        anchor = date.fromisoformat(dct.group(1) or dct.group(2))
    for m in TAG.finditer(body.group(1) if body else raw):
        piece = m.group()
        if piece.startswith(("<TIMEX", "</TIMEX")):
            if m.group(1):
                start, attributes = stack.pop()
                found.append(Gold(start, len(text), attributes.get("val", attributes.get("value", ""))))
            else:
                stack.append((len(text), dict(ATTRIBUTE.findall(m.group(2)))))
        elif not piece.startswith("<"):
            for entity, character in ENTITIES.items():
                piece = piece.replace(entity, character)
            text += piece
    return text, sorted(found, key=lambda g: (g.start, -g.end)), anchor


def leaves(phrases: tuple[TimePhrase, ...]) -> Iterator[TimePhrase]:
    for phrase in phrases:
        if len(phrase.parts) == 2:
            yield from leaves(phrase.parts)
        elif phrase.rule not in CONNECTIVES:
            yield phrase


@dataclass
class Timex:
    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    valued: int = 0
    right: int = 0


def same_value(gold: str, got: str | None) -> bool:
    """Equal, a set of days written as TIMEX2 (XXXX-XX-XX) or as TIMEX3 (P1D)."""
    sets = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX-XX": "P1M", "XXXX": "P1Y"}
    return got is not None and got.upper() in (gold.upper(), sets.get(gold))


def score_text(text: str, gold: list[Gold], anchor: date | None, tally: Timex, errors: list[str]) -> None:
    phrases = list(leaves(find_times(text, anchor)))
    tally.gold += len(gold)
    tally.found += len(phrases)
    free = list(phrases)
    for g in gold:
        near = [p for p in free if p.core.start < g.end and g.start < p.core.end]
        if not near:
            errors.append(f"missed   {text[g.start : g.end]!r} = {g.value}")
            continue
        best = max(
            near, key=lambda p: (min(p.core.end, g.end) - max(p.core.start, g.start), -abs(p.core.start - g.start))
        )
        free.remove(best)
        tally.relaxed += 1
        tally.strict += (best.core.start, best.core.end) == (g.start, g.end)
        if g.value:
            tally.valued += 1
            good = same_value(g.value, best.value)
            tally.right += good
            if not good:
                context = text[max(0, g.start - 50) : g.end + 20].replace("\n", " ")
                errors.append(
                    f"value    {text[g.start : g.end]!r} = {g.value}, got {best.value} [{best.rule}] ...{context}"
                )
    errors.extend(f"invented {text[p.core.start : p.core.end]!r} [{p.rule}]" for p in free)


def timex(folder: Path, show: int) -> None:
    total = Timex()
    errors: list[str] = []
    files = sorted([*folder.glob("*.key.xml"), *folder.glob("*.tml"), *folder.glob("*.sgml")])
    for path in files:
        one = Timex()
        text, gold, anchor = inline(path.read_text(encoding="utf-8", errors="replace"))
        score_text(text, gold, anchor, one, errors)
        print_timex(path.name[:24], one)
        for name in vars(one):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    print_timex(f"all {len(files)}", total)
    print("\n".join(errors[:show]))


def print_timex(name: str, t: Timex) -> None:
    def f1(hits: int) -> float:
        return 2 * hits / (t.gold + t.found) if t.gold + t.found else 0.0

    print(
        f"{name:24} gold {t.gold:4} found {t.found:4}  relaxed R {t.relaxed / max(1, t.gold):.3f}"
        f" F1 {f1(t.relaxed):.3f}"
        f"  strict F1 {f1(t.strict):.3f}  value {t.right / max(1, t.valued):.3f} of {t.valued}"
    )


def trigger(document: Document, evidence: Span, speech: bool) -> int:
    """The word of the evidence that the rest hangs on; below a verb of saying, what is said."""
    tokens = [t for t in document.tokens_in(evidence) if not t.is_space and not t.is_punct]
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    best = next(
        (t for t in roots if t.pos_ in ("VERB", "AUX")), roots[0] if roots else document.token_at(evidence.start)
    )
    while not speech:
        told = [c for c in best.children if c.dep_ == "ccomp" and c.i in inside]
        if not told or best.lemma_.lower() not in SAYING:
            break
        best = told[0]
    return int(best.i)


def cue_token(document: Document, evidence: Span, cue: str | None) -> int | None:
    """The cue's verb, nearest to the evidence within its sentence and the next."""
    if not cue:
        return None
    words = [
        w
        for w in re.findall(r"\w+", cue.lower())
        if w not in ("in", "a", "the", "to", "has", "have", "was", "also", "is")
    ]
    if not words:
        return None
    here = document.sentence_at(evidence.start).index
    tokens = [
        t
        for s in document.sentences[
            max(0, here - 1) : document.sentence_at(max(evidence.start, evidence.end - 1)).index + 2
        ]
        for t in document.doc[s.start : s.end]
        if t.lower_ == words[0]
    ]
    if not tokens:
        return None
    return int(min(tokens, key=lambda t: max(evidence.start - t.idx, t.idx - evidence.end, 0)).i)


def first_cue(document: Document, claim: dict[str, Any]) -> int | None:
    """The cue of the claim's originator."""
    chain, evidence = claim.get("attribution") or [], claim["evidence"]
    return cue_token(document, Span(evidence["start"], evidence["end"]), chain[0].get("cue")) if chain else None


@dataclass
class Case:
    """One gold claim and what was read for it."""

    report: str
    claim: dict[str, Any]
    gold: tuple[str | None, str | None]
    got: tuple[str | None, str | None]
    text: str | None
    basis: str | None
    said_gold: list[str] | None
    said_got: list[str] | None
    background: bool


def iso(days: Days | None) -> tuple[str | None, str | None]:
    if days is None:
        return (None, None)
    return (days.start.isoformat() if days.start else None, days.end.isoformat() if days.end else None)


def cases(document: Document, claims: list[dict[str, Any]]) -> Iterator[Case]:
    times = Times(document)
    cues = [first_cue(document, c) for c in claims]
    speakers = times.speakers(
        Spoken(k, c["attribution"][0]["source"], c["attribution"][0]["text"] or "", times.said_at(k))
        for k, c in zip(cues, claims, strict=True)
        if k is not None
    )
    for cue, claim in zip(cues, claims, strict=True):
        evidence = Span(claim["evidence"]["start"], claim["evidence"]["end"])
        speech = ClaimType(claim["type"]) in SPEECH_ACTS
        chain = claim.get("attribution") or []
        head = trigger(document, evidence, speech)
        said = times.said_at(cue) if cue is not None else None
        said = said or (speakers.said(chain[0]["source"], head, chain[0]["text"] or "") if chain else None)
        time, _ = times.of_event(head, evidence, ClaimType(claim["type"]), Modality(claim["modality"]), said)
        t = claim.get("time") or {}
        said_got = [x for x in iso(said) if x] or None
        yield Case(
            document.report.id, claim, (t.get("start"), t.get("end")), iso(time.days), time.text, time.basis,
            chain[0].get("said") if chain else None, said_got, times.background(head, evidence),
        )  # fmt: skip


def near(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= 1


def figures(found: list[Case]) -> dict[str, tuple[float, int]]:
    timed = [c for c in found if any(c.gold) or any(c.got)]
    said = [c for c in found if c.said_gold]
    return {
        "time exact": (sum(c.gold == c.got for c in timed) / max(1, len(timed)), len(timed)),
        "time within a day": (
            sum(near(c.gold[0], c.got[0]) and near(c.gold[1], c.got[1]) for c in timed) / max(1, len(timed)),
            len(timed),
        ),
        "day it was said": (sum(c.said_gold == c.said_got for c in said) / max(1, len(said)), len(said)),
        "background": (
            sum(c.background == bool(c.claim.get("background")) for c in found) / max(1, len(found)),
            len(found),
        ),
    }


def gold(folder: Path, show: int) -> None:
    read = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))]
    reports = [Report(**{k: v for k, v in d["report"].items() if k in Report.__dataclass_fields__}) for d in read]
    found = [c for doc, d in zip(parse(reports), read, strict=True) for c in cases(doc, d["claims"])]
    print_gold(found, show)


def print_gold(found: list[Case], show: int) -> None:
    for name in ["all", *sorted({c.report.partition("-")[0] for c in found})]:
        part = [c for c in found if name in ("all", c.report.partition("-")[0])]
        print(f"{name:10} {len(part):5} " + "  ".join(f"{k} {v:.3f} of {n}" for k, (v, n) in figures(part).items()))
    for c in [c for c in found if c.gold != c.got][:show]:
        words = c.claim["evidence"]["text"][:110].replace("\n", " ")
        told = (c.claim.get("time") or {}).get("text")
        print(
            f"{c.report[:28]:28} {c.claim['type'][:10]:10} gold {told!r} {c.gold} got {c.text!r} {c.basis} {c.got}"
            f" | {words!r}"
        )


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--wikiwars", type=Path)
    ap.add_argument("--gold", type=Path)
    ap.add_argument("--errors", type=int, default=0)
    a = ap.parse_args()
    if not (a.wikiwars or a.gold):
        ap.print_usage(sys.stderr)
        return 2
    if a.wikiwars:
        timex(a.wikiwars, a.errors)
    if a.gold:
        gold(a.gold, a.errors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
