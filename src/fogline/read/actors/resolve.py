"""From a noun phrase to the actors it stands for, by rules in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import accumulate

from spacy.tokens import Token

from fogline.core.actor import Actor
from fogline.core.span import Span
from fogline.read.actors.context import context
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match, find
from fogline.read.actors.mention import ActorMention, Found, Owner
from fogline.read.actors.owners import Owners
from fogline.read.actors.people import People, person_of
from fogline.read.actors.phrase import left_edge, nominal, right_edge
from fogline.read.document import Document

_PERSONAL = frozenset({"person", "officials"})


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


class Resolver:
    """One report's reading of its noun phrases, in order of the text, so that later ones can point back."""

    def __init__(self, document: Document, theatre: str | None) -> None:
        self.document = document
        self.doc = document.doc
        self.on = _day(document.report.published)
        self.matches = find(self.doc)
        self.sentence = list(accumulate(int(bool(t.is_sent_start)) for t in self.doc))
        self.by_token: dict[int, Match] = {i: m for m in self.matches for i in range(m.start, m.end)}
        self.context = context(document.plain, self.matches, theatre)
        self.people = People(self.doc, self.by_token)
        self.owners = Owners(self)
        self.seen: dict[int, ActorMention] = {}
        self.log: list[ActorMention] = []
        for token in self.doc:
            if nominal(token) and token.dep_ not in {"compound", "nmod"}:
                self.log.append(self.mention(token.i))

    def mention(self, head: int) -> ActorMention:
        if head not in self.seen:
            token = self.doc[head]
            found = self._decide(token)
            self.seen[head] = ActorMention(
                self._span(token, found), head, found.names, found.kind, found.affiliation, found.proper, found.rule
            )
        return self.seen[head]

    def _span(self, head: Token, found: Found) -> Span:
        start, end = left_edge(head), right_edge(head)
        match = self.by_token.get(head.i)
        if match is not None:
            start, end = min(start, match.start), max(end, match.end)
        return self.document.span_of(self.doc[start:end])

    def _decide(self, token: Token) -> Found:
        rules: tuple[Callable[[Token], Found | None], ...] = (
            self._pronoun,
            self._modifier,
            self._person,
            self._known,
            self._apposed,
            self._owned,
            self._back,
            self._minted,
            self._plain,
        )
        for rule in rules:
            found = rule(token)
            if found is not None:
                return found
        return Found((), "none", "none")

    # -- names ---------------------------------------------------------------------------------------------------

    def _person(self, token: Token) -> Found | None:
        """A person by name, known or not."""
        match = self.by_token.get(token.i)
        known = person_of(match)
        written = self._name_words(token)
        if known is None and written is None:
            return None
        if known is not None and (written is None or " " not in written or match is not None and match.end - match.start > 1):
            full = self.people.fullest(written) if written else known.name
            name = known.name if full == written or full.lower() in {n.lower() for n in known.names()} else full
        else:
            name = self.people.fullest(written or "")
            known = None
        body = self.owners.affiliation(token, name) or self.people.affiliations.get(name)
        office = known.office(self.on) if known else None
        body = body or (office.body if office else None)
        if body:
            self.people.affiliations[name] = body
        self._note_office(token, name)
        return Found((name, body) if body else (name,), "person", "person.known" if known else "person.written", body, True)

    def _name_words(self, token: Token) -> str | None:
        """The words of an unknown person's name at ``token``; ``None`` when it does not look like one."""
        found = self.people.name_run(token.i) if token.pos_ == "PROPN" else None
        if found is None:
            return None
        start, end = found
        name = self.doc[start:end].text
        if not start <= token.i < end or not self.people._person_words(start, end):
            return None
        titled = start > 0 and not self.doc[start].is_sent_start and self.doc[start - 1].lower_.strip(".") in lexicon().titles and self.doc[start - 1].i not in self.by_token
        if end - start > 1 or titled or self.people.known(name):
            return name
        return name if token.dep_ in {"nsubj", "nsubjpass"} and not name.isupper() and len(name) > 2 else None

    def _note_office(self, token: Token, name: str) -> None:
        """Remember the titles said of a person, so that "the minister" finds them again."""
        for role in self.owners.roles(token):
            self.people.offices[role] = name

    def _known(self, token: Token) -> Found | None:
        """A name of the packs stands at the head."""
        match = self.by_token.get(token.i)
        if match is None:
            return None
        actor = self.actor_of(match)
        if actor is not None:
            return Found((actor.name,), _kind(actor), "known", None, True)
        state = match.state
        if state is None:
            return None
        if match.of("country") or match.of("metonym"):
            return Found((state.government,), "state", "state" if match.of("country") else "metonym", None, True)
        if match.of("people") or token.pos_ in {"NOUN", "PROPN"}:
            return Found((), "civilians", "people", None, True)
        return None

    def actor_of(self, match: Match) -> Actor | None:
        """The likeliest actor of a match: of this theatre, then alive on the report's day, then first listed."""
        theatre = self.context.theatre.name

        def rank(a: Actor) -> tuple[bool, bool]:
            return (not any(s.theatre == theatre for s in a.sides), not a.exists(self.on))

        found = sorted((a for a in match.actors if a.kind != "person"), key=rank)
        return found[0] if found else None

    # -- description ---------------------------------------------------------------------------------------------

    def _modifier(self, token: Token) -> Found | None:
        """An adjective or noun before another noun: "Russian" in "Russian strikes"."""
        if token.dep_ not in {"amod", "compound", "nmod", "poss"} or token.head.i <= token.i or token.pos_ == "PRON":
            return None
        if token.dep_ == "poss" or (token.dep_ == "compound" and self._same_name(token)):
            return None
        owners = self.owners.at(token.i)
        if not owners:
            return None
        return self.owners.combine(owners, self.owners.arm(token.head, acts=True), token.head, "modifier")

    def _same_name(self, token: Token) -> bool:
        match = self.by_token.get(token.i)
        return match is not None and match.end > token.head.i

    def _apposed(self, token: Token) -> Found | None:
        """A title with the name after it: "The Foreign Secretary, Ann Example"."""
        if not lexicon().is_a("officials", token.lemma_.lower()):
            return None
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i and child.pos_ == "PROPN":
                found = self._person(child)
                if found is not None:
                    return found
        return None

    def _owned(self, token: Token) -> Found | None:
        """A common noun with its owner before or after it: "Syrian warplanes", "units of the army"."""
        arm = self.owners.arm(token)
        if arm is None:
            return None
        owners = self.owners.before(token) or self.owners.after(token)
        if not owners:
            return None
        return self.owners.combine(owners, arm, token, "owned")

    def _back(self, token: Token) -> Found | None:
        """A definite common noun points back: "the group", "the army"."""
        return self.owners.back(token, self.log)

    def _minted(self, token: Token) -> Found | None:
        """A name no pack knows, ending in a word for an armed group or a body."""
        if token.pos_ not in {"PROPN", "NOUN"}:
            return None
        return self.owners.minted(token)

    def _plain(self, token: Token) -> Found | None:
        arm = self.owners.arm(token)
        kinds = {"rebels": "fighters", "fighters": "fighters", "group": "fighters", "army": "army", "air_force": "air_force", "things": "none",
                 "ministry": "body", "government": "state", "opposition": "party"}
        return Found((), kinds.get(arm, arm), "plain") if arm else None

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Found | None:
        if token.pos_ != "PRON" and token.dep_ != "poss" or token.tag_ not in {"PRP", "PRP$"}:
            return None
        before = self.antecedent(token)
        if before is None:
            return Found((), "pronoun", "pronoun.open")
        return Found(before.names, before.kind, "pronoun", before.affiliation, False)

    def antecedent(self, token: Token) -> ActorMention | None:
        """The mention a pronoun stands for: the last fitting one, subjects first, within four sentences."""
        lex, word = lexicon(), token.lower_
        if word in lex.speaker:
            return self._speaker(token)
        want: Callable[[ActorMention], bool]
        if word in lex.singular:
            want = lambda m: m.kind in _PERSONAL and bool(m.names or m.kind == "officials")  # noqa: E731
        elif word in lex.thing:
            want = lambda m: m.kind not in {"person", "civilians", "officials", "fighters", "crowd", "none", "source"} and bool(m.names)  # noqa: E731
        elif word in lex.plural:
            want = lambda m: m.kind not in {"person", "none", "pronoun"}  # noqa: E731
        else:
            return None
        return self.last(token.i, want)

    def last(self, before: int, want: Callable[[ActorMention], bool], sentences: int = 4) -> ActorMention | None:
        """The nearest fitting mention before a token; a subject of the same or last sentence wins over nearer objects."""
        here = self.sentence[before]
        fitting = []
        for m in reversed(self.log):
            if m.head >= before:
                continue
            gap = here - self.sentence[m.head]
            if gap > sentences:
                break
            if want(m):
                fitting.append((gap, self.doc[m.head].dep_ not in {"nsubj", "nsubjpass"}, m))
        return min(fitting, key=lambda f: (f[0], f[1]))[2] if fitting else None

    def _speaker(self, token: Token) -> ActorMention | None:
        """Who says "we": the subject of the verb over the quotation, else the last one who spoke."""
        for above in token.ancestors:
            if above.dep_ in {"ccomp", "parataxis"} or above.dep_ == "ROOT":
                verb = above.head
                subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i != token.i and c.tag_ not in {"PRP", "PRP$"}), None)
                if subject is not None and not token.is_ancestor(subject):
                    return self.mention(subject.i)
        return self.last(token.i, lambda m: m.kind in {"person", "state", "body", "coalition", "armed_group", "army", "party"}, 6)


def _kind(actor: Actor) -> str:
    return "army" if actor.kind == "navy" else actor.kind
