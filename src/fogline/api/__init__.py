"""Fogline from Python: ``fogline.open`` and ``fogline.read``. See ``record`` and ``reading``."""
