"""What is appended is chained: each row's link is made from the one before, so that a row changed, taken out or put
in between shows.

It shows to who keeps the last link elsewhere, too, that a whole chain was made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from fogline.core.codec import dumps
from fogline.core.problem import Problem

# The order in which a row's fields go into its link. Changing it breaks every chain there is.
FIELDS: Mapping[str, Sequence[str]] = {
    "reports": (
        "key", "id", "hash", "outlet", "published", "title", "dateline", "url", "retrieved", "archive", "added",
    ),
    "judgements": ("id", "verb", "report", "body"),
}  # fmt: skip


def link(before: str, table: str, row: Mapping[str, Any]) -> str:
    """Lower-case hex SHA-256 of the link before (empty for the first row) and the row's fields."""
    return sha256(f"{before}\n{dumps([row[name] for name in FIELDS[table]])}".encode()).hexdigest()


def check(table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    """``rows`` in the order in which they were appended, each with its ``chain``; the first wrong link is named."""
    before = ""
    for row in rows:
        if row["chain"] != link(before, table, row):
            message = f"this row of {table}, or one before it, was changed, taken out or put in after it was written"
            yield Problem("store.chain", message, row["id"], lost=True)
            return
        before = row["chain"]
