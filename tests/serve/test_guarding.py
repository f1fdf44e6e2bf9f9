"""Who may ask and write, and what a page may load."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fogline.core.judgement import Anchor, Judgement, Verb
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
