"""Who could be a party of an event: the noun phrases of its sentence, of the one before, and of like events earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
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


@dataclass(slots=True, eq=False)
class Candidate:
    """Token ``token`` heads a phrase that may be a party; ``seen`` is what speaks for or against it."""

    token: int
    seen: Signs

    @property
    def signs(self) -> tuple[str, ...]:
        """Every sign written out, as the weights are keyed."""
        return tuple(self.seen)


class _Known(NamedTuple):
    """An event of the report with the tokens and names of its plain parties."""

    head: int
    type: str
    agents: tuple[tuple[int, str], ...]
    targets: tuple[tuple[int, str], ...]


class _Count(NamedTuple):
    """How often each name was a party of some events, and those named most."""

    label: str
    names: Mapping[str, int]
    leaders: tuple[str, ...]

    @classmethod
    def of(cls, label: str, names: Mapping[str, int]) -> _Count:
        """From how often the events have each name."""
        most = max(names.values(), default=0)
        return cls(label, names, tuple([n for n, count in names.items() if count == most]))

    def without(self, names: Sequence[str]) -> _Count:
        """The same without the names of one of the events, once each."""
        if not names:
            return self
        counts = dict(self.names)
        for name in names:
            counts[name] -= 1
        return _Count.of(self.label, {name: count for name, count in counts.items() if count})

    def share(self, name: str) -> str:
        """Whether ``name`` leads the count, is in it, or is not."""
        if not self.names:
            return f"{self.label}:unknown"
        leads = "most" if self.leaders == (name,) else "some" if name in self.names else "none"
        return f"{self.label}:{leads}"


class _Shares(dict[str, Part]):
    """What the counts of the events beside one say of a name, worked out when first asked for."""

    def __init__(self, counts: Iterable[_Count]) -> None:
        self._left, self._counts = counts, tuple[_Count, ...]()

    def __missing__(self, name: str) -> Part:
        if not self._counts:
            self._counts = tuple(self._left)
        found = self[name] = part(*[count.share(name) for count in self._counts])
        return found


def _sides(events: Sequence[_Known]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the doers of events, and those of their victims."""
    return tuple([n for k in events for _, n in k.agents]), tuple([n for k in events for _, n in k.targets])


