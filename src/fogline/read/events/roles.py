"""Who does it and to whom: fills the slots that the vocabulary names for each claim type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from fogline.core.claim import ClaimType
from fogline.read.events.links import Event
from fogline.read.events.scene import Words, conjuncts, is_passive, objects, prepositional, subjects
from fogline.vocab import load

_PARTY = {"force", "people", "actor", "person", "detainee"}
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")


def _modifiers(head: Token) -> list[Token]:
    """Names and forces before an event noun: "Russian shelling", "regime air strikes", "coalition raids"."""
    found = []
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < head.i:
            found.append(child)
            found.extend(c for c in child.children if c.dep_ in ("conj", "compound", "amod") and c.i < head.i)
    return sorted(found, key=lambda t: t.i)


def _complement_subject(head: Token) -> list[Token]:
    """The one asked to act: "demanded that Moscow withdraw", "called for Iran to stop"."""
    found = []
    for child in head.children:
        if child.dep_ in ("ccomp", "xcomp", "advcl", "prep"):
            found.extend(t for c in child.children if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c))
            if child.dep_ == "prep":
                for below in child.children:
                    found.extend(t for c in below.children if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c))
    return found


class Roles:
    """Finds the parties of events in one document."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.doc = words.document.doc
        self._table = load("en/roles.yaml")

    def agents(self, event: Event) -> list[Token]:
        return self._fill(event, "agents")

    def targets(self, event: Event) -> list[Token]:
        agents = {t.i for t in self.agents(event)}
        return [t for t in self._fill(event, "targets") if t.i not in agents]

    def _fill(self, event: Event, role: str) -> list[Token]:
        slots = self._table.get(event.type.value, self._table["default"]).get(role, ())
        found: dict[int, Token] = {}
        for part in (event.head, *(p for p in event.parts if p != event.head)):
            head = self.doc[part]
            for slot in slots:
                for token in self._slot(slot, head, event.type):
                    if token.pos_ in _NOUNS and token.i not in event.parts:
                        found.setdefault(token.i, token)
            if found and role == "agents":
                break
        return [found[i] for i in sorted(found)]

    def _slot(self, slot: str, head: Token, kind: ClaimType) -> Iterable[Token]:
        noun = head.pos_ in ("NOUN", "PROPN")
        fixed: dict[str, Callable[[], Iterable[Token]]] = {
            "subject": lambda: subjects(head) if not noun else (),
            "modifier": lambda: self._party(_modifiers(head)) if noun else (),
            "object": lambda: objects(head) if not noun else (),
            "object_party": lambda: self._party(objects(head)) if not noun else (),
            "passive_object": lambda: objects(head) if not noun and is_passive(head) else (),
            "complement_subject": lambda: _complement_subject(head),
            "subject_of_kill": lambda: self._party(subjects(head)) if not noun else (),
            "of_control": lambda: self._party(self._possessors(head)),
            "of_owner": lambda: (),
            "by_side": lambda: (),
        }
        if slot in fixed:
            return fixed[slot]()
        return self._party(prepositional(head, (slot,))) if kind != ClaimType.PROPERTY_DAMAGE else prepositional(head, (slot,))

    def _possessors(self, head: Token) -> Iterator[Token]:
        """"under the control of X", "in X's hands": below any preposition of the head."""
        for child in head.children:
            if child.dep_ == "prep":
                for below in child.children:
                    if below.dep_ == "pobj":
                        yield from _modifiers(below)
                        yield from prepositional(below, ("of",))

    def _party(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for t in tokens if self.words.around([t]) & _PARTY or t.pos_ in ("PROPN", "PRON")]
