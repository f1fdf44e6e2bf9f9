"""Every count in plain text: numerals, number words, vague plurals, ranges and fractions, with what qualifies them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from fogline.core.claim import Qualifier
from fogline.core.interval import Count
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.document import plain
from fogline.read.numbers.refusals import refused
from fogline.read.numbers.words import NumberWords, Word, number_words, words_of

# Longer digit strings are identifiers, and Python refuses to convert absurd ones.
_LARGEST = 10**12
# Words that a fraction may name an owner with ("most of the old city's 9,000 people").
_OWNER = 5
# The rule of a number that is a part ("half of them") of another, which ``of_total`` settles.
SHARE = "share"


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A count as written. ``span`` covers qualifier and number ("at least 20"); ``rule`` names what read it."""

    span: Span
    count: Count
    qualifier: Qualifier
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class Core:
    """The bare number between its qualifiers: words ``start..end``; ``high`` is ``None`` for open ("dozens")."""

    start: int
    end: int
    low: int
    high: int | None
    rule: str
    qualifier: Qualifier = Qualifier.EXACT


def find_numbers(text: str) -> tuple[Number, ...]:
    """The counts of ``text`` in order, never overlapping; no dates, times, ages, measures, money or names.

    Bounds follow codebook 2.7 and the hard case "Numbers beyond the table". Never raises.
    """
    return tuple(n for n in numbers_in(plain(text)) if not of_others(n))


def numbers_in(text: str) -> tuple[Number, ...]:
    """As ``find_numbers``, for a text with plain quotes and dashes; also parts such as "most of them"."""
    words, table = words_of(text), number_words()
    found, end = [], 0
    for i in table.beginnings(words):
        if i >= end:
            end, number = _read(words, i, table)
            if number:
                found.append(number)
    return tuple(found)


def _read(words: Sequence[Word], i: int, table: NumberWords) -> tuple[int, Number | None]:
    """Where to go on, and the number that starts at word ``i`` if there is one."""
    start, qualifiers = _before(words, i, table)
    core = _core(words, start, table)
    if core is None and start > i:
        start, qualifiers, core = i, [], _core(words, i, table)
    if core is None:
        return i + 1, None
    end, after = _after(words, core.end, table)
    qualifier = _stated((*qualifiers, after)) or core.qualifier
    if refused(words, i, core.start, core.end, end, qualifier, table):
        return core.end, None
    span = Span(words[i].start, words[end - 1].end)
    count, shown = qualified(core, qualifier)
    rule = "strength" if words[end - 1].lower in table.strong else core.rule
    return end, Number(span, count, shown, rule if qualifier is core.qualifier else f"{rule}+{qualifier}")


def _stated(found: Sequence[Qualifier]) -> Qualifier | None:
    """The first that says something; of "up to more than 130" the floor, which the number has."""
    stated = [q for q in found if q is not Qualifier.EXACT]
    floors = [q for q in stated if q in (Qualifier.AT_LEAST, Qualifier.MORE_THAN)]
    return (floors or stated)[0] if stated else None


def _before(words: Sequence[Word], i: int, table: NumberWords) -> tuple[int, list[Qualifier]]:
    """Skip qualifiers and words that change nothing; the qualifiers met, in order."""
    found: list[Qualifier] = []
    for _ in range(4):
        hit = table.qualifiers.at(words, i)
        neutral = hit if hit and _went(words, i, hit[1], table) else None if hit else table.plain.at(words, i)
        if hit and not neutral:
            i, qualifier = hit
            found.append(qualifier)
        elif neutral:
            i = neutral[0]
        else:
            break
    return i, found


def _went(words: Sequence[Word], i: int, qualifier: Qualifier, table: NumberWords) -> bool:
    """The words "has gone up to 33" and "handed over nine" name a number and no bound."""
    leads = {Qualifier.AT_MOST: table.going, Qualifier.MORE_THAN: table.handing if words[i].lower == "over" else ()}
    return i > 0 and words[i - 1].lower in leads.get(qualifier, ())


def _after(words: Sequence[Word], end: int, table: NumberWords) -> tuple[int, Qualifier]:
    step = end + 1 if end < len(words) and words[end].text == "-" and _glued(words, end) else end
    hit = table.suffixes.at(words, step)
    if hit:
        return hit[0], hit[1]
    if step > end and step < len(words) and words[step].lower in table.strong:
        return step + 1, Qualifier.EXACT
    return end, Qualifier.EXACT


