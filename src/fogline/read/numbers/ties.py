"""Lists share a predicate, parts take their total's: what one item says is handed on to the next."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.read.document import Document
from fogline.read.numbers.items import Item
from fogline.read.numbers.lexicon import CountingWords

_BACK = 4


def tie(document: Document, items: Sequence[Item], words: CountingWords) -> None:
    """Give items without a predicate the one of their list or total, and parts the index of their total."""
    for start, end in _sentences(document, items):
        _listed(document, items, words, start, end)
        _parts(document, items, words, start, end)
        _totals(document, items, start, end)
        for i in range(start + 1, end):
            if items[i].chain and items[i].predicate is None and not items[i].part:
                _take(items[i], items[i - 1])
        for i in range(end - 2, start - 1, -1):
            if items[i + 1].chain and items[i].predicate is None and not items[i + 1].part and not items[i].part:
                _take(items[i], items[i + 1])
        _totals(document, items, start, end)


def _listed(document: Document, items: Sequence[Item], words: CountingWords, start: int, end: int) -> None:
    """As in "Six people - four doctors, a nurse and a cook - were held": a list set off by a dash or colon that adds
    up to the number before it gives the parts of it.
    """
    for i in range(start, end - 2):
        most, opens = items[i].number.count, document.doc[items[i + 1].first - 1].text
        if opens not in words.list_opens or most.low is None or most.low != most.high or items[i].part:
            continue
        left, last = most.low, i
        while last + 1 < end and left > 0 and (last == i or _goes_on(document, items[last], items[last + 1])):
            count = items[last + 1].number.count
            left -= count.low if count.low is not None and count.low == count.high else most.low + 1
            last += 1
        if left == 0 and last > i + 1:
            for part in items[i + 1 : last + 1]:
                part.part = True


def _goes_on(document: Document, item: Item, following: Item) -> bool:
    """Nothing but the commas and "and" of a list between what one counts and the next number."""
    between = document.doc[item.end : following.first]
    return all(t.text == "," or t.dep_ == "cc" for t in between)


def _totals(document: Document, items: Sequence[Item], start: int, end: int) -> None:
    """A part takes its total's predicate, or gives it its own where the total has none."""
    for i in range(start, end):
        total = items[i].total
        whole = items[total] if total is not None else None
        if whole and whole.predicate is None and items[i].predicate:
            if not _of_whom(document, items[i]):
                _take(whole, items[i])
        elif whole and items[i].predicate is None:
            _take(items[i], whole)


def _of_whom(document: Document, item: Item) -> bool:
    """As in "treated 90 people, nine of whom died": what is said of the nine is said of them alone."""
    after = document.doc[item.after : item.after + 2]
    return len(after) == 2 and after[1].tag_ in ("WP", "WDT") and after[1].i < item.end + 1


def _sentences(document: Document, items: Sequence[Item]) -> list[tuple[int, int]]:
    """Index ranges of items that stand in one sentence."""
    bounds: list[tuple[int, int]] = []
    for i, item in enumerate(items):
        index = document.sentence_of(item.first).index
        if bounds and document.sentence_of(items[bounds[-1][0]].first).index == index:
            bounds[-1] = (bounds[-1][0], i + 1)
        else:
            bounds.append((i, i + 1))
    return bounds


def _take(item: Item, other: Item) -> None:
    item.predicate = other.predicate
    item.direct = False


def _parts(document: Document, items: Sequence[Item], words: CountingWords, start: int, end: int) -> None:
    """A marked part belongs to the nearest unmarked item before it; a list after a part goes on with it."""
    for i in range(start, end):
        before = items[i - 1] if i > start else None
        goes_on = before is not None and (items[i].chain or _elsewhere(document, before, items[i], words))
        if goes_on and before and before.part and not items[i].part and _fits(items[i], before, items):
            items[i].part = True
            items[i].total = before.total
        elif items[i].part:
            whole = (k for k in range(i - 1, start - 1, -1) if not items[k].part and _people(items[k]))
            items[i].total = next(whole, None)
            if items[i].total is None and (items[i].fallen or items[i].among):
                earlier = (k for k in range(start - 1, max(-1, start - _BACK), -1) if _could_be_total(items[k]))
                items[i].total = next(earlier, None)


def _elsewhere(document: Document, before: Item, item: Item, words: CountingWords) -> bool:
    """As in "26 were killed, including five in a camp, four in Wau and five on a road": a bare number and a place.

    A verb in between ends the parts: "11 people, among them two boys, were killed in Wau and seven in Bor".
    """
    doc = document.doc
    if any(t.pos_ in ("VERB", "AUX") for t in doc[before.end : item.first]):
        return False
    bare = item.phrase is None and item.predicate is None and item.first > 0 and item.after < len(doc)
    listed = bare and (doc[item.first - 1].text == "," or doc[item.first - 1].dep_ == "cc")
    return listed and doc[item.after].lower_ in words.where


def _people(item: Item) -> bool:
    """A number of people: of "a bomber" nobody is a part."""
    return item.personal and not item.implied


def _could_be_total(item: Item) -> bool:
    return item.predicate is not None and _people(item)


def _fits(item: Item, before: Item, items: Sequence[Item]) -> bool:
    """The next on the list of parts: no larger than the total, and nothing else is said of it."""
    if before.total is None:
        return False
    whole = items[before.total]
    most, least = whole.number.count.high, item.number.count.low
    if most is not None and least is not None and least > most:
        return False
    return item.predicate is None or whole.predicate is None or item.predicate.measure is whole.predicate.measure
