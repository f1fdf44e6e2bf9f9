"""Claims JSON lines, as ``fogline extract`` prints them: an object per report, claims as they stand (coding manual)."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.core.codec import reading_to_json
from fogline.core.problem import Problem
from fogline.export.edition import View, by_report
from fogline.export.part import Part, lines_part


class Claims:
    name = "claims"
    endings = (".jsonl",)
    keeps = "every report with its text and every field of every claim, decisions applied; what fogline extract prints"
    cannot_express = "incidents, ledgers, control and positions (derived from these claims), who decided what"
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        told = by_report(view)
        rows = (
            reading_to_json(t.report, (s.claim for s in told[t.report.id]))
            for t in view.reports
            if t.report.id not in view.retracted
        )
        yield lines_part("", rows)


EXPORTER = Claims()
