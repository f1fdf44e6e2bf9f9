"""What happened, how many were harmed, on whose word, and what the record lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps as pretty
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from fogline.cli.options import Csv, Db, Json, days
from fogline.cli.output import Outcome, console, stdout, table, tell
from fogline.cli.sources import DEFAULT, AsOf, KnownOn, More, OfPlace, Reports, view
from fogline.core.claim import Measure

if TYPE_CHECKING:
    from fogline.core.incident import Incident, Picture, Toll
    from fogline.core.ledger import Sum

_COLUMNS = ("incident", "day", "type", "place", "killed", "wounded", "origins", "grade", "reports")


def incidents(
    more: More = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    place: OfPlace = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object: incidents, tolls, copies.")] = False,
    csv: Csv = False,
) -> None:
    """List incidents: every account of one event together, each origin's last word, the range they span.

    Examples:
        fogline incidents --reports examples/aleppo-2024/reports

        fogline incidents --place Aleppo --known-on 2024-11-29

        fogline incidents --reports monday.jsonl tuesday.jsonl --json
    """
    from fogline.reconcile.asjson import picture_json

    outcome = Outcome()
    picture, judged = view([*(reports or ()), *(more or ())], db, as_of, known_on, outcome)
    for conflict in judged.conflicts:
        tell(f"[yellow]judgement {escape(conflict.judgement)}[/]  {escape(conflict.message)}")
    picture = _at(picture, place)
    if json:
        stdout().write(pretty(picture_json(picture), ensure_ascii=False, indent=1) + "\n")
    elif not table((_row(i) for i in picture.incidents), _COLUMNS, as_csv=csv):
        tell("no incident here")
    raise typer.Exit(outcome.code)


def _at(picture: Picture, place: str | None) -> Picture:
    from dataclasses import replace

    from fogline.reconcile.situation import at

    if place is None:
        return picture
    return replace(picture, incidents=tuple(i for i in picture.incidents if at(i, place)))


def ranges(i: Incident) -> dict[Measure, str]:
    """``16+``, ``20-30``: the range of each measure, as the list of incidents has it."""
    return {r.measure: f"{r.low}{'' if r.low == r.high else f'-{r.high}'}{'+' if r.open else ''}" for r in i.ranges}


def _row(i: Incident) -> dict[str, Any]:
    from fogline.reconcile import phrases
    from fogline.reconcile.grades import grade
    from fogline.reconcile.naming import named

    counted = ranges(i)
    return {
        "incident": i.id,
        "day": phrases.days(i.days),
        "type": i.type.value,
        "place": named(i),
        "killed": counted.get(Measure.KILLED),
        "wounded": counted.get(Measure.WOUNDED),
        "origins": len(i.origins),
        "grade": grade(i).name.value,
        "reports": len({s.head.id for s in i.statements}),
    }


def ledger(
    more: More = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    place: OfPlace = None,
    since: Annotated[str | None, typer.Option(help="Count from this day.")] = None,
    until: Annotated[str | None, typer.Option(help="Count to this day.")] = None,
    measure: Annotated[Measure, typer.Option(help="killed, wounded ...", metavar="MEASURE")] = Measure.KILLED,
    by: Annotated[str | None, typer.Option(help="day or party: one sum for each.")] = None,
    convention: Annotated[str | None, typer.Option(help="acled, ucdp or airwars: count as it does.")] = None,
    compare: Annotated[str | None, typer.Option(help="A second convention: every difference explained.")] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Add up casualties with the arithmetic shown, down to the quotations.

    Examples:
        fogline ledger --reports examples/aleppo-2024/reports --since 2024-11-27 --until 2024-11-30

        fogline ledger --by party

        fogline ledger --convention acled --compare ucdp
    """
    picture, _ = view([*(reports or ()), *(more or ())], db, as_of, known_on)
    picture = _at(picture, place) if convention else picture
    if compare:
        rows = _compared(picture, _known(convention or "acled", "--convention"), _known(compare, "--compare"))
        table(rows, ("incident", "what", "a", "b", "why"), as_json=json, as_csv=csv)
    elif convention:
        rows = _counted(picture, _known(convention, "--convention"))
        table(rows, ("incident", "what", "day", "group", "low", "best", "high", "notes"), as_json=json, as_csv=csv)
    elif by == "party":
        table(_by_party(picture, measure), ("what", "group", "low", "high"), as_json=json, as_csv=csv)
    else:
        _sums(picture, since, until, measure, place, by, json, csv)


