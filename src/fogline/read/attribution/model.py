"""The types of this room: what a saying is, and who says a proposition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from fogline.core.claim import Attribution, Stance
from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.core.span import Span

Chain = tuple[Attribution, ...]


class Kind(StrEnum):
    """What the speaker does by saying it; the last five are the codebook's speech acts."""

    SAY = "say"
    CLAIM = "claim"
    THINK = "think"
    SHOW = "show"
    DENY = "deny"
    ACCUSE = "accuse"
    DEMAND = "demand"
    THREATEN = "threaten"
    SUPPORT = "support"


@quick
@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying.

    ``cue`` is the attributing words ("said in a statement"), ``cue_token`` the index of their verb, noun or
    preposition.
    ``source`` are the words for the speaker at this place and ``source_head`` their head token; both ``None`` when
    nobody is named ("it was reported"). ``content`` are the stretches that are what is said, in text order.
    ``chain`` is the saying's own, originator first, without the sayings it stands in (``Attributions.of`` adds those);
    it is empty when the speaker is the article itself. ``also`` holds one more chain per further joint speaker.
    ``addressee_head`` is the token of who is spoken to or about ("urged A", "accused A").
    """

    cue: Span
    cue_token: int
    source: Span | None
    source_head: int | None
    content: tuple[Span, ...]
    chain: Chain
    stance: Stance
    rule: str
    kind: Kind = Kind.SAY
    also: tuple[Chain, ...] = ()
    addressee_head: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a proposition. An empty ``chain`` is the article's own voice; ``saying`` indexes
    ``Attributions.sayings``.
    """

    chain: Chain = ()
    stance: Stance = Stance.ASSERTED
    saying: int | None = None
    rule: str = "own"
    also: tuple[Chain, ...] = ()


class Mentioned(Protocol):
    """The part of an actor mention this room reads."""

    @property
    def span(self) -> Span: ...
    @property
    def kind(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class Known(Protocol):
    """The part of a known name this room reads: tokens ``start..end`` (end-exclusive) and what it names."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Publishing(Protocol):
    """The part this room reads of who publishes the report."""

    @property
    def acts(self) -> bool: ...
    @property
    def own(self) -> frozenset[str]: ...
    @property
    def names(self) -> frozenset[str]: ...
    @property
    def words(self) -> frozenset[str]: ...


class Names(Protocol):
    """Resolves the head token of a noun phrase to a source; ``first`` is where its words begin, if not by the parse."""

    def phrase(self, head: int) -> Mentioned: ...
    def source(self, head: int, first: int | None = None) -> tuple[str, str | None]: ...
    def name_at(self, i: int) -> Known | None: ...
    def sides(self, head: int) -> tuple[str, ...]: ...
    @property
    def publisher(self) -> Publishing: ...


class Clock(Protocol):
    """Dates a saying by its cue token."""

    def said_at(self, cue: int) -> Days | None: ...
