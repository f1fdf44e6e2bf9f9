"""Readings to statements: every claim with its report's head and with who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from fogline.core.claim import Attribution, Claim
from fogline.core.incident import Head, Statement
from fogline.core.report import Report
from fogline.link import head_of, spoken_for, voice, whose

NOBODY = "unnamed outlet"


class Read(Protocol):
    """What the reading stage yields: a report and its claims."""

    @property
    def report(self) -> Report: ...

    @property
    def claims(self) -> tuple[Claim, ...]: ...


def speaker(link: Attribution, claim: Claim) -> str:
    """A body's officer speaks for the body: monitor and director are one source (codebook 2.8)."""
    return spoken_for(link, claim) or whose(link.source, link.channel)


def statement(head: Head, claim: Claim) -> Statement:
    """The outlet stands behind what it attributes to nobody, or to itself."""
    outlet = head.outlet or NOBODY
    if not claim.attribution:
        return Statement(head, claim, outlet, named=False)
    origin = speaker(claim.attribution[0], claim)
    return Statement(head, claim, origin, named=voice(origin) != voice(outlet))


def statements(readings: Iterable[Read]) -> Iterator[Statement]:
    for reading in readings:
        head = head_of(reading.report)
        yield from (statement(head, claim) for claim in reading.claims)
