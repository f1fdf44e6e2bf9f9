"""A speaker named right before the cue, by position: where the words for it begin, whatever the parser made of them.

Run-on text ("wounded fifty a monitoring group said") glues the speaker to the words before it, and the parser hangs
both on one head. A determiner, a known name, a weekday or a plural shows where the speaker's own words begin.
"""

from __future__ import annotations

from dataclasses import dataclass

from fogline.read.attribution.frames import before_brackets
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.model import Names
from fogline.read.tokens import Doc, Token

_REACH = 14
_VERBS = ("VBD", "VBZ", "VBP", "MD")
_DESCRIBING = ("amod", "nmod", "compound")


@dataclass(frozen=True, slots=True)
class Bare:
    """``head`` names the speaker, ``first`` is the index where its words begin; ``joint`` speaks with it."""

    head: Token
    first: int
    joint: tuple[Token, ...] = ()


def before(verb: Token, start: int, names: Names) -> Bare | None:
    """The speaker whose words end right before ``verb``; ``start`` is the first token of the sentence."""
    last = _last(verb, start)
    if last is None:
        return None
    own = _run(last, start, names) if _mouth(last, names) else None
    free = own is not None and not (_place(last, names) and own.first > start and verb.doc[own.first - 1].pos_ == "ADP")
    found = own if free else _behind(last, start, names) or own
    if found is None:
        return None
    return _joined(_climbed(found, start, names), start, names)


def _last(verb: Token, start: int) -> Token | None:
    """The noun before the verb, its auxiliaries and a date ("on August 24 stated") left out."""
    doc, i = verb.doc, verb.i - 1
    while i > start and (doc[i].pos_ in ("AUX", "ADV") or doc[i].lower_ in lexicon().small["beside"]):
        i -= 1
    i = before_brackets(doc, max(i, start), start)
    if i - 2 > start and doc[i - 2].lower_ in lexicon().small["on"] and (doc[i].tag_ == "CD" or _time(doc[i])):
        i -= 3
    elif i - 1 > start and doc[i - 1].lower_ in lexicon().small["on"] and _time(doc[i]):
        i -= 2
    token = doc[max(i, start)]
    return token if token.pos_ in ("NOUN", "PROPN") and not _time(token) else None


def _mouth(token: Token, names: Names) -> bool:
    known = lexicon()
    words = {token.lower_, token.lemma_.lower()}
    mouths = (known.mouths, known.offices, known.staff)
    return not all(map(words.isdisjoint, mouths)) or names.name_at(token.i) is not None


def _place(token: Token, names: Names) -> bool:
    """A country or a people ends many phrases; it speaks only where nobody else does."""
    known = names.name_at(token.i)
    return known is not None and known.kind in ("country", "adjective")


def _time(token: Token) -> bool:
    return (token.text.endswith("day") and token.text[:1].isupper()) or token.lemma_.lower() in lexicon().times


def _run(head: Token, start: int, names: Names) -> Bare:
    """The words of a speaker from its head leftwards."""
    doc, i = head.doc, head.i
    known = names.name_at(i)
    if known is not None and known.kind != "adjective":
        i = max(start, known.start)
    while i > start and not doc[i].is_sent_start:
        left = doc[i - 1]
        if left.pos_ == "DET" or left.tag_ == "PRP$":
            i -= 1
            break
        if not _goes_on(left, doc[i], names):
            break
        i -= 1
    return Bare(head, _without_place(doc, i, head, start, names))


