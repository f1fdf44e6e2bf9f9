"""Nothing leads a fetch inside: no spelling, no redirect, no robots.txt, and no answer ends the run."""

import itertools

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.core.problem import Problem
from fogline.ingest.web import Fetcher
from fogline.ingest.web import fetch as fetching
from fogline.ingest.web.guard import public

PUBLIC = "93.184.216.34"


def fetcher(answer, look_up=lambda host, port: [PUBLIC], **more):
    """A fetcher whose connections end in ``answer(request)``; the guard before them is the real one."""
    made = Fetcher(look_up=look_up, sleep=lambda s: None, **more)
    made._client._transport._inner = httpx.MockTransport(answer)
    return made


def site(to="", robots="", then=None):
    """Leads ``/`` on to ``to``; everything that was connected to is in ``connected``."""
    connected = []

    def answer(request):
        connected.append(request.url.host)
        if request.url.path == "/robots.txt":
            return httpx.Response(302, headers={"Location": robots.encode()}) if robots else httpx.Response(404)
        return httpx.Response(302, headers={"Location": to.encode()}) if to else httpx.Response(200, text="page")

    return answer, connected


def named(host, port):
    """As a resolver would: some names are inside, numbers are what the system's own resolver makes of them."""
    known = {"inside.example": "10.0.0.1", "localhost": "127.0.0.1", "localhost.": "127.0.0.1", "news.example": PUBLIC}
    return [known[host]] if host in known else fetching.resolve(host, port)


SPELLINGS = [
    "http://inside.example/", "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://127.0.0.1/", "//127.1/",
    "http://2130706433/", "http://0177.0.0.1/", "http://017700000001/", "http://0x7f.1/", "http://0/", "http://127.0.0.1./",
    "http://[::1]/", "http://[::127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[fec0::1]/",
    "http://[fe80::1%eth0]/", "http://[fe80::1%25eth0]/", "http://[::1%25lo]/", "http://a@127.0.0.1/", "http://@127.0.0.1/",
    "http://news.example@127.0.0.1/", "http://127.0.0.1#@news.example/", "http://127.0.0.1\\@news.example/",
    "http://news.example%2f@127.0.0.1/", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/", "http://localhost%00.news.example/",
    "http://a..b/", f"http://{'a' * 70}.example/", "http://.localhost/", "http://[x/", "file:///etc/passwd", "gopher://127.0.0.1:25/",
]  # fmt: skip


@pytest.mark.parametrize("to", SPELLINGS)
def test_a_redirect_leads_nowhere_inside(to):
    answer, connected = site(to=to)
    with fetcher(answer, named) as made:
        found = made.page("http://news.example/story")
    assert isinstance(found, Problem)
    assert found.code in ("web.refused", "web.unreachable")
    assert set(connected) == {PUBLIC}


@pytest.mark.parametrize("robots", SPELLINGS)
def test_robots_are_fetched_under_the_same_guard(robots):
    answer, connected = site(robots=robots)
    with fetcher(answer, named) as made:
        assert isinstance(made.page("http://news.example/story"), Problem)
    assert set(connected) == {PUBLIC}


def test_a_name_that_moves_inside_between_two_requests_is_refused():
    answer, connected = site()
    turns = itertools.chain([[PUBLIC]], itertools.repeat(["10.0.0.1"]))
    with fetcher(answer, lambda host, port: next(turns)) as made:
        assert made.page("http://rebind.example/").code == "web.refused"
    assert connected == [PUBLIC], "its robots.txt, and nothing of the page"


@pytest.mark.parametrize(
    "ip",
    ["::7f00:1", "::a00:1", "fec0::1", "64:ff9b:1::a00:1", "::ffff:0:127.0.0.1", "3fff::1", "5f00::1", "fe80::1%eth0"],
)
def test_forms_of_ipv6_that_nobody_was_given(ip):
    assert not public(ip)


@pytest.mark.parametrize("line", ["Crawl-delay: ²", "Crawl-delay: " + "9" * 400, "Crawl-delay: " + "9" * 5000,
                                  "Request-rate: ²/1", "Disallow: http://[x"])  # fmt: skip
def test_lines_of_robots_that_cannot_be_read_are_passed_over(line):
    rules = fetching._rules(["User-agent: *", line, "Disallow: /private"])
    assert not rules.rules.can_fetch(fetching.AGENT, "http://a.example/private/1")
    assert rules.rules.can_fetch(fetching.AGENT, "http://a.example/page")
    assert fetching.PAUSE <= rules.pause <= fetching.LONGEST_PAUSE


@pytest.mark.parametrize(("said", "seconds"), [("nan", 0), ("inf", 0), ("1e999", 0), ("7", 7), ("soon", 0)])
def test_how_long_a_host_asks_to_wait(said, seconds):
    assert fetching._seconds(said) == seconds


@pytest.mark.parametrize("path", ["/robots.txt", "/page"])
def test_a_host_that_sends_a_byte_now_and_then_is_given_up(path):
    now = itertools.count(0, 10)

    def drip():
        for _ in range(10_000):
            yield b"#"

    def answer(request):
        if request.url.path == path:
            return httpx.Response(200, content=drip())
        return httpx.Response(404)

    with fetcher(answer, clock=lambda: float(next(now))) as made:
        assert made.page("http://news.example/page").code == "web.slow"
    assert next(now) < 1000


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.text(max_size=40)
    | st.builds("http://{}/{}".format, st.text(max_size=20), st.text(max_size=5))
    | st.sampled_from(SPELLINGS),
    st.text(max_size=60) | st.builds("User-agent: *\nCrawl-delay: {}".format, st.text(max_size=5)),
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
)
def test_whatever_a_host_answers(to, robots, after):
    """A page or a problem, never an exception."""

    def answer(request):
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text=robots)
        if request.url.path == "/story":
            return httpx.Response(302, headers={"Location": to.encode("utf-8", "replace")})
        return httpx.Response(503, headers={"Retry-After": after})

    def inside(host, port):
        raise OSError("no such name")

    with fetcher(answer, lambda h, p: [PUBLIC] if h == "news.example" else inside(h, p)) as made:
        assert isinstance(made.page("http://news.example/story"), (Problem, fetching.Page))
