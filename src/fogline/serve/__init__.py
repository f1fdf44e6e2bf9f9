"""The record in a browser: REST over the same functions the command line uses, and the built pages."""

from __future__ import annotations

from collections.abc import Callable

from fogline.serve.app import create_app
from fogline.serve.settings import Settings, settings

__all__ = ["Settings", "create_app", "run", "settings"]


def run(db: str, chosen: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until interrupted; ``ready`` is called once the address answers.

    Raises ``StoreError`` when there is no record at ``db``, ``SystemExit`` when the address is taken.
    """
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup(sockets)  # type: ignore[arg-type]
            if self.started:
                ready()

    Server(
        uvicorn.Config(
            create_app(db, chosen),
            host=chosen.host,
            port=chosen.port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=64_000,
        )
    ).run()
