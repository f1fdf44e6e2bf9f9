"""The record in a browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from fogline.cli.options import Db
from fogline.cli.output import console, tell
from fogline.store import DEFAULT


def serve(
    db: Db = DEFAULT,
    host: Annotated[
        str, typer.Option(help="Address to answer at; one beyond this machine needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to answer at.")] = 8642,
    token: Annotated[
        str | None, typer.Option(envvar="FOGLINE_TOKEN", help="What writing needs; a new one each start when left out.")
    ] = None,
    tiles: Annotated[
        str | None, typer.Option(help="Your own map: a PMTiles file, or a tile address with {z}/{x}/{y}.")
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
) -> None:
    """Show the record in a browser: map, timeline, incidents, reports, ledger, review.

    Examples:
        fogline serve --db fogline-demo.db

        fogline serve --tiles syria.pmtiles --open

        fogline serve --host 0.0.0.0 --token "a long secret of your own"
    """
    from fogline.serve import run, settings

    chosen = settings(host, port, token, tiles)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"

    def ready() -> None:
        console().print(f"Fogline is at {address}", soft_wrap=True)
        if not token:
            console().print(f"To review and add reports: {address}review#token={chosen.token}", soft_wrap=True)
        tell("stop with Ctrl-C")
        if open:
            webbrowser.open(address)

    try:
        run(str(db), chosen, ready)
    except SystemExit:
        tell(f"nothing is served at {address}: if something else is, choose another port with --port")
        raise


COMMANDS = (serve,)
