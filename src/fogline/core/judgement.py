"""Human decisions: appended, never overwritten, replayed on every rebuild, bound to the quotation."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default_field
from datetime import datetime, timedelta
from enum import StrEnum

from fogline.core.claim import Claim
from fogline.core.span import Span


class Verb(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    MERGE = "merge"
    SPLIT = "split"
    PIN = "pin"
    DUPLICATE = "duplicate"
    RETRACT = "retract"
    NOTE = "note"
    RENAME = "rename"
    """The actor called ``was`` is called ``value``, everywhere in the record; with a name already in use, a merger."""
    UNDO = "undo"
    """Takes back the judgement whose id is ``value``; an undo can itself be undone."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words a judgement is about: report, span and the quotation itself.

    A later reading is matched by the quotation (span overlap in the same report, same type first); the id of a claim
    is never used. ``quote`` empty means the whole report. ``nth`` (from 0) tells claims of one type on the very same
    words apart, in the order in which they are read.
    """

    report: str
    span: Span = default_field(default_factory=lambda: Span(0, 0))
    quote: str = ""
    type: str | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of one person.

    ``field`` and ``value`` serve CORRECT ("time.start", "2017-04-04"; the field names of the claims JSON), ``was`` is
    the value the person saw; ``others`` the further anchors of MERGE, SPLIT and DUPLICATE; ``claim`` the claim of ADD;
    ``coder`` tells independent coders apart, ``adjudicates`` marks a decision between two coders.
    """

    id: str
    verb: Verb
    author: str
    at: datetime
    reason: str
    anchor: Anchor
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    was: str | None = None
    claim: Claim | None = None
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A judgement that a new reading no longer fits: listed, not guessed."""

    judgement: str
    code: str
    message: str


def moment(now: datetime, last: datetime | None) -> datetime:
    """When a decision is said to be: ``now``, but later than the ``last`` one of the record, even within one second
    or where the clock was set back: the order of decisions is that of their times.
    """
    return now if last is None or now > last else last + timedelta(microseconds=1)
