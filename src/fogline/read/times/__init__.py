"""When: time expressions as intervals, the report's own day, and the time of an event."""

from fogline.read.times.anchor import anchor_of
from fogline.read.times.document import Times
from fogline.read.times.find import find_times
from fogline.read.times.reading import TimePhrase

__all__ = ["TimePhrase", "Times", "anchor_of", "find_times"]
