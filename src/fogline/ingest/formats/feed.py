"""RSS and Atom files: one report an entry, the text of its content (else its summary)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.decode import decode
from fogline.ingest.format import Format
from fogline.ingest.markup import HostileError, to_text
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import whole_text


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """The outlet is the feed's own title unless the options name one."""
    text = yield from whole_text(source, options, declares=True)
    if text is None:
        return
    feed = _feed(text, source.where)
    if isinstance(feed, Problem):
        yield feed
        return
    outlet = options.outlet or str((feed.get("feed") or {}).get("title") or "")
    listed = feed.get("entries") or []
    if not listed:
        yield Problem("ingest.empty", "the feed has no entries", source.where, lost=True)
    for number, entry in enumerate(listed, 1):
        yield from _entry(entry, outlet, f"{source.where}:{number}", source, options)


def entries(data: bytes, where: str) -> list[dict[str, Any]] | Problem:
    """The entries of a feed as its parser gives them (``id``, ``link``, ``title``, ``published``, ``content`` ...)."""
    decoded = decode(data, where, declares=True)
    if isinstance(decoded, Problem):
        return decoded
    feed = _feed(decoded.text, where)
    return feed if isinstance(feed, Problem) else list(feed.get("entries") or [])


def _feed(text: str, where: str) -> Mapping[str, Any] | Problem:
    if "<!ENTITY" in text[:100_000].upper():
        return Problem("ingest.xml_entities", "declares XML entities, which may be a trap; left out", where, lost=True)
    feed = _parse(text)
    return feed or Problem("ingest.bad_feed", "is not an RSS or Atom feed that can be read", where, lost=True)


def _parse(text: str) -> Mapping[str, Any] | None:
    import fastfeedparser  # loads lxml, which most commands do not need

    try:
        # Bytes, never a string: a string that looks like an address would be fetched.
        return fastfeedparser.parse(_undeclared(text).encode(), include_tags=False, include_media=False)  # type: ignore[no-any-return]
    except Exception:  # noqa: BLE001 - whatever a hostile feed provokes in the parser is the same to us
        return None


def _undeclared(text: str) -> str:
    """Without the XML declaration, whose encoding is no longer true."""
    text = text.lstrip("\ufeff \t\n")
    return text[text.find("?>") + 2 :].lstrip() if text.startswith("<?xml") and "?>" in text else text


def _entry(
    entry: Mapping[str, Any], outlet: str, where: str, source: Source, options: Options
) -> Iterator[Report | Problem]:
    try:
        text = to_text(_content(entry), options.limits)
    except HostileError as error:
        yield Problem("ingest.html_bomb", str(error), where, lost=True)
        return
    fields = Fields(
        text=text,
        id=str(entry.get("id") or ""),
        outlet=outlet,
        published=str(entry.get("published") or entry.get("updated") or ""),
        title=to_text(str(entry.get("title") or ""), options.limits),
        url=str(entry.get("link") or ""),
        retrieved=source.retrieved or "",
        archive=source.archive or "",
    )
    yield from build(fields, where, options)


def _content(entry: Mapping[str, Any]) -> str:
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max([*bodies, str(entry.get("summary") or ""), str(entry.get("description") or "")], key=len)


_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)

FORMAT = Format(
    "feed",
    read,
    (".rss", ".atom", ".xml", ".rdf"),
    "RSS and Atom: a report an entry",
    sure=lambda head: _FEED.match(head[:8192]) is not None,
)
