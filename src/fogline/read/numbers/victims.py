"""Named victims: whose name stands where those killed, wounded or missing stand, and what is said beside the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from fogline.core.claim import Measure, Victim
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.numbers.lexicon import CountingWords, among, counting_words, forms, look
from fogline.read.tokens import Token
from fogline.vocab import load

_CLIMB = 6
_WINDOW = 60
_NAME_TAGS = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Named:
    """A victim with ``predicate``, the token index of the word that says what befell them.

    ``back`` is true where that word only puts a name to those told of before ("were identified as").
    """

    victim: Victim
    span: Span
    predicate: int
    back: bool


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = dict(load("en/victims.yaml"))
    sets: dict[str, Any] = {
        k: frozenset(v) for k, v in data.items() if k not in ("examples", "age_before", "age_after", "second")
    }
    sets["second"] = re.compile(data["second"])
    sets["titles"] = frozenset(load("en/actors.yaml")["titles"])
    return {**sets, **{k: tuple(re.compile(p) for p in data[k]) for k in ("age_before", "age_after")}}


def victims(document: Document, taken: Callable[[int], bool]) -> tuple[Named, ...]:
    """Named victims of a document, in text order; ``taken`` tells that a token is part of a known name of no person."""
    words = counting_words()
    found: list[Named] = []
    for token in (t for t in document.doc if t.tag_ in _NAME_TAGS):
        start = _name(document, token, taken)
        fate = _fate(document, token, words) if start is not None else None
        if start is not None and fate is not None:
            victim, span = _described(document, start, _last(token))
            found.append(Named(victim, span, *fate))
    return tuple(found)


def _name(document: Document, last: Token, taken: Callable[[int], bool]) -> int | None:
    """First token of the personal name that ends at ``last``, without titles; ``None`` where none ends there."""
    doc = document.doc
    if last.dep_ == "compound" or not last.text[:1].isalpha():
        return None
    start = last.i
    while start > 0 and doc[start - 1].tag_ in _NAME_TAGS and doc[start - 1].head.i in (last.i, start):
        start -= 1
    while start < last.i and _title(doc[start]):
        start += 1
    relation = last.dep_ == "appos" and last.head.pos_ == "NOUN"
    if start == last.i and not relation:
        return None
    span = doc[start : last.i + 1]
    fine = all(t.text[:1].isupper() or "-" in t.text for t in span) and not any(taken(t.i) for t in span)
    return start if fine and not _title(last) else None


def _last(token: Token) -> Token:
    """With the Arabic second name that the parser may hang elsewhere ("Omar Salem al-Hadi")."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after if after is not None and _words()["second"].fullmatch(after.text) else token


def _title(token: Token) -> bool:
    return token.lower_.strip(".") in _words()["titles"]


# What befell them ------------------------------------------------------------


def _fate(document: Document, name: Token, words: CountingWords) -> tuple[int, bool] | None:
    """The word that says what befell the one named, and whether it only names those told of before."""
    place = _place(name)
    over = place.head
    if place.dep_ in ("nsubjpass", "dobj", "nsubj") and over.pos_ in ("VERB", "AUX"):
        return _by_verb(place, over, words)
    if place.dep_ == "poss":
        return (over.i, False) if _fatal(look(words.acts, over)) else None
    if place.dep_ not in ("pobj", "conj", "attr", "oprd"):
        return None
    verb = over.head if over.pos_ in ("ADP", "SCONJ") or over.dep_ == "prep" else over
    if place.dep_ == "conj" or over.lower_ in _words()["naming_preps"]:
        return (verb.i, True) if _names(document, verb, words) else None
    if over.lower_ in _words()["of"]:
        return (verb.i, False) if _fatal(look(words.acts, verb)) else None
    return _counted(document, over, words) if among(over, _words()["among"]) else None


def _place(name: Token) -> Token:
    """The phrase whose place in the sentence the name shares: "his wife Huda", "A and B"."""
    token = name
    for _ in range(_CLIMB):
        joined = token.dep_ in ("conj", "appos") and token.head.pos_ in ("NOUN", "PROPN", "NUM")
        if not joined:
            break
        token = token.head
    return token


