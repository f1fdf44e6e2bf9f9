"""A situation report as PDF, the same bytes for the same report and font.

Without a font file the PDF's own Helvetica is used, which knows Western European letters only: other letters lose
their marks where they have any, and what no Latin letter stands for is shown as "?" and said so at the end. No font
comes with Fogline: give one (``font``) for other scripts. Arabic letters join and run from right to left when
``uharfbuzz`` is installed.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fogline.core.situation import Cite, Sentence, SituationReport
from fogline.reconcile.layout import entry_line, numbers, used
from fogline.reconcile.phrases import say
from fogline.vocab import load

if TYPE_CHECKING:
    from fpdf import FPDF

CORE = "helvetica"
MARGIN = 20.0
TITLE, HEADING, TEXT, NOTE = 17.0, 12.5, 10.5, 8.5
"""Sizes of letters in points; the margin is in millimetres."""
LEFT = "\u200e"
"""The mark that keeps a line running from left to right beside a name in Arabic letters; it shows nothing."""
FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""The day written into every file: the day of making would make two files of one report differ."""


class FontError(ValueError):
    """The font file cannot be used; the message says why."""


@cache
def latin(text: str) -> str:
    """``text`` in the letters that the built-in font has; "?" for each it cannot give."""
    same: dict[str, str] = load("en/reconcile_phrases.yaml")["pdf"]["letters"]
    return "".join(c if _western(c) else same.get(c) or _bare(c) for c in unicodedata.normalize("NFC", text))


def _western(c: str) -> bool:
    return ord(c) < 256


def _bare(c: str) -> str:
    plain = "".join(x for x in unicodedata.normalize("NFKD", c) if not unicodedata.combining(x))
    return plain if plain and all(map(_western, plain)) else "" if unicodedata.combining(c) else "?"


class _Page:
    """The PDF in the making, with its font and what could not be printed."""

    def __init__(self, title: str, font: Path | None) -> None:
        self.pdf = _document(font)
        self.family = "given" if font else CORE
        self.lost = 0
        self.pdf.set_title(self.text(title))

    def text(self, words: str) -> str:
        flat = " ".join(words.split())
        if self.family != CORE:
            return f"{LEFT}{flat}"
        flat = flat.replace(LEFT, "")
        shown = latin(flat)
        self.lost += shown.count("?") - flat.count("?")
        return shown

    def write(self, words: str, size: float, *, bold: bool = False, space: float = 1.5) -> None:
        """One paragraph. A font that is given has one weight: only the built-in one gets bold."""
        self.pdf.set_font(self.family, "B" if bold and self.family == CORE else "", size)
        self.pdf.multi_cell(0, size * 0.48, self.text(words), align="L", new_x="LMARGIN", new_y="NEXT")
        self.pdf.ln(space)


def _document(font: Path | None) -> FPDF:
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.set_creation_date(FIXED)
    pdf.add_page()
    if font:
        _check(font)
        pdf.add_font("given", fname=font)
        if find_spec("uharfbuzz"):
            pdf.set_text_shaping(True)
    return pdf


def _check(font: Path) -> None:
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with font.open("rb") as file:
            TTFont(file)
    except (OSError, TTLibError) as error:
        raise FontError(f"{font} cannot be used as a font: {error}") from error


def pdf(report: SituationReport, font: Path | None = None) -> bytes:
    """The report on A4 pages. ``font`` is a TrueType or OpenType file; raises ``FontError`` when it cannot be used."""
    at, page = numbers(report), _Page(report.title, font)
    page.write(report.title, TITLE, bold=True, space=4)
    for section in used(report):
        page.write(section.title, HEADING, bold=True)
        for item in section.items:
            page.write(" ".join(_marked(s, at) for s in item.sentences), TEXT)
        page.pdf.ln(2)
    if report.entries:
        page.write(say("report", "sources"), HEADING, bold=True)
        for entry in report.entries:
            page.write(entry_line(entry), NOTE, space=0.8)
    else:
        page.write(report.nothing, TEXT)
    if page.lost:
        page.write(say("pdf", "lost", n=page.lost), NOTE)
    return bytes(page.pdf.output())


def _marked(s: Sentence, at: dict[Cite, int]) -> str:
    return f"{s.text}{LEFT} " + "".join(f"[{n}]" for n in sorted({at[c] for c in s.cites}))
