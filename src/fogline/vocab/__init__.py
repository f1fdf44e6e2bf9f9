"""Words and world knowledge as data, and the one loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def path(name: str) -> Traversable:
    """The packaged vocabulary file ``name`` ("en/numbers.yaml"), or folder."""
    return files(__name__).joinpath(*name.split("/"))


@cache
def load(name: str) -> Any:
    """The parsed content of a packaged YAML file, read once per process. Callers must not change it.

    Raises ``FileNotFoundError`` for an unknown name.
    """
    return yaml.load(path(name).read_text(encoding="utf-8"), Loader=_Loader)
