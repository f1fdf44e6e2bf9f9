"""Ties quotations, press-statement pages and unmarked paragraphs to the frame that introduces them."""

from __future__ import annotations

from dataclasses import dataclass, field

from fogline.read.attribution.frames import Frame, Range, first_person
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.quotes import Quotation
from fogline.read.document import Document

_BEFORE, _AFTER, _STUB = 30, 30, 8
_FIRST_PERSON = 90


@dataclass(slots=True)
class Linked:
    """A frame with the further token ranges that belong to it, and how they were found."""

    frame: Frame
    extra: list[Range] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def add(self, found: Range, rule: str) -> None:
        """Give the frame one more stretch of content."""
        self.extra.append(found)
        self.rules.append(rule)

    @property
    def ranges(self) -> tuple[Range, ...]:
        """All content in text order, quotations found later included."""
        return tuple(sorted({(a, b) for a, b in (*self.frame.content, *self.extra) if a < b}))


def link_quotations(document: Document, frames: list[Linked], quotes: tuple[Quotation, ...]) -> None:
    """Give every speech quotation to the cue beside it, else to the speaker of the quotation before it."""
    last: Linked | None = None
    last_end = -1
    for quote in quotes:
        if not quote.speech:
            continue
        owner = _beside(document, frames, quote)
        rule = "quotation"
        if owner is None and last is not None and _follows(document, last_end, quote, frames):
            owner, rule = last, "quotation-goes-on"
        if owner is None:
            owner, rule = _before(document, frames, quote), "quotation-after"
        if owner is not None:
            owner.add((quote.start, quote.end), rule)
            last, last_end = owner, quote.end


def _outside(quote: Quotation, linked: Linked) -> bool:
    return not quote.start <= linked.frame.cue.i < quote.end


def _speaks(linked: Linked) -> bool:
    frame = linked.frame
    return frame.source is not None and frame.group not in ("noun", "think", "impersonal") and frame.rule != "alone"


def _beside(document: Document, frames: list[Linked], quote: Quotation) -> Linked | None:
    """The cue of this quotation: after it in the sentence where it ends, or before it where it begins."""
    last, first = document.sentence_of(quote.end - 1), document.sentence_of(quote.start)
    stop = min(len(document.doc), _next_sentence_end(document, quote, last.end))
    after = [f for f in frames if quote.end <= f.frame.cue.i < min(stop, quote.end + _AFTER) and _speaks(f)]
    before = [f for f in frames if first.start <= f.frame.cue.i < quote.start and _speaks(f)]
    opening = _introduces(document, before, quote)
    if opening is not None:
        return opening
    closing = [f for f in after if _closes(document, f, quote)]
    if closing:
        return closing[0]
    covering = [
        f for f in frames if _outside(quote, f) and any(a <= quote.start < b for a, b in f.frame.content) and _speaks(f)
    ]
    if covering:
        return covering[-1]
    if before:
        return before[-1]
    return _colon_above(document, frames, quote)


def _next_sentence_end(document: Document, quote: Quotation, end: int) -> int:
    """The parser likes to end the sentence at the closing mark: the cue may stand in what it takes for the next one."""
    if end <= quote.end + 1 and end < len(document.doc) and not document.doc[min(end, len(document.doc) - 1)].is_space:
        following = document.sentence_of(end)
        first = document.doc[following.start]
        if (
            first.lower_ in lexicon().plain_said
            or first.lemma_.lower() in lexicon().plain_said
            or not _ends_firmly(document, quote)
        ):
            return following.end
    return end


def _ends_firmly(document: Document, quote: Quotation) -> bool:
    """The quotation closes with a full stop, so that a new sentence begins after it."""
    return document.doc[quote.end - 1].text in (".",)


def _closes(document: Document, linked: Linked, quote: Quotation) -> bool:
    """Nothing but the speaker stands between the quotation and its closing cue."""
    cue, source = linked.frame.cue.i, linked.frame.source
    if source is None:
        return False
    between = document.doc[quote.end : min(cue, source.i)]
    return not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in ("relcl",) for t in between if t.i != cue)


def _introduces(document: Document, before: list[Linked], quote: Quotation) -> Linked | None:
    """A cue right before the quotation: "said: ", "said, ", "said that", "told reporters"."""
    for linked in reversed(before):
        cue = linked.frame.cue.i
        between = document.doc[cue + 1 : quote.start]
        if (
            any(t.text in (":", ",", '"') for t in document.doc[max(cue + 1, quote.start - 2) : quote.start])
            and len(between) < _BEFORE
        ) and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between):
            return linked
    return None


def _colon_above(document: Document, frames: list[Linked], quote: Quotation) -> Linked | None:
    """A line that ends in a colon right above the quotation."""
    i = quote.start - 1
    while i >= 0 and (document.doc[i].is_space or document.doc[i].text == '"'):
        i -= 1
    if i < 0 or document.doc[i].text != ":":
        return None
    sentence = document.sentence_of(i)
    found = [f for f in frames if sentence.start <= f.frame.cue.i <= i and _speaks(f)]
    return found[-1] if found else None


