"""Each format gives the same story, with what its header, page or row says about it."""

import io
import json
import zipfile

import pytest

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import FORMATS, Options, ingest

STORY = "Shells fell on the town of Harim on Monday.\n\nTwo people were wounded, the civil defence said."

HEADER = "Outlet: Orontes Wire\nDate: 5 March 2023\nTitle: Shells fall on Harim\nURL: https://orontes.example/1\n\n"
FRONT = (
    "---\noutlet: Orontes Wire\ndate: 2023-03-05\ntitle: Shells fall on Harim\nurl: https://orontes.example/1\n---\n"
)
HTML = """<!doctype html><html><head><title>Shells fall on Harim</title>
<meta property="og:site_name" content="Orontes Wire"><meta property="article:published_time" content="2023-03-05T08:00:00Z">
<meta property="og:url" content="https://orontes.example/1"></head>
<body><nav><a href="/">Home</a><a href="/about">About us</a></nav><article><h1>Shells fall on Harim</h1>
<p>Shells fell on the town of Harim on Monday.</p><p>Two people were wounded, the civil defence said.</p></article>
<footer>All rights reserved</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Orontes Wire</title><link>https://orontes.example</link>
<item><title>Shells fall on Harim</title><link>https://orontes.example/1</link><pubDate>Sun, 05 Mar 2023 08:00:00 GMT</pubDate>
<description>&lt;p&gt;Shells fell on the town of Harim on Monday.&lt;/p&gt;&lt;p&gt;Two people were wounded, the civil defence said.&lt;/p&gt;
</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Orontes Wire</title><id>x</id><entry><id>tag:1</id>
<title>Shells fall on Harim</title><link href="https://orontes.example/1"/><published>2023-03-05T08:00:00Z</published>
<content type="html">&lt;p&gt;Shells fell on the town of Harim on Monday.&lt;/p&gt;
&lt;p&gt;Two people were wounded, the civil defence said.&lt;/p&gt;</content></entry></feed>"""
ROW = {
    "outlet": "Orontes Wire",
    "published": "2023-03-05",
    "title": "Shells fall on Harim",
    "url": "https://orontes.example/1",
    "text": STORY,
}
CSV = (
    'Source,Date,Headline,Link,Body\nOrontes Wire,2023-03-05,Shells fall on Harim,https://orontes.example/1,"'
    + STORY
    + '"\n'
)

FILES = {
    "story.txt": HEADER + STORY,
    "front.txt": FRONT + STORY,
    "story.md": FRONT
    + STORY.replace("Harim", "**Harim**").replace("civil defence", "[civil defence](https://x.example)"),
    "heading.md": "Source: Orontes Wire\nPublished: Mar 5, 2023\nlink: https://orontes.example/1\n\n# Shells fall on Harim\n\n"
    + STORY,
    "story.html": HTML,
    "page": HTML,
    "story.jsonl": json.dumps(ROW) + "\n",
    "gold-like.jsonl": json.dumps({"report": ROW, "claims": []}) + "\n",
    "pretty.json": json.dumps([ROW], indent=1),
    "story.csv": CSV,
    "semicolon.csv": CSV.replace(",", ";").replace("wounded;", "wounded,"),
    "story.rss": RSS,
    "story.xml": ATOM,
}


