"""Where a report names places: stretches of tokens that a gazetteer knows, or that their setting shows to be places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place
from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.places.fold import articled, fold
from fogline.read.places.lookup import look_articled, look_near, look_site, look_up, near_in
from fogline.read.places.words import countries, shortened, words
from fogline.read.places.written import capital
from fogline.read.tokens import Doc, Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

NAMED = "named"
LONGEST = 6
_BINDERS = frozenset({"e", "ye", "i", "wa"})  # "Pul-e Alam", "Dila wa Khushamand"
_LINKS = frozenset({"sheikh", "shaykh", "abu", "umm", "ibn", "al", "el"})
_BODIES = frozenset({"body", "media", "monitor"})
_BAND = "armed_group"
_BODY_WORDS = 4
_ABBREVIATION = 4
_FILED = (",", "(", "-")
_SORT = ("NOUN", "ADJ")
_ARTICLE = frozenset({"a", "an"})
_MODIFIERS = ("compound", "nmod", "amod", "poss")


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
        if hit and not _opens_village(document.doc, hit):
            found.append(_extend(document, hit, end))
            end = found[-1].end
    return _joined_ways(document, [h for h in found if h.how != NAMED])


def _opens_village(doc: Doc, hit: Hit) -> bool:
    """As in "Bon To village": the first word of a village's name that no gazetteer has names no town."""
    if hit.end - hit.start > 1 or hit.end + 1 >= len(doc) or doc[hit.end + 1].is_sent_start:
        return False
    second, kind = doc[hit.end], doc[hit.end + 1]
    small = kind.lower_ in words().small_places and kind.text.islower()
    return small and capital(second) and not second.is_sent_start and not look_up(second.text)


def _joined_ways(document: Document, hits: list[Hit]) -> list[Hit]:
    """As in "the Gusau-Sokoto highway", "the Svatove-Kreminna line": one way, or front, between two towns."""
    doc, made = document.doc, list[Hit]()
    for hit in hits:
        before = made[-1] if made else None
        joined = before is not None and before.end == hit.start - 1 and doc[before.end].text in ("-", "–")
        end = _way_end(doc, hit) if joined else hit.end
        if before is not None and end is not None and joined:
            surface = document.plain[doc[before.start].idx : doc[end - 1].idx + len(doc[end - 1])]
            made[-1] = Hit(before.start, end, surface, before.options, "site")
        else:
            made.append(hit)
    return made


def _way_end(doc: Doc, hit: Hit) -> int | None:
    """Where the way or front ends whose second town opens with the hit; ``None`` where that is neither."""
    if hit.how == "site" and doc[hit.end - 1].lower_ in words().ways:
        return hit.end
    towns = bool(hit.options) and not any(p.kind is Kind.COUNTRY for p in hit.options)
    at = hit.end - 1 if doc[hit.end - 1].lower_ in words().fronts else hit.end
    return at + 1 if towns and at < len(doc) and doc[at].lower_ in words().fronts else None


def _shortened(doc: Doc, i: int, end: int) -> Hit | None:
    """A state in short, as in "Gary, Ind." after a name that ends at ``end``."""
    form, table = doc[i].text.replace(".", ""), shortened()
    if form not in table.states:
        return None
    comma = i > 1 and doc[i - 1].text == ","
    beside = comma and (end == i - 1 or (form != doc[i].text and capital(doc[i - 2])))
    if not (beside or form in table.anywhere):
        return None
    states = [p for country, name in table.states[form] for p in look_up(name) if p.country == country]
    options = tuple(p for p in states if p.kind is Kind.ADMIN1)
    return Hit(i, i + 1, doc[i].text, options, "exact") if options else None


def _mere_word(doc: Doc, i: int) -> bool:
    """As in "At the bridge", "October 6": a common word with a capital that no name opens with here."""
    if i + 1 >= len(doc) or doc[i].lower_ not in words().not_names:
        return False
    following = doc[i + 1]
    if doc[i].is_sent_start and (doc[i].lower_ in _ARTICLE or (doc[i].lower_ in words().scenes and capital(following))):
        return True  # "At Bulo", which close spelling would make "al-Bulo"
    return following.text[0].isdigit() or (doc[i].lower_ in words().no_name_ends and not capital(following))


def _ends(document: Document, start: int) -> Iterator[int]:
    """Possible ends of a name from ``start``, longest first."""
    doc, ends, no_ends, particles = document.doc, [], words().no_name_ends, words().name_particles
    for j, token in enumerate(doc[start : start + LONGEST], start):
        if capital(token) or (token.text[0].isdigit() and j > start):
            if j == start or token.lower_ not in no_ends:
                ends.append(j + 1)
        elif token.lower_ not in particles and not _held_by(token):
            break
        if j > start and token.is_sent_start:
            if ends and ends[-1] > j:
                ends.pop()
            break
    return reversed(ends)


