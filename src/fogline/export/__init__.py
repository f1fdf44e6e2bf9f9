"""The record put out in the formats of other people's tools: a view of it goes in, named streams of bytes come out.

    edition = make_edition(readings, judgements)
    for item in get("acled").parts(edition): ...

``EXPORTERS`` is the list; entry points of the group ``fogline.exporters`` add to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.export.part import Exporter, Part
from fogline.export.registry import UnknownFormatError, exporters, get

if TYPE_CHECKING:
    from fogline.export.edition import About, Edition, Told, View, make_edition
    from fogline.export.profile import Profile, guarded

__all__ = [
    "About",
    "Edition",
    "Exporter",
    "Part",
    "Profile",
    "Told",
    "UnknownFormatError",
    "View",
    "exporters",
    "get",
    "guarded",
    "make_edition",
]

_LATER = dict.fromkeys(("About", "Edition", "Told", "View", "make_edition"), "edition")
_LATER |= {"Profile": "profile", "guarded": "profile"}


def __getattr__(name: str) -> Any:
    """Reconciliation is loaded when a record is put out, not when formats are listed."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f"fogline.export.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
