"""What is said of those counted: the word that makes a number a number of dead, of wounded, of captured."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from fogline.core.claim import Measure
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.numbers.words import number_words, words_of

_REACH = 14
_CLIMB = 6
_THROUGH = frozenset({"including", "of", "among", "for", "to", "at", "with"})
_SMALL = frozenset({"DT", "PRP$", "JJR", "``", "''", "-LRB-"})
_NEAR = frozenset({"about", "another", "around", "up", "some"})
_JOINT = frozenset({Measure.KILLED, Measure.WOUNDED})


@dataclass(frozen=True, slots=True)
class Predicate:
    """``at`` is the token index of the governing word; ``side`` says where it was found."""

    at: int
    measure: Measure
    side: str


def predicate_of(doc: Doc, first: int, after: int, end: int, head: int | None, sentence_start: int, sentence_end: int, words: CountingWords) -> Predicate | None:
    """The predicate of a number whose words begin at ``first`` and whose phrase is ``after..end``."""
    left = _leaves(doc, first, sentence_start, words)
    return (
        _right(doc, end, min(end + 1, sentence_end), left, words, sentence_end)
        or _left(doc, first, sentence_start, words)
        or _within(doc, after, end, head, left, sentence_end, words)
        or _right(doc, end, sentence_end, left, words, sentence_end)
        or _toll(doc, first, sentence_start, words)
        or _climb(doc, head if head is not None else first, words)
    )


def action(token: Token, words: CountingWords) -> Measure | None:
    """The measure a verb form or its participle gives those it governs."""
    if token.pos_ in ("ADP", "DET", "PRON", "CCONJ"):
        return None
    return look(words.verbs, token) if token.tag_.startswith("VB") or token.pos_ in ("VERB", "NOUN", "ADJ", "PROPN") else None


def _joined(doc: Doc, at: int, measure: Measure, words: CountingWords, step: int) -> Measure:
    """"killed and wounded 12": one number over both."""
    link, other = at + step, at + 2 * step
    if 0 <= other < len(doc) and 0 <= link < len(doc) and doc[link].lower_ in ("and", "or", "/"):
        second = look(words.verbs, doc[other]) or words.states.get(doc[other].lower_)
        if second and {measure, second} == _JOINT:
            return Measure.KILLED_OR_WOUNDED
    return measure


def _before(doc: Doc, first: int, start: int) -> int:
    """The token before the number's articles and adverbs."""
    k = first - 1
    while k >= start and (doc[k].tag_ in _SMALL or doc[k].tag_.startswith("RB") or doc[k].lower_ in _NEAR):
        k -= 1
    return k


def _leaves(doc: Doc, first: int, start: int, words: CountingWords) -> bool:
    k = _before(doc, first, start)
    return k >= start and among(doc[k], words.leaving)


def _left(doc: Doc, first: int, start: int, words: CountingWords) -> Predicate | None:
    """A verb or "death of" directly before the number."""
    k = _before(doc, first, start)
    if k < start:
        return None
    if doc[k].lower_ in ("of", "to", "for", "on", "in") and k - 1 >= start:
        return _act(doc, k - 1, start, words)
    if doc[k].lemma_ == "be" and k - 1 >= start and doc[k - 1].pos_ == "NOUN":
        return _act(doc, k - 1, start, words)
    measure = action(doc[k], words)
    if measure and doc[k].tag_.startswith(("VB", "NN", "JJ")) and not _passive_subject(doc[k]):
        return Predicate(k, _joined(doc, k, measure, words, -1), "left")
    if doc[k].lower_ == "out" and k > start and doc[k - 1].lemma_ == "take":
        return Predicate(k - 1, Measure.KILLED, "left")
    return None


def _passive_subject(token: Token) -> bool:
    """"were killed 12 km away": the verb already has those it befell."""
    return any(child.dep_ == "auxpass" for child in token.children)


def _act(doc: Doc, k: int, start: int, words: CountingWords) -> Predicate | None:
    measure = look(words.acts, doc[k]) or look(words.heads, doc[k])
    if measure is None or doc[k].tag_.startswith("VBD"):
        return None
    if measure in _JOINT and k - 2 >= start and doc[k - 1].lower_ in ("and", "or"):
        other = look(words.acts, doc[k - 2]) or look(words.verbs, doc[k - 2])
        if other and {measure, other} == _JOINT:
            measure = Measure.KILLED_OR_WOUNDED
    return Predicate(k, measure, "act")


def _within(doc: Doc, after: int, end: int, head: int | None, left: bool, stop: int, words: CountingWords) -> Predicate | None:
    """What the phrase itself says, unless those it calls wounded are said to have died."""
    own = _inside(doc, after, end, head, words)
    if own and head is not None and own.measure is Measure.WOUNDED:
        later = _right(doc, end, stop, left, words, stop) or _climb(doc, head, words)
        return later if later and later.measure is Measure.KILLED else own
    return own


