"""Where a verb, preposition or noun puts words into somebody's mouth: the frame of one saying, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.core.claim import Stance
from fogline.core.quick import quick
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.model import Kind
from fogline.read.tokens import Doc, Token

Range = tuple[int, int]
_ASIDE = 8


@quick
@dataclass(frozen=True, slots=True)
class Frame:
    """``content`` are token ranges, end-exclusive. ``source`` is the head of the speaker's phrase, ``joint`` those of
    further speakers; ``addressee`` the one spoken to or about; ``first`` the token where the source's words begin,
    where position tells it better than the parse.
    """

    cue: Token
    group: str
    kind: Kind
    stance: Stance
    source: Token | None
    content: tuple[Range, ...]
    rule: str
    joint: tuple[Token, ...] = ()
    addressee: Token | None = None
    channel: str | None = None
    bare: str | None = None
    first: int | None = None


def before_brackets(doc: Doc, i: int, start: int) -> int:
    """Where a name ends that brackets follow: of "the Rights Network (RN) said", ``i`` at ")", the place of Network."""
    if doc[i].text != ")":
        return i
    opening = next((j for j in range(i - 1, max(start, i - _ASIDE), -1) if doc[j].text == "("), None)
    return opening - 1 if opening is not None else i


def left_edge(token: Token) -> int:
    """Index of the first token of ``token``'s phrase."""
    return int(token.left_edge.i)


def right_end(token: Token) -> int:
    """Index after the last token of ``token``'s phrase."""
    return int(token.right_edge.i) + 1


def kids(token: Token, *deps: str) -> list[Token]:
    """Children of ``token`` with one of the dependency labels, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def finite(token: Token) -> bool:
    """A verb form that can head a clause of its own."""
    return token.tag_ in ("VBD", "VBP", "VBZ", "MD") or (token.tag_ == "VBN" and bool(kids(token, "auxpass", "aux")))


def first_person(token: Token) -> bool:
    """As in "I", "we", "our"; never "US"."""
    return token.lower_ in lexicon().pronouns["first"] and not (len(token) > 1 and token.text.isupper())
