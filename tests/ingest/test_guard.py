"""Addresses that lead inside are refused, by whatever spelling and at whatever moment."""

import httpx
import pytest

from fogline.ingest.web import guard

INSIDE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "::",
    "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "ff02::1",
    "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("ip", INSIDE)
def test_inside(ip):
    assert not guard.public(ip)
    with pytest.raises(guard.RefusedError):
        guard.addresses(httpx.URL("http://news.example/"), look_up=lambda *_: [ip])
    with pytest.raises(guard.RefusedError):  # one of several is enough
        guard.addresses(httpx.URL("http://news.example/"), look_up=lambda *_: ["93.184.216.34", ip])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://user:pass@example.org/", "file:///etc/passwd",
        "ftp://example.org/", "gopher://example.org/", "http:///x", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_spellings_of_inside(url):
    with pytest.raises((guard.RefusedError, OSError, httpx.InvalidURL)):
        guard.addresses(httpx.URL(url))


def test_a_name_is_looked_up_once_and_the_checked_address_used():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    assert guard.addresses(httpx.URL("http://rebind.example/"), look_up=lambda *_: next(answers)) == ["93.184.216.34"]
