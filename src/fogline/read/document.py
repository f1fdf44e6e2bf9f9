"""A report made readable: tokens, sentences, quotations and the parse, with offsets always into ``Report.text``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.forms import PIPES, Forms
from fogline.read.mends import mend
from fogline.read.pipeline import parser
from fogline.read.tokens import Doc, Token

# One character for one character, so that every offset stays true.
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u02bc": "'",
        "\u02bb": "'",
        "\u02bf": "'",
        "\u02be": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\t": " ",
        "\r": "\n",
    }
)

_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
_FILED = rf"(?: ?\([^)\n]{{1,30}}\)|, {_DAY}(?: ?\([^)\n]{{1,30}}\))?)"
_TOWN = r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
# "CITY, Country (AGENCY) - "; in small letters only with the agency or the day; "(Town, day) - " as rights groups do.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z.'\- /]{2,30}(?:, (?:[A-Z][a-z]{1,4}\.|[A-Z][^\n.;:]{1,40}))?(?: ?\([^)\n]{1,30}\))?"
    rf"|{_TOWN}{_FILED}|\({_TOWN}(?:,? {_DAY})?\)) ?-{{1,2}} "
)
# The stop of a rank in short ends no sentence; that after the network whose name is a letter often does.
_RANKS = "|".join(rf"(?<=\b{rank}\. )" for rank in ("Brig", "Maj", "Lt", "Col", "Capt", "Sgt", "Cpl", "Adm", "Cmdr"))
_RANK = re.compile(rf"\. (?=[A-Z])(?:{_RANKS})")
# "Hours after U.S. and Kenyan envoys met": a small letter begins no sentence; nor do initials alone make one.
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}(?= [a-z])|(?:^|(?<=[.!?\"] )|(?<=\n))(?:[A-Z]\.){2,}(?= [A-Z])")
# What initials have, wherever they stand: looking for this alone takes a tenth of the time.
_PAIR = re.compile(r"[A-Z]\.[A-Z]\.")
# Two regional indicator letters are one flag.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_ON_X = re.compile(r"n(?<=\b[Oo]n) X\.(?=\s|$)")
# How far into the text a repeated title may stand, and how short a title is too short to tell.
_HEAD = 600
_TITLE = 15
_STOPS = frozenset({".", "!", "?", ","})
# A line at least this long that ends in the middle of a sentence was wrapped; headings are shorter.
_LONG_LINE = 60
_LINE_END = frozenset(".!?:;\"')]|")
# So many reports are parsed together.
BATCH = 32
_QUOTE_MARK, _BREAK = re.compile('"'), re.compile("\n")
_QUOTED = re.compile(r'"[^"\n]{1,2000}"')
# What stands before the first word of an entry: bullets and pictures, and the hour of a live page.
_MARKS = re.compile(
    r"^[ \t]*(?:[\u2022\u2023\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+[ \t]*)+"
    r"|^[ \t]*\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|[A-Z]{2,3}T))?(?: ?[-:|,] ?| +)(?=[A-Z\"'])",
    re.MULTILINE,
)


@lru_cache(maxsize=4 * BATCH)
def plain(text: str) -> str:
    """``text`` with plain quotes, dashes and spaces, blanks for the marks that open an entry, and wrapped lines joined;
    the length never changes.
    """
    flat = _MARKS.sub(lambda m: " " * len(m.group()), text.translate(_PLAIN))
    return _unwrapped(flat) if "\n" in flat else flat


def _unwrapped(text: str) -> str:
    """Breaks inside a sentence become blanks, so that a wrapped file reads like any other."""
    lines = text.split("\n")
    ends = [" " if _wrapped(line) and after[:1].strip() else "\n" for line, after in pairwise(lines)]
    return "".join(part for pair in zip(lines, [*ends, ""], strict=True) for part in pair)


def _wrapped(line: str) -> bool:
    """A long line without an end, most of whose words are small: no heading in Title Case."""
    if len(line) < _LONG_LINE or line[-1].isspace() or line[-1] in _LINE_END:
        return False
    words = line.split()
    return sum(w[0].islower() for w in words) * 2 > len(words)


def headline_of(report: Report) -> Span | None:
    """Where the text repeats the report's own title at its head, as scraped pages do; ``None`` where it does not."""
    title = plain(report.title).strip()
    at = plain(report.text[:_HEAD]).find(title) if len(title) > _TITLE else -1
    return Span(at, at + len(title)) if at >= 0 else None


def _prepared(nlp: Language, report: Report, text: str) -> Parsed:
    """The tokens of the report's plain ``text`` with the sentence breaks that no parser should cross.

    A line break and a repeated title end a sentence; a closing quotation mark begins none.
    """
    doc = _stopped(nlp.make_doc(text), text)
    headline = headline_of(report)
    initials = list(_INITIALS.finditer(text)) if _PAIR.search(text) else []
    if not (headline or "\n" in text or '"' in text or initials):
        return doc
    at, sizes = doc.to_array(["IDX", "LENGTH"]).T.tolist()
    begun = {start: n for n, start in enumerate(at)}
    opening = {bisect_right(at, mark.start()) for mark in _BREAK.finditer(text)}
    opening.update(begun.get(n, 0) for n in ((headline.start, headline.end + 1) if headline else ()))
    for n in opening - {0, len(doc)}:
        doc[n].is_sent_start = True
    for mark in initials:
        n = begun.get(mark.end() + 1, 0)
        if n and n not in opening:
            doc[n].is_sent_start = False
    for mark in _QUOTE_MARK.finditer(text):
        n = begun.get(mark.start(), 0)
        if n and n not in opening and sizes[n] == 1 and text[at[n - 1] : at[n]] in _STOPS:
            doc[n].is_sent_start = False
    return doc


