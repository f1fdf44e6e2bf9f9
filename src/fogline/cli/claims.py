"""Asking the record: which claims, as they stand after decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from fogline.cli import desk, words
from fogline.cli.options import Csv, Db, Json, days
from fogline.cli.output import table, tell
from fogline.cli.sources import names
from fogline.core.claim import ClaimType, Modality, Polarity
from fogline.core.codec import claim_to_json
from fogline.core.judgement import Judgement, Verb
from fogline.core.span import Span
from fogline.store import DEFAULT, ClaimQuery, Store, StoredClaim, open_store
from fogline.store.meeting import meets

_COLUMNS = ("claim", "published", "who", "what", "when", "where", "numbers", "words", "state")


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
    """List claims, all or those that meet every condition, as they stand: corrected, added, rejected ones marked so.

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
        judged = list(store.judgements())
        columns = _COLUMNS if judged or csv else _COLUMNS[:-1]
        found = table(
            (_row(c, state, json) for c, state in _standing(store, query, judged)), columns, as_json=json, as_csv=csv
        )
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="--report") from None
    finally:
        store.close()
    if not found:
        tell("no claim meets these conditions")


def _standing(store: Store, query: ClaimQuery, judged: list[Judgement]) -> Iterator[tuple[StoredClaim, str]]:
    """Claims with what decisions made of them. Without a decision the store's answer is all."""
    if not judged:
        yield from ((found, "open") for found in store.claims(query))
        return
    sheets = dict(_judged(store, query, judged))
    rows = [(c, "open") for c in store.claims(replace(query, limit=None)) if c.report_key not in sheets]
    for key, opened in sheets.items():
        for line in opened.sheet.lines.values():
            if meets(query, line.statement.claim, opened.report.outlet):
                stored = StoredClaim(key, opened.report.outlet, opened.report.published, line.statement.claim)
                rows.append((stored, line.state))
    rows.sort(key=lambda row: (row[0].published or "", row[0].report_key))
    yield from rows[: query.limit]


def _judged(store: Store, query: ClaimQuery, judged: list[Judgement]) -> Iterator[tuple[str, desk.Opened]]:
    """The reports on which there are decisions, by key; of all of them where an actor was renamed."""
    only = store.report(query.report).key if query.report else None
    about = {a.report for j in judged for a in (j.anchor, *j.others)}
    everywhere = any(j.verb is Verb.RENAME for j in judged)
    for key, name in names(store).items():
        if only in (None, key) and (everywhere or name in about):
            yield key, desk.opened(store, key)


def _row(stored: StoredClaim, state: str, whole: bool) -> dict[str, Any]:
    about = {"claim": stored.key, "published": stored.published}
    claim = stored.claim
    if whole:
        rest = {k: v for k, v in claim_to_json(claim).items() if k != "id"}
        return about | {"outlet": stored.outlet} | rest | {"state": state}
    return about | {
        "who": words.who(claim, stored.outlet),
        "what": words.kind(claim),
        "when": words.when(claim.time),
        "where": words.where(claim.places),
        "numbers": words.numbers(claim.quantities),
        "words": words.shortened(claim.evidence.text, 90),
        "state": None if state == "open" else state,
    }


def excerpt(text: str, span: Span, around: int | None, out: Console, also: Sequence[Span] = ()) -> Text:
    """The report's text, or ``around`` characters on both sides, with the claim's words standing out: in reverse on a
    terminal, between ``>>>`` and ``<<<`` elsewhere; ``also`` underlined.
    """
    start, end = (0, len(text)) if around is None else _cut(text, span, around)
    before, after = ("\u2026 " if start else ""), (" \u2026" if end < len(text) else "")
    if not out.is_terminal:
        return Text(f"{before}{text[start : span.start]}>>>{span.of(text)}<<<{text[span.end : end]}{after}")
    shown = Text(before + text[start:end] + after)
    moved = len(before) - start
    for other in also:
        shown.stylize("underline", max(0, other.start + moved), max(0, other.end + moved))
    shown.stylize("bold reverse", span.start + moved, span.end + moved)
    return shown


def _cut(text: str, span: Span, around: int) -> tuple[int, int]:
    """At the gaps between words."""
    start = 0 if span.start <= around else text.find(" ", span.start - around, span.start) + 1 or span.start
    end = text.rfind(" ", span.end, span.end + around) if len(text) > span.end + around else len(text)
    return start, end if end >= span.end else span.end


COMMANDS = (claims,)
