"""From the speaker's words to a resolved link of the chain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fogline.core.claim import Attribution
from fogline.core.span import Span
from fogline.read.attribution import channels, speakers
from fogline.read.attribution.frames import Frame, first_person, kids
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.marks import COLON, CREDIT
from fogline.read.attribution.model import Chain, Clock, Names
from fogline.read.attribution.page import Page
from fogline.read.charged import charged
from fogline.read.document import Document
from fogline.read.tokens import Token

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_FAR = 12
_SUBJECTS, _NAMING = ("nsubj", "nsubjpass"), ("NOUN", "PROPN")
# "(SAA)" at the end is an abbreviation, "(Daily Wire)" a credit.
_OUTLETS, _BODIES, _UNKNOWN = ("media", "monitor"), ("army", "body"), ("place", "none", "pronoun")
_PERSONS = frozenset({"person"})
_ACTING = frozenset({"state", "army", "armed_group", "body", "monitor", "media", "party", "coalition", "police"})
_PERSON_REACH, _BODY_REACH, _OFFICE_REACH = 8, 3, 4


def _fold(text: str) -> str:
    return _NOT_WORD.sub(" ", text.lower()).strip()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A speaker already met: where, and who."""

    at: int
    head: Token
    link: Attribution


class Sources:
    """Resolves the speakers of one document in text order, remembering who spoke before."""

    def __init__(self, document: Document, names: Names, clock: Clock) -> None:
        self.document = document
        self.names = names
        self.clock = clock
        self.met: list[_Spoken] = []
        self.outlet = _fold(document.report.outlet or "")
        self.page = Page(document, names)

    def chains(self, frame: Frame) -> tuple[Chain, tuple[Chain, ...]]:
        """The chain of a frame, and one more per joint speaker. An empty chain is the article's own voice."""
        if frame.source is None:
            return self._bare(frame), ()
        first = self._chain(frame, frame.source)
        if len(first) == 1 and (whole := self._one_name(frame)):
            return (replace(first[0], source=whole),), ()
        if first and (sides := self.names.sides(frame.source.i)):
            return (replace(first[0], source=sides[0]),), tuple((replace(first[0], source=s),) for s in sides[1:])
        also = tuple(
            c
            for c in (self._chain(frame, j) for j in frame.joint)
            if c and (not first or c[0].source != first[0].source)
        )
        return first, also

    def _one_name(self, frame: Frame) -> str | None:
        """As in "the Board of Health and Population said": the second noun belongs to the first one's name."""
        if frame.source is None or len(frame.joint) != 1:
            return None
        head, last = frame.source, frame.joint[0]
        inner = [o for p in kids(head, "prep") for o in kids(p, "pobj") if head.i < o.i < last.i]
        plain = self.names.name_at(last.i) is None and self.names.phrase(last.i).kind not in _ACTING | _PERSONS
        if not (plain and inner and _titled(head, last) and last.i == inner[-1].i + 2):
            return None
        words = self.document.tokens_in(Span(self._words(head, frame).start, last.idx + len(last)))
        return self.document.quote(self.document.span_of([t for t in words if t.pos_ != "DET"]))

    def _bare(self, frame: Frame) -> Chain:
        if frame.bare is None:
            return ()
        cue = cue_span(self.document, frame)
        return (
            Attribution(
                frame.bare, self.document.quote(cue), self.document.quote(cue), None, self.clock.said_at(frame.cue.i)
            ),
        )

    def _chain(self, frame: Frame, head: Token) -> Chain:
        link = self._link(frame, head)
        if link is None:
            return ()
        self.met.append(_Spoken(frame.cue.i, head, link))
        return (link,)

    def _link(self, frame: Frame, head: Token) -> Attribution | None:
        head = self._best(head)
        if self._own_note(head) or (frame.rule in (COLON, CREDIT) and not self._known(head, frame)):
            return None
        if frame.rule == "according" and speakers.nobody_s(head):
            return None
        speaking, staff = self._behind(head)
        if staff and self._ours(head, speaking):
            return None
        at = speaking if speaking is not None else head
        source, affiliation = self._named(at, frame)
        words = self.document.quote(self._words(head, frame))
        cue = self.document.quote(cue_span(self.document, frame))
        return Attribution(source, words, cue, self._channel(frame, head), self.clock.said_at(frame.cue.i), affiliation)

    def _words(self, head: Token, frame: Frame) -> Span:
        """The words for the source, from where position says that they begin."""
        span = self.names.phrase(head.i).span
        if frame.first is None or head != frame.source:
            return span
        start = self.document.doc[frame.first].idx
        return Span(start, max(span.end, head.idx + len(head))) if start < span.end else span

    def _best(self, head: Token) -> Token:
        """The head that names a person, where a title or a description stands beside the name."""
        known = self.names.name_at(head.i)
        if head.tag_ == "NNS" or (known is not None and known.kind in ("outlet", "body")):
            return head
        office = head.lemma_.lower() in lexicon().offices
        if (
            not office
            and self.names.phrase(head.i).kind == "person"
            and self.names.source(head.i)[0][:1].isupper()
            and head.pos_ == "PROPN"
        ):
            return head
        beside = list(speakers.names_beside(head))
        return next((n for n in beside if self.names.phrase(n.i).kind == "person"), head)

    def _channel(self, frame: Frame, head: Token) -> str | None:
        told = channels.outlet_told(frame.addressee) if frame.cue.lemma_ in lexicon().small["tell"] else None
        named = channels.channel(frame.cue, head) or frame.channel
        if named or told is None:
            return named
        person = self.names.phrase(told.i).kind in ("person", "state", "government", "armed", "place")
        return None if person else self._outlet_name(told)

    def _outlet_name(self, told: Token) -> str:
        """An outlet's whole name ("told Human Rights Watch", "told Radio Tamazuj")."""
        known = self.names.name_at(told.i)
        first = min([told.i, *(t.i for t in told.lefts if t.dep_ == "compound" and t.pos_ == "PROPN")])
        start, end = (first, told.i + 1) if known is None else (known.start, known.end)
        return self.document.quote(self.document.span_of(told.doc[start:end]))

    def _behind(self, head: Token) -> tuple[Token | None, bool]:
        """Who stands behind a reporter, a statement or a toll, and whether it was a reporter."""
        word = head.lemma_.lower()
        if word in lexicon().staff:
            return speakers.owner(head), True
        if word in lexicon().vehicles:
            owner = speakers.owner(head) or speakers.issuer(head)
            return (None if owner is not None and self._from_there(owner) else owner), False
        if word in lexicon().footage:
            return next((by for made in kids(head, "acl") if (by := speakers.agent(made)) is not None), None), False
        return None, False

    def _known(self, head: Token, frame: Frame) -> bool:
        """Whether a mark beside a name makes it a speaker: an outlet in brackets, anybody before a colon."""
        kind = self.names.phrase(head.i).kind
        if frame.rule == CREDIT:
            return kind in _OUTLETS or (kind in _BODIES and (frame.cue.text != "(" or self._apart(frame.cue, head)))
        return kind not in _UNKNOWN

    def _apart(self, bracket: Token, head: Token) -> bool:
        """Words in brackets after no name, so that they are not another name for it."""
        before = self.names.name_at(bracket.i - 1)
        return before is None and bracket.nbor(-1).pos_ != "PROPN" and not head.text.isupper()

    def _from_there(self, owner: Token) -> bool:
        """As in "reports from Kassala": a place wrote nothing."""
        return owner.dep_ == "pobj" and self.names.phrase(owner.i).kind in _UNKNOWN

    def _ours(self, head: Token, owner: Token | None) -> bool:
        """True for the report's own staff: "our crew", the outlet's photographer, and "the correspondent" of nobody."""
        if owner is None:
            words = self.document.tokens_in(self.names.phrase(head.i).span)
            known = any(c.lower_ in lexicon().definite for c in kids(head, "det"))
            return any(map(self._is_outlet, words)) or (known and head.lemma_.lower() in lexicon().correspondents)
        return first_person(owner) or self._is_outlet(owner)

    def _own_note(self, head: Token) -> bool:
        """The outlet's word on its own report: "Correction: ...", "an earlier version of this story", "this paper"."""
        small = lexicon().small
        inner = [o for p in kids(head, "prep") for o in kids(p, "pobj")]
        note = head.lemma_.lower() in small["note"] and speakers.owner(head) is None
        note = note or (head.lemma_.lower() in small["paper"] and self._pointed(head) and not self.page.quoted(head))
        return note or any(t.lemma_.lower() in small["piece"] and self._pointed(t) for t in (head, *inner))

    def _pointed(self, token: Token) -> bool:
        return any(c.lower_ in lexicon().small["this"] for c in kids(token, "det"))

    def _is_outlet(self, head: Token) -> bool:
        return self._publishes(self.names.source(head.i)[0]) or self._publishes(head.text)

    def _publishes(self, name: str) -> bool:
        """True for the report's own outlet."""
        folded = _fold(name)
        return bool(folded) and bool(self.outlet) and (folded == self.outlet or folded in self.outlet.split(" "))

    def _named(self, head: Token, frame: Frame) -> tuple[str, str | None]:
        known = lexicon().pronouns
        word = head.lower_
        if first_person(head):
            return self._first_person(head)
        if any(word in known[group] for group in ("single", "thing", "many")):
            return self._pronoun(head)
        if self.page.itself(head):
            return self.page.outlet, None
        earlier = self._definite(head)
        if earlier is not None:
            return earlier.source, earlier.affiliation
        return self.names.source(head.i, frame.first if head == frame.source else None)

    def _page_goes_on(self, head: Token) -> bool:
        """As in "We condemn ... The army denied it ... We call on": outside quotations a page keeps its voice."""
        told = self.page.speaks or any(first_person(m.head) and m.link.source == self.page.outlet for m in self.met)
        return told and not self.page.quoted(head)

    def _first_person(self, head: Token) -> tuple[str, str | None]:
        """As in "We condemn": whoever the page speaks for; the sayings around it are laid over later."""
        known = [m for m in self.met if m.head.pos_ == "PROPN" and not first_person(m.head)]
        acts = self.page.acts and not self.page.quoted(head)
        if acts and (land := next((m for m in known if self._own_state(m)), None)) is not None:
            return land.link.source, None
        if self._page_goes_on(head) or self._watches(head):
            return self.page.outlet or "we", None
        if acts:
            known = [m for m in known if self.names.phrase(m.head.i).kind in _PERSONS]
        if known:
            spoken = known[0] if acts else known[-1]
            return spoken.link.source, spoken.link.affiliation
        if self.met and not acts and not first_person(self.met[-1].head):
            return self.met[-1].link.source, self.met[-1].link.affiliation
        return self.page.outlet or "we", None

    def _watches(self, head: Token) -> bool:
        """As in "We ask the mission to send a patrol" on the page of a watch or a society, outside quotations."""
        named = not set(self.outlet.split()).isdisjoint(lexicon().watching_outlets)
        return named and head.lower_ in lexicon().pronouns["ours"] and not self.page.quoted(head)

    def _own_state(self, spoken: _Spoken) -> bool:
        """The government of a ministry's page that speaks by the country's name ("Norway condemns ... We urge")."""
        return spoken.link.source in self.names.publisher.names and self.names.phrase(spoken.head.i).kind == "state"

    def _pronoun(self, head: Token) -> tuple[str, str | None]:
        """He is the last person who spoke or just acted, it the last body that spoke, they the last of either."""
        if (accused := charged(head)) is not None:
            return self.names.source(accused.i)
        single, many = lexicon().pronouns["single"], lexicon().pronouns["many"]
        person = head.lower_ in single
        reach = _PERSON_REACH if person else _BODY_REACH
        thing = not person and head.lower_ not in many
        spoken = next(
            (
                m
                for m in reversed(self._recent(head, reach))
                if head.lower_ in many or (self._person(m) == person and not (thing and self._several(m)))
            ),
            None,
        )
        spoken = spoken and self._main(spoken, self._recent(head, reach), head)
        acting = self._acting(head, _PERSONS if person else _ACTING)
        if acting is not None and (spoken is None or self._sentence(spoken.at) < self._sentence(acting.i)):
            return self.names.source(acting.i)
        if spoken is not None:
            return spoken.link.source, spoken.link.affiliation
        return self.names.source(head.i)

    def _main(self, last: _Spoken, recent: list[_Spoken], head: Token) -> _Spoken:
        """As in "The army confirmed the deaths claimed by rebels. They said": whoever spoke in the main clause."""
        if self.document.doc[last.at].dep_ not in ("acl", "relcl", "advcl", "pcomp"):
            return last
        here, many = self._sentence(last.at), head.lower_ in lexicon().pronouns["many"]
        over = (m for m in recent if self._sentence(m.at) == here and self.document.doc[m.at].dep_ == "ROOT")
        return next((m for m in over if many or self._person(m) == self._person(last)), last)

    def _acting(self, head: Token, kinds: frozenset[str]) -> Token | None:
        """Who is a subject over the pronoun or in the sentence before: one who acts need not have spoken."""
        over: list[Token] = [c for above in head.ancestors for c in above.children if c.i < head.i]
        here = self._sentence(head.i)
        before = self.document.sentences[here - 1] if here else None
        nearby: list[Token] = list(self.document.doc[before.start : before.end]) if before else []
        for token in [*over, *nearby]:
            if token.dep_ not in _SUBJECTS or token.pos_ not in _NAMING or token.i == head.i - 1:
                continue
            if token.lemma_.lower() in lexicon().mute:
                continue
            phrase = self.names.phrase(token.i)
            if phrase.kind in kinds and (kinds is _PERSONS or phrase.names):
                return token
            if token.dep_ == "nsubj" and (_unnamed_person(token) if kinds is _PERSONS else _unnamed_body(token)):
                return token
        return self._only_person(nearby) if kinds is _PERSONS else None

    def _only_person(self, sentence: list[Token]) -> Token | None:
        """As in "Crowds called for the premier Ann Bly to go. She said": the one person named there."""
        named = [t for t in sentence if t.pos_ == "PROPN" and t.dep_ not in ("compound", "poss")]
        people = [t for t in named if self.names.phrase(t.i).kind == "person"]
        names = {self.names.phrase(t.i).names for t in people}
        return people[0] if len(names) == 1 else None

    def _sentence(self, at: int) -> int:
        return self.document.sentence_of(at).index

    def _recent(self, head: Token, sentences: int) -> list[_Spoken]:
        """Those who spoke in the last few sentences, first persons left out."""
        here = self.document.sentence_of(head.i).index
        return [
            m
            for m in self.met
            if not first_person(m.head) and here - self.document.sentence_of(m.at).index <= sentences
        ]

    def _several(self, spoken: _Spoken) -> bool:
        """Here "it" is no "satellite images" or "officials"."""
        return spoken.head.tag_ == "NNS" and not self.names.phrase(spoken.head.i).names

    def _person(self, spoken: _Spoken) -> bool:
        """A speaker "he" may stand for: a person by what the actors say, or an office."""
        if spoken.head.lower_ in lexicon().pronouns["single"]:
            return True
        if spoken.head.tag_ in ("NNS", "NNPS") or spoken.head.lower_ in lexicon().pronouns["many"]:
            return False
        kind = self.names.phrase(spoken.head.i).kind
        office = spoken.head.lemma_.lower() in lexicon().offices
        return kind == "person" or spoken.link.affiliation is not None or office or _somebody(spoken.head)

    def _definite(self, head: Token) -> Attribution | None:
        """As in "the source" after "a military source", "the general" after General Bly, "the statement" after a
        statement.
        """
        if head.pos_ != "NOUN" or not any(c.lower_ in lexicon().definite for c in kids(head, "det")):
            return None
        if any(c.dep_ in ("prep", "acl", "relcl", "appos") for c in head.children):
            return self._office(head) if self._unnamed(head) else None
        bare = not any(c.dep_ in ("compound", "amod", "poss", "nmod") for c in head.children)
        for spoken in reversed(self.met):
            if bare and spoken.head.lemma_.lower() == head.lemma_.lower():
                return None if self._acted_since(head, spoken) else spoken.link
        told = head.lemma_.lower() in lexicon().vehicles or head.lemma_.lower() in lexicon().nouns
        if bare and told and head.tag_ == "NN" and self.met:
            issued = (m.link for m in reversed(self.met) if m.link.channel == head.lower_)
            return next(issued, self.met[-1].link)
        return self._office(head) if self._unnamed(head) else None

    def _acted_since(self, head: Token, spoken: _Spoken) -> bool:
        """As in "A rights group said so. The militia gave no comment. The group denied it": the militia did."""
        names = self.names.phrase(head.i).names
        other = self._acting(head, _ACTING) if names else None
        if other is None or self._sentence(spoken.at) >= self._sentence(other.i):
            return False
        return set(names) <= set(self.names.phrase(other.i).names)

    def _unnamed(self, head: Token) -> bool:
        """True when the actors found no person's name for the phrase."""
        return self.names.phrase(head.i).kind != "person" or not self.names.source(head.i)[0][:1].isupper()

    def _office(self, head: Token) -> Attribution | None:
        """A person quoted in a sentence before, spoken of by office."""
        if head.lemma_.lower() not in lexicon().offices or head.tag_ == "NNS":
            return None
        if any(c.lower_ in lexicon().small["of_the_scene"] for c in kids(head, "amod")):
            return None
        for spoken in reversed(self._recent(head, _OFFICE_REACH)):
            told = spoken.head.pos_ == "PROPN" and self._person(spoken) and self._of_there(head, spoken)
            if told and self._sentence(spoken.at) < self._sentence(head.i) and not self._other_office(head, spoken):
                return spoken.link
        return None

    def _of_there(self, head: Token, spoken: _Spoken) -> bool:
        """A president just quoted is not "the governor of Kursk": what his office is of must have been told of him."""
        objects = (o for p in kids(head, "prep") if p.lower_ == "of" for o in kids(p, "pobj"))
        named = {o.lower_ for o in objects if o.pos_ == "PROPN"}
        mine = (m.link for m in self.met if m.link.source == spoken.link.source)
        told = {w.lower().strip(",") for m in mine for w in f"{m.text} {m.affiliation}".split()}
        return not named or bool(named & told)

    def _other_office(self, head: Token, spoken: _Spoken) -> bool:
        """As in "the security minister" after Government spokesman Diallo, "the governor" after Diallo: another."""
        high, word = lexicon().small["high_offices"], head.lemma_.lower()
        titles = (m.link.text or "" for m in self.met if m.link.source == spoken.link.source)
        told = {w.lower() for words in titles for w in words.split()} & high
        return word in high and word not in told


