"""Where reports, judgements and what is derived from them are kept."""

from __future__ import annotations

from pathlib import Path

from fogline.core.problem import Problem
from fogline.store.protocol import ClaimQuery, Counts, Store, StoredClaim, StoredReport, StoreError, Version, report_key

__all__ = [
    "ClaimQuery",
    "Counts",
    "Store",
    "StoreError",
    "StoredClaim",
    "StoredReport",
    "Version",
    "open_store",
    "report_key",
]

DEFAULT = "fogline.db"


def open_store(where: str | Path = DEFAULT, *, create: bool = True) -> Store:
    """The store at a path, or at a ``postgresql://`` address.

    Raises ``StoreError`` when there is none and ``create`` is false, or it cannot be used.
    """
    scheme, apart, _ = str(where).partition("://")
    if apart and scheme in ("postgresql", "postgres"):
        from fogline.store.postgresql import PostgresStore

        return PostgresStore(str(where), create=create)
    if apart:
        message = "no backend for this address; give a file's path or postgresql://USER@HOST/DATABASE"
        raise StoreError(Problem("store.backend", message, f"{scheme}://", lost=True))
    from fogline.store.sqlite import SqliteStore  # a slow import that stateless commands never need

    if not create and not Path(where).exists():
        message = "no record here; make one with: fogline ingest FILES"
        raise StoreError(Problem("store.missing", message, str(where), lost=True))
    return SqliteStore(where)
