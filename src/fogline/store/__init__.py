"""Where reports, judgements and what is derived from them are kept."""

from __future__ import annotations

from pathlib import Path

from fogline.core.problem import Problem
from fogline.store.protocol import ClaimQuery, Counts, Store, StoredClaim, StoredReport, StoreError, report_key

__all__ = ["ClaimQuery", "Counts", "Store", "StoreError", "StoredClaim", "StoredReport", "open_store", "report_key"]

DEFAULT = Path("fogline.db")


def open_store(where: str | Path = DEFAULT, *, create: bool = True) -> Store:
    """The store at a path. Raises ``StoreError`` when there is none and ``create`` is false, or it cannot be used."""
    from fogline.store.sqlite import SqliteStore  # a slow import that stateless commands never need

    if "://" in str(where):
        raise StoreError(
            Problem("store.backend", "no backend for this address; give a file's path", str(where), lost=True)
        )
    if not create and not Path(where).exists():
        message = "no record here; make one with: fogline ingest FILES"
        raise StoreError(Problem("store.missing", message, str(where), lost=True))
    return SqliteStore(where)
