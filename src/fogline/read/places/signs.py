"""What speaks for or against a named place as the place of an event: the parse, the distance, the size, the rules.

Signs are plain strings that the learned weights are keyed by; ``sign@zone`` is a sign within the zone of the text where
the place stands. Prepositions and other function words stand in them as written; names of places or actors never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fogline.core.claim import ClaimType, Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.events import overview
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import words
from fogline.read.tokens import Token

USABLE = frozenset({"event", "anaphor", "metonym"})
METONYM = "metonym"
BACK, AHEAD = 8, 1  # sentences before and after the event's own that are searched
FAR = 9
LONG = 4  # a way through the parse longer than this tells nothing more
OWN = ("clause", "fronted", "sentence")
ZONES = (*OWN, "back", "ahead")
_FUNCTION = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "PART", "DET"})
_OPENING = frozenset({"PRON", "DET", "ADV", "ADP", "SCONJ", "CCONJ"})
_UNDER = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "compound", "appos"})
_PATH = frozenset("relcl advcl ccomp acl conj poss appos nsubj dobj agent pcomp compound xcomp".split())
_FAMILIES = {
    "speech": (ClaimType.ACCUSATION, ClaimType.DEMAND, ClaimType.DENIAL, ClaimType.SUPPORT, ClaimType.THREAT),
    "politics": (ClaimType.TALKS, ClaimType.AGREEMENT, ClaimType.ASSESSMENT),
    "blow": (
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.ATTACK,
        ClaimType.CHEMICAL_ATTACK,
    ),
    "ground": (ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL),
    "move": (ClaimType.DEPLOYMENT, ClaimType.DISPLACEMENT, ClaimType.AID),
    "result": (ClaimType.TOLL, ClaimType.PROPERTY_DAMAGE, ClaimType.MATERIEL_LOSS, ClaimType.DETENTION),
}
_FAMILY = {kind: name for name, kinds in _FAMILIES.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Option:
    """A place that the report names, by its mention nearest to the event.

    ``zone`` is "clause", "fronted" or "sentence" (the event's own), "back" or "ahead"; ``gap`` the number of sentences
    between (0 in the event's own); ``where`` both in one word; ``number`` the mention's index in the landscape;
    ``named`` is false for a place that stands for a government.
    """

    mention: PlaceMention
    number: int
    zone: str
    gap: int
    where: str
    named: bool


class Landscape:
    """A document's places as the scorer sees them: where each is named, how often, and how each mention is tied."""

    def __init__(self, document: Document, mentions: Iterable[PlaceMention]) -> None:
        self.document = document
        self.mentions = [m for m in mentions if m.role in USABLE]
        self.tops = [_top(document, m) for m in self.mentions]
        self.sentences = [document.sentence_at(m.span.start).index for m in self.mentions]
        self.tokens = [document.token_at(m.span.start).i for m in self.mentions]
        self.names = [m.name.lower() for m in self.mentions]
        self.groups: dict[str, list[int]] = {}
        for n, name in enumerate(self.names):
            self.groups.setdefault(name, []).append(n)
        self._nested: dict[tuple[int, int], bool] = {}
        self.weighed: dict[tuple[int, str], float] = {}  # the scorer's sums of ``fixed``, by number and zone
        self.rank = {k: n for n, k in enumerate(sorted(self.groups, key=lambda k: -len(self.groups[k])))}
        self.tied = [tuple(_ties(document, m, t)) for m, t in zip(self.mentions, self.tops, strict=True)]

    def options(self, head: int, clause: Span) -> Iterator[Option]:
        """Every place within reach of the event once."""
        home = self.document.sentence_of(head).index
        for name, members in self.groups.items():
            (order, gap, _), n = min((self._distance(n, head, clause, home), n) for n in members)
            standing = self.rank[name] <= 1 or self.sentences[members[0]] <= 1
            if (order == 4 and gap > AHEAD) or (order == 3 and gap > BACK and not standing):
                continue
            zone = ZONES[order]
            where = zone if zone in OWN else f"{zone}{min(gap, 5)}"
            yield Option(self.mentions[n], n, zone, gap, where, self.mentions[n].role != METONYM)

    def lies(self, inner: int, outer: int) -> bool:
        """``lies_in`` of two mentions by their numbers."""
        known = self._nested.get((inner, outer))
        if known is None:
            known = self._nested[inner, outer] = lies_in(self.mentions[inner], self.mentions[outer])
        return known

    def fixed(self, option: Option) -> Iterator[str]:
        """The signs that a mention has in a zone whatever the event: what it is, its ties, its part in the report."""
        m, zone, name = option.mention, option.zone, self.names[option.number]
        size, members = m.precision.value, self.groups[name]
        yield from ("bias", f"size={size}", f"size={size}@{zone}")
        yield from (f"role={m.role}@{zone}", f"how={m.rule.split('/')[0]}@{zone}", f"rule={m.rule}")
        yield from (f"placed={m.point is not None}@{zone}", f"near={m.near}@{zone}")
        side = "in" if zone in OWN else "out"
        yield from (f"{s}@{side}" for s in self.tied[option.number])
        yield from (f"rank={min(self.rank[name], 4)}@{zone}", f"uses={min(len(members), 5)}@{zone}")
        yield f"few={min(len(self.groups), 6)}@{zone}"
        yield from (f"lead={self.sentences[members[0]] <= 1}@{zone}", f"first={members[0] == 0}@{zone}")

    def _distance(self, n: int, head: int, clause: Span, home: int) -> tuple[int, int, int]:
        m, at = self.mentions[n], self.sentences[n]
        weak = 1000 * (m.role == METONYM)
        far = abs(self.tokens[n] - head) + weak
        if clause.covers(m.span):
            return 0, 0, far
        if at == home:
            return (1 if m.span.start < clause.start else 2), 0, far
        return (3, home - at, weak - m.span.start) if at < home else (4, at - home, m.span.start)


def _top(document: Document, mention: PlaceMention) -> Token:
    """The token of the mention's phrase, or of the list it stands in, that carries its role in the sentence."""
    first, last = document.token_at(mention.phrase.start), document.token_at(mention.phrase.end - 1)
    inside = range(first.i, last.i + 1)
    top = next((t for t in document.doc[first.i : last.i + 1] if t.head.i not in inside or t.head.i == t.i), last)
    while top.dep_ == "conj" and top.head.pos_ in ("PROPN", "NOUN") and top.head.i != top.i:
        top = top.head
    return top


def _ties(document: Document, mention: PlaceMention, top: Token) -> Iterator[str]:
    """How the mention hangs in its sentence, whatever the event."""
    doc = document.doc
    first, last = document.token_at(mention.phrase.start).i, document.token_at(mention.phrase.end - 1).i
    yield f"dep={top.dep_}"
    if top.dep_ in ("pobj", "pcomp"):
        prep, over = top.head.lower_, top.head.head.pos_
        yield from (f"prep={prep}", f"prepof={over}", f"prep+of={prep}+{over}")
    elif top.dep_ in _UNDER:
        yield f"under={top.dep_}+{top.head.pos_}"
    if first:
        yield f"before={_plain(doc[first - 1])}"
    if last + 1 < len(doc):
        yield f"after={_plain(doc[last + 1])}"


def _plain(token: Token) -> str:
    return token.lower_ if token.pos_ in _FUNCTION else token.pos_


class Case:
    """What all options of one event share; ``chosen`` are the names, in lower case, of the places the rules give it.

    Only ``candidates`` can be the event's: the options of its own sentence, and of others what the rules give. On the
    training reports weighing the rest added next to nothing, and took most of the time.
    """

    def __init__(self, land: Landscape, head: int, clause: Span, kind: ClaimType, chosen: frozenset[str]) -> None:
        document = land.document
        self.land, self.kind, self.family, self.chosen = land, kind.value, _FAMILY.get(kind, "other"), chosen
        self.head = document.doc[head]
        self.above = {t.i: n for n, t in enumerate((self.head, *self.head.ancestors))}
        self.options = tuple(land.options(head, clause))
        self.candidates = tuple(o for o in self.options if o.zone in OWN or self.picked(o))
        self.inside = [o for o in self.options if o.zone == "clause" and o.named]
        self.beside = [o for o in self.options if o.zone in ("fronted", "sentence") and o.named]
        gaps = [o.gap for o in self.options if o.zone == "back" and o.named and not nation(o.mention)]
        self.nearest = min(gaps, default=0)
        inherits = any(o.zone == "back" for o in self.candidates)
        self.shared = tuple(self._shared(document, clause)) if inherits else ()
        self.quoted = any(q.start <= self.head.idx < q.end for q in document.quotations)
        self.overview = inherits and overview(document, clause)

    def _shared(self, document: Document, clause: Span) -> Iterator[str]:
        """Signs of the event's sentence, for a place that it would inherit."""
        sentence = document.sentence_of(self.head.i)
        first = document.doc[sentence.start]
        yield f"opening={first.lower_ if first.pos_ in _OPENING else first.pos_}"
        yield f"definite={_definite(self.head)}"
        yield f"aux={next((t.tag_ for t in self.head.lefts if t.dep_ == 'aux'), '')}"
        yield f"at={min(sentence.index, 4)}"
        yield f"pos={self.head.pos_}"

    def signs(self, option: Option) -> Iterator[str]:
        """Every sign of one option."""
        yield from self.land.fixed(option)
        yield from self.varying(option)

    def varying(self, option: Option) -> Iterator[str]:
        """The signs that depend on the event."""
        yield from self._picked(option)
        yield from self._nesting(option)
        if option.zone in OWN:
            yield from self._path(option)
        elif option.zone == "back":
            yield from self._inherited(option)

    def picked(self, option: Option) -> bool:
        """Do the rules give the event this place?"""
        return self.land.names[option.number] in self.chosen

    def _picked(self, option: Option) -> Iterator[str]:
        """Where it stands, what the rules say, and how many places compete."""
        where, size = option.where, option.mention.precision.value
        yield from (f"where={where}", f"{self.kind}@{where}", f"{self.family}@{where}")
        yield from (f"{self.family}&size={size}@{option.zone}", f"quoted={self.quoted}@{option.zone}")
        zone, pick = option.zone, self.picked(option)
        yield from (f"picked={pick}", f"picked={pick}&{self.family}", f"picked={pick}@{zone}")
        rivals = len(self.inside) - (zone == "clause" and option.named)
        yield from (f"inside={min(rivals, 3)}@{option.where}", f"beside={min(len(self.beside), 2)}@{zone}")

    def _inherited(self, option: Option) -> Iterator[str]:
        near = "back1" if option.gap == 1 else "back"
        yield f"nearness={(option.gap > self.nearest) - (option.gap < self.nearest)}"
        yield f"overview={self.overview}&size={option.mention.precision.value}"
        yield from (f"{s}@{near}" for s in self.shared)

    def _path(self, option: Option) -> Iterator[str]:
        """The way through the parse from the place up to the event's branch."""
        zone, top = option.zone, self.land.tops[option.number]
        deps, token, verbs = [], top, 0
        while token.i not in self.above and token.head.i != token.i:
            deps.append(token.dep_)
            token = token.head
            verbs += token.i not in self.above and token.pos_ in ("VERB", "AUX")
        up = self.above.get(token.i, FAR)
        yield from (f"steps={min(len(deps), 6)}@{zone}", f"up={min(up, 4)}@{zone}", f"verbs={min(verbs, 2)}@{zone}")
        yield f"up={min(up, 3)}&verbs={min(verbs, 1)}"
        yield from (f"path={d}@{zone}" for d in dict.fromkeys(deps) if d in _PATH)
        if len(deps) <= LONG:
            yield f"way={'<'.join(deps)}^{min(up, 2)}"
        if deps:
            yield from (f"last={deps[-1]}^{min(up, 2)}", f"{self.family}&last={deps[-1]}^{min(up, 1)}")
        yield from self._tie(top, len(deps))
        yield f"side={'before' if option.mention.span.start < self.head.idx else 'after'}@{zone}"

    def _tie(self, top: Token, steps: int) -> Iterator[str]:
        if top.dep_ in ("pobj", "pcomp"):
            prep = top.head.lower_
            yield from (f"{self.family}&prep={prep}", f"{self.kind}&prep={prep}", f"prep={prep}^{min(steps, 3)}")
        else:
            yield f"{self.kind}&dep={top.dep_}"

    def _nesting(self, option: Option) -> Iterator[str]:
        """Which other places it holds, and which hold it."""
        m, zone, size = option.mention, option.zone, option.mention.precision.value
        n, lies = option.number, self.land.lies
        rest = [o for o in self.options if o is not option and o.named]
        close = [o.number for o in rest if o.zone == zone and o.gap == option.gap]
        own = [o.number for o in rest if o.zone in OWN]
        if any(lies(x, n) for x in close):
            yield from (f"container@{zone}", f"container&size={size}@{zone}")
        if any(lies(x, n) for x in own):
            yield f"contains own&size={size}@{zone}"
        if any(lies(n, x) for x in close):
            yield f"contained@{zone}"
        if any(lies(n, x) for x in own):
            yield f"inside own@{zone}&size={size}"
        if any(o.mention.country and m.country and o.mention.country != m.country for o in self.inside):
            yield f"elsewhere@{zone}"


def _definite(head: Token) -> bool:
    """As in "the blast", or a subject that "the" or "that" opens: something told before."""
    definite = words().definite
    subjects = [x for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass") for x in t.lefts]
    return any(t.lower_ in definite for t in (*(t for t in head.lefts if t.dep_ == "det"), *subjects))


def nation(mention: PlaceMention) -> bool:
    """A whole country."""
    return mention.kind is Kind.COUNTRY and mention.precision is Precision.COUNTRY


def lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Does ``inner`` lie in ``outer``, as far as their divisions tell?"""
    if inner.country is None or inner.country != outer.country or inner.name == outer.name:
        return False
    if nation(outer):
        return not nation(inner)
    if outer.kind is Kind.ADMIN1:
        same = inner.admin1 is not None and inner.admin1 == outer.admin1
        return same and inner.kind not in (Kind.ADMIN1, Kind.COUNTRY)
    return inner.within is not None and inner.within == outer.name
