"""One thing whole: a claim in its report, a report with its claims, an incident with every account; and why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from fogline.cli import desk, words
from fogline.cli.claims import excerpt
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import console, lines, table, tell
from fogline.cli.sources import AsOf, KnownOn, day, stored
from fogline.core.claim import Step
from fogline.core.codec import claim_to_json, judgement_to_json, report_to_json
from fogline.reconcile.sheet import Line
from fogline.store import DEFAULT, Store, open_store
from fogline.store.protocol import KEY_SHOWN

if TYPE_CHECKING:
    from fogline.core.incident import Blame, Incident

Name = Annotated[
    str,
    typer.Argument(
        help="A claim as listed: REPORT/CLAIM, REPORT being a key's beginning or your own id; a report; an incident."
    ),
]
ClaimName = Annotated[str, typer.Argument(help="As listed: REPORT/CLAIM.")]


def show(name: Name, db: Db = DEFAULT, as_of: AsOf = None, known_on: KnownOn = None, json: Json = False) -> None:
    """Show a claim in its report, the words that make it marked; a report with its claims; an incident with every
    account. What people decided is applied and told.

    Examples:
        fogline show 3f2a9c01d4b7/c4

        fogline show wire-17

        fogline show i-ece4a73418 --known-on 2024-11-29
    """
    store = open_store(db, create=False)
    try:
        if "/" in name:
            _claim(store, name, json)
        elif name.startswith("i-") and (found := _incident(store, name, as_of, known_on)):
            _event(store, found, json)
        else:
            _report(store, name, json)
    except KeyError as error:
        told = str(error.args[0])
        if name.startswith("i-") and "/" not in name:
            told = f"no incident is called {name!r}; an incident whose accounts change may get another name"
        raise typer.BadParameter(told, param_hint="NAME") from None
    finally:
        store.close()


def _claim(store: Store, name: str, json: bool) -> None:
    found, called = desk.named(store, name)
    line = found.sheet.lines[called]
    if json:
        lines([{"report": report_to_json(found.report), **_line_json(line)}])
        return
    _head(found)
    out, claim = console(), line.statement.claim
    out.print(excerpt(found.report.text, claim.evidence.span, None, out, [q.span for q in claim.also_at]))
    out.print("\n" + desk.drawn([*desk.facts(line), *desk.decisions(found.sheet.on_report)]))
    out.print(f"\n[dim]why: fogline explain {escape(found.key)}/{escape(called)}[/]")


def _line_json(line: Line) -> dict[str, Any]:
    claim = claim_to_json(line.statement.claim, full=True)
    return {"claim": claim, "state": line.state, "judgements": [judgement_to_json(j) for j in line.decisions]}


def _head(found: desk.Opened) -> None:
    report, out = found.report, console()
    head = (report.outlet or "unknown outlet", report.published or "no date", report.url or "")
    out.print(f"[bold]{escape(report.title or 'untitled')}[/]")
    out.print(f"[dim]{escape(', '.join(part for part in head if part))}[/]\n")


def _report(store: Store, name: str, json: bool) -> None:
    found = desk.opened(store, name)
    told = found.sheet.lines
    if json:
        lines([{"report": report_to_json(found.report), "claims": [_line_json(line) for line in told.values()]}])
        return
    _head(found)
    out = console()
    out.print(escape(found.report.text) + "\n")
    rows = ({"claim": f"{found.key}/{n}", **_brief(line)} for n, line in told.items())
    if not table(rows, ("claim", "who", "what", "when", "where", "numbers", "words", "state")):
        tell("the reader found no claim in this report")
    for _, text in desk.decisions(found.sheet.on_report):
        out.print(escape(text))


def _brief(line: Line) -> dict[str, Any]:
    claim = line.statement.claim
    return {
        "who": words.origin(claim, line.statement.head.outlet),
        "what": words.kind(claim),
        "when": words.when(claim.time),
        "where": words.where(claim.places),
        "numbers": words.numbers(claim.quantities),
        "words": words.shortened(claim.evidence.text, 60),
        "state": None if line.state == "open" else line.state,
    }


# --- an incident ---


def _incident(store: Store, name: str, as_of: str | None, known_on: str | None) -> Incident | None:
    from fogline.reconcile.record import rebuild

    clocks = day(as_of, "--as-of"), day(known_on, "--known-on")
    picture, _ = rebuild(stored(store), list(store.judgements()), *clocks)
    return next((i for i in picture.incidents if i.id == name), None)


def _event(store: Store, i: Incident, json: bool) -> None:
    from fogline.cli.incidents import ranges
    from fogline.reconcile.asjson import incident_json
    from fogline.reconcile.grades import gaps, grade
    from fogline.reconcile.sums import label

    keys = desk.keys(store)
    rows = [_told(i, s, keys) for s in i.statements]
    if json:
        lines([incident_json(i) | {"claims": rows}])
        return
    out, graded = console(), grade(i)
    out.print(f"[bold]{escape(label(i))}[/]  {i.id}")
    counted = [(m.value.replace("_", " "), text) for m, text in ranges(i).items()]
    where = i.place and ", ".join(x for x in (i.place.name, i.place.admin1, i.place.country) if x)
    facts = [
        ("where", where or "not known"),
        *counted,
        ("origins", f"{len(i.origins)}: {'; '.join(i.origins)}" if i.origins else "none named"),
        ("grade", f"{graded.name.value}: {graded.reason}"),
        *_blame(i.blamed, "blamed"),
        *_blame(i.denied, "denied"),
        *(("lacks", gap.message) for gap in gaps(i)),
        *(("note", note) for note in i.notes),
    ]
    out.print(desk.drawn(facts) + "\n")
    table(_words(i, keys), ("origin", "says", "people", "said", "in the words", "report"))
    out.print()
    table(rows, ("claim", "said", "who", "what", "numbers", "words"))


def _blame(rows: tuple[Blame, ...], verb: str) -> Iterator[tuple[str, str]]:
    yield from ((verb, f"{b.actor}, by {'; '.join(b.by)}") for b in rows)


def _words(i: Incident, keys: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every account, each origin's last word marked, the others with what became of them."""
    last = {a.figure for w in i.latest for a in w.accounts}
    for a in sorted(i.accounts, key=lambda a: (a.origin, a.said.isoformat() if a.said else "", a.order)):
        state = "last word" if a.figure in last else "earlier" if a.superseded else ""
        marks = [state, "part" if a.part else "", "copy" if a.copy else "", "vague" if a.vague else ""]
        yield {
            "origin": a.origin,
            "says": f"{words.count(a.count)} {a.measure.value.replace('_', ' ')}",
            "people": ", ".join(a.actors) or a.kind or (a.status.value if a.status.value != "unknown" else None),
            "said": a.said,
            "in the words": f'"{a.quote}"' + "".join(f", {m}" for m in marks if m),
            "report": keys.get(a.report, a.report[:KEY_SHOWN]),
        }


