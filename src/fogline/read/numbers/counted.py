"""How many of whom, in which respect: every count of a document that the record takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fogline.core.claim import Measure, Qualifier, Scope, Status
from fogline.core.interval import Count
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.numbers.amounts import of_others, of_total
from fogline.read.numbers.implied import governor, implied_items
from fogline.read.numbers.items import Item, items_of, mark
from fogline.read.numbers.lexicon import CountingWords, among, counting_words, look
from fogline.read.numbers.measures import Kind, kind_of, measure_of
from fogline.read.numbers.scopes import Scopes
from fogline.read.numbers.ties import tie
from fogline.read.tokens import Doc, Token

_MANY = 3
# Words that a group of the dead may be told in ("dead on the government side").
_WHOSE = 5


@quick
@dataclass(frozen=True, slots=True)
class CountedGroup:
    """Who or what was counted. ``span`` covers the words without number or determiner, ``head`` is the noun's token."""

    span: Span
    head: int
    status: Status
    kind: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its meaning.

    ``predicate`` is the token index of the word that governs the number ("killed", "strikes"); ``total`` the index, in
    the tuple this stands in, of the total it is a part of; ``rule`` names what read the number and what found its
    predicate.
    """

    span: Span
    count: Count
    qualifier: Qualifier
    measure: Measure
    group: CountedGroup | None
    predicate: int | None
    scope: Scope
    total: int | None
    rule: str


def count(document: Document) -> tuple[Counted, ...]:
    """The counts of ``document`` in order of the text; what is said second of a number comes last.

    Numbers that are no quantity of the record (codebook 2.7, 2.8) give none.
    """
    words = counting_words()
    items = items_of(document, words)
    items = sorted([*items, *implied_items(document, items, words)], key=lambda item: (item.first, item.after))
    mark(document, items, words)
    tie(document, items, words)
    settled = _settled(document.doc, items, words)
    _shoot(document.doc, items, words)
    _lend(document, items, words)
    kinds = [kind_of(document.doc, item, words) for item in items]
    measures = [measure_of(document.doc, item, kind, words) for item, kind in zip(items, kinds, strict=True)]
    measures = [
        m if known and not _among(document.doc, i, words) else None
        for i, m, known in zip(items, measures, settled, strict=True)
    ]
    kept = [i for i, measure in enumerate(measures) if measure is not None]
    places = {i: at for at, i in enumerate(kept)}
    groups, scopes = _groups(document, items, kinds, words), Scopes(document, words)
    main = [
        Counted(
            items[i].number.span, items[i].number.count, items[i].number.qualifier, measure, groups[i],
            _governing(document, items[i]), scopes.of(items[i]), _total(items[i], places),
            _rule(items[i]),
        )
        for i, measure in enumerate(measures) if measure is not None
    ]  # fmt: skip
    return (*main, *_doubled([items[i] for i in kept], main))


def _placed(doc: Doc, item: Item, words: CountingWords) -> bool:
    """As in "most of them in Bria"."""
    return item.end < len(doc) and doc[item.end].lower_ in words.part_in


def _settled(doc: Doc, items: Sequence[Item], words: CountingWords) -> list[bool]:
    """Which numbers are known, once parts such as "most of them" are reckoned from their totals."""
    known = []
    for item in items:
        part = of_others(item.number)
        whole = items[item.total].number if part and item.total is not None else None
        told = whole is not None and not of_others(whole) and (item.phrase is not None or _placed(doc, item, words))
        many = of_total(item.number, whole.count) if whole is not None and told else None
        if many is not None:
            item.number = replace(item.number, count=many)
        known.append(many is not None or not part)
    return known


def _shoot(doc: Doc, items: Sequence[Item], words: CountingWords) -> None:
    """As in "shot 30 miners": of so many, and of each part of them, it means death."""
    said = [i for i in items if i.predicate is not None and i.predicate.measure is Measure.KILLED_OR_WOUNDED]
    shot = [i for i in said if i.predicate is not None and _by_shots(doc[i.predicate.at], words)]
    many = {i.predicate.at for i in shot if i.predicate is not None and (i.number.count.low or 0) >= _MANY}
    for item in shot:
        if item.predicate is not None and item.predicate.at in many:
            item.predicate = replace(item.predicate, measure=Measure.KILLED)


def _by_shots(verb: Token, words: CountingWords) -> bool:
    """As in "shot nine men", "took nine men and shot them"."""
    return any(among(t, words.shooting) for t in (verb, *(c for c in verb.rights if c.dep_ == "conj")))


def _lend(document: Document, items: Sequence[Item], words: CountingWords) -> None:
    """As in "112 drones, of which 76 were shot down": what is lost without a noun is of the things told before."""
    for k, item in enumerate(items):
        verb = _losing(document, item, words) if item.phrase is None and item.predicate is None else None
        if verb is None:
            continue
        sentence = document.sentence_of(item.first)
        before = (o for o in reversed(items[:k]) if o.first >= sentence.start and o.thing and not o.implied)
        whole = next(before, None)
        if whole is not None:
            item.phrase, item.thing, item.lent = whole.phrase, True, verb


def _losing(document: Document, item: Item, words: CountingWords) -> int | None:
    """The verb of loss that a bare number is the subject or the object of."""
    doc, token = document.doc, document.doc[item.first]
    if token.dep_ == "dobj" and among(token.head, words.lost):
        return token.head.i
    after = (t for t in doc[item.after : item.after + 6] if t.lower_ not in words.lost_by)
    verb = next(after, None)
    passive = verb is not None and verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.lefts)
    return verb.i if verb is not None and passive and among(verb, words.lost | words.staged) else None


def _among(doc: Doc, item: Item, words: CountingWords) -> bool:
    """As in "one of the largest attacks of the war": what it was among, and no count."""
    after = doc[item.first + 1 : item.first + 4]
    one = item.number.count.exact and item.number.count.low == 1
    return one and len(after) > 1 and after[0].lower_ == "of" and any(t.lower_ in words.firsts for t in after)


def _total(item: Item, places: Mapping[int, int]) -> int | None:
    return None if item.total is None else places.get(item.total)


def _doubled(items: Sequence[Item], main: Sequence[Counted]) -> Iterator[Counted]:
    """As in "Captured and executed 12": the second thing said of a number is a count of its own."""
    for item, counted in zip(items, main, strict=True):
        if item.predicate and item.predicate.also and counted.measure is item.predicate.measure:
            yield replace(counted, measure=item.predicate.also, total=None)


def _governing(document: Document, item: Item) -> int | None:
    """The predicate's token; without one the verb over the noun, else the noun itself."""
    if item.lent is not None:
        return item.lent
    if item.predicate and (item.personal or item.phrase is None):
        return item.predicate.at
    if item.phrase is None:
        return None
    number, head = document.doc[item.first], document.doc[item.phrase.head]
    apart = item.phrase.start > item.after and number.dep_ in ("nsubj", "nsubjpass", "dobj")
    verb = governor(number if apart else head)  # "9 of the 12 rockets fired were intercepted"
    return verb.i if verb is not None else head.i