def _before(document: Document, frames: list[Linked], quote: Quotation) -> Linked | None:
    """The last to speak in the sentence right before a quotation that begins a sentence and has no cue of its own."""
    here = document.sentence_of(quote.start)
    if here.index == 0 or quote.start - here.start > 1:
        return None
    above = document.sentences[here.index - 1]
    found = [f for f in frames if above.start <= f.frame.cue.i < above.end and _speaks(f)]
    return found[-1] if found else None


def _follows(document: Document, last_end: int, quote: Quotation, frames: list[Linked]) -> bool:
    """The quotation goes on from the one before: nothing but its cue and speaker stands between."""
    if last_end < 0 or quote.start - last_end > 60:
        return False
    ended, begins = document.sentence_of(last_end), document.sentence_of(quote.start)
    gap = begins.index - ended.index
    starts_sentence = quote.start - begins.start <= 1
    cued = sum(1 for f in frames if last_end <= f.frame.cue.i < quote.start)
    return starts_sentence and (gap <= 1 or (gap == 2 and cued > 0))


def link_stubs(document: Document, frames: list[Linked]) -> None:
    """As in "She added." alone in its sentence reports the sentence before it."""
    for linked in frames:
        cue, source = linked.frame.cue, linked.frame.source
        sentence = document.sentence_of(cue.i)
        silent = any(c.dep_ == "dobj" for c in cue.children) or cue.lemma_.lower() not in lexicon().plain_said
        if silent or linked.ranges or source is None or sentence.index == 0 or sentence.end - sentence.start > _STUB:
            continue
        above = document.sentences[sentence.index - 1]
        if linked.frame.rule in ("quote", "stub") and "\n" not in document.plain[above.span.end : sentence.span.start]:
            linked.add((above.start, above.end), "sentence-before")


def link_lines(document: Document, frames: list[Linked]) -> None:
    """What is said goes on where a line break cut its sentence in two."""
    for linked in frames:
        for start, end in linked.ranges:
            sentence = document.sentence_of(linked.frame.cue.i)
            after = sentence.index + 1
            if end != sentence.end or start > end or after >= len(document.sentences):
                continue
            following = document.sentences[after]
            cut = "\n" in document.plain[sentence.span.end : following.span.start]
            if (
                cut
                and document.plain[following.span.start].islower()
                and document.plain[sentence.span.end - 1] not in '.!?:"'
            ):
                linked.add((following.start, following.end), "next-line")
                break


def link_pages(document: Document, frames: list[Linked], quotes: tuple[Quotation, ...]) -> None:
    """As in "The minister said:" and paragraphs without marks after it: they are the minister's until the page
    turns.
    """
    colons = [f for f in frames if _page_colon(document, f, quotes) is not None]
    for k, linked in enumerate(colons):
        start = _page_colon(document, linked, quotes)
        stop = colons[k + 1].frame.cue.i if k + 1 < len(colons) else len(document.doc)
        if start is None:
            continue
        if k + 1 < len(colons):
            stop = document.sentence_of(stop).start
        end = _page_end(document, linked, start, stop)
        if start < end:
            linked.add((start, end), "page")


def _page_colon(document: Document, linked: Linked, quotes: tuple[Quotation, ...]) -> int | None:
    """First token after a colon that closes the cue's sentence and its line, with no quotation mark after it."""
    if not _speaks(linked) or linked.frame.group in ("according", "citing"):
        return None
    if linked.frame.cue.dep_ == "acl" and linked.frame.rule != "passive-by":
        return None  # "in operations reported during the past day:"
    doc, cue = document.doc, linked.frame.cue.i
    i = cue + 1
    while i < len(doc) and doc[i].text != ":" and "\n" not in doc[i].text and i - cue < _BEFORE:
        if doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        i += 1
    if i >= len(doc) or doc[i].text != ":":
        return None
    blank = _in_first_person(document, i)
    i += 1
    while i < len(doc) and doc[i].is_space:
        blank = blank or "\n" in doc[i].text
        i += 1
    if i >= len(doc) or doc[i].text == '"' or any(q.start - 1 <= i < q.end for q in quotes):
        return None
    return i if blank else None


def _in_first_person(document: Document, at: int) -> bool:
    """Whether "I" or "we" speaks soon after a token."""
    return any(first_person(t) for t in document.doc[at : at + _FIRST_PERSON])


def _page_end(document: Document, linked: Linked, start: int, stop: int) -> int:
    """The token where the publisher speaks again: a heading, or a paragraph about the speaker by name."""
    source = linked.frame.source
    name = source.lower_ if source is not None else ""
    doc, i = document.doc, start
    while i < stop:
        line_end = i
        while line_end < stop and "\n" not in doc[line_end].text:
            line_end += 1
        words = [t.lower_ for t in doc[i:line_end] if not t.is_space]
        if i > start and words and (_heading(" ".join(words)) or _about(words, name)):
            return i
        i = line_end + 1
    return stop


def _heading(line: str) -> bool:
    return line.startswith(lexicon().page_end)


def _about(words: list[str], name: str) -> bool:
    return name in words and not lexicon().pronouns["first"].intersection(words)
