"""Measuring the record: a random sample, a person's verdicts, the share that is right with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from fogline.cli import desk, words
from fogline.cli.claims import excerpt
from fogline.cli.desk import Author
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import console, table, tell
from fogline.cli.sources import DEFAULT, stored
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.store import Store, open_store

if TYPE_CHECKING:
    from fogline.core.claim import Claim
    from fogline.core.report import Report
    from fogline.reconcile.agreement import Share

QUESTIONS = {
    "claim": "is all of this right, as the report says it? [y]es, [n]o, [s]kip, [q]uit",
    "sentence": "did the reader miss a claim in this sentence? [y]es, [n]o, [s]kip, [q]uit",
}


def audit(
    db: Db = DEFAULT,
    n: Annotated[int, typer.Option("-n", min=1, help="How many claims, and how many sentences.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed draws the same sample.")] = 1,
    author: Author = None,
    draw: Annotated[bool, typer.Option("--draw", help="Only list the sample.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Draw a random sample of claims and of sentences, take verdicts, print accuracy with its interval.

    Claims are drawn as the reader read them, before any correction. What is right is accepted; what is wrong, and what
    was missed, is noted and stays as it is (`fogline judge` corrects, rejects and adds). An audit can be broken off and
    gone on with; its figures travel with every export.

    Examples:
        fogline audit --draw -n 20

        fogline audit -n 50 --author maria

        fogline audit --json
    """
    store = open_store(db, create=False)
    try:
        rows = list(_sampled(store, n, seed))
        if draw:
            drawn = ({name: row[name] for name in ("kind", "at", "words")} for row in rows)
            table(drawn, ("kind", "at", "words"), as_json=json, as_csv=csv)
            return
        if not json and not csv:
            _ask(store, rows, desk.who(author))
        table(_shares(store), ("what", "yes", "of", "share", "low", "high"), as_json=json, as_csv=csv)
    finally:
        store.close()


def _sampled(store: Store, n: int, seed: int) -> Iterator[dict[str, Any]]:
    """Claims, then sentences, each drawn over the whole record."""
    from fogline.reconcile.agreement import sample
    from fogline.reconcile.judgements import anchor_of
    from fogline.reconcile.sentences import sentences
    from fogline.reconcile.statements import statements

    taken = {t.report.id: t for t in stored(store)}
    keys = desk.keys(store)
    read = {name: list(statements([t])) for name, t in taken.items()}
    by_name = {
        f"{name}:{s.claim.evidence.span.start:08}-{s.claim.evidence.span.end}:{s.claim.type.value}:{nth}": s
        for name, rows in read.items()
        for s in rows
        for nth in [anchor_of(s, rows).nth]
    }
    for name in _shuffled(sample(by_name, n, seed), seed):
        s = by_name[name]
        text = f"{s.claim.type.value}: {' '.join(s.claim.evidence.text.split())}"
        about = {"anchor": anchor_of(s, read[s.head.id]), "report": taken[s.head.id].report, "claims": [s.claim]}
        yield {"kind": "claim", "at": desk.key_of(s, keys), "words": text} | about
    spans = {f"{r}:{at.start:08}-{at.end}": (r, at) for r, t in taken.items() for at in sentences(t.report.text)}
    for name in _shuffled(sample(spans, n, seed + 1), seed):
        report, span = spans[name]
        quote = span.of(taken[report].report.text)
        at = f"{keys[report]}:{span.start}-{span.end}"
        inside = [
            c for c in taken[report].claims if c.evidence.span.start < span.end and span.start < c.evidence.span.end
        ]
        about = {"anchor": Anchor(report, span, quote), "report": taken[report].report, "claims": inside}
        yield {"kind": "sentence", "at": at, "words": " ".join(quote.split())} | about


def _shuffled(names: list[str], seed: int) -> list[str]:
    """In no order of the record's, so that an audit broken off is a random sample too."""
    Random(seed).shuffle(names)  # noqa: S311 - the same each time
    return names


def _ask(store: Store, rows: list[dict[str, Any]], who: str) -> None:
    from fogline.reconcile.agreement import audited
    from fogline.reconcile.judgements import in_force

    out = console()
    done = audited(in_force(store.judgements()))
    left = [row for row in rows if row["anchor"] not in done]
    for n, row in enumerate(left, len(rows) - len(left) + 1):
        out.print(f"\n[bold]{n}/{len(rows)}  {row['kind']} {escape(row['at'])}[/]")
        _show(row, out)
        answer = _answer(QUESTIONS[row["kind"]])
        if answer == "q":
            break
        if answer != "s":
            store.judge(_verdict(store, row["kind"], answer == "y", who, row["anchor"]))
    if not left:
        tell("all of this sample is judged; another --seed or a larger -n draws more")


def _show(row: dict[str, Any], out: Any) -> None:
    """A claim in its report with all that was read; a sentence with the claims that were found in it."""
    report: Report = row["report"]
    claims: list[Claim] = row["claims"]
    out.print(f"[dim]{escape(report.outlet or 'unknown outlet')}, {report.published or 'no date'}[/]")
    out.print(excerpt(report.text, row["anchor"].span, 200, out))
    out.print()
    if row["kind"] == "claim":
        out.print(desk.drawn(words.facts(claims[0], report.outlet)))
    else:
        found = [("found", " · ".join(x for x in _brief(c, report.outlet) if x)) for c in claims]
        out.print(desk.drawn(found or [("found", "nothing")]))


def _brief(c: Claim, outlet: str | None) -> tuple[str, ...]:
    return (
        words.kind(c),
        words.who(c, outlet),
        words.when(c.time),
        words.where(c.places),
        words.numbers(c.quantities),
    )


def _answer(question: str) -> str:
    while True:
        try:
            answer = str(typer.prompt(question, default="s", show_default=False)).strip().lower()[:1]
        except typer.Abort:
            tell("")
            return "q"
        if answer in ("y", "n", "s", "q"):
            return answer
        tell("please answer with one of the letters in brackets")


def _verdict(store: Store, kind: str, yes: bool, who: str, anchor: Anchor) -> Judgement:
    from fogline.reconcile.agreement import AUDITED, MISSED, WHOLE, WRONG

    last = desk.latest(store)
    if kind == "claim" and yes:
        return desk.decision(Verb.ACCEPT, who, AUDITED, anchor, last=last)
    reason = WRONG if kind == "claim" else MISSED if yes else WHOLE
    return desk.decision(Verb.NOTE, who, reason, anchor, last=last)


def _shares(store: Store) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.agreement import audit as measured
    from fogline.reconcile.judgements import in_force

    got = measured(in_force(store.judgements()))
    yield _share("claims that are right", got.precision)
    yield _share("sentences in which something was missed", got.missed)


def _share(what: str, s: Share) -> dict[str, Any]:
    if not s.n:
        return {"what": what, "yes": 0, "of": 0, "share": None, "low": None, "high": None}
    bounds = {"share": round(s.share, 3), "low": round(s.low, 3), "high": round(s.high, 3)}
    return {"what": what, "yes": s.right, "of": s.n, **bounds}


COMMANDS = (audit,)
