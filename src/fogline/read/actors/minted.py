"""Provisional actors: names that no pack knows, by the word for an armed group or a body in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.read.actors.mention import Found
from fogline.read.actors.phrase import run
from fogline.read.tokens import Token

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver


class Minted:
    """What a report calls those whom nothing else knows."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.lex = resolver.lex

    def _numbered(self, before: Token, unit: Token) -> bool:
        """As in "the 57th Infantry Battalion", "the 58 Division"."""
        if not before.text[0].isdigit():
            return False
        named = before.text.isdigit() and unit.tag_ in {"NN", "NNP"} and unit.lower_ in self.lex.sets["numbered_units"]
        return named or before.text[-1].isalpha()

    def band(self, token: Token) -> Found | None:
        """As in "the Ghuraba brigade", "the Dozo militia": a name in front of a word in small letters."""
        if token.tag_ != "NN" or token.text not in self.lex.sets["named_bands"] or token.i == 0:
            return None
        before = token.i - 1
        start, end = run(self.tokens, before)
        known = any(i in self.r.by_token or i in self.r.people.runs for i in range(start, end))
        if known or end != token.i or self.tokens[before].pos_ != "PROPN" or not self._with_article(start):
            return None
        return Found((self.doc.between(start, token.i + 1),), "armed_group", "minted.band", None, True)

    def _with_article(self, start: int) -> bool:
        return start > 0 and self.tokens[start - 1].lower_ in self.lex.sets["articles"]

    def name(self, token: Token) -> Found | None:
        """A name with a word for an armed group or a body in it, as written."""
        if token.pos_ not in {"PROPN", "NOUN"}:
            return None
        start, end = run(self.tokens, token.i)
        start -= int(start > 0 and self._numbered(self.tokens[start - 1], token))
        words = self.doc[start:end]
        if end > token.i + 2 and self.tokens[token.i + 2].lower_ in self.lex.hyphened:
            return None  # "Kurdish-led", before the name of those whom they lead
        if end - start < 2 or not token.text[:1].isupper() or (words[0].is_sent_start and words[0].pos_ == "DET"):
            return None
        lowered = {t.lower_ for t in words}
        if lowered & self.lex.body_nouns:
            return Found((self.doc.between(start, end),), "body", "minted.body", None, True)
        if lowered & self.lex.group_nouns:
            return Found((self.doc.between(start, end),), "armed_group", "minted.group", None, True)
        return None
