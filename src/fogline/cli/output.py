"""What goes to the terminal: data on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from fogline.core.codec import dumps, problem_to_json
from fogline.core.problem import Problem

T = TypeVar("T")
Row = dict[str, Any]

_WIDE = 200
_NAMES = frozenset({"claim", "incident", "id", "report", "on", "when"})
"""Columns of names that people copy into the next command, and of days: in one piece."""


def stdout() -> TextIO:
    """Standard output as UTF-8 with plain line ends, whatever the locale says."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    return sys.stdout


def console(*, stderr: bool = False) -> Console:
    """Made anew each time: streams may have been redirected. Not cut to 80 columns when there is no terminal."""
    made = Console(stderr=stderr, highlight=False)
    if not made.is_terminal:
        made.width = _WIDE
    return made


def say(problem: Problem) -> None:
    """A problem on standard error, as one line."""
    mark = "[red]left out[/]" if problem.lost else "[yellow]note[/]"
    console(stderr=True).print(f"{mark}  {escape(str(problem))}", soft_wrap=True)


def tell(message: str) -> None:
    """A remark for people on standard error; ``message`` may hold rich markup."""
    console(stderr=True).print(message, soft_wrap=True)


def lines(rows: Iterable[Any]) -> None:
    out = stdout()
    for row in rows:
        out.write(dumps(row) + "\n")
    out.flush()


def table(rows: Iterable[Row], columns: Sequence[str], *, as_json: bool = False, as_csv: bool = False) -> int:
    """Rows as a table, JSON lines or CSV; the number of rows. ``columns`` are what table and CSV show of each row."""
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    if as_json:
        lines(counted())
    elif as_csv:
        _csv(counted(), columns)
    else:
        _drawn(counted(), columns)
    return count


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    out = csv.writer(stdout(), lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([_harmless(row.get(column)) for column in columns])
    sys.stdout.flush()


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would take for a formula is kept as text."""
    from fogline.export.part import cell

    return cell(value) if isinstance(value, str) else value


def _drawn(rows: Iterable[Row], columns: Sequence[str]) -> None:
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold", no_wrap=column in _NAMES)
    for row in rows:
        drawn.add_row(*("" if (cell := row.get(column)) is None else escape(str(cell)) for column in columns))
    if drawn.row_count:
        console().print(drawn)


class Outcome:
    """Says problems as they come, and remembers whether the command is to end with 0 or 1."""

    def __init__(self) -> None:
        self.lost = 0
        self.noted = 0

    def take(self, problem: Problem) -> None:
        say(problem)
        if problem.lost:
            self.lost += 1
        else:
            self.noted += 1

    @property
    def code(self) -> int:
        return 1 if self.lost else 0


def watched(items: Iterable[T], what: str, count: Callable[[T], int] = lambda _: 1) -> Iterator[T]:
    """``items`` passed through, with a line on standard error that says how many there were; silent when piped."""
    shown = console(stderr=True)
    if not shown.is_terminal:
        yield from items
        return
    parts = (SpinnerColumn(), TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*parts, console=shown, transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            progress.advance(task, count(item))
            yield item


def problem_rows(problems: Iterable[Problem]) -> Iterator[Row]:
    return (problem_to_json(problem) for problem in problems)
