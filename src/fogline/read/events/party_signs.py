"""What speaks for or against a phrase as a party of an event: its way through the parse, its kind, its place.

Signs are plain strings that the learned weights are keyed by; ``type*sign`` is the same sign within one claim type.
Prepositions and governing lemmas stand in them as written; names of actors or places never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fogline.core.span import Span
from fogline.read.actors import ActorMention
from fogline.read.events.links import Event
from fogline.read.events.scene import Words, is_passive, lemma
from fogline.read.tokens import Token

_CLASSES = (
    "force people actor person detainee aircraft settlement place_name first_person moment strike_word violence "
    "operation artillery talk truce aid speech siege"
).split()
# A way through the parse longer than this tells nothing more than that it is long.
_LONG = 5
_FAR = 99
_STEPS = ((1, "0"), (2, "1"), (4, "2-3"), (8, "4-7"), (16, "8-15"))


@dataclass(frozen=True, slots=True)
class Around:
    """What all candidates of an event share.

    ``source`` is the token of who is quoted, ``agents`` and ``targets`` the tokens that the slots of the vocabulary
    give, ``reach`` the token range of the event's sentences, ``ups`` the ways up from each of the event's words.
    """

    event: Event
    clause: Span
    source: int | None
    agents: frozenset[int]
    targets: frozenset[int]
    reach: tuple[int, int]
    ups: tuple[tuple[int, dict[int, str]], ...]

    def slots(self, token: int) -> str:
        return ("a" if token in self.agents else "") + ("t" if token in self.targets else "")

    @property
    def filled(self) -> str:
        return ("a" if self.agents else "") + ("t" if self.targets else "")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one phrase, not yet written out for the type and pattern they are weighed with.

    ``own`` are those of ``base`` that count within each pattern too. Iterating gives every sign as the weights know it.
    """

    kind: str
    rule: str
    base: tuple[str, ...]
    own: tuple[str, ...]
    last: str

    def __iter__(self) -> Iterator[str]:
        yield "bias"
        yield f"{self.kind}*"
        for sign in self.base:
            yield sign
            yield f"{self.kind}*{sign}"
        for sign in self.own:
            yield f"{self.rule}*{sign}"
        yield self.last


def way(start: Token, end: Token) -> str:
    """The way through the parse from ``start`` up to a common head and down to ``end``: "xcomp|nsubj", "|on>pobj"."""
    return _way(ways_up(start), end)


def ways_up(start: Token) -> dict[int, str]:
    """The edges from ``start`` up to each of its heads, itself first."""
    found = {start.i: ""}
    edges, below = "", start
    for above in start.ancestors:
        edges = f"{edges}^{below.dep_}" if edges else below.dep_
        found[above.i] = edges
        below = above
    return found


def _way(up: dict[int, str], end: Token) -> str:
    down: list[str] = []
    token = end
    while token.i not in up:
        if token.dep_ not in ("conj", "appos"):
            down.append(token.lower_ if token.dep_ in ("prep", "agent") else token.dep_)
        if token.head is token:
            return "none"
        token = token.head
    ups = up[token.i]
    steps = len(down) + (ups.count("^") + 1 if ups else 0)
    return f"{ups}|{'>'.join(reversed(down))}" if steps <= _LONG else "long"


def _nearest(words: Words, token: Token, around: Around) -> tuple[Token, str]:
    """The word of the event that the candidate hangs closest to, and the way from it."""
    doc = words.document.doc
    found = [(doc[part], _way(up, token)) for part, up in around.ups]
    return min(found, key=lambda f: _FAR if f[1] in ("none", "long") else f[1].count("^") + f[1].count(">"))


def _steps(n: int) -> str:
    return next((name for most, name in _STEPS if n < most), "16+")


