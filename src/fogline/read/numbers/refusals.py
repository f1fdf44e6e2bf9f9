"""What looks like a count and is none: dates, times, ages, measures, money, names with numbers in them."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.core.claim import Qualifier
from fogline.read.numbers.words import NumberWords, Word

_DAYS = 31
_YEARS = range(1900, 2101)
_OLDEST = 110


def refused(
    words: Sequence[Word], first: int, start: int, core_end: int, end: int, qualifier: Qualifier, table: NumberWords
) -> bool:
    """True when the number in words ``start..core_end`` (``first..end`` with its qualifiers) counts nothing."""
    return (
        _glued_to_name(words, start, end)
        or _in_cell(words, first, end)
        or _measured(words, first, start, end, table)
        or _dated(words, start, core_end, qualifier, table)
        or _year(words, start, core_end, qualifier, table)
        or _named(words, start, table)
        or _listed(words, start, core_end)
        or _aged(words, start, core_end, table)
        or _children_of(words, start, core_end, table)
        or _kin(words, start, core_end, table)
        or _idiom(words, start, core_end, table)
    )


def _at(words: Sequence[Word], i: int) -> str:
    return words[i].lower if 0 <= i < len(words) else ""


def _touches(words: Sequence[Word], i: int) -> bool:
    """Words ``i`` and ``i + 1`` have nothing between them."""
    return 0 <= i < len(words) - 1 and words[i].end == words[i + 1].start


def _glued_to_name(words: Sequence[Word], start: int, end: int) -> bool:
    """As in "T-72", "120mm", "26-year-old", "13:40", "9/11", "2013's", "+249"."""
    before, after = _at(words, start - 1), _at(words, end)
    if _touches(words, start - 1) and (
        before[-1:].isalnum() or before in "+/:#&_" or (before in "-.," and _touches(words, start - 2))
    ):
        return True
    if not _touches(words, end - 1):
        return False
    if after[:1].isalnum() or after in "/_":
        return True
    return after in ":-.'" and _touches(words, end) and words[end + 1].text[:1].isalnum()


def _in_cell(words: Sequence[Word], first: int, end: int) -> bool:
    """As in "| Borova | 5,174 |": a number alone in its cell of a table."""
    return _at(words, first - 1) == _at(words, end) == "|"


def _measured(words: Sequence[Word], first: int, start: int, end: int, table: NumberWords) -> bool:
    if _at(words, first - 1) in table.money_before or _at(words, start - 1) in table.money_before:
        return True
    i = end
    for _ in range(3):
        if table.units_after.at(words, i):
            return True
        if _at(words, i) not in table.unit_fillers and not (i < len(words) and words[i].numeral):
            return False
        i += 1
    return False


def _month(words: Sequence[Word], i: int, table: NumberWords) -> bool:
    return 0 <= i < len(words) and words[i].lower in table.months and words[i].text[0].isupper()


def _value(word: Word) -> int:
    return int(word.text) if word.text.isdecimal() and len(word.text) < 5 else -1


def _links(words: Sequence[Word], i: int, table: NumberWords) -> bool:
    return _at(words, i) in table.joiners or _at(words, i) in table.range_words or words[i].text == "-"


def _second(words: Sequence[Word], start: int, table: NumberWords) -> bool:
    """The second day of "between May 3 and 6"; "shot on May 3 and 6 people died" is of people."""
    opens = _at(words, start - 4) in table.between | table.not_ranges_after
    return (
        start > 3
        and opens
        and _month(words, start - 3, table)
        and words[start - 2].numeral
        and _links(words, start - 1, table)
    )


def _dated(words: Sequence[Word], start: int, end: int, qualifier: Qualifier, table: NumberWords) -> bool:
    """A day beside its month, also the first of two ("9 and 11 October")."""
    if not words[end - 1].numeral or not 0 < _value(words[end - 1]) <= _DAYS:
        return False
    if _month(words, end, table) or (_at(words, end) == "of" and _month(words, end + 1, table)):
        return True
    if end + 2 < len(words) and words[end + 1].numeral and _month(words, end + 2, table) and not words[end].numeral:
        return _links(words, end, table)
    if _second(words, start, table):
        return True
    dot = 2 if _at(words, start - 1) == "." else 1
    dated = start > dot and 0 < _value(words[start - dot - 1]) <= _DAYS
    return _month(words, start - dot, table) and not dated and qualifier in (Qualifier.EXACT, Qualifier.BETWEEN)


def _year(words: Sequence[Word], start: int, end: int, qualifier: Qualifier, table: NumberWords) -> bool:
    if (
        end - start not in (1, 3)
        or _value(words[start]) not in _YEARS
        or (end - start == 3 and _value(words[end - 1]) not in _YEARS)
    ):
        return False
    if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.BETWEEN):
        return False
    day = start > 1 and 0 < _value(words[start - 1]) <= _DAYS
    if _at(words, start - 1) in table.year_leads or _month(words, start - 1, table) or day:
        return True
    return not _plural_follows(words, end, table)


def _plural_follows(words: Sequence[Word], i: int, table: NumberWords) -> bool:
    for word in words[i : i + 3]:
        if not word.text[:1].islower():
            return False
        if word.lower in table.people_words or (word.lower.endswith("s") and len(word.lower) > 3):
            return True
    return False


def _named(words: Sequence[Word], start: int, table: NumberWords) -> bool:
    if _at(words, start - 1) == "." and _touches(words, start - 2):
        return words[start - 2].lower in table.named_short
    if start == 0:
        return False
    before = words[start - 1]
    return before.lower in table.named_always or (before.lower in table.named_capital and before.text[0].isupper())


def _listed(words: Sequence[Word], start: int, end: int) -> bool:
    """List numbers, footnote marks, and rows of digits such as telephone numbers."""
    if not words[start].numeral or end - start > 1:
        return False
    if _at(words, start - 1) == "[" and _at(words, end) == "]":
        return True
    row = [i for i in range(max(0, start - 2), min(len(words), start + 3)) if words[i].numeral]
    return any(row[k : k + 3] == [row[k], row[k] + 1, row[k] + 2] for k in range(len(row)))


def _aged(words: Sequence[Word], start: int, end: int, table: NumberWords) -> bool:
    """As in "Idris, 42, of Maiduguri", "a man, 61, and a woman, 58", "boys aged nine, 11 and 14"."""
    if _further_age(words, start, table) and _at(words, end) in ("", ".", *table.between_ages, *table.after_an_age):
        return True
    if not words[start].numeral or not 0 < _value(words[start]) <= _OLDEST or _at(words, start - 1) != ",":
        return False
    if start < 2 or end - start > 1:
        return False
    named, one = words[start - 2].text[0].isupper(), words[start - 2].lower in table.of_an_age
    after = _at(words, end)
    if one:
        return after in ("", ",", ".", ";") or after in table.after_an_age
    return named and after in (",", ".", ";")


def _further_age(words: Sequence[Word], start: int, table: NumberWords) -> bool:
    """A further one of several ages."""
    at = start - 1
    if _at(words, at) not in table.between_ages:
        return False
    while at > 0 and (words[at].numeral or words[at].lower in table.between_ages):
        at -= 1
    return bool({_at(words, at), _at(words, at - 1)} & table.before_ages)


def _children_of(words: Sequence[Word], start: int, end: int, table: NumberWords) -> bool:
    """As in "a mother of four": how many children somebody has."""
    parent = start > 1 and _at(words, start - 1) == "of" and words[start - 2].lower in table.parents
    return parent and end - start == 1 and not _plural_follows(words, end, table)


def _kin(words: Sequence[Word], start: int, end: int, table: NumberWords) -> bool:
    """As in "nine members of one family": whose the nine were."""
    whole = _at(words, start - 1) == "of" and _at(words, end) in table.households
    return whole and _at(words, start) == "one" and _at(words, start - 2) in table.kin


def _idiom(words: Sequence[Word], start: int, end: int, table: NumberWords) -> bool:
    """Numbers that only sound like counts: "no one", "one another", "no longer"."""
    key = " ".join(w.lower for w in words[start:end])
    if _at(words, start - 1) in table.not_after.get(key, ()):
        return True
    after = table.not_before.get(key)
    return bool(after and after.at(words, end))
