"""From events to claims: each field is filled by its own room, and says by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from fogline.core.claim import (
    CASUALTIES,
    SPEECH_ACTS,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimType,
    Measure,
    Mention,
    Precision,
    Quote,
    Scope,
    Stance,
    Step,
    Victim,
)
from fogline.core.reader import Reader
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Kind, Voice
from fogline.read.document import Document
from fogline.read.events.choose import choose, default_reader
from fogline.read.events.elapsed import Elapsed, stretch
from fogline.read.events.links import Event, merge
from fogline.read.events.mood import modality, polarity
from fogline.read.events.mutual import turned
from fogline.read.events.named import share
from fogline.read.events.only_said import with_only_said
from fogline.read.events.parties import Parties, speaking
from fogline.read.events.repeats import Told, clause_of, fold_repeats, points_back, shown
from fogline.read.events.scene import Words, lemma
from fogline.read.events.tallies import Tallies
from fogline.read.events.triggers import find_triggers
from fogline.read.events.twins import without_twins
from fogline.read.events.uncarried import with_captives, with_uncarried
from fogline.read.models import Encoding
from fogline.read.numbers import Counted, count, victims
from fogline.read.places import Happening, Places
from fogline.read.times import Spoken, Times, all_along
from fogline.vocab import load

# Kinds of actor mention that make no word a party.
_NOBODY = frozenset({"pronoun", "none", "civilians", "crowd", "source"})
# What a page of its own asks, threatens and denies without a word for itself ("Citizens are asked to stay indoors").
_PAGE_SAYS = frozenset({ClaimType.DEMAND, ClaimType.THREAT, ClaimType.DENIAL})
_FAR = 99
_SPOTS = (Precision.EXACT, Precision.PART, Precision.PLACE)


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
        places = Places(document, theatre)
        actors = Actors(document, theatre, places)
        return cls(document, times, places, actors, Attributions(document, actors, times), count(document))

    def release(self) -> None:
        """Lets go of all words once their claims are built: tied to each other, they would wait to be collected."""
        self.actors.release()
        self.document.doc.release()


def _speakers(voices: Attributions) -> frozenset[int]:
    """Head tokens of those who say something."""
    return frozenset(s.source_head for s in voices.sayings if s.source_head is not None)


def _lapses(rooms: Rooms) -> dict[int, int]:
    """Last token of each "two days after" -> the days it counts."""
    return {p.last: n for p in rooms.times.placed if (n := p.phrase.offset) is not None and n > 0}


def _running(counted: Sequence[Counted]) -> frozenset[int]:
    """Words that govern cumulative figures of casualties."""
    tolls = (c for c in counted if c.scope is Scope.CUMULATIVE and c.measure in CASUALTIES)
    return frozenset(c.predicate for c in tolls if c.predicate is not None)


def _deadly(counted: Sequence[Counted]) -> frozenset[int]:
    """Words that govern numbers of dead, wounded or missing."""
    lost = (*CASUALTIES, Measure.MISSING)
    return frozenset(c.predicate for c in counted if c.measure in lost and c.predicate is not None)


def dated_like(claim: Claim, told: Told, before: Sequence[Claim]) -> Claim:
    """A claim of responsibility is about an attack told before it, and has that attack's day."""
    if claim.time.text or told.event.rule not in load("en/event_links.yaml")["nameless"]:
        return claim
    same = (c for c in reversed(before) if c.type is claim.type and c.time.days.start)
    time = next((replace(c.time, text=None, basis="sentence") for c in same), None)
    if time is None:
        return claim
    trace = (*(s for s in claim.trace if s.field != "time"), Step("time", "sentence/attack"))
    return replace(claim, time=time, trace=trace)


