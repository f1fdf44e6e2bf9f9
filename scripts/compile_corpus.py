"""Compiles the annotated exercise reports (``corpus/*.txt``) to claims JSON, one file a report, and checks them.

    python scripts/compile_corpus.py corpus/*.txt --out FOLDER
    python scripts/compile_corpus.py corpus/sudan.txt            # only checks

A source file holds reports and their claims in a notation made to be written and reviewed by hand; ``corpus/README.md``
describes it. Every word given for evidence, actors, places, days and numbers must stand in the report as written, every
value must be one that the coding manual knows: what is not is told with its file and line, and nothing is written.
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

from fogline.core.claim import ClaimType, Measure, Modality, Polarity, Precision, Scope, Stance, Status

FLAGS = ("background", "retaken", "breached", "released")
ELISION = " ... "
SPEECH = ("by", "a", "t", "p", "d", "i", "n", "e", "also")


class FaultError(Exception):
    """What is wrong with a line of a source file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file."""

    file: str
    number: int
    text: str

    @property
    def where(self) -> str:
        """File and line, as an editor wants them."""
        return f"{self.file}:{self.number}"


def parts(value: str) -> list[str]:
    """The fields of a line, which equal signs part."""
    return [p.strip() for p in value.split(" = ")]


def span_of(text: str, words: str) -> dict[str, Any]:
    """Where ``words`` stand in ``text``: once, or the nth time (``@2``), their middle left out or not.

    Raises:
        FaultError: They stand there nowhere, or more than once and nothing says which.
    """
    which = re.search(r"\s@(\d+)$", words)
    words = words[: which.start()] if which else words
    head, _, tail = words.partition(ELISION)
    starts = [m.start() for m in re.finditer(re.escape(head), text)]
    if not starts:
        raise FaultError(f"not in the report: {head!r}")
    if len(starts) > 1 and not which:
        raise FaultError(f"stands there {len(starts)} times, say which with @N: {head!r}")
    start = starts[int(which[1]) - 1 if which else 0]
    end = start + len(head)
    if tail:
        at = text.find(tail, end)
        if at < 0:
            raise FaultError(f"not in the report after {head!r}: {tail!r}")
        end = at + len(tail)
    return {"start": start, "end": end, "text": text[start:end]}


def said_in(text: str, words: str) -> str:
    """``words``, which must stand in ``text``."""
    if words not in text:
        raise FaultError(f"not in the report: {words!r}")
    return words


def mention(text: str, value: str) -> dict[str, Any]:
    """``words = Name; Name``: a party as written, and who it is."""
    words, *names = parts(value)
    return {"text": said_in(text, words), "actors": [n.strip() for n in ";".join(names).split(";") if n.strip()]}


def place(text: str, value: str) -> dict[str, Any]:
    """``words = Name = precision = COUNTRY = admin1 = within``, the last two optional."""
    fields = parts(value)
    if not 4 <= len(fields) <= 6:
        raise FaultError("a place has words = name = precision = country [= admin1 [= within]]")
    words, name, precision, country, admin1, within = [*fields, "", ""][:6]
    if not re.fullmatch(r"[A-Z]{2}|-", country):
        raise FaultError(f"not a country's two letters: {country!r}")
    return {
        "text": said_in(text, words),
        "name": name,
        "admin1": _or_none(admin1),
        "country": _or_none(country),
        "precision": str(Precision(precision)),
        "within": _or_none(within),
    }


def _or_none(value: str) -> str | None:
    return None if value in {"", "-"} else value


def days(value: str) -> tuple[str | None, str | None]:
    """``2024-05-01``, ``2024-05-01..2024-05-03``, ``..2024-05-03``, ``2024..`` (a year is all its days), ``-``."""
    first, dots, last = value.partition("..")
    if not dots:
        last = first
    start, end = _or_none(first), _or_none(last)
    start = f"{start}-01-01" if start and len(start) == 4 else start
    end = f"{end}-12-31" if end and len(end) == 4 else end
    for day in (start, end):
        if day:
            date.fromisoformat(day)
    if start and end and start > end:
        raise FaultError(f"ends before it begins: {value!r}")
    return start, end


def source(text: str, value: str) -> dict[str, Any]:
    """``Source (body) = words = cue = channel = day said``: a link of the chain, all but the first two optional."""
    name, words, cue, channel, said = [*parts(value), "-", "-", "-", "-"][:5]
    body = re.search(r"\s\((.+)\)$", name)
    out: dict[str, Any] = {
        "source": name[: body.start()] if body else name,
        "text": said_in(text, words) if _or_none(words) else None,
        "cue": said_in(text, cue) if _or_none(cue) else None,
        "channel": _or_none(channel),
        "said": list(days(said)) if _or_none(said) else None,
    }
    if body:
        out["affiliation"] = body[1]
    return out


def quantity(text: str, value: str) -> dict[str, Any]:
    """``measure = words = 5..8 = group = status = key: value ...``; the keys are ``actors kind scope of``."""
    measure, words, bounds, *rest = parts(value)
    low, dots, high = bounds.partition("..")
    if not dots:
        high = low
    out: dict[str, Any] = {
        "measure": str(Measure(measure)),
        "text": said_in(text, words),
        "low": int(low) if low else None,
        "high": int(high) if high else None,
        "group": None,
        "scope": str(Scope.INCIDENT),
        "part_of": None,
    }
    if low and high and int(low) > int(high):
        raise FaultError(f"ends before it begins: {bounds!r}")
    more = dict(_keyed(r) for r in rest if ": " in r)
    plain = [r for r in rest if ": " not in r]
    if plain and _or_none(plain[0]):
        if len(plain) < 2:
            raise FaultError("a group has a status: civilian, combatant, mixed or unknown")
        actors = [n.strip() for n in more.pop("actors", "").split(";") if n.strip()]
        out["group"] = {"text": said_in(text, plain[0]), "actors": actors, "status": str(Status(plain[1]))}
        if "kind" in more:
            out["group"]["kind"] = more.pop("kind")
    if "scope" in more:
        out["scope"] = str(Scope(more.pop("scope")))
    if "of" in more:
        out["part_of"] = int(more.pop("of"))
    if more:
        raise FaultError(f"unknown: {', '.join(more)}")
    return out


def _keyed(field: str) -> tuple[str, str]:
    key, _, value = field.partition(": ")
    return key.strip(), value.strip()


def opened(text: str, value: str, number: int) -> dict[str, Any]:
    """A claim's first line, ``type flag flag``: stance, polarity, modality and what else is true of it."""
    kind, *flags = value.split()
    claim: dict[str, Any] = {
        "id": f"c{number}",
        "type": str(ClaimType(kind)),
        "evidence": None,
        "also_at": [],
        "attribution": [],
        "stance": str(Stance.ASSERTED),
        "polarity": str(Polarity.AFFIRMED),
        "modality": str(Modality.ACTUAL),
        "background": False,
        "agents": [],
        "targets": [],
        "places": [],
        "time": {"text": None, "start": None, "end": None},
        "instruments": [],
        "quantities": [],
    }
    for flag in flags:
        if flag in FLAGS:
            claim[flag] = True
            continue
        field = next((f for f, values in _VALUES.items() if flag in values), None)
        if field is None:
            raise FaultError(f"unknown: {flag!r}")
        claim[field] = flag
    return claim


