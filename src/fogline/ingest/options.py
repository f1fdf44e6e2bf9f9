"""What a user may set for reading files in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fogline.core.problem import Problem
    from fogline.ingest.source import Source

Fetch = Callable[[str], "Source | Problem"]
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Limits:
    """Above these a file, record or page is named in a ``Problem`` and left out.

    ``file_bytes`` holds for formats read whole (text, Markdown, HTML, feeds); line formats (JSON lines, CSV) may be of
    any length, each record at most ``file_bytes``. ``text_chars`` is the longest text of one report.
    ``html_depth`` and ``html_tags`` bound what the HTML reader is asked to take apart.
    """

    file_bytes: int = 20_000_000
    text_chars: int = 500_000
    html_depth: int = 400
    html_tags: int = 200_000


@dataclass(frozen=True, slots=True)
class Options:
    """``format`` overrides detection; ``columns`` maps our field names to those of a CSV or JSON file
    (``{"text": "body", "outlet": "paper"}``); ``outlet`` and ``published`` stand in where a report has none.
    ``today`` makes dates in the future known as such (``None``: the clock's day). ``dateline`` finds the place a text
    was filed from; without it that is left to the reader. ``fetch`` gets what an address of the web holds
    (``fogline.ingest.web.Fetcher.source``); without it addresses are named as problems.
    """

    format: str | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: _NONE)
    outlet: str | None = None
    published: str | None = None
    today: date | None = None
    dateline: Callable[[str], str | None] | None = None
    limits: Limits = field(default_factory=Limits)
    fetch: Fetch | None = None
