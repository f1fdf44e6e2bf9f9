"""Persons of a report: full names first, surnames later, and whom they speak for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fogline.core.actor import Actor
from fogline.read.actors.context import place_words
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match
from fogline.read.actors.phrase import bare_name, capital, namelike, run
from fogline.read.tokens import Token
from fogline.vocab.actors import fold, registry

_NICKNAME = re.compile(r'\s*"[^"]*"')


@dataclass
class People:
    """Full names by their last word, in order of appearance; ``placed`` are the tokens that name scenes of events."""

    tokens: Sequence[Token]
    text: str
    by_token: Mapping[int, Match]
    placed: frozenset[int] = frozenset()
    full: dict[str, list[str]] = field(default_factory=dict)
    affiliations: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    runs: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        i = 0
        while i < len(self.tokens):
            token, text = self.tokens[i], self.tokens[i].text
            likely = (text[0].isupper() or "-" in text) and namelike(token) and token.pos_ != "SCONJ"
            found = self.name_run(i) if likely else None
            if found is None:
                i += 1
                continue
            start, end = found
            name = self.words(start, end)
            if end - start > 1 and name not in place_words() and self.person_words(start, end):
                self.note(name)
                self.runs.update(dict.fromkeys(range(start, end), (start, end)))
            i = max(end, i + 1)
        self._nicknamed()

    def _of_place(self, start: int) -> bool:
        """As in "her village, Yardu Sandor", "the district of Basak Malutlut"."""
        if start < 2 or self.tokens[start - 1].lower_ not in lexicon().sets["naming_places"]:
            return False
        return self.tokens[start - 2].lower_ in lexicon().place_nouns

    def _nicknamed(self) -> None:
        """A name with a nickname inside it is the name without: 'Ann "Annie" Example'."""
        doc = self.tokens
        if '"' not in self.text:
            return
        for i in range(1, len(doc) - 3):
            if doc[i].text != '"' or doc[i].pos_ != "PUNCT":
                continue
            last = next((j for j in (i + 3, i + 4) if j < len(doc) and doc[j - 1].text == '"'), None)
            if last is None or doc[i - 1].pos_ != "PROPN" or doc[last].pos_ != "PROPN":
                continue
            if capital(doc[i - 1]) and capital(doc[last]):
                self.note(f"{doc[i - 1].text} {doc[last].text}")
                self.runs.update(dict.fromkeys(range(i - 1, last + 1), (i - 1, last + 1)))

    def name_run(self, head: int) -> tuple[int, int] | None:
        """The run of name words at a token without titles; ``None`` where a known name of something else stands."""
        match = self.by_token.get(head)
        if match is not None and not self._is_person(match) and not self._surname(match):
            return None
        barred = [
            i
            for i in range(max(0, head - 8), min(len(self.tokens), head + 8))
            if i in self.by_token and self._barred(i, head)
        ]
        return self._shorter(*bare_name(self.tokens, *run(self.tokens, head, barred)))

    def _shorter(self, start: int, end: int) -> tuple[int, int]:
        """The last words of a long run when they alone are a person's name ("Aid Chief Ann Example")."""
        for first in range(start, end - 1):
            text = self.words(first, end)
            if text in self.full.get(_surname_key(text), ()) or _is_known(text):
                return first, end
        return start, end

    def bordering(self, role: int, start: int) -> tuple[int, int] | None:
        """The name right behind a role whose words begin at ``start``, or before it with a comma lost."""
        after = role + 1
        while (
            after < len(self.tokens)
            and not self.tokens[after].is_sent_start
            and (self.tokens[after].text == "." or self.tokens[after].lemma_.lower() in lexicon().titles)
        ):
            after += 1
        run = self.runs.get(after)
        if run is not None and not self.tokens[after].is_sent_start:
            return run
        told = start < role or (role + 1 < len(self.tokens) and self.tokens[role + 1].lower_ in ("of", "at"))
        run = self.runs.get(start - 1) if start and told else None
        return run if run is not None and run[1] == start and not self.tokens[start].is_sent_start else None

    def _barred(self, i: int, head: int) -> bool:
        match = self.by_token.get(i)
        return (
            match is not None
            and not self._is_person(match)
            and not (match.start <= head < match.end)
            and not self._surname(match)
        )

    def _surname(self, match: Match) -> bool:
        """A capital or country that stands where a surname would ("Sudesh Amman")."""
        i = match.start
        if match.end - i != 1 or match.of("actor") or match.of("adjective") or i == 0:
            return False
        before = self.tokens[i - 1]
        if not capital(before) or before.i in self.by_token or (before.is_sent_start and before.pos_ != "PROPN"):
            return False
        word = before.lower_.strip(".")
        return (
            before.pos_ == "PROPN"
            and before.dep_ in {"compound", "flat"}
            and word not in lexicon().titles
            and not _direction(word)
        )

    @staticmethod
    def _is_person(match: Match) -> bool:
        return match.person is not None

    def person_words(self, start: int, end: int) -> bool:
        words = [t.lower_ for t in self.tokens[start:end]]
        lex = lexicon()
        if not self.tokens[end - 1].text[:1].isascii() and not self.tokens[end - 1].text[:1].isupper():
            return False
        told = all(w.strip(".") in lex.titles or w in lex.roles or w.rstrip("s") in lex.titles for w in words)
        led = "-" in words and not lex.hyphened.isdisjoint(words)  # "Kurdish-Led"
        return (
            not (told or led)
            and not self.placed.issuperset(range(start, end))
            and not self._of_place(start)
            and lex.no_person.isdisjoint(words)
            and words[-1] not in lex.departments
            and words[0] not in lex.sets["articles"]
            and not self.tokens[end - 1].text.isupper()
        )

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another, without a nickname in quotation marks."""
        text = self.text[self.tokens[start].idx : self.tokens[end - 1].idx + len(self.tokens[end - 1])]
        return _NICKNAME.sub("", text) if '"' in text else text

    def note(self, name: str) -> None:
        key = _surname_key(name)
        if name not in self.full.setdefault(key, []):
            self.full[key].append(name)

    def fullest(self, name: str) -> str:
        """The full name a surname (or first name) stands for in this report; the name itself when none does."""
        found = self.full.get(_surname_key(name), ())
        longer = [f for f in found if f.lower().endswith(name.lower().removeprefix("al-")) and len(f) > len(name)]
        if longer:
            return max(longer, key=len)
        if " " in name:
            return name
        firsts = [f for fs in self.full.values() for f in fs if f.split()[0].lower() == name.lower()]
        return firsts[0] if len(firsts) == 1 else name

    def known(self, name: str) -> bool:
        return self.fullest(name) != name or name in self.full.get(_surname_key(name), ())


def _surname_key(name: str) -> str:
    """The last word, without an Arabic article."""
    last = name.split()[-1].lower()
    return last.removeprefix("al-").removeprefix("el-")


def _is_known(name: str) -> bool:
    return any(a.kind == "person" for a in registry().by_name.get(fold(name), ()))


def person_named(name: str) -> Actor | None:
    """The known person of a full name."""
    return next((a for a in registry().by_name.get(fold(name), ()) if a.kind == "person"), None)


def _direction(word: str) -> bool:
    return word in lexicon().sets["directions"]


def person_of(match: Match | None) -> Actor | None:
    """The known person a match names, if any."""
    return match.person if match else None
