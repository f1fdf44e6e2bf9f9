"""A source taken whole and decoded; what is doubtful on the way is yielded."""

from __future__ import annotations

from collections.abc import Generator

from fogline.core.problem import Problem
from fogline.ingest.decode import decode
from fogline.ingest.options import Options
from fogline.ingest.source import Source


def whole_text(source: Source, options: Options, *, declares: bool = False) -> Generator[Problem, None, str | None]:
    """Returns the text, or ``None`` after yielding the reason. Use with ``yield from``."""
    data = source.whole(options.limits.file_bytes)
    if isinstance(data, Problem):
        yield data
        return None
    decoded = decode(data, source.where, declares=declares)
    if isinstance(decoded, Problem):
        yield decoded
        return None
    if decoded.guessed:
        yield guessed(decoded.guessed, source.where)
    return decoded.text


def guessed(encoding: str, where: str) -> Problem:
    message = f"does not say its encoding and is not UTF-8; read as {encoding}, check names with accents"
    return Problem("ingest.encoding_guessed", message, where)
