"""The main job on the reports that come with Fogline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

import fogline
from fogline.cli import words
from fogline.cli.options import Workers
from fogline.cli.output import Row, console, say, table, watched
from fogline.core.claim import ClaimType, Measure, Scope
from fogline.core.problem import Problem
from fogline.ingest import Options
from fogline.link import sound
from fogline.store import ClaimQuery, Store, StoredClaim, open_store

EXAMPLE = "aleppo-2024"
_CHANGES = (ClaimType.CAPTURE, ClaimType.CONTROL, ClaimType.WITHDRAWAL)


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
    out.print(
        f"\n[bold]{counts.reports} reports, {counts.claims} claims[/] (written for demonstration, see examples/)\n"
    )
    out.print("[bold]Who says it[/]")
    table(_sources(found), ("source", "claims", "most often"))
    out.print("\n[bold]The dead, as each source counts them[/]")
    table(_tolls(found), ("said", "source", "number", "where", "claim"))
    out.print("\n[bold]Places that more than one source says were taken, held or left[/]")
    table(_places(found), ("place", "when", "source", "claim made", "claim"))
    out.print("\n[bold]Denied[/]")
    table(_denied(store), ("said", "source", "words", "claims"))
    shown = next((c.key for c in found if c.claim.quantities and c.claim.attribution), "REPORT/CLAIM")
    out.print(f"\nGo on:  fogline claims --db {db} --place Aleppo\n        fogline show {escape(shown)} --db {db}")


def _origin(stored: StoredClaim) -> str:
    return words.origin(stored.claim, stored.outlet)


def _day(stored: StoredClaim) -> str:
    return (stored.published or "")[:10]


def _sources(found: Iterable[StoredClaim]) -> Iterator[Row]:
    types = Counter((_origin(c), c.claim.type.value) for c in found)
    sums = Counter[str]()
    for (source, _), count in types.items():
        sums[source] += count
    for source, count in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:12]:
        most = sorted(((n, t) for (s, t), n in types.items() if s == source), key=lambda pair: (-pair[0], pair[1]))
        yield {"source": source, "claims": count, "most often": ", ".join(f"{t} {n}" for n, t in most[:3])}


def _tolls(found: Iterable[StoredClaim]) -> Iterator[Row]:
    for stored in found:
        for quantity in stored.claim.quantities:
            if quantity.measure is Measure.KILLED and quantity.part_of is None:
                running = " so far" if quantity.scope is Scope.CUMULATIVE else ""
                yield {
                    "said": _day(stored),
                    "source": _origin(stored),
                    "number": words.numbers([quantity]) + running,
                    "where": words.where(stored.claim.places),
                    "claim": stored.key,
                }


def _places(found: Iterable[StoredClaim]) -> Iterator[Row]:
    by_place: dict[str, list[tuple[str, StoredClaim]]] = {}
    for stored in found:
        for place in stored.claim.places if stored.claim.type in _CHANGES else ():
            by_place.setdefault(sound(place.name), []).append((place.name, stored))
    spelt = {key: Counter(name for name, _ in told).most_common(1)[0][0] for key, told in by_place.items()}
    for key in sorted(by_place, key=lambda key: spelt[key]):
        told = {stored.key: stored for _, stored in by_place[key]}
        if len({_origin(stored) for stored in told.values()}) > 1:
            for stored in sorted(told.values(), key=lambda one: (words.when(one.claim.time) or "9", one.key)):
                yield _change(spelt[key], stored)


def _change(place: str, stored: StoredClaim) -> Row:
    return {
        "place": place,
        "when": words.when(stored.claim.time),
        "source": _origin(stored),
        "claim made": f"{words.kind(stored.claim)} by {words.mentions(stored.claim.agents) or 'someone unnamed'}",
        "claim": stored.key,
    }


def _denied(store: Store) -> Iterator[Row]:
    """One row for each passage: a denial and what it denies are two claims on the same words."""
    denials = [*store.claims(ClaimQuery(type=ClaimType.DENIAL.value)), *store.claims(ClaimQuery(polarity="denied"))]
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
