"""Texts whose parses are found together are parsed as spaCy's own loop parses each of them."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import Doc

from fogline.read.forms import PIPES
from fogline.read.pipeline import MODEL, parser
from fogline.read.steps import NAME, PARSER

STORIES = sorted((Path(__file__).parents[2] / "examples/aleppo-2024/reports").glob("*.txt"))
TEXTS = ["", " ", "Shelling.", "Two shells hit the town of Arbin, which rebels had taken. Nobody was hurt, they said."]


def tree(doc: Doc) -> list[tuple[str, str, int, bool]]:
    return [(t.text, t.dep_, t.head.i, bool(t.is_sent_start)) for t in doc]


def test_parses_are_those_of_the_parsers_own_loop() -> None:
    nlp = parser()
    texts = [*TEXTS, *(path.read_text(encoding="utf-8") for path in STORIES)]
    own = [tree(nlp.get_pipe(PARSER)(doc)) for doc in nlp.pipe(texts, disable=[NAME, *PIPES])]
    assert [tree(doc) for doc in nlp.pipe(texts, batch_size=5, disable=PIPES)] == own
    assert tree(nlp(texts[-1], disable=PIPES)) == own[-1]
    assert NAME in nlp.pipe_names
    assert PARSER not in nlp.pipe_names


def test_lemmas_are_those_of_the_distributed_lemmatizer() -> None:
    nlp = parser()
    ours, own = (n.get_pipe("lemmatizer").rule_lemmatize for n in (nlp, spacy.load(MODEL, exclude=["ner"])))
    texts = [*TEXTS, *(path.read_text(encoding="utf-8") for path in STORIES)]
    words = [word for text in texts for word in nlp(text)]
    assert [ours(w) for w in words] == [own(w) for w in words]
    assert {w.lower_: ours(w) for w in words}["shells"] == ["shell"]