_VALUES = {
    "stance": {str(v) for v in Stance},
    "polarity": {str(v) for v in Polarity},
    "modality": {str(v) for v in Modality},
}


def add(claim: dict[str, Any], text: str, key: str, value: str) -> None:
    """One line of a claim put into it."""
    if key == "e":
        claim["evidence"] = span_of(text, value)
    elif key == "also":
        claim["also_at"].append(span_of(text, value))
    elif key == "by":
        claim["attribution"].append(source(text, value))
    elif key in {"a", "t"}:
        claim["agents" if key == "a" else "targets"].append(mention(text, value))
    elif key == "p":
        claim["places"].append(place(text, value))
    elif key == "d":
        words, *given = parts(value)
        start, end = days(given[0] if given else words)
        claim["time"] = {
            "text": said_in(text, words) if given and _or_none(words) else None,
            "start": start,
            "end": end,
        }
    elif key == "i":
        claim["instruments"] = [said_in(text, w.strip()) for w in value.split(";")]
    else:
        claim["quantities"].append(quantity(text, value))


def claims_of(text: str, lines: list[Line], faults: list[str]) -> list[dict[str, Any]]:
    """The claims that ``lines`` tell of ``text``; what is wrong is added to ``faults``."""
    found: list[dict[str, Any]] = []
    for line in lines:
        if not line.text.strip():
            continue
        try:
            if line.text.startswith("* "):
                found.append(opened(text, line.text[2:], len(found) + 1))
                continue
            key, colon, value = line.text.strip().partition(":")
            if not colon or key not in SPEECH or not found:
                raise FaultError("not a line of a claim")
            add(found[-1], text, key, value.strip())
        except (FaultError, ValueError) as fault:
            faults.append(f"{line.where}: {fault}")
    for claim in found:
        if not claim["evidence"]:
            faults.append(f"{lines[0].where}: {claim['id']} ({claim['type']}) has no evidence")
        if any(q["part_of"] not in {None, *range(len(claim["quantities"]))} for q in claim["quantities"]):
            faults.append(f"{lines[0].where}: {claim['id']} has part of a number that is not there")
    return found


def reports_of(path: Path, faults: list[str]) -> Iterator[dict[str, Any]]:
    """The reports of a source file with their claims."""
    lines = [Line(path.name, n, t) for n, t in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    starts = [n for n, line in enumerate(lines) if line.text.startswith("=== ")]
    for n, (at, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        head, body = lines[at], lines[at + 1 : end]
        fields = [f.strip() for f in head.text[4:].split("|")]
        cut = next((i for i, line in enumerate(body) if line.text.strip() == "---"), None)
        if len(fields) not in {3, 4} or cut is None:
            faults.append(f"{head.where}: a report is === outlet | day | title [| dateline], its text, ---, its claims")
            continue
        outlet, published, title, dateline = [*fields, ""][:4]
        text = "\n".join(line.text.rstrip() for line in body[:cut]).strip()
        try:
            date.fromisoformat(published)
        except ValueError as fault:
            faults.append(f"{head.where}: {fault}")
        report = {
            "id": f"{path.stem}-{n:03}",
            "corpus": path.stem,
            "outlet": outlet,
            "published": published,
            "title": title,
            "dateline": dateline or None,
            "text": text,
        }
        yield {"report": report, "claims": claims_of(text, body[cut + 1 :], faults)}


def main() -> int:
    """Compiles the files given; 1 where anything is wrong with one of them."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, help="where claims JSON goes; without it files are only checked")
    a = ap.parse_args()
    faults: list[str] = []
    docs = [doc for path in a.files for doc in reports_of(path, faults)]
    for fault in faults:
        print(fault, file=sys.stderr)
    claims = sum(len(d["claims"]) for d in docs)
    words = sum(len(d["report"]["text"].split()) for d in docs)
    print(f"{len(docs)} reports, {words} words, {claims} claims, {len(faults)} faults")
    if a.out and not faults:
        a.out.mkdir(parents=True, exist_ok=True)
        for doc in docs:
            target = a.out / f"{doc['report']['id']}.json"
            target.write_text(json.dumps(doc, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
