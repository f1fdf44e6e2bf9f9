"""The record kept up: reports come and go, judgements are replayed, and only the neighbourhood is solved again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from fogline.core.claim import Claim
from fogline.core.incident import Head, Incident, Picture, Statement, report_of
from fogline.core.judgement import Judgement, Verb
from fogline.core.report import Report
from fogline.link import Copies, Index, Local, head_of, locals_of, totals_of
from fogline.reconcile.clocks import seen
from fogline.reconcile.incidents import incident
from fogline.reconcile.judgements import Replayed, replay
from fogline.reconcile.picture import attached, copies_of, echoes_of, order, picture, worth
from fogline.reconcile.statements import Read, statement, statements
from fogline.reconcile.tolls import Memory, tolls


class Live:
    """An index of accounts that takes one report at a time; ``add`` returns the incidents that the report changed.

    Equal to a rebuild of the same reports in any order (tested): copies found by their text and copies named by
    judgement are no independent accounts here either. What people put together or apart is given at the start or with
    ``decide``.
    """

    def __init__(self, judged: Replayed | None = None) -> None:
        self._together = judged.together if judged else frozenset()
        self._apart = judged.apart if judged else frozenset()
        self._index = Index(self._together, self._apart)
        self._judged = dict(judged.copies) if judged else {}
        self._texts = Copies()
        self._held: set[str] = set()
        self._of: dict[str, str] = {}
        self._said: dict[str, list[Statement]] = {}
        self._told: dict[str, list[Statement]] = {}
        self._hosts: dict[str, list[Local]] = {}
        self._repeats: dict[str, dict[str, list[Statement]]] = {}
        self._touched: set[str] = set()
        self._made: dict[str, tuple[tuple[Local, ...], Incident]] = {}

    def __len__(self) -> int:
        return len(self._index)

    def load(self, found: Iterable[Statement], reports: Iterable[Report] = ()) -> None:
        """Takes many statements at once; ``reports`` are their texts, without which no copy is found by its words."""
        for s in found:
            self._said.setdefault(s.head.id, []).append(s)
        for text in reports:
            self._held.add(text.id)
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
        keys = self.put(report, [statement(head, c) for c in claims])
        groups = self._index.around(keys)
        return [i for g in groups if worth(i := self._incident(g))]

    def put(self, report: Report, told: Sequence[Statement]) -> list[str]:
        """Takes what a report tells, as it stands after judgements; returns the accounts by which to find what changed.

        A report that tells nothing lends its text alone: what copies it is known by that.
        """
        self.drop(report.id)
        self._held.add(report.id)
        changed = self._texts.add(report) | self._copies_by_judgement(report.id)
        if told:
            self._said[report.id] = list(told)
            changed.add(report.id)
        return self._again(changed)

    def drop(self, report: str) -> None:
        """Takes a report out, as after a retraction."""
        if report not in self._said and report not in self._held:
            return
        self._take_out(report)
        self._repeats.pop(report, None)
        self._said.pop(report, None)
        self._told.pop(report, None)
        self._of.pop(report, None)
        gone = self._texts.drop(report) if report in self._held else set()
        self._held.discard(report)
        self._again((gone | self._copies_by_judgement(report)) - {report})

    def decide(self, judged: Replayed) -> None:
        """What people put together or apart, from now on; files anew the reports of which that is decided otherwise."""
        pairs = (self._together ^ judged.together) | (self._apart ^ judged.apart)
        reports = {report_of(key) for pair in pairs for key in pair} & self._said.keys()
        for report in reports:
            self._take_out(report)
        self._together, self._apart = judged.together, judged.apart
        self._index.decide(self._together, self._apart)
        self._again(reports)

    def name_copies(self, judged: Mapping[str, str]) -> set[str]:
        """Copies that people name, from now on; returns the reports to be put again."""
        old, self._judged = self._judged, dict(judged)
        return {a for a in {*old, *judged} if old.get(a) != judged.get(a)}

    def copies(self) -> dict[str, str]:
        """Report -> the report it copies, where the record holds both."""
        return {a: self._of[a] for a in sorted(self._of)}

    def incidents(self) -> list[Incident]:
        """All of them; what no change has touched since the last time is the same object."""
        made = {}
        for group in self._index.groups():
            old = self._made.get(group[0].key)
            touched = any(x.statements[0].head.id in self._touched for x in group)
            fresh = old is None or touched or not _same(old[0], group)
            made[group[0].key] = (group, self._incident(group)) if fresh or old is None else old
        self._made, self._touched = made, set()
        return [i for _, i in made.values() if worth(i)]

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
        self._touched |= {report, first or report}
        echoes = echoes_of(self._said, {report: first}) if first else {}
        for s in self._said[report]:
            if s.key in echoes and first:
                self._repeats.setdefault(first, {}).setdefault(echoes[s.key], []).append(s)
        said = self._said[report]
        self._told[report] = [s for s in said if s.key not in echoes] if echoes else said
        self._hosts[report] = list(locals_of(self._told[report], self._apart))

    def _take_out(self, report: str) -> None:
        self._touched |= {report, self._of.get(report, report)}
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


def _same(a: Sequence[Local], b: Sequence[Local]) -> bool:
    """The very same accounts; the tuple that holds them may be another."""
    return a is b or (len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True)))


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
    rows, decided = list(readings), list(judgements)
    judged = replay(decided, statements(rows), known_on, marked_heads(rows, decided))
    said = seen(judged.statements, as_of, known_on)
    copies = {**copies_of([r.report for r in rows]), **judged.copies}
    present = {s.head.id for s in said}
    mine = {a: b for a, b in copies.items() if a in present and b in present}
    return picture(said, mine, judged.together, judged.apart), judged


def marked_heads(rows: Iterable[Read], decided: Iterable[Judgement]) -> list[Head]:
    """The reports in which people marked claims, whether or not the reader found any there."""
    marked = {j.anchor.report for j in decided if j.verb is Verb.ADD}
    return [head_of(r.report) for r in rows if r.report.id in marked]


class Kept:
    """A record's picture, kept while reports and judgements come and go: ``rebuild`` without clocks, made faster.

    Between two calls only reports whose statements changed are filed anew, and only incidents in their neighbourhood
    are made again; the others are the same objects. Where more than ``most`` of the reports changed all is filed anew.
    """

    def __init__(self, most: float = 0.5) -> None:
        self._most = most
        self._live: Live | None = None
        self._read: dict[str, tuple[Read, list[Statement]]] = {}
        self._told: dict[str, tuple[Report, list[Statement]]] = {}
        self._tolls: dict[str, list[Statement]] = {}
        self._made = Memory()

    def picture(self, rows: Sequence[Read], decided: Sequence[Judgement] = ()) -> tuple[Picture, Replayed]:
        """What the readings add up to. One that has not changed must be the same object as before."""
        judged = replay(decided, self._statements(rows), None, marked_heads(rows, decided))
        told: dict[str, tuple[Report, list[Statement]]] = {r.report.id: (r.report, []) for r in rows}
        for s in judged.statements:
            told[s.head.id][1].append(s)
        live = self._filed(told, judged)
        found = tuple(sorted(live.incidents(), key=order))
        copies = live.copies()
        totals = tolls((s for r in sorted(self._tolls) for s in self._tolls[r]), frozenset(copies), self._made)
        return Picture(found, totals, tuple(copies.items())), judged

    def _statements(self, rows: Iterable[Read]) -> Iterator[Statement]:
        old, self._read = self._read, {}
        for r in rows:
            known = old.get(r.report.id)
            self._read[r.report.id] = known if known and known[0] is r else (r, list(statements([r])))
            yield from self._read[r.report.id][1]

    def _filed(self, told: dict[str, tuple[Report, list[Statement]]], judged: Replayed) -> Live:
        named = self._live.name_copies(judged.copies) if self._live else set()
        changed = [r for r in told if r in named or self._told.get(r) != told[r]]
        gone = [r for r in self._told if r not in told]
        if self._live is None or len(changed) > self._most * len(told):
            self._live = Live(judged)
            self._live.load((s for _, rows in told.values() for s in rows), [report for report, _ in told.values()])
            changed, gone, self._tolls = list(told), [], {}
        else:
            self._live.decide(judged)
            for report in gone:
                self._live.drop(report)
            for report in changed:
                self._live.put(*told[report])
        for report in (*gone, *changed):
            self._tolls.pop(report, None)
            if totals := list(totals_of(told.get(report, (None, ()))[1])):
                self._tolls[report] = totals
        self._told = told
        return self._live
