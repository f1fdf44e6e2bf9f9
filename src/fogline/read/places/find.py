"""Where a report names places: stretches of tokens that a gazetteer knows, or that their setting shows to be places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place
from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.places.fold import articled, fold
from fogline.read.places.lookup import look_near, look_up, near_in
from fogline.read.places.scenes import located, measured, on_a_scene, peopled, suffers
from fogline.read.places.words import countries, shortened, words
from fogline.read.places.written import BOUND, capital
from fogline.read.tokens import Doc, Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

NAMED = "named"
LONGEST = 6
_PARTICLES = frozenset(
    "al el ar as az ad at an ez es de la du of and the ul d' di da del do dos das au aux sur le les ' bin -".split()
)
_BINDERS = frozenset({"e", "ye", "i", "wa"})  # "Pul-e Alam", "Dila wa Khushamand"
_LINKS = frozenset({"sheikh", "shaykh", "abu", "umm", "ibn", "al", "el"})
_BODIES = frozenset({"body", "media", "monitor"})
_BAND = "armed_group"
_BODY_WORDS = 4
_ABBREVIATION = 4
_FILED = (",", "(", "-")
_ACRONYM = 6
_ARTICLE = frozenset({"a", "an"})
_OF = frozenset({"of", "for", "in"})
_COMMAS = frozenset({"and", ","})
_SIDES = frozenset({"against", "from", "of", "to"})  # before parties as often as before places
_BETWEEN = frozenset({"between"})  # two capitals as often as two towns
_LISTED = frozenset({"conj", "dobj", "nmod", "nsubjpass"})


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of tokens ``start..end`` (end-exclusive) that may name a place, and what it may mean.

    ``how`` is the rule: "exact", "loose", "possessive", "prefix", "site", "kind", "list" or "preposition".
    """

    start: int
    end: int
    surface: str
    options: tuple[Place, ...]
    how: str


# What a token opens for sure, by its index.
Sure = dict[int, Hit | None]


def known(
    document: Document, starts: list[int], nearby: frozenset[str] = frozenset(), sure: Sure | None = None
) -> list[Hit]:
    """Names the gazetteers have, from ``starts``, longest first, left to right; in the countries ``nearby`` also by
    close spelling. ``sure`` keeps from one call to the next what no close spelling could change.
    """
    found: list[Hit] = []
    sure = {} if sure is None else sure
    end = 0
    for i in starts:
        if i < end:
            continue
        hit = _shortened(document.doc, i, end)
        if hit is None and i in sure:
            hit = sure[i]
        elif hit is None and not _mere_word(document.doc, i):
            hit = _longest(document, i, nearby, sure)
        if hit:
            found.append(_extend(document, hit))
            end = found[-1].end
    return _joined_ways(document, [h for h in found if h.how != NAMED])


def _joined_ways(document: Document, hits: list[Hit]) -> list[Hit]:
    """As in "the Gusau-Sokoto highway": one way between two towns."""
    doc, made = document.doc, list[Hit]()
    for hit in hits:
        before = made[-1] if made else None
        joined = before is not None and before.end == hit.start - 1 and doc[before.end].text in ("-", "–")
        if before is not None and joined and hit.how == "site" and doc[hit.end - 1].lower_ in words().ways:
            surface = document.plain[doc[before.start].idx : doc[hit.end - 1].idx + len(doc[hit.end - 1])]
            made[-1] = Hit(before.start, hit.end, surface, before.options, "site")
        else:
            made.append(hit)
    return made


def _shortened(doc: Doc, i: int, end: int) -> Hit | None:
    """A state in short, as in "Gary, Ind." after a name that ends at ``end``."""
    form, table = doc[i].text.replace(".", ""), shortened()
    beside = end and end == i - 1 and doc[end].text == ","
    if form not in table.states or not (beside or form in table.anywhere):
        return None
    states = [p for country, name in table.states[form] for p in look_up(name) if p.country == country]
    options = tuple(p for p in states if p.kind is Kind.ADMIN1)
    return Hit(i, i + 1, doc[i].text, options, "exact") if options else None


