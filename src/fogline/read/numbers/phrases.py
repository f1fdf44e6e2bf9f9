"""The noun phrase a number counts: its head, and the words that name the group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fogline.core.quick import quick
from fogline.read.numbers.lexicon import CountingWords
from fogline.read.tokens import Doc, Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "FW", "AFX"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "FW"})
_IN_TAIL = frozenset({"DT", "JJ", "HYPH", "PRP$", "-LRB-", "NFP", "AFX", "POS"})
_LONGEST = 14
_ASIDE = 9


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start..end`` (end-exclusive) of the group text; ``core`` ends before its "of ..." or "from ..."."""

    head: int
    start: int
    core: int
    end: int


def phrase_after(doc: Doc, i: int, taken: frozenset[int], words: CountingWords) -> tuple[Phrase | None, int]:
    """The phrase counted by a number that ends before token ``i``, and the token where it had to begin.

    ``taken`` holds the tokens of all numbers: a phrase never runs into the next one.
    """
    start = _skip_leads(doc, i, words)
    if start < len(doc) and doc[start].lower_ in words.others:
        return Phrase(start, start, start + 1, start + 1), start
    tokens = list(_run(doc, start, taken, words))
    while tokens and not _nominal(tokens[-1], words):
        tokens.pop()
    if not tokens:
        return None, start
    core = tokens[-1].i + 1
    end = _tail(doc, _second_noun(doc, core, tokens[-1], taken, words), tokens[-1], taken, words)
    return Phrase(tokens[-1].i, tokens[0].i, core, end), start


def _skip_leads(doc: Doc, i: int, words: CountingWords) -> int:
    while i < len(doc):
        token = doc[i]
        if _from_home(doc, i, words):
            break
        led = token.lower_ in words.leads or (token.lower_ in words.others and _noun_next(doc, i))
        if not led and not _opens_quote(doc, i):
            break
        i += 1
    return i


def _from_home(doc: Doc, i: int, words: CountingWords) -> bool:
    """As in "drove 400 from their homes": those driven are no homes."""
    ahead = doc[i + 1 : i + 3]
    return doc[i].lower_ in words.out_from and any(t.lower_ in words.homes for t in ahead)


def _opens_quote(doc: Doc, i: int) -> bool:
    return doc[i].text in ("'", '"') and not doc[i].whitespace_ and i > 0 and bool(doc[i - 1].whitespace_)


def _noun_next(doc: Doc, i: int) -> bool:
    if i + 1 >= len(doc):
        return False
    return doc[i + 1].tag_ in _NOUNS or (doc[i + 1].tag_ in _BEFORE_NOUN and _noun_soon(doc, doc[i + 1]))


def _noun_soon(doc: Doc, token: Token) -> bool:
    for following in doc[token.i + 1 : token.i + 4]:
        if following.tag_ in _NOUNS:
            return True
        if following.tag_ not in _BEFORE_NOUN:
            return False
    return False


def _nominal(token: Token, words: CountingWords) -> bool:
    """A noun, or a word that the vocabulary counts, whatever the tagger made of it."""
    return token.tag_ in _NOUNS or _code(token) or words.counted(token)


def _code(token: Token) -> bool:
    """A name with a number in it ("AK-47"), whatever the tagger made of it."""
    return token.tag_ == "CD" and token.text[:1].isalpha() and any(c.isdigit() for c in token.text)


def _run(doc: Doc, start: int, taken: frozenset[int], words: CountingWords) -> Iterator[Token]:
    """Adjectives and nouns from ``start``, up to where the phrase plainly ends."""
    seen: Token | None = None
    i = start
    while i < min(len(doc), start + _LONGEST) and i not in taken:
        token = doc[i]
        if token.text == "(":
            i = _after_aside(doc, i, seen)
            if not i:
                return
            continue
        if token.is_space or _ends_before(doc, token, seen, words):
            return
        yield token
        seen = token if token.tag_ in _NOUNS or _code(token) else seen
        i += 1


def _after_aside(doc: Doc, i: int, seen: Token | None) -> int:
    """The token after a bracket that stands inside a phrase, else 0."""
    close = next((k for k in range(i + 1, min(len(doc) - 1, i + _ASIDE)) if doc[k].text == ")"), 0)
    inside = close and (doc[close + 1].tag_ in _NOUNS or _noun_next(doc, close)) and not (seen and seen.tag_ == "NNS")
    return close + 1 if inside else 0


