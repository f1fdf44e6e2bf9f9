"""Ones without a number: "a guard was killed", "destroyed a tank", "Captain Rezai was killed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fogline.core.claim import Measure, Qualifier
from fogline.core.interval import Count
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.numbers.amounts import Number
from fogline.read.numbers.deeds import done
from fogline.read.numbers.items import Item, linked
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.numbers.phrases import Phrase, phrase_after
from fogline.read.numbers.predicates import Place, Predicate, predicate_of
from fogline.read.tokens import Doc, Token

_THROUGH = frozenset({"conj", "dobj", "nsubjpass", "appos", "nmod", "compound", "obj"})
_CLIMB = 6
_AGE = 7  # tokens: "19-year-old"
_SUFFERING = ("nsubjpass", "dobj", "nsubj")
_BEFALLEN = (*_SUFFERING, "attr", "pobj")
# What befalls a person of whom "the" tells that there is one ("the driver was killed").
_FATES = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.CAPTURED, Measure.RELEASED, Measure.MISSING})


def implied_items(document: Document, items: Sequence[Item], words: CountingWords) -> list[Item]:
    """Single people under a predicate of harm or capture, single things lost, taken or fired."""
    taken = frozenset(i for item in items for i in range(item.first, item.after))
    inside = frozenset(i for item in items if item.phrase for i in range(item.phrase.start, item.phrase.core))
    found = [item for item in _articled(document, taken, words) if item.phrase and item.phrase.head not in inside]
    held = taken | inside | frozenset(i for item in found for i in range(item.first, item.end))
    named = list(_named(document, held, words))
    described = frozenset(n for item in named if item.phrase for n in range(item.phrase.start, item.phrase.end))
    found = [item for item in found if not _again(document.doc, item, described, words)] + named
    return [
        item for item in found if item.predicate or not item.thing or _handled(document, item, [*items, *found], words)
    ]


def _articled(document: Document, taken: frozenset[int], words: CountingWords) -> Iterator[Item]:
    doc = document.doc
    for token in doc:
        if token.lower_ not in words.one_of and token.lower_ not in words.definite:
            continue
        if token.i in taken or token.i + 1 >= len(doc):
            continue
        known = token.lower_ in words.definite and not _the_one(token, words)
        aged = _aged(doc, token.i + 1, words)
        phrase = aged or phrase_after(doc, token.i + 1, taken, words)[0]
        sentence = document.sentence_of(token.i)
        if phrase is None or phrase.head >= sentence.end or phrase.start > token.i + 2:
            continue
        if aged is None and not _single(doc[phrase.head]):
            continue
        if _hyphened(doc, phrase.head):
            continue
        head = doc[phrase.head]
        person = aged is not None or words.status(head) is not None
        if (
            among(head, words.many_in_one)
            or look(words.heads, head) is not None
            or not (person or (words.thing(head) is not None and token.lower_ in words.one_thing))
        ):
            continue
        predicate = None
        if person:
            predicate = predicate_of(
                doc, Place(token.i, phrase.start, phrase.end, phrase.head, sentence.start, sentence.end), words
            )
            if predicate and (predicate.side in ("head", "inside") or predicate.measure is Measure.KILLED_OR_WOUNDED):
                continue
        if known and not _one_known(head, predicate, words):
            continue
        item = _one(document, token.i, phrase, predicate)
        item.thing = not person
        yield item


def _one_known(head: Token, predicate: Predicate | None, words: CountingWords) -> bool:
    """As in "the driver was killed": one person of whom the text has told, or whom all know."""
    fate = predicate is not None and predicate.side != "act" and predicate.measure in _FATES
    return fate and head.tag_ == "NN" and head.dep_ in _SUFFERING and not among(head, words.uncountable)


def _aged(doc: Doc, first: int, words: CountingWords) -> Phrase | None:
    """As in "a 19-year-old": where no noun names the person."""
    old = next((t for t in doc[first + 2 : first + _AGE] if t.lower_ in words.aged and doc[t.i - 1].text == "-"), None)
    if old is None or old.i + 1 >= len(doc) or old.dep_ in ("amod", "compound", "nmod"):
        return None
    return Phrase(old.i, first, old.i + 1, old.i + 1)


def _the_one(article: Token, words: CountingWords) -> bool:
    """As in "the wife of the imam", "the mayor of Bria": there is one of these."""
    noun = article.head
    if article.dep_ != "det" or noun.lemma_.lower() not in words.unique:
        return False
    return any(c.lower_ in words.before_group for c in noun.rights if c.dep_ == "prep")


def _hyphened(doc: Doc, head: int) -> bool:
    """As in "a rebel-held town"."""
    return head + 1 < len(doc) and doc[head + 1].text == "-" and not doc[head].whitespace_


def _again(doc: Doc, item: Item, described: frozenset[int], words: CountingWords) -> bool:
    """As in "Amira Saleh, a nurse, was killed": the same person once by name and once by what she is."""
    head = doc[item.phrase.head] if item.phrase else None
    if head is None:
        return False
    named = item.first - 1 in described or any(c.dep_ == "appos" and c.i in described for c in head.rights)
    # "Nine hurt, one of them a child", "one suspect, a minor, was held": the one is the child, the suspect the minor.
    counted = head.dep_ == "appos" and head.head.like_num and any(c.lower_ == "of" for c in head.head.rights)
    counted = counted or (head.dep_ == "appos" and any(c.lower_ in words.single_of for c in head.head.lefts))
    return named or counted or (head.dep_ == "appos" and head.head.i in described)


def _single(head: Token) -> bool:
    return head.tag_ in ("NN", "NNP", "CD") or "Number=Sing" in head.morph


def _one(document: Document, first: int, phrase: Phrase, predicate: Predicate | None) -> Item:
    doc = document.doc
    span = Span(doc[first].idx, doc[phrase.core - 1].idx + len(doc[phrase.core - 1]))
    number = Number(span, Count.exactly(1), Qualifier.EXACT, "one")
    return Item(number, first, first + 1, phrase.end, phrase, predicate, implied=True)


def _named(document: Document, held: frozenset[int], words: CountingWords) -> Iterator[Item]:
    """A person named, or a pronoun for one, as the victim of a verb."""
    doc = document.doc
    for token in (t for t in doc if (t.tag_ == "PRP" or _proper(t)) and t.i not in held):
        place = _titled(token)
        if place.dep_ not in _BEFALLEN:
            continue
        predicate = _numbered(place, words) or (_befell(place, words) if place.dep_ in _SUFFERING else None)
        if predicate is None and not _listed(token, words):
            continue
        if token.tag_ == "PRP" and token.lower_ not in words.persons:
            continue
        start = token.i
        while start > 0 and _proper(doc[start - 1]) and start - 1 not in held:
            start -= 1
        if token.tag_ != "PRP" and not _name(doc, start, token.i, token.dep_ != "dobj", words):
            continue
        yield _one(document, start, Phrase(token.i, start, token.i + 1, token.i + 1), predicate)


def _proper(token: Token) -> bool:
    """A proper noun, also where the tagger missed the Arabic article ("Moussa al-Hadad")."""
    if token.tag_ == "NNP":
        return True
    last = token.text.split("-")[-1]
    return token.tag_ == "NN" and "-" in token.text and last[:1].isupper() and token.doc[token.i - 1].tag_ == "NNP"


def _listed(token: Token, words: CountingWords) -> bool:
    """As in "nine guards, including Captain Omar Deng": a person named as one of them."""
    named = token.dep_ == "pobj" and token.head.lower_ in words.naming
    beside = (*token.lefts, *(c for c in token.rights if c.dep_ == "appos"))
    return named and token.tag_ != "PRP" and any(words.status(t) is not None for t in beside)


def _titled(token: Token) -> Token:
    """The noun that a name stands beside, also where it names a place of its own ("the mayor of X, Ada Bly, was")."""
    if token.dep_ != "appos" or token.tag_ != "NNP":
        return token
    noun = token.head
    inner = noun.tag_ == "NNP" and noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN"
    return noun.head.head if inner and token.doc[token.i - 1].tag_ == "NNP" else noun


def _name(doc: Doc, start: int, end: int, alone: bool, words: CountingWords) -> bool:
    tokens = doc[start : end + 1]
    if any(among(t, words.times) or among(t, words.bodies_of) or words.thing(t) is not None for t in tokens):
        return False
    return not _dateline(doc, start, end) and (alone or end > start) and all(map(_capital, tokens))


def _capital(token: Token) -> bool:
    return any(part[:1].isupper() for part in token.text.split("-"))


def _dateline(doc: Doc, start: int, end: int) -> bool:
    """The town and the agency that open a report: "CAIRO (Reuters)"."""
    after = doc[end + 1].tag_ if end + 1 < len(doc) else ""
    held = start > 0 and doc[start - 1].tag_ == "-LRB-" and after == "-RRB-"
    return held or (after == "-LRB-" and all(t.text.isupper() for t in doc[start : end + 1]))


def _numbered(token: Token, words: CountingWords) -> Predicate | None:
    """As in "Omar Deng is among the dead", "among those killed was Omar Deng", "the death of Omar Deng"."""
    above = token.head
    if token.dep_ == "pobj":
        fate = look(words.acts, above.head) if above.lower_ in words.out_of and above.head.pos_ == "NOUN" else None
        return Predicate(above.head.i, fate, "act") if fate is Measure.KILLED else None
    if token.dep_ not in ("nsubj", "attr") or above.lower_ not in words.be:
        return None
    leads = [p for p in above.children if p.dep_ == "prep" and p.lower_ in words.amid]
    fallen = (t for p in leads for c in p.children if c.dep_ in ("pobj", "pcomp") for t in (c, *c.rights))
    fates = (look(words.heads, t) or words.states.get(t.lower_) for t in fallen)
    fate = next((f for f in fates if f in (Measure.KILLED, Measure.WOUNDED)), None)
    return Predicate(above.i, fate, "told") if fate else None


def _befell(token: Token, words: CountingWords) -> Predicate | None:
    verb = token.head
    if verb.pos_ != "VERB":
        return None
    for said in (
        verb,
        *(child for child in verb.children if child.dep_ in ("conj", "acomp", "oprd") and child.i > verb.i),
    ):
        measure = _does(token, verb, said, words)
        if measure:
            return Predicate(said.i, measure, "parse")
    return None


def _does(token: Token, verb: Token, said: Token, words: CountingWords) -> Measure | None:
    """What ``said``, the verb over a name or one joined to it, did to the one named."""
    if token.dep_ == "nsubj":
        fate = look(words.intransitive, said)
        if fate is None and any(c.dep_ == "auxpass" for c in said.lefts):
            fate = look(words.verbs, said)  # "Omar Deng charged and was killed"
        return fate if fate is Measure.KILLED else None
    beside = [token.i + 1] if token.dep_ == "dobj" else [verb.i + 1]
    if any(words.states.get(token.doc[k].lower_) is Measure.KILLED for k in beside if k < len(token.doc)):
        return Measure.KILLED
    plain, found = look(words.verbs, said), done(said, words)
    if token.dep_ == "nsubjpass" and among(said, words.given_up):
        return None  # "Popiv Yar had been lost": no person
    if found in (Measure.KILLED, Measure.WOUNDED) or (found is Measure.CAPTURED and token.tag_ == "PRP"):
        return found
    return found if among(said, words.befall_persons) or (found in _FATES and plain is None) else None


def _handled(document: Document, item: Item, others: Sequence[Item], words: CountingWords) -> bool:
    """A single thing that is destroyed, taken or fired, by itself or in a list with others."""
    doc = document.doc
    if item.phrase is None or not item.thing:
        return False
    if (
        item.first > 1
        and doc[item.first - 1].lower_ in words.before_group
        and among(doc[item.first - 2], words.handled_acts)
    ):
        return True
    head = doc[item.phrase.head]
    verb = head.head if head.dep_ == "nsubj" and head.head.pos_ == "VERB" else governor(head)
    thing = words.thing(head)
    if verb is not None and _fits(verb, head, thing, words):
        return True
    before = next((o for o in sorted(others, key=lambda o: o.first, reverse=True) if o.first < item.first), None)
    return (
        before is not None
        and before.thing
        and linked(document, before.end, item.first, words)
        and (not before.implied or _handled(document, before, others, words))
    )


def _fits(verb: Token, head: Token, thing: Measure | None, words: CountingWords) -> bool:
    if thing is Measure.STRIKES:
        lands = head.dep_ == "nsubj" and among(verb, words.landing)
        return among(head, words.ammunition) and (lands or among(verb, words.fired))
    if head.dep_ == "nsubj":
        return False
    if thing in (Measure.SETTLEMENTS, Measure.POSITIONS):
        return among(verb, words.taken) or among(verb, words.lost)
    return among(verb, words.lost) or among(verb, words.taken)


def governor(token: Token) -> Token | None:
    """The verb whose object or passive subject ``token`` is, also by way of a list."""
    for _ in range(_CLIMB):
        if token.dep_ not in _THROUGH or token.head is token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None
