"""Which phrase of its sentence dates an event, and how: rules over order and parse, no words of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.times import calendar as cal
from fogline.read.times.lexicon import lexicon
from fogline.read.times.reading import EVENT, VAGUE, TimePhrase
from fogline.read.tokens import Token

NEVER = 99
_YEAR = 364  # days between the first and the last
_FRONTED = 8.0  # "On Friday the army said it had ...": the event's day where nothing nearer is told
_RECORD, SINCE = 8, 12
"""Tokens between a superlative and its "since", and between that and the end of its day."""
_COUNTED_FROM = 2  # tokens after the day: "since the 2014 war"
_SOFT = frozenset({"ref", "meanwhile", "then"})
_NAMING = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_NOUNS = ("NOUN", "PROPN")
_PRESENT = frozenset({"VBZ", "VBP"})
_PAST = frozenset({"VBD"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "csubjpass"})


@quick
@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase in the parse: its sentence, its first and last token, its root and the word it hangs on."""

    phrase: TimePhrase
    sentence: int
    first: int
    last: int
    root: int
    govern: int


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """What asks for a time: its trigger, its evidence, and whether it is a saying or a state told in the present."""

    head: int
    clause: Span
    speech: bool
    state: bool


def place(document: Document, phrase: TimePhrase) -> Placed | None:
    tokens = [t for t in document.tokens_in(phrase.span) if not t.is_space]
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
    sentence = document.sentence_of(tokens[0].i).index
    return Placed(phrase, sentence, tokens[0].i, tokens[-1].i, root.i, _climb(root, inside).i)


def _climb(root: Token, inside: set[int]) -> Token:
    """The word a phrase hangs on, prepositions skipped."""
    token = root.head
    while token.i in inside or token.pos_ in ("ADP", "ADV", "SCONJ", "PART"):
        if token.head.i == token.i:
            break
        token = token.head
    return token


