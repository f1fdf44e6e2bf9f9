"""A human's part: review what is doubtful, record decisions, measure agreement and accuracy."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from rich.markup import escape

from fogline.api.sources import AUDITED
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import console, table, tell
from fogline.cli.sources import DEFAULT, day, names, stored
from fogline.core.claim import Claim, ClaimType, Measure, Quote
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb, moment
from fogline.core.span import Span
from fogline.store import Store, open_store
from fogline.store.protocol import KEY_SHOWN

if TYPE_CHECKING:
    from fogline.core.incident import Statement
    from fogline.reconcile.agreement import Share
    from fogline.reconcile.review import Doubt

Author: TypeAlias = Annotated[str | None, typer.Option("--author", help="Who decides; the login name when left out.")]
Because: TypeAlias = Annotated[str, typer.Option("--because", help="Why.")]

_KEYS = {"a": Verb.ACCEPT, "r": Verb.REJECT}


def review(
    db: Db = DEFAULT,
    author: Author = None,
    list_only: Annotated[bool, typer.Option("--list", help="Show the list and ask nothing.")] = False,
    agreement: Annotated[bool, typer.Option("--agreement", help="How far the coders agree, and what is open.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Walk through what most needs a human: contradictions, hedges, the unlocated, big numbers.

    Examples:
        fogline review --list

        fogline review --author maria --limit 50

        fogline review --agreement
    """
    from fogline.reconcile.record import rebuild
    from fogline.reconcile.review import doubts
    from fogline.reconcile.sides import sides

    store = open_store(db, create=False)
    try:
        judgements = list(store.judgements())
        if agreement:
            table(_agreement(judgements), ("coders", "items", "agree", "kappa", "open"), as_json=json, as_csv=csv)
            return
        who = author or getpass.getuser()
        picture, judged = rebuild(stored(store), judgements)
        mine = [j for j in judgements if j.author == who]
        found = doubts(picture, mine, judged.statements, sides())[:limit]
        if list_only or json or csv:
            keys = {name: key for key, name in names(store).items()}
            table((_doubt(d, keys) for d in found), ("claim", "why", "who", "words"), as_json=json, as_csv=csv)
        else:
            _walk(store, found, who)
    finally:
        store.close()


def _doubt(d: Doubt, keys: dict[str, str]) -> dict[str, Any]:
    s = d.statement
    return {
        "claim": f"{keys[s.head.id][:KEY_SHOWN]}/{s.claim.id}",
        "why": "; ".join(d.reasons),
        "who": s.origin,
        "words": " ".join(s.claim.evidence.text.split()),
    }


def _walk(store: Store, found: list[Doubt], who: str) -> None:
    out, kept, keys = console(), 0, {name: key for key, name in names(store).items()}
    for n, d in enumerate(found, 1):
        row = _doubt(d, keys)
        out.print(f"\n[bold]{n}/{len(found)}[/]  {escape(row['who'])}: {escape(row['words'])}")
        out.print(f"[dim]{escape(row['why'])}[/]")
        answer = typer.prompt("accept, reject, skip or quit [a/r/s/q]", default="s").strip().lower()[:1]
        if answer == "q":
            break
        if answer in _KEYS:
            reason = typer.prompt("why", default="", show_default=False)
            kept += store.judge(decision(_KEYS[answer], who, reason, anchor_of(d.statement)))
    tell(f"{kept} decisions kept")


def anchor_of(s: Statement) -> Anchor:
    evidence = s.claim.evidence
    return Anchor(s.head.id, evidence.span, evidence.text, s.claim.type.value)


def decision(
    verb: Verb,
    who: str,
    reason: str,
    anchor: Anchor,
    others: tuple[Anchor, ...] = (),
    field: str | None = None,
    value: str | None = None,
    was: str | None = None,
    adjudicates: bool = False,
    last: datetime | None = None,
    *,
    claim: Claim | None = None,
) -> Judgement:
    """A judgement made now, and not before the ``last`` one; its id is a digest of what it says."""
    at = moment(datetime.now(UTC).replace(microsecond=0), last)
    parts = (
        verb.value,
        who,
        at.isoformat(),
        anchor.report,
        str(anchor.span),
        field or "",
        value or "",
        was or "",
        reason,
    )
    name = sha256("\0".join(parts).encode()).hexdigest()[:16]
    return Judgement(name, verb, who, at, reason, anchor, others, field, value, was, claim, adjudicates)


