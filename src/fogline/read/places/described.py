"""As in "a bakery", "several neighbourhoods of the city", "a rebel-held village in the north": places without a name.

Each is named by the place it lies in, as far as the report tells: the town its phrase points to, the town spoken of,
or, for an unnamed town, the one that the next sentences name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.anaphora import likeliest
from fogline.read.places.events import holds
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import nouns, words
from fogline.read.tokens import Token

RULE = "anaphor/described"
_INSIDE = frozenset({"of", "in"})
BACK, AHEAD = 4, 3  # sentences searched for the place it lies in
CITY = 100_000  # people: no village has so many
_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod"})


def described(document: Document, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """A mention for every nameless place that something happens at; ``mentions`` are the named and the anaphoric."""
    covered = [m.phrase for m in mentions]
    found = []
    for token in nouns(document, words().described):
        if token.pos_ != "NOUN" or not _placed(token) or any(c.start <= token.idx < c.end for c in covered):
            continue
        made = _mention(document, token, mentions)
        if made:
            found.append(made)
    return found


def _placed(token: Token) -> bool:
    """Does something happen at it: "in a market", "hit the school", "the shelling of a camp"?"""
    while token.dep_ == "conj" and token.head.pos_ == "NOUN":
        token = token.head
    w, over = words(), token.head
    if token.dep_ == "pobj":
        return over.lower_ in w.at_words or (over.lower_ == "of" and over.head.lower_ in w.at_nouns)
    if token.dep_ == "nsubj":
        return over.lemma_.lower() in w.site_fates
    return token.dep_ in ("dobj", "nsubjpass") and over.lemma_.lower() in w.at_verbs


def _mention(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    if _leads_between(token) or _told_whose(document, token, mentions):
        return None
    start, end = _left(token), token.i + 1
    inner = _inner(document, token, mentions)
    if _lists(token, inner):
        return None
    if inner:
        end = document.token_at(inner.phrase.end - 1).i + 1
    span = document.span_of(document.doc[start:end])
    precision = words().kinds.get(token.lower_, Precision.EXACT)
    around = _around(document, token, precision, inner, mentions)
    if around is None:
        return None
    inside = precision in (Precision.EXACT, Precision.PART)
    return replace(
        around,
        span=document.span_of(document.doc[start : token.i + 1]),
        phrase=span,
        precision=precision,
        within=around.name if inside and around.kind is Kind.TOWN and not around.within else around.within,
        place_id=None if precision is Precision.EXACT else around.place_id,
        role="anaphor",
        rule=RULE,
        reason=f"lies in {around.name}",
        near=start > 0 and document.doc[start - 1].lower_ in words().near,
    )


def _leads_between(token: Token) -> bool:
    """As in "the road from X to Y": the two towns tell where, and the town spoken of before does not."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in words().ways and following in words().leading


def _lists(token: Token, inner: PlaceMention | None) -> bool:
    """As in "the towns of X and Y": the places have names; or "part in X", a role."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lower_ in words().shares:
        return following != "of"
    return inner is not None and inner.role == "event" and following == "of" and token.lower_ in words().plural_places


def _left(token: Token) -> int:
    start = token.i
    for t in reversed(list(token.lefts)):
        if t.dep_ not in _MODIFIERS or t.i < start - 6:
            break
        start = min(start, *(x.i for x in t.subtree))
    return start


def _inner(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place in the phrase itself: "of the city", "in northern X"."""
    at = token.i + 1
    if at + 1 >= len(document.doc) or not _links(token, document.doc[at].lower_):
        return None
    after = document.doc[at + 1].idx
    found = next((m for m in mentions if m.phrase.start <= after < m.phrase.end), None)
    if found is None or _possesses(document, found):
        return None
    spot = document.doc[at].lower_ not in _INSIDE and found.precision is Precision.EXACT
    return None if spot else found  # "a door at the school" is the school's


def _told_whose(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> bool:
    """As in "a post in X's northern town of Y": it needs no other name than Y, which is told."""
    at = token.i + 1
    if at + 1 >= len(document.doc) or document.doc[at].lower_ not in words().lying:
        return False
    after = document.doc[at + 1].idx
    return any(m.phrase.start <= after < m.phrase.end and _possesses(document, m) for m in mentions)


def _links(noun: Token, word: str) -> bool:
    """As in "a farm at X"; a way also with where it leads: "the road to X"."""
    return word in words().place_links or (noun.lower_ in words().ways and word in words().ways_to)


def _possesses(document: Document, mention: PlaceMention) -> bool:
    """As in "in X's southern city of Y": what stands before belongs to Y."""
    return document.plain.startswith("'s", mention.phrase.end) or "possessive" in mention.rule


def _around(
    document: Document,
    token: Token,
    precision: Precision,
    inner: PlaceMention | None,
    mentions: Sequence[PlaceMention],
) -> PlaceMention | None:
    """The place that names it."""
    if precision is Precision.PLACE and token.tag_ == "NNS":
        return inner if inner is not None and inner.kind in (Kind.TOWN, None) else None  # many villages are no one town
    if precision is Precision.PLACE:
        return _named_later(document, token, inner, mentions) or inner
    return inner or _standing(document, token, mentions)


def _named_later(
    document: Document, token: Token, inner: PlaceMention | None, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The first town that the sentences after name, in the country or division of ``inner``."""
    home = document.sentence_of(token.i)
    for m in mentions:
        if m.span.start < home.span.end or m.role != "event" or m.kind not in (Kind.TOWN, None):
            continue
        if document.sentence_at(m.span.start).index - home.index > AHEAD:
            break
        if _sets_scene(document, m) or (token.lower_ in words().small_places and _large(m)):
            return None
        if inner is None or (inner.country == m.country and (inner.admin1 in (None, m.admin1))):
            return m
    return None


def _sets_scene(document: Document, mention: PlaceMention) -> bool:
    """As in "In X, thousands marched": what a sentence opens with is where something else is told of."""
    sentence = document.sentence_at(mention.span.start)
    first = document.doc[sentence.start]
    return first.pos_ == "ADP" and document.token_at(mention.span.start).i == first.i + 1


def _large(mention: PlaceMention) -> bool:
    return any(c.place.name == mention.name and c.place.population >= CITY for c in mention.candidates[:1])


def _town(mention: PlaceMention) -> bool:
    """A town or a quarter, or what the text alone tells of as one."""
    unlisted = mention.kind is None and mention.precision in (Precision.PLACE, Precision.PART)
    return unlisted or mention.kind in (Kind.TOWN, Kind.QUARTER)


def _standing(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town spoken of before it, or in its own sentence after it."""
    home = document.sentence_of(token.i)
    towns = [m for m in mentions if m.role == "event" and _town(m) and holds(document, m)]
    before = [
        m for m in towns if m.span.end <= token.idx and home.index - document.sentence_at(m.span.start).index <= BACK
    ]
    here = (m for m in towns if token.idx < m.span.start < home.span.end)
    return likeliest(document, token, before, tuple(mentions)) or next(here, None)
