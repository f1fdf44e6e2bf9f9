"""A report made readable: offsets stay true, and sentences break where a reader would break them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.document import Document, parse, plain


def document(text: str, title: str = "") -> Document:
    return next(parse([Report(id="r", text=text, title=title)]))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Two people were wounded when shells fell on the market of the old\ntown.", True),
        ("Two people were wounded when shells fell on the market of the town.\nThe army denied it.", False),
        ("Army denies shelling market\nTwo people were wounded on Monday.", False),
        ("Army Denies Shelling Of The Market In The Old Town, Minister Says\nTwo were hurt.", False),
        ("Two people were wounded when shells fell on the market of the old\n\ntown.", False),
        ("Two people were wounded when shells fell on the market there.[2]\nHe said so.", False),
    ],
)
def test_a_wrapped_line_is_joined_and_others_are_not(text: str, joined: bool) -> None:
    assert ("\n" not in plain(text)) is joined


@given(st.text(alphabet="ab .\n\"'\u2019\u201c|]Zz", max_size=400))
@settings(max_examples=200, deadline=None)
def test_plain_never_changes_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("KHARTOUM, Sudan (AP) - Troops entered the town.", "", "KHARTOUM, Sudan (AP) -"),
        (
            "Ten killed in raid on market Ten people were killed on Monday.",
            "Ten killed in raid on market",
            "Ten killed in raid on market",
        ),
        ("Calm returns to port\nNo clashes were reported.", "", "Calm returns to port"),
    ],
)
def test_datelines_titles_and_headings_are_sentences_of_their_own(text: str, title: str, first: str) -> None:
    found = document(text, title)
    assert found.quote(found.sentences[0].span) == first


@pytest.mark.parametrize("dateline", ["TAWILA, November 1 - ", "GOMA, Congo (AP) \u2014 ", "Port Sudan (Agency) -- "])
def test_behind_a_dateline_words_are_parsed_as_without_it(dateline: str) -> None:
    story = "Survivors who reached Tawila said fighters had shot dozens of men.\n\nThe army denied it."
    bare, filed = document(story), document(dateline + story)
    ahead = len(filed.doc) - len(bare.doc)
    shown = [(t.text, t.tag_, t.dep_, t.head.i, t.idx) for t in bare.doc]
    assert [(t.text, t.tag_, t.dep_, t.head.i - ahead, t.idx - len(dateline)) for t in filed.doc[ahead:]] == shown
    assert [s.start - ahead for s in filed.sentences][1:] == [s.start for s in bare.sentences]
    assert filed.plain == dateline.replace("\u2014", "-") + story


def test_offsets_are_those_of_the_published_text() -> None:
    text = "“We hold the port,” the commander’s aide said."
    found = document(text)
    assert [found.quote(Span(t.idx, t.idx + len(t))) for t in found.doc][:3] == ["“", "We", "hold"]
    assert found.quotations == (Span(0, 19),)


def test_words_are_found_as_written_in_small_letters() -> None:
    doc = document("After the raid they left. Two days after the raid they were back.").doc
    assert [t.i for t in doc.written("after")] == [0, 8]
    assert doc.written("before") == ()


def test_no_word_comes_to_hang_on_itself() -> None:
    (document,) = parse([Report("r", "Rebels who shelled the port said that the army had left the town.")])
    for low in document.doc:
        for high in low.ancestors:
            (fresh,) = parse([Report("r", document.report.text)])
            doc = fresh.doc
            doc.rehang(doc[high.i], doc[low.i])
            for token in doc:
                assert token not in token.ancestors
                assert token.head is token or token in token.head.children
            assert doc[high.i].head is doc[low.i]
