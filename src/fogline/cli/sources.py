"""What the views are made from: reports read in memory, or a record with its judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from fogline.api.sources import Taken, names, stored
from fogline.cli.output import Outcome
from fogline.core.judgement import Judgement
from fogline.core.problem import Problem
from fogline.store import DEFAULT, open_store

if TYPE_CHECKING:
    from fogline.core.incident import Picture
    from fogline.reconcile.judgements import Replayed

Reports: TypeAlias = Annotated[
    list[Path] | None, typer.Option("--reports", help="Read these files in memory instead of a record; repeat it.")
]
More: TypeAlias = Annotated[list[Path] | None, typer.Argument(help="More files for --reports.", show_default=False)]
AsOf: TypeAlias = Annotated[str | None, typer.Option(help="What had happened by this day (YYYY-MM-DD).")]
KnownOn: TypeAlias = Annotated[str | None, typer.Option(help="What had been said by this day (YYYY-MM-DD).")]
OfPlace: TypeAlias = Annotated[str | None, typer.Option("--place", help="This place and what lies in it.")]
Theatre: TypeAlias = Annotated[str | None, typer.Option(help="Whose sides to go by (a folder of vocab/theatres).")]


def day(text: str | None, option: str) -> date | None:
    """Raises ``typer.BadParameter`` for what is no ISO date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; dates are YYYY-MM-DD", param_hint=option) from None


def taken(
    files: Iterable[Path] | None, db: str | Path, outcome: Outcome | None = None
) -> tuple[list[Taken], list[Judgement]]:
    """Reports with claims, and the judgements on them: of files read now, or of the record."""
    chosen = list(files or ())
    if chosen:
        return list(_read(chosen, outcome or Outcome())), []
    store = open_store(db, create=False)
    try:
        return list(stored(store)), list(store.judgements())
    finally:
        store.close()


def _read(files: list[Path], outcome: Outcome) -> Iterator[Taken]:
    from fogline import run

    for item in run.extract(files):
        if isinstance(item, Problem):
            outcome.take(item)
        else:
            yield Taken(item.report, tuple(item.claims))


def view(
    files: Iterable[Path] | None,
    db: str | Path,
    as_of: str | None,
    known_on: str | None,
    outcome: Outcome | None = None,
) -> tuple[Picture, Replayed]:
    """The picture as the options ask for it, and what stands after the judgements."""
    from fogline.reconcile.record import rebuild

    rows, judgements = taken(files, db, outcome)
    return rebuild(rows, judgements, day(as_of, "--as-of"), day(known_on, "--known-on"))


__all__ = [
    "DEFAULT",
    "AsOf",
    "KnownOn",
    "More",
    "OfPlace",
    "Reports",
    "Taken",
    "Theatre",
    "day",
    "names",
    "stored",
    "taken",
    "view",
]
