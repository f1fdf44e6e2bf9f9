from datetime import UTC, date, datetime

import pytest

from fogline.core.claim import Attribution, Claim, ClaimPlace, ClaimTime, ClaimType, Mention, Precision, Quote, Step
from fogline.core.interval import Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.store import ClaimQuery, report_key
from fogline.store.meeting import meets

TEXT = "Shells fell on Harim on Monday, the civil defence said. The army denied it."
REPORT = Report("r1", TEXT, outlet="Orontes Wire", published="2023-03-06", url="https://orontes.example/1")


def claim(id, start, end, **fields):
    return Claim(id, evidence=Quote(Span(start, end), TEXT[start:end]), **fields)


SHELLING = claim(
    "c1",
    0,
    55,
    type=ClaimType.SHELLING,
    attribution=(Attribution("Syrian Civil Defence", "the civil defence", "said"),),
    places=(ClaimPlace("Harim", "Harim", Precision.PLACE, admin1="Idlib", country="SY"),),
    time=ClaimTime("on Monday", Days.on(date(2023, 3, 6)), "stated"),
    trace=(Step("type", "shelling.fell", Span(0, 11)),),
)
DENIAL = claim("c2", 56, 75, type=ClaimType.DENIAL, agents=(Mention("The army", ("Syrian army",)),))
NOTE = Problem("read.odd", "something is odd", "r1")


@pytest.fixture
def filled(store):
    assert store.add(REPORT, [SHELLING, DENIAL], [NOTE], "v1")
    return store


def found(store, **query):
    return [c.claim.id for c in store.claims(ClaimQuery(**query))]


def test_what_goes_in_comes_out(filled):
    (stored,) = filled.reports()
    assert stored.report == REPORT
    assert (stored.reader, stored.claims) == ("v1", 2)
    assert [c.claim for c in filled.claims()] == [SHELLING, DENIAL]
    assert list(filled.problems()) == [NOTE]


def test_the_same_twice_adds_nothing(filled):
    before = filled.counts()
    assert not filled.add(REPORT, [SHELLING], [], "v2")
    assert filled.counts() == before
    assert filled.has(REPORT)


@pytest.mark.parametrize("change", [{"outlet": "Other Wire"}, {"url": "https://other.example/9"}, {"outlet": None}])
def test_the_same_text_from_elsewhere_is_a_copy_and_kept(filled, change):
    copy = Report(**{"id": "r1", "text": TEXT, "outlet": REPORT.outlet, "url": REPORT.url} | change)
    assert filled.add(copy, [SHELLING], [], "v1")
    assert filled.counts().reports == 2


def test_another_text_under_the_same_id_is_kept_beside_it(filled):
    assert filled.add(Report("r1", TEXT + " More.", outlet="Orontes Wire"), [], [], "v1")
    assert filled.counts().reports == 2
    with pytest.raises(KeyError, match="more than one"):
        filled.report("r1")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, ["c1", "c2"]),
        ({"type": "shelling"}, ["c1"]),
        ({"source": "syrian civil defence"}, ["c1"]),
        ({"source": "Orontes Wire"}, ["c2"]),
        ({"actor": "Syrian Army"}, ["c2"]),
        ({"place": "harim"}, ["c1"]),
        ({"place": "Idlib"}, ["c1"]),
        ({"place": "SY"}, ["c1"]),
        ({"place": "Aleppo"}, []),
        ({"days": Days(date(2023, 3, 1), date(2023, 3, 31))}, ["c1"]),
        ({"days": Days(date(2023, 3, 7), None)}, []),
        ({"text": "civil shells"}, ["c1"]),
        ({"text": "denied army"}, ["c2"]),
        ({"text": 'a "quoted* (word'}, []),
        ({"text": "  "}, ["c1", "c2"]),
        ({"report": "r1", "limit": 1}, ["c1"]),
        ({"polarity": "denied"}, []),
    ],
)
def test_claims_are_found_by(filled, query, ids):
    assert found(filled, **query) == ids
    kept = {k: v for k, v in query.items() if k not in ("report", "limit")}
    at_hand = [c.id for c in (SHELLING, DENIAL) if meets(ClaimQuery(**kept), c, REPORT.outlet)]
    assert at_hand == (ids if kept == query else ["c1", "c2"])


