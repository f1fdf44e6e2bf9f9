"""Bytes to text: what is text at all, and in which encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from fogline.core.problem import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3", "an SQLite file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-:.]{2,40})""", re.IGNORECASE)
_CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\x1b")))
# Legacy encodings of the regions whose wars are written about, and of Western newsrooms.
_LEGACY = ["cp1252", "cp1256", "cp1251", "iso8859_6", "koi8_r", "cp1254", "cp1255", "mac_roman"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """``guessed`` is the encoding when nothing in the bytes says so and they are not UTF-8."""

    text: str
    guessed: str | None = None


def decode(data: bytes, where: str, *, declares: bool = False) -> Decoded | Problem:
    """Text of ``data``, line ends made plain. ``declares``: the format names its encoding itself (HTML, XML)."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return Problem("ingest.empty", "there is nothing in it", where, lost=True)
    if (kind := binary_kind(data)) is not None:
        return Problem("ingest.binary", f"looks like {kind}, not text; convert it to text first", where, lost=True)
    decoded = _decode(data, declares)
    if decoded is None:
        message = "its encoding was not recognised; save it as UTF-8"
        return Problem("ingest.encoding", message, where, lost=True)
    return Decoded(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), decoded.guessed)


def binary_kind(data: bytes) -> str | None:
    """What the bytes are when they are not text, in words; ``None`` for text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if _bom(data) or _wide(data):
        return None
    head = data[:65_536]
    control = len(head) - len(head.translate(None, _CONTROL))
    return "binary data" if control > len(head) * 0.01 else None


def _decode(data: bytes, declares: bool) -> Decoded | None:
    named = _bom(data) or _wide(data) or "utf-8"
    text = _try(data, named)
    if text is not None:
        return Decoded(text)
    if declares and (found := _DECLARED.search(data[:2048])):
        text = _try(data, found[1].decode("ascii"))
        if text is not None:
            return Decoded(text)
    return _mostly_utf8(data) or _guess(data)


def _bom(data: bytes) -> str | None:
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    head = data[:4096]
    if len(head) < 4:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.4 and head[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.4 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as after a cut or a bad paste: the broken ones become U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    good = sum(1 for char in text if ord(char) > 127 and char != "\ufffd")
    return Decoded(text, "damaged utf-8") if text.count("\ufffd") * 10 <= good else None


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # a slow import that most input never needs

    best = from_bytes(data[:200_000], cp_isolation=_LEGACY, enable_fallback=False).best()
    if best is None:
        return None
    text = _try(data, best.encoding) or data.decode(best.encoding, errors="replace")
    return Decoded(text, best.encoding)