def _mere_word(doc: Doc, i: int) -> bool:
    """As in "At the bridge", "October 6": a common word with a capital that no name opens with here."""
    if i + 1 >= len(doc) or doc[i].lower_ not in words().not_names:
        return False
    following = doc[i + 1]
    if doc[i].lower_ in _ARTICLE and doc[i].is_sent_start:
        return True
    return following.text[0].isdigit() or (doc[i].lower_ in words().no_name_ends and not capital(following))


def _ends(document: Document, start: int) -> Iterator[int]:
    """Possible ends of a name from ``start``, longest first."""
    doc, ends, no_ends = document.doc, [], words().no_name_ends
    for j, token in enumerate(doc[start : start + LONGEST], start):
        if capital(token) or (token.text[0].isdigit() and j > start):
            if j == start or token.lower_ not in no_ends:
                ends.append(j + 1)
        elif token.lower_ not in _PARTICLES:
            break
        if j > start and token.is_sent_start:
            if ends and ends[-1] > j:
                ends.pop()
            break
    return reversed(ends)


def _longest(document: Document, start: int, nearby: frozenset[str], sure: Sure) -> Hit | None:
    """The longest name from a token; noted in ``sure``, as is its lack, where no close spelling was asked for first."""
    doc = document.doc
    bound = _bound(document, start)
    if bound:
        sure[start] = bound
        return bound
    asked = False
    for end in _ends(document, start):
        surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        filed = not start and end < len(doc) and doc[end].text in _FILED  # "KYIV, 4 May - A drone ..."
        short = surface.isupper() and len(surface) <= _ABBREVIATION and "$" not in surface and not filed
        if end - start == 1 and not short and not _single(doc[start]):
            continue
        options = () if _articled(doc, start, end) else look_up(surface)
        if short:
            options = tuple(p for p in options if p.kind is Kind.COUNTRY)
        plain = Hit(start, end, surface, options, "exact") if options else None
        if plain is None and end - start == 1:
            plain = _possessive(doc[start])
        if plain is not None:
            if not asked:
                sure[start] = plain
            return plain
        asked = True
        options = _close(doc[start], surface, nearby)
        if options:
            return Hit(start, end, surface, options, "loose")
    found = _prefixed(document, start)
    if not asked:
        sure[start] = found
    return found


def _articled(doc: Doc, start: int, end: int) -> bool:
    """As in "The University", "The Malian": a common word or a people with its article is no name."""
    if end - start != 2 or doc[start].lower_ != "the":
        return False
    word = doc[end - 1]
    return word.lower_ in words().not_names or fold(word.text) in countries().demonyms


def _bound(document: Document, start: int) -> Hit | None:
    """As in "Pul-e Alam", "Reg-e Khan Neshin", "Dila wa Khushamand": Persian and Pashto links inside a name."""
    doc, at = document.doc, start + 1
    if at + 2 >= len(doc) or len(doc[start]) < 2:
        return None
    at += doc[at].text == "-"
    if doc[at].lower_ not in _BINDERS or (doc[at].lower_ != "wa" and doc[at - 1].text != "-"):
        return None
    end = at + 1 + (doc[at + 1].text in ("'", "-"))
    first = end
    while end < len(doc) and end - first < 3 and capital(doc[end]) and not doc[end].is_sent_start:
        end += 1
    if end == first:
        return None
    surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    if fold_name(surface) in registry().by_name:
        return Hit(start, end, surface, (), NAMED)  # as in "Lashkar-e-Islam", a band of that name
    options = look_up(surface) or look_near(surface)
    return Hit(start, end, surface, options, "exact" if options else "prefix")


