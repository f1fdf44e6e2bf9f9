"""Words and world knowledge as data, and the one loader; and where a user's own places are."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Base  # type: ignore[assignment]


OWN_PLACES = Path("fogline-places.db")
OWN_PLACES_VARIABLE = "FOGLINE_PLACES"


class _Loader(_Base):
    """Only ``true`` and ``false`` are truth values here: "on", "off", "yes" and "no" are words."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def path(name: str) -> Traversable:
    """The packaged vocabulary file ``name`` ("en/numbers.yaml"), or folder."""
    return files(__name__).joinpath(*name.split("/"))


@cache
def load(name: str) -> Any:
    """The parsed content of a packaged YAML file, read once per process. Callers must not change it.

    Raises ``FileNotFoundError`` for an unknown name.
    """
    return yaml.load(path(name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader


@cache
def _patterns(name: str, section: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load(name)[section]["patterns"])


def cued(name: str, section: str, text: str) -> bool:
    """True where one of the patterns of a section of file ``name`` stands in ``text``, whose case does not matter."""
    return any(p.search(text.lower()) for p in _patterns(name, section))


def own_places() -> Path | None:
    """The file of the user's places: what ``FOGLINE_PLACES`` names, or ``fogline-places.db`` in the working folder;
    ``None`` when there is no such file.
    """
    file = Path(os.environ.get(OWN_PLACES_VARIABLE) or OWN_PLACES)
    return file if file.is_file() else None
