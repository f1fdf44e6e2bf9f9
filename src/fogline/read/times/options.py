"""Which days an event could have: what its sentence, its neighbours, its speaker and its report offer, with signs.

Signs are plain strings that the learned weights are keyed by. Function words and names of rules stand in them; names,
places and numbers never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from fogline.core.claim import ClaimTime, ClaimType, Modality
from fogline.core.interval import Days
from fogline.read.document import Document
from fogline.read.times.attach import (
    NEVER,
    Event,
    Placed,
    begins,
    crossed,
    dates_saying,
    days_for,
    describes,
    follows_saying,
    opens,
    rank,
    says,
    verb_of,
)
from fogline.read.times.derived import derived
from fogline.read.times.inherit import same_event, within_incident
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
_NAMING = frozenset({"amod", "compound", "nmod"})  # "the besieged town": named in passing
_HELPERS = ("aux", "auxpass", "cop")


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
    seen: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    @property
    def signs(self) -> list[str]:
        """Every sign as the weights are keyed."""
        return [f"{zone}:{sign}" for zone, signs in self.seen for sign in signs]


def tense(head: Token) -> str:
    """How the verb of the event stands: "past", "perfect", "pluperfect", "present", "ahead", "participle", "none"."""
    verb = verb_of(head)
    if verb.pos_ not in ("VERB", "AUX"):
        return "none"
    helpers = [c for c in verb.children if c.dep_ in _HELPERS]
    words, tags = {c.lower_ for c in helpers}, {c.tag_ for c in helpers}
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


def _substance(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB") and not says(t))


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
        for p in self.placed:
            if p.phrase.days or p.phrase.offset is not None:
                self.rows.setdefault(p.sentence, []).append(p)
            elif p.phrase.kind == "duration":
                self.lengths.setdefault(p.sentence, []).append(p)

    def substance(self, sentence: int) -> frozenset[str]:
        """The words of substance of a sentence."""
        if sentence not in self._words:
            s = self.document.sentences[sentence]
            self._words[sentence] = _substance(self.document.doc[s.start : s.end])
        return self._words[sentence]

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
        self.told = tense(self.head)
        self._below = relative(self.head)
        self._substance = _substance(self.document.tokens_in(asked.event.clause))
        self.about = tuple(self._about())
        self.options: dict[Days, Option] = {}
        self._collect()

    def _about(self) -> Iterator[str]:
        """Signs of the event whatever its days."""
        asked, head = self.asked, self.head
        kind, family = asked.kind.value, self.family
        told, story = self.told, bool(self.ground.carried)
        yield from ("all", f"kind={kind}", f"family={family}", f"mood={asked.mood.value}")
        yield from (f"tense={told}", f"tense={told}&family={family}")
        yield from (f"pos={head.pos_}", f"names={head.dep_ in _NAMING}", f"verb={verb_of(head).dep_}")
        yield from (f"state={asked.event.state}", f"said={asked.said is not None}", f"at={min(self.home, 3)}")
        yield f"quoted={any(q.start <= head.idx < q.end for q in self.document.quotations)}"
        yield f"dated={self.ground.anchor is not None}"
        yield f"story={story}&dated={self.ground.anchor is not None}"
        yield f"own={min(len(self.ground.rows.get(self.home, ())), 2)}"
        yield from self._standing(told)

    def _standing(self, told: str) -> Iterator[str]:
        """How the event stands in its sentence, and what its clause says besides."""
        head, document, event, family = self.head, self.document, self.asked.event, self.family
        main = self.ground.main(self.home)
        yield f"kind={self.asked.kind.value}&tense={told}"
        yield from (f"mood={self.asked.mood.value}&family={family}", f"dep={head.dep_}&family={family}")
        yield from (f"main={main}&tense={told}", f"main={main}&family={family}")
        below = self._below
        yield from (f"below={below}&family={family}", f"below={below}&tense={told}")
        yield f"points={same_event(document, event)}&family={family}"
        yield f"within={within_incident(document, event)}"
        yield from self._distances()

    def _distances(self) -> Iterator[str]:
        """A distance in the sentence to or from another event ("four days after")."""
        for p in self.ground.rows.get(self.home, ()):
            if p.phrase.offset is not None and not p.phrase.days:
                side = "before" if p.last < self.head.i else "after"
                govern = self.document.doc[p.govern]
                yield from (f"offset={side}&tie={self._tie(self.head, govern)}", f"offset={side}")

    def _add(self, days: Days, text: str | None, basis: str | None, rule: str, zone: str, signs: Iterable[str]) -> None:
        option = self.options.get(days)
        if option is None:
            option = self.options[days] = Option(days, text, basis, rule)
        option.seen += [(zone, tuple(signs)), (zone, self.about)]

    def _collect(self) -> None:
        asked, ground = self.asked, self.ground
        self._add(Days(), None, None, "none", "none", [f"lead={ground.lead is not None}"])
        for p in ground.rows.get(self.home, ()):
            self._own(p)
        if asked.said:
            self._add(asked.said, None, "sentence", "said", "said", [f"age={age(asked.said, ground.anchor)}"])
        self._around()
        self._derive()
        if ground.anchor is not None:
            self._add(Days.on(ground.anchor), None, "report", "day", "report", [f"printed={ground.printed}"])
        self._picked(asked.picked)

    def _derive(self) -> None:
        """Days that follow from the phrases of the sentence and the story's days in reach before it."""
        ground = self.ground
        before = [p for p in ground.carried if p.first < self.head.i and 0 <= self.home - p.sentence <= BACK]
        here = [*ground.rows.get(self.home, ()), *ground.lengths.get(self.home, ())]
        for d in derived(here, before, ground.anchor):
            text, basis = (self.document.quote(d.core), "stated") if d.core else (None, "sentence")
            signs = (f"by={d.name}", f"by={d.name}&tense={self.told}", f"by={d.name}&family={self.family}")
            self._add(d.days, text, basis, d.zone, d.zone, signs)

    def said_day(self) -> Option | None:
        """The day of the saying, for what the codebook dates by it: a speech act, a state told in the present."""
        event = self.asked.event
        if not self.asked.said or not (event.speech or (event.state and self.told == "present")):
            return None
        return self.options[self.asked.said]

    def _picked(self, picked: ClaimTime) -> None:
        """What the rules say, an option of its own where nothing else gives those days."""
        if picked.days not in self.options:
            self._add(picked.days, picked.text, picked.basis, "rules", "rules", [f"basis={picked.basis}"])
        self.options[picked.days].seen.append(("picked", (f"basis={picked.basis}", f"tense={self.told}")))

    def _own(self, placed: Placed) -> None:
        """A phrase of the event's own sentence, as it stands and as a subordinating word opens it."""
        phrase = placed.phrase
        if not phrase.days:
            return
        text = self.document.quote(phrase.span)
        signs = tuple(self._ties(placed))
        held = days_for(self.document, placed, self.asked.event)
        self._add(phrase.days, text, "stated", phrase.rule, "own", (*signs, f"as-held={held == phrase.days}"))
        for name, days in self._variants(placed):
            if days and days != phrase.days:
                self._vary(days, text, phrase.rule, name, signs)

    def _variants(self, placed: Placed) -> Iterator[tuple[str, Days]]:
        """The days as a subordinating word, a beginning or a running count makes them."""
        phrase = placed.phrase
        yield "held", days_for(self.document, placed, self.asked.event)
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

    def _vary(self, days: Days, text: str, rule: str, name: str, signs: Iterable[str]) -> None:
        self._add(days, text, "stated", rule, name, ())
        self.options[days].seen.append((name, tuple(signs)))

    def _ties(self, placed: Placed) -> Iterator[str]:
        """How a phrase of the sentence stands to the event."""
        phrase = placed.phrase
        yield f"rule={phrase.rule}"
        yield f"kind={phrase.kind}&relation={phrase.relation}"
        yield f"length={length(phrase.days)}"
        yield f"age={age(phrase.days, self.ground.anchor)}"
        yield from self._order(placed)
        yield from self._saying(placed)
        yield from self._hangs(placed)

    def _order(self, placed: Placed) -> Iterator[str]:
        """Before or after the event, in its clause or not, how far, beside which others."""
        head, doc, event = self.head, self.document.doc, self.asked.event
        side = "before" if placed.last < head.i else "after"
        where = "clause" if event.clause.covers(placed.phrase.core) else side
        yield from (f"where={where}", f"where={where}&family={self.family}", f"side={side}")
        value = rank(self.document, placed, event)
        yield f"rank={'never' if value >= NEVER else min(int(value), 8)}"
        yield f"opens={opens(self.document, placed)}&side={side}"
        far = abs(placed.root - head.i)
        yield f"far={next((n for n in (2, 5, 9, 14, 20) if far <= n), FAR)}"
        first = doc[placed.first]
        yield f"opening={first.lower_ if first.pos_ in _FUNCTION else first.pos_}"
        if placed.first:
            yield f"before={doc[placed.first - 1].pos_}"
        others = self.ground.rows.get(self.home, ())
        yield f"nearer={min(sum(abs(o.root - head.i) < far for o in others if o is not placed), 2)}"

    def _saying(self, placed: Placed) -> Iterator[str]:
        """Whether the phrase dates a saying and not what is said."""
        document, family = self.document, self.family
        saying = dates_saying(document, placed, self.asked.event.head)
        follows = follows_saying(document, placed)
        yield from (f"saying={saying}&family={family}", f"follows={follows}&family={family}")
        yield f"saying={saying}&follows={follows}&opens={opens(document, placed)}"

    def _hangs(self, placed: Placed) -> Iterator[str]:
        """Where the phrase hangs in the parse, as seen from the event."""
        head, govern, document = self.head, self.document.doc[placed.govern], self.document
        side = "before" if placed.last < head.i else "after"
        tie = self._tie(head, govern)
        yield from (f"tie={tie}", f"tie={tie}&side={side}")
        starts = begins(document, placed)
        yield f"begins={starts}&tense={self.told}"
        yield f"begins={starts}&of={govern.head.i == head.i}&tie={tie}"
        yield f"under={govern.dep_}&pos={govern.pos_}"
        yield f"says={says(govern)}&same={govern.i == head.i}"
        yield f"describes={describes(document, placed)}"
        yield from self._with_tense(placed, tie, side)
        yield f"crossed={crossed(govern, head)}" if head.is_ancestor(govern) else "crossed=no"

    def _with_tense(self, placed: Placed, tie: str, side: str) -> Iterator[str]:
        """The tie and the phrase, each together with how the event's verb stands and what kind of event it is."""
        head, phrase, family = self.head, placed.phrase, self.family
        govern = self.document.doc[placed.govern]
        told, old = self.told, age(phrase.days, self.ground.anchor)
        yield from (f"tie={tie}&tense={told}", f"tie={tie}&family={family}", f"tie={tie}&mood={self.asked.mood.value}")
        yield f"tie={tie}&side={side}&tense={told}&state={self.asked.event.state}"
        yield from (f"tie={tie}&below={self._below}", f"tie={tie}&passing={head.dep_ in _NAMING}")
        yield f"tie={tie}&tense={told}&its={tense(govern)}"
        yield f"tie={tie}&same-verb={verb_of(govern).i == verb_of(head).i}"
        yield from (f"age={old}&tense={told}", f"age={old}&family={family}", f"relation={phrase.relation}&tense={told}")
        yield from (f"rule={phrase.rule}&tense={told}", f"rule={phrase.rule}&family={family}")

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
        seen: set[Days] = set()
        order = 0
        for gap in range(1, BACK + 1):
            for p in reversed(self.ground.rows.get(self.home - gap, ())):
                if p.phrase.days and p.phrase.days not in seen:
                    seen.add(p.phrase.days)
                    self._add(p.phrase.days, None, "sentence", "before", "back", self._back(p, gap, order))
                    order += 1
        for p in self.ground.rows.get(self.home + 1, ()):
            if p.phrase.days and p.phrase.days not in seen:
                seen.add(p.phrase.days)
                self._add(p.phrase.days, None, "sentence", "after", "next", self._back(p, 1, 0))
        if self.ground.lead and self.ground.lead.sentence < self.home:
            days = self.ground.lead.phrase.days
            self._add(days, None, "sentence", "lead", "lead", [f"gap={min(self.home - self.ground.lead.sentence, 9)}"])

    def _back(self, placed: Placed, gap: int, order: int) -> Iterator[str]:
        phrase, document = placed.phrase, self.document
        kept = placed.first in self.ground.kept
        yield from (f"gap={min(gap, 4)}", f"order={min(order, 3)}", f"kept={kept}", f"gap={min(gap, 4)}&kept={kept}")
        yield f"kept={kept}&order={min(order, 2)}"
        yield f"kept={kept}&tense={self.told}"
        yield f"rule={phrase.rule}"
        yield f"kind={phrase.kind}&relation={phrase.relation}"
        yield f"length={length(phrase.days)}"
        yield f"age={age(phrase.days, self.ground.anchor)}"
        yield f"follows={follows_saying(document, placed)}"
        yield f"opens={opens(document, placed)}"
        yield f"broken={self._broken(phrase.span.end)}"
        told, family, nth = self.told, self.family, min(order, 2)
        alike = self._alike(placed.sentence)
        yield from (f"alike={alike}", f"alike={alike}&order={nth}", f"gap={min(gap, 4)}&tense={told}")
        yield from (f"gap={min(gap, 4)}&family={family}", f"order={nth}&family={family}")
        yield from (f"order={nth}&tense={told}&family={family}", f"length={length(phrase.days)}&order={nth}")
        yield f"follows={follows_saying(document, placed)}&family={family}"

    def _alike(self, sentence: int) -> int:
        """How many words of substance the event's clause shares with a sentence, up to 4."""
        return min(len(self._substance & self.ground.substance(sentence)), 4)

    def _broken(self, end: int) -> bool:
        """Whether a line ends between a phrase before it and the event."""
        start = self.asked.event.clause.start
        return end < start and "\n" in self.document.plain[end:start]
