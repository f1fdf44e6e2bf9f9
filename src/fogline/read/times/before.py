"""What the day of a sentence is not the day of: what had been done before, an outbreak, what another place tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.times.attach import CLAUSES, SINCE, Placed, opens, up, verb_of
from fogline.read.times.lexicon import lexicon
from fogline.vocab import load

_BELOW = frozenset({"relcl", "advcl", "ccomp"})
_NEWS = 1  # days before the report up to which a round-up tells each place's news as of one day


def of_before(document: Document, placed: Placed, head: int) -> bool:
    """As in "Troops came on Tuesday after rebels had killed 12" and "said on Tuesday that it had killed 12": what had
    been done lay before that day. Fronted ("By Tuesday they had ...") it may be its own. For events told in the
    pluperfect.
    """
    event, govern = document.doc[head], document.doc[placed.govern]
    if placed.phrase.relation or opens(document, placed) or not govern.is_ancestor(event):
        return False
    return next((t.dep_ for t in up(event, govern) if t.dep_ in CLAUSES), "") in _BELOW


def since_begun(document: Document, placed: Placed) -> bool:
    """As in "since clashes broke out on Tuesday": the day of an outbreak, and of nothing that is told next."""
    verb = verb_of(document.doc[placed.govern])
    if verb.lemma_.lower() not in lexicon().beginning:
        return False
    first = max(document.sentences[placed.sentence].start, placed.first - SINCE)
    return any(lexicon().subordinators.get(t.lower_) == "since" for t in document.doc[first : placed.first])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    vocabulary = load("en/times.yaml")["apart"]
    return tuple((re.compile(vocabulary[name]["pattern"]), name == "separate") for name in ("separate", "elsewhere"))


@quick
@dataclass(frozen=True, slots=True)
class Parting:
    """A sentence with which a report goes over to another event: ``wholly``, or to another place."""

    sentence: int
    wholly: bool


def partings(document: Document) -> tuple[Parting, ...]:
    """Where a report goes over to other events: "Separately, ...", "Elsewhere, ...", "In Goma, ..."."""
    return tuple(_partings(document))


def _partings(document: Document) -> Iterator[Parting]:
    plain = document.plain
    for sentence in document.sentences[1:]:
        for pattern, wholly in _patterns():
            if pattern.match(plain, sentence.span.start):
                yield Parting(sentence.index, wholly)
                break


def parted(found: tuple[Parting, ...], placed: Placed, home: int, anchor: date | None) -> bool:
    """Whether the report went over to another event between a phrase and sentence ``home``.

    To another place only where the day told is no more the news of its day: a round-up tells that of each place.
    """
    end = placed.phrase.days.end
    old = anchor is not None and end is not None and (anchor - end).days > _NEWS
    return any(placed.sentence < p.sentence <= home and (p.wholly or old) for p in found)
