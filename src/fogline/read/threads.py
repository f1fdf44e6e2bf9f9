"""One thread for numpy's matrix products while reading.

The matrices of a report are small: a second thread costs more in waiting than it saves, and worker processes share
the cores already. Only the OpenBLAS that numpy's wheels bring along is known here; another library keeps its threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL
from functools import cache
from pathlib import Path

import numpy as np

# Where wheels keep their libraries, and OpenBLAS's names for its own functions with the prefixes of such builds.
_FOLDERS = ("../numpy.libs", ".dylibs")
_NAMES = (("scipy_openblas_", "64_"), ("openblas_", "64_"), ("scipy_openblas_", ""), ("openblas_", ""))


@contextmanager
def one_thread() -> Iterator[None]:
    """Within, numpy multiplies on one thread; afterwards on as many as before."""
    switch = _switch()
    before = switch[0]() if switch else 1
    if switch is None or before == 1:
        yield
        return
    switch[1](1)
    try:
        yield
    finally:
        switch[1](before)


@cache
def _switch() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """OpenBLAS's own functions that tell and set the number of threads; ``None`` where it is not found."""
    root = Path(np.__file__).parent
    for path in (p for folder in _FOLDERS for p in sorted((root / folder).glob("*openblas*"))):
        library = CDLL(str(path))
        for start, end in _NAMES:
            if hasattr(library, f"{start}set_num_threads{end}"):
                return (
                    getattr(library, f"{start}get_num_threads{end}"),
                    getattr(library, f"{start}set_num_threads{end}"),
                )
    return None
