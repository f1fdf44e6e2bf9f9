"""Frozen records made in a third of the time: reading a report makes thousands of spans, days and mentions."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import update_wrapper
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Above ``@dataclass(frozen=True, slots=True)``: the same record, whose fields are put straight into its slots.

    What ``dataclasses`` writes for a frozen record goes through ``object.__setattr__`` for each of them. Fields that
    are not given are left to ``__post_init__``.
    """
    known: dict[str, Any] = {"_made": MISSING}
    heads, lines = ["self"], list[str]()
    for field in fields(cls):  # type: ignore[arg-type]
        name, value = field.name, field.name
        if not field.init:
            continue
        known[f"_put_{name}"] = vars(cls)[name].__set__
        if field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}() if {name} is _made else {name}"
            heads.append(f"{name}=_made")
        elif field.default is not MISSING:
            known[f"_else_{name}"] = field.default
            heads.append(f"{name}=_else_{name}")
        else:
            heads.append(name)
        lines.append(f" _put_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = "\n".join([f"def __init__({', '.join(heads)}):", *lines])
    exec(source, known)  # noqa: S102 - of names of fields alone, as in the library itself
    cls.__init__ = update_wrapper(known["__init__"], cls.__init__)  # type: ignore[method-assign]
    return cls
