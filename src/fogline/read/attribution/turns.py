"""Turns of a transcript: "MR. BLY: ..." of a briefing, "The Minister: ..." of a record of parliament."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fogline.core.claim import Stance
from fogline.core.span import Span
from fogline.read.attribution.frames import Frame, first_person
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.linking import Linked
from fogline.read.attribution.model import Kind
from fogline.read.document import Document

TURN = "turn"
_LABELS = (
    re.compile(
        r"(?m)^(?P<who>[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|of|for|and|the|to)){0,9})"
        r"(?: \([^)\n]+\)){0,3}(?P<mark>:)[ \t]+(?=\S)"
    ),
    re.compile(r"(?m)^(?P<who>[A-Z][A-Z'-]*\.?(?: [A-Z][A-Z'-]+\.?){0,4})(?P<mark>\.)[ \t]+(?=[A-Z\"])"),
)
_OFTEN = 2
_SOON = 400  # characters


@dataclass(frozen=True, slots=True)
class _Label:
    who: str
    start: int
    mark: int


def turns(document: Document) -> Iterator[Linked]:
    """What each speaker of a transcript says, up to the next label; none of those who ask or present."""
    labels = _labels(document)
    names = [_name(label.who) for label in labels]
    for n, (label, called) in enumerate(zip(labels, names, strict=True)):
        name = next((whole for whole in names if called and whole and whole.endswith(f" {called}")), called)
        end = labels[n + 1].start if n + 1 < len(labels) else len(document.plain)
        inside = document.tokens_in(Span(label.mark + 1, end))
        cue = document.token_at(label.mark)
        if name is None or not inside:
            continue
        first = document.token_at(label.start).i
        said = (inside[0].i, inside[-1].i + 1)
        yield Linked(Frame(cue, TURN, Kind.SAY, Stance.ASSERTED, None, (said,), TURN, bare=name, first=first))


def _labels(document: Document) -> list[_Label]:
    """Labels of lines, where one speaks twice or answers, or where one opens the page and somebody says "I" soon."""
    for pattern in _LABELS:
        found = [_Label(m["who"], m.start(), m.start("mark")) for m in pattern.finditer(document.plain)]
        times = Counter(label.who for label in found)
        speaking = {who for who in times if _speaker(who)}
        asked = any(map(_asks, times)) and any(not _asks(who) for who in speaking)
        if any(times[who] >= _OFTEN for who in speaking) or asked or (found and _opens(document, found[0])):
            return found
    return []


def _speaker(who: str) -> bool:
    """A title, an office or a name in capitals: no heading of a list."""
    return who.isupper() or _titled(who)


def _titled(who: str) -> bool:
    words = {w.strip(".").lower() for w in who.split()}
    return bool(words & (lexicon().addressed | lexicon().offices))


def _asks(who: str) -> bool:
    return not lexicon().askers.isdisjoint(w.strip(".").lower() for w in who.split())


def _opens(document: Document, label: _Label) -> bool:
    before = document.plain[: label.start].strip()
    words = document.tokens_in(Span(label.mark + 1, min(len(document.plain), label.mark + _SOON)))
    return not before and _titled(label.who) and any(first_person(t) for t in words)


def _name(who: str) -> str | None:
    """The name without its titles; ``None`` for those who ask or present."""
    words = who.removeprefix("The ").split()
    if _asks(who):
        return None
    first = 0
    while first < len(words) - 1 and words[first].strip(".").lower() in lexicon().addressed:
        first += 1
    name = " ".join(words[first:])
    return name.title() if first and name.isupper() else name
