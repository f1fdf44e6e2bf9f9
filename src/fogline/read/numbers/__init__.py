"""Counts in text: how many, of whom, in which respect."""

from fogline.read.numbers.amounts import Number, find_numbers
from fogline.read.numbers.counted import Counted, CountedGroup, count

__all__ = ["Counted", "CountedGroup", "Number", "count", "find_numbers"]
