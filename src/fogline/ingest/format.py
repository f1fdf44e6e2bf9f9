"""What a source format is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.options import Options
from fogline.ingest.source import Source

Reader = Callable[[Source, Options], Iterator[Report | Problem]]


@dataclass(frozen=True, slots=True)
class Format:
    """A source format. A package adds its own as an entry point of the group ``fogline.formats`` that names one.

    ``suffixes`` are endings of file names in lower case, with their dot (".csv", ".warc.gz"). ``sure`` tells by the
    first bytes that a source is of this format, whatever its name; ``likely`` is asked only where the name says
    nothing. ``about`` is one line for the documentation.
    """

    name: str
    read: Reader
    suffixes: tuple[str, ...]
    about: str
    sure: Callable[[bytes], bool] | None = None
    likely: Callable[[bytes], bool] | None = None
