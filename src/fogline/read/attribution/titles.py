"""A statement page whose speaker stands in the headline alone: "Statement by X on ..." over a first-person text."""

from __future__ import annotations

import re

from fogline.core.claim import Attribution
from fogline.read.attribution.frames import first_person
from fogline.read.attribution.quotes import quotations
from fogline.read.document import Document, plain
from fogline.vocab import load


def speaker(document: Document) -> Attribution | None:
    """The one who speaks the whole page, or ``None``."""
    for pattern in load("en/reporting.yaml")["title_speaker"]:
        found = re.match(pattern, plain(document.report.title))
        if found and _first_person(document):
            name = _name(found["who"])
            return Attribution(name, None, None, "statement") if name else None
    return None


def _first_person(document: Document) -> bool:
    quoted = [(q.start, q.end) for q in quotations(document)]
    return any(first_person(t) and not any(a <= t.i < b for a, b in quoted) for t in document.doc)


def _name(words: str) -> str | None:
    """The last two capitalised words of a phrase of titles and a name."""
    capitals = re.findall(r"[A-Z][\w'.-]*", words)
    return " ".join(capitals[-2:]) if len(capitals) >= 2 else None