def _fatal(measure: Measure | None) -> bool:
    return measure is not None and measure.value in _words()["fates"]


def _by_verb(place: Token, verb: Token, words: CountingWords) -> tuple[int, bool] | None:
    said = (verb, *(c for c in verb.children if c.dep_ in ("conj", "acomp", "oprd", "attr")))
    for word in said:
        active = place.dep_ == "nsubj"
        state = words.states.get(word.lower_) if word.dep_ in ("acomp", "oprd", "attr") else None
        measure = look(words.intransitive, word) or state if active else look(words.verbs, word)
        if _fatal(measure):
            return word.i, False
    return None


def _names(document: Document, verb: Token, words: CountingWords) -> bool:
    """A verb of naming over a word for those told of: "the victims were identified as"."""
    if not among(verb, _words()["naming"]):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")), verb.head)
    return among(subject, _words()["named"]) or look(words.heads, subject) is not None


def _counted(document: Document, mark: Token, words: CountingWords) -> tuple[int, bool] | None:
    """The last word of harm before "including" in its sentence, of those that govern it or stand beside it."""
    first = document.sentence_of(mark.i).start
    for token in reversed(document.doc[first : mark.i]):
        if token.pos_ == "VERB" and _fatal(look(words.verbs, token) or look(words.intransitive, token)):
            return token.i, False
        if _fatal(words.states.get(token.lower_)) and token.dep_ in ("acomp", "oprd", "amod"):
            return token.i, False
    return None


# What is said beside the name -------------------------------------------------


def _described(document: Document, start: int, last: Token) -> tuple[Victim, Span]:
    doc = document.doc
    name = Span(doc[start].idx, last.idx + len(last))
    beside = [*_before(doc[start]), *_after(last)]
    age = _age(document, name)
    sex = next((t for t in beside if among(t, _words()["sexes"])), None)
    role = next((t for t in beside if _is_role(t)), None)
    tokens = [doc[start], last, *(t for t in (sex, role) if t is not None)]
    whole = document.span_of(tokens)
    whole = whole.join(age) if age else whole
    made = Victim(
        text=document.quote(whole),
        name=document.quote(name),
        age=document.quote(age) if age else None,
        sex=sex.text if sex else None,
        role=document.quote(_phrase(document, role)) if role else None,
    )
    return made, whole


def _before(first: Token) -> Iterator[Token]:
    """Titles and nouns right before a name, nearest first."""
    i = first.i - 1
    doc = first.doc
    while i >= 0 and (doc[i].pos_ in ("NOUN", "ADJ") or _title(doc[i])):
        if doc[i].pos_ == "NOUN" or _title(doc[i]):
            yield doc[i]
        i -= 1


def _after(last: Token) -> Iterator[Token]:
    """Nouns in apposition to a name."""
    yield from (c for c in last.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > last.i)


def _is_role(token: Token) -> bool:
    words = _words()
    return not any(form in words["no_role"] or form in words["only_sex"] for form in forms(token))


def _phrase(document: Document, role: Token) -> Span:
    """A role with the nouns and adjectives that belong to it ("local council head")."""
    parts = [c for c in role.lefts if c.dep_ in ("compound", "amod") and not c.like_num and c.tag_ not in _NAME_TAGS]
    near = [t for n, t in enumerate(reversed(parts), 1) if t.i == role.i - n]
    return document.span_of([role, *near])


def _age(document: Document, name: Span) -> Span | None:
    """The digits or word of an age right before or after a name."""
    text = document.plain
    low = max(document.sentence_at(name.start).span.start, name.start - _WINDOW)
    for pattern in _words()["age_before"]:
        if hit := pattern.search(text[low : name.start]):
            return Span(low + hit.start("age"), low + hit.end("age"))
    for pattern in _words()["age_after"]:
        if hit := pattern.match(text[name.end : name.end + _WINDOW]):
            return Span(name.end + hit.start("age"), name.end + hit.end("age"))
    return None
