"""The sayings of a document, and who says a given proposition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fogline.core.claim import Attribution, Stance
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.attribution import content, hedges, linking, marks, nouns, titles, verbs
from fogline.read.attribution.frames import Frame, Range, finite, first_person
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.model import Chain, Clock, Kind, Names, Saying, Voice
from fogline.read.attribution.quotes import quotations
from fogline.read.attribution.sources import Sources, cue_span, overlaid
from fogline.read.attribution.turns import TURN, turns
from fogline.read.document import Document, Sentence
from fogline.read.tokens import Token
from fogline.vocab import load

_NO_CARRY = frozenset({"noun", "think", "impersonal"})
# Of two sayings over the same words the one quoted comes before the one that quotes.
_ORIGIN = {"citing": 0, "cite": 2}
_LOST_MARKS = 3
_SPEECH_ACTS = frozenset({"deny", "accuse", "demand", "threaten", "support"})
# "Oslo remains committed" inside the minister's statement is the minister's expression of support.
_TRANSPARENT = frozenset({"commitment", "warmth", "commit"})


def _frames(document: Document, sentence: Sentence, names: Names) -> list[Frame]:
    found = verbs.verb_frames(document, sentence, names)
    found += nouns.according_frames(document, sentence, found, names)
    found += nouns.reckoning_frames(document, sentence)
    found += nouns.noun_frames(document, sentence, found)
    found += nouns.count_frames(document, sentence, names)
    found += nouns.being_frames(document, sentence)
    found += nouns.citing_frames(document, sentence, found)
    found += list(nouns.quoted_frames(found))
    found += marks.mark_frames(document, sentence)
    unique = {f.cue.i: f for f in reversed(found)}
    return content.parted([unique[i] for i in sorted(unique)])


def _told(saying: Saying, span: Span) -> int:
    """How many characters of ``span`` are what is said."""
    return sum(min(c.end, span.end) - max(c.start, span.start) for c in saying.content if c.meets(span))


def _also(token: Token) -> bool:
    """As in "Dozens were also hurt", "Clashes also broke out": what the sentence adds to what was told before it. What
    somebody is also charged with is not.
    """
    if token.lemma_ in load("en/roles.yaml")["charging"]:
        return False
    passive = any(c.dep_ == "auxpass" for c in token.children)
    over = token if token.pos_ in ("VERB", "AUX") else token.head
    told = passive or (over.head is over and not any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in over.lefts))
    return told and any(c.lower_ in lexicon().small["also"] for c in over.children)


def _counts_on(sentence: Sequence[Token]) -> bool:
    """As in "Another died", "Two more were hurt"."""
    known = lexicon().enumerating
    more = sentence[0].pos_ == "NUM" and len(sentence) > 1 and f"n {sentence[1].lower_}" in known
    return more or sentence[0].lower_ in known


def _goes_on(sentence: Sequence[Token], token: Token) -> bool:
    """As in "They also burned huts": what those just told of did besides."""
    subject = sentence[0]
    verb = subject.head
    if subject.tag_ != "PRP" or subject.dep_ != "nsubj" or verb.tag_ not in ("VBD", "VBN"):
        return False
    also = any(t.lower_ in lexicon().small["also"] for t in sentence[1:3])
    return also and verb in (token, *token.ancestors) and not any(c.tag_ == "MD" for c in verb.lefts)


def _parts(sentence: Sequence[Token]) -> bool:
    """As in "The dead include 14 children": it parts the figure just told."""
    words, known = [t.lower_ for t in sentence[:3]], lexicon().parting
    return not known.isdisjoint((" ".join(words[:2]), " ".join(words))) and any(t.like_num for t in sentence[2:])


def _plainly(saying: Saying) -> bool:
    """Somebody said it, and did not merely claim it."""
    return bool(saying.chain) and saying.kind is Kind.SAY and saying.stance is Stance.ASSERTED


@quick
@dataclass(frozen=True, slots=True)
class _Held:
    """A stretch of content and the saying that holds it."""

    start: int
    end: int
    saying: int
    depth: int


class Attributions:
    """Who says what in one document. Built once; every answer is a pure function of the document."""

    def __init__(self, document: Document, actors: Names, times: Clock) -> None:
        self.document = document
        linked = [linking.Linked(f) for s in document.sentences for f in _frames(document, s, actors)]
        quotes = quotations(document)
        linking.link_quotations(document, linked, quotes)
        linking.link_stubs(document, linked)
        linking.link_lines(document, linked)
        linking.link_pages(document, linked, quotes)
        linked += turns(document)
        self._linked = [each for each in linked if each.frame.rule != "quote" or each.ranges]
        self._sources = Sources(document, actors, times)
        turned = any("page" in each.rules or each.frame.rule == TURN for each in linked)
        self._page = None if turned else titles.speaker(document, self._sources.page)
        self.sayings: tuple[Saying, ...] = tuple(self._saying(each, actors) for each in self._linked)
        self._held = [
            _Held(a, b, k, abs(each.frame.cue.i - a)) for k, each in enumerate(self._linked) for a, b in each.ranges
        ]

    def of(self, head: int, clause: Span) -> Voice:
        """Who says the proposition whose trigger is token ``head`` and whose evidence is ``clause``."""
        token = self.document.doc[head]
        order = self._order(token)
        if not order:
            order = self._within(token, clause)
        if not order:
            return self._unsaid(token, clause)
        return self._voice(order, token, clause)

    def page_says(self, head: int) -> Chain:
        """The outlet as the speaker of what a page of its own asks, threatens or denies without naming anybody."""
        page = self._sources.page
        token = self.document.doc[head]
        if self._page is not None or not (page.acts or page.speaks) or page.quoted(token) or page.told_of(token):
            return ()
        return (Attribution(page.outlet, None, None, None, None),)

    def voiced(self, voice: Voice) -> Chain:
        """The chain of what is no speech act: the page's own "we" is the article's voice."""
        if voice.saying is None:
            return voice.chain
        return tuple(link for link in voice.chain if not self._sources.page.own(link))

    def retold(self, spans: Iterable[Span]) -> Voice | None:
        """Who says it where the report tells it again: the first saying that covers most of one of ``spans``."""
        for span in spans:
            covering = [k for k, s in enumerate(self.sayings) if _plainly(s) and 2 * _told(s, span) >= len(span)]
            if covering:
                order = sorted(covering, key=lambda k: sum(len(c) for c in self.sayings[k].content))
                chain: Chain = ()
                for k in order:
                    chain = overlaid(chain, self.sayings[k].chain)
                first = self.sayings[order[0]]
                return Voice(chain, first.stance, order[0], f"retold+{first.rule}", first.also)
        return None

    def _order(self, token: Token) -> list[int]:
        """The sayings over a trigger, innermost first; a plain "said" as trigger stands for what was said."""
        own = self._own(token.i)
        if own is None:
            return self._around(token, None)
        frame = self._linked[own].frame
        outer = self._around(token, own)
        if frame.kind.value in _SPEECH_ACTS:
            through = frame.group in _TRANSPARENT and outer and not self._first_person(own)
            return outer if through else [own, *outer]
        said = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp") and self._own(c.i) is None), None)
        at = said if said is not None else self._first_said(own)
        inner = self._around(at, None) if at is not None else []
        if own not in inner:
            return [own, *outer]
        return [*inner, *(k for k in outer if k not in inner)]

    def _first_said(self, saying: int) -> Token | None:
        ranges = self._linked[saying].ranges
        return self.document.doc[ranges[0][0]] if ranges else None

    def _first_person(self, saying: int) -> bool:
        source = self._linked[saying].frame.source
        return source is not None and first_person(source)

    def _own(self, head: int) -> int | None:
        """The saying whose cue is the trigger itself."""
        for k, each in enumerate(self._linked):
            if each.frame.cue.i == head:
                return k
        return None

    def _within(self, token: Token, clause: Span) -> list[int]:
        """A saying inside the clause whose content is most of it: "France moved on Tuesday, saying it would ..."."""
        for k, saying in enumerate(self.sayings):
            if not saying.chain or not clause.covers(saying.cue) or self._requested(k, token):
                continue
            if self._aside(k, token) or self._besides(k, token) or self._before_cue(k, token):
                continue
            if 2 * _told(saying, clause) >= len(clause):
                return [k]
        return []

    def _aside(self, saying: int, token: Token) -> bool:
        """As in "He was killed hours after he accused the army": what he accused it of is not the killing."""
        cue = self._linked[saying].frame.cue
        if content.in_passing(cue) and token in cue.ancestors:
            return True
        if cue.dep_ == "relcl" and cue.head != token and token in cue.ancestors:
            return True  # "The militia, which the mayor accused of arson, left town"
        marks = (c.lower_ for c in cue.lefts if c.dep_ == "mark")
        over = (token, token.head) if token.dep_ in ("conj", "nsubj", "nsubjpass") else (token,)
        beside = any(mark in lexicon().small["beside_marks"] for mark in marks)
        return beside and cue.dep_ == "advcl" and cue.head in over

    def _besides(self, saying: int, token: Token) -> bool:
        """As in "... said A, whose house was hit, hours after gunmen came": what the report adds to cue and speaker."""
        frame = self._linked[saying].frame
        for t in (token, *token.ancestors):
            if t.head == frame.cue and content.meantime(t):
                return True
            after = frame.source is not None and frame.source.i > frame.cue.i
            if t.dep_ == "relcl" and after and frame.source in (t.head, *t.head.ancestors):
                return True
        return False

    def _before_cue(self, saying: int, token: Token) -> bool:
        """As in "The envoy, who had fled Gao, said", "The envoy, in a call with both, asked": what is told of
        the speaker or the saying between the two.
        """
        frame = self._linked[saying].frame
        if frame.source is None or not frame.source.i < token.i < frame.cue.i:
            return False
        return frame.source in token.ancestors or frame.cue in token.ancestors

    def _around(self, token: Token, skip: int | None) -> list[int]:
        """Sayings whose content holds the token, innermost first."""
        found = [
            h
            for h in self._held
            if h.start <= token.i < h.end and h.saying != skip and not self._names(h.saying, token)
        ]
        found.sort(key=lambda h: (h.end - h.start, _ORIGIN.get(self._linked[h.saying].frame.group, 1), h.depth))
        order: list[int] = []
        for h in found:
            if h.saying not in order:
                order.append(h.saying)
        return self._cited_first(order)

    def _cited_first(self, order: list[int]) -> list[int]:
        """Whoever is cited says it before the one who cites, wherever a quotation makes the latter's words shorter."""
        for k in [k for k in order if self._linked[k].frame.group == "citing"]:
            here = self.document.sentence_of(self.sayings[k].cue_token).index
            hosts = (j for j in order[: order.index(k)] if self._sentence(self.sayings[j].cue_token) == here)
            host = next(hosts, None)
            if host is not None:
                order.remove(k)
                order.insert(order.index(host), k)
        return order

    def _sentence(self, i: int) -> int:
        return self.document.sentence_of(i).index

    def _names(self, saying: int, token: Token) -> bool:
        """True for the cue and the head that names its speaker: they are said by nobody inside it."""
        frame = self._linked[saying].frame
        if self._requested(saying, token):
            return True
        return token.i == frame.cue.i or (frame.source is not None and token.i == frame.source.i)

    def _requested(self, saying: int, token: Token) -> bool:
        """As in "The truce, requested by Oslo, was broken": nor does whoever asked for it tell of its end."""
        frame = self._linked[saying].frame
        return frame.kind is Kind.DEMAND and frame.cue.dep_ == "acl" and frame.cue.head.i == token.i

    def _voice(self, order: list[int], token: Token, clause: Span) -> Voice:
        chain: Chain = ()
        for n, k in enumerate(order):
            if self._first_person(k) and (k != order[-1] or self._page is not None):
                continue
            if n and self._apart(order[0], k):
                continue
            chain = overlaid(chain, self.sayings[k].chain)
        first = self.sayings[order[0]]
        chain = overlaid(chain, self._page_chain(token))
        stance = self._stance(order, token, clause)
        return Voice(chain, stance, order[0], first.rule, first.also)

    def _apart(self, inner: int, outer: int) -> bool:
        """As in "Two died, A said, days after B said it was ready": A tells nothing of what B says."""
        cue, over = self._linked[inner].frame.cue, self._linked[outer].frame
        own = next((c for c in cue.children if c.dep_ == "nsubj"), None)
        if self._linked[inner].frame.kind is Kind.DENY and cue.dep_ == "relcl" and cue.i > over.cue.i:
            return True  # "A accused B of X, which B denies": nobody but B says so
        if own is None or own.pos_ == "PRON" or not finite(cue) or self._sentence(cue.i) != self._sentence(over.cue.i):
            return False
        if over.kind is Kind.DEMAND and cue.dep_ == "relcl":
            return True  # "A asked for action over a raid that B says killed six"
        if any(t.text == ";" for t in self.document.doc[over.cue.i : own.i]):
            return True
        if over.rule in ("closing", "parenthesis") and cue.i > over.cue.i:
            return True
        marks = (c.lower_ for t in (cue, *cue.ancestors) if t.dep_ == "advcl" and t.i > over.cue.i for c in t.lefts)
        return any(word in lexicon().small["beside_marks"] for word in marks)

    def _stance(self, order: list[int], token: Token, clause: Span) -> Stance:
        own = self._own(token.i)
        for k in order:
            if k != own and self.sayings[k].stance is Stance.ALLEGED:
                return Stance.ALLEGED
            hearsay = self.sayings[k].kind.value == "claim" or self._linked[k].frame.group in ("impersonal", "noun")
            if k == own and self.sayings[k].stance is Stance.ALLEGED and hearsay:
                return Stance.ALLEGED
        return hedges.stance(self.document, token, clause)

    def _page_chain(self, token: Token) -> Chain:
        return (self._page,) if self._page is not None else ()

    def _unsaid(self, token: Token, clause: Span) -> Voice:
        stance = hedges.stance(self.document, token, clause)
        if self._page is not None:
            return Voice((self._page,), stance, None, "title")
        carried = self._carried(token)
        if carried is not None:
            return Voice(self.sayings[carried].chain, stance, carried, "carry-over")
        return Voice((), stance, None, "own")

    def _carried(self, token: Token) -> int | None:
        """The saying whose speaker goes on: "Another died" after it, or a first person in text that lost its marks."""
        if not self.sayings:
            return None
        here = self.document.sentence_of(token.i)
        first = self.document.doc[here.start : here.end]
        spoken = not self._sources.page.acts and any(
            first_person(t) and t.dep_ in ("nsubj", "nsubjpass", "poss") for t in first
        )
        if spoken:
            return self._spoke_last(here.index, _LOST_MARKS)
        beside = self._beside(token, here)
        if beside is not None:
            return beside
        if not (_counts_on(first) or _also(token) or _parts(first) or _goes_on(first, token)):
            return None
        reach = 1
        while reach < _LOST_MARKS and here.index > reach and _counts_on(self._words(here.index - reach)):
            reach += 1
        return self._spoke_last(here.index, reach)

    def _words(self, sentence: int) -> Sequence[Token]:
        told = self.document.sentences[sentence]
        return self.document.doc[told.start : told.end]

    def _beside(self, token: Token, here: Sentence) -> int | None:
        """As in "The monitor said that rebels took a hill, while clashes went on": it told of both."""
        marked = any(
            c.lower_ in lexicon().small["while"] and c.dep_ in ("mark", "advmod")
            for t in (token, *token.ancestors)
            for c in t.lefts
        )
        if not marked:
            return None
        before = [
            k
            for k, s in enumerate(self.sayings)
            if here.start <= s.cue_token < token.i and s.chain and self._linked[k].frame.group not in _NO_CARRY
        ]
        return before[-1] if before and not self._between(before[-1], token) else None

    def _between(self, saying: int, token: Token) -> bool:
        """Another saying stands between a saying and a token."""
        return any(self.sayings[saying].cue_token < s.cue_token < token.i for s in self.sayings)

    def _spoke_last(self, index: int, reach: int) -> int | None:
        """The last named saying in the few sentences before one."""
        found = None
        for k, saying in enumerate(self.sayings):
            at = self.document.sentence_of(saying.cue_token).index
            frame = self._linked[k].frame
            if (
                index - reach <= at < index
                and saying.chain
                and frame.group not in _NO_CARRY
                and frame.kind is not Kind.DENY
            ):
                found = k
        return found

    def _saying(self, each: linking.Linked, actors: Names) -> Saying:
        frame = each.frame
        chain, also = self._sources.chains(frame)
        content = tuple(self._span(r) for r in each.ranges)
        source = actors.phrase(frame.source.i).span if frame.source is not None else None
        rule = "+".join([frame.group, frame.rule, *dict.fromkeys(each.rules)])
        return Saying(
            cue=cue_span(self.document, frame),
            cue_token=frame.cue.i,
            source=source,
            source_head=frame.source.i if frame.source is not None else None,
            content=content,
            chain=chain,
            stance=frame.stance,
            rule=rule,
            kind=frame.kind,
            also=also,
            addressee_head=frame.addressee.i if frame.addressee is not None else None,
        )

    def _span(self, tokens: Range) -> Span:
        doc = self.document.doc
        start, end = tokens
        while start < end - 1 and doc[start].is_space:
            start += 1
        while end - 1 > start and doc[end - 1].is_space:
            end -= 1
        return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
