"""Report -> claims: triage, parse, rooms, assembly."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fogline.core.claim import Claim
from fogline.core.problem import Problem
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.document import BATCH, parse
from fogline.read.events.assemble import Assembler, Rooms
from fogline.read.events.choose import default_reader
from fogline.read.threads import one_thread
from fogline.read.triage import deserves_reading


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says. ``problems`` tell what was kept but doubted, such as a missing date."""

    report: Report
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


def read(reports: Iterable[Report], theatre: str | None = None, reader: Reader | None = None) -> Iterator[Reading]:
    """One reading a report, in order. A report without a word of war is passed over: no claims, no parse.

    ``theatre`` names a pack of ``vocab/theatres``; ``None`` lets each report choose its own. ``reader`` says who finds
    the propositions; ``None`` takes rules and learned reader together where the weights are installed.
    """
    waiting: list[Report] = []
    for report in reports:
        waiting.append(report)
        if len(waiting) == BATCH:
            yield from _together(waiting, theatre, reader)
            waiting = []
    yield from _together(waiting, theatre, reader)


def _together(reports: list[Report], theatre: str | None, reader: Reader | None) -> list[Reading]:
    with one_thread(), _uncollected():
        return list(_read_batch(reports, theatre, reader))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: the words of a text hold each other, and all of a batch can go at once afterwards.

    Collected in between, they would be taken for things that last, and everything that lasts be looked through again.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _read_batch(reports: list[Report], theatre: str | None, reader: Reader | None) -> Iterator[Reading]:
    worth = [r for r in reports if deserves_reading(r.text)]
    documents = iter(parse(worth))
    chosen, reader = {id(r) for r in worth}, reader or default_reader()
    for report in reports:
        if id(report) not in chosen:
            yield Reading(report, ())
            continue
        document = next(documents)
        rooms = Rooms.of(document, theatre)
        problem = rooms.times.problem
        claims = Assembler(rooms, reader).claims()
        rooms.release()
        yield Reading(report, claims, (problem,) if problem else ())
