"""Which days an event could have: what its sentence, its neighbours, its speaker and its report offer, with signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from fogline.core.claim import ClaimTime, ClaimType, Modality
from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.signs import Part, part
from fogline.read.times import option_signs as signs
from fogline.read.times.attach import (
    NEVER,
    Event,
    Placed,
    adrift,
    begins,
    crossed,
    dates_saying,
    days_for,
    describes,
    follows_saying,
    of_another_thing,
    of_another_time,
    of_older,
    of_record,
    opens,
    rank,
    says,
    verb_of,
)
from fogline.read.times.before import of_before, parted, partings, since_begun
from fogline.read.times.derived import derived
from fogline.read.times.inherit import as_told, of_another_deed, same_event, substance, within_incident
from fogline.read.times.lexicon import lexicon
from fogline.read.times.saying import seen_from
from fogline.read.tokens import Token

BACK = 8  # sentences before the event's own that are searched; of those after it the next one
FAR = 99
_SPEECH = "speech"
_FAMILIES = {
    _SPEECH: (ClaimType.ACCUSATION, ClaimType.DEMAND, ClaimType.DENIAL, ClaimType.SUPPORT, ClaimType.THREAT),
    "politics": (ClaimType.TALKS, ClaimType.AGREEMENT),
    "state": (ClaimType.ASSESSMENT, ClaimType.CONTROL),
    "blow": (
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.ATTACK,
        ClaimType.CHEMICAL_ATTACK,
    ),
    "ground": (ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.WITHDRAWAL),
    "move": (ClaimType.DEPLOYMENT, ClaimType.DISPLACEMENT, ClaimType.AID),
    "result": (ClaimType.TOLL, ClaimType.PROPERTY_DAMAGE, ClaimType.MATERIEL_LOSS, ClaimType.DETENTION),
}
_FAMILY = {kind: name for name, kinds in _FAMILIES.items() for kind in kinds}
_FUNCTION = frozenset({"ADP", "SCONJ", "ADV", "DET"})
_HELPERS = ("aux", "auxpass", "cop")
_NAMES_NOT_HELPERS = frozenset({"IS"})  # "IS killed nine"


@quick
@dataclass(frozen=True, slots=True)
class Asked:
    """An event that asks for its days; ``said`` is the day its speaker spoke, ``picked`` what the rules give."""

    event: Event
    kind: ClaimType
    mood: Modality
    said: Days | None
    picked: ClaimTime


@dataclass(slots=True)
class Option:
    """Days the event could have; ``text`` are the words of its own sentence that name them, if any do.

    ``seen`` has what speaks for or against them, by the zone it is seen in; one sign may be seen several times.
    """

    days: Days
    text: str | None
    basis: str | None
    rule: str
    seen: list[tuple[str, tuple[Part, ...]]] = field(default_factory=list)

    @property
    def signs(self) -> list[str]:
        """Every sign as the weights are keyed."""
        return [f"{zone}:{sign}" for zone, parts in self.seen for p in parts for sign in p.signs]


def tense(head: Token) -> str:
    """How the verb of the event stands: "past", "perfect", "pluperfect", "present", "ahead", "participle", "none"."""
    verb = verb_of(head)
    while verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon().lasting:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return "none"
    helpers = [c for c in verb.children if c.dep_ in _HELPERS and c.text not in _NAMES_NOT_HELPERS]
    words, tags = {c.lower_ for c in helpers}, {c.tag_ for c in helpers}
    if tags & {"MD", "TO"} and "have" in words and verb.tag_ in ("VBN", "VBD"):
        return "past"  # "might have been killed", "are said to have been killed"
    if "MD" in tags or "TO" in tags:
        return "ahead"
    if "had" in words:
        return "pluperfect"
    if words & {"has", "have"}:
        return "perfect"
    if verb.tag_ in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBD" or "VBD" in tags:
        return "past"
    return {"VBN": "participle", "VBG": "gerund", "VB": "bare"}.get(verb.tag_, "none")


def age(days: Days, anchor: date | None) -> str:
    """How long before the report the days begin, in words of a calendar."""
    day = days.start or days.end
    if anchor is None or day is None:
        return "unknown"
    gap = (anchor - day).days
    if gap < 0:
        return "ahead"
    return next((name for most, name in ((0, "0"), (1, "1"), (3, "3"), (7, "7"), (31, "31")) if gap <= most), "old")


def length(days: Days) -> str:
    """How long the days are: "day", "days" (up to four), "month", "long" or "open"."""
    if not (days.start and days.end):
        return "open"
    gap = (days.end - days.start).days
    return next((name for most, name in ((0, "day"), (3, "days"), (31, "month")) if gap <= most), "long")


def relative(token: Token) -> str:
    """The kind of relative clause the token stands in, "no" where another clause begins before."""
    while token.head.i != token.i:
        if token.dep_ in ("relcl", "acl"):
            return token.dep_
        if token.dep_ in ("ccomp", "advcl", "conj"):
            return "no"
        token = token.head
    return "no"


@quick
@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase is whatever the event; ``own`` are the signs of this."""

    rule: str
    relation: str
    length: str
    age: str
    follows: bool
    opens: bool
    kept: bool
    own: Part


