"""Pages fetched from a real server on this machine: politely, within bounds, and never from the inside of a network."""

import contextlib
import gzip
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from typer.testing import CliRunner

from fogline.cli import app
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import Limits, Options, ingest
from fogline.ingest.web import Archive, Fetcher, RefusedError, Subscriptions, addresses, fetch, news
from fogline.ingest.web.guard import public

PAGE = """<!doctype html><html><head><title>Shells fall on Harim</title>
<meta property="og:site_name" content="Orontes Wire"><meta property="article:published_time" content="2023-03-05T08:00:00Z">
</head><body><article><h1>Shells fall on Harim</h1><p>Shells fell on the town of Harim on Monday, number {n}.</p>
<p>Two people were wounded, the civil defence said.</p></article></body></html>"""


class Site(BaseHTTPRequestHandler):
    """What the tests ask for, and a list of what was asked."""

    asked: list[str]
    robots = "User-agent: *\nDisallow: /private\n"
    failures: dict[str, int]
    items = 2

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        kind = type(self)
        kind.asked.append(self.path)
        if self.path == "/robots.txt":
            return self.answer(200, kind.robots.encode())
        if kind.failures.get(self.path, 0):
            kind.failures[self.path] -= 1
            return self.answer(503, Retry_After="3")
        if self.path == "/feed.xml":
            return self.feed()
        if self.path == "/moved":
            return self.answer(302, Location="/page/1")
        if self.path == "/inside":
            return self.answer(302, Location="http://10.0.0.1/secret")
        if self.path == "/round":
            return self.answer(302, Location="/round")
        if self.path == "/bomb":
            return self.answer(
                200, gzip.compress(b"<p>" * 4_000_000), Content_Encoding="gzip", Content_Type="text/html"
            )
        if self.path.startswith(("/page/", "/private/")):
            return self.answer(200, PAGE.format(n=self.path[-1]).encode(), Content_Type="text/html")
        return self.answer(404)

    def feed(self):
        if self.headers.get("If-None-Match") == f'"{type(self).items}"':
            return self.answer(304)
        links = [f"http://{self.headers['Host']}/page/{n}" for n in range(type(self).items, 0, -1)]
        rows = "".join(f"<item><title>t</title><link>{x}</link><guid>{x}</guid></item>" for x in links)
        body = f"<rss version='2.0'><channel><title>Orontes Wire</title>{rows}</channel></rss>".encode()
        return self.answer(200, body, ETag=f'"{type(self).items}"', Content_Type="application/rss+xml")


@pytest.fixture
def site():
    made = type("Made", (Site,), {"asked": [], "failures": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.base = f"http://127.0.0.1:{server.server_port}"
    made.host = f"127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(site, waits, tmp_path):
    with Fetcher(Archive(tmp_path / "kept"), frozenset({site.host}), sleep=waits.append) as made:
        yield made


def test_a_page_becomes_a_report_with_its_archive_copy(site, fetcher, tmp_path):
    (report,) = ingest([f"{site.base}/page/1"], Options(fetch=fetcher.source))
    assert isinstance(report, Report)
    assert report.outlet == "Orontes Wire"
    assert report.url == f"{site.base}/page/1"
    assert report.retrieved is not None
    assert b"number 1" in Archive(tmp_path / "kept").read(report.archive)


def test_an_archive_copy_that_changed_is_seen(site, fetcher, tmp_path):
    (report,) = ingest([f"{site.base}/page/1"], Options(fetch=fetcher.source))
    (file,) = (tmp_path / "kept").rglob("*.bin")
    file.write_bytes(b"something else")
    with pytest.raises(ValueError, match="hash"):
        Archive(tmp_path / "kept").read(report.archive)


def test_addresses_without_a_fetcher_are_named():
    (problem,) = ingest(["https://example.org/story"])
    assert problem.code == "ingest.no_network"


def test_robots_are_heeded_and_read_once(site, fetcher):
    assert fetcher.page(f"{site.base}/private/1").code == "web.robots"
    assert fetcher.page(f"{site.base}/page/1").status == 200
    assert fetcher.page(f"{site.base}/page/2").status == 200
    assert site.asked == ["/robots.txt", "/page/1", "/page/2"]


def test_a_host_gets_its_pause(site, fetcher, waits):
    site.robots = "User-agent: *\nCrawl-delay: 7\n"
    fetcher.page(f"{site.base}/page/1")
    fetcher.page(f"{site.base}/page/2")
    assert 6 < max(waits) <= 7


def test_busy_hosts_are_asked_again_when_they_say(site, fetcher, waits):
    site.failures["/page/1"] = 2
    assert fetcher.page(f"{site.base}/page/1").status == 200
    assert site.asked.count("/page/1") == 3
    assert 3.0 in waits


def test_it_gives_up_at_last(site, fetcher):
    site.failures["/page/1"] = 99
    assert fetcher.page(f"{site.base}/page/1").code == "web.status"
    assert site.asked.count("/page/1") == 4


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/nothing", "web.status"),
        ("/inside", "web.refused"),
        ("/round", "web.redirects"),
        ("/bomb", "ingest.too_large"),
    ],
)
def test_what_cannot_be_had_is_named(path, code, site, fetcher):
    fetcher.limits = Limits(file_bytes=1_000_000)
    assert fetcher.page(site.base + path).code == code