def _glued(words: Sequence[Word], i: int) -> bool:
    return 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i].end == words[i + 1].start


def _core(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    for rule in (_between, _fraction, _share, _range, _several_scale, _single, _vague, _none):
        core = rule(words, i, table)
        if core:
            return core
    return None


def _between(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    if i >= len(words) or words[i].lower not in table.between:
        return None
    first = _single(words, i + 1, table)
    if first is None or first.end >= len(words) or words[first.end].lower not in table.range_and:
        return None
    second = _single(words, first.end + 1, table)
    return _span_of(words, first, second, i, "between", table)


def _range(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    first = _single(words, i, table)
    if first is None or first.end >= len(words) or (i and words[i - 1].lower in table.not_ranges_after):
        return None
    if i and words[i - 1].lower in table.months:  # "raised the toll since May 27 to 874"
        return None
    link = words[first.end]
    hyphen = link.text == "-" and _glued(words, first.end)
    if not hyphen and link.lower not in table.range_words and link.lower not in table.range_or:
        return None
    return _span_of(words, first, _single(words, first.end + 1, table), i, "range", table)


def _span_of(
    words: Sequence[Word], first: Core, second: Core | None, start: int, rule: str, table: NumberWords
) -> Core | None:
    """From ``first`` to ``second``; a scale on the second alone ("2-3 million") counts for both."""
    if second is None:
        return None
    low, high = first.low, second.low
    scale = table.scales.get(words[second.end - 1].lower, 1)
    if low < scale and low * scale < high:
        low *= scale
    return Core(start, second.end, low, high, rule, Qualifier.BETWEEN) if low < high else None


def _fraction(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    """The fraction "half of 40" is ten percent either side of twenty."""
    share = table.fractions.at(words, i)
    of = table.fraction_of.at(words, share[0]) if share else None
    whole = _single(words, of[0], table) or _owned(words, of[0], table) if of else None
    if share is None or whole is None:
        return None
    up, down = share[1]
    qualifier = Qualifier.MORE_THAN if words[i].lower in table.majorities else Qualifier.ABOUT
    return Core(i, whole.end, whole.low * up, down, "fraction", qualifier)


def _share(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    """As in "most of them": the part (``low`` of ``high``) of a total that stands before it."""
    share = table.fractions.at(words, i)
    if share is None or table.share_of.at(words, share[0]) is None:
        return None
    qualifier = Qualifier.MORE_THAN if words[i].lower in table.majorities else Qualifier.ABOUT
    return Core(i, share[0], share[1][0], share[1][1], SHARE, qualifier)


def _owned(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    """As in "of the old city's 9,000 residents": the number right behind whose they are."""
    named = next((k for k in range(i, min(i + _OWNER, len(words))) if words[k].lower.endswith(("'s", "s'"))), None)
    return None if named is None else _single(words, named + 1, table)


def _several_scale(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    several = table.several_scales.at(words, i)
    if several is None or several[0] >= len(words):
        return None
    end, times = several
    scale = table.scales.get(words[end].lower)
    if scale is None:
        plural = table.plurals.at(words, end)
        return Core(i, plural[0], plural[1], None, "many", Qualifier.VAGUE) if plural else None
    return Core(i, end + 1, times * scale, None, "several", Qualifier.VAGUE)


def _single(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    """One exact number: a numeral, a spelled number, or a fixed phrase ("a dozen")."""
    if i >= len(words):
        return None
    fixed = table.words.at(words, i)
    if fixed:
        return Core(i, fixed[0], fixed[1], fixed[1], "word")
    return _numeral(words, i, table) if words[i].numeral else _spelled(words, i, table)


def _numeral(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    figure = words[i].text.replace(",", "")
    scale = table.scales.get(words[i + 1].lower, 0) if i + 1 < len(words) else 0
    if not re.fullmatch(r"[0-9]{1,13}(\.[0-9]{1,6})?", figure) or ("." in figure and not scale):
        return None
    value = round(float(figure) * scale) if scale else int(figure)
    return Core(i, i + 2 if scale else i + 1, value, value, "numeral") if value < _LARGEST else None


def _spelled(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    """As in "Two hundred and five thousand": ``total`` holds closed thousands, ``part`` what is still open."""
    total, part, end = 0, None, i
    while end < len(words):
        word = words[end].lower
        if word in table.tens and (part is None or part % 100 == 0):
            part, end = (part or 0) + table.tens[word], end + 1
        elif word in table.units and (
            part is None or part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20 and table.units[word] < 10)
        ):
            part, end = (part or 0) + table.units[word], end + 1
        elif word in table.scales and part and table.scales[word] < 1000:
            part, end = part * table.scales[word], end + 1
        elif word in table.scales and part:
            total, part, end = total + part * table.scales[word], 0, end + 1
        elif part is not None and _joins(words, end, part, table):
            end += 1
        else:
            break
    if part is None:
        return None
    value = total + part
    return Core(i, end, value, value, "spelled") if value < _LARGEST else None


def _joins(words: Sequence[Word], i: int, part: int, table: NumberWords) -> bool:
    """A hyphen inside "twenty-two", or the "and" inside "two hundred and five"."""
    if i + 1 >= len(words):
        return False
    following = words[i + 1].lower
    if words[i].text == "-":
        return _glued(words, i) and part % 10 == 0 and part % 100 >= 20 and 0 < table.units.get(following, 0) < 10
    known = following in table.units or following in table.tens
    return words[i].lower in table.joiners and part > 0 and part % 100 == 0 and known


def _vague(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    hit = table.plurals.at(words, i) or table.vague.at(words, i)
    return Core(i, hit[0], hit[1], None, "vague", Qualifier.VAGUE) if hit else None


def _none(words: Sequence[Word], i: int, table: NumberWords) -> Core | None:
    hit = table.none.at(words, i)
    return Core(i, hit[0], 0, 0, "none") if hit else None


def qualified(core: Core, qualifier: Qualifier) -> tuple[Count, Qualifier]:
    """The interval of a bare number under a qualifier, and the qualifier to show."""
    if core.rule == "fraction":
        return _fraction_count(core.low / (core.high or 1), qualifier), qualifier
    if core.rule == SHARE:
        return Count(core.low, core.high), qualifier
    if core.high is None:
        return Count(core.low, None), qualifier
    if core.qualifier is Qualifier.BETWEEN:
        return Count(core.low, core.high), Qualifier.BETWEEN
    return bounds(core.low, qualifier), qualifier


def of_others(number: Number) -> bool:
    """Is it a part, told as a fraction, of what another number counts?"""
    return number.rule.startswith(SHARE)


def of_total(part: Number, total: Count) -> Count | None:
    """How many "most of them" are, of the total they are a part of; ``None`` where that is not known."""
    many = total.high if total.low is None else total.low
    if many is None or part.count.low is None or part.count.high is None:
        return None
    return _fraction_count(many * part.count.low / part.count.high, part.qualifier)


def _fraction_count(share: float, qualifier: Qualifier) -> Count:
    if qualifier is Qualifier.ABOUT:
        return _around(share, share)
    if qualifier is Qualifier.MORE_THAN:
        return Count(floor(share) + 1, None)
    return bounds(round(share), qualifier)


def _around(low: float, high: float) -> Count:
    """Ten percent either side, to the nearest whole number, halves inwards (codebook 2.7: "about 100" is 90-110)."""
    tenths = round(9 * low), round(11 * high)
    first, last = (tenths[0] + 5) // 10, (tenths[1] + 4) // 10
    return Count(min(first, last), max(first, last))


def bounds(n: int, qualifier: Qualifier) -> Count:
    """The codebook's interval for ``n`` under ``qualifier``."""
    match qualifier:
        case Qualifier.AT_LEAST:
            return Count(n, None)
        case Qualifier.MORE_THAN:
            return Count(n + 1, None)
        case Qualifier.AT_MOST:
            return Count(None, n)
        case Qualifier.FEWER_THAN:
            return Count(None, max(0, n - 1))
        case Qualifier.NEARLY:
            return Count(min((9 * n + 5) // 10, max(0, n - 1)), max(0, n - 1))
        case Qualifier.ABOUT:
            return _around(n, n)
        case _:
            return Count.exactly(n)
