"""Paths to sources: files, folders walked in order of name, standard input as ``-``, and addresses of the web."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fogline.core.problem import Problem
from fogline.ingest.detect import known
from fogline.ingest.options import Fetch
from fogline.ingest.source import Source, system_problem


def sources(paths: Iterable[str | Path], fetch: Fetch | None = None) -> Iterator[Source | Problem]:
    """A folder gives its files of a known ending, deeper ones too, hidden ones not; one note counts the others.

    ``fetch`` gets what an http(s) address holds; without it addresses are problems.
    """
    for path in paths:
        if str(path) == "-":
            yield Source("standard input", data=sys.stdin.buffer.read())
        elif str(path).lower().startswith(("http://", "https://")):
            yield fetch(str(path)) if fetch else _unfetched(str(path))
        else:
            yield from _source(Path(path))


def _unfetched(address: str) -> Problem:
    return Problem("ingest.no_network", "addresses are not fetched here", address, lost=True)


def _source(path: Path) -> Iterator[Source | Problem]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield system_problem(error, str(path))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISREG(mode):
        yield Source(str(path), path)
    else:
        yield Problem("ingest.not_a_file", "is neither a file nor a folder", str(path), lost=True)


def _folder(folder: Path) -> Iterator[Source | Problem]:
    found = other = 0
    for path in _walk(folder, frozenset()):
        if isinstance(path, Problem):
            yield path
        elif known(path.name):
            found += 1
            yield from _source(path)
        else:
            other += 1
    if other:
        message = f"{other} file{'s' * (other > 1)} of another kind passed over (name one by itself to read it as text)"
        yield Problem("ingest.passed_over", message, str(folder))
    if not found:
        yield Problem("ingest.empty", "no file of a known kind in this folder", str(folder), lost=True)


def _walk(folder: Path, above: frozenset[str]) -> Iterator[Path | Problem]:
    real = os.path.realpath(folder)
    if real in above:
        yield Problem("ingest.symlink_loop", "this folder leads back to itself; not followed", str(folder))
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield system_problem(error, str(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {real})
        else:
            yield entry
