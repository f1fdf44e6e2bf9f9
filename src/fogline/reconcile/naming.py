"""What an event's place and a total's area are called: a province in full, so that nobody takes it for its city."""

from __future__ import annotations

from fogline.core.claim import Precision
from fogline.core.incident import Incident, Toll
from fogline.link import beside, sound
from fogline.reconcile.phrases import listed
from fogline.vocab import load

MOST = 3


def named(x: Incident | Toll) -> str | None:
    """As in "Kutum", "Sumy Oblast"; ``None`` where no place is known."""
    name = x.area if isinstance(x, Toll) else x.place.name if x.place else None
    if name is None:
        return None
    key = sound(name)
    if isinstance(x, Toll) and len(towns := _beside(x, key)) > 1:
        return listed(towns[:MOST])
    same = [p for s in x.statements for p in s.claim.places if sound(p.name) == key]
    if not same or any(p.precision is not Precision.ADMIN1 for p in same):
        return name
    return full(name, next((p.country for p in same if p.country), None))


def placed(x: Incident) -> str | None:
    """The place of an incident as a sentence says it: "near Kutum" where nobody puts it in the town."""
    name = named(x)
    if name is None:
        return None
    key = sound(name)
    words = {beside(p) for s in x.statements for p in s.claim.places if sound(p.name) == key}
    return f"{min(filter(None, words))} {name}" if words and None not in words else name


def _beside(total: Toll, key: str) -> list[str]:
    """The towns that one count names together, the one that it goes by among them."""
    told = ([p for p in s.claim.places if p.precision is Precision.PLACE] for s in total.statements)
    rows = [places for places in told if key in {sound(p.name) for p in places}]
    return list(dict.fromkeys(p.name for p in rows[0])) if rows else []


def full(province: str, country: str | None) -> str:
    """With the word that the country's provinces are called by, where they have one and the name does not say it."""
    words: dict[str, list[str]] = load("en/reconcile_phrases.yaml")["provinces"]
    word = next((w for w, lands in words.items() if country in lands), None)
    known = {w.lower() for w in words} | {"republic", "territory", "district", "city"}
    return f"{province} {word}" if word and not known & set(province.lower().split()) else province
