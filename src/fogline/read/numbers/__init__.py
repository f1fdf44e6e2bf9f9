"""Counts in text: how many, of whom, in which respect."""

from fogline.read.numbers.amounts import Number, find_numbers

__all__ = ["Number", "find_numbers"]
