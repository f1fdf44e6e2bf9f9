"""The record put out in other formats, and evidence bundles checked."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from rich.markup import escape

from fogline.cli.options import Db, Json
from fogline.cli.output import Outcome, console, lines, table, tell
from fogline.cli.sources import DEFAULT, AsOf, KnownOn, Reports, day, taken
from fogline.core.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fogline.export import Exporter, View
    from fogline.export.profile import Profile

Delay: TypeAlias = Annotated[
    int | None, typer.Option(min=0, help="Hold back what was said or happened in the last so many days.")
]
Coarsen: TypeAlias = Annotated[
    str | None, typer.Option(help="Places no finer than: admin1, country, or a grid of so many km (10km).")
]
Redact: TypeAlias = Annotated[
    bool | None, typer.Option("--redact-names", help="Leave out named victims and private persons.")
]


def export(
    format: Annotated[str | None, typer.Argument(help="One of those that --list shows.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File or folder to write; - for output.")] = None,
    db: Db = DEFAULT,
    reports: Reports = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    licence: Annotated[str | None, typer.Option(help="The licence the export carries, in words or an address.")] = None,
    profile: Annotated[str | None, typer.Option(help="Do no harm: public, partners, or an option of its own.")] = None,
    delay: Delay = None,
    coarsen: Coarsen = None,
    redact_names: Redact = None,
    today: Annotated[str | None, typer.Option(help="The day --delay counts back from; this day when left out.")] = None,
    list_formats: Annotated[bool, typer.Option("--list", help="What each format keeps and cannot express.")] = False,
    json: Json = False,
) -> None:
    """Put the record out: for data coders, recorders, maps, analysts, archives, a web site, or as evidence.

    A profile holds back what could harm people before the format sees it: see --delay, --coarsen, --redact-names.

    Examples:
        fogline export --list

        fogline export acled -o events.csv

        fogline export bundle --known-on 2024-11-30 -o evidence.zip

        fogline export site --profile public -o site/
    """
    from fogline.export import UnknownFormatError, get

    if list_formats:
        _listed(json)
        return
    if format is None:
        raise typer.BadParameter("name a format; fogline export --list shows them", param_hint="FORMAT")
    try:
        exporter = get(format)
    except UnknownFormatError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="FORMAT") from None
    outcome = Outcome()
    held_back = _profile(profile, delay, coarsen, redact_names)
    view = _view(reports, db, (as_of, known_on), licence, held_back, today, outcome)
    try:
        _written(exporter, view, out, outcome)
    except ImportError as error:
        raise typer.BadParameter(str(error), param_hint="FORMAT") from None
    raise typer.Exit(outcome.code)


def _listed(as_json: bool) -> None:
    from fogline.export import exporters

    found = [
        {"format": e.name, "writes": " ".join(e.endings) if e.single else f"folder of {' '.join(e.endings)}",
         "keeps": e.keeps, "cannot express": e.cannot_express}
        for e in exporters().values()
    ]  # fmt: skip
    table(found, ("format", "writes", "keeps", "cannot express"), as_json=as_json)


def _profile(name: str | None, delay: int | None, coarsen: str | None, redact: bool | None) -> Profile | None:
    """The named profile, with the options given instead of its own."""
    from fogline.export.profile import chosen

    try:
        return chosen(name, delay, coarsen, redact)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--profile") from None


def _view(
    reports: list[Path] | None,
    db: str | Path,
    clocks: tuple[str | None, str | None],
    licence: str | None,
    profile: Profile | None,
    today: str | None,
    outcome: Outcome,
) -> View:
    from datetime import UTC, datetime

    from fogline.api.record import edition

    rows, judgements = taken(reports, db, outcome)
    as_of, known_on = day(clocks[0], "--as-of"), day(clocks[1], "--known-on")
    now = day(today, "--today") or datetime.now(UTC).date()
    return edition(rows, judgements, as_of, known_on, licence=licence, profile=profile, today=now)


def _written(exporter: Exporter, view: View, out: Path | None, outcome: Outcome) -> None:
    from fogline.export.write import default_name, to_stream, write

    if out is not None and str(out) == "-":
        if not exporter.single:
            raise typer.BadParameter(f"{exporter.name} is several files; give a folder", param_hint="--out")
        for problem in to_stream(exporter, view, sys.stdout.buffer):
            outcome.take(problem)
        return
    target = out or default_name(exporter)
    with _progress(exporter.name) as seen:
        for item in write(exporter, view, target, seen):
            if isinstance(item, Problem):
                outcome.take(item)
    console(stderr=True).print(f"written to {escape(str(target))}")


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A line with the bytes written, on a terminal; silent when piped."""
    from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = console(stderr=True)
    if not shown.is_terminal:
        yield lambda _: None
        return
    parts = (SpinnerColumn(), TextColumn(what), DownloadColumn(), TimeElapsedColumn())
    with Progress(*parts, console=shown, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda n: progress.advance(task, n)


def verify(
    bundle: Annotated[Path, typer.Argument(help="An evidence bundle (fogline export bundle).")],
    digest: Annotated[str | None, typer.Option(help="The manifest's SHA-256, as its maker told you.")] = None,
    json: Json = False,
) -> None:
    """Check an evidence bundle offline: every hash, every quotation's place, the log's chain, what was derived.

    Ends with 0 when everything matches, with 1 when anything does not, naming it.

    Examples:
        fogline verify evidence.zip

        fogline verify evidence.zip --digest 3f2a9c01d4b7
    """
    from fogline.export.verify import Checked
    from fogline.export.verify import verify as check

    if not bundle.exists():
        raise typer.BadParameter(f"there is no {bundle}", param_hint="BUNDLE")
    checked, outcome = Checked(), Outcome()
    found = []
    for problem in check(bundle, digest, checked):
        found.append(problem)
        outcome.take(problem)
    if json:
        lines([_summary(checked, found)])
    elif not found:
        _whole(checked)
    else:
        tell(f"[red]does not hold[/]: {len(found)} things do not match")
    raise typer.Exit(outcome.code)


def _summary(checked: Any, found: list[Problem]) -> dict[str, Any]:
    from dataclasses import asdict

    from fogline.core.codec import problem_to_json

    return {"whole": not found, **asdict(checked), "problems": [problem_to_json(p) for p in found]}


def _whole(checked: Any) -> None:
    out = console()
    out.print(
        f"[green]whole[/]: {checked.files} files, {checked.reports} reports, {checked.claims} claims, "
        f"{checked.quotations} quotations, {checked.judgements} decisions, {checked.entries} log entries match"
    )
    if checked.withheld:
        out.print(f"{checked.withheld} reports' texts are withheld: their quotations cannot be checked against a text")
    if checked.rederived:
        out.print("the incidents were made again from the bundle and are the same")
    out.print(f"manifest SHA-256 {checked.digest}", soft_wrap=True)


COMMANDS = (export, verify)
