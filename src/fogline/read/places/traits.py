"""What speaks for or against a named place as the place of an event: numbers by name.

A trait that says what something is (``prep=in``) is 1 where it holds and absent, 0, where not. Function words stand in
the names as written; names of places or actors never do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import log2

from fogline.core.claim import ClaimType
from fogline.read.document import Document
from fogline.read.places.events import overview, places_of_event
from fogline.read.places.fold import fold
from fogline.read.places.landscape import OWN, ZONES, Happening, Landscape, Option, nation
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import countries, words
from fogline.read.tokens import Token

Traits = Iterator[tuple[str, float]]

NONE, FAR = -1.0, 99.0
UP = 9  # steps up to a branch that is not reached
LONG = 3  # a way through the parse longer than this tells nothing more
_FUNCTION = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT", "PART", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_ASIDE = frozenset({"relcl", "acl", "advcl"})
_FAMILIES = {
    "speech": (ClaimType.ACCUSATION, ClaimType.DEMAND, ClaimType.DENIAL, ClaimType.SUPPORT, ClaimType.THREAT),
    "politics": (ClaimType.TALKS, ClaimType.AGREEMENT, ClaimType.ASSESSMENT),
    "blow": (
        ClaimType.AIR_STRIKE,
        ClaimType.SHELLING,
        ClaimType.BOMBING,
        ClaimType.ATTACK,
        ClaimType.CHEMICAL_ATTACK,
    ),
    "ground": (ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL),
    "move": (ClaimType.DEPLOYMENT, ClaimType.DISPLACEMENT, ClaimType.AID),
    "result": (ClaimType.TOLL, ClaimType.PROPERTY_DAMAGE, ClaimType.MATERIEL_LOSS, ClaimType.DETENTION),
}
_FAMILY = {kind: name for name, kinds in _FAMILIES.items() for kind in kinds}


class Scene:
    """One report: its places, all its events in the order given, and the places that the rules give each."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention], events: Sequence[Happening]) -> None:
        self.document, self.events = document, tuple(events)
        self.land = Landscape(document, mentions)
        known = tuple(mentions)
        found = (places_of_event(document, known, e.head, e.clause, e.kind) for e in self.events)
        self.by_rules = [frozenset(m.name.lower() for m in ms) for ms in found]
        self.heads = frozenset(e.head for e in self.events)
        self.homes = [document.sentence_of(e.head).index for e in self.events]
        self.owners = [self._owner(t) for t in self.land.tops]
        self.clauses = [sum(e.clause.covers(m.span) for e in self.events) for m in self.land.mentions]
        self.title = fold(document.report.title or "")
        self._lasting: dict[int, dict[str, float]] = {}
        self._givers: dict[str, tuple[int, ...]] = {}

    def givers(self, name: str) -> tuple[int, ...]:
        """The events, by number, that the rules give the place ``name``."""
        known = self._givers.get(name)
        if known is None:
            known = self._givers[name] = tuple(n for n, names in enumerate(self.by_rules) if name in names)
        return known

    def _owner(self, top: Token) -> int:
        """The first event that the place hangs on, -1 for none."""
        return next((t.i for t in (top, *top.ancestors) if t.i in self.heads), -1)

    @cached_property
    def divisions(self) -> dict[str | None, float]:
        """The share of the mentions within countries that lie in each first-order division."""
        placed = [m.admin1 for m in self.land.mentions if m.country and not nation(m)]
        return {name: n / len(placed) for name, n in Counter(placed).items()}

    @cached_property
    def leading(self) -> str | None:
        """The country that most mentions lie in, ties by code."""
        uses = Counter(m.country for m in self.land.mentions if m.country)
        return max(sorted(uses), key=lambda c: uses[c], default=None)

    def lasting(self, number: int) -> dict[str, float]:
        """The traits that a mention has for every event."""
        if number not in self._lasting:
            parts = (self._thing(number), self._part(number), self._hanging(number))
            self._lasting[number] = {name: value for part in parts for name, value in part}
        return self._lasting[number]

    def _thing(self, number: int) -> Traits:
        m = self.land.mentions[number]
        how, _, rule = m.rule.partition("/")
        yield f"size={m.precision.value}", 1
        yield f"placekind={m.kind.value if m.kind else 'none'}", 1
        yield f"role={m.role}", 1
        yield f"how={how}", 1
        yield f"rule={rule}", 1
        yield "nation", nation(m)
        yield "near", m.near
        yield "placed", m.point is not None

    def _part(self, number: int) -> Traits:
        """How much the report speaks of it."""
        land, m, name = self.land, self.land.mentions[number], self.land.names[number]
        members = land.groups[name]
        yield "uses", len(members)
        yield "uses share", len(members) / len(land.mentions)
        yield "rank", land.rank[name]
        yield "first sentence", land.sentences[members[0]]
        yield "is first", members[0] == 0
        yield "title", bool(self.title) and fold(m.name) in self.title
        yield "admin share", self.divisions.get(m.admin1, 0.0) if m.admin1 else NONE
        yield "leading", m.country == self.leading

    def _hanging(self, number: int) -> Traits:
        """How it hangs in its sentence."""
        land = self.land
        doc, top, phrase = self.document.doc, land.tops[number], land.mentions[number].phrase
        first, last = self.document.token_at(phrase.start).i, self.document.token_at(phrase.end - 1).i
        yield f"dep={top.dep_}", 1
        if top.dep_ in ("pobj", "pcomp"):
            yield f"prep={top.head.lower_}", 1
            yield f"prepof={top.head.head.pos_}", 1
        else:
            yield f"under={top.head.pos_}", 1
        if first:
            yield f"before={_plain(doc[first - 1])}", 1
        if last + 1 < len(doc):
            yield f"next={_plain(doc[last + 1])}", 1

    @cached_property
    def peoples(self) -> dict[int, str]:
        """Tokens that are demonyms, to their country."""
        table = countries().demonyms
        return {t.i: table[k] for t in self.document.doc if t.text[0].isupper() and (k := fold(t.text)) in table}


