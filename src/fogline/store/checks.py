"""Is what is stored whole: each record checked against what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import RowMapping

from fogline.core.problem import Problem
from fogline.store import rows
from fogline.store.protocol import KEY_SHOWN, report_key

_DERIVED = ("id", "type", "polarity", "modality", "start", "end")


def report(row: RowMapping) -> Iterator[Problem]:
    """The text still has the hash it came in with, and the key of its content, outlet and address."""
    found = rows.report_of(row)
    where = row["key"][:KEY_SHOWN]
    if found.content_hash != row["hash"]:
        yield Problem("store.hash", "the text is not the one that was stored", where, lost=True)
    elif report_key(found) != row["key"]:
        yield Problem("store.key", "outlet or address are not those that were stored", where, lost=True)
    if row["reader"] is None:
        yield Problem("store.unread", "has no reading; run: fogline rebuild", where)


def claim(row: RowMapping) -> Iterator[Problem]:
    """Every quotation is verbatim where it says it is."""
    where = f"{row['key'][:KEY_SHOWN]}/{row['id']}"
    try:
        found = rows.claim_of(row["body"])
    except (ValueError, KeyError, TypeError) as error:
        yield Problem("store.claim", f"cannot be read: {error}; run: fogline rebuild", where, lost=True)
        return
    expected = rows.claim_row(0, 0, found)
    if wrong := [name for name in _DERIVED if row[name] != expected[name]]:
        message = f"{', '.join(wrong)} differ from what the claim says; run: fogline rebuild --all"
        yield Problem("store.columns", message, where, lost=True)
    for quote in (found.evidence, *found.also_at):
        if quote.span.of(row["text"]) != quote.text:
            yield Problem("store.offset", f"{quote.text[:40]!r} does not stand where it should", where, lost=True)


def named(found: Iterable[RowMapping], names: Iterable[RowMapping]) -> Iterator[Problem]:
    """Every claim can be found by its names. Both in the order of the claims' numbers."""
    ahead = groupby(names, key=lambda row: row["claim"])
    at, mine = next(ahead, (None, iter(())))
    for row in found:
        while at is not None and at < row["seq"]:  # names of a claim that is gone: told as dangling
            at, mine = next(ahead, (None, iter(())))
        stored = {(name["role"], name["name"]) for name in mine} if at == row["seq"] else set()
        if at == row["seq"]:
            at, mine = next(ahead, (None, iter(())))
        try:
            expected = set(rows.names(rows.claim_of(row["body"]), row["outlet"]))
        except (ValueError, KeyError, TypeError):
            continue  # ``claim`` has said it
        if stored != expected:
            message = "cannot be found by all of its names; run: fogline rebuild --all"
            yield Problem("store.names", message, f"{row['key'][:KEY_SHOWN]}/{row['id']}", lost=True)


def counted(found: Iterable[RowMapping]) -> Iterator[Problem]:
    """A reading has as many claims as it was stored with."""
    for row in found:
        if row["claims"] != row["found"]:
            message = f"has {row['found']} claims, {row['claims']} were stored; run: fogline rebuild"
            yield Problem("store.count", message, row["key"][:KEY_SHOWN], lost=True)
