"""Names made comparable: of sources and of places, by folding and by what stays of them without the common words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from fogline.vocab import load, path

_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_VOWELS = re.compile(r"[aeiouyw]")
_TWICE = re.compile(r"(.)\1+")
_SOUNDS = (("ph", "f"), ("dh", "d"), ("gh", "g"), ("kh", "h"), ("sh", "s"), ("q", "k"), ("c", "k"), ("z", "s"))
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb\u02bf\u02be`]")


@cache
def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, single blanks: "Hay'at Tahrir al-Sham" -> "hayat tahrir al sham"."""
    flat = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name))
    bare = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return _NOT_WORD.sub(" ", bare).strip()


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(load("en/reconcile_sources.yaml")[section]["words"])


@cache
def _known() -> dict[str, str]:
    """Folded name or alias of an outlet, monitor or body -> the name its theatre gives it; ambiguous ones left out."""
    out: dict[str, set[str]] = {}
    for theatre in sorted(p.name for p in path("theatres").iterdir() if p.is_dir()):
        file = f"theatres/{theatre}/sources.yaml"
        rows = load(file)["actors"].values() if path(file).is_file() else ()
        for row in (r for kind in rows for r in kind):
            for name in (row["name"], *(row.get("aliases") or ())):
                out.setdefault(fold(name), set()).add(row["name"])
    return {name: found.pop() for name, found in out.items() if len(found) == 1}


@cache
def voice(source: str) -> str:
    """The key under which a source's words are gathered: "a Kassala police source" and "Kassala police" share it.

    Of a source that could be anybody the noun stays: local authorities are no local sources.
    """
    same: dict[str, str] = load("en/reconcile_sources.yaml")["same"]
    folded = fold(_known().get(fold(source), source))
    kept = sorted({same.get(w, w) for w in folded.split()} - _words("voice"))
    if set(kept) <= _words("unspecific"):
        kept = sorted({w.removesuffix("s") for w in folded.split()} - _words("little"))
    return " ".join(kept) or folded


@cache
def _wires() -> frozenset[str]:
    return frozenset(voice(name) for name in load("en/reconcile_sources.yaml")["wires"])


def wire(source: str) -> bool:
    """A news agency of no party: as a source it is worth what an outlet is."""
    return voice(source) in _wires()


def whose(source: str, channel: str | None) -> str:
    """Nobody in particular who "told AFP" is "unnamed AFP source": only AFP knows who; others keep their name."""
    if channel is None or not unspecific(source) or not channel[:1].isupper():
        return source
    data = load("en/reconcile_sources.yaml")
    return source if fold(channel) in data["platforms"] else str(data["unnamed"]).format(channel=channel)


def nested(names: Iterable[str]) -> dict[str, str]:
    """Voice of each name -> the voice it counts with: a shorter form of exactly one longer name is that name.

    "Civil Defence" beside "Syrian Civil Defence" is one source; beside two ministries of health, "the Ministry of
    Health" stays its own. One word alone is never enough.
    """
    voices = sorted({voice(n) for n in names}, key=lambda v: (-len(v.split()), v))
    out: dict[str, str] = {}
    longer: dict[str, list[str]] = {}
    for v in voices:
        words = set(v.split())
        held = min((longer.get(w, []) for w in words), key=len, default=[]) if len(words) > 1 else []
        over = {out[w] for w in held if words < set(w.split())}
        out[v] = over.pop() if len(over) == 1 else v
        for w in words:
            longer.setdefault(w, []).append(v)
    return out


@cache
def unspecific(source: str) -> bool:
    """True for a source that could be anybody ("an official", "residents")."""
    return all(word in _words("unspecific") for word in fold(source).split())


@cache
def one_house(source: str) -> bool:
    """One hospital or morgue, which counts those brought to it."""
    return not _words("houses").isdisjoint(fold(source).split())


@cache
def place_key(name: str) -> str:
    """Folded name without the words that only describe a place; the bare folded name when nothing is left.

    Where sides tell provinces from each other ("North Kivu", "South Kivu"), they stay.
    """
    words: dict[str, list[str]] = load("en/reconcile_sources.yaml")
    sides: dict[str, str] = load("en/reconcile_sources.yaml")["sides"]
    folded = fold(name).split()
    kept = " ".join(w for w in folded if w not in words["place_words"])
    if kept in words["parted"]:
        kept = " ".join((*(sides[w] for w in folded if w in sides), kept))
    return kept or fold(name)


@cache
def sound(name: str) -> str:
    """Consonants of a place name, so that transliterations of one name meet (Kefraya, Kafriya; Saraqib, Sarakib).

    Never used across different towns' own records: it only joins two spellings that also share province or country.
    """
    out = []
    for word in place_key(name).split():
        for old, new in _SOUNDS:
            word = word.replace(old, new)
        first = "a" if _VOWELS.match(word) else word[:1]
        out.append(_TWICE.sub(r"\1", first + _VOWELS.sub("", word[1:])).rstrip("h") or word)
    return " ".join(out)
