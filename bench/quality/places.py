"""Toponym recognition and resolution on the field's XML formats (GeoVirus, LGL, TR-News, GeoWebNews).

    python bench/quality/places.py --xml FILE [--theatre NAME] [--errors N]

Each article has a ``text`` and ``location`` or ``toponym`` elements with ``start``, ``end``, a latitude, a longitude
and, in some sets, a GeoNames id. Printed: precision, recall and F1 of recognition (spans that overlap, one to one); the
share of gold toponyms with coordinates that are found and placed within 161 km (100 miles), over those found and over
all; the median error in km; exact ids where the set has them.
"""

from __future__ import annotations

import argparse
import statistics
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fogline.core.place import distance_km
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import parse
from fogline.read.places import PlaceMention, Places

LITERAL = ("event", "metonym", "dateline")
NEAR_KM = 161.0


@dataclass(frozen=True)
class Toponym:
    span: Span
    name: str
    point: tuple[float, float] | None
    geonames: str | None


def first(node: ET.Element, *names: str) -> str | None:
    """The text of the first descendant with one of the names."""
    for name in names:
        found = node.find(f".//{name}")
        if found is not None and found.text and found.text.strip():
            return found.text.strip()
    return None


def toponym(node: ET.Element) -> Toponym | None:
    start, end = first(node, "start"), first(node, "end")
    if start is None or end is None:
        return None
    lat, lon = first(node, "lat", "latitude"), first(node, "lon", "lng", "longitude")
    footprint = first(node, "footprint")
    if lat is None and footprint and len(footprint.split()) == 2:
        lon, lat = footprint.split()
    tag = node.find(".//gaztag")
    number = tag.get("geonameid") if tag is not None else None
    return Toponym(
        Span(int(start), int(end)),
        first(node, "phrase", "name") or "",
        (float(lat), float(lon)) if lat and lon else None,
        number or first(node, "geonameid", "geonameID", "gazID"),
    )


def articles(path: Path) -> Iterator[tuple[Report, list[Toponym]]]:
    for number, node in enumerate(ET.parse(path).getroot().iter("article")):  # noqa: S314 - the caller's own data set
        text = node.find("text")
        if text is None or not text.text:
            continue
        marks = [t for tag in ("location", "toponym") for n in node.iter(tag) if (t := toponym(n))]
        yield Report(f"{path.stem}-{number}", text.text), marks


def pair(gold: list[Toponym], found: list[PlaceMention]) -> list[tuple[Toponym, PlaceMention]]:
    left, pairs = list(found), []
    for g in gold:
        for m in left:
            if m.span.meets(g.span):
                pairs.append((g, m))
                left.remove(m)
                break
    return pairs


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--xml", type=Path, required=True)
    ap.add_argument("--theatre")
    ap.add_argument("--errors", type=int, default=0)
    args = ap.parse_args()
    hits = golds = founds = placed = near = ids = exact = 0
    errors, far = [], []
    rows = list(articles(args.xml))
    for (report, gold), document in zip(rows, parse(r for r, _ in rows), strict=True):
        gold = [g for g in gold if g.span.end <= len(report.text)]
        found = [m for m in Places(document, args.theatre).mentions if m.role in LITERAL and m.rule != "border"]
        pairs = pair(gold, found)
        hits, golds, founds = hits + len(pairs), golds + len(gold), founds + len(found)
        paired = {id(m) for _, m in pairs}
        got = {id(g) for g, _ in pairs}
        errors += [
            f"MISSED   {report.text[max(0, g.span.start - 40) : g.span.end + 30]!r} {g.name}"
            for g in gold
            if id(g) not in got
        ]
        errors += [
            f"INVENTED {report.text[max(0, m.span.start - 40) : m.span.end + 30]!r} {document.quote(m.span)} {m.rule}"
            for m in found
            if id(m) not in paired
        ]
        for g, m in pairs:
            if g.geonames:
                ids += 1
                exact += m.place_id == f"gn:{g.geonames}"
            if g.point:
                placed += 1
                km = distance_km(g.point, m.point) if m.point else 20_000.0
                near += km <= NEAR_KM
                far.append(km)
                if km > NEAR_KM:
                    errors.append(
                        f"FAR      {g.name} {g.point} as {m.name} {m.admin1} {m.country} {m.point}: {km:.0f} km"
                    )
    located = sum(1 for _, gold in rows for g in gold if g.point)
    p, r = hits / max(founds, 1), hits / max(golds, 1)
    print(f"{len(rows)} articles, {golds} toponyms, {founds} found")
    print(f"recognition        P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}")
    print(
        f"within {NEAR_KM:.0f} km      {near / max(placed, 1):.3f} of {placed} found with coordinates,"
        f" {near / max(located, 1):.3f} of all {located}"
    )
    if far:
        print(f"median error       {statistics.median(far):.1f} km")
    if ids:
        print(f"exact id           {exact / ids:.3f} of {ids}")
    for line in errors[: args.errors]:
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
