"""What the views are made from: reports read in memory, or a record with its judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from fogline.cli.output import Outcome
from fogline.core.claim import Claim
from fogline.core.judgement import Judgement
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.store import DEFAULT, ClaimQuery, Store, open_store

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


@dataclass(frozen=True, slots=True)
class Taken:
    """A report and its claims, as reconciliation takes them."""

    report: Report
    claims: tuple[Claim, ...]


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


def stored(store: Store) -> Iterator[Taken]:
    """All of a record, each report under the id it goes by in judgements and views (``names``)."""
    claims: dict[str, list[Claim]] = {}
    for found in store.claims(ClaimQuery()):
        claims.setdefault(found.report_key, []).append(found.claim)
    called = names(store)
    for row in store.reports():
        yield Taken(replace(row.report, id=called[row.key]), tuple(claims.get(row.key, ())))


def names(store: Store) -> dict[str, str]:
    """Key of a report -> the id judgements are bound to: its own, or the key where an earlier report has that id."""
    out: dict[str, str] = {}
    seen: set[str] = set()
    for row in store.reports():
        out[row.key] = row.key if row.report.id in seen else row.report.id
        seen.add(out[row.key])
    return out


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