def _held_by(word: Token) -> bool:
    """As in "Pakistan-administered Kashmir"."""
    return word.lower_ in words().qualifiers and word.i > 0 and word.nbor(-1).text == "-"


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
        if end - start == 1 and not short and not _single(doc[start]) and not _town_alike(doc, start):
            continue
        options = () if _articled(doc, start, end) else _meant(doc, start, end, surface)
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


def _meant(doc: Doc, start: int, end: int, surface: str) -> tuple[Place, ...]:
    """What a surface may name; with its article, "the Shannon", first what is always told with one."""
    if start == 0 or doc[start - 1].lower_ != "the":
        return look_up(surface)
    modifies = doc[end - 1].dep_ in _MODIFIERS and end < len(doc) and not doc[end].is_space
    return look_up(surface) if modifies else look_articled(surface)


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


def _town_alike(doc: Doc, at: int) -> bool:
    """As in "near Commerce", "the city of Van": towns called like common words, where a place stands."""
    if at < 2 or doc[at].lower_ not in words().town_alike or not doc[at].text[0].isupper() or doc[at].is_sent_start:
        return False
    before, plain_after = doc[at - 1].lower_, at + 1 == len(doc) or not capital(doc[at + 1])
    of_kind = before == "of" and words().kinds.get(doc[at - 2].lower_) is Precision.PLACE
    return plain_after and (of_kind or before in words().scenes)


def _possessive(token: Token) -> Hit | None:
    """As in "Syrias": a possessive that lost its apostrophe."""
    if len(token) < 5 or not token.text.endswith("s") or token.lower_[:-1] in words().not_names:
        return None
    bare = token.text[:-1]
    if fold(bare) in countries().demonyms:
        return None
    options = tuple(p for p in look_up(bare) if p.kind is Kind.COUNTRY or p.population >= 20_000)
    return Hit(token.i, token.i + 1, token.text, options, "possessive") if options else None


def _extend(document: Document, hit: Hit, after: int) -> Hit:
    """As in "Hostomel" + "Airport", "Oak" + "High Road": a site named after a place, from token ``after`` on."""
    end = site_end(document, hit.end) if any(p.kind is not Kind.COUNTRY for p in hit.options) else hit.end
    if end == hit.end:
        end = _titled_site(document, hit)
    if end == hit.end:
        return hit
    doc, start = document.doc, _full_name(document.doc, hit.start, after)
    surface = document.plain[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
    nation = any(p.kind is Kind.COUNTRY for p in hit.options)  # "Palestine Bridge" lies in any land
    namesake = nation or doc[start].lower_ in words().first_names
    return Hit(start, end, surface, look_site(surface) or (() if namesake else hit.options), "site")


def _of_name(word: Token) -> bool:
    """A word in a name, and no people ("the Palestinian Yarmouk camp")."""
    return capital(word) and word.dep_ in _MODIFIERS and fold(word.text) not in countries().demonyms


def _full_name(doc: Doc, start: int, after: int) -> int:
    """Where somebody's name begins that a site is called by ("the Marco Bly air base"), else ``start``."""
    first = start
    while first > after and not doc[first].is_sent_start and _of_name(doc[first - 1]):
        first -= 1
    word = doc[first].lower_
    named = word in words().first_names or not (word in words().not_names or look_up(doc[first].text))
    return first if named else start


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
    return _built_end(tokens, at)


def _built_end(tokens: list[Token], at: int) -> int:
    """As in "X elementary school", "X hydropower station": words that say what sort of site it is stand between."""
    last = next((n for n, t in enumerate(tokens) if t.pos_ not in _SORT), len(tokens)) - 1
    if last < 1 or tokens[last].lower_ not in words().named_sites or tokens[0].text[0].isupper():
        return at
    sorts = tokens[:last]
    return at + last + 1 if all(t.head is tokens[last] or t.head in sorts for t in sorts) else at


def names_body(document: Document, start: int, end: int) -> bool:
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
    return known or (bool(kinds) and hit.start > 0 and names_body(document, hit.start - 1, hit.end))


def body_follows(document: Document, at: int) -> bool:
    """Does the known name of a body, in two to four words, or its letters ("M23"), begin at token ``at``?"""
    letters = document.doc[at].text
    if letters.isupper() and len(letters) > 1 and fold_name(letters) in registry().by_name:
        return True
    last = min(at + _BODY_WORDS, len(document.doc))
    return any(names_body(document, at, end) for end in range(at + 2, last + 1))
