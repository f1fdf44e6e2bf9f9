"""A learned reader beside the rules: which words of a report head a claim, and of which type.

``propose`` needs the trained weights (see ``docs/model-card.md``); ``available`` says whether they are installed.
``Encoding`` is what the encoder makes of a document's words, for other rooms that learn from them.
"""

from fogline.read.models.encoding import Encoding
from fogline.read.models.proposals import Hint, Proposal, available, propose

__all__ = ["Encoding", "Hint", "Proposal", "available", "propose"]
