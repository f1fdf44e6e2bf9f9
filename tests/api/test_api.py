"""Fogline from Python, as a person at a prompt or in a notebook uses it."""

import copy
import pickle
import subprocess
import sys
from datetime import date

import pytest

import fogline
from fogline.core.report import Report

TEXT = "At least 20 people were killed in Aleppo on Friday, the Syrian Observatory for Human Rights said."


@pytest.fixture(scope="module")
def record(demo_record):
    with fogline.open(demo_record) as opened:
        yield opened


# --- importing ---


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, time; t = time.perf_counter(); import fogline; took = time.perf_counter() - t;"
        "heavy = ('spacy', 'numpy', 'sqlalchemy', 'pyarrow', 'pandas', 'yaml', 'fogline.read', 'fogline.store');"
        "print([m for m in heavy if m in sys.modules], took < 0.5)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[] True"


def test_what_there_is():
    assert {"read", "open", "Record", "Report", "Profile", "__version__"} <= set(dir(fogline))
    with pytest.raises(AttributeError, match="nonsense"):
        fogline.nonsense  # noqa: B018


# --- reading ---


@pytest.mark.parametrize(
    "given", [TEXT, Report("r1", TEXT, None, "2024-11-30"), [Report("r1", TEXT, None, "2024-11-30")]]
)
def test_reading_a_text(given):
    (claim,) = fogline.read(given, published=date(2024, 11, 30))
    assert claim.type.value == "toll"
    assert claim.origin == "Syrian Observatory for Human Rights"
    assert (claim.quantities[0].count.low, claim.quantities[0].count.high) == (20, None)
    assert claim.time.days.start == date(2024, 11, 29)
    assert "20+ killed" in claim._repr_html_()
    assert repr(claim).startswith("<toll ")


def test_the_reading_room_is_still_a_package():
    import fogline.read
    from fogline.read import Reading

    assert fogline.read.Reading is Reading
    with pytest.raises(ValueError, match="nobody"):
        fogline.read(TEXT, reader="nobody")


def test_claims_of_a_text_show_themselves():
    found = fogline.read(TEXT)
    assert "1 claim<" in found._repr_html_()
    (one,) = found
    assert copy.copy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


# --- a record ---


def test_the_record_counts_itself(record):
    assert "30 reports" in repr(record)
    assert "reports" in record._repr_html_()


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "Aleppo"},
        {"source": "Syrian Observatory for Human Rights"},
        {"type": "toll"},
        {"since": "2024-12-01", "until": date(2024, 12, 2)},
        {"limit": 3},
    ],
)
def test_claims_meet_the_conditions(record, asked):
    found = list(record.claims(**asked))
    everything = list(record.claims())
    assert 0 < len(found) < len(everything)
    assert {c.key for c in found} <= {c.key for c in everything}


def test_incidents_by_both_clocks(record):
    now = list(record.incidents(place="Aleppo"))
    then = list(record.incidents(place="Aleppo", known_on="2024-11-29"))
    assert 0 < len(then) < len(now) + 1
    assert all(i.first_said <= date(2024, 11, 29) for i in then)
    shown = next(i for i in now if i.latest)
    assert "last word" in shown._repr_html_()
    assert len(record.accounts(shown)) == len(shown.accounts)
    assert "words" in record.accounts(shown)._repr_html_()


def test_the_ledger_is_the_commands(record):
    found = record.ledger("Aleppo", since="2024-11-27", until="2024-12-02")
    assert found.low <= found.best
    assert len(found) == len(list(found)) > 0
    assert f"low {found.low}, best {found.best}" in found._repr_html_()


def test_control_and_positions(record):
    assert [s.place for s in record.control("Homs")] == ["Homs"]
    assert {s.day for s in record.control(as_of="2024-12-06")} == {date(2024, 12, 6)}
    found = list(record.positions("Government of Russia"))
    assert found
    assert all("Russia" in p.actor or "Russia" in (p.target or "") for p in found)


def test_every_table_in_every_library(record):
    import pandas
    import polars
    import pyarrow

    for name in record.tables():
        arrow = record.to_arrow(name)
        assert isinstance(arrow, pyarrow.Table)
        frame = record.to_pandas(name)
        assert isinstance(frame, pandas.DataFrame)
        assert isinstance(record.to_polars(name), polars.DataFrame)
        assert len(frame) == arrow.num_rows == len(record.to_polars(name))
        assert list(frame.columns) == arrow.column_names
    assert record.to_pandas("claims", known_on="2024-11-29").shape[0] < record.to_pandas("claims").shape[0]
    with pytest.raises(KeyError, match="incidents"):
        record.table("nonsense")


def test_a_missing_library_is_named(record, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"fogline\[tables\]"):
        record.to_polars("claims")


def test_exporting(record, tmp_path):
    problems = record.export("acled", tmp_path / "events.csv", licence="CC0", profile="public", today="2025-01-01")
    assert all(p.code == "export.left_out" for p in problems)
    assert (tmp_path / "events.csv").read_text().startswith("event_id_cnty,")
    assert "CC0" in (tmp_path / "events.csv.about.json").read_text()
    with pytest.raises(KeyError, match="acled"):
        record.export("nonsense", tmp_path / "x")
    with pytest.raises(ValueError, match="partners"):
        record.export("acled", tmp_path / "x", profile="nobody")


def test_a_record_that_is_not_there(tmp_path):
    from fogline.store import StoreError

    with pytest.raises(StoreError, match="no record here"):
        fogline.open(tmp_path / "none.db")


def test_markup_is_escaped():
    from fogline.api.shown import ShownClaim, table

    hostile = "<script>alert(1)</script>"
    assert "<script" not in table((hostile,), [(hostile, None)], hostile)
    (claim,) = fogline.read(TEXT)
    assert "<script" not in ShownClaim(claim.claim, hostile, hostile)._repr_html_()


@pytest.mark.parametrize(
    ("low", "high", "told"), [(16, None, "16+"), (None, 40, "up to 40"), (10, 15, "10-15"), (4, 4, "4")]
)
def test_counts(low, high, told):
    from fogline.api.shown import count
    from fogline.core.interval import Count

    assert count(Count(low, high)) == told


def test_the_audits_figure_is_told():
    from datetime import UTC, datetime

    from fogline.api.sources import accuracy
    from fogline.core.judgement import Anchor, Judgement, Verb
    from fogline.core.span import Span

    def verdict(n, verb, reason="audit"):
        at = datetime(2024, 12, 1, tzinfo=UTC)
        return Judgement(f"j{n}", verb, "ana", at, reason, Anchor("r", Span(n, n + 1), "x", "toll"))

    assert accuracy([]) is None
    assert accuracy([verdict(1, Verb.ACCEPT, "looks right")]) is None
    told = accuracy([verdict(1, Verb.ACCEPT), verdict(2, Verb.ACCEPT), verdict(3, Verb.REJECT)])
    assert told.startswith("2 of 3 claims drawn at random were right: 66.7%")
