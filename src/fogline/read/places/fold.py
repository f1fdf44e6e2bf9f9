"""Names folded so that spellings of one name meet.

Three keys, from strict to loose: :func:`fold` (case, accents, apostrophes, hyphens, articles), :func:`sound`
(vowel classes and doubled letters), :func:`skeleton` (consonants). Equal skeletons only propose; :func:`closeness`
decides, so that different villages with the same consonants stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from rapidfuzz.distance import Levenshtein

from fogline import vocab

_TABLES = vocab.load("en/places_fold.yaml")
_LETTERS = str.maketrans(_TABLES["letters"])
_ARTICLES = frozenset(_TABLES["articles"])
_SHORT: dict[str, str] = dict(_TABLES["short"])
_CONSONANTS = tuple(_TABLES["consonants"].items())
_SOUNDS = tuple(_TABLES["sounds"].items())
_SPLIT = re.compile(r"[^\w]+|_")
_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7]")
_DOUBLED = re.compile(r"(.)\1+")


def words(name: str) -> list[str]:
    """Lower-case words without accents, apostrophes and Arabic articles, "Saint" as "st"."""
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name.translate(_LETTERS)))
    name = name.lower().replace("'", "").replace("`", "")
    parts = [w for w in _SPLIT.split(name) if w]
    kept = [_SHORT.get(w, w) for w in parts if w not in _ARTICLES]
    return kept or parts


def articled(word: str) -> bool:
    """A name with its Arabic article, as "al-Abidin"."""
    article, hyphen, _ = word.lower().partition("-")
    return bool(hyphen) and article in _ARTICLES


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The strict key: "Deir ez-Zor", "Deir Ez Zor" -> "deirzor"; "" for a name without letters."""
    return "".join(words(name))


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """Vowels by class: "Saraqeb", "Sarakib" -> the same."""
    text = fold(name)
    for old, new in _SOUNDS:
        text = text.replace(old, new)
    return _DOUBLED.sub(r"\1", text).removesuffix("h")


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """Consonants alone, a leading vowel as "a"."""
    text = fold(name)
    if not text:
        return ""
    for old, new in _CONSONANTS:
        text = text.replace(old, new)
    head = "a" if text[0] in "aeiou" else text[0]
    return _DOUBLED.sub(r"\1", head + re.sub(r"[aeiouywh]", "", text[1:]))


@lru_cache(maxsize=65536)
def closeness(a: str, b: str) -> float:
    """How alike two spellings sound, 0-1 (1 less the normalised edit distance of their sounds)."""
    return float(Levenshtein.normalized_similarity(sound(a), sound(b)))


def same_name(a: str, b: str) -> bool:
    """True when two spellings may be one name: equal folds, or equal skeletons and close sounds."""
    if fold(a) == fold(b):
        return bool(fold(a))
    return skeleton(a) == skeleton(b) and closeness(a, b) >= CLOSE


CLOSE = 0.75


def digest(key: str) -> tuple[int, int]:
    """A stable 32-bit hash and a 16-bit check of a key."""
    raw = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(raw[:4], "little"), int.from_bytes(raw[4:], "little")
