"""Bytes that came from somewhere, and the two ways a format may take them."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fogline.core.problem import Problem

HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Source:
    """A file by ``path``, or ``data`` held in memory (standard input, a web archive's record).

    ``where`` names it in problems; ``url``, ``retrieved`` and ``archive`` are kept on its
    reports where known.
    """

    where: str
    path: Path | None = None
    data: bytes = b""
    url: str | None = None
    retrieved: str | None = None
    archive: str | None = None

    def open(self) -> BinaryIO:
        """Raises ``OSError`` when the file is gone or may not be read."""
        return io.BytesIO(self.data) if self.path is None else self.path.open("rb")

    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open() as file:
            return file.read(HEAD)

    def whole(self, limit: int) -> bytes | Problem:
        """All bytes, or a problem when there are more than ``limit``."""
        with self.open() as file:
            data = file.read(limit + 1)
        return data if len(data) <= limit else self.too_large(limit)

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | Problem]]:
        """Numbered lines (from 1) without their ends; a line over ``limit`` bytes is a problem, the next goes on."""
        with self.open() as file:
            number = 0
            while line := file.readline(limit + 1):
                number += 1
                if len(line) <= limit:
                    yield number, line.rstrip(b"\r\n")
                    continue
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                yield number, self.too_large(limit, f"{self.where}:{number}")

    def too_large(self, limit: int, where: str = "") -> Problem:
        message = f"larger than the limit of {limit / 1e6:g} MB; split it, or raise the limit (--max-mb)"
        return Problem("ingest.too_large", message, where or self.where, lost=True)


def system_problem(error: OSError, where: str) -> Problem:
    """An ``OSError`` in words."""
    code, message = _ERRORS.get(type(error), ("ingest.unreadable", f"cannot be read: {error.strerror or error}"))
    if getattr(error, "errno", None) == _LOOP:
        code, message = "ingest.symlink_loop", "the link leads back to itself"
    return Problem(code, message, where, lost=True)


_LOOP = errno.ELOOP
_ERRORS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("ingest.not_found", "no such file (it may have been moved or deleted meanwhile)"),
    PermissionError: ("ingest.no_permission", "may not be read; check the file's permissions"),
    IsADirectoryError: ("ingest.not_a_file", "is a folder"),
}
