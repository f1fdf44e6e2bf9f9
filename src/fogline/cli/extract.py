"""Reports in, claims out, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from fogline.cli import words
from fogline.cli.options import (
    MAX_CHARS,
    MAX_MB,
    AllowHost,
    Columns,
    Files,
    Format,
    MaxChars,
    MaxMb,
    Outlet,
    Published,
    Workers,
    fetching,
    reading_in,
)
from fogline.cli.output import Outcome, stdout, table, tell, watched
from fogline.core.codec import dumps, reading_to_json
from fogline.core.problem import Problem
from fogline.core.reader import Reader
from fogline.ingest import Options

if TYPE_CHECKING:
    from fogline.read import Reading


class Form(StrEnum):
    CLAIMS_JSON = "claims-json"
    JSONL = "jsonl"
    TABLE = "table"
    PARQUET = "parquet"


def extract(
    files: Files,
    format: Annotated[
        Form,
        typer.Option(
            help="claims-json: an object a report; jsonl: an object a claim; table: for people; parquet: with --out."
        ),
    ] = Form.CLAIMS_JSON,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here, not to standard output.")] = None,
    out: Annotated[Path | None, typer.Option(help="One output a file in this folder; finished ones stay.")] = None,
    executor: Annotated[
        str | None, typer.Option(help="With --out: dask://HOST:PORT, or dask://local?workers=2. Else processes.")
    ] = None,
    workers: Workers = 0,
    reader: Annotated[
        Reader | None, typer.Option(help="Who finds the claims; without it, both where the learned weights are there.")
    ] = None,
    input: Format = None,
    column: Columns = None,
    outlet: Outlet = None,
    published: Published = None,
    max_mb: MaxMb = MAX_MB,
    max_chars: MaxChars = MAX_CHARS,
    allow_host: AllowHost = None,
) -> None:
    """Read reports and print their claims as JSON; no record is kept.

    Examples:
        fogline extract story.html

        fogline extract reports/ -o claims.jsonl --workers 4

        fogline extract table.csv --column text=story --column published=day

        fogline extract https://example.org/news/story.html

        fogline extract story.txt --reader rules

        fogline extract shards/ --out claims/ --format parquet --executor dask://scheduler:8786

        curl ... | fogline extract - --outlet "Orontes Wire" --published 2023-03-05 --format table
    """
    from fogline import run

    options = reading_in(input, column, outlet, published, max_mb, max_chars, fetching(None, allow_host, max_mb))
    outcome = Outcome()
    if out is not None:
        raise typer.Exit(_sharded(files, out, format, executor, workers, options, reader))
    if executor is not None or format is Form.PARQUET:
        raise typer.BadParameter("needs --out, a folder for the outputs", param_hint="--executor/--format parquet")
    found = _readings(watched(run.extract(files, options, workers, reader), "reports read"), outcome)
    if format is Form.TABLE:
        table((row for reading in found for row in _rows(reading)), _COLUMNS)
    else:
        with _written(output) as lines:
            for reading in found:
                lines.writelines(dumps(row) + "\n" for row in _objects(reading, format))
                lines.flush()
    raise typer.Exit(outcome.code)


def _sharded(
    files: list[str],
    out: Path,
    form: Form,
    executor: str | None,
    workers: int,
    options: Options,
    reader: Reader | None,
) -> int:
    """One output a file; the command's exit code."""
    from fogline import machines

    if form is Form.TABLE:
        raise typer.BadParameter("a table is for the terminal", param_hint="--format")
    outcome, counts, kind = Outcome(), Counter[str](), machines.Form(form.value)
    work = machines.extract_shards(files, out, machines.executor(executor, workers), kind, options, reader)
    for item in watched(work, "files"):
        if isinstance(item, Problem):
            outcome.take(item)
            continue
        counts += Counter(new=item.new, old=not item.new, reports=item.reports, claims=item.claims)
        for problem in item.problems:
            outcome.take(problem)
    tell(
        f"{counts['new']} files read, {counts['old']} done already: {counts['reports']} reports, "
        f"{counts['claims']} claims in {out}"
    )
    return outcome.code


_COLUMNS = ("who", "what", "when", "where", "numbers", "words")


def _readings(items: Iterator[Reading | Problem], outcome: Outcome) -> Iterator[Reading]:
    for item in items:
        if isinstance(item, Problem):
            outcome.take(item)
            continue
        for problem in item.problems:
            outcome.take(problem)
        yield item


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    for claim in reading.claims:
        yield {
            "who": words.who(claim, reading.report.outlet),
            "what": words.kind(claim),
            "when": words.when(claim.time),
            "where": words.where(claim.places),
            "numbers": words.numbers(claim.quantities),
            "words": words.shortened(claim.evidence.text, 80),
        }


def _objects(reading: Reading, form: Form) -> Iterator[dict[str, Any]]:
    from fogline.machines.write import flat

    if form is Form.CLAIMS_JSON:
        yield reading_to_json(reading.report, reading.claims)
    else:
        yield from flat(reading)


@contextmanager
def _written(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when it is whole."""
    if path is None:
        yield stdout()
        return
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as out:
            yield out
    except OSError as error:
        tell(f"[red]cannot write[/] {path}: {error.strerror}")
        raise typer.Exit(2) from None
    partial.replace(path)
    tell(f"written: {path}")


COMMANDS = (extract,)
