"""Who may ask and write, and what a page may load."""

import contextlib
import http.client
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.serve.security import Tries
from fogline.serve.settings import settings
from fogline.store import StoreError, open_store

JUDGEMENT = {"verb": "note", "author": "a", "claim": "x/c1"}


def test_reading_is_open_and_writing_is_not(server):
    assert server.ask("/api/v1/meta").status == 200
    for token in (None, "wrong-token-altogether", ""):
        assert server.post("judgements", JUDGEMENT, token).status == 401
        assert server.ask("/api/v1/ingest?name=a.txt", "POST", b"x", authorization=f"Bearer {token}").status == 401


def test_a_cookie_reads_but_does_not_write(server):
    answer = server.post("session", {"token": server.token}, None)
    assert answer.status == 204
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    body = b'{"verb":"note","author":"a","claim":"x/c1"}'
    sent = {"cookie": cookie.split(";")[0], "content_type": "application/json"}
    assert server.ask("/api/v1/judgements", "POST", body, **sent).status == 401
    assert server.post("session", {"token": "not the token"}, None).status == 401


def test_tokens_cannot_be_tried_without_end(demo_record, start):
    with start(demo_record) as server:
        tried = [server.post("session", {"token": f"guess {n}"}, None) for n in range(25)]
        assert [a.status for a in tried] == [401] * 20 + [429] * 5
        assert int(tried[-1].headers["retry-after"]) > 30
        assert server.post("judgements", JUDGEMENT).status == 429
        assert server.ask("/api/v1/meta").status == 200
    clock = [0.0]
    tries = Tries(lambda: clock[0])
    for n in range(Tries.MOST):
        assert tries.wait("a") == 0
        clock[0] = float(n)
        tries.wrong("a")
    assert tries.wait("b") == 0
    assert tries.wait("a") > 0
    clock[0] = Tries.SECONDS + 1
    assert tries.wait("a") == 0
    for n in range(Tries.ADDRESSES * 2):
        tries.wrong(str(n))
    assert len(tries._failed) == Tries.ADDRESSES


def test_bodies_have_limits_and_odd_tokens_are_wrong(server):
    where = urlsplit(server.base)
    with contextlib.closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as line:
        line.putrequest("POST", "/api/v1/judgements")  # refused by what it says of its length, before it is sent
        line.putheader("Content-Length", "1000001")
        line.endheaders()
        assert line.getresponse().status == 413
    body = b'{"token": "\\ud800"}'
    assert server.ask("/api/v1/session", "POST", body, content_type="application/json").status in (401, 422)
    with contextlib.closing(http.client.HTTPConnection(where.hostname, where.port, timeout=60)) as line:
        line.request("POST", "/api/v1/judgements", iter([b"{", b"}"]), encode_chunked=True)
        assert line.getresponse().status == 400


def test_another_site_cannot_write_with_the_cookie(server):
    """Nor with a form: what may be sent across sites without asking has no token in its header."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        sent = {"cookie": f"fogline={server.token}", "content_type": kind, "origin": "https://evil.example"}
        assert server.ask("/api/v1/judgements", "POST", b'{"verb":"note","author":"a"}', **sent).status == 401
    answer = server.ask("/api/v1/meta", origin="https://evil.example")
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_an_address_beyond_this_machine_needs_a_token():
    for host in ("0.0.0.0", "192.168.1.5", "example.org", "::"):
        with pytest.raises(StoreError):
            settings(host, 80, None)
        with pytest.raises(StoreError):
            settings(host, 80, "short")
        assert not settings(host, 80, "a long enough token").open_reading
    for host in ("127.0.0.1", "localhost", "::1", "127.9.9.9"):
        assert settings(host, 80, None).open_reading


def test_the_command_refuses_too(demo_record):
    command = [sys.executable, "-m", "fogline", "serve", "--db", str(demo_record), "--host", "0.0.0.0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "token" in done.stderr


def test_beyond_this_machine_reading_needs_it_as_well(demo_record, start):
    with start(demo_record, host="0.0.0.0") as server:
        assert server.ask("/api/v1/meta").status == 401
        assert server.ask("/api/v1/meta", authorization=f"Bearer {server.token}").status == 200
        assert server.ask("/api/v1/meta", cookie=f"fogline={server.token}").status == 200


def test_another_hosts_name_is_refused(server):
    answer = server.ask("/api/v1/meta", host="evil.example")
    assert (answer.status, answer.json["code"]) == (421, "serve.host")


@pytest.mark.parametrize("path", ["/", "/api/v1/meta", "/report/x", "/api/v1/nothing"])
def test_nothing_inline_and_nothing_from_elsewhere(server, path):
    headers = server.ask(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_have_no_inline_script(server):
    page = server.ask("/").text
    if "The pages are not built" in page:
        pytest.skip("the pages are not built")
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert "style=" not in page


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/assets/../../app.py", "/%2e%2e/settings.py", "//etc/passwd"],
)
def test_only_the_pages_files_are_given_out(server, path):
    answer = server.ask(path)
    assert "root:" not in answer.text
    assert "import " not in answer.text[:200]


def test_answers_are_not_sent_twice(server):
    first = server.ask("/api/v1/incidents")
    again = server.ask("/api/v1/incidents", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    store = open_store(server.db)
    store.judge(
        Judgement(
            "j-etag", Verb.NOTE, "t", datetime(2024, 12, 1, tzinfo=UTC), "", Anchor(next(store.reports()).report.id)
        )
    )
    store.close()
    for _ in range(100):
        later = server.ask("/api/v1/incidents", if_none_match=first.headers["etag"])
        if later.status == 200:
            break
        import time

        time.sleep(0.1)
    assert later.headers["etag"] != first.headers["etag"]


def test_a_record_that_is_not_there(tmp_path):
    command = [sys.executable, "-m", "fogline", "serve", "--db", str(tmp_path / "none.db")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert not Path(tmp_path / "none.db").exists()
