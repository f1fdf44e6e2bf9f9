"""Short forms that a report brings in itself: "the Lake People's Front (LPF)", and the LPF from there on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fogline.core.actor import Actor
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match, Name
from fogline.read.actors.phrase import capital
from fogline.read.tokens import Token
from fogline.vocab.actors import slug

_LONGEST = 12  # tokens of a name
_LETTERS = range(2, 10)  # of a short form
_SHORT = re.compile(r"\([A-Z][A-Z0-9]")
_NOBODY = frozenset({"person", "state"})


def with_short_forms(matches: tuple[Match, ...], tokens: Sequence[Token], text: str) -> tuple[Match, ...]:
    """The known names of a text with those it gives a short form: long and short stand for one actor."""
    if _SHORT.search(text) is None:
        return matches
    forms: dict[str, Actor] = {}
    made: list[Match] = []
    for i in _brackets(tokens):
        short = tokens[i + 1].text
        ending = next((m for m in matches if m.end == i), None)
        actor = next((a for a in ending.actors if a.kind not in _NOBODY), None) if ending is not None else None
        if actor is None and (start := _start(tokens, i, short)) is not None:
            actor = _new(text[tokens[start].idx : tokens[i - 1].idx + len(tokens[i - 1].text)], tokens[start:i])
            made += [_match(start, i, actor)] if actor is not None else []
        if actor is not None:
            forms.setdefault(short, actor)
    made += [_match(t.i, t.i + 1, forms[t.text]) for t in tokens if t.text in forms]
    own = {i for m in made for i in range(m.start, m.end)}
    others = (m for m in matches if own.isdisjoint(range(m.start, m.end)))
    return tuple(sorted((*others, *made), key=lambda m: m.start))


def _brackets(tokens: Sequence[Token]) -> Iterator[int]:
    """Where a bracket opens on capitals alone: "(LPF)", "(LPF, in French)"."""
    for i in range(1, len(tokens) - 2):
        if tokens[i].text == "(" and tokens[i + 2].text in (")", ",", ";"):
            short = tokens[i + 1].text
            if short.isupper() and short.replace("-", "").isalnum() and len(short) in _LETTERS:
                yield i


def _start(tokens: Sequence[Token], end: int, short: str) -> int | None:
    """Where the name before a bracket begins: at the capital from which on its words have the letters of the short
    form, else with all words in capitals before it.
    """
    sets, first = lexicon().sets, end
    links = sets["name_links"] | sets["particles"] | sets["name_joints"]
    for i in range(end - 1, max(-1, end - _LONGEST), -1):
        token = tokens[i]
        if not (capital(token) or token.lower_ in links or token.tag_ == "POS" or token.text == "-"):
            break
        first = i if capital(token) and token.lower_ not in sets["articles"] else first
        if token.is_sent_start:
            break
    words = [i for i in range(first, end) if capital(tokens[i])]
    exact = next((i for i in reversed(words) if _initials(tokens[i:end]) == short.replace("-", "")), None)
    return exact if exact is not None else first if len(words) > 1 else None


def _initials(words: Sequence[Token]) -> str:
    return "".join(t.text[0] for t in words if capital(t))


def _new(name: str, words: Sequence[Token]) -> Actor | None:
    """An actor that no pack knows, by the last noun that says what it is."""
    lex = lexicon()
    nouns = [t.lower_ for t in words if t.lower_ in lex.group_nouns | lex.body_nouns]
    if not nouns:
        return None
    fights = any(n in lex.group_nouns for n in nouns) and not any(n in lex.body_nouns for n in nouns)
    return Actor(slug(name), name, "armed_group" if fights else "body", provisional=True)


def _match(start: int, end: int, actor: Actor) -> Match:
    return Match(start, end, (Name("actor", actor),))
