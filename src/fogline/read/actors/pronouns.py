"""Pronouns, and the last mention of a kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from fogline.core.actor import Actor
from fogline.core.span import Span
from fogline.read.actors.mention import ActorMention, Found, kind_of
from fogline.read.charged import charged
from fogline.read.tokens import Token
from fogline.vocab.actors import fold, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver

_NO_THING = frozenset({"person", "civilians", "officials", "fighters", "crowd", "none", "source"})
_TELLERS = frozenset({"monitor", "media"})
_head = attrgetter("head")


@cache
def _people() -> tuple[tuple[Actor, tuple[str, ...]], ...]:
    """Everyone known by name, with their names folded, a blank on either side."""
    people = (a for a in registry().actors.values() if a.kind == "person")
    return tuple((a, tuple(f" {fold(n)} " for n in a.names())) for a in people)


def _doers(token: Token, harming: frozenset[str], counting: frozenset[str]) -> frozenset[int]:
    """The subjects of the verb whose object a pronoun is: in "the army took it" it is not the army, nor is it whose
    base it is in "the army attacked their base", or whose men in "the army killed half of their men".
    """
    thing = token.head
    while thing.dep_ == "pobj" and thing.head.lower_ in counting and thing.head.head.lemma_ not in harming:
        thing = thing.head.head
    hurt = thing.dep_ == "dobj" or (thing.dep_ == "pobj" and thing.head.lower_ in counting)
    verb = thing.head if thing.dep_ == "dobj" else thing.head.head
    owned = token.dep_ == "poss" and hurt and verb.lemma_ in harming
    if token.dep_ not in ("dobj", "dative") and not owned:
        return frozenset()
    verb = verb if owned else token.head
    while verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    return frozenset(t.i for c in verb.children if c.dep_ == "nsubj" for t in (c, *c.conjuncts))


class Pronouns:
    """What pronouns stand for, by the mentions before them."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.lex = resolver.lex

    def find(self, token: Token) -> Found | None:
        if (token.pos_ != "PRON" and token.dep_ != "poss") or token.tag_ not in {"PRP", "PRP$"}:
            return None
        taken = token.dep_ == "dobj" and token.lower_ in self.lex.thing and token.head.lemma_ in self.lex.sets["taking"]
        before = None if taken else self.antecedent(token)
        if before is None:
            return Found((), "pronoun", "pronoun.open")
        return Found(before.names, before.kind, "pronoun", before.affiliation, False)

    def antecedent(self, token: Token) -> ActorMention | None:
        """The mention a pronoun stands for: the last fitting one, subjects first, within four sentences."""
        lex, word = self.lex, token.lower_
        if word in lex.plural and (hurt := self._hurt_as(token)) is not None:
            return hurt
        if word in lex.speaker:
            return self.speaker(token)
        if (accused := charged(token)) is not None:
            return self.r.mention(accused.i)
        doers = _doers(token, lex.sets["harming"], lex.sets["counting"])
        if word in lex.singular:
            return self.last(token.i, lambda m: m.kind == "person" and m.head not in doers) or self.last(
                token.i, lambda m: m.kind == "officials" and m.head not in doers
            )
        if word in lex.thing:
            return (
                self._own_group(token)
                or self._told_of(token)
                or self.last(token.i, lambda m: m.kind not in _NO_THING and bool(m.names) and m.head not in doers)
            )
        if word in lex.plural:
            return self._several(token, doers)
        return None

    def _told_of(self, token: Token) -> ActorMention | None:
        """As in "The Front has attacked nine ships, the navy said. It seized another": the Front did."""
        if token.dep_ != "nsubj" or not token.is_sent_start or token.head.lemma_ in self.lex.saying:
            return None
        spoke = self.last(token.i, lambda m: self.speaks(m) and m.kind not in _NO_THING, 1)
        cue = self.tokens[spoke.head].head if spoke is not None else token
        told = next((c for c in cue.lefts if c.dep_ == "ccomp"), None)
        doer = next((c for c in told.lefts if c.dep_ == "nsubj"), None) if told is not None else None
        if spoke is None or doer is None or told is None:
            return None
        who = self.r.mention(doer.i)
        record = any(c.dep_ == "aux" and c.lemma_ == "have" for c in told.lefts)  # no news that is answered
        alone = told.i < spoke.head and who.kind == "armed_group" and len(who.names) == 1
        return who if alone and record else None

    def _own_group(self, token: Token) -> ActorMention | None:
        """As in "an armed group in Chad said it had taken the base", "the Lake Mission, led by Chad, said its men": the
        group or body that no list knows, and not Chad.
        """
        saying = (t for t in token.ancestors if t.pos_ == "VERB" and t.lemma_.lower() in self.lex.saying)
        tellers = (c for verb in saying for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ == "NN" and c.i < token.i)
        found = ((c, m) for c in tellers if not (m := self.r.mention(c.i)).names)
        unknown = (
            m for c, m in found if (self._new(c) if m.kind == "fighters" else m.kind == "body" and self._titled(c))
        )
        return next(unknown, None)

    def _new(self, token: Token) -> bool:
        return any(c.lower_ in self.lex.sets["indefinite"] for c in token.lefts)

    def _titled(self, token: Token) -> bool:
        return any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.lefts)

    def _hurt_as(self, token: Token) -> ActorMention | None:
        """As in "Gunmen killed nine villagers as they fled": the villagers did."""
        verb = token.head
        while verb.dep_ == "xcomp":
            verb = verb.head
        deed = verb.head
        if verb.dep_ != "advcl" or deed.lemma_ not in self.lex.sets["harming"] or verb.i < deed.i:
            return None
        if not any(c.lower_ in self.lex.sets["amidst"] for c in verb.lefts):
            return None
        hurt = next((self.r.mention(c.i) for c in deed.rights if c.dep_ == "dobj"), None)
        return hurt if hurt is not None and hurt.kind in ("civilians", "crowd") else None

    def _several(self, token: Token, doers: frozenset[int]) -> ActorMention | None:
        """Whom "they" stands for: a monitor or an outlet that only tells of others comes last."""

        def fits(m: ActorMention) -> bool:
            return m.kind not in {"person", "none", "pronoun"} and m.head not in doers and not self._single(m)

        return self.last(token.i, lambda m: fits(m) and m.kind not in _TELLERS) or self.last(token.i, fits)

    def _single(self, m: ActorMention) -> bool:
        """One official, source or civilian, or one blow ("an air strike"), which no plural stands for."""
        token = self.tokens[m.head]
        if token.tag_ == "NN" and self.lex.is_a("things", token.lemma_.lower()):
            return True
        return m.kind in {"officials", "source", "civilians"} and token.tag_ in {"NN", "NNP"} and not token.conjuncts

    def last(self, before: int, want: Callable[[ActorMention], bool], sentences: int = 4) -> ActorMention | None:
        """The nearest fitting mention before a token; of one sentence, a subject wins over nearer objects.

        First come the subjects of the verbs it hangs under: in "Oslo, which helps Riga fight, said its men" Oslo's men.
        """
        here, log = self.r.sentence[before], self.r.log
        above = {t.i for t in self.tokens[before].ancestors}
        fitting: list[tuple[int, int, ActorMention]] = []
        for n in range(bisect_left(log, before, key=_head) - 1, -1, -1):
            m = log[n]
            gap = here - self.r.sentence[m.head]
            if gap > (fitting[0][0] if fitting else sentences):
                break
            if want(m):
                fitting.append((gap, self._aside(m, above), m))
        return min(fitting, key=lambda f: (f[0], f[1]))[2] if fitting else None

    def _aside(self, m: ActorMention, above: set[int]) -> int:
        """0 for the subject of one of the verbs ``above`` a pronoun, 1 for another subject, 2 for the rest."""
        token = self.tokens[m.head]
        if token.dep_ not in {"nsubj", "nsubjpass"}:
            return 2
        return 0 if token.head.i in above else 1

    def speaker(self, token: Token) -> ActorMention | None:
        """Who says "we": the subject of the verb over the quotation, else the last one who spoke."""
        for above in token.ancestors:
            says = above.dep_ == "ROOT" and above.lemma_.lower() in self.lex.saying
            if above.dep_ in {"ccomp", "parataxis"} or says:
                verb = above.head
                subject = next(
                    (
                        c
                        for c in verb.children
                        if c.dep_ == "nsubj" and c.i != token.i and c.tag_ not in {"PRP", "PRP$"}
                    ),
                    None,
                )
                if subject is not None and not token.is_ancestor(subject) and not subject.is_ancestor(token):
                    return self.r.mention(subject.i)
        if token.lower_ in self.lex.sets["speaker_one"]:
            return self.last(token.i, lambda m: m.kind == "person" and self.speaks(m), 8) or self._author()
        if self.r.outlet is not None and not self._quoted(token):
            return self._outlet_mention(token)
        return self.last(
            token.i,
            lambda m: (
                m.kind in {"person", "state", "body", "coalition", "armed_group", "army", "party"} and self.speaks(m)
            ),
            8,
        )

    def _author(self) -> ActorMention | None:
        """Who says "I" in a statement: the person its title names."""
        title = f" {fold(self.r.document.report.title)} "
        actor = next((a for a, names in _people() if any(n in title for n in names)), None)
        if actor is None:
            return None
        office = actor.office(self.r.on)
        body = (office.body,) if office else ()
        return ActorMention(Span(0, 0), 0, (actor.name, *body), "person", body[0] if body else None, False, "title")

    def speaks(self, m: ActorMention) -> bool:
        """True for the subject of a verb of speaking and what follows "according to"."""
        token = self.tokens[m.head]
        if token.dep_ in {"nsubj", "nsubjpass"}:
            return token.head.lemma_.lower() in self.lex.saying
        return (
            token.dep_ == "pobj"
            and token.head.lower_ in self.lex.sets["to"]
            and token.head.i > 0
            and self.tokens[token.head.i - 1].lower_ in self.lex.sets["according"]
        )

    def _quoted(self, token: Token) -> bool:
        return any(q.start <= token.idx < q.end for q in self.r.document.quotations)

    def _outlet_mention(self, token: Token) -> ActorMention | None:
        """In a statement "we" is the one who publishes it; a department speaks for its government."""
        outlet = self.r.outlet
        if outlet is None or outlet.kind in {"media", "monitor"}:
            return None
        state = registry().states.get(outlet.country or "") if outlet.kind == "body" else None
        name = state.government if state else outlet.name
        return ActorMention(
            Span(token.idx, token.idx + len(token)),
            token.i,
            (name,),
            "state" if state else kind_of(outlet),
            None,
            False,
            "outlet",
        )