def test_a_report_is_named_by_the_beginning_of_its_id(store):
    store.add(Report("wire-2023-17", TEXT, outlet="A"), [], [], "v1")
    store.add(Report("wire-2023-171", TEXT, outlet="B"), [], [], "v1")
    assert store.report("wire-2023-17").report.outlet == "A"
    assert store.report("wire-2023-171").report.outlet == "B"
    for short in ("wire", "wire-2023-1"):
        with pytest.raises(KeyError):
            store.report(short)


def test_versions_tell_what_is_new(filled):
    filled.add(Report("r0", "No war here.", published="2023-03-01"), [], [], "v1")
    told = [(r.key, r.report.id, r.added, r.reader, r.claims) for r in filled.reports()]
    assert [(v.key, v.id, v.added, v.reader, v.claims) for v in filled.versions()] == told


def test_one_claim_by_its_key(filled):
    key = report_key(REPORT)
    for name in (f"r1/{SHELLING.id}", f"{key[:12]}/c1", f"{key}/c1"):
        assert filled.claim(name).claim == SHELLING
    assert filled.claim("r1/c1").key == f"{key[:12]}/c1"
    for name in ("r1/c9", "r9/c1", "c1"):
        with pytest.raises(KeyError):
            filled.claim(name)


def test_a_new_reading_takes_the_place_of_the_old(filled):
    filled.replace(report_key(REPORT), [DENIAL], [], "v2")
    assert found(filled) == ["c2"]
    assert found(filled, text="shells") == []
    assert next(iter(filled.reports())).reader == "v2"
    assert list(filled.problems()) == []
    with pytest.raises(KeyError):
        filled.replace("0" * 64, [], [], "v2")


def test_what_was_said_on_coming_in_outlives_a_new_reading(store):
    note = Problem("ingest.no_date", "it has no publication date", "a.txt")
    store.note([note])
    store.add(REPORT, [], [NOTE], "v1")
    store.replace(report_key(REPORT), [], [], "v2")
    assert list(store.problems()) == [note]


def test_a_failure_in_the_middle_leaves_nothing(store):
    def claims():
        yield SHELLING
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        store.add(REPORT, claims(), [], "v1")
    assert store.counts().reports == 0


def test_order_of_arrival_does_not_show(store):
    days = ["2023-03-08", "2023-03-06", None, "2023-03-07"]
    for n, day in enumerate(days):
        store.add(Report(f"r{n}", f"{TEXT} {n}", outlet="W", published=day), [SHELLING], [], "v1")
    assert [c.published for c in store.claims()] == [None, "2023-03-06", "2023-03-07", "2023-03-08"]


def test_notes_are_kept_once(store):
    lost = Problem("ingest.empty", "there is nothing in it", "a.txt", lost=True)
    store.note([lost, lost])
    store.note([lost])
    assert list(store.problems()) == [lost]


def test_judgements_are_appended_once_and_in_order(store):
    made = [
        Judgement(
            id=f"j{n}",
            verb=Verb.CORRECT,
            author="a",
            at=datetime(2024, 1, n, tzinfo=UTC),
            reason="misread",
            anchor=Anchor("r1", Span(0, 6), "Shells", "shelling"),
            field="time.start",
            value="2023-03-05",
            claim=SHELLING,
        )
        for n in (2, 1)
    ]
    assert [store.judge(j) for j in [*made, made[0]]] == [True, True, False]
    assert list(store.judgements()) == made


def test_counts(filled):
    counts = filled.counts()
    assert (counts.reports, counts.claims, counts.judgements, counts.problems, counts.unread) == (1, 2, 0, 1, 0)


def test_check_finds_nothing_in_a_whole_store(filled):
    assert list(filled.check()) == []
