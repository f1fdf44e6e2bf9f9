"""Places: add one's own to the packaged gazetteers, and ask what a name would be taken for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fogline import vocab
from fogline.cli.options import Csv, Json
from fogline.cli.output import Outcome, table, tell, watched

if TYPE_CHECKING:
    from fogline.core.place import Candidate, Place

COLUMNS = ("place", "kind", "within", "lat", "lon", "score", "km", "why", "id")

places = typer.Typer(help="Places the reader knows: add your own, ask what a name is taken for.", no_args_is_help=True)


def _file() -> Path:
    return Path(os.environ.get(vocab.OWN_PLACES_VARIABLE) or vocab.OWN_PLACES)


@places.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="GeoNames dumps (.txt), GeoJSON of points, or CSV.")],
    source: Annotated[str, typer.Option(help="Where they are from; it begins their ids.")] = "user",
) -> None:
    """Add places to your own file, looked up before the packaged gazetteers.

    The file is fogline-places.db in the working folder, or what FOGLINE_PLACES names. A CSV has a heading line with
    name, lat and lon, and any of kind, country, admin1, admin2, within and aliases (separated by |). What lacks country
    or governorate gets those its point lies in. `fogline rebuild` then reads the record anew.

    Examples:
        fogline places add SY.txt

        fogline places add villages.csv checkpoints.geojson --source fieldwork
    """
    from fogline.read.places import import_places, keep, reopen

    outcome, count, before = Outcome(), 0, _file().is_file()
    for file in files:
        try:
            made = import_places(file, source=source)
        except OSError as error:
            raise typer.BadParameter(f"{file}: {error.strerror or error}", param_hint="FILES") from None
        for problem in made.problems:
            outcome.take(problem)
        outcome.lost += len(made.problems)
        if made.places:
            count = keep(_file(), watched(made.places, "places"))
            reopen()
    if count:
        tell(f"{_file()} {'now holds' if before else 'made, with'} {count:,} places")
    raise typer.Exit(outcome.code if count else 2)


@places.command(name="list")
def list_(json: Json = False, csv: Csv = False) -> None:
    """List your own places.

    Examples:
        fogline places list --csv > mine.csv
    """
    from fogline.read.places import OwnPlaces

    rows = (_row(place) for place in OwnPlaces(vocab.own_places()))
    if not table(rows, ("place", "kind", "within", "lat", "lon", "id"), as_json=json, as_csv=csv):
        tell("no places of your own yet: fogline places add FILE")


@places.command()
def resolve(
    name: Annotated[str, typer.Argument(help="The name as a report writes it.")],
    near: Annotated[str | None, typer.Option(help="Another place of the report.")] = None,
    country: Annotated[str | None, typer.Option(help="Where the report is about: a country's two-letter code.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 10,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Show what a name may mean, best first, with scores, distances and why. Exit code 1: nothing is known.

    Examples:
        fogline places resolve "Khan Tuman" --near Aleppo

        fogline places resolve Salihiyah --country SY --json
    """
    from fogline.read.places import resolve as candidates

    found = candidates(name, near, country)[:limit]
    table((_candidate(c) for c in found), COLUMNS, as_json=json, as_csv=csv)
    if not found:
        tell(f"no gazetteer has {name!r}")
    raise typer.Exit(0 if found else 1)


def _row(place: Place) -> dict[str, Any]:
    lat, lon = place.point or (None, None)
    within = ", ".join(place.chain)
    return {"place": place.name, "kind": place.kind.value, "within": within, "lat": lat, "lon": lon, "id": place.id}


def _candidate(c: Candidate) -> dict[str, Any]:
    away = None if c.distance_km is None else round(c.distance_km, 1)
    return _row(c.place) | {"score": c.score, "km": away, "why": "; ".join(c.reasons)}


APPS = {"places": places}
COMMANDS = ()