def says(token: Token) -> bool:
    """Whether the token is a verb of saying, or one of setting a toll ("raised the toll to 40", "a toll given by")."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    lex, lemma = lexicon(), token.lemma_.lower()
    if lemma in lex.saying or lemma not in lex.setting:
        return lemma in lex.saying
    given = token.dep_ == "acl" and token.tag_ == "VBN" and token.head.lower_ in lex.tolls
    return given or any(c.dep_ == "dobj" and c.lower_ in lex.tolls for c in token.children)


def follows_saying(document: Document, placed: Placed) -> bool:
    """Whether the phrase stands right after a verb of saying, its object or its statement ("told AFP on Friday")."""
    lex, doc = lexicon(), document.doc
    start = document.sentences[placed.sentence].start
    for i in range(placed.first - 1, max(start, placed.first - 4) - 1, -1):
        token = doc[i]
        if says(token) or (token.lemma_.lower() in lex.statement and token.pos_ == "NOUN"):
            return True
        if token.pos_ not in ("PROPN", "ADP", "DET", "ADV", "PRON", "NOUN") or token.is_punct:
            return False
    return False


def dates_saying(document: Document, placed: Placed, head: int) -> bool:
    """Whether the phrase dates the saying and not what ``head`` names ("said Wednesday that ...")."""
    if follows_saying(document, placed):
        return True
    doc = document.doc
    for i in range(placed.last + 1, head):
        if says(doc[i]) and (placed.govern == i or doc[placed.govern].head.i == i or opens(document, placed)):
            return bool(doc[i].is_ancestor(doc[head]) or doc[i].dep_ in ("ROOT", "parataxis"))
    return False


def opens(document: Document, placed: Placed) -> bool:
    """Whether the phrase opens its sentence."""
    return placed.first - document.sentences[placed.sentence].start <= 1


def rank(document: Document, placed: Placed, event: Event) -> float:
    """How far the phrase is from dating the event: 0 is nearest, ``NEVER`` rules it out."""
    phrase = placed.phrase
    if phrase.kind == "set" or not (phrase.days or phrase.offset is not None):
        return NEVER
    if phrase.rule in ("meanwhile", "set") or describes(document, placed):
        return NEVER
    if (not event.state and of_record(document, placed, event.head)) or of_older(document, placed, event.head):
        return NEVER
    if of_another_time(document, placed, event.head) or of_another_thing(document, placed, event):
        return NEVER
    if phrase.offset is not None and not phrase.days and placed.last > event.head:
        return NEVER
    saying = event.speech or (event.state and _present(document.doc[event.head]))
    bound = dates_saying(document, placed, event.head)
    if bound and not saying:
        fronted = opens(document, placed) and not follows_saying(document, placed)
        return _FRONTED if fronted and not _told_before(document.doc[event.head]) else NEVER
    soft = 4.0 if phrase.rule in _SOFT else 1.5 if phrase.kind == "duration" or phrase.rule == "period" else 0.0
    if event.speech:
        return soft + _speech_rank(document, placed, event, bound)
    if event.clause.covers(phrase.core):
        return soft + _inside_rank(document, placed, event)
    return soft + _outside_rank(document, placed, event)


def _told_before(head: Token) -> bool:
    """Whether what is reported lay before the report of it ("had entered", "to have entered")."""
    return any(c.lemma_ == "have" or c.lower_ == "to" for c in head.children if c.dep_ in ("aux", "auxpass"))


def describes(document: Document, placed: Placed) -> bool:
    """Whether the phrase describes a thing and dates no event ("the former ally", "the ongoing war")."""
    alone = placed.first == placed.last
    if document.quote(placed.phrase.core).lower() in lexicon().standing:
        return True
    return alone and placed.phrase.rule == "ref" and document.doc[placed.first].dep_ == "amod"


def of_record(document: Document, placed: Placed, head: int) -> bool:
    """Whether the phrase tells since when nothing was as bad ("the deadliest raid since the war began in 2015"), and
    ``head`` is not what it counts from.
    """
    since = record_since(document, placed)
    if since is None or since < head <= placed.last + _COUNTED_FROM:
        return False
    return not _on_that_day(document, placed, head)


def record_since(document: Document, placed: Placed) -> int | None:
    """The "since" between a superlative and the phrase."""
    doc, first = document.doc, document.sentences[placed.sentence].start
    for i in range(placed.last, max(first, placed.first - SINCE) - 1, -1):
        if doc[i].lower_ == "since":
            before = range(max(first, i - _RECORD), i)
            return i if any(_best(doc[k], first) for k in before) else None
    return None


def _best(token: Token, first: int) -> bool:
    """As in "the deadliest", "the 14th" and, where a sentence opens with it, "Worst"; not in "First Vice President"."""
    if lexicon().counted_off.fullmatch(token.text):
        return True
    return token.lower_ in lexicon().records and (token.i == first or not token.text[:1].isupper())


def adrift(document: Document, placed: Placed) -> bool:
    """As in "Weeks later the town fell": on none of the days told before, and nobody knows on which."""
    phrase = placed.phrase
    return phrase.rule == "offset" and phrase.basis == VAGUE and opens(document, placed)


def of_another_time(document: Document, placed: Placed, head: int) -> bool:
    """As in "The group was formed in 2015 and is led by a cleric": what is told in the present, or would come, has no
    day of what is told in the past; and "now" is of its own clause alone.
    """
    doc = document.doc
    verb, other = verb_of(doc[head]), verb_of(doc[placed.govern])
    if verb.i == other.i:
        return False
    if placed.phrase.value == "PRESENT_REF":
        return True
    later = _told_in(verb, _PRESENT) or any(c.tag_ == "MD" for c in verb.children if c.dep_ in ("aux", "auxpass"))
    if says(other) or not (later and _told_in(other, _PAST)):
        return False
    return _subordinator(document, placed, head) is None and not _beside_it(other, verb)


def of_another_thing(document: Document, placed: Placed, event: Event) -> bool:
    """As in "five men were held over Friday's bombing" and "they condemned the 3 May raid": it dates what is talked of.

    What is done in, after or from "Friday's bombing" has its day.
    """
    head, thing = document.doc[event.head], thing_named(document, placed)
    if (event.speech and _in_relative(document, placed, head)) or _of_speaker(document, placed, head):
        return True
    if _in_object_relative(document, placed, head):
        return True
    if thing is None or thing.i == head.i or thing.is_ancestor(head):
        return False
    if thing.dep_ == "pobj":
        held = lexicon().holding_thing.get(thing.head.lower_)
        if _of_years(placed) and thing.head.head.pos_ == "NOUN" and thing.head.head.i != head.i:
            return True  # "among the dead were signatories of a 2016 deal"
        told_of = event.speech and (held == "state" or thing.head.head.i != head.i)
        return held is None or told_of
    return thing.dep_ == "dobj" and event.speech


def _of_speaker(document: Document, placed: Placed, head: Token) -> bool:
    """As in "The alliance, which stepped in in 2015, said the raid was lawful": when it stepped in."""
    govern = document.doc[placed.govern]
    for told in (govern, *govern.ancestors):
        if told is head or told.is_ancestor(head):
            return False
        if told.dep_ == "relcl" and told.head.dep_ == "nsubj":
            return says(told.head.head) and told.head.head.is_ancestor(head)
    return False


def _in_relative(document: Document, placed: Placed, head: Token) -> bool:
    """As in "demanded the release of a monk who was held on Sunday", "broke a truce signed in May": not when it was
    demanded. What is said "in a note sent on Sunday" is.
    """
    verb = verb_of(document.doc[placed.govern])
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ not in ("VBN", "VBD") or not head.is_ancestor(verb):
        return False
    return not any(t.dep_ == "prep" and t.head is head and t.lower_ == "in" for t in up(verb, head))


def _in_object_relative(document: Document, placed: Placed, head: Token) -> bool:
    """As in "retook the airport, which the army captured on Friday": what another did to it has a day of its own."""
    verb = verb_of(document.doc[placed.govern])
    if verb.dep_ != "relcl" or not head.is_ancestor(verb):
        return False
    own = [c for c in verb.lefts if c.dep_ == "nsubj"]
    return bool(own) and own[0].tag_ not in ("WDT", "WP")


def _of_years(placed: Placed) -> bool:
    """A year or more, as in "a 2016 deal"."""
    days = placed.phrase.days
    return bool(days.start and days.end and (days.end - days.start).days >= _YEAR)


def thing_named(document: Document, placed: Placed) -> Token | None:
    """The noun that the phrase stands before as its owner or attribute ("Friday's bombing")."""
    inside = [t for t in document.tokens_in(placed.phrase.core) if not t.is_space]
    root = next((t for t in inside if t.head not in inside and t.dep_ != "det"), None)
    if root is None or root.dep_ not in _NAMING or root.head.i <= placed.last or root.head.pos_ not in _NOUNS:
        return None
    holds = [t.i for t in document.tokens_in(placed.phrase.span) if t.pos_ == "ADP"]
    loose = root.dep_ != "poss" and holds and root.head.head.i not in holds  # "on Friday state radio said"
    return None if loose else root.head


def _told_in(verb: Token, tags: frozenset[str]) -> bool:
    """Whether the verb, or the first of its helpers, stands in the tense and not in the perfect or the future."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "cop")]
    if any(c.lemma_ == "have" or c.tag_ in ("MD", "TO") for c in helpers):
        return False
    return (helpers[0] if helpers else verb).tag_ in tags


