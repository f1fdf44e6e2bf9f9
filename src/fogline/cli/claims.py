"""Asking the record: which claims, who says so, and why we think so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from fogline.cli import words
from fogline.cli.options import Csv, Db, Json, days
from fogline.cli.output import console, lines, table, tell
from fogline.core.claim import Claim, ClaimType, Modality, Polarity, Step
from fogline.core.codec import claim_to_json, report_to_json
from fogline.store import DEFAULT, ClaimQuery, Store, StoredClaim, StoredReport, open_store

Name = Annotated[str, typer.Argument(help="As listed: REPORT/CLAIM, where REPORT is a key's beginning or your own id.")]

_COLUMNS = ("claim", "published", "who", "what", "when", "where", "numbers", "words")


def claims(
    db: Db = DEFAULT,
    source: Annotated[str | None, typer.Option(help="Who says it, at any place of the chain.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who does it, suffers it, or is counted.")] = None,
    place: Annotated[str | None, typer.Option(help="Place, town, region, or two-letter country.")] = None,
    type: Annotated[ClaimType | None, typer.Option(help="Type of claim.", metavar="TYPE")] = None,
    since: Annotated[str | None, typer.Option(help="It happened on or after this day.")] = None,
    until: Annotated[str | None, typer.Option(help="It happened on or before this day.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that stand in it, in any order.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="affirmed or denied.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="actual, intended ...", metavar="MODALITY")] = None,
    report: Annotated[str | None, typer.Option(help="Of this report only.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List claims, all or those that meet every condition.

    Examples:
        fogline claims --type toll --place Aleppo

        fogline claims --source "Syrian Observatory for Human Rights" --since 2024-11-29 --until 2024-11-30

        fogline claims --text "prison escaped" --json
    """
    query = ClaimQuery(
        report=report,
        source=source,
        actor=actor,
        place=place,
        type=type,
        days=days(since, until),
        text=text,
        polarity=polarity,
        modality=modality,
        limit=limit,
    )
    store = open_store(db, create=False)
    try:
        found = table((_row(c, json) for c in store.claims(query)), _COLUMNS, as_json=json, as_csv=csv)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--report") from None
    finally:
        store.close()
    if not found:
        tell("no claim meets these conditions")


def _row(stored: StoredClaim, whole: bool) -> dict[str, Any]:
    about = {"claim": stored.key, "published": stored.published}
    claim = stored.claim
    if whole:
        return about | {"outlet": stored.outlet} | {k: v for k, v in claim_to_json(claim).items() if k != "id"}
    return about | {
        "who": words.who(claim, stored.outlet),
        "what": words.kind(claim),
        "when": words.when(claim.time),
        "where": words.where(claim.places),
        "numbers": words.numbers(claim.quantities),
        "words": words.shortened(claim.evidence.text, 90),
    }


def show(claim: Name, db: Db = DEFAULT, json: Json = False) -> None:
    """Show a claim in its report, the words that make it marked.

    Examples:
        fogline show 3f2a9c01d4b7/c4

        fogline show wire-17/c4 --json
    """
    found, report = _named(open_store(db, create=False), claim)
    if json:
        lines([{"report": report_to_json(report.report), "claim": claim_to_json(found.claim, full=True)}])
        return
    out = console()
    head = (report.report.outlet or "unknown outlet", report.report.published or "no date", report.report.url or "")
    out.print(f"[bold]{escape(report.report.title or 'untitled')}[/]")
    out.print(f"[dim]{escape(', '.join(part for part in head if part))}[/]\n")
    out.print(_marked(report.report.text, found.claim, plain=not out.is_terminal))
    out.print()
    out.print(_facts(found))
    out.print(f"\n[dim]why: fogline explain {escape(found.key)}[/]")


def _marked(text: str, claim: Claim, *, plain: bool) -> Text:
    """The claim's words stand out: in reverse on a terminal, between ``>>>`` and ``<<<`` elsewhere."""
    if plain:
        at = claim.evidence.span
        return Text(f"{text[: at.start]}>>>{at.of(text)}<<<{text[at.end :]}")
    marked = Text(text)
    for quote in claim.also_at:
        marked.stylize("underline", quote.span.start, quote.span.end)
    marked.stylize("bold reverse", claim.evidence.span.start, claim.evidence.span.end)
    return marked


def _facts(stored: StoredClaim) -> Table:
    drawn = Table(box=None, show_header=False, pad_edge=False)
    drawn.add_column(style="dim")
    drawn.add_column(overflow="fold")
    for label, value in words.facts(stored.claim, stored.outlet):
        drawn.add_row(label, escape(value))
    return drawn


def explain(claim: Name, db: Db = DEFAULT, json: Json = False, csv: Csv = False) -> None:
    """Say which rule or entry made each part of a claim, from which characters.

    Examples:
        fogline explain 3f2a9c01d4b7/c4

        fogline explain wire-17/c4 --json
    """
    found, report = _named(open_store(db, create=False), claim)
    if not json and not csv:
        console().print(f"[bold]{escape(found.key)}[/]  {escape(words.shortened(found.claim.evidence.text, 160))}\n")
        console().print(_facts(found), "")
    rows = list(_steps(found.claim, report.report.text))
    table(rows, ("field", "rule", "from", "words", "note"), as_json=json, as_csv=csv)
    if not rows:
        tell("this claim's reading left no trace")


def _steps(claim: Claim, text: str) -> Iterator[dict[str, Any]]:
    """The trace by field, fields in the order they first appear, the steps of each in order."""
    order = list(dict.fromkeys(step.field for step in claim.trace))
    by_field = sorted(claim.trace, key=lambda step: order.index(step.field))
    for _, steps in groupby(by_field, key=lambda step: step.field):
        yield from (_step(step, text) for step in steps)


def _step(step: Step, text: str) -> dict[str, Any]:
    span = step.span
    return {
        "field": step.field,
        "rule": step.rule,
        "from": None if span is None else f"{span.start}-{span.end}",
        "words": None if span is None else words.shortened(span.of(text), 70),
        "note": step.note or None,
    }


def _named(store: Store, name: str) -> tuple[StoredClaim, StoredReport]:
    try:
        found = store.claim(name)
        return found, store.report(found.report_key)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="CLAIM") from None
    finally:
        store.close()


COMMANDS = (claims, show, explain)