def _inside(doc: Doc, after: int, end: int, head: int | None, words: CountingWords) -> Predicate | None:
    """The counted noun, or an adjective before it, says it: "12 fatalities", "six injured clerks"."""
    if head is None:
        return None
    measure = look(words.heads, doc[head])
    if measure:
        return Predicate(head, measure, "head")
    for k in range(after, head):
        state = words.states.get(doc[k].lower_)
        if state:
            return Predicate(k, state, "inside")
    return None


def _right(doc: Doc, end: int, stop: int, passive: bool, words: CountingWords, sentence_end: int) -> Predicate | None:
    """A passive, a participle or a state after the phrase: "12 clerks were killed", "12 dead"."""
    loose = False
    for k in range(end, min(stop, end + _REACH)):
        token = doc[k]
        measure = _state_or_fate(token, words)
        if measure and not (passive and among(token, words.leaving)):
            if not passive and _active(doc, token, sentence_end, words):
                return None
            return Predicate(k, _joined(doc, k, measure, words, 1), "right")
        if token.lemma_.lower() in words.auxiliaries or token.lower_ in words.auxiliaries:
            passive = True
        elif token.lower_ in words.amid:
            loose = True
        elif loose and token.tag_ in ("CD", "NN", "NNS", "DT", "JJ", "PDT"):
            continue
        elif not (token.tag_ in ("RB", "MD", "TO", "-RRB-", "-LRB-") or among(token, words.between_them)):
            return None
    return None


def _state_or_fate(token: Token, words: CountingWords) -> Measure | None:
    if token.pos_ in ("DET", "PRON"):
        return None
    fate = look(words.intransitive, token) if token.tag_.startswith("VB") else None
    state = words.states.get(token.lower_)
    done = look(words.verbs, token) if token.tag_ in ("VBN", "VBD", "VBG", "JJ") else None
    return state or fate or done


def _active(doc: Doc, verb: Token, stop: int, words: CountingWords) -> bool:
    """"Four gunmen killed two clerks" tells of the two; "10 clerks killed 15 injured" of the ten."""
    if look(words.verbs, verb) is None or verb.tag_ == "JJ":
        return False
    if verb.tag_ == "VBG":
        return True
    if verb.i + 1 >= stop:
        return False
    following = doc[verb.i + 1]
    ahead = words_of(doc[verb.i + 1 : min(stop, verb.i + 6)].text)
    opens = number_words().qualifiers.at(ahead, 0) is not None or following.tag_ in ("DT", "CD", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS")
    if not opens or following.lower_ in words.times:
        return False
    for k in range(verb.i + 1, min(stop, verb.i + 6)):
        if _state_or_fate(doc[k], words) and doc[k].tag_ != "VBG":
            return False
        if doc[k].tag_ in ("IN", ",", "CC"):
            break
    return True


def _toll(doc: Doc, first: int, start: int, words: CountingWords) -> Predicate | None:
    for k in range(first - 1, max(start, first - _REACH) - 1, -1):
        if doc[k].lower_ in words.tolls:
            return Predicate(k, Measure.KILLED, "toll")
        if doc[k].lower_ == "number" and k + 2 < first and doc[k + 1].lower_ == "of":
            measure = next((m for m in (_fated(doc[j], words) for j in range(k + 2, min(first, k + 5))) if m), None)
            return Predicate(k, measure, "toll") if measure else None
        if doc[k].lower_ in ("and", "while", ";", ":") or doc[k].tag_ == "CD":
            return None
    return None


def _fated(token: Token, words: CountingWords) -> Measure | None:
    return Measure.KILLED if among(token, words.fallen) else look(words.heads, token) or words.states.get(token.lower_)


def _climb(doc: Doc, i: int, words: CountingWords) -> Predicate | None:
    """Up the parse through nouns and their prepositions to the verb that governs them."""
    child = doc[i]
    for _ in range(_CLIMB):
        token = child.head
        if token is child:
            return None
        if token.pos_ in ("VERB", "AUX"):
            return _governed(child, token, words)
        if token.pos_ == "ADP" and token.lower_ not in _THROUGH:
            return None
        acting = look(words.acts, token)
        if acting and child.dep_ in ("prep",) and child.lower_ == "of":
            return Predicate(token.i, acting, "parse")
        child = token
    return None


def _governed(child: Token, verb: Token, words: CountingWords) -> Predicate | None:
    measure = look(words.verbs, verb)
    if measure and (child.dep_ in ("nsubjpass", "dobj", "obj") or (child.dep_ == "nsubj" and not _takes_object(verb))):
        return Predicate(verb.i, _both(verb, measure, words), "parse")
    fate = look(words.intransitive, verb)
    if fate and child.dep_ in ("nsubj", "nsubjpass"):
        return Predicate(verb.i, fate, "parse")
    return None


def _both(verb: Token, measure: Measure, words: CountingWords) -> Measure:
    return _joined(verb.doc, verb.i, measure, words, 1)


def _takes_object(verb: Token) -> bool:
    return any(child.dep_ in ("dobj", "obj") for child in verb.children)