def test_redirects_are_followed(site, fetcher):
    assert fetcher.page(f"{site.base}/moved").url == f"{site.base}/page/1"


INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::",
]  # fmt: skip


@pytest.mark.parametrize("ip", INSIDE)
def test_addresses_inside_are_refused(ip):
    assert not public(ip)
    with pytest.raises(RefusedError):
        addresses(httpx.URL("http://host.example/"), look_up=lambda host, port: [ip])


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1::1"])
def test_public_addresses_are_fetched_from(ip):
    assert addresses(httpx.URL("https://host.example/"), look_up=lambda host, port: [ip]) == [ip]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/a", "gopher://example.org", "http://user:pass@example.org/", "http:///x"],
)
def test_other_schemes_and_passwords_are_refused(url):
    with pytest.raises(RefusedError):
        addresses(httpx.URL(url), look_up=lambda host, port: ["93.184.216.34"])


def test_one_inside_address_among_public_ones_is_enough():
    with pytest.raises(RefusedError):
        addresses(httpx.URL("http://host.example/"), look_up=lambda host, port: ["93.184.216.34", "127.0.0.1"])


def test_a_name_that_changes_its_address_gains_nothing(site):
    """The connection goes to the address that was checked, and every request is checked anew."""
    answers = iter([["127.0.0.1"], ["10.0.0.9"]])
    asked = []

    def look_up(host, port):
        asked.append(host)
        return next(answers)

    port = site.host.partition(":")[2]
    with Fetcher(allowed=frozenset(), look_up=look_up, sleep=lambda s: None) as fetcher:
        assert fetcher.page(f"http://rebind.example:{port}/page/1").code == "web.refused"
    assert site.asked == []
    assert asked == ["rebind.example"]


def test_the_name_is_kept_in_the_request(site):
    hosts = []
    original = site.do_GET

    def noted(self):
        hosts.append(self.headers["Host"])
        original(self)

    site.do_GET = noted
    port = site.host.partition(":")[2]
    name = f"mirror.example:{port}"
    with Fetcher(allowed=frozenset({name}), look_up=lambda h, p: ["127.0.0.1"], sleep=lambda s: None) as fetcher:
        assert fetcher.page(f"http://{name}/page/1").status == 200
    assert set(hosts) == {name}


# --- hosts that are slow on purpose ---


def dribble(connection, parts, pause=0.02):
    """An answer, byte by byte, for as long as anybody listens."""
    with contextlib.closing(connection), contextlib.suppress(OSError):
        connection.recv(4096)
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)


def endless(head, what):
    yield head
    while True:
        yield what


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SLOW = {
    "its head": (b"", b"X"),
    "header after header": (HEAD, b"X-More: 1\r\n"),
    "a body of known length": (HEAD + b"Content-Length: 1000000\r\n\r\n", b"#"),
    "a body without an end": (HEAD + b"\r\n", b"#"),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n#\r\n"),
}


