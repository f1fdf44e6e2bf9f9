"""Markdown, with a small header, front matter, or none: the words without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest import header
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import whole_text


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """One report: the file. A first-level heading at the top is the title where the header gives none."""
    text = yield from whole_text(source, options)
    if text is not None:
        yield from build(_plain(header.split(text)), source.where, options)


def _plain(fields: Fields) -> Fields:
    tokens = MarkdownIt("commonmark", {"html": False, "maxNesting": 50}).parse(fields.text)
    title = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, tokens = _words(tokens[1]), tokens[3:]
    blocks = [_words(token) for token in tokens if token.type in ("inline", "code_block", "fence")]
    return replace(fields, text="\n\n".join(block for block in blocks if block), title=fields.title or title)


def _words(token: Token) -> str:
    """A block's text; a line break inside a paragraph is a space."""
    if token.children is None:
        return token.content.strip()
    parts = [_word(child) for child in token.children]
    return re.sub(r"[ \t]+", " ", "".join(parts)).strip()


def _word(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.type == "image" else token.content


FORMAT = Format("markdown", read, (".md", ".markdown"), "Markdown, with or without front matter")
