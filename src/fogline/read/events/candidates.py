"""Who could be a party of an event: the noun phrases of its sentence, of the one before, and of like events earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from fogline.core.claim import SPEECH_ACTS, ClaimType
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Voice
from fogline.read.events.links import Event
from fogline.read.events.party_signs import (
    Around,
    Phrase,
    Signs,
    counted,
    form_of,
    pattern_of,
    signs,
    tied,
    ways_up,
)
from fogline.read.events.roles import Roles
from fogline.read.events.scene import Words
from fogline.read.numbers import Counted
from fogline.read.signs import Part, part
from fogline.read.tokens import Token
from fogline.vocab import load

_NOUNS = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
_PARTY = {"force", "people", "actor", "person", "detainee", "aircraft"}
_INNER = {"compound", "nmod", "amod", "poss"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "attr", "dative", "appos", "conj", "poss"}
_VERBS = {"VERB", "AUX"}
_TURNS = {"conj", "advcl", "relcl", "acl", "ccomp", "xcomp", "parataxis"}
_RELATIVE = ("WDT", "WP", "WRB")


class _Fit(Enum):
    """Of which events a token may be a party: none, those that its head is a word of, those in whose clause it is."""

    NEVER = auto()
    INSIDE = auto()
    CLAUSE = auto()
    ALWAYS = auto()


class Candidate(NamedTuple):
    """Token ``token`` heads a phrase that may be a party; ``seen`` is what speaks for or against it."""

    token: int
    seen: Signs

    @property
    def signs(self) -> tuple[str, ...]:
        """Every sign written out, as the weights are keyed."""
        return tuple(self.seen)


@dataclass(frozen=True, slots=True)
class _Known:
    """An event of the report with the tokens and names of its plain parties."""

    head: int
    type: str
    agents: tuple[tuple[int, str], ...]
    targets: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """How often each name was a party of some events, and those named most."""

    label: str
    names: Mapping[str, int]
    leaders: tuple[str, ...]

    @classmethod
    def of(cls, label: str, names: Mapping[str, int], without: Iterable[str]) -> _Count:
        """From how often the events have each name, ``without`` once each of those of one of them."""
        counts = dict(names)
        for name in without:
            counts[name] -= 1
        left = {name: count for name, count in counts.items() if count}
        most = max(left.values(), default=0)
        return cls(label, left, tuple([n for n, count in left.items() if count == most]))

    def share(self, name: str) -> str:
        """Whether ``name`` leads the count, is in it, or is not."""
        if not self.names:
            return f"{self.label}:unknown"
        leads = "most" if self.leaders == (name,) else "some" if name in self.names else "none"
        return f"{self.label}:{leads}"


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts of the events beside the one at ``head``, and what they say of the names asked for so far."""

    head: int
    kind: str
    counts: tuple[_Count, ...]
    known: dict[str, Part]

    def shares(self, name: str) -> Part:
        if name not in self.known:
            self.known[name] = part(*[count.share(name) for count in self.counts])
        return self.known[name]


