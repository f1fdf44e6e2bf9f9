"""Borders: "the Turkish border", "the border with Iraq", "the Syria-Iraq border" are named by their two countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.fold import fold
from fogline.read.places.gazetteer import world
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import countries, nouns, words
from fogline.read.tokens import Token
from fogline.vocab import load

RULE, BARE = "border", "border/bare"
BORDERS = frozenset({RULE, BARE})
_TOLD = frozenset({"of", "between", "with", "town", "city"})
REACH = 4  # tokens on each side in which a border names its countries


def borders(document: Document, leading: str | None, named: Sequence[PlaceMention] = ()) -> list[PlaceMention]:
    """A mention for each border whose countries the text names, and for "the border" after it; ``leading`` stands in
    for an unnamed side, ``named`` are the other places of the report.
    """
    found: list[PlaceMention] = []
    for token in nouns(document, words().border_nouns):
        guards = token.dep_ == "compound" and token.head.lemma_.lower() in words().border_bodies
        if token.pos_ in ("NOUN", "PROPN") and not guards:
            made = _border(document, token, leading) or _the_border(document, token, leading, found, named)
            if made:
                found.append(made)
    return found


def _border(document: Document, token: Token, leading: str | None) -> PlaceMention | None:
    left, start = _codes_left(token)
    right, end = _codes_right(token)
    codes = list(dict.fromkeys([*left, *right]))
    if not codes:
        return None
    if len(codes) == 1:
        codes = [*_other_side(token, codes[0], leading), *codes]
    names = [countries().names[c] for c in codes[:2]]
    doc = document.doc
    if start and doc[start - 1].lower_ in words().definite and doc[start - 1].dep_ != "mark":
        start -= 1
    span = document.span_of(doc[start:end])
    name = f"{'-'.join(names)} border" if len(names) == 2 else f"{names[0]} border"
    country = leading if leading in codes else codes[0]
    return PlaceMention(span, span, name, Precision.AREA, country=country, role="event", rule=RULE, kind=Kind.AREA)


def _the_border(
    document: Document, token: Token, leading: str | None, earlier: list[PlaceMention], named: Sequence[PlaceMention]
) -> PlaceMention | None:
    """As in "soldiers on the border": the one told of last, else the one with the neighbour named most."""
    following = token.doc[token.i + 1 : token.i + 2]
    owned = [t for t in token.lefts if t.lower_ in words().definite or t.tag_ == "PRP$"]
    if not owned or any(t.dep_ in ("amod", "compound", "poss") and t not in owned for t in token.lefts):
        return None
    if any(t.pos_ in ("NOUN", "PROPN") or t.lower_ in _TOLD for t in following):
        return None
    span = document.span_of(document.doc[owned[0].i : token.i + 1])
    if earlier:
        return replace(earlier[-1], span=span, phrase=span)
    if leading is None:
        return None
    beside = set(neighbours().get(leading, ()))
    uses = Counter(m.country for m in named if m.country in beside)
    names = [countries().names[c] for c in (leading, *(c for c, _ in uses.most_common(1)))]
    name = f"{'-'.join(str(n) for n in names)} border"
    return PlaceMention(span, span, name, Precision.AREA, country=leading, role="event", rule=BARE, kind=Kind.AREA)


def _other_side(border: Token, one: str, leading: str | None) -> list[str]:
    """The second country of a border that names one: whose it is said to be, the report's own, one told of before."""
    before, after = ([c for t in border.sent if (t.i < border.i) is left and (c := _code(t))] for left in (True, False))
    own = any(c.tag_ == "PRP$" for c in border.lefts)
    told = [*before, leading] if own else [leading, *reversed(before), *after]
    return [c for c in told if c and c in neighbours().get(one, ())][:1]


@cache
def neighbours() -> dict[str, list[str]]:
    """Country -> the countries it has a border with, all by ISO code."""
    known: dict[str, list[str]] = load("gazetteer/neighbours.yaml")
    return known


def _code(token: Token) -> str | None:
    """The country that a word names or that its people have."""
    key = fold(token.text)
    if key in countries().demonyms:
        return countries().demonyms[key]
    if not token.text[0].isupper():
        return None
    return next((p.country for p in world().exact(token.text) if p.kind is Kind.COUNTRY), None)


def _codes_left(token: Token) -> tuple[list[str], int]:
    codes: list[str] = []
    start = token.i
    for at in range(token.i - 1, max(-1, token.i - 1 - REACH), -1):
        before = token.doc[at]
        code = _code(before)
        if code:
            codes.insert(0, code)
            start = at
        elif before.text not in ("-", "'s", "’s", "s", "/") and before.pos_ != "ADJ":
            break
    return codes, start


def _codes_right(token: Token) -> tuple[list[str], int]:
    doc, codes, end = token.doc, [], token.i + 1
    if end >= len(doc) or doc[end].lower_ not in words().border_links:
        return [], end
    for at in range(end + 1, min(len(doc), end + 1 + REACH)):
        code = _code(doc[at])
        if code:
            codes.append(code)
            end = at + 1
        elif doc[at].lower_ not in ("and", "the", "neighboring", "neighbouring", "nearby"):
            break
    return codes, end if codes else token.i + 1
