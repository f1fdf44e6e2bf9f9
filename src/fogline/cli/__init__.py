"""The command line. One file per group of commands; each lists its own in ``COMMANDS``, families of them in
``APPS``.

Exit codes: 0 all went well; 1 something was left out or found wanting; 2 nothing could be done (wrong usage, no
record).
"""

from __future__ import annotations

import os
import sys

import typer

from fogline.cli import (
    about,
    actors,
    audit,
    claims,
    demo,
    export,
    extract,
    incidents,
    judge,
    places,
    record,
    review,
    serve,
    show,
    stands,
    watch,
)
from fogline.cli.output import say
from fogline.core.problem import Problem
from fogline.store import StoreError

GROUPS = (
    extract,
    record,
    watch,
    claims,
    show,
    incidents,
    stands,
    review,
    judge,
    audit,
    places,
    actors,
    export,
    serve,
    demo,
    about,
)

app = typer.Typer(
    name="fogline",
    help="Who says what in a war, and what stands: reports in, a cited record of claims out.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in GROUPS:
    for command in group.COMMANDS:
        app.command(command.__name__.rstrip("_").replace("_", "-"))(command)
    for name, sub in getattr(group, "APPS", {}).items():
        app.add_typer(sub, name=name)


def main() -> None:
    """The ``fogline`` command."""
    try:
        app()
    except StoreError as error:
        say(error.problem)
        raise SystemExit(2) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        say(Problem("disk.failed", error.strerror or str(error), str(error.filename or ""), lost=True))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
