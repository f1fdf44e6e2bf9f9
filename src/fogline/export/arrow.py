"""Tables as Arrow: columns typed, rows in batches, so that a long table is never whole in memory twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from fogline.export.edition import About, View
from fogline.export.tables import Table

BATCH = 10_000


class MissingExtraError(ImportError):
    """A library that only some formats need is not installed; the message says how to get it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is needed for this and not installed: pip install 'fogline[{extra}]'")


def arrow() -> Any:
    """The pyarrow module. Raises ``MissingExtraError``."""
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError("pyarrow", "tables") from None
    return pyarrow


def schema(table: Table, about: About | None = None, extra: dict[bytes, bytes] | None = None) -> Any:
    """``about`` goes into the schema's metadata under ``fogline``."""
    from fogline.core.codec import dumps

    pa = arrow()
    types = {
        "text": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "day": pa.date32(),
        "bool": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "bytes": pa.binary(),
    }
    meta = dict(extra or {})
    if about:
        meta[b"fogline"] = dumps(about.to_json() | {"table": table.about}).encode()
    return pa.schema([pa.field(name, types[kind]) for name, kind in table.columns], metadata=meta or None)


def batches(made: Any, rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
    """Record batches of a schema."""
    pa = arrow()
    rows = iter(rows)
    while part := list(islice(rows, BATCH)):
        columns = [[_utf8(v) for v in column] for column in zip(*part, strict=True)]
        arrays = [pa.array(values, type=field.type) for values, field in zip(columns, made, strict=True)]
        yield pa.record_batch(arrays, schema=made)


def _utf8(value: Any) -> Any:
    """Lone surrogates of broken sources cannot be written as UTF-8."""
    if isinstance(value, list):
        return [_utf8(v) for v in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isascii() else value


def whole(table: Table, view: View) -> Any:
    """A table as a pyarrow ``Table``."""
    made = schema(table, view.about)
    return arrow().Table.from_batches(list(batches(made, table.rows(view))), schema=made)


class _Drain:
    """A file to write to whose bytes are taken out as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._at = 0
        self.closed = False

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._bytes += piece
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def taken(self) -> bytes:
        out, self._bytes = bytes(self._bytes), bytearray()
        return out


def parquet_bytes(made: Any, rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A Parquet file in pieces, a row group a batch; the same rows give the same bytes."""
    arrow()
    from pyarrow import parquet

    drain = _Drain()
    with parquet.ParquetWriter(drain, made, compression="zstd") as writer:
        for batch in batches(made, rows):
            writer.write_batch(batch)
            yield drain.taken()
    yield drain.taken()
