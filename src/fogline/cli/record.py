"""Keeping a record: take reports in, list them, read them anew, look after the file."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Annotated

import typer

from fogline.cli.options import (
    ARCHIVE,
    MAX_CHARS,
    MAX_MB,
    AllowHost,
    ArchiveTo,
    Columns,
    Csv,
    Db,
    Files,
    Format,
    Json,
    MaxChars,
    MaxMb,
    Outlet,
    Published,
    Workers,
    fetching,
    reading_in,
)
from fogline.cli.output import Outcome, Row, problem_rows, table, tell, watched
from fogline.cli.words import shortened
from fogline.core.codec import report_to_json
from fogline.core.problem import Problem
from fogline.store import DEFAULT, open_store
from fogline.store.protocol import KEY_SHOWN, StoredReport


def ingest(
    files: Files,
    db: Db = DEFAULT,
    workers: Workers = 0,
    input: Format = None,
    column: Columns = None,
    outlet: Outlet = None,
    published: Published = None,
    max_mb: MaxMb = MAX_MB,
    max_chars: MaxChars = MAX_CHARS,
    archive: ArchiveTo = ARCHIVE,
    allow_host: AllowHost = None,
) -> None:
    """Read reports and keep them with their claims. What is there already is not read or kept twice.

    Examples:
        fogline ingest reports/

        fogline ingest https://example.org/news/story.html archive.warc.gz result.json

        fogline ingest feed.xml --outlet "Orontes Wire" --db north.db
    """
    from fogline import run

    options = reading_in(input, column, outlet, published, max_mb, max_chars, fetching(archive, allow_host, max_mb))
    outcome, counts = Outcome(), Counter[str]()
    store = open_store(db)
    for item in watched(run.ingest_into(store, files, options, workers), "reports"):
        if isinstance(item, Problem):
            outcome.take(item)
            continue
        counts["new" if item.new else "old"] += 1
        counts["claims"] += item.claims if item.new else 0
        for problem in item.problems:
            outcome.take(problem)
    store.close()
    tell(
        f"{counts['new']} reports added with {counts['claims']} claims, {counts['old']} already there, "
        f"{outcome.lost} left out, {outcome.noted} notes"
    )
    raise typer.Exit(outcome.code)


def reports(db: Db = DEFAULT, json: Json = False, csv: Csv = False) -> None:
    """List the reports of the record.

    Examples:
        fogline reports

        fogline reports --csv > reports.csv
    """
    store = open_store(db, create=False)
    rows = (_report(stored, json) for stored in store.reports())
    table(rows, ("report", "published", "outlet", "claims", "title"), as_json=json, as_csv=csv)
    store.close()


def _report(stored: StoredReport, whole: bool) -> Row:
    found = stored.report
    if whole:
        about: Row = {"report": stored.key, "added": stored.added, "reader": stored.reader, "claims": stored.claims}
        return about | report_to_json(found)
    return {
        "report": stored.key[:KEY_SHOWN],
        "published": found.published,
        "outlet": found.outlet,
        "claims": stored.claims,
        "title": shortened(found.title or found.text, 80),
    }


def problems(db: Db = DEFAULT, json: Json = False, csv: Csv = False) -> None:
    """List what was left out or doubtful when reports came in and were read.

    Examples:
        fogline problems

        fogline problems --json | jq -r .code | sort | uniq -c
    """
    store = open_store(db, create=False)
    table(problem_rows(store.problems()), ("code", "where", "message"), as_json=json, as_csv=csv)
    store.close()


def rebuild(
    db: Db = DEFAULT,
    workers: Workers = 0,
    all: Annotated[bool, typer.Option("--all", help="Also what this version has read already.")] = False,
) -> None:
    """Read all reports anew with this version: the same version gives the same claims, byte for byte.

    Examples:
        fogline rebuild

        fogline rebuild --all --workers 4
    """
    from fogline import run

    outcome, counts = Outcome(), Counter[str]()
    store = open_store(db, create=False)
    for item in watched(run.rebuild(store, workers, everything=all), "reports read anew"):
        if isinstance(item, Problem):
            outcome.take(item)
            continue
        counts["reports"] += 1
        counts["claims"] += len(item.claims)
        for problem in item.problems:
            if problem.lost:
                outcome.take(problem)
    store.close()
    tell(f"{counts['reports']} reports read anew by {run.reader_version()}: {counts['claims']} claims")
    raise typer.Exit(outcome.code)


def doctor(db: Db = DEFAULT, json: Json = False, csv: Csv = False) -> None:
    """Check that the record is whole: the file, every report's hash and link, every quotation's place, every name.

    Also that the program's own files are those that were installed, and that there is room on the disk. Ends with 1
    when anything is found.

    Examples:
        fogline doctor

        fogline doctor --db north.db --json
    """
    from fogline.cli.health import changed, room

    store = open_store(db, create=False)
    checked = chain(store.check(), room(db), changed())
    found = table(problem_rows(checked), ("code", "where", "message"), as_json=json, as_csv=csv)
    counts = store.counts()
    store.close()
    tell(f"{counts.reports} reports, {counts.claims} claims, {counts.judgements} judgements: {found or 'no'} problems")
    raise typer.Exit(1 if found else 0)


COMMANDS = (ingest, reports, problems, rebuild, doctor)