def _beside_it(low: Token, high: Token) -> bool:
    """Whether a clause of circumstance leads from ``low`` to ``high`` ("it is empty after they left on Friday")."""
    return high.is_ancestor(low) and any(t.dep_ in ("advcl", "pcomp") for t in up(low, high))


def up(low: Token, high: Token) -> Iterator[Token]:
    while low.i != high.i and low.head.i != low.i:
        yield low
        low = low.head


def of_older(document: Document, placed: Placed, head: int) -> bool:
    """Whether the phrase dates what befell those whom the event is about before ("freed nine men abducted last month",
    "freed two men whom they had seized on Monday"), their birth at that. A bare day may be either's.
    """
    days = placed.phrase.days
    if document.doc[placed.govern].lower_ in lexicon().births:
        return True
    for verb in (document.doc[placed.govern], *document.doc[placed.govern].ancestors):
        if verb.i == head:
            return False
        if verb.dep_ == "relcl" and any(c.lower_ == "had" for c in verb.lefts if c.dep_ == "aux"):
            break
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in lexicon().befalling and days.start != days.end:
            break
    else:
        return False
    over = verb.head.head
    return over.i == head and verb.head.dep_ in ("dobj", "nsubjpass") and over.pos_ == "VERB"


def _speech_rank(document: Document, placed: Placed, event: Event, bound: bool) -> float:
    doc = document.doc
    head, govern = doc[event.head], doc[placed.govern]
    if govern.i == event.head or (bound and (govern.is_ancestor(head) or _own_saying(document, placed, head))):
        return 0.0
    if placed.last < event.head and not crossed(govern, head):
        return 2.0
    return NEVER


