"""The steps of spaCy's transition parser, taken by all texts of a batch at once.

Its own loop takes the same steps by the same sums, but asks for the interpreter's lock again after every unit of the
hidden layer of every step, which takes longer than the sums do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]
from spacy.tokens import Doc as Parsed

PARSER = "parser"
NAME = "fogline_steps"


class Steps:
    """A component of the pipeline, in place of the parser whose weights it has."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._words = parser.model.get_ref("tok2vec")
        lower, upper = parser.model.get_ref("lower"), parser.model.get_ref("upper")
        weights = lower.get_param("W")
        self._features, self._units, self._pieces, width = weights.shape
        # The pieces of all units lie side by side, so that the largest are found over whole rows.
        self._weights = np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(width, -1))
        self._nothing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        self._bias = np.ascontiguousarray(lower.get_param("b").T.reshape(-1))
        self._moves, self._moves_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        # All that spaCy's reading of the words that a state looks at wants to know.
        self._looks = SimpleNamespace(state2vec=SimpleNamespace(nF=self._features))

    def __call__(self, text: Parsed) -> Parsed:
        self._parse([text])
        return text

    def pipe(self, texts: Iterable[Parsed], *, batch_size: int) -> Iterator[Parsed]:
        waiting = iter(texts)
        while batch := list(islice(waiting, batch_size)):
            self._parse(batch)
            yield from batch

    def _parse(self, texts: Sequence[Parsed]) -> None:
        rows, first = self._rows(texts), np.arange(self._features, dtype=np.int32) + self._features
        states = self._parser.moves.init_batch(texts)
        going = [state for state in states if not state.is_final()]
        while going:
            at = ParserStepModel.get_token_ids(self._looks, going)  # -1 where there is no word
            at *= self._features
            at += first
            sums = np.add.reduce(rows.take(at, axis=0), 1)
            sums += self._bias
            best = np.maximum.reduce(sums.reshape(-1, self._pieces, self._units), 1)
            scores = best @ self._moves
            scores += self._moves_bias
            going = self._parser.transition_states(going, scores)
        self._parser.set_annotations(texts, states)

    def _rows(self, texts: Sequence[Parsed]) -> Any:
        """What each word adds to the sums as each feature of a state, in turn; first what no word does."""
        words = self._words.predict(texts)
        rows = np.empty((len(words) + 1, self._weights.shape[1]), np.float32)
        rows[0] = self._nothing
        np.matmul(words, self._weights, out=rows[1:])
        return rows.reshape(-1, self._pieces * self._units)


@Language.factory(NAME)
def _component(nlp: Language, name: str) -> Steps:
    return Steps(nlp.get_pipe(PARSER))


def step_together(nlp: Language) -> None:
    """Puts the component in the parser's place."""
    nlp.add_pipe(NAME, after=PARSER)
    nlp.disable_pipe(PARSER)
