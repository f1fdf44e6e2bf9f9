"""Parties as mentions: what one "and" holds together, and what only says who somebody is."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.core.claim import Mention
from fogline.read.actors import Actors
from fogline.read.document import Document
from fogline.read.events.casting import BESIDE, Player
from fogline.read.events.links import Event
from fogline.vocab import load

# What stands before a noun and is its own: a word of how many or which, or any other.
_SET = {"det", "nummod", "poss"}
_OWN = _SET | {"amod", "compound", "nmod"}


class Joined:
    """The mentions of one document's parties."""

    def __init__(self, document: Document, actors: Actors) -> None:
        self.document = document
        self.actors = actors

    def of(
        self, chosen: Sequence[Player], players: Sequence[Player], chances: Sequence[float], role: str, event: Event
    ) -> tuple[Mention, ...]:
        """Mentions in text order; what one "and" holds together is one mention where the vocabulary says so."""
        joins = event.type in load("en/roles.yaml")["joined"][role]
        taken: set[int] = set()
        found: list[tuple[int, Mention]] = []
        for player in sorted(chosen, key=lambda p: p.span):
            if player.candidate.token in taken:
                continue
            beside = {t.i for t in self.document.doc[player.candidate.token].conjuncts} if joins else set()
            group = [
                p
                for p, c in zip(players, chances, strict=True)
                if p is player
                or (p.candidate.token in beside and (c >= BESIDE or p in chosen))
                or (p in chosen and self._same_person(player.candidate.token, p.candidate.token))
            ]
            taken.update(p.candidate.token for p in group)
            parts = [[p] for p in group] if self._apart(group) else [group]
            found += [(part[0].span.start, self._together(part[0], part)) for part in parts]
        return tuple(m for _, m in sorted(found, key=lambda f: f[0]))

    def _apart(self, group: Sequence[Player]) -> bool:
        """As in "the Navy and allied clans" and "two schools and a clinic": each with words of its own is its own.

        What belongs to the first ("the town and its people") stays with it.
        """
        tokens = sorted((self.document.doc[p.candidate.token] for p in group), key=lambda t: t.i)
        if len(tokens) < 2 or any(t.dep_ == "appos" for t in tokens):
            return False
        names = [set(p.names) for p in group if p.names]
        if len(names) == len(group):
            return not set.intersection(*names)
        if any(c.tag_ == "PRP$" for t in tokens[1:] for c in t.lefts):
            return False
        first, *rest = ({c.dep_ for c in t.lefts} & _OWN for t in tokens)
        return bool(first) and all(r and (r & _SET or not first & _SET) for r in rest)

    def _same_person(self, one: int, other: int) -> bool:
        """As in "the coordinator, Ada Bly": an office and the name beside it."""
        doc = self.document.doc
        beside = (doc[other].dep_ == "appos" and doc[other].head.i == one) or (
            doc[one].dep_ == "appos" and doc[one].head.i == other
        )
        office, name = doc[min(one, other)], doc[max(one, other)]
        described = any(c.dep_ in ("det", "poss") for c in office.children)
        return beside and described and self.actors.phrase(name.i).kind == "person"

    def _together(self, player: Player, group: Sequence[Player]) -> Mention:
        if len(group) == 1:
            return Mention(player.text, player.names)
        first, last = min(p.span for p in group), max(p.span for p in group)
        names = tuple(dict.fromkeys(n for p in group for n in p.names))
        return Mention(self.document.quote(first.join(last)), names)
