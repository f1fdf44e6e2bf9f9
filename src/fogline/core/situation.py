"""A situation report before it is laid out: sections of sentences, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from fogline.core.span import Span


@dataclass(frozen=True, slots=True)
class Cite:
    """The words a sentence rests on."""

    report: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """``cites`` is never empty: nothing is said that no claim says."""

    text: str
    cites: tuple[Cite, ...]

    def __post_init__(self) -> None:
        if not self.cites:
            raise ValueError(f"a sentence without a source: {self.text}")


@dataclass(frozen=True, slots=True)
class Item:
    """One development: a heading sentence and what is said about it."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered source."""

    n: int
    cite: Cite
    outlet: str
    published: str


@dataclass(frozen=True, slots=True)
class SituationReport:
    title: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    nothing: str
