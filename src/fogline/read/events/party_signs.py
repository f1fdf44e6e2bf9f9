"""What speaks for or against a phrase as a party of an event: its way through the parse, its kind, its place.

Signs are plain strings that the learned weights are keyed by; ``type*sign`` is the same sign within one claim type.
Prepositions and governing lemmas stand in them as written; names of actors or places never do. Signs that follow from
the same few facts are written once for each combination of these and kept together (``Part``), so that what they weigh
together can be kept too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from fogline.core.span import Span
from fogline.read.actors import ActorMention
from fogline.read.events.links import Event
from fogline.read.events.scene import Words, is_passive, lemma
from fogline.read.signs import MANY, Part, part
from fogline.read.tokens import Token

_CLASSES = (
    "force people actor person detainee aircraft settlement place_name first_person moment strike_word violence "
    "operation artillery talk truce aid speech siege"
).split()
# A way through the parse longer than this tells nothing more than that it is long.
_LONG = 5
_FAR = 99
# Ranks from this one on are alike, and so are those with this many or more candidates after them.
_RANKS, _LEFT = 5, 3
_STEPS = ((1, "0"), (2, "1"), (4, "2-3"), (8, "4-7"), (16, "8-15"))

# Edges from a word up to one of its heads, and how many they are.
Ups = tuple[str, int]


class Around(NamedTuple):
    """What all candidates of an event share.

    ``source`` is the token of who is quoted, ``slots`` the tokens that the vocabulary's slots give as agents ("a"),
    targets ("t") or both, ``filled`` which of these there are, ``reach`` the token range of the event's sentences,
    ``ups`` the ways up from each of the event's words, and ``forms`` what each of these is: noun or verb, passive, and
    whether it is the event's head. ``pattern`` is what found the event, without its number; ``expected`` tells that the
    event was announced with the others of the report; ``shares`` has for each name what the other events say of it.
    """

    event: Event
    clause: Span
    source: int | None
    slots: Mapping[int, str]
    filled: str
    reach: tuple[int, int]
    ups: tuple[tuple[Token, dict[int, Ups]], ...]
    forms: Mapping[int, str]
    kind: str
    pattern: str
    expected: bool
    shares: Mapping[str, Part]


@dataclass(slots=True)
class Signs:
    """The signs of one phrase, not yet written out for the type and pattern they are weighed with.

    The first of ``parts`` has those that count within each pattern too. Iterating gives every sign as the weights know
    it.
    """

    kind: str
    rule: str
    parts: tuple[Part, ...]
    last: Part

    @property
    def base(self) -> tuple[str, ...]:
        """The signs of all parts."""
        return tuple(s for part in self.parts for s in part.signs)

    def __iter__(self) -> Iterator[str]:
        yield "bias"
        yield f"{self.kind}*"
        for sign in self.base:
            yield sign
            yield f"{self.kind}*{sign}"
        for sign in self.parts[0].signs:
            yield f"{self.rule}*{sign}"
        yield from self.last.signs


class Phrase(NamedTuple):
    """What a candidate is whatever the event: its edge in the parse, kind of actor, first name ("" for none), classes,
    and the signs of these.
    """

    token: Token
    edge: str
    kind: str
    name: str
    classes: tuple[str, ...]
    own: Part

    @classmethod
    def of(cls, words: Words, token: Token, mention: ActorMention) -> Phrase:
        below = token.dep_ == "pobj"
        edge, over = (token.head.lower_, token.head.head) if below else (token.dep_, token.head)
        det = "det" in [c.dep_ for c in token.children]
        own = _own(token.tag_, det, token.head.pos_, edge, lemma(over))
        name = mention.names[0] if mention.names else ""
        return cls(token, edge, mention.kind, name, _named_classes(words.of(token)), own)


def way(start: Token, end: Token) -> str:
    """The way through the parse from ``start`` up to a common head and down to ``end``: "xcomp|nsubj", "|on>pobj"."""
    return _way(ways_up(start), end)


def ways_up(start: Token) -> dict[int, Ups]:
    """The edges from ``start`` up to each of its heads, itself first."""
    found = {start.i: ("", 0)}
    edges, below = "", start
    for n, above in enumerate(start.ancestors, 1):
        edges = f"{edges}^{below.dep_}" if edges else below.dep_
        found[above.i] = (edges, n)
        below = above
    return found


def _way(up: Mapping[int, Ups], end: Token) -> str:
    down, many = "", 0
    token = end
    while (found := up.get(token.i)) is None:
        edge, head = token.dep_, token.head
        if edge not in ("conj", "appos"):
            step = token.lower_ if edge in ("prep", "agent") else edge
            down = f"{step}>{down}" if many else step
            many += 1
        if head is token:
            return "none"
        token = head
    edges, steps = found
    return f"{edges}|{down}" if steps + many <= _LONG else "long"


def _nearest(token: Token, around: Around, where: str) -> tuple[Token, str]:
    """The word of the event that the candidate hangs closest to, and the way from it, or where else it stands."""
    if len(around.ups) == 1:
        word, up = around.ups[0]
        return word, _way(up, token) if where == "here" else where
    word, path = min([(word, _way(up, token)) for word, up in around.ups], key=_length)
    return word, path if where == "here" else where


def _length(found: tuple[Token, str]) -> int:
    return _FAR if found[1] in ("none", "long") else found[1].count("^") + found[1].count(">")


def signs(phrase: Phrase, place: tuple[str, int, int], around: Around, quoted: bool, more: Iterable[Part]) -> Signs:
    """Every sign of the phrase.

    ``place`` is where it stands (here, before, far), its rank among the candidates of the event's sentences (-1 for
    others) and how many those are; ``quoted`` tells that someone's words are attributed to it; ``more`` adds signs.
    """
    token, edge, kind, name, classes, own = phrase
    at, dep, clause = token.i, token.dep_, around.clause
    where, rank, total = place
    word, path = _nearest(token, around, where)
    slot, side = around.slots.get(at, ""), "<" if at < word.i else ">"
    form = side + around.forms[word.i]
    far, left = abs(at - word.i), total - rank - 1
    parts = (
        _strong(path, slot, around.filled, edge, form),
        _kind(kind, bool(name), slot, path),
        _classes(classes, slot, edge, path),
        own,
        _standing(where, dep, rank if rank < _RANKS else _RANKS, left if left < _LEFT else _LEFT),
        _inside(clause.start <= token.idx < clause.end, slot, form, edge),
        _distance(side, _NEAR[far] if far < len(_NEAR) else "16+", quoted, around.source == at),
        *more,
    )
    if dep in ("conj", "appos"):
        parts = (*parts, _beside(dep, around.slots.get(token.head.i, ""), slot))
    return Signs(around.kind, around.pattern, parts, _last(word.form.base, path))


@lru_cache(maxsize=1024)
def pattern_of(rule: str) -> str:
    """A rule's name without its number."""
    return ".".join(rule.split(".")[:2])


