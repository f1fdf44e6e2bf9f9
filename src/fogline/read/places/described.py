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
from fogline.read.places.events import BARE, DESCRIBED, WAY, holds
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import nouns, words
from fogline.read.tokens import Token

FAR = 12  # words from a way to the last place that it leads to
_JOINING = frozenset({"the", "and", "to", "with", "town", "city", "of"})
TAIL = 6  # words of what says whose a site is
_BREAKS = frozenset({"VERB", "AUX", "PUNCT", "PRON"})
_UNNAMED = frozenset({"det", "case", "poss", "nummod", "quantmod", "advmod"})
_INSIDE = frozenset({"of", "in"})
BACK, AHEAD = 4, 3  # sentences searched for the place it lies in
_NOUNS = ("NOUN", "PROPN")
CITY = 100_000  # people: no village has so many
_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod"})


def described(document: Document, mentions: Sequence[PlaceMention], leading: str | None = None) -> list[PlaceMention]:
    """A mention for every nameless place that something happens at; ``mentions`` are the named and the anaphoric,
    ``leading`` is the country that the report is about.
    """
    covered = [m.phrase for m in mentions]
    found: list[PlaceMention] = []
    for token in reversed(list(nouns(document, words().described))):
        if not _noun(token) or not _placed(token) or any(c.start <= token.idx < c.end for c in covered):
            continue
        made = _mention(document, token, [*mentions, *found], leading)
        if made:
            found.append(made)
    return found


def _noun(token: Token) -> bool:
    """A noun, or "City" in "the Old City"."""
    old = token.i > 1 and f"{token.nbor(-1).lower_} {token.lower_}" in words().kinds
    return token.pos_ == "NOUN" or (old and token.pos_ == "PROPN" and token.nbor(-2).lower_ in words().definite)


def _placed(token: Token) -> bool:
    """Does something happen at it: "in a market", "hit the school", "the shelling of a camp"?"""
    while token.dep_ in ("conj", "appos") and token.head.pos_ in _NOUNS:
        token = token.head
    w, over = words(), token.head
    if token.lower_ in w.also_weapons and (token.dep_ != "pobj" or over.lower_ in w.set_off):
        return any(c.lower_ in w.minerals for c in token.lefts)
    if token.dep_ == "pobj":
        return over.lower_ in w.at_words or (over.lower_ == "of" and _part_of(over.head))
    if token.dep_ == "nsubj":
        return over.lemma_.lower() in w.site_fates
    if token.dep_ == "nsubjpass":
        return over.lemma_.lower() not in w.speech
    return token.dep_ == "dobj" and over.lemma_.lower() in w.at_verbs


def _part_of(noun: Token) -> bool:
    """As in "the fall of the base", "out of the jail", "at the gates of the plant"."""
    w = words()
    return noun.lower_ in w.at_nouns or noun.lower_ in w.out or (noun.lower_ in w.described and _placed(noun))


def _mention(
    document: Document, token: Token, mentions: Sequence[PlaceMention], leading: str | None
) -> PlaceMention | None:
    if _leads(token):
        way = _way(document, token, mentions)
        if way is not None or token.nbor(1).lower_ != "to":
            return way
    if _told_whose(document, token, mentions):
        return None
    start, tail = _left(token), _tail(token)
    inner = _inner(document, token, tail, mentions)
    if _lists(token, inner):
        return None
    end = _end(document, token, tail, inner)
    span, phrase = (document.span_of(document.doc[start:last]) for last in (token.i + 1, end))
    precision = _precision(token)
    near = start > 0 and document.doc[start - 1].lower_ in words().near
    around = _around(document, token, precision, inner, mentions)
    if around is None:
        bare = _bare(document, token, precision, leading)
        return None if bare is None else replace(bare, span=span, phrase=phrase, near=near)
    inside = precision in (Precision.EXACT, Precision.PART)
    return replace(
        around,
        span=span,
        phrase=phrase,
        precision=precision,
        within=around.name if inside and around.kind is Kind.TOWN and not around.within else around.within,
        place_id=None if precision is Precision.EXACT else around.place_id,
        role="anaphor",
        rule=DESCRIBED,
        reason=f"lies in {around.name}",
        near=near,
    )


def _definite(token: Token) -> bool:
    return any(t.lower_ in words().definite for t in token.lefts)


def _precision(token: Token) -> Precision:
    kinds = words().kinds
    old = kinds.get(f"{token.nbor(-1).lower_} {token.lower_}") if token.i else None
    return old or kinds.get(token.lower_, Precision.EXACT)


def _end(document: Document, token: Token, tail: int, inner: PlaceMention | None) -> int:
    """Where the phrase ends: with the place in it, but "the base of the brigade" in some town without that town."""
    if inner is None:
        return tail
    first = document.token_at(inner.phrase.start).i
    if tail > token.i + 1 and first > tail and document.doc[first - 1].lower_ == "in":
        return tail
    return max(tail, document.token_at(inner.phrase.end - 1).i + 1)


