"""Linking: which reports share an origin, and which claims speak of one event."""

from fogline.link.duplicates import Copies, duplicates
from fogline.link.events import Comparison, Level, Local, compare, harmful, harms, locals_of
from fogline.link.forces import Force, force, forces, mouth, plain, theatres
from fogline.link.names import fold, nested, one_house, place_key, sound, unspecific, voice, whose
from fogline.link.origins import bodies, cited_by, graph, head_of, independent, spoken_for
from fogline.link.partition import Index, partition
from fogline.link.runs import of_fight, period, totals_of, whole_fight
from fogline.link.traits import (
    Traits,
    beside,
    day_level,
    place_level,
    short,
    sorts,
    span_of,
    traits,
    type_level,
    unlike,
)

__all__ = [
    "Comparison",
    "Copies",
    "Force",
    "Index",
    "Level",
    "Local",
    "Traits",
    "beside",
    "bodies",
    "cited_by",
    "compare",
    "day_level",
    "duplicates",
    "fold",
    "force",
    "forces",
    "graph",
    "harmful",
    "harms",
    "head_of",
    "independent",
    "locals_of",
    "mouth",
    "nested",
    "of_fight",
    "one_house",
    "partition",
    "period",
    "place_key",
    "place_level",
    "plain",
    "short",
    "sorts",
    "sound",
    "span_of",
    "spoken_for",
    "theatres",
    "totals_of",
    "traits",
    "type_level",
    "unlike",
    "unspecific",
    "voice",
    "whole_fight",
    "whose",
]
