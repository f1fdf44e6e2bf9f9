"""PDF: the text layer of a document, lines put together into paragraphs again. A scan has none."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source

PAGES = 2000
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_SHORT = 0.75  # of the longest line: a line that ends a sentence before this ends a paragraph
_NUMBER = re.compile(r"\d+")


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """One report: the document. Its date and publisher are seldom in it: give them by option."""
    data = source.whole(options.limits.file_bytes)
    if isinstance(data, Problem):
        yield data
        return
    pages = _pages(data, source.where, options.limits.text_chars)
    if isinstance(pages, Problem):
        yield pages
        return
    title, lines = pages
    text = "\n\n".join(_paragraphs(_without_running(lines)))
    if not text.strip():
        message = "has no text in it; a scan needs text recognition first"
        yield Problem("ingest.no_text", message, source.where, lost=True)
        return
    fields = Fields(
        text=text,
        title=title,
        url=source.url or "",
        retrieved=source.retrieved or "",
        archive=source.archive or "",
    )
    yield from build(fields, source.where, options)


def _pages(data: bytes, where: str, most: int) -> tuple[str, list[list[str]]] | Problem:
    """The title, and the lines of each page; pages after the longest allowed text are not looked at."""
    import pypdf  # only PDFs need it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            return Problem("ingest.bad_pdf", "is locked with a password", where, lost=True)
        title = str((document.metadata.title if document.metadata else None) or "")
        lines: list[list[str]] = []
        length = 0
        for page in document.pages[:PAGES]:
            lines.append([" ".join(line.split()) for line in page.extract_text().split("\n")])
            length += sum(map(len, lines[-1]))
            if length > most:
                break
        return title, lines
    except Exception as error:  # noqa: BLE001 - whatever a hostile PDF provokes in the parser is the same to us
        return Problem("ingest.bad_pdf", f"cannot be read: {type(error).__name__}", where, lost=True)


def _without_running(pages: list[list[str]]) -> list[str]:
    """All lines, less the heads and feet that most pages share but for their number."""
    ends = Counter(_NUMBER.sub("#", line) for page in pages for line in {*page[:1], *page[-1:]} if line)
    running = {line for line, count in ends.items() if count > 2 and count * 2 > len(pages)}
    kept: list[str] = []
    for page in pages:
        rows = [line for line in page if line]
        for at in (0, -1):
            if rows and _NUMBER.sub("#", rows[at]) in running:
                rows.pop(at)
        kept += rows
    return kept


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined; a short line that ends a sentence ends its paragraph."""
    longest = max(map(len, lines), default=0)
    text = ""
    for line in lines:
        text = _joined(text, line)
        if _ENDS.search(line) and len(line) < _SHORT * longest:
            yield text
            text = ""
    if text:
        yield text


def _joined(text: str, line: str) -> str:
    if text.endswith("-") and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}" if text else line


FORMAT = Format("pdf", read, (".pdf",), "PDF: its text, not scans", sure=lambda head: head.startswith(b"%PDF-"))
