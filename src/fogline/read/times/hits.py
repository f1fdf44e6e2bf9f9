"""Which words of a text are time phrases: what the rules match, the longest first, with the word that holds each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import plain
from fogline.read.times.held import POINTS, SPANS
from fogline.read.times.lexicon import Lexicon, Rule, field, lexicon, small, words_of
from fogline.read.times.reading import Slots, slots_of

LOOK_BACK = 28
_ABBREVIATED = 20  # characters of the next sentence looked at: a date may go on there ("21 | Apr. 2014")
_BREAK = re.compile(r"\n\s*\n|(?<![ap]\.m)[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-Z])|\n")
_GAP = 18  # characters between the two days of a range: "and again on the"
_DAYS = frozenset({"weekday", "date", "deictic", "day_of_month"})
_NAMES = frozenset({"month", "month2", "weekday", "period"})


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """One match of one rule that was kept."""

    rule: Rule
    start: int
    end: int
    slots: Slots
    second: int = -1
    relation: str = ""
    lead: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def breaks_of(text: str, starts: Sequence[int]) -> list[int]:
    if starts:
        return sorted({0, *starts})
    return [0, *(m.end() for m in _BREAK.finditer(text))]


def _allowed(m: re.Match[str], rule: Rule, text: str, lex: Lexicon) -> bool:
    if "\n" in m.group().strip("\n") and "\n\n" in m.group():
        return False
    if rule.capital and not all(_named(w) for g, w in m.groupdict().items() if w and field(g) in _NAMES):
        return False
    if rule.alone and text[m.end() : m.end() + 1] == " " and text[m.end() + 1 : m.end() + 2].isupper():
        return False
    if rule.clear:
        return _clear(m, text, lex)
    return not rule.year_noun or _is_year(m, text, lex)


def matches(rule: Rule, text: str) -> bool:
    """Whether ``rule`` by itself finds anything in ``text``: what its examples in the vocabulary are held to."""
    flat = plain(text)
    return any(_allowed(m, rule, flat, lexicon()) for m in rule.found(flat, small(flat), 0, len(flat)))


def _named(words: str) -> bool:
    """Whether the name in them begins with a capital ("holy month of Ramadan")."""
    return words[0].isupper() or words.split()[-1][0].isupper()


def _clear(m: re.Match[str], text: str, lex: Lexicon) -> bool:
    """A bare month name that is also a word or a name needs a capital, and a preposition where ambiguous."""
    word = m.group("month")
    if not word[0].isupper():
        return False
    if m.start("month") > m.start() or lex.year_before.search(text, max(0, m.start() - LOOK_BACK), m.start()):
        return True
    return len(word) > 3 and lex.code("plain_month", word) is not None


def _is_year(m: re.Match[str], text: str, lex: Lexicon) -> bool:
    group = "year" if m.groupdict().get("year") else "year_copy2"
    year = m.group(group)
    counted = lex.count_after.match(text, m.end())
    held = m.start(group) > m.start() or lex.year_before.search(text, max(0, m.start() - LOOK_BACK), m.start())
    if held:
        return not (counted and (year.endswith("00") or not year.startswith(("19", "20"))))
    return not counted and year.startswith(("18", "19", "20")) and not year.endswith("000")


def _matches(text: str, lex: Lexicon, breaks: list[int]) -> Iterator[tuple[int, int, Rule, re.Match[str]]]:
    """All matches, sentence by sentence; only rules whose words the sentence has are tried."""
    edges, low = [*breaks, len(text), len(text)], small(text)
    for start, end, beyond in zip(edges, edges[1:], edges[2:], strict=False):
        words = words_of(low[start : end + _ABBREVIATED])
        tried = {n for word in words for n in lex.needing.get(word, ())}
        for rule in (lex.rules[n] for n in sorted(tried) if lex.rules[n].fits(words)):
            last = beyond if rule.resolver == "date" else end
            for m in rule.found(text, low, start, last):
                if m.start() < end and m.end() > m.start() and _allowed(m, rule, text, lex):
                    yield m.start(), m.end(), rule, m


def hits_of(text: str, lex: Lexicon, breaks: list[int]) -> list[Hit]:
    """The longest matches that do not overlap and do not cross a sentence's start, in text order."""
    kept: list[tuple[int, int, Rule, re.Match[str]]] = []
    taken: list[tuple[int, int]] = []
    for start, end, rule, m in sorted(_matches(text, lex, breaks), key=lambda f: (f[0] - f[1], f[0], f[2].order)):
        if rule.resolver != "date" and bisect_right(breaks, end - 1) != bisect_right(breaks, start):
            continue  # an abbreviated month may look like a sentence's end; nothing else crosses one
        if all(end <= s or start >= e for s, e in taken):
            taken.append((start, end))
            kept.append((start, end, rule, m))
    kept.sort(key=lambda f: f[0])
    hits: list[Hit] = []
    floor = 0
    for start, end, rule, m in kept:
        floor = max(floor, breaks[max(0, bisect_right(breaks, start) - 1)])
        hits.append(_held(Hit(rule, start, end, slots_of(m, rule, lex), _second(m, rule)), text, lex, floor))
        floor = end
    return hits


def _second(m: re.Match[str], rule: Rule) -> int:
    """Where the second end of a range written in one begins, or -1."""
    group = SPANS.get(rule.resolver)
    if group is None:
        return -1
    shaded = m.start("shade2") if m.groupdict().get("shade2") else -1
    return shaded if shaded >= 0 else m.start(group)


def _held(hit: Hit, text: str, lex: Lexicon, floor: int) -> Hit:
    """The hit with the word that holds it: the longest relation word directly before."""
    if hit.slots.link:
        return replace(hit, relation=hit.slots.link.lower().removeprefix("ever "), lead=hit.start)
    left = text[max(floor, hit.start - LOOK_BACK) : hit.start]
    m = lex.before.search(left)
    if not m:
        return replace(hit, lead=hit.start)
    word = " ".join(m.group(1).lower().split())
    name = lex.relation_of[word]
    name = word if word == "for" else "" if name == "within" or (name == "from" and _owns(hit, text)) else name
    return replace(hit, relation=name, lead=hit.start - len(left) + m.start())


def _owns(hit: Hit, text: str) -> bool:
    """As in "the toll from Friday's attack": the day says which attack, and nothing runs from it."""
    if text.startswith("'s", hit.end):
        return True
    words = text[hit.start : hit.end]
    return "'s" in words or (hit.rule.resolver == "weekday" and words.endswith("days"))


def joins(a: Hit, b: Hit, text: str, lex: Lexicon) -> bool:
    """Two points form a range: "from A to B", "between A and B", "A-B", "Friday and Saturday"."""
    if a.rule.resolver not in POINTS or b.rule.resolver not in POINTS or b.start - a.end > _GAP:
        return False
    gap = lex.connector.fullmatch(text, a.end, b.start)
    if not gap:
        return False
    word = gap.group().strip().lower().removesuffix(" the").strip()
    if a.relation in ("from", "between", "since", "overnight"):
        return word not in ("", ",", "or")
    if word == ",":
        return False
    if word in ("to", "until", "till", "through", "-", "/", "up to", "through to"):
        return a.rule.resolver == b.rule.resolver
    if a.rule.resolver in _DAYS and b.rule.resolver in _DAYS:
        return True
    return a.rule.resolver == b.rule.resolver and a.rule.resolver in ("month", "year", "era")