def _goes_on(left: Token, here: Token, names: Names) -> bool:
    """Whether ``left`` belongs to the phrase that begins at ``here``."""
    if "-" in (left.text, here.text) and not left.whitespace_:
        return True
    if left.tag_ == "POS":
        return True
    if here.tag_ == "POS" and left.pos_ in ("NOUN", "PROPN"):
        return not _time(left)
    if left.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") or _time(left):
        return False
    known = names.name_at(left.i)
    if known is not None and known.kind == "person" and here.tag_ == "NNS" and here.text.islower():
        return False
    if left.pos_ == "VERB":
        hyphen = left.i > 0 and left.nbor(-1).text == "-" and not left.nbor(-1).whitespace_
        return here.text == "-" or left.tag_ == "JJ" or (hyphen and left.tag_ == "VBN")
    if left.pos_ == "NUM":
        return left.text.isalpha() and left.text.islower() and here.tag_ == "NNS"
    if left.lower_ in lexicon().small["crowds"] and here.tag_ == "NNS":
        return False
    plural = left.tag_ == "NNS" and left.text.islower() and left.lower_ not in lexicon().small["plural_kinds"]
    if plural and here.tag_ != "POS" and (here.tag_ != "NN" or here.pos_ == "PROPN"):
        return False
    if here.pos_ == "PROPN" and here.text[:1].isupper() and left.pos_ == "NOUN" and left.text.islower():
        return bool({left.lemma_.lower(), left.lower_} & (lexicon().offices | lexicon().mouths))
    own = here.pos_ == "ADJ" and here.text.islower() and left.pos_ == "PROPN" and not _people(left, names)
    return not own or _opens(left)


def _opens(name: Token) -> bool:
    """Whether nothing stands before a name that it could belong to, as in "the Karabakh foreign ministry"."""
    while name.i and not name.is_sent_start and name.pos_ == "PROPN":
        name = name.nbor(-1)
    return name.pos_ in ("DET", "PUNCT", "PROPN") or name.tag_ == "PRP$"


def _people(token: Token, names: Names) -> bool:
    """As in "Syrian", which describes, unlike "Syria", which ends a phrase of its own."""
    known = names.name_at(token.i)
    return token.tag_ == "JJ" or (known is not None and known.kind in ("adjective", "outlet", "body"))


def _without_place(doc: Doc, first: int, head: Token, start: int, names: Names) -> int:
    """In "near Gao residents said" the place belongs to the preposition; a hospital has a name of its own."""
    if first <= start or doc[first - 1].pos_ != "ADP" or head.pos_ != "NOUN" or doc[first].pos_ != "PROPN":
        return first
    if head.lemma_.lower() in lexicon().small["wards"]:
        return first
    i = first
    while i < head.i and doc[i].pos_ == "PROPN" and not _people(doc[i], names):
        i += 1
    if i == first or (names.name_at(head.i) is not None and names.name_at(head.i).start <= first):  # type: ignore[union-attr]
        return first
    return i


def _behind(last: Token, start: int, names: Names) -> Bare | None:
    """A speaker with words of its own after it: "activists in the town said", "a group monitoring the war said"."""
    doc = last.doc
    for i in range(last.i - 1, max(start - 1, last.i - _REACH), -1):
        token = doc[i]
        if token.tag_ in _VERBS or token.text in (",", ";", ":", '"') or (token.is_sent_start and i > start):
            return None
        tied = doc[i + 1].pos_ == "ADP" or doc[i + 1].tag_ in ("VBG", "VBN")
        if tied and token.pos_ in ("NOUN", "PROPN") and _mouth(token, names):
            return _run(token, start, names)
    return None


def _climbed(found: Bare, start: int, names: Names) -> Bare:
    """From the body to its mouth: "the director of the Observatory said" is the director."""
    doc = found.head.doc
    at = found.first - 1
    if at <= start or doc[at].pos_ != "ADP" or doc[at].lower_ not in lexicon().small["mouth_of"]:
        return found
    noun = doc[at - 2] if doc[at - 1].lower_ in lexicon().small["close"] else doc[at - 1]
    if noun.lemma_.lower() not in lexicon().offices and noun.lower_ not in lexicon().small["sources"]:
        return found
    known = names.name_at(found.head.i)
    above = _run(noun, start, names)
    return Bare(found.head if known is not None and known.kind == "person" else noun, above.first)


def _joined(found: Bare, start: int, names: Names) -> Bare:
    """The first of two speakers under one "and"."""
    doc, at = found.head.doc, found.first - 1
    if at - 1 <= start or doc[at].dep_ != "cc" or doc[at].lower_ not in lexicon().small["and"]:
        return found
    other = doc[at - 1]
    if other.dep_ in _DESCRIBING and other.head == found.head:
        return Bare(found.head, _run(other, start, names).first, found.joint)  # "Kenyan and U.S. officials"
    if other.pos_ not in ("NOUN", "PROPN") or not _mouth(other, names):
        return found
    first = _run(other, start, names)
    return Bare(first.head, first.first, (found.head, *found.joint))
