"""Claims JSON and back: whatever a claim holds survives, and looks as the codebook says."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.core import codec
from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Qualifier,
    Quantity,
    Quote,
    Scope,
    Stance,
    Status,
    Step,
    Victim,
)
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.report import Report
from fogline.core.span import Span

SHARED = Path(os.environ.get("FOGLINE_SHARED", Path(__file__).resolve().parents[3] / "shared"))

words = st.text(min_size=1, max_size=20)
maybe = st.none() | words
tuples = lambda of: st.lists(of, max_size=3).map(tuple)  # noqa: E731
spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Span(min(pair), max(pair)))
dates = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
days = st.tuples(dates, dates).map(lambda p: Days(*sorted(p)) if None not in p else Days(*p))
counts = st.tuples(st.integers(0, 10**6), st.none() | st.integers(0, 10**6)).map(
    lambda p: Count(min(p), max(p)) if p[1] is not None else Count(p[0], None)
)
quotes = st.builds(Quote, spans, words)
mentions = st.builds(Mention, words, tuples(words))
groups = st.builds(Group, maybe, tuples(words), st.sampled_from(Status), maybe)
claims = st.builds(
    Claim,
    id=words,
    type=st.sampled_from(ClaimType),
    evidence=quotes,
    also_at=tuples(quotes),
    attribution=tuples(st.builds(Attribution, words, maybe, maybe, maybe, st.none() | days, maybe)),
    stance=st.sampled_from(Stance),
    polarity=st.sampled_from(Polarity),
    modality=st.sampled_from(Modality),
    background=st.booleans(),
    agents=tuples(mentions),
    targets=tuples(mentions),
    places=tuples(st.builds(ClaimPlace, words, words, st.sampled_from(Precision), maybe, maybe, maybe)),
    time=st.builds(ClaimTime, maybe, days, maybe),
    instruments=tuples(words),
    quantities=tuples(
        st.builds(
            Quantity,
            st.sampled_from(Measure),
            words,
            counts,
            st.sampled_from(Qualifier),
            st.none() | groups,
            st.sampled_from(Scope),
            st.none() | st.integers(0, 5),
        )
    ),
    victims=tuples(st.builds(Victim, words, words, maybe, maybe, maybe)),
    retaken=st.booleans(),
    breached=st.booleans(),
    released=st.booleans(),
    trace=tuples(st.builds(Step, words, words, st.none() | spans, st.text(max_size=5))),
)


@given(claims)
@settings(max_examples=60, deadline=None)
def test_a_claim_comes_back_whole(claim):
    line = codec.dumps(codec.claim_to_json(claim, full=True))
    assert codec.claim_from_json(json.loads(line)) == claim


@given(st.text(max_size=80))
def test_any_text_can_be_written_as_utf8(text):
    line = codec.dumps({"text": text})
    assert "\n" not in line
    assert json.loads(line.encode("utf-8")) == {"text": text}


def test_the_published_form_has_the_codebook_s_keys():
    claim = Claim("c1", ClaimType.TOLL, Quote(Span(0, 4), "Four"), time=ClaimTime("today", Days(), "stated"))
    found = codec.claim_to_json(claim)
    assert (
        list(found)
        == (
            "id type evidence also_at attribution stance polarity modality background agents targets places time"
            " instruments quantities"
        ).split()
    )
    assert found["time"] == {"text": "today", "start": None, "end": None}
    assert "trace" in codec.claim_to_json(claim, full=True)


def test_no_time_is_null_and_flags_appear_only_when_true():
    found = codec.claim_to_json(Claim("c1", ClaimType.CAPTURE, Quote(Span(0, 1), "x"), retaken=True))
    assert found["time"] is None
    assert found["retaken"] is True
    assert "breached" not in found


def test_a_report_keeps_its_id_beside_its_hash():
    report = Report("mine", "Text.", outlet="W", url="https://w.example/1")
    found = codec.report_to_json(report)
    assert (found["id"], found["hash"]) == ("mine", report.content_hash)
    assert "archive" not in found
    assert codec.report_from_json(found) == report
    assert codec.report_from_json({"text": "Text."}).id == report.content_hash


def test_a_judgement_comes_back_whole():
    made = Judgement(
        "j1",
        Verb.MERGE,
        "ana",
        datetime(2024, 5, 1, 10, 30, tzinfo=UTC),
        "one event",
        Anchor("r1", Span(3, 9), "quoted", "clash"),
        others=(Anchor("r2"),),
        claim=Claim("c1", ClaimType.CLASH, Quote(Span(0, 1), "x"), trace=(Step("type", "rule", Span(0, 1)),)),
        adjudicates=True,
    )
    assert codec.judgement_from_json(json.loads(codec.dumps(codec.judgement_to_json(made)))) == made


def test_annotated_reports_come_back_as_they_were():
    files = sorted((SHARED / "gold" / "train").glob("*.json"))
    if not files:
        pytest.skip(f"no annotated reports at {SHARED}; name their folder in FOGLINE_SHARED")
    for path in files:
        for gold in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            made = codec.claim_to_json(codec.claim_from_json(gold))
            for quantity in made["quantities"]:
                del quantity["qualifier"]  # not in the annotations
            for place in gold["places"]:
                place.setdefault("within", None)
            assert made == {key: value for key, value in gold.items() if value is not False or key == "background"}
