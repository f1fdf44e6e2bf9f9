"""Values of phrases in histories, which have no day of their own, and in news of business and accidents, which have."""

from datetime import date

import pytest

from fogline.read.times import find_times

THURSDAY = date(1998, 10, 29)

HISTORIES = [
    # (text, the phrase as found, its value)
    ("From 21 February to 17 September 1809 they fought.", "21 February", "1809-02-21"),
    ("It lasted from 12 November to 3 March 1840.", "12 November", "1839-11-12"),
    ("The town fell on 24 October 1991. The following January it was retaken.", "following January", "1992-01"),
    ("On 3 May 1904 the fleet left. It was back at noon the next day.", "at noon the next day", "1904-05-04T12:00"),
    ("They sailed on the night of 3-4 May 1904.", "the night of 3", "1904-05-03TNI"),
    ("They landed on 20 May 1982 and on the 23rd they moved.", "the 23rd", "1982-05-23"),
    ("They landed on 20 May 1982. On the 23rd and 25th they moved.", "the 23rd and 25th", "1982-05-23/1982-05-25"),
    ("On 3 May 1982 they met. On the 7th, 9th and 12th they fired.", "the 7th, 9th and 12th", "1982-05-07/1982-05-12"),
    ("The siege began on 28 May 1982. By the 3rd, it was over.", "the 3rd", "1982-06-03"),
    ("The night of 3 May 1904 was calm; at dawn they fired.", "at dawn", "1904-05-04TMO"),
    ("The evening of 3 May 1904 was calm. In the afternoon they fired.", "In the afternoon", "1904-05-03TAF"),
    ("Casualties fell in the second half of 2008.", "the second half of 2008", "2008-H2"),
    ("It fell in 1941. Losses were double those of the previous year.", "the previous year", "1940"),
    ("On 3 May 1941 it fell. A few days later they left.", "A few days later", "FUTURE_REF"),
    ("On 3 May 1941 it fell. A few days earlier they had left.", "A few days earlier", "PAST_REF"),
    ("Three months after the truce it broke.", "Three months after", "P3M"),
    ("They fought from December 1937 to February 1938. By mid-April it was over. On 24 July it began again.",
     "24 July", "1938-07-24"),
    ("On 17 September 1980 he tore up the pact of 1975. Five days later he struck.", "Five days later", "1980-09-22"),
    ("They crossed on the night of 25-26 December 1776 and won at 8 a.m. at the bridge.", "at 8 a.m.",
     "1776-12-26T08:00"),
    ("2004: The front moves\n\nOn 31 January 2005 they voted. In 2005: a truce.", "2004", "2004"),
    ("The war lasted 1,425 days.", "1,425 days", "P1425D"),
    ("It was a three year truce.", "a three year", "P3Y"),
    ("The siege lasted weeks.", "weeks", "PXW"),
    ("In the early hours of 15 September 1950 they landed.", "the early hours of 15 September 1950", "1950-09-15TMO"),
    ("On 5 December 1934, at about 7:15 in the evening, they fired.", "at about 7:15 in the evening",
     "1934-12-05T19:15"),
    ("The war began in March 1920. In the third week of April they met.", "the third week of April", "1920-04"),
    ("On 12 October 1920 it ended. The following spring they signed.", "The following spring", "1921-SP"),
    ("On 12 October 1920 it ended. They signed in June of the following year.", "June of the following year", "1921-06"),
    ("The siege began on 21 February 1916 and went on until December.", "December", "1916-12"),
    ("On 2 May 1936 they left; the others came three days after.", "three days after", "1936-05-05"),
    ("It took some weeks.", "some weeks", "PXW"),
    ("Shelling went on from December 1980 until June.", "June", "1981-06"),
    ("On 29 November 1994 they threatened it. On New Year's Eve they came.", "New Year's Eve", "1994-12-31"),
    ("The 1993 results include a gain.", "1993", "1993"),
    ("On 3 May 1941 it fell. They moved at night and hid.", "at night", "XXXX-XX-XXTNI"),
    ("They landed on 20 May 1982, and on the 18th they had sailed.", "the 18th", "1982-05-18"),
    ("In late May 1982 they came. On the 1st they had sailed.", "the 1st", "1982-05-01"),
    ("They fought from December 1937 to February 1938. They came back in June of the following year.",
     "June of the following year", "1939-06"),
    ("They met in May 1941. In the third quarter they left.", "the third quarter", "1941-Q3"),
    ("The night of 3 May 1904 was calm. They waited for hours. At dawn they fired.", "At dawn", "1904-05-04TMO"),
    ("The night of 3 May 1904 was calm. At noon the next day they ate. At dawn they fired.", "At dawn",
     "1904-05-04TMO"),
    ("They fought from 3 to 9 May 1941. Two days later they left.", "Two days later", "1941-05-11"),
    ("The day after the truce it broke.", "The day after", "XXXX-XX-XX"),
    ("In the first three months of 1941 it rained.", "the first three months of 1941", "P3M"),
    ("On 3 May 1941 they met. In June 1941 it rained. The same day they left.", "The same day", "XXXX-XX-XX"),
]  # fmt: skip