@lru_cache(maxsize=MANY)
def _last(verb: str, path: str) -> Part:
    """The event's word and the way from it, which count together whatever the type."""
    return part(f"verb:{verb}*{path}")


@lru_cache(maxsize=MANY)
def _strong(path: str, slot: str, filled: str, edge: str, form: str) -> Part:
    """Signs of grammar, which count within each pattern too."""
    return part(f"way:{path}", f"slot:{slot}", f"slots:{slot}/{filled}", f"place:{edge}/{form}")


def form_of(word: Token, event: Event) -> str:
    """Noun or verb, passive, and whether it is the event's head."""
    noun = "N" if word.pos_ in ("NOUN", "PROPN") else "V"
    return noun + ("p" if is_passive(word) else "") + ("" if word.i == event.head else "s")


@lru_cache(maxsize=4096)
def _named_classes(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple(c for c in _CLASSES if c in classes) or ("no",)


@lru_cache(maxsize=MANY)
def _kind(kind: str, named: bool, slot: str, path: str) -> Part:
    """What kind of actor the phrase is, named or not, and these along the way."""
    name = "named" if named else "unnamed"
    return part(f"kind:{kind}", f"kind:{kind}/{slot}", name, f"way:{path}/{name}", f"way:{path}/{kind}")


@lru_cache(maxsize=MANY)
def _classes(classes: tuple[str, ...], slot: str, edge: str, path: str) -> Part:
    """The classes of its head, and these along the way."""
    each = ((f"class:{c}", f"class:{c}/{slot}", f"class:{c}/{edge}", f"way:{path}/class:{c}") for c in classes)
    return part(*(s for listed in each for s in listed))


@lru_cache(maxsize=MANY)
def _own(tag: str, det: bool, governor: str, edge: str, over: str) -> Part:
    """Its tag, whether an article stands before it, and its governor."""
    return part(f"tag:{tag}", f"det:{det}", f"gov:{governor}", f"up:{edge}<{over}")


@lru_cache(maxsize=MANY)
def _standing(where: str, dep: str, rank: int, left: int) -> Part:
    """Which sentence it stands in, and its place among the candidates."""
    return part(f"where:{where}/{dep}", f"rank:{rank}", f"left:{left}")


@lru_cache(maxsize=MANY)
def _inside(inside: bool, slot: str, form: str, edge: str) -> Part:
    """Whether it stands in the event's clause, and on which side of the event's word."""
    return part(f"clause:{inside}", f"clause:{inside}/{slot}", f"side:{form}", f"edge:{edge}")


@lru_cache(maxsize=MANY)
def _distance(side: str, steps: str, quoted: bool, source: bool) -> Part:
    """How far it stands from the event's word, and whether its words are told."""
    return part(f"far:{side}{steps}", f"said:{quoted}{source}", f"said:{quoted}{source}/{side}")


@lru_cache(maxsize=MANY)
def _beside(dep: str, head: str, slot: str) -> Part:
    """What the slots give the one that it stands beside."""
    return part(f"beside:{dep}/{head}/{slot}")


@lru_cache(maxsize=MANY)
def counted(measure: str, group: str | None) -> Part:
    """What is counted of it."""
    return part(f"count:{measure}/{group}")


@lru_cache(maxsize=MANY)
def tied(owner: str, other: str, slot: str) -> Part:
    """Of which event's words it hangs on first, and what the slots give it in other events."""
    return part(
        f"owner:{owner}",
        f"owner:{owner}/{slot}",
        f"else:{other}",
        f"else:{other}/{slot}",
        f"owner:{owner}/else:{other}/{slot}",
    )


_NEAR = tuple(next(name for most, name in _STEPS if n < most) for n in range(_STEPS[-1][0]))
