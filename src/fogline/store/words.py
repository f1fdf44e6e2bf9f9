"""The words of a text as full-text search takes them, the same for every database."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300  # what an index may hold of a word
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Letters and digits, in lower case, Latin letters without their accents; each word once, in order of appearance.

    As SQLite's ``unicode61`` (``remove_diacritics 2``) does it: й, أ and other letters that are no Latin one with a
    mark stay themselves.
    """
    plain = "".join(map(_plain, text))
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(plain)))


def _plain(char: str) -> str:
    if char < "\x80":
        return char.lower()
    if "\u0300" <= char <= "\u036f":
        return ""  # a mark on the letter before
    parts = unicodedata.normalize("NFD", char)
    return (parts[0] if len(parts) > 1 and parts[0].isascii() else char).lower()
