"""Zip files made in pieces, the same bytes every time: fixed dates, fixed order, nothing of the machine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold (APPNOTE 4.4.6)."""


class _Drain:
    """A stream without a position to go back to, whose bytes are taken out as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, data: bytes) -> int:
        self._bytes += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        out, self._bytes = bytes(self._bytes), bytearray()
        return out


def zip_bytes(files: Iterable[tuple[str, Iterable[bytes]]], *, packed: bool = False) -> Iterator[bytes]:
    """A zip of named streams. ``packed`` deflates, which zlib builds do differently; else bytes are stored."""
    drain = _Drain()
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(cast("IO[bytes]", drain), "w", how, allowZip64=True) as made:
        for name, chunks in files:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr, info.create_system = how, 0o644 << 16, 3
            with made.open(info, "w", force_zip64=True) as file:
                for chunk in chunks:
                    file.write(chunk)
                    yield drain.taken()
            yield drain.taken()
    yield drain.taken()
