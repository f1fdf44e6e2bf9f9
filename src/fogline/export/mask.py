"""Text with what must not be told left out: known secrets, and every name that nobody has vouched for.

The second half is what makes it safe: a village that the reader did not recognise, a neighbour quoted by first name,
are capitalised words that stand on no list, and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from fogline.vocab import load
from fogline.vocab.actors import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ADDRESSES = re.compile(r"\w+://\S+|www\.\S+|\S+@\S+\.\w+|[@#]\w+|\+\d[\d ()-]{6,}\d|\b\d{9,}\b")
_POINTS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3,}|,\d{4,})|\b\d{1,2}[A-Z]{3}\d{4,}\b|\d{1,3}°[^\s,;]*")
"""Coordinates in degrees, in MGRS, with degree signs; not 3,500 people."""
_SENTENCE = re.compile(r"(?:^|[.!?:\"“”»]\s*|\n\s*)$")


@cache
def words() -> Any:
    return load("export/profiles.yaml")


def keys(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are compared: folded, without possessive endings."""
    return tuple(w for t in _TOKEN.findall(phrase) for w in fold(_bare(t)).split())


def _bare(token: str) -> str:
    return token[:-2] if token.endswith(("'s", "’s")) else token


def capital(token: str) -> bool:
    """It may be a name: it has a capital, or a script without capitals."""
    return any(c.isupper() or (c.isalpha() and c.lower() == c.upper()) for c in token)


class Mask:
    """``secret`` maps phrases to what stands for them, ``allowed`` are phrases vouched for, ``common`` words that may
    begin a sentence. An allowed phrase that holds a secret is not allowed.
    """

    def __init__(
        self,
        secret: Mapping[str, str],
        allowed: Iterable[str],
        common: Iterable[str] = (),
        exact: Mapping[str, str] | None = None,
        *,
        points: bool = False,
    ) -> None:
        self._secret = {k: put for phrase, put in secret.items() if (k := keys(phrase))}
        self._widest = max((len(k) for k in self._secret), default=1)
        plain = {keys(w) for w in words()["plain"]}
        self._allowed = {k for k in {keys(p) for p in allowed} | plain if k and not self._holds_secret(k)}
        self._reach = min(12, max((len(k) for k in (*self._secret, *self._allowed)), default=1))
        self._common = frozenset(common)
        self._exact = dict(exact or {})
        self._points = points
        self._done: dict[str, str] = {}

    def _holds_secret(self, key: tuple[str, ...]) -> bool:
        spans = ((i, j) for i in range(len(key)) for j in range(i + 1, min(len(key), i + self._widest) + 1))
        return any(key[i:j] in self._secret for i, j in spans)

    def __call__(self, text: str) -> str:
        """The text without its secrets; the same text if it has none."""
        if text not in self._done:
            self._done[text] = self._exact[text] if text in self._exact else self._masked(text)
        return self._done[text]

    def tells(self, text: str) -> bool:
        """There is something in it that would be withheld."""
        return self._masked(text) != text

    def _masked(self, text: str) -> str:
        out, at = [], 0
        for start, end, put in self._joined(text):
            out += [text[at:start], put]
            at = end
        return "".join([*out, text[at:]])

    def _joined(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Hits in order; those that overlap, and neighbours with nothing but blanks between them, as one."""
        last: tuple[int, int, str] | None = None
        for start, end, put in sorted(self._hits(text), key=lambda h: (h[0], -h[1])):
            if last and start < last[1]:
                last = (last[0], max(end, last[1]), last[2] if end <= last[1] else words()["withheld"])
                continue
            if last and last[2] == put and not text[last[1] : start].strip(" -.,"):
                last = (last[0], end, put)
                continue
            if last:
                yield last
            last = (start, end, put)
        if last:
            yield last

    def _hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        gone = words()["withheld"]
        for pattern in (_ADDRESSES, _POINTS) if self._points else (_ADDRESSES,):
            yield from ((m.start(), m.end(), gone) for m in pattern.finditer(text))
        tokens = [(m.start(), m.end(), m.group(), keys(m.group())) for m in _TOKEN.finditer(text)]
        at = 0
        while at < len(tokens):
            size, put = self._longest(tokens, at)
            start, end, token, key = tokens[at]
            if size:
                if put is not None:
                    yield start, tokens[at + size - 1][1], put
            elif capital(token) and not self._opens(text, start, token, key):
                yield start, end, gone
            at += size or 1

    def _longest(self, tokens: list[tuple[int, int, str, tuple[str, ...]]], at: int) -> tuple[int, str | None]:
        """(how many tokens, what stands for them) of the longest phrase known here; nothing for an allowed one."""
        key: tuple[str, ...] = ()
        best: tuple[int, str | None] = (0, None)
        for n, (_, _, _, more) in enumerate(tokens[at : at + self._reach], 1):
            key += more
            if key in self._secret:
                best = n, self._secret[key]
            elif key in self._allowed:
                best = n, None
        return best

    def _opens(self, text: str, start: int, token: str, key: tuple[str, ...]) -> bool:
        """A common word at the beginning of a sentence, or one that is written in capitals throughout."""
        usual = bool(key) and all(k in self._common for k in key)
        return usual and (token.isupper() or bool(_SENTENCE.search(text[max(0, start - 8) : start])))
