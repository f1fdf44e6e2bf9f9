"""A learned reader beside the rules: which words of a report head a claim, and of which type.

``propose`` needs the trained weights (see ``docs/model-card.md``); ``available`` says whether they are installed.
"""

from fogline.read.models.proposals import Hint, Proposal, available, propose

__all__ = ["Hint", "Proposal", "available", "propose"]
