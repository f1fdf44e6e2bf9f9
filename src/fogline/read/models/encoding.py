"""What the encoder makes of a document's words, computed once for everybody who asks."""

from __future__ import annotations

from functools import cached_property

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
        return windows(self.document, self.network.tokenizer)

    @cached_property
    def rows(self) -> list[Floats]:
        """One array [pieces, WIDTH] a window."""
        return self.network.encode(self.windows)

    def of(self, tokens: list[int]) -> Floats:
        """Encodings [tokens, WIDTH] of words by token index; zeros for one that was cut off."""
        return np.stack([self._row(i) for i in tokens]) if tokens else np.zeros((0, WIDTH), np.float32)

    def _row(self, token: int) -> Floats:
        at = self._places.get(token)
        return np.zeros(WIDTH, np.float32) if at is None else self.rows[at[0]][at[1]]

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        return {i: (n, piece) for n, window in enumerate(self.windows) for i, piece in window.first.items()}
