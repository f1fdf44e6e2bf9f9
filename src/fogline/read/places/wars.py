"""Events of a whole war: they happened in the country whose war it is ("Yemen's war broke out in 2014")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fogline.core.claim import ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.fold import fold
from fogline.read.places.landscape import nation
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import countries, nouns, words
from fogline.read.tokens import Token

RULE = "war"
_SUMMED = frozenset({ClaimType.TOLL, ClaimType.DISPLACEMENT})
_BEGUN = frozenset({ClaimType.PROTEST, ClaimType.CLASH, ClaimType.ATTACK})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj"})
OF_WARS = _SUMMED | _BEGUN


class Wars:
    """The whole wars that a report tells of, by sentence, and the place of each."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention]) -> None:
        self._document, self._mentions = document, mentions
        self._told: dict[int, Token] = {}
        for token in nouns(document, words().wars | words().invasions):
            if _at_large(token):
                self._told.setdefault(document.sentence_of(token.i).index, token)

    def place(self, head: int, kind: ClaimType, own: Sequence[PlaceMention]) -> tuple[PlaceMention, ...] | None:
        """Where an event of a whole war happened, empty where the report does not tell whose war it is; ``None`` for
        another event, and for one with an ``own`` place that is not the war's.
        """
        war = self._told.get(self._document.sentence_of(head).index) if kind in OF_WARS else None
        if war is None or any(not nation(m) and not self._aside(m, war, head) for m in own):
            return None
        event = self._document.doc[head]
        its = event.i == war.i or _of_its_beginning(event, war) or _subject(war, event)
        if not its and not (kind in _SUMMED and (_since(war) or _within(event, war))):
            return None
        land = self._named(war) or self._known(war) or self._leading(war)
        return (land,) if land is not None else ()

    def _known(self, war: Token) -> PlaceMention | None:
        """As in "The war has killed 90", where the report named the war before."""
        before = [self._named(t) for t in self._told.values() if t.i < war.i]
        return next((m for m in reversed(before) if m is not None), None)

    def _aside(self, mention: PlaceMention, war: Token, head: int) -> bool:
        """Does a place hang on the war, and not on an event told with it?"""
        above = [t.i for t in self._document.token_at(mention.span.start).ancestors]
        return war.i in above and head not in above[: above.index(war.i)]

    def _named(self, war: Token) -> PlaceMention | None:
        """As in "the war in Darfur", "Yemen's war", "the Sudanese conflict"."""
        document, first, last = self._document, war.left_edge.idx, war.right_edge.idx
        within = [m for m in self._mentions if first <= m.span.start <= last]
        found = [m for m in within if _beside(document.token_at(m.span.start), war)]
        if found:
            return next((m for m in found if m.span.start > war.idx), found[-1])
        if war.lower_ in words().invasions:
            return None
        table = countries().demonyms
        people = next((t for t in war.lefts if t.text[0].isupper() and fold(t.text) in table), None)
        return _country(document, people, table[fold(people.text)]) if people is not None else None

    def _leading(self, war: Token) -> PlaceMention | None:
        """The country of most of the report's towns, where it is named; the nearest mention before, else the first."""
        towns = Counter(m.country for m in self._mentions if m.country and not nation(m)).most_common(2)
        lands = [m for m in self._mentions if nation(m) and not self._invades(m, war)]
        if len({n for _, n in towns}) < len(towns):
            return None
        found = [m for m in lands if m.country == towns[0][0]] if towns else lands[:1]
        before = [m for m in found if m.span.end <= war.idx]
        return next(iter(before[-1:] or found), None)

    def _invades(self, mention: PlaceMention, war: Token) -> bool:
        """Whose an invasion is, by name or by people, is not where it happens."""
        whose = war.lefts if war.lower_ in words().invasions else ()
        peoples = countries().demonyms
        return any(t.lower_ == mention.name.lower() or peoples.get(fold(t.text)) == mention.country for t in whose)


def _country(document: Document, people: Token, code: str) -> PlaceMention:
    span = Span(people.idx, people.idx + len(people))
    name = countries().names[code]
    return PlaceMention(span, span, name, Precision.COUNTRY, country=code, rule=RULE, kind=Kind.COUNTRY)


def _at_large(war: Token) -> bool:
    """A war as a whole: it does something, something is counted since its start, or its age is told."""
    w = words()
    if war.dep_ in ("nsubj", "nsubjpass") or any(
        c.dep_ == "relcl" and c.lemma_.lower() in w.outbreaks for c in war.rights
    ):
        return True
    if _in_which(war) is not None:
        return True
    over = war.head.head if war.dep_ == "pobj" and war.head.lower_ == "of" else None
    return over is not None and over.lower_ in w.outsets


def _of_its_beginning(event: Token, war: Token) -> bool:
    """As in "the conflict began with protests", "the war, which was sparked by raids"."""
    verbs = [war.head] if war.dep_ in ("nsubj", "nsubjpass") else [c for c in war.rights if c.dep_ == "relcl"]
    began = [v for v in verbs if v.lemma_.lower() in words().outbreaks]
    return any(v.i in (event.i, event.head.i, event.head.head.i) for v in began)


def _subject(war: Token, event: Token) -> bool:
    """As in "The war has killed 90 and displaced more"."""
    verb = war.head if war.dep_ in ("nsubj", "nsubjpass") else None
    if verb is None:
        return False
    verbs, token = {verb.i, *(t.i for t in verb.conjuncts)}, event
    while token.i not in verbs and token.dep_ not in _CLAUSES and token.head.i != token.i:
        token = token.head
    return token.i in verbs


def _in_which(war: Token) -> Token | None:
    """The verb of "have been killed in the country's conflict"."""
    inside = war.dep_ == "pobj" and war.head.lower_ in words().amid
    return war.head.head if inside and war.head.head.pos_ == "VERB" else None


def _within(event: Token, war: Token) -> bool:
    """As in "90 have been killed in Sudan's war", where the war is told apart from others."""
    verb = _in_which(war)
    known = any(t.dep_ in ("poss", "amod", "compound") for t in war.lefts) or any(t.dep_ == "relcl" for t in war.rights)
    return known and verb is not None and verb.i in (event.i, event.head.i, event.head.head.i)


def _since(war: Token) -> bool:
    """As in "90 have died since the war began", "since the outbreak of the war"."""
    for token in (war, *war.ancestors):
        marks = [c.lower_ for c in token.lefts if c.dep_ == "mark"]
        if token.lower_ in words().since or not words().since.isdisjoint(marks):
            return True
    return False


def _beside(token: Token, war: Token) -> bool:
    """Does a place hang on the war itself, and not on what it began with or is waged against?"""
    invaded = war.lower_ in words().invasions
    over = token.head.lower_ if token.i > war.i and token.dep_ == "pobj" else ""
    if over not in words().waged and not (invaded and over == "of") and (invaded or token.i > war.i):
        return False
    while token.head.i not in (war.i, token.i) and token.dep_ not in _CLAUSES:
        token = token.head
    return token.head.i == war.i and token.dep_ not in _CLAUSES
