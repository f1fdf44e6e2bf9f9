"""Whatever comes in: a code, a sentence, and the rest of the batch."""

import json
import os
import time
from datetime import date
from pathlib import Path

import pytest

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import Limits, Options, ingest

HEADER = "Outlet: Orontes Wire\nDate: 2023-03-05\n\n"
GOOD = HEADER + "Shells fell on Harim."


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def run(*paths, options=None):
    items = list(ingest(paths, options))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Problem)]


BAD = {
    "empty.txt": (b"", "ingest.empty"),
    "blank.txt": (b" \n\n\t", "ingest.empty"),
    "header-only.txt": (HEADER.encode(), "ingest.no_text"),
    "nul.txt": (bytes(range(256)) * 50, "ingest.binary"),
    "story.pdf.txt": (b"%PDF-1.7 ...", "ingest.bad_pdf"),
    "cut.warc": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Le", "ingest.bad_warc"),
    "no.wacz": (b"PK\x03\x04" + b"\x00" * 100, "ingest.bad_wacz"),
    "no.parquet": (b"PAR1" + b"\x00" * 100, "ingest.bad_parquet"),
    "result.json": (b'{"messages": 1, "date_unixtime": 2}', "ingest.bad_telegram"),
    "zip.html": (b"PK\x03\x04" + b"\x00" * 100, "ingest.binary"),
    "nested.html": (b"<html><body>" + b"<div>" * 1_000_000 + b"x", "ingest.html_bomb"),
    "unclosed.html": (b"<html>" + b"<p>" * 1_000_000, "ingest.html_bomb"),
    "attributes.html": (b"<html><body " + b"a=1 " * 1_000_000 + b">", "ingest.no_text"),
    "menu.html": (b"<html><head><title>x</title></head><body><nav></nav></body></html>", "ingest.no_text"),
    "broken.jsonl": (b'{"text": "half', "ingest.bad_json"),
    "deep.jsonl": (b"[" * 200_000, "ingest.bad_json"),
    "number.jsonl": (b"17\n", "ingest.bad_json"),
    "textless.jsonl": (b'{"title": "only a title"}\n', "ingest.no_text"),
    "no-column.csv": (b"a,b\n1,2\n", "ingest.no_column"),
    "laughs.xml": (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
        "ingest.xml_entities",
    ),
    "cut.rss": (b"<rss version='2.0'><channel><title>x", "ingest.empty"),
    "not-a-feed.xml": (b"<gpx><wpt/></gpx>", "ingest.bad_feed"),
    "nested-entry.rss": (
        b"<rss version='2.0'><channel><title>x</title><item><description>"
        + b"&lt;div&gt;" * 5_000
        + b"</description></item></channel></rss>",
        "ingest.html_bomb",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_named_and_the_next_file_read(name, tmp_path):
    content, code = BAD[name]
    started = time.monotonic()
    reports, problems = run(write(tmp_path, name, content), write(tmp_path, "good.txt", GOOD))
    assert [r.text for r in reports] == ["Shells fell on Harim."]
    assert [(p.code, p.lost) for p in problems] == [(code, True)]
    assert problems[0].where.startswith(str(tmp_path / name))
    assert time.monotonic() - started < 20


def test_fifty_megabytes_in_one_line(tmp_path):
    for name in ("line.txt", "line.md", "line.html", "line.jsonl"):
        path = write(tmp_path, name, b"shells fell " * 4_400_000)
        reports, problems = run(path)
        assert (reports, [p.code for p in problems]) == ([], ["ingest.too_large"])
        path.unlink()


def test_a_line_too_long_does_not_stop_the_next(tmp_path):
    good = json.dumps({"text": "Shells fell.", "outlet": "W", "published": "2023-03-05"}).encode()
    path = write(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 3_000_000 + b'"}\n' + good + b"\n{oops\n" + good)
    reports, problems = run(path, options=Options(limits=Limits(file_bytes=1_000_000)))
    assert len(reports) == 2
    assert [(p.code, p.where[-2:]) for p in problems] == [("ingest.too_large", ":1"), ("ingest.bad_json", ":3")]


def test_limits_are_options(tmp_path):
    path = write(tmp_path, "a.txt", HEADER + "x" * 2_000)
    assert run(path, options=Options(limits=Limits(text_chars=1_000)))[1][0].code == "ingest.too_long"
    assert run(path, options=Options(limits=Limits(file_bytes=1_000)))[1][0].code == "ingest.too_large"
    assert run(path)[1] == []


@pytest.mark.parametrize(
    ("encoding", "text", "guess"),
    [
        ("utf-8", "Shells fell on Kfar Nabl \u2013 \u201cagain\u201d.", None),
        ("utf-8-sig", "Shells fell on Kfar Nabl \u2013 \u201cagain\u201d.", None),
        ("utf-16", "Shells fell on Kfar Nabl \u2013 \u201cagain\u201d.", None),
        ("utf-16-le", "Shells fell on Kfar Nabl, residents said on Monday.", None),
        ("cp1252", "Shells fell on Kfar Nabl \u2013 \u201cagain\u201d, caf\u00e9 owners said. " * 5, "cp1252"),
        (
            "cp1256",
            "\u0642\u0627\u0644 \u0634\u0647\u0648\u062f \u0639\u064a\u0627\u0646 \u0625\u0646 \u0627\u0644\u0642\u0635\u0641"
            " \u0627\u0633\u062a\u0645\u0631 \u0637\u0648\u0627\u0644 \u0627\u0644\u0644\u064a\u0644 \u0639\u0644\u0649"
            " \u0627\u0644\u0645\u062f\u064a\u0646\u0629. " * 5,
            "cp1256",
        ),
    ],
)
def test_encodings(encoding, text, guess, tmp_path):
    reports, problems = run(write(tmp_path, "a.txt", (HEADER + text).encode(encoding)))
    assert reports[0].text == text.strip()
    assert [p.code for p in problems] == (["ingest.encoding_guessed"] if guess else [])
    assert guess is None or guess in problems[0].message.replace("windows-", "cp").replace("Windows-", "cp")


def test_a_page_declares_its_encoding(tmp_path):
    page = (
        '<html><head><meta charset="windows-1252"><title>T</title></head><body><article><p>'
        + "The caf\u00e9 in Kfar Nabl was hit on Monday, its owner said, and two people were wounded there. " * 3
        + "</p></article></body></html>"
    )
    reports, problems = run(
        write(tmp_path, "a.html", page.encode("cp1252")), options=Options(outlet="W", published="2023-03-05")
    )
    assert "caf\u00e9" in reports[0].text
    assert problems == []


def test_what_a_store_cannot_hold_is_replaced_in_place(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"outlet":"W","published":"2023-03-05","text":"a\\u0000b\\ud800c"}')
    assert run(path)[0][0].text == "a b\ufffdc"


def test_a_date_in_the_future_is_kept_and_flagged(tmp_path):
    path = write(tmp_path, "a.txt", GOOD.replace("2023-03-05", "2031-01-01"))
    reports, problems = run(path, options=Options(today=date(2023, 3, 6)))
    assert reports[0].published == "2031-01-01"
    assert [(p.code, p.lost) for p in problems] == [("ingest.future_date", False)]


def test_a_date_that_could_be_two_is_not_guessed(tmp_path):
    reports, problems = run(write(tmp_path, "a.txt", GOOD.replace("2023-03-05", "03/04/2023")))
    assert reports[0].published is None
    assert [p.code for p in problems] == ["ingest.bad_date"]


def test_files_that_are_none(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty").mkdir()
    reports, problems = run(tmp_path / "gone.txt", tmp_path / "loop.txt", tmp_path / "pipe.txt", tmp_path / "empty")
    assert reports == []
    assert [p.code for p in problems] == [
        "ingest.not_found",
        "ingest.symlink_loop",
        "ingest.not_a_file",
        "ingest.empty",
    ]


def test_a_folder_that_leads_back_to_itself(tmp_path):
    write(tmp_path, "a.txt", GOOD)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    reports, problems = run(tmp_path)
    assert len(reports) == 1
    assert [p.code for p in problems] == ["ingest.symlink_loop"]


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path):
    first, second = write(tmp_path, "a.txt", GOOD), write(tmp_path, "b.txt", GOOD)
    items = ingest([first, second])
    next(items)
    second.unlink()
    assert [i.code for i in items if isinstance(i, Problem)] == ["ingest.not_found"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = write(tmp_path, "a.txt", GOOD)
    path.chmod(0)
    assert [p.code for p in run(path)[1]] == ["ingest.no_permission"]
