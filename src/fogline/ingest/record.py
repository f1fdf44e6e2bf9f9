"""Fields as found, whatever the format, to a ``Report`` and what is to be said about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import dates
from fogline.ingest.options import Options

# Our field names, and what others call them. The first that is present and not empty counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "article_id", "report_id"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "agency"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "datetime", "timestamp"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article", "full_text", "article_content"),
    "dateline": ("dateline",),
    "url": ("url", "link", "address"),
    "retrieved": ("retrieved", "retrieved_at", "accessed", "crawled"),
    "archive": ("archive", "archived", "archive_url"),
}
LONGEST_ID = 500
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)], " ")
_HALF = re.compile("[\ud800-\udfff]")
_NAMES = {alias: name for name, aliases in ALIASES.items() for alias in aliases}


def field_name(written: str) -> str | None:
    """Our name for a header key or column title, ``None`` when it is none of ours."""
    return _NAMES.get("_".join(written.strip().lower().replace("-", " ").split()))


@dataclass(frozen=True, slots=True)
class Fields:
    """A report's fields as strings, as a format found them; empty means absent."""

    text: str
    id: str = ""
    outlet: str = ""
    published: str = ""
    title: str = ""
    dateline: str = ""
    url: str = ""
    retrieved: str = ""
    archive: str = ""

    @classmethod
    def of(cls, values: Mapping[str, object], columns: Mapping[str, str]) -> Fields:
        """From a table row or JSON object; ``columns`` maps our names to theirs and goes first."""
        plain = {str(key).strip().lower(): _plain(value) for key, value in values.items()}
        return cls(**{name: _pick(plain, name, aliases, columns) for name, aliases in ALIASES.items()})


def _plain(value: object) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else str(value)


def _pick(values: Mapping[str, str], name: str, aliases: tuple[str, ...], columns: Mapping[str, str]) -> str:
    if name in columns:
        return values.get(columns[name].strip().lower(), "")
    return next((values[alias] for alias in aliases if values.get(alias, "").strip()), "")


def build(fields: Fields, where: str, options: Options) -> Iterator[Report | Problem]:
    """The report, then what is doubtful about it; or only the reason why there is none."""
    text = _storable(fields.text)
    if not text.strip():
        yield Problem("ingest.no_text", "it has no text", where, lost=True)
        return
    if len(text) > options.limits.text_chars:
        message = f"its text has {len(text):,} characters, the limit is {options.limits.text_chars:,} (--max-chars)"
        yield Problem("ingest.too_long", message, where, lost=True)
        return
    written = fields.published.strip() or options.published or ""
    published = dates.iso(written) if written else None
    report = Report(
        id=_named(fields.id),
        text=text,
        outlet=_line(fields.outlet) or options.outlet,
        published=published,
        title=_line(fields.title),
        dateline=_line(fields.dateline) or (options.dateline(text) if options.dateline else None),
        url=_storable(fields.url).strip() or None,
        retrieved=_storable(fields.retrieved).strip() or None,
        archive=_storable(fields.archive).strip() or None,
    )
    yield report if report.id else report.identified()
    yield from _doubts(report, written, where, options)


def _storable(text: str) -> str:
    """Control characters, which no reader sees, as spaces, and half characters as U+FFFD: offsets stay true."""
    return _HALF.sub("\ufffd", text.translate(_CONTROL))


def _line(text: str) -> str:
    return " ".join(_storable(text).split())


def _named(id: str) -> str:
    """An id as given; none where it is too long to be one (the content's hash stands in then)."""
    id = _storable(id).strip()
    return id if len(id) <= LONGEST_ID else ""


def _doubts(report: Report, written: str, where: str, options: Options) -> Iterator[Problem]:
    if report.published is None and written:
        message = f"its date {written[:60]!r} is none or could be two; kept without one, relative dates stay open"
        yield Problem("ingest.bad_date", message, where)
    elif report.published is None:
        yield Problem("ingest.no_date", "it has no publication date; relative dates in it stay open", where)
    elif dates.day(report.published) > _tomorrow(options):
        yield Problem(
            "ingest.future_date", f"its date {report.published[:10]} lies in the future; kept as given", where
        )
    if report.outlet is None:
        yield Problem("ingest.no_outlet", "it does not say who published it", where)


def _tomorrow(options: Options) -> date:
    """A day's grace: it is already tomorrow somewhere."""
    return (options.today or datetime.now(UTC).date()) + timedelta(days=1)
