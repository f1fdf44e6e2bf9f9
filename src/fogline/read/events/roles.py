"""Who does it and to whom: fills the slots that the vocabulary names for each pattern or claim type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from fogline.read.events.links import Event
from fogline.read.events.scene import Words, conjuncts, is_passive, objects, prepositional, subjects
from fogline.read.tokens import Token
from fogline.vocab import load

_PARTY = {"force", "people", "actor", "person", "detainee"}
_VEHICLE = {"aircraft"}
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
# How far above an event its doer may stand.
_CLIMB = 4
_NEAR = ("compound", "amod", "nmod", "poss")


@cache
def _slots(rule: str, kind: str) -> dict[str, tuple[str, ...]]:
    """The slots of the longest beginning of ``rule`` that the table has, else of the type."""
    table = load("en/roles.yaml")
    parts = rule.split(".")
    for n in range(len(parts), 1, -1):
        if (found := table.get(".".join(parts[:n]))) is not None:
            return {role: tuple(slots) for role, slots in found.items()}
    return {role: tuple(slots) for role, slots in table.get(kind, table["default"]).items()}


def _modifiers(head: Token) -> list[Token]:
    """Names and forces before a noun: "Russian shelling", "regime air strikes", "the militants' vehicles"."""
    found = []
    for child in head.children:
        if child.dep_ in _NEAR and child.i < head.i:
            found.append(child)
            found.extend(c for c in child.children if c.dep_ in ("conj", *_NEAR) and c.i < head.i)
    return sorted(found, key=lambda t: t.i)


def _complement_subject(head: Token) -> list[Token]:
    """The one asked to act: "demanded that Moscow withdraw", "called for Iran to stop"."""
    found: list[Token] = []
    below = [c for c in head.children if c.dep_ in ("ccomp", "xcomp", "advcl", "prep")]
    below += [c for p in below if p.dep_ == "prep" for c in p.children]
    for child in below:
        found.extend(t for c in child.children if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c))
    return found


class Roles:
    """Finds the parties of events in one document."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.doc = words.document.doc
        # By identity, which takes no time to hash; the event is kept, so that no other can come to have it.
        self._found: dict[int, tuple[Event, list[Token], list[Token]]] = {}

    def agents(self, event: Event) -> list[Token]:
        """Tokens that head the agents, in text order; the pseudo-slots "speaker" and "inherit" give none here."""
        return self._both(event)[0]

    def targets(self, event: Event) -> list[Token]:
        """Tokens that head the targets, in text order, none of them an agent."""
        return self._both(event)[1]

    def _both(self, event: Event) -> tuple[list[Token], list[Token]]:
        found = self._found.get(id(event))
        if found is None:
            agents = [t for t in self._fill(event, "agents") if self._acts(t)]
            acting = {t.i for t in agents}
            suffering = [t for t in self._fill(event, "targets") if t.i not in acting]
            targets = [t for t in suffering if "moment" not in self.words.of(t)]
            found = self._found[id(event)] = event, agents, targets
        return found[1], found[2]

    def wants(self, event: Event, slot: str) -> bool:
        """True when the agents of this event may come from ``slot``."""
        return slot in _slots(event.rule, event.type)["agents"]

    def _acts(self, token: Token) -> bool:
        classes = self.words.around([token])
        if "place_name" in self.words.of(token) and "actor" not in self.words.of(token):
            return False
        return bool(classes & (_PARTY | _VEHICLE)) or (
            token.pos_ in ("PROPN", "PRON") and not self.words.of(token) & {"moment"}
        )

    def _fill(self, event: Event, role: str) -> list[Token]:
        slots = _slots(event.rule, event.type).get(role, ())
        found: dict[int, Token] = {}
        if "noun_owner" in slots:
            nouns = [self.doc[i] for i in (*event.words, *event.parts) if self.doc[i].pos_ in ("NOUN", "PROPN")]
            found = {
                t.i: t
                for n in nouns
                for t in self._party(c for c in n.children if c.dep_ == "poss" and c.tag_ != "PRP$")
            }
            if found:
                return [found[i] for i in sorted(found)]
        for part in (event.head, *(p for p in event.parts if p != event.head)):
            for slot in slots:
                for token in self._slot(slot, self.doc[part]):
                    if token.pos_ in _NOUNS and token.i not in event.parts:
                        found.setdefault(token.i, token)
                if found and slot in ("owner", "belonging"):
                    break
            if found and role == "agents":
                break
        if not found and role == "agents":
            found = {t.i: t for t in self._above(self.doc[event.head]) if t.i not in event.parts}
        return [found[i] for i in sorted(found)]

    def _above(self, head: Token) -> list[Token]:
        """The party whose plan, order or act the event is: "plans of Kyiv to", "for Oslo to act", "they began it"."""
        token = head
        for _ in range(_CLIMB):
            up = token.head
            clause = token.dep_ in ("ccomp", "advcl", "relcl", "conj", "parataxis")
            if up.i == token.i or (clause and token.i != head.i):
                return []
            if any(c.dep_ in ("nsubj",) for c in token.children) and token.i != head.i:
                return []
            if up.pos_ in ("NOUN", "PROPN") and token.dep_ in ("acl", "prep", "pobj", "compound", "nmod"):
                if found := self._party([*_modifiers(up), *prepositional(up, ("by", "of"))]):
                    return [t for t in found if t.i != token.i]
            elif up.pos_ in ("VERB", "AUX") and token.dep_ in ("dobj", "xcomp", "pcomp", "prep", "attr", "pobj", "acl"):
                if self.words.of(up) & {"report_word"}:
                    return []
                if found := self._party(self._subjects(up)):
                    return found
            elif up.dep_ == "prep" and up.lower_ == "for":
                return []
            token = up
        return []

    def _slot(self, slot: str, head: Token) -> Iterable[Token]:
        look = _SLOTS.get(slot)
        if look is not None:
            return look(self, head)
        of_noun, of_verb = _OF_NOUNS.get(slot), _OF_VERBS.get(slot)
        if of_noun is not None or of_verb is not None:
            look = of_noun if head.pos_ in ("NOUN", "PROPN") else of_verb
            return look(self, head) if look is not None else ()
        prep, _, kind = slot.partition("_")
        found = prepositional(head, (prep,))
        if kind == "hit":
            return self._hit(found)
        return self._doers(found) if kind == "doer" else self._party(found)

    def _subjects(self, head: Token) -> Iterator[Token]:
        """Subjects; for "the strike killed ..." those who strike."""
        for token in subjects(head):
            if self.words.of(token) & {"violence", "strike_word", "operation"} and not self.words.of(token) & _PARTY:
                yield from self._party([*_modifiers(token), *prepositional(token, ("by", "from", "of"))])
            else:
                yield token

    def _hit(self, tokens: Iterable[Token]) -> list[Token]:
        """What is hit, unless it is only a place."""
        return [
            t
            for t in tokens
            if not self.words.of(t) & {"settlement", "place_name", "strike_word", "aircraft", "artillery", "moment"}
        ]

    def _doers(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Parties as they stand; for a deed ("condemned the raid by X") who did it."""
        for token in tokens:
            if self.words.of(token) & {"violence", "accuse_word"}:
                yield from self._party([*_modifiers(token), *prepositional(token, ("by", "of", "from"))])
                for child in token.children:
                    if child.dep_ in ("acl", "relcl"):
                        yield from self._party(subjects(child))
            elif self.words.around([token]) & _PARTY or token.pos_ in ("PROPN", "PRON"):
                yield token

    def _foe(self, head: Token) -> list[Token]:
        """The nearest other force named in the sentence: whose weapons were lost."""
        doers = {t.i for s in subjects(head) for t in s.subtree}
        sentence = self.words.document.sentence_of(head.i)
        forces = [
            t
            for t in self.doc[sentence.start : sentence.end]
            if "force" in self.words.of(t) and t.pos_ in ("NOUN", "PROPN") and t.dep_ not in _NEAR and t.i not in doers
        ]
        return forces[-1:] if forces and forces[-1].i > head.i else []

    def _possessors(self, head: Token) -> Iterator[Token]:
        """Owners below any preposition of the head: "under the control of X", "in X's hands"."""
        for child in (head, *head.children):
            if child.dep_ == "prep":
                for below in child.children:
                    if below.dep_ == "pobj":
                        yield from _modifiers(below)
                        yield from prepositional(below, ("of",))

    def _party(self, tokens: Iterable[Token]) -> list[Token]:
        return [
            t
            for t in tokens
            if self.words.around([t]) & _PARTY
            or t.pos_ == "PRON"
            or (t.pos_ == "PROPN" and not self.words.of(t) & {"place_name", "moment"})
        ]


_Look = Callable[[Roles, Token], Iterable[Token]]
# Where the slots of the vocabulary look, by name; some look elsewhere at a noun than at a verb, or at one alone.
# Any other is a preposition and what stands behind it.
_SLOTS: dict[str, _Look] = {
    "complement_subject": lambda _, head: _complement_subject(head),
    "control_of": lambda r, head: r._party(r._possessors(head)),
    "owner": lambda r, head: r._party(t for o in objects(head) for t in _modifiers(o)),
    "belonging": lambda r, head: r._party(
        t for o in objects(head) for t in prepositional(o, ("of", "for", "to", "from"))
    ),
    "doer": lambda r, head: r._doers([head]),
    "foe": lambda r, head: r._foe(head),
    "noun_owner": lambda *_: (),
    "speaker": lambda *_: (),
    "inherit": lambda *_: (),
}
_OF_NOUNS: dict[str, _Look] = {
    "subject": lambda r, head: r._party(subjects(head)),
    "governor_subject": lambda _, head: subjects(head.head),
    "modifier": lambda r, head: r._party(_modifiers(head)),
}
_OF_VERBS: dict[str, _Look] = {
    "subject": lambda r, head: r._subjects(head),
    "object": lambda _, head: objects(head),
    "object_party": lambda r, head: r._party(objects(head)),
    "object_hit": lambda r, head: () if r.words.of(head) & {"casualty"} else r._hit(objects(head)),
    "object_doer": lambda r, head: r._doers(objects(head)),
    "passive_object": lambda _, head: objects(head) if is_passive(head) else (),
    "killer": lambda r, head: r._subjects(head) if any(c.dep_ == "dobj" for c in head.children) else (),
}