class Ground:
    """What all events of a document share: its day, its phrases in the parse, those that the story goes on with."""

    def __init__(
        self, document: Document, anchor: date | None, placed: Iterable[Placed], carried: Iterable[Placed], head: bool
    ) -> None:
        self.document, self.anchor, self.printed = document, anchor, head
        self.placed = tuple(placed)
        self.carried = tuple(carried)
        self.kept = {p.first for p in self.carried}
        self.lead = self.carried[0] if self.carried else None
        self.rows: dict[int, list[Placed]] = {}
        self.lengths: dict[int, list[Placed]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._tenses: dict[int, str] = {}
        self._named: dict[int, Named] = {}
        self._before: dict[int, list[tuple[Placed, int]]] = {}
        self.partings = partings(document) if self.carried else ()
        self.adrift = {p.sentence for p in self.placed if adrift(document, p)}
        for p in self.placed:
            if p.phrase.days or p.phrase.offset is not None:
                self.rows.setdefault(p.sentence, []).append(p)
            elif p.phrase.kind == "duration":
                self.lengths.setdefault(p.sentence, []).append(p)

    def before(self, home: int) -> list[tuple[Placed, int]]:
        """The phrases of the sentences before one that it may go on with, each days once, and how far back they are."""
        if home not in self._before:
            found: dict[Days, tuple[Placed, int]] = {}
            for gap in range(1, BACK + 1):
                for placed in reversed(self.rows.get(home - gap, ())):
                    p = as_told(placed)
                    known = not p.phrase.days or p.phrase.days in found
                    if not known and not since_begun(self.document, placed) and not self.parted(p, home):
                        found[p.phrase.days] = p, gap
            self._before[home] = list(found.values())
        return self._before[home]

    def parted(self, placed: Placed, home: int) -> bool:
        """Whether another event than that of the phrase is told in sentence ``home``."""
        return bool(self.partings) and parted(self.partings, placed, home, self.anchor)

    def substance(self, sentence: int) -> frozenset[str]:
        """The words of substance of a sentence."""
        if sentence not in self._words:
            s = self.document.sentences[sentence]
            self._words[sentence] = substance(self.document.doc[s.start : s.end])
        return self._words[sentence]

    def named(self, placed: Placed) -> Named:
        """What a phrase of the document is whatever the event."""
        known = self._named.get(placed.first)
        if known is None:
            phrase, document = placed.phrase, self.document
            spans, old = length(phrase.days), age(phrase.days, self.anchor)
            own = signs.phrase(phrase.rule, phrase.kind, phrase.relation, spans, old)
            told = follows_saying(document, placed), opens(document, placed), placed.first in self.kept
            known = self._named[placed.first] = Named(phrase.rule, phrase.relation, spans, old, *told, own)
        return known

    def main(self, sentence: int) -> str:
        """The tense of the main verb of a sentence."""
        if sentence not in self._tenses:
            s = self.document.sentences[sentence]
            roots = (t for t in self.document.doc[s.start : s.end] if t.dep_ == "ROOT")
            self._tenses[sentence] = next((tense(t) for t in roots), "none")
        return self._tenses[sentence]


class Case:
    """One event with every option of its days, the empty one first."""

    def __init__(self, ground: Ground, asked: Asked) -> None:
        self.ground, self.asked, self.document = ground, asked, ground.document
        self.head = self.document.doc[asked.event.head]
        self.home = self.document.sentence_of(asked.event.head).index
        self.family = _FAMILY.get(asked.kind, "other")
        self.mood = asked.mood.value
        self.told = tense(self.head)
        self._below = relative(self.head)
        self._substance = substance(self.document.tokens_in(asked.event.clause))
        self.about = tuple(self._about())
        self.options: dict[Days, Option] = {}
        self._collect()

    def _about(self) -> Iterator[Part]:
        """Signs of the event whatever its days."""
        asked, head, ground = self.asked, self.head, self.ground
        document, event, family = self.document, asked.event, self.family
        yield signs.happens(asked.kind.value, self.mood, self.told, family)
        yield signs.worded(head.pos_, head.dep_, verb_of(head).dep_, family)
        quoted = any(q.start <= head.idx < q.end for q in document.quotations)
        own = min(len(ground.rows.get(self.home, ())), 2)
        yield signs.told(event.state, asked.said is not None, quoted, min(self.home, 3))
        yield signs.surrounded(ground.anchor is not None, bool(ground.carried), own)
        yield signs.hung(ground.main(self.home), self.told, self._below, family)
        yield signs.points(same_event(document, event), within_incident(document, event), family)
        yield from self._distances()

    def _distances(self) -> Iterator[Part]:
        """A distance in the sentence to or from another event ("four days after")."""
        for p in self.ground.rows.get(self.home, ()):
            if p.phrase.offset is not None and not p.phrase.days:
                side = "before" if p.last < self.head.i else "after"
                tie = self._tie(self.head, self.document.doc[p.govern])
                yield part(f"offset={side}&tie={tie}", f"offset={side}")

    def _add(self, days: Days, text: str | None, basis: str | None, rule: str, zone: str, *parts: Part) -> Option:
        option = self.options.get(days)
        if option is None:
            option = self.options[days] = Option(days, text, basis, rule)
        option.seen += [(zone, parts), (zone, self.about)]
        return option

    def _collect(self) -> None:
        asked, ground = self.asked, self.ground
        self._add(Days(), None, None, "none", "none", part(f"lead={ground.lead is not None}"))
        for p in ground.rows.get(self.home, ()):
            self._own(p if verb_of(self.document.doc[p.govern]).i == verb_of(self.head).i else as_told(p))
        if asked.said:
            self._add(asked.said, None, "sentence", "said", "said", part(f"age={age(asked.said, ground.anchor)}"))
        if self.home not in ground.adrift and not self._long_done():
            self._around()
            self._derive()
        if ground.anchor is not None:
            self._add(Days.on(ground.anchor), None, "report", "day", "report", part(f"printed={ground.printed}"))
        self._picked(asked.picked)

    def _long_done(self) -> bool:
        """As in "came on Tuesday after rebels had killed 12": on none of the days that are told."""
        here = self.ground.rows.get(self.home, ()) if self.told == "pluperfect" else ()
        return any(of_before(self.document, p, self.head.i) and not says(self.document.doc[p.govern]) for p in here)

    def _derive(self) -> None:
        """Days that follow from the phrases of the sentence and the story's days in reach before it."""
        ground = self.ground
        before = [p for p in ground.carried if p.first < self.head.i and 0 <= self.home - p.sentence <= BACK]
        before = [p for p in before if not ground.parted(p, self.home)]
        here = [*ground.rows.get(self.home, ()), *ground.lengths.get(self.home, ())]
        for d in derived(here, before, ground.anchor):
            text, basis = (self.document.quote(d.core), "stated") if d.core else (None, "sentence")
            by = part(f"by={d.name}", f"by={d.name}&tense={self.told}", f"by={d.name}&family={self.family}")
            self._add(d.days, text, basis, d.zone, d.zone, by)

    def said_day(self) -> Option | None:
        """The day of the saying, for what the codebook dates by it: a speech act, a state told in the present."""
        event = self.asked.event
        if not self.asked.said or not (event.speech or (event.state and self.told == "present")):
            return None
        return self.options[self.asked.said]

    def _picked(self, picked: ClaimTime) -> None:
        """What the rules say, an option of its own where nothing else gives those days."""
        option = self.options.get(picked.days)
        if option is None:
            basis = part(f"basis={picked.basis}")
            option = self._add(picked.days, picked.text, picked.basis, "rules", "rules", basis)
        ruled = part(f"basis={picked.basis}", f"tense={self.told}")
        option.seen.append(("picked", (ruled,)))

    def _own(self, placed: Placed) -> None:
        """A phrase of the event's own sentence, as it stands and as a subordinating word opens it."""
        phrase = placed.phrase
        judged = self.asked.kind is ClaimType.ASSESSMENT
        if not phrase.days or (not judged and of_record(self.document, placed, self.head.i)):
            return
        if of_another_time(self.document, placed, self.head.i) or of_older(self.document, placed, self.head.i):
            return
        if of_another_thing(self.document, placed, self.asked.event) or self._of_saying(placed):
            return
        if self.told == "pluperfect" and of_before(self.document, placed, self.head.i):
            return
        text = self.document.quote(phrase.span)
        ties = tuple(self._ties(placed))
        held = days_for(self.document, placed, self.asked.event)
        spoken = seen_from(self.document, placed, self.asked.said, self.ground.anchor)
        if spoken:
            self._add(spoken, text, "stated", phrase.rule, "own", *ties, part("as-held=True"))
            return
        self._add(phrase.days, text, "stated", phrase.rule, "own", *ties, part(f"as-held={held == phrase.days}"))
        for name, days in self._variants(placed, held):
            if days and days != phrase.days:
                self._vary(days, text, phrase.rule, name, ties)

    def _of_saying(self, placed: Placed) -> bool:
        """As in "Nine died in a raid, the army said on Monday": it dates the saying alone (codebook 2.8)."""
        event = self.asked.event
        if event.speech or event.state or self.told in ("present", "perfect", "ahead") or placed.last < event.head:
            return False
        return follows_saying(self.document, placed) and bool(self.asked.said)

    def _variants(self, placed: Placed, held: Days) -> Iterator[tuple[str, Days]]:
        """The days as a subordinating word, a beginning or a running count makes them."""
        phrase = placed.phrase
        yield "held", held
        if phrase.relation:
            yield "inner", phrase.inner
        if phrase.relation == "" and phrase.days.start and phrase.kind == "date":
            yield "open", Days(phrase.days.start, None)
        if (
            phrase.relation == "since"
            and phrase.days.start
            and self.ground.anchor
            and phrase.days.start <= self.ground.anchor
        ):
            yield "running", Days(phrase.days.start, self.ground.anchor)

    def _vary(self, days: Days, text: str, rule: str, name: str, ties: tuple[Part, ...]) -> None:
        self._add(days, text, "stated", rule, name).seen.append((name, ties))

    def _ties(self, placed: Placed) -> Iterator[Part]:
        """How a phrase of the sentence stands to the event."""
        named = self.ground.named(placed)
        side = "before" if placed.last < self.head.i else "after"
        opening = opens(self.document, placed)
        yield named.own
        yield signs.dates(named.rule, named.relation, named.age, self.told, self.family)
        yield from self._order(placed, side, opening)
        saying = dates_saying(self.document, placed, self.asked.event.head)
        yield signs.saying(saying, named.follows, opening, self.family)
        yield from self._hangs(placed, side)

    def _order(self, placed: Placed, side: str, opening: bool) -> Iterator[Part]:
        """Before or after the event, in its clause or not, how far, beside which others."""
        head, doc, event = self.head, self.document.doc, self.asked.event
        where = "clause" if event.clause.covers(placed.phrase.core) else side
        value = rank(self.document, placed, event)
        yield signs.where(where, side, self.family, "never" if value >= NEVER else str(min(int(value), 8)))
        far = abs(placed.root - head.i)
        others = self.ground.rows.get(self.home, ())
        nearer = min(sum(abs(o.root - head.i) < far for o in others if o is not placed), 2)
        yield signs.far(side, opening, next((n for n in (2, 5, 9, 14, 20) if far <= n), FAR), nearer)
        first = doc[placed.first]
        before = doc[placed.first - 1].pos_ if placed.first else None
        yield signs.edge(first.lower_ if first.pos_ in _FUNCTION else first.pos_, before)

    def _hangs(self, placed: Placed, side: str) -> Iterator[Part]:
        """Where the phrase hangs in the parse, as seen from the event."""
        head, govern, document = self.head, self.document.doc[placed.govern], self.document
        tie = self._tie(head, govern)
        yield signs.tied(tie, side, self.told, self.family, self.mood)
        yield signs.passing(tie, side, self.told, self.asked.event.state, self._below, head.dep_)
        yield signs.begins(tie, begins(document, placed), govern.head.i == head.i, self.told)
        yield signs.under(govern.dep_, govern.pos_, says(govern), govern.i == head.i)
        within = str(crossed(govern, head)) if head.is_ancestor(govern) else "no"
        verb = verb_of(govern).i == verb_of(head).i
        yield signs.verbs(tie, self.told, tense(govern), verb, within, describes(document, placed))

    def _tie(self, head: Token, govern: Token) -> str:
        if govern.i == head.i:
            return "same"
        if head.is_ancestor(govern):
            return "below-crossed" if crossed(govern, head) else "below"
        if govern.is_ancestor(head):
            return "above-crossed" if crossed(head, govern) else "above"
        if verb_of(head).i == govern.i:
            return "verb"
        if verb_of(head).head.i == govern.head.i:
            return "beside"
        return "apart"

    def _around(self) -> None:
        """Phrases of the sentences around: each days once, by its nearest mention before, else after."""
        event, before = self.asked.event, self.ground.before(self.home)
        seen = {p.phrase.days for p, _ in before}
        for order, (p, gap) in enumerate(before):
            self._add(p.phrase.days, None, "sentence", "before", "back", *self._back(p, gap, order))
        for p in self.ground.rows.get(self.home + 1, ()) if self.told != "pluperfect" else ():
            if p.phrase.days and p.phrase.days not in seen and not of_another_deed(self.document, event, p):
                seen.add(p.phrase.days)
                self._add(p.phrase.days, None, "sentence", "after", "next", *self._back(p, 1, 0))
        lead = self.ground.lead
        if lead is not None and lead.sentence < self.home and not self.ground.parted(lead, self.home):
            back = part(f"gap={min(self.home - lead.sentence, 9)}")
            self._add(lead.phrase.days, None, "sentence", "lead", "lead", back)

    def _back(self, placed: Placed, gap: int, order: int) -> Iterator[Part]:
        named, told, family = self.ground.named(placed), self.told, self.family
        yield named.own
        yield signs.apart(min(gap, 4), told, family, named.kept)
        yield signs.nth(min(order, 3), told, family, named.kept, named.length)
        yield signs.alone(named.follows, named.opens, self._broken(placed.phrase.span.end), family)
        yield signs.alike(self._alike(placed.sentence), min(order, 2))

    def _alike(self, sentence: int) -> int:
        """How many words of substance the event's clause shares with a sentence, up to 4."""
        return min(len(self._substance & self.ground.substance(sentence)), 4)

    def _broken(self, end: int) -> bool:
        """Whether a line ends between a phrase before it and the event."""
        start = self.asked.event.clause.start
        return end < start and "\n" in self.document.plain[end:start]