def _own_saying(document: Document, placed: Placed, head: Token) -> bool:
    """Whether the verb of saying the phrase follows is the trigger's own, or the one it is said with."""
    start = document.sentences[placed.sentence].start
    for i in range(placed.first - 1, start - 1, -1):
        token = document.doc[i]
        if says(token):
            return i == head.i or token.is_ancestor(head) or head.is_ancestor(token)
    return False


def _inside_rank(document: Document, placed: Placed, event: Event) -> float:
    doc = document.doc
    head, govern = doc[event.head], doc[placed.govern]
    far = min(abs(placed.root - event.head), 40) / 50
    if govern.i == head.i:
        return far / 2
    below = head.is_ancestor(govern) and crossed(govern, head)
    names = placed.last < govern.i and govern.pos_ in ("NOUN", "PROPN") and govern.head.i != head.i
    return far + (2.0 if below else 0.0) + (2.0 if names else 0.0)


def _outside_rank(document: Document, placed: Placed, event: Event) -> float:
    """Outside the evidence: a phrase that opens the sentence, or one that hangs on a word above the trigger."""
    doc = document.doc
    head, govern = doc[event.head], doc[placed.govern]
    far = min(abs(placed.root - event.head), 40) / 50 + (3.0 if placed.first > event.head else 0.0)
    if _purpose(head) or ((event.state or head.pos_ not in ("VERB", "AUX")) and not opens(document, placed)):
        return NEVER
    if govern.i == head.i:
        return 2.0 + far
    if (
        placed.first > event.head
        and _perfect(head)
        and (placed.phrase.relation == "since" or _subordinator(document, placed, head.i) == "since")
    ):
        return 7.0 + far
    if govern.is_ancestor(head) and not _relative(head, govern):
        return 5.0 + far
    if opens(document, placed) and placed.last < event.head and not _relative(head, None):
        return 6.0 + far
    return NEVER


def _purpose(head: Token) -> bool:
    """An aim ("to retake the town", "would be evacuated") is not dated by what is done for it."""
    if any(c.tag_ == "MD" for c in head.children if c.dep_ == "aux"):
        return True
    return head.dep_ in ("advcl", "acl", "relcl") and any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)


def _present(head: Token) -> bool:
    """Whether the verb, or the verb the word hangs on, stands in the present tense."""
    verb = head if head.pos_ in ("VERB", "AUX") else head.head
    return any(t.tag_ in ("VBZ", "VBP") for t in (verb, *verb.children))


def _relative(token: Token, top: Token | None) -> bool:
    """Whether a relative clause lies between the token and ``top``: its news may be older than its sentence's."""
    while token.head.i != token.i and (top is None or token.i != top.i):
        if token.dep_ in ("relcl", "acl"):
            return True
        token = token.head
    return False


