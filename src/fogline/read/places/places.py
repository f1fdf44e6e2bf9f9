"""The places of a report, and of each of its events."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cached_property

from fogline.core.claim import HURTING, ClaimPlace, ClaimType
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.anaphora import SEAT, anaphors
from fogline.read.places.bearings import dating, posted, without_bearings
from fogline.read.places.borders import borders
from fogline.read.places.described import described
from fogline.read.places.echoes import echoed
from fogline.read.places.events import WAY, cares, order, places_of_event, whose
from fogline.read.places.lands import lands, sides
from fogline.read.places.landscape import OWN, Happening, Option
from fogline.read.places.mention import PlaceMention, mentions_of
from fogline.read.places.numbered import numbered
from fogline.read.places.roles import EVENT
from fogline.read.places.scorer import learned
from fogline.read.places.traits import Scene
from fogline.read.places.wars import Wars
from fogline.read.places.words import words

_BLOWS = frozenset({ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK})


class Places:
    """All place mentions of one document, and the places of its events. Built once per document; deterministic."""

    def __init__(self, document: Document, theatre: str | None = None) -> None:
        self.document = document
        named, leading = mentions_of(document, theatre)
        edges = borders(document, leading, named)
        named = tuple(m for m in named if not any(e.span.meets(m.span) for e in edges)) + tuple(edges)
        numbers = tuple(numbered(document, named, leading))
        named = tuple(m for m in named if not any(n.span.covers(m.span) for n in numbers)) + numbers
        known_lands = [*lands(document, named), *sides(document, leading)]
        named += tuple(m for m in known_lands if not any(n.span.meets(m.span) for n in named))
        named = tuple(sorted(named, key=lambda m: m.span))
        back = anaphors(document, named)
        seats = [m.span for m in back if m.rule == SEAT]
        named = tuple(m for m in named if not (m.kind is Kind.COUNTRY and any(s.covers(m.span) for s in seats)))
        known = sorted([*named, *back], key=lambda m: m.span)
        both = [*known, *described(document, known, leading)]
        self.mentions: tuple[PlaceMention, ...] = tuple(sorted(both, key=lambda m: m.span))
        self._weighed: dict[Happening, tuple[PlaceMention, ...]] = {}

    def expect(self, events: Iterable[Happening]) -> None:
        """Weigh the places of all events of the report against each other; ``of_event`` answers from this."""
        scorer, known = learned(), tuple(dict.fromkeys(events))
        if scorer is not None and known:
            scene = Scene(self.document, self.mentions, known)
            chosen = scorer.choose(scene)
            scene.release()
            fights, blows = (self._told(known, kinds) for kinds in ({ClaimType.CLASH}, _BLOWS))
            wars = Wars(self.document, self.mentions)
            for e, options in zip(known, chosen, strict=True):
                if (land := wars.place(e.head, e.kind, [o.mention for o in options if o.zone in OWN])) is not None:
                    self._weighed[e] = land
                    continue
                away = blows - fights if self._at_large(e) else set()
                there = [o.mention for o in options if o.zone in OWN or self._sentence(o) not in away]
                there = [m for m in there if not dating(self.document, e.head, m)]
                if e.kind in HURTING:
                    there = self._hurt(e, there)
                if e.kind in _BLOWS:
                    there = [m for m in there if not self._origin(m)] or there
                self._weighed[e] = order(without_bearings(self.document, there))
            self._weighed.update(echoed(self.document, {e: self._weighed[e] for e in known}))

    def _hurt(self, event: Happening, there: list[PlaceMention]) -> list[PlaceMention]:
        """Where people were hit, not where they were brought; where only that is left, what the rules give."""
        hit = [m for m in there if not (cares(self.document, m) or posted(self.document, m))]
        if hit or not there:
            return self._without_homes(hit)
        return list(places_of_event(self.document, self.mentions, event.head, event.clause, event.kind))

    def _without_homes(self, hit: list[PlaceMention]) -> list[PlaceMention]:
        """As in "evacuees from Fuaa were killed west of Aleppo": not where they are from, which lies elsewhere."""
        homes = [m for m in hit if whose(self.document, m)]
        scenes = {m.admin1 for m in hit if m not in homes} - {None}
        return [m for m in hit if m not in homes or not scenes or m.admin1 in (None, *scenes)]

    def _origin(self, mention: PlaceMention) -> bool:
        """As in "fired rockets from Tyre at Haifa": it was fired there, and came down elsewhere."""
        top = self.document.token_at(mention.span.end - 1)
        while top.dep_ in ("compound", "nmod") or (top.dep_ == "pobj" and top.head.lower_ == "of"):
            top = top.head if top.dep_ != "pobj" else top.head.head
        if top.dep_ != "pobj" or top.head.lower_ not in words().home_words:
            return False
        return top.head.head.lemma_.lower() in words().fired

    def _told(self, events: Iterable[Happening], kinds: Set[ClaimType]) -> set[int]:
        """The sentences that tell of events of these kinds."""
        return {self.document.sentence_of(e.head).index for e in events if e.kind in kinds}

    def _sentence(self, option: Option) -> int:
        return self.document.sentence_at(option.mention.span.start).index

    def _at_large(self, event: Happening) -> bool:
        """As in "Many were killed in the fighting": it does not go back to the town of an air raid told of before."""
        token = self.document.doc[event.head]
        verbs = (token, *token.conjuncts) if token.pos_ == "VERB" else ()
        preps = (p for verb in verbs for p in verb.rights if p.dep_ == "prep" and p.lower_ in words().amid)
        own = [o for p in preps for o in p.children]
        fights = [*own, *([token] if token.dep_ == "pobj" and token.head.lower_ in words().amid else [])]
        return any(t.lemma_ in words().fights and any(c.lower_ in words().definite for c in t.lefts) for t in fights)

    def of_event(self, head: int, clause: Span, kind: ClaimType | None = None) -> tuple[ClaimPlace, ...]:
        """The places of the event with trigger token ``head`` and evidence ``clause``, smallest first.

        ``kind`` is the event's type when it is known: then the learned trees, where installed, weigh what the rules
        give and may add to it. An event that was not expected is weighed alone.
        """
        if kind is None or learned() is None:
            found = places_of_event(self.document, self.mentions, head, clause, kind)
        else:
            event = Happening(head, clause, kind)
            if event not in self._weighed:
                self.expect([event])
            found = self._weighed[event]
        told = dict.fromkeys(self._way_of(m) or m for m in found)
        return tuple(m.claim_place(self.document.text) for m in told)

    def _way_of(self, mention: PlaceMention) -> PlaceMention | None:
        """As in "on the road from X to Y": what happens on the way between two towns happens in neither."""
        return next((way for way in self._ways if way is not mention and way.phrase.covers(mention.span)), None)

    @cached_property
    def _ways(self) -> tuple[PlaceMention, ...]:
        return tuple(m for m in self.mentions if m.rule == WAY)

    def of_teller(self, source: Span) -> tuple[ClaimPlace, ...]:
        """Where the count of a town's own official is from: "Kyiv mayor X put the injured at 20", where the report has
        told of an event in Kyiv before.
        """
        named = {m.name for m in self.mentions if source.covers(m.span) and m.kind is Kind.TOWN}
        before = (m for m in reversed(self.mentions) if m.span.end <= source.start and m.role == EVENT)
        found = next((m for m in before if m.name in named), None)
        return (found.claim_place(self.document.text),) if found is not None else ()