def warc(gzipped):
    """The story and a picture, as a crawler keeps them."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for url, kind, body in (
        ("https://orontes.example/a.png", "image/png", b"\x89PNG"),
        ("https://orontes.example/1", "text/html; charset=utf-8", HTML.encode()),
    ):
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def wacz():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", warc(gzipped=True))
    return out.getvalue()


def parquet():
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([ROW]), out)
    return out.getvalue()


BINARY = {
    "crawl.warc": lambda: warc(gzipped=False),
    "crawl.warc.gz": lambda: warc(gzipped=True),
    "crawl": lambda: warc(gzipped=True),
    "crawl.wacz": wacz,
    "rows.parquet": parquet,
}


def reports(path, options=None):
    return [item for item in ingest([path], options) if isinstance(item, Report)]


def codes(path, options=None):
    return [item.code for item in ingest([path], options) if isinstance(item, Problem)]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_report(name, tmp_path):
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (report,) = reports(tmp_path / name)
    assert report.text == STORY
    assert (report.outlet, report.title) == ("Orontes Wire", "Shells fall on Harim")
    assert report.published is not None
    assert report.published[:10] == "2023-03-05"
    assert report.url == "https://orontes.example/1"
    assert codes(tmp_path / name) == []


@pytest.mark.parametrize("name", BINARY)
def test_every_binary_format_gives_the_same_report(name, tmp_path):
    (tmp_path / name).write_bytes(BINARY[name]())
    (report,) = reports(tmp_path / name)
    assert report.text == STORY
    assert (report.outlet, report.title, report.published[:10]) == (
        "Orontes Wire",
        "Shells fall on Harim",
        "2023-03-05",
    )
    assert report.url == "https://orontes.example/1"
    assert codes(tmp_path / name) == (["ingest.passed_over"] if "crawl" in name else [])


def test_no_format_is_without_a_test():
    used = {"text", "markdown", "html", "jsonl", "csv", "feed", "warc", "wacz", "parquet"}
    assert used | {"pdf", "telegram", "incidents"} == set(FORMATS)


def test_a_page_of_an_archive_says_where_it_is_kept(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(warc(gzipped=True))
    (report,) = reports(tmp_path / "a.warc.gz")
    assert report.retrieved.startswith("20")
    assert report.archive.startswith("urn:uuid:")


def test_a_page_changed_since_it_was_archived_is_named(tmp_path):
    (tmp_path / "a.warc").write_bytes(warc(gzipped=False).replace(b"Two people", b"Ten people"))
    (report,) = reports(tmp_path / "a.warc")
    assert "Ten people" in report.text
    assert "ingest.warc_digest" in codes(tmp_path / "a.warc")


def pdf(pages):
    from fpdf import FPDF

    made = FPDF()
    made.set_font("helvetica", size=12)
    for number, text in enumerate(pages, 1):
        made.add_page()
        made.cell(text="Orontes Bulletin", new_x="LMARGIN", new_y="NEXT")
        made.multi_cell(90, text=text)
        made.ln()
        made.cell(text=f"Page {number}")
    return bytes(made.output())


def test_lines_of_a_pdf_are_paragraphs_again(tmp_path):
    first = "Shells fell on the town of Harim on Monday, hitting a market and two houses near the old bridge. "
    (tmp_path / "a.pdf").write_bytes(pdf([first * 3, "Two people were wounded, the civil defence said.", "It rained."]))
    (report,) = reports(tmp_path / "a.pdf", Options(outlet="Orontes Wire", published="2023-03-05"))
    assert first.strip() in report.text
    assert "Two people were wounded, the civil defence said." in report.text
    assert "Bulletin" not in report.text
    assert "Page" not in report.text
    assert codes(tmp_path / "a.pdf") == ["ingest.no_date", "ingest.no_outlet"]


CHANNEL = {
    "name": "Harim Today",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2023-03-05T10:00:00", "date_unixtime": "1678010400", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2023-03-05T12:00:00",
            "date_unixtime": "1678010400",
            "edited": "2023-03-05T13:00:00",
            "edited_unixtime": "1678014000",
            "text": ["Shells fell on ", {"type": "bold", "text": "Harim"}, "."],
        },
        {
            "id": 3,
            "type": "message",
            "date_unixtime": "1678010460",
            "forwarded_from": "Orontes Wire",
            "text": "Two people were wounded.",
        },
    ],
}


@pytest.mark.parametrize("export", [CHANNEL, {"chats": {"list": [CHANNEL]}}])
def test_messages_of_a_telegram_export(export, tmp_path):
    (tmp_path / "result.json").write_text(json.dumps(export))
    first, second = reports(tmp_path / "result.json")
    assert (first.id, first.text, first.outlet) == ("telegram:77/2", "Shells fell on Harim.", "Harim Today")
    assert first.published == "2023-03-05T10:00:00+00:00"
    assert (second.text, second.outlet) == ("Two people were wounded.", "Orontes Wire")
    assert codes(tmp_path / "result.json") == ["ingest.edited", "ingest.passed_over"]


ACLED = (
    "event_id_cnty,event_date,sub_event_type,location,source,notes,timestamp\n"
    'SYR1,2023-03-05,Shelling,Harim,Orontes Wire; Plain Radio,"On 5 March 2023, shells fell on Harim.",1678406400\n'
)
UCDP = (
    "id,conflict_name,type_of_violence,where_prec,source_office,source_date,source_headline\n"
    '9,Syria: Government,1,1,"Reuters;AFP","2023-03-05;2023-03-06","Shells fall on Harim;Two wounded in Harim"\n'
)


def test_rows_of_acled_give_their_notes(tmp_path):
    (tmp_path / "a.csv").write_text(ACLED)
    (report,) = reports(tmp_path / "a.csv")
    assert (report.id, report.text) == ("acled:SYR1", "On 5 March 2023, shells fell on Harim.")
    assert (report.outlet, report.published[:10]) == ("Orontes Wire; Plain Radio", "2023-03-10")


def test_rows_of_ucdp_give_the_headline_of_each_source(tmp_path):
    (tmp_path / "a.csv").write_text(UCDP)
    assert [(r.outlet, r.published, r.text) for r in reports(tmp_path / "a.csv")] == [
        ("Reuters", "2023-03-05", "Shells fall on Harim"),
        ("AFP", "2023-03-06", "Two wounded in Harim"),
    ]


def test_another_package_adds_a_format(tmp_path, monkeypatch):
    from fogline.core.report import Report as Made
    from fogline.ingest import formats
    from fogline.ingest.format import Format

    class Point:
        name = "note"

        def load(self):
            return Format("note", lambda s, _: iter([Made("n", s.whole(100).decode())]), (".note",), "a note")

    monkeypatch.setattr(formats, "entry_points", lambda group: [Point()] if group == "fogline.formats" else [])
    monkeypatch.setitem(FORMATS, "note", formats._all()["note"])
    (tmp_path / "a.note").write_text("Shells fell.")
    assert [r.text for r in reports(tmp_path)] == ["Shells fell."]


def test_the_hash_is_the_id_where_none_is_given(tmp_path):
    (tmp_path / "a.txt").write_text(HEADER + STORY)
    (report,) = reports(tmp_path / "a.txt")
    assert report.id == report.content_hash


def test_a_given_id_stays(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({**ROW, "id": 17}))
    (report,) = reports(tmp_path / "a.jsonl")
    assert report.id == "17"


def test_text_of_a_record_is_kept_to_the_character(tmp_path):
    text = "  Two spaces before.\r\n\r\nAnd after. \u200f\u202b\u0639\u0631\u0628\u064a\u202c \n"
    (tmp_path / "a.jsonl").write_text(json.dumps({**ROW, "text": text}))
    assert reports(tmp_path / "a.jsonl")[0].text == text


def test_columns_are_mapped_by_option(tmp_path):
    (tmp_path / "a.csv").write_text("paper\tday\tstory\nOrontes Wire\t2023-03-05\tShells fell.\n")
    options = Options(columns={"text": "Story", "outlet": "paper", "published": "day"})
    (report,) = reports(tmp_path / "a.csv", options)
    assert (report.outlet, report.published, report.text) == ("Orontes Wire", "2023-03-05", "Shells fell.")


def test_a_dispatch_that_opens_with_a_place_keeps_its_first_line(tmp_path):
    text = "Beirut: The army said it had sent troops.\n\nMore later."
    (tmp_path / "a.txt").write_text(text)
    assert reports(tmp_path / "a.txt")[0].text == text


def test_without_date_or_outlet_it_is_kept_and_flagged(tmp_path):
    (tmp_path / "a.txt").write_text("Shells fell on Monday.")
    (report, *problems) = ingest([tmp_path / "a.txt"])
    assert report.published is None
    assert report.outlet is None
    assert [(p.code, p.lost) for p in problems] == [("ingest.no_date", False), ("ingest.no_outlet", False)]


def test_options_stand_in_for_what_a_report_lacks(tmp_path):
    (tmp_path / "a.txt").write_text("Shells fell on Monday.")
    (report,) = ingest([tmp_path / "a.txt"], Options(outlet="Orontes Wire", published="2023-03-05"))
    assert (report.outlet, report.published) == ("Orontes Wire", "2023-03-05")


def test_the_dateline_finder_is_passed_in(tmp_path):
    (tmp_path / "a.txt").write_text(HEADER + "BEIRUT - Shells fell.")
    options = Options(dateline=lambda text: text.split(" - ")[0].title())
    assert reports(tmp_path / "a.txt", options)[0].dateline == "Beirut"


def test_a_folder_is_walked_in_order_of_name(tmp_path):
    for name in ("b.txt", "a.md", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HEADER + f"This is {name}.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("no")
    assert [r.text for r in reports(tmp_path)] == ["This is a.md.", "This is b.txt.", "This is c/d.txt."]
    assert codes(tmp_path) == ["ingest.passed_over"]


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (
            "title: WHO: 40 killed in Harim\noutlet: Orontes Wire\nauthor: A. Writer\npublished: 2023-03-05",
            "WHO: 40 killed in Harim",
        ),
        ('title: "Quoted": not closed\noutlet: Orontes Wire\npublished: 2023-03-05', '"Quoted": not closed'),
        ('title: "WHO: 40 killed"\noutlet: Orontes Wire\npublished: 2023-03-05', "WHO: 40 killed"),
    ],
)
def test_a_headline_with_a_colon_needs_no_quotes(tmp_path, front, title):
    file = tmp_path / "story.md"
    file.write_text(f"---\n{front}\n---\n{STORY}")
    (report,) = [i for i in ingest([file]) if isinstance(i, Report)]
    assert (report.title, report.outlet, str(report.published)[:10]) == (title, "Orontes Wire", "2023-03-05")
    assert report.text == STORY.strip()
