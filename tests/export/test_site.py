"""The static site: opens from disk, asks nobody, escapes everything, no dead link."""

import re
from html.parser import HTMLParser

import pytest

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Links, ids, tags in balance, and whatever would be loaded."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.loads, self.tags, self.open = [], set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(told.get("href"))
        if told.get("id"):
            self.ids.add(told["id"])
        self.loads += [
            v
            for k, v in attrs
            if k in ("src", "srcset", "data", "action", "formaction") or (tag == "link" and k == "href")
        ]
        assert not any(k.startswith("on") for k in told), told

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def site(edition, out):
    return out("site", edition)


@pytest.fixture(scope="module")
def pages(site):
    return {p: Page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}


def test_there_is_a_page_for_everything(site, edition):
    assert {p.name for p in site.glob("*")} == {
        "index.html", "incidents.html", "control.html", "positions.html", "reports.html", "about.html", "style.css", "incidents", "reports",
        "SHA256SUMS",
    }  # fmt: skip
    assert len(list((site / "incidents").iterdir())) == len(edition.picture.incidents)
    assert len(list((site / "reports").iterdir())) == len(edition.reports)


def test_nothing_is_loaded_but_the_style_sheet(pages, site):
    for path, page in pages.items():
        (style,) = page.loads
        assert (path.parent / style).resolve() == (site / "style.css").resolve()
        assert "script" not in page.tags
        assert page.open == []
    css = (site / "style.css").read_text()
    assert "url(" not in css
    assert "@import" not in css
    assert "prefers-color-scheme: dark" in css


def test_links_lead_somewhere(pages):
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target in pages or target in {p.resolve() for p in pages}, link
            found = pages.get(target) or next(p for q, p in pages.items() if q.resolve() == target)
            assert not anchor or anchor in found.ids, link


def test_markup_in_reports_is_text(site):
    text = "".join(p.read_text(encoding="utf-8") for p in site.rglob("*.html"))
    assert "<script" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[broken", "vbscript:x"]
)
def test_hostile_addresses_are_no_links(url):
    from fogline.export.formats.site.page import outward

    assert "href" not in outward(url)


def test_every_claim_is_marked_in_its_report(site, edition):
    from fogline.export.formats.site.page import file_of

    for told in edition.reports:
        text = (site / file_of("reports", told.report.id)).read_text(encoding="utf-8")
        plain = re.sub(r"<[^>]+>", "", text).replace("&#x27;", "'").replace("&quot;", '"')
        assert told.report.text.split(".")[0] in plain
        marks = "".join(re.findall(r"<mark>(.*?)</mark>", text, re.DOTALL))
        for s in edition.statements:
            if s.head.id == told.report.id:
                assert s.claim.evidence.text.split(".")[0] in marks.replace("&#x27;", "'")


def test_an_incident_shows_every_account(site, edition):
    from fogline.export.formats.site.page import file_of

    for i in edition.picture.incidents:
        text = (site / file_of("incidents", i.id)).read_text(encoding="utf-8")
        for w in i.latest:
            assert w.origin in text
        assert "What the record lacks" in text


def test_a_browser_opens_it_from_disk_and_asks_nothing(site):
    playwright = pytest.importorskip("playwright.sync_api")
    import shutil

    chromium = next((c for c in ("chromium", "chromium-browser", "google-chrome") if shutil.which(c)), None)
    if chromium is None:
        pytest.skip("no Chromium here")
    asked, errors = [], []
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which(chromium), args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda r: asked.append(r.url))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto((site / "index.html").as_uri())
        page.click("text=Incidents")
        page.click("table a >> nth=0")
        assert page.locator("h1").count() == 1
        assert page.locator("mark").count() == 0
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        browser.close()
    assert [u for u in asked if not u.startswith("file://")] == []
    assert errors == []
