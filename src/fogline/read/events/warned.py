"""Whom a threat with a condition is for: whoever the condition lets act.

"There will be a strong response if they cross the border" threatens those who may cross it, whoever else is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from fogline.read.tokens import Token
from fogline.vocab import load

_VERBS = ("VERB", "AUX")
_UP = 4  # steps from the word of the threat to the verb that has the condition


def warned(head: Token) -> Iterator[Token]:
    """The doers in the conditions that the threat at ``head`` hangs on: whoever they may strike is not threatened."""
    marks = load("en/moods.yaml")["conditional_marks"]
    for verb in _clauses(head):
        for clause in verb.children:
            opened = clause.dep_ == "advcl" and any(
                c.dep_ in ("mark", "aux", "advmod") and c.lower_ in marks for c in clause.children
            )
            if opened and clause.pos_ in _VERBS:
                yield from (c for c in clause.children if c.dep_ == "nsubj")


def _clauses(head: Token) -> Iterator[Token]:
    """The verb of the threat and those over it that share its condition."""
    token = head
    for _ in range(_UP):
        if token.pos_ in _VERBS:
            yield token
        if token.dep_ not in ("attr", "dobj", "nsubj", "nsubjpass", "pobj", "prep", "xcomp", "ccomp"):
            return
        token = token.head