BEFORE_THE_CALENDAR = [
    ("The war lasted from 218 to 201 BC.", "218", "BC0218"),
    ("On 2 August 216 BC they were beaten.", "2 August 216 BC", "BC0216-08-02"),
    ("In 211 BC it fell. A year later they landed.", "A year later", "BC0210"),
    ("In 211 BC it fell. The following year they landed.", "The following year", "BC0210"),
    ("In 211 BC it fell. The next year they landed.", "The next year", "BC0210"),
    ("In 211 BC it fell. That autumn they landed.", "That autumn", "BC0211-FA"),
    ("In 211 BC it fell. In September they landed.", "September", "BC0211-09"),
    ("In 211 BC it fell. In 208, they landed.", "208", "BC0208"),
    ("In 211 BC it fell. A decade later they landed.", "A decade later", "BC020"),
    ("In 2 BC it fell. Five years later they landed.", "Five years later", None),
]

BUSINESS = [
    ("It said third-quarter profit rose.", "third-quarter", "1998-Q3"),
    ("It said Q2 2003 sales would rise.", "Q2 2003", "2003-Q2"),
    ("It will report in the first quarter.", "the first quarter", "1999-Q1"),
    ("It reported a loss in the second quarter of last year.", "the second quarter of last year", "1997-Q2"),
    ("Third-quarter sales rose from those of the year-ago quarter.", "the year-ago quarter", "1997-Q3"),
    ("Sales in the third quarter beat those of the same period last year.", "the same period last year", "1997-Q3"),
    ("It has lost money so far this year.", "so far this year", "1998"),
    ("It will close by year-end.", "year-end", "1998"),
    ("Annual sales fell.", "Annual", "P1Y"),
    ("The vote slipped to the autumn.", "the autumn", "1998-FA"),
    ("It was hit on 2 May 1988. The trial opened on Monday and would run through Nov. 4.", "Nov. 4", "1998-11-04"),
    ("It had burned in August 1969. Schools will not open before January.", "January", "1999-01"),
    ("The season lasts until Nov. 30.", "Nov. 30", "1998-11-30"),
    ("The past year was lost.", "The past year", "P1Y"),
    ("Sales will rise in fiscal 1999.", "fiscal 1999", "FY1999"),
    ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
    ("The market opens on Fridays.", "Fridays", "XXXX-WXX-5"),
    ("They vote every five years.", "every five years", "P5Y"),
    ("It happens twice a week.", "twice a week", "P1W"),
    ("A 12-year-old boy was hurt.", "12-year-old", "P12Y"),
    ("They began to leave at 10 p.m. Sunday.", "at 10 p.m. Sunday", "1998-10-25T22:00"),
    ("By midday Monday, two roads were open.", "By midday Monday", "1998-10-26T12:00"),
    ("The session lasted into the evening.", "into the evening", "1998-10-29TEV"),
    ("He said on Monday it would close. Polls fell a year ago. The same day, unions met.", "The same day",
     "1998-10-26"),
    ("The search was to resume on Saturday morning.", "Saturday morning", "1998-10-31TMO"),
    ("\"There will be little hope,\" said a doctor who came on Sunday.", "Sunday", "1998-10-25"),
    ("It will rain, the office said on Sunday.", "Sunday", "1998-10-25"),
    ("It burned in August 1969. The following July it opened.", "following July", "1970-07"),
    ("It burned in August 1969. It opened in June of the following year.", "June of the following year", "1970-06"),
    ("They came Thursday night. At dawn they left.", "At dawn", "1998-10-29TMO"),
    ("Sales in the third quarter beat those a year earlier.", "a year earlier", "1997-Q3"),
    ("Sales fell from the year-ago month.", "the year-ago month", "1997-10"),
    ("They meet every Monday morning.", "every Monday morning", "XXXX-WXX-1TMO"),
    ("He said on Monday it would close. Polls fell a year ago. The next day, unions met.", "The next day",
     "XXXX-XX-XX"),
    ("It was hit on 2 May 1988. It was over last night, he said. On 5 June the trial opened.", "5 June", "1988-06-05"),
    ("The search was to resume at 8 a.m. Saturday.", "at 8 a.m. Saturday", "1998-10-31T08:00"),
]  # fmt: skip

