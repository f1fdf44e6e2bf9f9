"""Who is meant: the actors of a report, by theatre packs, patterns and what the report said before."""

from __future__ import annotations

from functools import cached_property

from fogline.read.actors.mention import ActorMention, NameAt
from fogline.read.actors.publisher import Publisher, publisher_of
from fogline.read.actors.resolve import Resolver
from fogline.read.actors.sources import source_of
from fogline.read.document import Document
from fogline.read.places import Places
from fogline.vocab.actors import all_actors, lookup

__all__ = ["ActorMention", "Actors", "all_actors", "lookup"]


class Actors:
    """The actors of one document; built once, asked by token index."""

    def __init__(self, document: Document, theatre: str | None = None, places: Places | None = None) -> None:
        """``theatre`` names a pack; ``None`` lets the report's own places and actors choose. ``places`` are those of
        the same document, found anew where nobody has them yet.

        Raises ``KeyError`` for a theatre without a pack.
        """
        self._resolver = Resolver(document, theatre, places or Places(document, theatre))

    @property
    def theatre(self) -> str:
        """The pack in use; "general" when the report speaks of no war that has one."""
        return self._resolver.context.theatre.name

    @property
    def home(self) -> str | None:
        """The canonical name of the government that "the government" means, if any."""
        state = self._resolver.context.home
        return state.government if state else None

    @cached_property
    def mentions(self) -> tuple[ActorMention, ...]:
        """Every noun phrase that names someone or means a kind of actor, in order."""
        return tuple(m for m in self._resolver.log if m.names or m.kind not in {"none", "pronoun"})

    def phrase(self, head: int) -> ActorMention:
        """The noun phrase headed by token ``head``. Never fails: what means no one has kind "none" and no names.

        Raises ``IndexError`` for an index outside the document.
        """
        return self._resolver.mention(head)

    def who(self, head: int) -> tuple[tuple[str, ...], str]:
        """The names and the kind of ``phrase``, without its words."""
        found = self._resolver.who(head)
        return found.names, found.kind

    def source(self, head: int, first: int | None = None) -> tuple[str, str | None]:
        """The fullest name for whoever the phrase at ``head`` quotes, and the body they speak for.

        A person's own name, a body's canonical name, or the words as written for a vague source ("a military source").
        ``first`` is the token where the words begin, for text in which the parse does not tell.
        """
        return source_of(self._resolver, head, first)

    def sides(self, head: int) -> tuple[str, ...]:
        """The parties that "each side", "both" or "each" at ``head`` stands for; none where nothing tells."""
        token = self._resolver.tokens[head]
        found = self._resolver.groups.both(token) if self._resolver.back.sided(token) else None
        return found.names if found is not None else ()

    def name_at(self, i: int) -> NameAt | None:
        """The known name, or person named in this report, that token ``i`` is part of."""
        return self._resolver.name_at(i)

    @cached_property
    def publisher(self) -> Publisher:
        """Who the outlet is, where it is somebody who acts."""
        return publisher_of(self._resolver.outlet, self._resolver.document.report.outlet or "")

    def release(self) -> None:
        """Unties the rules from each other once the text is read, after which nobody may ask."""
        vars(self._resolver).clear()
