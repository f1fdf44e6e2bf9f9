"""Which names of a gazetteer are only a piece of a longer name."""

from __future__ import annotations

from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.find import Hit
from fogline.read.places.fold import fold
from fogline.read.places.lookup import look_small, look_up, near_in
from fogline.read.places.scenes import suffers
from fogline.read.places.unknown import shown
from fogline.read.places.words import countries, words
from fogline.read.places.written import capital
from fogline.read.tokens import Token

OPTIONS = 3  # readings of a name that are looked at


def whole(document: Document, hits: list[Hit], nearby: frozenset[str]) -> list[Hit]:
    """The hits without pieces of a longer name that its setting shows to be a place ("Novi Vale" where only some Vale
    far from the countries ``nearby`` is known), and without close spellings of a piece.
    """
    hits = _in_one(document, hits, nearby)
    covered = {i for h in hits for i in range(h.start, h.end)}
    ends, begins = {h.end: h for h in hits}, {h.start: h for h in hits}
    kept: list[Hit] = []
    for hit in hits:
        start, end = _stretched(document, hit, covered)
        foreign = hit.how == "exact" and not any(p.country in nearby or p.kind is Kind.COUNTRY for p in hit.options)
        if (start, end) == (hit.start, hit.end) or hit.how not in ("exact", "loose"):
            kept.append(hit)
        elif hit.how == "exact":
            how = shown(document, start, end, ends, begins)
            if not how or not (foreign or how in ("kind", "list") or suffers(document.doc[end - 1])):
                kept.append(hit)
    return kept


def _in_one(document: Document, hits: list[Hit], nearby: frozenset[str]) -> list[Hit]:
    """Two towns with nothing between them are one village that no gazetteer has ("near Zelena Dolyna"), where the
    setting shows it to be a place. A text that lost its commas is left alone: there they are two.
    """
    if "," not in document.plain:
        return hits
    ends, begins = {h.end: h for h in hits}, {h.start: h for h in hits}
    made: list[Hit] = []
    for hit in hits:
        before = made[-1] if made else None
        if before is not None and before.end == hit.start and _two_towns(document, before, hit):
            how = shown(document, before.start, hit.end, ends, begins)
            if how and how != "site":
                surface = document.plain[document.doc[before.start].idx : _end(document, hit)]
                options = look_up(surface) or look_small(surface, nearby) + near_in(surface, nearby)
                made[-1] = Hit(before.start, hit.end, surface, options, how)
                continue
        made.append(hit)
    return made


def _two_towns(document: Document, before: Hit, hit: Hit) -> bool:
    plain = before.how == hit.how == "exact" and not document.doc[hit.start].is_sent_start
    return plain and all(p.kind is Kind.TOWN for h in (before, hit) for p in h.options[:OPTIONS])


def _end(document: Document, hit: Hit) -> int:
    last = document.doc[hit.end - 1]
    return last.idx + len(last)


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
