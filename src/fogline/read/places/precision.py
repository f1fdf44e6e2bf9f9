"""How exactly a name says where: the codebook's precision."""

from __future__ import annotations

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.read.places.find import Hit
from fogline.read.places.phrases import Phrase
from fogline.read.places.words import words


def _stretch(surface: str) -> bool:
    """As in "Gusau-Sokoto highway", "Svatove-Kreminna line": from one town to another."""
    towns, _, noun = surface.rpartition(" ")
    return "-" in towns.replace("–", "-") and noun.lower() in words().fronts | words().ways


def precision_of(hit: Hit, phrase: Phrase, kind: Kind | None) -> Precision:
    """Codebook precision from what the name is and what the phrase makes of it."""
    base = phrase.kind or (kind.precision if kind else Precision.EXACT if hit.how == "site" else Precision.PLACE)
    if hit.how == "site":
        base = Precision.AREA if _stretch(hit.surface) else Precision.EXACT
    if kind is Kind.ADMIN2 and phrase.kind in (None, Precision.AREA):
        base = Precision.AREA
    if kind is Kind.COUNTRY and base is Precision.COUNTRY and (phrase.direction or phrase.part):
        return Precision.AREA
    if phrase.part in (Precision.EXACT, Precision.PART, Precision.AREA):
        return phrase.part
    if kind is Kind.ADMIN1 and phrase.kind is Precision.AREA and not (phrase.direction or phrase.near):
        return Precision.ADMIN1  # "Kherson region", where regions are the first divisions of a country
    if phrase.direction:
        return Precision.PART if base is Precision.PLACE else Precision.AREA if base is not Precision.PART else base
    if phrase.near:
        return Precision.AREA
    return base
