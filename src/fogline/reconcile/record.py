"""The record kept up: reports come and go, judgements are replayed, and only the neighbourhood is solved again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fogline.core.claim import Claim
from fogline.core.incident import Incident, Picture, Statement
from fogline.core.judgement import Judgement
from fogline.core.report import Report
from fogline.link import Index, Local, head_of, locals_of
from fogline.reconcile.clocks import happened, known
from fogline.reconcile.incidents import incident
from fogline.reconcile.judgements import Replayed, replay
from fogline.reconcile.picture import attached, copies_of, picture, worth
from fogline.reconcile.statements import Read, statement, statements


class Live:
    """An index of accounts that takes one report at a time; ``add`` returns the incidents that the report changed.

    Equal to a rebuild of the same reports in any order (tested). Judgements need a rebuild: give them at the start.
    """

    def __init__(self, judged: Replayed | None = None) -> None:
        self._apart = judged.apart if judged else frozenset()
        self._index = Index(judged.together if judged else frozenset(), self._apart)
        self._said: dict[str, list[Statement]] = {}
        self._hosts: dict[str, list[Local]] = {}

    def __len__(self) -> int:
        return len(self._index)

    def load(self, found: Iterable[Statement]) -> None:
        """Takes many statements at once."""
        for s in found:
            self._said.setdefault(s.head.id, []).append(s)
        new = [r for r in self._said if r not in self._hosts]
        for report in new:
            self._hosts[report] = list(locals_of(self._said[report], self._apart))
        self._index.load(x for r in new for x in self._hosts[r])

    def add(self, report: Report, claims: Sequence[Claim]) -> list[Incident]:
        """Takes one report, replacing an earlier reading of it; returns the incidents it touches, as they now stand."""
        head = head_of(report)
        if head.id in self._said:
            self.drop(head.id)
        self._said[head.id] = [statement(head, c) for c in claims]
        self._hosts[head.id] = list(locals_of(self._said[head.id], self._apart))
        keys = [x.key for x in self._hosts[head.id]]
        for local in self._hosts[head.id]:
            self._index.add(local)
        groups = self._index.around(keys)
        return [i for g in groups if worth(i := self._incident(g))]

    def drop(self, report: str) -> None:
        """Takes a report out, as after a retraction."""
        for local in self._hosts.pop(report, []):
            self._index.drop(local.key)
        self._said.pop(report, None)

    def _incident(self, group: Sequence[Local]) -> Incident:
        return incident(group, attached(group, self._said, self._hosts))

    def incidents(self) -> list[Incident]:
        return [i for g in self._index.groups() if worth(i := self._incident(g))]


def rebuild(
    readings: Iterable[Read],
    judgements: Iterable[Judgement] = (),
    as_of: date | None = None,
    known_on: date | None = None,
) -> tuple[Picture, Replayed]:
    """Everything again from reports, claims and judgements, by the two clocks.

    Copies found by their text and copies named by judgement count alike; a retracted report is gone from every view
    that knows of the retraction.
    """
    rows = list(readings)
    judged = replay(judgements, statements(rows), known_on)
    said = happened(known(judged.statements, known_on), as_of)
    copies = {**copies_of([r.report for r in rows]), **judged.copies}
    present = {s.head.id for s in said}
    mine = {a: b for a, b in copies.items() if a in present and b in present}
    return picture(said, mine, judged.together, judged.apart), judged
