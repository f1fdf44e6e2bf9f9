"""Places: finding them in a report, resolving them, and telling which ones an event happened at."""

from fogline.core.place import Candidate, Place
from fogline.read.places.dateline import find_dateline
from fogline.read.places.divisions import Division, divisions
from fogline.read.places.landscape import Happening
from fogline.read.places.lookup import reopen
from fogline.read.places.mention import PlaceMention
from fogline.read.places.own import OwnPlaces, keep
from fogline.read.places.places import Places
from fogline.read.places.resolve import resolve
from fogline.read.places.supplement import Import, import_places

__all__ = [
    "Candidate",
    "Division",
    "Happening",
    "Import",
    "OwnPlaces",
    "Place",
    "PlaceMention",
    "Places",
    "divisions",
    "find_dateline",
    "import_places",
    "keep",
    "reopen",
    "resolve",
]
