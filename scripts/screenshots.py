"""Pictures of every page on the demonstration record, by a browser that is installed (Debian: chromium).

python scripts/screenshots.py --db fogline-demo.db [--out docs/screenshots] [--only now,ledger]
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
TOKEN = "pictures-only-token"
ALSO = {("now", "dark"), ("now", "narrow"), ("incident", "dark"), ("reader", "narrow"), ("review", "narrow")}
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Serve, walk through the pages, stop."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--db", type=Path, default=ROOT / "fogline-demo.db")
    asked.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    asked.add_argument("--only", default="")
    asked.add_argument("--all", action="store_true", help="each page also dark and narrow")
    chosen = asked.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "fogline", "serve", "--db", str(chosen.db), "--port", str(port), "--token", TOKEN]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        until_up(base)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            only = set(filter(None, chosen.only.split(",")))
            for name, address in pages(base).items():
                if not only or name in only:
                    shots(browser, base + address, chosen.out, name, chosen.all)
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


def chromium() -> str:
    """The installed browser. Raises ``SystemExit`` when there is none."""
    found = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if found is None:
        raise SystemExit("no Chromium here; install one (Debian: apt-get install chromium)")
    return found


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def until_up(base: str) -> None:
    """Wait for the server's first answer."""
    for _ in range(300):
        try:
            with urlopen(f"{base}/api/v1/meta"):
                return
        except URLError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def ask(address: str) -> dict[str, object]:
    """An answer of the API."""
    with urlopen(address) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def pages(base: str) -> dict[str, str]:
    """Name of the picture -> address; the incident and the report with most to show."""
    rows = json.load(urlopen(f"{base}/api/v1/incidents?limit=500"))["items"]
    incident = max(rows, key=lambda r: (len(r["origins"]), r["claims"]))
    reports = json.load(urlopen(f"{base}/api/v1/reports?limit=500"))["items"]
    report = max(reports, key=lambda r: r["claims"])
    first = json.load(urlopen(f"{base}/api/v1/reports/{report['key']}"))["claims"]
    claim = next((s["claim"]["id"] for s in first if s["claim"]["attribution"]), first[0]["claim"]["id"])
    held = json.load(urlopen(f"{base}/api/v1/control"))["items"]
    place = max(held, key=lambda s: len(s["versions"]))["place"]
    return {
        "now": f"/?incident={incident['id']}",
        "now-control": "/?control=all",
        "incident": f"/incident/{incident['id']}",
        "reader": f"/report/{report['key'][:12]}?claim={claim}",
        "ledger": "/ledger",
        "control": f"/control/{quote(place)}",
        "control-all": "/control",
        "sources": "/sources",
        "actors": "/sources?tab=actors",
        "search": "/search?place=Aleppo",
        "review": f"/review#token={TOKEN}",
        "situation": "/situation",
    }


def shots(browser: Browser, address: str, out: Path, name: str, everything: bool = False) -> None:
    """Wide and light; some, or with ``everything`` all, also dark and narrow."""
    looks = {"wide": (1600, 1000, "light"), "dark": (1600, 1000, "dark"), "narrow": (390, 844, "light")}
    for look, (width, height, scheme) in looks.items():
        if look != "wide" and not everything and (name, look) not in ALSO:
            continue
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"{name}: {error}"))
        page.on("console", lambda m: print(f"{name}: {m.text}") if m.type == "error" else None)
        page.goto(address)
        page.wait_for_timeout(500)
        page.wait_for_selector(".state[role=status]", state="detached", timeout=20_000)
        if name.startswith("now"):
            page.wait_for_selector(".map[data-ready=true]", timeout=30_000)
            page.wait_for_timeout(1500)
        page.wait_for_timeout(300)
        page.screenshot(path=out / f"{name}-{look}.png", full_page=look == "narrow")
        context.close()
    print(name)


if __name__ == "__main__":
    main()
