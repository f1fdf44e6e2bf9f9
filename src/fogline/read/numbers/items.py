"""The numbers of a document beside what they count and what is said of it, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from fogline.read.document import Document, Sentence
from fogline.read.numbers.amounts import Number, numbers_in
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.numbers.phrases import Phrase, phrase_after
from fogline.read.numbers.predicates import Place, Predicate, predicate_of
from fogline.read.numbers.words import Phrases, Word, words_of
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_SHARE = 2
# Words between the start of a sentence and the number that "Among them were" leads to.
_SHARING = 8  # words between "most of them" and the further part
_OPENING_WORDS = 4
_NOUNLIKE = frozenset({"NN", "NNS", "JJ", "NNP", "NNPS"})


@dataclass(slots=True)
class Item:
    """A number in its sentence: tokens ``first..after`` are its words, ``phrase`` what it counts, up to ``end``.

    ``part`` is true where the text marks it as part of a total; ``chain`` where it goes on a list with the item before.
    ``lent`` is the verb of loss over a number whose noun stands before ("112 drones, 76 of which were shot down").
    """

    number: Number
    first: int
    after: int
    end: int
    phrase: Phrase | None
    predicate: Predicate | None
    part: bool = False
    chain: bool = False
    anaphor: bool = False
    implied: bool = False
    total: int | None = None
    direct: bool = True
    thing: bool = False
    fallen: bool = False
    among: bool = False
    whole: bool = False
    lent: int | None = None

    @property
    def personal(self) -> bool:
        """It counts people, as far as its noun tells."""
        return not self.thing

    @property
    def strong(self) -> bool:
        """As in "12,000-strong": the strength of a force."""
        return self.number.rule == "strength"


def items_of(document: Document, words: CountingWords) -> list[Item]:
    """Every number of the document as an item, in order of the text."""
    numbers = numbers_in(document.plain)
    spans = [_tokens(document, n) for n in numbers]
    taken = frozenset(i for first, after in spans for i in range(first, after))
    found: list[Item] = []
    for number, (first, after) in zip(numbers, spans, strict=True):
        if _age(document.doc, first, after, words):
            continue
        sentence = document.sentence_of(first)
        found.append(_item(document, number, first, after, taken, sentence, words))
    for item, following in pairwise(found):
        _share(document, item, following, words)
    return found


def _age(doc: Doc, first: int, after: int, words: CountingWords) -> bool:
    """As in "a boy of 14", "one man of seventy": an age."""
    if first < 2 or doc[first - 1].lower_ not in words.out_of or doc[first - 2].tag_ not in ("NN", "NNP"):
        return False
    alone = after >= len(doc) or not (doc[after].tag_ in _NOUNLIKE or doc[after].pos_ in ("NOUN", "PROPN", "ADJ"))
    return alone and after == first + 1 and _one_person(doc[first - 2], words)


def _one_person(noun: Token, words: CountingWords) -> bool:
    if among(noun, words.aged):
        return True  # "at the age of 60"
    harm = look(words.acts, noun) or look(words.heads, noun)  # "the death of eight"
    return words.status(noun) is not None and harm is None and not among(noun, words.many_in_one)


def _share(document: Document, item: Item, following: Item, words: CountingWords) -> None:
    """As in "21 of 28 drones" or "three of the 12 wounded": both count the same."""
    between = document.doc[item.after : following.first]
    bound = between and (between[0].lower_ in words.before_group or between[-1].lower_ in words.out_of)
    linked_by = bool(bound) and len(between) <= _SHARE and not _hurt_there(item, between[0], words)
    if item.phrase is None and following.phrase and linked_by:
        item.phrase, item.thing = following.phrase, following.thing
        said = following.predicate
        if said and said.side in ("right", "parse") and said.at != following.end and not following.thing:
            item.predicate, following.predicate, following.whole = item.predicate or said, None, True


def _hurt_there(item: Item, link: Token, words: CountingWords) -> bool:
    """As in "wounded 27 in four villages": those wounded are no villages."""
    hurt = item.predicate is not None and item.predicate.side == "left"
    return hurt and link.lower_ not in words.out_of


def mark(document: Document, items: Sequence[Item], words: CountingWords) -> None:
    """Note which items go on the list of the item before them, and which are marked as parts of a total."""
    for k, item in enumerate(items):
        before = items[k - 1] if k and items[k - 1].first >= document.sentence_of(item.first).start else None
        closes = before is None and _closes(document, item, words)
        item.part = item.anaphor or closes or _marked(document, item.first, words) or _included(document, item, words)
        first = item.part and before is None
        item.among = first and (closes or _opens(document, item, words) or _of_a_kind(document, item, words))
        item.chain = before is not None and before.end <= item.first and linked(document, before.end, item.first, words)
        item.chain = item.chain and not _tells(document, item)


def _tokens(document: Document, number: Number) -> tuple[int, int]:
    tokens = document.tokens_in(number.span)
    return tokens[0].i, tokens[-1].i + 1


def _item(
    document: Document,
    number: Number,
    first: int,
    after: int,
    taken: frozenset[int],
    sentence: Sentence,
    words: CountingWords,
) -> Item:
    doc = document.doc
    anaphor = _phrase_at(document, after, words.part_after)
    phrase, start = phrase_after(doc, anaphor or after, taken, words)
    if anaphor and phrase and (start > anaphor or doc[anaphor].tag_ not in _NOUNLIKE):
        phrase, start = None, anaphor
    if phrase and doc[phrase.head].lower_ in words.tallies:
        start, phrase = phrase.end, None
    if phrase and phrase.head >= sentence.end:
        phrase = None
    end = phrase.end if phrase else min(max(start, anaphor, after), sentence.end)
    item = Item(number, first, after, end, phrase, None, anaphor=bool(anaphor))
    item.thing = (
        phrase is not None and words.thing(doc[phrase.head]) is not None and words.status(doc[phrase.head]) is None
    )
    item.fallen = bool(anaphor) and doc[anaphor - 1].pos_ != "PRON"
    place = Place(
        first, phrase.start if phrase else after, end, phrase.head if phrase else None, sentence.start, sentence.end
    )
    item.predicate = predicate_of(doc, place, words)
    return item


def _words(document: Document, first: int, last: int) -> tuple[Word, ...]:
    doc = document.doc
    if first >= last:
        return ()
    return _cut(document.plain[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])])


@lru_cache(maxsize=1 << 14)
def _cut(text: str) -> tuple[Word, ...]:
    return words_of(text)


def _phrase_at(document: Document, i: int, table: Phrases[None]) -> int:
    """Token after a phrase of ``table`` that starts at token ``i``, else 0."""
    ahead = _words(document, i, min(len(document.doc), i + 4))
    hit = table.at(ahead, 0)
    if not hit:
        return 0
    return document.token_at(document.doc[i].idx + ahead[hit[0] - 1].end - 1).i + 1


def _marked(document: Document, first: int, words: CountingWords) -> bool:
    back = _words(document, max(0, first - 3), first)
    for k in range(len(back)):
        hit = words.part_before.at(back, k)
        if hit and hit[0] == len(back):
            return True
    return _shared(document, first, words)


def _tells(document: Document, item: Item) -> bool:
    """As in "wounding nine others, two residents said"."""
    noun = document.doc[item.phrase.head] if item.phrase else None
    return noun is not None and noun.dep_ == "nsubj" and noun.i < noun.head.i and noun.head.lemma_ in _said()


@cache
def _said() -> frozenset[str]:
    return frozenset(load("en/reporting.yaml")["plain_said"])


def _included(document: Document, item: Item, words: CountingWords) -> bool:
    """As in "14 people, including teachers and a nurse": on the list of what is included."""
    noun = document.doc[item.first if item.phrase is None else item.phrase.head]
    if item.predicate is not None:
        return False
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun.dep_ == "pobj" and noun.head.lower_ in words.naming and noun.head.i < item.first


def _shared(document: Document, first: int, words: CountingWords) -> bool:
    """As in "40 people, most of them guards but also 6 drivers": the parts go on."""
    back = _words(document, max(0, first - _SHARING), first)
    after = next((hit[0] for k in range(len(back)) if (hit := words.part_after.at(back, k))), None)
    if after is None:
        return False
    ends = (hit[0] for k in range(after, len(back)) if (hit := words.part_shared.at(back, k)))
    return len(back) in ends


def _opens(document: Document, item: Item, words: CountingWords) -> bool:
    """As in "Among them were 20 children": a sentence that begins with a part of what was counted before."""
    first = document.doc[document.sentence_of(item.first).start]
    return first.lower_ in words.amid and item.first - first.i <= _OPENING_WORDS


def _closes(document: Document, item: Item, words: CountingWords) -> bool:
    """As in "Six children were among them"."""
    after = document.doc[item.end : min(item.end + 3, document.sentence_of(item.first).end)]
    if item.thing or len(after) < 3 or after[0].lower_ not in words.be:
        return False
    return after[1].lower_ in words.amid and after[2].pos_ == "PRON"


def _of_a_kind(document: Document, item: Item, words: CountingWords) -> bool:
    """As in "Seven of them were children": who some of those counted before were."""
    doc, sentence = document.doc, document.sentence_of(item.first)
    if not item.anaphor or item.first != sentence.start or item.end + 1 >= sentence.end:
        return False
    kinds = (look(words.kinds, t) for t in doc[item.end + 1 : min(item.end + 4, sentence.end)])
    return doc[item.end].lower_ in words.be and any(kinds)


def linked(document: Document, end: int, first: int, words: CountingWords) -> bool:
    """Only list links (or nothing at all, where commas were lost) stand between two items."""
    between = _words(document, end, first)
    i = 0
    while i < len(between):
        hit = words.chain_links.at(between, i)
        if not hit:
            return False
        i = hit[0]
    return len(between) <= 5
