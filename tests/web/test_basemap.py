"""The map's ground: rivers and lakes of ours, and a PMTiles file of the user's, from this machine alone."""

import struct
import zlib
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from tests.web.conftest import Window

from fogline.serve.settings import settings
from fogline.store import StoreError


def png() -> bytes:
    """One red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00")) + chunk(b"IEND", b"")


def pmtiles(path: Path) -> Path:
    """The whole world as one red tile (PMTiles version 3, nothing compressed)."""
    tile, about = png(), b"{}"
    root = bytes([1, 0, 1, len(tile), 1])  # one entry: id 0, one run, its length, offset 0 (+ 1), all below 128
    assert len(tile) < 128
    at = 127
    spans = (at, len(root), at + len(root), len(about), 0, 0, at + len(root) + len(about), len(tile), 1, 1, 1)
    head = b"PMTiles\x03" + struct.pack("<11Q", *spans)
    head += bytes([1, 1, 1, 2, 0, 0])  # clustered, no compression twice, PNG, zoom 0 to 0
    head += struct.pack("<4i", -1800000000, -850000000, 1800000000, 850000000) + b"\x00" + struct.pack("<2i", 0, 0)
    assert len(head) == at
    path.write_bytes(head + root + about + tile)
    return path


@pytest.mark.parametrize("name", ["land", "borders", "admin1", "rivers", "lakes"])
def test_the_ground_is_served_from_here(name, server):
    answer = server.ask(f"/geo/{name}.json")
    assert answer.status == 200
    assert len(answer.body) > 50_000


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "a.pmtiles").write_bytes(b"GIF89a")
    for name in (tmp_path / "a.pmtiles", tmp_path / "missing.pmtiles"):
        with pytest.raises(StoreError):
            settings("127.0.0.1", 80, None, str(name))


def test_a_users_map_is_drawn_and_nothing_leaves(browser, start, demo_record, tmp_path):
    tiles = pmtiles(tmp_path / "own.pmtiles")
    with start(demo_record, "--tiles", str(tiles)) as server:
        asked = Request(server.base + "/basemap.pmtiles", headers={"Range": "bytes=0-6", "Accept-Encoding": "gzip"})
        with urlopen(asked) as answer:
            assert (answer.status, answer.read()) == (206, b"PMTiles")
        context = browser.new_context(viewport={"width": 1600, "height": 1000})
        try:
            window = Window(context, server.base)
            page = window.open("/")
            page.wait_for_selector('.map[data-tiles="true"]')
            page.wait_for_timeout(800)
            picture = page.locator(".map").screenshot()
            assert window.wrong == []
            assert [u for u in window.asked if not u.startswith((server.base, "data:", "blob:"))] == []
            assert reddish(page, picture) > 0.2
        finally:
            context.close()


def reddish(page, picture: bytes) -> float:
    """Which part of a picture is red, as the browser itself sees it."""
    import base64

    script = """async (data) => {
        const blob = await (await fetch("data:image/png;base64," + data)).blob();
        const picture = await createImageBitmap(blob);
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const on = canvas.getContext("2d");
        on.drawImage(picture, 0, 0);
        const {data: p} = on.getImageData(0, 0, picture.width, picture.height);
        let red = 0;
        for (let n = 0; n < p.length; n += 4) if (p[n] > 200 && p[n + 1] < 60 && p[n + 2] < 60) red++;
        return red / (p.length / 4);
    }"""
    blank = page.context.new_page()
    return float(blank.evaluate(script, base64.b64encode(picture).decode()))