class View:
    """A scene as one of its events sees it."""

    def __init__(self, scene: Scene, number: int) -> None:
        self.scene, self.number, self.event = scene, number, scene.events[number]
        self.document, self.land = scene.document, scene.land
        self.head = self.document.doc[self.event.head]
        self.home = scene.homes[number]
        self.above = {t.i: n for n, t in enumerate((self.head, *self.head.ancestors))}
        self.given = scene.by_rules[number]
        self.options = tuple(self.land.options(self.event, self.given))
        self.named = [o for o in self.options if o.named]
        self.family = _FAMILY.get(self.event.kind, "other")
        inside = self.document.tokens_in(self.event.clause)
        sentence = self.document.sentences[self.home]
        self.here = {c for t in inside if (c := scene.peoples.get(t.i))}
        self.around = {c for i in range(sentence.start, sentence.end) if (c := scene.peoples.get(i))}
        self.shared = dict((*self._event(), *self._wording(), *self._crowd()))

    def picked(self, option: Option) -> bool:
        """Do the rules give the event this place?"""
        return self.land.names[option.number] in self.given

    def traits(self, option: Option) -> dict[str, float]:
        """Every trait of one option."""
        return self.shared | self.scene.lasting(option.number) | dict(self.alone(option))

    def alone(self, option: Option) -> Traits:
        """The traits that the option has for this event alone; the event's others are ``shared`` by all options."""
        parts = [self._place(option), self._standing(option), self._ties(option), self._nesting(option)]
        parts += [self._rivals(option), self._way(option) if option.zone in OWN else iter(()), self._others(option)]
        return chain.from_iterable(parts)

    def _event(self) -> Traits:
        event, scene = self.event, self.scene
        yield f"kind={event.kind.value}", 1
        yield f"family={self.family}", 1
        yield "home", self.home
        yield "home share", self.home / max(1, len(self.document.sentences))
        yield "clause length", event.clause.end - event.clause.start
        yield "overview", overview(self.document, event.clause)
        yield "quoted", any(q.start <= self.head.idx < q.end for q in self.document.quotations)
        yield "events", len(scene.events)
        yield "position", self.number
        mates = zip(scene.events, scene.homes, strict=True)
        yield "before me here", sum(h == self.home and e.head < self.head.i for e, h in mates)

    def _wording(self) -> Traits:
        head = self.head
        yield f"pos={head.pos_}", 1
        yield f"headdep={head.dep_}", 1
        yield f"opening={_plain(self.document.doc[self.document.sentences[self.home].start])}", 1
        yield "definite", _definite(head)
        left = list(head.lefts)
        yield "subject", any(t.dep_ in ("nsubj", "nsubjpass") for t in left)
        yield "passive", any(t.dep_ in ("nsubjpass", "auxpass") for t in left)
        yield "past perfect", any(t.dep_ == "aux" and t.lower_ == "had" for t in left)
        yield "modal", any(t.dep_ == "aux" and t.tag_ == "MD" for t in left)

    def _crowd(self) -> Traits:
        named = self.named
        for zone in ZONES:
            here = [o for o in named if o.zone == zone]
            yield f"n {zone}", len(here)
            yield f"n small {zone}", sum(not nation(o.mention) for o in here)
        gaps = (o.gap for o in named if o.zone == "back" and not nation(o.mention))
        yield "nearest gap", min(gaps, default=FAR)
        yield "n picked", len(self.given)
        yield "n places", len(self.land.groups)

    def _place(self, option: Option) -> Traits:
        yield f"zone={option.zone}", 1
        yield "gap", option.gap
        yield f"familysize={self.family}+{option.mention.precision.value}", 1
        yield "picked", self.picked(option)

    def _standing(self, option: Option) -> Traits:
        """How long ago it was named, and who is named here."""
        land, m, at = self.land, option.mention, self.land.tokens[option.number]
        name = land.names[option.number]
        members = land.groups[name]
        yield "token distance", log2(1 + abs(at - self.head.i))
        yield "after", at > self.head.i
        yield from self._since(name, members)
        yield "people here", m.country in self.here
        yield "people in sentence", m.country in self.around

    def _since(self, name: str, members: Sequence[int]) -> Traits:
        """Sentences since it was last named, other places named since, sentences until it is named next."""
        land, head = self.land, self.head.i
        last = next((n for n in reversed(members) if land.tokens[n] < head), None)
        ahead = next((n for n in members if land.tokens[n] > head), None)
        yield "next gap", FAR if ahead is None else land.sentences[ahead] - self.home
        if last is None:
            yield from (("last gap", NONE), ("since", NONE), ("small since", NONE))
            return
        between = [n for n in range(last + 1, len(land.mentions)) if land.tokens[n] < head and land.names[n] != name]
        yield "last gap", self.home - land.sentences[last]
        yield "since", len({land.names[n] for n in between})
        yield "small since", len({land.names[n] for n in between if not nation(land.mentions[n])})

    def _ties(self, option: Option) -> Traits:
        """Whose the mention is."""
        owner = self.scene.owners[option.number]
        yield "own", owner == self.head.i
        yield "owned by other", owner not in (-1, self.head.i)
        yield "in clauses", self.scene.clauses[option.number]

    def _way(self, option: Option) -> Traits:
        """The way through the parse from the place up to the event's branch, and what lies between in the text."""
        doc, scene, at = self.document.doc, self.scene, self.land.tokens[option.number]
        token, deps, verbs = self.land.tops[option.number], [], 0
        while token.i not in self.above and token.head.i != token.i:
            deps.append(token.dep_)
            token = token.head
            verbs += token.i not in self.above and token.pos_ in _VERBAL
        up = self.above.get(token.i, UP)
        yield from (("steps", len(deps)), ("up", up), ("verbs", verbs))
        yield "relative", sum(d in _ASIDE for d in deps)
        if deps:
            yield f"last={deps[-1]}", 1
        if len(deps) <= LONG:
            yield f"way={'<'.join(deps)}^{min(up, 2)}", 1
        start, end = sorted((self.head.i, at))
        between = doc[start + 1 : end]
        yield "commas", sum(t.text == "," for t in between)
        yield "verbs between", sum(t.pos_ in _VERBAL for t in between)
        yield "heads between", sum(start < h < end for h in scene.heads)
        yield "places between", sum(start < t < end for t in self.land.tokens)

    def _nesting(self, option: Option) -> Traits:
        """Which other places hold it, and which it holds."""
        inner, outer = self.land.inside(option.number), self.land.around(option.number)
        held = [o for o in self.named if o.number in inner and o is not option] if inner else []
        holding = [o for o in self.named if o.number in outer and o is not option] if outer else []
        for label, zones in (("own", OWN), ("clause", OWN[:1]), ("back", ("back",))):
            yield f"holds {label}", any(o.zone in zones for o in held)
            yield f"held {label}", any(o.zone in zones for o in holding)
        yield "holds picked", any(map(self.picked, held))
        yield "held picked", any(map(self.picked, holding))

    def _rivals(self, option: Option) -> Traits:
        """Which other places stand where it stands."""
        land, head, tokens = self.land, self.head.i, self.land.tokens
        rest = [o for o in self.named if o is not option]
        beside = [o for o in rest if o.zone == option.zone]
        away, size, top = abs(tokens[option.number] - head), option.mention.precision, land.tops[option.number].i
        yield "nearer", sum([abs(tokens[o.number] - head) < away for o in beside])
        yield "peers", sum([o.mention.precision is size for o in beside])
        yield "same top", sum([land.tops[o.number].i == top for o in rest])
        country = option.mention.country
        abroad = (o.mention.country for o in rest if o.zone == OWN[0])
        yield "elsewhere", country is not None and any(c not in (None, country) for c in abroad)

    def _others(self, option: Option) -> Traits:
        """What the rules give the events around."""
        scene, n = self.scene, self.number
        given = scene.givers(self.land.names[option.number])
        yield "picked by", len(given) / len(scene.events)
        yield "picked before", n - 1 in given
        yield "picked two before", n - 2 in given
        yield "picked after", n + 1 in given
        mates = [i for i in given if i != n]
        yield "picked by kind", sum([scene.events[i].kind is self.event.kind for i in mates])
        yield "picked here", sum([scene.homes[i] == self.home for i in mates])
        yield "only picked", n in given and len(self.given) == 1


def _plain(token: Token) -> str:
    return token.lower_ if token.pos_ in _FUNCTION else token.pos_


def _definite(head: Token) -> bool:
    """As in "the blast", or a subject that "the" or "that" opens: something told before."""
    definite = words().definite
    subjects = [x for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass") for x in t.lefts]
    return any(t.lower_ in definite for t in (*(t for t in head.lefts if t.dep_ == "det"), *subjects))