class Candidates:
    """Candidates of the events of one document."""

    def __init__(
        self, words: Words, actors: Actors, voices: Attributions, roles: Roles, counted: Sequence[Counted] = ()
    ) -> None:
        self.words = words
        self.document = words.document
        self.doc = words.document.doc
        self.actors = actors
        self.voices = voices
        self.roles = roles
        self.counted = {c.group.head: c for c in counted if c.group is not None}
        self._known: list[_Known] = []
        self._counts: _Counts | None = None
        self._totals: dict[str | None, tuple[Mapping[str, int], Mapping[str, int]]] = {}
        self._harm = frozenset(load("en/roles.yaml")["harm"])
        self._judging = frozenset(load("en/roles.yaml")["judging"])
        self._phrases: dict[int, Phrase] = {}
        self._fits: dict[int, list[tuple[Token, _Fit]]] = {}
        self._named_in: dict[int, list[int]] = {}
        self._events: dict[int, ClaimType] = {}
        self._plain: dict[int, tuple[tuple[int, str], ...]] = {}

    def expect(self, events: Iterable[Event]) -> None:
        """Tells of all events of the report, whose plain parties speak for the same names elsewhere."""
        self._counts = None
        self._totals.clear()
        ordered = sorted(events, key=lambda e: e.head)
        self._known = [
            _Known(e.head, e.type.value, self._heads(self.roles.agents(e)), self._heads(self.roles.targets(e)))
            for e in ordered
        ]
        self._events, plain = {}, dict[int, list[tuple[int, str]]]()
        for event in ordered:
            for word in (event.head, *event.parts):
                self._events.setdefault(word, event.type)
            for letter, tokens in (("a", self.roles.agents(event)), ("t", self.roles.targets(event))):
                for token in tokens:
                    plain.setdefault(token.i, []).append((event.head, letter))
        self._plain = {i: tuple(ps) for i, ps in plain.items()}

    def of(self, event: Event, clause: Span, voice: Voice) -> tuple[Candidate, ...]:
        """Those told earlier first, then those of the event's own sentences, each in text order."""
        around = self._around(event, clause, voice)
        plain = around.slots.keys()
        inside = [t.i for t, fit in self._fitting(around.reach) if self._possible(t, fit, event, clause)]
        judge = self._judge(event)
        own = sorted(i for i in {*inside, *plain} - judge if i in plain or not self._beyond(self.doc[i], event))
        elsewhere = (i for i in self._elsewhere(around, own) if i not in judge)
        ranked = [*((i, -1) for i in elsewhere), *((i, n) for n, i in enumerate(own))]
        return tuple([Candidate(i, self._signs(self.doc[i], n, len(own), around)) for i, n in ranked])

    def _signs(self, token: Token, rank: int, total: int, around: Around) -> Signs:
        phrase = self._phrase(token)
        where = self._where(token, around.reach)
        here = where == "here"
        more = self._more(token, around, here=here)
        return signs(phrase, (where, rank if here else -1, total), around, token.i in self._sources, more)

    def _more(self, token: Token, around: Around, *, here: bool) -> Iterator[Part]:
        """How often others have it for a party, what is counted of it, and how it hangs together with other events."""
        if self._phrases[token.i].named:
            yield self._standing(self.actors.phrase(token.i).names[0], around)
        count = self.counted.get(token.i)
        if count is not None:
            yield counted(str(count.measure), str(count.group.status) if count.group else None)
        if here:
            head = around.event.head
            other = "".join(sorted({letter for at, letter in self._plain.get(token.i, ()) if at != head}))
            yield tied(self._owner(token, around), other, around.slots.get(token.i, ""))

    def _owner(self, token: Token, around: Around) -> str:
        """Whose word it hangs on first: its own event's or nobody's, with the last clause passed on the way by its
        dependency, or another event's, by its type.
        """
        turn = ""
        for below, above in pairwise((token, *token.ancestors)):
            if below.pos_ in _VERBS and below.dep_ in _TURNS:
                turn = below.dep_
            if above.i in around.forms:
                return f"own/{turn}"
            if above.i in self._events:
                return self._events[above.i].value
        return f"none/{turn}"

    def _phrase(self, token: Token) -> Phrase:
        known = self._phrases.get(token.i)
        if known is None:
            known = self._phrases[token.i] = Phrase.of(self.words, token, self.actors.phrase(token.i))
        return known

    @cached_property
    def _sources(self) -> frozenset[int]:
        return frozenset(s.source_head for s in self.voices.sayings if s.source_head is not None)

    def _around(self, event: Event, clause: Span, voice: Voice) -> Around:
        source = self.voices.sayings[voice.saying].source_head if voice.saying is not None else None
        agents, targets = self.roles.agents(event), self.roles.targets(event)
        slots = {t.i: "a" for t in agents}
        for token in targets:
            slots[token.i] = slots.get(token.i, "") + "t"
        filled = ("a" if agents else "") + ("t" if targets else "")
        parts = [self.doc[i] for i in dict.fromkeys((event.head, *event.parts))]
        ups = tuple([(word, ways_up(word)) for word in parts])
        forms = {word.i: form_of(word, event) for word in parts}
        reach, kind = self._reach(event, clause), event.type.value
        return Around(event, clause, source, slots, filled, reach, ups, forms, kind, pattern_of(event.rule))

    def _reach(self, event: Event, clause: Span) -> tuple[int, int]:
        """Token range of the sentences of the event and its clause."""
        at = [self.document.sentence_of(event.head), self.document.sentence_at(clause.start)]
        at.append(self.document.sentence_at(max(clause.start, clause.end - 1)))
        return min(s.start for s in at), max(s.end for s in at)

    def _where(self, token: Token, reach: tuple[int, int]) -> str:
        if reach[0] <= token.i < reach[1]:
            return "here"
        apart = self.document.sentence_of(reach[0]).index - self.document.sentence_of(token.i).index
        return "before" if apart == 1 else "far"

    # Who else is in sight ----------------------------------------------------

    def _elsewhere(self, around: Around, seen: Sequence[int]) -> list[int]:
        """Doers of like events before, named parties of the sentence before, and whoever says it."""
        start = around.reach[0]
        listed = [*self._earlier(around.event, start), *self._before(start)]
        if around.source is not None:
            listed.append(around.source)
        return [i for i in dict.fromkeys(listed) if i not in seen]

    def _before(self, start: int) -> list[int]:
        index = self.document.sentence_of(start).index
        if index == 0:
            return []
        if index not in self._named_in:
            sentence = self.document.sentences[index - 1]
            tokens = self.doc[sentence.start : sentence.end]
            named = [t.i for t in tokens if t.pos_ in _NOUNS and t.dep_ not in _INNER and self._named(t)]
            self._named_in[index] = named
        return self._named_in[index]

    def _named(self, token: Token) -> bool:
        mention = self.actors.phrase(token.i)
        return bool(mention.names) and mention.kind not in ("pronoun", "none")

    def _earlier(self, event: Event, start: int) -> list[int]:
        """Doers of the last like event, and of the last one that did harm, told before token ``start``."""
        told = [k for k in self._known if k.head < start and k.agents]
        like = [k for k in told if k.type == event.type.value][-1:]
        harm = [k for k in told if k.type in self._harm][-1:] if event.type.value in self._harm else []
        return sorted({i for k in (*like, *harm) for i, _ in k.agents})

    def _heads(self, tokens: Iterable[Token]) -> tuple[tuple[int, str], ...]:
        """Token and first name of those who are named."""
        return tuple((t.i, names[0]) for t in tokens if (names := self.actors.phrase(t.i).names))

    def _standing(self, name: str, around: Around) -> Part:
        """How often the report's other events, and those of the type, have ``name`` for their doer or victim."""
        head, kind = around.event.head, around.kind
        if self._counts is None or (self._counts.head, self._counts.kind) != (head, kind):
            self._counts = _Counts(head, kind, tuple(self._counted(head, kind)), {})
        return self._counts.shares(name)

    def _counted(self, head: int, kind: str) -> Iterator[_Count]:
        own = [k for k in self._known if k.head == head]
        like = [k for k in own if k.type == kind]
        for label, events, agents, targets in (("like", like, *self._names(kind)), ("every", own, *self._names(None))):
            yield _Count.of(f"{label}:agents", agents, [n for k in events for _, n in k.agents])
            yield _Count.of(f"{label}:targets", targets, [n for k in events for _, n in k.targets])

    def _names(self, kind: str | None) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """How often the events of a type, or all, have each name for their doer and for their victim."""
        if kind not in self._totals:
            events = [k for k in self._known if kind in (None, k.type)]
            agents, targets = (n for k in events for _, n in k.agents), (n for k in events for _, n in k.targets)
            self._totals[kind] = Counter(agents), Counter(targets)
        return self._totals[kind]

    def _fitting(self, reach: tuple[int, int]) -> Iterator[tuple[Token, _Fit]]:
        """The tokens of the sentences in reach that may be a party of some event."""
        sentence = self.document.sentence_of(reach[0])
        while True:
            if sentence.index not in self._fits:
                fits = [(t, self._fit(t)) for t in self.doc[sentence.start : sentence.end]]
                self._fits[sentence.index] = [(t, fit) for t, fit in fits if fit is not _Fit.NEVER]
            yield from self._fits[sentence.index]
            if sentence.end >= reach[1]:
                return
            sentence = self.document.sentences[sentence.index + 1]

    def _possible(self, token: Token, fit: _Fit, event: Event, clause: Span) -> bool:
        if token.i in event.parts:
            return token.pos_ in ("NOUN", "PROPN") and bool(self.words.of(token) & _PARTY)
        if fit is _Fit.ALWAYS:
            return True
        return token.head.i in event.parts if fit is _Fit.INSIDE else clause.start <= token.idx < clause.end

    def _beyond(self, token: Token, event: Event) -> bool:
        """As in "condemned the raid and expressed support for A": in a clause of its own A is the support's alone."""
        parts, other = {event.head, *event.parts}, False
        first = self.doc[event.head].head if event.type in SPEECH_ACTS and self.doc[event.head].dep_ == "conj" else None
        for above in (token, *token.ancestors):
            if above.i in parts:
                return False
            if first is not None and above.dep_ == "ccomp" and above.head is first:  # "said A fell and blamed B"
                return True
            other = other or self._events.get(above.i) in SPEECH_ACTS
            if other and above.dep_ == "conj" and above.pos_ in _VERBS:
                return not above.is_ancestor(self.doc[event.head])
        return False

    def _judge(self, event: Event) -> set[int]:
        """As in "The minister called the retreat a ruse": whoever gives it a name did not do it."""
        head = self.doc[event.head]
        verb = head.head
        if head.dep_ != "dobj" or event.type in SPEECH_ACTS or verb.lemma_ not in self._judging:
            return set()
        return {t.i for c in verb.lefts if c.dep_ == "nsubj" for t in c.subtree}

    def _fit(self, token: Token) -> _Fit:
        """When the token may be a party of an event that it is no part of."""
        if token.pos_ not in _NOUNS or token.dep_ in ("det", "expl", "nummod") or token.tag_ in _RELATIVE:
            return _Fit.NEVER
        classes = self.words.of(token)
        party = bool(classes & _PARTY)
        mention = self.actors.phrase(token.i)
        if token.dep_ in _INNER:
            known = token.tag_ == "PRP$" or bool(mention.names)
            return _Fit.ALWAYS if known else _Fit.INSIDE if party else _Fit.NEVER
        if party or mention.kind != "none":
            return _Fit.ALWAYS
        return _Fit.CLAUSE if token.dep_ in _ARGUMENTS and "moment" not in classes else _Fit.NEVER
