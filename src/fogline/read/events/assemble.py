"""From events to claims: each field is filled by its own room, and says by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from fogline.core.claim import (
    SPEECH_ACTS,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimType,
    Group,
    Measure,
    Mention,
    Quantity,
    Quote,
    Stance,
    Step,
)
from fogline.core.interval import Days
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Voice
from fogline.read.document import Document
from fogline.read.events.links import Event, merge
from fogline.read.events.mood import modality, polarity
from fogline.read.events.repeats import Told, clause_of, fold_repeats, points_back
from fogline.read.events.roles import Roles
from fogline.read.events.scene import Words, is_passive, lemma
from fogline.read.events.triggers import find_triggers
from fogline.read.numbers import Counted, count
from fogline.read.places import Places
from fogline.read.times import Times
from fogline.vocab import load

_FAR = 99
_CASUALTIES = (Measure.KILLED, Measure.WOUNDED, Measure.KILLED_OR_WOUNDED)


@dataclass
class Rooms:
    """What the rooms found in one document."""

    document: Document
    times: Times
    places: Places
    actors: Actors
    voices: Attributions
    counted: tuple[Counted, ...]

    @classmethod
    def of(cls, document: Document, theatre: str | None = None) -> Rooms:
        times = Times(document)
        actors = Actors(document, theatre)
        places = Places(document, theatre)
        return cls(document, times, places, actors, Attributions(document, actors, times), count(document))


def words_of(rooms: Rooms) -> Words:
    """Word classes of the document, with the names that its rooms know."""
    names: dict[int, frozenset[str]] = {}
    for place in rooms.places.mentions:
        if place.role == "event":
            for token in rooms.document.tokens_in(place.span):
                names[token.i] = frozenset({"place_name"})
    for actor in rooms.actors.mentions:
        acting = rooms.document.doc[actor.head].dep_ in ("nsubj", "agent", "poss") and actor.kind == "state"
        if actor.kind not in ("pronoun", "none") and (acting or "place_name" not in names.get(actor.head, frozenset())):
            names[actor.head] = names.get(actor.head, frozenset()) | {"person" if actor.kind == "person" else "actor"}
    return Words(rooms.document, names)


def find_events(rooms: Rooms, words: Words) -> tuple[Told, ...]:
    """Every event of the report once, with its evidence, in text order."""
    document = rooms.document
    events: list[Event] = []
    for event in merge(document, find_triggers(words)):
        head = document.doc[event.head]
        if not points_back(head, [e for e in events if e.type == event.type or e.type in (ClaimType.ATTACK, ClaimType.CLASH)], len(event.parts)):
            events.append(event)
    heads = frozenset(e.head for e in events)
    return fold_repeats(document, [Told(e, clause_of(document, e, heads)) for e in events])


class Assembler:
    """Builds the claims of one document."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.document = rooms.document
        self.words = words_of(rooms)
        self.roles = Roles(self.words)
        self._flags = load("en/claim_flags.yaml")
        self._doers: list[tuple[int, ClaimType, tuple[Mention, ...]]] = []

    def claims(self) -> tuple[Claim, ...]:
        told = find_events(self.rooms, self.words)
        owned = self._share_numbers(told)
        built = [c for n, t in enumerate(told) for c in self._claims_of(t, owned.get(n, []))]
        return tuple(replace(c, id=f"c{n}") for n, c in enumerate(built, 1))

    def _claims_of(self, told: Told, numbers: list[int]) -> Iterator[Claim]:
        voice = self._voice(told)
        base = self._claim(told, numbers, voice)
        yield base
        for chain in voice.also:
            yield replace(base, attribution=chain)

    def _voice(self, told: Told) -> Voice:
        return self.rooms.voices.of(told.event.head, told.clause)

    def _claim(self, told: Told, numbers: list[int], voice: Voice) -> Claim:
        event, doc = told.event, self.document.doc
        head = doc[event.head]
        said = voice.chain[0].said if voice.chain else None
        mood = modality(head, event.type)
        speech = event.type in SPEECH_ACTS
        time = self.rooms.times.of_event(event.head, told.clause, speech, said, mood.value == "ongoing" or event.type in (ClaimType.ASSESSMENT, ClaimType.CONTROL))
        agents = self._agents(event, voice) or self._inherited(told)
        self._doers.append((self.document.sentence_of(event.head).index, event.type, agents))
        targets = self._mentions(self.roles.targets(event), voice)
        chain = voice.chain or (self._speaker(event) if speech else ())
        return Claim(
            id="",
            type=event.type,
            evidence=self._quote(told.clause),
            also_at=tuple(self._quote(s) for s in told.also),
            attribution=chain,
            stance=voice.stance,
            polarity=polarity(head),
            modality=mood,
            background=self.rooms.times.background(event.head, told.clause),
            agents=agents + self._victims(told, numbers, "agents", agents, targets),
            targets=targets + self._victims(told, numbers, "targets", agents, targets),
            places=self._places(told, agents + targets),
            time=time,
            instruments=self._instruments(told),
            quantities=self._quantities(numbers),
            retaken=event.type == ClaimType.CAPTURE and self._worded(event, "retaken"),
            breached=event.type == ClaimType.AGREEMENT and self._worded(event, "breached"),
            trace=self._trace(told, voice, time.basis),
        )

    def _quote(self, span: Span) -> Quote:
        return Quote(span, self.document.quote(span))

    def _worded(self, event: Event, flag: str) -> bool:
        return any(lemma(self.document.doc[p]) in self._flags[flag] for p in event.parts)

    def _speaker(self, event: Event) -> tuple[Attribution, ...]:
        """A speech act names its speaker even where no reporting clause does."""
        for token in self.roles.agents(event)[:1]:
            name, body = self.rooms.actors.source(token.i)
            mention = self.rooms.actors.phrase(token.i)
            cue = self.document.doc[event.head]
            return (Attribution(name, self.document.quote(mention.span), cue.text, None, None, body),)
        return ()

    def _agents(self, event: Event, voice: Voice) -> tuple[Mention, ...]:
        found = self._mentions([t for t in self.roles.agents(event) if not self._only_quoted(t, event, voice)], voice)
        if not found and self.roles.wants(event, "speaker") and voice.chain and voice.chain[0].text:
            first = voice.chain[0]
            names = (first.source, first.affiliation) if first.affiliation else (first.source,)
            return (Mention(first.text or first.source, tuple(n for n in names if n)),)
        return found

    def _places(self, told: Told, parties: tuple[Mention, ...]) -> tuple[ClaimPlace, ...]:
        """The event's places without those that are its parties ("Iran has been a supporter")."""
        found = self.rooms.places.of_event(told.event.head, told.clause)
        acting = {m.text for m in parties if m.actors}
        return tuple(p for p in found if p.text not in acting)

    def _only_quoted(self, token: Token, event: Event, voice: Voice) -> bool:
        """The one who tells of an event is no party to it."""
        if event.type in SPEECH_ACTS or voice.saying is None:
            return False
        saying = self.rooms.voices.sayings[voice.saying]
        head = self.document.doc[event.head]
        told_of = head.dep_ in ("ccomp", "parataxis", "ROOT") or head.pos_ in ("NOUN", "PROPN")
        return saying.source_head == token.i and told_of and saying.cue_token != event.head

    def _victims(self, told: Told, numbers: list[int], role: str, agents: tuple[Mention, ...], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Victims who are parties as well: combatants killed, or anyone an armed attack was made on."""
        statuses = load("en/roles.yaml")["victims"].get(told.event.type.value, ())
        found: list[Mention] = []
        for n in numbers:
            number = self.rooms.counted[n]
            group = number.group
            if group is None or number.measure not in _CASUALTIES or number.total is not None or group.status.value not in statuses:
                continue
            passive = number.predicate is not None and is_passive(self.document.doc[number.predicate])
            wanted = "agents" if told.event.type == ClaimType.CLASH and passive else "targets"
            known = agents if wanted == "agents" else targets
            text = self.document.quote(group.span)
            if wanted == role and (wanted == "agents" or not known) and not any(text in m.text or m.text in text for m in (*known, *found)):
                found.append(Mention(text, self.rooms.actors.phrase(group.head).names))
        return tuple(found)

    def _inherited(self, told: Told) -> tuple[Mention, ...]:
        """The doer of the last like event told just before, for an event that names none."""
        rules = load("en/event_links.yaml")
        kinds = rules["inherits"].get(told.event.type.value, ())
        here = self.document.sentence_of(told.event.head).index
        for sentence, kind, agents in reversed(self._doers):
            if here - sentence > rules["inherit_sentences"]:
                break
            if agents and kind.value in kinds:
                return agents
        if told.event.type.value in rules["sole_doer"]:
            before = {a for _, kind, a in self._doers if a and kind == told.event.type}
            return next(iter(before)) if len(before) == 1 else ()
        return ()

    def _mentions(self, tokens: Sequence[Token], voice: Voice) -> tuple[Mention, ...]:
        """One mention an actor: an apposition or a second name of the same actor adds none."""
        found: list[Mention] = []
        seen: set[str] = set()
        for token in tokens:
            made = self._mention(token, voice)
            if made and token.dep_ == "appos" and found and token.head.i in {t.i for t in tokens}:
                found[-1] = Mention(found[-1].text, max(found[-1].actors, made.actors, key=len))
                continue
            if made is None or (made.actors and set(made.actors) <= seen) or any(made.text in m.text for m in found):
                continue
            seen.update(made.actors)
            found.append(made)
        return tuple(found)

    def _mention(self, token: Token, voice: Voice) -> Mention | None:
        first_person = self.words.of(token) & {"first_person"}
        mention = self.rooms.actors.phrase(token.i)
        text = self.document.quote(mention.span)
        if first_person and voice.chain:
            speaker = voice.chain[0]
            body = speaker.affiliation if not self.words.of(token) & {"first_sg"} else None
            return Mention(token.text, (body or speaker.source,))
        return Mention(text, mention.names) if text.strip() else None

    def _instruments(self, told: Told) -> tuple[str, ...]:
        if told.event.type.value not in self._flags["instrument_types"]:
            return ()
        wanted = set(self._flags["instruments"])
        found: dict[str, None] = {}
        for token in self.document.tokens_in(told.clause):
            if token.pos_ == "NOUN" and token.dep_ != "compound" and self.words.of(token) & wanted:
                found.setdefault(token.text)
        return tuple(found)

    def _trace(self, told: Told, voice: Voice, basis: str | None) -> tuple[Step, ...]:
        head = self.document.doc[told.event.head]
        steps = [Step("type", told.event.rule, Span(head.idx, head.idx + len(head)))]
        steps.append(Step("attribution", voice.rule))
        if basis:
            steps.append(Step("time", basis))
        return tuple(steps)

    # Numbers -----------------------------------------------------------------

    def _share_numbers(self, told: Sequence[Told]) -> dict[int, list[int]]:
        """Each number goes to one event: by its predicate, else the smallest clause of a fitting type around it."""
        owned: dict[int, list[int]] = {}
        for n, number in enumerate(self.rooms.counted):
            at = self._owner(number, told)
            if at is not None:
                owned.setdefault(at, []).append(n)
        return owned

    def _owner(self, number: Counted, told: Sequence[Told]) -> int | None:
        if number.total is not None:
            whole = self._owner(self.rooms.counted[number.total], told)
            if whole is not None:
                return whole
        fitting = self._flags["measures"][number.measure.value]
        best: tuple[int, int, int, int] | None = None
        at = None
        sentence = self.document.sentence_at(number.span.start)
        for n, each in enumerate(told):
            if each.event.type.value not in fitting or self.document.sentence_of(each.event.head).index != sentence.index:
                continue
            by_word = number.predicate in (*each.event.parts, *each.event.words)
            inside = each.clause.covers(number.span)
            if not (by_word or inside or number.measure in _CASUALTIES):
                continue
            above = self._steps_above(number, each.event)
            score = (0 if by_word else 1 if inside else 2, 0 if by_word else fitting.index(each.event.type.value), above, len(each.clause))
            if best is None or score < best:
                best, at = score, n
        return at

    def _steps_above(self, number: Counted, event: Event) -> int:
        """How far above the number the event's nearest word stands in the parse; large when nowhere above."""
        token = self.document.token_at(number.span.start)
        for n, up in enumerate((token, *token.ancestors)):
            if up.i in event.parts:
                return n
        return _FAR

    def _quantities(self, numbers: Iterable[int]) -> tuple[Quantity, ...]:
        listed = list(numbers)
        return tuple(self._quantity(self.rooms.counted[n], listed) for n in listed)

    def _quantity(self, number: Counted, listed: list[int]) -> Quantity:
        part_of = listed.index(number.total) if number.total in listed else None
        group = number.group
        made = None
        if group is not None:
            actors = self.rooms.actors.phrase(group.head).names
            made = Group(self.document.quote(group.span), actors, group.status, group.kind)
        return Quantity(number.measure, self.document.quote(number.span), number.count, number.qualifier, made, number.scope, part_of)


def claims_of(document: Document, theatre: str | None = None) -> tuple[Claim, ...]:
    """Every claim of one parsed report, in text order."""
    return Assembler(Rooms.of(document, theatre)).claims()


__all__ = ["Assembler", "Rooms", "claims_of", "ClaimPlace", "Days", "Stance"]
