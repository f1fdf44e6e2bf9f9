"""Names that no gazetteer has exactly, and the settings that show them to be places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.read.document import Document
from fogline.read.places.find import LONGEST, Hit, names_body, site_end
from fogline.read.places.fold import fold
from fogline.read.places.lookup import look_site, look_small, near_in
from fogline.read.places.scenes import (
    besieged,
    come_upon,
    edged,
    endures,
    gone_to,
    lived_in,
    located,
    many,
    measured,
    on_a_scene,
    peopled,
    settled,
    stands,
    suffers,
)
from fogline.read.places.words import countries, words
from fogline.read.places.written import BOUND, capital
from fogline.read.tokens import Doc, Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

VILLAGE = "village"  # the rule of a name that only stands behind a preposition: to be among the report's other places
_FULL = 2  # words of a person's whole name
_ACRONYM = 6
_SHORTEST = 4  # letters of a word that may be no name
_OF = frozenset({"of", "for", "in"})
_COMMAS = frozenset({"and", ","})
_SIDES = frozenset({"against", "from", "of", "to"})  # before parties as often as before places
_BETWEEN = frozenset({"between"})  # two capitals as often as two towns
_CALLED = frozenset({"called", "named"})
_TWICE = 2  # uses behind prepositions that show a name to be a place
_PARTIES = _SIDES | _BETWEEN | frozenset({"by", "on", "with", "into", "towards", "toward"})
_LISTED = frozenset({"conj", "dobj", "nmod", "nsubjpass"})


def unknown(document: Document, starts: list[int], hits: list[Hit], places: frozenset[str]) -> list[Hit]:
    """Names no gazetteer has exactly, that their setting shows to be places; spellings close to a place in one of the
    countries ``places`` bring it along as an option.
    """
    covered = {i for h in hits for i in range(h.start, h.end)}
    ends = {h.end: h for h in hits}
    begins = {h.start: h for h in hits}
    found: list[Hit] = []
    runs = list(_runs(document, starts, covered))
    often = _often(document, runs)
    for start, end in runs:
        if found and start < found[-1].end:
            continue
        how = setting(document, start, end, ends, begins)
        if how in (None, VILLAGE) and document.doc.between(start, end) in often and not _no_place(document, start, end):
            how = "preposition"
        if not how:
            continue
        hit = _unnamed(document, start, end, how, places)
        if hit:
            found.append(hit)
            ends[hit.end] = hit
    return found


def _often(document: Document, runs: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The names that stand behind prepositions of place twice or more, one of them before no party, and never speak."""
    doc, w = document.doc, words()
    behind, firm, acting = Counter[str](), set[str](), set[str]()
    for start, end in runs:
        name, last = doc.between(start, end), doc[end - 1]
        if start and last.dep_ in ("pobj", "conj") and doc[start - 1].lower_ in w.locative:
            behind[name] += 1
            firm.update({name} if doc[start - 1].lower_ not in _PARTIES else ())
        acts = last.dep_ == "nsubj" and last.head.lemma_.lower() in w.saying_verbs
        if acts or (end < len(doc) and doc[end].lower_ in ("'s", "forces", "fighters")) or last.dep_ == "compound":
            acting.add(name)
    return frozenset(n for n, uses in behind.items() if uses >= _TWICE and n in firm - acting)


