"""A limit on the whole of an exchange: the answer's head and its body, however little by little they come.

The time-outs of single reads start anew with each byte; a host that sends one now and then is never seen by them.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Deadline:
    """While it is entered, the connections that a request with these ``extensions`` makes are cut after ``seconds``.

    ``passed`` is true from then on; what was read until then may be cut short without an error. (The handshake of TLS,
    when neither socket can be reached, is limited as a whole by the time-out of a read.)
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._timer = threading.Timer(max(seconds, 0.0), self._cut)
        self._timer.daemon = True
        self._sockets: list[socket.socket] = []

    @property
    def extensions(self) -> dict[str, Any]:
        """For httpx: it tells of every connection that is made (its "trace")."""
        return {"trace": self._made}

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _made(self, event: str, info: Mapping[str, Any]) -> None:
        if event in _CONNECTED:
            self._sockets.append(info["return_value"].get_extra_info("socket"))
            if self.passed:
                self._cut()

    def _cut(self) -> None:
        self.passed = True
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
