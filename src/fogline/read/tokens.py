"""A parsed text as plain Python objects: reading asks for the same few properties of a word over and over.

``Doc`` and ``Token`` keep the names and meanings of spaCy's, as far as the rooms use them: asking costs a slot instead
of a look-up in spaCy's string store and a new object. What is rarely asked for is fetched from spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from numpy import int64
from spacy.tokens import Doc as Parsed

from fogline.read.forms import Form, form_of


class Token:
    """One token. ``children`` are those left of it, then those right, each in text order, as in ``subtree``.

    What follows from the tree is worked out when it is first asked for. (A ``__getattr__`` would do that in fewer
    lines, and make the interpreter look up every other attribute of a class that has it the slow way.)
    """

    __slots__ = (
        "_ancestors", "_conjuncts", "_left_edge", "_right_edge", "_sent", "_subtree", "children", "dep_", "doc", "form",
        "head", "i", "idx", "is_punct", "is_sent_start", "is_space", "lefts", "lemma_", "lower_", "pos_", "rights",
        "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Doc
    form: Form
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    whitespace_: str
    is_punct: bool
    is_sent_start: bool
    is_space: bool
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    _ancestors: tuple[Token, ...] | None
    _conjuncts: tuple[Token, ...] | None
    _subtree: tuple[Token, ...] | None
    _sent: tuple[Token, ...] | None
    _left_edge: Token | None
    _right_edge: Token | None

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """Its head, the head of that, and so on up to the root."""
        if self._ancestors is None:
            self._ancestors = _ancestors(self)
        return self._ancestors

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The others of the coordination it is part of, in text order."""
        if self._conjuncts is None:
            self._conjuncts = _conjuncts(self)
        return self._conjuncts

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all that hangs below it, in text order."""
        if self._subtree is None:
            self._subtree = _subtree(self)
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first of its subtree."""
        if self._left_edge is None:
            self._left_edge = _left_edge(self)
        return self._left_edge

    @property
    def right_edge(self) -> Token:
        """The last of its subtree."""
        if self._right_edge is None:
            self._right_edge = _right_edge(self)
        return self._right_edge

    @property
    def sent(self) -> tuple[Token, ...]:
        """All tokens of its sentence."""
        if self._sent is None:
            self._sent = _sent(self)
        return self._sent

    @property
    def is_sent_end(self) -> bool:
        return bool(self.doc.parsed[self.i].is_sent_end)

    @property
    def ent_type_(self) -> str:
        return str(self.doc.parsed[self.i].ent_type_)

    @property
    def morph(self) -> str:
        return self.form.morph

    @property
    def is_stop(self) -> bool:
        return self.form.is_stop

    @property
    def is_title(self) -> bool:
        return self.form.is_title

    @property
    def is_alpha(self) -> bool:
        return self.form.is_alpha

    @property
    def is_digit(self) -> bool:
        return self.form.is_digit

    @property
    def like_num(self) -> bool:
        return self.form.like_num

    @property
    def n_lefts(self) -> int:
        return len(self.lefts)

    @property
    def n_rights(self) -> int:
        return len(self.rights)

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def nbor(self, step: int = 1) -> Token:
        """The token ``step`` further on. Raises ``IndexError`` beyond either end of the text."""
        if self.i + step < 0:
            raise IndexError(self.i + step)
        return self.doc[self.i + step]

    def is_ancestor(self, other: Token) -> bool:
        return self in other.ancestors


def _ancestors(token: Token) -> tuple[Token, ...]:
    found = []
    while token.head is not token:
        token = token.head
        found.append(token)
    return tuple(found)


def _below(token: Token, top: Token) -> bool:
    """Whether ``token`` hangs on ``top``, at whatever distance."""
    while token.head is not token:
        token = token.head
        if token is top:
            return True
    return False


def _subtree(token: Token) -> tuple[Token, ...]:
    """Without recursion: a hostile text may hang a thousand words on one another."""
    found: list[Token] = []
    waiting: list[tuple[Token, bool]] = [(token, False)]
    while waiting:
        top, ready = waiting.pop()
        if ready or not (top.lefts or top.rights):
            found.append(top)
            continue
        waiting.extend((t, False) for t in reversed(top.rights))
        waiting.append((top, True))
        waiting.extend((t, False) for t in reversed(top.lefts))
    return tuple(found)


def _left_edge(token: Token) -> Token:
    while token.lefts:
        token = token.lefts[0]
    return token


def _right_edge(token: Token) -> Token:
    while token.rights:
        token = token.rights[-1]
    return token


def _conjuncts(token: Token) -> tuple[Token, ...]:
    """The others of the coordination it is part of, in text order."""
    first = token
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    found = [first]
    for member in found:
        found.extend(c for c in member.children if c.dep_ == "conj")
    return tuple(sorted(t for t in found if t is not token))


