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
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fogline.core.claim import SPEECH_ACTS
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.times import TimePhrase, find_times

TAG = re.compile(r"<(/?)TIMEX[23]\b([^>]*)>|<[^>]*>|[^<]+")
ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
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
    dct = re.search(r"functionInDocument=\"CREATION_TIME\"[^>]*value=\"(\d{4}-\d\d-\d\d)|value=\"(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME", raw)
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
        else:
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
            errors.append(f"missed   {text[g.start:g.end]!r} = {g.value}")
            continue
        best = max(near, key=lambda p: (min(p.core.end, g.end) - max(p.core.start, g.start), -abs(p.core.start - g.start)))
        free.remove(best)
        tally.relaxed += 1
        tally.strict += (best.core.start, best.core.end) == (g.start, g.end)
        if g.value:
            tally.valued += 1
            good = same_value(g.value, best.value)
            tally.right += good
            if not good:
                context = text[max(0, g.start - 50) : g.end + 20].replace("\n", " ")
                errors.append(f"value    {text[g.start:g.end]!r} = {g.value}, got {best.value} [{best.rule}] ...{context}")
    errors.extend(f"invented {text[p.core.start:p.core.end]!r} [{p.rule}]" for p in free)


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
        f"{name:24} gold {t.gold:4} found {t.found:4}  relaxed R {t.relaxed / max(1, t.gold):.3f} F1 {f1(t.relaxed):.3f}"
        f"  strict F1 {f1(t.strict):.3f}  value {t.right / max(1, t.valued):.3f} of {t.valued}"
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
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
