"""The small header of a text file: ``Key: value`` lines, then a blank line; or YAML between ``---`` lines."""

from __future__ import annotations

import re

import yaml

from fogline.ingest.record import Fields, field_name

_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{1,24}):[ \t]*(.*)")
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)


def split(text: str) -> Fields:
    """A text's fields: those of its header, and the rest as ``text``. No header, no fields.

    The header counts only when all its lines do, up to the first blank one: an article that opens with
    "Beirut: ..." keeps its first line.
    """
    text = text.lstrip("\n")
    front = _FRONT.match(text)
    if front and (found := _yaml(front[1])) is not None:
        return _fields(found, text[front.end() :])
    head, _, rest = text.partition("\n\n")
    found = _lines(head)
    return _fields(found, rest) if found else Fields(text.strip())


def _fields(found: dict[str, str], text: str) -> Fields:
    return Fields(**(found | {"text": text.strip()}))


def _lines(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.split("\n"):
        match = _LINE.fullmatch(line.strip())
        name = field_name(match[1]) if match else None
        if match is None or name is None or name == "text":
            return {}
        found.setdefault(name, match[2].strip())
    return found


def _yaml(block: str) -> dict[str, str] | None:
    """The fields of a block between ``---`` lines; ``None`` where it is neither YAML nor lines of ``key: value``."""
    try:
        values = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only, as written
    except yaml.YAMLError:
        values = _as_written(block)
    if not isinstance(values, dict):
        return None
    named = {field_name(str(key)): value for key, value in values.items()}
    return {key: value for key, value in named.items() if key not in (None, "text") and isinstance(value, str)}


def _as_written(block: str) -> dict[str, str] | None:
    """Line by line: people write "title: WHO: 40 killed" without the quotes that YAML asks for."""
    lines = [_LINE.fullmatch(line.strip()) for line in block.split("\n") if line.strip()]
    return {m[1]: m[2].strip() for m in lines if m} if all(lines) else None
