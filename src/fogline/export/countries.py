"""Countries as the formats code them: ISO 3166, ACLED's and UCDP's regions, Gleditsch and Ward's numbers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from fogline.vocab import path


@dataclass(frozen=True, slots=True)
class Country:
    """``gw`` is empty where Gleditsch and Ward list no state."""

    iso2: str
    iso3: str
    numeric: str
    name: str
    acled_region: str
    ucdp_region: str
    gw: str


@cache
def _table() -> dict[str, Country]:
    rows = csv.DictReader(path("export/countries.csv").read_text(encoding="utf-8").splitlines())
    return {row["iso2"]: Country(**row) for row in rows}


def country(iso2: str | None) -> Country | None:
    """By ISO 3166-1 alpha-2 code."""
    return _table().get(iso2 or "")
