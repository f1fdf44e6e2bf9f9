"""A saved web page."""

from __future__ import annotations

import re

from fogline.ingest.format import Format
from fogline.ingest.page import page

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.S | re.I)

FORMAT = Format(
    "html",
    page,
    (".html", ".htm", ".xhtml"),
    "a saved web page: the article without menus and comments",
    sure=lambda head: _PAGE.match(head[:8192]) is not None,
)
