"""A statement page whose speaker stands in the headline or the first line alone: "Statement by X on ..." over a
first-person text, "The Minister has made the following statement".
"""

from __future__ import annotations

import re
from functools import cache

from fogline.core.claim import Attribution
from fogline.read.attribution.frames import first_person
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.page import Page
from fogline.read.attribution.quotes import quotations
from fogline.read.document import Document, plain
from fogline.vocab import load

_OPENING = 300


def speaker(document: Document, page: Page) -> Attribution | None:
    """The one who speaks the whole page, or ``None``."""
    said = _first_persons(document)
    if not said:
        return None
    alone = not said.isdisjoint(lexicon().pronouns["mine"])
    for pattern in load("en/reporting.yaml")["title_speaker"]:
        found = re.match(pattern, plain(document.report.title))
        if found and (name := _name(found["who"])) is not None:
            # A spokesperson whom nobody names speaks as the outlet, where nobody says "I".
            office = name.split()[-1].lower() in lexicon().offices
            return None if office and page.acts and not alone else Attribution(name, None, None, "statement")
    return _opened(document) if alone else None


def _opened(document: Document) -> Attribution | None:
    for pattern in load("en/reporting.yaml")["text_speaker"]:
        found = re.match(pattern, document.plain[:_OPENING])
        if found and (name := _name(found["who"])) is not None:
            return Attribution(name, None, None, "statement")
    return None


def _first_persons(document: Document) -> frozenset[str]:
    quoted = [(q.start, q.end) for q in quotations(document)]
    return frozenset(t.lower_ for t in document.doc if first_person(t) and not any(a <= t.i < b for a, b in quoted))


@cache
def _charge() -> re.Pattern[str]:
    """What ties an office to what it is of: "Minister for the North"."""
    return re.compile(load("en/reporting.yaml")["office_of"])


def _name(words: str) -> str | None:
    """The last two capitalised words of a phrase of titles and a name; all of it where it is an office alone
    ("Minister for the North").
    """
    words = words.split(",")[0].strip()
    capitals = re.findall(r"[A-Z][\w'.-]*", words)
    if not capitals:
        return None
    known = lexicon().offices
    run = re.findall(r"[A-Z][\w'.-]*", _charge().split(words)[-1])
    office = any(w.lower() in known for w in words.split())
    if office and len(run) <= 2 and (len(capitals) == 1 or _charge().search(words)):
        return words
    return " ".join(capitals[-2:]) if len(capitals) >= 2 else None
