"""Which names of a gazetteer are only a piece of a longer name."""

from __future__ import annotations

from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.find import Hit, capital, setting, suffers
from fogline.read.places.fold import fold
from fogline.read.places.words import countries, words
from fogline.read.tokens import Token


def whole(document: Document, hits: list[Hit], nearby: frozenset[str]) -> list[Hit]:
    """The hits without pieces of a longer name that its setting shows to be a place ("Novi Vale" where only some Vale
    far from the countries ``nearby`` is known), and without close spellings of a piece.
    """
    covered = {i for h in hits for i in range(h.start, h.end)}
    ends, begins = {h.end: h for h in hits}, {h.start: h for h in hits}
    kept: list[Hit] = []
    for hit in hits:
        start, end = _stretched(document, hit, covered)
        foreign = hit.how == "exact" and not any(p.country in nearby or p.kind is Kind.COUNTRY for p in hit.options)
        if (start, end) == (hit.start, hit.end) or hit.how not in ("exact", "loose"):
            kept.append(hit)
        elif hit.how == "exact":
            how = setting(document, start, end, ends, begins)
            if not how or not (foreign or how in ("kind", "list") or suffers(document.doc[end - 1])):
                kept.append(hit)
    return kept


def _stretched(document: Document, hit: Hit, covered: set[int]) -> tuple[int, int]:
    """The run of capitals around a hit."""
    doc, start, end = document.doc, hit.start, hit.end
    while start and not doc[start].is_sent_start and start - 1 not in covered and _leads_name(doc[start - 1]):
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start and end not in covered and _name_word(doc[end]):
        end += 1
    return start, end


def _leads_name(token: Token) -> bool:
    return _name_word(token) or (capital(token) and token.lower_ in words().name_prefixes)


def _name_word(token: Token) -> bool:
    lower, w = token.lower_.rstrip("."), words()
    common = lower in w.not_names or lower in w.kinds or lower in w.directions or lower in w.titles
    return capital(token) and not common and fold(token.text) not in countries().demonyms
