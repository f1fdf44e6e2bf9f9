"""One page: everything that comes from reports is escaped; nothing is loaded but the style sheet beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from fogline.export.edition import About

POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
NAV = (
    ("index.html", "Situation"),
    ("incidents.html", "Incidents"),
    ("control.html", "Control"),
    ("positions.html", "Positions"),
    ("reports.html", "Reports"),
    ("about.html", "About"),
)


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def e(value: object) -> Html:
    """Escaped, unless it is markup; nothing for ``None``."""
    return value if isinstance(value, Html) else Html(escape("" if value is None else str(value)))


def tag(name: str, *inner: object, **attributes: str | None) -> Html:
    """``class_`` and ``id`` as attributes; children escaped."""
    told = "".join(f' {k.rstrip("_")}="{escape(v)}"' for k, v in attributes.items() if v is not None)
    return Html(f"<{name}{told}>{''.join(e(x) for x in inner)}</{name}>")


def link(href: str, text: object) -> Html:
    return tag("a", text, href=href)


def outward(url: str | None) -> Html:
    """A link to a report's own address, told to nobody (no referrer); plain text for what is no web address."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return e(url)
    return tag("a", url, href=url, rel="noreferrer noopener external nofollow")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Html:
    top = Html("".join(tag("th", h, scope="col") for h in heads))
    body = Html("".join(tag("tr", *(_cell(v) for v in row)) for row in rows))
    made = tag("table", tag("thead", tag("tr", top)) if heads else "", tag("tbody", body))
    return tag("div", made, class_="wide")


def _cell(value: object) -> Html:
    return tag("td", value, class_="n" if isinstance(value, int) else None)


def items(rows: Iterable[object]) -> Html:
    return tag("ul", *(tag("li", row) for row in rows))


def page(title: str, about: About, *body: object, depth: int = 0) -> str:
    """A whole page; ``depth`` is how many folders below the top it lies."""
    up = "../" * depth
    nav = tag("nav", tag("b", "Fogline"), *(link(up + href, name) for href, name in NAV))
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{up}style.css">'
    )
    main = tag("main", tag("h1", title), *body)
    whole = f"<body>{tag('header', nav)}{main}{_foot(about)}</body>"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n{whole}</html>\n'


def _foot(about: About) -> Html:
    told = about.to_json()
    clocks = [
        f"as of {told['as_of']}" if told["as_of"] else "",
        f"known on {told['known_on']}" if told["known_on"] else "",
    ]
    parts = [told["warning"], f"accuracy: {told['accuracy']}", f"licence: {told['licence']}", *filter(None, clocks)]
    parts += [f"held back: {told['profile']}"] if told["profile"] != "none" else []
    parts += [f"{told['generator']}, reader {told['reader']}"]
    return tag("footer", tag("p", ". ".join(parts), "."))


def file_of(kind: str, name: str) -> str:
    """A file name for a report or incident: never taken from what the outside gave."""
    return f"{kind}/{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.html"