def _known(name: str, option: str) -> str:
    from fogline.reconcile.conventions import POLICIES

    if name not in POLICIES:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(sorted(POLICIES))}", param_hint=option)
    return name


def _compared(picture: Picture, a: str, b: str) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.conventions import compare

    for d in compare(a, b, picture.incidents):
        yield {"incident": d.incident, "what": d.label, "a": d.a, "b": d.b, "why": "; ".join(d.reasons)}


def _counted(picture: Picture, name: str) -> Iterator[dict[str, Any]]:
    from fogline.reconcile import phrases
    from fogline.reconcile.conventions import count_under

    for i in picture.incidents:
        for e in count_under(name, i):
            bounds = {"low": e.low, "best": e.best, "high": e.high}
            about = {"incident": i.id, "what": e.label, "day": phrases.days(e.days), "group": e.group}
            yield {**about, **bounds, "notes": "; ".join(e.notes), **dict(e.fields)}


def _by_party(picture: Picture, measure: Measure) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.sums import label, parties

    found: list[Incident | Toll] = [*picture.incidents, *picture.tolls]
    for x in found:
        for group, low, high, figures in parties(x, measure):
            yield {"what": label(x), "group": group, "low": low, "high": high, "figures": list(figures)}


def _sums(
    picture: Picture,
    since: str | None,
    until: str | None,
    measure: Measure,
    place: str | None,
    by: str | None,
    json: bool,
    csv: bool,
) -> None:
    from fogline.reconcile.ledger import ledger as book_of
    from fogline.reconcile.periods import by_day, period
    from fogline.reconcile.sums import breakdown

    stretch = days(since, until)
    if by == "day":
        if not stretch.start or not stretch.end:
            raise typer.BadParameter("--by day needs --since and --until", param_hint="--by")
        found = by_day(picture, stretch, measure, place)
        rows = ({"day": d.isoformat(), "low": s.low, "best": s.best, "high": s.high} for d, s in found)
        table(rows, ("day", "low", "best", "high"), as_json=json, as_csv=csv)
        return
    one = period(picture, stretch, measure, place)
    if json or csv:
        table(_lines(one), ("text", "low", "high", "added"), as_json=json, as_csv=csv)
        return
    book = book_of(picture)
    _shown(one, [line.text for rest in book.rests for line in breakdown(book, rest)] if place is None else [])


def _lines(one: Sum) -> Iterator[dict[str, Any]]:
    for line in one.lines:
        yield {
            "text": line.text,
            "low": line.low,
            "high": line.high,
            "added": line.sign == 1,
            "figures": list(line.figures),
        }
    yield {"text": one.label, "low": one.low, "best": one.best, "high": one.high, "rule": one.rule, "added": None}


def _shown(one: Sum, parts: Iterable[str]) -> None:
    out = console()
    high = "open" if one.high is None else one.high
    out.print(f"[bold]{escape(one.label)}[/]: low {one.low}, best {one.best}, high {high} {one.measure.value}")
    out.print(f"[dim]{escape(one.rule)}[/]\n")
    for line in one.lines:
        out.print(("  + " if line.sign == 1 else "    ") + escape(line.text), soft_wrap=True)
    for n, text in enumerate(parts):
        out.print("\n[bold]Totals and their parts[/]" if n == 0 else "", end="\n" if n == 0 else "")
        out.print("    " + escape(text), soft_wrap=True)


def gaps(
    more: More = None,
    reports: Reports = None,
    db: Db = DEFAULT,
    place: OfPlace = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List per incident what casualty recorders ask for and the record lacks, with its grade and why.

    Examples:
        fogline gaps --reports examples/aleppo-2024/reports

        fogline gaps --place Aleppo --csv
    """
    picture, _ = view([*(reports or ()), *(more or ())], db, as_of, known_on)
    rows = (row for i in _at(picture, place).incidents if i.accounts for row in _gaps(i))
    table(rows, ("incident", "what", "grade", "missing"), as_json=json, as_csv=csv)


def _gaps(i: Incident) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.grades import gaps as missing
    from fogline.reconcile.grades import grade
    from fogline.reconcile.sums import label

    graded = grade(i)
    about = {"incident": i.id, "what": label(i), "grade": f"{graded.name.value}: {graded.reason}"}
    for gap in missing(i):
        yield about | {"missing": gap.message, "code": gap.code}


COMMANDS = (incidents, ledger, gaps)
