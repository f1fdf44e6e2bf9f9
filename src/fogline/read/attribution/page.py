"""The page whose outlet speaks for itself: a ministry, a command, or whoever says "we" outside quotations."""

from __future__ import annotations

from functools import cached_property

from fogline.core.claim import Attribution
from fogline.read.attribution.frames import first_person, kids
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.model import Names
from fogline.read.document import Document
from fogline.read.tokens import Token

_PLURAL = 2
_MARKS = ('"', "'")


class Page:
    """Of one document: who its "we" and its "the Ministry" are."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document = document
        self.publisher = names.publisher
        self.outlet = document.report.outlet or ""

    @cached_property
    def acts(self) -> bool:
        """The outlet itself acts, so that its "we" is its own."""
        return self.publisher.acts or not lexicon().acting_outlets.isdisjoint(self.publisher.words)

    @cached_property
    def speaks(self) -> bool:
        """Outside the quotations of a page whose marks are whole, "we" or "our" is whoever publishes it."""
        if not self.document.quotations and not (self.acts and any(m in self.document.plain for m in _MARKS)):
            return False
        ours = lexicon().pronouns["ours"]
        plural = (t for t in self.document.doc if first_person(t) and t.lower_ in ours)
        return sum(not self.quoted(t) for t in plural) >= _PLURAL

    def quoted(self, token: Token) -> bool:
        """Inside a quotation."""
        return any(q.start <= token.idx < q.end for q in self.document.quotations)

    def itself(self, head: Token) -> bool:
        """As in "The Ministry" on a ministry's page, "the Mission" on that of one known by its initials."""
        if self.quoted(head) or not any(c.lower_ in lexicon().definite for c in kids(head, "det")):
            return False
        if head.i + 1 < len(head.doc) and any(c.dep_ in ("prep", "acl", "appos") for c in head.rights):
            return False
        before = [c for c in head.lefts if c.dep_ in ("compound", "amod", "poss", "nmod")]
        if any(c.lower_ not in self.publisher.words for c in before):
            return False
        word = head.lower_
        own = lexicon().own_words
        return word in own and (word in self.publisher.words or (self.acts and head.text[:1].isupper()))

    def told_of(self, token: Token) -> bool:
        """As in "Our teams were told to leave", "at their own demand": the page reports who was asked before."""
        past = any(c.dep_ in ("auxpass", "aux") and c.tag_ in ("VBD", "VBN") for c in token.children)
        ours = any(first_person(t) for c in kids(token, "nsubjpass") for t in c.subtree)
        return past or ours or token.pos_ != "VERB"

    def own(self, link: Attribution) -> bool:
        """The page itself as a link of a chain: where no speech act is told, its "we" and its name are the article's
        voice.
        """
        if (link.text or "").lower() in lexicon().pronouns["first"]:
            return link.source == self.outlet
        return link.source in self.publisher.own
