"""Part of speech and lemma of words, worked out once for each word in each role instead of once for each token.

spaCy's attribute ruler and rule lemmatizer look at a token's own word, tag and dependency; a few rules of the ruler
look at two neighbours ("there is", "let's"). So both see each such word once, in a text made of new words only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc as Parsed

from fogline.vocab import load

# Word, tag and dependency before the ruler, as spaCy's hashes.
Key = tuple[int, int, int]
PIPES = ("attribute_ruler", "lemmatizer")
# Stands between words that must not be taken for neighbours; as a word and a tag no rule about two names it.
_APART = "."
_MOST = 300_000
# Parts of speech with forms that the lemmatizer gets wrong.
_MENDED = {"NOUN": "nouns", "VERB": "verbs"}


@dataclass(frozen=True, slots=True)
class Form:
    """What a word is in a role.

    ``base`` is the lemma that vocabularies are compared with: lower case; plurals that the tagger took for names lose
    their ending. ``opens`` tells that a rule about two neighbours may begin with the word.
    """

    text: str
    lower: str
    lemma: str
    base: str
    pos: str
    tag: str
    dep: str
    morph: str
    is_space: bool
    is_punct: bool
    is_stop: bool
    is_title: bool
    is_alpha: bool
    is_digit: bool
    like_num: bool
    opens: bool = False


def form_of(word: Any, opens: bool = False) -> Form:
    """The form of a token of spaCy's that went through the whole pipeline."""
    mended = load("en/lemmas.yaml")[_MENDED[word.pos_]] if word.pos_ in _MENDED else {}
    lemma = mended.get(word.lower_, word.lemma_)
    base = _base(lemma.lower(), word.pos_)
    words = (word.text, word.lower_, lemma, base, word.pos_, word.tag_, word.dep_, str(word.morph))
    kinds = (word.is_space, word.is_punct, word.is_stop, word.is_title, word.is_alpha, word.is_digit, word.like_num)
    return Form(*words, *kinds, opens)


def _base(lemma: str, pos: str) -> str:
    plural = pos == "PROPN" and lemma.endswith("s") and len(lemma) > 4 and not lemma.endswith("ss")
    return lemma[:-1] if plural else lemma


class Forms:
    """The forms of one pipeline's words. Raises ``ValueError`` when its ruler looks at more than two neighbours."""

    def __init__(self, nlp: Language) -> None:
        self._pipes: list[Callable[[Parsed], Parsed]] = [nlp.get_pipe(name) for name in PIPES]
        self._vocab = nlp.vocab
        self._known: dict[tuple[Key, ...], tuple[Form, ...]] = {}
        self._single: dict[Key, Form] = {}
        self._opening = Matcher(nlp.vocab)
        for entry in nlp.get_pipe(PIPES[0]).patterns:  # type: ignore[attr-defined]
            for pattern in entry["patterns"]:
                if len(pattern) > 2:
                    raise ValueError("the attribute ruler has a rule about more than two words")
                if len(pattern) == 2:
                    self._opening.add("opening", [pattern[:1]])

    def of(self, keys: Sequence[Key]) -> list[Form]:
        """The form of each token of a text."""
        if len(self._single) > _MOST:
            self._single.clear()
            self._known.clear()
        new = [(k,) for k in dict.fromkeys(keys) if k not in self._single]
        for (key,), (form,) in zip(new, self._read(new), strict=True):
            self._single[key] = form
        forms = [self._single[k] for k in keys]
        runs = list(_runs(forms))
        unread = [r for r in dict.fromkeys(tuple(keys[a:b]) for a, b in runs) if r not in self._known]
        self._known.update(zip(unread, self._read(unread), strict=True))
        for a, b in runs:
            forms[a:b] = self._known[tuple(keys[a:b])]
        return forms

    def _read(self, stretches: Sequence[tuple[Key, ...]]) -> Iterator[tuple[Form, ...]]:
        """The forms of each stretch of neighbours, through the pipeline's own components."""
        if not stretches:
            return
        strings = self._vocab.strings
        text = Parsed(self._vocab, words=[w for s in stretches for w in (*(strings[k[0]] for k in s), _APART)])
        at = 0
        for stretch in stretches:
            for n, (_, tag, dep) in enumerate(stretch):
                text[at + n].tag, text[at + n].dep = tag, dep
            at += len(stretch)
            text[at].tag_ = _APART
            at += 1
        opening = {start for _, start, _ in self._opening(text, allow_missing=True)}
        for pipe in self._pipes:
            text = pipe(text)
        at = 0
        for stretch in stretches:
            yield tuple(form_of(text[n], n in opening) for n in range(at, at + len(stretch)))
            at += len(stretch) + 1


def _runs(forms: Iterable[Form]) -> Iterator[tuple[int, int]]:
    """Stretches (end-exclusive) of words that may open a pair, with the word after them."""
    start: int | None = None
    for n, form in enumerate(forms):
        if form.opens:
            start = n if start is None else start
        elif start is not None:
            yield start, n + 1
            start = None
