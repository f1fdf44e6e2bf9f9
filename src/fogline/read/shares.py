"""As in "Thirty people were killed, 12 of them in an air strike": a blow that befell some of those counted."""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def share_of(blow: Token) -> int | None:
    """The word for how many of all those counted a blow befell: "12" of "nine died, 12 of them in a raid"."""
    words, doc, at = load("en/event_links.yaml")["shares"], blow.doc, blow.left_edge.i - 2
    if at < 2 or blow.dep_ not in ("pobj", "pcomp") or doc[at + 1].lower_ not in words["in"]:
        return None
    if doc[at].lower_ in words["whole"] and doc[at - 1].lower_ == "of":
        return at - 2
    before = next((t for t in reversed(doc[:at]) if t.lower_ not in words["about"]), None)
    return at if doc[at].like_num and before is not None and before.lower_ in words["including"] else None