def _unnamed_person(token: Token) -> bool:
    """As in "A lieutenant rang in the afternoon. He said", "The mediator walked between them. She said"."""
    known = lexicon()
    lemma = token.lemma_.lower()
    return token.tag_ == "NN" and (lemma in known.offices or lemma in known.somebody)


def _unnamed_body(token: Token) -> bool:
    """As in "A website put out another version. It said"."""
    known = lexicon()
    lemma = token.lemma_.lower()
    person = lemma in known.offices or lemma in known.somebody
    return token.tag_ == "NN" and lemma in known.mouths and not person


def _somebody(head: Token) -> bool:
    """As in "a member of the committee", "one resident"."""
    one = any(c.lower_ in lexicon().small["one"] for c in head.lefts)
    return one and head.tag_ == "NN" and head.lemma_.lower() in lexicon().somebody


def _titled(head: Token, last: Token) -> bool:
    """Capitals throughout, but for the small words."""
    run = [t for t in head.doc[head.i : last.i + 1] if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return all(t.text[:1].isupper() for t in run)


def cue_span(document: Document, frame: Frame) -> Span:
    """The attributing words: the verb with its auxiliaries and its channel ("said in a statement"), or the
    preposition.
    """
    cue = frame.cue
    tokens = [cue]
    if frame.bare is not None and frame.first is not None:
        tokens = [*document.doc[frame.first : cue.i + 1]]
    elif frame.rule == "according":
        tokens = [
            t
            for t in document.doc[cue.i : cue.i + 4]
            if t.i < (frame.source.i if frame.source is not None else cue.i + 2)
        ][:2]
    else:
        tokens += [c for c in cue.children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - cue.i) <= 3]
        for prep in kids(cue, "prep"):
            nouns = kids(prep, "pobj")
            if (
                prep.i > cue.i
                and prep.i - cue.i <= 2
                and nouns
                and channels.medium(nouns[0])
                and nouns[0].i - cue.i < _FAR
            ):
                tokens += [prep, nouns[0]]
        told = frame.addressee
        if told is not None and cue.lemma_ in lexicon().small["tell"] and 0 < told.i - cue.i <= 3:
            tokens.append(told)
    return document.span_of(tokens or [cue])


def overlaid(chain: Chain, outer: Chain) -> Chain:
    """``chain`` seen inside ``outer``: a first person becomes the outer speaker, a repeat of one name is one link."""
    if not chain or not outer:
        return chain or outer
    last, first = chain[-1], outer[0]
    if _fold(last.source) == _fold(first.source):
        kept = last if last.channel or not first.channel else replace(last, channel=first.channel)
        return (*chain[:-1], kept, *outer[1:])
    if first.affiliation is not None and _fold(first.affiliation) == _fold(last.source):
        return (*chain[:-1], *outer)  # "The navy found that six died, its spokesman Ada Bly said": one voice
    return (*chain, *outer)
