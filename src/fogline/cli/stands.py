"""Who holds what, who stands where, and the situation written out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fogline.cli.options import Csv, Db, Json, days
from fogline.cli.output import console, stdout, table, tell
from fogline.cli.sources import DEFAULT, AsOf, KnownOn, More, OfPlace, Reports, Theatre, day, view

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from fogline.core.control import DayState, Disagreement, Holding
    from fogline.core.position import Position
    from fogline.core.situation import SituationReport

    Side = Callable[[str], str | None]


class Form(StrEnum):
    """What a situation report is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"


def control(
    place: Annotated[str | None, typer.Argument(help="A town, quarter, base; all of them when left out.")] = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    according_to: Annotated[str | None, typer.Option(help="Only on this source's, or its side's, word.")] = None,
    history: Annotated[bool, typer.Option("--history", help="Every claim, in order.")] = False,
    disagreements: Annotated[bool, typer.Option("--disagreements", help="Where sources differ.")] = False,
    theatre: Theatre = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say who holds a place on a day: held, claimed, contested or unknown, and on whose word.

    Examples:
        fogline control Aleppo --as-of 2024-11-30 --according-to "Syrian army"

        fogline control --disagreements --as-of 2024-11-30

        fogline control Saraqib --history --json
    """
    from fogline.reconcile.control import disagreements as differ
    from fogline.reconcile.control import heard, holdings, places, state
    from fogline.reconcile.sides import sides

    _, judged = view(reports, db, None, None)
    found, known = holdings(judged.statements), day(known_on, "--known-on")
    on = day(as_of, "--as-of") or _last(found)
    if on is None:
        tell("no claim about control here")
        return
    side = sides(theatre)
    if history:
        told = heard(found, day(as_of, "--as-of"), known, according_to, side)
        table(_history(told, place), ("day", "place", "act", "holder", "source", "words"), as_json=json, as_csv=csv)
    elif disagreements:
        table(_differ(differ(found, on, known)), ("place", "versions"), as_json=json, as_csv=csv)
    else:
        names = [place] if place else places(found)
        states = (state(found, p, on, known_on=known, according_to=according_to, side=side) for p in names)
        rows = (_state(s) for s in states)
        table(rows, ("place", "day", "state", "holders", "since", "why"), as_json=json, as_csv=csv)


def _last(found: tuple[Holding, ...]) -> date | None:
    return max((h.said for h in found if h.said), default=None)


def _state(s: DayState) -> dict[str, Any]:
    return {
        "place": s.place,
        "day": s.day.isoformat(),
        "state": s.state.value,
        "holders": ", ".join(s.holders) or None,
        "since": s.since.isoformat() if s.since else None,
        "why": s.reason,
        "inherited": s.inherited,
        "rests_on": [h.statement for h in s.rests_on],
    }


def _history(found: list[Holding], place: str | None) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.control import history, when

    for h in history(found, place) if place else found:
        told = when(h)
        yield {
            "day": told.isoformat() if told else None,
            "place": h.place if h.whole else f"part of {h.place}",
            "act": h.act.value,
            "holder": h.holder,
            "source": h.origin,
            "words": " ".join(h.quote.split()),
            "report": h.report,
        }


def _differ(found: list[Disagreement]) -> Iterator[dict[str, Any]]:
    for d in found:
        yield {"place": d.place, "versions": "; ".join(f"{who}: {what}" for who, what in d.versions)}


def positions(
    actor: Annotated[str | None, typer.Argument(help="Whose positions; everybody's when left out.")] = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    towards: Annotated[str | None, typer.Option(help="Towards this actor.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List who supports, accuses, threatens, asks, meets and agrees with whom, when, in whose words.

    Examples:
        fogline positions --reports examples/aleppo-2024/reports

        fogline positions "Government of Iran" --towards "Government of Syria"
    """
    from fogline.reconcile.positions import between
    from fogline.reconcile.positions import positions as stands

    _, judged = view(reports, db, None, None)
    found = between(stands(judged.statements), actor, towards, day(as_of, "--as-of"), day(known_on, "--known-on"))
    rows = (_position(p) for p in found)
    table(rows, ("day", "actor", "act", "target", "source", "words"), as_json=json, as_csv=csv)


def _position(p: Position) -> dict[str, Any]:
    from fogline.core.interval import Days
    from fogline.reconcile import phrases

    when = p.days or (Days.on(p.said) if p.said else None)
    return {
        "day": phrases.days(when) if when else None,
        "actor": p.actor,
        "act": p.act.value,
        "target": p.target,
        "source": p.origin,
        "words": " ".join(p.quote.split()),
        "report": p.report,
        "background": p.background,
    }


def report(
    more: More = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    since: Annotated[str | None, typer.Option("--from", help="From this day.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="To this day.")] = None,
    place: OfPlace = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    form: Annotated[Form, typer.Option("--format", help="markdown, html, or pdf (into a file).")] = Form.MARKDOWN,
    html: Annotated[bool, typer.Option("--html", help="The same as --format html.")] = False,
    font: Annotated[
        Path | None, typer.Option(help="A TrueType font for the PDF, for scripts beyond the Latin.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file.")] = None,
    theatre: Theatre = None,
) -> None:
    """Write a situation report: developments, tolls, control, positions, what is contested; every sentence cited.

    Examples:
        fogline report --reports examples/aleppo-2024/reports --from 2024-11-27 --to 2024-11-30

        fogline report --place Aleppo --html -o aleppo.html

        fogline report --place Aleppo --format pdf -o aleppo.pdf
    """
    from fogline.reconcile import layout
    from fogline.reconcile.clocks import seen
    from fogline.reconcile.sides import sides
    from fogline.reconcile.situation import situation

    picture, judged = view([*(reports or ()), *(more or ())], db, as_of, known_on)
    said = seen(judged.statements, day(as_of, "--as-of"), day(known_on, "--known-on"))
    written = situation(picture, said, days(since, until), place, sides(theatre))
    if form is Form.PDF:
        _as_pdf(written, font, out)
        return
    text = layout.html(written) if html or form is Form.HTML else layout.markdown(written)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")
        console(stderr=True).print(f"written to {out}")
    else:
        stdout().write(text)


def _as_pdf(written: SituationReport, font: Path | None, out: Path | None) -> None:
    from fogline.reconcile.pdf import FontError, pdf

    if out is None:
        raise typer.BadParameter("a PDF goes into a file: name one with --out")
    try:
        out.write_bytes(pdf(written, font))
    except FontError as error:
        raise typer.BadParameter(str(error)) from error
    console(stderr=True).print(f"written to {out}")


COMMANDS = (control, positions, report)
