"""Counts in text: how many, of whom, in which respect; and who of them is named."""

from fogline.read.numbers.amounts import Number, find_numbers
from fogline.read.numbers.counted import Counted, CountedGroup, count
from fogline.read.numbers.victims import Named, victims

__all__ = ["Counted", "CountedGroup", "Named", "Number", "count", "find_numbers", "victims"]