def words_of(rooms: Rooms) -> Words:
    """Word classes of the document, with the names that its rooms know."""
    names: dict[int, frozenset[str]] = {}
    for place in rooms.places.mentions:
        if place.role == "event":
            for token in rooms.document.tokens_in(place.span):
                names[token.i] = frozenset({"place_name"})
    for actor in rooms.actors.mentions:
        acting = rooms.document.doc[actor.head].dep_ in ("nsubj", "agent", "poss") and actor.kind == "state"
        if actor.kind not in _NOBODY and (acting or "place_name" not in names.get(actor.head, frozenset())):
            names[actor.head] = names.get(actor.head, frozenset()) | {"person" if actor.kind == "person" else "actor"}
        elif actor.rule == "people":
            names[actor.head] = names.get(actor.head, frozenset()) | {"people"}
    return Words(rooms.document, names)


def find_events(
    rooms: Rooms, words: Words, reader: Reader = Reader.RULES, encoding: Encoding | None = None
) -> tuple[Told, ...]:
    """Every event of the report once, with its evidence, in text order."""
    document = rooms.document
    events: list[Event] = []
    triggers = find_triggers(words)
    running = _running(rooms.counted)
    for event in merge(document, triggers, running):
        head = document.doc[event.head]
        if not points_back(
            head,
            [e for e in events if e.type == event.type or e.type in (ClaimType.ATTACK, ClaimType.CLASH)],
            len(event.parts),
        ):
            events.append(event)
    heads = frozenset(e.head for e in events)
    known: dict[Span, frozenset[str]] = {}
    told = fold_repeats(document, [Told(e, clause_of(document, e, heads)) for e in events], known)
    chosen = choose(document, triggers, told, reader, encoding, running, _deadly(rooms.counted))
    return fold_repeats(document, chosen, known)


