"""Phrases and what they stand for: a table per family, the vocabulary's own examples both ways, and what must hold always."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.core.interval import Days
from fogline.read.times import find_times
from fogline.read.times.hits import matches
from fogline.read.times.lexicon import lexicon, small, words_of

SATURDAY = date(2024, 11, 30)


def days(text: str) -> Days:
    start, _, end = text.partition("..")
    end = end if ".." in text else start
    return Days(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


IN_A_REPORT = [
    # (sentence, the phrase as found, its days) in a report of Saturday 30 November 2024
    ("It fell on Saturday.", "on Saturday", "2024-11-30"),
    ("It fell Friday.", "Friday", "2024-11-29"),
    ("It fell on Sunday.", "on Sunday", "2024-11-24"),
    ("It fell early Saturday.", "early Saturday", "2024-11-30"),
    ("It fell late on Friday.", "late on Friday", "2024-11-29"),
    ("It fell on Tuesday afternoon.", "on Tuesday afternoon", "2024-11-26"),
    ("It fell in the early hours of Thursday.", "in the early hours of Thursday", "2024-11-28"),
    ("Friday's raid killed four.", "Friday's", "2024-11-29"),
    ("It fell last Saturday.", "last Saturday", "2024-11-23"),
    ("They will meet on Monday.", "on Monday", "2024-12-02"),
    ("It fell on Friday last week.", "on Friday last week", "2024-11-22"),
    ("Clashes raged on Thursday and Friday.", "on Thursday and Friday", "2024-11-28..2024-11-29"),
    ("It was shelled overnight.", "overnight", "2024-11-29..2024-11-30"),
    ("Six died in an overnight raid on Monday.", "overnight", "2024-11-24..2024-11-25"),
    ("It was shelled overnight, and on Monday it fell.", "overnight", "2024-11-29..2024-11-30"),
    ("It was shelled overnight from Sunday to Monday.", "from Sunday to Monday", "2024-11-24..2024-11-25"),
    ("It fell shortly after midnight on Tuesday.", "shortly after midnight on Tuesday", "2024-11-26"),
    ("It killed 40 in the 24 hours to Tuesday.", "in the 24 hours to Tuesday", "2024-11-25..2024-11-26"),
    ("Six died in the week ending 24 November.", "in the week ending 24 November", "2024-11-18..2024-11-24"),
    ("They tried for two weeks before 13 November.", "for two weeks before 13 November", "2024-10-30..2024-11-12"),
    (
        "In the two weeks before 13 November they tried.",
        "In the two weeks before 13 November",
        "2024-10-30..2024-11-12",
    ),
    ("Two weeks before 13 November they tried.", "Two weeks before 13 November", "2024-10-30"),
    ("Six died in the first quarter of 2023.", "in the first quarter of 2023", "2023-01-01..2023-03-31"),
    ("Six died in the first two months of the year.", "in the first two months of the year", "2024-01-01..2024-02-29"),
    ("Six died in the last month of last year.", "last year", "2023-01-01..2023-12-31"),
    ("Six died in the last two months of last year.", "in the last two months of last year", "2023-11-01..2023-12-31"),
    ("It was hit on Friday. It had been hit the day before.", "the day before", "2024-11-28"),
    ("It fell today.", "today", "2024-11-30"),
    ("It fell at dawn yesterday.", "at dawn yesterday", "2024-11-29"),
    ("It fell the day before yesterday.", "the day before yesterday", "2024-11-28"),
    ("It fell this morning.", "this morning", "2024-11-30"),
    ("It fell last night.", "last night", "2024-11-29"),
    ("Shells have fallen since dawn.", "since dawn", "2024-11-30"),
    ("It fell earlier this week.", "earlier this week", "2024-11-25..2024-11-30"),
    ("It fell last week.", "last week", "2024-11-18..2024-11-24"),
    ("It fell this weekend.", "this weekend", "2024-11-30..2024-12-01"),
    ("It fell last month.", "last month", "2024-10-01..2024-10-31"),
    ("It fell earlier this month.", "earlier this month", "2024-11-01..2024-11-30"),
    ("It fell last year.", "last year", "2023-01-01..2023-12-31"),
    ("It fell late last year.", "late last year", "2023-09-01..2023-12-31"),
    ("It will end by the end of the year.", "by the end of the year", "..2024-12-31"),
    ("They have fought since the start of the year.", "since the start of the year", "2024-01-01.."),
    ("Nine died in the past 48 hours.", "in the past 48 hours", "2024-11-29..2024-11-30"),
    ("Nine died over the past day.", "over the past day", "2024-11-30"),
    ("Jets struck on 4, 7 and 9 November.", "on 4, 7 and 9 November", "2024-11-04..2024-11-09"),
    ("Jets struck on Monday and yesterday.", "on Monday and yesterday", "2024-11-25..2024-11-29"),
    (
        "It was hit on the Monday and again on the Tuesday.",
        "on the Monday and again on the Tuesday",
        "2024-11-25..2024-11-26",
    ),
    ("Nine died over the last 24 hours.", "over the last 24 hours", "2024-11-29..2024-11-30"),
    ("Nine died over the past four days.", "over the past four days", "2024-11-27..2024-11-30"),
    ("Six clinics were hit in three days.", "in three days", "2024-11-28..2024-11-30"),
    ("Nine died during the past week.", "during the past week", "2024-11-24..2024-11-30"),
    ("Raids grew in recent weeks.", "in recent weeks", "..2024-11-30"),
    ("They are currently trapped.", "currently", "..2024-11-30"),
    ("They have fought for six years.", "for six years", "2018-11-30..2024-11-30"),
    ("They have fought for months.", "for months", "..2024-11-30"),
    ("He was freed a week ago.", "a week ago", "2024-11-23"),
    ("He was freed two years ago.", "two years ago", "2022-01-01..2022-12-31"),
    ("It fell for the second consecutive day.", "for the second consecutive day", "2024-11-29..2024-11-30"),
    ("It fell on 6 April.", "on 6 April", "2024-04-06"),
    ("It fell by 6 April.", "by 6 April", "..2024-04-06"),
    ("It fell on Dec. 6th.", "on Dec. 6th", "2024-12-06"),
    ("The truce holds until Thursday.", "until Thursday", "..2024-11-28"),
    ("It fell in December.", "in December", "2023-12-01..2023-12-31"),
    ("It fell last November.", "last November", "2023-11-01..2023-11-30"),
    ("It fell in spring.", "in spring", "2024-03-01..2024-05-31"),
    ("It closed during Ramadan.", "during Ramadan", "2024-03-11..2024-04-09"),
    ("It was hit on Christmas Eve.", "on Christmas Eve", "2023-12-24"),
    ("Two days earlier it had been lost.", "Two days earlier", "2024-11-28"),
]

ABSOLUTE = [
    ("It fell on 4 May 2019.", "on 4 May 2019", "2019-05-04", "2019-05-04"),
    ("On Friday, June 21, 2019, it fell.", "On Friday, June 21, 2019", "2019-06-21", "2019-06-21"),
    ("Thu Aug 8 2019 Shells fell.", "Thu Aug 8 2019", "2019-08-08", "2019-08-08"),
    ("18-08-2019 Shells fell.", "18-08-2019", "2019-08-18", "2019-08-18"),
    ("It was held as of 2019/8/18.", "as of 2019/8/18", "2019-08-18", "2019-08-18"),
    ("It was held on 08/18/2019.", "on 08/18/2019", "2019-08-18", "2019-08-18"),
    ("It fell in March 2011.", "in March 2011", "2011-03-01..2011-03-31", "2011-03"),
    ("It fell in early March 2011.", "in early March 2011", "2011-03-01..2011-03-10", "2011-03"),
    ("It fell in mid-March 2011.", "in mid-March 2011", "2011-03-11..2011-03-20", "2011-03"),
    ("It fell in late March 2011.", "in late March 2011", "2011-03-21..2011-03-31", "2011-03"),
    ("It began in 2011.", "in 2011", "2011-01-01..2011-12-31", "2011"),
    ("It began in mid-2011.", "in mid-2011", "2011-05-01..2011-08-31", "2011"),
    ("It began in early 2011.", "in early 2011", "2011-01-01..2011-04-30", "2011"),
    ("It began in late 2011.", "in late 2011", "2011-09-01..2011-12-31", "2011"),
    ("It has raged since 2016.", "since 2016", "2016-01-01..", "2016"),
    ("Trade stopped after 2011.", "after 2011", "2012-01-01..", "2011"),
    ("Trade stopped after 11 May 2015.", "after 11 May 2015", "2015-05-12..", "2015-05-11"),
    ("They left before 11 May 2015.", "before 11 May 2015", "..2015-05-10", "2015-05-11"),
    ("They left by the end of June 2009.", "by the end of June 2009", "..2009-06-30", "2009-06"),
    ("They trained on 3-5 May 2017.", "on 3-5 May 2017", "2017-05-03..2017-05-05", "2017-05-03/2017-05-05"),
    (
        "It fell between 5 and 8 May 2017.",
        "between 5 and 8 May 2017",
        "2017-05-05..2017-05-08",
        "2017-05-05/2017-05-08",
    ),
    ("They trained from May 15-24, 2017.", "from May 15-24, 2017", "2017-05-15..2017-05-24", None),
    ("from July 2015 to late February 2016", "from July 2015 to late February 2016", "2015-07-01..2016-02-29", None),
    ("It was lost in September and October 2022.", "in September and October 2022", "2022-09-01..2022-10-31", None),
    ("the war of 1980-88", "1980-88", "1980-01-01..1988-12-31", "1980/1988"),
    ("the summer of 2003", "the summer of 2003", "2003-06-01..2003-08-31", "2003-SU"),
    ("In the 1990s it was quiet.", "In the 1990s", "1990-01-01..1999-12-31", "199"),
    ("in the late 1960s", "in the late 1960s", "1967-01-01..1969-12-31", "196"),
    ("in the 19th century", "in the 19th century", "1800-01-01..1899-12-31", "18"),
    ("during Ramadan 2016", "during Ramadan 2016", "2016-06-06..2016-07-05", None),
    ("on Christmas 2007", "on Christmas 2007", "2007-12-25", "2007-12-25"),
    ("four days after 13 April 2017", "four days after 13 April 2017", "2017-04-17", "2017-04-17"),
    ("in the first two days of May 2019", "in the first two days of May 2019", "2019-05-01..2019-05-02", "2019-05"),
    ("at 9:30 a.m. on 4 May 2019", "at 9:30 a.m. on 4 May 2019", "2019-05-04", None),
]

STORIES = [
    ("On 26 July 2014 the base fell. The next day the town fell.", "The next day", "2014-07-27"),
    ("On 26 July 2014 the base fell. Two days later the town fell.", "Two days later", "2014-07-28"),
    ("On 26 July 2014 the base fell. In the evening the town fell.", "In the evening", "2014-07-26"),
    ("On 26 July 2014 the base fell. On the same day the town fell.", "On the same day", "2014-07-26"),
    ("On 26 July 2014 the base fell. For five days shells fell.", "For five days", "2014-07-26..2014-07-30"),
    ("On 26 July 2014 the base fell. On 3 August the town fell.", "On 3 August", "2014-08-03"),
    ("On 20 December 2014 the base fell. On 3 January the town fell.", "On 3 January", "2015-01-03"),
    ("In March 1918 they left. In June the town fell.", "In June", "1918-06-01..1918-06-30"),
    ("In 2014 they left. Since then it is quiet.", "Since then", "2014-01-01.."),
    ("On 4 September they came. By 16 January 2023 it was over.", "On 4 September", "2022-09-04"),
    # A date that only says which deal is meant tells no day of the story.
    (
        "On 26 July 2014 the base fell. They called the 3 May deal void. The next day the town fell.",
        "The next day",
        "2014-07-27",
    ),
    ("In 2011 they left. The following year they came back.", "The following year", "2012-01-01..2012-12-31"),
]

UNRESOLVED = [
    ("It fell on Saturday.", "no-anchor"),
    ("It fell yesterday.", "no-anchor"),
    ("It fell last month.", "no-anchor"),
    ("Nine died in the past 48 hours.", "no-anchor"),
    ("It fell on 6 April.", "no-year"),
    ("The next day it fell.", "no-context"),
    ("It began in 490 BC.", "era"),
]


def only(text, anchor, phrase):
    found = {text[p.span.start : p.span.end]: p for p in find_times(text, anchor)}
    assert phrase in found, list(found)
    return found[phrase]


@pytest.mark.parametrize(("text", "phrase", "expected"), IN_A_REPORT)
def test_in_a_report(text, phrase, expected):
    assert only(text, SATURDAY, phrase).days == days(expected)


@pytest.mark.parametrize(("text", "phrase", "expected", "value"), ABSOLUTE)
@pytest.mark.parametrize("anchor", [None, SATURDAY])
def test_absolute_dates_need_no_report(text, phrase, expected, value, anchor):
    found = only(text, anchor, phrase)
    assert found.days == days(expected)
    assert value is None or found.value == value
    assert found.basis == "stated"


@pytest.mark.parametrize(("text", "phrase", "expected"), STORIES)
def test_a_story_goes_on(text, phrase, expected):
    found = only(text, None, phrase)
    assert found.days == days(expected)
    assert found.basis == "context"


@pytest.mark.parametrize(("text", "basis"), UNRESOLVED)
def test_what_cannot_be_told_stays_open_and_says_why(text, basis):
    (found,) = find_times(text, None)
    assert not found.days
    assert found.basis == basis


def test_a_title_fixes_the_year_of_a_history():
    (found,) = find_times("On 9 April the town fell.", None, hints=[days("2003-01-01..2003-12-31")])
    assert found.days == days("2003-04-09")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a three-week siege", "P3W", "duration"),
        ("two and a half months of war", "P2.5M", "duration"),
        ("They shell it daily.", "P1D", "set"),
        ("It began at 05:00.", "XXXX-XX-XXT05:00", "time-of-day"),
        ("He is the former mayor.", "PAST_REF", "date"),
        ("They are now there.", "PRESENT_REF", "date"),
    ],
)
def test_values_without_days(text, value, kind):
    (found,) = find_times(text, None)
    assert (found.value, found.kind) == (value, kind)


@pytest.mark.parametrize(
    "text",
    [
        "They may leave.",
        "They march on the town.",
        "1200 square kilometres",
        "2000 people fled",
        "He sat down.",
        "a 7.62 round",
    ],
)
def test_no_time_at_all(text):
    assert find_times(text, SATURDAY) == ()


def test_no_phrase_crosses_a_sentence():
    text = "He saw it on Friday. Saturday was calm"
    assert [text[p.core.start : p.core.end] for p in find_times(text, SATURDAY, [0, 21])] == ["Friday", "Saturday"]


RULES = lexicon().rules


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.yes], ids=lambda v: getattr(v, "name", v))
def test_a_rule_is_tried_where_its_example_stands(rule, text):
    assert rule.fits(words_of(text))


def test_a_rule_is_not_tried_where_its_words_are_not():
    known = {r.name: r for r in RULES}
    assert not known["date.day-month"].fits(words_of("They left in May."))
    assert known["date.day-month"].fits(words_of("They left on 3 May."))
    assert not known["year"].fits(words_of("Some 12 of 345 left."))
    assert known["year"].fits(words_of("They left in 2016."))


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.yes], ids=lambda v: getattr(v, "name", v))
def test_each_rule_finds_its_examples(rule, text):
    assert matches(rule, text)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r.no], ids=lambda v: getattr(v, "name", v))
def test_no_rule_finds_its_counter_examples(rule, text):
    assert not matches(rule, text)


def test_each_rule_has_both_kinds_of_example():
    assert all(r.yes and r.no for r in RULES)


PARTS = [
    ("on the first day of Ramadan", "2024-03-11", "2024-03-11"),
    ("in the last ten days of Ramadan", "2024-03-31", "2024-04-09"),
    ("on the second day of Eid al-Adha", "2024-06-17", "2024-06-17"),
    ("on the eve of Christmas 2023", "2023-12-24", "2023-12-24"),
    ("in the first week of Muharram", "2024-07-07", "2024-07-13"),
]


@pytest.mark.parametrize(("text", "first", "last"), PARTS)
def test_parts_of_named_periods(text, first, last):
    (found,) = find_times(f"Shells hit Ruma {text}.", SATURDAY)
    assert found.days == Days(date.fromisoformat(first), date.fromisoformat(last))


# Every phrase that a monitor's day is told in, on Saturday 30 November 2024.
NEWS = [
    ("on Friday evening", "2024-11-29", "2024-11-29"),
    ("earlier this week", "2024-11-25", "2024-11-30"),
    ("overnight", "2024-11-29", "2024-11-30"),
    ("in the past 48 hours", "2024-11-29", "2024-11-30"),
    ("since dawn", "2024-11-30", "2024-11-30"),
    ("by Sunday evening", None, "2024-11-24"),
    ("last month", "2024-10-01", "2024-10-31"),
    ("between Monday and Wednesday", "2024-11-25", "2024-11-27"),
    ("for six days", "2024-11-25", "2024-11-30"),
    ("on 5 May", "2024-05-05", "2024-05-05"),
    ("since Wednesday", "2024-11-27", None),
    ("in four days", "2024-11-27", "2024-11-30"),
    ("a fortnight ago", "2024-11-16", "2024-11-16"),
    ("during Ramadan", "2024-03-11", "2024-04-09"),
]


@pytest.mark.parametrize(("text", "first", "last"), NEWS)
def test_phrases_of_the_news(text, first, last):
    (found,) = find_times(f"Shells hit Ruma {text}.", SATURDAY)
    assert found.days == Days(first and date.fromisoformat(first), last and date.fromisoformat(last))


PERIODS = list(lexicon().periods.values())


@pytest.mark.parametrize(
    ("period", "text"), [(p, t) for p in PERIODS for t in p.yes], ids=lambda v: getattr(v, "name", v)
)
def test_each_period_is_found_in_its_examples(period, text):
    assert any(p.rule == "period" and p.days for p in find_times(text, SATURDAY))


@pytest.mark.parametrize(
    ("period", "text"), [(p, t) for p in PERIODS for t in p.no], ids=lambda v: getattr(v, "name", v)
)
def test_no_period_is_found_in_its_counter_examples(period, text):
    assert not any(p.rule == "period" for p in find_times(text, SATURDAY))


WORDS = st.sampled_from(
    "on in since until by the last next past 31 30 29 2 5 February May 2011 0001 9999 days weeks Friday ago later "
    "early end of Ramadan 1990s century - / , . BC night at 25:00 two several a day after before and to between".split()
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_whatever_the_text_spans_lie_in_it_and_days_run_forward(text, anchor):
    for phrase in find_times(text, anchor):
        assert 0 <= phrase.span.start <= phrase.core.start <= phrase.core.end <= len(text)
        assert phrase.core.end <= phrase.span.end <= len(text)
        if phrase.days.start and phrase.days.end:
            assert phrase.days.start <= phrase.days.end
    assert find_times(text, anchor) == find_times(text, anchor)


@given(st.text())
def test_small_letters_are_as_many(text: str) -> None:
    assert len(small(text)) == len(text)


def test_phrases_are_quoted_as_written_behind_letters_that_grow_when_small() -> None:
    text = "\u0130\u0130\u0130 fell On 4 MAY 2019."
    (found,) = find_times(text, SATURDAY)
    assert (text[found.span.start : found.span.end], found.days) == ("On 4 MAY 2019", days("2019-05-04"))
