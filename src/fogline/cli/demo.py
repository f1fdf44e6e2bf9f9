"""The main job on the reports that come with Fogline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import fogline
from fogline.cli import words
from fogline.cli.options import Workers
from fogline.cli.output import Row, console, say, table, watched
from fogline.cli.sources import names, view
from fogline.core.claim import Claim, ClaimType, Measure, Scope
from fogline.core.control import Act, Holding
from fogline.core.incident import Head, Statement
from fogline.core.problem import Problem
from fogline.ingest import Options
from fogline.reconcile.control import history, holdings, places, state
from fogline.reconcile.sides import sides
from fogline.store import ClaimQuery, Store, StoredClaim, open_store

EXAMPLE = "aleppo-2024"
_ACTS = {
    Act.CAPTURED: "taken by {who}",
    Act.HOLDS: "held by {who}",
    Act.BESIEGES: "besieged by {who}",
    Act.LOST: "lost by {who}",
    Act.WITHDREW: "left by {who}",
    Act.DENIES_LOSS: "not lost by {who}",
    Act.DENIES_CAPTURE: "not taken by {who}",
    Act.PARTLY: "partly held by {who}",
}


def demo(
    db: Annotated[str, typer.Option("--db", help="Where the demonstration's record is kept.")] = "fogline-demo.db",
    workers: Workers = 0,
) -> None:
    """Read the example reports into a record of their own and print what they claim, side by side.

    Examples:
        fogline demo

        fogline claims --db fogline-demo.db --place Aleppo
    """
    from fogline import run

    store = open_store(db)
    for item in watched(run.ingest_into(store, [_folder()], Options(), workers), "reports"):
        for problem in [item] if isinstance(item, Problem) else item.problems:
            say(problem)
    for _ in watched(run.rebuild(store, workers), "reports read anew"):
        pass
    _summary(store, db)
    store.close()


def _folder() -> Path:
    """In the installed package, or beside the source."""
    here = Path(fogline.__file__).parent
    places = (here / "examples", here.parents[1] / "examples")
    found = next((p / EXAMPLE / "reports" for p in places if (p / EXAMPLE / "reports").is_dir()), None)
    if found is None:
        raise typer.BadParameter("the example reports are not installed")
    return found


def _summary(store: Store, db: str) -> None:
    out, counts = console(), store.counts()
    found = list(store.claims())
    picture, judged = view(None, db, None, None)
    copies = dict(picture.copies)
    told = sorted((s for s in judged.statements if s.head.id not in copies), key=lambda s: (s.said or date.max, s.key))
    keys = _keys(store, found)
    out.print(
        f"\n[bold]{counts.reports} reports, {counts.claims} claims[/] (written for demonstration, see examples/)\n"
    )
    out.print(f"[bold]Who says it[/] (copies left out: {len(copies)})")
    table(_sources(told), ("source", "claims", "most often"))
    out.print("\n[bold]The dead, as each source counts them[/]")
    table(_tolls(told, keys), ("said", "source", "number", "where", "claim"))
    held = holdings(told)
    out.print("\n[bold]Places of which more than one source says who took, held or left them[/]")
    table(_control(held, keys), ("place", "when", "source", "says", "claim"))
    last = max((h.said for h in held if h.said), default=None)
    if last:
        out.print(f"\n[bold]Who holds them on {last}[/]")
        table(_states(held, last), ("place", "state", "holders", "why"))
    out.print("\n[bold]Denied, or said not to be so[/]")
    table(_denied(store), ("said", "source", "words", "claims"))
    shown = next((c.key for c in found if c.claim.quantities and c.claim.attribution), "REPORT/CLAIM")
    out.print(f"\nGo on:  fogline claims --db {db} --place Aleppo\n        fogline show {escape(shown)} --db {db}")


def _keys(store: Store, found: Iterable[StoredClaim]) -> dict[str, str]:
    """The claim that people type, by the statement it makes."""
    called = names(store)
    return {_statement(called[c.report_key], c.claim): c.key for c in found}


def _statement(report: str, claim: Claim) -> str:
    return Statement(Head(report), claim, "", False).key


def _origin(stored: StoredClaim) -> str:
    return words.origin(stored.claim, stored.outlet)


def _day(stored: StoredClaim) -> str:
    return (stored.published or "")[:10]


def _sources(told: Iterable[Statement]) -> Iterator[Row]:
    types = Counter((s.origin, s.claim.type.value) for s in told)
    sums = Counter[str]()
    for (source, _), count in types.items():
        sums[source] += count
    for source, count in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:12]:
        most = sorted(((n, t) for (s, t), n in types.items() if s == source), key=lambda pair: (-pair[0], pair[1]))
        yield {"source": source, "claims": count, "most often": ", ".join(f"{t} {n}" for n, t in most[:3])}


def _tolls(told: Iterable[Statement], keys: Mapping[str, str]) -> Iterator[Row]:
    for s in told:
        for quantity in s.claim.quantities:
            if quantity.measure is Measure.KILLED and quantity.part_of is None:
                running = " so far" if quantity.scope is Scope.CUMULATIVE else ""
                yield {
                    "said": s.said.isoformat() if s.said else "",
                    "source": s.origin,
                    "number": words.numbers([quantity]) + running,
                    "where": words.where(s.claim.places),
                    "claim": keys.get(s.key, ""),
                }


def _shared(held: Sequence[Holding]) -> Iterator[str]:
    """Places that more than one origin speaks of, as they are today and not as background."""
    for place in places(held):
        if len({h.origin for h in history(held, place) if not h.background}) > 1:
            yield place


def _control(held: Sequence[Holding], keys: Mapping[str, str]) -> Iterator[Row]:
    for place in _shared(held):
        told = {(h.whole, h.days, h.origin, h.act, h.holder): h for h in reversed(history(held, place))}
        for h in reversed(told.values()):
            yield {
                "place": h.place if h.whole else f"part of {h.place}",
                "when": words.days(h.days) or (f"said {h.said}" if h.said else ""),
                "source": h.origin,
                "says": _says(h),
                "claim": keys.get(h.statement, ""),
            }


def _says(h: Holding) -> str:
    who = h.holder or ", ".join(h.against) or "someone unnamed"
    return _ACTS[h.act].format(who=who)


def _states(held: Sequence[Holding], on: date) -> Iterator[Row]:
    side = sides(None)
    for place in _shared(held):
        found = state(held, place, on, side=side)
        yield {
            "place": place,
            "state": found.state.value,
            "holders": ", ".join(found.holders) or None,
            "why": found.reason,
        }


def _denied(store: Store) -> Iterator[Row]:
    """One row for each passage: a denial and what it denies are two claims on the same words. Aid that does not come is
    denied to somebody, not by somebody.
    """
    told = [*store.claims(ClaimQuery(type=ClaimType.DENIAL.value)), *store.claims(ClaimQuery(polarity="denied"))]
    denials = [c for c in told if c.claim.type is not ClaimType.AID]
    passages: list[list[StoredClaim]] = []
    for stored in sorted({c.key: c for c in denials}.values(), key=lambda c: (_day(c), c.report_key, _place(c))):
        if passages and _meets(passages[-1], stored):
            passages[-1].append(stored)
        else:
            passages.append([stored])
    for claims in passages:
        longest = max(claims, key=lambda c: len(c.claim.evidence.text))
        yield {
            "said": _day(longest),
            "source": _origin(claims[0]),
            "words": words.shortened(longest.claim.evidence.text, 110),
            "claims": ", ".join(c.key if n == 0 else c.claim.id for n, c in enumerate(claims)),
        }


def _place(stored: StoredClaim) -> tuple[int, int]:
    span = stored.claim.evidence.span
    return span.start, span.end


def _meets(passage: Iterable[StoredClaim], stored: StoredClaim) -> bool:
    return any(
        c.report_key == stored.report_key and c.claim.evidence.span.meets(stored.claim.evidence.span) for c in passage
    )


COMMANDS = (demo,)
