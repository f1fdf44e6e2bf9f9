"""The vocabulary of times, compiled: word classes, slots and named rules. No words here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from fogline import vocab

_REF = re.compile(r"\{(_?[a-z]+)(2?)(_?)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_LOOKBEHIND = re.compile(r"\(\?<[=!](?:[^()\[\]]|\[[^\]]*\]|\((?:[^()])*\))*\)")
_WORD = re.compile(r"[a-z]+|[0-9]+|(?<=[0-9])[-/.:](?=[0-9])|'(?=[0-9])")
_COPY = "_copy"


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule. ``resolver`` reads its slots; ``capital``: a name word in it begins with a capital letter.

    ``clear``: a word that is also an ordinary word needs a preposition before it. ``year_noun``: a bare number is a
    year only where it cannot be a count. ``alone``: no capitalised word follows. ``fixed``: slots it fills itself.
    ``needs``: words of which a sentence must have one; ``also``: others of which it must, if there are any. ``small``
    is the pattern for a text in small letters, in which looking takes half the time.
    """

    name: str
    resolver: str
    pattern: re.Pattern[str]
    small: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    capital: bool = False
    clear: bool = False
    year_noun: bool = False
    alone: bool = False
    order: int = 0
    fixed: tuple[tuple[str, int], ...] = ()
    needs: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    def fits(self, words: Set[str]) -> bool:
        """Whether the rule may find anything in a sentence of ``words`` (as of ``words_of``)."""
        return not self.needs.isdisjoint(words) and not (self.also and self.also.isdisjoint(words))

    def found(self, text: str, low: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in ``text``; ``low`` is the same in small letters (``small``)."""
        for m in self.small.finditer(low, start, end):
            if (written := self.pattern.match(text, m.start(), end)) is not None:
                yield written


@dataclass(frozen=True, slots=True)
class Period:
    """A named period of the year: a table of ISO days ("start/end" or one day), or fixed month-days."""

    name: str
    forms: tuple[str, ...]
    days: tuple[str, ...]
    first: str
    last: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the finder knows about words. ``needing`` has the rules, by index, that may apply where a word is."""

    classes: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    needing: Mapping[str, tuple[int, ...]]
    periods: Mapping[str, Period]
    relation_of: Mapping[str, str]
    before: re.Pattern[str]
    connector: re.Pattern[str]
    ahead: re.Pattern[str]
    looks_back: re.Pattern[str]
    says_it: re.Pattern[str]
    said_between: re.Pattern[str]
    owning: frozenset[str]
    count_after: re.Pattern[str]
    year_before: re.Pattern[str]
    reference_outlets: frozenset[str]
    reference_names: re.Pattern[str]
    heads: tuple[Rule, ...]
    head_cue: re.Pattern[str]
    saying: frozenset[str]
    setting: frozenset[str]
    tolls: frozenset[str]
    statement: frozenset[str]
    beginning: frozenset[str]
    befalling: frozenset[str]
    births: frozenset[str]
    lasting: frozenset[str]
    holding_thing: Mapping[str, str]
    subordinators: Mapping[str, str]
    standing: frozenset[str]
    records: frozenset[str]
    counted_off: re.Pattern[str]
    incidents: frozenset[str]
    occurrences: frozenset[str]
    occurring: frozenset[str]
    known_days: Mapping[str, int]
    other_times: frozenset[str]
    long_before: frozenset[str]
    pointing: frozenset[str]
    immediate: frozenset[str]
    in_incident: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    named: re.Pattern[str]

    def code(self, name: str, word: str) -> Any:
        """The code of ``word`` in class ``name``, or ``None``."""
        return self.classes.get(name, {}).get(" ".join(word.lower().split()))


def _alternatives(words: Mapping[str, Any] | list[str]) -> str:
    listed = sorted((w.replace("-", " - ") if w == "-" else w for w in words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w.strip()).replace("\\ ", " ") for w in listed)


def _expand(pattern: str, classes: Mapping[str, Mapping[str, Any]], macros: Mapping[str, str]) -> str:
    def one(m: re.Match[str]) -> str:
        name, two, plain = m.groups()
        key = name + two + plain
        if key in macros:
            return _expand(macros[key], classes, macros)
        words = _alternatives(classes[name])
        return f"(?:{words})" if plain else f"(?P<{name}{two}>{words})"

    previous = ""
    while previous != pattern:
        previous, pattern = pattern, _REF.sub(one, pattern)
    return pattern


def _blanks(pattern: str) -> str:
    """Blanks as the vocabulary means them: one or more, or none where optional; fixed width in a look-behind."""
    pattern = _LOOKBEHIND.sub(lambda m: m.group().replace(" ", r"\s") if "[" not in m.group() else m.group(), pattern)
    kept = re.split(r"(\[[^\]]*\])", pattern)
    return "".join(p if p.startswith("[") else p.replace(" ?", r"\s*").replace(" ", r"\s+") for p in kept)


def _distinct(pattern: str) -> str:
    seen: dict[str, int] = {}

    def one(m: re.Match[str]) -> str:
        name = m.group(1)
        seen[name] = seen.get(name, 0) + 1
        return m.group() if seen[name] == 1 else f"(?P<{name}{_COPY}{seen[name]}>"

    return _GROUP.sub(one, pattern)


def field(group: str) -> str:
    """The slot a regular-expression group fills."""
    return group.partition(_COPY)[0]


def compile_pattern(
    pattern: str, classes: Mapping[str, Mapping[str, Any]], macros: Mapping[str, str]
) -> re.Pattern[str]:
    """A vocabulary pattern as a regular expression. Raises ``re.error`` or ``KeyError`` for a faulty one."""
    body = _distinct(_blanks(_expand(pattern, classes, macros)))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def small(text: str) -> str:
    """``text`` in small letters, one for each character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words_of(text: str) -> set[str]:
    """The words of ``text``, lower case, as ``Rule.fits`` knows them; a number is "#", and as many as its digits.

    So are the marks between two digits, and an apostrophe before one.
    """
    found = set(_WORD.findall(text.lower()))
    numbers = {w for w in found if w[0].isdigit()}
    return found - numbers | {"#" * len(w) for w in numbers} | ({"#"} if numbers else set())


def _needs(listed: list[str], classes: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Of each form its longest word, which is the rarest, as it is and in the plural; "=word" is no class."""
    found = {name for name in listed if name[0] == "#"}
    for name in listed:
        for form in classes.get(name, {name: 0}):
            word = max(sorted(words_of(form.lstrip("="))), key=len, default=form)
            found |= {word, f"{word}s"}
    return frozenset(found)


def _in_small(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern for a text in small letters. Raises ``ValueError`` for an escape with a capital."""
    if re.search(r"\\[A-Z]", pattern.pattern):
        raise ValueError(f"an escape with a capital in {pattern.pattern!r}")
    return re.compile(pattern.pattern.lower().replace("(?p", "(?P"))


def _rule(raw: Any, order: int, classes: Mapping[str, Mapping[str, Any]], macros: Mapping[str, str]) -> Rule:
    pattern = compile_pattern(raw["match"], classes, macros)
    return Rule(
        raw["name"],
        raw["is"],
        pattern,
        _in_small(pattern),
        tuple(raw["yes"]),
        tuple(raw["no"]),
        bool(raw.get("capital")),
        bool(raw.get("clear")),
        bool(raw.get("year_noun")),
        bool(raw.get("alone")),
        order,
        tuple(raw.get("set", {}).items()),
        _needs(raw["needs"], classes),
        _needs(raw.get("also", []), classes),
    )


def _head(raw: Any, order: int, classes: Mapping[str, Mapping[str, Any]], macros: Mapping[str, str]) -> Rule:
    body = _distinct(_blanks(_expand(raw["match"], classes, macros)))
    pattern = re.compile(rf"(?<!\w)(?:{body})(?!\d)", re.IGNORECASE)
    return Rule(f"head.{order + 1}", "date", pattern, _in_small(pattern), tuple(raw["yes"]), tuple(raw["no"]))


def _period(raw: Any) -> Period:
    days = tuple(str(d) for d in raw.get("days", ()))
    return Period(
        raw["name"],
        tuple(raw["forms"]),
        days,
        raw.get("from", ""),
        raw.get("to", ""),
        tuple(raw["yes"]),
        tuple(raw["no"]),
    )


def _words(listed: list[str], *, end: bool = False) -> re.Pattern[str]:
    body = _alternatives(listed).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{body})(?:\s+the)?\s*$" if end else rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def _needing(rules: Sequence[Rule]) -> dict[str, tuple[int, ...]]:
    words = sorted({word for rule in rules for word in rule.needs})
    return {word: tuple(n for n, rule in enumerate(rules) if word in rule.needs) for word in words}


@cache
def lexicon() -> Lexicon:
    """The English lexicon, compiled once per process."""
    raw, calendar = vocab.load("en/times.yaml"), vocab.load("en/calendar.yaml")
    periods = {p["name"]: _period(p) for p in calendar["periods"]}
    forms = {form: p.name for p in periods.values() for form in p.forms}
    classes = {**raw["words"], "period": forms}
    relation_of = {w: name for name, listed in raw["relations"].items() for w in listed}
    connectors = _alternatives(raw["connectors"]).replace(" ", r"\s+")
    rules = tuple(_rule(r, i, classes, raw["macros"]) for i, r in enumerate(raw["rules"]))
    return Lexicon(
        classes,
        rules,
        _needing(rules),
        periods,
        relation_of,
        re.compile(rf"(?<!\w)({_alternatives(relation_of).replace(' ', chr(92) + 's+')})(\s+the)?\s*$", re.IGNORECASE),
        re.compile(rf"\s*(?:{connectors})\s*(?:the\s+)?", re.IGNORECASE),
        _words(raw["ahead"]),
        _words(raw["looks_back"]),
        re.compile(rf"(?<!\w)(?:{_alternatives(raw['says_it'])})(?:\s\w+){{0,3}}\s*$"),
        re.compile(rf"[\"”]|(?<!\w)(?:{_alternatives(raw['says_it'])})(?!\w)"),
        frozenset(raw["owning"]),
        re.compile(rf"\s*(?:{'|'.join(raw['counted'])})(?!\w)"),
        _words(raw["year_prepositions"], end=True),
        frozenset(raw["reference_outlets"]),
        re.compile(raw["reference_names"]["pattern"]),
        tuple(_head(h, i, classes, raw["macros"]) for i, h in enumerate(raw["heads"])),
        _words(raw["head_cues"], end=True),
        frozenset(raw["saying"]),
        frozenset(raw["setting"]),
        frozenset(raw["tolls"]),
        frozenset(raw["statement"]),
        frozenset(raw["beginning"]),
        frozenset(raw["befalling"]),
        frozenset(raw["births"]),
        frozenset(raw["lasting"]),
        raw["holding_thing"],
        raw["subordinators"],
        frozenset(raw["standing"]),
        frozenset(raw["records"]),
        re.compile(raw["counted_off"]),
        frozenset(raw["incidents"]),
        frozenset(raw["occurrences"]),
        frozenset(raw["occurring"]),
        raw["known_days"],
        frozenset(raw["other_times"]),
        frozenset(raw["long_before"]),
        frozenset(raw["pointing"]),
        frozenset(raw["immediate"]),
        frozenset(raw["in_incident"]),
        frozenset(raw["articles"]),
        frozenset(raw["determiners"]),
        re.compile(rf"\s(?:[a-z-]+\s){{0,2}}(?:{_alternatives(raw['named'])})(?!\w)"),
    )