def _told(i: Incident, s: Any, keys: dict[str, str]) -> dict[str, Any]:
    return {
        "claim": desk.key_of(s, keys),
        "said": s.said.isoformat() if s.said else None,
        "who": s.origin,
        "what": words.kind(s.claim),
        "numbers": words.numbers(s.claim.quantities),
        "words": words.shortened(s.claim.evidence.text, 90),
    }


# --- why ---


def explain(claim: ClaimName, db: Db = DEFAULT, json: Json = False, csv: Csv = False) -> None:
    """Say which rule or entry made each part of a claim, from which characters, and what people decided on it.

    Examples:
        fogline explain 3f2a9c01d4b7/c4

        fogline explain wire-17/c4 --json
    """
    store = open_store(db, create=False)
    try:
        found, called = desk.named(store, claim)
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0]), param_hint="CLAIM") from None
    finally:
        store.close()
    line = found.sheet.lines[called]
    if not json and not csv:
        text = words.shortened(line.statement.claim.evidence.text, 160)
        console().print(f"[bold]{escape(found.key)}/{escape(called)}[/]  {escape(text)}\n")
        console().print(desk.drawn([*desk.facts(line), *desk.decisions(found.sheet.on_report)]), "")
    rows = list(_steps(line, found.report.text))
    table(rows, ("field", "rule", "from", "words", "note"), as_json=json, as_csv=csv)
    if not rows:
        tell("this claim's reading left no trace")


def _steps(line: Line, text: str) -> Iterator[dict[str, Any]]:
    """The trace by field, fields in the order they first appear, the steps of each in order; a person's come last, and
    are signed.
    """
    trace = line.statement.claim.trace
    order = list(dict.fromkeys(step.field for step in trace))
    signed = {j.id: desk.signed(j) for j in line.decisions}
    for _, steps in groupby(sorted(trace, key=lambda step: order.index(step.field)), key=lambda step: step.field):
        yield from (_step(step, text, signed) for step in steps)


def _step(step: Step, text: str, signed: dict[str, str]) -> dict[str, Any]:
    span = step.span
    return {
        "field": step.field,
        "rule": step.rule,
        "from": None if span is None else f"{span.start}-{span.end}",
        "words": None if span is None else words.shortened(span.of(text), 70),
        "note": signed.get(step.note, step.note) or None,
    }


COMMANDS = (show, explain)