def signs(
    words: Words,
    token: Token,
    mention: ActorMention,
    place: tuple[str, int, int],
    around: Around,
    quoted: bool,
    more: Iterable[str],
) -> Signs:
    """Every sign of the phrase at ``token``.

    ``place`` is where it stands (here, before, far), its rank among the candidates of the event's sentences (-1 for
    others) and how many those are; ``quoted`` tells that someone's words are attributed to it; ``more`` adds signs.
    """
    part, path = _nearest(words, token, around)
    path = path if place[0] == "here" else place[0]
    slot, form = around.slots(token.i), _form(token, part, around.event)
    own = list(_strong(token, path, form, around))
    base = [
        *own,
        *_phrase(words, token, mention, path, slot),
        *_stance(token, part, place, form, around, quoted),
        *(f"{s}/{mention.kind}" for s in own[:1]),
        *more,
    ]
    rule = ".".join(around.event.rule.split(".")[:2])
    return Signs(around.event.type.value, rule, tuple(dict.fromkeys(base)), tuple(own), f"verb:{lemma(part)}*{path}")


def _strong(token: Token, path: str, form: str, around: Around) -> Iterator[str]:
    """Signs of grammar, which count within each pattern too."""
    slot = around.slots(token.i)
    edge = token.head.lower_ if token.dep_ == "pobj" else token.dep_
    yield f"way:{path}"
    yield f"slot:{slot}"
    yield f"slots:{slot}/{around.filled}"
    yield f"place:{edge}/{form}"


def _form(token: Token, part: Token, event: Event) -> str:
    """Side of the event's word, noun or verb, passive, and whether it is the event's head."""
    noun = "N" if part.pos_ in ("NOUN", "PROPN") else "V"
    return (
        ("<" if token.i < part.i else ">")
        + noun
        + ("p" if is_passive(part) else "")
        + ("" if part.i == event.head else "s")
    )


@lru_cache(maxsize=4096)
def _named_classes(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple(c for c in _CLASSES if c in classes) or ("no",)


def _phrase(words: Words, token: Token, mention: ActorMention, path: str, slot: str) -> Iterator[str]:
    """What the phrase is: kind of actor, classes of its head, named or not, and these along the way."""
    named = "named" if mention.names else "unnamed"
    edge = token.head.lower_ if token.dep_ == "pobj" else token.dep_
    yield from (f"kind:{mention.kind}", f"kind:{mention.kind}/{slot}", named, f"way:{path}/{named}")
    for name in _named_classes(words.of(token)):
        yield from (f"class:{name}", f"class:{name}/{slot}", f"class:{name}/{edge}", f"way:{path}/class:{name}")
    yield from (f"tag:{token.tag_}", f"det:{any(c.dep_ == 'det' for c in token.children)}")


def _stance(
    token: Token, part: Token, place: tuple[str, int, int], form: str, around: Around, quoted: bool
) -> Iterator[str]:
    """Where it stands: sentence, clause, distance, order, governor, beside whom, and whether it is a source."""
    where, rank, total = place
    side, slot = "<" if token.i < part.i else ">", around.slots(token.i)
    inside = around.clause.start <= token.idx < around.clause.end
    said = f"{quoted}{around.source == token.i}"
    over = token.head.head if token.dep_ == "pobj" else token.head
    edge = token.head.lower_ if token.dep_ == "pobj" else token.dep_
    yield from (f"where:{where}/{token.dep_}", f"rank:{min(rank, 5)}", f"left:{min(total - rank - 1, 3)}")
    yield from (
        f"clause:{inside}",
        f"clause:{inside}/{slot}",
        f"side:{form}",
        f"edge:{edge}",
    )
    yield from (f"far:{side}{_steps(abs(token.i - part.i))}", f"said:{said}", f"said:{said}/{side}")
    yield from (f"gov:{token.head.pos_}", f"up:{edge}<{lemma(over)}")
    if token.dep_ in ("conj", "appos"):
        yield f"beside:{token.dep_}/{around.slots(token.head.i)}/{slot}"
