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
from fogline.read.tokens import Doc, Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

PAIR = 2  # words of a name like a person's
_IN = frozenset({"in", "at"})
OPTIONS = 3  # readings of a name that are looked at


def whole(document: Document, hits: list[Hit], nearby: frozenset[str]) -> list[Hit]:
    """The hits without pieces of a longer name that its setting shows to be a place ("Novi Vale" where only some Vale
    far from the countries ``nearby`` is known), and without close spellings of a piece.
    """
    hits = _in_one(document, _lengthened(document, hits, nearby), nearby)
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
            named = (
                foreign or how in ("kind", "list") or suffers(document.doc[end - 1]) or _within(document, start, end)
            )
            if not how or not (named or _longer(document, hit, end)):
                kept.append(hit)
    return kept


def _within(document: Document, start: int, end: int) -> bool:
    """As in "jets hit camps in Mir Ali": behind "in" and "at" two names in one are a place's, whoever is called so."""
    doc = document.doc
    if "," not in document.plain or end - start != PAIR or not start or doc[start - 1].lower_ not in _IN:
        return False
    first, last = doc[start], doc[end - 1]
    one = last.dep_ == "pobj" and last.head.i == start - 1 and first.head is last and first.dep_ == "compound"
    return one and not any(t.text.isupper() or fold_name(t.text) in registry().by_name for t in (first, last))


def _longer(document: Document, hit: Hit, end: int) -> bool:
    """As in "from Borovo Naselje": words that are nobody's name behind a town. Not in a text that lost its commas."""
    if "," not in document.plain or end == hit.end or _wide(hit):
        return False
    w, actors = words(), registry().by_name
    return all(
        t.tag_ == "NNP" and t.text.isalpha() and not (t.text.isupper() or t.lower_ in w.first_names)
        for t in document.doc[hit.end : end]
    ) and not any(fold_name(t.text) in actors for t in document.doc[hit.end : end])


def _wide(hit: Hit) -> bool:
    """A country, or one of its first divisions."""
    return any(p.kind in (Kind.COUNTRY, Kind.ADMIN1) for p in hit.options[:OPTIONS])


def _lengthened(document: Document, hits: list[Hit], nearby: frozenset[str]) -> list[Hit]:
    """With names that go on behind a hyphen ("Gora-Dol"; not "Moscow-Kyiv", which joins two) or open with a head."""
    begins = {h.start for h in hits}
    made: list[Hit] = []
    for hit in hits:
        if made and hit.start < made[-1].end:
            continue
        start = hit.start - _headed(document.doc, hit)
        end = _glued(document, hit, begins) if hit.how == "exact" else hit.end
        if (start, end) != (hit.start, hit.end):
            surface = document.plain[document.doc[start].idx : _after(document, end)]
            options = look_up(surface) or look_small(surface, nearby) + near_in(surface, nearby)
            hit = Hit(start, end, surface, options, "exact" if options else "prefix")
        made.append(hit)
    return made


def _headed(doc: Doc, hit: Hit) -> bool:
    """As in "Mount Goma": a word with a capital before a town, which says what the name is of."""
    if not hit.start or hit.how not in ("exact", "loose") or _wide(hit) or doc[hit.start].is_sent_start:
        return False
    head = doc[hit.start - 1]
    return head.lower_ in words().heads and capital(head)


def _glued(document: Document, hit: Hit, begins: set[int]) -> int:
    """Where a name ends that goes on behind hyphens, with small words between them or none; else the hit's end."""
    doc, end = document.doc, hit.end
    named = hit.start > 0 and capital(doc[hit.start - 1]) and not doc[hit.start].is_sent_start  # "Ada Dolyna-Bly"
    if named or _wide(hit) or fold(hit.surface) in countries().seats:
        return hit.end
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        part, linked = doc[end + 1], doc[end - 1].lower_ in words().tied_particles
        if (end + 1 in begins and not linked) or not (_part(part) or part.lower_ in words().tied_particles):
            break
        end += 2
    joins = end < len(doc) and (doc[end].lower_ in words().kinds or doc[end].text == "-")
    return hit.end if joins or not _part(doc[end - 1]) else end


def _part(token: Token) -> bool:
    return capital(token) and not token.text.isupper() and fold_name(token.text) not in registry().by_name


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
        if before is not None and before.end == hit.start:
            how = _joined(document, before, hit, ends, begins)
            if how and how != "site":
                surface = document.plain[document.doc[before.start].idx : _end(document, hit)]
                options = look_up(surface) or look_small(surface, nearby) + near_in(surface, nearby)
                made[-1] = Hit(before.start, hit.end, surface, options, how)
                continue
        made.append(hit)
    return made


def _joined(document: Document, before: Hit, hit: Hit, ends: dict[int, Hit], begins: dict[int, Hit]) -> str | None:
    """The rule by which both are one name."""
    if not all(h.how == "exact" for h in (before, hit)) or document.doc[hit.start].is_sent_start:
        return None
    if _feature(document, before, hit):
        return "kind"
    towns = all(p.kind is Kind.TOWN for h in (before, hit) for p in h.options[:OPTIONS])
    return shown(document, before.start, hit.end, ends, begins) if towns else None


def _feature(document: Document, before: Hit, hit: Hit) -> bool:
    """As in "Stockton Creek": what else is a town says what the name is of; nobody is called so by first name."""
    noun = document.doc[hit.end - 1]
    single = hit.end - hit.start == 1 and (noun.lower_ in words().kinds or noun.lower_ in words().features)
    return single and not _wide(before) and document.doc[before.start].lower_ not in words().first_names


def _end(document: Document, hit: Hit) -> int:
    return _after(document, hit.end)


def _after(document: Document, end: int) -> int:
    last = document.doc[end - 1]
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
