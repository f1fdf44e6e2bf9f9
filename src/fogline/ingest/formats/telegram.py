"""A Telegram Desktop export (``result.json``): one report a message.

The outlet of a forwarded message is whom it was forwarded from, whose words it is; that the same text came by another
channel is then seen as for any copy. Dates are the messages' own in UTC; of an edited message the text is the last.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.ingest.dates import since_epoch
from fogline.ingest.format import Format
from fogline.ingest.options import Options
from fogline.ingest.record import Fields, build
from fogline.ingest.source import Source
from fogline.ingest.whole import whole_text

Json = Mapping[str, Any]


def read(source: Source, options: Options) -> Iterator[Report | Problem]:
    """Service messages and messages without words (pictures, stickers) are passed over and counted."""
    text = yield from whole_text(source, options)
    if text is None:
        return
    chats = _chats(text)
    if not chats:
        yield Problem("ingest.bad_telegram", "is no export of Telegram Desktop", source.where, lost=True)
        return
    wordless = 0
    for chat in chats:
        for message in _dicts(chat.get("messages")):
            words = _words(message.get("text"))
            if message.get("type") != "message" or not words.strip():
                wordless += 1
                continue
            yield from _message(chat, message, words, source, options)
    if wordless:
        yield Problem("ingest.passed_over", f"{wordless} messages without words passed over", source.where)


def _chats(text: str) -> list[Json]:
    """An export of one chat, or of a whole account."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(tree, dict):
        return []
    listed = tree.get("chats")
    found = _dicts(listed.get("list")) if isinstance(listed, dict) else [tree]
    return [chat for chat in found if isinstance(chat.get("messages"), list)]


def _dicts(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _words(text: object) -> str:
    """Plain text, or a list of pieces (bold, links, mentions) that make up the message."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    return "".join(p if isinstance(p, str) else str(p.get("text") or "") if isinstance(p, dict) else "" for p in text)


def _message(chat: Json, message: Json, words: str, source: Source, options: Options) -> Iterator[Report | Problem]:
    name = str(chat.get("name") or "")
    where = f"{source.where}:{name or chat.get('id', '')}/{message.get('id', '')}"
    author = str(message.get("from") or "") if "channel" not in str(chat.get("type")) else ""
    fields = Fields(
        text=words,
        id=f"telegram:{chat.get('id', name)}/{message.get('id', '')}",
        outlet=str(message.get("forwarded_from") or author or name),
        published=since_epoch(message.get("date_unixtime") or "") or str(message.get("date") or ""),
        url=source.url or "",
        retrieved=source.retrieved or "",
        archive=source.archive or "",
    )
    yield from build(fields, where, options)
    edited = since_epoch(message.get("edited_unixtime") or "") or str(message.get("edited") or "")
    if edited:
        yield Problem("ingest.edited", f"was edited on {edited[:16]}; what it said before is not in the export", where)


def _is_one(head: bytes) -> bool:
    return head.lstrip()[:1] == b"{" and b'"messages"' in head and b'"date_unixtime"' in head


FORMAT = Format("telegram", read, (), "an export of Telegram Desktop (result.json): a report a message", sure=_is_one)
