"""Feeds read again and again: what is new in them, fetched page by page; where one left off is kept in a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fogline.core.problem import Problem
from fogline.ingest.formats import feed
from fogline.ingest.source import Source
from fogline.ingest.web.fetch import Fetcher, Page, is_address

REMEMBERED = 2000  # entries of a feed, the newest; feeds hold some dozens


@dataclass(slots=True)
class Feed:
    """Where one feed was left: what makes asking again cheap, and the entries that are done."""

    etag: str = ""
    last_modified: str = ""
    done: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Subscriptions:
    """The state of all feeds, kept in a JSON file that is replaced as a whole."""

    path: Path
    feeds: dict[str, Feed] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Subscriptions:
        """Empty when there is no file. Raises ``ValueError`` when it holds something else."""
        if not path.is_file():
            return cls(path)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, {str(url): Feed(**_checked(row)) for url, row in data["feeds"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"{path} holds no subscriptions") from error

    def save(self) -> None:
        rows = {url: asdict(state) for url, state in self.feeds.items()}
        part = self.path.with_name(f".{self.path.name}.part")
        part.write_text(json.dumps({"feeds": rows}, indent=1, ensure_ascii=False), encoding="utf-8")
        part.replace(self.path)


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    return {"etag": str(row["etag"]), "last_modified": str(row["last_modified"]), "done": [str(x) for x in row["done"]]}


@dataclass(frozen=True, slots=True)
class News:
    """One new entry of a feed, as something to read reports from."""

    feed: str
    entry: str
    source: Source | Problem


def news(urls: Iterable[str], kept: Subscriptions, fetcher: Fetcher) -> Iterator[News | Problem]:
    """New entries of each feed, one at a time. When the next one is asked for, the one before counts as done; a run cut
    short begins again with the entry it was at. The state is saved after each entry.
    """
    for url in urls:
        state = kept.feeds.setdefault(url, Feed())
        page = fetcher.page(url, state.etag, state.last_modified)
        if isinstance(page, Problem):
            yield page
        elif page.status == 200:
            yield from _entries(url, page, state, kept, fetcher)


def _entries(url: str, page: Page, state: Feed, kept: Subscriptions, fetcher: Fetcher) -> Iterator[News | Problem]:
    entries = feed.entries(page.data, url)
    if isinstance(entries, Problem):
        yield entries
        return
    for entry in reversed(entries):  # feeds list the newest first
        name = str(entry.get("id") or entry.get("link") or entry.get("title") or "")
        if name in state.done:
            continue
        yield News(url, name, _page_of(entry, page, fetcher))
        state.done = [*state.done, name][-REMEMBERED:]
        kept.save()
    state.etag, state.last_modified = page.etag, page.last_modified
    kept.save()


def _page_of(entry: dict[str, Any], page: Page, fetcher: Fetcher) -> Source | Problem:
    link = str(entry.get("link") or "")
    if not is_address(link):
        return Problem("web.no_link", f"an entry of {page.url} leads nowhere", page.url, lost=True)
    return fetcher.source(link)
