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


@dataclass(slots=True)
class Window:
    """Word-piece ids; position of each word's ``first`` piece, by token index; the sentences read here."""

    pieces: list[int] = field(default_factory=lambda: [CLS])
    first: dict[int, int] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


def _pieces(document: Document, sentence: Sentence, tokenizer: Tokenizer) -> tuple[list[int], dict[int, int]]:
    tokens = [t for t in document.doc[sentence.start : sentence.end] if not t.is_space]
    encoded = tokenizer.encode([t.text for t in tokens], is_pretokenized=True, add_special_tokens=False)
    first: dict[int, int] = {}
    for at, word in enumerate(encoded.word_ids[:LONGEST]):
        if word is not None:
            first.setdefault(tokens[word].i, at)
    return encoded.ids[:LONGEST], first


def _closed(window: Window) -> Window:
    window.pieces.append(SEP)
    return window


def windows(document: Document, tokenizer: Tokenizer) -> list[Window]:
    """In text order. A window holds up to ``WINDOW`` pieces, or one sentence of up to ``LONGEST``, the rest cut off."""
    made: list[Window] = []
    window = Window()
    before: Sequence[int] = ()
    for sentence in document.sentences:
        ids, first = _pieces(document, sentence, tokenizer)
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
