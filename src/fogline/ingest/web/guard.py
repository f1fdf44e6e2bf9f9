"""Which addresses are fetched from: public ones only.

A name is resolved once, every address it has must be public, and the connection goes to the address that was checked:
a name that resolves to something else a moment later (DNS rebinding) gains nothing. The same holds for each redirect.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable

import httpx

Resolve = Callable[[str, int], Iterable[str]]
PORTS = {"http": 80, "https": 443}


class RefusedError(ValueError):
    """An address that is not fetched; the message says why."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a name. Raises ``OSError``, also for what cannot be a name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError("not a host name") from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def public(address: str) -> bool:
    """True for an IP address of the open internet: not private, loopback, link-local, reserved, shared or multicast,
    nor an IPv6 address that carries such an IPv4 one. Of IPv6 only what is given out counts (2000::/3, the "Global
    Unicast" of IANA's registry of IPv6 address space): old forms such as ``::127.0.0.1`` or ``fec0::1`` are none.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _nat64(ip)
        if inner is not None:
            return public(str(inner))
        if ip not in _GIVEN_OUT or ip in _EXAMPLES:
            return False
    return ip.is_global and not ip.is_multicast


_GIVEN_OUT = ipaddress.ip_network("2000::/3")
_EXAMPLES = ipaddress.ip_network("3fff::/20")  # RFC 9637; not every version of Python knows it
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def addresses(url: httpx.URL, allowed: frozenset[str] = frozenset(), look_up: Resolve = resolve) -> list[str]:
    """The IP addresses that ``url`` may be fetched from. ``allowed`` hosts ("10.0.0.5:8000", "mirror.lan") are taken
    as they are. Raises ``RefusedError``, or ``OSError`` for a name that does not resolve.
    """
    if url.scheme not in PORTS:
        raise RefusedError(f"{url.scheme or 'no'} addresses are not fetched, only http and https")
    if url.userinfo:
        raise RefusedError("the address holds a user name or password")
    host, port = url.host, url.port or PORTS[url.scheme]
    if not host:
        raise RefusedError("the address names no host")
    found = list(look_up(host, port))
    inside = [ip for ip in found if not public(ip)]
    if inside and not {host, f"{host}:{port}"} & allowed:
        raise RefusedError(f"{host} is {inside[0]}, inside a network (allow it with --allow-host {host})")
    return found


# Two names on one address must not share a connection whose certificate was checked for the first.
_NO_REUSE = httpx.Limits(max_keepalive_connections=0)


class Guarded(httpx.BaseTransport):
    """Connects to the address that was checked, under the name that was asked for."""

    def __init__(self, allowed: frozenset[str] = frozenset(), look_up: Resolve = resolve) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False, limits=_NO_REUSE)
        self._allowed, self._look_up = allowed, look_up

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises ``RefusedError`` for an address inside a network, ``httpx.ConnectError`` where nothing answers."""
        try:
            found = addresses(request.url, self._allowed, self._look_up)
        except OSError as error:
            raise httpx.ConnectError(f"{request.url.host} is not known: {error.strerror or error}") from error
        host = request.url.host
        if not found:
            raise httpx.ConnectError(f"{host} has no address")
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=found[0])
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()