def _bare(document: Document, token: Token, precision: Precision, leading: str | None) -> PlaceMention | None:
    """A site that no town spoken of names goes by what it is called: "the treasury building"."""
    ground = token.lower_ in words().geography and _definite(token)
    told = ground or (precision in (Precision.EXACT, Precision.PART) and token.lower_ not in words().vague_sites)
    if not told or (token.tag_ == "NNS" and not _definite(token)):
        return None
    first = next((t.i for t in document.doc[_left(token) : token.i] if t.dep_ not in _UNNAMED), token.i)
    name = document.plain[document.doc[first].idx : token.idx + len(token)]
    return PlaceMention(
        token_span := document.span_of(document.doc[token.i : token.i + 1]),
        token_span,
        name,
        precision,
        country=leading,
        role="anaphor",
        rule=BARE,
        reason="named by nothing else",
    )


def _tail(token: Token) -> int:
    """The end of what says whose it is or what it lies at: "the base of the 2nd Brigade", "a bridge over the canal"."""
    doc, end = token.doc, token.i + 1
    over = token.lower_ in words().spanning and end < len(doc) and doc[end].lower_ == "over"
    while end + 1 < len(doc) and doc[end].lower_ in words().owning and (over or doc[end].head.i in (token.i, end - 1)):
        over = False
        last = next((t for t in doc[end].rights if t.dep_ == "pobj"), None)
        if last is None or last.pos_ not in _NOUNS or last.i - end > TAIL:
            break
        if any(t.pos_ in _BREAKS for t in doc[end + 1 : last.i]):
            break
        end = last.i + 1
    return end


def _leads(token: Token) -> bool:
    """As in "the road from X", "the road to X": the town spoken of before does not tell where it is."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    w = words()
    onward = following == "to" and token.lower_ in w.roads and any(t.lower_ in w.definite for t in token.lefts)
    return onward or (token.lower_ in w.ways and following in w.leading)


def _way(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """As in "the road from X to Y", "the highway between X and Y": one way, told by where it leads."""
    doc, at = document.doc, token.i + 2
    ends: list[PlaceMention] = []
    while at < len(doc) and len(ends) < 2 and doc[at].i - token.i < FAR:
        found = next((m for m in mentions if m.phrase.start <= doc[at].idx < m.phrase.end and m.role != "name"), None)
        if found is not None:
            ends.append(found)
            at = document.token_at(found.phrase.end - 1).i + 1
        elif doc[at].lower_ in _JOINING:
            at += 1
        else:
            break
    if not ends or (token.nbor(1).lower_ == "to" and ends[0].role == "anaphor"):
        return None
    first = ends[0]
    phrase = document.span_of(doc[_left(token) : document.token_at(ends[-1].phrase.end - 1).i + 1])
    name = f"{'-'.join(dict.fromkeys(m.name for m in ends))} {token.lemma_.lower()}"
    return PlaceMention(
        document.span_of(doc[_left(token) : token.i + 1]),
        phrase,
        name,
        Precision.AREA,
        admin1=first.admin1,
        country=first.country,
        role="anaphor",
        rule=WAY,
        reason=f"leads from {first.name}",
    )


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


def _inner(document: Document, token: Token, tail: int, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place in the phrase itself: "of the city", "in northern X", "of the army at X"."""
    links = [t for t in document.doc[token.i + 1 : tail + 1] if t.lower_ in words().place_links]
    if not links and token.i + 1 < len(document.doc) and _links(token, document.doc[token.i + 1].lower_):
        links = [document.doc[token.i + 1]]
    for link in links:
        if link.i + 1 == len(document.doc):
            break
        after = document.doc[link.i + 1].idx
        found = next((m for m in mentions if m.phrase.start <= after < m.phrase.end), None)
        if found is None or _possesses(document, found):
            continue
        spot = link.lower_ not in _INSIDE and found.precision is Precision.EXACT
        return None if spot else found  # "a door at the school" is the school's
    return None


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
    if token.lower_ in words().geography:
        return inner or _same_ground(document, token, mentions)
    if precision is Precision.PLACE and token.tag_ == "NNS":
        return inner if inner is not None and inner.kind in (Kind.TOWN, None) else None  # many villages are no one town
    if precision is Precision.PLACE:
        return _named_later(document, token, inner, mentions) or inner
    return inner or (None if _at_large(document, token, mentions) else _standing(document, token, mentions))


def _at_large(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> bool:
    """As in "In the south of the country, jets bombed a camp": in no town told of before."""
    start = document.sentence_of(token.i).span.start
    return any(m.role == "anaphor" and m.kind is Kind.COUNTRY and start <= m.span.start < token.idx for m in mentions)


def _same_ground(document: Document, token: Token, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The river, the mountain or the coast named last before "the river"."""
    before = (m for m in reversed(mentions) if m.span.end <= token.idx and m.role == "event")
    kind = words().geography[token.lower_]
    like = (m for m in before if (kind and m.kind is kind) or token.lower_ in document.quote(m.phrase).lower().split())
    return next(like, None)


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
