"""Report -> claims.

``Reading`` and ``read`` are loaded on first use: a room can be imported without the others. The package itself can be
called, so that ``fogline.read(text)`` reads a text (``fogline.api.reading``).
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fogline.read.reader import Reading, read

__all__ = ["Reading", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from fogline.read import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Room(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Any:
        return import_module("fogline.api.reading").read(*args, **options)


sys.modules[__name__].__class__ = _Room
