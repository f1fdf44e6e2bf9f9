"""Which of a report's places an event happened at.

The places that hang on the event in the parse come first; without one, the others of its clause; without one, those
of its sentence on its own branch; without one, the place that the sentences before leave standing. Speech and politics
do not inherit.
"""

from __future__ import annotations

from collections.abc import Iterable

from fogline.core.claim import HURTING, ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.borders import BORDERS
from fogline.read.places.mention import PlaceMention
from fogline.read.places.scenes import glossed
from fogline.read.places.words import words
from fogline.read.tokens import Token
from fogline.vocab import load

_SIZE = {
    p: i
    for i, p in enumerate(
        (Precision.EXACT, Precision.PART, Precision.PLACE, Precision.AREA, Precision.ADMIN1, Precision.COUNTRY)
    )
}
LOCATING = ("event", "anaphor")
DESCRIBED, BARE, WAY = "anaphor/described", "anaphor/bare", "anaphor/way"
NAMELESS = frozenset({DESCRIBED, BARE, WAY})  # weighed by the scorer alone
REACH = 3  # sentences back that a place stays standing
COUNTRY_REACH = 2  # the same for a bare country
UNPLACED = frozenset(
    {
        ClaimType.ACCUSATION,
        ClaimType.DEMAND,
        ClaimType.DENIAL,
        ClaimType.SUPPORT,
        ClaimType.THREAT,
        ClaimType.TALKS,
        ClaimType.ASSESSMENT,
        ClaimType.AGREEMENT,
        ClaimType.DEPLOYMENT,
    }
)

# What is taken, held or supplied is named where it is told.
NAMING = frozenset({ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.AID})


def places_of_event(
    document: Document, mentions: tuple[PlaceMention, ...], head: int, clause: Span, kind: ClaimType | None = None
) -> tuple[PlaceMention, ...]:
    """The mentions that locate the event, smallest first."""
    return located(document, usable(document, mentions, harm=kind in HURTING), head, clause, kind)


def usable(document: Document, mentions: Iterable[PlaceMention], *, harm: bool) -> list[PlaceMention]:
    """The mentions that may locate an event, one that does ``harm`` or another."""
    found = [m for m in mentions if m.role in LOCATING and m.rule not in NAMELESS]
    return [m for m in found if not cares(document, m)] if harm else found


def located(
    document: Document, usable: list[PlaceMention], head: int, clause: Span, kind: ClaimType | None
) -> tuple[PlaceMention, ...]:
    """As ``places_of_event``, of the mentions that may locate it."""
    inside = [m for m in usable if clause.covers(m.span) and holds(document, m)]
    inside = _own(document, inside, head) or inside
    if not inside and not _speaks(document, head, kind):
        inside = _of_sentence(document, usable, head, clause)
    if not inside and kind not in NAMING and not _speaks(document, head, kind):
        inside = _standing(document, usable, clause)
    return order(trim(inside))


def holds(document: Document, mention: PlaceMention) -> bool:
    """False for a place that describes someone or something else: "based in X", "outlawed in X", "20 km from X"."""
    doc = document.doc
    first = document.token_at(mention.phrase.start)
    w = words()
    at = glossed(doc, first.i)
    before = [doc[i].lower_ for i in range(max(0, at - 4), at)]
    if before and before[-1] in ("of", "from", "to") and not w.distances.isdisjoint(before):
        return False
    last = document.token_at(mention.span.end - 1)
    if last.dep_ == "compound" and last.head.lemma_ in w.projectiles:
        return False  # "Tomahawk missiles"
    if (
        first.lower_ in w.directions
        and first.i + 1 < len(doc)
        and doc[first.i + 1].lower_ == "of"
        and first.i
        and doc[first.i - 1].lower_ != "the"
        and doc[first.i - 1].lower_ not in w.locative
    ):
        return False
    return not (len(before) > 1 and before[-1] == "in" and before[-2] in w.biography)


def cares(document: Document, mention: PlaceMention) -> bool:
    """Where the wounded are brought or treated, whose hospital speaks, where drones were launched from, where people
    were sent and where the line or road leads that was hit is not where people were hit.
    """
    w, token, house = words(), document.token_at(mention.phrase.start), False
    anaphor = mention.role == "anaphor" and mention.phrase == mention.span
    if anaphor and document.token_at(mention.span.end - 1).lower_ not in w.care_houses:
        return False
    while token.dep_ in ("conj", "compound", "det", "amod", "nmod", "pobj", "appos") and token.head.i != token.i:
        house = house or token.lower_ in w.care_houses
        token = token.head
    over = token.head
    if token.lower_ in w.toward_which and (token.nbor(-1).lower_ in w.lines or _sent_off(over)):
        return True
    if token.dep_ != "prep":
        return token.dep_ == "nsubj" and token.lower_ in w.care_houses and over.lemma_.lower() in w.taking_in
    if token.lower_ in w.fleeing_to and over.lemma_.lower() in w.fleeing:
        return True
    if token.lower_ in w.crossing_to and over.lemma_.lower() in w.crossing and _people_went(over):
        return True
    if token.lower_ in w.route and _on_the_way(over):
        return True
    if token.lower_ in w.home_words and over.lemma_.lower() in _left_from(over):
        return True
    if over.lemma_.lower() in (w.care_verbs | w.treating if house else w.treating):
        return True
    if house or any(t.dep_ == "compound" and t.lower_ in w.care_houses for t in over.lefts):
        return over.lower_ in w.tellers
    if over.lower_ not in w.care_houses or over.dep_ != "pobj":
        return False
    return over.head.head.lemma_.lower() in w.care_verbs | w.treating or over.head.head.lower_ in w.tellers