def _parts(doc: Parsed, text: str) -> Iterator[tuple[Parsed, bool]]:
    """The dateline and the report as two, each with whether it is the last: the first words of a report are tagged and
    parsed worse behind a town and a day.
    """
    found = _DATELINE.match(text)
    n = sum(t.idx < found.end() for t in doc[: found.end()]) if found else 0
    if 0 < n < len(doc):
        yield doc[:n].as_doc(), False
        doc = doc[n:].as_doc()
    yield doc, True


def _stopped(doc: Parsed, text: str) -> Parsed:
    """The same ``text`` with stops tied to ranks ("Brig."), that after "wrote on X" apart, and flags whole."""
    cut = {m.end() - 2 for m in _ON_X.finditer(text)}
    tied = {m.start() for m in _RANK.finditer(text)}
    flags = {m.start() + 1 for m in _FLAG.finditer(text)}
    if not (cut or tied or flags):
        return doc
    words, spaces = list[str](), list[bool]()
    for token in doc:
        if (token.idx in tied and token.text == ".") or token.idx in flags:
            words[-1] += token.text
        elif token.idx in cut and token.text == "X.":
            words, spaces = [*words, "X"], [*spaces, False]
            words.append(".")
        else:
            words.append(token.text)
        spaces[len(words) - 1 :] = [bool(token.whitespace_)]
    return Parsed(doc.vocab, words=words, spaces=spaces)


@dataclass(slots=True)
class Sentence:
    """Token range ``start..end`` (end-exclusive) of one sentence."""

    index: int
    start: int
    end: int
    span: Span


@dataclass
class Document:
    """A parsed report. ``doc.text`` differs from ``report.text`` only in plain quotes and dashes, never in length."""

    report: Report
    doc: Doc
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._starts = [t.idx for t in self.doc]

    @property
    def text(self) -> str:
        """The report's text, as published."""
        return self.report.text

    @cached_property
    def plain(self) -> str:
        """The same characters with plain quotes and dashes."""
        return self.doc.text

    @cached_property
    def headline(self) -> Span | None:
        """Where the text repeats the report's own title at its head."""
        return headline_of(self.report)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        for s in self.doc.parsed.sents:
            start, end = s.start, s.end
            while start < end and self.doc[start].is_space:
                start += 1
            while end > start and self.doc[end - 1].is_space:
                end -= 1
            if start < end:
                span = Span(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1]))
                found.append(Sentence(len(found), start, end, span))
        return tuple(found)

    @cached_property
    def dateline(self) -> Span | None:
        """The opening "CITY, Country (AGENCY) - " of a wire report, day and agency included."""
        found = _DATELINE.match(self.plain)
        return Span(*found.span()) if found else None

    @cached_property
    def _first_tokens(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _first_characters(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Stretches between double quotation marks, marks included."""
        return tuple(Span(m.start(), m.end()) for m in _QUOTED.finditer(self.plain))

    @cached_property
    def _sentence_of(self) -> list[Sentence]:
        """The sentence of each token."""
        ends = [*self._first_tokens[1:], len(self.doc)]
        return [s for s, start, end in zip(self.sentences, [0, *ends], ends, strict=False) for _ in range(start, end)]

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of token ``i`` (for a blank between sentences, the one before)."""
        return self._sentence_of[i]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence at a character offset."""
        return self.sentences[(bisect_right(self._first_characters, offset) or 1) - 1]

    def token_at(self, offset: int) -> Token:
        """The token at, or last before, a character offset."""
        return self.doc[(bisect_right(self._starts, offset) or 1) - 1]

    def tokens_in(self, span: Span) -> list[Token]:
        """Tokens that share characters with ``span``, in order."""
        first = (bisect_right(self._starts, span.start) or 1) - 1
        last = bisect_left(self._starts, span.end)
        found = self.doc[first:last]
        return found[1:] if found and found[0].idx + len(found[0].text) <= span.start else found

    def span_of(self, tokens: Iterable[Token]) -> Span:
        """From the first to the last of ``tokens`` (at least one)."""
        at = [t.i for t in tokens]
        last = self.doc[max(at)]
        return Span(self.doc[min(at)].idx, last.idx + len(last.text))

    def quote(self, span: Span) -> str:
        """The published characters of ``span``."""
        return span.of(self.report.text)


@lru_cache(maxsize=1)
def _forms() -> Forms:
    return Forms(parser())


def parse(reports: Iterable[Report]) -> Iterator[Document]:
    """Parsed documents in the order of ``reports``."""
    nlp = parser()
    texts = ((r, plain(r.text)) for r in reports)
    pairs = ((part, (r, text, last)) for r, text in texts for part, last in _parts(_prepared(nlp, r, text), text))
    opening: Parsed | None = None
    for part, (report, text, last) in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH, disable=PIPES):
        if not last:
            opening = part
            continue
        doc, opening = (part if opening is None else Parsed.from_docs([opening, part], ensure_whitespace=False)), None
        words, tags, deps = doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist()
        read = Doc(doc, _forms().of(list(zip(words, tags, deps, strict=True))), text)
        mend(read)
        yield Document(report, read)
