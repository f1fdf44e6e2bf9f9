"""Who could be a party of an event: the noun phrases of its sentence, each described by the signs a reader goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Voice
from fogline.read.events.links import Event
from fogline.read.events.roles import Roles
from fogline.read.events.scene import Words, is_passive, lemma

_NOUNS = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
_CLASSES = ("force", "people", "actor", "person", "detainee", "aircraft", "settlement", "place_name", "first_person", "moment", "strike_word", "violence", "operation", "building", "vehicle", "artillery", "weapon", "talk", "truce", "aid", "speech")
_PARTY = {"force", "people", "actor", "person", "detainee", "aircraft"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "attr", "dative", "appos", "conj", "poss"}
_HARM = frozenset({"air_strike", "shelling", "bombing", "chemical_attack", "attack", "clash", "toll", "materiel_loss", "property_damage", "capture"})
_INNER = {"compound", "nmod", "amod", "poss"}
# A way through the parse longer than this tells nothing more than that it is long.
_LONG = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Token ``token`` heads a phrase that may be a party; ``signs`` are what speaks for or against it."""

    token: int
    signs: tuple[str, ...]


def _up(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def way(start: Token, end: Token) -> str:
    """The way through the parse from ``start`` up to a common head and down to ``end``, prepositions by their word."""
    above = {t.i: n for n, t in enumerate(_up(start))}
    down: list[str] = []
    token = end
    while token.i not in above:
        if token.dep_ not in ("conj", "appos"):
            down.append(token.lower_ if token.dep_ in ("prep", "agent") else token.dep_)
        if token.head.i == token.i:
            return "none"
        token = token.head
    ups = [t.dep_ for t in _up(start)[: above[token.i]]]
    return "^".join(ups) + "|" + ">".join(reversed(down)) if len(ups) + len(down) <= _LONG else "long"


def _share(counts: Counter[str], name: str) -> str:
    if not counts:
        return "unknown"
    most = max(counts.values())
    return "none" if not counts[name] else "most" if counts[name] == most and sum(n == most for n in counts.values()) == 1 else "some"


def _bucket(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "2-3" if n < 4 else "4-7" if n < 8 else "8-15" if n < 16 else "16+"


@dataclass(frozen=True, slots=True)
class _Known:
    """An event with the tokens and names of its plain parties."""

    head: int
    type: str
    agents: tuple[tuple[int, str], ...]
    targets: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the signs of every candidate of one event share; ``reach`` is the token range of its sentences."""

    event: Event
    clause: Span
    source: int | None
    agents: set[int]
    targets: set[int]
    reach: tuple[int, int]


class Candidates:
    """Candidates of the events of one document."""

    def __init__(self, words: Words, actors: Actors, voices: Attributions, roles: Roles) -> None:
        self.words = words
        self.document = words.document
        self.doc = words.document.doc
        self.actors = actors
        self.voices = voices
        self.roles = roles
        self._cast: list[_Known] = []

    def expect(self, events: Iterable[Event]) -> None:
        """Tells of all events of the report, whose plain parties speak for the same names elsewhere."""
        self._cast = [
            _Known(e.head, e.type.value, self._heads(self.roles.agents(e)), self._heads(self.roles.targets(e)))
            for e in sorted(events, key=lambda e: e.head)
        ]

    def _heads(self, tokens: Iterable[Token]) -> tuple[tuple[int, str], ...]:
        """Token and first name of those who are named."""
        return tuple((t.i, names[0]) for t in tokens if (names := self.actors.phrase(t.i).names))

    def _earlier(self, event: Event, start: int, group: frozenset[str]) -> list[int]:
        """Doers of the last like event, and of the last one that did harm, told before token ``start``."""
        like = [k for k in self._cast if k.head < start and k.agents]
        same = [k for k in like if k.type == event.type.value][-1:]
        harm = [k for k in like if k.type in group][-1:] if event.type.value in group else []
        return sorted({i for k in (*same, *harm) for i, _ in k.agents})

    def _standing(self, name: str | None, event: Event) -> Iterator[str]:
        """How often the report's other events of the type have ``name`` for their doer or victim."""
        if name is None:
            return
        others = [k for k in self._cast if k.head != event.head]
        for role in ("agents", "targets"):
            like = Counter(n for k in others if k.type == event.type.value for _, n in getattr(k, role))
            every = Counter(n for k in others for _, n in getattr(k, role))
            yield f"like:{role}:{_share(like, name)}"
            yield f"every:{role}:{_share(every, name)}"

    @cached_property
    def _sources(self) -> frozenset[int]:
        return frozenset(s.source_head for s in self.voices.sayings if s.source_head is not None)

    def of(self, event: Event, clause: Span, voice: Voice) -> tuple[Candidate, ...]:
        """In text order: from the sentences of the event and its clause, the one before, and whoever says it."""
        here = self._reach(event, clause)
        own = [t for t in self.doc[here[0] : here[1]] if self._possible(t, event, clause)]
        agents = {t.i for t in self.roles.agents(event)}
        targets = {t.i for t in self.roles.targets(event)}
        known = {t.i for t in own}
        own += [self.doc[i] for i in sorted((agents | targets) - known)]
        before = [t for t in self._before(here[0]) if t.i not in known]
        source = self._source(voice)
        seen = known | {t.i for t in before}
        before = [*(self.doc[i] for i in self._earlier(event, here[0], _HARM) if i not in seen), *before]
        if source is not None and source not in known | {t.i for t in before}:
            before.append(self.doc[source])
        own.sort(key=lambda t: t.i)
        scene = _Around(event, clause, source, agents, targets, here)
        return tuple(
            Candidate(t.i, tuple(self._signs(t, n - len(before), len(own), scene)))
            for n, t in enumerate([*before, *own])
        )

    def _source(self, voice: Voice) -> int | None:
        return self.voices.sayings[voice.saying].source_head if voice.saying is not None else None

    def _reach(self, event: Event, clause: Span) -> tuple[int, int]:
        at = [self.document.sentence_of(event.head), self.document.sentence_at(clause.start)]
        at.append(self.document.sentence_at(max(clause.start, clause.end - 1)))
        return min(s.start for s in at), max(s.end for s in at)

    def _before(self, start: int) -> list[Token]:
        """Named parties of the sentence before token ``start``."""
        index = self.document.sentence_of(start).index
        if index == 0:
            return []
        sentence = self.document.sentences[index - 1]
        tokens = self.doc[sentence.start : sentence.end]
        return [t for t in tokens if t.pos_ in _NOUNS and t.dep_ not in _INNER and self._named(t)]

    def _named(self, token: Token) -> bool:
        mention = self.actors.phrase(token.i)
        return bool(mention.names) and mention.kind not in ("pronoun", "none")

    def _possible(self, token: Token, event: Event, clause: Span) -> bool:
        if token.pos_ not in _NOUNS or token.dep_ in ("det", "expl", "nummod") or token.tag_ in ("WDT", "WP", "WRB"):
            return False
        party = bool(self.words.of(token) & _PARTY)
        mention = self.actors.phrase(token.i)
        if token.i in event.parts:
            return party and token.pos_ in ("NOUN", "PROPN")
        if token.dep_ in _INNER:
            return token.tag_ == "PRP$" or bool(mention.names) or (party and token.head.i in event.parts)
        argument = token.dep_ in _ARGUMENTS and clause.start <= token.idx < clause.end
        return party or mention.kind != "none" or (argument and not self.words.of(token) & {"moment"})

    def _signs(self, token: Token, rank: int, total: int, scene: _Around) -> Iterator[str]:
        event, clause, agents, targets = scene.event, scene.clause, scene.agents, scene.targets
        kind, rule = event.type.value, ".".join(event.rule.split(".")[:2])
        mention = self.actors.phrase(token.i)
        part, path = self._nearest(token, event)
        head = self.doc[event.head]
        side = "<" if token.i < part.i else ">"
        form = ("N" if part.pos_ in ("NOUN", "PROPN") else "V") + ("p" if is_passive(part) else "") + ("" if part.i == head.i else "s")
        classes = [c for c in _CLASSES if c in self.words.of(token)] or ["no"]
        named = "named" if mention.names else "unnamed"
        place = token.head.lower_ if token.dep_ == "pobj" else token.dep_
        in_clause = clause.start <= token.idx < clause.end
        said = "src" if token.i in self._sources else "-"
        own = scene.source == token.i
        where = self._where(token, scene.reach)
        if where != "here":
            rank, path = -1, where
        slots = ("a" if token.i in agents else "") + ("t" if token.i in targets else "")
        shown = [t for t in ("a" if agents else "", "t" if targets else "") if t]
        base = [
            f"slot:{slots}", f"slots:{slots}/{''.join(shown)}", f"way:{path}", f"side:{side}{form}", f"kind:{mention.kind}", f"place:{place}", f"clause:{in_clause}", f"said:{said}{own}",
            f"where:{where}/{token.dep_}", f"where:{where}/{mention.kind}", f"rank:{min(rank, 5)}", f"left:{min(total - rank - 1, 3)}", f"far:{side}{_bucket(abs(token.i - part.i))}", f"{named}",
            f"tag:{token.tag_}", f"gov:{token.head.pos_}", f"way:{path}/{form}", f"kind:{mention.kind}/{slots}", f"place:{place}/{side}{form}",
            f"said:{said}{own}/{side}", f"det:{any(c.dep_ == 'det' for c in token.children)}", f"clause:{in_clause}/{slots}",
        ]
        base += [f"class:{c}" for c in classes] + [f"class:{c}/{slots}" for c in classes] + [f"class:{c}/{place}" for c in classes]
        base += self._standing(mention.names[0] if mention.names else None, event)
        base += [f"way:{path}/{mention.kind}", f"way:{path}/{named}"] + [f"way:{path}/class:{c}" for c in classes]
        if token.dep_ == "pobj":
            base.append(f"up:{token.head.lower_}<{lemma(token.head.head)}")
        else:
            base.append(f"up:{token.dep_}<{lemma(token.head)}")
        yield "bias"
        yield f"{kind}*"
        for sign in base:
            yield sign
            yield f"{kind}*{sign}"
        for sign in base[:3] + [f"place:{place}/{side}{form}"]:
            yield f"{rule}*{sign}"
        yield f"verb:{lemma(part)}*{path}"

    def _where(self, token: Token, reach: tuple[int, int]) -> str:
        if reach[0] <= token.i < reach[1]:
            return "here"
        return "before" if self.document.sentence_of(token.i).index + 1 == self.document.sentence_of(reach[0]).index else "far"

    def _nearest(self, token: Token, event: Event) -> tuple[Token, str]:
        """The word of the event that the candidate hangs closest to, and the way from it."""
        best: tuple[int, Token, str] | None = None
        for part in (event.head, *(p for p in event.parts if p != event.head)):
            path = way(self.doc[part], token)
            length = 99 if path in ("none", "long") else path.count("^") + path.count(">")
            if best is None or length < best[0]:
                best = (length, self.doc[part], path)
        assert best is not None
        return best[1], best[2]


def heads(candidates: Iterable[Candidate]) -> list[int]:
    return [c.token for c in candidates]