def _left_from(verb: Token) -> frozenset[str]:
    """What is launched or fetched from somewhere: "fired from X, it hit Y", "hit as they were moved from X"."""
    w = words()
    if verb.dep_ != "advcl":
        return w.launching
    return w.fetched | w.launching if verb.tag_ == "VBN" else w.fetched


def whose(document: Document, mention: PlaceMention) -> bool:
    """Does a place tell which people are meant: "residents of X", "evacuees from the towns of X and Y"?"""
    token, people = document.token_at(mention.span.end - 1), load("en/classes.yaml")["people"]
    while token.dep_ in ("conj", "compound", "appos") or (token.dep_ == "pobj" and token.head.lower_ == "of"):
        token = token.head.head if token.dep_ == "pobj" else token.head
        if token.lemma_ in people:
            return True
    from_home = token.dep_ == "pobj" and token.head.lower_ in words().home_words
    return from_home and token.head.head.lemma_ in people


def _people_went(verb: Token) -> bool:
    """As in "43,000 have crossed into X", "families streamed into X"."""
    people = load("en/classes.yaml")["people"]
    return any(c.dep_ == "nsubj" and (c.like_num or c.lemma_ in people) for c in verb.lefts)


def _sent_off(verb: Token) -> bool:
    """As in "were sent home to Ghana", "were flown to Oslo"."""
    carried = verb.tag_ == "VBN" and verb.lemma_.lower() in words().sending_off
    return carried and any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.lefts)


def _on_the_way(over: Token) -> bool:
    """Under "while travelling" in "shot dead in X while travelling from Y to Z"."""
    verb = over.head if over.dep_ == "prep" else over
    return verb.tag_ == "VBG" and verb.dep_ in ("advcl", "pcomp") and verb.lemma_.lower() in words().travelling


def _own(document: Document, inside: list[PlaceMention], head: int) -> list[PlaceMention]:
    """Without the places of relative clauses about someone else; where some hang on the event itself, those alone."""
    above = {t.i for t in document.doc[head].ancestors} | {head}
    near = [m for m in inside if not _in_aside(document.token_at(m.span.end - 1), above)]
    held = [m for m in near if _hangs_on(document.token_at(m.span.end - 1), head)]
    return held or near


def _hangs_on(token: Token, head: int) -> bool:
    return token.i == head or any(t.i == head for t in token.ancestors)


def _in_aside(token: Token, above: set[int]) -> bool:
    while token.i not in above and token.head.i != token.i:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def _of_sentence(document: Document, usable: list[PlaceMention], head: int, clause: Span) -> list[PlaceMention]:
    """Places of the sentence on the event's own branch of the parse: a fronted "In X," or a shared verb's."""
    sentence = document.sentence_of(head)
    above = {t.i for t in document.doc[head].ancestors} | {head}
    found = []
    for m in usable:
        if not sentence.span.covers(m.span) or not holds(document, m):
            continue
        if _attached(document.token_at(m.span.end - 1)).i in above or m.span.start < clause.start:
            found.append(m)
    return found


def _attached(token: Token) -> Token:
    """The verb or clause head that a place phrase hangs on."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _speaks(document: Document, head: int, kind: ClaimType | None) -> bool:
    if kind is not None:
        return kind in UNPLACED
    return document.doc[head].lemma_.lower() in words().speech


def _standing(document: Document, usable: list[PlaceMention], clause: Span) -> list[PlaceMention]:
    """The places of the nearest sentence before that has one, bare countries last."""
    index = document.sentence_at(clause.start).index
    if overview(document, clause):
        nations = [m for m in usable if m.kind is Kind.COUNTRY and m.precision is Precision.COUNTRY]
        before = [m for m in nations if m.span.end <= clause.start]
        return before[-1:] or nations[:1]
    for back in range(1, REACH + 1):
        if index - back < 0:
            break
        sentence = document.sentences[index - back]
        found = [
            m
            for m in usable
            if sentence.span.covers(m.span) and m.precision is not Precision.COUNTRY and holds(document, m)
        ]
        if found:
            return found if back == 1 and len({m.admin1 for m in found}) == 1 else found[-1:]
    return _country_before(document, usable, clause, index)


def _country_before(document: Document, usable: list[PlaceMention], clause: Span, index: int) -> list[PlaceMention]:
    """The last country of the sentences just before, when they name nothing smaller."""
    nations = [
        m
        for m in usable
        if m.precision is Precision.COUNTRY
        and m.span.end <= clause.start
        and index - document.sentence_at(m.span.start).index <= COUNTRY_REACH
    ]
    return nations[-1:]


def overview(document: Document, clause: Span) -> bool:
    """As in "Since 2011", "the war began": the sentence is about the whole war."""
    sentence = document.sentence_at(clause.start)
    tokens = document.doc[sentence.start : sentence.end]
    if not words().overviews.isdisjoint([t.lower_ for t in tokens]):
        return True
    return any(len(t.text) == 4 and t.text[:2] in ("19", "20") for t in tokens if t.form.is_digit)


def trim(found: list[PlaceMention]) -> list[PlaceMention]:
    """Without the countries that only say where a smaller place lies, and the borders that only say where it is."""
    smaller = {m.country for m in found if m.kind is not Kind.COUNTRY}
    kept = [
        m
        for m in found
        if m.kind is not Kind.COUNTRY or m.precision is not Precision.COUNTRY or m.country not in smaller
    ]
    return [m for m in kept if m.rule not in BORDERS] or kept


def order(found: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Each named thing once, smallest first, else in the order of the text."""
    once: dict[str, PlaceMention] = {}
    for m in found:
        once.setdefault(m.name.lower(), m)
    return tuple(sorted(once.values(), key=lambda m: (_SIZE[m.precision], m.span.start)))