def _agreement(judgements: list[Judgement]) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.agreement import agreement, coders

    names = coders(judgements)
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            got = agreement(judgements, a, b)
            kappa = None if got.kappa is None else round(got.kappa, 3)
            about = {"coders": f"{a}, {b}", "items": got.items, "agree": round(got.observed, 3), "kappa": kappa}
            yield about | {"open": ", ".join(got.open)}


def judge(
    verb: Annotated[
        Verb, typer.Argument(help="accept, reject, correct, add, merge, split, pin, duplicate, retract, note.")
    ],
    claims: Annotated[list[str], typer.Argument(help="Claims as listed (REPORT/CLAIM); reports to retract or pair.")],
    db: Db = DEFAULT,
    because: Because = "",
    author: Author = None,
    field: Annotated[str | None, typer.Option(help="For correct: time.start, quantities.0.low, type ...")] = None,
    value: Annotated[str | None, typer.Option(help="For correct: what it should be.")] = None,
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Decide between two coders; this stands.")] = False,
    words: Annotated[str | None, typer.Option(help="For add: the report's words that say it, exactly.")] = None,
    kind: Annotated[ClaimType | None, typer.Option("--type", help="For add: what they claim.", metavar="TYPE")] = None,
    source: Annotated[str | None, typer.Option(help="For add: who says it, if not the outlet.")] = None,
    place: Annotated[str | None, typer.Option(help="For add: where.")] = None,
    on: Annotated[str | None, typer.Option("--day", help="For add: when (YYYY-MM-DD).")] = None,
    killed: Annotated[int | None, typer.Option(min=0, help="For add: how many dead.")] = None,
) -> None:
    """Record a decision: appended with author, time and reason, replayed on every rebuild, bound to the words.

    Examples:
        fogline judge reject 3f2a9c01d4b7/c4 --because "a caption, not the story"

        fogline judge correct 3f2a9c01d4b7/c4 --field time.start --value 2024-11-29

        fogline judge merge 3f2a9c01d4b7/c4 81aa02c3d5e6/c2

        fogline judge retract 3f2a9c01d4b7 --because "withdrawn by the outlet"

        fogline judge add 3f2a9c01d4b7 --words "two mortars fell on the bakery" --type shelling --place Douma
    """
    from fogline.reconcile.judgements import corrected, value_of

    store = open_store(db, create=False)
    try:
        missed = None
        if verb is Verb.ADD:
            days = Days.on(chosen) if (chosen := day(on, "--day")) else Days()
            missed = _missed(store.report(claims[0]).report.text, words, kind, source, place, days, killed)
        anchors = [_marked(store, claims[0], missed)] if missed else [_anchor(store, verb, name) for name in claims]
        was = None
        if verb is Verb.CORRECT:
            claim = store.claim(claims[0]).claim
            was = value_of(claim, field or "")
            corrected(claim, field or "", value)
        kept = store.judge(
            decision(
                verb,
                author or getpass.getuser(),
                because,
                anchors[0],
                tuple(anchors[1:]),
                field,
                value,
                was,
                adjudicate,
                max((j.at for j in store.judgements()), default=None),
                claim=missed,
            )
        )
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise typer.BadParameter(str(error.args[0] if error.args else error)) from None
    finally:
        store.close()
    tell("kept" if kept else "the same decision is there already")


def _missed(
    text: str,
    words: str | None,
    kind: ClaimType | None,
    source: str | None,
    place: str | None,
    days: Days,
    killed: int | None,
) -> Claim:
    """A claim on words that stand in the text exactly once; ``ValueError`` otherwise."""
    from fogline.reconcile.judgements import marked

    if not words or kind is None:
        raise ValueError("add needs --words and --type")
    found = text.count(words)
    if found != 1:
        raise ValueError(f"the words stand {found} times in the report; they must stand there once")
    start = text.index(words)
    counted = None if killed is None else (Measure.KILLED, Count(killed, killed))
    return marked(kind, Quote(Span(start, start + len(words)), words), source, place, days, counted)


def _marked(store: Store, report: str, claim: Claim) -> Anchor:
    evidence = claim.evidence
    return Anchor(names(store)[store.report(report).key], evidence.span, evidence.text, claim.type.value)


