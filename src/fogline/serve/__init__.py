"""The record in a browser: REST over the same functions the command line uses, and the built pages."""

from __future__ import annotations

from fogline.serve.app import create_app
from fogline.serve.settings import Settings, settings

__all__ = ["Settings", "create_app", "run", "settings"]


def run(db: str, chosen: Settings) -> None:
    """Serve until interrupted. Raises ``StoreError`` when there is no record at ``db``."""
    import uvicorn

    app = create_app(db, chosen)
    uvicorn.run(
        app,
        host=chosen.host,
        port=chosen.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64_000,
    )
