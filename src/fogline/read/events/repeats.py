"""The same proposition told again: definite nouns that point back, headlines and leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fogline.core.claim import ClaimType
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.events.links import Event
from fogline.read.events.scene import clause_words, lemma, prepositional
from fogline.read.tokens import Token
from fogline.vocab import load

# A statement shorter than this many characters is a fragment.
_SHORT = 80
# A heading is shorter than this.
_LINE = 100
_CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
_NEWS = {"nummod", "relcl", "acl", "poss", "compound", "nmod"}
_DETAIL = (
    "on",
    "in",
    "against",
    "of",
    "by",
    "near",
    "at",
    "between",
    "from",
    "with",
    "to",
    "for",
    "across",
    "around",
    "along",
)


@quick
@dataclass(frozen=True, slots=True)
class Told:
    """An event with its evidence and the other places where the report tells it.

    ``confidence`` (0..1) is how probable the proposition is; ``None`` when nothing weighed it.
    """

    event: Event
    clause: Span
    also: tuple[Span, ...] = ()
    confidence: float | None = None


def points_back(head: Token, earlier: Sequence[Event], parts: int = 1) -> bool:
    """True for a noun that names no event of its own: "the attack" once it was told, "in attacks" without more."""
    if head.pos_ not in ("NOUN", "PROPN") or parts > 1:
        return False
    rules = load("en/event_links.yaml")
    detailed = any(c.dep_ in _NEWS and c.tag_ != "PRP$" for c in head.children) or bool(prepositional(head, _DETAIL))
    detailed = detailed or _lasts(head, rules["elapsed"]["units"])
    marked = any(c.dep_ in ("det", "poss") and c.lower_ in rules["definite"] for c in head.children)
    if marked and not detailed:
        return bool(earlier) and not _news(head, rules["news"])
    return not detailed and not _happens(_wrapped(head, rules["wrapping"]), rules["happening"])


def _lasts(noun: Token, units: Sequence[str]) -> bool:
    """As in "after four days of fighting": how long it went on is told of no other."""
    time = noun.head.head
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and time.lower_ in units
        and any(c.dep_ in ("nummod", "det", "amod") for c in time.lefts)
    )


def _news(noun: Token, verbs: Sequence[str]) -> bool:
    """It begins or goes on in a clause that does not only date another."""
    return noun.dep_ == "nsubj" and lemma(noun.head) in verbs and noun.head.dep_ != "advcl"


def _wrapped(noun: Token, wraps: Sequence[str]) -> Token:
    """The noun, or what it is counted or told in: "a series of meetings"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in wraps:
        noun = noun.head.head
    return noun


def _happens(noun: Token, verbs: Sequence[str]) -> bool:
    """The noun is subject or object of a verb that says it took place, or stands alone as a heading."""
    top = noun
    while top.dep_ in ("conj", "appos"):
        top = top.head
    if top.dep_ == "ROOT" or top.head.i == top.i:
        return True
    verb = top.head
    return top.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "agent") and lemma(verb) in verbs


def content(document: Document, span: Span) -> frozenset[str]:
    """Lemmas of the words that carry meaning."""
    return frozenset([t.form.base for t in document.tokens_in(span) if t.pos_ in _CONTENT and not t.form.is_stop])


def fold_repeats(
    document: Document, told: Sequence[Told], known: dict[Span, frozenset[str]] | None = None
) -> tuple[Told, ...]:
    """Joins later tellings of one proposition into the fullest one; order of the text is kept.

    ``known`` keeps the words of clauses from one call to the next.
    """
    headline, known = document.headline, {} if known is None else known
    kept: list[Told] = []
    words: list[frozenset[str]] = []
    headings: list[bool] = []
    for each in told:
        own = known.get(each.clause)
        if own is None:
            own = known[each.clause] = content(document, each.clause)
        heading = is_heading(document, each.clause, headline)
        for n, before in enumerate(kept):
            if headings[n] and not heading and _headline_of(before, each, words[n], own):
                kept[n] = replace(each, also=tuple(sorted({*before.also, before.clause})))
                words[n], headings[n] = own, heading
                break
            if (
                each.event.type is before.event.type
                and _same(each, before, own, words[n])
                and not _apart(document, each.clause, before.clause)
                and document.sentence_at(each.clause.start).index != document.sentence_at(before.clause.start).index
            ):
                kept[n] = _fuller(before, each)
                words[n], headings[n] = words[n] | own, heading if kept[n].clause is each.clause else headings[n]
                break
        else:
            kept.append(each)
            words.append(own)
            headings.append(heading)
    return tuple(sorted(kept, key=lambda t: (t.clause.start, t.event.head)))