def _anchor(store: Store, verb: Verb, name: str) -> Anchor:
    """A claim's words; a whole report for retractions and duplicates. Raises ``KeyError`` for an unknown name."""
    if verb is Verb.RENAME:
        raise KeyError("actors are renamed with `fogline actors rename`")
    if "/" not in name:
        if verb not in (Verb.RETRACT, Verb.DUPLICATE, Verb.NOTE):
            raise KeyError(f"{name} is a report; {verb.value} takes claims (REPORT/CLAIM)")
        return Anchor(names(store)[store.report(name).key])
    found = store.claim(name)
    evidence = found.claim.evidence
    return Anchor(names(store)[found.report_key], evidence.span, evidence.text, found.claim.type.value)


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

    Verdicts on claims are kept as accept or reject, on sentences as notes, so that an audit can be gone on with.

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
        who = author or getpass.getuser()
        if not json and not csv:
            _ask(store, rows, who)
        table(_shares(store, rows), ("what", "right", "of", "share", "low", "high"), as_json=json, as_csv=csv)
    finally:
        store.close()


MISSED, WHOLE = "audit: something missed", "audit: nothing missed"


def _sampled(store: Store, n: int, seed: int) -> Iterator[dict[str, Any]]:
    """Claims, then sentences, each drawn over the whole record."""
    from fogline.reconcile.agreement import sample
    from fogline.reconcile.sentences import sentences

    taken = list(stored(store))
    claims = [(t.report.id, c) for t in taken for c in t.claims]
    by_name = {f"{r}:{c.evidence.span.start:08}-{c.evidence.span.end}:{c.type.value}": (r, c) for r, c in claims}
    for name in sample(by_name, n, seed):
        report, claim = by_name[name]
        evidence = claim.evidence
        anchor = Anchor(report, evidence.span, evidence.text, claim.type.value)
        words = f"{claim.type.value}: {' '.join(evidence.text.split())}"
        yield {"kind": "claim", "at": name, "words": words, "anchor": anchor}
    texts = {t.report.id: t.report.text for t in taken}
    spans = {f"{r}:{s.start:08}-{s.end}": (r, s) for r, text in texts.items() for s in sentences(text)}
    for name in sample(spans, n, seed + 1):
        report, span = spans[name]
        words = span.of(texts[report])
        yield {"kind": "sentence", "at": name, "words": " ".join(words.split()), "anchor": Anchor(report, span, words)}


def _ask(store: Store, rows: list[dict[str, Any]], who: str) -> None:
    out = console()
    done = {_on(j.anchor) for j in store.judgements() if j.verb in (Verb.ACCEPT, Verb.REJECT, Verb.NOTE)}
    for n, row in enumerate(rows, 1):
        anchor: Anchor = row["anchor"]
        if _on(anchor) in done:
            continue
        out.print(f"\n[bold]{n}/{len(rows)}[/]  {escape(row['words'])}")
        question = "is the claim right" if row["kind"] == "claim" else "did the reader miss anything here"
        answer = typer.prompt(f"{question}? [y/n/q]", default="q").strip().lower()[:1]
        if answer not in ("y", "n"):
            break
        store.judge(_verdict(row["kind"], answer == "y", who, anchor))


def _on(anchor: Anchor) -> tuple[str, Span, str | None]:
    """What a verdict is on: a claim by its words and type, a sentence by its words."""
    return anchor.report, anchor.span, anchor.type


def _verdict(kind: str, yes: bool, who: str, anchor: Anchor) -> Judgement:
    if kind == "claim":
        return decision(Verb.ACCEPT if yes else Verb.REJECT, who, AUDITED, anchor)
    return decision(Verb.NOTE, who, MISSED if yes else WHOLE, anchor)


def _shares(store: Store, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.agreement import audit as measured

    claims, sentences = {}, {}
    places = {_on(r["anchor"]): r["at"] for r in rows}
    for j in store.judgements():
        at = places.get(_on(j.anchor))
        if at and j.verb in (Verb.ACCEPT, Verb.REJECT):
            claims[at] = j.verb is Verb.ACCEPT
        if at and j.verb is Verb.NOTE and j.reason in (MISSED, WHOLE):
            sentences[at] = j.reason == MISSED
    got = measured(claims, sentences)
    yield _share("claims that are right", got.precision)
    yield _share("sentences in which something was missed", got.missed)


def _share(what: str, s: Share) -> dict[str, Any]:
    bounds = {"share": round(s.share, 3), "low": round(s.low, 3), "high": round(s.high, 3)}
    return {"what": what, "right": s.right, "of": s.n, **bounds}


COMMANDS = (review, judge, audit)