def _ends_before(doc: Doc, token: Token, seen: Token | None, words: CountingWords) -> bool:
    if token.lower_ in words.times and (seen is not None or token.tag_ == "NNP" or not _noun_soon(doc, token)):
        return True
    if token.text in "-'" or token.tag_ in ("HYPH", "POS") or _years(doc, token, seen):
        return False
    noun = _as_noun(token, words)
    if token.i > 0 and doc[token.i - 1].text == "-" and not doc[token.i - 1].whitespace_ and seen is not None:
        return not (noun or _noun_soon(doc, token))
    if seen is not None and _closed(seen, noun, token, words):
        return True
    if token.lower_ in words.states and (seen is not None or not _noun_soon(doc, token)):
        return True
    if noun or token.tag_ in _ADJECTIVES:
        return False
    premodifier = token.tag_ in ("VBN", "VBG", "RB") or (token.tag_ == "VBD" and token.lower_ in words.states)
    hyphened = token.i + 1 < len(doc) and doc[token.i + 1].text == "-"
    return not (premodifier and (seen is None or hyphened) and _noun_soon(doc, token))


def _as_noun(token: Token, words: CountingWords) -> bool:
    if token.tag_ in _NOUNS or _code(token):
        return True
    if token.tag_ == "VBZ" and words.thing(token) is not None:
        return True
    return token.tag_ not in ("IN", "CC", "DT") and token.pos_ != "VERB" and words.status(token) is not None


def _years(doc: Doc, token: Token, seen: Token | None) -> bool:
    """The figure of "a 25-year-old man"."""
    hyphened = token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and not token.whitespace_
    return token.tag_ == "CD" and seen is None and hyphened


def _closed(seen: Token, noun: bool, token: Token, words: CountingWords) -> bool:
    """After a plural only a noun that the plural plainly modifies goes on."""
    if seen.tag_ != "NNS" and not (seen.tag_ == "NN" and not noun and words.status(seen) is not None):
        return False
    return not (noun and seen.dep_ in ("compound", "nmod") and seen.head.i >= token.i)


def _second_noun(doc: Doc, end: int, head: Token, taken: frozenset[int], words: CountingWords) -> int:
    """As in "villages and towns": a second bare plural of the same sort."""
    if end + 1 >= len(doc) or doc[end].lower_ not in words.joint or end + 1 in taken or doc[end + 1].tag_ == "DT":
        return end
    tokens = list(_run(doc, end + 1, taken, words))
    while tokens and tokens[-1].tag_ not in _NOUNS:
        tokens.pop()
    if not tokens or tokens[-1].tag_ != "NNS":
        return end
    same_thing = words.thing(head) is not None and words.thing(head) == words.thing(tokens[-1])
    same_people = words.status(head) is not None and words.status(tokens[-1]) is not None
    return tokens[-1].i + 1 if same_thing or same_people else end


def _tail(doc: Doc, end: int, head: Token, taken: frozenset[int], words: CountingWords) -> int:
    """As in "members of the Red Crescent", "fighters from Derna": the end with such a tail."""
    if end >= len(doc) or end in taken or doc[end].lower_ not in words.tails:
        return end
    if doc[end].lower_ in words.people_tails and words.status(head) is None:
        return end
    last, named = end, doc[end].lower_ not in words.people_tails
    for k in range(end + 1, min(len(doc), end + _LONGEST)):
        token = doc[k]
        if k in taken or token.is_space or token.lower_ in words.times or not _goes_on(doc, token, last == end, words):
            break
        if token.tag_ in _NOUNS or token.text == ")":
            last = k + 1
            named = named or token.tag_ in ("NNP", "NNPS")
    return last if named else end


def _goes_on(doc: Doc, token: Token, first: bool, words: CountingWords) -> bool:
    if token.tag_ in _NOUNS:
        return token.lower_ not in words.states
    if token.tag_ in _IN_TAIL or token.text == ")":
        return True
    if token.tag_ in ("VBN", "VBD"):
        return first or doc[token.i - 1].text == "-"
    return token.tag_ == "CC" and token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("NNP", "NNPS", "JJ")