def _sent(token: Token) -> tuple[Token, ...]:
    """Noted for all tokens of the sentence at once."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    found = tuple(doc[start:end])
    for other in found:
        other._sent = found
    return found


_NOBODY = Token()


class Doc(list[Token]):
    """The tokens of a text, in order; ``parsed`` is spaCy's own document."""

    parsed: Parsed
    text: str

    def __init__(self, parsed: Parsed, forms: Sequence[Form] | None = None, text: str | None = None) -> None:
        """``forms`` has one entry a token; without it ``parsed`` must have parts of speech and lemmas. ``text`` is that
        of ``parsed``, where it is at hand.
        """
        self.parsed = parsed
        self.text = parsed.text if text is None else text
        heads, starts, spaces = parsed.to_array(["HEAD", "SENT_START", "SPACY"]).astype(int64).T.tolist()
        super().__init__()
        idx, append = 0, self.append
        for i, form in enumerate([form_of(word) for word in parsed] if forms is None else forms):
            token = Token()
            token.doc, token.i, token.idx, token.form = self, i, idx, form
            token.text, token.lower_, token.lemma_, token.pos_ = form.text, form.lower, form.lemma, form.pos
            token.tag_, token.dep_, token.is_space = form.tag, form.dep, form.is_space
            token.is_punct, token.is_sent_start = form.is_punct, starts[i] == 1
            token.whitespace_ = " " if spaces[i] else ""
            token.lefts = token.rights = token.children = ()
            token._ancestors = token._conjuncts = token._sent = token._subtree = None
            token._left_edge = token._right_edge = None
            idx += len(form.text) + spaces[i]
            append(token)
        self._hang(heads)

    def _hang(self, heads: Sequence[int]) -> None:
        """Ties tokens to their heads; ``heads`` are distances."""
        lefts: dict[int, list[Token]] = {}
        rights: dict[int, list[Token]] = {}
        for token, away in zip(self, heads, strict=True):
            at = token.i + away
            token.head = self[at]
            if away:
                (lefts if away > 0 else rights).setdefault(at, []).append(token)
        for at, listed in lefts.items():
            self[at].lefts = self[at].children = tuple(listed)
        for at, listed in rights.items():
            self[at].rights = tuple(listed)
            self[at].children += self[at].rights

    def rehang(self, token: Token, head: Token) -> None:
        """Ties ``token`` to another head, before anybody asked for what follows from the tree.

        A head that lies below ``token`` takes its place first: no word may hang on itself.
        """
        if _below(head, token):
            self._tie(head, head if token.head is token else token.head)
        self._tie(token, head)

    def _tie(self, token: Token, head: Token) -> None:
        old = token.head
        old.lefts = tuple(t for t in old.lefts if t is not token)
        old.rights = tuple(t for t in old.rights if t is not token)
        token.head = head
        if token.i == head.i:
            token.dep_ = "ROOT"
        elif token.i < head.i:
            head.lefts = tuple(sorted((*head.lefts, token)))
        else:
            head.rights = tuple(sorted((*head.rights, token)))
        for changed in (old, head):
            changed.children = changed.lefts + changed.rights

    def crown(self, token: Token) -> None:
        """Makes ``token`` the root of its sentence in place of its head, which is left without one of its own."""
        old = token.head
        old.lefts = tuple(t for t in old.lefts if t is not token)
        old.rights = tuple(t for t in old.rights if t is not token)
        old.children = old.lefts + old.rights
        token.head, token.dep_ = token, "ROOT"

    def release(self) -> None:
        """Unties the tokens from each other once the text is read, after which nobody may ask."""
        for token in self:
            token.children = token.lefts = token.rights = ()
            token._ancestors = token._conjuncts = token._sent = token._subtree = None
            token._left_edge = token._right_edge = None
            token.head = _NOBODY
            del token.doc
        self.clear()

    def between(self, start: int, end: int) -> str:
        """The characters from token ``start`` to token ``end`` (exclusive), without what follows the last."""
        if end <= start:
            return ""
        last = self[min(end, len(self)) - 1]
        return self.text[self[start].idx : last.idx + len(last.text)]

    def written(self, lower: str) -> Sequence[Token]:
        """The tokens written so, in small letters."""
        return self._written.get(lower, ())

    def one_of(self, wanted: frozenset[str]) -> Iterator[Token]:
        """The tokens written as one of the ``wanted`` words, in small letters, in no order."""
        return (token for word in self._written.keys() & wanted for token in self._written[word])

    @cached_property
    def _written(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self:
            found.setdefault(token.lower_, []).append(token)
        return found

    __hash__ = object.__hash__  # type: ignore[assignment]