def _rule(item: Item) -> str:
    return f"{item.number.rule}/{item.predicate.side if item.predicate else 'noun'}"


def _groups(
    document: Document, items: Sequence[Item], kinds: Sequence[Kind], words: CountingWords
) -> list[CountedGroup | None]:
    """One group per item; an item without a noun of its own takes the one before it in its sentence."""
    found: list[CountedGroup | None] = []
    for i, (item, kind) in enumerate(zip(items, kinds, strict=True)):
        own = _among_whom(document, item, words) or _own(document, item, kind)
        heir = _heir(document, items, found, i)
        if own and own.status is Status.UNKNOWN and heir and _more(document, item, words):
            own = CountedGroup(own.span, own.head, heir.status, heir.kind)
        stated = heir or _tallied(document, item, words) or _of_them(document, item) or _stated(document, item, words)
        found.append(own or _called(document, item, words) or stated)
    return found


def _own(document: Document, item: Item, kind: Kind) -> CountedGroup | None:
    if item.phrase is None:
        return None
    tokens = document.doc[item.phrase.start : item.phrase.end]
    return CountedGroup(document.span_of(tokens), item.phrase.head, kind.status, kind.kind)


def _among_whom(document: Document, item: Item, words: CountingWords) -> CountedGroup | None:
    """As in "429 deaths among its troops": who the dead were."""
    head = document.doc[item.phrase.head] if item.phrase is not None else None
    if head is None or look(words.heads, head) is None:
        return None
    among_them = (c for p in head.rights if p.lower_ in words.amid for c in p.rights if c.dep_ == "pobj")
    who = next((c for c in among_them if words.status(c) is not None), None)
    if who is None:
        return None
    return CountedGroup(document.span_of([who]), who.i, words.status(who) or Status.UNKNOWN, look(words.kinds, who))