def is_heading(document: Document, clause: Span, headline: Span | None) -> bool:
    """Inside the repeated title, or on a short line of its own without a full stop."""
    if headline is not None and headline.meets(clause):
        return True
    text = document.plain
    start, end = text.rfind("\n", 0, clause.start) + 1, text.find("\n", clause.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    return end >= 0 and 10 < len(line) < _LINE and line[-1] not in ".!?:\"'"


def _headline_of(head: Told, body: Told, words: frozenset[str], own: frozenset[str]) -> bool:
    """A headline tells the body's event, perhaps with the toll alone, in fewer words."""
    related = head.event.type == body.event.type or ClaimType.TOLL in (head.event.type, body.event.type)
    return related and len(words) >= 2 and len(words & own) / len(words) >= 0.5


def _same(a: Told, b: Told, own: frozenset[str], other: frozenset[str]) -> bool:
    if a.event.type != b.event.type or a.event.type == ClaimType.ASSESSMENT:
        return False
    if a.event.rule in load("en/event_links.yaml")["nameless"]:
        return False  # each claims what was told before it
    smaller = min(len(own), len(other))
    if smaller < 3:
        return False
    shared = len(own & other)
    return shared / smaller >= 0.75


def _apart(document: Document, a: Span, b: Span) -> bool:
    """Each tells a number or a place that the other does not: "near Baiji, two strikes", "near Mosul, four strikes"."""
    for wanted in (_number, _placed):
        one, other = ({t.form.base for t in document.tokens_in(span) if wanted(t)} for span in (a, b))
        if one - other and other - one:
            return True
    return False


def _number(token: Token) -> bool:
    return token.pos_ == "NUM" and not token.form.is_stop


def _placed(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.i > 0 and token.nbor(-1).lower_ in load("en/event_links.yaml")["where"]


def _fuller(a: Told, b: Told) -> Told:
    """The longer telling; the other becomes an ``also`` span."""
    best, rest = (b, a) if len(b.clause) > len(a.clause) * 1.1 else (a, b)
    return replace(best, also=tuple(sorted({*a.also, *b.also, rest.clause})))


def clause_of(document: Document, event: Event, heads: frozenset[int]) -> Span:
    """The stretch of text that tells the event: its clauses, without those of other events.

    A bare noun or participle takes in the clause that governs it until the stretch reads as a statement.
    """
    others = heads - set(event.parts)
    sentence = document.sentence_of(event.head)
    tokens = {t.i: t for part in (event.head, *event.parts) for t in clause_words(document.doc[part], others)}
    top = document.doc[event.head]
    while _fragment(document, tokens) and top.head.i != top.i:
        top = top.head
        tokens.update((t.i, t) for t in clause_words(top, others))
    if (older := _of_older(document.doc[event.head])) is not None:
        tokens.update((t.i, t) for t in clause_words(older, others))
    inside = [t for t in tokens.values() if not t.is_space and sentence.start <= t.i < sentence.end]
    return document.span_of(_trim(inside))


def _of_older(head: Token) -> Token | None:
    """The cue in "an earlier version of this story said that nine had died": without it the old figure reads as new."""
    words = load("en/event_links.yaml")["older"]
    told = (t.head for t in (head, *head.ancestors) if t.dep_ == "ccomp")
    return next((v for v in told if any(c.dep_ == "nsubj" and c.lemma_ in words for c in v.lefts)), None)


def _fragment(document: Document, tokens: dict[int, Token]) -> bool:
    verbs = [t for t in tokens.values() if t.pos_ in ("VERB", "AUX")]
    verbal = any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for verb in verbs for c in verb.children)
    return not verbal or len(document.span_of(tokens.values())) < _SHORT


def _trim(tokens: list[Token]) -> list[Token]:
    """Without leading and trailing conjunctions and punctuation."""
    kept = sorted(tokens, key=lambda t: t.i)
    while len(kept) > 1 and (kept[0].dep_ in ("cc", "punct", "mark") or kept[0].is_punct) and kept[0].text != '"':
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].is_punct and kept[-1].text not in ('"', ")", "."):
        kept = kept[:-1]
    return kept


def shown(document: Document, clause: Span) -> Span:
    """The clause as it is quoted: without a conjunction at its end, which leads to another event's clause."""
    tokens = document.tokens_in(clause)
    while len(tokens) > 1 and (tokens[-1].dep_ == "cc" or tokens[-1].text in (",", ";")):
        tokens = tokens[:-1]
    last = tokens[-1]
    return Span(clause.start, min(clause.end, last.idx + len(last)))
