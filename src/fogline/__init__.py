"""Fogline: who says what in a war, and what stands.

    import fogline
    fogline.read("At least 20 people were killed in Aleppo on Friday, the monitor said.")
    with fogline.open("fogline.db") as record:
        for incident in record.incidents(place="Aleppo"): ...

Importing it loads nothing heavy: the reader, the store and the exporters come when they are first used.
"""

from importlib import import_module as _load
from typing import Any as _Any

__version__ = "0.1.0"

_LATER = {
    "open": ("fogline.api.record", "open_record"),
    "Record": ("fogline.api.record", "Record"),
    "Report": ("fogline.core.report", "Report"),
    "Profile": ("fogline.export.profile", "Profile"),
}


def __getattr__(name: str) -> _Any:
    if name == "read":  # a room of the program that can be called like a function
        return _load("fogline.read")
    if name in _LATER:
        module, what = _LATER[name]
        return getattr(_load(module), what)
    raise AttributeError(f"module 'fogline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATER, "read"])