@pytest.fixture
def slow():
    """``slow(head, what)``: the address of a host that answers so, and the list of its callers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answers, callers = [], []

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    connection, caller = listening.accept()
                    callers.append(caller)
                    threading.Thread(target=dribble, args=(connection, endless(*answers[0])), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()

        def made(head, what):
            answers.append((head, what))
            return f"127.0.0.1:{listening.getsockname()[1]}", callers

        yield made


@pytest.mark.parametrize("robots", [False, True], ids=["the page", "its robots.txt"])
@pytest.mark.parametrize("what", SLOW)
def test_a_host_that_answers_byte_by_byte_is_given_up(what, robots, slow, waits, monkeypatch):
    """Each byte comes in good time; the time of a page is over all the same, and it is not asked again."""
    monkeypatch.setattr("fogline.ingest.web.fetch.LONGEST_WAIT", 0.3)
    host, callers = slow(*SLOW[what])
    began = time.monotonic()
    with Fetcher(allowed=frozenset({host}), sleep=waits.append) as fetcher:
        if not robots:
            fetcher._robots[f"http://{host}"] = fetch._rules([])
        assert fetcher.page(f"http://{host}/page").code == "web.slow"
    assert time.monotonic() - began < 5
    assert len(callers) == 1


def test_the_time_of_a_page_is_that_of_all_its_answers(site, fetcher, monkeypatch):
    """A host that leads on and on, each time just in time, has no more time than any other."""
    monkeypatch.setattr("fogline.ingest.web.fetch.LONGEST_WAIT", 0.5)
    quick = site.do_GET

    def slowly(self):
        time.sleep(0.2)
        quick(self)

    site.do_GET = slowly
    assert fetcher.page(f"{site.base}/round").code == "web.slow"
    assert 2 <= len(site.asked) <= 3


# --- feeds ---


def test_feeds_give_what_is_new(site, fetcher, tmp_path):
    state = tmp_path / "watch.json"
    first = list(news([f"{site.base}/feed.xml"], Subscriptions.load(state), fetcher))
    assert [item.source.url for item in first] == [f"{site.base}/page/1", f"{site.base}/page/2"]
    assert list(news([f"{site.base}/feed.xml"], Subscriptions.load(state), fetcher)) == []
    site.items = 3
    third = list(news([f"{site.base}/feed.xml"], Subscriptions.load(state), fetcher))
    assert [item.source.url for item in third] == [f"{site.base}/page/3"]


def test_a_run_cut_short_begins_where_it_was(site, fetcher, tmp_path):
    state = tmp_path / "watch.json"
    running = news([f"{site.base}/feed.xml"], Subscriptions.load(state), fetcher)
    next(running)
    running.close()
    again = list(news([f"{site.base}/feed.xml"], Subscriptions.load(state), fetcher))
    assert len(again) == 2


def test_a_feed_that_is_gone_is_named(site, fetcher, tmp_path):
    (problem,) = news([f"{site.base}/nowhere.xml"], Subscriptions.load(tmp_path / "w.json"), fetcher)
    assert isinstance(problem, Problem)


def test_a_state_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "w.json").write_text("[]")
    with pytest.raises(ValueError, match="subscriptions"):
        Subscriptions.load(tmp_path / "w.json")


def test_watching_keeps_reports_and_pages(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("fogline.ingest.web.fetch.PAUSE", 0.0)

    def run(*args):
        return CliRunner().invoke(app, [*args])

    done = run("watch", f"{site.base}/feed.xml", "--once", "--allow-host", site.host)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in run("reports", "--json").stdout.splitlines()]
    assert {row["outlet"] for row in rows} == {"Orontes Wire"}
    assert len(rows) == 2
    assert len(list((tmp_path / "fogline-archive").rglob("*.bin"))) == 2
    assert run("watch", "--once", "--allow-host", site.host).exit_code == 0
    assert run("watch", "--once").exit_code == 1, "a host inside a network is not fetched from unless allowed"
