"""Numbers and the events they belong to: each count goes to one event, with the group that was counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from fogline.core.claim import CASUALTIES, ClaimType, Group, Measure, Mention, Quantity, Status
from fogline.read.actors import Actors
from fogline.read.events.elapsed import earlier
from fogline.read.events.lexicon import classes
from fogline.read.events.links import Event
from fogline.read.events.repeats import Told
from fogline.read.events.scene import Words, prepositional
from fogline.read.numbers import Counted
from fogline.read.shares import share_of
from fogline.vocab import load

_FAR = 99
_NEAR = 2
_BOTH = {Status.CIVILIAN, Status.COMBATANT}
_HELD = {ClaimType.DISPLACEMENT: Measure.DISPLACED, ClaimType.DETENTION: Measure.CAPTURED}


class Tallies:
    """The counts of one document. ``speakers`` are the head tokens of those who tell of them, and count for nobody."""

    def __init__(
        self, words: Words, actors: Actors, counted: Sequence[Counted], speakers: frozenset[int] = frozenset()
    ) -> None:
        self.words = words
        self.document = words.document
        self.actors = actors
        self.counted = counted
        self.speakers = speakers
        flags = load("en/claim_flags.yaml")
        self._fitting: dict[str, list[str]] = flags["measures"]
        self._losers: list[str] = flags["suffering"]
        self._freeing: list[str] = flags["freeing"]
        self._last: tuple[Sequence[Told], dict[int, list[int]]] = (), {}

    def share(self, told: Sequence[Told]) -> dict[int, list[int]]:
        """Indices of counts by index of event: by its predicate, else the smallest fitting clause around it."""
        if told is self._last[0]:
            return self._last[1]
        owned: dict[int, list[int]] = {}
        for n, number in enumerate(self.counted):
            at = None if self.speaks(number) else self._owner(number, told)
            if at is not None:
                owned.setdefault(at, []).append(n)
        self._last = told, owned
        return owned

    def without_emptied(
        self, told: Sequence[Told], owned: Mapping[int, list[int]]
    ) -> tuple[tuple[Told, ...], dict[int, list[int]]]:
        """Without the tolls whose own figure another event of the sentence carries; the rest renumbered."""
        taken = [self.counted[n] for ns in owned.values() for n in ns if self.counted[n].measure in CASUALTIES]
        kept = [n for n, t in enumerate(told) if n in owned or not self._emptied(t.event, taken)]
        return tuple(told[n] for n in kept), {i: owned[n] for i, n in enumerate(kept) if n in owned}

    def _emptied(self, event: Event, taken: Iterable[Counted]) -> bool:
        whole = (c for c in taken if c.total is None)
        return event.type == ClaimType.TOLL and any(self._steps_above(c, event) < _FAR for c in whole)

    def speaks(self, number: Counted) -> bool:
        """A single one who says something, or several of whom no more is told ("..., two relatives said")."""
        one = number.count.exact and number.count.low == 1
        return (
            (one or number.measure is Measure.PEOPLE)
            and number.group is not None
            and number.group.head in self.speakers
        )

    def quantities(self, numbers: Iterable[int], event: Event, targets: tuple[Mention, ...]) -> tuple[Quantity, ...]:
        """The counts as a claim carries them; casualties of no named group are those of the one that suffered."""
        listed = list(numbers)
        suffered = self._suffered(event) or targets
        lost = self._losers_of(event)
        own = (self._meant(self.counted[n], event) for n in listed)
        made = [_of(self._quantity(number, listed, suffered), lost) for number in own]
        return tuple(_with_parts(q, [p for p in made if p.part_of == n]) for n, q in enumerate(made))

    def _meant(self, number: Counted, event: Event) -> Counted:
        """People of whom a flight or a detention is told are those displaced or held; prisoners sent home, released."""
        if event.rule in self._freeing and number.measure is Measure.CAPTURED:
            return replace(number, measure=Measure.RELEASED)
        meant = _HELD.get(event.type)
        told = number.measure is Measure.PEOPLE and meant and self._meets(number, event)
        return replace(number, measure=meant) if told and meant else number

    def _suffered(self, event: Event) -> tuple[Mention, ...]:
        """On whom the loss was inflicted, where the words say so ("massive losses upon the armed groups")."""
        heads = [t for part in event.parts for t in prepositional(self.document.doc[part], self._losers)]
        found = (self.actors.phrase(t.i) for t in heads if self.words.of(t) & {"force", "actor"})
        return tuple(Mention(self.document.quote(m.span), m.names) for m in found)

    def _losers_of(self, event: Event) -> tuple[str, ...]:
        """Whose the dead are in "The army lost nine soldiers"."""
        if event.type is not ClaimType.TOLL or event.rule not in load("en/event_links.yaml")["befalls"]:
            return ()
        subject = next((c for c in self.document.doc[event.head].lefts if c.dep_ == "nsubj"), None)
        return self.actors.phrase(subject.i).names if subject is not None else ()

    def _owner(self, number: Counted, told: Sequence[Told]) -> int | None:
        sentence = self.document.sentence_at(number.span.start)
        if (blow := self._shared(number, told)) is not None:
            return blow
        if number.total is not None:
            whole = self._owner(self.counted[number.total], told)
            alike = number.measure not in CASUALTIES or self.counted[number.total].measure in CASUALTIES
            if whole is not None and alike and not (self._apart(number) and self._here(number, told, sentence.index)):
                return whole
        ranked = [
            (score, n)
            for n, each in enumerate(told)
            if self.document.sentence_of(each.event.head).index == sentence.index
            and (score := self._fit(number, each)) is not None
        ]
        return min(ranked)[1] if ranked else None

    def _shared(self, number: Counted, told: Sequence[Told]) -> int | None:
        """As in "Thirty were killed, 12 of them in a raid": the blow that befell so many of them."""
        words = {t.i for t in self.document.tokens_in(number.span)}
        blows = (n for n, t in enumerate(told) if number.measure in CASUALTIES and t.event.type is not ClaimType.TOLL)
        return next((n for n in blows if share_of(self.document.doc[told[n].event.head]) in words), None)

    def _apart(self, number: Counted) -> bool:
        """It is part of a figure told in another sentence."""
        at = self.counted[number.total].span.start if number.total is not None else number.span.start
        return self.document.sentence_at(at).index != self.document.sentence_at(number.span.start).index

    def _here(self, number: Counted, told: Sequence[Told], index: int) -> bool:
        """A toll of its own sentence can carry it, or what is told in words that hold it."""
        own = (t for t in told if self.document.sentence_of(t.event.head).index == index)
        held = (t.event.type == ClaimType.TOLL or self._holds(t, number) for t in own)
        return number.measure in CASUALTIES and any(held)

    def _holds(self, told: Told, number: Counted) -> bool:
        return told.clause.covers(number.span) and told.event.type in self._fitting[number.measure.value]

    def _fit(self, number: Counted, told: Told) -> tuple[int, int, int, int] | None:
        """How well an event suits a count, smaller being better; ``None`` when it cannot carry it."""
        fitting = self._fitting[number.measure.value]
        if told.event.type not in fitting or (told.event.type is ClaimType.MATERIEL_LOSS and self._whole(number)):
            return None
        own = number.predicate in (*told.event.parts, *told.event.words) or self._numbers(number, told.event)
        if number.measure is Measure.PEOPLE and told.event.type is ClaimType.ATTACK and not own:
            return None  # "9 people raped", not "a bus with 9 people"
        if own:
            return (0, 0, self._steps_above(number, told.event), len(told.clause))
        inside = told.clause.covers(number.span)
        if not inside and number.measure not in CASUALTIES:
            return None
        if number.measure not in CASUALTIES and self._governed(number) in told.event.parts:
            return (0, 1, self._steps_above(number, told.event), len(told.clause))
        kind = fitting.index(told.event.type.value)
        return (
            (1 if inside else 2) + self._other_side(number, told.event) + self._describes(number, told.event),
            kind,
            self._steps_above(number, told.event),
            len(told.clause),
        )

    def _numbers(self, number: Counted, event: Event) -> bool:
        """As in "put the number of people killed by shelling at 60": the number is that of the shelling."""
        if number.predicate is None or self.document.doc[number.predicate].pos_ != "NOUN":
            return False
        done = (self.document.doc[p] for p in event.parts)
        return any(t.dep_ == "acl" and t.head.head.head.i == number.predicate for t in done)

    def _governed(self, number: Counted) -> int | None:
        """The verb that things counted stand under: what was fired is of the firing, what was downed of the downing."""
        token = self.document.token_at(number.span.start)
        return next((t.i for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)

    def _whole(self, number: Counted) -> bool:
        """As in "downed 54 of 62 drones", "Of 62 drones, 54 were downed": of those, fewer were lost."""
        head = None if number.group is None else self.document.doc[number.group.head]
        if head is None or head.dep_ != "pobj" or head.head.lower_ != "of":
            return False
        of, at = head.head, self.document.token_at(number.span.start)
        return of.i < at.i <= head.i and (
            of.head.like_num or of.head.lower_ == "out" or (of.head.pos_ == "VERB" and of.i < of.head.i)
        )

    def _describes(self, number: Counted, event: Event) -> int:
        """As in "left six towns that rebels had held": what does not govern a count of places comes after the rest."""
        places = number.measure in (Measure.SETTLEMENTS, Measure.POSITIONS)
        return 1 if places and self._steps_above(number, event) == _FAR else 0

    def _other_side(self, number: Counted, event: Event) -> int:
        """Much, where "hours after" lies between the two."""
        doc, at = self.document.doc, self.document.token_at(number.span.start).i
        return 0 if earlier(doc, at) == earlier(doc, event.head) else _NEAR

    def _steps_above(self, number: Counted, event: Event) -> int:
        """How far above the number the event's nearest word stands in the parse; large when nowhere above."""
        token = self.document.token_at(number.span.start)
        if number.group is not None and number.group.head in {t.i for t in token.ancestors}:
            token = self.document.doc[number.group.head]  # "about 300 people": however many words bound the number
        for n, up in enumerate((token, *token.ancestors)):
            if up.i in event.parts:
                return n
        return _FAR

    def _quantity(self, number: Counted, listed: list[int], targets: tuple[Mention, ...]) -> Quantity:
        part_of = listed.index(number.total) if number.total in listed else None
        text = self.document.quote(number.span)
        made = self._group(number, targets)
        return Quantity(number.measure, text, number.count, number.qualifier, made, number.scope, part_of)

    def _of_them(self, head: int) -> bool:
        """As in "killing scores of them"."""
        token = self.document.doc[head]
        return token.tag_ == "PRP" and token.dep_ == "pobj"

    def _meets(self, number: Counted, event: Event) -> bool:
        """The event is told of those counted, also in a verb below ("are said to have left")."""
        above = self._governed(number)
        below = self.document.doc[event.head]
        raised = below.dep_ == "xcomp" and below.head.i == above
        return raised or self._steps_above(number, event) <= _NEAR

    def _group(self, number: Counted, targets: tuple[Mention, ...]) -> Group | None:
        group = number.group
        theirs = group is not None and self._of_them(group.head) and len(targets) == 1
        if group is not None and not theirs:
            actors = self.actors.phrase(group.head).names
            return Group(self.document.quote(group.span), actors, group.status, group.kind)
        if number.measure in CASUALTIES and len(targets) == 1 and not _thing(targets[0].text):
            return Group(targets[0].text, targets[0].actors, _status(targets[0].text))
        return None


