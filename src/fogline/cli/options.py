"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from fogline.core.interval import Days
from fogline.ingest import FORMATS, Limits, Options
from fogline.ingest.options import Fetch

if TYPE_CHECKING:
    from fogline.ingest.web import Fetcher

Files: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, addresses (https://...), or [bold]-[/] for standard input.", show_default=False
    ),
]
Db: TypeAlias = Annotated[
    str, typer.Option("--db", help="The record: a file, or postgresql://USER@HOST/DATABASE.", envvar="FOGLINE_DB")
]
Workers: TypeAlias = Annotated[
    int, typer.Option(min=0, max=256, help="Processes to read with; 0: as many as cores, if there is enough to do.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Csv: TypeAlias = Annotated[bool, typer.Option("--csv", help="Comma-separated values with a heading line.")]
Format: TypeAlias = Annotated[
    str | None, typer.Option("--input", help=f"Take the files for: {', '.join(FORMATS)}. Found out where not given.")
]
Columns: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--column", help="Which column or key holds what: text=body, outlet=paper, published=day ..."),
]
Outlet: TypeAlias = Annotated[str | None, typer.Option(help="Who published reports that do not say so.")]
Published: TypeAlias = Annotated[str | None, typer.Option(help="The date of reports that have none (YYYY-MM-DD).")]
MaxMb: TypeAlias = Annotated[float, typer.Option(min=0.001, help="Larger files, or records of a file, are left out.")]
MaxChars: TypeAlias = Annotated[int, typer.Option(min=1, help="Texts above this are left out.")]

ArchiveTo: TypeAlias = Annotated[Path, typer.Option("--archive", help="Folder that fetched pages are kept in.")]
AllowHost: TypeAlias = Annotated[
    list[str] | None, typer.Option("--allow-host", help="Fetch from this host although it is inside a network.")
]

ARCHIVE = Path("fogline-archive")
MAX_MB = Limits().file_bytes / 1_000_000
MAX_CHARS = Limits().text_chars


def reading_in(
    format: str | None,
    columns: list[str] | None,
    outlet: str | None,
    published: str | None,
    max_mb: float,
    max_chars: int,
    fetch: Fetch | None = None,
) -> Options:
    """What the shared options ask for. Raises ``typer.BadParameter`` for an unknown format or column."""
    if format is not None and format not in FORMATS:
        raise typer.BadParameter(f"{format!r} is none of {', '.join(FORMATS)}", param_hint="--input")
    return Options(
        format=format,
        columns=dict(_pair(column) for column in columns or ()),
        outlet=outlet,
        published=published,
        limits=Limits(file_bytes=int(max_mb * 1_000_000), text_chars=max_chars),
        fetch=fetch,
    )


def fetching(archive: Path | None, allowed: list[str] | None, max_mb: float) -> Fetch:
    """Gets pages of the web; the libraries for it are loaded with the first."""

    @cache
    def fetcher() -> Fetcher:
        from fogline.ingest.web import Archive, Fetcher

        limits = Limits(file_bytes=int(max_mb * 1_000_000))
        return Fetcher(Archive(archive) if archive else None, frozenset(allowed or ()), limits)

    return lambda url: fetcher().source(url)


def days(since: str | None, until: str | None) -> Days:
    """Raises ``typer.BadParameter`` when one is no ISO date, or they run backwards."""
    try:
        return Days((since and date.fromisoformat(since)) or None, (until and date.fromisoformat(until)) or None)
    except ValueError as error:
        raise typer.BadParameter(f"{error} (dates are YYYY-MM-DD)", param_hint="--since/--until") from None


def _pair(column: str) -> tuple[str, str]:
    ours, sign, theirs = column.partition("=")
    if not sign or not ours or not theirs:
        raise typer.BadParameter(f"{column!r} is not NAME=COLUMN", param_hint="--column")
    return ours.strip(), theirs.strip()
