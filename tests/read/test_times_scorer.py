"""The learned weights of an event's days: what is offered, what stands, and that the rules hold without them."""

from datetime import date

import pytest

from fogline.core.claim import ClaimType, Modality
from fogline.core.interval import Days
from fogline.core.report import Report
from fogline.read.document import parse
from fogline.read.times import Times
from fogline.read.times import document as room
from fogline.read.times.options import Case, tense
from fogline.read.times.scorer import FILE, Scorer, learned, pick

TEXT = "Shells hit Ruma on Friday. The mayor fled. Rebels had taken the port since the war began in May."


def day(n: int, month: int = 11) -> Days:
    return Days.on(date(2024, month, n))


def read(text: str = TEXT) -> Times:
    (document,) = parse([Report(id="r", text=text, published="2024-11-30")])
    return Times(document)


def case_of(text: str, word: str, kind: ClaimType = ClaimType.SHELLING, mood: Modality = Modality.ACTUAL) -> Case:
    times = read(text)
    head = times.document.token_at(text.index(word)).i
    return times.case(head, times.document.sentence_of(head).span, kind, mood, None)


def test_every_option_once_with_its_basis() -> None:
    offered = [(o.days, o.basis, o.rule) for o in case_of(TEXT, "fled").options.values()]
    assert offered == [
        (Days(), None, "none"),
        (day(29), "sentence", "before"),
        (Days(date(2024, 5, 1), date(2024, 5, 31)), "sentence", "after"),
        (Days(date(2024, 11, 29), date(2024, 11, 30)), "sentence", "spanning"),
        (day(30), "report", "day"),
    ]


def test_a_phrase_is_offered_as_it_stands_and_as_its_clause_opens_it() -> None:
    own = {d for d, o in case_of(TEXT, "taken", ClaimType.CAPTURE).options.items() if o.basis == "stated"}
    assert own == {
        Days(date(2024, 5, 1), date(2024, 5, 31)),
        Days(date(2024, 5, 1), None),
        Days(None, date(2024, 5, 31)),
    }


@pytest.mark.parametrize(
    ("text", "word", "zone", "days"),
    [
        # The raid lies two days before the day of its sentence.
        ("Six bodies were found on Friday two days after a raid on the port.", "raid", "reckoned", day(27)),
        ("Rebels took Ruma on Friday. It fell a week after the truce.", "truce", "reckoned", day(22)),
        # A length ends on the day told, or begins there.
        ("The port fell on Friday after three days of clashes.", "clashes", "lasting", Days(day(27).start, day(29).end)),
        ("The siege began on Monday. It went on for three days.", "went", "lasting", Days(day(25).start, day(27).end)),
        # What comes before a date.
        ("The port fell on Friday after a raid.", "raid", "until", Days(None, day(29).end)),
        # A toll of all that is told.
        ("Shells fell on Monday. More fell on Friday. They killed ten.", "killed", "spanning",
         Days(day(25).start, day(29).end)),
    ],
)  # fmt: skip
def test_days_that_follow_from_others(text: str, word: str, zone: str, days: Days) -> None:
    assert zone in {s.partition(":")[0] for s in case_of(text, word).options[days].signs}


def test_no_length_or_story_of_more_than_a_month() -> None:
    long = case_of("Raids began on October 20. The port fell on Saturday after six weeks of clashes.", "clashes")
    assert not {o.rule for o in long.options.values()} & {"lasting", "spanning"}


@pytest.mark.parametrize(
    ("text", "word", "days", "present", "absent"),
    [
        (TEXT, "hit", day(29), "own:tie=same", "own:tie=apart"),
        (TEXT, "hit", day(29), "own:where=clause", "own:where=before"),
        (TEXT, "hit", day(29), "picked:basis=stated", "picked:basis=None"),
        (TEXT, "fled", day(29), "back:gap=1", "back:gap=2"),
        (TEXT, "fled", day(29), "back:kept=True&tense=past", "back:kept=False&tense=past"),
        (
            "The mayor said on Friday that shells hit Ruma.",
            "hit",
            day(29),
            "own:says=True&same=False",
            "own:side=after",
        ),
        ("The besieged town fell.", "besieged", Days(), "none:names=True", "none:names=False"),
        ("Shells fell.\nThe mayor fled.", "fled", day(30), "report:printed=False", "report:printed=True"),
    ],
)
def test_signs(text: str, word: str, days: Days, present: str, absent: str) -> None:
    signs = case_of(text, word).options[days].signs
    assert present in signs
    assert absent not in signs


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Shells hit Ruma.", "hit", "past"),
        ("Shells have hit Ruma.", "hit", "perfect"),
        ("Shells had hit Ruma.", "hit", "pluperfect"),
        ("Shells may hit Ruma.", "hit", "ahead"),
        ("Rebels hold Ruma.", "hold", "present"),
        ("Shells fell, killing two.", "killing", "gerund"),
    ],
)
def test_the_tense_of_an_event(text: str, word: str, name: str) -> None:
    times = read(text)
    assert tense(times.document.doc[times.document.token_at(text.index(word)).i]) == name


def test_chances_add_up_and_the_heavier_sign_wins() -> None:
    options = list(case_of(TEXT, "fled").options.values())
    scorer = Scorer(0.5, {"report:all": 2.0})
    assert sum(scorer.chances(options)) == pytest.approx(1)
    assert pick(options, scorer.chances(options), 0.5)[0].days == day(30)


def test_days_stand_only_where_likely_enough_against_none() -> None:
    options = list(case_of(TEXT, "fled").options.values())
    chances = Scorer(1.0, {"none:all": 1.0, "report:all": 0.5}).chances(options)
    assert pick(options, chances, 0.7)[0].days == Days()
    assert pick(options, chances, 0.5)[0].days == day(30)


def test_the_installed_weights_say_by_which_rule() -> None:
    times = read()
    head = times.document.token_at(TEXT.index("hit")).i
    span = times.document.sentence_of(head).span
    time, rule = times.of_event(head, span, ClaimType.SHELLING, Modality.ACTUAL, None)
    assert (time.text, time.days, time.basis, rule) == ("on Friday", day(29), "stated", "stated/weekday")
    assert FILE.is_file()


def test_without_weights_the_rules_decide(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(room, "learned", lambda: learned(tmp_path / "none.json"))
    times = read()
    head = times.document.token_at(TEXT.index("fled")).i
    span = times.document.sentence_of(head).span
    time, rule = times.of_event(head, span, ClaimType.CLASH, Modality.ACTUAL, None)
    assert (time, rule) == (times.by_rules(head, span, False, None, False), "sentence")


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("The mayor condemned the raid.", "condemned", ClaimType.ACCUSATION, day(28)),
        ("The mayor said rebels hold the port.", "hold", ClaimType.CONTROL, day(28)),
        ("The mayor said rebels held the port.", "held", ClaimType.CONTROL, Days()),
        ("The mayor said rebels shelled the port.", "shelled", ClaimType.SHELLING, Days()),
    ],
)
def test_what_the_codebook_dates_by_its_saying(monkeypatch, text, word, kind, expected) -> None:
    monkeypatch.setattr(room, "learned", lambda: Scorer(1.0, {"none:all": 9.0}))
    times = read(text)
    head = times.document.token_at(text.index(word)).i
    span = times.document.sentence_of(head).span
    time, _ = times.of_event(head, span, kind, Modality.ACTUAL, day(28))
    assert time.days == expected
