"""Follow feeds: what is new in them is fetched and kept, round after round."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fogline.cli.options import ARCHIVE, MAX_MB, AllowHost, ArchiveTo, Db, MaxMb, Outlet
from fogline.cli.output import Outcome, tell
from fogline.core.problem import Problem
from fogline.ingest import Limits, Options, read
from fogline.store import DEFAULT, Store, open_store

if TYPE_CHECKING:
    from fogline.ingest.web import Fetcher, Subscriptions

STATE = Path("fogline-watch.json")


def watch(
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Addresses of RSS or Atom feeds; without any, those watched before.")
    ] = None,
    db: Db = DEFAULT,
    every: Annotated[float, typer.Option(min=1, help="Minutes between two rounds.")] = 30,
    once: Annotated[bool, typer.Option("--once", help="One round, then end: for cron and timers.")] = False,
    state: Annotated[Path, typer.Option(help="Where it is kept what has been read.")] = STATE,
    archive: ArchiveTo = ARCHIVE,
    outlet: Outlet = None,
    max_mb: MaxMb = MAX_MB,
    allow_host: AllowHost = None,
) -> None:
    """Follow feeds: fetch the pages of their new entries and keep them with their claims, politely, until stopped.

    robots.txt is heeded and hosts are given time; each page is kept as it came, by the hash of its bytes. Stopped at
    any moment, the next run goes on where this one was.

    Examples:
        fogline watch https://example.org/rss.xml --once

        fogline watch --every 15
    """
    from fogline.ingest.web import Archive, Fetcher, Subscriptions

    try:
        kept = Subscriptions.load(state)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--state") from None
    urls = list(dict.fromkeys(feeds or kept.feeds))
    if not urls:
        raise typer.BadParameter("no feed is watched yet: name one", param_hint="FEEDS")
    limits = Limits(file_bytes=int(max_mb * 1_000_000))
    options, store = Options(outlet=outlet, limits=limits), open_store(db)
    try:
        with Fetcher(Archive(archive), frozenset(allow_host or ()), limits) as fetcher:
            for code in _rounds(store, urls, kept, fetcher, options):
                if once:
                    raise typer.Exit(code)
                time.sleep(every * 60)
    finally:
        store.close()


def _rounds(store: Store, urls: list[str], kept: Subscriptions, fetcher: Fetcher, options: Options) -> Iterator[int]:
    """One round after the other; the exit code of each."""
    while True:
        outcome, counts = Outcome(), Counter[str]()
        _round(store, urls, kept, fetcher, options, outcome, counts)
        tell(
            f"{counts['new']} reports added with {counts['claims']} claims, {counts['old']} already there, "
            f"{outcome.lost} left out"
        )
        yield outcome.code


def _round(
    store: Store,
    urls: list[str],
    kept: Subscriptions,
    fetcher: Fetcher,
    options: Options,
    outcome: Outcome,
    counts: Counter[str],
) -> None:
    """Each entry is kept before the next is asked for, which is when it counts as done."""
    from fogline import run
    from fogline.ingest.web import news

    for item in news(urls, kept, fetcher):
        found = [item] if isinstance(item, Problem) else read([item.source], options)
        for result in run.keep(store, found, workers=1):
            if isinstance(result, Problem):
                outcome.take(result)
            else:
                counts["new" if result.new else "old"] += 1
                counts["claims"] += result.claims if result.new else 0


COMMANDS = (watch,)
