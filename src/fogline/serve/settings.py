"""Where and for whom the server answers."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from fogline.core.problem import Problem
from fogline.store import StoreError

BASEMAP = "/basemap.pmtiles"
PMTILES = b"PMTiles"


def loopback(host: str) -> bool:
    """Is this an address that only this machine can reach?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Settings:
    """``token`` is needed to write; on an address beyond this machine also to read.

    ``upload_bytes`` bounds one upload, ``upload_seconds`` the time it may take to arrive. ``tiles`` is the address of
    tiles that a user chose ("https://.../{z}/{x}/{y}.png", or of a PMTiles file): the one place outside that pages may
    then ask. ``basemap`` is a PMTiles file on this machine, served from here.
    """

    host: str = "127.0.0.1"
    port: int = 8642
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    upload_bytes: int = 20_000_000
    upload_seconds: float = 60.0
    static: Path = Path(__file__).parent / "static"
    tiles: str | None = None
    basemap: Path | None = None

    @property
    def open_reading(self) -> bool:
        return loopback(self.host)


def settings(
    host: str, port: int, token: str | None, tiles: str | None = None, upload_bytes: int = 20_000_000
) -> Settings:
    """``tiles`` is an address, or a PMTiles file on this machine.

    Raises ``StoreError`` for an address beyond this machine without a token, or with one that is easily guessed, and
    for a file that is no PMTiles.
    """
    if not loopback(host) and not token:
        message = (
            "other machines could read and write here; give a token (--token or FOGLINE_TOKEN), or keep to 127.0.0.1"
        )
        raise StoreError(Problem("serve.open", message, host, lost=True))
    if token and len(token) < 12:
        raise StoreError(Problem("serve.token", "a token needs 12 characters or more", host, lost=True))
    basemap = _basemap(tiles) if tiles and "://" not in tiles else None
    return Settings(
        host=host,
        port=port,
        token=token or secrets.token_urlsafe(24),
        tiles=BASEMAP if basemap else tiles,
        upload_bytes=upload_bytes,
        basemap=basemap,
    )


def _basemap(name: str) -> Path:
    path = Path(name)
    try:
        with path.open("rb") as file:
            if file.read(len(PMTILES)) != PMTILES:
                raise StoreError(Problem("serve.basemap", "is no PMTiles file", name, lost=True))
    except OSError as error:
        raise StoreError(
            Problem("serve.basemap", f"cannot be read: {error.strerror or error}", name, lost=True)
        ) from None
    return path.resolve()
