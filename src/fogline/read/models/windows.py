"""Sentences packed into windows of word pieces, each sentence read once with the one before it in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from fogline.read.document import Document, Sentence

WINDOW = 256
CONTEXT = 60
LONGEST = 300
CLS, SEP = 101, 102
# So many words are kept with their pieces.
_MOST = 200_000


@dataclass(slots=True)
class Window:
    """Word-piece ids; position of each word's ``first`` piece, by token index; the sentences read here."""

    pieces: list[int] = field(default_factory=lambda: [CLS])
    first: dict[int, int] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


class Pieces:
    """The word pieces of words; a word has the same ones wherever it stands."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The ids of each word's pieces; none for a word that the tokenizer has nothing for."""
        if len(self._known) > _MOST:
            self._known.clear()
        new = [w for w in dict.fromkeys(words) if w not in self._known]
        if new:
            read = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
            made: list[list[int]] = [[] for _ in new]
            for word, piece in zip(read.word_ids, read.ids, strict=True):
                if word is not None:
                    made[word].append(piece)
            self._known.update(zip(new, map(tuple, made), strict=True))
        return [self._known[w] for w in words]


def _read(document: Document, sentence: Sentence, pieces: Pieces) -> tuple[list[int], dict[int, int]]:
    """The sentence's pieces, and where each of its words begins among them."""
    tokens = [t for t in document.doc[sentence.start : sentence.end] if not t.is_space]
    ids: list[int] = []
    first: dict[int, int] = {}
    for token, own in zip(tokens, pieces.of([t.text for t in tokens]), strict=True):
        if own and len(ids) < LONGEST:
            first[token.i] = len(ids)
        ids.extend(own)
    return ids[:LONGEST], first


def _closed(window: Window) -> Window:
    window.pieces.append(SEP)
    return window


def windows(document: Document, pieces: Pieces) -> list[Window]:
    """In text order. A window holds up to ``WINDOW`` pieces, or one sentence of up to ``LONGEST``, the rest cut off."""
    made: list[Window] = []
    window = Window()
    before: Sequence[int] = ()
    for sentence in document.sentences:
        ids, first = _read(document, sentence, pieces)
        if window.sentences and len(window.pieces) + len(ids) + 1 > WINDOW:
            made.append(_closed(window))
            window = Window()
            window.pieces.extend(before[-CONTEXT:])
        at = len(window.pieces)
        window.pieces.extend(ids)
        window.first.update((i, at + p) for i, p in first.items())
        window.sentences.append(sentence)
        before = ids
    return [*made, _closed(window)] if window.sentences else made
