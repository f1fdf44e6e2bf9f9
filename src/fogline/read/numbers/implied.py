"""Ones without a number: "a guard was killed", "destroyed a tank"."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.read.document import Document
from fogline.read.numbers.items import Item
from fogline.read.numbers.lexicon import CountingWords


def implied_items(document: Document, items: Sequence[Item], words: CountingWords) -> list[Item]:
    return []
