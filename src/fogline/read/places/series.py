"""Places told in one list: "the villages of X, Y and Z", "X, Y and Z districts", "retook X, Y and Z".

Villages stand in no gazetteer more often than not, or under a spelling that a piece of their name shares with a town
far away. Where the list shows what its names are, each stands whole, as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fogline.core.claim import Precision
from fogline.read.document import Document
from fogline.read.places.find import Hit
from fogline.read.places.fold import fold
from fogline.read.places.lookup import look_small, look_up, near_in
from fogline.read.places.scenes import suffers
from fogline.read.places.words import countries, words
from fogline.read.places.written import capital
from fogline.read.tokens import Doc, Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

LONGEST = 4  # words of a name
FEWEST = 2  # names of a list
_LAST = frozenset({"and", "or"})
_PLURAL = ("NNS", "NNPS")
_LAND = frozenset({Precision.PLACE, Precision.PART, Precision.AREA, Precision.ADMIN1})
_INNER = frozenset({"al", "el", "ar", "as", "az", "ad", "an", "ez", "es", "at", "-", "'", "e", "de", "la"})
Run = tuple[int, int]


def lists(document: Document, starts: Sequence[int]) -> list[list[Run]]:
    """The names of each list that "and" or "or" closes; ``starts`` are tokens written as names. A text that lost its
    commas has none: there two names in a row are two places.
    """
    return list(_lists(document.doc, starts)) if "," in document.plain else []


def series(
    document: Document, lists: Sequence[Sequence[Run]], hits: Sequence[Hit], nearby: frozenset[str]
) -> list[Hit]:
    """The hits with every name of such ``lists`` as one hit, in order."""
    made = {h.start: h for h in hits}
    for names in lists:
        told = _told(document.doc, names)
        if not told and not _shown(document.doc, names, made):
            continue
        for start, end in names:
            inside = [h for h in made.values() if h.start < end and start < h.end]
            if any((h.start, h.end) == (start, end) or h.how == "site" for h in inside):
                continue
            name = _name(document, start, end, "kind" if told else "list", nearby)
            if name is not None and all(start <= h.start and h.end <= end for h in inside):
                made = {h.start: h for h in made.values() if h not in inside} | {start: name}
    return sorted(made.values(), key=lambda h: h.start)


def told(document: Document, lists: Sequence[Sequence[Run]]) -> dict[int, int]:
    """The tokens at which the names of lists begin that a plural says to be places, with the first of their list."""
    return {start: names[0][0] for names in lists if _told(document.doc, names) for start, _ in names}


def _lists(doc: Doc, starts: Sequence[int]) -> Iterator[list[Run]]:
    done = 0
    for i in starts:
        if i < done:
            continue
        names, done = _list(doc, i)
        if len(names) >= FEWEST:
            yield names


def _list(doc: Doc, at: int) -> tuple[list[Run], int]:
    """The names of the list that opens at a token, none where no "and" closes it; and where it ends."""
    names, closed = list[Run](), False
    end = _run_end(doc, at)
    while end > at:
        names.append((at, end))
        if closed:
            return names, end
        at, closed = _next(doc, end)
        end = _run_end(doc, at) if at else 0
    return [], names[-1][1] if names else at + 1


def _next(doc: Doc, end: int) -> tuple[int, bool]:
    """Where the next name begins after a comma or an "and", 0 for none, and whether it is the last."""
    at = end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    last = at < len(doc) and doc[at].lower_ in _LAST
    at += last
    if at == end or at >= len(doc) or any(t.is_sent_start for t in doc[end : at + 1]):
        return 0, False
    return at, last


def _run_end(doc: Doc, start: int) -> int:
    """The end of the name that begins at a token; a kind word at its end ("X District") is no part of it."""
    end, w = start, words()
    while end < min(len(doc), start + 2 * LONGEST) and not (end > start and doc[end].is_sent_start):
        binds = end > start and doc[end].lower_ in _INNER and end + 1 < len(doc) and capital(doc[end + 1])
        if not capital(doc[end]) and not binds:
            break
        end += 1
    while end > start and (doc[end - 1].lower_ in w.kinds or not capital(doc[end - 1])):
        end -= 1
    return end


def _told(doc: Doc, names: Sequence[Run]) -> bool:
    """Does a plural before or behind the list say what its names are?"""
    first, end = names[0][0], names[-1][1]
    before = first - 2 if first > 1 and doc[first - 1].lower_ == "of" else first - 1
    near = [doc[i] for i in (before, end) if 0 <= i < len(doc) and not (i == end and doc[i].is_sent_start)]
    return any(_plural_places(t) for t in near)


def _plural_places(token: Token) -> bool:
    kind = words().kinds.get(token.lower_) if not capital(token) else None
    return kind in _LAND and (token.tag_ in _PLURAL or token.lower_ in words().plural_places)


def _shown(doc: Doc, names: Sequence[Run], made: dict[int, Hit]) -> bool:
    """Is one of the names a known town, and the list what only places suffer ("retook X and Y")?"""
    known = (made[s] for s, e in names if s in made and made[s].end == e)
    towns = any(h.options and h.how in ("exact", "loose") for h in known)
    return towns and any(suffers(doc[end - 1]) for _, end in names)


def _name(document: Document, start: int, end: int, how: str, nearby: frozenset[str]) -> Hit | None:
    doc, w = document.doc, words()
    if any(t.lower_ in w.organisations or fold(t.text) in countries().demonyms for t in doc[start:end]):
        return None
    if doc[start].lower_ in w.titles or doc[start].lower_ in w.first_names or end - start > 2 * LONGEST:
        return None
    surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    if fold_name(surface) in registry().by_name or (end - start == 1 and doc[start].lower_ in w.not_names):
        return None
    options = look_up(surface) or look_small(surface, nearby) + near_in(surface, nearby)
    return Hit(start, end, surface, options, how)
