"""A web page: the article's text, title, date and outlet, without menus, comments and captions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.markup import HostileError, check
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import whole_text


def page(source: Source, options: Options) -> Iterator[Report | Problem]:
    """One report: the page."""
    markup = yield from whole_text(source, options, declares=True)
    if markup is None:
        return
    try:
        check(markup, options.limits)
        found = _extract(markup, source.url)
    except HostileError as error:
        yield Problem("ingest.html_bomb", str(error), source.where, lost=True)
        return
    if found is None or not found.text:
        yield Problem("ingest.no_text", "no article was found on the page", source.where, lost=True)
        return
    yield from build(_fields(found, source), source.where, options)


def _extract(markup: str, url: str | None) -> Any:
    import trafilatura  # a slow import that most input never needs

    # It logs what it finds doubtful; we say it as a problem.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            _undeclared(markup),
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # The extensive search takes any date on the page for the publication's.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (RecursionError, MemoryError) as error:
        raise HostileError("cannot be taken apart: nested too deep") from error
    except Exception:  # noqa: BLE001 - whatever a hostile page provokes in the parser is the same to us
        return None


def _undeclared(markup: str) -> str:
    """Without its XML declaration: lxml refuses text that still declares an encoding."""
    return markup[markup.find("?>") + 2 :] if markup.lstrip().startswith("<?xml") else markup


def _body(text: str, title: str) -> str:
    """Paragraphs, a blank line between them, without the headline: that is no part of the text."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and title and (lines[0] == title or title.startswith(lines[0])):
        lines = lines[1:]
    return "\n\n".join(lines)


def _fields(page: Any, source: Source) -> Fields:
    return Fields(
        text=_body(page.text, page.title or ""),
        outlet=page.sitename or page.hostname or "",
        published=page.date or "",
        title=page.title or "",
        url=page.url or source.url or "",
        retrieved=source.retrieved or "",
        archive=source.archive or "",
    )