def _called(document: Document, item: Item, words: CountingWords) -> CountedGroup | None:
    """As in "six of the dead were children", "Of the dead, six were children": what they were."""
    subject = document.doc[item.first]
    told = item.fallen or (item.predicate is not None and item.predicate.side == "told")
    are = told and subject.dep_ == "nsubj" and subject.head.lemma_ == "be"
    said = (c for c in subject.head.rights if c.dep_ == "attr") if are else _beside(subject)
    who = next((c for c in said if words.status(c) is not None), None)
    if who is None:
        return None
    status = words.status(who) or Status.UNKNOWN
    return CountedGroup(document.span_of([who]), who.i, status, look(words.kinds, who))


def _beside(subject: Token) -> Iterator[Token]:
    """As in "nine hurt, one of them a child"."""
    some = any(c.lower_ == "of" for c in subject.rights)
    return (c for c in subject.rights if some and c.dep_ == "appos")


def _tallied(document: Document, item: Item, words: CountingWords) -> CountedGroup | None:
    """As in "put the army's dead at 12", "the number of wounded reached 40": whom the tally counts."""
    if item.phrase is not None or item.predicate is None or item.predicate.side != "toll":
        return None
    noun = document.doc[item.predicate.at]
    if noun.lower_ in words.tallies:
        below = (c for p in noun.rights if p.lower_ in words.out_of for c in p.rights)
        noun = next(below, noun)
    if noun.lower_ in words.tallies | words.tolls | words.losses or not _noun(noun, words):
        return None
    first = min((c.i for c in noun.lefts if c.dep_ not in ("det", "punct")), default=noun.i)
    return _with_sides(document, noun, first, item, words)


def _noun(token: Token, words: CountingWords) -> bool:
    return token.pos_ not in ("VERB", "AUX") or (token.lower_ in words.states and token.dep_ != "acl")


def _with_sides(document: Document, noun: Token, first: int, item: Item, words: CountingWords) -> CountedGroup | None:
    """The dead of a side, as far as a few words name it."""
    doc = document.doc
    side = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    last = side.right_edge.i if side.lower_ in words.sides and side.right_edge.i - noun.i <= _WHOSE else noun.i
    last = noun.i if any(t.like_num or t.lower_ in words.times for t in doc[noun.i + 1 : last + 1]) else last
    tokens = doc[first : last + 1]
    told = (words.status(t) for t in tokens if t is not noun)
    status = next((s for s in told if s in (Status.CIVILIAN, Status.COMBATANT)), words.status(noun))
    return CountedGroup(document.span_of(tokens), noun.i, status or Status.UNKNOWN)


def _of_them(document: Document, item: Item) -> CountedGroup | None:
    """As in "two of them died": they, where the sentence names nobody else."""
    if item.phrase is not None or not item.anaphor or item.fallen:
        return None
    them = document.doc[item.end - 1]
    return CountedGroup(document.span_of([them]), them.i, Status.UNKNOWN) if them.tag_ == "PRP" else None


def _stated(document: Document, item: Item, words: CountingWords) -> CountedGroup | None:
    """As in "12 dead": where nothing else tells, the dead are the group."""
    if (
        item.phrase
        or item.predicate is None
        or item.predicate.side != "right"
        or item.predicate.at != item.end
        or item.predicate.measure is Measure.PEOPLE
        or not item.direct
    ):
        return None
    state = document.doc[item.predicate.at]
    if state.lower_ not in words.states and look(words.heads, state) is None:
        return None
    return _with_sides(document, state, state.i, item, words)


def _more(document: Document, item: Item, words: CountingWords) -> bool:
    """As in "15 others", "two more people": more of those already counted."""
    if item.phrase is None:
        return False
    doc, start = document.doc, item.phrase.start
    return doc[item.phrase.head].lower_ in words.more_people or doc[start - 1].lower_ in words.more_people


def _of_a_war(document: Document, before: Item, item: Item) -> bool:
    """As in "Two men signed a pact to end a war in which thousands died": not thousands of the men."""
    between = document.doc[before.end : item.first]
    return before.predicate is None and any(t.tag_ in ("WDT", "WP") and t.head.lower_ == "in" for t in between)


def _of_all(item: Item) -> bool:
    """As in "three guards died, bringing the toll to 12": the twelve are not all guards."""
    return item.predicate is not None and item.predicate.side == "toll"


def _heir(
    document: Document, items: Sequence[Item], groups: Sequence[CountedGroup | None], i: int
) -> CountedGroup | None:
    sentence = document.sentence_of(items[i].first)
    total = items[i].total
    if total is not None and total < i:
        return groups[total]
    if _of_all(items[i]):
        return None
    for k in range(i - 1, -1, -1):
        if items[k].first < sentence.start:
            return None
        if groups[k] and items[k].phrase and not items[k].implied and items[k].personal and items[k].total is None:
            return None if _of_a_war(document, items[k], items[i]) else groups[k]
    return None
