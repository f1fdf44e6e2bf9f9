"""How an attribution names its source."""

from __future__ import annotations

from spacy.tokens import Token

from fogline.read.actors.mention import ActorMention
from fogline.read.actors.phrase import left_edge
from fogline.read.actors.resolve import Resolver
from fogline.vocab.actors import fold

_OWN_NAME = frozenset({"state", "army", "air_force", "armed_group", "police", "body", "monitor", "party", "coalition"})
_PLACES = frozenset({"at", "in", "of", "from", "inside", "with", "within", "on", "for", "close", "near"})
_LEAD = frozenset({"hour", "day", "week", "month", "year", "more"})


def source_of(r: Resolver, head: int) -> tuple[str, str | None]:
    """See ``Actors.source``."""
    token, mention = r.doc[head], r.mention(head)
    if token.tag_ in {"PRP", "PRP$"}:
        return _pronoun(r, token)
    if mention.kind == "person" and mention.names:
        return r.people.written.get(mention.names[0], mention.names[0]), mention.affiliation
    match = r.by_token.get(head)
    if match is not None and mention.rule == "modifier" and r.actor_of(match) is not None:
        return _spelled(r, match.start, match.end, r.actor_of(match).name), None  # type: ignore[union-attr]
    if mention.kind == "media" and mention.names:
        near = [
            m
            for m in (r.by_token.get(i) for i in range(head, max(-1, head - 4), -1))
            if m and any(x.name in mention.names for x in m.actors)
        ]
        return (_spelled(r, near[0].start, near[0].end, mention.names[0]) if near else mention.names[0]), None
    if mention.names and mention.kind in _OWN_NAME:
        return mention.names[0], None
    return _described(r, token, mention)


def _spelled(r: Resolver, start: int, end: int, name: str) -> str:
    """An outlet's full name; only where the report knows it by its initials alone, those."""
    text = r.doc[start:end].text.removesuffix("s")
    initials = text.isupper() and " " not in text
    return text if initials and f" {fold(name)} " not in f"{r.folded} " else name


def _described(r: Resolver, token: Token, mention: ActorMention) -> tuple[str, str | None]:
    """A source without a name of its own: a mouthpiece of someone, one named before, or the words as written."""
    lemma = token.lemma_.lower()
    body = mention.affiliation
    if body and lemma in r.lex.mouthpieces and not _spokes(lemma) and not body.startswith("Government of"):
        return body, None
    if lemma in r.lex.papers and token.tag_ == "NN" and _definite(token) and body is None:
        issued = _issuer(r, token)
        if issued is not None:
            return issued
    return _earlier(r, token) or (words_of(r, token), body)


def _issuer(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Who put out "the statement": who was said to, else the last body that spoke, else the outlet."""
    for m in reversed(r.log):
        other = r.doc[m.head]
        if m.head >= token.i or other.lemma_.lower() != token.lemma_.lower() or other.dep_ in {"nsubj", "nsubjpass"}:
            continue
        subject = next((c for c in other.head.children if c.dep_ == "nsubj"), None)
        if m.affiliation or subject is not None:
            return (m.affiliation, None) if m.affiliation else source_of(r, subject.i)  # type: ignore[union-attr]
    last = last_speaker(r, token.i, lambda m: bool(m.names) and m.kind in _OWN_NAME)
    if last is not None:
        return source_of(r, last.head)
    own = r.outlet is not None and r.outlet.kind not in {"media", "monitor"}
    return (r.outlet.name, None) if own and r.outlet else None


def _spokes(lemma: str) -> bool:
    return lemma.startswith("spokes") or lemma in {"representative", "member"}


def last_speaker(r: Resolver, before: int, want, sentences: int = 6) -> ActorMention | None:  # type: ignore[no-untyped-def]
    """The last fitting mention that spoke, pronouns looked through."""
    here = r.sentence[before]
    for m in reversed(r.log):
        if m.head >= before or r.doc[m.head].tag_ in {"PRP", "PRP$"}:
            continue
        if here - r.sentence[m.head] > sentences:
            return None
        if want(m) and r.speaks(m):
            return m
    return None


def _pronoun(r: Resolver, token: Token) -> tuple[str, str | None]:
    word = token.lower_
    before = None
    if word in r.lex.singular:
        before = last_speaker(
            r,
            token.i,
            lambda m: (
                m.kind == "person"
                or (m.kind in {"officials", "source", "civilians"} and r.doc[m.head].tag_ in {"NN", "NNP"})
            ),
        )
    elif word in r.lex.thing:
        before = last_speaker(r, token.i, lambda m: m.kind in _OWN_NAME or m.kind == "media")
    elif word in r.lex.plural:
        before = last_speaker(r, token.i, lambda m: m.kind not in {"person", "none"})
    before = before or r.pronouns.antecedent(token)
    if before is not None and before.rule in {"outlet", "title"}:
        return before.names[0], before.affiliation
    if before is None or before.head == token.i:
        return token.text, None
    if word in r.lex.speaker and word in {"we", "us", "our", "ours"} and before.kind == "person" and before.affiliation:
        return before.affiliation, None
    if r.doc[before.head].tag_ in {"PRP", "PRP$"}:
        return (before.names[0], before.affiliation) if before.names else (token.text, None)
    return source_of(r, before.head)


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "these", "those"} for c in token.lefts)


def _earlier(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Here "The source" is the last source that was described with more words."""
    if not _definite(token) or left_edge(token) != token.i - 1 or any(c.dep_ == "prep" for c in token.rights):
        return None
    for m in reversed(r.log):
        other = r.doc[m.head]
        if m.head < token.i and other.lemma_.lower() == token.lemma_.lower() and not _definite(other):
            return words_of(r, other), m.affiliation
    return None


def _place_end(r: Resolver, token: Token, end: int) -> int:
    """The end of the phrase with the place or body after it ("a source at the town hall")."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in _PLACES and prep.i == end:
            last = next((c for c in prep.children if c.dep_ == "pobj"), prep)
            return last.i + 1 if last.i - prep.i < 6 else end
    if token.lemma_.lower() == "source" and end < len(r.doc) and r.doc[end].lower_ in _PLACES:
        stop = end + 1
        while (
            stop < len(r.doc)
            and stop < end + 6
            and (r.doc[stop].pos_ in {"DET", "PROPN", "NOUN", "ADJ"} or r.doc[stop].text == "-")
        ):
            stop += 1
        return stop if stop > end + 1 else end
    return end


def words_of(r: Resolver, token: Token) -> str:
    """The words as written, without "the", with the place or body that tells the source from others."""
    start, end = left_edge(token), token.i + 1
    while start < token.i and r.doc[start].lower_ in {"the", "these", "those"}:
        start += 1
    start = max([start, *(i + 1 for i in range(start, token.i) if r.doc[i].lemma_.lower() in _LEAD)])
    end = _place_end(r, token, end)
    for part in token.rights:
        if (
            part.dep_ == "acl"
            and part.lemma_ in {"post", "share", "circulate", "publish"}
            and part.right_edge.i - token.i < 7
        ):
            end = part.right_edge.i + 1
    text = r.document.quote(r.document.span_of(r.doc[start:end]))
    return (
        text[0].lower() + text[1:]
        if r.doc[start].is_sent_start and r.doc[start].pos_ != "PROPN" and start not in r.by_token
        else text
    )
