"""What every store does, whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from fogline.core.claim import Claim
from fogline.core.interval import Days
from fogline.core.judgement import Judgement
from fogline.core.problem import Problem
from fogline.core.report import Report

KEY_SHOWN = 12


class StoreError(Exception):
    """The store cannot be used at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def report_key(report: Report) -> str:
    """What makes a report one and the same: content, outlet and address. Lower-case hex SHA-256.

    The same text under another outlet or address is a copy, and kept as one.
    """
    return sha256("\0".join((report.content_hash, report.outlet or "", report.url or "")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """``added`` is when it came in (ISO, UTC): the record's second clock. ``reader`` is the version that read it."""

    key: str
    report: Report
    added: str
    reader: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class Version:
    """Which report, under the id the user gave, and what has been read of it: enough to see what is new."""

    key: str
    id: str
    added: str
    reader: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with where it stands. Ids of claims may change when a newer version reads the report anew."""

    report_key: str
    outlet: str | None
    published: str | None
    claim: Claim

    @property
    def key(self) -> str:
        """``REPORT/CLAIM`` as people type it: the beginning of the report's key, and the claim's id."""
        return f"{self.report_key[:KEY_SHOWN]}/{self.claim.id}"


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """All given conditions must hold; empty is every claim. Names compare without regard to case.

    ``source`` matches a link of the chain, or the outlet of a claim in its own voice; ``place`` a place's name, the
    town or region around it, or its country's code; ``days`` claims whose time meets it (the undated only when it is
    empty); ``text`` words that must all stand in the evidence or the names.
    """

    report: str | None = None
    source: str | None = None
    actor: str | None = None
    place: str | None = None
    type: str | None = None
    days: Days = field(default_factory=Days)
    text: str | None = None
    polarity: str | None = None
    modality: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    reports: int
    claims: int
    judgements: int
    problems: int
    unread: int


class Store(Protocol):
    """``where`` is the file or address as it may be shown (no password).

    Reports and judgements are appended and never changed; claims and their problems are derived and replaceable.

    Every method that writes is one transaction: after a crash it has happened or it has not. Listings are ordered by
    publication, then key, so that the order of arrival does not show. Any method raises ``StoreError`` when the
    database refuses (disk full, read-only, locked for long, server gone).
    """

    where: str

    def add(self, report: Report, claims: Iterable[Claim], problems: Iterable[Problem], reader: str) -> bool:
        """Keep a report with its reading. False, and nothing done, when it is already there."""

    def has(self, report: Report) -> bool: ...

    def replace(self, key: str, claims: Iterable[Claim], problems: Iterable[Problem], reader: str) -> None:
        """Put a new reading in place of a report's old one. Raises ``KeyError`` for an unknown report."""

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep problems that are no part of a reading (doubts on coming in, what was left out), each once."""

    def judge(self, judgement: Judgement) -> bool:
        """Append a decision. False when one of that id is there."""

    def judgements(self) -> Iterator[Judgement]:
        """In the order they were made."""

    def reports(self) -> Iterator[StoredReport]: ...

    def versions(self) -> Iterator[Version]:
        """As ``reports``, without what they say."""

    def report(self, name: str) -> StoredReport:
        """By key, the id the user gave, or the unambiguous beginning of one (of an id: eight characters or more).

        Raises ``KeyError``.
        """

    def claims(self, query: ClaimQuery = ...) -> Iterator[StoredClaim]: ...

    def claim(self, name: str) -> StoredClaim:
        """By ``REPORT/CLAIM``. Raises ``KeyError``."""

    def problems(self) -> Iterator[Problem]: ...

    def counts(self) -> Counts: ...

    def written(self) -> int:
        """A number that grows with every write of anybody; cheap to ask."""

    def check(self) -> Iterator[Problem]:
        """Every way in which what is stored is not whole; nothing when it is."""

    def close(self) -> None: ...
