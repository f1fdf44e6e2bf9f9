"""The learned reader: what it is told, how it quotes, and what it proposes when its weights are there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tokenizers import Tokenizer

from fogline.core.claim import ClaimType
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse
from fogline.read.models import Hint, Proposal, available, propose
from fogline.read.models.clauses import SHORT, clause_around, own_clause
from fogline.read.models.features import BUCKETS, candidates
from fogline.read.models.network import FOLDER, Network
from fogline.read.models.windows import CLS, LONGEST, SEP, WINDOW, Pieces, windows

weights = pytest.mark.skipif(not available(), reason="no reader weights installed")

SIEGE = (
    "Government troops shelled the market in Debaltsa on Monday, killing nine people, the regional hospital said. "
    "The mayor urged both sides to let ambulances through. Talks in Lomé ended without a deal."
)


def read(text: str) -> Document:
    return next(parse([Report("r1", text, published="2031-05-06")]))


def token(document: Document, word: str) -> int:
    return next(t.i for t in document.doc if t.text == word)


def types(proposals: Sequence[Proposal]) -> set[ClaimType]:
    return {p.type for p in proposals}


@pytest.mark.parametrize("word", ["shelled", "killing", "urged", "market", "ended", "deal"])
def test_content_words_are_candidates(word: str) -> None:
    document = read(SIEGE)
    assert token(document, word) in candidates(document)


@pytest.mark.parametrize("word", ["the", "on", "and", "Debaltsa"])
def test_other_words_are_not(word: str) -> None:
    document = read("The army and the militia have clashed near Debaltsa on the river.")
    assert not [i for i in candidates(document) if document.doc[i].text == word]


def test_keys_are_stable_and_in_range() -> None:
    first, second = candidates(read(SIEGE)), candidates(read(SIEGE))
    assert first == second
    assert all(0 <= k < BUCKETS for c in first.values() for k in c.keys)


def test_a_short_sentence_is_quoted_whole() -> None:
    document = read("Rebels took Orlivka and troops fled.")
    assert clause_around(document, document.doc[token(document, "fled")]) == Span(0, len(document.text) - 1)


def test_a_clause_of_a_long_sentence_is_quoted_alone() -> None:
    text = (
        "Fighters of the northern alliance stormed the police station in the old quarter of Harrat before dawn on Tuesday, "
        "and the provincial governor ordered a curfew for the whole of the eastern bank of the river until further notice."
    )
    document = read(text)
    clause = clause_around(document, document.doc[token(document, "ordered")])
    assert len(text) > SHORT
    assert clause.of(text).startswith("the provincial governor ordered")
    assert "stormed" not in clause.of(text)


@pytest.mark.parametrize("word", ["shelled", "killing", "said", "urged", "Talks"])
def test_a_clause_holds_its_head(word: str) -> None:
    document = read(SIEGE)
    head = document.doc[token(document, word)]
    own = Span(head.idx, head.idx + len(head))
    assert own_clause(document, head).covers(own)
    assert clause_around(document, head).covers(own)


@weights
def test_windows_read_each_sentence_once_and_stay_in_bounds() -> None:
    pieces = Pieces(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))
    document = read(" ".join([SIEGE] * 12) + " " + "very " * 400 + "long.")
    made = windows(document, pieces)
    assert [s.index for w in made for s in w.sentences] == [s.index for s in document.sentences]
    assert all(w.pieces[0] == CLS and w.pieces[-1] == SEP for w in made)
    assert all(len(w.pieces) <= max(WINDOW, LONGEST + 62) for w in made)
    assert all(p < len(w.pieces) - 1 for w in made for p in w.first.values())


@weights
def test_a_word_has_its_pieces_wherever_it_stands() -> None:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    words = "Shelling hit al-Qaryatayn 's outskirts , Qaryatayn 's mayor said \u200d .".split(" ")
    together = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    pieces = Pieces(tokenizer)
    for _ in range(2):  # as read, and as kept
        assert [i for own in pieces.of(words) for i in own] == together.ids
    assert pieces.of(["Qaryatayn", "\u200d"])[1] == ()


@weights
def test_a_window_is_read_by_itself() -> None:
    network = Network()
    made = windows(read(" ".join([SIEGE] * 12)), network.pieces)
    together = network.encode(made)
    assert len(made) > 1
    assert [len(rows) for rows in together] == [len(w.pieces) for w in made]
    for window, rows in zip(made, together, strict=True):
        assert (network.encode([window])[0] == rows).all()


@weights
def test_proposals_are_ordered_verbatim_and_probable() -> None:
    document = read(SIEGE)
    found = propose(document, 0.2)
    assert {ClaimType.SHELLING, ClaimType.DEMAND} <= types(found)
    assert list(found) == sorted(found, key=lambda p: (p.head, list(ClaimType).index(p.type)))
    assert all(0.2 <= p.probability <= 1 for p in found)
    assert all(p.clause.of(SIEGE).strip() == p.clause.of(SIEGE) != "" for p in found)


@weights
def test_the_same_report_gives_the_same_proposals() -> None:
    assert propose(read(SIEGE), 0.05) == propose(read(SIEGE), 0.05)


@weights
def test_a_higher_threshold_only_takes_away() -> None:
    document = read(SIEGE)
    low, high = propose(document, 0.1), propose(document, 0.6)
    assert set(high) < set(low)


@weights
def test_a_hint_makes_its_type_more_probable() -> None:
    document = read("The column crossed the bridge at Tarsk at noon.")
    head = token(document, "crossed")
    plain = max((p.probability for p in propose(document, 0.0) if p.type is ClaimType.DEPLOYMENT), default=0.0)
    hinted = max(
        p.probability
        for p in propose(document, 0.0, [Hint(head, ClaimType.DEPLOYMENT)])
        if p.type is ClaimType.DEPLOYMENT
    )
    assert hinted > plain


@weights
@pytest.mark.parametrize("text", ["", " \n ", "...", "\U0001f600 \u202e 5"])
def test_nothing_is_proposed_for_nothing(text: str) -> None:
    assert propose(read(text)) == ()


@weights
def test_no_claim_in_a_recipe() -> None:
    assert propose(read("Peel four apples and slice them thinly. Bake the cake for forty minutes.")) == ()


def test_missing_weights_are_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"base\.onnx"):
        Network(FOLDER / "nowhere")
