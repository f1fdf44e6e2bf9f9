"""Names that stand beside a word for what they are: "the militant group X", "its ally X", "the X news agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import Found, kind_of
from fogline.read.actors.people import person_of
from fogline.read.tokens import Token

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver


class Beside:
    """Common nouns whose name stands before or behind them."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.tokens = resolver.tokens
        self.lex = lexicon()

    def named_after(self, token: Token) -> Found | None:
        """What something is, with its name right behind: "the militant group X", "Y's branch in Syria X"."""
        arm = self.r.owners.arm(token)
        if token.lemma_.lower() in self.lex.sets["partners"] and token.i + 1 in self.r.by_token:
            return self.r.known(self.tokens[self.r.by_token[token.i + 1].end - 1])
        kinds = self.lex.named_after.get(arm or "", frozenset())
        reach = 5 if token.lemma_.lower() in self.lex.sets["offshoots"] else 1
        if token.i in self.r.by_token or not (kinds or reach > 1):
            return None
        for i in range(token.i + 1, min(token.i + 1 + reach, len(self.tokens))):
            if self.tokens[i].is_sent_start or self.tokens[i].pos_ in {"VERB", "AUX"}:
                return None
            match = self.r.by_token.get(i)
            actor = self.r.actor_of(match) if match is not None and match.start == i else None
            if actor is not None and actor.kind in (kinds or {"armed_group", "party"}):
                return Found((actor.name,), kind_of(actor), "named.after", None, True)
        return None

    def apposed(self, token: Token) -> Found | None:
        """A common noun with the name after it: "its ally Russia", "the monitoring group Airwars"."""
        lemma = token.lemma_.lower()
        if token.i in self.r.by_token or token.pos_ != "NOUN" or self.lex.is_a("civilians", lemma):
            return None
        if lemma in self.lex.place_nouns:  # "the city, X" is no government
            return None
        for child in token.children:
            match = self.r.by_token.get(child.i)
            if child.dep_ == "appos" and child.i > token.i and match is not None and person_of(match) is None:
                found = self.r.known(child)
                if found is not None and found.names:
                    return found
            if child.dep_ == "acl" and child.lemma_ in self.lex.sets["known_as"]:
                named = [t for t in child.subtree if t.dep_ in {"pobj", "oprd", "dobj"} and t.i in self.r.by_token]
                if named:
                    return self.r.known(named[0])
        return None

    def inner(self, token: Token) -> Found | None:
        """A name right before a word for what it is: "Channel 10 television", "the SANA news agency"."""
        if self.r.owners.arm(token) not in {"media", "monitor", "body", "group", "fighters", "coalition"}:
            return None
        i = token.i - 1
        while i >= 0 and self.tokens[i].lower_ in self.lex.sets["body_labels"]:
            i -= 1
        if i > 1 and self.tokens[i].text == ")":
            i = next((k - 1 for k in range(i - 1, max(0, i - 4), -1) if self.tokens[k].text == "("), i)
        match = self.r.by_token.get(i)
        actor = self.r.actor_of(match) if match is not None else None
        if actor is None or actor.kind not in {"media", "monitor", "body", "armed_group", "party", "coalition"}:
            return None
        mouth = self.lex.is_a("media", token.lemma_.lower()) and actor.kind != "media"
        return None if mouth else Found((actor.name,), actor.kind, "inner", None, True)
