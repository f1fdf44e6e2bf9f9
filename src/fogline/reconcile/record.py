"""The record kept up: reports come and go, judgements are replayed, and only the neighbourhood is solved again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fogline.core.claim import Claim
from fogline.core.incident import Incident, Picture, Statement
from fogline.core.judgement import Judgement, Verb
from fogline.core.report import Report
from fogline.link import Copies, Index, Local, head_of, locals_of
from fogline.reconcile.clocks import seen
from fogline.reconcile.incidents import incident
from fogline.reconcile.judgements import Replayed, replay
from fogline.reconcile.picture import attached, copies_of, echoes_of, picture, worth
from fogline.reconcile.statements import Read, statement, statements


class Live:
    """An index of accounts that takes one report at a time; ``add`` returns the incidents that the report changed.

    Equal to a rebuild of the same reports in any order (tested): copies found by their text and copies named by
    judgement are no independent accounts here either. Other judgements need a rebuild: give them at the start.
    """

    def __init__(self, judged: Replayed | None = None) -> None:
        self._apart = judged.apart if judged else frozenset()
        self._index = Index(judged.together if judged else frozenset(), self._apart)
        self._judged = dict(judged.copies) if judged else {}
        self._texts = Copies()
        self._of: dict[str, str] = {}
        self._said: dict[str, list[Statement]] = {}
        self._told: dict[str, list[Statement]] = {}
        self._hosts: dict[str, list[Local]] = {}
        self._repeats: dict[str, dict[str, list[Statement]]] = {}

    def __len__(self) -> int:
        return len(self._index)

    def load(self, found: Iterable[Statement], reports: Iterable[Report] = ()) -> None:
        """Takes many statements at once; ``reports`` are their texts, without which no copy is found by its words."""
        for s in found:
            self._said.setdefault(s.head.id, []).append(s)
        for text in reports:
            self._texts.add(text)
        new = [r for r in self._said if r not in self._hosts]
        for report in new:
            self._set_original(report)
        for report in new:
            self._host(report)
        self._index.load(x for r in new for x in self._hosts[r])

    def add(self, report: Report, claims: Sequence[Claim]) -> list[Incident]:
        """Takes one report, replacing an earlier reading of it; returns the incidents it touches, as they now stand."""
        head = head_of(report)
        if head.id in self._said:
            self.drop(head.id)
        self._said[head.id] = [statement(head, c) for c in claims]
        changed = self._texts.add(report) | self._copies_by_judgement(head.id) | {head.id}
        keys = self._again(changed)
        groups = self._index.around(keys)
        return [i for g in groups if worth(i := self._incident(g))]

    def drop(self, report: str) -> None:
        """Takes a report out, as after a retraction."""
        self._take_out(report)
        self._repeats.pop(report, None)
        self._said.pop(report, None)
        self._told.pop(report, None)
        self._of.pop(report, None)
        self._again((self._texts.drop(report) | self._copies_by_judgement(report)) - {report})

    def copies(self) -> dict[str, str]:
        """Report -> the report it copies, where the record holds both."""
        return {a: self._of[a] for a in sorted(self._of)}

    def incidents(self) -> list[Incident]:
        return [i for g in self._index.groups() if worth(i := self._incident(g))]

    def _copies_by_judgement(self, report: str) -> set[str]:
        """The reports that a person called copies of this one, or this one if it was called a copy."""
        return {a for a, b in self._judged.items() if report in (a, b) and a in self._said}

    def _again(self, reports: set[str]) -> list[str]:
        """Files these reports anew with their present originals; returns the accounts by which to find what changed."""
        keys: list[str] = []
        for report in sorted(reports & self._said.keys()):
            self._take_out(report)
            self._set_original(report)
            self._host(report)
            for local in self._hosts[report]:
                self._index.add(local)
            keys += [x.key for x in self._hosts[report]]
        firsts = {self._of[r] for r in reports if r in self._of}
        return keys + [x.key for r in sorted(firsts) for x in self._hosts.get(r, ())]

    def _set_original(self, report: str) -> None:
        first = self._judged.get(report) or self._texts.original(report)
        if first in self._said and first != report:
            self._of[report] = first
        else:
            self._of.pop(report, None)

    def _host(self, report: str) -> None:
        """Statements of a copy that only say the original's again become its repeats, the rest tell of events."""
        first = self._of.get(report)
        echoes = echoes_of(self._said, {report: first}) if first else {}
        for s in self._said[report]:
            if s.key in echoes and first:
                self._repeats.setdefault(first, {}).setdefault(echoes[s.key], []).append(s)
        self._told[report] = [s for s in self._said[report] if s.key not in echoes]
        self._hosts[report] = list(locals_of(self._told[report], self._apart))

    def _take_out(self, report: str) -> None:
        for local in self._hosts.pop(report, []):
            self._index.drop(local.key)
        held = self._repeats.get(self._of.get(report, ""), {})
        for key, rows in held.items():
            held[key] = [s for s in rows if s.head.id != report]

    def _incident(self, group: Sequence[Local]) -> Incident:
        told = (s for local in group for s in local.statements)
        repeats = [r for s in told for r in self._repeated(s)]
        return incident(group, attached(group, self._told, self._hosts), self._of, repeats)

    def _repeated(self, s: Statement) -> list[Statement]:
        rows = self._repeats.get(s.head.id, {}).get(s.key, [])
        return sorted(rows, key=lambda r: r.head.id)


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
    decided = list(judgements)
    marked = {j.anchor.report for j in decided if j.verb is Verb.ADD}
    heads = [head_of(r.report) for r in rows if r.report.id in marked]
    judged = replay(decided, statements(rows), known_on, heads)
    said = seen(judged.statements, as_of, known_on)
    copies = {**copies_of([r.report for r in rows]), **judged.copies}
    present = {s.head.id for s in said}
    mine = {a: b for a, b in copies.items() if a in present and b in present}
    return picture(said, mine, judged.together, judged.apart), judged
