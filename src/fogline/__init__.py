"""Fogline: who says what in a war, and what stands."""

__version__ = "0.1.0"
