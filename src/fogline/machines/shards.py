"""One shard: read, written whole, marked as done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, Protocol

from fogline import run
from fogline.core.codec import dumps, problem_from_json, problem_to_json
from fogline.core.problem import Problem
from fogline.core.reader import Reader
from fogline.ingest import Options, sources
from fogline.machines.write import Form, writer

TRIES = 3


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know of one shard; ``reader`` is the version that all workers must have."""

    path: Path
    output: Path
    form: Form
    options: Options
    chosen: Reader | None
    reader: str

    @property
    def marker(self) -> Path:
        return self.output.with_name(self.output.name + ".done")


@dataclass(frozen=True, slots=True)
class Done:
    """``new`` is false when the shard's output was there already."""

    shard: Path
    output: Path
    reports: int
    claims: int
    problems: tuple[Problem, ...]
    new: bool = True


class Executor(Protocol):
    """Calls ``do`` with every task, in whatever order; yields each task with its answer or what was raised.

    Its context ends what it started.
    """

    def map(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | BaseException]]: ...


def extract_shards(
    paths: Iterable[str | Path],
    out: Path,
    executor: AbstractContextManager[Executor],
    form: Form = Form.JSONL,
    options: Options | None = None,
    reader: Reader | None = None,
) -> Iterator[Done | Problem]:
    """Each file under ``paths`` read into a file of ``out``; both must be the same folders for every worker.

    Shards come as they are finished. A shard that cannot be read is a ``Problem``, and the others go on. Raises
    ``OSError`` when ``out`` cannot be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    _clear(out)
    tasks: list[Task] = []
    for item in _tasks(paths, out, form, options or Options(), reader):
        if isinstance(item, Task):
            tasks.append(item)
        else:
            yield item
    with executor as running:
        for task, answer in running.map(tasks):
            yield answer if isinstance(answer, Done) else _failed(task, answer)


def _tasks(
    paths: Iterable[str | Path], out: Path, form: Form, options: Options, reader: Reader | None
) -> Iterator[Task | Problem]:
    plain = replace(
        options, columns=dict(options.columns), fetch=None
    )  # what goes to another process must be picklable
    version, taken = run.reader_version(), set[str]()
    for source in sources(paths):
        if isinstance(source, Problem):
            yield source
        elif source.path is None:
            yield Problem("machines.stream", "standard input cannot be divided; name files", source.where, lost=True)
        elif source.path.name in taken:
            message = "another shard has this name; outputs would be mixed up, rename one"
            yield Problem("machines.same_name", message, source.where, lost=True)
        else:
            taken.add(source.path.name)
            output = out.resolve() / f"{source.path.name}.{form.suffix}"
            yield Task(source.path.resolve(), output, form, plain, reader, version)


def do(task: Task) -> Done:
    """Read the shard, unless that is done. Raises ``VersionError`` on a machine with another reader."""
    if run.reader_version() != task.reader:
        raise VersionError(f"this machine has reader {run.reader_version()}, {task.reader} was asked for")
    made_from = _made_from(task)
    return _finished(task, made_from) or _read(task, made_from)


class VersionError(Exception):
    """Another version would give other claims."""


def _made_from(task: Task) -> dict[str, Any]:
    """All that an output depends on."""
    return {
        "input": _digest(task.path),
        "reader": task.reader,
        "chosen": task.chosen.value if task.chosen else None,
        "form": task.form.value,
        "options": repr(task.options),
    }


def _finished(task: Task, made_from: Mapping[str, Any]) -> Done | None:
    """What the marker says, if it is of the same input, reader and options and the output is still what was written."""
    try:
        marker = json.loads(task.marker.read_text(encoding="utf-8"))
        if marker["from"] != made_from or marker["output"] != _digest(task.output):
            return None
        problems = tuple(problem_from_json(p) for p in marker["problems"])
        return Done(task.path, task.output, marker["reports"], marker["claims"], problems, new=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(task: Task, made_from: Mapping[str, Any]) -> Done:
    reports = claims = 0
    problems: list[Problem] = []
    partial = _partial(task.output)
    try:
        with writer(task.form, partial) as write:
            for item in run.extract([task.path], task.options, 1, task.chosen):
                if isinstance(item, Problem):
                    problems.append(item)
                    continue
                problems += item.problems
                reports, claims = reports + 1, claims + len(item.claims)
                write(item)
        _put(partial, task.output)
    finally:
        partial.unlink(missing_ok=True)
    marker = {"from": made_from, "output": _digest(task.output), "reports": reports, "claims": claims}
    _write_whole(task.marker, dumps(marker | {"problems": [problem_to_json(p) for p in problems]}) + "\n")
    return Done(task.path, task.output, reports, claims, tuple(problems))


def _partial(path: Path) -> Path:
    """A name of this process's own: two workers that were given one shard do not write into one file."""
    return path.with_name(f".{path.name}.{os.uname().nodename}.{os.getpid()}.partial")


def _clear(out: Path) -> None:
    """Takes away what processes of this machine that live no more have left half written."""
    for left in sorted(out.glob(f".*.{os.uname().nodename}.*.partial")):
        pid = left.name.split(".")[-2]
        if pid.isdigit() and not _lives(int(pid)):
            left.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _write_whole(path: Path, text: str) -> None:
    partial = _partial(path)
    partial.write_text(text, encoding="utf-8")
    _put(partial, path)


def _put(partial: Path, path: Path) -> None:
    """On the disk first, then under its name."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _failed(task: Task, error: BaseException) -> Problem:
    if isinstance(error, VersionError):
        return Problem("machines.version", f"{error}; install the same version everywhere", str(task.path), lost=True)
    said = f"{type(error).__name__}: {error}"[:300]
    message = f"was not read ({said}); run the same command again, what is done is not done again"
    return Problem("machines.failed", message, str(task.path), lost=True)


__all__ = ["TRIES", "Done", "Executor", "Form", "Task", "do", "extract_shards"]
