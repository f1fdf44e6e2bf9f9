"""The noun phrase a number counts: its head, and the words that name the group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from fogline.read.numbers.lexicon import CountingWords, among, look

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "FW"})
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start..end`` (end-exclusive) of the group text; ``core`` ends before its "of ..." or "from ..."."""

    head: int
    start: int
    core: int
    end: int


def phrase_after(doc: Doc, i: int, taken: frozenset[int], words: CountingWords) -> tuple[Phrase | None, int]:
    """The phrase counted by a number that ends before token ``i``, and where the search for it began.

    ``taken`` holds the tokens of all numbers: a phrase never runs into the next one.
    """
    start = _skip_leads(doc, i, words)
    if start < len(doc) and doc[start].lower_ in words.others and not (start + 1 < len(doc) and _noun_next(doc, start)):
        return Phrase(start, start, start + 1, start + 1), start
    tokens = list(_run(doc, start, taken, words))
    while tokens and tokens[-1].tag_ not in _NOUNS and not _code(tokens[-1]) and not _stands_as_noun(tokens[-1], words):
        tokens.pop()
    if not tokens:
        return None, start
    core = tokens[-1].i + 1
    end = _second_noun(doc, core, tokens[-1], taken, words)
    end = _tail(doc, end, tokens[-1], taken, words)
    return Phrase(tokens[-1].i, tokens[0].i, core, end), start


def _skip_leads(doc: Doc, i: int, words: CountingWords) -> int:
    while i < len(doc) and ((doc[i].lower_ in words.leads and doc[i].lower_ not in ("other",) or doc[i].lower_ == "other" and i + 1 < len(doc) and _noun_next(doc, i)) or _opens_quote(doc, i)):
        i += 1
    return i


def _opens_quote(doc: Doc, i: int) -> bool:
    return doc[i].text in ("'", '"') and not doc[i].whitespace_ and i > 0 and bool(doc[i - 1].whitespace_)


def _noun_next(doc: Doc, i: int) -> bool:
    return doc[i + 1].tag_ in _NOUNS or (doc[i + 1].tag_ in _BEFORE_NOUN and _noun_soon(doc, doc[i + 1]))


def _stands_as_noun(token: Token, words: CountingWords) -> bool:
    return words.status(token) is not None or words.thing(token) is not None or look(words.heads, token) is not None


def _run(doc: Doc, start: int, taken: frozenset[int], words: CountingWords) -> Iterator[Token]:
    """Adjectives and nouns from ``start``, up to where the phrase plainly ends."""
    seen: Token | None = None
    i = start
    while i < min(len(doc), start + _LONGEST) and i not in taken:
        token = doc[i]
        if token.is_space or (token.lower_ in words.times and not (seen is None and token.tag_ != "NNP" and _noun_soon(doc, token))) or _ends_before(doc, token, seen, words):
            return
        if token.text == "(":
            close = next((k for k in range(i + 1, min(len(doc), i + 9)) if doc[k].text == ")"), None)
            if close is None or close + 1 >= len(doc) or (doc[close + 1].tag_ not in _NOUNS and not _noun_next(doc, close)) or (seen and seen.tag_ == "NNS"):
                return
            i = close + 1
            continue
        yield token
        if token.tag_ in _NOUNS or _code(token):
            seen = token
        i += 1


def _ends_before(doc: Doc, token: Token, seen: Token | None, words: CountingWords) -> bool:
    if token.text == "(":
        return False
    if token.tag_ == "CD" and seen is None and token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and not token.whitespace_:
        return False
    if token.text in "-'" or token.tag_ in ("HYPH", "POS"):
        return False
    noun = token.tag_ in _NOUNS or _code(token) or (token.tag_ == "VBZ" and words.thing(token) is not None) or (token.tag_ not in ("IN", "CC", "DT") and words.status(token) is not None and token.pos_ != "VERB")
    glued = token.i > 0 and doc[token.i - 1].text == "-" and not doc[token.i - 1].whitespace_
    if seen is not None and not glued and _closed(seen, token, noun, words):
        return True
    if _state(token, words) and (seen is not None or not _noun_soon(doc, token)):
        return True
    if token.i > 0 and doc[token.i - 1].text == "-" and seen is not None and not doc[token.i - 1].whitespace_:
        return not (noun or _noun_soon(doc, token))
    if noun or token.tag_ in ("JJ", "JJR", "JJS", "FW", "AFX"):
        return False
    if token.tag_ in ("VBN", "VBG", "VBD", "RB") and (seen is None or token.i + 1 < len(doc) and doc[token.i + 1].text == "-"):
        return not _noun_soon(doc, token)
    return True


def _code(token: Token) -> bool:
    """A name with a number in it ("AK-47"), whatever the tagger made of it."""
    return token.tag_ == "CD" and token.text[:1].isalpha() and any(c.isdigit() for c in token.text)


def _closed(seen: Token, token: Token, noun: bool, words: CountingWords) -> bool:
    """After a plural only a noun that the plural plainly modifies goes on."""
    if seen.tag_ not in ("NNS",) and not (words.status(seen) is not None and seen.tag_ == "NN" and not noun):
        return False
    return not (noun and seen.dep_ in ("compound", "nmod") and seen.head.i >= token.i)


def _state(token: Token, words: CountingWords) -> bool:
    return token.lower_ in words.states


def _noun_soon(doc: Doc, token: Token) -> bool:
    for k in range(token.i + 1, min(len(doc), token.i + 4)):
        if doc[k].tag_ in _NOUNS:
            return True
        if doc[k].tag_ not in _BEFORE_NOUN:
            return False
    return False


def _second_noun(doc: Doc, end: int, head: Token, taken: frozenset[int], words: CountingWords) -> int:
    """"villages and towns": a second bare noun of the same sort."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("and", "or") or end + 1 in taken:
        return end
    tokens = list(_run(doc, end + 1, taken, words))
    while tokens and tokens[-1].tag_ not in _NOUNS:
        tokens.pop()
    if not tokens or tokens[-1].tag_ != "NNS" or doc[end + 1].tag_ == "DT":
        return end
    same_thing = words.thing(head) is not None and words.thing(head) == words.thing(tokens[-1])
    same_people = words.status(head) is not None and words.status(tokens[-1]) is not None
    return tokens[-1].i + 1 if same_thing or same_people else end


def _tail(doc: Doc, end: int, head: Token, taken: frozenset[int], words: CountingWords) -> int:
    """"members of the Red Crescent", "fighters from Derna"."""
    if end >= len(doc) or doc[end].lower_ not in ("of", "from") or end in taken:
        return end
    if doc[end].lower_ == "from" and words.status(head) is None:
        return end
    last = end
    for k in range(end + 1, min(len(doc), end + _LONGEST)):
        token = doc[k]
        if k in taken or token.is_space or token.lower_ in words.times:
            break
        if token.tag_ in _NOUNS:
            if _state(token, words):
                break
            last = k + 1
        elif token.text == ")" or token.tag_ in ("POS",) or token.text == "'s":
            last = max(last, k + 1) if token.text == ")" else last
        elif token.tag_ not in ("DT", "JJ", "HYPH", "PRP$", "-LRB-", "CC", "NFP", "AFX") and not (token.tag_ in ("VBN", "VBD") and (last == end or doc[k - 1].text == "-")):
            break
        elif token.tag_ == "CC" and (k + 1 >= len(doc) or doc[k + 1].tag_ not in ("NNP", "NNPS", "JJ")):
            break
    return last if last > end else end
