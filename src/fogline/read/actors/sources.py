"""How an attribution names its source."""

from __future__ import annotations

from spacy.tokens import Token

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import ActorMention
from fogline.read.actors.phrase import left_edge
from fogline.read.actors.resolve import Resolver

_OWN_NAME = frozenset({"state", "army", "air_force", "armed_group", "police", "body", "monitor", "media", "party", "coalition"})
_PLACES = frozenset({"at", "in", "of", "from", "inside", "with", "within", "on", "for"})


def source_of(r: Resolver, head: int) -> tuple[str, str | None]:
    """See ``Actors.source``."""
    token = r.doc[head]
    mention = r.mention(head)
    if mention.kind == "person" and mention.names:
        return mention.names[0], mention.affiliation
    if token.tag_ in {"PRP", "PRP$"}:
        return _pronoun(r, token, mention)
    if mention.names and mention.kind in _OWN_NAME:
        return mention.names[0], None
    lemma = token.lemma_.lower()
    if lemma in lexicon().mouthpieces and mention.affiliation and not _spokes(lemma):
        return mention.affiliation, None
    earlier = _earlier(r, token)
    if earlier is not None:
        return earlier
    return words_of(r, token), mention.affiliation


def _spokes(lemma: str) -> bool:
    return lemma.startswith("spokes") or lemma in {"representative", "member"}


def _pronoun(r: Resolver, token: Token, mention: ActorMention) -> tuple[str, str | None]:
    before = r.antecedent(token)
    if before is None or before.head == token.i:
        return token.text, None
    return source_of(r, before.head)


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "these", "those"} for c in token.lefts)


def _earlier(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """ "The source" is the last source that was described with more words."""
    if not _definite(token) or left_edge(token) != token.i - 1 or any(c.dep_ == "prep" for c in token.rights):
        return None
    for m in reversed(r.log):
        other = r.doc[m.head]
        if m.head < token.i and other.lemma_.lower() == token.lemma_.lower() and not _definite(other):
            return words_of(r, other), m.affiliation
    return None


def words_of(r: Resolver, token: Token) -> str:
    """The words as written, without "the", with the place or body that tells the source from others."""
    start, end = left_edge(token), token.i + 1
    while start < token.i and r.doc[start].lower_ in {"the", "these", "those"}:
        start += 1
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in _PLACES and prep.i == end:
            last = next((c for c in prep.children if c.dep_ == "pobj"), prep)
            end = last.i + 1 if last.i - prep.i < 6 else end
    text = r.document.quote(r.document.span_of(r.doc[start:end]))
    return text[0].lower() + text[1:] if r.doc[start].is_sent_start and r.doc[start].pos_ != "PROPN" and start not in r.by_token else text