def _prefixed(document: Document, start: int) -> Hit | None:
    """As in "Bab al-Faraj", "Tal Sheikh Khattab": the first word shows a place name that no gazetteer has."""
    doc = document.doc
    if doc[start].lower_ not in words().name_prefixes or not doc[start].text[0].isupper():
        return None
    end = start + 1
    while (
        end < min(len(doc), start + 4)
        and not doc[end].is_sent_start
        and capital(doc[end])
        and (end == start + 1 or doc[end - 1].lower_ in _LINKS or articled(doc[end].text))
    ):
        end += 1
    if end == start + 1:
        return None
    return Hit(start, end, document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])], (), "prefix")


def _close(first: Token, surface: str, nearby: frozenset[str]) -> tuple[Place, ...]:
    """Close spellings in the report's countries, for a name that is not plainly a person's."""
    if not nearby or len(surface) < 5 or first.lower_ in words().first_names:
        return ()
    before = first.nbor(-1).lower_ if first.i else ""
    if before in words().titles or before in words().first_names:
        return ()
    return near_in(surface, nearby)


def _single(token: Token) -> bool:
    common = token.lower_.rstrip(".") in words().not_names or "$" in token.text
    return len(token) > 1 and not common and fold(token.text) not in countries().demonyms


def _possessive(token: Token) -> Hit | None:
    """As in "Syrias": a possessive that lost its apostrophe."""
    if len(token) < 5 or not token.text.endswith("s") or token.lower_[:-1] in words().not_names:
        return None
    bare = token.text[:-1]
    if fold(bare) in countries().demonyms:
        return None
    options = tuple(p for p in look_up(bare) if p.kind is Kind.COUNTRY or p.population >= 20_000)
    return Hit(token.i, token.i + 1, token.text, options, "possessive") if options else None


def _extend(document: Document, hit: Hit) -> Hit:
    """As in "Hostomel" + "Airport", "Oak" + "High Road": a site named after a place."""
    end = site_end(document, hit.end) if any(p.kind is not Kind.COUNTRY for p in hit.options) else hit.end
    if end == hit.end:
        end = _titled_site(document, hit)
    if end == hit.end:
        return hit
    doc = document.doc
    surface = document.plain[doc[hit.start].idx : doc[end - 1].idx + len(doc[end - 1])]
    nation = any(p.kind is Kind.COUNTRY for p in hit.options)  # "Palestine Bridge" lies in any land
    namesake = nation or doc[hit.start].lower_ in words().first_names
    return Hit(hit.start, end, surface, look_up(surface) or (() if namesake else hit.options), "site")


def _titled_site(document: Document, hit: Hit) -> int:
    """The end of a capitalised site name that opens with the hit ("Taiz District Court"), else the hit's end."""
    doc = document.doc
    if hit.end + 1 < len(doc) and _opens_longer(doc, hit) and (end := site_end(document, hit.end + 1)) > hit.end + 1:
        return end
    for gap in (1, 2):
        at = hit.end + gap
        if at >= len(doc) or any(t.is_sent_start or not t.text[0].isupper() for t in doc[hit.end : at + 1]):
            break
        if doc[at].lower_ in words().named_sites:
            return at + 1
    return hit.end


def _opens_longer(doc: Doc, hit: Hit) -> bool:
    """Is it the first word of a site's name ("Ben Gurion airport")? The second is no place of its own."""
    after = doc[hit.end]
    town = doc[hit.start].lower_ in words().first_names or all(p.kind is Kind.TOWN for p in hit.options)
    new = capital(after) and not after.is_sent_start and not look_up(after.text)
    return town and hit.end - hit.start == 1 and new


def site_end(document: Document, at: int) -> int:
    """Where a named site ends when the words from ``at`` on say what it is ("military airport"); else ``at``."""
    tokens = list(takewhile(lambda t: not t.is_sent_start, document.doc[at : at + 3]))
    for length in range(len(tokens), 0, -1):
        if " ".join([t.lower_ for t in tokens[:length]]) in words().named_sites:
            return at + length
    return at


