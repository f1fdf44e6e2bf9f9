"""Pages as they came, kept by the hash of their bytes, so that a report can be held against its source."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands beside an archived page: where it came from, when (ISO, UTC), and how it was answered."""

    url: str
    retrieved: str
    status: int
    content_type: str
    etag: str
    last_modified: str


class Archive:
    """A folder of pages: ``ab/abcd....bin`` the bytes (named by their SHA-256), ``.json`` beside it what is known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes, about: Kept) -> str:
        """Stores the page; returns the reference that its report keeps ("sha256:..."). Raises ``OSError``."""
        name = sha256(data).hexdigest()
        base = self.folder / name[:2] / name
        base.parent.mkdir(parents=True, exist_ok=True)
        if not base.with_suffix(".bin").is_file():
            _write(base.with_suffix(".json"), json.dumps(asdict(about), indent=1, sort_keys=True).encode())
            _write(base.with_suffix(".bin"), data)
        return f"sha256:{name}"

    def read(self, reference: str) -> bytes:
        """The bytes of a reference. Raises ``OSError`` when they are gone, ``ValueError`` when they have changed or
        ``reference`` is none.
        """
        name = reference.removeprefix("sha256:")
        if not _HASH.fullmatch(name):
            raise ValueError(f"{reference!r} is no reference to an archived page")
        data = (self.folder / name[:2] / name).with_suffix(".bin").read_bytes()
        if sha256(data).hexdigest() != name:
            raise ValueError(f"{reference} does not have its hash any more")
        return data


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
