"""The situation report as PDF: what is on the page, what the built-in font cannot say, the same bytes twice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from fogline.cli import app
from fogline.core.situation import Cite, Entry, Item, Section, Sentence, SituationReport
from fogline.core.span import Span
from fogline.reconcile.pdf import FontError, latin, pdf

REPORTS = Path(__file__).parents[2] / "examples" / "aleppo-2024" / "reports"


def written(text: str = "Air strike, Kutum: 12 killed.", quote: str = "killed 12 people") -> SituationReport:
    cite = Cite("r1", Span(0, len(quote)), quote)
    item = Item((Sentence(text, (cite,)),))
    return SituationReport(
        "Situation report, Kutum",
        (Section("What happened", (item,)),),
        (Entry(1, cite, "Desk", "2022-05-02"),),
        "None.",
    )


def words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def test_all_that_is_said_is_on_the_page() -> None:
    text = words(pdf(written()))
    for part in ("Situation report, Kutum", "What happened", "Air strike, Kutum: 12 killed. [1]", '"killed 12 people"'):
        assert part in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf(written()) == pdf(written())


def test_other_scripts_are_owned_up_to() -> None:
    text = words(pdf(written("Air strike, \u062d\u0644\u0628 (Aleppo), \u015e\u0131rnak.")))
    assert "Air strike, ??? (Aleppo), Sirnak." in text
    assert "3 letters of other scripts" in text
    assert "letters of other scripts" not in words(pdf(written("What? A strike.")))


@pytest.mark.parametrize(
    ("text", "shown"), [("caf\u00e9", "caf\u00e9"), ("\u0141\u00f3d\u017a", "L\u00f3dz"), ("\u201cno\u201d", '"no"')]
)
def test_latin(text: str, shown: str) -> None:
    assert latin(text) == shown


def test_nothing_to_say() -> None:
    assert "Nothing on record." in words(pdf(SituationReport("Report", (), (), "Nothing on record.")))


def test_a_file_that_is_no_font(tmp_path: Path) -> None:
    bad = tmp_path / "font.ttf"
    bad.write_bytes(b"no font")
    with pytest.raises(FontError, match="cannot be used as a font"):
        pdf(written(), bad)


def test_the_command_wants_a_file() -> None:
    ran = CliRunner().invoke(app, ["report", "--reports", str(REPORTS), "--format", "pdf"])
    assert ran.exit_code == 2
    assert "--out" in ran.output