def _runs(document: Document, starts: list[int], covered: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that no hit covers."""
    doc, w, done = document.doc, words(), 0
    for i in starts:
        common = doc[i].lower_.rstrip(".") in w.not_names and doc[i].lower_ not in w.before_name
        if i < done or i in covered or (common and not _opens_site(doc, i)):
            continue
        done = i + 1
        while (
            done < len(doc)
            and (done not in covered or _bound_on(doc, done))
            and not doc[done].is_sent_start
            and _goes_on(document, done, covered)
        ):
            done += 1
        done = _before_body(document, i, done)
        yield i, done


def _bound_on(doc: Doc, at: int) -> bool:
    """As in "al-Ghuta al-Sharqia": an adjective with its article belongs to the name before it."""
    return all(BOUND.fullmatch(doc[i].text) and "-" in doc[i].text for i in (at - 1, at))


def _before_body(document: Document, start: int, end: int) -> int:
    """Where the name of a body begins that ends a run of capitals ("in X Amnesty International said"), else the end."""
    return next((at for at in range(start + 1, end - 1) if names_body(document, at, end)), end)


def _opens_site(doc: Doc, i: int) -> bool:
    """As in "the Central Prison", "Assad Hospital": a common word, or a person's name, that a site is called by."""
    if i + 1 >= len(doc) or doc[i].is_sent_start or doc[i].pos_ not in ("PROPN", "ADJ"):
        return False
    return doc[i + 1].text[0].isupper() and doc[i + 1].lower_ in words().named_sites


def _goes_on(document: Document, j: int, covered: set[int]) -> bool:
    doc = document.doc
    if capital(doc[j]):
        return doc[j].lower_ not in words().kinds
    following = j + 1 < len(doc) and j + 1 not in covered and capital(doc[j + 1])
    return following and doc[j].lower_ in ("al", "el", "ar", "as", "az", "ad", "an", "-", "ez", "es")


def setting(document: Document, start: int, end: int, ends: Mapping[int, Hit], begins: Mapping[int, Hit]) -> str | None:
    """The rule that makes the capitalised stretch a place, if any, or ``VILLAGE`` where it only stands behind a
    preposition; ``ends`` and ``begins`` are known names by where they end and begin.
    """
    how, doc = shown(document, start, end, ends, begins), document.doc
    if how or _no_place(document, start, end):
        return how
    behind = start > 0 and doc[start - 1].lower_ in words().locative
    return VILLAGE if behind and doc[end - 1].dep_ in ("pobj", "conj") else None


def shown(document: Document, start: int, end: int, ends: Mapping[int, Hit], begins: Mapping[int, Hit]) -> str | None:
    """The rule by which its setting shows a stretch to be a place."""
    if _no_place(document, start, end):
        return None
    doc, w = document.doc, words()
    if site_end(document, end) > end:
        return "site"
    if _of_kind(doc, start, end) or _in_state(doc, end, begins):
        return "kind"
    if _called(doc, start):
        return "kind"
    before = doc[start - 1].lower_ if start else ""
    own = any(t.lower_ not in w.not_names for t in doc[start + 1 : end])
    if before in w.before_name or (doc[start].lower_ in w.before_name and own):
        return "kind"
    if start > 1 and before in (",", "and") and start - 1 in ends:
        return None if _names_holder(doc, ends[start - 1], end) else "list"
    if _listed(doc, start, end, ends, begins) or _led_to(doc, start, ends):
        return "list"
    return "preposition" if _goes_to(document, start, end) else None


def _no_place(document: Document, start: int, end: int) -> bool:
    """Is it a person's, a people's or a body's name?"""
    doc, w = document.doc, words()
    site = site_end(document, end)
    if peopled(doc, start, end, site) or (site == end and many(doc, start, end)):
        return True
    if site > end and _titled_site(doc, start, site):
        return False
    if end < len(doc) and w.kinds.get(doc[end].lower_) is Precision.PART and doc[end].text.islower():
        return bool(start) and doc[start - 1].lower_ in w.titles  # "the Ada Bly neighbourhood"
    if any(t.lower_ in w.organisations for t in doc[start:end]):
        return True
    first = doc[start].lower_
    if start and (doc[start - 1].lower_ in w.titles or first in w.first_names or first in w.titles):
        return True
    if end - start > 2 and any(t.lower_ in w.first_names for t in doc[start:end]):
        return True
    return end < len(doc) and doc[end].lower_ in w.organisations


def _called(doc: Doc, start: int) -> bool:
    """As in "a village called X", "a base known as X"."""
    at = start - 1
    if at > 1 and doc[at].lower_ == "as" and doc[at - 1].lower_ == "known":
        at -= 1
    elif at < 1 or doc[at].lower_ not in _CALLED:
        return False
    return doc[at - 1].lower_ in words().kinds


def _titled_site(doc: Doc, start: int, site: int) -> bool:
    """As in "the National Hospital", "the Alfred P. Murrah Building": what is called so is no body and nobody."""
    noun = doc[site - 1]
    return (
        noun.text[0].isupper()
        and noun.lower_ not in words().organisations
        and not (start and doc[start - 1].lower_ in words().titles)
    )


def _of_kind(doc: Doc, start: int, end: int) -> bool:
    """Does a word beside it say what it is ("X district", "the village of X"), or is somebody from it?"""
    w, after = words(), doc[end].lower_ if end < len(doc) else ""
    if after in w.kinds and (w.kinds[after] is not Precision.EXACT or after in w.named_sites):
        return True
    of = start > 1 and doc[start - 1].lower_ == "of"
    return (of and (_holds_name(doc[start - 2]) or names_person(doc, start - 1))) or _shares_kind(doc, end)


def _in_state(doc: Doc, end: int, begins: Mapping[int, Hit]) -> bool:
    """As in "a fire in the hamlet X, Iowa, burned": a state behind the name and a comma."""
    after = begins.get(end + 1) if end < len(doc) and doc[end].text == "," else None
    if after is None or (after.end < len(doc) and capital(doc[after.end]) and not doc[after.end].is_sent_start):
        return False
    state = any(p.kind is Kind.ADMIN1 and p.country in words().state_countries for p in after.options)
    return state and not any(p.kind is Kind.COUNTRY for p in after.options)


def names_person(doc: Doc, of: int) -> bool:
    """Does a person's whole name stand before the "of" at a token: "Jo Bly of X was tried", but not "Bank of X"?"""
    w, first = words(), of
    while first and capital(doc[first - 1]) and not doc[first].is_sent_start:
        first -= 1
    named = doc[first:of]
    if len(named) < _FULL or (first and doc[first - 1].lower_ in w.definite):
        return False
    return not any(t.lower_ in w.organisations or t.lower_ in w.kinds or t.lower_ in w.bodied for t in named)


def _holds_name(noun: Token) -> bool:
    """As in "the village of X", "the communities of X and Y"."""
    return noun.text in words().communities or (noun.lower_ in words().kinds and not _body(noun))


def _listed(doc: Doc, start: int, end: int, ends: Mapping[int, Hit], begins: Mapping[int, Hit]) -> bool:
    """As in "X, and Y" after a known place X, and "Y and Z" before a known town Z."""
    follows = start > 2 and doc[start - 1].lower_ == "and" and doc[start - 2].text == "," and start - 2 in ends
    return follows or (leads_list(doc, end, begins) and doc[end - 1].lower_ not in words().kinds)


def _names_holder(doc: Doc, before: Hit, end: int) -> bool:
    """As in "the mayor of X, Ada Bly, said": between commas after an office stands whoever holds it, also where a town
    is named like the end of the name.
    """
    while end < len(doc) and capital(doc[end]):
        end += 1
    closed = (end == len(doc) or doc[end].is_punct) and doc[before.end].text == ","
    office = before.start > 1 and doc[before.start - 1].lower_ in _OF and doc[before.start - 2].lower_ in words().titles
    return closed and office


def _shares_kind(doc: Doc, end: int) -> bool:
    """As in "the X and Y districts", "the X, Y and Z areas": the plural at the end says what all of them are."""
    at = end
    while at < len(doc) and doc[at].text in _COMMAS and not doc[at].is_sent_start:
        first = at = at + 1
        while at < min(len(doc), first + LONGEST) and (capital(doc[at]) or (at > first and doc[at].text == "-")):
            at += 1
        if at == first:
            return False
    return at > end and at < len(doc) and doc[at].tag_ == "NNS" and doc[at].lower_ in words().kinds


def _body(token: Token) -> bool:
    """As in "the Ministry of Emergency Situations": with a capital what else might be a building is a body."""
    return token.text[0].isupper() and words().kinds[token.lower_] is Precision.EXACT


def leads_list(doc: Doc, end: int, begins: Mapping[int, Hit]) -> bool:
    """As in "shelled X and Y", "in X, Y and Z": a name that ends at ``end`` before a known town in one list of places;
    ``begins`` are the known names by their first tokens.
    """
    if end + 1 >= len(doc) or doc[end].lower_ not in _COMMAS or doc[end].is_sent_start:
        return False
    following = begins.get(end + 1)
    if following is None or following.start != end + 1 or not _town(following):
        return False
    last = doc[end - 1]
    if last.dep_ == "pobj":
        seat = fold(following.surface) in countries().seats
        return last.head.lower_ in words().locative - (_SIDES | _BETWEEN if seat else _SIDES)
    return last.dep_ in _LISTED and last.pos_ == "PROPN"


def _led_to(doc: Doc, start: int, ends: Mapping[int, Hit]) -> bool:
    """As in "the road from X to Y" after a known place X."""
    first = ends.get(start - 1) if start and doc[start - 1].lower_ == "to" else None
    return first is not None and first.start > 0 and doc[first.start - 1].lower_ == "from"


def _town(hit: Hit) -> bool:
    return bool(hit.options) and not any(p.kind is Kind.COUNTRY for p in hit.options)


def _goes_to(document: Document, start: int, end: int) -> bool:
    """As in "in X", "reached northern X", "retook X", "pulled out of X"."""
    doc, w = document.doc, words()
    before, last = doc[max(0, start - 1)], doc[end - 1]
    if before.lower_ in w.directions and not before.text[0].isupper() and last.pos_ == "PROPN":
        return True
    if start > 1 and before.lower_ in w.out_of and doc[start - 2].lower_ in w.out:
        return last.lower_ not in w.happenings
    scene = before.lower_ in w.scenes or measured(doc, start) or (on_a_scene(doc, start) and last.pos_ == "PROPN")
    told = suffers(last) or endures(last) or besieged(doc, start) or gone_to(last) or located(doc, end) or settled(last)
    told = told or lived_in(doc, start, end) or edged(doc, start) or come_upon(last) or stands(last)
    return told or (scene and last.lower_ not in w.happenings)


def _post_end(doc: Doc, start: int, end: int) -> int:
    """Where a site's name ends: behind a name that follows a sort of post, as in "Forward Operating Base X"."""
    if not all(t.lower_ in words().posts for t in doc[start:end]) or not doc[end - 1].text[0].isupper():
        return end
    last = end
    while last < min(len(doc), end + LONGEST) and capital(doc[last]) and not doc[last].is_sent_start:
        last += 1
    return last


def _name_like(doc: Doc, start: int, end: int) -> bool:
    """Is the last word a name: tagged so, bound to its article, or never written small?"""
    last = doc[end - 1]
    if last.pos_ == "PROPN" or BOUND.fullmatch(last.text):
        return True
    noun = last.tag_ == "NN" and end - start == 1 and last.dep_ == "pobj" and len(last) > _SHORTEST
    return noun and last.lower_ not in words().kinds and all(t.text[0].isupper() for t in doc.written(last.lower_))


def _unnamed(document: Document, start: int, end: int, how: str, places: frozenset[str]) -> Hit | None:
    doc = document.doc
    if how == "site":
        end = _post_end(doc, start, site_end(document, end))
    surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    if (surface.isupper() and len(surface) <= _ACRONYM) or (how != "site" and fold_name(surface) in registry().by_name):
        return None
    if how != "site" and end - start == 1 and doc[start].lower_ in words().ways:
        return None  # "on Highway 12"
    if how == "preposition" and not _name_like(doc, start, end):
        return None
    options = look_site(surface) if how == "site" else look_small(surface, places)
    if how == VILLAGE and not options:
        return None
    options += near_in(surface, places) if how not in (VILLAGE, "site") else ()
    return Hit(start, end, surface, options, how)
