"""Which formats there are. One line a format; installed packages add theirs by entry point."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from fogline.export.part import Exporter

GROUP = "fogline.exporters"
"""Entry points of this group name an exporter: ``myformat = "mypackage.export:EXPORTER"``."""
OURS = (
    "claims",
    "acled",
    "ucdp",
    "airwars",
    "plover",
    "cameo",
    "hxl",
    "geojson",
    "geoparquet",
    "parquet",
    "ftm",
    "annotations",
    "site",
    "bundle",
)


class UnknownFormatError(KeyError):
    """No exporter has this name; the message lists those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} is none of {', '.join(known)}")


@cache
def exporters() -> dict[str, Exporter]:
    """By name: ours in order, then those of other packages; ours are not overridden."""
    found: dict[str, Exporter] = {}
    for name in OURS:
        made: Exporter = import_module(f"fogline.export.formats.{name}").EXPORTER
        found[made.name] = made
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        made = point.load()
        found.setdefault(made.name, made)
    return found


def get(name: str) -> Exporter:
    """Raises ``UnknownFormatError``."""
    known = exporters()
    if name not in known:
        raise UnknownFormatError(name, tuple(known))
    return known[name]
