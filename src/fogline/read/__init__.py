"""Report -> claims.

``Reading`` and ``read`` are loaded on first use: a room can be imported without the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fogline.read.reader import Reading, read

__all__ = ["Reading", "read"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from fogline.read import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