def verb_of(token: Token) -> Token:
    """The verb a word hangs on, itself where it is one."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def crossed(low: Token, high: Token) -> bool:
    """Whether a clause begins on the way up from ``low`` to ``high``."""
    token = low
    while token.i != high.i and token.head.i != token.i:
        if token.dep_ in CLAUSES:
            return True
        token = token.head
    return False


def days_for(document: Document, placed: Placed, event: Event) -> Days:
    """The days of the phrase as they hold for the trigger: "since fighting broke out in May" opens them."""
    phrase = placed.phrase
    if phrase.inner and (_cut(document, placed, event) or _on_that_day(document, placed, event.head)):
        return phrase.inner
    word = "since" if event.state and begins(document, placed) else _subordinator(document, placed, event.head)
    if word is None or not phrase.days or phrase.relation in ("since", "after", "before", "until", "by"):
        return phrase.days
    if word == "since":
        return Days(phrase.days.start, None) if phrase.days.start else phrase.days
    return Days(None, phrase.days.end) if phrase.days.end else phrase.days


def _cut(document: Document, placed: Placed, event: Event) -> bool:
    """Whether the evidence has the date and not the word that holds it, and tells of nothing that has come since."""
    phrase, start = placed.phrase, event.clause.start
    held = phrase.relation == "since" and _perfect(document.doc[event.head])
    return phrase.span.start < start <= phrase.core.start and not held


def _on_that_day(document: Document, placed: Placed, head: int) -> bool:
    """As in "at war since 9 June, when the army crossed the river": the crossing was on that day."""
    doc = document.doc
    return any(
        t.dep_ == "relcl" and (t.i == head or t.is_ancestor(doc[head])) and any(c.tag_ == "WRB" for c in t.children)
        for i in range(placed.first, placed.last + 1)
        for t in doc[i].children
    )


def _subordinator(document: Document, placed: Placed, head: int) -> str | None:
    """The subordinating word between the trigger and a phrase in another clause, as a relation."""
    lex, doc = lexicon(), document.doc
    if begins(document, placed, aside=True) and _perfect(doc[head]):
        return "since"
    opening = document.sentences[placed.sentence].start
    if placed.first <= head:
        return "since" if any(lex.subordinators.get(t.lower_) == "since" for t in doc[opening : opening + 2]) else None
    for i in range(placed.first - 1, head, -1):
        name = lex.subordinators.get(doc[i].lower_)
        if name == "since" or (name is not None and doc[i].dep_ in ("mark", "prep")):
            return name if any(t.pos_ in ("VERB", "AUX", "NOUN") for t in doc[i + 1 : placed.first]) else None
    return None


def begins(document: Document, placed: Placed, *, aside: bool = False) -> bool:
    """Whether the phrase dates a beginning ("broke out in May"); ``aside``: one told in a relative clause."""
    govern = document.doc[placed.govern]
    for verb in (govern, *govern.ancestors):
        if verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon().beginning:
            return verb.dep_ == "relcl" or not aside
        if verb.dep_ in CLAUSES:
            return False
    return False


def come_since(document: Document, placed: Placed, head: int) -> bool:
    """As in "The war erupted in May and has killed 90": what has come of it since."""
    first = document.doc[head]
    if first.dep_ != "conj" or not _perfect(first):
        return False
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    govern = document.doc[placed.govern]
    same = first.i in (govern.i, *(t.i for t in govern.ancestors))
    return first.i != head and same and begins(document, placed)


def _perfect(token: Token) -> bool:
    """Whether the verb, or the one it goes on from, stands in the present perfect ("have been killed")."""
    if token.dep_ == "oprd" and token.pos_ == "ADJ":
        token = token.head
    if token.dep_ == "conj" and token.tag_ in ("VBN", "VBD") and token.head.pos_ == "VERB" and _perfect(token.head):
        return True
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    return token.tag_ in ("VBN", "VBD") and bool(helpers & {"have", "has"})


def reckoned(phrase: TimePhrase, main: Days) -> Days:
    """The day of the event a distance is reckoned to ("four days after the raid"), from that of its sentence."""
    if phrase.offset is None or phrase.basis != EVENT or not main.start or main.start != main.end:
        return Days()
    return Days.on(cal.plus(main.start, -phrase.offset))
