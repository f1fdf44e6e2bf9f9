"""How a situation is judged, in words of its own or only in the words of those who speak of it. Texts are invented."""

from __future__ import annotations

import pytest

from fogline.core.claim import Claim
from fogline.core.reader import Reader
from fogline.core.report import Report
from fogline.read.reader import read

_NEWS = "The army shelled Goma on Monday. Rebels killed two soldiers near Sake. Families fled the town."


def told(text: str) -> list[Claim]:
    report = Report(id="r", text=f"{_NEWS} {text}", outlet="Daily Example", published="2025-06-12")
    claims = next(iter(read([report], reader=Reader.RULES))).claims
    return [c for c in claims if c.evidence.span.end > len(_NEWS)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Courts, inquiries, offices.
        ("A court sentenced two officers to life in prison.", "assessment"),
        ("The colonel was found guilty of murder.", "assessment"),
        ("Oslo promised an inquiry.", "assessment"),
        ("The army chief was replaced on Tuesday.", "assessment"),
        ("The minister offered his resignation.", "assessment"),
        # What there is of things and of men.
        ("The clinic has run out of blood.", "assessment"),
        ("The rebels are short of ammunition.", "assessment"),
        ("Two clinics in the town stopped working.", "assessment"),
        ("France has about 900 soldiers in the Sahel.", "deployment"),
        # How it stands.
        ("Calm has returned to the town.", "assessment"),
        ("Violence in the east has declined.", "assessment"),
        ("The militia has been weakened.", "assessment"),
        ("Police linked the blast to the militia.", "assessment"),
        # Words of speech.
        ("The general called the truce a betrayal.", "accusation"),
        ("Brazil protested at the use of the airstrip.", "accusation"),
        ("The governor rejected the figure as inflated.", "denial"),
        ("The army disclaimed any part in the raid.", "denial"),
        ("The colonel pleaded not guilty.", "denial"),
        ("The general warned that his forces would strike the ports.", "threat"),
        ("The last rebels will be wiped out, the minister said.", "threat"),
        ("The front promised a long war.", "threat"),
        ("The panel recommends that States vet the police.", "demand"),
        ("The premier ordered a review.", "demand"),
        ("The rebels walked out of the talks on Friday.", "talks"),
        ("Rescuers pulled a girl alive from the rubble.", "aid"),
        ("Some 1,600 have been rescued from the sea.", "aid"),
        ("The premier announced the death of nine soldiers.", "toll"),
    ],
)
def test_wording(text: str, wanted: str) -> None:
    assert wanted in [c.type.value for c in told(text)]


@pytest.mark.parametrize(
    ("text", "says", "judged"),
    [
        ("The mayor said that the militia had lost heart.", "mayor", ["Congolese militia"]),
        ("The rebels have no plan, a diplomat in Goma said.", "a diplomat", ["Congolese rebels"]),
        # Who says it is not judged by it.
        ("The army said that the road led through a marsh.", "army", []),
        ("The army believes that it was a Tuesday in Goma.", "army", []),
    ],
)
def test_what_is_only_said_is_a_judgement(text: str, says: str, judged: list[str]) -> None:
    found = [c for c in told(text) if c.type.value == "assessment"]
    assert len(found) == 1
    assert says in str(found[0].attribution[0].text or found[0].attribution[0].source)
    assert [bool(m.actors) for m in found[0].agents] == [True] * len(judged)


@pytest.mark.parametrize(
    "text",
    [
        # Asked, half said, or the speaker's own story.
        ("The mayor said who would come to Goma."),
        ('"Where is the army?" the mayor asked.'),
        ('"I was born in Goma," the nurse said.'),
        # What is told already.
        ("The mayor said that rebels had taken Goma."),
        # Nothing of the war stands in it.
        ("The baker said that his oven baked slowly."),
    ],
)
def test_no_judgement(text: str) -> None:
    assert "assessment" not in [c.type.value for c in told(text)]


def test_a_report_that_tells_little_is_left_alone() -> None:
    text = "Gunmen shot a man in Goma. The mayor said that the militia had lost heart."
    report = Report(id="r", text=text, outlet="Daily Example", published="2025-06-12")
    claims = next(iter(read([report], reader=Reader.RULES))).claims
    assert "assessment" not in [c.type.value for c in claims]