def unknown(document: Document, starts: list[int], hits: list[Hit], places: frozenset[str]) -> list[Hit]:
    """Names no gazetteer has exactly, that their setting shows to be places; spellings close to a place in one of the
    countries ``places`` bring it along as an option.
    """
    covered = {i for h in hits for i in range(h.start, h.end)}
    ends = {h.end: h for h in hits}
    begins = {h.start: h for h in hits}
    found: list[Hit] = []
    for start, end in _runs(document, starts, covered):
        how = setting(document, start, end, ends, begins)
        if not how:
            continue
        hit = _unnamed(document, start, end, how, places)
        if hit:
            found.append(hit)
            ends[hit.end] = hit
    return found


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
    return next((at for at in range(start + 1, end - 1) if _names_body(document, at, end)), end)


def _names_body(document: Document, start: int, end: int) -> bool:
    """Is the text from one token to before another the known name of a body, a monitor or an outlet?"""
    doc = document.doc
    name = fold_name(document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])])
    return any(a.kind in _BODIES for a in registry().by_name.get(name, ()))


def names_party(document: Document, hit: Hit) -> bool:
    """Is it the known name of a band, or with its article or nation that of a body ("Fano", "Ugandan Red Cross")?"""
    doc = document.doc
    before = doc[hit.start - 1].lower_ if hit.start and not doc[hit.start].is_sent_start else ""
    article = not words().definite.isdisjoint((doc[hit.start].lower_, before))
    kinds = {a.kind for a in registry().by_name.get(fold_name(hit.surface).removeprefix("the "), ())}
    known = (_BAND in kinds and before not in words().placed) or (article and not kinds.isdisjoint(_BODIES))
    return known or (bool(kinds) and hit.start > 0 and _names_body(document, hit.start - 1, hit.end))


def body_follows(document: Document, at: int) -> bool:
    """Does the known name of a body, in two to four words, begin at token ``at``?"""
    last = min(at + _BODY_WORDS, len(document.doc))
    return any(_names_body(document, at, end) for end in range(at + 2, last + 1))


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
    """The rule that makes the capitalised stretch a place, if any; ``ends`` and ``begins`` are known names by where
    they end and begin.
    """
    doc, w = document.doc, words()
    if any(t.lower_ in w.organisations for t in doc[start:end]) or peopled(doc, start, end, site_end(document, end)):
        return None
    first = doc[start].lower_
    if start and (doc[start - 1].lower_ in w.titles or first in w.first_names or first in w.titles):
        return None
    if end - start > 2 and any(t.lower_ in w.first_names for t in doc[start:end]):
        return None
    if end < len(doc) and doc[end].lower_ in w.organisations:
        return None
    if site_end(document, end) > end:
        return "site"
    after = doc[end].lower_ if end < len(doc) else ""
    before = doc[start - 1].lower_ if start else ""
    if after in w.kinds and (w.kinds[after] is not Precision.EXACT or after in w.named_sites):
        return "kind"
    if before == "of" and start > 1 and _holds_name(doc[start - 2]):
        return "kind"
    if _shares_kind(doc, end):
        return "kind"
    own = any(t.lower_ not in w.not_names for t in doc[start + 1 : end])
    if before in w.before_name or (doc[start].lower_ in w.before_name and own):
        return "kind"
    if start > 1 and before in (",", "and") and start - 1 in ends:
        return None if _names_holder(doc, ends[start - 1], end) else "list"
    if _listed(doc, start, end, ends, begins):
        return "list"
    return "preposition" if _goes_to(document, start, end) else None


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
    return suffers(last) or located(doc, end) or (scene and last.lower_ not in w.happenings)


def _unnamed(document: Document, start: int, end: int, how: str, places: frozenset[str]) -> Hit | None:
    doc = document.doc
    if how == "site":
        end = site_end(document, end)
    surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    if (surface.isupper() and len(surface) <= _ACRONYM) or (how != "site" and fold_name(surface) in registry().by_name):
        return None
    if how == "preposition" and doc[end - 1].pos_ != "PROPN" and not BOUND.fullmatch(doc[end - 1].text):
        return None
    options = tuple(p for p in look_near(surface) if p.country in places) if how != "site" else look_up(surface)
    return Hit(start, end, surface, options, how)
