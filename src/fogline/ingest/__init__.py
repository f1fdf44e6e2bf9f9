"""Bytes to reports. A format is one file in ``formats/``.

>>> from fogline.ingest import ingest
>>> list(ingest(["story.txt"]))  # doctest: +SKIP
[Report(id='c0a8...', text='...', ...)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.detect import detect
from fogline.ingest.files import sources
from fogline.ingest.formats import FORMATS
from fogline.ingest.options import Limits, Options
from fogline.ingest.source import Source, system_problem

__all__ = ["FORMATS", "Limits", "Options", "Source", "ingest", "read", "sources"]


def ingest(paths: Iterable[str | Path], options: Options | None = None) -> Iterator[Report | Problem]:
    """The reports of files, folders, standard input (``-``) and addresses, in order; what went wrong beside them."""
    return read(sources(paths, options.fetch if options else None), options)


def read(found: Iterable[Source | Problem], options: Options | None = None) -> Iterator[Report | Problem]:
    """The reports of ``found``; problems among it pass through. Nothing a source holds raises."""
    options = options or Options()
    for source in found:
        yield from [source] if isinstance(source, Problem) else _read(source, options)


def _read(source: Source, options: Options) -> Iterator[Report | Problem]:
    try:
        format = FORMATS[options.format] if options.format else detect(source.where, source.head())
        yield from format.read(source, options)
    except OSError as error:
        yield system_problem(error, source.where)
    except MemoryError:
        yield Problem("ingest.too_large", "does not fit into memory", source.where, lost=True)
    except Exception as error:  # noqa: BLE001 - a format, perhaps of another package, must not take the rest with it
        message = f"cannot be read ({type(error).__name__}: {error})"[:300] + "; please tell us"
        yield Problem("ingest.failed", message, source.where, lost=True)
