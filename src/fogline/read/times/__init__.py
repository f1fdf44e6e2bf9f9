"""When: time expressions as intervals, the report's own day, and the time of an event."""

from fogline.read.times.anchor import anchor_of
from fogline.read.times.document import Times, all_along
from fogline.read.times.find import find_times
from fogline.read.times.reading import TimePhrase
from fogline.read.times.saying import Spoken

__all__ = ["Spoken", "TimePhrase", "Times", "all_along", "anchor_of", "find_times"]
