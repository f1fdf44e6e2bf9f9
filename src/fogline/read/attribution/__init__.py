"""Attribution: who says what, through whom, and how sure the words are.

``Attributions(document, actors, times)`` finds every saying of a report once; ``of(head, clause)`` gives the voice
behind one proposition. Words live in ``vocab/en/reporting*.yaml``; this package holds the control flow alone.
"""

from fogline.read.attribution.model import Chain, Kind, Saying, Voice
from fogline.read.attribution.sayings import Attributions

__all__ = ["Attributions", "Chain", "Kind", "Saying", "Voice"]
