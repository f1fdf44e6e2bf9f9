"""HTML made harmless: is it within bounds, and the words of a fragment."""

from __future__ import annotations

import re
from typing import Final

from fogline.ingest.options import Limits

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Never nested: void elements, and those a reader closes by itself when the next one opens.
_FLAT: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody option".split()
)
_BLOCKS: Final = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote section article ul ol table pre hr".split())
_UNSEEN: Final = frozenset("script style noscript template figcaption".split())


class HostileError(ValueError):
    """Markup beyond the limits; the message says which."""


def check(markup: str, limits: Limits) -> None:
    """Raises ``HostileError`` when markup goes beyond ``limits``; linear, and before any parser sees it."""
    depth = 0
    for count, tag in enumerate(_TAG.finditer(markup), 1):
        if count > limits.html_tags:
            raise HostileError(f"has more than {limits.html_tags:,} tags; it is not an article")
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > limits.html_depth:
            raise HostileError(f"has tags nested more than {limits.html_depth} deep; it is not an article")


def to_text(markup: str, limits: Limits) -> str:
    """The words of an HTML fragment, a blank line between blocks. Raises ``HostileError``."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    check(markup, limits)
    from lxml import etree  # slow imports that most input never needs
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    etree.strip_elements(root, etree.Comment, *sorted(_UNSEEN), with_tail=False)
    for node in root.iter(*sorted(_BLOCKS)):
        node.text = "\n\n" + (node.text or "")
        node.tail = "\n\n" + (node.tail or "")
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", str(root.text_content())))
    return "\n\n".join(block for block in blocks if block)
