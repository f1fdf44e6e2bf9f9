"""What the encoder makes of a document's words, computed once for everybody who asks."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate

import numpy as np

from fogline.read.document import Document
from fogline.read.models.network import Floats, Network, network
from fogline.read.models.windows import Window, windows

WIDTH = 384


class Encoding:
    """The windows of one document and their encodings, made when first asked for.

    Raises ``FileNotFoundError`` then where the weights are not installed.
    """

    def __init__(self, document: Document, using: Network | None = None) -> None:
        self.document = document
        self._using = using

    @cached_property
    def network(self) -> Network:
        return self._using or network()

    @cached_property
    def windows(self) -> list[Window]:
        return windows(self.document, self.network.pieces)

    @cached_property
    def rows(self) -> list[Floats]:
        """One array [pieces, WIDTH] a window."""
        return self.network.encode(self.windows)

    def of(self, tokens: list[int]) -> Floats:
        """Encodings [tokens, WIDTH] of words by token index; zeros for one that was cut off."""
        at = self._at
        return self._table.take([at.get(i, -1) for i in tokens], axis=0)

    @cached_property
    def _table(self) -> Floats:
        """The rows of all windows one below the other, and one of zeros."""
        return np.concatenate([*self.rows, np.zeros((1, WIDTH), np.float32)])

    @cached_property
    def _at(self) -> dict[int, int]:
        """The table's row of each word by token index."""
        read = self.windows
        starts = accumulate((len(w.pieces) for w in read), initial=0)
        return {i: start + piece for start, w in zip(starts, read, strict=False) for i, piece in w.first.items()}
