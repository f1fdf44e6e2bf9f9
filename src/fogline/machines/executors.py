"""Who does the work: processes of this machine, or a dask cluster."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fogline.core.problem import Problem
from fogline.machines.shards import TRIES, Done, Executor, Task, do
from fogline.run import start_worker
from fogline.store import StoreError

PATIENCE = 20
"""Seconds to wait for a cluster to answer."""


def executor(where: str | None, workers: int = 0) -> Any:
    """A context whose value is an ``Executor``: ``None`` for processes of this machine (``workers`` 0: one a core),
    ``dask://HOST:PORT`` for a running cluster, ``dask://local?workers=2`` for one that lives as long as the context.

    Raises ``StoreError`` for another address, and where dask is missing.
    """
    if where is None:
        return _processes(workers or os.cpu_count() or 1)
    parts = urlsplit(where)
    if parts.scheme != "dask" or not parts.netloc:
        message = "is no executor; write dask://HOST:PORT or dask://local?workers=2"
        raise StoreError(Problem("machines.executor", message, where, lost=True))
    dask = _dask(where)
    if parts.netloc != "local":
        return _cluster(dask, f"tcp://{parts.netloc}", where)
    asked = parse_qs(parts.query).get("workers", ["0"])[0]
    if not asked.isdigit():
        raise StoreError(Problem("machines.executor", "workers= is a number", where, lost=True))
    return _local(dask, int(asked) or workers or os.cpu_count() or 1)


# --- processes ---


class Processes:
    """A pool; a shard during which a worker died is tried again in a pool of its own."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | BaseException]]:
        left = list(tasks)
        for n in range(TRIES):
            broken: list[Task] = []
            for task, answer in self._round(left, 1 if n else self.workers):
                if isinstance(answer, BrokenProcessPool) and n + 1 < TRIES:
                    broken.append(task)
                else:
                    yield task, answer
            left = broken

    def _round(self, tasks: list[Task], workers: int) -> Iterator[tuple[Task, Done | BaseException]]:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, initializer=start_worker) as pool:
            futures = {pool.submit(do, task): task for task in tasks}
            try:
                for future in as_completed(futures):
                    error = future.exception()
                    yield futures[future], future.result() if error is None else error
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _processes(workers: int) -> Iterator[Executor]:
    yield Processes(workers)


# --- dask ---


def _dask(where: str) -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        message = "needs dask: pip install 'fogline[machines]'"
        raise StoreError(Problem("machines.dask", message, where, lost=True)) from None


class Dask:
    """Tasks on a cluster; what a dead worker had in hand goes to another."""

    def __init__(self, dask: Any, client: Any) -> None:
        self.dask, self.client = dask, client

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | BaseException]]:
        futures = {
            self.client.submit(do, task, key=f"fogline-{n}-{task.path.name}", pure=False, retries=TRIES): task
            for n, task in enumerate(tasks)
        }
        for future in self.dask.as_completed(list(futures)):
            error = future.exception()
            yield futures[future], future.result() if error is None else error


@contextmanager
def _cluster(dask: Any, address: str, where: str) -> Iterator[Executor]:
    try:
        client = dask.Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        message = f"the cluster does not answer ({error})"
        raise StoreError(Problem("machines.unreachable", message, where, lost=True)) from None
    with client:
        yield Dask(dask, client)


@contextmanager
def _local(dask: Any, workers: int) -> Iterator[Executor]:
    with (
        dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        dask.Client(cluster) as client,
    ):
        yield Dask(dask, client)