NONE_OF_IT = [
    ("The advance of the 21st Brigade went on.", "the 21st"),
    ("He lived on the 3rd floor.", "the 3rd"),
    ("A quarter of the men fled.", "quarter"),
    ("The third quarter of the old town burned.", "third quarter"),
    ("They fled in 480 ships.", "480"),
    ("In 480, they crossed.", "480"),
    ("Some 1,200 shells fell.", "1,200"),
    ("In 211 BC it fell. In 1941 it was dug up. In 208, they said, it rained.", "208"),
]


def value_of(text: str, phrase: str, anchor: date | None) -> str | None:
    found = [p for f in find_times(text, anchor) for p in (f, *f.parts) if text[p.core.start : p.core.end] == phrase]
    assert found, [text[p.core.start : p.core.end] for p in find_times(text, anchor)]
    return found[-1].value


@pytest.mark.parametrize(("text", "phrase", "value"), HISTORIES + BEFORE_THE_CALENDAR)
def test_values_in_a_history(text: str, phrase: str, value: str) -> None:
    assert value_of(text, phrase, None) == value


@pytest.mark.parametrize(("text", "phrase", "value"), BUSINESS)
def test_values_in_the_news(text: str, phrase: str, value: str) -> None:
    assert value_of(text, phrase, THURSDAY) == value


@pytest.mark.parametrize(
    "words",
    [
        "is to open", "was to open", "were to open", "plans to open", "plan to open", "is planned for", "arrives", "meets",
        "starts", "expires", "runs through", "may run through", "runs until", "lasts until", "lasts through",
        "stays until", "remains until", "has until", "have until", "takes effect", "may take effect", "is due",
    ],
)  # fmt: skip
def test_what_looks_ahead(words: str) -> None:
    """A day of autumn told in autumn: the next one, not that of last year."""
    text = f"The fair {words} Dec. 3."
    assert value_of(text, "Dec. 3", THURSDAY) == "1998-12-03"


def test_the_third_week_of_a_month_and_the_hour_of_a_day_are_told_whole() -> None:
    (week,) = find_times("They met in the third week of April 1920.", None)
    assert (week.days.start, week.days.end) == (date(1920, 4, 15), date(1920, 4, 21))
    (hour,) = find_times("They left at 10 p.m. Sunday.", THURSDAY)
    assert not hour.parts


@pytest.mark.parametrize(("text", "words"), NONE_OF_IT)
def test_what_only_looks_like_a_time(text: str, words: str) -> None:
    assert not any(words in text[p.core.start : p.core.end] for p in find_times(text, None))
