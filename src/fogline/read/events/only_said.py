"""What a source says in words that no pattern knows: a judgement, as "the mayor said that the town had held on".

A report that tells of a war quotes those who speak of it; what they say there is news (codebook 2.8, leftovers).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fogline.core.claim import ClaimType
from fogline.core.span import Span
from fogline.read.attribution import Attributions, Kind
from fogline.read.attribution.model import Saying
from fogline.read.document import Document
from fogline.read.events.furniture import in_furniture
from fogline.read.events.links import Event
from fogline.read.events.repeats import Told, clause_of, fold_repeats, is_heading
from fogline.read.events.scene import Words
from fogline.read.events.triggers import says_nothing
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

RULE = "assess.said"
_KINDS = (Kind.SAY, Kind.CLAIM, Kind.SHOW, Kind.THINK)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_VERBS = ("VERB", "AUX")


def with_only_said(told: Sequence[Told], words: Words, voices: Attributions) -> tuple[Told, ...]:
    """``told`` and a judgement for each thing said near what is told, of which nothing is told otherwise."""
    rules = load("en/event_links.yaml")["only_said"]
    if len(told) < rules["least"]:
        return tuple(told)
    document = words.document
    near = _near(document, told, rules["near"])
    taken = [s for t in told for s in (t.clause, *t.also)]
    heads = frozenset(t.event.head for t in told)
    made: list[Told] = []
    for saying in voices.sayings:
        for span in saying.content if _spoken(saying, rules) else ():
            head = None if _held(span, taken) else _said(document, span, rules)
            if head is None or document.sentence_of(head.i).index not in near or not _of_war(words, head, rules):
                continue
            event = Event(head.i, ClaimType.ASSESSMENT, RULE, (head.i,), (head.i,))
            new = Told(event, clause_of(document, event, heads))
            if not _held(new.clause, taken) and not is_heading(document, new.clause, document.headline):
                taken += [new.clause, span]
                made.append(new)
    return fold_repeats(document, sorted([*told, *made], key=_place)) if made else tuple(told)


def _place(told: Told) -> tuple[int, int]:
    return told.clause.start, told.event.head


def _near(document: Document, told: Sequence[Told], reach: int) -> frozenset[int]:
    """The sentences at most so far from one that tells something."""
    known = {document.sentence_of(t.event.head).index for t in told}
    return frozenset(at + n for at in known for n in range(-reach, reach + 1))


def _spoken(saying: Saying, rules: dict[str, Any]) -> bool:
    """Somebody is named who says it, in words of plain saying next to it."""
    rule = saying.rule.split("+")
    return saying.kind in _KINDS and saying.source is not None and not any(part in rules["unsure"] for part in rule)


def _held(span: Span, taken: Sequence[Span]) -> bool:
    return any(s.start < span.end and span.start < s.end for s in taken)


def _said(document: Document, span: Span, rules: dict[str, Any]) -> Token | None:
    """The verb of the first thing said; none where it is asked, half said or the speaker's own story."""
    inside = [t for t in document.tokens_in(span) if not t.is_space]
    if not inside or inside[0].lower_ in rules["asking"] or in_furniture(document, document.sentence_of(inside[0].i)):
        return None
    sentence = document.sentence_of(inside[0].i)
    own = {t.i: t for t in inside if t.i < sentence.end}
    head = next(_tops(own), None)
    if head is None or says_nothing(head) or "?" in {t.text for t in own.values()}:
        return None
    subject = next((c for c in head.lefts if c.dep_ in _SUBJECTS), None)
    return head if subject is not None and subject.lower_ not in rules["myself"] else None


def _tops(inside: dict[int, Token]) -> Iterator[Token]:
    """Verbs that hang on nothing inside."""
    return (t for t in inside.values() if t.pos_ in _VERBS and not any(up.i in inside for up in t.ancestors))


def _of_war(words: Words, head: Token, rules: dict[str, Any]) -> bool:
    """A party, a place or a thing of war stands in the sentence."""
    return not words.sentence(head.i).isdisjoint(rules["about"])


def may_act(doc: Doc, event: Event, token: Token) -> bool:
    """In "The mayor said that the militia had lost heart" the militia is judged, and nobody else is a party."""
    if event.rule != RULE:
        return True
    own = token.dep_ in _SUBJECTS and token.lower_ not in load("en/event_links.yaml")["only_said"]["nobody"]
    return own and doc[event.head].is_ancestor(token)
