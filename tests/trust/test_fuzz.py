"""Whatever bytes come in: reports that can be kept, or problems; never an exception, never for long.

``FOGLINE_FUZZ=N`` tries N inputs per format instead of the few of the suite.
"""

import io
import json
import os
import zipfile
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.ingest.test_formats import ACLED, BINARY, CHANNEL, FILES, UCDP, pdf

from fogline.core.codec import claim_from_json, dumps, judgement_from_json, reading_from_json, report_to_json
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import FORMATS, Limits, Options, Source, read
from fogline.ingest.dates import iso

TRIES = int(os.environ.get("FOGLINE_FUZZ", "25"))
CALM = settings(
    max_examples=TRIES,
    deadline=timedelta(seconds=30),
    derandomize="FOGLINE_FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
OPTIONS = Options(limits=Limits(file_bytes=300_000, text_chars=100_000))


@cache
def seeds(name):
    text = {
        "text": ["story.txt", "front.txt"],
        "markdown": ["story.md", "heading.md"],
        "html": ["story.html"],
        "jsonl": ["story.jsonl", "gold-like.jsonl", "pretty.json"],
        "csv": ["story.csv", "semicolon.csv"],
        "feed": ["story.rss", "story.xml"],
    }
    binary = {"warc": ["crawl.warc", "crawl.warc.gz"], "wacz": ["crawl.wacz"], "parquet": ["rows.parquet"]}
    found = [FILES[n].encode() for n in text.get(name, ())] + [BINARY[n]() for n in binary.get(name, ())]
    own = {"pdf": [pdf(["Shells fell on Harim on Monday."])], "telegram": [json.dumps(CHANNEL).encode()]}
    return found + own.get(name, []) + ([ACLED.encode(), UCDP.encode()] if name == "incidents" else [])


NASTY = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"&#0;", b"&#xD800;", b"]]>", b"<!ENTITY a 'b'>", b"\\u0000", b"\\ud800",
    b'"', b"{", b"[", b"9" * 400, b"1e999", b"NaN", b"-1", b"\r", b"\n\n", b"Date: 99999999999999999999\n", b"%PDF-1.7",
    b"<![CDATA[", b"=cmd()", "\u202e".encode(), b"A" * 5000, b"/Length 999999999", b"/Kids [1 0 R]",
)  # fmt: skip


@st.composite
def damaged(draw, name):
    """A good file with a few pieces cut out, doubled, flipped or put in."""
    data = bytearray(draw(st.sampled_from(seeds(name))))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(("flip", "cut", "put", "double", "end")))
        if kind == "flip" and data:
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 200))]
        elif kind == "put":
            data[at:at] = draw(st.sampled_from(NASTY))
        elif kind == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 2000))]
        else:
            del data[at:]
    return bytes(data)


def sound(data, options=OPTIONS, name="fuzz"):
    for item in read([Source(name, data=data)], options):
        if isinstance(item, Problem):
            assert item.code != "ingest.failed", item
            dumps([item.code, item.message, item.where])
            continue
        assert isinstance(item, Report)
        assert item.text.strip()
        whole = "".join(str(value) for value in report_to_json(item).values())
        whole.encode()
        assert "\0" not in whole
        assert item.published is None or iso(item.published) == item.published


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_damaged_files(name):
    @CALM
    @given(damaged(name))
    def tried(data):
        sound(data, Options(format=name, limits=OPTIONS.limits))
        sound(data)

    tried()


@CALM
@given(st.binary(max_size=3000), st.sampled_from(sorted(FORMATS)))
def test_any_bytes(data, name):
    sound(data)
    sound(data, Options(format=name, limits=OPTIONS.limits))


@CALM
@given(st.text(max_size=60))
@example("Sun, 05 Mar 99999 08:00:00 GMT")
@example("0000-01-01")
@example("31 December 9999 23:59")
def test_any_date(text):
    found = iso(text)
    assert found is None or iso(found) == found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = (
    "id type evidence start end text attribution source stance polarity modality agents targets places name precision "
    "time quantities measure low high group scope verb author at reason anchor report quote value others claim span"
).split()
OBJECT = st.dictionaries(st.sampled_from(KEYS), JSON | st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5))


@CALM
@given(OBJECT)
def test_any_claims_json(value):
    """Records of others are refused with the errors that callers turn into problems."""
    for made in (claim_from_json, judgement_from_json, reading_from_json):
        try:
            made(value)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue


# --- bombs ---


def zipped(names, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, data)
    return out.getvalue()


def codes(data, name="a"):
    return [item.code for item in read([Source(name, data=data)], OPTIONS) if isinstance(item, Problem)]


def test_bombs_are_not_unpacked():
    import gzip
    import resource

    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nWARC-Target-URI: http://a.example/\r\n"
    )
    head += b"Content-Length: 400000000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    packed = gzip.compress(head + b"<p>" * 60_000_000)
    assert len(packed) < 600_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    del head
    assert "ingest.bad_warc" in codes(packed, "a.warc.gz") or "ingest.too_large" in codes(packed, "a.warc.gz")
    bomb = zipped(["datapackage.json", "archive/a.warc.gz"], packed)
    assert {"ingest.bad_warc", "ingest.too_large"} & set(codes(bomb, "a.wacz"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


@pytest.mark.parametrize("name", ["../../evil.warc", "/etc/passwd.warc", "archive/../../evil.warc", "archive/a\0.warc"])
def test_names_in_an_archive_lead_nowhere(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sound(zipped(["datapackage.json", name], BINARY["crawl.warc"]()), name="a.wacz")
    assert list(tmp_path.iterdir()) == []


LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "&{chr(97 + n)};&{chr(97 + n)};">' for n in range(24)
)


@pytest.mark.parametrize(
    "tail",
    [
        "]><rss version='2.0'><channel><title>&y;</title><item><title>&y;</title></item></channel></rss>",
        '<!ENTITY z SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&z;</title>'
        "<description>&z;</description></item></channel></rss>",
        '<!ENTITY z SYSTEM "http://127.0.0.1:9/">]><html><body><p>&z;</p></body></html>',
    ],
)
@pytest.mark.parametrize("format", ["feed", "html", "text", None])
def test_entities_are_not_followed(tail, format):
    for item in read([Source("a.xml", data=(LAUGHS + tail).encode())], Options(format=format)):
        if isinstance(item, Report):
            assert "root:" not in item.text
            assert len(item.text) < 10_000