def _with_parts(total: Quantity, parts: list[Quantity]) -> Quantity:
    """People of no stated status, some of them said to be civilians and some combatants, are mixed."""
    said = {p.group.status for p in parts if p.group}
    if total.group is None or total.group.status is not Status.UNKNOWN or not said >= _BOTH:
        return total
    return replace(total, group=replace(total.group, status=Status.MIXED))


def _of(quantity: Quantity, owners: tuple[str, ...]) -> Quantity:
    """With those who own a counted group that names nobody itself."""
    group = quantity.group
    if group is None or group.actors or not owners:
        return quantity
    return replace(quantity, group=replace(group, actors=owners))


def _thing(text: str) -> bool:
    """As in "A bus hit a mine, killing three": the bus is not who died."""
    single, _ = classes()
    known = single.get(text.lower().split()[-1], frozenset())
    return bool(known & {"materiel", "property", "transport", "rolling"}) and not known & {"people", "force"}


def _status(text: str) -> Status:
    """Combatants when the phrase ends in a word for a force ("the armed groups")."""
    single, _ = classes()
    last = text.lower().split()[-1]
    known = single.get(last, frozenset()) | single.get(last.removesuffix("s"), frozenset())
    return Status.COMBATANT if "force" in known else Status.UNKNOWN