def _letters(plain: Sequence[tuple[int, str]], head: int) -> str:
    """Which sides it takes in events other than the one at ``head``."""
    if len(plain) == 1:
        return "" if plain[0][0] == head else plain[0][1]
    return "".join(sorted({letter for at, letter in plain if at != head}))


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
        self._totals: dict[str | None, tuple[_Count, _Count]] = {}
        self._reduced: dict[tuple[str, str | None, tuple[str, ...]], _Count] = {}
        self._shares: dict[tuple[str, tuple[tuple[str, ...], ...]], _Shares] = {}
        self._harm = frozenset(load("en/roles.yaml")["harm"])
        self._judging = frozenset(load("en/roles.yaml")["judging"])
        self._phrases: dict[int, Phrase] = {}
        self._fits: dict[int, list[tuple[Token, _Fit]]] = {}
        self._named_in: dict[int, list[int]] = {}
        self._events: dict[int, ClaimType] = {}
        self._over: dict[int, tuple[int | None, str]] = {}
        self._plain: dict[int, list[tuple[int, str]]] = {}
        self._talk: frozenset[int] = frozenset()

    def expect(self, events: Iterable[Event]) -> None:
        """Tells of all events of the report, whose plain parties speak for the same names elsewhere."""
        self._totals.clear()
        self._reduced.clear()
        self._shares.clear()
        self._known, self._events, self._plain = [], {}, {}
        self._over.clear()
        for event in sorted(events, key=lambda e: e.head):
            sides = self.roles.agents(event), self.roles.targets(event)
            self._known.append(_Known(event.head, event.type.value, *map(self._heads, sides)))
            for word in (event.head, *event.parts):
                self._events.setdefault(word, event.type)
            for letter, tokens in zip("at", sides, strict=True):
                for token in tokens:
                    self._plain.setdefault(token.i, []).append((event.head, letter))
        self._talk = frozenset(i for i, kind in self._events.items() if kind in SPEECH_ACTS)

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
        phrase = self._phrases.get(token.i) or self._phrase(token)
        start, end = around.reach
        here = start <= token.i < end
        where = "here" if here else self._where(token, around.reach)
        more = self._more(phrase, around, here=here)
        return signs(phrase, (where, rank if here else -1, total), around, token.i in self._sources, more)

    def _more(self, phrase: Phrase, around: Around, *, here: bool) -> list[Part]:
        """How often others have it for a party, what is counted of it, and how it hangs together with other events."""
        token, found = phrase.token, []
        if phrase.name:
            found.append(around.shares[phrase.name])
        count = self.counted.get(token.i)
        if count is not None:
            found.append(counted(str(count.measure), str(count.group.status) if count.group else None))
        if here:
            head, plain = around.event.head, self._plain.get(token.i)
            other = _letters(plain, head) if plain else ""
            found.append(tied(self._owner(token, around), other, around.slots.get(token.i, "")))
        return found

    def _owner(self, token: Token, around: Around) -> str:
        """Whose word it hangs on first: its own event's or nobody's, with the last clause passed on the way by its
        dependency, or another event's, by its type.
        """
        if not around.expected:
            over, turn = self._first_above(token, self._events.keys() | around.forms.keys())
        else:
            if token.i not in self._over:
                self._over[token.i] = self._first_above(token, self._events)
            over, turn = self._over[token.i]
        if over is None:
            return f"none/{turn}"
        return f"own/{turn}" if over in around.forms else self._events[over]

    @staticmethod
    def _first_above(token: Token, words: Container[int]) -> tuple[int | None, str]:
        """The first of ``words`` above the token, and the last clause passed on the way."""
        turn, below = "", token
        for above in token.ancestors:
            if below.pos_ in _VERBS and below.dep_ in _TURNS:
                turn = below.dep_
            if above.i in words:
                return above.i, turn
            below = above
        return None, turn

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
        expected = self._events.keys() >= forms.keys()
        shares = self._shared(event.head, kind)
        pattern = pattern_of(event.rule)
        return Around(event, clause, source, slots, filled, reach, ups, forms, kind, pattern, expected, shares)

    def _reach(self, event: Event, clause: Span) -> tuple[int, int]:
        """Token range of the sentences of the event and its clause."""
        at = [self.document.sentence_of(event.head), self.document.sentence_at(clause.start)]
        at.append(self.document.sentence_at(max(clause.start, clause.end - 1)))
        return min(s.start for s in at), max(s.end for s in at)

    def _where(self, token: Token, reach: tuple[int, int]) -> str:
        """For a token of another sentence."""
        apart = self.document.sentence_of(reach[0]).index - self.document.sentence_of(token.i).index
        return "before" if apart == 1 else "far"

    # Who else is in sight ----------------------------------------------------

    def _elsewhere(self, around: Around, seen: Sequence[int]) -> list[int]:
        """Doers of like events before, named parties of the sentence before, and whoever says it."""
        start = around.reach[0]
        listed = [*self._earlier(around.event, start), *self._before(start)]
        if around.source is not None:
            listed.append(around.source)
        known = set(seen)
        return [i for i in dict.fromkeys(listed) if i not in known]

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
        names, kind = self.actors.who(token.i)
        return bool(names) and kind not in ("pronoun", "none")

    def _earlier(self, event: Event, start: int) -> list[int]:
        """Doers of the last like event, and of the last one that did harm, told before token ``start``."""
        told, kind = [k for k in self._known if k.head < start and k.agents], event.type.value
        like = [k for k in told if k.type == kind][-1:]
        harm = [k for k in told if k.type in self._harm][-1:] if kind in self._harm else []
        return sorted({i for k in (*like, *harm) for i, _ in k.agents})

    def _heads(self, tokens: Iterable[Token]) -> tuple[tuple[int, str], ...]:
        """Token and first name of those who are named."""
        return tuple((t.i, names[0]) for t in tokens if (names := self.actors.who(t.i)[0]))

    def _shared(self, head: int, kind: str) -> _Shares:
        """What the report's other events, and those of the type, say of a name: the same beside all with such names."""
        own = [k for k in self._known if k.head == head]
        sides = [side for events in ([k for k in own if k.type == kind], own) for side in _sides(events)]
        key = kind, tuple(sides)
        if key not in self._shares:
            self._shares[key] = _Shares(self._counted(kind, sides))
        return self._shares[key]

    def _counted(self, kind: str, sides: Sequence[tuple[str, ...]]) -> Iterator[_Count]:
        """How often the other events have each name for their doer or victim, without the names on one's ``sides``."""
        kinds = (kind, kind, None, None)
        counts = (*self._names(kind), *self._names(None))
        return (self._without(*found) for found in zip(counts, kinds, sides, strict=True))

    def _without(self, count: _Count, kind: str | None, names: tuple[str, ...]) -> _Count:
        """A count of the events of a type, or of all, without the names of one; many events have the same names."""
        key = count.label, kind, names
        if key not in self._reduced:
            self._reduced[key] = count.without(names)
        return self._reduced[key]

    def _names(self, kind: str | None) -> tuple[_Count, _Count]:
        """How often the events of a type, or all, have each name for their doer and for their victim."""
        if kind not in self._totals:
            events, label = [k for k in self._known if kind in (None, k.type)], "like" if kind else "every"
            agents, targets = (n for k in events for _, n in k.agents), (n for k in events for _, n in k.targets)
            self._totals[kind] = (
                _Count.of(f"{label}:agents", Counter(agents)),
                _Count.of(f"{label}:targets", Counter(targets)),
            )
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
        first = self.doc[event.head].head if event.type in SPEECH_ACTS and self.doc[event.head].dep_ == "conj" else None
        if first is None and not self._talk:
            return False
        parts, other = (event.head, *event.parts), False
        for above in (token, *token.ancestors):
            if above.i in parts:
                return False
            if first is not None and above.dep_ == "ccomp" and above.head is first:  # "said A fell and blamed B"
                return True
            other = other or above.i in self._talk
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
        names, kind = self.actors.who(token.i)
        if token.dep_ in _INNER:
            known = token.tag_ == "PRP$" or bool(names)
            return _Fit.ALWAYS if known else _Fit.INSIDE if party else _Fit.NEVER
        if party or kind != "none":
            return _Fit.ALWAYS
        return _Fit.CLAUSE if token.dep_ in _ARGUMENTS and "moment" not in classes else _Fit.NEVER
