"""Where every claim stands in review: what was decided on it, by whom, and what is still to be looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from fogline.api.sources import Taken
from fogline.core.codec import judgement_to_json
from fogline.core.incident import Statement
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.reconcile.judgements import CLAIM_VERBS, anchor_of, find, in_force
from fogline.reconcile.review import doubts
from fogline.reconcile.statements import statements
from fogline.serve.asjson import claim_key, statement_json
from fogline.serve.record import Snapshot

Json = dict[str, Any]


class Desk:
    """All claims as read, in order, with the judgements in force on each.

    ``before`` is the desk of an earlier state: readings that are the same object need not be gone through again.
    """

    def __init__(self, now: Snapshot, before: Desk | None = None) -> None:
        self.now = now
        old = before.told if before else {}
        self.told: dict[int, tuple[Taken, tuple[Statement, ...]]] = {
            id(row): old.get(id(row)) or (row, tuple(statements([row]))) for row in now.rows
        }
        """By identity of a reading: the reading, which is held so that its identity stays its own, and its claims."""
        self.read = [s for _, rows in self.told.values() for s in rows]
        self._by_report: dict[str, list[Statement]] = {}
        for s in self.read:
            self._by_report.setdefault(s.head.id, []).append(s)
        self._on: dict[tuple[str, str], list[Judgement]] = {}
        """By report and claim."""
        self.standing = in_force(now.judgements)
        for j in self.standing:
            told = j.verb in CLAIM_VERBS or (j.verb is Verb.NOTE and j.anchor.quote)
            found = find(j.anchor, self._by_report.get(j.anchor.report, ())) if told else None
            if found:
                self._on.setdefault((found.head.id, found.claim.id), []).append(j)
        self._keys = {claim_key(now, one): one for one in self.read}
        self._now: dict[str, Statement] = {}
        for s in now.view().judged.statements:
            self._keys.setdefault(claim_key(now, s), s)
            self._now[claim_key(now, s)] = s

    def named(self, key: str) -> Statement | None:
        """A claim by ``REPORT/CLAIM``."""
        return self._keys.get(key)

    def standing_as(self, s: Statement) -> Statement:
        """The claim with what was corrected; as it was read where it was rejected."""
        return self._now.get(claim_key(self.now, s), s)

    def on(self, s: Statement) -> list[Json]:
        """Judgements in force on these words, and notes, oldest first."""
        return [judgement_to_json(j) for j in self._on.get((s.head.id, s.claim.id), ())]

    def state(self, s: Statement) -> str:
        verbs = [j.verb for j in self._on.get((s.head.id, s.claim.id), ()) if j.verb in CLAIM_VERBS]
        return verbs[-1].value if verbs else "open"

    def anchor(self, s: Statement) -> Anchor:
        """What a decision on ``s`` is bound to: the words as they were read, whatever was corrected since."""
        mine = self._by_report.get(s.head.id, [])
        return anchor_of(next((t for t in mine if t.claim.id == s.claim.id), s), mine)

    @cached_property
    def doubts(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        """Claim by name -> how much it needs a person, and why; as ``fogline review`` orders them."""
        seen = self.now.view()
        found = doubts(seen.picture, (), seen.judged.statements, seen.side(), seen.doubted)
        return {claim_key(self.now, d.statement): (d.weight, d.reasons) for d in found}

    def why(self, s: Statement) -> list[str]:
        return list(self._doubt(s)[1])

    def _doubt(self, s: Statement) -> tuple[int, tuple[str, ...]]:
        return self.doubts.get(claim_key(self.now, s), (0, ()))

    def rejected(self, report: str) -> list[Json]:
        gone = [s for s in self._by_report.get(report, ()) if self.state(s) == Verb.REJECT.value]
        return [statement_json(self.now, s) | {"judgements": self.on(s)} for s in gone]

    def queue(
        self, states: Iterable[str], type: str | None, report: str | None, doubtful: bool = False
    ) -> list[Statement]:
        """By day of publication and place in the text; the most doubtful first if that is asked for."""
        wanted = set(states)
        rows = [s for s in self.read if self.state(s) in wanted]
        rows = [s for s in rows if type is None or s.claim.type.value == type]
        if report:
            rows = [s for s in rows if self.now.keys.get(s.head.id, "").startswith(report)]
        day = {s.head.id: s.head.published.isoformat() if s.head.published else "" for s in rows}
        rows.sort(key=lambda s: (day[s.head.id], s.head.id, s.claim.evidence.span))
        return sorted(rows, key=lambda s: -self._doubt(s)[0]) if doubtful else rows

    def tally(self) -> dict[str, int]:
        out = {"open": 0, "accept": 0, "correct": 0, "reject": 0}
        for s in self.read:
            out[self.state(s)] = out.get(self.state(s), 0) + 1
        return out


_lock = threading.Lock()
_desks: dict[str, Desk] = {}


def desk(now: Snapshot) -> Desk:
    """The desk of a snapshot, made once."""
    with _lock:
        if now.version not in _desks:
            while len(_desks) > 3:
                del _desks[next(iter(_desks))]
            _desks[now.version] = Desk(now, next(reversed(_desks.values()), None))
        return _desks[now.version]
