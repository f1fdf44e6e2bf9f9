"""How near the places of annotated claims are put, against a table of coordinates (conflict text, 25 km).

    python bench/quality/places_near.py --gold FOLDER --points FILE.csv [--country SY] [--km 25] [--errors N]

FOLDER holds claims JSON files; the table has the columns ``name``, ``admin1``, ``lat``, ``lon``, often ``events``.
Judged once a report is every town or village that a gold claim names and the table knows, in the claim's division where
any spot of that name is: did the reader find these words, and how far from the table's nearest spot did it put them? Of
several spots of one name those with under a third of the most-recorded one's events are left out.

The packaged Syria supplement was itself made from such a table, so the figure says how well words are matched to
places, not how complete the gazetteer is.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fogline.core.place import distance_km
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.places import PlaceMention, Places
from fogline.read.places.fold import fold, same_name

JUDGED = ("place", "part", "exact")


@dataclass(frozen=True)
class Spot:
    admin1: str
    point: tuple[float, float]
    events: int


def table(path: Path) -> dict[str, list[Spot]]:
    """The spots of each folded name."""
    found: dict[str, list[Spot]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spot = Spot(row["admin1"], (float(row["lat"]), float(row["lon"])), int(row.get("events") or 1))
            found[fold(row["name"])].append(spot)
    return dict(found)


def spots_of(place: dict[str, Any], known: dict[str, list[Spot]]) -> list[Spot]:
    """The spots that the place may be: those of its division where any is, without the rarely recorded."""
    spots = known.get(fold(place["name"] or ""), [])
    division = place["admin1"]
    here = [s for s in spots if division and same_name(division, s.admin1.removesuffix(" Governorate"))] or spots
    most = max((s.events for s in here), default=0)
    return [s for s in here if 3 * s.events >= most]


def named(claims: list[dict[str, Any]], country: str) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Each judged place once a name, with the evidence that has its words."""
    seen = set()
    for claim in claims:
        for place in claim["places"]:
            if place["country"] == country and place["precision"] in JUDGED and place["name"] not in seen:
                seen.add(place["name"])
                yield Span(claim["evidence"]["start"], claim["evidence"]["end"]), place


def mention(document: Document, found: Iterable[PlaceMention], span: Span, words: str) -> PlaceMention | None:
    """The reader's mention within the annotated words, one that is no division first; ``None`` where it found none."""
    text = document.report.text[span.start : span.end]
    at = [Span(span.start + m.start(), span.start + m.end()) for m in re.finditer(re.escape(words), text)]
    inside = [m for m in found if any(m.span.meets(s) for s in at)]
    return min(inside, key=lambda m: (m.precision.value not in JUDGED, m.span.start), default=None)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--points", type=Path, required=True)
    ap.add_argument("--country", default="SY")
    ap.add_argument("--theatre")
    ap.add_argument("--km", type=float, default=25.0)
    ap.add_argument("--errors", type=int, default=0)
    args = ap.parse_args()
    known = table(args.points)
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted(args.gold.glob("*.json"))]
    keys = ("id", "text", "outlet", "published", "title", "dateline")
    reports = [Report(**{k: d["report"][k] for k in keys if d["report"].get(k) is not None}) for d in gold]
    judged = found = placed = near = 0
    errors = []
    for data, document in zip(gold, parse(reports), strict=True):
        mentions = Places(document, args.theatre).mentions
        for span, place in named(data["claims"], args.country):
            spots = spots_of(place, known)
            if not spots or place["text"] not in document.report.text[span.start : span.end]:
                continue
            judged += 1
            made = mention(document, mentions, span, place["text"])
            found += made is not None
            placed += made is not None and made.point is not None
            km = min((distance_km(s.point, made.point) for s in spots), default=0.0) if made and made.point else None
            near += km is not None and km <= args.km
            if km is None or km > args.km:
                where = f"{made.name} {made.admin1} {made.country} {made.reason or ''}" if made else "not found"
                away = f"{km:.0f} km" if km is not None else "no point"
                errors.append(f"{document.report.id}  {place['name']} ({place['admin1']}): {where}, {away}")
    print(f"{len(reports)} reports, {judged} places judged, {found} found, {placed} with a point")
    shares = f"{near / max(placed, 1):.3f} of those with a point, {near / max(judged, 1):.3f} of all"
    print(f"within {args.km:.0f} km       {shares}")
    print("\n".join(errors[: args.errors]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