class Assembler:
    """Builds the claims of one document."""

    def __init__(self, rooms: Rooms, reader: Reader | None = None) -> None:
        self.rooms = rooms
        self.reader = reader or default_reader()
        self.document = rooms.document
        self.words = words_of(rooms)
        self.encoding = None if self.reader == Reader.RULES else Encoding(rooms.document)
        self.parties = Parties(self.words, rooms.actors, rooms.voices, rooms.counted, self.encoding)
        self.tallies = Tallies(self.words, rooms.actors, rooms.counted, _speakers(rooms.voices))
        self._flags = load("en/claim_flags.yaml")
        self.elapsed = Elapsed(self.document, _lapses(rooms))
        spoken = (
            Spoken(s.cue_token, s.chain[0].source, s.chain[0].text or "", s.chain[0].said)
            for s in rooms.voices.sayings
            if s.chain
        )
        self.speakers = rooms.times.speakers(spoken)

    def claims(self) -> tuple[Claim, ...]:
        told = find_events(self.rooms, self.words, self.reader, self.encoding)
        told = with_captives(self.document.doc, told, self.rooms.counted)
        told = with_uncarried(told, self.words, self.tallies, self.rooms.counted)
        told = with_only_said(told, self.words, self.rooms.voices)
        self.parties.expect(t.event for t in told)
        self.rooms.places.expect(Happening(t.event.head, t.clause, t.event.type) for t in told)
        owned = self.tallies.share(told)
        told, owned = self.tallies.without_emptied(told, owned)
        named = share(self.document, victims(self.document, self._no_person), told)
        built: list[Claim] = []
        for n, t in enumerate(told):
            made = turned(list(self._claims_of(t, len(built) + 1, owned.get(n, []), named.get(n, ()))))
            built += [dated_like(c, t, built) for c in made]
        return without_twins(built)

    def _no_person(self, token: int) -> bool:
        """Part of a place's name, or of a known actor's who is no person."""
        words = self._placed.get(token, 0)
        known = words or self.words.of(self.document.doc[token]) & {"actor"}
        return words > 1 or (bool(known) and self.rooms.actors.phrase(token).kind != "person")

    @cached_property
    def _placed(self) -> dict[int, int]:
        """Tokens of place names with how many words the name has."""
        named = [self.document.tokens_in(p.span) for p in self.rooms.places.mentions if p.role != "name"]
        return {t.i: len(tokens) for tokens in named for t in tokens}

    def _claims_of(self, told: Told, first: int, numbers: list[int], named: tuple[Victim, ...]) -> Iterator[Claim]:
        """One claim, or one a source that says it; the ids count on from ``first``."""
        voice = self._voice(told)
        base = self._claim(told, f"c{first}", numbers, named, voice)
        yield base
        for n, chain in enumerate(voice.also, first + 1):
            agents = speaking(chain) if told.event.type in SPEECH_ACTS else ()
            yield replace(base, id=f"c{n}", attribution=chain, agents=agents or base.agents)

    def _voice(self, told: Told) -> Voice:
        voices = self.rooms.voices
        voice = voices.of(told.event.head, told.clause)
        if not voice.chain and told.event.type not in SPEECH_ACTS:
            voice = voices.retold(told.also) or voice
        if voice.saying is not None and self._beside_demand(voice.saying, told.event):
            voice = Voice()
        chain = self.speakers.dated(voice.chain, told.event.head)
        return voice if chain is voice.chain else replace(voice, chain=chain)

    def _beside_demand(self, saying: int, event: Event) -> bool:
        """As in "urged a truce after a week of clashes": the article tells of the clashes."""
        said, doc = self.rooms.voices.sayings[saying], self.document.doc
        if said.kind is not Kind.DEMAND or event.type in SPEECH_ACTS or event.head == said.cue_token:
            return False
        words = load("en/event_links.yaml")["prompting"]
        way = takewhile(lambda t: t.i != said.cue_token, doc[event.head].ancestors)
        return any(t.dep_ == "prep" and t.lower_ in words and t.head.pos_ == "VERB" for t in way)

    def _claim(self, told: Told, name: str, numbers: list[int], named: tuple[Victim, ...], voice: Voice) -> Claim:
        event, doc = told.event, self.document.doc
        head = doc[event.head]
        said = voice.chain[0].said if voice.chain else None
        mood = modality(head, event.type)
        time, dated_by = self.rooms.times.of_event(event.head, told.clause, event.type, mood, said)
        time = self.elapsed.time(time, event.head)
        sides = self.parties.of(told, voice, numbers)
        return Claim(
            id=name,
            type=event.type,
            evidence=self._quote(shown(self.document, told.clause)),
            also_at=tuple(self._quote(s) for s in told.also),
            attribution=self._chain(told, voice),
            stance=Stance.ASSERTED if event.type == ClaimType.DENIAL else voice.stance,
            polarity=polarity(head, event.type),
            modality=mood,
            background=not self._news(event, voice) and self.rooms.times.background(event.head, told.clause),
            agents=sides.agents,
            targets=sides.targets,
            places=self._places(told, sides.agents + sides.targets, numbers, voice),
            time=time,
            instruments=self._instruments(told),
            quantities=self.tallies.quantities(numbers, event, sides.targets),
            victims=named,
            retaken=event.type == ClaimType.CAPTURE and self._worded(event, "retaken"),
            breached=event.type == ClaimType.AGREEMENT and self._breached(event),
            trace=self._trace(told, voice, dated_by if time.basis else None, numbers),
            confidence=None if told.confidence is None else round(told.confidence, 3),
        )

    def _news(self, event: Event, voice: Voice) -> bool:
        """Is it what a report opens with and somebody says, however long ago it happened?"""
        return bool(voice.chain) and self.document.sentence_of(event.head).index == 0

    def _chain(self, told: Told, voice: Voice) -> tuple[Attribution, ...]:
        """Who says it. A speech act names its speaker even where no reporting clause does.

        Backing that the article itself tells of ("Tehran has armed the group") is nobody's saying (codebook 2.8).
        """
        event = told.event
        if event.type not in SPEECH_ACTS:
            return self.rooms.voices.voiced(voice)
        own_word = voice.saying is not None and self.rooms.voices.sayings[voice.saying].cue_token in event.parts
        if (
            event.type == ClaimType.SUPPORT
            and (own_word or not voice.chain)
            and not self._worded(event, "spoken_support")
        ):
            return ()
        chain = voice.chain or self.parties.speaker(event)
        return chain or (self.rooms.voices.page_says(event.head) if event.type in _PAGE_SAYS else ())

    def _quote(self, span: Span) -> Quote:
        return Quote(span, self.document.quote(span))

    def _breached(self, event: Event) -> bool:
        """Worded so, or by its verb: "the truce was broken", "violated the truce"."""
        head = self.document.doc[event.head]
        own = head.pos_ == "NOUN" and head.dep_ in ("nsubj", "nsubjpass", "dobj")
        return self._worded(event, "breached") or (own and head.head.lemma_ in self._flags["breached"])

    def _worded(self, event: Event, flag: str) -> bool:
        return any(lemma(self.document.doc[p]) in self._flags[flag] for p in (*event.parts, *event.words))

    def _places(
        self, told: Told, parties: tuple[Mention, ...], numbers: Sequence[int], voice: Voice
    ) -> tuple[ClaimPlace, ...]:
        """The event's places without those that are its parties ("Iran has been a supporter") or tell of it ("according
        to Al-Awda Hospital").

        A running toll, and what was counted "in the past day", is not that of the town or building which the blow told
        of before it hit.
        """
        found = self.rooms.places.of_event(told.event.head, told.clause, told.event.type)
        here = self.document.sentence_of(told.event.head).span.of(self.document.plain)
        toll = told.event.type is ClaimType.TOLL
        running = toll and any(self.rooms.counted[n].scope is Scope.CUMULATIVE for n in numbers)
        if running or (numbers and (stretch().search(here) or all_along().search(here))):
            found = tuple(p for p in found if p.text in here or p.precision not in _SPOTS)
        found = self.elapsed.places(found, told.event.head)
        acting = {m.text for m in parties if set(m.actors) - {m.text}}
        telling = {link.text for link in voice.chain}
        found = tuple(p for p in found if p.precision is not Precision.EXACT or p.text not in telling)
        found = tuple(p for p in found if p.text not in acting)
        said = self.rooms.voices.sayings[voice.saying].source if toll and voice.saying is not None else None
        if said is None:
            return found
        stated = tuple(p for p in found if p.text in here)
        his = self.rooms.places.of_teller(said) if len(stated) < len(found) else ()
        if not stated:
            return his or found
        return stated if {p.name for p in his} & {p.name for p in stated} else found

    def _instruments(self, told: Told) -> tuple[str, ...]:
        if told.event.type not in self._flags["instrument_types"]:
            return ()
        wanted = self._flags["instruments"]
        found: dict[str, None] = {}
        for token in self.document.tokens_in(told.clause):
            if token.pos_ == "NOUN" and token.dep_ != "compound" and not self.words.of(token).isdisjoint(wanted):
                found.setdefault(token.text)
        return tuple(found)

    def _trace(self, told: Told, voice: Voice, dated_by: str | None, numbers: Sequence[int]) -> tuple[Step, ...]:
        """Why each field reads as it does: the pattern or model, and the characters that set it off."""
        doc = self.document.doc
        sure = "" if told.confidence is None else f"confidence {told.confidence:.2f}"
        words = told.event.words or (told.event.head,)
        steps = [Step("type", told.event.rule, Span(doc[i].idx, doc[i].idx + len(doc[i])), sure) for i in words]
        said = self.rooms.voices.sayings[voice.saying] if voice.saying is not None else None
        steps.append(Step("attribution", voice.rule, said.cue if said else None))
        if dated_by:
            steps.append(Step("time", dated_by))
        counted = (self.rooms.counted[n] for n in numbers)
        return (*steps, *(Step("quantities", c.rule, c.span) for c in counted))


def claims_of(document: Document, theatre: str | None = None, reader: Reader | None = None) -> tuple[Claim, ...]:
    """Every claim of one parsed report, in text order; ``reader`` ``None`` takes the best that is installed."""
    return Assembler(Rooms.of(document, theatre), reader).claims()
